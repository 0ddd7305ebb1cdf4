"""How much of each archived article the wiki holds: sentences that no page quotes, names that no page answers to."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from builder.articles import Article, is_within, merged
from builder.ids import PageId
from builder.model import Entry, Wiki
from builder.passages import UNSEEN, Span, normal
from builder.problems import Problem, problem
from builder.rules import LEFT_OUT
from builder.schema import Source

What = Literal["sentence", "words", "name", "aside"]
# So many words of a sentence that is quoted may stay unquoted together before it is told: *For its part* says nothing.
FEW_WORDS: Final = 3
_BY_ITS_LOOKS: Final = "it looks like a caption, a button of the web page, or a line that stands twice"
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the wiki doesn't hold of an article: its words, and their line and column in the archive.

    It is a sentence that no page quotes, several ``words`` of a sentence that some page quotes, or a name that no page answers
    to. ``reason`` is why it is left out on purpose; empty where nothing says so. An ``aside`` is what the article holds besides
    its own text, and why it is taken for that.
    """

    what: What
    line: int
    column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the wiki holds of one article: how many of its own sentences and words it quotes; gaps and asides, in order."""

    source: PageId
    page: str
    archive: str
    sentences: int
    sentences_quoted: int
    words: int
    words_quoted: int
    gaps: tuple[Gap, ...]
    asides: tuple[Gap, ...]


def coverage(wiki: Wiki) -> tuple[Coverage, ...]:
    """Return what the wiki holds of each archived article, in the order of their sources' ids."""
    found = []
    for source, article in sorted(wiki.articles.items()):
        entry = wiki.entries.get(source)
        if entry and isinstance(entry.page.fields, Source):  # None for a draft
            found.append(_of(entry, entry.page.fields, article))
    return tuple(found)


def needless_problems(wiki: Wiki) -> list[Problem]:
    """Find what sources leave out on purpose that some page quotes or answers to."""
    found = []
    for source, article in wiki.articles.items():
        entry = wiki.entries.get(source)
        if entry is None or not article.left_out:
            continue
        gaps = [span for _, span in _gaps(entry, article, _read(entry, article))]
        needed = {article.left_out_as(span) for span in gaps}
        for number, words in enumerate(article.left_out):
            if number not in needed and article.text.has(normal(words)):
                message, hint = _needless(article, number, gaps)
                at = entry.page.position("left_out", number, "text")
                found.append(problem(LEFT_OUT, at, f'"{words}" leaves nothing out: {message}', hint))
    return found


def _needless(article: Article, number: int, gaps: list[Span]) -> tuple[str, str]:
    """Say why the passage ``number`` of ``left_out`` leaves nothing out, and the cure."""
    if any(article.is_in_left_out(span, number) for span in gaps):
        return "another entry has it", "take it out of `left_out`"
    if any(article.is_in_left_out(span, number) for span in article.sentences):
        return "a page quotes it", "take it out of `left_out`"
    if all(article.is_aside(span) for span in article.text.find(normal(article.left_out[number]))):
        return "it is no part of the article itself", "take it out of `left_out`"
    return "it is no gap that `wiki check --coverage` tells", "give the words as told there, or take it out of `left_out`"


_Words = list[tuple[Span, bool]]
"""The words of a sentence, and whether each is quoted."""


def _read(entry: Entry, article: Article) -> list[tuple[Span, _Words]]:
    """Return the article's own sentences with their words."""
    quoted = merged(quotation.span for quotation in entry.quotations)

    def words(sentence: Span) -> _Words:
        return [(match.span(), is_within(match.span(), quoted)) for match in _WORD.finditer(article.text.normal, *sentence)]

    return [(sentence, words(sentence)) for sentence in article.sentences]


def _gaps(entry: Entry, article: Article, sentences: list[tuple[Span, _Words]]) -> list[tuple[What, Span]]:
    """Return what no page quotes and the names that none answers to, in the order of the text."""
    unquoted = set(article.unquoted(quotation.span for quotation in entry.quotations))
    gaps: list[tuple[What, Span]] = [("sentence", sentence) for sentence, _ in sentences if sentence in unquoted]
    gaps += (("words", span) for sentence, words in sentences if sentence not in unquoted for span in _missed(words))
    gaps += (("name", name.span) for name in entry.unanswered)
    return sorted(gaps, key=lambda gap: gap[1])


def _missed(words: _Words) -> Iterator[Span]:
    """Yield where more than a few words of a sentence follow each other of which none is quoted."""
    for is_quoted, run in groupby(words, key=lambda word: word[1]):
        missed = [word for word, _ in run]
        if not is_quoted and len(missed) > FEW_WORDS:
            yield missed[0][0], missed[-1][1]


def _of(entry: Entry, fields: Source, article: Article) -> Coverage:
    sentences = _read(entry, article)
    gaps = _gaps(entry, article, sentences)
    unquoted = sum(1 for what, _ in gaps if what == "sentence")
    return Coverage(
        entry.page.id,
        entry.page.path,
        fields.archive.file,
        sentences=len(sentences),
        sentences_quoted=len(sentences) - unquoted,
        words=sum(len(words) for _, words in sentences),
        words_quoted=sum(is_quoted for _, words in sentences for _, is_quoted in words),
        gaps=tuple(_told(article, gaps, lambda span: _why_left_out(article, fields, span))),
        asides=tuple(
            _told(article, [("aside", span) for span in article.asides], lambda span: _why_aside(article, fields, span))
        ),
    )


def _why_left_out(article: Article, fields: Source, span: Span) -> str:
    number = article.left_out_as(span)
    return "" if number is None else fields.left_out[number].note


def _why_aside(article: Article, fields: Source, span: Span) -> str:
    words = article.text.normal[slice(*span)]
    declared = (aside for aside in fields.asides if normal(aside.text) in words)
    return next((aside.note or aside.quotable or "" for aside in declared), _BY_ITS_LOOKS)


def _told(article: Article, gaps: Iterable[tuple[What, Span]], why: Callable[[Span], str]) -> Iterator[Gap]:
    """Yield gaps as they stand in the archived text, with the reason that ``why`` gives."""
    text = article.text.text
    found = list(gaps)
    raw = article.text.raw([span for _, span in found])
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for what, span in found:
        start, end = raw[span]
        line = bisect_right(lines, start)
        shown = " ".join(text[start:end].translate(UNSEEN).split())
        yield Gap(what, line, start - lines[line - 1] + 1, shown, " ".join(why(span).split()))
