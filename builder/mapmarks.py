"""The marks of the map's drawings, with their labels and with circles of what their points may be off by.

A mark stands for a spot, or for several that lie too close to be told apart at the drawing's scale. What a place's point may be
off by is drawn to scale, and what is known no better than the drawing is wide gets a hollow mark.
"""

from collections.abc import Container, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from typing import Final

from builder import maps, urls, words
from builder.clusters import Cluster
from builder.facts import in_metres
from builder.ids import PageId
from builder.labels import LINE, Labels, Rect
from builder.lettering import shortened
from builder.lettering import width as wide
from builder.maps import Frame
from builder.outlines import Ring
from builder.spots import NamedPlace, Spot, located, shape_of

SIZE: Final = 13.0
"""The size of type, in units."""
_HIT: Final = 12.0
_MOST_LINES: Final = 4
_ROOMS: Final = (260.0, 190.0, 130.0)
"""How wide a label may be; the next one where there is no room for it."""
_MOST_NAMED: Final = 3
# More circles than those of so many spots would be a tangle about one mark.
_MOST_CIRCLED: Final = 4
# The room that a small mark takes before a label on land.
_KEY: Final = 14.0
# Known no better than by this share of the drawing's shorter side, a point is no point.
_VAGUE: Final = 0.2
# A circle by this share of it would only tint the whole drawing.
_TOO_WIDE: Final = 0.65


@dataclass(frozen=True, slots=True)
class TextView:
    """A text at a point; ``more`` and ``count`` stand behind it, ``url`` is empty where it is no link.

    ``style`` is vague for what lies only somewhere about the point.
    """

    x: float
    y: float
    anchor: str
    text: str
    count: str = ""
    url: str = ""
    more: str = ""
    style: str = ""


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

    ``lines`` are its own label, ``others`` the labels of further places that have the point, each a link, and what is said of them.
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
class _Line:
    """A line of a label: a text that may be shortened unless it ``is_whole``, and what stands whole behind it."""

    text: str
    more: str = ""
    count: str = ""
    url: str = ""
    style: str = ""
    is_whole: bool = False


def row_id(page: PageId) -> str:
    """Return the id of a place's row under the map."""
    return f"at-{page.rpartition('/')[2]}"


def _is_vague(frame: Frame, cluster: Cluster) -> bool:
    """Tell whether the largest of its spots is known no better than the drawing can show, or the one of their own."""
    return max(cluster.spots, key=lambda spot: len(spot.incidents)).precision >= _VAGUE * (cluster.metres or frame.metres)


def take_room(labels: Labels, frame: Frame, cluster: Cluster) -> None:
    """Keep the place of a mark free of labels."""
    (x, y), radius = frame.at(cluster.point), cluster.radius
    labels.take(Rect(x - radius, y - radius, x + radius, y + radius))


def circles(frame: Frame, cluster: Cluster) -> Iterator[CircleView]:
    """Yield the circles of what may be off more than its mark is wide, each once; a country has its outline."""
    circled = [spot for spot in cluster.spots if spot.lead.fields.type != "country"][:_MOST_CIRCLED]
    offs = {(spot.point, located(place).precision_m) for spot in circled for place in spot.places}
    for point, metres in sorted(offs, key=lambda pair: (-pair[1], pair[0])):
        (x, y), (rx, ry) = frame.at(point), frame.circle(point, metres)
        if ry > cluster.radius + 1 and ry <= _TOO_WIDE * min(frame.width, frame.height):
            style = "vague" if metres >= _VAGUE * frame.metres else "off"
            yield CircleView(round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), style)


def mark_view(frame: Frame, labels: Labels, cluster: Cluster, listed: Container[PageId]) -> MarkView:
    """Return the mark of a cluster with its label, where that finds room; ``listed`` are the places with a row under the map."""
    (x, y), radius = frame.at(cluster.point), cluster.radius
    lead = cluster.spots[0]
    lines: tuple[TextView, ...]
    others: tuple[TextView, ...] = ()
    if cluster.inset or len(cluster.spots) > 1:
        more = cluster.number - any(place.title == cluster.title for spot in cluster.spots for place in spot.places)
        url = f"#{cluster.inset}" if cluster.inset else _row_url(lead, listed)
        lines = _placed(labels, x, y, radius, _variants(cluster, more))
        where = f"{words.count(more, 'more place')} in it or near it"
        name = f"{cluster.title} and {more} more: {_joined(_incidents(cluster.incidents), where)}"
    else:
        name, url = _said(lead), _url(lead.lead.page)
        each = _each(lead, listed)
        links = [line for line in each if line.url]
        placed = _placed(labels, x, y, radius, [each, links, links[:1]])
        lines = tuple(line for line in placed if line.url)[:1]
        others = tuple(line for line in placed if line not in lines)
    shape = shape_of(cluster.incidents)
    style = "vague" if _is_vague(frame, cluster) else "pin"
    return MarkView(name, url, round(x, 1), round(y, 1), max(_HIT, radius), maps.shape(shape, x, y, radius), style, lines, others)


def _each(spot: Spot, listed: Container[PageId]) -> list[_Line]:
    """Return the names of a spot's places, one a line; over those that have only the point of what contains them, that they do."""
    left = len(spot.places) - _MOST_LINES
    shown = spot.places[: _MOST_LINES - 1] if left > 0 else spot.places
    lines: list[_Line] = []
    about = ""
    for place in shown:
        style = "vague" if place.only_in else ""
        if place.only_in not in ("", about):
            lines.append(_Line(f"somewhere in {place.only_in}", style=style, is_whole=True))
        about = place.only_in
        lines.append(_Line(place.title, count=_number(place.incidents), url=_url(place.page), style=style))
    return [*lines, _Line(f"and {left + 1} more", url=_row_url(spot, listed))] if left > 0 else lines


def _said(spot: Spot) -> str:
    """Return what the mark of a spot says: of its first place, for the others have their own links, and of all."""
    off = f"may be off by {in_metres(spot.precision)}"
    others = _listed(spot.places[1:])
    shared = f"{_incidents(spot.incidents)} at this point, with {others}".strip() if others else ""
    return f"{spot.lead.title}: {_joined(_incidents(spot.lead.incidents), off, shared)}"


def _variants(cluster: Cluster, more: int) -> list[list[_Line]]:
    """Return labels of a mark with a title and ``more`` places, the one that says most first."""
    if not more:
        return [[_Line(cluster.title, count=_number(cluster.incidents))]]
    tail = f"and {more} more"
    return [
        [_Line(cluster.title, tail, f"· {_incidents(cluster.incidents)}" if cluster.incidents else "")],
        [_Line(cluster.title, tail)],
        [_Line(cluster.title)],
    ]


def _fitted(line: _Line, room: float) -> TextView:
    """Return a line that is not yet placed, its text shortened to ``room`` with what stands behind it but the number."""
    room -= wide(f" {line.more}", SIZE) if line.more else 0.0
    text = line.text if line.is_whole else shortened(line.text, SIZE, room)
    return TextView(0, 0, "", text, line.count, line.url, line.more, line.style)


def _incidents(found: Sized) -> str:
    return words.count(len(found), "incident") if found else ""


def _number(found: Sized) -> str:
    """Return how many incidents there are; nothing on the drawing of one incident, which counts none."""
    return f"{len(found):,}" if found else ""


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


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


def _placed(labels: Labels, x: float, y: float, radius: float, variants: Iterable[Sequence[_Line]]) -> tuple[TextView, ...]:
    """Place the first of several versions of a label that finds room."""
    for lines, room in ((lines, room) for lines in variants for room in _ROOMS):
        texts = [_fitted(line, room) for line in lines]
        label = labels.beside(x, y, radius, [_whole(text) for text in texts])
        if label:
            ys = (round(label.y + number * LINE * SIZE, 1) for number in range(len(texts)))
            return tuple(replace(text, x=label.x, y=y, anchor=label.anchor) for text, y in zip(texts, ys, strict=True))
    return ()


def _whole(text: TextView) -> str:
    return " ".join(part for part in (text.text, text.more, text.count) if part)


def area_view(frame: Frame, labels: Labels, cluster: Cluster, rings: Sequence[Ring]) -> MarkView:
    """Return the mark of areas with its label: anywhere on a country's land where there is room, or at another area's point."""
    (x, y), radius = frame.at(cluster.point), cluster.radius
    places = [place for spot in cluster.spots for place in spot.places]
    variants = _variants(cluster, len(places) - 1)
    lines: tuple[TextView, ...] = ()
    stretches = list(maps.spans(rings, heights(frame)))
    for text in (_fitted(line, _ROOMS[1]) for (line,) in variants):
        if label := labels.within(stretches, _whole(text), _KEY):
            x, y, radius = label.x - (wide(_whole(text), SIZE) + _KEY) / 2 + 5, label.y - 0.35 * SIZE, 4.5
            lines = (replace(text, x=round(x - 5 + _KEY, 1), y=label.y, anchor="start"),)
            break
    else:
        labels.take(Rect(x - radius, y - radius, x + radius, y + radius))
        lines = _placed(labels, x, y, radius, variants)
    others = _listed(places[1:])
    somewhere = (
        f"somewhere in {cluster.title}"
        + (" or near it" if len(cluster.spots) > 1 else "")
        + (f", with {others}" if others else "")
    )
    title = f"{cluster.title} and {len(places) - 1} more" if others else cluster.title
    name = f"{title}: {_incidents(cluster.incidents)}; {somewhere}"
    shape = maps.shape("circle", x, y, radius)
    url = _url(cluster.spots[0].lead.page)
    return MarkView(name, url, round(x, 1), round(y, 1), _HIT, shape, "area", lines, ())


def heights(frame: Frame) -> list[float]:
    """Return where across the drawing names of land are tried."""
    return [frame.height * step / 16 for step in range(1, 16)]
