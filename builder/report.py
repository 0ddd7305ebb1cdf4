"""Problems told: as text for people, as JSON for programs, as annotations for GitHub."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final, Literal

from rich.console import Console
from rich.text import Text

from builder.problems import Problem
from builder.words import count

Format = Literal["text", "json", "github"]
_STYLES: Final = {"error": "bold red", "warning": "bold yellow"}


def console(*, stderr: bool) -> Console:
    """Return a console that never folds lines and colours only a terminal."""
    return Console(stderr=stderr, soft_wrap=True, highlight=False, markup=False, emoji=False)


def as_text(problem: Problem) -> Text:
    """Return a problem in one line, with styles for a terminal."""
    return Text.assemble(
        (f"{problem.path}:{problem.line}:{problem.column}", "bold"), ": ", (problem.level, _STYLES[problem.level]), ": ",
        problem.words, " ", (f"[{problem.rule}]", "dim"),
    )  # fmt: skip


def as_json(problems: Sequence[Problem]) -> str:
    """Return problems as a JSON list of objects with path, line, column, level, rule, message and hint."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which shows it at its line of a pull request."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = f"file={value(problem.path)},line={problem.line},col={problem.column},title={value(problem.rule)}"
    return f"::{problem.level} {place}::{data(problem.words)}"


def tally(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(1 for problem in problems if problem.level == "error")
    warnings = len(problems) - errors
    parts = [count(errors, "error")] if errors or not warnings else []
    return " and ".join(parts + ([count(warnings, "warning")] if warnings else []))
