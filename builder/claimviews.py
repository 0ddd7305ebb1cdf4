"""What templates see of claims: what the sources say, point by point."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder import urls, words
from builder.agreement import key, standing
from builder.dates import EdtfDate, TimeOfDay, in_words, time_in_words
from builder.facts import LinkView, link_to, published
from builder.fieldtypes import Count
from builder.model import Claim, Compared, Entry, PageId, Tie, Verdict, Wiki
from builder.points import POINTS
from builder.schema import Source


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim. ``value`` may lead to a page; ``speaker`` is None where the article itself speaks.

    ``id`` is that of its place on its own page, to which ``url`` leads. ``stance`` is empty for a plain assertion;
    ``said`` is when the speaker said it; ``details`` are who published it when; ``refines`` leads to what it refines.
    """

    id: str
    url: str
    value: LinkView
    stance: str
    speaker: LinkView | None
    said: str
    source: LinkView
    details: str
    quote: str
    lang: str
    dir: str
    refines: LinkView | None
    note: str
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why some sources are one origin: the sources, what ties them, and what they share."""

    sources: tuple[LinkView, ...]
    words: str
    by: LinkView | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A point, or a statement on an open point: its claims side by side, whether they agree, how many origins they have.

    ``verdict_id`` names the verdict in the style sheet; ``url`` leads to the row.
    """

    label: str
    url: str
    verdict: str
    verdict_id: str
    origins: str
    reasons: tuple[ReasonView, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the sources say of a page: how many claims, on how many points sources differ (or empty), and the rows."""

    count: str
    differing: str
    rows: tuple[RowView, ...]


def table_view(wiki: Wiki, entry: Entry, here: str) -> TableView | None:
    """Return the table of a page's claims, seen from the address ``here``; None without claims."""
    if not entry.claims:
        return None
    sources = len({claim.source for claim in entry.claims})
    differing = sum(row.verdict is Verdict.DIFFER for row in entry.compared)
    return TableView(
        count=f"{words.count(len(entry.claims), 'claim')} from {words.count(sources, 'source')}",
        differing=words.count(differing, "point") if differing else "",
        rows=tuple(row_view(wiki, entry.page.id, row, here) for row in entry.compared),
    )


def row_view(wiki: Wiki, page: PageId, row: Compared, here: str) -> RowView:
    """Return a row of the claims of ``page``, seen from the address ``here``."""
    kept = {claim.id for claim in standing(row.claims)}
    return RowView(
        label=POINTS[row.about].label,
        url=claim_url(page, row.claims[0].id, here),
        verdict=row.verdict.value,
        verdict_id=row.verdict.name.lower(),
        origins=f"{words.count(row.sources, 'source')}, {words.count(row.origins, 'origin')}",
        reasons=tuple(_reason(wiki, tie, here) for tie in row.ties) if row.origins < row.sources else (),
        claims=tuple(claim_view(wiki, page, claim, here, is_retracted=claim.id not in kept) for claim in row.claims),
    )


def claim_view(wiki: Wiki, page: PageId, claim: Claim, here: str, *, is_retracted: bool = False) -> ClaimView:
    """Return the view of a claim of ``page``, seen from the address ``here``."""
    source = wiki.entries[claim.source]
    lang = source.page.fields.lang if isinstance(source.page.fields, Source) else ""
    return ClaimView(
        id=f"claim:{claim.id}",
        url=claim_url(page, claim.id, here),
        value=value_view(wiki, claim, here),
        stance=words.STANCES[claim.stance],
        speaker=link_to(wiki, claim.by, here) if claim.by else None,
        said=in_words(claim.said) if claim.said else "",
        source=link_to(wiki, claim.source, here),
        details=published(wiki, source),
        quote=claim.quote,
        lang=lang,
        dir=words.direction(lang),
        refines=LinkView(claim.refines, claim_url(page, claim.refines, here)) if claim.refines else None,
        note=claim.note or "",
        is_retracted=is_retracted,
    )


def claim_url(page: PageId, claim: str, here: str) -> str:
    """Return the link from the address ``here`` to a claim of ``page``."""
    there = urls.address(page)
    return ("" if there == here else urls.relative(here, there)) + urls.fragment(f"claim:{claim}")


def value_view(wiki: Wiki, claim: Claim, here: str) -> LinkView:
    """Return what a claim states, with a link where that is a page."""
    return link_to(wiki, claim.page, here) if claim.page else LinkView(in_plain_words(claim), "")


def values(wiki: Wiki, claims: Iterable[Claim]) -> str:
    """Return what claims state, each value once: ``rockets; Katyusha rockets``."""
    distinct = {key(claim): claim for claim in reversed(list(claims))}
    titles = (
        (f"{words.STANCES[claim.stance]} " if claim.stance != "asserts" else "")
        + (wiki.entries[claim.page].page.title if claim.page else in_plain_words(claim))
        for claim in reversed(distinct.values())
    )
    return "; ".join(titles)


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
