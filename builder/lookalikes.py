"""Incidents that look alike: near in date, and in one place that tells something. They may be one, told twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from builder.dated import fields_of
from builder.ids import Kind, PageId, slug_of
from builder.model import Entry, Wiki
from builder.problems import LOOKALIKE, Problem, problem
from builder.schema import Incident, Place

# Reports of one night differ by a day.
NEAR: Final = timedelta(days=1)
# A date that leaves more days than a month open is near to too much.
LONGEST: Final = timedelta(days=31)
# In a place that holds more incidents than these, two of one day are no wonder.
MOST: Final = 30
MOST_A_YEAR: Final = 4
_WIDE: Final = ("country", "region")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where something happened: first and last day (None: open or unknown), places with those that contain them.

    Of an incident of the wiki, only places are given that tell something: see ``occasions``.
    """

    earliest: date | None
    latest: date | None
    places: frozenset[PageId]


def occasions(wiki: Wiki) -> dict[PageId, Occasion]:
    """Return when and where each single event was that has not been withdrawn.

    Its places are those that it names and all that contain them, but for those in which much happens, so that they don't
    tell incidents apart: countries and regions, and what holds more than 30 incidents and more than four for each year that
    the wiki knows of.
    """
    incidents = {page: fields_of(wiki.entries[page]) for page in wiki.incidents}
    places = {page: around(wiki, _places(wiki.entries[page])) for page, fields in incidents.items() if _is_event(fields)}
    years = len({incidents[page].date.year for page in places})
    held = Counter(place for named in places.values() for place in named)
    telling = {place for place, count in held.items() if count <= max(MOST, MOST_A_YEAR * years) and not _is_wide(wiki, place)}
    dates = ((page, incidents[page].date, named) for page, named in places.items())
    return {page: Occasion(date.earliest, date.latest, named & telling) for page, date, named in dates}


def around(wiki: Wiki, places: Iterable[PageId]) -> frozenset[PageId]:
    """Return ``places`` and all the places that contain them."""
    found: set[PageId] = set()
    for place in places:
        inner: PageId | None = place
        while inner and inner not in found:
            found.add(inner)
            inner = _container(wiki, inner)
    return frozenset(found)


def alike(one: Occasion, other: Occasion) -> bool:
    """Tell whether two occasions may be one: no more than a day apart, and with a place in common."""
    return _is_near(one, other) and not one.places.isdisjoint(other.places)


def lookalikes(found: Mapping[PageId, Occasion]) -> Iterator[tuple[PageId, PageId]]:
    """Yield each pair of occasions that are alike, once, in order of their ids."""
    by_place: dict[PageId, list[PageId]] = defaultdict(list)
    for page, occasion in found.items():
        if _can_be_compared(occasion):
            for place in occasion.places:
                by_place[place].append(page)
    # No place that tells something holds many, so all pairs of each are few.
    pairs = {pair for held in by_place.values() for pair in combinations(sorted(held), 2)}
    yield from sorted(pair for pair in pairs if _is_near(found[pair[0]], found[pair[1]]))


def _is_event(fields: Incident) -> bool:
    return fields.scope == "event" and fields.status != "withdrawn"


def _places(entry: Entry) -> Iterator[PageId]:
    return (target for (kind, _), target in entry.refs.items() if kind is Kind.PLACE)


def _container(wiki: Wiki, place: PageId) -> PageId | None:
    entry = wiki.entries.get(place)
    inside = entry.page.fields.inside if entry and isinstance(entry.page.fields, Place) else None
    return entry.refs.get((Kind.PLACE, inside)) if entry and inside else None


def _is_wide(wiki: Wiki, place: PageId) -> bool:
    fields = wiki.entries[place].page.fields if place in wiki.entries else None
    return isinstance(fields, Place) and fields.type in _WIDE


def _can_be_compared(occasion: Occasion) -> bool:
    return bool(occasion.earliest and occasion.latest and occasion.latest - occasion.earliest <= LONGEST)


def _is_near(one: Occasion, other: Occasion) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    if not (_can_be_compared(one) and _can_be_compared(other)):
        return False
    # Compared by days between, for a day before the year 1 does not exist.
    return one.earliest - other.latest <= NEAR and other.earliest - one.latest <= NEAR


def lookalike_problems(wiki: Wiki) -> list[Problem]:
    """Find incidents that look alike and don't lead to each other; each pair is told once, at the second by id."""
    found = occasions(wiki)
    return [
        _told(wiki, one, other, found[one].places & found[other].places)
        for one, other in lookalikes(found)
        if not (_leads(wiki, one, other) or _leads(wiki, other, one))
    ]


def _leads(wiki: Wiki, one: PageId, other: PageId) -> bool:
    entry = wiki.entries[one]
    return other in entry.refs.values() or any(link.target == other for link in entry.links.values())


def _told(wiki: Wiki, one: PageId, other: PageId, places: frozenset[PageId]) -> Problem:
    where = " and ".join(wiki.entries[place].page.title for place in sorted(places)[:2])
    message = f"this may be the same as {one}: the dates fit, and both are in {where}"
    entry = wiki.entries[other]
    cure = f"add {slug_of(one)} to `related`" if fields_of(entry).related else f"write `related: [{slug_of(one)}]`"
    return problem(LOOKALIKE, entry.page.position("date"), message, f"if they are two, {cure}; if they are one, merge them")
