"""How much of each archived article the wiki holds: sentences that no page quotes, names that no page answers to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from builder.articles import Article, merged
from builder.ids import PageId
from builder.model import Entry, Wiki
from builder.passages import UNSEEN, Span, normal
from builder.problems import LEFT_OUT, Problem, problem
from builder.schema import Source

What = Literal["sentence", "name"]
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that no page quotes, or a name that no page answers to: its words, and its line and column in the archive.

    ``reason`` is why it is left out on purpose; empty where nothing says so.
    """

    what: What
    line: int
    column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the wiki holds of one article: how many of its own sentences and words it quotes, and the gaps in order."""

    source: PageId
    page: str
    archive: str
    sentences: int
    sentences_quoted: int
    words: int
    words_quoted: int
    gaps: tuple[Gap, ...]


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
        gaps = [span for _, span in _gaps(entry, article)]
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
    message = "it is neither a whole sentence nor a name that no page answers to"
    return message, "give the whole sentence, or take it out of `left_out`"


def _gaps(entry: Entry, article: Article) -> list[tuple[What, Span]]:
    """Return the sentences that no page quotes and the names that none answers to, in the order of the text."""
    sentences: list[tuple[What, Span]] = [
        ("sentence", span) for span in article.unquoted(quotation.span for quotation in entry.quotations)
    ]
    names: list[tuple[What, Span]] = [("name", name.span) for name in entry.unanswered]
    return sorted(sentences + names, key=lambda gap: gap[1])


def _of(entry: Entry, fields: Source, article: Article) -> Coverage:
    gaps = _gaps(entry, article)
    unquoted = sum(1 for what, _ in gaps if what == "sentence")
    words, quoted = _words(article, merged(quotation.span for quotation in entry.quotations))
    return Coverage(
        entry.page.id,
        entry.page.path,
        fields.archive.file,
        sentences=len(article.sentences),
        sentences_quoted=len(article.sentences) - unquoted,
        words=words,
        words_quoted=quoted,
        gaps=tuple(_told(article, fields, gaps)),
    )


def _told(article: Article, fields: Source, gaps: list[tuple[What, Span]]) -> Iterator[Gap]:
    """Yield gaps as they stand in the archived text, with the reason where one is given."""
    text = article.text.text
    raw = article.text.raw([span for _, span in gaps])
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for what, span in gaps:
        start, end = raw[span]
        line = bisect_right(lines, start)
        shown = " ".join(text[start:end].translate(UNSEEN).split())
        left_out = article.left_out_as(span)
        reason = "" if left_out is None else fields.left_out[left_out].note
        yield Gap(what, line, start - lines[line - 1] + 1, shown, reason)


def _words(article: Article, quoted: list[Span]) -> tuple[int, int]:
    """Return how many words the article's own sentences have, and how many of them lie in ``quoted`` (merged)."""
    places = (match.start() for start, end in article.sentences for match in _WORD.finditer(article.text.normal, start, end))
    every = inside = at = 0
    for place in places:
        while at < len(quoted) and quoted[at][1] <= place:
            at += 1
        every += 1
        inside += at < len(quoted) and quoted[at][0] <= place
    return every, inside
