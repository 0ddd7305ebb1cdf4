"""What an incident can be found by besides its words: its year, type and scope, places, actors with their roles, weapons."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.attribution import state
from builder.findings import Compared, Verdict
from builder.ids import Kind, PageId
from builder.matrix import roles
from builder.model import Entry, Wiki
from builder.schema import Incident


@dataclass(frozen=True, slots=True)
class Facets:
    """What an incident can be found by. ``year`` is None where it is not known.

    ``actors`` come each with a role, a key of ``words.SIGNS``: one that the incident names, or one that follows from its claims.
    """

    year: int | None
    type: str
    scope: str
    places: tuple[PageId, ...]
    actors: tuple[tuple[PageId, str], ...]
    weapons: tuple[PageId, ...]


def facets(wiki: Wiki, entry: Entry, fields: Incident) -> Facets:
    """Return what an incident can be found by. ``fields`` are those of the entry."""
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


def differing(entry: Entry) -> list[Compared]:
    """Return the points of a page on which sources differ; none of a withdrawn one, which says nothing any more."""
    if entry.page.fields.status == "withdrawn":
        return []
    return [row for row in entry.compared if row.verdict is Verdict.DIFFER]


def _pages(wiki: Wiki, entry: Entry, kind: Kind, texts: Iterable[str]) -> tuple[PageId, ...]:
    """Return the pages that fields name, each once, without those that are left out of the wiki."""
    found = (entry.refs.get((kind, text)) for text in texts)
    return tuple(dict.fromkeys(page for page in found if page and page in wiki.entries))
