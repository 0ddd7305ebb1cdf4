"""Exact changes to a text: where they are made, and the text with them; every other byte stays as it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_LINE_END: Final = re.compile(r"(\r\n|\r|\n)")
_BYTE_ORDER_MARK: Final = "\ufeff"


class EditError(Exception):
    """A text is not the one that a change was computed for."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """At a line and column (counted from 1, in characters), ``old`` becomes ``new``.

    ``old`` stands on one line, and is empty where something is put in; ``new`` may hold line feeds.
    """

    line: int
    column: int
    old: str
    new: str


def change_at(text: str, first_line: int, start: int, old: str, new: str) -> Change:
    """Return the change at the index ``start`` of ``text``, which begins at ``first_line`` of its file."""
    return Change(first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start), old, new)


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return ``text`` with ``changes``, which do not overlap. Ends of lines, of whatever kind, and a byte order mark stay.

    A line end that a change brings is of the kind of the line that it is made on. Raises EditError where an ``old`` is not there.
    """
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    parts = _LINE_END.split(text.removeprefix(mark))
    usual = next(iter(parts[1::2]), "\n")
    for change in sorted(changes, reverse=True):
        at, start = 2 * (change.line - 1), change.column - 1
        end = start + len(change.old)
        if at >= len(parts) or parts[at][start:end] != change.old:
            raise EditError(f"line {change.line} is another one by now")
        line_end = parts[at + 1] if at + 1 < len(parts) else usual
        parts[at] = parts[at][:start] + change.new.replace("\n", line_end) + parts[at][end:]
    return mark + "".join(parts)
