"""Passages of an archived article as it has them: whether they can be quoted, in which line and sentence they stand."""

from bisect import bisect_right
from itertools import islice

from builder.articles import Article
from builder.passages import UNSEEN, Span, normal
from builder.syntax import unwanted_in


def exact(article: Article, span: Span, raw: Span | None = None) -> str | None:
    """Return the words at ``span`` as the archive has them, if they can be quoted: once in the article's own text, and shown.

    ``raw`` is where they lie in the text as it is, if that is known.
    """
    words = article.text.normal[slice(*span)]
    # What stands there more than once is told first: to find a place in the text as it is costs a walk through it.
    if [place for place in islice(article.text.find(words), 100) if not article.is_aside(place)] != [span]:
        return None
    start, end = raw or article.text.raw([span])[span]
    written = " ".join(article.text.text[start:end].translate(UNSEEN).split())
    return None if unwanted_in(written) or normal(written) != words else written


def line_of(article: Article, place: int) -> int:
    """Return the line of the archive in which a place of the normal text lies."""
    start = article.text.raw([(place, place + 1)])[place, place + 1][0]
    return article.text.text.count("\n", 0, start) + 1


def sentence_at(article: Article, place: int) -> Span | None:
    """Return the article's own sentence in which a place of the normal text lies, if it lies in one."""
    at = bisect_right(article.sentences, place, key=lambda span: span[0]) - 1
    return article.sentences[at] if at >= 0 and place < article.sentences[at][1] else None
