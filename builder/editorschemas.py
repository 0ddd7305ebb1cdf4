"""JSON Schema (draft 7) of the front matter of each kind of page, and of ``content/site.yaml``, for editors."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.fieldforms import DATE, REF, Form
from builder.ids import Kind
from builder.points import POINTS
from builder.schema import Actor, Fields, Incident, Note, Place, Source
from builder.sitefields import Site

MODELS: Final[Mapping[str, type[Fields]]] = {
    Kind.INCIDENT: Incident,
    Kind.ACTOR: Actor,
    Kind.PLACE: Place,
    Kind.SOURCE: Source,
    Kind.NOTE: Note,
    "site": Site,
}
NOTICE: Final = "Written by `wiki schema`: change builder/schema.py, not this file."
# Of which kind the pages are that a field names; those that it names before the page has moved are none any more.
_NAMES: Final[Mapping[str, Kind | None]] = {
    "actor": Kind.ACTOR, "place": Kind.PLACE, "weapon": Kind.NOTE, "part_of": Kind.INCIDENT, "related": Kind.INCIDENT,
    "sources": Kind.SOURCE, "source": Kind.SOURCE, "to": Kind.ACTOR, "by": Kind.ACTOR, "inside": Kind.PLACE,
    "publisher": Kind.ACTOR, "agencies": Kind.ACTOR, "derived_from": Kind.SOURCE, "redirect_from": None,
}  # fmt: skip
# A bare text in these lists stands for the key of its items that names a page.
_ITEMS: Final = {"actors": "actor", "places": "place", "weapons": "weapon"}
_HOLDS: Final = {
    "words": "words", "count": "a count", "date": "a date (EDTF)", "time": "a time of day", "actor": "an actor's id",
    "page": "an id, or words",
}  # fmt: skip


def editor_schema(name: str, slugs: Mapping[Kind, Sequence[str]] | None = None) -> Form:
    """Return the schema of the fields of a kind, or of ``site``.

    ``slugs`` are the wiki's own pages, which fields that name one then complete; others are no error to the schema.
    """
    model = MODELS[name]
    made = model.model_json_schema(by_alias=True, mode="validation")
    own = {"page": Kind(name)} if name in (Kind.ACTOR, Kind.PLACE) else {}
    schema = _Shaped({**_NAMES, **own}, slugs or {}).shaped(made, "")
    has_date = "#/definitions/date" in str(schema)
    definitions: Form = {**schema.pop("$defs", {}), **({"date": DATE} if has_date else {})}
    heading = {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": NOTICE, "title": model.__name__}
    return {**heading, **schema, "definitions": dict(sorted(definitions.items()))}


class _Shaped:
    """Turns what pydantic makes into what editors of draft 7 take: names of pages completed, nothing beside a ``$ref``."""

    def __init__(self, names: Mapping[str, Kind | None], slugs: Mapping[Kind, Sequence[str]]) -> None:
        self._names = names
        self._slugs = slugs

    def shaped(self, node: Any, field: str) -> Any:
        """Return a part of a schema; ``field`` is the field that it describes."""
        if isinstance(node, list):
            return [self.shaped(part, field) for part in node]
        if not isinstance(node, dict):
            return node
        if node.items() >= REF.items():
            return self._reference({key: part for key, part in node.items() if key not in ("title", "default")}, field)
        if node.items() >= DATE.items():
            rest = {key: part for key, part in node.items() if key not in (*DATE, "title", "default")}
            return {"allOf": [{"$ref": "#/definitions/date"}], **rest} if rest else {"$ref": "#/definitions/date"}
        found: Form = {}
        for key, part in node.items():
            if key == "enum":
                found |= _choice(part, field)
            elif key != "title" and (key != "default" or part):
                found[key] = self._part(key, part, field)
        return {"allOf": [{"$ref": found.pop("$ref")}], **found} if "$ref" in found and len(found) > 1 else found

    def _part(self, key: str, part: Any, field: str) -> Any:
        if key in ("properties", "$defs"):
            return {name: self.shaped(inner, name) for name, inner in part.items()}
        return part.replace("#/$defs/", "#/definitions/") if key == "$ref" else self.shaped(part, field)

    def _reference(self, node: Form, field: str) -> Form:
        """Return the form of a reference; with the pages that it may name, where these are known."""
        kind = self._names[_ITEMS.get(field, "page" if field == "not_same_as" else field)]
        slugs = self._slugs.get(kind, ()) if kind else ()
        if not slugs:
            return node
        rest = {key: part for key, part in node.items() if key not in REF}
        return {"anyOf": [{"enum": [*slugs]}, {**REF}], **rest}


def _choice(words: list[str], field: str) -> Form:
    """Return the words that a field takes, with what each means where the word alone does not say it."""
    if field != "about":
        return {"enum": words}
    return {"enum": words, "enumDescriptions": [f"{POINTS[word].label}: {_HOLDS[POINTS[word].holds]}" for word in words]}
