"""Which files have changed, told as soon as they have. The only user of watchfiles.

Folders are watched, and looked at a few times a second for whether they are still the same ones: a folder that is taken away and put
back, as by a change of branches, is another one. Single files are only looked at, for what saves a file often puts a new one in its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from watchfiles import Change, watch

# Milliseconds. A file is saved in several steps: without another one for so long it is taken as saved, and at the latest after so long.
_QUIET: Final = 20
_LONGEST: Final = 100
# How often folders and single files are looked at, and all files where the system tells nothing.
_LOOK: Final = 200
_LOOK_AT_ALL: Final = 500
# What editors put beside a file while it is saved.
_OF_EDITORS: Final = ("~", ".swp", ".swx", ".tmp", ".bak")
_TRIAL_OF_VIM: Final = "4913"

State = Mapping[Path, object]


def changes(folders: Sequence[Path], files: Sequence[Path], tell: Callable[[str], None]) -> Iterator[list[Path]]:
    """Yield the paths that have changed, in order, whenever some have. The first time it may be none: from then on none is missed.

    What changes between two calls is yielded by the second. Folders and files need not be there. ``tell`` is told where the system
    can't report changes, and all files are looked at again and again instead.
    """
    state = _state(folders, files)
    waiting: set[Path] | None = set()
    polls: bool | None = None  # as watchfiles decides
    while True:
        try:
            for found in _found(folders, polls):
                now = _state(folders, files)
                changed = found | _differing(state, now) | (waiting or set())
                is_other = any(state.get(folder) != now.get(folder) for folder in folders)
                state = now
                if is_other:
                    # Told once the new folder is watched, lest anything is missed between.
                    waiting = changed
                    break
                if changed or waiting is not None:
                    waiting = None
                    yield sorted(changed)
        except FileNotFoundError:
            waiting = waiting or set()  # a folder went away just now
        except (OSError, RuntimeError) as error:
            if polls:
                raise
            polls = True
            tell(f"the system can't report changes ({_reason(error)}); files are looked at twice a second instead")


def _found(folders: Iterable[Path], polls: bool | None) -> Iterator[set[Path]]:
    """Yield what changed in those folders that are there, perhaps nothing, several times a second."""
    there = [folder for folder in folders if folder.is_dir()]
    for found in watch(
        *there, watch_filter=None, debounce=_LONGEST, step=_QUIET, rust_timeout=_LOOK, yield_on_timeout=True,
        force_polling=polls, poll_delay_ms=_LOOK_AT_ALL, ignore_permission_denied=True,
    ):  # fmt: skip
        yield {path for change, name in found if _counts(change, path := Path(name), there)}


def _counts(change: Change, path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a change may matter: not to hidden files and those of editors, nor that of a folder which files in it bring about."""
    below = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), ())
    if any(part.startswith(".") for part in below) or path.name.endswith(_OF_EDITORS) or path.name == _TRIAL_OF_VIM:
        return False
    return not (change is Change.modified and path.is_dir())


def _state(folders: Iterable[Path], files: Iterable[Path]) -> State:
    """Return by what folders and files are known to be the same, of those that are there."""
    found: dict[Path, object] = {}
    for path in (*folders, *files):
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = (status.st_dev, status.st_ino)
        if path in files:
            found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def _differing(one: State, other: State) -> set[Path]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def _reason(error: Exception) -> str:
    return str(error).partition(" about [")[0].rstrip(".")
