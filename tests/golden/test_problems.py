"""Each case is a tiny wiki with mistakes, and what ``wiki check`` says of them, word by word."""

import ast
import sys
from pathlib import Path

import pytest
import wikis
from click.testing import CliRunner

import builder
from builder import markup, problems, rules
from builder.cli import main

CASES = sorted((Path(__file__).parent / "problems").glob("*.txt"))
END = "-- problems --\n"
BUILDER = Path(builder.__file__).parent
# Functions that make a problem of what they are given: what counts is who calls them.
MAKERS = {"problem", "report", "_report", "_at", "_refuse", "_problem", "need", "need_note"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS_PER_PAGE", 0.5)


def run(case: Path, root: Path) -> tuple[str, int]:
    wikis.write(root, case.read_text().partition(END)[0])
    # Only a build draws.
    command = ["build", "--out", str(root / "site")] if case.stem.startswith(("templates", "built")) else ["check"]
    result = CliRunner().invoke(main, [*command, "--root", str(root)], catch_exceptions=False)
    return result.stderr, result.exit_code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_are_told_word_by_word(case: Path, tmp_path: Path, accept: bool) -> None:
    told, status = run(case, tmp_path)
    given, _, expected = case.read_text().partition(END)
    if accept:
        case.write_text(given + END + told)
        return
    assert told == expected
    assert status == (1 if ": error: " in told else 0)


def test_every_rule_has_a_case() -> None:
    told = "".join(case.read_text().partition(END)[2] for case in CASES)
    assert [rule.id for rule in rules.RULES if f"[{rule.id}]" not in told] == []


# No file of a wiki can bring these about: root may read all of them, pydantic has no other findings, and a character that YAML
# does not take is refused before.
WITHOUT_CASE = (
    "the file can't be read",
    "the folder can't be read",
    "the wiki can't be read",
    '": {detail["msg"]}',
    "this is not YAML: {error}",
)


def test_every_message_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hit: set[tuple[str, int]] = set()

    def recorded(*args: object) -> problems.Problem:
        frame = sys._getframe(1)
        while frame and frame.f_back:
            if Path(frame.f_code.co_filename).parent == BUILDER:
                hit.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
            frame = frame.f_back
        return make(*args)  # type: ignore[arg-type]  # passed on as they came

    make = problems.problem
    for module in list(sys.modules.values()):
        if getattr(module, "problem", None) is make:
            monkeypatch.setattr(module, "problem", recorded)
    for number, case in enumerate(CASES):
        run(case, tmp_path / str(number))
    silent = [f"{file}:{first}" for file, first, last in _call_sites() if not hit & {(file, n) for n in range(first, last + 1)}]
    assert silent == []


def _call_sites() -> list[tuple[str, int, int]]:
    """Return file, first and last line of each call that makes a problem."""
    return [
        (file.name, node.lineno, node.end_lineno or node.lineno)
        for file in sorted(BUILDER.glob("*.py"))
        if file.name != "problems.py"
        for text in (file.read_text(),)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and not any(words in (ast.get_source_segment(text, node) or "") for words in WITHOUT_CASE)
        and (getattr(node.func, "id", None) in MAKERS or getattr(node.func, "attr", None) in MAKERS)
    ]
