"""The drawings of the map: the countries, and each city of which more than a point is known, with marks of the places that incidents name."""

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder import maps
from builder.clusters import cluster, clusters
from builder.facts import in_metres
from builder.ids import PageId
from builder.labels import Labels, Rect
from builder.mapmarks import (
    SIZE,
    CircleView,
    MarkView,
    TextView,
    area_view,
    circles,
    heights,
    mark_view,
    take_room,
)
from builder.maps import Frame
from builder.outlines import Point, Ring, country_at
from builder.spots import City, Spot, located, point_of

WIDE, NARROW = 760.0, 360.0
"""Widths of drawings, in units, for screens and for phones."""

# A ring so near to a circle, in units, would be taken for its edge.
_APART: Final = 3.0


@dataclass(frozen=True, slots=True)
class LandView:
    """A country as a path; ``shade`` is own for those that the map is about, or near."""

    d: str
    shade: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    """A bar of ``length`` units, and what that is on the ground."""

    x: float
    y: float
    length: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawingView:
    """One drawing, in units. ``size`` is wide, narrow or city; ``labels`` are names of countries and distances."""

    size: str
    title: str
    width: float
    height: float
    lands: tuple[LandView, ...]
    circles: tuple[CircleView, ...]
    labels: tuple[TextView, ...]
    marks: tuple[MarkView, ...]
    scale: ScaleView


def inset_id(city: City) -> str:
    """Return the id of the drawing of a city on the page of the map."""
    return f"city-{city.place.page.rpartition('/')[2]}"


def country_drawing(
    frame: Frame, homes: frozenset[str], spots: Sequence[Spot], cities: Sequence[City], listed: Container[PageId]
) -> DrawingView:
    """Return the drawing of a part of the world, with ``spots`` in it; each of ``cities``, drawn by itself too, is one mark.

    ``listed`` are the places with a row under the map.
    """
    labels = Labels(frame.width, frame.height, SIZE)
    scale = _scale(frame, labels)
    rings = maps.lands(frame)
    # Homes last, so that their borders lie on top.
    order = sorted(rings, key=lambda name: name in homes)
    lands = tuple(LandView(d, "own" if name in homes else "near") for name in order if (d := maps.path(rings[name])))
    held = {spot.point for city in cities for spot in city.spots}
    apart = [spot for spot in spots if spot.point not in held]
    insets = [
        replace(
            cluster(point_of(city.place), city.spots, city.place.title), inset=inset_id(city), metres=_city_frame(city).metres
        )
        for city in cities
    ]
    found = clusters(frame, [spot for spot in apart if not spot.lead.is_area], insets)
    for one in found:
        take_room(labels, frame, one)
    marks = [mark_view(frame, labels, one, listed) for one in found]
    drawn = [circle for one in found for circle in circles(frame, one)]
    named: set[str] = set()
    for one in clusters(frame, [spot for spot in apart if spot.lead.is_area]):
        country = country_at(one.point) if one.spots[0].lead.fields.type == "country" else None
        own = country.name if country else ""
        marks.append(area_view(frame, labels, one, rings.get(own, [])))
        named.add(own)
        drawn += circles(frame, one)
    names = tuple(_names(frame, labels, {name: found for name, found in rings.items() if name not in named}))
    title = f"Map of {', '.join(sorted(homes)) or 'the places'}"
    size = "wide" if frame.width == WIDE else "narrow"
    return DrawingView(size, title, frame.width, frame.height, lands, tuple(drawn), names, tuple(marks), scale)


def city_drawing(city: City, spots: Sequence[Spot], listed: Container[PageId]) -> DrawingView:
    """Return the drawing of a city, with rings of distance about its point; of ``spots`` it shows those that lie in it."""
    frame = _city_frame(city)
    labels = Labels(frame.width, frame.height, SIZE)
    scale = _scale(frame, labels)
    found = clusters(frame, [spot for spot in spots if frame.holds(spot.point) and not spot.lead.is_area])
    for one in found:
        take_room(labels, frame, one)
    marks = tuple(mark_view(frame, labels, one, listed) for one in found)
    offs = [circle for one in found for circle in circles(frame, one)]
    rings, distances = _rings(frame, labels, point_of(city.place), offs)
    drawn = (*rings, *offs)
    title = f"Map of {city.place.title}"
    return DrawingView("city", title, frame.width, frame.height, (), drawn, distances, marks, scale)


def _city_frame(city: City) -> Frame:
    """Return the part of the world that holds what is known of a city, with what it may be off by."""
    middle, off = point_of(city.place), located(city.place).precision_m
    fine = [(spot.point, located(place).precision_m) for spot in city.spots for place in spot.places]
    boxes = [maps.around(point, metres) for point, metres in fine if metres <= off]
    farthest = max((maps.distance(middle, point) for point, _ in fine), default=0.0)
    # A city's own circle is shown where it is about as wide as what lies in it.
    boxes.append(maps.around(middle, off if off <= 2 * farthest else 0.0))
    box = maps.united(boxes)
    box = box.grown(0.05 * (box.east - box.west), 0.05 * (box.north - box.south))
    return maps.framed(box, NARROW, flattest=0.75, tallest=1.0)


def _names(frame: Frame, labels: Labels, rings: dict[str, list[Ring]]) -> Iterator[TextView]:
    """Yield the names of countries, on the land of each where there is room."""
    for name, found in rings.items():
        if label := labels.within(maps.spans(found, heights(frame)), name):
            yield TextView(label.x, label.y, label.anchor, name)


def _rings(
    frame: Frame, labels: Labels, point: Point, offs: Sequence[CircleView]
) -> tuple[list[CircleView], tuple[TextView, ...]]:
    """Return rings of distance about a point with their labels; where one of ``offs`` lies, there is the label only."""
    x, y = frame.at(point)
    rings: list[CircleView] = []
    texts: list[TextView] = []
    for metres in maps.ring_distances(frame, point):
        rx, ry = frame.circle(point, metres)
        ring = CircleView(round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), "ring")
        if not any(math.hypot(off.x - ring.x, off.y - ring.y, off.ry - ring.ry) < _APART for off in offs):
            rings.append(ring)
        text, slant = in_metres(metres), math.sqrt(0.5)
        at = (
            (x, y - ry),
            (x, y + ry),
            (x + rx * slant, y - ry * slant),
            (x - rx * slant, y - ry * slant),
            (x + rx, y),
            (x - rx, y),
        )
        for at_x, at_y in at:
            if label := labels.within([(frame.width, at_x, at_y)], text):
                texts.append(TextView(label.x, label.y, label.anchor, text))
                break
    return rings, tuple(texts)


def _scale(frame: Frame, labels: Labels) -> ScaleView:
    """Return the scale bar, in the lower left corner, and keep its place free."""
    metres, length = maps.bar(frame)
    x, y = 12.0, frame.height - 14.0
    labels.take(Rect(0, y - 1.6 * SIZE, x + max(length, 50) + 8, frame.height))
    labels.take(Rect(frame.width - 28, 0, frame.width, 40))
    return ScaleView(x, y, round(length, 1), in_metres(metres))
