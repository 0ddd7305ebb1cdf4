"""The marks of the map's drawings, with their labels and with circles of what their points may be off by.

A mark stands for a spot, or for several that lie too close to be told apart at the drawing's scale. What a place's point may be
off by is drawn to scale, and what is known no better than the drawing is wide gets a hollow mark.
"""

import math
from collections.abc import Container, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Final

from builder import maps, urls, words
from builder.facts import in_metres
from builder.ids import PageId
from builder.labels import LINE, Labels, Rect
from builder.lettering import shortened
from builder.lettering import width as wide
from builder.maps import Frame
from builder.outlines import Point, Ring
from builder.spots import NamedPlace, Spot, located

SIZE: Final = 13.0
"""The size of type, in units."""
# Marks nearer than this are one: a finger would not tell them apart.
_APART: Final = 25.0
_HIT: Final = 12.0
_MOST_LINES: Final = 4
_ROOMS: Final = (260.0, 190.0, 130.0)
"""How wide a label may be; the next one where there is no room for it."""
_MOST_NAMED: Final = 3
# More circles than those of so many spots would be a tangle about one mark.
_MOST_CIRCLED: Final = 4
LARGE: Final = 30
"""The number of incidents at which a mark is as large as marks are, where none has more."""
# The room that a small mark takes before a label on land.
_KEY: Final = 14.0
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
    """A mark that leads to ``url``, with a name that says all. ``style`` is pin, vague or area.

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
    inset: str
    incidents: frozenset[PageId]
    radius: float

    @property
    def number(self) -> int:
        """How many places it stands for."""
        return sum(len(spot.places) for spot in self.spots)


def row_id(page: PageId) -> str:
    """Return the id of a place's row under the map."""
    return f"at-{page.rpartition('/')[2]}"


def clusters(frame: Frame, spots: Iterable[Spot], fixed: Sequence[Cluster] = ()) -> list[Cluster]:
    """Put what comes in order, ``fixed`` first, together with an earlier one that is too near; return all, the most named first."""
    held: list[tuple[Point, Cluster, list[Spot]]] = []
    for one in (*fixed, *map(alone, spots)):
        x, y = frame.at(one.point)
        near = next((group for (at_x, at_y), _, group in held if math.hypot(x - at_x, y - at_y) < _APART), None)
        if near is None:
            held.append(((x, y), one, list(one.spots)))
        else:
            near.extend(one.spots)
    most = max((len(_united(group)) for _, _, group in held), default=0)
    made = [cluster(first.point, group, first.title, first.inset, most) for _, first, group in held]
    return sorted(made, key=lambda one: (-len(one.incidents), one.title.casefold(), one.point))


def cluster(point: Point, spots: Sequence[Spot], title: str, inset: str = "", most: int = 0) -> Cluster:
    """Return spots as one cluster, of a drawing on which the largest has ``most`` incidents: its area grows with its own."""
    incidents = _united(spots)
    radius = 4 + 11 * math.sqrt(len(incidents) / max(most, len(incidents), LARGE))
    return Cluster(point, tuple(spots), title, inset, incidents, round(radius, 1))


def _united(spots: Iterable[Spot]) -> frozenset[PageId]:
    return frozenset[PageId]().union(*(spot.incidents for spot in spots))


def alone(spot: Spot) -> Cluster:
    """Return a spot as a cluster of its own."""
    return cluster(spot.point, (spot,), spot.lead.title)


def _is_vague(frame: Frame, cluster: Cluster) -> bool:
    return min(spot.precision for spot in cluster.spots) >= _VAGUE * frame.metres


def take_room(labels: Labels, frame: Frame, cluster: Cluster) -> None:
    """Keep the place of a mark free of labels."""
    (x, y), radius = frame.at(cluster.point), cluster.radius
    labels.take(Rect(x - radius, y - radius, x + radius, y + radius))


def circles(frame: Frame, cluster: Cluster) -> Iterator[CircleView]:
    """Yield the circles of what may be off more than its mark is wide, each once."""
    offs = {(spot.point, located(place).precision_m) for spot in cluster.spots[:_MOST_CIRCLED] for place in spot.places}
    for point, metres in sorted(offs, key=lambda pair: (-pair[1], pair[0])):
        (x, y), (rx, ry) = frame.at(point), frame.circle(point, metres)
        if ry > cluster.radius + 1 and ry <= _TOO_WIDE * min(frame.width, frame.height):
            style = "vague" if metres >= _VAGUE * frame.metres else "off"
            yield CircleView(round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), style)


def mark_view(frame: Frame, labels: Labels, cluster: Cluster, listed: Container[PageId]) -> MarkView:
    """Return the mark of a cluster with its label, where that finds room; ``listed`` are the places with a row under the map."""
    (x, y), radius = frame.at(cluster.point), cluster.radius
    lead = cluster.spots[0]
    shape = max(cluster.spots, key=lambda spot: len(spot.incidents)).shape
    count = f"{len(cluster.incidents):,}"
    lines: tuple[TextView, ...]
    others: tuple[TextView, ...] = ()
    if cluster.inset or len(cluster.spots) > 1:
        more = cluster.number - any(place.title == cluster.title for spot in cluster.spots for place in spot.places)
        url = f"#{cluster.inset}" if cluster.inset else _row_url(lead, listed)
        texts = [f"{cluster.title} and {more} more", cluster.title]
        lines = _placed(labels, x, y, radius, [[(text, count, "")] for text in texts])
        where = f"{words.count(more, 'more place')} in it or near it"
        name = f"{_read(lines, texts)}: {_incidents(cluster.incidents)}; {where}"
    else:
        name, url = _said(lead), _url(lead.lead.page)
        each = [(place.title, f"{len(place.incidents):,}", _url(place.page)) for place in lead.places]
        if (left := len(each) - _MOST_LINES) > 0:
            each = [*each[: _MOST_LINES - 1], (f"and {left + 1} more", "", _row_url(lead, listed))]
        lines = _placed(labels, x, y, radius, [each, each[:1]])
        lines, others = lines[:1], lines[1:]
    style = "vague" if _is_vague(frame, cluster) else "pin"
    return MarkView(name, url, round(x, 1), round(y, 1), max(_HIT, radius), maps.shape(shape, x, y, radius), style, lines, others)


def _said(spot: Spot) -> str:
    """Return what the mark of a spot says: of its first place, for the others have their own links, and of all."""
    own = f"{spot.lead.title}: {_incidents(spot.lead.incidents)}; may be off by {in_metres(spot.precision)}"
    others = _listed(spot.places[1:])
    return f"{own}; {_incidents(spot.incidents)} at this point, with {others}" if others else own


def _read(lines: Sequence[TextView], texts: Sequence[str]) -> str:
    """Return which of some texts is to be read on a drawing: what is heard begins with what is seen."""
    return next((text for text in texts if lines and text == lines[0].text), texts[0])


def _incidents(found: Sized) -> str:
    return words.count(len(found), "incident")


def _url(page: PageId) -> str:
    return urls.relative(urls.MAP, urls.address(page))


def _row_url(spot: Spot, listed: Container[PageId]) -> str:
    """Return the link to the row of the first place of a spot that has one, or else to its page."""
    row = next((place.page for place in spot.places if place.page in listed), None)
    return f"#{row_id(row)}" if row else _url(spot.lead.page)


def _listed(places: Sequence[NamedPlace]) -> str:
    """Return the names of places, as many as one can listen to."""
    titles = [place.title for place in places]
    if (left := len(titles) - _MOST_NAMED) > 0:
        titles = [*titles[:_MOST_NAMED], words.count(left, "more place")]
    return " and ".join(part for part in (", ".join(titles[:-1]), *titles[-1:]) if part)


def _placed(
    labels: Labels, x: float, y: float, radius: float, variants: Iterable[Sequence[tuple[str, str, str]]]
) -> tuple[TextView, ...]:
    """Place the first of several versions of a label that finds room: lines of text, number and address."""
    for lines, room in ((lines, room) for lines in variants for room in _ROOMS):
        texts = [(shortened(text, SIZE, room), count, url) for text, count, url in lines]
        label = labels.beside(x, y, radius, [f"{text} {count}".strip() for text, count, _ in texts])
        if label:
            return tuple(
                TextView(label.x, round(label.y + number * LINE * SIZE, 1), label.anchor, *line)
                for number, line in enumerate(texts)
            )
    return ()


def area_view(frame: Frame, labels: Labels, spot: Spot, rings: Sequence[Ring]) -> MarkView:
    """Return the mark of an area with its label: anywhere on a country's land where there is room, or at another area's point."""
    (x, y), radius = frame.at(spot.point), alone(spot).radius
    count = f"{len(spot.incidents):,}"
    title = shortened(spot.lead.title, SIZE, _ROOMS[1])
    more = f"{title} and {len(spot.places) - 1} more" if len(spot.places) > 1 else title
    texts = list(dict.fromkeys([more, title]))
    lines: tuple[TextView, ...] = ()
    stretches = list(maps.spans(rings, heights(frame)))
    for text in texts:
        if label := labels.within(stretches, f"{text} {count}", _KEY):
            x, y, radius = label.x - (wide(f"{text} {count}", SIZE) + _KEY) / 2 + 5, label.y - 0.35 * SIZE, 4.5
            lines = (TextView(round(x - 5 + _KEY, 1), label.y, "start", text, count),)
            break
    else:
        labels.take(Rect(x - radius, y - radius, x + radius, y + radius))
        lines = _placed(labels, x, y, radius, [[(text, count, "")] for text in texts])
    others = _listed(spot.places[1:])
    somewhere = f"somewhere in {spot.lead.title}" + (f", with {others}" if others else "")
    name = f"{_read(lines, texts)}: {_incidents(spot.incidents)}; {somewhere}"
    shape = maps.shape("circle", x, y, radius)
    return MarkView(name, _url(spot.lead.page), round(x, 1), round(y, 1), _HIT, shape, "area", lines, ())


def heights(frame: Frame) -> list[float]:
    """Return where across the drawing names of land are tried."""
    return [frame.height * step / 16 for step in range(1, 16)]
