"""All names of the wiki as a tree of words: which of them stand in a text, and where.

A text is walked once, word by word, whatever the number of names.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from builder import urls
from builder.ids import Kind, PageId
from builder.names import Answering
from builder.passages import Span, normal

# Kinds of pages whose names texts may use; incidents and sources are called by titles.
NAMED: Final = (Kind.ACTOR, Kind.PLACE, Kind.NOTE)
# No name has more words.
LONGEST: Final = 30
_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[Span]:
    """Return where the words of a text stand."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: its words by number (from ``first`` up to but not ``past``), and each page that has it, with its spelling.

    ``length`` counts all characters from the first word on: a name may end with another sign, as *C.I.A.* does.
    """

    first: int
    past: int
    length: int
    answering: tuple[tuple[PageId, str], ...]


@dataclass(slots=True)
class _Branch:
    """The names that begin with some words: those that end here, by length, as searched and as written; what goes on."""

    names: dict[int, dict[str, list[tuple[PageId, str]]]] = field(default_factory=dict)
    further: dict[str, "_Branch"] = field(default_factory=dict)


class Lexicon:
    """The names of actors, places and free pages; ``names`` are all of them (normal), each with its page."""

    def __init__(self, pages: Iterable[Answering]) -> None:
        self._root = _Branch()
        self.names: set[tuple[PageId, str]] = set()
        for page, names in pages:
            if urls.kind_of(page) in NAMED:
                for name in names:
                    self._add(normal(name), page)

    def _add(self, name: str, page: PageId) -> None:
        searched = re.sub(r"^\W+", "", name)
        self.names.add((page, searched))
        words = _WORD.findall(searched)
        if not 0 < len(words) <= LONGEST:
            return
        branch = self._root
        for word in words:
            branch = branch.further.setdefault(word, _Branch())
        # The first letter may be a capital where a sentence begins; the words that lead here have seen to it.
        branch.names.setdefault(len(searched), {}).setdefault(searched[1:], []).append((page, name))

    def changed(self, other: "Lexicon") -> frozenset[str]:
        """Return the words that tell a text in which the two may find different names from all others: it has one of them.

        Each is the longest of a name that only one of the two knows, or knows of another page. The first letter of a name is left
        out, for where a sentence begins it may be a capital.
        """
        if other is self:
            return frozenset()
        return frozenset(max(_WORD.findall(name[1:]), key=len, default="") for _, name in self.names ^ other.names)

    def may_stand_in(self, text: str) -> bool:
        """Tell whether some name begins with a word of ``text``: a first look that costs little."""
        words = {*_WORD.findall(text)}
        first = self._root.further.keys()
        return not (first.isdisjoint(words) and first.isdisjoint({word[0].lower() + word[1:] for word in words}))

    def find(self, text: str, words: list[Span], openings: Collection[int]) -> Iterator[Found]:
        """Yield the names in a ``text`` (normal) with these ``words``, in order; none overlaps another.

        At each place the longest name counts, so that *Baghdad* is not found in *Baghdad International Airport*.
        ``openings`` are where sentences begin: *The brigade* there is *the brigade*.
        """
        past = 0
        for number, (start, end) in enumerate(words):
            if number < past:
                continue
            branch = self._root.further.get(text[start:end])
            if branch is None and start in openings:
                branch = self._root.further.get(text[start].lower() + text[start + 1 : end])
            if branch is None:
                continue
            count, length, answering = _longest(branch, text, words, number)
            if count:
                past = number + count
                yield Found(number, past, length, tuple(answering))


def _longest(branch: _Branch, text: str, words: list[Span], number: int) -> tuple[int, int, list[tuple[PageId, str]]]:
    """Return the longest name from word ``number`` on, which leads to ``branch``: its words and characters, and whose it is."""
    found: tuple[int, int, list[tuple[PageId, str]]] = (0, 0, [])
    count, start = 1, words[number][0]
    while True:
        for size in sorted(branch.names):
            if answering := branch.names[size].get(text[start + 1 : start + size]):
                found = count, size, answering
        if number + count >= len(words):
            return found
        begin, end = words[number + count]
        further = branch.further.get(text[begin:end])
        if further is None:
            return found
        branch, count = further, count + 1
