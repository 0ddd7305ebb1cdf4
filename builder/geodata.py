"""Where incidents were, as GeoJSON (RFC 7946): a feature for each place that an incident names, in each role that it has there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.datafiles import BOOLEAN, TEXT, DataFile, Form, Key, object_of, of_field
from builder.datakeys import INCIDENT, INCIDENT_KEYS, PLACE, PLACE_KEYS
from builder.dated import fields_of
from builder.flat import Flat, dated, line
from builder.ids import Kind, PageId
from builder.maps import borne
from builder.model import Artifact, Entry, Wiki
from builder.schema import IncidentPlace, Location, Place
from builder.spots import named_place, only_in

_OF_INCIDENT: Final = {key.name: key for key in INCIDENT_KEYS}
_OF_PLACE: Final = {key.name: key for key in PLACE_KEYS}
_SHARED: Final = (
    "title",
    "url",
    "summary",
    "status",
    "date",
    "date_earliest",
    "date_latest",
    "date_words",
    "time",
    "type",
    "scope",
)
KEYS: Final = (
    Key("incident", INCIDENT, "The id of the incident; the same incident has a feature for each of its places"),
    *(_OF_INCIDENT[name] for name in _SHARED),
    Key("place", PLACE, "The id of the place; empty where the incident names none", may_lack=True),
    Key("place_title", TEXT, "What the wiki calls the place", may_lack=True),
    of_field(Place, "type", name="place_type", may_lack=True),
    of_field(IncidentPlace, "role", name="place_role", may_lack=True),
    Key("contains_others", BOOLEAN, "Whether another place of the same incident lies inside this one, and tells more exactly where"),
    _OF_PLACE["precision_m"],
    _OF_PLACE["location_from"],
    _OF_PLACE["only_in"],
)  # fmt: skip
# Longitude first (RFC 7946, 3.1.1).
_POINT: Final[Form] = {
    "type": "object",
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
            "items": False,
            "minItems": 2,
        },
    },
    "required": ["type", "coordinates"],
    "additionalProperties": False,
}  # fmt: skip
_FEATURE: Final[Form] = {
    "type": "object",
    "properties": {
        "type": {"const": "Feature"},
        "id": {
            "type": "string",
            "pattern": "^incidents/",
            "description": "The incident, the place and its role; unique in the file",
        },
        "geometry": {"anyOf": [_POINT, {"type": "null"}]},
        "properties": object_of(KEYS),
    },
    "required": ["type", "id", "geometry", "properties"],
    "additionalProperties": False,
}
_COLLECTION: Final[Form] = {
    "type": "object",
    "properties": {
        "type": {"const": "FeatureCollection"},
        "name": {"const": "incidents"},
        "features": {"type": "array", "items": _FEATURE},
    },
    "required": ["type", "name", "features"],
    "additionalProperties": False,
}


def _count(wiki: Wiki) -> int:
    return sum(len(_held(wiki, wiki.entries[page])) or 1 for page in wiki.incidents)


FILE: Final = DataFile(
    path=urls.GEOJSON,
    format="GeoJSON",
    media_type="application/geo+json",
    about="Where incidents were: a point for each place of an incident, with whose figure it is and how far it may be off, and no point"
    " where none is known or the page was withdrawn. Opens in QGIS and other programs for maps.",
    unit=("feature", "features"),
    count=_count,
    keys=KEYS,
    schema=_COLLECTION,
    standard=("RFC 7946", "https://www.rfc-editor.org/rfc/rfc7946"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place as the features of its incidents have it: its geometry and the properties that are its own."""

    containers: frozenset[PageId]
    geometry: Flat | None
    properties: Flat


_NOWHERE: Final = _Spot(frozenset(), None, dict.fromkeys(("place", "place_title", "place_type")))
_UNKNOWN: Final = dict.fromkeys(("precision_m", "location_from", "only_in"))


def geo_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``incidents.geojson``: one feature a line, in the order of the ids of incidents.

    A place has the point that its page gives it, with no more digits than its precision bears, and never that of what contains it:
    where its page gives none, and where an incident names no place, the geometry is null. So it is of a withdrawn incident, which no
    map is to draw.
    """
    features = ",\n".join(map(line, _features(wiki, base_url)))
    text = f'{{"type": "FeatureCollection", "name": "incidents", "features": [\n{features}\n]}}\n'
    return Artifact(urls.GEOJSON, text.encode())


def _features(wiki: Wiki, base_url: str) -> Iterator[Flat]:
    spots: dict[PageId, _Spot] = {}
    for entry in wiki.entries.values():
        if entry.page.kind is not Kind.INCIDENT:
            continue
        held = _held(wiki, entry)
        for place, _ in held:
            if place not in spots:
                spots[place] = _spot(wiki, wiki.entries[place])
        shared, outer = _shared(entry, base_url), {page for place, _ in held for page in spots[place].containers}
        for place, role in held:
            yield _feature(entry, shared, spots[place], role, contains_others=place in outer)
        if not held:
            yield _feature(entry, shared, _NOWHERE, None, contains_others=False)


def _held(wiki: Wiki, entry: Entry) -> list[tuple[PageId, str]]:
    """Return the places of an incident with their roles, each pair once; a draft is no place yet."""
    named = ((entry.refs[Kind.PLACE, held.place], held.role) for held in fields_of(entry).places)
    return [(place, role) for place, role in dict.fromkeys(named) if place in wiki.entries]


def _shared(entry: Entry, base_url: str) -> Flat:
    """Return the properties of an incident that all its features share."""
    page, fields, there = entry.page, fields_of(entry), urls.address(entry.page.id)
    return {
        "incident": page.id,
        "title": page.title,
        "url": urls.absolute(base_url, there) or there,
        "summary": fields.summary,
        "status": fields.status,
        **dated("date", fields.date),
        "time": fields.time and fields.time.text,
        "type": fields.type,
        "scope": fields.scope,
    }


def _spot(wiki: Wiki, entry: Entry) -> _Spot:
    place = named_place(wiki, entry)
    if place is None:
        raise TypeError(entry.page.id)
    own = {"place": place.page, "place_title": place.title, "place_type": place.fields.type}
    location = place.fields.location
    known = _known(location, only_in(wiki, entry)) if location else _UNKNOWN
    return _Spot(frozenset(place.containers), _point(location) if location else None, {**own, **known})


def _known(location: Location, outer: PageId | None) -> Flat:
    return {"precision_m": location.precision_m, "location_from": location.from_, "only_in": outer}


def _point(location: Location) -> Flat:
    point = (borne(degrees, location.precision_m) for degrees in (location.lon, location.lat))
    return {"type": "Point", "coordinates": [*point]}


def _feature(entry: Entry, shared: Flat, spot: _Spot, role: str | None, *, contains_others: bool) -> Flat:
    is_drawn = entry.page.fields.status != "withdrawn"
    properties = {**shared, **_UNKNOWN, **spot.properties, "place_role": role, "contains_others": contains_others}
    place = spot.properties["place"]
    return {
        "type": "Feature",
        "id": f"{entry.page.id}@{place}:{role}" if place else entry.page.id,
        "geometry": spot.geometry if is_drawn else None,
        "properties": {key.name: properties[key.name] for key in KEYS},
    }
