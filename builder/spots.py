"""Places that incidents name, in whatever role, and the points that these share.

A point that several places share is one spot, for they lie apart no more than is known. Made once for the map, in one pass
over the incidents.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder import words
from builder.dated import fields_of
from builder.facts import containers
from builder.ids import Kind, PageId
from builder.maps import around, distance
from builder.model import Entry, Wiki
from builder.outlines import Point
from builder.schema import IncidentType, Location, Place

# Types of place that are no point, however well one is known that stands for them.
AREAS: Final = ("country", "region", "governorate")
MOST_INSETS: Final = 3
# A point farther from a city's than this is none that a drawing of the city can show, in metres.
CITY: Final = 60_000.0
# Spots are looked for in fields of so many degrees.
_FIELD: Final = 0.1
_ROUND: Final = 3600
_SHAPES: Final = {kind: shape for shape, _, kinds in words.MARKS for kind in kinds}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that incidents name: its page, what contains it (the nearest first), and the incidents, newest first.

    ``only_in`` is the title of what contains it, if it has no better point than that one's: it lies somewhere there.
    """

    page: PageId
    title: str
    fields: Place
    containers: tuple[PageId, ...]
    incidents: tuple[PageId, ...]
    only_in: str

    @property
    def is_area(self) -> bool:
        """Tell whether it is a country or another area, for which its point only stands."""
        return self.fields.type in AREAS


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with the places that have it: one that contains others, or the most precise, comes first.

    ``incidents`` are those of all of them, each once, with the mark of its type (``words.MARKS``).
    """

    point: Point
    places: tuple[NamedPlace, ...]
    incidents: Mapping[PageId, str]

    @property
    def lead(self) -> NamedPlace:
        """The first of its places."""
        return self.places[0]

    @property
    def precision(self) -> float:
        """How far the best of its places may be off, in metres."""
        return min(located(place).precision_m for place in self.places)

    @property
    def key(self) -> tuple[object, ...]:
        """The order in which spots are served: the most incidents first, then by name."""
        return -len(self.incidents), self.lead.title.casefold(), self.lead.page


@dataclass(frozen=True, slots=True)
class City:
    """A city of which the map shows more than a point: its own place, and the spots in and near it, its own among them."""

    place: NamedPlace
    spots: tuple[Spot, ...]


def located(place: NamedPlace) -> Location:
    """Return the location of a place that has one."""
    if place.fields.location is None:
        raise LookupError(place.page)
    return place.fields.location


def point_of(place: NamedPlace) -> Point:
    """Return the point of a place that has one."""
    location = located(place)
    return location.lon, location.lat


def places(wiki: Wiki) -> list[NamedPlace]:
    """Return the places that incidents name in any role, the most named first; what is withdrawn names nothing."""
    named: dict[PageId, list[PageId]] = {}
    for page in reversed(wiki.incidents):
        entry = wiki.entries[page]
        fields = fields_of(entry)
        if fields.status != "withdrawn":
            for place in dict.fromkeys(entry.refs[Kind.PLACE, held.place] for held in fields.places):
                named.setdefault(place, []).append(page)
    found = (named_place(wiki, wiki.entries[place], incidents) for place, incidents in named.items() if place in wiki.entries)
    return sorted(
        (place for place in found if place), key=lambda place: (-len(place.incidents), place.title.casefold(), place.page)
    )


def named_place(wiki: Wiki, entry: Entry, incidents: Iterable[PageId] = ()) -> NamedPlace | None:
    """Return a page as a place that ``incidents`` name; None if it is no place."""
    fields = entry.page.fields
    if not isinstance(fields, Place):
        return None
    outer = only_in(wiki, entry)
    return NamedPlace(
        page=entry.page.id,
        title=entry.page.title,
        fields=fields,
        containers=tuple(containers(wiki, entry)),
        incidents=tuple(incidents),
        only_in=wiki.entries[outer].page.title if outer else "",
    )


def only_in(wiki: Wiki, entry: Entry) -> PageId | None:
    """Return the nearest of the places that contain a place, if this one has no better point than that one's."""
    point = _point(wiki, entry.page.id)
    return next((page for page in containers(wiki, entry) if point and _point(wiki, page) == point), None)


def _point(wiki: Wiki, page: PageId) -> Point | None:
    fields = wiki.entries[page].page.fields
    location = fields.location if isinstance(fields, Place) else None
    return (location.lon, location.lat) if location else None


def role_in_words(incident: Entry, place: PageId) -> str:
    """Return what a place was in an incident that names it, or nothing if it was attacked or near: where rockets rose, none hit."""
    found = {held.role for held in fields_of(incident).places if incident.refs[Kind.PLACE, held.place] == place}
    if found <= {"target", "near"}:
        return ""
    return ", ".join(label.lower() for role, label in words.PLACE_ROLES.items() if role in found)


def spots(wiki: Wiki, found: Iterable[NamedPlace]) -> list[Spot]:
    """Return the points of the places that have one, the most named first."""
    shared: dict[Point, list[NamedPlace]] = {}
    for place in found:
        if place.fields.location:
            shared.setdefault(point_of(place), []).append(place)
    made = (_spot(wiki, point, held) for point, held in shared.items())
    return sorted(made, key=lambda spot: spot.key)


def _spot(wiki: Wiki, point: Point, held: list[NamedPlace]) -> Spot:
    ordered = sorted(
        held, key=lambda place: (len(place.containers), located(place).precision_m, -len(place.incidents), place.page)
    )
    incidents = {page: mark_of(fields_of(wiki.entries[page]).type) for place in held for page in place.incidents}
    return Spot(point, tuple(ordered), incidents)


def mark_of(kind: IncidentType) -> str:
    """Return the mark of a type of incident."""
    return _SHAPES[kind]


def shape_of(incidents: Mapping[PageId, str]) -> str:
    """Return the mark that is most frequent among those of incidents; of several, the first in the order of ``words.MARKS``."""
    counted = Counter(incidents.values())
    return max((shape for shape, _, _ in words.MARKS), key=lambda shape: counted[shape])


def cities(wiki: Wiki, found: Iterable[NamedPlace], every: Iterable[Spot], least: int = 2) -> list[City]:
    """Return the cities that deserve a drawing of their own, at most ``MOST_INSETS``, those with the most incidents first.

    In such a city, or so near that it is no farther than the city's point may be off, ``least`` points are known better than that.
    """
    finder = _Finder(every)
    drawn: list[City] = []
    taken: set[Point] = set()
    for page in dict.fromkeys(page for place in found for page in (place.page, *place.containers)):
        city = named_place(wiki, wiki.entries[page])
        if city is None or city.fields.type != "city" or not city.fields.location:
            continue
        held = [spot for spot in finder.about(city) if spot.point not in taken]
        if sum(_is_finer(city, spot) for spot in held) >= least:
            drawn.append(City(city, tuple(held)))
            taken.update(spot.point for spot in held)
        if len(drawn) == MOST_INSETS:
            break
    return drawn


class _Finder:
    """Finds the spots in and about a city without a look at all others; those that are areas are none."""

    def __init__(self, every: Iterable[Spot]) -> None:
        self._spots = [spot for spot in every if not all(place.is_area for place in spot.places)]
        self._inside: dict[PageId, set[int]] = {}
        self._fields: dict[tuple[int, int], list[int]] = {}
        for number, spot in enumerate(self._spots):
            for page in (page for place in spot.places for page in (place.page, *place.containers)):
                self._inside.setdefault(page, set()).add(number)
            across, along = _field(*spot.point)
            self._fields.setdefault((across % _ROUND, along), []).append(number)

    def about(self, city: NamedPlace) -> list[Spot]:
        """Return the spots that lie in a city and no farther than a city is wide, or as near as its point may be off."""
        point, off = point_of(city), min(CITY, located(city).precision_m)
        near = {number for number in self._near(point, off) if distance(point, self._spots[number].point) <= off}
        inside = self._inside.get(city.page, set())
        near.update(number for number in inside if distance(point, self._spots[number].point) <= CITY)
        return [self._spots[number] for number in sorted(near)]

    def _near(self, point: Point, metres: float) -> Iterator[int]:
        box = around(point, metres)
        (west, south), (east, north) = _field(box.west, box.south), _field(box.east, box.north)
        for across in range(west, east + 1):
            for along in range(south, north + 1):
                yield from self._fields.get((across % _ROUND, along), ())


def _field(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / _FIELD), math.floor(lat / _FIELD)


def _is_finer(city: NamedPlace, spot: Spot) -> bool:
    return spot.point != point_of(city) and spot.precision < located(city).precision_m
