"""Where an article names pages of the wiki, by any of their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.articles import Article
from builder.ids import PageId
from builder.lexicon import Lexicon, words_of
from builder.passages import Span

_LEADING: Final = re.compile(r"^\W+")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a text: where it stands (in the normal text), its words, and each page that answers to it."""

    span: Span
    words: str
    pages: tuple[PageId, ...]


def namings(article: Article, lexicon: Lexicon) -> tuple[Naming, ...]:
    """Return the names in an article, in order; at each place the longest counts."""
    text = article.text.normal
    words = words_of(text)
    openings = {start for start, _ in article.all_sentences} | {start for start, _ in words if text[start - 1 : start] == '"'}
    found = []
    for name in lexicon.find(text, words, openings):
        start = words[name.first][0]
        # A name may end in a sign that is no word: U.S.
        span = start, max(words[name.past - 1][1], start + len(_LEADING.sub("", name.answering[0][1])))
        found.append(Naming(span, text[slice(*span)], tuple(dict.fromkeys(page for page, _ in name.answering))))
    return tuple(found)


def first_of_each(found: Iterable[Naming]) -> Iterator[tuple[PageId, Naming]]:
    """Yield each page that a text names by a name that no other page has, with where it first does."""
    seen: set[PageId] = set()
    for naming in found:
        if len(naming.pages) == 1 and naming.pages[0] not in seen:
            seen.add(naming.pages[0])
            yield naming.pages[0], naming


def ambiguous(found: Iterable[Naming]) -> dict[str, tuple[PageId, ...]]:
    """Return the names in a text that several pages have, and these."""
    return {naming.words: naming.pages for naming in found if len(naming.pages) > 1}
