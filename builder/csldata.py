"""The sources of a wiki as CSL-JSON (1.0.2), for Zotero, Pandoc and other programs that cite."""

from typing import Final

from builder import urls
from builder.datafiles import ADDRESS, TEXT, DataFile, Form, Key, Type, of_field
from builder.dates import EdtfDate, in_words
from builder.flat import Flat, as_json
from builder.knowndates import ended, is_plain, known, started
from builder.model import Artifact, Wiki
from builder.schema import Source
from builder.works import WITHDRAWN, Work, count_works, works

_SLUG: Final = Type("word", "words", {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
_IN: Final = frozenset({"article-newspaper", "article-magazine", "article-journal", "broadcast", "webpage", "post", "interview"})
"""What appears in something that has a name: the outlet is that. Any other work has it as its publisher."""
_DATE_PARTS: Final[Form] = {
    "type": "array",
    "items": {
        "type": "array",
        "prefixItems": [
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "integer", "minimum": 1, "maximum": 12},
            {"type": "integer", "minimum": 1, "maximum": 31},
        ],
        "items": False,
        "minItems": 1,
    },
    "minItems": 1,
    "maxItems": 2,
}
_ISSUED: Final[Form] = {
    "type": "object",
    "properties": {
        "date-parts": _DATE_PARTS,
        "season": {"type": "integer", "minimum": 1, "maximum": 4},
        "circa": {"const": True},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
    # What is not a plain date or an interval of such says so, in words.
    "anyOf": [{"required": ["literal"]}, {"required": ["date-parts"], "not": {"required": ["circa"]}}],
}
_AUTHOR: Final[Form] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 1,
    "items": {
        "type": "object",
        "properties": {"literal": {"type": "string"}},
        "required": ["literal"],
        "additionalProperties": False,
    },
}  # fmt: skip
_CUSTOM: Final[Form] = {
    "type": "object",
    "properties": {
        "page": {"type": "string", "description": "The address of its page in the wiki"},
        "archive_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "The SHA-256 of the archived text"},
    },
    "required": ["page", "archive_sha256"],
    "additionalProperties": False,
}
KEYS: Final = (
    Key("id", _SLUG, "The last part of the id of its page, as in `sources.bib`"),
    of_field(Source, "csl", name="type"),
    Key("title", TEXT, "The headline; where there is none, what it is, in square brackets"),
    Key("author", Type("name", "names", _AUTHOR), "Who wrote it, if named, as it is named there"),
    Key("container-title", TEXT, "The outlet, if known, of what appears in one"),
    Key("publisher", TEXT, "The outlet, if known, of any other work"),
    Key("issued", Type("date of CSL", "dates of CSL", _ISSUED),
        "When it appeared: `date-parts` hold only what is certain, `circa` tells of an approximate or uncertain date, and"
        " `literal` says in words what these can't"),
    of_field(Source, "url", ADDRESS, name="URL"),
    of_field(Source, "lang", name="language"),
    Key("note", TEXT, f"“{WITHDRAWN}”, where the wiki no longer relies on it"),
    Key("annote", TEXT, "How the wiki came by headline, outlet and date, or why it has none; styles don’t print it"),
    Key("custom", Type("object", "objects", _CUSTOM), "The address of its page in the wiki, and the SHA-256 of the archived text"),
)  # fmt: skip
_ALWAYS: Final = ("id", "type", "title", "issued", "language", "custom")
FILE: Final = DataFile(
    path=urls.CSL,
    format="CSL-JSON",
    media_type="application/vnd.citationstyles.csl+json",
    about="The sources, for programs that cite: Zotero, Pandoc and others read it. What is not known is left out.",
    unit=("source", "sources"),
    count=count_works,
    keys=KEYS,
    schema={
        "type": "array",
        "items": {
            "type": "object",
            "properties": {key.name: key.form for key in KEYS},
            "required": [*_ALWAYS],
            "additionalProperties": False,
        },
    },
    standard=("CSL-JSON 1.0.2", "https://docs.citationstyles.org/en/stable/specification.html"),
)


def csl_file(wiki: Wiki, base_url: str) -> Artifact:
    """Return ``sources.csl.json``: one source a line, in the order of their ids."""
    return Artifact(urls.CSL, as_json(_item(work, base_url) for work in works(wiki)))


def _item(work: Work, base_url: str) -> Flat:
    there = urls.address(work.page.id)
    item = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "author": [{"literal": work.author}] if work.author else None,
        "container-title" if work.kind in _IN else "publisher": work.outlet,
        "issued": issued(work.issued),
        "URL": work.url,
        "language": work.lang,
        "note": work.note,
        "annote": work.reasons,
        "custom": {"page": urls.absolute(base_url, there) or there, "archive_sha256": work.sha256},
    }
    return {name: value for name, value in item.items() if value}


def issued(date: EdtfDate) -> Flat:
    """Return a date as CSL has it: in parts as far as it is certain, and in words where the parts don't say it all.

    Programs that know no ``circa`` have the words; those that look at the parts first say less, and nothing that is not so.
    """
    if is_plain(date):
        return {"date-parts": [[*known(date)]]}
    if date.form == "interval" and all(map(is_plain, date.parts)):
        return {"date-parts": [[*started(date)], [*ended(date)]]}
    if parts := known(date):
        season = {"season": int(date.text[5:7]) - 20} if date.unit == "season" else {}
        return {"date-parts": [[*parts]], **season, "literal": in_words(date)}
    return {"circa": True, "literal": in_words(date)} if date.is_qualified else {"literal": in_words(date)}
