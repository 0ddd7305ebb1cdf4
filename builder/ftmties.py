"""The ties that a page states, as entities of FollowTheMoney that lead from one entity to another."""

from collections.abc import Iterator, Sequence

from builder import words
from builder.dated import fields_of
from builder.flat import line
from builder.ftmforms import ENDS, LINK, TIES, schema_of
from builder.ftmlines import Around, entity, entity_id, in_full, on, tie_id
from builder.ids import Kind, PageId
from builder.model import Entry
from builder.schema import Actor, Incident, Relation, Source


def ties(around: Around, entry: Entry) -> Iterator[str]:
    """Yield the ties of a page as lines of JSON: those of actors, the roles in an incident, and what a source was made from."""
    match entry.page.fields:
        case Actor() as fields:
            yield from _of_actor(around, entry, fields)
        case Incident():
            yield from _links(around, entry, _of_incident(around, entry))
        case Source() as fields:
            yield from _links(around, entry, _of_source(around, entry, fields))
        case _:
            pass


def roles(around: Around, entry: Entry) -> list[tuple[PageId, str]]:
    """Return the actors of an incident that are there, with the roles that its page gives them."""
    held = ((entry.refs[Kind.ACTOR, actor.actor], actor.role) for actor in fields_of(entry).actors)
    return [(page, role) for page, role in held if around.has(page)]


def place_roles(around: Around, entry: Entry) -> list[tuple[PageId, str]]:
    """Return the places of an incident that are there, with their roles."""
    held = ((entry.refs[Kind.PLACE, place.place], place.role) for place in fields_of(entry).places)
    return [(page, role) for page, role in held if around.has(page)]


def _links(around: Around, entry: Entry, links: Iterator[tuple[PageId, PageId, str]]) -> Iterator[str]:
    """Yield links from one page to another in a role, each once."""
    schema, one, other = LINK
    shared = {"sourceUrl": found} if (found := around.addresses(entry)) else {}
    for first, second, role in dict.fromkeys(links):
        # There are many, and nothing in them has to be made fit.
        properties = {one: [entity_id(first)], other: [entity_id(second)], "role": [role], **shared}
        yield line({"id": tie_id(first, second, role), "schema": schema, "properties": properties})


def _of_incident(around: Around, entry: Entry) -> Iterator[tuple[PageId, PageId, str]]:
    here = entry.page.id
    yield from ((page, here, words.ROLES[role]) for page, role in roles(around, entry))
    yield from ((here, page, words.PLACE_ROLES[role]) for page, role in place_roles(around, entry))
    yield from ((here, page, "Part of") for page in around.named(entry, Kind.INCIDENT, fields_of(entry).part_of))


def _of_source(around: Around, entry: Entry, fields: Source) -> Iterator[tuple[PageId, PageId, str]]:
    here = entry.page.id
    outlets = [fields.publisher] if fields.publisher else []
    yield from ((page, here, "Publisher") for page in around.named(entry, Kind.ACTOR, outlets))
    yield from ((page, here, "Agency that it relays") for page in around.named(entry, Kind.ACTOR, fields.agencies))
    yield from ((here, page, "Derived from") for page in around.named(entry, Kind.SOURCE, fields.derived_from))


def _of_actor(around: Around, entry: Entry, fields: Actor) -> Iterator[str]:
    """Yield the ties that the page of an actor states: one for all passages by which a source states the same."""
    shared: dict[tuple[str, ...], list[Relation]] = {}
    for relation in fields.relations:
        to, source = entry.refs[Kind.ACTOR, relation.to], entry.refs[Kind.SOURCE, relation.source]
        if around.has(to) and to != entry.page.id:
            by = entry.refs[Kind.ACTOR, relation.by] if relation.by else ""
            dates = (date.text if date else "" for date in (relation.from_, relation.until))
            shared.setdefault((entry.page.id, relation.as_, to, by, source, *dates), []).append(relation)
    for key, found in shared.items():
        yield _tie(around, entry, key, found)


def _tie(around: Around, entry: Entry, key: tuple[str, ...], found: Sequence[Relation]) -> str:
    _, as_, to, by, *_ = key
    relation, other = found[0], around.wiki.entries[PageId(to)]
    # What a speaker says of a tie is not for the wiki to state: it stays a link, and the role says by whose account.
    schema, one, two = LINK if by else _tied(entry, other, as_)
    account = f", according to {around.title(PageId(by)) if around.has(PageId(by)) else 'another'}" if by else ""
    return entity(tie_id(*key), schema, {
        one: [entity_id(entry.page.id)], two: [entity_id(other.page.id)], "role": [f"{words.RELATIONS[as_]}{account}"],
        "startDate": on(relation.from_), "endDate": on(relation.until),
        "summary": [f"“{each.quote}”" for each in found if each.quote],
        "description": [*in_full("From", relation.from_), *in_full("Until", relation.until), *(each.note for each in found)],
        "proof": around.ids(entry, Kind.SOURCE, [relation.source]), "sourceUrl": around.addresses(entry),
    })  # fmt: skip


def _tied(entry: Entry, other: Entry, as_: str) -> tuple[str, str, str]:
    """Return the schema of a tie with its ends; a link where these are not of the kinds that the schema asks for."""
    schema, one, two = TIES.get(as_, LINK)
    wanted = zip((entry, other), ENDS.get(schema, ()), strict=False)
    fits = all(kinds is None or schema_of(end.page) in kinds for end, kinds in wanted)
    return (schema, one, two) if fits else LINK
