"""The wiki as entities of FollowTheMoney, one a line: actors, incidents, places and sources, and what ties them.

The format has no words for doubt, so it gets only what is sure. A date stands in it as far as it is certain; an actor has the roles
in an incident that the incident's page gives it, and none that somebody only ascribes to it: accusations, claims of responsibility
and denials are in ``claims.json`` alone. What is withdrawn is left out.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from builder import urls, words
from builder.datafiles import DataFile
from builder.dates import time_in_words
from builder.facts import containers, in_metres
from builder.ftmforms import ENTITY, KEYS, LANGUAGES, schema_of
from builder.ftmlines import Around, Properties, entity, entity_id, in_full, on, when
from builder.ftmties import place_roles, roles, ties
from builder.ids import Kind, PageId
from builder.maps import borne, digits
from builder.model import Artifact, Entry, Wiki
from builder.schema import Actor, Alias, Apart, Incident, Place, Source
from builder.spots import AREAS, named_place
from builder.works import outlet_of, reasons_of, title_of


def _count(wiki: Wiki) -> int:
    return sum(entry.page.kind is not Kind.NOTE and entry.page.fields.status != "withdrawn" for entry in wiki.entries.values())


FILE: Final = DataFile(
    path=urls.ENTITIES,
    format="FollowTheMoney",
    media_type="application/json+ftm",
    about="Actors, incidents, places and sources as entities, one a line, and the ties between them. The tools of FollowTheMoney,"
    " OpenAleph and others read it. Accusations and what is withdrawn are not in it.",
    unit=("entity, besides ties", "entities, besides ties"),
    count=_count,
    keys=KEYS,
    schema=ENTITY,
    standard=("FollowTheMoney", "https://followthemoney.tech/"),
)


def ftm_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``entities.ftm.json``: the entity of each page, in the order of their ids, each with the ties that the page states."""
    around = Around(wiki, base_url)
    lines = (text for entry in wiki.entries.values() if around.has(entry.page.id) for text in _lines(around, entry))
    return Artifact(urls.ENTITIES, "".join(f"{text}\n" for text in lines).encode())


def _lines(around: Around, entry: Entry) -> Iterator[str]:
    match entry.page.fields:
        case Actor() as fields:
            properties = _actor(around, entry, fields)
        case Incident() as fields:
            properties = _event(around, entry, fields)
        case Place() as fields:
            properties = _address(around, entry, fields)
        case Source() as fields:
            properties = _work(around, entry, fields)
        case _:
            return
    yield entity(entity_id(entry.page.id), schema_of(entry.page), properties)
    yield from ties(around, entry)


def _actor(around: Around, entry: Entry, fields: Actor) -> Properties:
    label = f"A label that names no particular group: {fields.vague}" if fields.vague else None
    return {
        "name": [entry.page.title],
        # Names by which nobody should be looked for.
        "weakAlias" if fields.vague else "alias": _aliases(entry, fields.aliases),
        "summary": [fields.summary],
        "classification": [words.label(fields.type)],
        "notes": [label, *_apart(around, entry, Kind.ACTOR, fields.not_same_as)],
        "wikidataId": [fields.wikidata],
        "proof": around.ids(entry, Kind.SOURCE, fields.sources),
        "sourceUrl": around.addresses(entry),
    }


def _event(around: Around, entry: Entry, fields: Incident) -> Properties:
    # Where it was near, and where something was launched from, is no place of the event: links say that.
    where = [page for page, role in place_roles(around, entry) if role in ("target", "impact")]
    time = f"Time: {time_in_words(fields.time)}, local time, {around.wiki.site.time_zone}" if fields.time else None
    used = around.named(entry, Kind.NOTE, (held.weapon for held in fields.weapons if held.role == "used"))
    return {
        "name": [entry.page.title],
        "summary": [fields.summary],
        **when(fields.date),
        "description": [*in_full("Date", fields.date), time],
        "keywords": [words.label(fields.type), words.label(fields.scope), *map(around.title, used)],
        "location": [_full(around, page) for page in where],
        "addressEntity": map(entity_id, where),
        "involved": (entity_id(page) for page, role in roles(around, entry) if role != "mentioned"),
        "proof": around.ids(entry, Kind.SOURCE, fields.sources),
        "sourceUrl": around.addresses(entry),
    }


def _address(around: Around, entry: Entry, fields: Place) -> Properties:
    return {
        "name": [entry.page.title],
        "full": [_full(around, entry.page.id)],
        "alias": _aliases(entry, fields.aliases),
        "summary": [fields.summary],
        "keywords": [words.label(fields.type)],
        **_point(around, entry, fields),
        "addressEntity": around.ids(entry, Kind.PLACE, [fields.inside] if fields.inside else []),
        "notes": _apart(around, entry, Kind.PLACE, fields.not_same_as),
        "proof": around.ids(entry, Kind.SOURCE, fields.sources),
        "sourceUrl": around.addresses(entry),
    }


def _work(around: Around, entry: Entry, fields: Source) -> Properties:
    return {
        "title": [title_of(fields)],
        "fileName": [fields.archive.file.rpartition("/")[2]],
        "author": [fields.author],
        "publisher": [outlet_of(around.wiki, entry, fields)],
        "publishedAt": on(fields.published),
        "language": [LANGUAGES.get(fields.lang.lower().partition("-")[0])],
        "summary": [fields.summary],
        "description": in_full("Published", fields.published),
        "notes": reasons_of(fields),
        "sourceUrl": [fields.url, *around.addresses(entry)],
    }


def _point(around: Around, entry: Entry, fields: Place) -> Properties:
    """Return the point of a place with how far it may be off; nothing for an area, or where it is the point of what contains it."""
    location, place = fields.location, named_place(around.wiki, entry)
    if location is None or place is None or place.only_in or fields.type in AREAS:
        return {}
    lat, lon = (
        f"{borne(degrees, location.precision_m):.{digits(location.precision_m)}f}" for degrees in (location.lat, location.lon)
    )
    return {
        "latitude": [lat],
        "longitude": [lon],
        "remarks": [f"The point may be off by {in_metres(location.precision_m)}; from {location.from_}"],
    }


def _aliases(entry: Entry, aliases: Iterable[Alias]) -> list[str]:
    return [alias.text for alias in aliases if alias.text != entry.page.title]


def _apart(around: Around, entry: Entry, kind: Kind, others: Iterable[Apart]) -> list[str]:
    return [
        f"Not to be mistaken for {around.title(page)}" for page in around.named(entry, kind, (other.page for other in others))
    ]


def _full(around: Around, page: PageId) -> str:
    """Return the name of a place with those of what contains it."""
    return ", ".join(map(around.title, (page, *containers(around.wiki, around.wiki.entries[page]))))
