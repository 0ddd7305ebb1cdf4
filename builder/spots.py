"""Where incidents happened: the places that they name, and the points that these share.

A point that several places share is one spot, for they lie apart no more than is known. Made once for the map, in one pass
over the incidents.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder import words
from builder.facts import containers
from builder.ids import Kind, PageId
from builder.maps import DEGREE, distance
from builder.model import Entry, Wiki
from builder.outlines import Point
from builder.schema import Incident, Location, Place

# Types of place that are no point, however well one is known that stands for them.
AREAS: Final = ("country", "region", "governorate")
MOST_INSETS: Final = 3
# A point farther from a city's than this is none that a drawing of the city can show, in metres.
_CITY: Final = 60_000.0
_SHAPES: Final = {kind: shape for shape, _, kinds in words.MARKS for kind in kinds}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that incidents name: its page, what contains it (the nearest first), and the incidents, newest first."""

    page: PageId
    title: str
    fields: Place
    containers: tuple[PageId, ...]
    incidents: tuple[PageId, ...]

    @property
    def is_area(self) -> bool:
        """Tell whether it is a country or another area, for which its point only stands."""
        return self.fields.type in AREAS


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with the places that have it: one that contains others, or the most precise, comes first.

    ``incidents`` are those of all of them, each once; ``shape`` is the mark of the most frequent type (``words.MARKS``).
    """

    point: Point
    places: tuple[NamedPlace, ...]
    incidents: frozenset[PageId]
    shape: str

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
    if place.fields.location is None:  # pragma: no cover
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
        if isinstance(entry.page.fields, Incident) and entry.page.fields.status != "withdrawn":
            for place in dict.fromkeys(entry.refs[Kind.PLACE, held.place] for held in entry.page.fields.places):
                named.setdefault(place, []).append(page)
    found = (_named(wiki, wiki.entries[place], incidents) for place, incidents in named.items() if place in wiki.entries)
    return sorted(
        (place for place in found if place), key=lambda place: (-len(place.incidents), place.title.casefold(), place.page)
    )


def _named(wiki: Wiki, entry: Entry, incidents: Iterable[PageId]) -> NamedPlace | None:
    fields = entry.page.fields
    if not isinstance(fields, Place):  # pragma: no cover
        return None
    return NamedPlace(entry.page.id, entry.page.title, fields, tuple(containers(wiki, entry)), tuple(incidents))


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
    incidents = frozenset(page for place in held for page in place.incidents)
    return Spot(point, tuple(ordered), incidents, shape_of(wiki, incidents))


def shape_of(wiki: Wiki, incidents: Iterable[PageId]) -> str:
    """Return the mark of the type that is most frequent among incidents."""
    fields = (wiki.entries[page].page.fields for page in incidents)
    counted = Counter(_SHAPES[one.type] for one in fields if isinstance(one, Incident))
    return max((shape for shape, _, _ in words.MARKS), key=lambda shape: counted[shape])


def cities(wiki: Wiki, found: Iterable[NamedPlace], every: Iterable[Spot]) -> list[City]:
    """Return the cities that deserve a drawing of their own, at most ``MOST_INSETS``, those with the most incidents first.

    In such a city, or so near that it is no farther than the city's point may be off, two points are known better than that.
    """
    points = list(every)
    own = dict.fromkeys(page for place in found for page in (place.page, *place.containers))
    drawn: list[City] = []
    taken: set[Point] = set()
    for entry in (wiki.entries[page] for page in own):
        fields = entry.page.fields
        if not isinstance(fields, Place) or fields.type != "city" or not fields.location or len(drawn) == MOST_INSETS:
            continue
        city = NamedPlace(entry.page.id, entry.page.title, fields, tuple(containers(wiki, entry)), ())
        held = [spot for spot in points if spot.point not in taken and _is_about(city, spot)]
        if sum(_is_finer(city, spot) for spot in held) > 1:
            drawn.append(City(city, tuple(held)))
            taken.update(spot.point for spot in held)
    return drawn


def _is_about(city: NamedPlace, spot: Spot) -> bool:
    """Tell whether a spot lies in a city and no farther than a city is wide, or as near as the city's point may be off."""
    if all(place.is_area for place in spot.places):
        return False
    is_inside = any(city.page in (place.page, *place.containers) for place in spot.places)
    most = _CITY if is_inside else located(city).precision_m
    return abs(spot.point[1] - point_of(city)[1]) * DEGREE <= most and distance(point_of(city), spot.point) <= most


def _is_finer(city: NamedPlace, spot: Spot) -> bool:
    return spot.point != point_of(city) and spot.precision < located(city).precision_m
