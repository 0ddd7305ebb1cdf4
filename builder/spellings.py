"""How archived articles write the names of actors, places and free pages, and which names in them no page answers to.

Each article is walked once, word by word, whatever the number of names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from builder.articles import Article
from builder.dates import MONTHS, WEEKDAYS
from builder.findings import Spelling, Unanswered
from builder.ids import Kind, PageId
from builder.model import Page
from builder.names import written_names
from builder.passages import Span, normal

# Kinds of pages whose names articles may use; incidents and sources are called by titles.
NAMED: Final = (Kind.ACTOR, Kind.PLACE, Kind.NOTE)
_WORD: Final = re.compile(r"\w+")
# No name has more words, and no reader wants more names of one article.
LONGEST: Final = 30
MOST: Final = 500
_CALENDAR: Final = frozenset((*WEEKDAYS, *MONTHS.values()))


@dataclass(slots=True)
class _Branch:
    """The names that begin with some words: those that end here, by length, as searched and as written; what goes on."""

    names: dict[int, dict[str, list[tuple[PageId, str]]]] = field(default_factory=dict)
    further: dict[str, "_Branch"] = field(default_factory=dict)


def spellings(
    pages: Iterable[Page], articles: Mapping[PageId, Article]
) -> tuple[dict[PageId, tuple[Spelling, ...]], dict[PageId, tuple[Unanswered, ...]]]:
    """Return how articles spell the names of each page that has some, and the names in each that no page answers to.

    At each place of a text the longest name counts, so that *Baghdad* is not found in *Baghdad International Airport*.
    """
    root = _Branch()
    for page in pages:
        if page.kind in NAMED:
            for name, _ in written_names(page):
                _add(root, normal(name), page.id)
    found: dict[PageId, dict[str, dict[PageId, None]]] = defaultdict(lambda: defaultdict(dict))
    unanswered: dict[PageId, tuple[Unanswered, ...]] = {}
    for source, article in articles.items():
        text = article.text.normal
        words = [match.span() for match in _WORD.finditer(text)]
        openings = _openings(article, words)
        covered: set[int] = set()
        past = 0  # the first word after the last name found
        for number, (start, end) in enumerate(words):
            branch = root.further.get(text[start:end])
            if branch is None and start in openings:  # *The brigade* where a sentence begins is *the brigade*
                branch = root.further.get(text[start].lower() + text[start + 1 : end])
            if branch and number >= past:
                length, answering = _longest(branch, text, words, number)
                for page_id, name in answering:
                    found[page_id][name][source] = None
                past = number + length
                covered.update(range(number, past))
        runs: dict[tuple[str, int | None], Unanswered] = {}
        for span in _capitalised(article, words, covered, openings):
            name, left_out = text[span[0] : span[1]], article.left_out_as(span)
            runs.setdefault((name, left_out), Unanswered(name, span, left_out is not None))
        unanswered[source] = tuple(islice(runs.values(), MOST))
    used = {
        page_id: tuple(Spelling(text, tuple(sources)) for text, sources in sorted(texts.items()))
        for page_id, texts in found.items()
    }
    return used, unanswered


def _add(root: _Branch, name: str, page: PageId) -> None:
    searched = re.sub(r"^\W+", "", name)
    words = _WORD.findall(searched)
    if not 0 < len(words) <= LONGEST:
        return
    branch = root
    for word in words:
        branch = branch.further.setdefault(word, _Branch())
    # The first letter may be a capital where a sentence begins; the words that lead here have seen to it.
    branch.names.setdefault(len(searched), {}).setdefault(searched[1:], []).append((page, name))


def _longest(branch: _Branch, text: str, words: list[Span], number: int) -> tuple[int, list[tuple[PageId, str]]]:
    """Return the longest name that begins with word ``number``, which leads to ``branch``: its words, and whose it is."""
    found: tuple[int, list[tuple[PageId, str]]] = (0, [])
    length, start = 1, words[number][0]
    while True:
        for size in sorted(branch.names):
            if answering := branch.names[size].get(text[start + 1 : start + size]):
                found = length, answering
        if number + length >= len(words):
            return found
        begin, end = words[number + length]
        further = branch.further.get(text[begin:end])
        if further is None:
            return found
        branch, length = further, length + 1


def _openings(article: Article, words: list[Span]) -> set[int]:
    """Return where sentences begin, in quotation marks too."""
    text = article.text.normal
    return {start for start, _ in article.all_sentences} | {start for start, _ in words if text[start - 1 : start] == '"'}


def _is_apart(text: str, last: Span, start: int) -> bool:
    """Tell whether the word that begins at ``start`` is no neighbour of the word ``last``; that of *U.S. Embassy* is."""
    is_initial = last[1] - last[0] == 1 and text[last[1] : start] == ". "
    return start - last[1] > 1 and not is_initial


def _capitalised(article: Article, words: list[Span], covered: set[int], openings: set[int]) -> Iterator[Span]:
    """Yield where runs of capitalised words stand that belong to no name.

    What the article also has in small letters is no name, and a lone word where a sentence begins tells nothing.
    """
    text = article.text.normal
    small = {text[start:end] for start, end in words if text[start].islower()}

    def tells(run: list[Span]) -> bool:
        first, last = run[0][0], run[-1][1]
        lone = len(run) == 1 and (first in openings or last - first == 1)
        in_small = all(text[start:end].lower() in small for start, end in run)
        return not lone and not in_small and not article.is_aside((first, last))

    run: list[Span] = []
    for number, (start, end) in enumerate([*words, (len(text), len(text))]):
        word = text[start:end]
        is_name = number not in covered and word[:1].isupper() and word not in _CALENDAR
        if run and (not is_name or start in openings or _is_apart(text, run[-1], start)):
            if tells(run):
                yield run[0][0], run[-1][1]
            run = []
        # *The* in *The Iraqi …* begins a sentence, not a name.
        if is_name and (run or start not in openings or word.lower() not in small):
            run.append((start, end))
