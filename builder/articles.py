"""An archived article: its sentences, the lines in it that are none of its own, and what its source page says of others."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from builder.passages import Passages, Span, normal
from builder.sentences import sentences

# An aside that stands in a text more often is not looked for further.
MOST_PLACES: Final = 100
# How long, in characters, the lines of a wrapped text are that go on in the next.
WRAPPED_AT: Final = (50, 100)
# Lines that web pages leave in an archived text, and credits of pictures.
_BUTTONS: Final = (
    "facebook|twitter|x|messenger|whatsapp|linkedin|pinterest|reddit|telegram|email|e-mail|print|sharethis|copy link|share"
)
_REMAINDER: Final = re.compile(
    rf"(?:{_BUTTONS})(?: sharing)?(?: button)?|share (?:this|on|via)\b.{{0,40}}|related (?:articles?|stories|news|topics)"
    r"|you (?:may|might) also like|read (?:more|also|next)|advertisements?|sponsored|administrator|logo|menu|top|back to top"
    r"|(?:image|photo|picture|file photo|photograph)(?: ?(?:source|credit|by|courtesy))? ?:.*|(?:caption|credit) ?:.*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Article:
    """An archived text with what it holds besides the article: ``declared`` are the words that its source page names.

    Those of them that are ``quotable`` prove something all the same. ``translated`` is speech that is or may be a translation,
    ``left_out`` what no page quotes or answers to, on purpose. The ``headline`` is no sentence: it is the source's title.
    All spans are of the normal text.
    """

    text: Passages
    declared: tuple[str, ...] = ()
    quotable: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    headline: str = ""

    @cached_property
    def _lines(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The spans of all sentences, and of lines that are remainders of a web page by their words, or say a line again."""
        found: list[Span] = []
        remainders: list[Span] = []
        passed = 0
        seen: set[str] = set()
        for written in _paragraphs(self.text.text):
            if written in seen or _REMAINDER.fullmatch(written):
                remainders.append((passed, passed + len(written)))
            seen.add(written)
            start = passed
            for sentence in sentences(written):
                start = self.text.normal.index(sentence, start)
                found.append((start, start + len(sentence)))
                start += len(sentence)
            passed += len(written) + 1
        return tuple(found), tuple(remainders)

    @cached_property
    def asides(self) -> tuple[Span, ...]:
        """The spans that are no part of the article's own text: captions, share buttons, remains of its web page."""
        # Between two lines that follow each other stands one space.
        return tuple(merged([*self._lines[1], *self._places(self.declared)], gap=1))

    @cached_property
    def _quotable(self) -> tuple[Span, ...]:
        return tuple(merged(self._places(self.quotable)))

    @cached_property
    def _translated(self) -> tuple[Span, ...]:
        return tuple(merged(self._places(self.translated)))

    @cached_property
    def _left_out(self) -> tuple[tuple[Span, ...], ...]:
        return tuple(tuple(merged(self._places([words]))) for words in self.left_out)

    def _places(self, passages: Iterable[str]) -> Iterator[Span]:
        return (span for words in passages for span in islice(self.text.find(normal(words)), MOST_PLACES))

    @property
    def all_sentences(self) -> tuple[Span, ...]:
        """The spans of all sentences, the headline and those that are asides among them, in order."""
        return self._lines[0]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the article's own sentences, in order."""
        headline = normal(self.headline)
        return tuple(
            span for span in self.all_sentences if not self.is_aside(span) and self.text.normal[span[0] : span[1]] != headline
        )

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span lies wholly in what is none of the article's own text."""
        return is_within(span, self.asides)

    def is_quotable(self, span: Span) -> bool:
        """Tell whether a span may be quoted: it is the article's own, or its source page says why."""
        return not self.is_aside(span) or is_within(span, self._quotable)

    def is_translated(self, span: Span) -> bool:
        """Tell whether a span has words of speech that is or may be a translation."""
        return _touches(span, self._translated)

    def left_out_as(self, span: Span) -> int | None:
        """Return which of ``left_out`` holds a span, but for the signs that end it; None if none does."""
        return next((number for number in range(len(self.left_out)) if self.is_in_left_out(span, number)), None)

    def is_in_left_out(self, span: Span, number: int) -> bool:
        """Tell whether the passage ``number`` of ``left_out`` holds a span, but for the signs that end it."""
        text = self.text.normal[span[0] : span[1]]
        return is_within((span[0], span[0] + len(text.rstrip(".!?…\"')]"))), self._left_out[number])

    def around(self, span: Span) -> Span:
        """Return the span of the sentences that ``span`` touches, at least itself."""
        every = self.all_sentences
        first = bisect_right(every, span[0], key=lambda sentence: sentence[0]) - 1
        last = bisect_left(every, span[1], key=lambda sentence: sentence[0]) - 1
        return min(every[first][0], span[0]), max(every[last][1], span[1])

    def unquoted(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return the article's own sentences that ``spans`` don't touch."""
        together = merged(spans)
        return tuple(sentence for sentence in self.sentences if not _touches(sentence, together))


def _before(spans: Sequence[Span], place: int) -> Span | None:
    """Return the last of ``spans`` (merged) that begins before ``place``."""
    at = bisect_left(spans, place, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 else None


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span shares a character with one of ``others`` (merged)."""
    last = _before(others, span[1])
    return last is not None and last[1] > span[0]


def is_within(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span lies wholly in one of ``others`` (merged)."""
    last = _before(others, span[0] + 1)
    return last is not None and span[1] <= last[1]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text (normal), those that were only wrapped as one."""
    lines = [normal(line) for line in text.split("\n")]
    is_wrapped = max(map(len, lines)) <= WRAPPED_AT[1]
    paragraph: list[str] = []
    for line, following in pairwise([*lines, ""]):
        paragraph.append(line)
        if not _goes_on(line, following, is_wrapped=is_wrapped):
            if line:
                yield " ".join(paragraph)
            paragraph = []


def _goes_on(line: str, following: str, *, is_wrapped: bool) -> bool:
    """Tell whether a line ends in the middle of a sentence; headlines, captions and remainders do not."""
    if not line or not following or line[-1] in ".!?:;\"'" or _REMAINDER.fullmatch(line) or _REMAINDER.fullmatch(following):
        return False
    return following[0].islower() or (is_wrapped and len(line) >= WRAPPED_AT[0])


def is_remainder(line: str) -> bool:
    """Tell whether a line (normal) is by its words what web pages leave in a text: a button, the credit of a picture."""
    return _REMAINDER.fullmatch(line) is not None


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Return spans in order, those that touch or lie no more than ``gap`` apart as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
