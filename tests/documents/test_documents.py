"""The documents say what is true: tables are made from the code, commands and modules that they name exist."""

import hashlib
import re
from pathlib import Path

import pytest
import wikis

from builder import pipeline
from builder.manual import manual
from builder.pipeline import Options
from builder.points import POINTS
from builder.rules import RULES
from builder.schema import Actor, ClaimFields, Fields, Incident, Note, Place, Source, choices, nested
from builder.sitefields import Site

ROOT = Path(__file__).parent.parent.parent
MODELS: dict[str, type[Fields]] = {
    "incident": Incident,
    "actor": Actor,
    "claim (of an incident or an actor)": ClaimFields,
    "place": Place,
    "source": Source,
    "note (a free page)": Note,
    "`content/site.yaml`": Site,
}


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def rows(model: type[Fields], prefix: str = "") -> list[str]:
    lines = []
    for key, field in model.model_fields.items():
        name = f"`{prefix}{field.alias or key}`"
        words = choices(field.annotation)
        takes = f": {', '.join(f'`{word}`' for word in words)}" if words else ""
        lines.append(f"| {f'**{name}**' if field.is_required() else name} | {cell((field.description or '') + takes)} |")
        inner = nested(field.annotation)
        if inner and inner is not ClaimFields:  # it has a table of its own
            lines += rows(inner, f"{prefix}{field.alias or key}.")
    return lines


def fields() -> str:
    parts = [f"#### {name}\n\n| field | holds |\n|---|---|\n" + "\n".join(rows(model)) for name, model in MODELS.items()]
    return "\n\n".join(parts)


def points() -> str:
    holds = {"words": "words", "count": "a count", "date": "EDTF", "time": "a time of day", "actor": "an actor’s id",
             "page": "an id, or words"}  # fmt: skip
    lines = [
        f"| `{about}` | {point.label} | {holds[point.holds]} | {'stand beside each other' if point.is_open else 'compete'} |"
        for about, point in POINTS.items()
    ]
    return "| point | on the page | value | claims |\n|---|---|---|---|\n" + "\n".join(lines)


def rules() -> str:
    entries = [*manual()]
    parts = []
    for group in dict.fromkeys(entry.group for entry in entries):
        held = [entry for entry in entries if entry.group == group]
        links = " · ".join(f"[{entry.rule.id}](#{entry.rule.id})" for entry in held)
        parts += [f"#### {group}", links]
        for entry in held:
            parts += [f"##### {entry.rule.id}", f"*{entry.rule.level.capitalize()}.* {entry.holds}", entry.cure]
    return "\n\n".join(parts)


def test_every_rule_has_a_place_in_the_manual_and_says_how_to_mend_it() -> None:
    entries = [*manual()]
    assert [entry.rule for entry in entries] == [*RULES]
    for entry in entries:
        assert entry.group, entry.rule.id
        assert entry.holds.endswith("."), entry.rule.id
        assert "\n" not in entry.holds, entry.rule.id
        assert len(entry.cure.split()) >= 10, entry.rule.id


@pytest.mark.parametrize(("name", "made"), [("fields", fields()), ("points", points()), ("rules", rules())])
def test_the_tables_of_contributing_are_the_codes_own(name: str, made: str, accept: bool) -> None:
    path = ROOT / "CONTRIBUTING.md"
    section = re.compile(rf"(<!-- {name}: [^\n]*-->\n)(.*)(<!-- end of {name} -->)", re.DOTALL)
    if accept:
        path.write_text(section.sub(lambda match: f"{match[1]}\n{made}\n\n{match[3]}", path.read_text()))
    found = section.search(path.read_text())
    assert found
    assert found[2].strip() == made


def test_architecture_has_a_line_for_each_module_and_no_other() -> None:
    named = set(
        re.findall(r"`([a-z]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)))
    )
    there = {path.stem for path in (ROOT / "builder").glob("*.py")} - {"__init__", "__main__"}
    assert named - {"module"} == there


def test_readme_names_commands_that_are_there() -> None:
    readme, makefile = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    for target in re.findall(r"\bmake ([a-z]+)", readme):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    plain = [
        command.removeprefix(".venv/bin/")
        for command in re.findall(r"\.venv/bin/[a-z-]+(?: check \.| format --check \.)?", readme)
    ]
    for command in re.findall(r"^\t\$\(BIN\)/(.*)$", makefile.partition("\ntest:")[2].partition("\n\n")[0], re.MULTILINE):
        assert command in plain


def test_documents_name_files_that_are_there() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        for target in re.findall(r"\]\(([^):#]+)\)", (ROOT / document).read_text()):
            if not target.startswith("../"):
                assert (ROOT / target).exists(), (document, target)


def blocks(document: str) -> list[str]:
    """Return the indented code blocks of the README's three steps, as an editor would copy them."""
    found = re.findall(r"^( +)```[a-z]*\n(.*?)^\1```", (ROOT / document).read_text(), re.MULTILINE | re.DOTALL)
    return ["".join(line.removeprefix(indent) for line in block.splitlines(keepends=True)) for indent, block in found]


def test_the_three_steps_of_the_readme_work_as_written(tmp_path: Path) -> None:
    source, incident, message = blocks("README.md")
    article = "Two rockets hit the depot on Tuesday. The embassy said no casualties were reported.\n"
    digest = hashlib.sha256(article.encode()).hexdigest()
    pages = f"""-- content/site.yaml --
title: x
-- content/places/baghdad.md --
---
title: Baghdad
type: city
summary: x
---
A city.
-- content/actors/us-embassy-baghdad.md --
---
title: US Embassy in Baghdad
type: public-body
summary: x
---
An embassy.
-- seeds/my-article.txt --
{article}-- content/sources/my-article.md --
{source.replace("210f…", digest)}-- content/incidents/2024-09-10-depot.md --
"""
    wikis.write(tmp_path, pages + incident, base=False)
    assert pipeline.examine(Options(tmp_path)).problems == ()
    wikis.write(tmp_path, pages + incident.replace('Two rockets hit the depot"', 'Two rockets struck the depot"'), base=False)
    assert [str(problem) for problem in pipeline.examine(Options(tmp_path)).problems] == [message.strip()]
