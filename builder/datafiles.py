"""What each file of the open data holds, said once: its JSON Schema, the page about the data and the tests are made from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from builder import urls
from builder.dates import DAY_PARTS
from builder.ids import Kind
from builder.model import Wiki
from builder.schema import Fields, choices
from builder.tables import SEPARATOR

Form = dict[str, Any]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is, in plain words (one of them, several), and its form in JSON Schema (2020-12)."""

    one: str
    several: str
    form: Form


_SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"
# Dates of EDTF by their form alone (Q: a qualifier, P: a point in time); whether there is such a day, the days beside them tell.
_POINT: Final = "(Q[0-9X]{4}Q(-Q[0-9X]{2}Q(-Q[0-9X]{2}Q)?)?)".replace("Q", "[?~%]?")
_EDTF: Final = r"^(P|(P|\.\.)?/(P|\.\.)?|\[M(,M)*\]|\{M(,M)*\})$".replace("M", r"(P(\.\.P?)?|\.\.P)").replace("P", _POINT)
_CLOCK: Final = "([01][0-9]|2[0-3]):[0-5][0-9]"

TEXT: Final = Type("text", "texts", {"type": "string", "minLength": 1})
PAGE: Final = Type("page id", "page ids", {"type": "string", "pattern": f"^([a-z]+/)?{_SLUG}$"})
CLAIM: Final = Type("claim id", "claim ids", {"type": "string", "pattern": "^(incidents|actors)/[a-z0-9-]+#c[0-9]+$"})
DATE: Final = Type("date (EDTF)", "dates (EDTF)", {"type": "string", "pattern": _EDTF})
DAY: Final = Type("day (ISO 8601)", "days (ISO 8601)", {"type": "string", "format": "date"})
TIME: Final = Type(
    "time of day", "times of day", {"type": "string", "pattern": f"^({'|'.join(DAY_PARTS)}|{_CLOCK}(~|/{_CLOCK})?)$"}
)
ADDRESS: Final = Type("address", "addresses", {"type": "string", "pattern": r"^(https?://\S+|[^\s:#]+(#\S+)?)$"})
NUMBER: Final = Type("number", "numbers", {"type": "number"})
WHOLE: Final = Type("whole number", "whole numbers", {"type": "integer", "minimum": 0})
BOOLEAN: Final = Type("true or false", "true or false, each", {"type": "boolean"})


def id_of(kind: Kind) -> Type:
    """Return the type of the id of a page of a kind, by which it can be looked up in the files of that kind."""
    return Type(f"{kind} id", f"{kind} ids", {"type": "string", "pattern": f"^{urls.FOLDERS[kind]}/{_SLUG}$"})


def number_from(least: float, most: float | None = None) -> Type:
    """Return the type of a number within bounds."""
    return Type("number", "numbers", {"type": "number", "minimum": least, **({} if most is None else {"maximum": most})})


def one_of(*words: str) -> Type:
    """Return the type of a value that is one of some words."""
    return Type("one of these words", "these words", {"type": "string", "enum": [*words]})


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the objects in a file: what it holds, and what that means in plain English.

    ``is_list`` tells that it holds a list of such values; ``may_lack`` that the value (or one in the list) may be null.
    """

    name: str
    type: Type
    about: str
    is_list: bool = False
    may_lack: bool = False

    @property
    def kind(self) -> str:
        """What it holds, in plain words."""
        said = f"list of {self.type.several}" if self.is_list else self.type.one
        return f"{said}; may be empty" if self.may_lack and not self.is_list else said

    @property
    def words(self) -> tuple[str, ...]:
        """The words of which it holds one, or some; none where it holds anything else."""
        return tuple(self.type.form.get("enum", ()))

    @property
    def form(self) -> Form:
        """Its form in JSON Schema."""
        value = _or_null(self.type.form) if self.may_lack else self.type.form
        form = {"type": "array", "items": value} if self.is_list else value
        return {"description": self.about, **form}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the open data. All of it holds for any wiki but ``count``, which tells how many things a wiki's file holds.

    ``format`` is what people call it (``GeoJSON``), ``about`` what it holds and what opens it, in a sentence or two; ``unit`` what is
    counted, one and several. ``keys`` tell what each thing holds. ``schema`` is that of the whole file (of a row for CSV), without
    ``$schema``, ``$id`` and ``title``; None where JSON Schema can't describe it. ``standard`` is the name and address of the
    standard that the file keeps to; both empty where there is none.
    """

    path: str
    format: str
    media_type: str
    about: str
    unit: tuple[str, str]
    count: Callable[[Wiki], int]
    keys: tuple[Key, ...]
    schema: Form | None
    standard: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def schema_path(self) -> str:
        """The address of its schema; empty where it has none."""
        return f"{urls.SCHEMAS}{self.name.removesuffix('.json')}.schema.json" if self.schema is not None else ""


def object_of(keys: Iterable[Key]) -> Form:
    """Return the form of an object with exactly these keys."""
    named = {key.name: key.form for key in keys}
    return {"type": "object", "properties": named, "required": [*named], "additionalProperties": False}


def rows_of(keys: Iterable[Key]) -> Form:
    """Return the form of a list of objects with exactly these keys."""
    return {"type": "array", "items": object_of(keys)}


def row_of(keys: Iterable[Key]) -> Form:
    """Return the form of a row of a table with these columns: empty cells read as null, those of numbers as numbers."""
    return object_of(_cell(key) for key in keys)


def _cell(key: Key) -> Key:
    if not key.is_list:
        return key
    return Key(key.name, TEXT, f"{key.about} (a list, joined by “{SEPARATOR}”)", may_lack=True)


def whole_schema(file: DataFile, base_url: str) -> Form:
    """Return the schema of a file as it is published; it is called by its full address where that is known."""
    own = {"$id": urls.absolute(base_url, file.schema_path)} if base_url else {}
    return {"$schema": _DIALECT, **own, "title": file.name, "description": file.about, **(file.schema or {})}


def of_field(model: type[Fields], field: str, kind: Type = TEXT, name: str = "", **more: bool) -> Key:
    """Return the key that holds a field of the front matter, described as the field is; it lists words where the field does."""
    found = model.model_fields[field]
    words = choices(found.annotation)
    # What an editor is asked for is nothing to a reader.
    said = (found.description or "").partition("; needed")[0]
    return Key(name or field, one_of(*words) if words else kind, said[:1].upper() + said[1:], **more)


def _or_null(form: Form) -> Form:
    more = {"enum": [*form["enum"], None]} if "enum" in form else {}
    return {**form, "type": [form["type"], "null"], **more}
