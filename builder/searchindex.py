"""The full-text index: ``Artifact``s of pages in, the files of the index as artifacts out. The only user of Pagefind.

Pagefind's program is given a folder of documents and leaves a folder of files, in one run: its Python interface reads an answer
a tenth of a second for each page, and none longer than two megabytes. A document is the page as published, with what it
can be narrowed down by in its head, so that the page itself stays light.
"""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from pagefind.service import get_executable

from builder import urls
from builder.facets import filters
from builder.ids import PageId
from builder.model import Artifact, Wiki

# Parts of a page that repeat what other pages say, or that are no text: marks of citations, buttons, notes on the page.
_LEFT_OUT: Final = (
    "#backlinks", "#attribution", "#known", "#contents", ".crumb", ".pager", ".foot", ".cite", ".backs", ".footnote-ref",
    "summary", "figure", "svg", "template",
)  # fmt: skip
# Of what Pagefind makes, the search needs these; the rest is its own user interface.
_NEEDED: Final = re.compile(r"(?:fragment|index|filter)/.+|.+\.pf_meta|wasm\..+|pagefind(?:-worker)?\.js|pagefind-entry\.json")
# A part of the page has its id on the section; Pagefind leads to headings.
_PART: Final = re.compile(r"<section id=\"([^\"]+)\"([^>]*)>(\s*)<h2>([^<]*)(?:<small>.*?</small>)?")
_PATIENCE: Final = 0.2


class IndexError_(Exception):
    """The index could not be made; the message says why."""


class StoppedError(Exception):
    """The index was not wanted any more."""


def search_index(wiki: Wiki, artifacts: Iterable[Artifact], is_wanted: Callable[[], bool] = lambda: True) -> list[Artifact]:
    """Return the files of the index of all pages of the wiki. Raises IndexFailedError, or StoppedError once not ``is_wanted``."""
    addresses = {urls.address(page): page for page in wiki.entries}
    with tempfile.TemporaryDirectory(prefix="wiki-index-") as folder:
        documents, made = Path(folder, "documents"), Path(folder, "index")
        for artifact in artifacts:
            if artifact.path in addresses and artifact.path != urls.HOME:
                _ask(is_wanted)
                file = documents / artifact.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_document(wiki, addresses[artifact.path], artifact.content.decode()), encoding="utf-8")
        _run(documents, made, is_wanted)
        return sorted(_files(made, is_wanted), key=lambda artifact: artifact.path)
