"""The fifth stage: ``Artifact``s to the site's folder, all or nothing, only what changed. The only writer of the disk.

The new site is put together in a folder beside the old one, unchanged files as hard links, and the two change
places in one step. Whoever is stopped at any moment leaves a whole site behind.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock

from builder.model import Artifact

# Left in the site's folder by its first build: whatever stands beside it is the builder's to replace.
MARKER: Final = ".incident-wiki"
_MARKER_TEXT: Final = b"This folder is written by `wiki build`. Whatever else is put here is lost with the next build.\n"


class NotOursError(Exception):
    """The folder to publish to holds something that no build has put there; nothing was written."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: paths below the site's folder, and how many files it now has."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def publish(artifacts: Iterable[Artifact], out: Path) -> Published:
    """Make ``out`` hold exactly ``artifacts``, and hidden files that were there. Raises NotOursError or OSError."""
    wanted = {artifact.path: artifact.content for artifact in artifacts}
    wanted[MARKER] = _MARKER_TEXT
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = out.parent / f".{out.name}.lock"
    lock.touch()  # where that fails, waiting for the lock would have no end
    with FileLock(lock):
        fresh, old = out.parent / f".{out.name}.new", out.parent / f".{out.name}.old"
        _mend(out, fresh, old)
        there = _files(out)
        _refuse_foreign(out, there)
        hidden = {path for path in there if path.startswith(".") and path not in wanted}
        changed = tuple(path for path, content in wanted.items() if path not in there or _differs(out / path, content))
        removed = tuple(sorted(there - wanted.keys() - hidden))
        if changed or removed:
            _assemble(out, fresh, wanted, set(changed), hidden)
            _exchange(fresh, out, old)
        written = tuple(sorted(path for path in changed if path != MARKER))
        return Published(written, removed, len(wanted) - 1)


def _mend(out: Path, fresh: Path, old: Path) -> None:
    """Clear away what a killed build left; give the old site back if it was stopped between two renames."""
    if not out.exists() and old.exists():
        old.rename(out)
    for left in (fresh, old):
        if left.is_symlink():
            left.unlink()
        shutil.rmtree(left, ignore_errors=True)


def _files(folder: Path) -> set[str]:
    """Return the paths of all files and links below ``folder``, in slashes."""
    start = len(str(folder)) + 1
    return {
        f"{base}{os.sep}{name}"[start:].replace(os.sep, "/")
        for base, folders, names in os.walk(folder)
        for name in (*names, *(name for name in folders if Path(base, name).is_symlink()))
    }


def _refuse_foreign(out: Path, there: set[str]) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotOursError(f"{out} is no folder of its own")
    foreign = sorted(entry.name for entry in out.iterdir() if not entry.name.startswith(".")) if out.exists() else []
    if foreign and MARKER not in there:
        raise NotOursError(f"{out} holds files that no build has put there, such as {foreign[0]}")


def _differs(file: Path, content: bytes) -> bool:
    return file.is_symlink() or file.stat().st_size != len(content) or file.read_bytes() != content


def _assemble(out: Path, fresh: Path, wanted: dict[str, bytes], changed: set[str], hidden: set[str]) -> None:
    """Put the new site together in ``fresh``."""
    for folder in {(fresh / path).parent for path in (*wanted, *hidden)}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        if path in changed:
            (fresh / path).write_bytes(content)
        else:
            _link(out / path, fresh / path)
    for path in hidden:
        _link(out / path, fresh / path)


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(file, to, follow_symlinks=False)


def _exchange(fresh: Path, out: Path, old: Path) -> None:
    """Let ``fresh`` take the place of ``out``, in one step where the system can."""
    if not out.exists():
        fresh.rename(out)
        return
    if _swap(fresh, out):
        shutil.rmtree(fresh)
        return
    out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (renameat2(2), renamex_np(2)); tell whether the system could."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second, exchange = os.fsencode(one), os.fsencode(other), 2
    if sys.platform.startswith("linux") and hasattr(library, "renameat2"):
        here = -100  # AT_FDCWD
        return bool(library.renameat2(here, first, here, second, exchange) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, exchange) == 0)
    return False
