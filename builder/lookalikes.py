"""Incidents that look alike: near in date, and in one place that tells something. They may be one, told twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Final

from builder.dated import fields_of
from builder.dates import EdtfDate
from builder.ids import Kind, PageId, Refs, slug_of
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Page, Wiki
from builder.problems import Problem, problem
from builder.rules import LOOKALIKE
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


def occasions(wiki: Wiki, memo: Memo = NOTHING_KEPT) -> Mapping[PageId, Occasion]:
    """Return when and where each single event was that has not been withdrawn.

    Its places are those that it names and all that contain them, but for those in which much happens, so that they don't
    tell incidents apart: countries and regions, and what holds more than 30 incidents and more than four for each year that
    the wiki knows of.
    """
    events = (memo.of(_event, wiki.entries[page].page, wiki.entries[page].refs) for page in wiki.incidents)
    places = (entry.page for entry in wiki.entries.values() if entry.page.kind is Kind.PLACE)
    lands = ((place.id, _container(wiki, place.id), _is_wide(place)) for place in places)
    return memo.of(_occasions, memo.same("events", tuple(filter(None, events))), memo.same("lands", tuple(lands)))


_Event = tuple[PageId, EdtfDate, tuple[PageId, ...]]
_Land = tuple[PageId, PageId | None, bool]


def _event(page: Page, refs: Refs) -> _Event | None:
    """Return an incident with its date and the places that it names; None if it is no single event."""
    fields = page.fields
    if not isinstance(fields, Incident) or fields.scope != "event" or fields.status == "withdrawn":
        return None
    return (
        page.id,
        fields.date,
        tuple(refs[Kind.PLACE, named.place] for named in fields.places if (Kind.PLACE, named.place) in refs),
    )


def _occasions(events: Iterable[_Event], lands: Iterable[_Land]) -> dict[PageId, Occasion]:
    containers = {place: container for place, container, _ in lands}
    wider = {place: frozenset(_upwards(place, containers.get)) for place in containers}
    named = {page: frozenset[PageId]().union(*(wider.get(place, ()) for place in places)) for page, _, places in events}
    years = {day.year for _, date, _ in events if (day := date.earliest)}
    most = max(MOST, MOST_A_YEAR * len(years))
    held = Counter(place for places in named.values() for place in places)
    wide = {place for place, _, is_wide in lands if is_wide}
    telling = {place for place, count in held.items() if count <= most} - wide
    return {page: Occasion(date.earliest, date.latest, named[page] & telling) for page, date, _ in events}


def around(wiki: Wiki, places: Iterable[PageId]) -> frozenset[PageId]:
    """Return ``places`` and all the places that contain them."""
    return frozenset(outer for place in places for outer in _upwards(place, partial(_container, wiki)))


def _upwards(place: PageId, container: Callable[[PageId], PageId | None]) -> dict[PageId, None]:
    """Return a place and all that contain it, from the inside; a ring is gone round once."""
    found: dict[PageId, None] = {}
    inner: PageId | None = place
    while inner and inner not in found:
        found[inner] = None
        inner = container(inner)
    return found


def alike(one: Occasion, other: Occasion) -> bool:
    """Tell whether two occasions may be one: no more than a day apart, and with a place in common."""
    return _is_near(one, other) and not one.places.isdisjoint(other.places)


def lookalikes(found: Mapping[PageId, Occasion]) -> list[tuple[PageId, PageId]]:
    """Return each pair of occasions that are alike, once, in order of their ids: those of a place are gone through by date."""
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
    return sorted(pairs)


def _container(wiki: Wiki, place: PageId) -> PageId | None:
    entry = wiki.entries.get(place)
    inside = entry.page.fields.inside if entry and isinstance(entry.page.fields, Place) else None
    return entry.refs.get((Kind.PLACE, inside)) if entry and inside else None


def _is_wide(place: Page) -> bool:
    return isinstance(place.fields, Place) and place.fields.type in _WIDE


def _span(occasion: Occasion) -> tuple[date, date] | None:
    """Return the first and last day of an occasion that can be compared."""
    first, last = occasion.earliest, occasion.latest
    return (first, last) if first and last and last - first <= LONGEST else None


def _is_near(one: Occasion, other: Occasion) -> bool:
    mine, its = _span(one), _span(other)
    # Compared by days between, for a day before the year 1 does not exist.
    return mine is not None and its is not None and mine[0] - its[1] <= NEAR and its[0] - mine[1] <= NEAR


def lookalike_problems(wiki: Wiki, memo: Memo = NOTHING_KEPT) -> list[Problem]:
    """Find incidents that look alike and don't lead to each other; each pair is told once, at the second by id."""
    found = occasions(wiki, memo)
    return [
        _told(wiki, one, other, found[one].places & found[other].places)
        for one, other in memo.of(lookalikes, found)
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
