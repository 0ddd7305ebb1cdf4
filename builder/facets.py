"""What a page can be found by besides its words: its year, the type of an incident, places, actors with their roles, weapons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.attribution import state
from builder.facts import containers
from builder.findings import Compared, Verdict
from builder.ids import Kind, PageId
from builder.matrix import roles
from builder.model import Entry, Wiki
from builder.schema import Incident, Source


@dataclass(frozen=True, slots=True)
class Facets:
    """What a page can be found by. ``year`` is None where it is not known; all but that is an incident's.

    ``actors`` come each with a role, a key of ``words.SIGNS``: one that the incident names, or one that follows from its claims.
    """

    year: int | None = None
    type: str = ""
    scope: str = ""
    places: tuple[PageId, ...] = ()
    actors: tuple[tuple[PageId, str], ...] = ()
    weapons: tuple[PageId, ...] = ()


def facets(wiki: Wiki, entry: Entry) -> Facets:
    """Return what a page can be found by."""
    match entry.page.fields:
        case Incident() as fields:
            clauses = () if fields.status == "withdrawn" else state(entry.claims)
            acting = roles(entry, clauses).items()
            return Facets(
                year=fields.date.year,
                type=fields.type,
                scope=fields.scope,
                places=_pages(wiki, entry, Kind.PLACE, (place.place for place in fields.places)),
                actors=tuple((actor, role) for actor, its in acting if actor in wiki.entries for role in its),
                weapons=_pages(wiki, entry, Kind.NOTE, (weapon.weapon for weapon in fields.weapons)),
            )
        case Source() as fields:
            return Facets(year=fields.published.year)
        case _:
            return Facets()


def differing(entry: Entry) -> list[Compared]:
    """Return the points of a page on which sources differ; none of a withdrawn one, which says nothing any more."""
    if entry.page.fields.status == "withdrawn":
        return []
    return [row for row in entry.compared if row.verdict is Verdict.DIFFER]


def filters(wiki: Wiki, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what the full-text search can be narrowed to this page by: the filter, and a word or slug for it.

    A place goes with all that contain it; the page of an actor or place is found under itself, too.
    """
    found, page = facets(wiki, entry), entry.page
    yield "kind", page.kind.value
    if found.year:
        yield "year", str(found.year)
    if found.type:
        yield "type", found.type
    places = [wiki.entries[place] for place in found.places] + ([entry] if page.kind is Kind.PLACE else [])
    around = dict.fromkeys(place for named in places for place in (named.page.id, *containers(wiki, named)))
    yield from (("place", wiki.entries[place].page.slug) for place in around)
    actors = dict.fromkeys([*(actor for actor, _ in found.actors), *([page.id] if page.kind is Kind.ACTOR else [])])
    yield from (("actor", wiki.entries[actor].page.slug) for actor in actors)


def _pages(wiki: Wiki, entry: Entry, kind: Kind, texts: Iterable[str]) -> tuple[PageId, ...]:
    """Return the pages that fields name, each once, without those that are left out of the wiki."""
    found = (entry.refs.get((kind, text)) for text in texts)
    return tuple(dict.fromkeys(page for page in found if page and page in wiki.entries))
