"""A new source from a text: its page with what the article says of itself, and what of the wiki the article names."""

import hashlib
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from builder.articles import Article
from builder.dates import parse_date
from builder.gaps import MARK, gap
from builder.guesses import Guess, Reading, bylines, read
from builder.ids import Kind, PageId, slug_of
from builder.load import MAX_ARCHIVE_BYTES, SEEDS
from builder.namings import Naming, ambiguous, first_of_each, namings
from builder.nearby import days_of, likely, told
from builder.newpages import STATUS, NewPage, address_told, chosen, citation, gaps_told, next_told, path_of
from builder.pagetexts import Block, Comment, Line, page_text
from builder.passages import Passages, normal
from builder.slugs import free, headline_slug, slug_for
from builder.strangers import strangers
from builder.survey import Survey, UseError
from builder.syntax import unwanted_in
from builder.urls import MAX_SLUG, kind_of

_MOST_NAMES: Final = 40
_MOST_STRANGERS: Final = 20
_MOST_DAYS: Final = 8
# In quotation marks nothing else means something to a shell.
_SPECIAL: Final = re.compile(r"[\\\"$`!]")


def new_source(survey: Survey, file: Path, wanted: str | None = None) -> NewPage:
    """Return the page of the article in ``file``, with a copy of it unless it lies in ``seeds/``. Raises UseError."""
    content = _bytes(file)
    text = _text(file, content)
    digest = hashlib.sha256(content).hexdigest()
    _refuse_known(survey, digest)
    article = Article(Passages(text))
    found = namings(article, survey.lexicon)
    reading = read(article, found, survey.media(), survey.years())
    article = Article(article.text, declared=tuple(aside.text for aside in reading.asides), headline=reading.title.value or "")
    page = chosen(survey, Kind.SOURCE, wanted, _slug(reading, file, digest))
    archive, is_copy = _archive(survey, file, digest, slug_of(page))
    written = page_text(_fields(survey, reading, archive, digest), _body(article, slug_of(page)))
    files = {archive: content} if is_copy else {}
    after = (
        f"{path_of(page)} is written" + (f", and the text as {archive}." if is_copy else f"; its text is {archive}."),
        *address_told(wanted),
        "",
        *_read(reading),
        *_found(survey, article, found, page),
        *_near(survey, reading, found),
        "",
        *gaps_told(page, written),
        "",
        *next_told(page),
        f"Then: `wiki new incident --source {slug_of(page)}`",
    )
    return NewPage(page, files | {path_of(page): written.encode()}, tuple(_doubts(survey, article)), after)


# The text


def _bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise UseError(f"{file} is a folder; name the text file of one article")
        if file.exists() and not file.is_file():
            raise UseError(f"{file} is no ordinary file")
        if file.stat().st_size > MAX_ARCHIVE_BYTES:
            raise UseError(
                f"{file} has {file.stat().st_size:,} bytes, more than {MAX_ARCHIVE_BYTES:,}; is it one article, as text?"
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise UseError(f"there is no file {file}") from None
    except OSError as error:
        raise UseError(f"{file} can't be read: {error.strerror}") from None


def _text(file: Path, content: bytes) -> str:
    """Return the text as the wiki will read it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        cure = f"save it as UTF-8, or run: iconv -f UTF-16 -t UTF-8 {shlex.quote(str(file))} > article.txt"
        raise UseError(f"{file} is UTF-16, not UTF-8; {cure}")
    if b"\0" in content:
        raise UseError(f"{file} is no text: it holds null bytes; save the article as plain text, UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UseError(
            f"{file} is not UTF-8: byte 0x{content[error.start]:02X} in line {line} means nothing here; save it as UTF-8"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not normal(text):
        raise UseError(f"{file} is empty")
    return text


def _refuse_known(survey: Survey, digest: str) -> None:
    for page, raw in survey.sources():
        archive = raw.fields.get("archive")
        if isinstance(archive, dict) and str(archive.get("sha256")).lower() == digest:
            raise UseError(f"this text is archived already: {page} ({raw.path}) is its source")


def _archive(survey: Survey, file: Path, digest: str, slug: str) -> tuple[str, bool]:
    """Return the path of the archived text below the wiki's folder, and whether a copy is to be written there."""
    seeds = (survey.root / SEEDS).resolve()
    here = file.resolve()
    if here.is_relative_to(seeds):
        path = f"{SEEDS}/{here.relative_to(seeds).as_posix()}"
        if path not in survey.archives or "\\" in path or unwanted_in(path):
            raise UseError(
                f"{file} can't be used where it lies: its name is hidden or odd, or it is a link; copy it elsewhere first"
            )
        return path, False
    same = next((path for path, archive in sorted(survey.archives.items()) if archive and archive.sha256 == digest), None)
    if same and "\\" not in same and not unwanted_in(same):
        return same, False
    taken = {path.removeprefix(f"{SEEDS}/").rpartition(".")[0] for path in survey.archives}
    return f"{SEEDS}/{free(slug, lambda name: name in taken or (seeds / f'{name}.txt').exists(), MAX_SLUG)}.txt", True


def _slug(reading: Reading, file: Path, digest: str) -> str:
    """Return what the source may be called: outlet and day, else words of the headline, else the file's name."""
    publisher, day = reading.publisher.value, reading.published.value
    if publisher and day:
        return f"{slug_of(PageId(publisher))}-{day}"
    title = headline_slug(reading.title.value or "", 4 if day else 6)
    if title:
        return f"{title}-{day}" if day else title
    return slug_for(file.stem) or f"article-{digest[:8]}"


# The page


def _fields(survey: Survey, reading: Reading, archive: str, digest: str) -> Iterator[Line]:
    title = reading.title.value
    if title and (others := survey.names.find(title)):
        # A name is one page's.
        yield "title", gap(f"the headline, “{title}”, is a name of {others[0]} too: make one of the two more precise")
    else:
        yield "title", title or gap("the headline; where the text shows none, `null` and a `title_note` that says so")
    if reading.publisher.value:
        yield "publisher", slug_of(PageId(reading.publisher.value))
        yield "publisher_note", f"Read from {reading.publisher.why}."
    else:
        named = f"; it may be {' or '.join(reading.publisher.others)}" if reading.publisher.others else ""
        yield "publisher", gap(f"actor id of the outlet{named}; where it is not known, `null` and a `publisher_note`")
    if reading.published.value:
        yield "published", reading.published.value
        yield "published_note", f"Read from {reading.published.why}."
    else:
        yield "published", gap(f"when it appeared (EDTF); {'; '.join(reading.published.others) or reading.published.why}")
    yield "lang", reading.lang.value or gap(f"the text's language, such as {' or '.join(reading.lang.others) or 'en'}")
    yield "archive", {"file": archive, "sha256": digest}
    agencies = [slug_of(page) for page in reading.agencies]
    agencies += [gap(f"the page of the agency {name} in {words}") for name, words in reading.strangers.items()]
    yield "agencies", agencies
    yield "summary", gap("one sentence for lists: whose article of when, and on what")
    if reading.asides:
        yield Comment("None of the article's own words. What has `quotable` may be quoted all the same.")
        yield (
            "asides",
            Block(
                tuple(
                    {"text": aside.text, "note": aside.note}
                    | ({"quotable": "The date of publication or the outlet rests on it."} if aside.is_proof else {})
                    for aside in reading.asides
                    if not unwanted_in(aside.text)
                ),
                is_long=True,
            ),
        )
    yield STATUS


def _body(article: Article, slug: str) -> str:
    return f"{gap('say what the article reports, with its words:')} {citation(article, slug)}"


# What is told


def _doubts(survey: Survey, article: Article) -> Iterator[str]:
    """Yield what an editor should know before: sources that have the same words."""
    for page, _ in survey.sources():
        other = survey.article(page)
        if other and other.text.normal == article.text.normal:
            yield f"Take care: {page} has the same text but for white space or signs that can't be seen."


def _read(reading: Reading) -> Iterator[str]:
    yield "Read from the text:"
    for field, guess in (
        ("title", reading.title),
        ("published", reading.published),
        ("publisher", reading.publisher),
        ("lang", reading.lang),
    ):
        yield f"  {field:<10} {_said(guess)}"
    for page, why in reading.agencies.items():
        yield f"  agency     {slug_of(page)} (likely: {why})"
    for name, why in reading.strangers.items():
        yield f"  agency     {name}, which has no page (likely: {why})"
    days = {dated.words: dated.line for dated in reversed(reading.dates) if dated.where == "prose"}
    if days:
        yield f"  days       {_with_lines(reversed(days.items()))}"
    if reading.hints:
        yield f"  days to be reckoned from that of publication: {_with_lines(reading.hints)}"
    for aside in reading.asides:
        yield f"  aside      “{aside.text[:70]}{'…' if len(aside.text) > 70 else ''}” (none of the article's words)"


def _with_lines(words: Iterable[tuple[str, int]]) -> str:
    told = [f"“{text}” (line {line})" for text, line in words]
    return f"{', '.join(told[:_MOST_DAYS])}{f' and {len(told) - _MOST_DAYS} more' if len(told) > _MOST_DAYS else ''}"


def _said(guess: Guess) -> str:
    others = f"may be: {'; '.join(guess.others)}" if guess.others else ""
    reasons = "; ".join(filter(None, (guess.why, others)))
    return f"{MARK} {reasons}" if guess.value is None else f"{guess.value.removeprefix('actors/')} ({guess.how}: {reasons})"


def _found(survey: Survey, article: Article, found: tuple[Naming, ...], page: PageId) -> Iterator[str]:
    """Yield the lines on names in the article: whose they are, and those that are nobody's."""
    first = dict(first_of_each(found))
    for kind, label in ((Kind.ACTOR, "Actors"), (Kind.PLACE, "Places"), (Kind.NOTE, "Free pages")):
        named = [f"{slug_of(one)} (“{naming.words}”)" for one, naming in first.items() if kind_of(one) is kind]
        if named:
            yield f"{label} in it: {', '.join(named[:_MOST_NAMES])}{' …' if len(named) > _MOST_NAMES else ''}"
    for words, pages in ambiguous(found).items():
        yield f"“{words}” is the name of {' and '.join(pages)}: say which where you link it"
    others = strangers(article, survey.lexicon, found, bylines(article))
    if others:
        yield "Names that no page answers to, the most frequent first; make pages of those that matter (actor or place is a guess):"
    for other in others[:_MOST_STRANGERS]:
        yield f"  wiki new {other.kind.value} {_in_shell(other.name)} --source {slug_of(page)}"
    if len(others) > _MOST_STRANGERS:
        yield f"  and {len(others) - _MOST_STRANGERS} more: `wiki check --coverage` tells them all"


def _in_shell(words: str) -> str:
    return shlex.quote(words) if _SPECIAL.search(words) else f'"{words}"'


def _near(survey: Survey, reading: Reading, found: tuple[Naming, ...]) -> Iterator[str]:
    published = parse_date(reading.published.value) if reading.published.value else None
    days = days_of(reading.dates, reading.hints, published, survey.years())
    near = likely(survey.wiki, days, [page for page, _ in first_of_each(found)])
    if near:
        yield "Incidents near in date and place, of which one may be the article's own:"
        yield from told(near, survey.wiki)
        yield "  If it is: add the source to that page instead of beginning a new one."
