"""The files that GitHub and pre-commit read: they have the form that these ask for, and name commands and files that are there."""

import re
from pathlib import Path
from typing import Any

import pytest
from yamlcore import as_an_editor

from builder.cli import main
from builder.schema import IncidentType, choices
from builder.words import label

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github"
FORM = as_an_editor((GITHUB / "ISSUE_TEMPLATE/incident.yml").read_text())
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
HOOKS = as_an_editor((ROOT / ".pre-commit-config.yaml").read_text())
# What each element of a form must and may say of itself.
NEEDS = {
    "markdown": {"value"},
    "input": {"label"},
    "textarea": {"label"},
    "dropdown": {"label", "options"},
    "checkboxes": {"label", "options"},
}
MAY = {
    "markdown": set(), "input": {"description", "placeholder", "value"}, "textarea": {"description", "placeholder", "value", "render"},
    "dropdown": {"description", "multiple", "default"}, "checkboxes": {"description"},
}  # fmt: skip


def commands(text: str) -> list[list[str]]:
    """Return the calls of the program in a text, each as words."""
    return [found.split() for found in re.findall(r"\.venv/bin/wiki ([a-z]+(?: --?[a-z-]+(?: [a-z]+)?)*)", text)]


def test_the_form_has_what_github_asks_for() -> None:
    assert FORM.keys() <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
    assert all(isinstance(FORM[key], str) and FORM[key].strip() for key in ("name", "description"))
    assert all(isinstance(name, str) for name in FORM["labels"])
    assert any(element["type"] != "markdown" for element in FORM["body"])


@pytest.mark.parametrize("element", FORM["body"], ids=lambda element: element.get("id", element["type"]))
def test_an_element_of_the_form_is_one_that_github_knows(element: dict[str, Any]) -> None:
    kind = element["type"]
    assert NEEDS[kind] <= element["attributes"].keys() <= NEEDS[kind] | MAY[kind]
    assert element.keys() <= ({"type", "attributes"} if kind == "markdown" else {"type", "attributes", "id", "validations"})
    assert element.get("validations", {}).keys() <= {"required"}
    if kind != "markdown":
        assert re.fullmatch("[A-Za-z0-9_-]+", element["id"])
    if kind == "dropdown":
        options = element["attributes"]["options"]
        assert len(options) == len({*options})
        # GitHub puts it there itself, and takes a second one for a mistake.
        assert "None" not in options
        assert all(isinstance(option, str) for option in options)
    if kind == "checkboxes":
        assert all(option.keys() <= {"label", "required"} for option in element["attributes"]["options"])


def test_ids_and_labels_of_the_form_are_their_own() -> None:
    elements = [element for element in FORM["body"] if element["type"] != "markdown"]
    for names in ([element["id"] for element in elements], [element["attributes"]["label"] for element in elements]):
        assert len(names) == len({*names})


def test_the_form_asks_for_what_an_incident_needs() -> None:
    needed = {element["id"] for element in FORM["body"] if element.get("validations", {}).get("required")}
    assert {"what", "when", "where", "sources", "sure"} <= needed
    (kinds,) = (element["attributes"]["options"] for element in FORM["body"] if element.get("id") == "type")
    assert kinds == [label(word) for word in choices(IncidentType)]
    (agreed,) = (element["attributes"]["options"] for element in FORM["body"] if element.get("id") == "agreed")
    assert all(option["required"] for option in agreed)


def test_issues_of_another_kind_can_be_opened() -> None:
    assert as_an_editor((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text()) == {"blank_issues_enabled": True}


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, GITHUB / "pull_request_template.md", ROOT / ".pre-commit-config.yaml"], ids=lambda path: path.name
)
def test_each_command_is_one_that_the_program_has(path: Path) -> None:
    for name, *rest in commands(path.read_text()):
        options = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= options


def test_the_template_of_pull_requests_is_a_list_to_tick_off() -> None:
    text = (GITHUB / "pull_request_template.md").read_text()
    assert len(re.findall(r"^- \[ \] \S", text, re.MULTILINE)) >= 4
    for name in re.findall(r"`wiki ([a-z]+)`", text):
        assert name in main.commands


def test_the_hook_checks_the_whole_wiki_when_something_of_it_changes() -> None:
    ((hook,),) = (repo["hooks"] for repo in HOOKS["repos"])
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    for path, is_meant in {"content/incidents/a.md": True, "content/site.yaml": True, "seeds/a.txt": True, "README.md": False,
                           "tests/content/a.py": False}.items():  # fmt: skip
        assert bool(re.search(hook["files"], path)) == is_meant
