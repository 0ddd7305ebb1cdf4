"""Names of pages that stand in the text of a page which nowhere leads there: a pure function of one page and the names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder import urls
from builder.dates import MONTHS, WEEKDAYS
from builder.ids import Kind, PageId
from builder.known import Known
from builder.lexicon import Found, Lexicon, words_of
from builder.model import Page
from builder.outgoing import Outgoing
from builder.passages import Span, normal_in_place
from builder.problems import Position, Problem, problem
from builder.rules import UNLINKED_MENTION

# The frame of each page leads to these.
EVERYWHERE: Final = (PageId("index"), PageId("about"))
SHORTEST: Final = 3
_CALENDAR: Final = frozenset((*WEEKDAYS, *MONTHS.values()))
# What others say is theirs, and names in it stand as they were said; a block quotation is quoted, too.
_QUOTED: Final = re.compile(
    "|".join(rf"{first}(?:[^{first}{last}\n]|\n(?![ \t]*\n)){{1,1500}}+{last}" for first, last in ("“”", '""', "‘’", "«»"))
    + r"|^[ \t]*>[^\n]*",
    re.MULTILINE,
)
# What stands before the first word of a sentence, an item of a list, or a cell.
_OPENING: Final = re.compile(
    r"(?:\A|\n[ \t]*\n|^[ \t]*(?:[-*+:]|[0-9]{1,9}[.)])[ \t]|\||[.!?:…][\"')\]\x02*]*\s)[\s\"(\[*]{0,20}(?=\w)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A page named in a text, as written there, and the line and column in the file."""

    page: PageId
    name: str
    line: int
    column: int


def searched(page: Page, _: Outgoing) -> str:
    """Return a text with all words of ``page`` that are looked at."""
    return page.body.prose.text


def unlinked(page: Page, out: Outgoing, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the first mention of each page that ``page`` names and leads to by neither a link nor a field.

    In doubt a name is none: one that two pages have, one without a capital letter, one of two letters (*US* is as often an
    adjective), one within a word or a longer run of capitalised words (*Baghdad Post*), and what stands in quotation marks.
    """
    prose = page.body.prose
    if not lexicon.may_stand_in(prose.text):
        return ()
    text = _QUOTED.sub(lambda match: " " * len(match[0]), prose.text)
    plain = normal_in_place(text)
    words = words_of(plain)
    openings = {match.end() for match in _OPENING.finditer(text)}
    led = {page.id, *EVERYWHERE, *(link.target for link in out.links.values()), *(target for target, _ in out.relations)}
    first: dict[PageId, Span] = {}
    found = [*lexicon.find(plain, words, openings)]
    firsts, lasts = {name.first for name in found}, {name.past for name in found}
    for name in found:
        (target, spelling), *others = name.answering
        if target in led or target in first or any(page != target for page, _ in others):
            continue
        if _tells(spelling) and _is_whole(plain, words, name, (firsts, lasts), openings):
            start = words[name.first][0]
            first[target] = start, start + name.length
    at = prose.positions(start for start, _ in first.values())
    return tuple(
        Mention(target, " ".join(text[start:end].split()), line, column)
        for (target, (start, end)), (line, column) in zip(first.items(), at, strict=True)
    )


def unlinked_problems(page: Page, mentions: tuple[Mention, ...], known: Known) -> Iterator[Problem]:
    """Yield what to mend in ``page``, which ``mentions`` other pages without a link.

    To what was withdrawn none need lead, and to a draft none but drafts may, once they are left out.
    """
    for mention in mentions:
        there = known.pages.get(mention.page)
        status = there.fields.status if there else "published"
        if status == "withdrawn" or (status == "draft" and page.fields.status != "draft"):
            continue
        at = Position(page.path, mention.line, mention.column)
        message = f'"{mention.name}" is a name of {mention.page}, and this page nowhere leads there'
        yield problem(UNLINKED_MENTION, at, message, f"write `[[{known.short(mention.page)}|{mention.name}]]`")


def _tells(name: str) -> bool:
    """Tell whether a name is no common word, no month, and no abbreviation of two letters."""
    return not name.islower() and name not in _CALENDAR and sum(map(str.isalnum, name)) >= SHORTEST


def _is_whole(text: str, words: list[Span], name: Found, known: tuple[set[int], set[int]], openings: set[int]) -> bool:
    """Tell whether a name stands by itself: not in a compound, nor in a longer run of capitalised words."""
    firsts, lasts = known
    is_lone = name.past - name.first == 1
    start, end = words[name.first][0], words[name.past - 1][1]
    if is_lone and start in openings and all(urls.kind_of(page) is Kind.NOTE for page, _ in name.answering):
        return False  # *Rockets* at the beginning may be any rockets
    if name.first and name.first not in lasts:
        before = words[name.first - 1]
        between = text[before[1] : start]
        if between == "-" or (is_lone and between == " " and before[0] not in openings and _is_capital(text, before)):
            return False
    if name.past < len(words) and name.past not in firsts:
        after = words[name.past]
        between = text[end : after[0]]
        if between == "-" or (between == " " and _is_capital(text, after)):
            return False
    return True


def _is_capital(text: str, word: Span) -> bool:
    return text[word[0]].isupper() and text[slice(*word)] not in _CALENDAR
