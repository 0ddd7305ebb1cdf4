"""The layout of a figure of incidents in time: from marks to shapes and texts with coordinates. Pure.

A figure has a row for each mark, with its label; or lanes, in which marks without labels stand beside one another; and above
them, where there are too many, a bar for each stretch of time whose incidents are counted. Cost is linear in the marks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from builder import lettering
from builder.coordinates import tenth
from builder.dates import EdtfDate
from builder.timescale import Axis, Segment, Unit, axis, finest
from builder.timeshapes import HALF, Pen, Shape, path, shapes
from builder.timespans import Extent, extent

Anchor = Literal["start", "end", "middle"]
# A target must be 24 px high and wide (WCAG 2.5.8), on a small phone as well.
TARGET: Final = 27.0
_BARS: Final = 96.0  # height of the highest bar of counts
_UNIT: Final = 9.0  # the least width of a unit or gap
_BESIDE: Final = 8.0  # between a mark and its label
APART: Final = 10.0  # between the title and the date in a label
_REPEAT: Final = 420.0  # a figure higher than this has its axis labelled below as well


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of one drawing, in its own units: ``name`` is its class, ``size`` that of its text, ``stub`` that of an arrow.

    ``lines`` is how many lines a title may have above its mark; 0 puts the label beside the mark where there is room.
    """

    name: str
    width: int
    size: int
    stub: int
    gap: int
    lines: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An incident: its title, its date and that in words, its address from the page, its scope."""

    title: str
    when: str
    url: str
    date: EdtfDate
    scope: str

    @property
    def name(self) -> str:
        """Title and date in words; a title that says the date already is enough."""
        return self.title if self.when in self.title else f"{self.title}, {self.when}"


@dataclass(frozen=True, slots=True)
class Count:
    """A stretch of time, from its first day to the day after its last, with how many incidents it has."""

    number: int
    name: str
    url: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a figure shows: marks, in their order, and counts above them.

    ``in_lanes`` leaves labels out and sets marks beside one another. ``unit`` is the finest that the axis is cut into; without it
    the dates decide.
    """

    marks: Sequence[Mark] = ()
    counts: Sequence[Count] = ()
    in_lanes: bool = False
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text at a place: ``anchor`` is where in it that is (start, end or middle). ``when`` is a date after it."""

    x: float
    y: float
    anchor: Anchor
    text: str
    look: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A link of the figure: its accessible name, where it can be hit, what is drawn for it around the height ``y``, and written."""

    name: str
    url: str
    scope: str
    left: float
    top: float
    width: float
    height: float
    y: float
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]

    @property
    def is_labelled(self) -> bool:
        """Whether its texts say all of its name."""
        said = " ".join(f"{text.text} {text.when}" for text in self.texts)
        return said.replace(",", "").split() == self.name.replace(",", "").split()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of ``width`` by ``height``: labels of the axis, lines, gaps, and what can be followed.

    Its coordinates have at most one decimal.
    """

    look: str
    width: int
    height: float
    texts: tuple[Text, ...]
    lines: str
    gaps: tuple[Shape, ...]
    rows: tuple[Row, ...]


def figure(plan: Plan, style: Style) -> Figure | None:
    """Lay out a figure in the measures of ``style``; None where there is nothing to show."""
    dated = [(mark, extent(mark.date)) for mark in plan.marks]
    days = [day for _, what in dated for day in what.bounds]
    days += [day for count in plan.counts for day in (count.first, count.end - 1)]
    if not days:
        return None
    ends = (style.stub + 2.0, style.width - style.stub - 2.0)
    most = max(1, int(style.width / _UNIT))
    scale = axis(days, ends, unit=plan.unit or finest(days), most=most, gap=style.gap)
    pen = Pen(2.0, style.width - 2.0, style.stub)
    head = _head_height(scale, style)
    rows: list[Row] = _bars(plan.counts, scale, style, head)
    top = head + (_BARS + style.size + 12 if plan.counts else 0)
    place = _lanes if plan.in_lanes else _rows
    placed, bottom = place(dated, lambda mark, what: shapes(what, mark.scope, scale, pen), style, top + 6)
    foot = bottom + 4
    repeated = foot > _REPEAT
    texts = _labels(scale, style, 0) + (_labels(scale, style, foot) if repeated else [])
    return Figure(
        look=style.name,
        width=style.width,
        height=tenth(foot + (head if repeated else 0)),
        texts=_fine(texts),
        lines=" ".join(path("M", x, head, "V", foot) for x in _gridlines(scale)),
        gaps=tuple(shape for gap in scale.gaps for shape in _gap(gap, head, foot)),
        rows=tuple(
            replace(
                row,
                left=tenth(row.left),
                top=tenth(row.top),
                width=tenth(row.width),
                height=tenth(row.height),
                y=tenth(row.y),
                texts=_fine(row.texts),
            )
            for row in rows + placed
        ),
    )


def _fine(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(replace(text, x=tenth(text.x), y=tenth(text.y)) for text in texts)


_Draw = Callable[[Mark, Extent], tuple[Shape, ...]]


def _rows(dated: Iterable[tuple[Mark, Extent]], draw: _Draw, style: Style, top: float) -> tuple[list[Row], float]:
    """Give each mark a row of its own; return also where the last one ends."""
    rows = []
    for mark, what in dated:
        drawn = draw(mark, what)
        left, right = min(shape.left for shape in drawn), max(shape.right for shape in drawn)
        texts = _above(mark, style, top, 0.0) if style.lines else _beside(mark, style, top, left, right)
        over = max((text.y for text in texts if "above" in text.look), default=top - 2)
        y = over + 14.0 if over > top else top + TARGET / 2
        bottom = y + TARGET / 2
        rows.append(Row(mark.name, mark.url, mark.scope, 0.0, top, style.width, bottom - top, y, drawn, tuple(texts)))
        top = bottom + (4 if style.lines else 1)
    return rows, top


def _beside(mark: Mark, style: Style, top: float, left: float, right: float) -> list[Text]:
    """Put the label on the side of the mark where there is room, else above it."""
    when = "" if mark.when in mark.title else mark.when
    room = style.width - 4.0
    beside = lettering.width(when, style.size) + APART if when else 0.0
    wide = lettering.width(mark.title, style.size) + beside
    y = top + TARGET / 2 + style.size * 0.35
    if right + _BESIDE + wide <= style.width - 2:
        return [Text(right + _BESIDE, y, "start", mark.title, when=when)]
    if left - _BESIDE - wide >= 2:
        return [Text(left - _BESIDE, y, "end", mark.title, when=when)]
    if wide <= room:
        return [Text(max(2.0, min(left, style.width - 2 - wide)), top + style.size + 2, "start", mark.title, "above", when)]
    return _above(mark, style, top, left)


def _above(mark: Mark, style: Style, top: float, left: float) -> list[Text]:
    """Write the label in lines above the mark, on the side of the figure on which that is."""
    room, high = style.width - 4.0, style.size + 3.0
    lines = [(line, "above") for line in lettering.wrapped(mark.title, style.size, room, max(1, style.lines))]
    if mark.when not in mark.title:
        lines.append((lettering.shortened(mark.when, style.size, room), "when above"))
    x = 2.0 if style.lines or left < style.width / 2 else style.width - 2.0
    anchor: Anchor = "start" if x == 2.0 else "end"
    return [Text(x, top + high * number + style.size, anchor, text, look) for number, (text, look) in enumerate(lines)]


def _lanes(dated: Iterable[tuple[Mark, Extent]], draw: _Draw, style: Style, top: float) -> tuple[list[Row], float]:
    """Set each mark into the first lane that has room for it; return also where the last lane ends."""
    ends: list[float] = []
    rows = []
    for mark, what in dated:
        drawn = draw(mark, what)
        left, right = min(shape.left for shape in drawn), max(shape.right for shape in drawn)
        short = max(0.0, TARGET - (right - left)) / 2
        # As they are written: what is rounded later could touch.
        left = tenth(min(max(0.0, left - short), style.width - TARGET))
        right = tenth(max(left + TARGET, min(right + short, style.width)))
        lane = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[lane : lane + 1] = [right]
        height = top + lane * TARGET
        rows.append(Row(mark.name, mark.url, mark.scope, left, height, right - left, TARGET, height + TARGET / 2, drawn, ()))
    return rows, top + len(ends) * TARGET


def _bars(counts: Sequence[Count], scale: Axis, style: Style, head: float) -> list[Row]:
    """Stand a bar on a line for each count; the whole column can be hit."""
    highest = max((count.number for count in counts), default=0)
    foot = head + _BARS + style.size + 8
    rows = []
    for count in counts:
        left, right = scale.at(count.first), scale.at(count.end - 0.01)
        inset = min(3.0, (right - left) / 6)
        top = foot - max(2.0, _BARS * count.number / highest)
        bar = Shape("solid", left, right, path("M", left + inset, foot, "V", top, "H", right - inset, "V", foot, "Z"))
        label = f"{count.number:,}"
        fits = lettering.width(label, style.size) <= right - left
        texts = (Text((left + right) / 2, top - 4, "middle", label),) if fits else ()
        rows.append(Row(count.name, count.url, "count", left, head, right - left, foot - head, 0.0, (bar,), texts))
    return rows


def _head_height(scale: Axis, style: Style) -> float:
    return (style.size + 4.0) * (2 if any(tick.over for tick in scale.ticks) else 1) + 8


def _labels(scale: Axis, style: Style, top: float) -> list[Text]:
    """Write the names of units, and above them those of larger ones; where they would touch, the later ones are left out."""
    rows = [[(tick.left, tick.over) for tick in scale.ticks if tick.over], [(tick.left, tick.label) for tick in scale.ticks]]
    texts = []
    y = top + style.size + 2
    for row in rows:
        taken = float("-inf")
        for left, label in row:
            wide = lettering.width(label, style.size)
            x = min(left + 3, style.width - wide)
            if x >= taken:
                texts.append(Text(x, y, "start", label, "tick"))
                taken = x + wide + 2
        y += style.size + 4 if row else 0
    return texts


def _gridlines(scale: Axis) -> list[float]:
    """Return where units begin, and where the last before a gap or the end ends."""
    ends = [gap.left for gap in scale.gaps] + [scale.segments[-1].right]
    return sorted({*(tick.left for tick in scale.ticks), *ends})


def _gap(gap: Segment, top: float, bottom: float) -> list[Shape]:
    """Mark time that is left out: a band, and two strokes across the line of the axis."""
    x, high = (gap.left + gap.right) / 2, HALF - 1
    band = path("M", gap.left, top, "H", gap.right, "V", bottom, "H", gap.left, "Z")
    strokes = " ".join(path("M", x + off - 2, top + high, "L", x + off + 2, top - high) for off in (-2, 2))
    return [Shape("band", gap.left, gap.right, band), Shape("strokes", x - 4, x + 4, strokes)]
