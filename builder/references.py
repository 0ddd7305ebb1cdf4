"""Where the front matter of a page names other pages, be the page valid or not, down to the texts as they are written.

What a valid page names, as what, is told by ``relations``; this finds the same places without needing all else to be right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder.frontmatter import Location, Value
from builder.ids import Kind
from builder.points import POINTS

CLAIMED_KINDS: Final = (Kind.PLACE, Kind.ACTOR, Kind.INCIDENT)
"""Which pages the value of a claim can name, on a point that holds a page or words: the first of these that is there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in a field that names a page of one of ``kinds``; ``may_be_words`` where it need not name any."""

    text: str
    kinds: tuple[Kind, ...]
    location: Location
    may_be_words: bool = False


# Field, key of the page in an item of it (none: the item is the page), kind.
_CLAIMS: Final = (("claims", "by", Kind.ACTOR), ("claims", "source", Kind.SOURCE))
_SOURCES: Final = ("sources", "", Kind.SOURCE)
_FIELDS: Final[dict[Kind, tuple[tuple[str, str, Kind], ...]]] = {
    Kind.INCIDENT: (
        ("actors", "actor", Kind.ACTOR), ("places", "place", Kind.PLACE), ("weapons", "weapon", Kind.NOTE),
        ("part_of", "", Kind.INCIDENT), ("related", "", Kind.INCIDENT), _SOURCES, *_CLAIMS,
    ),
    Kind.ACTOR: (
        ("relations", "to", Kind.ACTOR), ("relations", "by", Kind.ACTOR), ("relations", "source", Kind.SOURCE),
        ("not_same_as", "page", Kind.ACTOR), _SOURCES, *_CLAIMS,
    ),
    Kind.PLACE: (("inside", "", Kind.PLACE), ("not_same_as", "page", Kind.PLACE), _SOURCES),
    Kind.SOURCE: (("publisher", "", Kind.ACTOR), ("agencies", "", Kind.ACTOR), ("derived_from", "", Kind.SOURCE)),
    Kind.NOTE: (),
}  # fmt: skip


def mentions(kind: Kind, fields: Mapping[str, Value]) -> Iterator[Mention]:
    """Yield what the fields of a page of ``kind`` name, as they were read."""
    for field, key, wanted in _FIELDS[kind]:
        for text, location in _texts(fields.get(field), key, (field,)):
            yield Mention(text, (wanted,), location)
    if any(field == "claims" for field, _, _ in _FIELDS[kind]):
        yield from _values(fields.get("claims"))


def _texts(value: Value, key: str, location: Location) -> Iterator[tuple[str, Location]]:
    """Yield the texts of a field: it is one itself, or a list of such, or of mappings that have one under ``key``."""
    if isinstance(value, str):
        yield value.strip(), location
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, key, (*location, number))
    elif isinstance(value, dict) and isinstance(text := value.get(key), str):
        yield text.strip(), (*location, key)


def _values(claims: Value) -> Iterator[Mention]:
    for number, claim in enumerate(claims if isinstance(claims, list) else ()):
        if not isinstance(claim, dict):
            continue
        about, value = claim.get("about"), claim.get("value")
        point = POINTS.get(about) if isinstance(about, str) else None
        if point is None or not isinstance(value, str):
            continue
        where = ("claims", number, "value")
        if point.holds == "actor":
            yield Mention(value.strip(), (Kind.ACTOR,), where)
        elif point.holds == "page":
            yield Mention(value.strip(), CLAIMED_KINDS, where, may_be_words=True)
