import json

from builder.problems import Problem
from builder.report import as_github, as_json, as_text, tally

ERROR = Problem("content/a,b:c.md", 3, 5, "error", "yaml", "100%\nwrong", "write `[[x]]`")
WARNING = Problem("x.md", 1, 1, "warning", "html", "odd")


def test_a_problem_is_one_line_that_editors_can_jump_to() -> None:
    assert as_text(WARNING).plain == "x.md:1:1: warning: odd [html]"
    assert str(WARNING) == as_text(WARNING).plain
    assert as_text(ERROR).plain == str(ERROR)
    assert "; write `[[x]]` [yaml]" in as_text(ERROR).plain


def test_json_has_all_of_a_problem() -> None:
    assert json.loads(as_json([ERROR, WARNING]))[1] == {
        "path": "x.md", "line": 1, "column": 1, "level": "warning", "rule": "html", "message": "odd", "hint": "",
    }  # fmt: skip
    assert json.loads(as_json([])) == []


def test_an_annotation_for_github_is_one_line_with_its_separators_escaped() -> None:
    assert as_github(ERROR) == "::error file=content/a%2Cb%3Ac.md,line=3,col=5,title=yaml::100%25%0Awrong; write `[[x]]`"


def test_errors_and_warnings_are_counted_in_words() -> None:
    assert tally([]) == "0 errors"
    assert tally([ERROR]) == "1 error"
    assert tally([WARNING, WARNING]) == "2 warnings"
    assert tally([ERROR, WARNING, ERROR]) == "2 errors and 1 warning"
