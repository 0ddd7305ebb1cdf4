"""The JSON Schemas for editors accept and refuse what the check does, as an editor's reader of YAML sees the front matter."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo
from yamlcore import as_an_editor

from builder import fieldforms
from builder.check import _check_site, check_page
from builder.dates import DateError, parse_date
from builder.editorschemas import MODELS, NOTICE, editor_schema
from builder.fieldtypes import MAX_TITLE, MAX_VALUE
from builder.frontmatter import read, split
from builder.ids import Kind, PageId
from builder.model import RawPage
from builder.schema import (
    Actor,
    Alias,
    Apart,
    Archive,
    Aside,
    ClaimFields,
    Correction,
    Fields,
    Incident,
    IncidentActor,
    IncidentPlace,
    IncidentWeapon,
    Location,
    Note,
    Passage,
    Place,
    Relation,
    Silenced,
    Source,
    Withdrawal,
    choices,
    nested,
)
from builder.sitefields import License, Site, Tiles

ROOT = Path(__file__).parent.parent.parent
SHA = "0" * 63 + "a"

# What each has to have, as YAML.
BASE: dict[type[Fields], dict[str, str]] = {
    Incident: {"title": "T", "date": "2024-01-01", "date_note": "N", "type": "attack", "summary": "S", "sources": "[herald]"},
    Actor: {"title": "T", "type": "person", "summary": "S"},
    Place: {"title": "T", "type": "city", "summary": "S"},
    Source: {"title": "T", "title_note": "N", "published": "2024-01-01", "published_note": "N",
             "archive": f"{{file: seeds/a.txt, sha256: {SHA}}}"},
    Note: {"title": "T"},
    Site: {"title": "T"},
    Alias: {"text": "A"},
    Apart: {"page": "a"},
    Archive: {"file": "seeds/a.txt", "sha256": SHA},
    Aside: {"text": "A"},
    ClaimFields: {"id": "c1", "about": "killed", "value": "3", "source": "herald", "quote": "three"},
    Correction: {"date": "2024-01-01", "text": "A"},
    IncidentActor: {"actor": "a"},
    IncidentPlace: {"place": "a"},
    IncidentWeapon: {"weapon": "a"},
    License: {"name": "CC BY 4.0", "url": "https://a.example"},
    Location: {"lat": "33.3", "lon": "44.4", "precision_m": "10", "from": "F"},
    Passage: {"text": "A", "note": "N"},
    Relation: {"to": "a", "as": "leads", "source": "herald"},
    Silenced: {"rule": "quote-aside", "note": "N"},
    Withdrawal: {"date": "2024-01-01", "text": "A"},
    Tiles: {"url": "'https://a.example/{z}/{x}/{y}.png'", "attribution": "A"},
}  # fmt: skip

TEXT = (["words", '"a: b"', "12", "-1.5", "true", "2024-01-01", "0x1F", "no", '"~"'], ['""', '"  "', "[a]", "{a: b}"])
# For each form of a single field: what it takes and what it does not, as YAML that can stand in a flow mapping.
VALUES: list[tuple[fieldforms.Form, list[str], list[str]]] = [
    (fieldforms.TEXT, *TEXT),
    (fieldforms.REF, *TEXT),
    (fieldforms.text(MAX_TITLE), [*TEXT[0], "x" * MAX_TITLE], [*TEXT[1], "x" * (MAX_TITLE + 1)]),
    (
        fieldforms.DATE,
        ["2024-01-01", "2024-01", "2024", '"2024"', "2024-01-01~", '"?2024-01"', "202X", "2024-09-XX", "2024-1X", "2024-02-2X",
         "2024-01-31", "2024-12-31", "2024-04-30", "2024-02-29", "2019-23", "2023-10-07/..", "../2024", "2023/2024-05", '"/2024"',
         "2024/", '"[2020-12-13,2020-12-20]"', '"[2024-09-11..]"', '"{2020,2021..2023}"', '" 2024-01-01 "', "2024-0X-3X"],
        ["2024-13", "2024-00", "2024-01-32", "2024-04-31", "2024-06-31", "2024-02-30", "2024-1", "24", '"024"', "yesterday",
         "10/09/2024", '"0000"', "XXXX", "X024", "2X24", "2024-21-01", "2024-25", "2024-01-01T10:00", '"[2024"', '"[2024}"', '"[]"',
         '"[..]"', "2024-01-01/2024-99", '".."', '"/"', "2024-02-3X", "2024-X1", "true", "2024.5", "-2024", "99999", '""',
         "[2024]", "{a: b}"],
    ),
    (
        fieldforms.TIME,
        ['"23:00"', "23:00", "23:00~", "20:00/21:00", "22:00/02:00", "dawn", "early-morning"],
        ["25:00", "9:00", '"23:00?"', "noonish", "2300", "true", "20:00/25:00", "Dawn", "20:00~/21:00", '""', "[dawn]"],
    ),
    (
        fieldforms.NUMBER,
        ["33.3", "33", '"33.3"', "1.000000000001"],
        ["north", "[1]", "{a: b}", "true", '"33,3"', '""', '"1e3"', '"+3"', '".5"'],
    ),
    (
        fieldforms.claimed(MAX_VALUE),
        ["words", "3", '"3"', "{min: 3}", "{max: 5}", "{min: 3, max: 5}", "true", '{min: "3"}', "x" * MAX_VALUE],
        ['""', "[3]", "{}", "{min: 3, mx: 5}", "{min: x}", "{min: -1}", "{min: 1.5}", "{min: }", "{min: 9999999999}", "{min: [1]}",
         "x" * (MAX_VALUE + 1)],
    ),
    (
        fieldforms.LANGUAGE,
        ["en", "no", "pt-BR", "ar-Latn", "zh-Hans-CN", "de-1996", "es-419"],
        ["english", "e", "en_GB", "12", "en-", "true", '""', "[en]", "en-x-private"],
    ),
    (
        fieldforms.WEB_ADDRESS,
        ["'https://a.example/x?y#z'", "http://a", "HTTPS://a.example", "'https://[::1]/x'", "https://a.example:8080/"],
        ["www.a.org", "'javascript:alert(1)'", '"https://a b"', "'https://'", "'ftp://a'", "'https://u@a/'", "5", '""', "[x]"],
    ),
    (
        fieldforms.PLAIN_ADDRESS,
        ["https://a.example/x/", "http://a", "https://a.example:8080"],
        ["a.example", "'https://a/?q'", "'https://a/#x'", '"https://a/b c"', "'ftp://a'", "'https://u@a/'", "5", '""'],
    ),
    (
        fieldforms.TILES_URL,
        ["'https://a.example/{z}/{x}/{y}.png'", "'https://a.example:8443/{z}/{x}/{y}.png?key=a1'"],
        ["'http://a.example/{z}/{x}/{y}.png'", "'https://a.example/{z}/{x}.png'", "'https://{s}.a.example/{z}/{x}/{y}.png'",
         "'https://*/{z}/{x}/{y}.png'", "5", '""'],
    ),
]  # fmt: skip
# Fields whose form is a pattern of their own.
PATTERNS: dict[tuple[type[Fields], str], tuple[list[str], list[str]]] = {
    (Archive, "file"): (["seeds/a.txt", "seeds/b/a.txt"], ["a.txt", "seeds/", "'seeds\\a'", "5", "../seeds/a"]),
    (Archive, "sha256"): ([SHA, SHA.upper()], ["abc", SHA[1:], '""', "g" * 64]),
    (ClaimFields, "id"): (["c1", "c99999"], ["c0", "C1", "1", "c100000", '""']),
    (ClaimFields, "refines"): ([], ["c0", "C1", "1"]),
    (Site, "time_zone"): (["Asia/Baghdad", "UTC"], ["Asia Baghdad", "5 o'clock", '""', "[UTC]"]),
}

# Where the two differ: a schema sees a value and no calendar, one field and no other.
DIFFERENCES: list[tuple[type[Fields], dict[str, str], str]] = [
    (Incident, {"date": "2023-02-29"}, "which years have a 29 February"),
    (Incident, {"date": "2024-02/2024-01"}, "an end before its start"),
    (Incident, {"date": '"[2024,2024]"'}, "a date twice in a set"),
    (Incident, {"date": '"[2024..,..2025]"'}, "a set open at both ends"),
    (Incident, {"date": '"[' + ",".join(f"20{n:02}" for n in range(60)) + ']"'}, "a length without the space around"),
    (Incident, {"date": "2.024e3"}, "another way to write a number: only its value is seen"),
    (Incident, {"date": "0900"}, "another way to write a number: a year before 1000 needs quotation marks in an editor"),
    (Incident, {"date_note": "", "date": "2024~"}, "one field needs another: a date that was derived, its note"),
    (Source, {"published_note": "", "published": "2024~"}, "one field needs another: a date that was derived, its note"),
    (Source, {"title": "", "title_note": ""}, "one field needs another: no title, its note"),
    (Note, {"status": "withdrawn"}, "one field needs another: a page that was withdrawn, when and why"),
    (Note, {"withdrawn": "{date: 2024-01-01, text: A}"}, "one field needs another: a reason for being withdrawn, the status"),
    (Incident, {"time": "20:00/19:00"}, "an end before its start"),
    (Place, {"location": "{lat: +33.3, lon: 44.4, precision_m: 10, from: F}"}, "another way to write a number"),
    (Place, {"location": "{lat: 33.3, lon: 4.4e1, precision_m: 10, from: F}"}, "another way to write a number"),
    (Place, {"location": '{lat: "93.3", lon: 44.4, precision_m: 10, from: F}'}, "bounds hold for numbers, not for text"),
    (Note, {"title": f'"  {"x" * MAX_TITLE}"'}, "a length without the space around"),
    (Note, {"title": '"\u200b"'}, "which characters can be seen"),
    (Source, {"lang": "de-1996-1996"}, "a part twice in a language"),
    (Source, {"url": "https://a.example:99999/"}, "which ports there are"),
    (Source, {"url": "'https://[::::]/'"}, "what a host is"),
    (Source, {"archive": f"{{file: seeds/a.txt, sha256: {'1' * 64}}}"}, "a hash of digits alone needs quotation marks in an editor"),
    (Site, {"time_zone": "Asia/Nowhere"}, "which time zones there are"),
    (Incident, {"claims": "[{id: c1, about: killed, value: {min: 5, max: 3}, source: h, quote: q}]"}, "bounds the wrong way round"),
    (Incident, {"claims": "[{id: c1, about: weapon, value: {min: 3}, source: h, quote: q}]"}, "what a point holds"),
    (Incident, {"claims": "[{id: c1, about: date, value: soon, source: h, quote: q}]"}, "what a point holds"),
    (Incident, {"claims": "[{id: c1, about: killed, value: three, source: h, quote: q}]"}, "a count in words"),
    (Incident, {"claims": "[{id: c1, about: motive, stance: condemns, value: x, source: h, quote: q}]"}, "stances of a point"),
    (Incident, {"claims": "[{id: c1, about: motive, value: x, source: h, quote: q, refines: c2}]"}, "one claim needs another"),
    (Incident, {"claims": "[{id: c1, about: motive, value: x, source: h, quote: q},"
                          " {id: c1, about: motive, value: y, source: h, quote: q}]"}, "ids that stand twice"),
]  # fmt: skip


VALIDATORS = {name: Draft7Validator(editor_schema(name)) for name in MODELS}
TOP = {model: name for name, model in MODELS.items()}


def schema_accepts(name: str, header: str) -> bool:
    return VALIDATORS[name].is_valid(as_an_editor(header))


def check_accepts(name: str, header: str) -> bool:
    fields, problems = read("x", header, 1)
    page = RawPage(PageId("x"), Kind.NOTE if name == "site" else Kind(name), "x", fields, header, 1, "Text.", 9)
    found = _check_site(page)[1] if name == "site" else check_page(page)[1]
    return not [problem for problem in (*problems, *found) if problem.level == "error"]


def holders() -> dict[type[Fields], tuple[type[Fields], str, bool]]:
    """Return for each model that is a part of another one: of which, in which field, and whether in a list."""
    found: dict[type[Fields], tuple[type[Fields], str, bool]] = {}
    for model in BASE:
        for key, field in model.model_fields.items():
            if inner := nested(field.annotation):
                found.setdefault(inner, (model, field.alias or key, getattr(field.annotation, "__origin__", None) is tuple))
    return found


HOLDERS = holders()


def written(model: type[Fields], fields: dict[str, str]) -> tuple[str, str]:
    """Return the kind of page that a model is or is a part of, and its front matter with ``fields`` in that part."""
    there = {**BASE[model], **fields}
    if model in TOP:
        return TOP[model], "".join(f"{key}: {value}\n" for key, value in there.items())
    holder, field, is_list = HOLDERS[model]
    part = "{" + ", ".join(f"{key}: {value}" for key, value in there.items()) + "}"
    return written(holder, fitting(holder, field, f"[{part}]" if is_list else part))


def forms(hint: Any) -> Iterator[fieldforms.Form]:
    """Yield the forms that an annotation bears."""
    for part in get_args(hint):
        if isinstance(part, WithJsonSchema):
            yield part.json_schema or {}
        else:
            yield from forms(part)


def values(model: type[Fields], key: str, field: FieldInfo) -> tuple[Sequence[str], Sequence[str]]:
    """Return values in YAML that a field takes, and such as it does not."""
    hint = get_type_hints(model, include_extras=True)[key]
    is_list, is_dict = (getattr(field.annotation, "__origin__", None) is some for some in (tuple, dict))
    good, bad = _single(model, key, field, hint)
    if is_list:
        good, bad = [f"[{one}]" for one in good], [*(f"[{one}]" for one in bad), "[~]", "words", "{a: b}", "5", "~", '""']
    if is_dict:
        good, bad = ["{}", *(f"{{a: {one}}}" for one in good)], [*(f"{{a: {one}}}" for one in bad), "words", "[a]", "~"]
    if NoneType in get_args(field.annotation):
        return [*good, "~", "", "null"], bad
    return good, [*bad, "~", ""]


def _single(model: type[Fields], key: str, field: FieldInfo, hint: Any) -> tuple[list[str], list[str]]:
    words = choices(field.annotation) or next((form["enum"] for form in forms(hint) if "enum" in form), ())
    if words:
        return [*words], ["nothing-such", words[0].title(), "5", "true", "[x]", "{a: b}", '""']
    if inner := nested(field.annotation):
        part = ", ".join(f"{name}: {value}" for name, value in BASE[inner].items())
        good = [f"{{{part}}}"]
        bad = [f"{{{part}, nothing_such: 1}}", "{}", "[]", '""', "[a]"]
        return good, bad
    if (model, key) in PATTERNS:
        return PATTERNS[model, key]
    (form,) = forms(hint)
    return next((good, bad) for known, good, bad in VALUES if known == form)


CASES = [
    pytest.param(model, field.alias or key, value, is_good, id=f"{model.__name__}.{key}={value[:30]!r}")
    for model in BASE
    for key, field in model.model_fields.items()
    for is_good, several in zip((True, False), values(model, key, field), strict=True)
    for value in several
]


def fitting(model: type[Fields], field: str, value: str) -> dict[str, str]:
    """Return a field, with what else a claim or a page that was withdrawn needs to go with it."""
    if (field, value) == ("status", "withdrawn"):
        return {"status": value, "withdrawn": "{date: 2024-01-01, text: A}"}
    if field == "withdrawn" and value.startswith("{"):
        return {"withdrawn": value, "status": "withdrawn"}
    if (model, field) == (ClaimFields, "about"):
        instead = {"date": {"value": "2024"}, "time": {"value": "dawn"}, "condemnation": {"stance": "condemns"}}
        return {"about": value, **instead.get(value, {})}
    if (model, field) == (ClaimFields, "stance"):
        about = {"condemns": "condemnation"}.get(value, "responsibility")
        return {"stance": value, "about": about, "value": "a"}
    return {field: value}


@pytest.mark.parametrize(("model", "field", "value", "is_good"), CASES)
def test_a_value_is_taken_by_both_or_by_neither(model: type[Fields], field: str, value: str, is_good: bool) -> None:
    name, header = written(model, fitting(model, field, value))
    assert (schema_accepts(name, header), check_accepts(name, header)) == (is_good, is_good), header


@pytest.mark.parametrize("model", BASE)
def test_what_is_needed_is_needed_by_both_and_what_is_unknown_known_to_neither(model: type[Fields]) -> None:
    name, header = written(model, {})
    assert (schema_accepts(name, header), check_accepts(name, header)) == (True, True)
    name, header = written(model, {"nothing_such": "x"})
    assert (schema_accepts(name, header), check_accepts(name, header)) == (False, False)
    for key, field in model.model_fields.items():
        if field.is_required():
            less = {**BASE[model]}
            del less[field.alias or key]
            before, BASE[model] = BASE[model], less
            try:
                name, header = written(model, {})
            finally:
                BASE[model] = before
            assert (schema_accepts(name, header), check_accepts(name, header)) == (False, False), header


def test_all_fields_of_all_kinds_are_looked_at() -> None:
    assert HOLDERS.keys() | TOP.keys() == BASE.keys()


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_the_pages_that_ship_are_taken(path: Path) -> None:
    parts = split("x", path.read_text())
    folder = path.parent.name
    kind = "note" if folder == "content" else folder.removesuffix("s")
    assert [error.message for error in VALIDATORS[kind].iter_errors(as_an_editor(parts.header))] == []  # type: ignore[union-attr]  # pages of the wiki have front matter


def test_the_settings_of_the_wiki_that_ships_are_taken() -> None:
    assert schema_accepts("site", (ROOT / "content/site.yaml").read_text())


@pytest.mark.parametrize(("model", "fields", "reason"), DIFFERENCES, ids=lambda part: str(part)[:60])
def test_where_they_differ_is_known(model: type[Fields], fields: dict[str, str], reason: str) -> None:
    name, header = written(model, fields)
    assert schema_accepts(name, header) != check_accepts(name, header), reason


# Words of the check for what a pattern cannot know.
BEYOND_A_PATTERN = ("February 2", "ends before it begins", "names a date twice", "open at both ends", "none of its months")
SIGNS = st.text(alphabet="0123456789X?~%-/.,[]{}", max_size=24)
PIECES = st.lists(
    st.sampled_from(
        ["2024", "2023", "0000", "000X", "20XX", "X", "-", "02", "04", "12", "13", "21", "1X", "29", "30", "31", "3X", "XX", "/", "..",
         "?", "~", "%", "[", "]", "{", "}", ",", " "]
    ),
    max_size=9,
).map("".join)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(PIECES | SIGNS)
def test_a_text_is_a_date_to_both_or_to_neither(text: str) -> None:
    said = ""
    try:
        parse_date(text)
    except DateError as error:
        said = str(error)
    takes = Draft7Validator(fieldforms.DATE).is_valid(text)
    if takes == (not said):
        return
    assert takes, (text, said)
    assert any(words in said for words in BEYOND_A_PATTERN), (text, said)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="aB1.-+:~'\" #[]{},&*!%@`|>\\é٣0xeT", max_size=12), st.sampled_from([Note, Alias, ClaimFields]))
def test_any_text_is_taken_by_both_or_by_neither(text: str, model: type[Fields]) -> None:
    field = {Note: "title", Alias: "note", ClaimFields: "quote"}[model]
    name, header = written(model, {field: text})
    try:
        read_by_editor = as_an_editor(header)
    except yaml.YAMLError:
        reject()
    fields, problems = read("x", header, 1)
    # What our reader refuses as YAML is told as such; the schema need not.
    assume(not problems and fields.keys() == read_by_editor.keys())
    assert VALIDATORS[name].is_valid(read_by_editor) == check_accepts(name, header), header


@pytest.mark.parametrize("name", MODELS)
def test_schemas_are_of_draft_7_and_each_field_says_what_it_is_for(name: str) -> None:
    schema = editor_schema(name)
    Draft7Validator.check_schema(schema)
    assert schema["$comment"] == NOTICE
    for part in (schema, *schema["definitions"].values()):
        for field, about in part.get("properties", {}).items():
            assert about["description"], field


@pytest.mark.parametrize("name", MODELS)
def test_patterns_are_ones_that_editors_can_read(name: str) -> None:
    """ECMA-262 with Unicode takes a backslash before these signs only, and no lookbehind, no named group, no flag."""
    for pattern in re.findall(r"'pattern': ['\"](.*?)['\"](?:,|\})", str(editor_schema(name))):
        written = pattern.replace("\\\\", "\\")
        assert re.fullmatch(r"(?:[^\\]|\\[-sSx\\.\[\]{}()?*+|^$/])*", written), written
        assert not re.search(r"\(\?(?![:=!])", written), written


def test_no_reference_has_anything_beside_it_and_each_leads_somewhere() -> None:
    def references(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            if "$ref" in node:
                yield node
            for part in node.values():
                yield from references(part)
        elif isinstance(node, list):
            for part in node:
                yield from references(part)

    for name in MODELS:
        schema = editor_schema(name)
        for node in references(schema):
            assert node.keys() == {"$ref"}
            assert node["$ref"].removeprefix("#/definitions/") in schema["definitions"]


def test_fields_that_name_pages_complete_the_wikis_own_and_take_others() -> None:
    slugs = {
        Kind.ACTOR: ["mayor"],
        Kind.PLACE: ["northport"],
        Kind.SOURCE: ["herald"],
        Kind.NOTE: ["rockets"],
        Kind.INCIDENT: ["x"],
    }

    def completed(name: str, *path: str) -> list[str]:
        node: Any = editor_schema(name, slugs)
        for step in path:
            node = node[step]
        return re.findall(r"'enum': \['([a-z]+)'", str(node))

    assert completed("incident", "definitions", "IncidentActor", "properties", "actor") == ["mayor"]
    assert completed("incident", "properties", "actors") == ["mayor"]
    assert completed("incident", "properties", "places") == ["northport"]
    assert completed("incident", "properties", "weapons") == ["rockets"]
    assert completed("incident", "properties", "part_of") == ["x"]
    assert completed("incident", "definitions", "ClaimFields", "properties", "by") == ["mayor"]
    assert completed("place", "properties", "not_same_as") == ["northport"]
    assert completed("actor", "definitions", "Apart") == ["mayor"]
    assert completed("incident", "properties", "redirect_from") == []
    validator = Draft7Validator(editor_schema("incident", slugs))
    fields = {"title": "T", "date": "2024", "type": "attack", "summary": "S", "sources": ["courier"], "actors": ["nobody"]}
    assert validator.is_valid(fields)
