import csv
import io
import json
import re
from typing import Any

import pandas as pd
import pytest

from builder.tables import MAX_CELL, SEPARATOR, as_json_and_csv, cell


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "＝A+A", "\u200b=A", " =A", "|cmd"])
def test_no_text_of_an_author_is_run_by_a_spreadsheet(text: str) -> None:
    assert cell(text) == f"'{text}"
    # A reader with another mark between cells might see one begin in the middle of a list.
    assert cell(["a", text]) == f"a; '{text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;=1+1", "a;'=1+1"), ("a; \u200b@SUM(A1)", "a;' \u200b@SUM(A1)"), ("a\n-1", "a\n'-1"), ("\r=1", "'\r'=1"), ("=1;=2;b", "'=1;'=2;b"),
        ("killed; two – or three", "killed; two – or three"),
    ],
)  # fmt: skip
def test_nothing_is_run_where_a_semicolon_or_a_line_break_begins_a_cell(text: str, expected: str) -> None:
    assert cell(text) == expected


@pytest.mark.parametrize("value", ["rockets", "a=b", -1, -44.5, None, " and more", True])
def test_what_no_spreadsheet_runs_is_left_alone(value: Any) -> None:
    assert cell(value) == value


def apart(text: str) -> list[str]:
    """Take a list apart as the page about the data says."""
    found = re.findall(r"(?:^|; )((?:\\.|[^\\;])*)", text)
    return [item.replace(r"\;", ";").replace(r"\\", "\\") for item in found]


@pytest.mark.parametrize(
    "items", [["a"], ["a", "b"], ["one; two", "three"], [";", "x"], ["C:\\", "b;"], ["a;b", "", "c"], ["“a”,\n“b”", "c"]]
)
def test_a_list_can_be_taken_apart_again_whatever_it_holds(items: list[str]) -> None:
    assert apart(cell(items)) == items


def test_values_without_a_semicolon_are_just_joined() -> None:
    assert cell(["actors/a", "actors/b"]).split(SEPARATOR) == ["actors/a", "actors/b"]


def test_what_is_not_known_is_an_empty_cell_and_keeps_its_place_in_a_list() -> None:
    assert (cell([]), cell(["a", None, "c"]), cell([None, None])) == ("", "a; ; c", "; ")


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    assert cell("x" * MAX_CELL) == "x" * MAX_CELL
    assert cell("x" * (MAX_CELL + 1)) == "x" * (MAX_CELL - 1) + "…"
    ids = [f"incidents/{number:05}" for number in range(10_000)]
    text = cell(ids)
    assert len(text) <= MAX_CELL < len(text) + len("; incidents/00000")
    *kept, last = text.split(SEPARATOR)
    assert (kept, last) == (ids[: len(kept)], "…")


def test_json_and_table_have_the_same_rows_and_the_columns_that_are_asked_for() -> None:
    rows: list[dict[str, Any]] = [{"a": '1,"2"\r\n3', "b": None}, {"b": ["x", "y"], "a": True}]
    text, table = as_json_and_csv(["b", "a"], rows)
    assert json.loads(text) == rows
    assert table.startswith(b"\xef\xbb\xbfb,a\r\n")
    read = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert read == [["b", "a"], ["", '1,"2"\r\n3'], ["x; y", "True"]]


def test_a_row_without_one_of_the_columns_is_a_mistake_and_no_shifted_row() -> None:
    with pytest.raises(KeyError):
        as_json_and_csv(["a", "b"], [{"a": 1}])


def test_a_text_that_pandas_takes_for_nothing_is_kept_and_read_with_one_option() -> None:
    words = ["None", "NA", "null", "nan", "a"]
    _, table = as_json_and_csv(["word"], [{"word": word} for word in words])
    assert [value for value in pd.read_csv(io.BytesIO(table))["word"] if not pd.isna(value)] == ["a"]
    assert list(pd.read_csv(io.BytesIO(table), keep_default_na=False)["word"]) == words
