import json

from builder.coverage import Coverage, Gap
from builder.ids import PageId
from builder.problems import Problem
from builder.report import as_github, as_json, as_text, checked_as_json, coverage_as_github, coverage_as_text, cut_history, tally

ERROR = Problem("content/a,b:c.md", 3, 5, "error", "yaml", "100%\nwrong", "write `[[x]]`")
WARNING = Problem("x.md", 1, 1, "warning", "html", "odd")
GAPS = (
    Gap("sentence", 3, 5, "At 100 %, it burned: all.", ""),
    Gap("sentence", 4, 1, "It rained.", "Weather."),
    Gap("name", 9, 12, "[bold]Ali :smile:", ""),
    Gap("name", 9, 30, "Omar", "A passer-by."),
)
COVERED = Coverage(PageId("sources/y"), "content/sources/y.md", "seeds/a,b.txt", 1_200, 1, 12_000, 1, GAPS, ())


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


def test_coverage_is_a_summary_and_a_line_for_each_gap_that_editors_can_jump_to() -> None:
    assert [line.plain for line in coverage_as_text(COVERED)] == [
        "content/sources/y.md: 1 of 1,200 sentences quoted, 1 left out; 1 of 12,000 words",
        'seeds/a,b.txt:3:5: no page quotes "At 100 %, it burned: all."',
        'seeds/a,b.txt:4:1: left out: "It rained." (Weather.)',
        'seeds/a,b.txt:9:12: no page answers to "[bold]Ali :smile:"',
        'seeds/a,b.txt:9:30: left out: "Omar" (A passer-by.)',
    ]
    whole = Coverage(PageId("sources/z"), "content/sources/z.md", "seeds/z.txt", 1, 1, 1, 1, (), ())
    assert [line.plain for line in coverage_as_text(whole)] == ["content/sources/z.md: 1 of 1 sentence quoted; 1 of 1 word"]


def test_what_is_left_out_is_dim_on_a_terminal_and_what_is_missed_is_not() -> None:
    assert [str(line.style) for line in coverage_as_text(COVERED)] == ["", "", "dim", "", "dim"]


def test_github_is_told_of_gaps_that_nobody_left_out_on_purpose() -> None:
    place = "file=seeds/a%2Cb.txt,line={},col={},title=coverage"
    assert [*coverage_as_github(COVERED)] == [
        f'::notice {place.format(3, 5)}::no page quotes "At 100 %25, it burned: all."',
        f'::notice {place.format(9, 12)}::no page answers to "[bold]Ali :smile:"',
    ]


def test_json_has_all_of_problems_and_coverage() -> None:
    found = json.loads(checked_as_json([WARNING], [COVERED]))
    assert list(found) == ["problems", "coverage"]
    assert found["problems"] == json.loads(as_json([WARNING]))
    (article,) = found["coverage"]
    gaps = article.pop("gaps")
    assert article == {
        "source": "sources/y", "page": "content/sources/y.md", "archive": "seeds/a,b.txt",
        "sentences": 1_200, "sentences_quoted": 1, "words": 12_000, "words_quoted": 1, "asides": [],
    }  # fmt: skip
    assert gaps[1] == {"what": "sentence", "line": 4, "column": 1, "text": "It rained.", "reason": "Weather."}
    assert [gap["what"] for gap in gaps] == ["sentence", "sentence", "name", "name"]
    assert json.loads(checked_as_json([], [])) == {"problems": [], "coverage": []}


def test_what_is_missing_of_a_history_is_told_with_its_cure_and_in_actions_as_an_annotation() -> None:
    told = cut_history(in_actions=False)
    assert told.startswith("warning: this is a shallow clone")
    assert "`git fetch --unshallow`" in told
    assert "`fetch-depth: 0`" in told
    assert cut_history(in_actions=True) == f"::warning title=shallow clone::{told.removeprefix('warning: ')}"
