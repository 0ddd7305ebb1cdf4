"""The text of new pages: front matter as YAML that reads back as it was meant, with comments for the editor, and a body."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.fieldtypes import Count
from builder.gaps import MARK
from builder.syntax import unwanted_in

_PLAIN: Final = re.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Plain words that readers of YAML elsewhere take for something else than text.
_ODD: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_KEPT_IN_LABEL: Final = re.compile(r"[\[\]|`\n]")

Value = str | Count | None | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A line for the editor above a field or an item, which no reader sees."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Items of a list one below the other, each perhaps with a comment above it; mappings in braces, or field below field."""

    items: tuple[Value | Comment, ...]
    is_long: bool = False


Line = Comment | tuple[str, Value | Block]


def page_text(lines: Iterable[Line], body: str) -> str:
    """Return the text of a page: its fields in order, and its body."""
    header = "".join(f"{line}\n" for part in lines for line in _lines(part))
    return _shown(f"---\n{header}---\n{body.strip()}\n")


def _shown(text: str) -> str:
    """Return a text without the signs that no page may hold."""
    while found := unwanted_in(text):
        text = text.replace(found[0], "")
    return text


def _lines(part: Line) -> Iterator[str]:
    if isinstance(part, Comment):
        yield f"# {part.text}"
        return
    key, value = part
    if not isinstance(value, Block):
        yield f"{key}: {yaml(value)}"
        return
    yield f"{key}:"
    for item in value.items:
        if isinstance(item, Comment):
            yield f"  # {item.text}"
        elif isinstance(item, Mapping) and value.is_long:
            for number, (name, held) in enumerate(item.items()):
                yield f"  {' ' if number else '-'} {name}: {yaml(held)}"
        else:
            yield f"  - {yaml(item)}"


def yaml(value: Value) -> str:
    """Return a value as YAML in one line, of which the wiki's reader makes the same value again; None is ``null``."""
    match value:
        case None:
            return "null"
        case str():
            # What YAML reads in double quotation marks, JSON writes.
            return value if _PLAIN.fullmatch(value) and value not in _ODD else json.dumps(value, ensure_ascii=False)
        case Count():
            return str(value)
        case Mapping():
            return f"{{{', '.join(f'{key}: {yaml(held)}' for key, held in value.items())}}}"
        case _:
            return f"[{', '.join(yaml(item) for item in value)}]"


def link(target: str, label: str) -> str:
    """Return a wikilink that shows ``label``, or the page's title where that can't be the words of a link."""
    return f"[[{target}]]" if _KEPT_IN_LABEL.search(label) or MARK in label else f"[[{target}|{label}]]"
