"""What templates see of attribution: the state in one line, its history, its mirror on each actor; what was known when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder import words
from builder.agreement import key
from builder.attribution import POINTS_OF_IT, Clause, history, state
from builder.claimviews import ClaimView, claim_view, value_view, values
from builder.dated import date_of, published_of
from builder.dates import EdtfDate, in_words
from builder.facts import LinkView, link_to, source_link
from builder.findings import Attribution, Change, Claim, Step, Verdict
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.points import POINTS
from builder.schema import Incident

# A page with more steps would grow with their square.
STEPS_IN_FULL: Final = 30
# Nobody could be held responsible for an incident of these types.
_PEACEFUL: Final = frozenset({
    "agreement", "other", "peaceful-protest", "change-to-group-activity", "non-violent-transfer-of-territory",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ObjectView:
    """Of whom or what a clause speaks, perhaps a link, and a remark behind it."""

    link: LinkView
    remark: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A part of the state of attribution: ``lead``, the speakers, what they did (``joint``), of whom or what; or only ``lead``, a whole."""

    lead: str
    speakers: tuple[LinkView, ...] = ()
    joint: str = ""
    of: tuple[ObjectView, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """A line of the history of attribution: when; what the claim's speaker does (``verb``), and to whom or what (``of``).

    ``is_reported`` tells that the day is the article's, for nothing says when the speaker said it.
    """

    when: str
    is_reported: bool
    verb: str
    of: LinkView | None
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class AttributionView:
    """Who is held responsible: the state in one line, and how it came about."""

    state: tuple[ClauseView, ...]
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class MirrorItem:
    """An attribution seen from an actor: the incident, its date, and the event."""

    incident: LinkView
    date: str
    event: EventView


@dataclass(frozen=True, slots=True)
class MirrorGroup:
    """Attributions of one kind, such as *Accused*; ``by`` are those who speak, where it is not the actor itself."""

    label: str
    by: tuple[LinkView, ...]
    items: tuple[MirrorItem, ...]


@dataclass(frozen=True, slots=True)
class MirrorView:
    """What an actor is accused or cleared of in incidents, and what it says of others."""

    groups: tuple[MirrorGroup, ...]


@dataclass(frozen=True, slots=True)
class KnownView:
    """A point as it was known: its label, the values, the verdict and its name in the style sheet."""

    label: str
    values: str
    verdict: str
    verdict_id: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A point on which articles brought something new, and what; ``is_minor`` for one more statement on an open point."""

    label: str
    words: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """What was known once the articles of a day were out, and what they changed; ``state`` is that of attribution.

    ``rows`` are empty for the last step, which the table shows, and for all where there are many.
    """

    heading: str
    sources: tuple[LinkView, ...]
    changes: tuple[ChangeView, ...]
    state: tuple[ClauseView, ...]
    rows: tuple[KnownView, ...]


def attribution_view(wiki: Wiki, entry: Entry, here: str) -> AttributionView | None:
    """Return the attribution of an incident; None where nobody is or could be held responsible."""
    fields = entry.page.fields
    if not isinstance(fields, Incident):
        return None
    past = history(entry.claims, {claim.source: _published(wiki, claim.source) for claim in entry.claims})
    if not past and (fields.type in _PEACEFUL or fields.scope == "background"):
        return None
    sources = [entry.refs[Kind.SOURCE, text] for text in fields.sources]
    return AttributionView(
        _state(wiki, entry.claims, sources, here), tuple(_event(wiki, entry.page.id, claim, here) for claim in past)
    )


def mirror_view(wiki: Wiki, entry: Entry, here: str) -> MirrorView | None:
    """Return what an actor is accused or cleared of in all incidents, and what it says of others; None if nothing."""
    if entry.page.kind is not Kind.ACTOR:
        return None
    me = entry.page.id
    groups: dict[str, list[MirrorItem]] = {}
    speakers: dict[str, dict[LinkView, None]] = defaultdict(dict)
    for attribution in reversed(entry.attributions):
        claim = attribution.claim
        label = words.MIRROR_OF[claim.stance] if claim.page == me else words.MIRROR_BY[claim.stance]
        groups.setdefault(label, []).append(_mirrored(wiki, attribution, here))
        if claim.by != me:
            speakers[label][_speaker(wiki, claim, here)] = None
    if not groups:
        return None
    order = [label for label in dict.fromkeys((*words.MIRROR_OF.values(), *words.MIRROR_BY.values())) if label in groups]
    return MirrorView(tuple(MirrorGroup(label, tuple(speakers[label]), tuple(groups[label])) for label in order))


def step_views(wiki: Wiki, entry: Entry, here: str) -> tuple[StepView, ...]:
    """Return what was known of an incident as its sources appeared; nothing where all appeared on one day."""
    out: list[PageId] = []
    views: list[StepView] = []
    for step in entry.steps:
        out += step.sources
        claims = [claim for claim in entry.claims if claim.source in out]
        views.append(
            StepView(
                heading=_by_the_end_of(step.published),
                sources=tuple(source_link(wiki, source, here) for source in step.sources),
                changes=tuple(_change(wiki, change) for change in step.changes) if views else (),
                state=_state(wiki, claims, out, here) if any(claim.about in POINTS_OF_IT for claim in claims) else (),
                # The last step is the table itself; where there are many, what each changed must do.
                rows=_known(wiki, step) if step is not entry.steps[-1] and len(entry.steps) <= STEPS_IN_FULL else (),
            )
        )
    return tuple(views)


def _known(wiki: Wiki, step: Step) -> tuple[KnownView, ...]:
    return tuple(
        KnownView(POINTS[row.about].label, values(wiki, row.claims), row.verdict.value, row.verdict.name.lower())
        for row in step.rows
    )


def _published(wiki: Wiki, source: PageId) -> EdtfDate:
    return published_of(wiki.entries[source])


def _by_the_end_of(date: EdtfDate) -> str:
    """Say by when articles of this date were out: where their day is not known, no better than they do."""
    said = in_words(date)
    return f"By the end of {said}" if date.is_exact else said[:1].upper() + said[1:]


def _latest(wiki: Wiki, sources: Iterable[PageId]) -> str:
    """Say up to when a state holds: up to the last of ``sources``."""
    date = max((_published(wiki, source) for source in sources), key=lambda date: date.sort_key)
    return f"as of {in_words(date)}" if date.form == "date" else f"as of an article of uncertain date ({in_words(date)})"


def _state(wiki: Wiki, claims: Iterable[Claim], sources: Iterable[PageId], here: str) -> tuple[ClauseView, ...]:
    """Return the state that ``claims`` have come to; where nobody is stated or claims to be behind it, that there is no claim."""
    clauses = state(claims)
    # Clauses that differ only in whom they speak of are one.
    alike: dict[tuple[str, tuple[LinkView, ...], bool], list[ObjectView]] = {}
    for clause in clauses:
        if clause.verb != "unclaimed":
            speakers = tuple(dict.fromkeys(_speaker(wiki, claim, here) for claim in clause.claims))
            of_itself = clause.of is not None and all(claim.by == clause.of for claim in clause.claims)
            alike.setdefault((clause.verb, speakers, of_itself), []).append(_object(wiki, clause, here))
    found = [
        ClauseView("", speakers, f" {words.VERBS_OF_ITSELF[verb]}")
        if of_itself
        else ClauseView(lead, speakers, joint, tuple(objects))
        for (verb, speakers, of_itself), objects in alike.items()
        for lead, joint in (words.CLAUSES[verb],)
    ]
    for clause in clauses:
        if clause.verb == "unclaimed":
            as_of = _latest(wiki, (claim.source for claim in clause.claims))
            found.append(ClauseView(f"not claimed by {clause.words}, {as_of}"))
    if not {"claims", "asserts", "unclaimed"} & {clause.verb for clause in clauses}:
        found.append(ClauseView(f"no claim of responsibility reported, {_latest(wiki, sources)}"))
    return tuple(found)


def _object(wiki: Wiki, clause: Clause, here: str) -> ObjectView:
    if clause.of is None:
        return ObjectView(LinkView(clause.words, ""), "")
    link = link_to(wiki, clause.of, here)
    # A title with something in brackets says itself what it is.
    is_label = wiki.entries[clause.of].page.is_vague and "(" not in link.text
    return ObjectView(link, " (a label for no particular group)" if is_label else "")


def _speaker(wiki: Wiki, claim: Claim, here: str) -> LinkView:
    """Return who makes a claim: its speaker, or the article itself."""
    return link_to(wiki, claim.by, here) if claim.by else source_link(wiki, claim.source, here)


def _event(wiki: Wiki, incident: PageId, claim: Claim, here: str) -> EventView:
    verb = words.VERBS["unclaimed" if claim.about == "unclaimed" else claim.stance]
    of: LinkView | None = value_view(wiki, claim, here)
    if claim.page and claim.page == claim.by:
        verb, of = words.VERBS_OF_ITSELF[claim.stance], None
    when = claim.said or _published(wiki, claim.source)
    return EventView(in_words(when), claim.said is None, verb, of, claim_view(wiki, incident, claim, here))


def _mirrored(wiki: Wiki, attribution: Attribution, here: str) -> MirrorItem:
    date = in_words(date_of(wiki.entries[attribution.incident]))
    incident = link_to(wiki, attribution.incident, here)
    return MirrorItem(incident, date, _event(wiki, attribution.incident, attribution.claim, here))


def _change(wiki: Wiki, change: Change) -> ChangeView:
    row, point = change.row, POINTS[change.row.about]
    is_minor = point.is_open and row.about not in POINTS_OF_IT
    if change.before is None:
        return ChangeView(point.label, f"new: {values(wiki, change.added)}", is_minor)
    had = {(key(claim), claim.stance) for claim in row.claims if claim not in change.added}
    more = [claim for claim in change.added if (key(claim), claim.stance) not in had]
    same = [claim for claim in change.added if (key(claim), claim.stance) in had]
    parts = [f"also {values(wiki, more)}"] if more else []
    if same:
        again = words.count(len({claim.source for claim in same}), "more source")
        parts.append(f"{values(wiki, same)} ({again})")
    if change.before is not row.verdict:
        parts.append(f"was “{change.before.value}”, now “{row.verdict.value}”")
    return ChangeView(point.label, "; ".join(parts), is_minor and row.verdict is not Verdict.DIFFER)
