"""Incidents that look alike: near in date, and in one place that tells something. They may be one, told twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from builder.dated import fields_of
from builder.ids import Kind, PageId, slug_of
from builder.model import Wiki
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
    events = {page: fields for page in wiki.incidents if _is_event(fields := fields_of(wiki.entries[page]))}
    wider: dict[PageId, frozenset[PageId]] = {}
    places = {page: _places(wiki, page, fields, wider) for page, fields in events.items()}
    years = {day.year for fields in events.values() if (day := fields.date.earliest)}
    most = max(MOST, MOST_A_YEAR * len(years))
    held = Counter(place for named in places.values() for place in named)
    telling = {place for place, count in held.items() if count <= most and not _is_wide(wiki, place)}
    dates = ((page, fields.date) for page, fields in events.items())
    return {page: Occasion(date.earliest, date.latest, places[page] & telling) for page, date in dates}


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
    """Yield each pair of occasions that are alike, once, in order of their ids: those of a place are gone through by date."""
    by_place: dict[PageId, list[tuple[date, date, PageId]]] = defaultdict(list)
    for page, occasion in found.items():
        if span := _span(occasion):
            for place in occasion.places:
                by_place[place].append((*span, page))
    pairs: set[tuple[PageId, PageId]] = set()
    for held in by_place.values():
        held.sort()
        for number, (_, latest, page) in enumerate(held):
            for earliest, _, other in islice(held, number + 1, None):
                if earliest - latest > NEAR:
                    break
                pairs.add((min(page, other), max(page, other)))
    yield from sorted(pairs)


def _is_event(fields: Incident) -> bool:
    return fields.scope == "event" and fields.status != "withdrawn"


def _places(wiki: Wiki, page: PageId, fields: Incident, wider: dict[PageId, frozenset[PageId]]) -> frozenset[PageId]:
    """Return the places that an incident names, with all that contain them; ``wider`` keeps these of each place."""
    refs = wiki.entries[page].refs
    found: frozenset[PageId] = frozenset()
    for written in fields.places:
        if place := refs.get((Kind.PLACE, written.place)):
            if place not in wider:
                wider[place] = around(wiki, [place])
            found |= wider[place]
    return found


def _container(wiki: Wiki, place: PageId) -> PageId | None:
    entry = wiki.entries.get(place)
    inside = entry.page.fields.inside if entry and isinstance(entry.page.fields, Place) else None
    return entry.refs.get((Kind.PLACE, inside)) if entry and inside else None


def _is_wide(wiki: Wiki, place: PageId) -> bool:
    fields = wiki.entries[place].page.fields if place in wiki.entries else None
    return isinstance(fields, Place) and fields.type in _WIDE


def _span(occasion: Occasion) -> tuple[date, date] | None:
    """Return the first and last day of an occasion that can be compared."""
    first, last = occasion.earliest, occasion.latest
    return (first, last) if first and last and last - first <= LONGEST else None


def _is_near(one: Occasion, other: Occasion) -> bool:
    mine, its = _span(one), _span(other)
    # Compared by days between, for a day before the year 1 does not exist.
    return mine is not None and its is not None and mine[0] - its[1] <= NEAR and its[0] - mine[1] <= NEAR


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
