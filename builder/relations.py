"""Which other pages the fields of a page name, as what, and of which kind they must be."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.frontmatter import Location
from builder.ids import Kind
from builder.points import POINTS
from builder.schema import Actor, AnyFields, Apart, ClaimFields, Incident, Place, Source


@dataclass(frozen=True, slots=True)
class Named:
    """A page that a field names: the text as written, the kind it must have, the relation, the field's location."""

    text: str
    kind: Kind
    relation: str
    location: Location


def named(fields: AnyFields) -> Iterator[Named]:
    """Yield every page that ``fields`` name, in the order that a reader cares for, claims last."""
    yield from named_but_in_claims(fields)
    yield from _of_claims(getattr(fields, "claims", ()))


def named_but_in_claims(fields: AnyFields) -> Iterator[Named]:
    """Yield every page that the fields of a page name besides its claims."""
    match fields:
        case Incident():
            yield from _of_incident(fields)
        case Actor():
            yield from _of_actor(fields)
        case Place():
            if fields.inside:
                yield Named(fields.inside, Kind.PLACE, "inside", ("inside",))
            yield from _apart(fields.not_same_as, Kind.PLACE)
            yield from _each(fields.sources, Kind.SOURCE, "cites", "sources")
        case Source():
            if fields.publisher:
                yield Named(fields.publisher, Kind.ACTOR, "publisher", ("publisher",))
            yield from _each(fields.agencies, Kind.ACTOR, "agency", "agencies")
            yield from _each(fields.derived_from, Kind.SOURCE, "derived-from", "derived_from")
        case _:
            pass


def _of_incident(fields: Incident) -> Iterator[Named]:
    for number, actor in enumerate(fields.actors):
        yield Named(actor.actor, Kind.ACTOR, actor.role, ("actors", number, "actor"))
    for number, place in enumerate(fields.places):
        yield Named(place.place, Kind.PLACE, f"place-{place.role}", ("places", number, "place"))
    for number, weapon in enumerate(fields.weapons):
        yield Named(weapon.weapon, Kind.NOTE, f"weapon-{weapon.role}", ("weapons", number, "weapon"))
    yield from _each(fields.part_of, Kind.INCIDENT, "part-of", "part_of")
    yield from _each(fields.related, Kind.INCIDENT, "related", "related")
    yield from _each(fields.sources, Kind.SOURCE, "cites", "sources")


def _of_actor(fields: Actor) -> Iterator[Named]:
    for number, relation in enumerate(fields.relations):
        yield Named(relation.to, Kind.ACTOR, "relation", ("relations", number, "to"))
        if relation.by:
            yield Named(relation.by, Kind.ACTOR, "claim", ("relations", number, "by"))
        yield Named(relation.source, Kind.SOURCE, "cites", ("relations", number, "source"))
    yield from _apart(fields.not_same_as, Kind.ACTOR)
    yield from _each(fields.sources, Kind.SOURCE, "cites", "sources")


def _each(texts: tuple[str, ...], kind: Kind, relation: str, field: str) -> Iterator[Named]:
    return (Named(text, kind, relation, (field, number)) for number, text in enumerate(texts))


def _apart(others: tuple[Apart, ...], kind: Kind) -> Iterator[Named]:
    return (Named(other.page, kind, "not-same-as", ("not_same_as", number, "page")) for number, other in enumerate(others))


def _of_claims(claims: tuple[ClaimFields, ...]) -> Iterator[Named]:
    """Yield whom claims name; places that they may name are found by whoever resolves them."""
    for number, claim in enumerate(claims):
        if POINTS[claim.about].holds == "actor" and isinstance(claim.value, str):
            yield Named(claim.value, Kind.ACTOR, "claim", ("claims", number, "value"))
        if claim.by:
            yield Named(claim.by, Kind.ACTOR, "claim", ("claims", number, "by"))
        yield Named(claim.source, Kind.SOURCE, "cites", ("claims", number, "source"))
