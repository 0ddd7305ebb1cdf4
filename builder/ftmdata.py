"""The wiki as entities of FollowTheMoney, one a line: actors, incidents, places and sources, and what ties them.

The format has no words for doubt, so it gets only what is sure. A date stands in it as far as it is certain; an actor has the roles in
an incident that the incident's page gives it, and none that somebody only ascribes to it: accusations, claims of responsibility
and denials are in ``claims.json`` alone. What is withdrawn is left out.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from builder import urls, words
from builder.datafiles import DataFile
from builder.dated import fields_of
from builder.dates import EdtfDate, in_words, time_in_words
from builder.facts import containers, in_metres
from builder.flat import line
from builder.ftmforms import ACTORS, ARTICLES, ENDS, ENTITY, KEYS, LABEL, LANGUAGES, LINK, TIES
from builder.ids import Kind, PageId
from builder.knowndates import Parts, each, ended, is_plain, iso, known, started
from builder.maps import digits
from builder.model import Artifact, Entry, Wiki
from builder.schema import Actor, Incident, Place, Relation, Source
from builder.spots import AREAS, named_place
from builder.works import outlet_of, title_of

Properties = dict[str, Iterable[str | None]]
_WIKIDATA: Final = re.compile("Q[1-9][0-9]*")
# Years that FollowTheMoney reads.
_YEARS: Final = range(1000, 3000)


def _count(wiki: Wiki) -> int:
    return sum(entry.page.kind is not Kind.NOTE and entry.page.fields.status != "withdrawn" for entry in wiki.entries.values())


FILE: Final = DataFile(
    path=urls.ENTITIES,
    format="FollowTheMoney",
    media_type="application/json+ftm",
    about="Actors, incidents, places and sources as entities, one a line, with the ties between them. The tools of FollowTheMoney,"
    " OpenAleph and others read it. Accusations and withdrawn pages are not in it.",
    unit=("page", "pages"),
    count=_count,
    keys=KEYS,
    schema=ENTITY,
    standard=("FollowTheMoney", "https://followthemoney.tech/"),
)


def ftm_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``entities.ftm.json``: the entity of each page, in the order of their ids, and behind it the ties that the page states."""
    stream = _Stream(wiki, base_url)
    return Artifact(urls.ENTITIES, "".join(f"{text}\n" for entry in wiki.entries.values() for text in stream.of(entry)).encode())


def entity_id(page: PageId) -> str:
    """Return the id of the entity of a page."""
    return page.replace("/", ".")


class _Stream:
    """Makes the lines of pages, each from its own entry and those that it names."""

    def __init__(self, wiki: Wiki, base_url: str) -> None:
        self._wiki = wiki
        self._base_url = base_url

    def of(self, entry: Entry) -> Iterator[str]:
        fields = entry.page.fields
        if fields.status == "withdrawn":
            return
        match fields:
            case Actor():
                yield self._actor(entry, fields)
                yield from self._ties(entry, fields)
            case Incident():
                yield self._event(entry, fields)
                yield from self._links(entry, ((page, entry.page.id, words.ROLES[role]) for page, role in self._roles(entry, fields)))
                yield from self._links(
                    entry, ((entry.page.id, page, words.PLACE_ROLES[role]) for page, role in self._places(entry, fields))
                )
                yield from self._links(
                    entry, ((entry.page.id, page, "Part of") for page in self._there(entry, Kind.INCIDENT, fields.part_of))
                )
            case Place():
                yield self._address(entry, fields)
            case Source():
                yield self._work(entry, fields)
                yield from self._links(entry, self._makers(entry, fields))
            case _:
                pass

    # Pages

    def _actor(self, entry: Entry, fields: Actor) -> str:
        apart = (
            f"Not to be mistaken for {self._title(page)}" for page in self._there(entry, Kind.ACTOR, (it.page for it in fields.not_same_as))
        )
        other = [alias.text for alias in fields.aliases if alias.text != entry.page.title]
        return self._line(entity_id(entry.page.id), _schema(entry), {
            "name": [entry.page.title], "weakAlias" if fields.vague else "alias": other, "summary": [fields.summary],
            "classification": [words.label(fields.type)],
            "notes": [fields.vague and f"A label that names no particular group: {fields.vague}", *apart],
            "wikidataId": [id_ for name, id_ in fields.external.items() if name == "wikidata" and _WIKIDATA.fullmatch(id_)],
            "proof": self._proof(entry, fields.sources), "sourceUrl": self._urls(entry),
        })  # fmt: skip

    def _event(self, entry: Entry, fields: Incident) -> str:
        where = [page for page, role in self._places(entry, fields) if role in ("target", "impact")]
        time = fields.time and f"Time: {time_in_words(fields.time)}, local time, {self._wiki.site.time_zone}"
        scope = words.label(fields.scope) if fields.scope != "event" else None
        weapons = ((held.weapon, held.role) for held in fields.weapons)
        used = self._there(entry, Kind.NOTE, (weapon for weapon, role in weapons if role == "used"))
        return self._line(entity_id(entry.page.id), "Event", {
            "name": [entry.page.title], "summary": [fields.summary], **_when(fields.date),
            "description": [*_said("Date: {}", fields.date), time],
            "keywords": [words.label(fields.type), scope, *map(self._title, used)],
            "location": map(self._full, where), "addressEntity": map(entity_id, where),
            "involved": (entity_id(page) for page, role in self._roles(entry, fields) if role != "mentioned"),
            "proof": self._proof(entry, fields.sources), "sourceUrl": self._urls(entry),
        })  # fmt: skip

    def _address(self, entry: Entry, fields: Place) -> str:
        apart = (
            f"Not to be mistaken for {self._title(page)}" for page in self._there(entry, Kind.PLACE, (it.page for it in fields.not_same_as))
        )
        return self._line(entity_id(entry.page.id), "Address", {
            "name": [entry.page.title], "full": [self._full(entry.page.id)],
            "alias": [alias.text for alias in fields.aliases if alias.text != entry.page.title], "summary": [fields.summary],
            "keywords": [words.label(fields.type)], **self._point(entry, fields),
            "addressEntity": map(entity_id, self._there(entry, Kind.PLACE, [fields.inside] if fields.inside else [])),
            "notes": apart, "proof": self._proof(entry, fields.sources), "sourceUrl": self._urls(entry),
        })  # fmt: skip

    def _point(self, entry: Entry, fields: Place) -> Properties:
        """Return the point of a place with how far it may be off; no point for an area, or where it is that of what contains it."""
        location, place = fields.location, named_place(self._wiki, entry)
        if location is None or place is None or place.only_in or fields.type in AREAS:
            return {}
        borne = digits(location.precision_m)
        return {
            "latitude": [f"{location.lat:.{borne}f}"], "longitude": [f"{location.lon:.{borne}f}"],
            "remarks": [f"The point may be off by {in_metres(location.precision_m)}; it is from {location.from_}"],
        }  # fmt: skip

    def _work(self, entry: Entry, fields: Source) -> str:
        return self._line(entity_id(entry.page.id), "Article" if fields.csl in ARTICLES else "Document", {
            "title": [title_of(fields)], "fileName": [fields.archive.file.rpartition("/")[2]], "author": [fields.author],
            "publisher": [outlet_of(self._wiki, entry, fields)], "publishedAt": _iso(known(fields.published)),
            "language": [LANGUAGES.get(fields.lang.lower().partition("-")[0])], "summary": [fields.summary],
            "description": _said("Published: {}", fields.published), "sourceUrl": [fields.url, *self._urls(entry)],
        })  # fmt: skip

    # Ties

    def _ties(self, entry: Entry, fields: Actor) -> Iterator[str]:
        """Yield the ties that the page of an actor states; those that rest on the same source, once."""
        shared: dict[tuple[str, ...], list[Relation]] = {}
        for relation in fields.relations:
            if not self._is_there(to := entry.refs[Kind.ACTOR, relation.to]) or to == entry.page.id:
                continue
            by, source = relation.by and entry.refs[Kind.ACTOR, relation.by], entry.refs[Kind.SOURCE, relation.source]
            dates = (date.text if date else "" for date in (relation.from_, relation.until))
            shared.setdefault((entry.page.id, relation.as_, to, by or "", source, *dates), []).append(relation)
        for key, relations in shared.items():
            yield self._tie(entry, key, relations)

    def _tie(self, entry: Entry, key: tuple[str, ...], relations: list[Relation]) -> str:
        _, as_, to, by, source, *_ = key
        other, first = self._wiki.entries[PageId(to)], relations[0]
        # What a speaker says of a tie makes it none of the wiki's.
        schema, one, two = LINK if by else _tie_schema(entry, other, as_)
        told = f", according to {self._title(PageId(by))}" if by and by in self._wiki.entries else ""
        return self._line(_digest(*key), schema, {
            one: [entity_id(entry.page.id)], two: [entity_id(other.page.id)], "role": [f"{words.RELATIONS[as_]}{told}"],
            "startDate": _iso(known(first.from_)), "endDate": _iso(known(first.until)),
            "summary": (relation.quote and f"“{relation.quote}”" for relation in relations),
            "description": [*_said("From {}", first.from_), *_said("Until {}", first.until), *(relation.note for relation in relations)],
            "proof": [entity_id(PageId(source))] if self._is_there(PageId(source)) else [], "sourceUrl": self._urls(entry),
        })  # fmt: skip

    def _makers(self, entry: Entry, fields: Source) -> Iterator[tuple[PageId, PageId, str]]:
        here = entry.page.id
        outlets = [fields.publisher] if fields.publisher else []
        yield from ((page, here, "Publisher") for page in self._there(entry, Kind.ACTOR, outlets))
        yield from ((page, here, "Agency that it relays") for page in self._there(entry, Kind.ACTOR, fields.agencies))
        yield from ((here, page, "Derived from") for page in self._there(entry, Kind.SOURCE, fields.derived_from))

    def _links(self, entry: Entry, ties: Iterable[tuple[PageId, PageId, str]]) -> Iterator[str]:
        for one, two, role in dict.fromkeys(ties):
            schema, first, second = LINK
            ends: Properties = {first: [entity_id(one)], second: [entity_id(two)]}
            yield self._line(_digest(one, two, role), schema, {**ends, "role": [role], "sourceUrl": self._urls(entry)})

    # What both need

    def _line(self, id_: str, schema: str, properties: Properties) -> str:
        """Return an entity as a line; values that are empty or said twice are left out."""
        held = {name: list(dict.fromkeys(" ".join(value.split()) for value in values if value)) for name, values in properties.items()}
        return line({"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}})

    def _is_there(self, page: PageId) -> bool:
        return page in self._wiki.entries and self._wiki.entries[page].page.fields.status != "withdrawn"

    def _there(self, entry: Entry, kind: Kind, texts: Iterable[str]) -> list[PageId]:
        """Return the pages of ``kind`` that a field names by ``texts``, but what is withdrawn or a draft."""
        return [page for text in texts if self._is_there(page := entry.refs[kind, text])]

    def _roles(self, entry: Entry, fields: Incident) -> list[tuple[PageId, str]]:
        held = ((entry.refs[Kind.ACTOR, actor.actor], actor.role) for actor in fields.actors)
        return [(page, role) for page, role in held if self._is_there(page)]

    def _places(self, entry: Entry, fields: Incident) -> list[tuple[PageId, str]]:
        held = ((entry.refs[Kind.PLACE, place.place], place.role) for place in fields.places)
        return [(page, role) for page, role in held if self._is_there(page)]

    def _proof(self, entry: Entry, sources: Iterable[str]) -> Iterator[str]:
        return map(entity_id, self._there(entry, Kind.SOURCE, sources))

    def _title(self, page: PageId) -> str:
        return self._wiki.entries[page].page.title

    def _full(self, page: PageId) -> str:
        """Return the name of a place with those of what contains it."""
        return ", ".join(map(self._title, (page, *containers(self._wiki, self._wiki.entries[page]))))

    def _urls(self, entry: Entry) -> list[str]:
        """Return the address of a page, where the wiki knows its own: no other is one for FollowTheMoney."""
        return [urls.absolute(self._base_url, urls.address(entry.page.id))] if self._base_url else []
