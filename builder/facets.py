"""What an incident can be found by besides its words: its year, type and scope, places, actors with their roles, weapons."""

from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.attribution import state
from builder.dated import fields_of
from builder.findings import Compared, Verdict
from builder.ids import Kind, PageId
from builder.matrix import roles
from builder.model import Entry, Wiki

CLAIM: Final = "claim"
"""The role of an actor that makes other claims, or that they name: it has none of ``words.SIGNS``."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What an incident can be found by: all that it names in its fields and claims.

    ``actors`` come each with a role, a key of ``words.FOUND_AS``: one that the incident names, or one that follows from its claims.
    """

    year: int
    type: str
    scope: str
    places: tuple[PageId, ...]
    actors: tuple[tuple[PageId, str], ...]
    weapons: tuple[PageId, ...]


def facets(wiki: Wiki, entry: Entry) -> Facets:
    """Return what an incident can be found by; a withdrawn one names nobody by claims, for it says nothing any more."""
    fields = fields_of(entry)
    is_standing = fields.status != "withdrawn"
    acting = roles(entry, state(entry.claims) if is_standing else ())
    speaking = {actor: (CLAIM,) for actor in _named(wiki, entry, Kind.ACTOR) if actor not in acting} if is_standing else {}
    return Facets(
        year=fields.date.year,
        type=fields.type,
        scope=fields.scope,
        places=_named(wiki, entry, Kind.PLACE),
        actors=tuple((actor, role) for actor, its in {**acting, **speaking}.items() if actor in wiki.entries for role in its),
        weapons=_named(wiki, entry, Kind.NOTE),
    )


def differing(entry: Entry) -> list[Compared]:
    """Return the points of a page on which sources differ; none of a withdrawn one, which says nothing any more."""
    if entry.page.fields.status == "withdrawn":
        return []
    return [row for row in entry.compared if row.verdict is Verdict.DIFFER]


def is_name(row: Compared) -> bool:
    """Tell whether a point is but which name sources use for something, not what happened."""
    return row.about == "name"


def _named(wiki: Wiki, entry: Entry, kind: Kind) -> tuple[PageId, ...]:
    """Return the pages of a kind that fields and claims name, each once, without those that are left out of the wiki."""
    pages = dict.fromkeys((*entry.refs.values(), *(claim.page for claim in entry.claims if claim.page)))
    return tuple(page for page in pages if urls.kind_of(page) is kind and page in wiki.entries)
