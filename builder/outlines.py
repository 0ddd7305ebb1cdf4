"""Outlines of countries: where they lie, and what of them a part of the world shows.

The one reader of ``outlines.json``, which says what it is made from; ``tests/outlines/make.py`` makes it. It is read when a map
asks for it first, and of its lines only those of countries that a map asks for.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

Point = tuple[float, float]
"""Degrees east, degrees north."""
Ring = tuple[Point, ...]
"""A closed line; its last point is its first."""

UNITS: Final = 100
"""Steps of the grid in a degree: about 1.1 km each."""
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES: Final = {letter: number for number, letter in enumerate(ALPHABET)}
# A port can lie in the sea of so coarse an outline, by so many degrees.
_NEAR: Final = 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` lies in the box."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def touches(self, other: "Box") -> bool:
        """Tell whether the two have a point in common."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north

    def grown(self, across: float, along: float) -> "Box":
        """Return the box with so many degrees more on each side, west and east, south and north, within the world."""
        west, east = max(-180.0, self.west - across), min(180.0, self.east + across)
        return Box(west, max(-90.0, self.south - along), east, min(90.0, self.north + along))


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all of at least one point."""
    lons, lats = zip(*points, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


class Country:
    """A country: its name, its code (ISO 3166-1 numeric, or empty), the box that holds it, and the rings of its land."""

    def __init__(self, given: dict[str, Any], lines: Sequence[str]) -> None:
        self.name: str = given["name"]
        self.code: str = given["code"]
        self.box = Box(*(value / UNITS for value in given["box"]))
        self._rings: list[list[int]] = given["rings"]
        self._lines = lines

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """Its coasts and borders; what lies in an odd number of them is its land."""
        return tuple(tuple(self._ring(arcs)) for arcs in self._rings)

    def _ring(self, arcs: Iterable[int]) -> Iterator[Point]:
        last: Point | None = None
        for arc in arcs:
            line = decoded(self._lines[arc if arc >= 0 else ~arc])
            for point in line if arc >= 0 else reversed(line):
                if point != last:
                    yield point
                last = point

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` lies in the country."""
        return self.box.holds(point) and sum(inside(ring, point) for ring in self.rings) % 2 == 1

    def part_at(self, point: Point) -> Ring:
        """Return the ring that ``point`` lies in, or else the one that is nearest."""
        within = [ring for ring in self.rings if inside(ring, point)]
        # The outermost, not a hole in it.
        return max(within, key=_extent) if within else min(self.rings, key=lambda ring: _apart(ring, point))


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, by name."""
    found = json.loads((files("builder") / "outlines.json").read_bytes())
    return tuple(Country(given, found["lines"]) for given in found["countries"])


def touching(box: Box) -> list[Country]:
    """Return the countries whose own box touches ``box``, by name."""
    return [country for country in countries() if country.box.touches(box)]


def country_at(point: Point) -> Country | None:
    """Return the country in which ``point`` lies, or off whose coast; None at sea."""
    lon, lat = point
    about = touching(Box(lon - _NEAR, lat - _NEAR, lon + _NEAR, lat + _NEAR))
    for country in about:
        if country.holds(point):
            return country
    apart = [(min(_apart(ring, point) for ring in country.rings), country.name, country) for country in about]
    return min(apart)[2] if apart and min(apart)[0] <= _NEAR else None


def inside(ring: Ring, point: Point) -> bool:
    """Tell whether ``point`` lies in ``ring``."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            found = not found
    return found


def clipped(ring: Ring, box: Box) -> Ring:
    """Return what of ``ring`` lies in ``box`` (Sutherland and Hodgman); where it leaves the box it runs along the edge."""
    whole = box_of(ring)
    if not whole.touches(box):
        return ()
    found: Sequence[Point] = ring[:-1]
    edges = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, bound, sign in edges:
        found = _cut(found, axis, bound, sign)
    return (*found, found[0]) if len(found) > 2 else ()


def _cut(points: Sequence[Point], axis: int, bound: float, sign: int) -> list[Point]:
    """Return what of a closed line lies on one side of ``bound``."""
    kept: list[Point] = []
    for number, point in enumerate(points):
        before = points[number - 1]
        is_in, was_in = sign * (point[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
        if is_in != was_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((bound, other) if axis == 0 else (other, bound))
        if is_in:
            kept.append(point)
    return kept


@cache
def decoded(line: str) -> Ring:
    """Return the points of a line: numbers in groups of five bits, the lowest first, each the difference from the one before."""
    numbers: list[int] = []
    value = shift = 0
    for letter in line:
        group = _VALUES[letter]
        value |= (group & 31) << shift
        shift += 5
        if group < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / UNITS, y / UNITS))
    return tuple(points)


def _apart(ring: Ring, point: Point) -> float:
    """Return how far the nearest corner of ``ring`` is from ``point``, in degrees of latitude."""
    narrower = math.cos(math.radians(point[1]))
    return math.sqrt(min(((x - point[0]) * narrower) ** 2 + (y - point[1]) ** 2 for x, y in ring))


def _extent(ring: Ring) -> float:
    box = box_of(ring)
    return (box.east - box.west) * (box.north - box.south)
