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
# An island is left out that is less wide than so many times what its coast may be off by.
_SEEN: Final = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world between two meridians and two parallels, in degrees; one over the date line goes on beyond 180 degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def holds(self, point: Point) -> bool:
        """Tell whether ``point``, in the box's own longitudes, lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def touches(self, other: "Box") -> bool:
        """Tell whether the two have a point in common."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north

    def grown(self, across: float, along: float) -> "Box":
        """Return the box with so many degrees more on each side, west and east, south and north; no more than once round the world."""
        middle, half = self.middle[0], min(180.0, (self.east - self.west) / 2 + across)
        return Box(middle - half, max(-90.0, self.south - along), middle + half, min(90.0, self.north + along))

    def moved(self, degrees: float) -> "Box":
        """Return the box so many degrees farther east."""
        return Box(self.west + degrees, self.south, self.east + degrees, self.north)

    def own(self, point: Point) -> Point:
        """Return ``point`` in the longitudes of the box: not half round the world from its middle."""
        lon = point[0] - 360 * round((point[0] - self.middle[0]) / 360)
        return lon, point[1]


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all of at least one point."""
    lons, lats = zip(*points, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


class Country:
    """A country: its name, the box that holds it, and the rings of its land."""

    def __init__(self, given: dict[str, Any], lines: Sequence[str]) -> None:
        self.name: str = given["name"]
        self.box = Box(*(value / UNITS for value in given["box"]))
        self._rings: list[list[int]] = given["rings"]
        self._lines = lines

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """Its coasts and borders; what lies in an odd number of them is its land."""
        return tuple(self.coarse(0.0))

    def coarse(self, tolerance: float) -> Iterator[Ring]:
        """Yield its rings, without points nearer to the line than ``tolerance`` degrees, and without islands that are hardly wider.

        A border loses the same points on both of its sides.
        """
        for arcs in self._rings:
            ring = unrolled(tuple(self._ring(arcs, tolerance)), self.box.middle[0])
            box = box_of(ring)
            if not tolerance or max(box.east - box.west, box.north - box.south) >= _SEEN * tolerance:
                yield ring

    def _ring(self, arcs: Iterable[int], tolerance: float) -> Iterator[Point]:
        last: Point | None = None
        for arc in arcs:
            line = _coarse(self._lines[arc if arc >= 0 else ~arc], tolerance)
            for point in line if arc >= 0 else reversed(line):
                if point != last:
                    yield point
                last = point

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        return tuple(map(box_of, self.rings))

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` lies in the country."""
        return self.box.holds(self.box.own(point)) and len(self._about(point)) % 2 == 1

    def part_at(self, point: Point) -> Ring:
        """Return the ring that ``point`` lies in, or else the one that is nearest."""
        # The outermost, not a hole in it.
        return max(self._about(point), key=_extent, default=None) or min(self._nearness(point))[1]

    def off(self, point: Point) -> float:
        """Return how far the nearest corner of its coasts and borders is from ``point``, in degrees of latitude."""
        return min(self._nearness(point))[0]

    def _about(self, point: Point) -> list[Ring]:
        near = ((ring, own) for ring, box in zip(self.rings, self._boxes, strict=True) if box.holds(own := box.own(point)))
        return [ring for ring, own in near if inside(ring, own)]

    def _nearness(self, point: Point) -> Iterator[tuple[float, Ring]]:
        return ((_apart(ring, box.own(point)), ring) for ring, box in zip(self.rings, self._boxes, strict=True))


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, by name."""
    found = json.loads((files("builder") / "outlines.json").read_bytes())
    return tuple(Country(given, found["lines"]) for given in found["countries"])


def touching(box: Box) -> list[Country]:
    """Return the countries whose own box touches ``box``, by name."""
    return [country for country in countries() if _turns(country, box)]


def _turns(country: Country, box: Box) -> list[float]:
    """Return how often round the world, in degrees, the outlines of a country are to be moved to come into a box."""
    own = country.box
    if own.south > box.north or box.south > own.north:
        return []
    return [turn for turn in (-360.0, 0.0, 360.0) if own.west + turn <= box.east and box.west <= own.east + turn]


def pieces(box: Box, tolerance: float = 0.0) -> Iterator[tuple[Country, list[Ring]]]:
    """Yield the countries of which something lies in a box, by name, with what does: in the box's longitudes, as ``Country.coarse``."""
    for country in touching(box):
        rings = list(country.coarse(tolerance))
        moved = (tuple((x + turn, y) for x, y in ring) for turn in _turns(country, box) for ring in rings)
        cut = [part for ring in moved if (part := clipped(ring, box))]
        if cut:
            yield country, cut


def country_at(point: Point) -> Country | None:
    """Return the country in which ``point`` lies, or off whose coast; None at sea."""
    lon, lat = point
    about = touching(Box(lon - _NEAR, lat - _NEAR, lon + _NEAR, lat + _NEAR))
    for country in about:
        if country.holds(point):
            return country
    apart = [(country.off(point), country.name, country) for country in about]
    return min(apart)[2] if apart and min(apart)[0] <= _NEAR else None


def inside(ring: Ring, point: Point) -> bool:
    """Tell whether ``point``, in the longitudes of ``ring``, lies in it."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            found = not found
    return found


def unrolled(ring: Ring, about: float | None = None) -> Ring:
    """Return a ring without jumps at the date line, over which it goes on instead; one about a pole goes by that.

    It is moved round the world so that its middle is as near to the longitude ``about`` as it can be.
    """
    found: list[Point] = []
    turn = 0.0
    for number, (x, y) in enumerate(ring):
        step = x - ring[number - 1][0] if number else 0.0
        turn += -360.0 if step > 180 else 360.0 if step < -180 else 0.0
        found.append((x + turn, y))
    if turn:
        (start, first), (end, _) = found[0], found[-1]
        pole = math.copysign(90.0, first)
        found += ((end, pole), (start, pole), (start, first))
    middle = box_of(found).middle[0]
    move = 0.0 if about is None else 360.0 * round((about - middle) / 360)
    return tuple((x + move, y) for x, y in found) if move else tuple(found)


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


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Return a line without points that lie nearer to it than ``tolerance`` (Douglas and Peucker); a ring keeps its farthest point."""
    kept, left = {0, len(line) - 1}, [(0, len(line) - 1)]
    while left:
        start, end = left.pop()
        (ax, ay), (bx, by) = line[start], line[end]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        farthest, at = -1.0, start
        for number in range(start + 1, end):
            x, y = line[number][0] - ax, line[number][1] - ay
            along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
            off = (x - along * dx) ** 2 + (y - along * dy) ** 2
            if off > farthest:
                farthest, at = off, number
        if at > start and (farthest >= tolerance**2 or not length):
            kept.add(at)
            left += ((start, at), (at, end))
    return [line[number] for number in sorted(kept)]


def _coarse(line: str, tolerance: float) -> Sequence[Point]:
    points = decoded(line)
    return simplified(points, tolerance) if tolerance else points


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
