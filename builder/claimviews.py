"""What templates see of claims: what the sources say, point by point."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder import urls, words
from builder.agreement import key, standing
from builder.dates import EdtfDate, TimeOfDay, in_words, time_in_words
from builder.facts import LinkView, link_to, source_link, translated_url
from builder.fieldtypes import Count
from builder.findings import Claim, Compared, Tie, Verdict
from builder.ids import PageId
from builder.model import Entry, Wiki
from builder.points import POINTS
from builder.schema import Source

# More reasons why sources are one origin convince nobody.
REASONS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim, but for what it states. ``speaker`` is None where the article itself speaks.

    ``number`` is what its page calls it (c3), ``id`` that of its place there, to which ``url`` leads; ``said`` is when the
    speaker said it; ``source`` has a short name; ``refines`` shows what the claim that it refines states; ``translated`` leads
    to why the words may be a translation.
    """

    number: str
    id: str
    url: str
    speaker: LinkView | None
    said: str
    source: LinkView
    quote: str
    lang: str
    dir: str
    translated: str
    refines: LinkView | None
    note: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """What claims state alike, perhaps a link, and these claims. ``stance`` is empty for plain assertions."""

    value: LinkView
    stance: str
    is_retracted: bool
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why some sources are one origin: the sources, what ties them, and what they share."""

    sources: tuple[LinkView, ...]
    words: str
    by: LinkView | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A point, or a statement on an open point: its values side by side, whether they agree, how many origins they have.

    ``verdict_id`` names the verdict in the style sheet; ``url`` leads to the row.
    """

    label: str
    url: str
    verdict: str
    verdict_id: str
    origins: str
    reasons: tuple[ReasonView, ...]
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the sources say of a page: how many claims, links to the points on which sources differ, and the rows."""

    count: str
    differing: tuple[LinkView, ...]
    rows: tuple[RowView, ...]


def table_view(wiki: Wiki, entry: Entry, here: str) -> TableView | None:
    """Return the table of a page's claims, seen from the address ``here``; None without claims."""
    if not entry.claims:
        return None
    sources = len({claim.source for claim in entry.claims})
    rows = tuple(row_view(wiki, entry.page.id, row, here) for row in entry.compared)
    differing: dict[str, LinkView] = {}
    for row in rows:
        if row.verdict == Verdict.DIFFER:
            differing.setdefault(row.label, LinkView(row.label, row.url))
    return TableView(
        count=f"{words.count(len(entry.claims), 'claim')} from {words.count(sources, 'source')}",
        differing=tuple(differing.values()),
        rows=rows,
    )


def row_view(wiki: Wiki, page: PageId, row: Compared, here: str) -> RowView:
    """Return a row of the claims of ``page``, seen from the address ``here``."""
    kept = {claim.id for claim in standing(row.claims)}
    by_id = {claim.id: claim for claim in row.claims}
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in row.claims:
        alike.setdefault((key(claim), claim.stance, claim.id in kept), []).append(claim)
    return RowView(
        label=POINTS[row.about].label,
        url=claim_url(page, row.claims[0].id, here),
        verdict=row.verdict.value,
        verdict_id=row.verdict.name.lower(),
        origins=f"{words.count(row.sources, 'source')}, {words.count(row.origins, 'origin')}",
        reasons=tuple(_reason(wiki, tie, here) for tie in row.ties[:REASONS_SHOWN]) if row.origins < row.sources else (),
        values=tuple(
            ValueView(
                value_view(wiki, claims[0], here),
                words.STANCES[claims[0].stance],
                claims[0].id not in kept,
                tuple(claim_view(wiki, page, claim, here, by_id.get(claim.refines or "")) for claim in claims),
            )
            for claims in alike.values()
        ),
    )


def claim_view(wiki: Wiki, page: PageId, claim: Claim, here: str, refined: Claim | None = None) -> ClaimView:
    """Return the view of a claim of ``page``, seen from the address ``here``; ``refined`` is the claim that it refines."""
    source = wiki.entries[claim.source].page.fields
    lang = source.lang if isinstance(source, Source) else ""
    return ClaimView(
        number=claim.id,
        id=urls.claim(claim.id),
        url=claim_url(page, claim.id, here),
        speaker=link_to(wiki, claim.by, here) if claim.by else None,
        said=in_words(claim.said) if claim.said else "",
        source=source_link(wiki, claim.source, here),
        quote=claim.quote,
        lang=lang,
        dir=words.direction(lang),
        translated=translated_url(wiki, claim.source, claim.span, here),
        refines=LinkView(value_view(wiki, refined, here).text, claim_url(page, refined.id, here)) if refined else None,
        note=claim.note or "",
    )


def claim_url(page: PageId, claim: str, here: str) -> str:
    """Return the link from the address ``here`` to a claim of ``page``."""
    return urls.place(here, urls.address(page), urls.claim(claim))


def value_view(wiki: Wiki, claim: Claim, here: str) -> LinkView:
    """Return what a claim states, with a link where that is a page."""
    return link_to(wiki, claim.page, here) if claim.page else LinkView(in_plain_words(claim), "")


def values(wiki: Wiki, claims: Iterable[Claim]) -> str:
    """Return what claims state, each value once: ``rockets; Katyusha rockets``."""
    distinct: dict[object, Claim] = {}
    for claim in claims:
        distinct.setdefault((key(claim), claim.stance), claim)
    shown = (
        (f"{words.STANCES[claim.stance]}: " if claim.stance != "asserts" else "")
        + (wiki.entries[claim.page].page.title if claim.page else in_plain_words(claim))
        for claim in distinct.values()
    )
    return "; ".join(shown)


def in_plain_words(claim: Claim) -> str:
    """Return what a claim states in words: ``at least 3``, ``10 September 2024``, ``about 23:00``."""
    match claim.stated:
        case Count(min=low, max=high):
            if low == high:
                return f"{low:,}"
            bounds = [f"{word} {bound:,}" for word, bound in (("at least", low), ("at most", high)) if bound is not None]
            return " and ".join(bounds)
        case EdtfDate() as date:
            return in_words(date)
        case TimeOfDay() as time:
            return time_in_words(time)
        case text:
            return text


def _reason(wiki: Wiki, tie: Tie, here: str) -> ReasonView:
    by = None if tie.by in tie.sources else link_to(wiki, tie.by, here)
    return ReasonView(tuple(link_to(wiki, source, here) for source in tie.sources), words.TIES[tie.how, by is None], by)
