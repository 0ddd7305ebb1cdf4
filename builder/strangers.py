"""Names in an article that no page of the wiki answers to, as pages could be called: most frequent first."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.articles import MOST_PLACES, Article, is_within, merged
from builder.ids import Kind
from builder.lexicon import Lexicon
from builder.namekinds import NEAR, kind_of_name, title_before
from builder.namings import Naming
from builder.passages import Span, normal
from builder.sentences import ABBREVIATIONS
from builder.spellings import spelt

# What has a capital and is no name: words before names and behind datelines, and what people and things are called after.
_NO_NAMES: Final = ABBREVIATIONS | frozenset(
    (
        "a an the at in on it its by he she they this that these those no two three several gmt utc am pm "
        "american arab arabic arabs british chinese christian english european french german indian iranian iranians iraqi iraqis islamic "
        "islamist israeli israelis italian japanese jordanian kurd kurdish kurds kuwaiti lebanese muslim palestinian palestinians persian "
        "russian saudi shia shi'a shiite shi'ite sunni syrian turkish ukrainian western yazidi yemeni americans"
    ).split()
)
# What joins two parts of one name: Saraya Awliya al-Dam, Ministry of Defence, Shi'ite.
_ARTICLE: Final = r"[ -](?:al|el|ad|ar|as|ash|an|ibn|bin|bint|abu)[ -]"
_GOES_ON: Final = re.compile(
    rf"(?:(?:{_ARTICLE}| of (?:the )?)[^\W\d_a-z][\w'-]{{0,40}}(?: [^\W\d_a-z][\w'-]{{0,40}}){{0,4}}|'[a-z]{{2,20}}\b){{1,3}}"
)
_AFTER_ARTICLE: Final = re.compile(rf"{_ARTICLE}\Z", re.IGNORECASE)
_OWNER: Final = re.compile(r"(?:'s?|-)\Z")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name without a page, what it is more likely one of, and how often it stands in the article, of many places the first."""

    name: str
    kind: Kind
    times: int


def strangers(article: Article, lexicon: Lexicon, found: Iterable[Naming], bylines: Iterable[str]) -> list[Stranger]:
    """Return the names in an article, but for those ``found`` and those that *al-* or the like joins to one of them.

    Those that stand in its headline or in ``bylines`` alone are left out, too.
    """
    text = article.text.normal
    # In a headline all words may have capitals.
    apart = merged(span for line in (normal(article.headline), *bylines) for span in islice(article.text.find(line), MOST_PLACES))
    begins = sorted(naming.span[0] for naming in found)
    known = [start for start in begins if _AFTER_ARTICLE.search(text, max(0, start - 6), start)]
    spans = {
        _whole(text, span)
        for name in spelt(article, lexicon).unanswered
        for span in islice(article.text.find(name.text), MOST_PLACES)
        if not is_within(span, apart)
    }
    first: dict[str, Span] = {}
    times: Counter[str] = Counter()
    past = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        is_part = end <= past
        past = max(past, end)
        name = text[start:end]
        if not is_part and bisect_left(known, start) == bisect_left(known, end) and name.lower() not in _NO_NAMES:
            first.setdefault(name, (start, end))
            times[name] += 1
    beside = {name: (text[max(0, start - NEAR) : start], text[end : end + NEAR]) for name, (start, end) in first.items()}
    return [Stranger(name, kind_of_name(name, *beside[name]), count) for name, count in times.most_common()]


def _whole(text: str, span: Span) -> Span:
    """Return the span of a name without what people are called by, and with what *al-* or *of* joins to it."""
    start, end = span
    start += title_before(text[start:end])
    if match := _GOES_ON.match(text, end):
        end = match.end()
    return start, end - len(owner[0]) if (owner := _OWNER.search(text, max(start, end - 2), end)) else end
