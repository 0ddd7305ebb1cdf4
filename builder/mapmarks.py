"""The marks of the map's drawings, with their labels and with circles of what their points may be off by.

A mark stands for a spot, or for several that lie too close to be told apart at the drawing's scale. What a place's point may be
off by is drawn to scale, and what is known no better than the drawing is wide gets a hollow mark.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder import maps, urls, words
from builder.facts import in_metres
from builder.ids import PageId
from builder.labels import LINE, Labels, Rect
from builder.lettering import shortened
from builder.maps import Frame
from builder.outlines import Point
from builder.spots import Spot, located

SIZE: Final = 13.0
"""The size of type, in units."""
# Marks nearer than this are one: a finger would not tell them apart.
_APART: Final = 25.0
_HIT: Final = 12.0
_MOST_LINES: Final = 4
_ROOM: Final = 190.0
# Known no better than by this share of the drawing's shorter side, a point is no point.
_VAGUE: Final = 0.2
# A circle by this share of it would only tint the whole drawing.
_TOO_WIDE: Final = 0.65


@dataclass(frozen=True, slots=True)
class TextView:
    """A text at a point; ``count`` stands behind it, ``url`` is empty where it is no link."""

    x: float
    y: float
    anchor: str
    text: str
    count: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CircleView:
    """An ellipse that is a circle on the ground; ``style`` is off (how far a point may be off), vague or ring."""

    x: float
    y: float
    rx: float
    ry: float
    style: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark that leads to ``url``, with a name that says all. ``style`` is point, vague or area; ``d`` is empty for an area.

    ``lines`` are its own label, ``others`` the labels of further places that have the point, each a link.
    """

    name: str
    url: str
    x: float
    y: float
    hit: float
    d: str
    style: str
    lines: tuple[TextView, ...]
    others: tuple[TextView, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spots that one mark stands for, at the point of the first; ``inset`` is the id of the drawing that shows them apart."""

    point: Point
    spots: tuple[Spot, ...]
    title: str
    inset: str = ""

    @property
    def incidents(self) -> frozenset[PageId]:
        return frozenset[PageId]().union(*(spot.incidents for spot in self.spots))

    @property
    def number(self) -> int:
        return sum(len(spot.places) for spot in self.spots)


def row_id(page: PageId) -> str:
    """Return the id of a place's row under the map."""
    return f"at-{page.rpartition('/')[2]}"


def clusters(frame: Frame, spots: Iterable[Spot], fixed: Sequence[Cluster] = ()) -> list[Cluster]:
    """Put spots that come in order together with what is too near, and return ``fixed`` with what came to it, and all others."""
    held: list[tuple[Point, list[Spot]]] = [(frame.at(cluster.point), list(cluster.spots)) for cluster in fixed]
    for spot in spots:
        x, y = frame.at(spot.point)
        near = next((group for (at_x, at_y), group in held if math.hypot(x - at_x, y - at_y) < _APART), None)
        if near is None:
            held.append(((x, y), [spot]))
        else:
            near.append(spot)
    groups = [tuple(group) for _, group in held]
    kept = [replace(cluster, spots=group) for cluster, group in zip(fixed, groups, strict=False)]
    made = [*kept, *(Cluster(group[0].point, group, group[0].lead.title) for group in groups[len(fixed) :])]
    return sorted(made, key=lambda cluster: (-len(cluster.incidents), cluster.title.casefold(), cluster.point))


def alone(spot: Spot) -> Cluster:
    return Cluster(spot.point, (spot,), spot.lead.title)


def _radius(cluster: Cluster) -> float:
    """Return the radius of a mark: its area grows with the number of incidents."""
    return round(min(15.0, 3.4 + 2.0 * math.sqrt(len(cluster.incidents))), 1)


def _is_vague(frame: Frame, cluster: Cluster) -> bool:
    return min(spot.precision for spot in cluster.spots) >= _VAGUE * frame.metres


def take_room(labels: Labels, frame: Frame, cluster: Cluster) -> None:
    (x, y), radius = frame.at(cluster.point), _radius(cluster)
    labels.take(Rect(x - radius, y - radius, x + radius, y + radius))


def circles(frame: Frame, cluster: Cluster) -> Iterator[CircleView]:
    """Yield the circles of what may be off more than its mark is wide, each once."""
    offs = {(spot.point, located(place).precision_m) for spot in cluster.spots for place in spot.places}
    for point, metres in sorted(offs, key=lambda pair: (-pair[1], pair[0])):
        (x, y), (rx, ry) = frame.at(point), frame.circle(point, metres)
        if ry > _radius(cluster) + 1 and ry <= _TOO_WIDE * min(frame.width, frame.height):
            style = "vague" if metres >= _VAGUE * frame.metres else "off"
            yield CircleView(round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), style)


def mark_view(frame: Frame, labels: Labels, cluster: Cluster) -> MarkView:
    (x, y), radius = frame.at(cluster.point), _radius(cluster)
    spot = cluster.spots[0]
    shape = max(cluster.spots, key=lambda one: len(one.incidents)).shape
    number = len(cluster.incidents)
    others: tuple[TextView, ...] = ()
    lead_url = urls.relative(urls.MAP, urls.address(spot.lead.page))
    if cluster.inset:
        name = f"{cluster.title}: {words.count(number, 'incident')} at {words.count(cluster.number, 'place')} in and about it"
        url = f"#{cluster.inset}"
        lines = _placed(labels, x, y, radius, [[(cluster.title, f"{number:,}", "")]])
    elif len(cluster.spots) > 1:
        more = cluster.number - 1
        name = f"{cluster.title} and {words.count(more, 'place')} nearby: {words.count(number, 'incident')}"
        url = f"#{row_id(spot.lead.page)}"
        short = [(cluster.title, f"{number:,}", "")]
        lines = _placed(labels, x, y, radius, [[(f"{cluster.title} and {more} more", f"{number:,}", "")], short])
    else:
        name, url = _said(spot), lead_url
        listed = [(place.title, f"{len(place.incidents):,}", urls.relative(urls.MAP, urls.address(place.page))) for place in spot.places]
        if len(listed) > _MOST_LINES:
            listed = [*listed[: _MOST_LINES - 1], (f"and {len(listed) - _MOST_LINES + 1} more", "", f"#{row_id(spot.lead.page)}")]
        lines = _placed(labels, x, y, radius, [listed, listed[:1]])
        lines, others = lines[:1], lines[1:]
    style = "vague" if _is_vague(frame, cluster) else "point"
    return MarkView(
        name, url, round(x, 1), round(y, 1), max(_HIT, radius), maps.shape(shape, x, y, radius), style, lines, others
    )


def _said(spot: Spot) -> str:
    """Return what the mark of a spot says to those who don't see it."""
    more = len(spot.places) - 1
    who = f"{spot.lead.title} and {words.count(more, 'more place')} with this point" if more else spot.lead.title
    return f"{who}: {words.count(len(spot.incidents), 'incident')}; may be off by {in_metres(spot.precision)}"


def _placed(
    labels: Labels, x: float, y: float, radius: float, variants: Iterable[Sequence[tuple[str, str, str]]]
) -> tuple[TextView, ...]:
    """Place the first of several versions of a label that finds room: lines of text, number and address."""
    for lines in variants:
        texts = [(shortened(text, SIZE, _ROOM), count, url) for text, count, url in lines]
        label = labels.beside(x, y, radius, [f"{text} {count}".strip() for text, count, _ in texts])
        if label:
            return tuple(
                TextView(label.x, round(label.y + number * LINE * SIZE, 1), label.anchor, *line) for number, line in enumerate(texts)
            )
    return ()


def area_view(frame: Frame, labels: Labels, spot: Spot, rings: Sequence[maps.Ring]) -> MarkView:
    """Return the label of an area: anywhere on a country's land, or at the point of another area."""
    x, y = frame.at(spot.point)
    count = f"{len(spot.incidents):,}"
    text = shortened(spot.lead.title, SIZE, _ROOM)
    label = labels.within(maps.spans(rings, heights(frame)), f"○ {text} {count}") if rings else None
    lines: tuple[TextView, ...] = ()
    d = ""
    if label:
        lines = (TextView(label.x, label.y, label.anchor, text, count),)
        x, y = label.x, label.y - 0.4 * SIZE
    else:
        radius = _radius(alone(spot))
        d = maps.shape("circle", x, y, radius)
        labels.take(Rect(x - radius, y - radius, x + radius, y + radius))
        lines = _placed(labels, x, y, radius, [[(text, count, "")]])
    url = urls.relative(urls.MAP, urls.address(spot.lead.page))
    more = len(spot.places) - 1
    who = f"somewhere in {spot.lead.title}" + (f", {words.count(more, 'more place')} of which no more is known" if more else "")
    name = f"{spot.lead.title}: {words.count(len(spot.incidents), 'incident')} {who}"
    return MarkView(name, url, round(x, 1), round(y, 1), _HIT, d, "area", lines, ())


def heights(frame: Frame) -> list[float]:
    """Return where across the drawing names of land are tried."""
    return [frame.height * step / 16 for step in range(1, 16)]
