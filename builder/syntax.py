"""Wikilinks, citations and links to ``.md`` files: found in the source text of a body, with exact positions.

Each is taken out of the text before conversion, and a slot (a number between two private-use characters, which no
page may contain) stands in its place, so that a ``|`` in a table cell, a bracket in quoted words or a rule of
Markdown can't tear it apart. What of it turns out to stand in code is put back as it was written: the converter
alone decides what is code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

SLOT_OPEN: Final = "\ue000"
SLOT_CLOSE: Final = "\ue001"
REST_OPEN: Final = "\ue002"
SLOT: Final = re.compile(f"{SLOT_OPEN}([0-9]+){SLOT_CLOSE}")
# What a citation of one of the page's own claims, `[@c3]`, has in the place of a source.
CLAIM_ID: Final = re.compile("c[1-9][0-9]{0,4}")
# Stands for a later line of a mark; of use only where the mark turns out to stand in code.
REST: Final = re.compile(f"{REST_OPEN}([0-9]+)-([0-9]+){SLOT_CLOSE}")
SPACED_REST: Final = re.compile(rf"\s*{REST.pattern}")
# Control characters but tab and line feed, characters that turn text round, end lines or hide words unseen, surrogates,
# what is no character, and the private use area, where slots live.
# In two halves: a class with characters beyond U+FFFF is searched range by range.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
_HIGH: Final = re.compile("[\U00010000-\U0010ffff]")
_PLANES: Final = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_UNWANTED_HIGH: Final = re.compile(f"[\U000e0000-\U000e007f{_PLANES}]")


@dataclass(frozen=True, slots=True)
class Wikilink:
    """``[[target#heading|label]]``."""

    text: str
    line: int
    column: int
    target: str
    heading: str | None
    label: str | None

    @property
    def shown(self) -> str:
        """The words that stand in the page where nothing better is known of the target."""
        return self.label or self.target or self.heading or ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """The address of ``[label](../actors/x.md#heading)``; the label is Markdown and stays in the text."""

    text: str
    line: int
    column: int
    file: str
    heading: str | None
    label: str = ""

    @property
    def shown(self) -> str:
        """The words that the link's label shows."""
        return self.label


@dataclass(frozen=True, slots=True)
class Citation:
    """``[@source]`` or ``[@source: "exact words"]``."""

    text: str
    line: int
    column: int
    source: str
    words: str | None

    @property
    def shown(self) -> str:
        """A citation shows a number, which is no part of its sentence."""
        return ""


@dataclass(frozen=True, slots=True)
class Broken:
    """The beginning of a wikilink or citation that doesn't go on as one."""

    text: str
    line: int
    column: int

    @property
    def shown(self) -> str:
        """The text as it was written."""
        return self.text


Written = Wikilink | FileLink | Citation | Broken

# Bounds keep the search linear: a quotation of more than 1,500 characters is no brief one. A mark may run over lines,
# but over no blank line and no fence of code. Each alternative begins with a bracket, which lets the search skip all
# other text at once.
_MARK = re.compile(
    r"""
    \[(?<!\\\[)\[(?!\[) (?P<target>(?:[^\[\]|\#`\n\\]|\n(?![ \t>]*(?:\n|~~~))){0,300})
        (?:\#(?P<heading>(?:[^\[\]|`\n\\]|\n(?![ \t>]*(?:\n|~~~))){0,300}))?
        (?:\\?\|(?P<label>(?:[^\[\]`\n]|\n(?![ \t>]*(?:\n|~~~))){0,300}))? \]\](?!\()
    | \[(?<!\\\[)@(?P<source>[^\[\]\s:"`]{1,300})
        (?:\s{0,9}:\s{0,9}(?:"(?P<straight>(?:[^"`\[\n]|\n(?![ \t>]*(?:\n|~~~))|\[(?!@)|"(?!\s{0,9}\])){0,1500})"
                            |“(?P<curly>(?:[^”`\[\n]|\n(?![ \t>]*(?:\n|~~~))|\[(?!@)|”(?!\s{0,9}\])){0,1500})”)\s{0,9})?\]
    | \]\((?P<file>[^()\s<>\#:`]{1,300}\.md)(?:\#(?P<fragment>[^()\s<>`]{0,300}))?(?=\)|[ \t]{1,9}["'])
    | \[(?:(?<=^\[)|(?<=^[ ]\[)|(?<=^[ ]{2}\[)|(?<=^[ ]{3}\[))[^\]\n^`@\[][^\]\n`]{0,200}\]:[ \t]{1,9}
        (?P<deffile>[^()\s<>\#:`]{1,300}\.md)(?:\#(?P<deffragment>[^()\s<>`]{0,300}))?(?=\s|$)
    | \[(?<!\\\[)(?:\[(?!\[)(?![^\[\]\n]{0,300}\]\]\()|@)
    """,
    re.VERBOSE | re.MULTILINE,
)
# What stands before the text of a later line: it belongs to the list, block quote or code that the mark stands in.
_CONTINUATION = re.compile(r"(\n[ \t]*(?:>[ \t]?)*)")


def unwanted_in(text: str) -> re.Match[str] | None:
    """Return the first character of a text that a reader can't be shown, or that would hide or turn round others."""
    found = _UNWANTED.search(text)
    if not text.isascii() and _HIGH.search(text):
        found = min(filter(None, (found, _UNWANTED_HIGH.search(text))), key=re.Match.start, default=None)
    return found


def slot(number: int) -> str:
    """Return the text that stands for the ``number``-th mark of a body."""
    return f"{SLOT_OPEN}{number}{SLOT_CLOSE}"


def _slots(number: int, text: str) -> str:
    """Return the slot of a mark, with a slot of its own on each of its later lines."""
    lines = _CONTINUATION.split(text)
    return slot(number) + "".join(
        f"{before}{REST_OPEN}{number}-{count}{SLOT_CLOSE}" for count, before in enumerate(lines[1::2], 1)
    )


def line_of(text: str, count: int) -> str:
    """Return the ``count``-th line of a mark's text (0 is the first), without what stands before it."""
    return _CONTINUATION.split(text)[2 * count]


def take_out(body: str, first_line: int) -> tuple[str, tuple[Written, ...]]:
    """Return ``body`` with slots for each mark, and the marks; the body begins at line ``first_line`` of its file."""
    marks: list[Written] = []
    parts: list[str] = []
    end, line, line_start = 0, first_line, 0
    for match in _MARK.finditer(body):
        start = max(match.start(), match.start("file"), match.start("deffile"))
        line += body.count("\n", line_start, start)
        line_start = body.rfind("\n", 0, start) + 1
        parts += (body[end:start], _slots(len(marks), body[start : match.end()]))
        end = match.end()
        marks.append(_mark(match, body[start:end], line, start - line_start + 1))
    parts.append(body[end:])
    return "".join(parts), tuple(marks)


def _mark(match: re.Match[str], text: str, line: int, column: int) -> Written:
    if match["target"] is not None:
        heading, label = match["heading"], match["label"]
        return Wikilink(text, line, column, _words(match["target"]), heading and _words(heading), label and _words(label))
    if match["source"] is not None:
        words = match["straight"] if match["straight"] is not None else match["curly"]
        return Citation(text, line, column, match["source"], None if words is None else _CONTINUATION.sub("\n", words))
    file, fragment = match["file"] or match["deffile"], match["fragment"] or match["deffragment"]
    if file is not None:
        return FileLink(text, line, column, file, fragment)
    return Broken(text, line, column)


def _words(text: str) -> str:
    return " ".join(_CONTINUATION.sub(" ", text).split())


def fill(text: str, put: Callable[[int], str]) -> str:
    """Return ``text`` with each slot replaced by what ``put`` gives for its number."""
    return SLOT.sub(lambda match: put(int(match[1])), text)


def slots(text: str) -> Iterator[int]:
    """Yield the numbers of the slots of ``text``, in order."""
    return (int(match[1]) for match in SLOT.finditer(text))
