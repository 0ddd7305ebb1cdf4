"""The geometry of a map: which part of the world it shows, where a point falls on the drawing, and how far is how far.

A drawing is measured in units from its upper left corner; one unit is about one CSS pixel. Distances on the ground are in metres.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builder.outlines import Box, Country, Point, Ring, box_of, country_at, pieces

DEGREE: Final = 111_195.0
"""Metres of a degree of latitude on a globe of the earth's mean radius."""
# A country belongs in the frame if so many of the incidents lie in it.
SHARE: Final = 0.1
_MARGIN: Final = 0.07
# The least that a frame shows, in degrees of latitude: outlines of 1:50 million bear no more.
_LEAST: Final = 2.0
# A frame goes over the date line only where that makes it so much narrower: readers know the world with the ocean at its sides.
_NARROWER: Final = 0.75
# What no one sees of an outline, in units.
_UNSEEN: Final = 0.5
# Height by width.
_FLATTEST, _TALLEST = 0.6, 0.75
_WINDS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def digits(precision: float) -> int:
    """Return how many decimals of a degree a point bears that may be off by ``precision`` (in metres)."""
    return min(5, max(0, math.ceil(math.log10(DEGREE / precision))))


def borne(degrees: float, precision: float) -> float:
    """Return degrees with no more decimals than ``digits`` allows; nought has no sign."""
    return round(degrees, digits(precision)) + 0.0


def distance(one: Point, other: Point) -> float:
    """Return the metres between two points."""
    (lon, lat), (to_lon, to_lat) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * math.radians(1) ** -1 * DEGREE * math.asin(min(1.0, math.sqrt(half)))


def wind(one: Point, other: Point) -> str:
    """Return the direction in which ``other`` lies from ``one``: north-east."""
    (lon, lat), (to_lon, to_lat) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    east = math.sin(to_lon - lon) * math.cos(to_lat)
    north = math.cos(lat) * math.sin(to_lat) - math.sin(lat) * math.cos(to_lat) * math.cos(to_lon - lon)
    return _WINDS[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def rounded(metres: float) -> float:
    """Return a distance with two digits that count."""
    return round(metres, 1 - math.floor(math.log10(metres))) if metres >= 1 else 0.0


def around(point: Point, metres: float) -> Box:
    """Return the box that holds the circle of ``metres`` about ``point``."""
    return Box(*point, *point).grown(metres / DEGREE / max(0.05, math.cos(math.radians(point[1]))), metres / DEGREE)


def united(boxes: Iterable[Box]) -> Box:
    """Return a box that holds all of at least one box: the smallest, or a much narrower one over the date line."""
    held = list(boxes)
    plain, over = _hull(held), _hull([box.moved(360.0 if box.middle[0] < 0 else 0.0) for box in held])
    return over if over.east - over.west < _NARROWER * (plain.east - plain.west) else plain


def _hull(boxes: Iterable[Box]) -> Box:
    return box_of([corner for box in boxes for corner in ((box.west, box.south), (box.east, box.north))])


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world as a drawing of so many units: parallels and meridians are straight, and distances true in its middle."""

    box: Box
    width: float
    height: float

    def at(self, point: Point) -> Point:
        """Return where ``point`` falls: units from the left, units from the top."""
        return self.placed(self.box.own(point))

    def placed(self, point: Point) -> Point:
        """Return where ``point``, in the box's own longitudes, falls: as ``at``."""
        across = (point[0] - self.box.west) / (self.box.east - self.box.west)
        return across * self.width, (self.box.north - point[1]) / (self.box.north - self.box.south) * self.height

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` is on the drawing."""
        return self.box.holds(self.box.own(point))

    def units(self, metres: float) -> float:
        """Return how long a distance is on the drawing, from north to south."""
        return metres / DEGREE / (self.box.north - self.box.south) * self.height

    def circle(self, point: Point, metres: float) -> Point:
        """Return the half width and half height of a circle about ``point``: wider than high nearer to the pole than the middle."""
        high = self.units(metres)
        wider = math.cos(math.radians(self.box.middle[1])) / max(0.05, math.cos(math.radians(point[1])))
        return high * wider, high

    @property
    def metres(self) -> float:
        """The shorter side, in metres."""
        return min(self.width, self.height) / self.units(1)


def framed(box: Box, width: float, *, flattest: float = _FLATTEST, tallest: float = _TALLEST) -> Frame:
    """Return ``box`` as a drawing of ``width``, with more of the world at two sides where it is too flat or too tall."""
    narrower = max(0.05, math.cos(math.radians(box.middle[1])))
    high, wide = max(box.north - box.south, 1e-4), max((box.east - box.west) * narrower, 1e-4)
    high_now = min(180.0, max(high, wide * flattest))
    wide_now = max(wide, high_now / tallest)
    # Beyond the edge of the world there is nothing to see, but the shape of the drawing is kept.
    across, along = wide_now / narrower / 2, high_now / 2
    lon, lat = box.middle
    return Frame(Box(lon - across, lat - along, lon + across, lat + along), width, round(width * high_now / wide_now))


def home(weights: Sequence[tuple[Point, int]]) -> tuple[Box, frozenset[str]]:
    """Return the part of the world to show for points with the number of their incidents, at least one, and its countries' names.

    It holds the coasts and islands of the countries that have their share of the incidents, as far as a point lies on them;
    where no country has it, all points.
    """
    total = sum(weight for _, weight in weights)
    held: dict[str, tuple[Country, list[Point], int]] = {}
    for point, weight in weights:
        if country := country_at(point):
            _, points, number = held.get(country.name, (country, [], 0))
            points.append(point)
            held[country.name] = country, points, number + weight
    chosen = [(country, points) for country, points, number in held.values() if number >= SHARE * total]
    parts = [box_of(country.part_at(point)) for country, points in chosen for point in points]
    parts += [Box(*point, *point) for _, points in chosen for point in points]
    box = united(parts or [Box(*point, *point) for point, _ in weights])
    high, wide = max(box.north - box.south, _LEAST), max(box.east - box.west, _LEAST)
    least = box.grown((wide - (box.east - box.west)) / 2, (high - (box.north - box.south)) / 2)
    return least.grown(wide * _MARGIN, high * _MARGIN), frozenset(country.name for country, _ in chosen)


def lands(frame: Frame) -> dict[str, list[Ring]]:
    """Return what of each country lies in the frame and a little beyond, where its edge is not seen, in units."""
    wide, high = frame.box.east - frame.box.west, frame.box.north - frame.box.south
    found = pieces(frame.box.grown(0.02 * wide, 0.02 * high), _UNSEEN * wide / frame.width)
    return {country.name: [tuple(frame.placed(point) for point in ring) for ring in rings] for country, rings in found}


def path(rings: Iterable[Ring], apart: float = 0.5) -> str:
    """Return rings in units as the path of an SVG, to half a unit; of points nearer than ``apart`` to the one before, none is drawn."""
    drawn = []
    for ring in rings:
        kept: list[Point] = []
        for x, y in ring[:-1]:
            point = round(2 * x) / 2, round(2 * y) / 2
            if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= apart:
                kept.append(point)
        if len(kept) > 2:
            drawn.append("M" + " ".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    return "".join(drawn)


def spans(rings: Sequence[Ring], heights: Iterable[float]) -> Iterator[tuple[float, float, float]]:
    """Yield for each height the widest stretch of land at it: how wide, its middle, the height."""
    for y in heights:
        crossings = sorted(
            ax + (bx - ax) * (y - ay) / (by - ay)
            for ring in rings
            for (ax, ay), (bx, by) in pairwise(ring)
            if (ay > y) != (by > y)
        )
        stretches = [(b - a, (a + b) / 2, y) for a, b in zip(crossings[::2], crossings[1::2], strict=False)]
        if stretches:
            yield max(stretches)


def bar(frame: Frame, share: float = 0.22) -> tuple[float, float]:
    """Return a round distance that takes at most ``share`` of the width in the middle of the frame: metres, units."""
    most = frame.width * share / frame.units(1)
    power = 10 ** math.floor(math.log10(most))
    metres = next(step * power for step in (5, 2, 1) if step * power <= most)
    return metres, frame.units(metres)


def ring_distances(frame: Frame, point: Point) -> tuple[float, ...]:
    """Return up to three round distances from ``point`` that are seen within the frame, in metres."""
    x, y = frame.at(point)
    most = max(x, y, frame.width - x, frame.height - y) / frame.units(1)
    steps = [step * 10.0**power for power in range(1, 8) for step in (1, 2, 5)]
    return tuple([step for step in steps if step <= most][-3:])


def shape(kind: str, x: float, y: float, radius: float) -> str:
    """Return the path of a mark about a point: a circle, triangle, square, diamond or cross of about the same area."""
    if kind == "circle":
        return f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0a{radius:.1f} {radius:.1f} 0 1 0 -{2 * radius:.1f} 0Z"
    corners = " ".join(f"{x + radius * dx:.1f} {y + radius * dy:.1f}" for dx, dy in SHAPES[kind])
    return f"M{corners}Z"


_A: Final = 0.45
SHAPES: Final[dict[str, tuple[Point, ...]]] = {
    "triangle": ((0, -1.4), (1.25, 0.85), (-1.25, 0.85)),
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "cross": (
        (-_A, -1.2), (_A, -1.2), (_A, -_A), (1.2, -_A), (1.2, _A), (_A, _A), (_A, 1.2), (-_A, 1.2), (-_A, _A), (-1.2, _A),
        (-1.2, -_A), (-_A, -_A),
    ),
}  # fmt: skip
"""The corners of marks, for a radius of one."""
