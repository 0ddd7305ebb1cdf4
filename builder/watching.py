"""Which files have changed, told as soon as they have. The only user of watchfiles.

Folders are watched, and looked at a few times a second for whether they are still the same ones: a folder that is taken away and put
back, as by a change of branches, is another one. Single files are only looked at, for what saves a file often puts a new one in its place.

Where the system tells nothing, all files are looked at again and again; not by watchfiles, which then takes two changes within a second
for one.
"""

import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from watchfiles import Change, watch

# Milliseconds. A file is saved in several steps: without another one for so long it is taken as saved, and at the latest after so long.
_QUIET: Final = 20
_LONGEST: Final = 100
# How often folders and single files are looked at.
_LOOK: Final = 200
# Seconds between two looks at all files, and how much longer than a look itself the pause is at least.
_PAUSE: Final = 0.5
_SHARE: Final = 5
# Set to anything, it has files looked at where the system only seems to report changes, as on some network disks.
_LOOKING: Final = "WATCHFILES_FORCE_POLLING"
# What editors put beside a file while it is saved.
_OF_EDITORS: Final = ("~", ".swp", ".swx", ".tmp", ".bak")
_TRIAL_OF_VIM: Final = "4913"

Known = TypeVar("Known", str, Path)


def changes(folders: Sequence[Path], files: Sequence[Path], tell: Callable[[str], None]) -> Iterator[list[Path]]:
    """Yield the paths that have changed, in order, whenever some have. The first time it may be none: from then on none is missed.

    What changes between two calls is yielded by the second. Folders and files need not be there. ``tell`` is told where the system
    can't report changes, and all files are looked at again and again instead.
    """
    state = _state(folders, files)
    waiting: set[Path] | None = set()
    # A Linux inside Windows is told nothing of Windows' own disks.
    looks = bool(os.environ.get(_LOOKING)) or "microsoft" in platform.release().lower()
    while True:
        try:
            for found in _seen(folders) if looks else _told(folders):
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
        except (OSError, RuntimeError) as error:
            waiting = waiting or set()  # what was about to be told may be lost
            if isinstance(error, FileNotFoundError):  # a folder went away just now
                continue
            if looks:
                raise
            looks = True
            tell(f"the system can't report changes ({_reason(error)}); files are looked at again and again instead")


def _told(folders: Iterable[Path]) -> Iterator[set[Path]]:
    """Yield what the system tells of those folders that are there, perhaps nothing, several times a second."""
    there = [folder for folder in folders if folder.is_dir()]
    for found in watch(
        *there, watch_filter=None, debounce=_LONGEST, step=_QUIET, rust_timeout=_LOOK, yield_on_timeout=True,
        force_polling=False, ignore_permission_denied=True,
    ):  # fmt: skip
        paths = ((change, Path(name)) for change, name in found)
        yield {path for change, path in paths if _counts(path, there) and not (change is Change.modified and path.is_dir())}


def _seen(folders: Iterable[Path]) -> Iterator[set[Path]]:
    """Yield what a look at all files finds changed, perhaps nothing, about twice a second; less often where a look takes long."""
    there = [folder for folder in folders if folder.is_dir()]
    before = _all_files(there)
    yield set()
    while True:
        begun = time.monotonic()
        now = _all_files(there)
        yield {path for path in map(Path, _differing(before, now)) if _counts(path, there)}
        before = now
        time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - begun)))


def _all_files(folders: Iterable[Path]) -> dict[str, object]:
    """Return by what each file in folders is known to be the same."""
    found: dict[str, object] = {}
    for folder in folders:
        for above, _, names in os.walk(folder):
            for name in names:
                path = f"{above}/{name}"
                try:
                    status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - a Path for each file would take longer than the look
                except OSError:
                    continue
                found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def _counts(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a change may matter: not that of a hidden file, or of one that editors put beside another."""
    below = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), ())
    is_of_editors = path.name.endswith(_OF_EDITORS) or path.name == _TRIAL_OF_VIM
    return not is_of_editors and not any(part.startswith(".") for part in below)


def _state(folders: Iterable[Path], files: Iterable[Path]) -> dict[Path, object]:
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


def _differing(one: Mapping[Known, object], other: Mapping[Known, object]) -> set[Known]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def _reason(error: Exception) -> str:
    return str(error).partition(" about [")[0].rstrip(".")
