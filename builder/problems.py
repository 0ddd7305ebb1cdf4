"""Problems: what an author, editor or maintainer should mend, as values.

Every stage returns its problems; none raises for what an author wrote. A rule is the kind of mistake; it fixes
the level, so that one mistake has one weight wherever it is found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of mistake: its id, and how much it weighs. All of them stand in ``rules``."""

    id: str
    level: Level


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: its path below the root, and line and column counted from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend: where, how bad, which rule, what is wrong (``message``) and the cure (``hint``)."""

    path: str
    line: int
    column: int
    level: Level
    rule: str
    message: str
    hint: str = ""

    @property
    def words(self) -> str:
        """What is wrong and the cure."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.words} [{self.rule}]"


def problem(rule: Rule, position: Position, message: str, hint: str = "") -> Problem:
    """Return the problem that breaks ``rule`` at ``position``, in one line: what can't be printed is written as its code."""
    path, message, hint = (_printable(text) for text in (position.path, message, hint))
    return Problem(path, position.line, position.column, rule.level, rule.id, message, hint)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and place, as ``sorted`` does, but fast."""
    return sorted(problems, key=attrgetter("path", "line", "column", "level", "rule", "message", "hint"))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything among ``problems`` stops a build."""
    return any(found.level == "error" for found in problems)
