"""Flat objects as a table, CSV by RFC 4180: for spreadsheets, which take some texts for formulas, and for programs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from builder.flat import Flat, line, listed

SEPARATOR: Final = "; "
# The most characters that a spreadsheet takes in a cell (Excel's specifications and limits).
MAX_CELL: Final = 32_767
_CUT: Final = "…"
# What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "＝", "＋", "－", "＠")
_UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
_SUSPECT = frozenset((*_FORMULA, *_UNSEEN))
# Where commas are decimal, spreadsheets begin a cell behind a semicolon, and take no line break between quotation marks for text.
_BREAK = re.compile(rf"([;\n\r])(?=[{_UNSEEN}]*[{re.escape(''.join(_FORMULA))}])")


def as_json_and_csv(names: Sequence[str], rows: Iterable[Flat]) -> tuple[bytes, bytes]:
    """Return rows as a JSON list and as a table with the columns ``names``; each row is made once, and not kept.

    The table begins with a byte order mark, by which spreadsheets know UTF-8, and has its line of names even without a row.
    """
    lines: list[str] = []
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        lines.append(line(row))
        writer.writerow([cell(row[name]) for name in names])
    return listed(lines), text.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    r"""Return a value as it stands in a cell: null is an empty cell, the values of a list are joined by ``SEPARATOR``.

    In a list, a semicolon or backslash of a text has a backslash in front of it. What a spreadsheet would run has an apostrophe
    in front of it: at the beginning of a text, of one in a list, and behind a semicolon or line break. What is longer than ``MAX_CELL`` is cut, a list behind a whole value, and ends with ``…``.
    """
    if isinstance(value, list):
        return _joined([str(cell(item)) if item is not None else "" for item in value])
    if not isinstance(value, str):
        return value
    text = _BREAK.sub(r"\1'", value) if ";" in value or "\n" in value or "\r" in value else value
    text = f"'{text}" if text[:1] in _SUSPECT and text.lstrip(_UNSEEN).startswith(_FORMULA) else text
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - len(_CUT)] + _CUT


def _joined(items: list[str]) -> str:
    escaped = [item.replace("\\", r"\\").replace(";", r"\;") for item in items]
    whole = SEPARATOR.join(escaped)
    if len(whole) <= MAX_CELL:
        return whole
    room = MAX_CELL - len(SEPARATOR) - len(_CUT)
    kept, length = 0, -len(SEPARATOR)
    for item in escaped:
        length += len(SEPARATOR) + len(item)
        if length > room:
            break
        kept += 1
    return SEPARATOR.join([*escaped[:kept], _CUT])
