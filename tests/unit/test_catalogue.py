import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from steps import linked, loaded, rendered

from builder.catalogue import FILES, SUBJECTS, schema_files
from builder.datafiles import DataFile
from builder.model import Artifact
from builder.render import Drawing

WIKIS = {
    case.name: (case / "wiki.txt").read_text() for case in sorted((Path(__file__).parent.parent / "golden" / "sites").iterdir())
}
WIKIS["empty"] = "-- content/site.yaml --\ntitle: x\n"


@pytest.fixture(scope="module", params=WIKIS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site of a wiki that has what a wiki can have, or of one that has nothing."""
    root = tmp_path_factory.mktemp("wiki")
    return rendered(root, WIKIS[request.param], base=request.param != "empty", base_url="https://example.org/wiki")


def read(row: dict[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    """Read the cells of a row as the page about the data says: an empty one as null, a number where there is to be one."""
    return {name: value_of(text, str(schema["properties"].get(name, {}).get("type"))) for name, text in row.items()}


def value_of(text: str, kind: str) -> Any:
    if not text:
        return None
    if "boolean" in kind:
        return {"True": True, "False": False}.get(text, text)
    return int(text) if "integer" in kind else float(text) if "number" in kind else text


def things(file: DataFile, content: str, schema: dict[str, Any]) -> Iterator[Any]:
    """Yield what the schema of a file describes: the file, each row of a table, or each line."""
    if file.format == "CSV":
        rows = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), restkey="more", restval="less")
        yield from (read(row, schema) for row in rows)
    elif file.format == "FollowTheMoney":
        yield from map(json.loads, content.splitlines())
    else:
        yield json.loads(content)


@pytest.mark.parametrize("file", [file for file in FILES if file.schema is not None], ids=lambda file: file.name)
def test_every_file_is_as_its_published_schema_says(site: dict[str, bytes], file: DataFile) -> None:
    schema = json.loads(site[file.schema_path])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = list(things(file, site[file.path].decode(), schema))
    assert [error.message for thing in found for error in validator.iter_errors(thing)] == []


@pytest.mark.parametrize("file", [file for file in FILES if file.format in ("JSON", "CSV")], ids=lambda file: file.name)
def test_every_object_and_table_has_the_keys_in_their_order(site: dict[str, bytes], file: DataFile) -> None:
    names = [key.name for key in file.keys]
    content = site[file.path].decode()
    if file.format == "CSV":
        assert next(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""))) == names
    else:
        assert all(list(row) == names for row in json.loads(content))


def test_nothing_lies_in_the_folder_of_data_that_no_page_tells_of(site: dict[str, bytes]) -> None:
    told = {file.path for file in FILES} | {file.schema_path for file in FILES if file.schema_path}
    assert {path for path in site if path.startswith("data/") and not path.endswith(".js")} == told


@pytest.mark.parametrize("name", WIKIS)
def test_as_many_things_are_counted_as_the_file_holds(tmp_path: Path, name: str) -> None:
    wiki, _ = linked(tmp_path / "a", WIKIS[name], base=name != "empty")
    made = rendered(tmp_path / "b", WIKIS[name], base=name != "empty")
    held = {file.name: len(json.loads(made[file.path])) for file in FILES if file.format in ("JSON", "CSL-JSON")}
    assert {file.name: file.count(wiki) for file in FILES if file.format in ("JSON", "CSL-JSON")} == held
    assert [file.count(wiki) for file in FILES if file.format == "CSV"] == [
        held[file.name.replace(".csv", ".json")] for file in FILES if file.format == "CSV"
    ]


def test_ids_and_addresses_are_unique() -> None:
    for names in (
        [file.path for file in FILES],
        [subject.id for subject in SUBJECTS],
        [file.schema_path for file in FILES if file.schema_path],
    ):
        assert len(set(names)) == len(names)


def test_a_schema_is_there_for_every_file_but_those_that_are_no_json_and_no_table() -> None:
    assert [file.name for file in FILES if file.schema is None] == ["sources.bib"]
    assert [artifact.path for artifact in schema_files("")] == [file.schema_path for file in FILES if file.schema_path]


def test_the_preview_draws_each_file_when_it_is_asked_for(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a", WIKIS["evidence"])
    site = rendered(tmp_path / "b", WIKIS["evidence"])
    drawing = Drawing(wiki, loaded(tmp_path / "c")[0].templates)
    for file in FILES:
        for path in filter(None, (file.path, file.schema_path)):
            drawn = drawing.at(path)
            assert isinstance(drawn, Artifact)
            assert drawn.content == site[path], path
