"""The data of the real site, as those take it who know nothing but its page about the data."""

import json
from pathlib import Path

import pandas as pd
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from builder.catalogue import FILES
from builder.datafiles import DATE, DataFile
from builder.tables import cell

TABLES = [file for file in FILES if file.format == "CSV"]


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.schema is not None and file.format != "CSV"], ids=lambda file: file.name
)
def test_every_file_is_as_its_schema_says(real_site: Path, file: DataFile) -> None:
    validator = Draft202012Validator(json.loads((real_site / file.schema_path).read_text()), format_checker=FormatChecker())
    text = (real_site / file.path).read_text()
    found = map(json.loads, text.splitlines()) if file.format == "FollowTheMoney" else [json.loads(text)]
    assert [error.message for thing in found for error in validator.iter_errors(thing)] == []


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_every_table_opens_in_pandas_without_options(real_site: Path, file: DataFile) -> None:
    table = pd.read_csv(real_site / file.path)
    rows = json.loads((real_site / file.path.replace(".csv", ".json")).read_text())
    assert list(table.columns) == [key.name for key in file.keys]
    assert list(table["id"]) == [row["id"] for row in rows]
    for key in file.keys:
        given = [cell(row[key.name]) for row in rows]
        column = table[key.name]
        # Where every date is a plain year, it is read as a number; where nothing is known, as one that is none.
        if key.type is not DATE and column.notna().any():
            assert ["" if pd.isna(value) else value for value in column] == ["" if value is None else value for value in given]


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_numbers_are_numbers_and_truths_are_truths(real_site: Path, file: DataFile) -> None:
    table = pd.read_csv(real_site / file.path)
    for key in file.keys:
        if key.type.form["type"] in ("number", "integer") and len(table):
            assert pd.api.types.is_numeric_dtype(table[key.name]), key.name
        if key.type.form["type"] == "boolean" and len(table):
            assert pd.api.types.is_bool_dtype(table[key.name]), key.name
