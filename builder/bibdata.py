"""The sources of a wiki as BibTeX, which LaTeX (BibTeX and biblatex), JabRef and other programs that cite read."""

import re
from typing import Final
from urllib.parse import quote

from builder import urls, words
from builder.citing import entry, escaped
from builder.datafiles import ADDRESS, TEXT, DataFile, Key, of_field
from builder.dates import EdtfDate, in_words
from builder.knowndates import is_plain, iso, known
from builder.model import Artifact, Wiki
from builder.schema import Source
from builder.works import WITHDRAWN, Work, count_works, works

# Of these an entry of type `article` is made where the outlet is known, for which BibTeX asks.
_ARTICLES: Final = frozenset({"article-newspaper", "article-magazine", "article-journal"})
# Macros that every style of BibTeX knows.
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What would end the field or the command that holds an address; only these are encoded, the rest stays as it is.
_UNFIT: Final = re.compile(r"[\\{}\s]")
KEYS: Final = (
    Key("entry type and key", TEXT, "`article` where the outlet of an article is known, else `misc`; the last part of the id of its page"),
    Key("title", TEXT, "The headline; where there is none, what it is, in square brackets"),
    Key("author", TEXT, "Who wrote it, if named, as it is named there"),
    Key("journal", TEXT, "The outlet of an article, if known"),
    Key("howpublished", TEXT, "The outlet of any other work, if known"),
    Key("year", TEXT, "The year; for a date that is no plain day, month or year, the whole date in words"),
    Key("month", TEXT, "The month, of a plain date"),
    Key("date", TEXT, "A plain date (ISO 8601), for biblatex"),
    of_field(Source, "url", ADDRESS),
    Key("language", TEXT, "The language of the text"),
    Key("note", TEXT, f"“{WITHDRAWN}”, where the wiki no longer relies on it"),
    Key("annote", TEXT, "How the wiki came by headline, outlet and date, or why it has none; styles don’t print it"),
)  # fmt: skip
FILE: Final = DataFile(
    path=urls.BIBTEX,
    format="BibTeX",
    media_type="application/x-bibtex",
    about="The sources, for LaTeX with BibTeX or biblatex, JabRef and other programs that cite; in UTF-8. What is not known is left out.",
    unit=("entry", "entries"),
    count=count_works,
    keys=KEYS,
    schema=None,
    standard=("BibTeX", "https://ctan.org/pkg/bibtex"),
)


def bib_file(wiki: Wiki) -> Artifact:
    """Return ``sources.bib``: an entry for each source, in the order of their ids."""
    return Artifact(urls.BIBTEX, "\n".join(f"{_entry(work)}\n" for work in works(wiki)).encode())


def _entry(work: Work) -> str:
    is_article = work.kind in _ARTICLES and work.outlet
    fields = {
        # In braces of their own: capitals stay, and a name is not taken apart.
        "title": _whole(work.title),
        "author": _whole(work.author),
        "journal" if is_article else "howpublished": escaped(work.outlet),
        **_dated(work.issued),
        "url": _UNFIT.sub(lambda found: quote(found[0]), work.url),
        "language": words.LANGUAGES.get(work.lang, work.lang),
        "note": work.note,
        "annote": escaped(work.reasons),
    }
    return entry("article" if is_article else "misc", work.key, fields, macros=("month",))


def _whole(text: str) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _dated(date: EdtfDate) -> dict[str, str]:
    """Return the fields of a date. BibTeX takes any text for a year, and so does biblatex where there is no ``date``."""
    if not is_plain(date):
        return {"year": escaped(in_words(date))}
    year, *rest = known(date)
    return {"year": iso((year,)), "month": _MONTHS[rest[0] - 1] if rest else "", "date": iso((year, *rest))}
