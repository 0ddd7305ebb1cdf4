"""The manual of rules, read from what stands below each of them in ``rules``: what holds, and how to mend what does not."""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder import rules
from builder.problems import Rule

_GROUP = re.compile(r"# (?P<name>[A-Z][^.\n]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in the manual: the group that it stands in, what holds in one sentence, and how to mend it, in Markdown."""

    rule: Rule
    group: str
    holds: str
    cure: str

    @property
    def text(self) -> str:
        """The whole entry as plain text."""
        return f"{self.rule.id} ({self.rule.level})\n\n{self.holds}\n\n{self.cure}"


def manual() -> Iterator[Entry]:
    """Yield an entry for each rule, in their order; a rule without a docstring (PEP 257) is a mistake of the program's."""
    source = inspect.getsource(rules)
    lines = source.split("\n")
    body = ast.parse(source).body
    group = ""
    for node, after in pairwise(body):
        if match := _GROUP.fullmatch(lines[node.lineno - 2]):
            group = match["name"]
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        rule = getattr(rules, node.targets[0].id)
        if isinstance(rule, Rule):
            holds, _, cure = inspect.cleandoc(_docstring(after)).partition("\n\n")
            yield Entry(rule, group, holds, cure)


def _docstring(node: ast.stmt) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
        case _:
            return ""
