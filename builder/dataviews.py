"""What templates may see of the open data: its files, what they hold, and the terms under which it may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from builder import citing, urls, words
from builder.catalogue import FILES, SUBJECTS, Subject
from builder.datafiles import DataFile, Key
from builder.dates import in_words, parse_date
from builder.facts import LinkView
from builder.model import Wiki
from builder.points import POINTS
from builder.slugs import slug_for
from builder.tables import MAX_CELL, SEPARATOR

_HERE: Final = urls.DATA_PAGE
_FOLDER: Final = "data/"
# Pages of each kind, and claims, stand first among the subjects.
_COUNTED: Final = 5
# Fields that hold points.
_POINTS: Final = ("about", "contested")
# What the schema is of, where that is not the whole file.
_SCHEMA_OF: Final = {"CSV": "a row", "FollowTheMoney": "a line"}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file: its name and address, what it is, how much it holds; ``schema`` and ``standard`` lead to what describes it, if anything.

    ``schema_of`` is what the schema describes, empty for the whole file.
    """

    name: str
    url: str
    format: str
    media_type: str
    about: str
    count: str
    schema: str
    schema_of: str
    standard: LinkView | None


@dataclass(frozen=True, slots=True)
class KeyView:
    """A field of a file: its name, what kind of value it holds, what that means (every other part is code), the words it may be.

    Beside a word stands what the site calls it, where the word alone does not say it.
    """

    name: str
    kind: str
    about: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Files that tell of the same, and the fields that they share. ``id`` is that of the place where these are listed."""

    id: str
    title: str
    about: str
    files: tuple[FileView, ...]
    keys: tuple[KeyView, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page about the data. ``at`` leads to each file, by its name; ``folder`` is where they lie, whole if that is known.

    ``license`` is None, ``publisher`` and ``address`` are empty where nothing is known. ``plain`` and ``bibtex`` tell how to cite it.
    """

    counts: tuple[str, ...]
    subjects: tuple[SubjectView, ...]
    at: Mapping[str, str]
    folder: str
    time_zone: str
    separator: str
    max_cell: str
    license: LinkView | None
    publisher: str
    address: str
    changed: str
    plain: str
    bibtex: str


def data_view(wiki: Wiki, base_url: str) -> DataView:
    """Return the view of the page about the data."""
    site, changed = wiki.site, _last_change(wiki)
    said = in_words(parse_date(changed.isoformat())) if changed else ""
    title, publisher = f"{site.title}: data", site.publisher or ""
    address = urls.absolute(base_url, _HERE)
    return DataView(
        counts=tuple(_amount(subject.files[0], wiki) for subject in SUBJECTS[:_COUNTED]),
        subjects=tuple(_subject(subject, wiki) for subject in SUBJECTS),
        at={file.name: urls.relative(_HERE, file.path) for file in FILES},
        folder=urls.absolute(base_url, _FOLDER),
        time_zone=site.time_zone,
        separator=SEPARATOR,
        max_cell=f"{MAX_CELL:,}",
        license=LinkView(site.license.name, site.license.url) if site.license else None,
        publisher=publisher,
        address=address,
        changed=said,
        plain=citing.plain(title, publisher, said),
        bibtex=citing.bibtex(slug_for(title) or "data", title, publisher, changed, address),
    )


def _last_change(wiki: Wiki) -> date | None:
    """Return the day on which a page was last changed, where that is known of any."""
    found = (wiki.history.changed_on(entry.page.path) for entry in wiki.entries.values())
    return max((day for day in found if day), default=None)


def _amount(file: DataFile, wiki: Wiki) -> str:
    return words.count(file.count(wiki), *file.unit)


def _subject(subject: Subject, wiki: Wiki) -> SubjectView:
    files = tuple(_file(file, wiki) for file in subject.files)
    return SubjectView(subject.id, subject.title, subject.about, files, tuple(map(_key, subject.files[0].keys)))


def _file(file: DataFile, wiki: Wiki) -> FileView:
    name, there = file.standard
    return FileView(
        name=file.name,
        url=urls.relative(_HERE, file.path),
        format=file.format,
        media_type=file.media_type,
        about=file.about,
        count=_amount(file, wiki),
        schema=urls.relative(_HERE, file.schema_path) if file.schema_path else "",
        schema_of=_SCHEMA_OF.get(file.format, ""),
        standard=LinkView(name, there) if name else None,
    )


def _key(key: Key) -> KeyView:
    names = {word: point.label for word, point in POINTS.items()} if key.name in _POINTS else {}
    named = tuple((word, names.get(word, "")) for word in key.words)
    return KeyView(key.name, key.kind, tuple(key.about.split("`")), named)
