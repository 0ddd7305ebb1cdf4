"""Files of a wiki written whole or not at all: whoever is stopped at any moment leaves the old file or the new one."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def put(file: Path, content: bytes) -> None:
    """Let ``file`` hold ``content``, in one step; what it may be done with stays. Raises OSError, and nothing has changed then."""
    # A name of its own for each process; what has it already, a link perhaps, is not written to.
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as fresh:
            fresh.write(content)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def rename(old: Path, new: Path) -> None:
    """Give a file another name in its folder. Raises FileExistsError where there is one of that name, or another OSError.

    For a moment the file has both names; whoever is stopped then finds it whole under each.
    """
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except (NotImplementedError, OSError):  # a file system without hard links
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new)) from None
        old.rename(new)
    else:
        old.unlink()


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which becomes ``folder`` in one step at the end; if that is not reached, nothing is left of it.

    Raises OSError where ``folder`` is there by then and is not an empty one.
    """
    lacking = [parent for parent in folder.parents if not parent.exists()]
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
    except OSError:
        _take_away(lacking)
        raise
    try:
        yield beside
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        _take_away(lacking)
        raise


def _take_away(folders: Iterable[Path]) -> None:
    """Remove folders, the innermost first, as far as they are empty."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
