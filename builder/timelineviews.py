"""What templates see of the timeline and of the pages of its years and months.

A page draws a bounded number of incidents; where there are more it counts them by year or month, each with a page of its own.
Everything is one pass over the incidents of a page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from builder import urls, words
from builder.dated import date_of, fields_of
from builder.dates import EdtfDate, in_words, parse_date
from builder.facts import LinkView, link_to
from builder.model import Entry, Wiki
from builder.timefigures import FigureView, by_year, count, figure_view, mark, standing
from builder.timelines import Plan, Style
from builder.timescale import Unit, index

# So many incidents have a row each; so many a place among others; so many stand below bars of counts with a row each.
ROWS: Final = 150
LANES: Final = 300
ALONGSIDE: Final = 60
STYLES: Final = (
    Style("wide", width=1100, size=14, stub=34, gap=18, lines=0),
    Style("narrow", width=340, size=13, stub=20, gap=10, lines=3),
)
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
    """The timeline, or that of a year or month; ``count`` in words, ``note`` says what the figure leaves out.

    Where it has too many incidents, ``parts`` lead to its years or months, each with a count in words. ``up`` leads to what it is
    a part of, ``previous`` and ``next`` to its neighbours.
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


@dataclass(frozen=True, slots=True)
class _Span:
    """A page of the timeline: its name and address, the pages above and beside it, and the unit that its figure is cut into."""

    title: str
    here: str
    unit: Unit | None = None
    up: "_Span | None" = None
    previous: "_Span | None" = None
    next: "_Span | None" = None

    def to(self, other: "_Span | None") -> LinkView | None:
        """Return the link to another page of the timeline."""
        return LinkView(other.title, urls.relative(self.here, other.here)) if other else None


def timeline_views(wiki: Wiki) -> Iterator[tuple[str, TimelineView]]:
    """Yield each page of the timeline with its address, the timeline itself first."""
    everything = [wiki.entries[page] for page in wiki.incidents]
    top = _Span("Timeline", urls.TIMELINE)
    if len(everything) <= ROWS:
        yield top.here, _whole(wiki, top, everything)
        return
    years = by_year(everything)
    top = replace(top, unit="year")
    spans = _beside({year: _Span(str(year), urls.timeline(f"{year:04}"), "month", top) for year in years})
    yield top.here, _counted(wiki, top, spans, years, ())
    for year, span in spans.items():
        yield from _year(wiki, span, years[year])


def _year(wiki: Wiki, span: _Span, entries: Sequence[Entry]) -> Iterator[tuple[str, TimelineView]]:
    """Yield the page of a year, and those of its months where it has too many incidents."""
    if len(entries) <= LANES:
        yield span.here, _whole(wiki, span, entries)
        return
    months, loose = _by_month(entries)
    spans = _beside({month: _Span(_month_name(month), _month_at(month), "day", span) for month in months})
    yield span.here, _counted(wiki, span, spans, months, loose)
    for month, found in spans.items():
        yield found.here, _whole(wiki, found, months[month])


def _whole(wiki: Wiki, span: _Span, entries: Sequence[Entry]) -> TimelineView:
    """Return a page with each of its incidents in the figure and in the list."""
    shown = standing(entries)
    marks = [mark(wiki, entry, span.here) for entry in shown[:LANES]]
    match span.unit:
        case "month":
            months, loose = _by_month(entries)
            grouped = {_month_name(month): found for month, found in months.items()} | {_NO_MONTH: loose}
        case "day":
            grouped = {span.title: list(entries)}
        case _:
            grouped = {str(year): found for year, found in by_year(entries).items()}
    return TimelineView(
        title=span.title,
        count=_said(entries),
        figure=figure_view(f"{span.title} in time", Plan(marks, in_lanes=len(marks) > ROWS, unit=span.unit), STYLES),
        note=f"The figure shows the first {LANES}; the list has them all." if len(shown) > LANES else "",
        parts=(),
        periods=_periods(wiki, span, grouped),
        up=span.to(span.up),
        previous=span.to(span.previous),
        next=span.to(span.next),
    )


def _counted(
    wiki: Wiki, span: _Span, spans: Mapping[int, _Span], parts: Mapping[int, Sequence[Entry]], loose: Sequence[Entry]
) -> TimelineView:
    """Return a page that counts its incidents by year or month, with campaigns and those that lie in no such part drawn below."""
    unit = span.unit or "year"
    numbers = {number: len(standing(found)) for number, found in parts.items()}
    links = {number: LinkView(found.title, urls.relative(span.here, found.here)) for number, found in spans.items()}
    campaigns = [entry for found in parts.values() for entry in found if fields_of(entry).scope == "campaign"]
    alongside = sorted(standing([*loose, *campaigns]), key=lambda entry: (date_of(entry).sort_key, entry.page.id))
    drawn = alongside if len(alongside) <= ROWS else []
    plan = Plan(
        marks=[mark(wiki, entry, span.here) for entry in drawn],
        counts=[count(links[number].text, links[number].url, many, unit, number) for number, many in numbers.items() if many],
        in_lanes=len(drawn) > ALONGSIDE,
        unit=unit,
    )
    listed = {"Campaigns": campaigns if drawn else [], _NO_MONTH: loose}
    return TimelineView(
        title=span.title,
        count=_said([*loose, *(entry for found in parts.values() for entry in found)]),
        figure=figure_view(f"{span.title}: incidents by {unit}", plan, STYLES),
        note="" if drawn or not alongside else f"Only counts are drawn: campaigns, and dates in no single {unit}, are too many.",
        parts=tuple((links[number], _said(found)) for number, found in parts.items()),
        periods=_periods(wiki, span, listed),
        up=span.to(span.up),
        previous=span.to(span.previous),
        next=span.to(span.next),
    )


def _said(entries: Sequence[Entry]) -> str:
    """Say how many incidents there are, and how many of them a figure leaves out."""
    return words.including(words.count(len(entries), "incident"), len(entries) - len(standing(entries)))


def _periods(wiki: Wiki, span: _Span, grouped: Mapping[str, Sequence[Entry]]) -> tuple[PeriodView, ...]:
    return tuple(
        PeriodView(label, words.group_id(label), f"{len(found):,}", tuple(_dated(wiki, entry, span.here) for entry in found))
        for label, found in grouped.items()
        if found
    )


def _dated(wiki: Wiki, entry: Entry, here: str) -> DatedView:
    fields = fields_of(entry)
    scope = words.label(fields.scope) if fields.scope != "event" else ""
    return DatedView(link_to(wiki, entry.page.id, here), in_words(fields.date), fields.date_note or "", scope, fields.status)


def _by_month(entries: Iterable[Entry]) -> tuple[dict[int, list[Entry]], list[Entry]]:
    """Put incidents together by months, in order of these; return apart those that lie in no single one."""
    months: dict[int, list[Entry]] = {}
    loose: list[Entry] = []
    for entry in entries:
        month = _month(date_of(entry))
        (loose if month is None else months.setdefault(month, [])).append(entry)
    return dict(sorted(months.items())), loose


def _month(when: EdtfDate) -> int | None:
    """Return the month in which a date lies or begins, counted without holes; None where that is no single one."""
    first = when
    if when.form == "interval":
        first = next(end for end in when.parts if end.earliest)
    days = [day.toordinal() for day in (first.earliest, first.latest) if day]
    months = {index("month", day) for day in days}
    return months.pop() if len(months) == 1 else None


def _month_text(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _month_at(month: int) -> str:
    return urls.timeline(_month_text(month))


def _month_name(month: int) -> str:
    return in_words(parse_date(_month_text(month)))


def _beside(spans: Mapping[int, _Span]) -> dict[int, _Span]:
    """Let pages lead to those before and after them."""
    before = {number: one for (_, one), (number, _) in pairwise(spans.items())}
    after = {number: other for (number, _), (_, other) in pairwise(spans.items())}
    return {number: replace(span, previous=before.get(number), next=after.get(number)) for number, span in spans.items()}
