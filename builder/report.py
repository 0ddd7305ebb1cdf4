"""Problems and coverage told: as text for people, as JSON for programs, as annotations for GitHub."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final, Literal

from rich.console import Console
from rich.text import Text

from builder.coverage import Coverage, Gap
from builder.problems import Problem
from builder.words import count

Format = Literal["text", "json", "github"]
_MISSING: Final = {
    "sentence": "no page quotes", "words": "of its sentence no page quotes", "name": "no page answers to",
}  # fmt: skip
_CUT: Final = (
    "this is a shallow clone, so no page, sitemap or feed says when pages were changed; get the whole history with "
    "`git fetch --unshallow`, in a workflow with `fetch-depth: 0` at actions/checkout"
)
_UNREAD: Final = (
    "Git does not read the history that this folder has, so no page, sitemap or feed says when pages were changed; "
    "`git log` in it tells why"
)
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


def checked_as_json(problems: Sequence[Problem], covered: Sequence[Coverage]) -> str:
    """Return problems, and what the wiki holds of each article, as a JSON object of two lists."""
    found = {"problems": [asdict(problem) for problem in problems], "coverage": [asdict(article) for article in covered]}
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which shows it at its line of a pull request."""
    return _command(problem.level, (problem.path, problem.line, problem.column), problem.rule, problem.words)


def cut_history(*, in_actions: bool) -> str:
    """Return what a site lacks whose history is cut short, and the cure; ``in_actions`` as a workflow command of GitHub Actions."""
    return f"::warning title=shallow clone::{_CUT}" if in_actions else f"warning: {_CUT}"


def unread_history(*, in_actions: bool) -> str:
    """Return what a site lacks whose history Git refuses to read, in the form of ``cut_history``."""
    return f"::warning title=unread history::{_UNREAD}" if in_actions else f"warning: {_UNREAD}"


def coverage_as_text(article: Coverage) -> Iterator[Text]:
    """Yield what the wiki holds of an article in lines, with styles for a terminal: a summary, then each gap."""
    sentences, words = count(article.sentences, "sentence"), count(article.words, "word")
    left_out = sum(1 for gap in article.gaps if gap.what == "sentence" and gap.reason)
    quoted = f"{article.sentences_quoted:,} of {sentences} quoted{f', {left_out:,} left out' if left_out else ''}"
    yield Text.assemble((article.page, "bold"), f": {quoted}; {article.words_quoted:,} of {words}")
    for gap in sorted((*article.gaps, *article.asides), key=lambda gap: (gap.line, gap.column)):
        place = (f"{article.archive}:{gap.line}:{gap.column}", "bold")
        yield Text.assemble(place, ": ", _gap(gap), style="dim" if gap.reason or gap.what == "aside" else "")


def coverage_as_github(article: Coverage) -> Iterator[str]:
    """Yield the gaps of an article that nobody left out on purpose as notices of GitHub Actions."""
    for gap in article.gaps:
        if not gap.reason:
            yield _command("notice", (article.archive, gap.line, gap.column), "coverage", _gap(gap))


def _gap(gap: Gap) -> str:
    reason = f" ({gap.reason})" if gap.reason else ""
    if gap.what == "aside":
        return f'not the article itself: "{gap.text}"{reason}'
    return f'left out: "{gap.text}"{reason}' if reason else f'{_MISSING[gap.what]} "{gap.text}"'


def _command(level: str, place: tuple[str, int, int], title: str, words: str) -> str:
    """Return a workflow command, its signs escaped."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    path, line, column = place
    return f"::{level} file={value(path)},line={line},col={column},title={value(title)}::{data(words)}"


def tally(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(1 for problem in problems if problem.level == "error")
    warnings = len(problems) - errors
    parts = [count(errors, "error")] if errors or not warnings else []
    return " and ".join(parts + ([count(warnings, "warning")] if warnings else []))
