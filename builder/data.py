"""The open data: each kind of page as a list of flat objects."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from builder import urls
from builder.dates import EdtfDate, TimeOfDay, in_words
from builder.model import Artifact, Entry, Kind, Wiki
from builder.relations import named
from builder.schema import Fields, Incident, PlaceRole, Role

Flat = dict[str, Any]


def data_files(wiki: Wiki, base_url: str) -> list[Artifact]:
    """Return a JSON file for each kind: objects with ``id``, ``title``, ``url``, every field and computed fact.

    Values are text, numbers, null, or lists of them; pages are given by id, dates as EDTF with both bounds.
    """
    rows: dict[Kind, list[Flat]] = {kind: [] for kind in urls.DATA}
    for entry in wiki.entries.values():
        if entry.page.kind in rows:
            rows[entry.page.kind].append(_row(entry, base_url))
    return [Artifact(urls.DATA[kind], _json(found)) for kind, found in rows.items()]


def _json(rows: list[Flat]) -> bytes:
    # One object a line: quick to write, and a change shows as the lines that changed.
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _row(entry: Entry, base_url: str) -> Flat:
    page = entry.page
    there = urls.address(page.id)
    row: Flat = {
        "id": page.id, "title": page.title, "url": urls.absolute(base_url, there) if base_url else there,
    }  # fmt: skip
    row |= _flat(page.fields)
    ids: dict[str, list[str]] = {}
    for name in named(page.fields):
        ids.setdefault(name.location[0] if isinstance(name.location[0], str) else "", []).append(entry.refs[name.kind, name.text])
    row |= {field: found for field, found in ids.items() if field not in ("inside", "publisher", "relations")}
    match page.fields:
        case Incident() as fields:
            for field, roles, named_in_field in (
                ("actors", get_args(Role), {a.actor: a.role for a in fields.actors}),
                ("places", get_args(PlaceRole), {p.place: p.role for p in fields.places}),
            ):
                kind = Kind.ACTOR if field == "actors" else Kind.PLACE
                row.setdefault(field, [])
                for role in roles:
                    row[f"{field}_{role}"] = [entry.refs[kind, text] for text, its in named_in_field.items() if its == role]
            row |= {"previous": entry.previous, "next": entry.next}
        case _:
            pass
    for field, kind in (("inside", Kind.PLACE), ("publisher", Kind.ACTOR)):
        if row.get(field):
            row[field] = entry.refs[kind, row[field]]
    row["cited_sources"] = sorted({reference.source for reference in entry.references})
    row["quotations"] = sum(1 for reference in entry.references if reference.words)
    row["backlinks"] = sorted({backlink.page for backlink in entry.backlinks})
    return row


def _flat(fields: Fields) -> Flat:
    """Return front matter without nesting: a mapping's keys join its field's name, a list of mappings becomes lists."""
    row: Flat = {}
    for name, info in type(fields).model_fields.items():
        if name != "title":
            row |= _columns(info.alias or name, getattr(fields, name))
    return row


def _columns(name: str, value: Any) -> Flat:
    match value:
        case EdtfDate():
            return {
                name: value.text,
                f"{name}_earliest": value.earliest and value.earliest.isoformat(),
                f"{name}_latest": value.latest and value.latest.isoformat(),
                f"{name}_words": in_words(value),
            }
        case TimeOfDay():
            return {name: value.text}
        case Fields():
            return {f"{name}_{key}": inner for key, inner in _flat(value).items()}
        case Mapping():
            return {f"{name}_{key}": inner for key, inner in value.items()}
        case (Fields(), *_):
            rows = [_flat(item) for item in value]
            return {name if key == "text" else f"{name}_{key}": [row[key] for row in rows] for key in rows[0]}
        case tuple():
            return {name: list(value)}
        case _:
            return {name: value}
