"""Gaps: places of a page that are marked to be filled in, ``???`` with or without words that say what is wanted.

A gap stands apart: *killed ??? people* has one, *Who fired???* none. Neither has code, nor a quotation, nor what holds the very
words of an article or a name, unless it begins with one.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from builder.frontmatter import Location, Value
from builder.syntax import take_out

MARK: Final = "???"
_GAP: Final = re.compile(r"(?<![^\s(\[{|*_>/-])\?{3}(?![?!\w])")
_QUOTED: Final = re.compile(r'“[^“”]{0,1500}”|"[^"\n]{0,1500}"|«[^«»]{0,1500}»')
# What may stand before a gap that begins its line: marks of lists, block quotes, headings and tables.
_LINE_BEGINS: Final = re.compile(r"(?:^|\n)[ \t]*(?:[-*+>#|]+[ \t]*|[0-9]{1,9}[.)][ \t]+)*\Z")
# Fields that hold the words of an article, or a name.
_EXACT: Final = frozenset({"quote", "before", "after", "text", "title", "aliases"})
_MOST_WORDS: Final = 300
# Of one body no more are told at once: a page of nothing else must not hold up the check.
MOST: Final = 200


def gap(words: str = "") -> str:
    """Return a gap that says what is wanted."""
    return f"{MARK} {' '.join(words.split())}".rstrip()


def gaps_of_fields(fields: Mapping[str, Value]) -> Iterator[tuple[Location, str]]:
    """Yield where the gaps of front matter stand, and what each says is wanted: one for each text at most."""
    for key, value in fields.items():
        yield from _in_value(value, (key,))


def _in_value(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _in_value(item, (*location, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _in_value(item, (*location, number))
    elif value and MARK in value:
        name = next((step for step in reversed(location) if isinstance(step, str)), "")
        for place, words in _gaps(value, value):
            if name not in _EXACT or not value[:place].strip():
                yield location, words
                return


def gaps_of_body(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield line and column (from 1) of the gaps of a ``body`` without its code, the first ones, and what each says is wanted."""
    plain = _without_marks(body)
    for place, words in islice(_gaps(body, plain), MOST):
        yield body.count("\n", 0, place) + 1, place - body.rfind("\n", 0, place), words


def _gaps(written: str, plain: str) -> Iterator[tuple[int, str]]:
    """Yield where gaps stand in ``plain``, and the words behind them: all of its line, or of its brackets."""
    searched = _QUOTED.sub(lambda match: " " * len(match[0]), plain)
    for match in _GAP.finditer(searched):
        start, end = match.span()
        words = ""
        if _LINE_BEGINS.search(searched, max(0, searched.rfind("\n", 0, start)), start):
            words = plain[end:].partition("\n")[0]
        elif searched[start - 1 : start] == "(" and ")" in searched[end:]:
            words = written[end : searched.index(")", end)]
        yield start, " ".join(words.split())[:_MOST_WORDS].rstrip(" :,.")


def _without_marks(body: str) -> str:
    """Return a body as long as it was, with blanks for its links and citations."""
    lines = body.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    plain = body
    for mark in take_out(body, 0)[1]:
        start = begins[mark.line] + mark.column - 1
        end = start + len(mark.text)
        plain = plain[:start] + re.sub(r"[^\n]", " ", plain[start:end]) + plain[end:]
    return plain
