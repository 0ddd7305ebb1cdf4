from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from builder.datafiles import (
    ADDRESS,
    CLAIM,
    DATE,
    DAY,
    NUMBER,
    PAGE,
    TEXT,
    TIME,
    WHOLE,
    DataFile,
    Key,
    id_of,
    number_from,
    of_field,
    one_of,
    row_of,
    rows_of,
    whole_schema,
)
from builder.datakeys import PAGE_KEYS
from builder.dates import parse_date
from builder.ids import Kind
from builder.schema import Actor, Incident

KEYS = (
    Key("id", PAGE, "Which"),
    Key("day", DAY, "When", may_lack=True),
    Key("names", TEXT, "Called", is_list=True, may_lack=True),
)
FILE = DataFile("data/x.json", "JSON", "application/json", "All.", ("thing", "things"), lambda _: 0, KEYS, rows_of(KEYS))


def fits(form: dict[str, Any], value: Any) -> bool:
    Draft202012Validator.check_schema(form)
    return Draft202012Validator(form, format_checker=FormatChecker()).is_valid(value)


@pytest.mark.parametrize(
    ("key", "fitting", "others"),
    [
        (Key("k", TEXT, ""), ["a"], [None, 1, ["a"], ""]),
        (Key("k", TEXT, "", may_lack=True), ["a", None], [1, []]),
        (Key("k", PAGE, ""), ["actors/a-b", "about"], ["Actors/a", "actors/", None]),
        (Key("k", id_of(Kind.PLACE), ""), ["places/a-b"], ["actors/a", "places/", "a", None]),
        (Key("k", CLAIM, ""), ["incidents/x#c1"], ["x#c0", "incidents/x", "places/x#c1"]),
        (Key("k", TIME, ""), ["23:00", "23:00~", "20:00/02:00", "early-morning"], ["25:00", "23:00/", "noonish", ""]),
        (Key("k", ADDRESS, ""), ["actors/x.html", "actors/x.html#claim:c1", "https://example.org/x"], ["javascript:x", "", "ftp://x", "a b"]),
        (Key("k", number_from(-90, 90), ""), [-90, 33.3], [90.1, -91, "1"]),
        (Key("k", DAY, "", may_lack=True), ["2024-02-29", None], ["2023-02-29", "2024-02", 2024]),
        (Key("k", NUMBER, ""), [1, -1.5], ["1", None, True]),
        (Key("k", WHOLE, ""), [0, 7], [1.5, "7", -1]),
        (Key("k", one_of("a", "b"), "", may_lack=True), ["a", None], ["c"]),
        (Key("k", one_of("a", "b"), "", is_list=True), [[], ["a", "b"]], [["c"], [None], "a"]),
        (Key("k", DATE, "", is_list=True, may_lack=True), [["2024~", None]], [[1], ["2024", "soon"]]),
    ],
)  # fmt: skip
def test_a_key_takes_what_it_says_and_nothing_else(key: Key, fitting: list[Any], others: list[Any]) -> None:
    assert [value for value in fitting if not fits(key.form, value)] == []
    assert [value for value in others if fits(key.form, value)] == []


@pytest.mark.parametrize(
    "text",
    [
        "2024", "2019-23", "2024-09-10", "2024-09-10~", "2024-?09-%10", "20XX", "/2021-07-29", "2023-10/..", "../2024", "2024-01/2024-03~",
        "[2024-09-11..]", "[..2024]", "[2020-12-13,2020-12-20]", "{2024-01-01,2024-01-02..2024-01-05}",
    ],
)  # fmt: skip
def test_every_form_of_a_date_fits(text: str) -> None:
    assert fits(DATE.form, parse_date(text).text)


@pytest.mark.parametrize("text", ["", "next Tuesday", "10.9.2024", "2024-9-10", "2024-09-10 23:00", "[2024", "about 2024"])
def test_what_is_no_date_does_not_fit(text: str) -> None:
    assert not fits(DATE.form, text)


def test_what_a_key_holds_is_said_in_plain_words() -> None:
    assert [key.kind for key in KEYS] == ["page id", "day (ISO 8601); may be empty", "list of texts"]
    assert Key("k", one_of("a", "b"), "", is_list=True).words == ("a", "b")


def test_an_object_has_all_keys_and_no_other() -> None:
    whole: dict[str, Any] = {"id": "a", "day": None, "names": []}
    assert fits(rows_of(KEYS), [whole, whole])
    assert not fits(rows_of(KEYS), [{**whole, "more": 1}])
    assert not fits(rows_of(KEYS), [{"id": "a", "names": []}])


def test_a_row_of_a_table_has_texts_for_lists() -> None:
    assert fits(row_of(KEYS), {"id": "a", "day": "2024-01-01", "names": "a; b"})
    assert fits(row_of(KEYS), {"id": "a", "day": None, "names": None})
    assert not fits(row_of(KEYS), {"id": "a", "day": None, "names": ["a"]})


def test_a_schema_is_called_by_its_full_address_where_that_is_known() -> None:
    whole = whole_schema(FILE, "https://example.org/w/")
    assert whole["$id"] == "https://example.org/w/data/schemas/x.schema.json"
    assert whole["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert "$id" not in whole_schema(FILE, "")
    assert (whole["title"], whole["description"]) == ("x.json", "All.")


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("data/x.json", "data/schemas/x.schema.json"), ("data/x.csv", "data/schemas/x.csv.schema.json"),
        ("data/x.ftm.json", "data/schemas/x.ftm.schema.json"), ("data/x.geojson", "data/schemas/x.geojson.schema.json"),
    ],
)  # fmt: skip
def test_each_schema_has_an_address_of_its_own(path: str, schema: str) -> None:
    assert DataFile(path, "", "", "", ("", ""), lambda _: 0, (), {}).schema_path == schema
    assert DataFile(path, "", "", "", ("", ""), lambda _: 0, (), None).schema_path == ""


def test_a_key_that_holds_a_field_is_described_as_the_field_is() -> None:
    assert of_field(Actor, "vague").about == "For a label that names no particular group: what it leaves open"
    assert of_field(Actor, "title", name="called").name == "called"
    assert of_field(Incident, "scope").words == ("event", "campaign", "background")
    # What an editor is asked for is nothing to a reader.
    assert of_field(Incident, "date_note").about == "How the date was derived"


def test_every_key_is_described() -> None:
    keys = [key for keys in PAGE_KEYS.values() for key in keys]
    assert [key.name for key in keys if not key.about or key.about.endswith(".")] == []
