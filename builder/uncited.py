"""Sentences of incidents, actors and places that nothing proves: a pure function of one page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from builder.ids import Kind, PageId, slug_of
from builder.model import Page
from builder.passages import Span
from builder.problems import Position, Problem, problem
from builder.prose import CITED, LINK
from builder.rules import SENTENCE_UNCITED
from builder.sentences import ends

# Whoever has so many to prove is helped by the first ones.
MOST: Final = 5
# So many words state nothing: *Text.*, *See also*.
FEW_WORDS: Final = 2
FEW_BESIDE_LINKS: Final = 3
_SHOWN_WORDS: Final = 8
_PROVED: Final = (Kind.INCIDENT, Kind.ACTOR, Kind.PLACE)
_MARKER: Final = re.compile(r"[ \t>]*(?:[-*+:]|[0-9]{1,9}[.)])[ \t]+")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*")
_FOOTNOTE: Final = re.compile(f"{CITED}+:")
_SPACE_BEFORE_CITATION: Final = re.compile(rf"\s{{1,20}}(?={CITED})")
_QUOTED: Final = re.compile('“[^”]{1,1500}”|"[^"]{1,1500}"')
_STOP: Final = re.compile(r"[.!?…](?![.!?…]*[”\"])")
_QUOTING: Final = re.compile(r"^[ \t]*>[ \t>]*", re.MULTILINE)
_LINKS: Final = re.compile(f"[{LINK}{CITED}]+")
_WORD: Final = re.compile(r"\w+")
_ENDED: Final = re.compile(r"[.!?…][\"'”’»)\]*\s]*$")


@dataclass(frozen=True, slots=True)
class _Block:
    """Text that stands together: where it begins in the prose, and whether it is a quotation or an item of a list."""

    start: int
    text: str
    is_quotation: bool = False
    is_item: bool = False


def uncited_problems(page: Page) -> list[Problem]:
    """Find the sentences of an incident, an actor or a place that have no citation, in or behind them.

    Not looked at: tables, footnotes, questions, what ends with a colon, what hardly does more than lead elsewhere, items of
    lists that are no sentences. A block quotation needs one citation.
    """
    if page.kind not in _PROVED:
        return []
    prose = page.body.prose
    # Where all are silenced, one shows that there is something to silence.
    silenced = [silenced.text for silenced in page.fields.silenced if silenced.rule == SENTENCE_UNCITED.id]
    # What is silenced by its words takes no other sentence's place.
    most = MOST + len(silenced)
    spans = [*islice((span for block in _blocks(prose.text) for span in _uncited(block)), 1 if None in silenced else most + 1)]
    sources: tuple[PageId, ...] = getattr(page.fields, "sources", ())
    source = slug_of(sources[0]) if sources else "source-id"
    hint = f'write behind its full stop `[@{source}: "exact words"]`, or `[@{source}]` for the article as a whole'
    found = []
    for number, ((start, end), (line, column)) in enumerate(
        zip(spans, prose.positions(start for start, _ in spans), strict=True)
    ):
        sentence = f'"{_beginning(prose.text[start:end])}" has no citation'
        message = sentence if number < most else "from here on, more sentences have no citation"
        found.append(problem(SENTENCE_UNCITED, Position(page.path, line, column), message, hint))
    return found


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks of a prose but for tables and footnotes, each item of a list by itself."""
    offset = 0
    run: list[tuple[int, str]] = []
    for line in [*text.split("\n"), ""]:
        if line and not line.isspace():
            run.append((offset, line))
        elif run:
            yield from _parts(run)
            run = []
        offset += len(line) + 1


def _parts(lines: list[tuple[int, str]]) -> Iterator[_Block]:
    first = lines[0][1].lstrip()
    if first.startswith("|") or _FOOTNOTE.match(first) or any(_TABLE_RULE.fullmatch(line) for _, line in lines[1:2]):
        return
    is_quotation = first.startswith(">")
    part: list[tuple[int, str]] = []
    is_item = False
    for start, line in lines:
        marker = None if is_quotation else _MARKER.match(line)
        if marker and part:
            yield _block(part, is_quotation=False, is_item=is_item)
            part = []
        is_item = is_item or marker is not None
        begins = marker.end() if marker else 0
        part.append((start + begins, line[begins:]))
    yield _block(part, is_quotation=is_quotation, is_item=is_item)


def _block(lines: list[tuple[int, str]], *, is_quotation: bool, is_item: bool) -> _Block:
    """Put lines of prose together: what is cited stands right behind its sentence, and quoted full stops end none."""
    start = lines[0][0]
    text = "\n".join(line for _, line in lines)
    if is_quotation:
        text = re.sub("^[ \t>]+", lambda match: " " * len(match[0]), text, flags=re.MULTILINE)
    text = text.replace("*", " ")
    if CITED in text:
        text = _SPACE_BEFORE_CITATION.sub(lambda match: CITED * len(match[0]), text)
    if "“" in text or '"' in text:
        text = _QUOTED.sub(lambda match: _STOP.sub(",", match[0]), text)
    return _Block(start, text, is_quotation, is_item)


def _uncited(block: _Block) -> Iterator[Span]:
    text = block.text
    end = 0
    for past in chain(() if block.is_quotation else ends(text), (len(text),)):
        start, end = end, past
        sentence = text[start:end]
        if CITED not in sentence and _states(sentence, block):
            begins = start + len(sentence) - len(sentence.lstrip())
            yield block.start + begins, block.start + start + len(sentence.rstrip())


def _states(sentence: str, block: _Block) -> bool:
    """Tell whether a sentence says something that could be proved."""
    words = len(_WORD.findall(sentence))
    has_link = LINK in sentence
    if words <= (FEW_BESIDE_LINKS if has_link else FEW_WORDS) or "???" in sentence:
        return False
    return not sentence.rstrip().endswith((":", "?")) and (not block.is_item or _ENDED.search(sentence) is not None)


def _beginning(sentence: str) -> str:
    """Return the first words of a sentence, with dots for its links."""
    words = _LINKS.sub("…", _QUOTING.sub("", sentence.replace("*", ""))).split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
