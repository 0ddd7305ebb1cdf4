"""A time axis on which stretches without a date are left out: days to positions, and positions to labels. Pure.

Days are proleptic ordinals (``date.toordinal``). The axis is cut into units of one length; only units in which something
begins or ends have room, and a short gap stands for those between.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from builder.dates import MONTHS
from builder.shortdates import month

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: Final[tuple[Unit, ...]] = ("day", "month", "year", "decade", "century")
LAST_DAY: Final = date.max.toordinal()
# Up to so many days are told apart as days, and as months.
_AS_DAYS: Final = 45
_AS_MONTHS: Final = 731
_YEARS: Final = {"decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the axis: its first day, the day after its last, where it begins and ends; a gap stands for time left out."""

    first: int
    end: int
    left: float
    right: float
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a unit: where, how it is called, and where a larger one begins or a gap ends, how that is called."""

    left: float
    label: str
    over: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A time axis: its segments in order, without holes, and the beginnings of its units."""

    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    starts: tuple[int, ...]

    def at(self, day: float) -> float:
        """Return the position of a moment; what lies outside the axis stands at its nearest end."""
        segment = self.segments[max(0, bisect_right(self.starts, day) - 1)]
        part = (day - segment.first) / (segment.end - segment.first)
        return segment.left + (segment.right - segment.left) * min(1.0, max(0.0, part))

    @property
    def gaps(self) -> tuple[Segment, ...]:
        """The stretches that stand for time left out."""
        return tuple(segment for segment in self.segments if segment.is_gap)


def finest(days: Iterable[int]) -> Unit:
    """Return the unit in which some days, at least one, are best told apart."""
    found = list(days)
    extent = max(found) - min(found)
    return "day" if extent <= _AS_DAYS else "month" if extent <= _AS_MONTHS else "year"


def index(unit: Unit, day: int) -> int:
    """Return the number of the unit that a day lies in; units are counted without holes."""
    then = date.fromordinal(day)
    match unit:
        case "day":
            return day
        case "month":
            return 12 * then.year + then.month - 1
        case "year":
            return then.year
        case _:
            return then.year // _YEARS[unit]


def start(unit: Unit, number: int) -> int:
    """Return the first day of a unit; of one after the last year that dates know, the day after its end."""
    if unit == "day":
        return number
    year, month = divmod(number, 12) if unit == "month" else (number * _YEARS.get(unit, 1), 0)
    return LAST_DAY + 1 if year > date.max.year else date(max(1, year), month + 1, 1).toordinal()


def axis(days: Iterable[int], ends: tuple[float, float], *, unit: Unit, most: int, gap: float) -> Axis:
    """Return an axis with room for ``days``, at least one, from one of ``ends`` to the other.

    ``unit`` is the finest that it is cut into: a larger one is taken where it would have more than ``most`` units and gaps.
    ``gap`` is the width of a gap, or less where a unit has less.
    """
    found = sorted(set(days))
    for coarser in UNITS[UNITS.index(unit) :]:
        numbers = sorted({index(coarser, day) for day in found})
        gaps = sum(1 for one, other in pairwise(numbers) if other > one + 1)
        if len(numbers) + gaps <= most:
            break
    left, right = ends
    room = right - left
    width = (room - gap * gaps) / len(numbers)
    if width < gap:
        width = gap = room / (len(numbers) + gaps)
    return _cut(coarser, numbers, left, width, gap)


def _cut(unit: Unit, numbers: list[int], left: float, width: float, gap: float) -> Axis:
    segments: list[Segment] = []
    ticks: list[Tick] = []
    over = ""
    for place, number in enumerate(numbers):
        after_gap = place > 0 and number > numbers[place - 1] + 1
        first, end = start(unit, number), start(unit, number + 1)
        if after_gap:
            segments.append(Segment(segments[-1].end, first, left, left + gap, is_gap=True))
            left += gap
        label, larger = _names(unit, first)
        ticks.append(Tick(left, label, larger if larger != over or after_gap else ""))
        segments.append(Segment(first, end, left, left + width, is_gap=False))
        left += width
        over = larger
    return Axis(tuple(segments), tuple(ticks), tuple(segment.first for segment in segments))


def _names(unit: Unit, first: int) -> tuple[str, str]:
    """Return how a unit is called, and the larger one that it lies in, if its own name needs that."""
    then = date.fromordinal(first)
    match unit:
        case "day":
            return str(then.day), f"{MONTHS[f'{then.month:02}']} {then.year}"
        case "month":
            return month(then.month), str(then.year)
        case "year":
            return str(then.year), ""
        case _:
            return f"{then.year // 10 * 10}s" if unit == "decade" else f"{then.year // 100 * 100}–", ""
