"""An archived article: its sentences, and the lines in it that are none of its own."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
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

    Those of them that are ``quotable`` prove something all the same. All spans are of the normal text.
    """

    text: Passages
    declared: tuple[str, ...] = ()
    quotable: tuple[str, ...] = ()

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
        declared = (span for words in self.declared for span in islice(self.text.find(normal(words)), MOST_PLACES))
        # Between two lines that follow each other stands one space.
        return tuple(merged([*self._lines[1], *declared], gap=1))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the article's own sentences, in order."""
        return tuple(span for span in self._lines[0] if not self.is_aside(span))

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span lies wholly in what is none of the article's own text."""
        before = bisect_right(self.asides, (span[0], len(self.text.normal) + 1)) - 1
        return before >= 0 and span[1] <= self.asides[before][1]

    def is_quotable(self, span: Span) -> bool:
        """Tell whether a span may be quoted: it is the article's own, or its source page says why."""
        allowed = (place for words in self.quotable for place in islice(self.text.find(normal(words)), MOST_PLACES))
        return not self.is_aside(span) or any(start <= span[0] and span[1] <= end for start, end in allowed)

    def around(self, span: Span) -> Span:
        """Return the span of the sentences that ``span`` touches, at least itself."""
        every = self._lines[0]
        first = bisect_right(every, span[0], key=lambda sentence: sentence[0]) - 1
        last = bisect_left(every, span[1], key=lambda sentence: sentence[0]) - 1
        return min(every[first][0], span[0]), max(every[last][1], span[1])

    def quoted(self, spans: Iterable[Span]) -> int:
        """Return how many of the article's own sentences ``spans`` touch."""
        together = merged(spans)
        starts = [start for start, _ in together]

        def is_touched(sentence: Span) -> bool:
            at = bisect_left(starts, sentence[1]) - 1
            return at >= 0 and together[at][1] > sentence[0]

        return sum(map(is_touched, self.sentences))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text (normal), those that were only wrapped as one."""
    lines = [normal(line) for line in text.split("\n")]
    is_wrapped = max(map(len, lines)) <= WRAPPED_AT[1]
    paragraph = ""
    for line, following in pairwise([*lines, ""]):
        paragraph = f"{paragraph} {line}".strip()
        if not _goes_on(line, following, is_wrapped=is_wrapped):
            if paragraph:
                yield paragraph
            paragraph = ""


def _goes_on(line: str, following: str, *, is_wrapped: bool) -> bool:
    """Tell whether a line ends in the middle of a sentence; headlines, captions and remainders do not."""
    if not line or not following or line[-1] in ".!?:;\"'" or _REMAINDER.fullmatch(line) or _REMAINDER.fullmatch(following):
        return False
    return following[0].islower() or (is_wrapped and len(line) >= WRAPPED_AT[0])


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Return spans in order, those that touch or lie no more than ``gap`` apart as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
