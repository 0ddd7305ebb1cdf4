"""The small map on the page of a place or an incident: the outline of the land, the points, and what they may be off by.

Where the places of an incident lie in one city, there is a drawing of the city instead, as on the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from builder import maps, urls, words
from builder.facts import in_metres
from builder.ids import Kind
from builder.labels import Labels, Rect
from builder.mapdrawings import DrawingView, city_drawing
from builder.mapmarks import TextView
from builder.maps import Frame
from builder.model import Entry, Wiki
from builder.outlines import Country, Point, box_of, country_at
from builder.schema import Incident
from builder.spots import CITY, NamedPlace, cities, located, named_place, point_of, spots

_WIDTH: Final = 160.0
_MARGIN: Final = 0.06
# A circle wider than this share of the drawing says no more than that the place lies somewhere in it.
_TOO_WIDE: Final = 0.45
# The drawing is small, and stands on many pages.
_APART: Final = 2.0
_SIZE: Final = 13.0
_RADIUS: Final = 4.0
# A point that may be off by more than this, in metres, is no spot on the ground that a dot could stand for.
_EXACT: Final = 1000
_MOST: Final = 6
_RINGS: Final = "Circles: how far a point may be off. Thin rings: distance from the point that stands for the city."


@dataclass(frozen=True, slots=True)
class PointView:
    """A point in units, and the half width and height of its circle, 0 where that is too small or says nothing.

    ``is_hollow`` is for what may lie anywhere about it, and for an area, for which its point only stands.
    """

    x: float
    y: float
    rx: float
    ry: float
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A drawing in units: the outline as a path, the points on it, the vaguest first, and their numbers in the list of places."""

    width: int
    height: int
    d: str
    points: tuple[PointView, ...]
    numbers: tuple[TextView, ...]


@dataclass(frozen=True, slots=True)
class LocatorView:
    """A small map, as an ``outline`` or the drawing of a ``city``, with the link to the map.

    ``title`` says no more of where a place lies than the wiki does: whose outline it is stands on the map. ``places`` are the
    places of an incident, each with how well it is known where it lies; ``root`` is the way to the site's root, ``note`` tells
    what the lines of a city's drawing are.
    """

    title: str
    url: str
    root: str
    outline: OutlineView | None
    city: DrawingView | None
    places: tuple[str, ...]
    note: str


def locator(wiki: Wiki, entry: Entry, here: str) -> LocatorView | None:
    """Return the small map of a page at the address ``here``; none of a country, or of what has no point on land."""
    url, root = urls.relative(here, urls.MAP), urls.relative(here, "")
    fields = entry.page.fields
    if isinstance(fields, Incident):
        pages = dict.fromkeys(entry.refs[Kind.PLACE, held.place] for held in fields.places)
        found = [place for page in pages if page in wiki.entries and (place := _drawn(wiki, wiki.entries[page]))]
        shown = found[:_MOST]
        city = _city(wiki, shown)
        outline = None if city else _outline_of(shown)
        if not city and not outline:
            return None
        said = [
            f"{place.title}: {_said(place)}{', not in this drawing' if city and _is_coarse(place) else ''}" for place in shown
        ]
        if more := len(found) - len(shown):
            said.append(f"Not drawn: {words.count(more, 'more place')}")
        return LocatorView("Places of this incident", url, root, outline, city, tuple(said), _RINGS if city else "")
    place = _drawn(wiki, entry)
    outline = _outline_of([place]) if place else None
    if not place or not outline:
        return None
    titles = [place.title, *(wiki.entries[page].page.title for page in place.containers[-1:])]
    title = f"{', '.join(titles)}: {_said(place) if place.only_in else 'the point ' + _said(place)}"
    return LocatorView(title, url, root, outline, None, (), "")


def _drawn(wiki: Wiki, entry: Entry) -> NamedPlace | None:
    """Return a page as a place that has a point and is no country; None if it is none."""
    place = named_place(wiki, entry)
    return place if place and place.fields.location and place.fields.type != "country" else None


def _said(place: NamedPlace) -> str:
    off = f"may be off by {in_metres(located(place).precision_m)}"
    return f"somewhere in {place.only_in}, {off}" if place.only_in else off


def _city(wiki: Wiki, places: Sequence[NamedPlace]) -> DrawingView | None:
    """Return the drawing of a city if all places that it can show lie in or near it, two of them at points apart."""
    fine = [place for place in places if not _is_coarse(place)]
    every = spots(wiki, fine)
    if len(every) < 2:
        return None
    drawn = cities(wiki, fine, every, least=1)
    return city_drawing(drawn[0], every, ()) if drawn and len(drawn[0].spots) == len(every) else None


def _is_coarse(place: NamedPlace) -> bool:
    """Tell whether a place is known no better than a city is wide."""
    return place.is_area or located(place).precision_m >= CITY


def _outline_of(places: Sequence[NamedPlace]) -> OutlineView | None:
    """Return the land about the first of the places that lies on any, with all places that lie in the same part of the world."""
    first = next(((point, country) for place in places if (country := country_at(point := point_of(place)))), None)
    if first is None:
        return None
    point, country = first
    part = country.part_at(point)
    frame, d = _outline(country, next(number for number, ring in enumerate(country.rings) if ring is part))
    held: dict[Point, list[int]] = {}
    for number, place in enumerate(places, 1):
        if frame.holds(point_of(place)):
            held.setdefault(point_of(place), []).append(number)
    vaguest_first = sorted(
        (place for place in places if point_of(place) in held), key=lambda place: (-located(place).precision_m, place.page)
    )
    points = tuple(dict.fromkeys(_point(frame, place) for place in vaguest_first))
    return OutlineView(int(frame.width), int(frame.height), d, points, _numbers(frame, held))


def _point(frame: Frame, place: NamedPlace) -> PointView:
    off = located(place).precision_m
    (x, y), (rx, ry) = frame.at(point_of(place)), frame.circle(point_of(place), off)
    is_anywhere = ry > _TOO_WIDE * min(frame.width, frame.height)
    rx, ry = (0.0, 0.0) if is_anywhere or ry < _RADIUS else (rx, ry)
    return PointView(round(x, 1), round(y, 1), round(rx, 1), round(ry, 1), is_anywhere or place.is_area or off > _EXACT)


def _numbers(frame: Frame, held: dict[Point, list[int]]) -> tuple[TextView, ...]:
    """Return the numbers of the places beside their points: those too near to be told apart have theirs together, one has none."""
    labels = Labels(frame.width, frame.height, _SIZE)
    groups: list[tuple[float, float, list[int]]] = []
    for point, numbers in held.items():
        x, y = frame.at(point)
        near = next((group for group in groups if max(abs(group[0] - x), abs(group[1] - y)) < 2 * _SIZE), None)
        if near:
            near[2].extend(numbers)
        else:
            groups.append((x, y, numbers.copy()))
    for x, y, _ in groups:
        labels.take(Rect(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS))
    if len(groups) == 1:
        return ()
    texts = [(x, y, ", ".join(map(str, sorted(numbers)))) for x, y, numbers in groups]
    found = ((labels.beside(x, y, _RADIUS, [text]), text) for x, y, text in texts)
    return tuple(TextView(label.x, label.y, label.anchor, text) for label, text in found if label)


@lru_cache(maxsize=512)
def _outline(country: Country, number: int) -> tuple[Frame, str]:
    """Return the drawing of one of a country's rings: many places lie in one."""
    ring = country.rings[number]
    box = box_of(ring)
    high, wide = max(box.north - box.south, 0.3), max(box.east - box.west, 0.3)
    frame = maps.framed(box.grown(_MARGIN * wide, _MARGIN * high), _WIDTH, flattest=0.5, tallest=1.1)
    return frame, maps.path([tuple(frame.at(point) for point in ring)], _APART)
