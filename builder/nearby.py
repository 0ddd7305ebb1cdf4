"""Incidents of the wiki that an article may tell of: near in date and place to what it says."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from builder.dates import WEEKDAYS, EdtfDate, in_words
from builder.datewords import Dated
from builder.ids import Kind, PageId, slug_of
from builder.lookalikes import Occasion, alike, around, occasions
from builder.model import Wiki
from builder.schema import Incident
from builder.urls import kind_of

MOST: Final = 5
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """An incident that may be the one of an article, and what the two share, in words."""

    page: PageId
    why: str


def days_of(
    dates: Iterable[Dated], hints: Iterable[tuple[str, int]], published: EdtfDate | None, years: Collection[int]
) -> dict[date, str]:
    """Return the days that an article may tell of, each with the words that it is read from.

    A day without a year is looked for in each of ``years``, a weekday in the week that ends on the day of publication.
    """
    found: dict[date, str] = {}
    appeared = published.earliest if published and published.is_exact else None
    for dated in dates:
        every = {dated.year} if dated.year else {appeared.year, (appeared - timedelta(days=180)).year} if appeared else years
        for year in sorted(every):
            if day := dated.of_year(year):
                found.setdefault(day, f"“{dated.words}” (line {dated.line})")
    for words, line in hints:
        name = next((name for name in WEEKDAYS if name in words), None)
        if appeared and name:
            found.setdefault(weekday_before(name, appeared), f"“{words}” (line {line})")
    if appeared:
        found.setdefault(appeared, "the day of publication")
    return found


def weekday_before(name: str, day: date) -> date:
    """Return the last day of this weekday on or before ``day``."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(name)) % 7)


def likely(wiki: Wiki, days: dict[date, str], named: Collection[PageId]) -> list[Likely]:
    """Return the incidents most like an article that tells of ``days`` and names the pages ``named``, the likeliest first."""
    places = around(wiki, (page for page in named if kind_of(page) is Kind.PLACE))
    here = {day: Occasion(day, day, places) for day in sorted(days)}
    found: list[tuple[int, PageId, str]] = []
    for page, occasion in occasions(wiki).items():
        day = next((day for day, one in here.items() if alike(one, occasion)), None)
        fields = wiki.entries[page].page.fields
        if day is None or not isinstance(fields, Incident):
            continue
        refs = set(wiki.entries[page].refs.values())
        shared = sorted(slug_of(place) for place in refs & {*named} if kind_of(place) is Kind.PLACE)
        actors = sorted(slug_of(actor) for actor in refs & {*named} if kind_of(actor) is Kind.ACTOR)
        where = shared or sorted(slug_of(place) for place in occasion.places & places)
        why = f"it is dated {in_words(fields.date)}, the article has {days[day]}; place: {_some(where)}"
        found.append((-len(shared) - len(actors), page, f"{why}; actors: {_some(actors)}" if actors else why))
    return [Likely(page, why) for _, page, why in sorted(found)[:MOST]]


def _some(slugs: list[str]) -> str:
    return f"{', '.join(slugs[:_SHOWN])}{' …' if len(slugs) > _SHOWN else ''}"


def told(found: Iterable[Likely], wiki: Wiki) -> Iterator[str]:
    """Yield the lines that tell of likely incidents."""
    for one in found:
        yield f"  {one.page}  “{wiki.entries[one.page].page.title}”"
        yield f"      {one.why}"
