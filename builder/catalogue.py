"""The catalogue of the open data: every file of it, by what it tells of, and the schema of each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from builder import bibdata, correctiondata, csldata, ftmdata, geodata, urls, words
from builder.datafiles import DataFile, Key, row_of, rows_of, whole_schema
from builder.datakeys import CHECK_KEYS, CLAIM_KEYS, CORRECTION_KEYS, PAGE_KEYS
from builder.ids import Kind
from builder.model import Artifact, Wiki
from builder.slugs import slug_for

_FORMATS: Final = {
    ".json": ("JSON", "application/json", rows_of, ("RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259")),
    ".csv": ("CSV", "text/csv", row_of, ("RFC 4180", "https://www.rfc-editor.org/rfc/rfc4180")),
}
_Counted = tuple[str, str, Callable[[Wiki], int]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Files that tell of the same: its name, what they hold in a sentence, and the files; the keys of the first are those of all."""

    title: str
    about: str
    files: tuple[DataFile, ...]

    @property
    def id(self) -> str:
        """The id of its place on the page about the data."""
        return slug_for(self.title)


def _flat(title: str, about: str, counted: _Counted, keys: tuple[Key, ...], *paths: str) -> Subject:
    """Return a subject told by flat objects, which are ``counted`` as one, as several and by a function."""
    one, several, count = counted
    files = []
    for path in paths:
        called, media_type, form, standard = _FORMATS[PurePosixPath(path).suffix]
        files.append(DataFile(path, called, media_type, about, (one, several), count, keys, form(keys), standard))
    return Subject(title, about, tuple(files))


def _pages(kind: Kind, about: str) -> Subject:
    several = words.KINDS[kind]
    counted = (words.KIND[kind].lower(), several.lower(), partial(_count, kind))
    return _flat(several, about, counted, PAGE_KEYS[kind], urls.TABLES[kind], urls.DATA[kind])


def _count(kind: Kind, wiki: Wiki) -> int:
    return sum(entry.page.kind is kind for entry in wiki.entries.values())


def _claimed(wiki: Wiki) -> int:
    return sum(len(entry.claims) for entry in wiki.entries.values())


def _checked(wiki: Wiki) -> int:
    return sum(len(entry.quotations) for page, entry in wiki.entries.items() if page in wiki.articles)


SUBJECTS: Final = (
    _pages(Kind.INCIDENT, "What happened, when, where, who in which role, and who accuses whom."),
    _pages(Kind.ACTOR, "People, groups, states and offices, with the other spellings of their names, and their ties."),
    _pages(Kind.PLACE, "Places, with coordinates, how far these may be off, and whose figures they are."),
    _pages(Kind.SOURCE, "The articles: outlet, date, and the checksum of each archived text."),
    _flat(
        "Claims",
        "Each statement of a source: on what point, what it states, who said so, in which exact words, and whether the sources agree.",
        ("claim", "claims", _claimed), CLAIM_KEYS, urls.CLAIMS_CSV, urls.CLAIMS,
    ),
    _flat(
        "Checked quotations",
        "A receipt for each quotation: where its words stand in which archived text.",
        ("quotation", "quotations", _checked), CHECK_KEYS, urls.CHECKS,
    ),
    _flat(
        "Corrections",
        "What was corrected on which page, and why pages were withdrawn.",
        ("change", "changes", correctiondata.count), CORRECTION_KEYS, urls.CORRECTIONS_DATA,
    ),
    Subject("Incidents on a map", geodata.FILE.about, (geodata.FILE,)),
    Subject("Entities and their ties", ftmdata.FILE.about, (ftmdata.FILE,)),
    Subject("Sources to cite, in CSL", csldata.FILE.about, (csldata.FILE,)),
    Subject("Sources to cite, in BibTeX", bibdata.FILE.about, (bibdata.FILE,)),
)  # fmt: skip
FILES: Final = tuple(file for subject in SUBJECTS for file in subject.files)


def schema_files(base_url: str) -> Iterator[Artifact]:
    """Yield the JSON Schema of each file that has one."""
    for file in FILES:
        if file.schema is not None:
            text = json.dumps(whole_schema(file, base_url), ensure_ascii=False, indent=2)
            yield Artifact(file.schema_path, f"{text}\n".encode())
