"""What templates see of who stands with whom: a table of actors by incidents, and who accuses whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder import urls, words
from builder.claimviews import claim_url
from builder.dates import in_words
from builder.facts import LinkView, link_to, source_link
from builder.findings import Claim
from builder.ids import Kind, PageId
from builder.matrix import QUIET, Matrix, Statement, matrix
from builder.model import Wiki
from builder.schema import Actor, Incident, Source
from builder.shortdates import short

STATEMENTS_SHOWN: Final = 60
PER_STATEMENT: Final = 6
_HERE: Final = urls.WHO
_LEGEND: Final = (("", "What it was, as the wiki has it"), ("of-", "What was said of it"), ("by-", "What it said itself"))


@dataclass(frozen=True, slots=True)
class SignView:
    """A role in a cell: its sign, the words for it, and its name in the style sheet."""

    sign: str
    label: str
    look: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role of an actor in an incident: its sign, what it is in full, and where it is told; no address where it is only named."""

    sign: SignView
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LegendView:
    """The signs of one sort that the table holds."""

    label: str
    signs: tuple[SignView, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident: a short date, its title, and where it, or what was said in it, is told."""

    date: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RowView:
    """An actor with its roles in each incident; ``all`` leads to the list of all its incidents where the table is cut."""

    actor: LinkView
    is_vague: bool
    all: str
    cells: tuple[tuple[RoleView, ...], ...]


@dataclass(frozen=True, slots=True)
class RowsView:
    """Actors of one type, or all that are only mentioned; ``count`` in words."""

    label: str
    count: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who took which stance on whom or what, in which incidents; ``more`` says how many others there are.

    ``quote`` are the shortest words of those shown, ``example`` the incident that they are from where there are several.
    """

    by: LinkView
    verb: str
    of: LinkView | None
    incidents: tuple[IncidentView, ...]
    count: str
    more: str
    example: IncidentView | None
    quote: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """What the table leaves out, in words; a link to where it is ends the sentence."""

    text: str
    link: LinkView | None = None


@dataclass(frozen=True, slots=True)
class WhoView:
    """Who with whom. ``count`` and ``notes`` say in words what the table holds and leaves out; ``more`` what the statements do."""

    count: str
    notes: tuple[NoteView, ...]
    legend: tuple[LegendView, ...]
    columns: tuple[IncidentView, ...]
    groups: tuple[RowsView, ...]
    statements: tuple[StatementView, ...]
    more: str


def who_view(wiki: Wiki) -> WhoView:
    """Return the view of the page on who stands with whom."""
    found = matrix(wiki)
    is_cut = len(found.incidents) < found.all_incidents
    more = len(found.statements) - STATEMENTS_SHOWN
    return WhoView(
        count=f"{words.count(len(found.actors), 'actor')}, {words.count(len(found.incidents), 'incident')}",
        notes=tuple(_notes(found)),
        legend=tuple(_legend(found)),
        columns=tuple(_incident(wiki, page) for page in found.incidents),
        groups=tuple(_groups(wiki, found, is_cut=is_cut)),
        statements=tuple(_statement(wiki, said) for said in found.statements[:STATEMENTS_SHOWN]),
        more=words.count(more, "more of these statements", "more of these statements") if more > 0 else "",
    )


def _notes(found: Matrix) -> Iterator[NoteView]:
    """Say what the table leaves out, and where that is."""
    if len(found.incidents) < found.all_incidents:
        shown = (
            f"Shown are the newest {len(found.incidents):,} of {words.count(found.all_incidents, 'incident')}; all those of an"
        )
        yield NoteView(f"{shown} actor are in the", _list("list of incidents", Kind.INCIDENT))
    if len(found.actors) < found.all_actors:
        shown = f"Of {words.count(found.all_actors, 'actor')} in them, the {len(found.actors):,} with the most roles are shown;"
        yield NoteView(f"{shown} all are in the", _list("list of actors", Kind.ACTOR))
    if found.idle:
        yield NoteView(f"Without a role in any incident, and left out: {words.count(found.idle, 'actor')}.")
    if found.withdrawn:
        yield NoteView(f"Withdrawn, and left out: {words.count(found.withdrawn, 'incident')}.")


def _list(text: str, kind: Kind) -> LinkView:
    return LinkView(text, urls.relative(_HERE, urls.LISTS[kind]))


def _legend(found: Matrix) -> Iterator[LegendView]:
    used = {role for its in found.roles.values() for actor in found.actors for role in its.get(actor, ())}
    for sort, label in _LEGEND:
        signs = tuple(_sign(role) for role in words.SIGNS if role in used and _sort(role) == sort)
        if signs:
            yield LegendView(label, signs)


def _sort(role: str) -> str:
    return role[:3] if role[:3] in ("of-", "by-") else ""


def _sign(role: str) -> SignView:
    sign, label = words.SIGNS[role]
    look = {"of-": "said-of", "by-": "said-by"}.get(_sort(role), role)
    return SignView(sign, label, look)


def _incident(wiki: Wiki, page: PageId, claim: Claim | None = None) -> IncidentView:
    """Return an incident with the link to its page, or to a ``claim`` on it."""
    entry = wiki.entries[page].page
    date = short(entry.fields.date) if isinstance(entry.fields, Incident) else ""
    url = claim_url(page, claim.id, _HERE) if claim else urls.relative(_HERE, urls.address(page))
    return IncidentView(date, entry.title, url)


def _groups(wiki: Wiki, found: Matrix, *, is_cut: bool) -> Iterator[RowsView]:
    """Yield the actors by type, and those that are only mentioned after them."""
    by_type: dict[str, list[PageId]] = {label: [] for label in words.ACTOR_GROUPS.values()}
    quiet: list[PageId] = []
    for actor in found.actors:
        fields = wiki.entries[actor].page.fields
        if isinstance(fields, Actor) and found.is_active(actor):
            by_type[words.ACTOR_GROUPS[fields.type]].append(actor)
        else:
            quiet.append(actor)
    for label, actors in [*by_type.items(), (words.ROLES["mentioned"], quiet)]:
        if actors:
            rows = tuple(_row(wiki, found, actor, is_cut=is_cut) for actor in actors)
            yield RowsView(label, f"{len(rows):,}", rows)


def _row(wiki: Wiki, found: Matrix, actor: PageId, *, is_cut: bool) -> RowView:
    return RowView(
        actor=link_to(wiki, actor, _HERE),
        is_vague=wiki.entries[actor].page.is_vague,
        all=urls.incidents(_HERE, actor=actor) if is_cut else "",
        cells=tuple(tuple(_roles(wiki, actor, incident, found.of(actor, incident))) for incident in found.incidents),
    )


def _roles(wiki: Wiki, actor: PageId, incident: PageId, its: Mapping[str, tuple[Claim, ...]]) -> Iterator[RoleView]:
    """Yield the roles of an actor in an incident, in the order of the legend."""
    fields = wiki.entries[incident].page.fields
    date = in_words(fields.date) if isinstance(fields, Incident) else ""
    for role in words.SIGNS:
        if role in its:
            sign = _sign(role)
            yield RoleView(sign, f"{wiki.entries[actor].page.title}: {sign.label}, {date}", _told(incident, role, its[role]))


def _told(incident: PageId, role: str, claims: tuple[Claim, ...]) -> str:
    """Return the link to where an incident tells a role: its claim or claims, or else the facts; nothing for who is only named."""
    if len(claims) == 1:
        return claim_url(incident, claims[0].id, _HERE)
    return "" if role == QUIET else urls.place(_HERE, urls.address(incident), "attribution" if claims else "facts")


def _statement(wiki: Wiki, said: Statement) -> StatementView:
    by = link_to(wiki, said.by, _HERE) if said.by else source_link(wiki, said.source, _HERE)
    of_itself = said.of is not None and said.of == said.by
    of = link_to(wiki, said.of, _HERE) if said.of else LinkView(said.words, "")
    newest = tuple(reversed(said.told))
    shown = newest[:PER_STATEMENT]
    example = min(shown, key=lambda one: len(one.claim.quote))
    lang = _language(wiki, example.claim)
    more = len(newest) - PER_STATEMENT
    return StatementView(
        by=by,
        verb=(words.VERBS_OF_ITSELF if of_itself else words.VERBS)[said.stance],
        of=None if of_itself else of,
        incidents=tuple(_incident(wiki, one.incident, one.claim) for one in shown),
        count=words.count(len(newest), "incident") if len(newest) > 1 else "",
        more=f"{more:,} more" if more > 0 else "",
        example=_incident(wiki, example.incident, example.claim) if len(newest) > 1 else None,
        quote=example.claim.quote,
        lang=lang,
        dir=words.direction(lang),
    )


def _language(wiki: Wiki, claim: Claim) -> str:
    """Return the language of the words of a claim."""
    source = wiki.entries[claim.source].page.fields
    return source.lang if isinstance(source, Source) else ""
