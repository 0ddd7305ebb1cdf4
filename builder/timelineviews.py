"""What templates see of time: the timeline, the pages of its years and months, and the small timeline of an actor or place.

A page draws a bounded number of incidents; where there are more it counts them by year or month, each with a page of its own.
Everything is one pass over the incidents of a page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builder import urls, words
from builder.dates import EdtfDate, in_words, parse_date
from builder.facets import facets
from builder.facts import LinkView, link_to
from builder.ids import Kind, PageId
from builder.model import Entry, Wiki
from builder.schema import Incident
from builder.timelines import Count, Figure, Mark, Style, figure
from builder.timescale import Unit, index, start
from builder.timespans import extent

# So many incidents have a row each; so many a place among others; so many stand below bars of counts with a row each.
ROWS: Final = 150
LANES: Final = 300
ALONGSIDE: Final = 60
STYLES: Final = (
    Style("wide", width=1100, size=14, stub=34, gap=18, lines=0),
    Style("narrow", width=340, size=13, stub=20, gap=10, lines=2),
)
_NOT_KNOWN: Final = "Year not known"
_NO_MONTH: Final = "In no single month"


@dataclass(frozen=True, slots=True)
class DatedView:
    """An incident in the list: ``note`` says how its date was derived, ``scope`` is empty for a single event."""

    page: LinkView
    when: str
    note: str
    scope: str
    status: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A part of the list, with an id for its heading; ``count`` in words."""

    label: str
    id: str
    count: str
    items: tuple[DatedView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline, or that of a year or month. ``parts`` lead to its years or months, each with a count in words, where it has
    too many incidents; ``up`` leads to what it is a part of. ``note`` says what the figure leaves out.
    """

    title: str
    count: str
    figure: FigureView | None
    note: str
    parts: tuple[tuple[LinkView, str], ...]
    periods: tuple[PeriodView, ...]
    up: LinkView | None
    previous: LinkView | None
    next: LinkView | None


def timeline_views(wiki: Wiki) -> Iterator[tuple[str, TimelineView]]:
    """Yield each page of the timeline with its address, the timeline itself first."""
    everything = [wiki.entries[page] for page in wiki.incidents]
    if len(everything) <= ROWS:
        yield urls.TIMELINE, _whole(wiki, _Span("Timeline", urls.TIMELINE), everything)
        return
    years = parted(everything, lambda when: when.year)
    spans = {year: _Span(str(year), urls.timeline(f"{year:04}"), "Timeline", urls.TIMELINE, "month") for year in years if year}
    yield urls.TIMELINE, _counted(wiki, _Span("Timeline", urls.TIMELINE, unit="year"), spans, years)
    around = _neighbours([span.link for span in spans.values()])
    for year, span in spans.items():
        yield from _year(wiki, span, years[year], around[span.here])


@dataclass(frozen=True, slots=True)
class _Span:
    """A page of the timeline: its name and address, those of what it is a part of, and the unit that its figure counts in."""

    title: str
    here: str
    above: str = ""
    above_at: str = ""
    unit: Unit | None = None

    @property
    def link(self) -> tuple[str, str]:
        return self.title, self.here

    @property
    def up(self) -> LinkView | None:
        return LinkView(self.above, urls.relative(self.here, self.above_at)) if self.above else None


_Around = tuple[tuple[str, str] | None, tuple[str, str] | None]
_ALONE: Final[_Around] = (None, None)


def _year(wiki: Wiki, span: _Span, entries: Sequence[Entry], around: _Around) -> Iterator[tuple[str, TimelineView]]:
    """Yield the page of a year, and those of its months where it has too many incidents."""
    if len(entries) <= LANES:
        yield span.here, _whole(wiki, span, entries, around)
        return
    months = parted(entries, _month)
    months[None] = months.pop(None, [])
    spans = {
        month: _Span(_month_name(month), urls.timeline(f"{month // 12:04}-{month % 12 + 1:02}"), *span.link, "day")
        for month in months
        if month is not None
    }
    yield span.here, _counted(wiki, span, spans, months, around)
    beside = _neighbours([found.link for found in spans.values()])
    for month, found in spans.items():
        yield found.here, _whole(wiki, found, months[month], beside[found.here])


def _whole(wiki: Wiki, span: _Span, entries: Sequence[Entry], around: _Around = _ALONE) -> TimelineView:
    """Return a page with each of its incidents in the figure and in the list."""
    here = span.here
    shown = standing(entries)
    marks = [mark(wiki, entry, here) for entry in shown[:LANES]]
    drawn = _figure(f"{span.title} in time", marks, STYLES, in_lanes=len(shown) > ROWS, unit=span.unit)
    note = f"The figure shows the first {LANES}; the list has them all." if len(shown) > LANES else ""
    if span.unit == "month":
        grouped = {_month_name(month): found for month, found in parted(entries, _month).items()}
    elif span.unit == "day":
        grouped = {span.title: list(entries)}
    else:
        grouped = {str(year or _NOT_KNOWN): found for year, found in parted(entries, lambda when: when.year).items()}
    return _view(wiki, span, len(entries), around, drawn, note, (), grouped)


def counted(
    wiki: Wiki, span: _Span, spans: Mapping[int, _Span], parts: Mapping[int | None, list[Entry]], around: _Around = _ALONE
) -> TimelineView:
    """Return a page that counts its incidents by year or month, with campaigns and what lies in no such part drawn below."""
    here, unit = span.here, span.unit or "year"
    counts = [
        count(found.title, urls.relative(here, found.here), len(parts[number]), unit, number) for number, found in spans.items()
    ]
    loose = standing(parts.get(None, ()))
    campaigns = standing(entry for number in spans for entry in parts[number] if fields_of(entry).scope == "campaign")
    alongside = sorted([*loose, *campaigns], key=lambda entry: (date_of(entry).sort_key, entry.page.id))
    too_many = len(alongside) > LANES
    marks = [] if too_many else [mark(wiki, entry, here) for entry in alongside]
    label = f"{span.title}: incidents by {unit}"
    drawn = _figure(label, marks, STYLES, counts=counts, in_lanes=len(marks) > ALONGSIDE, unit=unit)
    note = "Campaigns are too many to be drawn here; they stand on the pages below." if too_many else ""
    links = tuple(
        (LinkView(found.title, urls.relative(here, found.here)), words.count(len(parts[number]), "incident"))
        for number, found in spans.items()
    )
    grouped = {} if too_many else {"Campaigns": campaigns}
    grouped[_NO_MONTH if unit == "month" else _NOT_KNOWN] = parts.get(None, [])
    total = sum(map(len, parts.values()))
    return _view(wiki, span, total, around, drawn, note, links, grouped)


def _view(
    wiki: Wiki, span: _Span, total: int, around: _Around, drawn: FigureView | None, note: str,
    parts: tuple[tuple[LinkView, str], ...], grouped: Mapping[str, Sequence[Entry]],
) -> TimelineView:  # fmt: skip
    previous, following = (LinkView(near[0], urls.relative(span.here, near[1])) if near else None for near in around)
    return TimelineView(
        title=span.title,
        count=words.count(total, "incident"),
        figure=drawn,
        note=note,
        parts=parts,
        periods=tuple(
            PeriodView(label, words.group_id(label), f"{len(found):,}", tuple(_dated(wiki, entry, span.here) for entry in found))
            for label, found in grouped.items()
            if found
        ),
        up=span.up,
        previous=previous,
        next=following,
    )


def date_ofd(wiki: Wiki, entry: Entry, here: str) -> DatedView:
    fields = fields_of(entry)
    scope = words.label(fields.scope) if fields.scope != "event" else ""
    return DatedView(link_to(wiki, entry.page.id, here), in_words(fields.date), fields.date_note or "", scope, fields.status)


def _month(when: EdtfDate) -> int | None:
    """Return the month in which a date lies or begins, counted without holes; None where that is no single one."""
    first = when
    if when.form == "interval":
        first = next(end for end in when.parts if end.earliest)
    days = [day.toordinal() for day in (first.earliest, first.latest) if day]
    months = {index("month", day) for day in days}
    return months.pop() if len(months) == 1 else None


def _month_name(month: int | None) -> str:
    return _NO_MONTH if month is None else in_words(parsedate_of(f"{month // 12:04}-{month % 12 + 1:02}"))


def _neighbours(links: Sequence[tuple[str, str]]) -> dict[str, _Around]:
    """Return what stands before and after each of some pages, by address."""
    before = {other[1]: one for one, other in pairwise(links)}
    after = {one[1]: other for one, other in pairwise(links)}
    return {there: (before.get(there), after.get(there)) for _, there in links}
