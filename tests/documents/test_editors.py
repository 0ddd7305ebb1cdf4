"""What ships for editors is fresh, and does what the editors make of it: schemas, snippets, forms, tasks, a vault."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from steps import linked
from wikis import write
from yamlcore import as_an_editor

from builder.cli import main
from builder.editorsettings import FRONT_MATTER, SCHEMAS, SNIPPETS, all_files, front_matter, snippets
from builder.frontmatter import read, split
from builder.load import load
from builder.pipeline import OWN_TEMPLATES
from builder.problems import Level, Problem
from builder.syntax import FileLink, Wikilink, take_out

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "content").rglob("*.md"))
# The sources of the five articles, whose files have a number in front.
SHIPPED = {path.stem for path in (ROOT / "content/sources").glob("*.md") if re.search("seeds/00[0-4]_", path.read_text())}


def commented(path: str) -> Any:
    """Read JSON with comments on lines of their own, as VS Code does."""
    return json.loads(re.sub(r"^\s*//.*$", "", (ROOT / path).read_text(), flags=re.MULTILINE))


def header(path: Path) -> str:
    return split("x", path.read_text()).header  # type: ignore[union-attr]  # each page that ships has one


@pytest.mark.parametrize("path", all_files())
def test_what_ships_is_what_the_command_writes(path: str, accept: bool) -> None:
    if accept:
        (ROOT / path).write_text(all_files()[path])
    assert (ROOT / path).read_text() == all_files()[path], "run `wiki schema`"


def test_no_schema_is_left_of_a_kind_that_is_gone() -> None:
    assert {f"{SCHEMAS}/{path.name}" for path in (ROOT / SCHEMAS).iterdir()} == {
        path for path in all_files() if path.startswith(f"{SCHEMAS}/")
    }


# The command


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["schema", *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.output


def test_the_command_writes_what_is_missing_or_old_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path)
    assert run("--root", tmp_path)[0] == 0
    assert {path: (tmp_path / path).read_text() for path in all_files()} == all_files()
    assert run("--root", tmp_path) == (0, "")
    old = tmp_path / SCHEMAS / "note.schema.json"
    old.write_text(old.read_text().replace("the page's title", "something else"))
    assert run("--root", tmp_path) == (0, f"{old}\n")


@pytest.mark.parametrize("path", [FRONT_MATTER, SNIPPETS])
def test_what_another_hand_wrote_stays_and_nothing_else_is_written(tmp_path: Path, path: str) -> None:
    write(tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("{}")
    code, told = run("--root", tmp_path)
    assert (code, "was not written by this command" in told) == (2, True)
    assert (tmp_path / path).read_text() == "{}"
    assert not (tmp_path / SCHEMAS).exists()


def test_the_wikis_own_pages_are_completed_where_asked(tmp_path: Path) -> None:
    write(tmp_path / "wiki")
    out = tmp_path / "out"
    assert run("--root", tmp_path / "wiki", "--pages")[0] == 2
    assert run("--root", tmp_path / "wiki", "--pages", "--out", out)[0] == 0
    assert json.loads((out / "incident.schema.json").read_text())["properties"]["sources"]["items"]["anyOf"][0] == {
        "enum": ["herald"]
    }
    assert {path.name for path in (tmp_path / "wiki").iterdir()} == {"content", "seeds"}


# VS Code


def test_the_settings_of_vs_code_name_files_that_are_there() -> None:
    settings = commented(".vscode/settings.json")
    for schema, file in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert (ROOT / file).is_file()
    assert len(commented(".vscode/extensions.json")["recommendations"]) == 2


@pytest.mark.parametrize("level", ["error", "warning"])
def test_the_task_finds_each_problem_of_the_check(level: Level) -> None:
    (task,) = commented(".vscode/tasks.json")["tasks"]
    problem = Problem("content/a.md", 12, 3, level, "link-target", 'no page is called "x: [y]"', "did you mean [z]?")
    matcher = task["problemMatcher"]["pattern"]
    found = re.search(matcher["regexp"], str(problem))
    assert found
    assert [found[matcher[key]] for key in ("file", "line", "column", "severity", "code")] == [
        "content/a.md",
        "12",
        "3",
        level,
        "link-target",
    ]
    assert not re.search(matcher["regexp"], "1 page: 1 error")
    assert task["args"][0] in main.commands
    assert task["command"].endswith("/.venv/bin/wiki")


def filled(body: str) -> str:
    """Return a snippet as it stands once each stop has its first word."""
    return re.sub(r"\$\{\d+(?:\|([^,|]+)[^|]*\||:((?:\\.|[^}\\])*))\}", lambda match: match[1] or "x", body)


@pytest.mark.parametrize("name", snippets())
def test_a_snippet_is_yaml_with_the_field_that_it_is_called_by(name: str) -> None:
    snippet = snippets()[name]
    text = filled(snippet["body"])
    assert "$" not in text
    if name == "citation":
        assert take_out(text, 1)[1][0].text == text
        return
    fields, problems = read("x", text if not name.startswith("item: ") else f"items:\n  {text}", 1)
    assert problems == []
    assert list(fields) == ([snippet["prefix"]] if not name.startswith("item: ") else ["items"])


# Front Matter CMS, as its versions from 10.10 on choose a content type and make a schema of it.


def content_type(path: Path, fields: dict[str, Any]) -> str:
    """Return the content type of a page: that of its field `type`; without one, that of its folder."""
    settings = front_matter()
    folders = {folder["path"]: folder["contentTypes"] for folder in settings["frontMatter.content.pageFolders"]}
    name = fields.get("type") or folders[f"[[workspace]]/{path.parent.relative_to(ROOT).as_posix()}"][0]
    known = {one["name"]: one["fields"][0]["fieldGroup"] for one in settings["frontMatter.taxonomy.contentTypes"]}
    return str(known.get(name, known["default"]))


def schema_of(fields: list[dict[str, Any]]) -> dict[str, Any]:
    types: dict[str, dict[str, Any]] = {
        "string": {"type": "string"}, "number": {"type": "number"}, "json": {}, "list": {"type": "array", "items": {"type": "string"}}
    }  # fmt: skip
    made = {}
    for field in fields:
        if field["type"] == "choice":
            made[field["name"]] = {"type": "string", "enum": field["choices"]}
        elif field["type"] == "fields":
            made[field["name"]] = schema_of(field["fields"])
        else:
            made[field["name"]] = types[field["type"]]
    return {"type": "object", "properties": made, "required": [field["name"] for field in fields if field.get("required")]}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_front_matter_cms_knows_the_kind_of_each_page_and_has_nothing_against_it(path: Path) -> None:
    fields = as_an_editor(header(path))
    group = content_type(path, fields)
    kind = "note" if path.parent.name == "content" else path.parent.name.removesuffix("s")
    # A word that two kinds have says too little; only what all pages have is looked at then.
    assert group == (kind if fields.get("type") != "other" else "any")
    groups = {one["id"]: one["fields"] for one in front_matter()["frontMatter.taxonomy.fieldGroups"]}
    assert [error.message for error in Draft7Validator(schema_of(groups[group])).iter_errors(fields)] == []


def test_a_wrong_word_is_wrong_to_front_matter_cms() -> None:
    groups = {one["id"]: one["fields"] for one in front_matter()["frontMatter.taxonomy.fieldGroups"]}
    found = Draft7Validator(schema_of(groups["incident"])).iter_errors(
        {"title": "T", "date": "2024", "scope": "evnt", "summary": "S"}
    )
    assert min(error.message for error in found).startswith("'evnt' is not one of")


def test_no_content_type_stands_twice_and_each_has_its_fields() -> None:
    settings = front_matter()
    names = [one["name"] for one in settings["frontMatter.taxonomy.contentTypes"]]
    assert len(names) == len({*names})
    groups = {one["id"] for one in settings["frontMatter.taxonomy.fieldGroups"]}
    assert {one["fields"][0]["fieldGroup"] for one in settings["frontMatter.taxonomy.contentTypes"]} == groups


# Obsidian


def test_each_link_of_the_wiki_that_ships_leads_somewhere_in_obsidian() -> None:
    """Obsidian knows files by name or path, whatever their case, and neither titles nor aliases."""
    paths = {path.relative_to(ROOT / "content").with_suffix("").as_posix().lower() for path in PAGES}
    names = [path.rpartition("/")[2] for path in paths]
    seen = 0
    for page in PAGES:
        text = page.read_text()
        # The program also reads links by name, which other articles' pages may have.
        if not {*re.findall(r"\[@([a-z0-9-]+)", text)} - {*re.findall(r"\[@(c[0-9]+)", text)} <= SHIPPED:
            continue
        for mark in take_out(split("x", text).body, 1)[1]:  # type: ignore[union-attr]  # pages of the wiki have front matter
            if isinstance(mark, Wikilink) and mark.target:
                seen += 1
                assert mark.target.lower() in paths or names.count(mark.target.lower()) == 1, (page, mark.text)
                # It takes a link that goes on in the next line for text.
                assert "\n" not in mark.text, (page, mark.text)
            elif isinstance(mark, FileLink):
                assert (page.parent / mark.file).is_file(), (page, mark.text)
    assert seen > 100


def test_the_vault_writes_links_that_the_wiki_reads_and_makes_no_file_elsewhere() -> None:
    settings = json.loads((ROOT / "content/.obsidian/app.json").read_text())
    assert (settings["useMarkdownLinks"], settings["newLinkFormat"]) == (False, "shortest")
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "content/.obsidian/*" in ignored
    assert "!content/.obsidian/app.json" in ignored


def test_the_vaults_own_files_are_none_of_the_wiki(tmp_path: Path) -> None:
    assert linked(tmp_path)[1] == []
    (tmp_path / "content/.obsidian").mkdir()
    (tmp_path / "content/.obsidian/app.json").write_text("{}")
    (tmp_path / "content/.obsidian/note.md").write_text("# no page")
    (tmp_path / "content/.trash").mkdir()
    (tmp_path / "content/.trash/old.md").write_text("# no page")
    loaded, problems = load(tmp_path, OWN_TEMPLATES)
    assert problems == []
    assert all("/." not in page.path for page in loaded.pages)
