"""How archived articles write the names of actors, places and free pages, and which names in them no page answers to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.articles import Article
from builder.dates import MONTHS, WEEKDAYS
from builder.findings import Spelling, Unanswered
from builder.ids import PageId
from builder.lexicon import Lexicon, words_of
from builder.passages import Span

# No reader wants more names of one article.
MOST: Final = 500
_CALENDAR: Final = frozenset((*WEEKDAYS, *MONTHS.values()))


@dataclass(frozen=True, slots=True)
class Spelt:
    """The names in one article: which pages' in which spellings, and those that no page answers to."""

    named: tuple[tuple[PageId, str], ...]
    unanswered: tuple[Unanswered, ...]


def spelt(article: Article, lexicon: Lexicon) -> Spelt:
    """Return the names in one article."""
    text = article.text.normal
    words = words_of(text)
    openings = _openings(article, words)
    named: dict[tuple[PageId, str], None] = {}
    covered: set[int] = set()
    for found in lexicon.find(text, words, openings):
        named |= dict.fromkeys(found.answering)
        covered.update(range(found.first, found.past))
    runs: dict[tuple[str, int | None], Unanswered] = {}
    for span in _capitalised(article, words, covered, openings):
        name, left_out = text[span[0] : span[1]], article.left_out_as(span)
        runs.setdefault((name, left_out), Unanswered(name, span, left_out is not None))
    return Spelt(tuple(named), tuple(islice(runs.values(), MOST)))


def spellings(articles: Iterable[tuple[PageId, Spelt]]) -> dict[PageId, tuple[Spelling, ...]]:
    """Return how articles, given with their sources, spell the names of each page that has some."""
    found: dict[PageId, dict[str, dict[PageId, None]]] = defaultdict(lambda: defaultdict(dict))
    for source, article in articles:
        for page, name in article.named:
            found[page][name][source] = None
    return {
        page: tuple(Spelling(text, tuple(sources)) for text, sources in sorted(texts.items())) for page, texts in found.items()
    }


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
