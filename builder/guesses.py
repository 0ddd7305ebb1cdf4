"""What an archived article says of itself: headline, day, outlet, agencies, and what its web page left behind; and how sure that is.

Only what can be read is taken. What the text leaves open stays open: a day without a year is no date.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from builder.articles import WRAPPED_AT, Article, is_remainder, is_within, merged
from builder.datewords import Dated, dateline, dates_in, hints_in, years_that_fit
from builder.ids import PageId
from builder.languages import language_of
from builder.namings import Naming
from builder.passages import normal
from builder.schema import MAX_PASSAGES

How = Literal["sure", "likely", "open"]
_MOST_TITLE: Final = 200
# So many readings are offered where no one is certain; so long may be what a web page left behind.
_MOST_OTHERS: Final = 6
_LONGEST_ASIDE: Final = 1000
_BYLINE: Final = re.compile(r"(?:by|from|story by|written by|reporting by|editing by) [^\W\d_].{2,60}", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_NO_HEADLINE: Final = re.compile(
    r"(?:\W*|.{0,40}\btranslated (?:from|by)\b.{0,40}|(?:image|media|photo) (?:source|caption|credit)\b.*|(?:updated|published|posted|by|share|news|world|home|reuters|afp|ap)\b.{0,40})",
    re.IGNORECASE,
)
_REMAINS_OF_BBC: Final = re.compile(r"(?:image|media) (?:source|caption|credit), .{1,300}", re.IGNORECASE)
_OUTLET_AT_END: Final = re.compile(r"^(?P<title>.{15,}?) (?:[|]|-) (?P<outlet>[^|]{2,40})$")
_LIKE_AN_OUTLET: Final = re.compile(
    r"\b(?:News|Times|Post|Media|Press|Herald|TV|Guardian|Tribune|Gazette|Journal|Today|Radio|Al Jazeera|CNN)\b"
)
# Agencies that outlets all over the world relay, by the names that stand in articles.
AGENCIES: Final = (
    "Agence France-Presse", "AFP", "Associated Press", "The Associated Press", "AP", "Reuters", "Xinhua", "dpa", "DPA", "EFE", "ANSA",
    "TASS", "Tass", "Interfax", "RIA Novosti", "Anadolu Agency", "Anadolu", "IRNA", "Tasnim", "Fars News Agency", "UPI", "PTI", "ANI",
    "SANA", "WAFA", "Kyodo", "Bernama", "Bloomberg",
)  # fmt: skip
_AGENCY: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))})(?![\w-])")
_TOLD_TO: Final = re.compile(
    r"(?:\b(?:told|telling|tells|spoke to|speaking to|speak to|said to|quoted by|cited by|reported by|according to|interview with|agency)"
    r"(?: the)?(?: \w+)?(?: news)?(?: agency)?|\((?:\w+[/ ,])*) ?\Z"
)
_AS_AGENCY: Final = re.compile(
    r"'?s? (?:news agency|reporters?|correspondents?|journalists?|photographers?)\b|(?:[/, ]\w+){0,6}\)"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What is taken for one field: the value, none where it is ``open``; how sure; why, and what else it may be, in words."""

    value: str | None
    how: How
    why: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines that are none of the article's own: their words, what they are, and whether the date or the outlet rests on them."""

    text: str
    note: str
    is_proof: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says of itself. ``agencies`` and ``strangers`` are those with and without a page, with why they are taken."""

    title: Guess
    published: Guess
    publisher: Guess
    lang: Guess
    agencies: Mapping[PageId, str]
    strangers: Mapping[str, str]
    asides: tuple[Aside, ...]
    dates: tuple[Dated, ...]
    hints: tuple[tuple[str, int], ...]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, normal."""
    return [normal(line) for line in text.split("\n")]


def read(article: Article, found: Iterable[Naming], media: Collection[PageId], years: Collection[int]) -> Reading:
    """Read an article. ``found`` are the names in it, ``media`` the actors that are media, ``years`` those of the wiki's sources."""
    lines = lines_of(article.text.text)
    dates = dates_in(lines)
    named = [naming for naming in found if len(naming.pages) == 1 and naming.pages[0] in media]
    title = _title(lines)
    publisher = _publisher(article, lines, dates, named)
    agencies = {page: why for page, why in _agencies(article, named) if page != publisher.value}
    strangers = dict(_strangers(article, lines, [naming.span for naming in named]))
    language = language_of(article.text.normal)
    lang = Guess(language.tag or None, "likely" if language.tag else "open", language.why, language.others)
    named_years = {int(year) for year in re.findall(r"\b(?:19|20)[0-9]{2}\b", article.text.normal)}
    asides = tuple(islice(_asides(article, lines, dates), MAX_PASSAGES))
    return Reading(
        title, _published(dates, named_years | {*years}), publisher, lang, agencies, strangers, asides, dates, hints_in(lines)
    )


def bylines(article: Article) -> list[str]:
    """Return the lines (normal) that say who wrote an article."""
    return [line for line in lines_of(article.text.text) if _BYLINE.fullmatch(line)]


# Headline


def _title(lines: list[str]) -> Guess:
    written = [(number, line) for number, line in enumerate(lines, 1) if line]
    is_wrapped = max(map(len, lines), default=0) <= WRAPPED_AT[1]
    for place, (number, line) in enumerate(written[:8]):
        is_again = [other for other, text in written[place + 1 :] if text == line]
        following = lines[number] if number < len(lines) else ""
        is_prose = is_wrapped and len(line) >= WRAPPED_AT[0] and following and not is_again
        if _is_headline(line) and not is_prose and any(len(text) > len(line) for _, text in written[place + 1 :]):
            suffix = _OUTLET_AT_END.match(line)
            title = suffix["title"] if suffix and suffix["outlet"][:1].isupper() and len(suffix["outlet"].split()) <= 4 else line
            if is_again:
                return Guess(title, "sure", f"line {number}, which line {is_again[0]} says again")
            is_first = place == 0
            what = "the first line" if is_first else f"line {number}, the first that can be one"
            return Guess(title, "likely", f"{what}, without a full stop")
        if len(line) > _MOST_TITLE or (line[-1:] == "." and len(line.split()) > 12):
            break
    return Guess(None, "open", "no short line without a full stop stands before the text")


def _is_headline(line: str) -> bool:
    """Tell whether a line (normal) can be a headline: short, some words, no full stop, no date, byline or remainder of a web page."""
    if not 10 <= len(line) <= _MOST_TITLE or len(_WORD.findall(line)) < 3 or line[-1] in ".;,:" or dateline(line):
        return False
    if _NO_HEADLINE.fullmatch(line) or _BYLINE.fullmatch(line) or is_remainder(line):
        return False
    return all(dated.where == "prose" or len(line.split()) > 8 for dated in dates_in([line]))


# Day


def _published(dates: tuple[Dated, ...], years: Collection[int]) -> Guess:
    shown = [dated for dated in dates if dated.where != "prose"]
    for where in (("published",), ("line",), ("dateline",), ("updated",)):
        here = [dated for dated in shown if dated.where in where]
        days = {dated.exact for dated in here}
        if not here:
            continue
        if len(days) == 1 and (day := days.pop()) and all(dated.of_year(day.year) for dated in here):
            every = [f"“{dated.words}” (line {dated.line})" for dated in shown if dated.exact == day]
            others = tuple(_reading(dated, years) for dated in shown if dated.exact != day)[:_MOST_OTHERS]
            how: How = "sure" if where in (("published",), ("line",)) and not others else "likely"
            return Guess(day.isoformat(), how, " and ".join(every[:3]), others)
        return Guess(None, "open", "", tuple(dict.fromkeys(_reading(dated, years) for dated in shown[:_MOST_OTHERS])))
    named = max((dated for dated in dates if dated.exact), key=lambda dated: (dated.exact, -dated.line), default=None)
    latest = f"; the latest that it names with its year is {named.exact} (“{named.words}”, line {named.line})" if named else ""
    return Guess(None, "open", f"the text shows no day of its own{latest}")


def _reading(dated: Dated, years: Collection[int]) -> str:
    """Say what a day can be in EDTF, as far as the text tells."""
    words = f"“{dated.words}” (line {dated.line})"
    if dated.other and dated.year:
        return f"{words} is {dated.year}-{dated.month:02}-{dated.day:02} or {dated.other}"
    if dated.year:
        clash = "" if dated.of_year(dated.year) else f", which is no {dated.weekday}"
        return f"{words} is {dated.year}-{dated.month:02}-{dated.day:02}{clash}"
    fitting = years_that_fit(dated, range(min(years) - 1, max(years) + 2) if years else ())
    near = f"; near the years of the text and the wiki it is a {dated.weekday} in {_listed(fitting)}" if dated.weekday else ""
    return f"{words} has no year: YYYY-{dated.month:02}-{dated.day:02}{near if fitting else ''}"


def _listed(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


# Outlet and agencies


def _publisher(article: Article, lines: list[str], dates: tuple[Dated, ...], media: list[Naming]) -> Guess:
    text = article.text.normal
    found: dict[str, str] = {}
    names = {naming.words: naming.pages[0] for naming in media}
    for number, line in _shown_apart(lines, dates):
        if _NO_HEADLINE.fullmatch(line) and not any(dated.line == number for dated in dates):
            continue
        for words, outlet in names.items():
            if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line):
                found.setdefault(outlet, f"“{words}” in line {number}, “{line[:60]}”")
    opening = next((start for line in lines if (start := dateline(line))), None)
    if not found and opening and opening[2]:
        last = next((line for line in reversed([line for line in lines if line.count(" ") > 3])), "")
        for naming in media:
            if naming.words == opening[2] and last.endswith(f"- {opening[2]}"):
                found.setdefault(naming.pages[0], f"“{opening[2]}” in the dateline and at the end")
    others = tuple(dict.fromkeys(_outlets(lines, dates, text)))
    if len(found) == 1:
        ((page, why),) = found.items()
        return Guess(page, "likely", why)
    return Guess(None, "open", "" if found else "no known outlet stands in a line of its own", (*found, *others)[:_MOST_OTHERS])


def _shown_apart(lines: list[str], dates: tuple[Dated, ...]) -> Iterator[tuple[int, str]]:
    """Yield the short lines at the beginning and end of a text, and those with its date."""
    written = [(number, line) for number, line in enumerate(lines, 1) if line]
    dated = {day.line for day in dates if day.where in ("line", "published", "updated")}
    for number, line in written:
        is_outside = (number, line) in written[:10] or (number, line) in written[-5:]
        if number in dated or (is_outside and len(line.split()) <= 6 and line[-1] not in ".!?"):
            yield number, line


def _outlets(lines: list[str], dates: tuple[Dated, ...], text: str) -> Iterator[str]:
    """Yield what may be the outlet's name: words beside the date, or behind the headline."""
    for number, line in _shown_apart(lines, dates):
        for dated in (dated for dated in dates if dated.line == number):
            before = line.partition(dated.words)[0].strip(" -|,•:")
            if (
                before[:1].isupper()
                and 1 <= len(before.split()) <= 5
                and not re.match(r"(?i)(?:first |last )?(?:published|updated|posted|date|modified)", before)
            ):
                yield f"“{before}” (line {number})"
    for number, line in enumerate(lines[:10], 1):
        if _LIKE_AN_OUTLET.search(line) and len(line.split()) <= 4 and line[-1] not in ".!?:":
            yield f"“{line}” (line {number})"
        if (match := _OUTLET_AT_END.match(line)) and match["outlet"][:1].isupper() and text:
            yield f"“{match['outlet']}” (line {number})"


def _agencies(article: Article, media: list[Naming]) -> Iterator[tuple[PageId, str]]:
    for naming in media:
        if not article.is_aside(naming.span) and (words := _relayed(article.text.normal, naming.span)):
            yield naming.pages[0], f"“{words}”"


def _strangers(article: Article, lines: list[str], known: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Yield agencies that the wiki has no page of."""
    text, named = article.text.normal, merged(known)
    for match in _AGENCY.finditer(text):
        if not is_within(match.span(), named) and not article.is_aside(match.span()) and (words := _relayed(text, match.span())):
            yield match[0], f"“{words}”"
    names = {text[slice(*span)] for span in known}
    for line in lines[:20]:
        opening = dateline(line)
        if opening and opening[2] and opening[2].isupper() and not any(name in opening[2] for name in names):
            yield opening[2], f"“{line[: opening[1]].strip()}”"


def _relayed(text: str, span: tuple[int, int]) -> str:
    """Return the words that show that an agency named at ``span`` is relayed; nothing where none do."""
    start, end = span
    before, after = _TOLD_TO.search(text, max(0, start - 40), start), _AS_AGENCY.match(text, end)
    if not before and not after:
        return ""
    return text[before.start() if before else start : after.end() if after else end].strip()


# What is no article


def _asides(article: Article, lines: list[str], dates: tuple[Dated, ...]) -> Iterator[Aside]:
    """Yield lines that are none of the article's own, those that follow each other as one."""
    text = article.text
    days = {dated.line for dated in dates if dated.where in ("line", "published", "updated")}
    run: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate([*lines, ""], 1):
        is_left = bool(line) and (is_remainder(line) or _REMAINS_OF_BBC.fullmatch(line) is not None)
        if run and line and not is_left:
            yield from _as_aside(text.normal, run, seen)
            run = []
        if is_left:
            run.append(line)
        elif number in days and not _is_headline(line):
            yield from _as_aside(text.normal, [line], seen, is_proof=True)
    yield from _as_aside(text.normal, run, seen)


def _as_aside(text: str, lines: list[str], seen: set[str], *, is_proof: bool = False) -> Iterator[Aside]:
    words = " ".join(lines)
    # Words that the article itself has, too, would be taken out of it.
    if (
        not lines
        or len(words) > _LONGEST_ASIDE
        or words in seen
        or len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text)) != 1
    ):
        return
    seen.add(words)
    what = "What the web page left behind." if len(lines) > 1 or len(words) < 40 else "The credit or caption of a picture."
    yield Aside(words, "A line of the web page with the date." if is_proof else what, is_proof)
