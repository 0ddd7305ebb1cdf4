"""The open data of pages: each kind as a list of flat objects, in JSON and as a table."""

from collections.abc import Iterable
from typing import get_args

from builder import urls
from builder.attribution import state
from builder.datakeys import PAGE_KEYS
from builder.findings import Verdict
from builder.flat import Flat, dated
from builder.ids import Kind
from builder.maps import borne
from builder.model import Artifact, Entry, Wiki
from builder.relations import named_but_in_claims
from builder.schema import Actor, AnyFields, Apart, Incident, Place, PlaceRole, Role, Source, WeaponRole
from builder.spots import only_in
from builder.tables import as_json_and_csv


def page_files(wiki: Wiki, kind: Kind, base_url: str) -> list[Artifact]:
    """Return the pages of a kind as JSON and as CSV: objects with ``id``, ``title``, ``url``, every field and what was computed.

    Values are text, numbers, null, or lists of them, and every object has the keys of ``datakeys``. Pages are given by id; dates as
    EDTF, with their first and last day (ISO 8601) and in words.
    """
    rows = (_row(wiki, entry, base_url) for entry in wiki.entries.values() if entry.page.kind is kind)
    as_json, as_csv = as_json_and_csv([key.name for key in PAGE_KEYS[kind]], rows)
    return [Artifact(urls.DATA[kind], as_json), Artifact(urls.TABLES[kind], as_csv)]


def _row(wiki: Wiki, entry: Entry, base_url: str) -> Flat:
    page = entry.page
    there = urls.address(page.id)
    return {
        "id": page.id,
        "title": page.title,
        "url": urls.absolute(base_url, there) or there,
        "summary": page.fields.summary,
        "status": page.fields.status,
        **_of_kind(wiki, entry),
        **_changed(page.fields),
        "redirect_from": list(page.fields.redirect_from),
        "cited_sources": sorted({reference.source for reference in entry.references}),
        "quotations": sum(1 for reference in entry.references if reference.words),
        "backlinks": sorted({backlink.page for backlink in entry.backlinks}),
    }


def _changed(fields: AnyFields) -> Flat:
    """Return what was corrected, and when and why the page was withdrawn."""
    return {
        "corrections": [correction.text for correction in fields.corrections],
        "corrections_dates": [correction.date.text for correction in fields.corrections],
        "withdrawn": fields.withdrawn.date.text if fields.withdrawn else None,
        "withdrawn_text": fields.withdrawn.text if fields.withdrawn else None,
    }


def _of_kind(wiki: Wiki, entry: Entry) -> Flat:
    match entry.page.fields:
        case Incident() as fields:
            return _incident(entry, fields)
        case Actor() as fields:
            return _actor(entry, fields)
        case Place() as fields:
            return _place(wiki, entry, fields)
        case Source() as fields:
            return _source(entry, fields)
        case _:
            return {}


def _ids(entry: Entry, field: str) -> list[str]:
    """Return the ids of the pages that a field names, each once."""
    found = (entry.refs[name.kind, name.text] for name in named_but_in_claims(entry.page.fields) if name.location[0] == field)
    return list(dict.fromkeys(found))


def _by_role(entry: Entry, field: str, kind: Kind, roles: Iterable[str], held: Iterable[tuple[str, str]]) -> Flat:
    """Return the ids of ``held`` (text of an id, role) in one list for each role."""
    known = [(entry.refs[kind, text], role) for text, role in held]
    return {f"{field}_{role}": [page for page, its in known if its == role] for role in roles}


def _incident(entry: Entry, fields: Incident) -> Flat:
    actors = ((actor.actor, actor.role) for actor in fields.actors)
    places = ((place.place, place.role) for place in fields.places)
    weapons = ((weapon.weapon, weapon.role) for weapon in fields.weapons)
    return {
        **dated("date", fields.date),
        "date_note": fields.date_note,
        "time": fields.time and fields.time.text,
        "type": fields.type,
        "scope": fields.scope,
        "places": _ids(entry, "places"),
        **_by_role(entry, "places", Kind.PLACE, get_args(PlaceRole), places),
        "actors": _ids(entry, "actors"),
        **_by_role(entry, "actors", Kind.ACTOR, get_args(Role), actors),
        "weapons": _ids(entry, "weapons"),
        **_by_role(entry, "weapons", Kind.NOTE, get_args(WeaponRole), weapons),
        "part_of": _ids(entry, "part_of"),
        "parts": list(entry.parts),
        "related": _ids(entry, "related"),
        "sources": _ids(entry, "sources"),
        **_evidence(entry),
        **_attribution(entry),
        "previous": entry.previous,
        "next": entry.next,
    }


def _evidence(entry: Entry) -> Flat:
    """Return how many claims there are, and the points by how their sources agree."""
    differing = (row.about for row in entry.compared if row.verdict is Verdict.DIFFER)
    return {"claims": len(entry.claims), "contested": list(dict.fromkeys(differing))}


def _attribution(entry: Entry) -> Flat:
    """Return who is accused, by whom and so on: actors, each once; a speaker that is an outlet is no actor here."""
    clauses = state(entry.claims)

    def of(*verbs: str) -> list[str]:
        return list(dict.fromkeys(clause.of for clause in clauses if clause.verb in verbs and clause.of))

    def by(*verbs: str) -> list[str]:
        found = (claim.by for clause in clauses if clause.verb in verbs for claim in clause.claims)
        return list(dict.fromkeys(speaker for speaker in found if speaker))

    return {
        "named": of("asserts"), "naming": by("asserts"),
        "accused": of("accuses"), "accusers": by("accuses"), "suspected": of("suspects"), "suspecting": by("suspects"),
        "claimants": by("claims"), "denied_for": of("denies"), "deniers": by("denies"), "condemners": by("condemns"),
    }  # fmt: skip


def _actor(entry: Entry, fields: Actor) -> Flat:
    return {
        "type": fields.type,
        "aliases": [alias.text for alias in fields.aliases],
        "relations_as": [relation.as_ for relation in fields.relations],
        "relations_to": [entry.refs[Kind.ACTOR, relation.to] for relation in fields.relations],
        "relations_from": [relation.from_ and relation.from_.text for relation in fields.relations],
        "relations_until": [relation.until and relation.until.text for relation in fields.relations],
        "relations_by": [relation.by and entry.refs[Kind.ACTOR, relation.by] for relation in fields.relations],
        "relations_source": [entry.refs[Kind.SOURCE, relation.source] for relation in fields.relations],
        "relations_quote": [relation.quote for relation in fields.relations],
        "relations_note": [relation.note for relation in fields.relations],
        **_apart(entry, fields.not_same_as),
        "vague": fields.vague,
        "sources": _ids(entry, "sources"),
        **_evidence(entry),
        "spellings": [spelling.text for spelling in entry.spellings],
        "external": [f"{name}: {text}" for name, text in fields.external.items()],
    }


def _apart(entry: Entry, others: Iterable[Apart]) -> Flat:
    return {"not_same_as": _ids(entry, "not_same_as"), "not_same_as_notes": [other.note for other in others]}


def _place(wiki: Wiki, entry: Entry, fields: Place) -> Flat:
    """Return what a place has of its own; of its point no more digits than its precision bears."""
    location = fields.location
    return {
        "type": fields.type,
        "aliases": [alias.text for alias in fields.aliases],
        "inside": entry.refs[Kind.PLACE, fields.inside] if fields.inside else None,
        "contains": list(entry.children),
        "lat": location and borne(location.lat, location.precision_m),
        "lon": location and borne(location.lon, location.precision_m),
        "precision_m": location and location.precision_m,
        "location_from": location and location.from_,
        "only_in": only_in(wiki, entry),
        **_apart(entry, fields.not_same_as),
        "sources": _ids(entry, "sources"),
        "spellings": [spelling.text for spelling in entry.spellings],
    }


def _source(entry: Entry, fields: Source) -> Flat:
    return {
        "headline": fields.title,
        "title_note": fields.title_note,
        "publisher": entry.refs[Kind.ACTOR, fields.publisher] if fields.publisher else None,
        "publisher_note": fields.publisher_note,
        **dated("published", fields.published),
        "published_note": fields.published_note,
        "author": fields.author,
        "lang": fields.lang,
        "source_url": fields.url,
        "csl": fields.csl,
        "archive_file": fields.archive.file,
        "archive_sha256": fields.archive.sha256,
        "agencies": _ids(entry, "agencies"),
        "derived_from": _ids(entry, "derived_from"),
        "speakers": list(entry.speakers),
        "notes": list(fields.notes),
        "asides": [aside.text for aside in fields.asides],
        "translated": [passage.text for passage in fields.translated],
        "translated_notes": [passage.note for passage in fields.translated],
        "left_out": [passage.text for passage in fields.left_out],
        "left_out_notes": [passage.note for passage in fields.left_out],
        "quoted_passages": len({quotation.span for quotation in entry.quotations}),
    }
