"""The prose of a body, in place: as long as the body, with what is no running text blanked out, so that positions stay exact."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from builder.syntax import Broken, Citation, Written

# Neither may stand in a page: each sign of a link is the one, each of a citation or of a footnote's mark the other.
LINK: Final = "\x01"
CITED: Final = "\x02"

# A fence, or a span of code, which holds no blank line; a bound keeps the search linear.
_CODE: Final = re.compile(
    r"^[ >]{0,9}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n.*?^[ >]{0,9}(?P=fence)"
    r"|(?<!`)(?P<ticks>`{1,9})(?!`)(?:(?!\n[ \t]*\n).){1,1500}?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
# What is no prose, what it is filled with, and the signs without which there is none of it.
_OTHER: Final = (
    (re.compile(r"<!--(?:(?!-->).){0,1000}-->|</?[A-Za-z][^<>\n]{0,500}>", re.DOTALL), " ", ("<",)),
    (re.compile(r"\[\^[^\]\s]{1,80}\]"), CITED, ("[^",)),
    (re.compile(r"!?\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,300}\])"), LINK, ("](", "][")),
    (re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]{1,500}"), " ", ("://", "www.")),
)
_SIGN: Final = re.compile(r"[^\n]")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]|\w|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+) *")
_DEFINITION: Final = re.compile(r" {0,3}\[[^\]]{1,300}\]:")
_INDENTED: Final = re.compile(r" {4}|\t")
_LIST_ITEM: Final = re.compile(r"[ \t]*(?:[-*+:]|[0-9]{1,9}[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class Prose:
    """A body's prose, which begins at line ``first_line`` of its file. Signs of emphasis are asterisks."""

    text: str
    first_line: int

    def positions(self, offsets: Iterable[int]) -> list[tuple[int, int]]:
        """Return line and column in the file, counted from 1, of places in the text."""
        lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        counts = ((offset, bisect_right(lines, offset)) for offset in offsets)
        return [(self.first_line + line - 1, offset - lines[line - 1] + 1) for offset, line in counts]


def prose_of(body: str, marks: Iterable[Written], first_line: int) -> Prose:
    """Return the prose of ``body`` with these ``marks``, as ``syntax.take_out`` found them.

    Blank is what is code, a heading, raw HTML, an address, or a definition of a link.
    """
    text = _without(marks, body, first_line)
    if "`" in text or "~~~" in text:
        text = without_code(text)
    for form, filling, signs in _OTHER:
        if any(sign in text for sign in signs):
            text = form.sub(partial(_filled, filling), text)
    return Prose("\n".join(_running(text.split("\n"), body.split("\n"))).replace("_", "*"), first_line)


def without_code(body: str) -> str:
    """Return a body as long as it was, on the same lines, with blanks for what is plainly code."""
    return _CODE.sub(partial(_filled, " "), body)


def _without(marks: Iterable[Written], body: str, first_line: int) -> str:
    """Return ``body`` with fillings for its marks."""
    lines = [0, *(match.end() for match in re.finditer("\n", body))]
    parts: list[str] = []
    end = 0
    for mark in marks:
        start = lines[mark.line - first_line] + mark.column - 1
        past = start + len(mark.text)
        if not isinstance(mark, Broken):
            parts += (body[end:start], _SIGN.sub(CITED if isinstance(mark, Citation) else LINK, body[start:past]))
            end = past
    parts.append(body[end:])
    return "".join(parts)


def _filled(filling: str, match: re.Match[str]) -> str:
    return _SIGN.sub(filling, match[0])


def _running(lines: list[str], written: list[str]) -> Iterator[str]:
    """Yield lines, blank where they are a heading, a definition of a link, or code by being indented, as ``written``."""
    is_free, in_list = True, False
    for line, after, raw in zip(lines, [*lines[1:], ""], written, strict=True):
        if not line or line.isspace():
            is_free = True
            yield line
            continue
        is_indented = _INDENTED.match(raw) is not None
        if not is_indented:
            in_list = _LIST_ITEM.match(line) is not None or (in_list and not is_free)
        is_code = is_indented and is_free and not in_list
        is_heading = _HEADING.match(line) or (is_free and "|" not in line and _UNDERLINE.fullmatch(after))
        is_free = is_code
        yield " " * len(line) if is_code or is_heading or _DEFINITION.match(line) else line
