"""The first stage: files to ``Loaded``. The only reader of the disk."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from xstatic.pkg import leaflet

from builder import frontmatter, ledger, urls
from builder.history import NO_HISTORY, history_of
from builder.ids import Kind, PageId
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Archive, Broken, Loaded, RawPage, Templates
from builder.nearest import nearest
from builder.passages import Passages
from builder.problems import Position, Problem, Rule, problem
from builder.rules import EMPTY_FILE, ENCODING, FILE_SIZE, FRONT_MATTER, PAGE_PATH, SITE_FILE, STRAY_FILE, UNREADABLE, YAML
from builder.syntax import CLAIM_ID, unwanted_in

CONTENT, SEEDS, TEMPLATES = urls.CONTENT, "seeds", "templates"
SITE = f"{CONTENT}/site.yaml"
MAX_PAGE_BYTES = 150_000
MAX_DEPTH = 8
MAX_ARCHIVE_BYTES = 5_000_000
MAX_LEDGER_BYTES = 50_000_000
# What of Leaflet the map that moves needs; its pictures are of marks that the map does not use.
_LEAFLET = ("leaflet.js", "leaflet.css")
_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}

Read = TypeVar("Read")


def load(root: Path, own_templates: Path, history: bool = False, memo: Memo = NOTHING_KEPT) -> tuple[Loaded, list[Problem]]:
    """Read the wiki in ``root``; templates that it lacks come from ``own_templates``. Problems name files.

    ``history`` tells whether to read when pages were changed, too: that costs as much as there is of it. What ``memo`` has
    of a file is taken for it as long as the system says that the file has not been touched.
    """
    disk = _Disk(root, memo.last("files") or {})
    pages, broken = disk.pages()
    loaded = Loaded(
        disk.site(),
        tuple(pages),
        tuple(broken),
        disk.archives(),
        disk.templates(own_templates),
        history_of(root, CONTENT, [page.path for page in pages]) if history else NO_HISTORY,
        disk.ledger(),
    )
    memo.keep("files", disk.seen)
    return loaded, disk.problems


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was read: its state then, what was made of it, and what was wrong with it."""

    state: tuple[int, ...]
    made: Any
    problems: tuple[Problem, ...]


def _state(entry: os.DirEntry[str] | Path) -> tuple[int, ...]:
    """Return what is another once a file has been written to; nothing where the system doesn't tell."""
    try:
        told = entry.stat(follow_symlinks=False)
    except OSError:
        return ()
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


class _Disk:
    """Reads below one folder, and collects what it can't read; what it has ``last`` read is not read again until it changes."""

    def __init__(self, root: Path, last: Mapping[str, _Seen]) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.seen: dict[str, _Seen] = {}
        self._last = last

    def _once(self, path: str, state: tuple[int, ...], read: Callable[[str], Read]) -> Read:
        """Return what ``read`` makes of a file in this ``state``."""
        seen = self._last.get(path)
        if seen is None or not state or seen.state != state:
            before = len(self.problems)
            made = read(path)
            seen = _Seen(state, made, tuple(self.problems[before:]))
        else:
            self.problems += seen.problems
        self.seen[path] = seen
        found: Read = seen.made
        return found

    def files(self, folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the paths of all files below ``folder``, in order, each with its state; hidden ones and links are left out."""
        if self._is_link(folder, (self.root / folder).is_symlink()):
            return
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            self._report(UNREADABLE, folder, f"the folder can't be read: {error.strerror}", "see to its permissions")
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if self._is_link(path, entry.is_symlink()):
                continue
            if entry.is_dir() and path.count("/") > MAX_DEPTH:
                self._report(PAGE_PATH, path, "folders lie in one another too deep to be read", "pages need no more than one")
            elif entry.is_dir():
                yield from self.files(path)
            elif entry.is_file():
                yield path, _state(entry)
            else:
                self._report(UNREADABLE, path, "this is no ordinary file", "take it away")

    def _is_link(self, path: str, is_link: bool) -> bool:
        if is_link:
            self._report(UNREADABLE, path, "a symbolic link is not followed", "put the file or folder itself here")
        return is_link

    def _report(self, rule: Rule, path: str, message: str, hint: str = "") -> None:
        self.problems.append(problem(rule, Position(path), message, hint))

    def _bytes(self, path: str, limit: int) -> bytes | None:
        try:
            if (size := (self.root / path).stat().st_size) > limit:
                hint = f"at most {limit:,}; divide it, or leave out what is not text"
                self._report(FILE_SIZE, path, f"the file has {size:,} bytes", hint)
                return None
            return (self.root / path).read_bytes()
        except OSError as error:
            self._report(UNREADABLE, path, f"the file can't be read: {error.strerror}", "see to its permissions")
            return None

    def text(self, path: str, limit: int = MAX_PAGE_BYTES) -> str | None:
        content = self._bytes(path, limit)
        text = None if content is None else self._decoded(path, content)
        if text is not None and (unwanted := unwanted_in(text)):
            what = "private-use" if "\ue000" <= unwanted[0] <= "\uf8ff" else "control"
            message = f"a {what} character, U+{ord(unwanted[0]):04X}"
            self._at(path, text[: unwanted.start()], ENCODING, message, "delete it")
            return None
        return text

    def _decoded(self, path: str, content: bytes) -> str | None:
        if name := _BYTE_ORDER_MARKS.get(content[:2]):
            self._report(ENCODING, path, f"the file is {name}, not UTF-8", "save it as UTF-8")
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8", "replace")
            message = f"the file is not UTF-8: byte 0x{content[error.start]:02X} means nothing here"
            self._at(path, before, ENCODING, message, "save it as UTF-8")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _at(self, path: str, before: str, rule: Rule, message: str, hint: str) -> None:
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        self.problems.append(problem(rule, Position(path, line, column), message, hint))

    def site(self) -> RawPage | None:
        if self._is_link(SITE, (self.root / SITE).is_symlink()):
            return None
        if not (self.root / SITE).is_file():
            self._report(SITE_FILE, SITE, "the file is missing", "write it, with one line at least: `title: …`")
            return None
        return self._once(SITE, _state(self.root / SITE), self._site)

    def _site(self, path: str) -> RawPage | None:
        text = self.text(path)
        if text is None:
            return None
        fields, problems = frontmatter.read(path, text, 1)
        self.problems += problems
        return None if problems else RawPage(PageId("site"), Kind.NOTE, path, fields, text, 1, "", 1)

    def pages(self) -> tuple[list[RawPage], list[Broken]]:
        """Return the pages that could be read, and what can be guessed of those that could not."""
        pages: list[RawPage] = []
        broken: list[Broken] = []
        for path, state in self.files(CONTENT):
            page = None if path == SITE else self._once(path, state, self._page)
            if page is None:
                continue
            if isinstance(page, RawPage):
                pages.append(page)
            else:
                broken.append(page)
        return pages, broken

    def _is_page(self, path: str) -> bool:
        below = path.removeprefix(f"{CONTENT}/")
        if not below.endswith(".md"):
            hint = "a page's name ends with .md" if below.lower().endswith((".md", ".markdown", ".mdown", ".txt")) else ""
            self._report(STRAY_FILE, path, "this file is no page and is not published", hint)
            return False
        folder, _, name = below.rpartition("/")
        slug = name.removesuffix(".md")
        if folder and folder not in urls.FOLDERS.values():
            like = nearest(folder.partition("/")[0], urls.FOLDERS.values())
            hint = f"move it to content/{like}/" if like else "pages lie in incidents, actors, places or sources"
            self._report(PAGE_PATH, path, f"no kind of page lies in content/{folder}/", hint)
            return False
        if not urls.SLUG.fullmatch(slug) or len(slug) > urls.MAX_SLUG:
            better = "-".join(re.findall("[a-z0-9]+", slug.lower()))[: urls.MAX_SLUG].strip("-")
            hint = "it becomes an address: lower-case letters a–z, digits and single hyphens"
            message = f'"{name}" can\'t be the name of a page'
            self._report(PAGE_PATH, path, message, f"{hint}, as in {better}.md" if better else hint)
            return False
        if folder == urls.FOLDERS[Kind.SOURCE] and CLAIM_ID.fullmatch(slug):
            message = f'"{name}" can\'t be the name of a source: `[@{slug}]` cites a claim'
            self._report(PAGE_PATH, path, message, f"name it after the article, as in herald-{slug}.md")
            return False
        return True

    def _page(self, path: str) -> RawPage | Broken | None:
        if not self._is_page(path):
            return None
        page = urls.page_id(path)
        text = self.text(path)
        if text is None:
            return Broken(page)
        if not text.strip():
            self._report(EMPTY_FILE, path, "the file is empty", "begin with front matter between two lines `---`")
            return Broken(page)
        parts = frontmatter.split(path, text)
        if isinstance(parts, Problem):
            self.problems.append(parts)
            return Broken(page, frontmatter.guessed_names(text))
        fields, problems = frontmatter.read(path, parts.header, parts.header_line)
        self.problems += problems
        # A refused value would only be told of again as an empty one.
        if any(found.rule in (YAML.id, FRONT_MATTER.id) for found in problems):
            return Broken(page, frontmatter.guessed_names(text))
        return RawPage(page, urls.kind_of(page), path, fields, parts.header, parts.header_line, parts.body, parts.body_line)

    def ledger(self) -> dict[str, int]:
        """Return every address that was ever published with its line; nothing for a wiki that keeps no ledger yet."""
        file = self.root / ledger.FILE
        if self._is_link(ledger.FILE, file.is_symlink()) or not file.exists():
            return {}
        return self._once(ledger.FILE, _state(file), self._ledger)

    def _ledger(self, path: str) -> dict[str, int]:
        text = self.text(path, MAX_LEDGER_BYTES)
        addresses, problems = ledger.read(text or "")
        self.problems += problems
        return addresses

    def archives(self) -> dict[str, Archive | None]:
        """Return the archived texts by path; None where one is there but can't be read."""
        return {path: self._once(path, state, self._archive) for path, state in self.files(SEEDS)}

    def _archive(self, path: str) -> Archive | None:
        content = self._bytes(path, MAX_ARCHIVE_BYTES)
        text = None if content is None else self._decoded(path, content)
        if content is None or text is None:
            return None
        return Archive(path, Passages(text), hashlib.sha256(content).hexdigest())

    def templates(self, own: Path) -> Templates:
        """Return the wiki's own templates over the program's, file by file."""
        texts: dict[str, str] = {}
        assets: dict[str, bytes] = {}
        for name in _LEAFLET:
            assets[f"{urls.LEAFLET_FOLDER}{name}"] = (Path(leaflet.BASE_DIR) / name).read_bytes()
        for disk in (_Disk(own.parent, {}), self) if own != self.root / TEMPLATES else (self,):
            folder = own.name if disk is not self else TEMPLATES
            for path, _ in disk.files(folder):
                name = path.removeprefix(f"{folder}/")
                if name.startswith("assets/"):
                    assets[name] = (disk.root / path).read_bytes()
                elif (text := disk.text(path)) is not None:
                    texts[name] = text
        return Templates(texts, assets)
