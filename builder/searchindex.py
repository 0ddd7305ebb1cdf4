"""The full-text index: ``Artifact``s of pages in, the files of the index as artifacts out. The only user of Pagefind.

Pagefind's program is given a folder of documents and leaves a folder of files, in one run: its Python interface reads an answer
a tenth of a second for each page, and none longer than two megabytes. Its filters are left alone: they come in another order each
time. A list of which page each result stands for does what they do, by the rows of the finder.
"""

import json
import os
import re
import signal
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from builder import urls
from builder.model import Artifact, Wiki

# Parts of a page that repeat what other parts or other pages say.
_AGAIN: Final = ("backlinks", "attribution", "known", "contents")
# A tie that another page states: it is found there.
_OF_ANOTHER: Final = ".of-another"
# What is no text of the page: marks, labels, pictures, and where a claim comes from, which the references say.
_NO_TEXT: Final = (".cite", ".backs", ".footnote-ref", ".verdict", ".claims thead", ".whence", "summary", "figure", "template")
# What a page said that was withdrawn: nobody is to find it as if it stood.
_WITHDRAWN: Final = ".said"
_LEFT_OUT: Final = ", ".join([*(f"#{part}" for part in _AGAIN), _OF_ANOTHER, *_NO_TEXT, _WITHDRAWN])
# Of what Pagefind makes, the search needs these; the rest is Pagefind's own user interface.
_NEEDED: Final = re.compile(r"(?:fragment|index)/.+|.+\.pf_meta|wasm\..+|pagefind(?:-worker)?\.js|pagefind-entry\.json")
# The file that says what there is; the search begins with it.
_ENTRY: Final = "pagefind-entry.json"
# A part of a page has its id on the section; Pagefind leads to headings, and takes the count in one for a word of it.
_PART: Final = re.compile(rf'<section id="(?!(?:{"|".join(_AGAIN)})")([^"]+)"([^>]*)>(\s*)<h2>([^<]*)(?:<small>[^<]*</small>)?')
_PATIENCE: Final = 0.2
# A result whose page is not known would be left out in silence.
_OTHER_FORMAT: Final = "the index of pagefind has another format than this program knows"


class IndexFailedError(Exception):
    """The index could not be made; the message says why."""


class StoppedError(Exception):
    """The index was not wanted any more."""


def search_index(wiki: Wiki, artifacts: Iterable[Artifact], is_wanted: Callable[[], bool] = lambda: True) -> list[Artifact]:
    """Return the files of the index of all pages of the wiki but its home page, in the order of their addresses.

    Raises IndexFailedError, and StoppedError soon after it is not wanted any more.
    """
    addresses = {urls.address(page) for page in wiki.entries} - {urls.HOME}
    if not addresses:  # Pagefind takes a wiki without pages for a mistake
        return []
    try:
        with tempfile.TemporaryDirectory(prefix="wiki-index-") as folder:
            documents, made = Path(folder, "documents"), Path(folder, "index")
            documents.mkdir()
            for artifact in artifacts:
                if artifact.path in addresses:
                    _go_on(is_wanted)
                    file = documents / artifact.path
                    file.parent.mkdir(exist_ok=True)
                    file.write_bytes(_document(artifact.content.decode(), wiki.site.lang).encode())
            _run(documents, made, is_wanted)
            return sorted(_files(made, is_wanted), key=lambda artifact: artifact.path)
    except OSError as error:
        raise IndexFailedError(f"{error.strerror}: {error.filename}") from error


def _go_on(is_wanted: Callable[[], bool]) -> None:
    if not is_wanted():
        raise StoppedError


def _document(html: str, lang: str) -> str:
    """Return what is indexed of a page: its middle, with ids on the headings of its parts."""
    middle = html.partition("<main")[2].rpartition("</main>")[0]
    main = _PART.sub(r'<section\2>\3<h2 id="\1">\4', middle)
    return f'<!doctype html><html lang="{lang}"><body><main{main}</main></body></html>'


def _run(documents: Path, made: Path, is_wanted: Callable[[], bool]) -> None:
    """Have Pagefind index a folder."""
    command: list[str | Path] = [
        _program(),
        "--site",
        documents,
        "--output-path",
        made,
        "--exclude-selectors",
        _LEFT_OUT,
        "--silent",
    ]
    # In a folder of its own, for Pagefind looks for a configuration where it is started; and Ctrl-C is ours to pass on.
    with (
        _held_back() as let_through,
        subprocess.Popen(  # noqa: S603 - the program of a library
            command, cwd=documents.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        ) as process,
    ):
        try:
            let_through()
            while True:
                try:
                    said, _ = process.communicate(timeout=_PATIENCE)
                    break
                except subprocess.TimeoutExpired:
                    _go_on(is_wanted)
        except BaseException:
            _kill(process)
            raise
    if process.returncode:
        reason = said.decode(errors="replace").strip() or f"it ended with status {process.returncode}"
        raise IndexFailedError(f"pagefind failed: {reason}")


@contextmanager
def _held_back() -> Iterator[Callable[[], object]]:
    """Hold back whatever asks to end until the function given is called: between a program's start and that, none would end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: None
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and, where the system has groups of processes, all that it has started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _program() -> Path:
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - whoever leaves the index out can do without

        program = get_executable()
    except (ImportError, FileNotFoundError):
        program = None
    if program is None:
        raise IndexFailedError("pagefind is not installed")
    return program


def _files(made: Path, is_wanted: Callable[[], bool]) -> Iterator[Artifact]:
    """Yield the files of an index, and the list of which page each of its results stands for."""
    pages: dict[str, str] = {}
    if not (made / _ENTRY).is_file():
        raise IndexFailedError(_OTHER_FORMAT)
    for file in made.rglob("*"):
        name = file.relative_to(made).as_posix()
        if file.is_file() and _NEEDED.fullmatch(name):
            _go_on(is_wanted)
            content = file.read_bytes()
            yield Artifact(f"{urls.INDEX}{name}", content)
            if name.startswith("fragment/"):
                pages[file.stem] = _address(content)
    if not pages:
        raise IndexFailedError(_OTHER_FORMAT)
    listed = ",\n".join(f"{json.dumps(result)}:{json.dumps(pages[result])}" for result in sorted(pages, key=pages.__getitem__))
    yield Artifact(urls.INDEX_PAGES, f"{{\n{listed}\n}}\n".encode())


def _address(fragment: bytes) -> str:
    """Return the address of the page that a fragment of the index is about; it stands at its beginning."""
    try:
        beginning = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(fragment, 1_000)
    except zlib.error as error:
        raise IndexFailedError(_OTHER_FORMAT) from error
    found = re.search(rb'"url":"/([^"]+)"', beginning)
    if not found:
        raise IndexFailedError(_OTHER_FORMAT)
    return found[1].decode()
