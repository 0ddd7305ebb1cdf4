from collections.abc import Iterable
from pathlib import Path

import pytest
import steps
import wikis
from click.testing import CliRunner

from builder.cli import main
from builder.model import Page
from builder.pipeline import Options, examine
from builder.problems import Problem
from builder.schema import Silenced
from builder.silence import unsilenced

BODY = "# Title\n\n# Other\n\nText.[@herald]"


def told(root: Path, text: str) -> list[str]:
    found = examine(Options(wikis.write(root, text))).problems
    return [f"{problem.line}:{problem.column} {problem.rule}" for problem in found]


def test_a_page_silences_a_rule_with_a_reason(tmp_path: Path) -> None:
    text = steps.incident("x", BODY, actors="[mayor]", silenced="[{rule: heading, note: So be it.}]")
    assert told(tmp_path / "a", text.replace("silenced: [{rule: heading, note: So be it.}]\n", "")) == [
        "9:3 heading",
        "11:3 heading",
    ]
    assert told(tmp_path / "b", text) == []


def test_words_of_the_message_silence_one_of_several(tmp_path: Path) -> None:
    text = steps.incident(
        "x", BODY, actors="[mayor]", silenced='[{rule: heading, text: "\'Other”", note: So.}]'.replace("'O", "“O")
    )
    assert told(tmp_path, text) == ["10:3 heading"]


def test_only_the_page_itself_is_silenced(tmp_path: Path) -> None:
    text = steps.incident("x", BODY, actors="[mayor]", silenced="[{rule: heading, note: So.}]") + steps.incident(
        "y", BODY, actors="[mayor]"
    )
    assert told(tmp_path, text) == ["9:3 heading", "11:3 heading"]


def test_silence_that_silences_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    silenced = '[{rule: heading, note: So.}, {rule: heading, text: "Nowhere", note: So.}, {rule: orphan, note: So.}]'
    assert told(tmp_path, steps.incident("x", BODY, actors="[mayor]", silenced=silenced)) == [
        "8:62 silence-unused",
        "8:92 silence-unused",
    ]


def test_with_an_error_anywhere_nothing_is_said_of_needless_silence(tmp_path: Path) -> None:
    text = steps.incident("x", "Text.[@herald]", actors="[mayor]", silenced="[{rule: heading, note: So.}]")
    assert told(tmp_path / "a", text) == ["8:19 silence-unused"]
    assert told(tmp_path / "b", text + steps.note("[[nowhere]]")) == ["4:1 link-target"]


@pytest.mark.parametrize("rule", ["link-target", "ringing", ""])
def test_what_is_no_warning_cant_be_silenced(tmp_path: Path, rule: str) -> None:
    assert told(tmp_path, steps.incident("x", actors="[mayor]", silenced=f'[{{rule: "{rule}", note: So.}}]'))[0].startswith(
        "8:19 field-"
    )


def test_a_reason_is_needed(tmp_path: Path) -> None:
    assert told(tmp_path, steps.incident("x", actors="[mayor]", silenced="[{rule: heading}]")) == ["8:12 missing-field"]


@pytest.mark.parametrize(
    "page",
    [
        steps.actor("x", "# A\n\n[[x]] [[mayor]]", silenced="[{rule: heading, note: N.}, {rule: orphan, note: N.}]"),
        steps.place("x", "# A\n\nText.", inside="northport", silenced="[{rule: heading, note: N.}]"),
        steps.source("x", "# A\n\nText.", silenced="[{rule: heading, note: N.}, {rule: source-unused, note: N.}]"),
        steps.note("# A\n\nText.", silenced="[{rule: heading, note: N.}]"),
    ],
)
def test_every_kind_of_page_can_silence(tmp_path: Path, page: str) -> None:
    assert told(tmp_path, page) == []


def test_what_is_silenced_is_in_no_form_of_the_report(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, steps.incident("x", BODY, actors="[mayor]", silenced="[{rule: heading, note: So be it.}]"))
    for style, nothing in (("json", "[]\n"), ("github", ""), ("text", "5 pages: nothing to mend\n")):
        done = CliRunner().invoke(main, ["check", "--format", style, "--root", str(root)])
        assert (done.exit_code, done.stdout, done.stderr) == (0, nothing, "")


def test_problems_without_silence_pass_as_they_are() -> None:
    nobody: Iterable[Page] = ()
    problems = [Problem("x", 1, 1, "warning", "heading", "a"), Problem("y", 1, 1, "error", "yaml", "b")]
    assert unsilenced(nobody, problems) == problems
    assert Silenced(rule="heading", note="So.").text is None
