"""What templates see of a figure of time, and the small timeline of an actor or place. It draws a bounded number of incidents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder import urls, words
from builder.dates import EdtfDate, in_words
from builder.facets import facets
from builder.facts import link_to
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.schema import Incident
from builder.timelines import Count, Figure, Mark, Plan, Style, figure
from builder.timescale import Unit, start
from builder.timespans import extent

# The small timeline of a page: from how many incidents on it is drawn, and up to how many it has each of them.
SMALL_FROM: Final = 2
SMALL: Final = 60
SMALL_STYLES: Final = (
    Style("wide", width=600, size=13, stub=24, gap=14, lines=0),
    Style("narrow", width=320, size=12, stub=18, gap=10, lines=2),
)
HOME_STYLES: Final = (Style("wide", width=1100, size=13, stub=24, gap=14, lines=0), SMALL_STYLES[1])


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as drawings of the same, for wide and for narrow places; what it is called, and which looks need explaining."""

    label: str
    looks: tuple[tuple[str, str], ...]
    drawings: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SmallView:
    """The small timeline of a page, with what must be known of it."""

    figure: FigureView
    note: str


def small_view(wiki: Wiki, entry: Entry, here: str) -> SmallView | None:
    """Return the small timeline of an actor, place or free page to which at least two incidents lead."""
    if entry.page.kind not in (Kind.ACTOR, Kind.PLACE, Kind.NOTE):
        return None
    leading = {backlink.page for backlink in entry.backlinks if wiki.entries[backlink.page].page.kind is Kind.INCIDENT}
    found = standing(wiki.entries[page] for page in sorted(leading))
    found.sort(key=lambda other: date_of(other).sort_key)
    if len(found) < SMALL_FROM:
        return None
    own = "Incidents here. Those of places inside it stand on their own pages." if entry.page.kind is Kind.PLACE else ""
    label = f"{entry.page.title} in time"
    if len(found) <= SMALL:
        shown = figure_view(label, Plan([mark(wiki, other, here) for other in found], in_lanes=True), SMALL_STYLES)
        return SmallView(shown, own) if shown else None
    name = {Kind.ACTOR: "actor", Kind.PLACE: "place"}.get(entry.page.kind, "weapon")
    by_year = parted((other for other in found if entry.page.id in _named(wiki, other)), lambda when: when.year)
    counts = [
        count(str(year), urls.incidents_in(here, name, entry.page.id, year), len(others), "year", year)
        for year, others in by_year.items()
        if year
    ]
    shown = figure_view(f"{label}: incidents by year", Plan(counts=counts), SMALL_STYLES)
    rest = len(found) - sum(each.number for each in counts)
    left_out = f"{words.count(rest, 'more incident')} only mention{'s' if rest == 1 else ''} it." if rest else ""
    return SmallView(shown, f"{own} {left_out}".strip()) if shown else None


def whole_view(wiki: Wiki) -> SmallView | None:
    """Return the timeline of the home page: all events and campaigns, without what is only their background."""
    here = urls.HOME
    found = standing(wiki.entries[page] for page in wiki.incidents if fields_of(wiki.entries[page]).scope != "background")
    if len(found) < SMALL_FROM:
        return None
    if len(found) <= SMALL:
        plan = Plan([mark(wiki, other, here) for other in found], in_lanes=True)
    else:
        by_year = parted(found, lambda when: when.year)
        plan = Plan(
            counts=[count(str(year), urls.in_year(here, year), len(of), "year", year) for year, of in by_year.items() if year]
        )
    shown = figure_view("Events and campaigns in time", plan, HOME_STYLES)
    return SmallView(shown, "") if shown else None


def _named(wiki: Wiki, incident: Entry) -> set[PageId]:
    """Return the pages that the list of incidents can be filtered by to find an incident."""
    found = facets(wiki, incident, fields_of(incident))
    return {*(actor for actor, _ in found.actors), *found.places, *found.weapons}


def figure_view(label: str, plan: Plan, styles: Sequence[Style]) -> FigureView | None:
    """Return a figure in each of ``styles``; None where nothing has a place in time."""
    shown = tuple(drawing for style in styles if (drawing := figure(plan, style)))
    return FigureView(label, tuple(_looks(plan, shown)), shown) if shown else None


def _looks(plan: Plan, drawings: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the looks that a figure has, with their words, in the order of the legend."""
    found = {"count"} if plan.counts else set()
    for each in plan.marks:
        what = extent(each.date)
        if not what:
            continue
        found |= {"candidates"} if what.candidates else {piece.how for piece in what.pieces if each.scope == "event"}
        found |= {"unsure"} if not what.candidates and any(piece.how == "unsure" for piece in what.pieces) else set()
        found |= {each.scope} if each.scope != "event" else set()
        found |= {"open"} if what.before or what.after else set()
    if any(drawing.gaps for drawing in drawings):
        found.add("gap")
    return ((look, said) for look, said in words.TIME_LOOKS.items() if look in found)


def count(label: str, url: str, number: int, unit: Unit, at: int) -> Count:
    """Return ``number`` incidents as a bar that stands for the unit numbered ``at``."""
    name = f"{label}: {words.count(number, 'incident')}"
    return Count(label, number, name, url, start(unit, at), start(unit, at + 1))


def fields_of(entry: Entry) -> Incident:
    """Return the fields of an incident."""
    fields = entry.page.fields
    if not isinstance(fields, Incident):  # pragma: no cover
        raise TypeError(entry.page.id)
    return fields


def date_of(entry: Entry) -> EdtfDate:
    """Return the date of an incident."""
    return fields_of(entry).date


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out incidents that are withdrawn: they say nothing any more."""
    return [entry for entry in entries if entry.page.fields.status != "withdrawn"]


def mark(wiki: Wiki, entry: Entry, here: str) -> Mark:
    """Return an incident as a figure on the page at the address ``here`` has it."""
    fields, link = fields_of(entry), link_to(wiki, entry.page.id, here)
    return Mark(link.text, in_words(fields.date), link.url, fields.date, fields.scope)


def parted(entries: Iterable[Entry], part: Callable[[EdtfDate], int | None]) -> dict[int | None, list[Entry]]:
    """Put incidents together by a part of their dates, in order of the parts; those without one come last."""
    parts: dict[int | None, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(part(date_of(entry)), []).append(entry)
    return dict(sorted(parts.items(), key=lambda item: (item[0] is None, item[0] or 0)))
