"""What all new pages have in common: an id of their own, gaps that are told, and files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder import frontmatter, urls
from builder.articles import Article
from builder.check import check_page
from builder.excerpts import exact
from builder.fieldtypes import MAX_TITLE
from builder.gaps import MARK
from builder.ids import Kind, PageId
from builder.model import RawPage
from builder.newids import unfit_slug
from builder.passages import UNSEEN
from builder.problems import Problem
from builder.quoting import as_citation
from builder.rules import GAP
from builder.schema import Alias
from builder.slugs import free
from builder.survey import Survey, UseError
from builder.syntax import unwanted_in

STATUS: Final = ("status", "draft")
# A citation of more words is hard to read.
_LONG: Final = 300


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page that can be written: its id, the files by path below the wiki's folder, and what to tell before and after."""

    page: PageId
    files: dict[str, bytes]
    before: tuple[str, ...]
    after: tuple[str, ...]


def chosen(survey: Survey, kind: Kind, wanted: str | None, guess: str) -> PageId:
    """Return the id of a new page: with the slug that is ``wanted``, else with ``guess`` or the like. Raises UseError."""
    folder = urls.FOLDERS[kind]
    if wanted is None:
        return PageId(
            f"{folder}/{free(guess, lambda slug: bool(unfit_slug(kind, slug) or _taken(survey, kind, slug)), urls.MAX_SLUG)}"
        )
    slug = wanted.removeprefix(f"{folder}/")
    if why := unfit_slug(kind, slug):
        raise UseError(why)
    if why := _taken(survey, kind, slug):
        raise UseError(f"{why}; choose another one with --id")
    return PageId(f"{folder}/{slug}")


def _taken(survey: Survey, kind: Kind, slug: str) -> str:
    """Return why a slug is no longer free for a page of a kind; nothing where it is."""
    page = PageId(f"{urls.FOLDERS[kind]}/{slug}")
    if page in survey.ids or urls.is_own(page) or (survey.root / path_of(page)).exists():
        return f"the id {page} is taken"
    # A link `[[slug]]` to that page would be ambiguous from then on.
    if others := survey.names.find(slug):
        return f'"{slug}" is what {others[0]} answers to'
    return ""


def name_of(survey: Survey, given: str, what: str = "name") -> str:
    """Return a name that a new page may have, or its title, as ``what`` says. Raises UseError, also where it is a name already."""
    name = " ".join(given.translate(UNSEEN).split())
    if unwanted_in(name):
        raise UseError(f"the {what} has a character that no page can show")
    if name.startswith(MARK):
        raise UseError(f"a {what} can't begin with {MARK}, which marks a gap")
    try:
        name = Alias(text=name).text
    except ValueError:
        raise UseError(
            f"the {what} is empty, has no character that can be seen, or is longer than {MAX_TITLE} characters"
        ) from None
    if pages := survey.names.find(name):
        held = " and ".join(f"{page} (“{survey.title(page)}”)" for page in pages)
        raise UseError(f'"{name}" is what {held} answers to; link to it as [[{name}]], or find a {what} that tells the two apart')
    return name


def path_of(page: PageId) -> str:
    """Return the path of a page's file."""
    return f"{urls.CONTENT}/{page}.md"


def citation(article: Article, slug: str) -> str:
    """Return a citation of the first sentence that can be cited, else of the whole article."""
    first = article.sentences[:20]
    whole = [span for span in first if article.text.normal[span[1] - 1] in ".!?\"'"]
    for span in [*whole, *first]:
        words = exact(article, span) if span[1] - span[0] <= _LONG else None
        if words and (cited := as_citation(slug, words)):
            return cited
    return f"[@{slug}]"


def problems_of(page: PageId, text: str) -> list[Problem]:
    """Return what the check of a page alone finds in its text."""
    path = path_of(page)
    parts = frontmatter.split(path, text)
    if isinstance(parts, Problem):
        return [parts]
    fields, problems = frontmatter.read(path, parts.header, parts.header_line)
    kind = urls.kind_of(page)
    raw = RawPage(page, kind, path, fields, parts.header, parts.header_line, parts.body, parts.body_line)
    return problems + check_page(raw)[1]


def gaps_told(page: PageId, text: str) -> Iterator[str]:
    """Yield the lines that tell which gaps a new page has."""
    found = sorted(problems_of(page, text))
    gaps = [problem for problem in found if problem.rule == GAP.id]
    yield f"{len(gaps)} gaps, marked ???, are to be filled in:" if len(gaps) != 1 else "1 gap, marked ???, is to be filled in:"
    same: dict[str, list[Problem]] = {}
    for problem in gaps:
        same.setdefault(problem.words, []).append(problem)
    for words, (first, *others) in same.items():
        # One sentence may state several things, and each asks who says so.
        again = f" (and in line {', '.join(str(other.line) for other in others)})" if others else ""
        yield f"  {first.path}:{first.line}:{first.column}: {words}{again}"


def address_told(wanted: str | None, options: str = "--id") -> Iterator[str]:
    """Yield the line that tells of an address that nobody chose."""
    if not wanted:
        yield f"Once it is published, its address stays for ever; for another one, delete it and begin again with {options}."


def next_told(page: PageId) -> Iterator[str]:
    """Yield the lines that tell how to go on."""
    yield "Next: fill in the gaps; `wiki check` tells what is left. Without gaps, `wiki serve` shows the page, marked as a draft."
    yield f"When it is right, take `status: draft` out of {path_of(page)}."


def write(root: Path, files: dict[str, bytes]) -> None:
    """Write new files below ``root``: all of them, or none. Nothing that is there is touched. Raises UseError."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            file = root / path
            _refuse_links(root, file.parent)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                written.append(file)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
    except BaseException as error:
        for file in written:
            with suppress(OSError):
                file.unlink()
        if isinstance(error, FileExistsError):
            raise UseError(f"{error.filename} is there already; nothing was written") from None
        if isinstance(error, OSError):
            raise UseError(f"nothing was written: {error.strerror}: {error.filename or path}") from None
        raise


def _refuse_links(root: Path, folder: Path) -> None:
    """Refuse a folder that is a symbolic link: the wiki does not follow it, so a file in it would be none of its own."""
    for part in (folder, *folder.parents):
        if part == root:
            return
        if part.is_symlink():
            raise UseError(f"{part} is a symbolic link, which the wiki does not follow; nothing was written")
