"""Quoted words held against the archived articles."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model import Archive, Kind, Page, PageId
from builder.nearest import Budget, did_you_mean
from builder.passages import normal
from builder.problems import (
    ARCHIVE_CHANGED,
    ARCHIVE_MISSING,
    ARCHIVE_UNUSED,
    QUOTE_MISSING,
    QUOTE_TWICE,
    Position,
    Problem,
    problem,
)
from builder.schema import Source

SHOWN = 300
_COPY = "copy the words from the archived text"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The archived text of each source whose archive is what it says it is; cures draw on ``budget``."""

    archives: Mapping[PageId, Archive]
    budget: Budget

    def check(self, source: PageId, words: str, position: Position) -> list[Problem]:
        """Return what is wrong with ``words``, quoted from ``source`` at ``position``."""
        archive = self.archives.get(source)
        if archive is None:  # its own problem
            return []
        wanted = normal(words)
        count = archive.text.count(wanted)
        if count == 1:
            return []
        if count > 1:
            message = f'"{_short(words)}" stands more than once in {archive.path}'
            return [problem(QUOTE_TWICE, position, message, "quote more of the words around it")]
        message = f'"{_short(words)}" does not stand in {archive.path}'
        return [problem(QUOTE_MISSING, position, message, self._cure(archive, wanted))]

    def _cure(self, archive: Archive, wanted: str) -> str:
        if not self.budget.spend():
            return _COPY
        elsewhere = [source for source, other in self.archives.items() if other.text.count(wanted)]
        if elsewhere:
            return f"these words stand in {' and '.join(sorted(elsewhere))}"
        nearest = archive.text.nearest(wanted)
        return f'the nearest passage is "{_short(nearest)}"' if nearest else _COPY


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def gather(
    pages: tuple[Page, ...], archives: Mapping[str, Archive | None], all_pages_valid: bool, budget: Budget
) -> tuple[Evidence, list[Problem]]:
    """Give each source its archive; problems for archives that are missing, changed or belong to no source."""
    found: dict[PageId, Archive] = {}
    problems: list[Problem] = []
    used: set[str] = set()
    for page in pages:
        if page.kind is not Kind.SOURCE or not isinstance(page.fields, Source):
            continue
        named = page.fields.archive
        used.add(named.file)
        archive = archives.get(named.file)
        if archive is None and named.file in archives:  # its own problem
            continue
        if archive is None:
            hint = (budget.spend() and did_you_mean(named.file, archives)) or "put the article's text there"
            message = f"there is no archived text {named.file}"
            problems.append(problem(ARCHIVE_MISSING, page.position("archive", "file"), message, hint))
        elif archive.sha256 != named.sha256:
            hint = f"restore the archived text; if it is the right one, its sha256 is {archive.sha256}"
            message = f"{named.file} is not the text that this sha256 was taken of"
            problems.append(problem(ARCHIVE_CHANGED, page.position("archive", "sha256"), message, hint))
        else:
            found[page.id] = archive
    if all_pages_valid:
        for path in sorted(archives.keys() - used):
            hint = "write its page in content/sources/"
            problems.append(problem(ARCHIVE_UNUSED, Position(path), "this text is the archive of no source", hint))
    return Evidence(found, budget), problems
