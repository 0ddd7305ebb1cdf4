"""What templates see of a figure of time, and the small timeline of an actor or place. It draws a bounded number of incidents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder import urls, words
from builder.dated import date_of, fields_of
from builder.dates import in_words
from builder.facts import link_to
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
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
# What the list of incidents calls its filter by such a page.
_FILTERS: Final = {Kind.ACTOR: "actor", Kind.PLACE: "place", Kind.NOTE: "weapon"}
HOME_STYLES: Final = (Style("wide", width=1100, size=13, stub=24, gap=14, lines=0), SMALL_STYLES[1])


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as drawings of the same, for wide and for narrow places; what it is called, and which looks need explaining."""

    label: str
    looks: tuple[tuple[str, str], ...]
    drawings: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SmallView:
    """The small timeline of a page, with what must be known of it; ``drawn`` are the incidents in it, none where it counts them."""

    figure: FigureView
    note: str
    drawn: tuple[PageId, ...]


def small_view(wiki: Wiki, entry: Entry, here: str) -> SmallView | None:
    """Return the small timeline of an actor, place or free page that at least two incidents name in a field or claim."""
    name = _FILTERS.get(entry.page.kind)
    found = _naming(wiki, [entry]) if name else []
    if not name or len(found) < SMALL_FROM:
        return None
    is_place, label = entry.page.kind is Kind.PLACE, f"{entry.page.title} in time"
    if len(found) <= SMALL:
        notes = ["Incidents that name this place."] * is_place
        notes += ["Those of places inside it stand on their own pages."] * bool(entry.children)
        view = _drawn(wiki, label, found, SMALL_STYLES, here)
    else:  # A bar leads to the list filtered by the page; by a place, that has all in it.
        found = _naming(wiki, _with_inner(wiki, entry))
        notes = [f"Incidents that name this place{' or one inside it' if entry.children else ''}."] * is_place
        to = {name: entry.page.id}
        view = _counted(f"{label}: incidents by year", found, SMALL_STYLES, lambda year: urls.incidents(here, year=year, **to))
    shown = {other.page.id for other in found}
    more = sum(other.page.id not in shown for other in _incidents(wiki, (backlink.page for backlink in entry.backlinks)))
    notes += [f"{words.count(more, 'more incident')} only mention{'s' if more == 1 else ''} it."] * bool(more)
    return replace(view, note=" ".join(notes)) if view else None


def whole_view(wiki: Wiki) -> SmallView | None:
    """Return the timeline of the home page: events and campaigns without what is their background; of too many, all by year."""
    here = urls.HOME
    found = standing(wiki.entries[page] for page in wiki.incidents)
    own = [other for other in found if fields_of(other).scope != "background"]
    if len(own) < SMALL_FROM:
        return None
    if len(own) <= SMALL:
        return _drawn(wiki, "Events and campaigns in time", own, HOME_STYLES, here)
    return _counted("Incidents by year", found, HOME_STYLES, lambda year: urls.incidents(here, year=year))


def _naming(wiki: Wiki, entries: Iterable[Entry]) -> list[Entry]:
    """Return the incidents that name one of some pages in a field or claim, the oldest first."""
    return _incidents(wiki, (backlink.page for entry in entries for backlink in entry.backlinks if not backlink.is_mention))


def _incidents(wiki: Wiki, pages: Iterable[PageId]) -> list[Entry]:
    """Return the incidents among some pages that are not withdrawn, each once, the oldest first."""
    found = standing(wiki.entries[page] for page in set(pages) if urls.kind_of(page) is Kind.INCIDENT)
    return sorted(found, key=lambda other: (date_of(other).sort_key, other.page.id))


def _with_inner(wiki: Wiki, entry: Entry) -> Iterator[Entry]:
    """Yield a page and, of a place, all inside it."""
    yield entry
    for child in entry.children:
        yield from _with_inner(wiki, wiki.entries[child])


def _drawn(wiki: Wiki, label: str, found: Sequence[Entry], styles: Sequence[Style], here: str) -> SmallView | None:
    shown = figure_view(label, Plan([mark(wiki, other, here) for other in found], in_lanes=True), styles)
    return SmallView(shown, "", tuple(other.page.id for other in found)) if shown else None


def _counted(label: str, found: Iterable[Entry], styles: Sequence[Style], link: Callable[[int], str]) -> SmallView | None:
    counts = [count(str(year), link(year), len(others), "year", year) for year, others in by_year(found).items()]
    shown = figure_view(label, Plan(counts=counts), styles)
    return SmallView(shown, "", ()) if shown else None


def figure_view(label: str, plan: Plan, styles: Sequence[Style]) -> FigureView | None:
    """Return a figure in each of ``styles``; None where nothing has a place in time."""
    shown = tuple(drawing for style in styles if (drawing := figure(plan, style)))
    return FigureView(label, tuple(_looks(plan, shown)), shown) if shown else None


def _looks(plan: Plan, drawings: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the looks that a figure has, with their words, in the order of the legend."""
    found = {"count"} if plan.counts else set()
    for each in plan.marks:
        what = extent(each.date)
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
    return Count(number, name, url, start(unit, at), start(unit, at + 1))


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out incidents that are withdrawn: they say nothing any more."""
    return [entry for entry in entries if entry.page.fields.status != "withdrawn"]


def mark(wiki: Wiki, entry: Entry, here: str) -> Mark:
    """Return an incident as a figure on the page at the address ``here`` has it."""
    fields, link = fields_of(entry), link_to(wiki, entry.page.id, here)
    return Mark(link.text, in_words(fields.date), link.url, fields.date, fields.scope)


def by_year(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Put incidents together by the years that they are filed under, in order of these."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(date_of(entry).year, []).append(entry)
    return dict(sorted(years.items()))
