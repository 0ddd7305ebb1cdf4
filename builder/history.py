"""When the files of a wiki were first and last changed, as Git has it. The one user of Git."""

import os
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

_COMMIT: Final = "\x02"
_WHEN: Final = re.compile("([0-9]{1,12}) ([+-])([0-9]{2})([0-9]{2})", re.ASCII)
# What a user has set for Git must neither change what it prints here, nor run a program.
_AS_EVERYWHERE: Final = (
    "core.fsmonitor=false", "log.showSignature=false", "log.showRoot=true", "log.follow=false", "i18n.logOutputEncoding=UTF-8",
    "diff.orderFile=/dev/null", "color.ui=false",
)  # fmt: skip
_CHUNK: Final = 65536  # bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """When a file was first and last changed, by the committers' clocks; never the last before the first."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class History:
    """The changes of files, by path; those that are gone are in it, too.

    A file with changes that are in no commit yet is left out, and so is one whose last commit has no day that there is.
    ``is_cut`` tells that the history is cut short (a shallow clone). It then says nothing: each file would seem to have changed
    with the oldest commit left. ``is_unread`` tells that there is a repository that Git does not read: it is another user's, say,
    or no Git is installed.
    """

    files: Mapping[str, Changes]
    is_cut: bool = False
    is_unread: bool = False

    def changed_on(self, path: str) -> date | None:
        """Return the day of the last change of a file, where that is known."""
        changes = self.files.get(path)
        return changes.last.date() if changes else None


NO_HISTORY: Final = History({})


def history_of(root: Path, folder: str, paths: Collection[str]) -> History:
    """Return the history of all files that lie or lay in ``folder``, by path below ``root``; ``paths`` are those there now.

    Nothing where there is no Git, or no commit. The log is read to its end, in one go.
    """
    cut = "".join(_git(root, "rev-parse", "--is-shallow-repository")).strip()
    if cut != "false":
        return History({}, is_cut=cut == "true", is_unread=not cut and _has_repository(root))
    unknown = {*paths}.difference(_git(root, "ls-files", "-z", "--", folder))
    if len(unknown) == len({*paths}):
        return NO_HISTORY
    unknown.update(_git(root, "diff", "-z", "--name-only", "--relative", "HEAD", "--", folder))
    return History({path: changes for path, changes in _files(root, folder).items() if path not in unknown})


def _has_repository(root: Path) -> bool:
    """Tell whether a folder lies in a repository, or in what was meant to be one."""
    with suppress(OSError):  # a folder above may not be looked into
        return any((folder / ".git").exists() for folder in (root.absolute(), *root.absolute().parents))
    return False


def _files(root: Path, folder: str) -> dict[str, Changes]:
    # Without the folder: asked for it alone, Git compares each commit twice.
    log = ("log", "-z", "--name-only", "--no-renames", "--relative", "--date=raw", f"--format={_COMMIT}%cd")
    last: dict[str, datetime | None] = {}
    first: dict[str, datetime] = {}
    commits, when = 0, None
    for part in _git(root, *log):
        # The first name after a commit stands behind a line break.
        name = part.removeprefix("\n")
        if name.startswith(_COMMIT):
            commits, when = commits + 1, _moment(name.removeprefix(_COMMIT))
        elif commits and name.startswith(f"{folder}/"):
            last.setdefault(name, when)
            if when:
                first[name] = when
    # A clock may have gone wrong.
    return {name: Changes(min(first[name], when), when) for name, when in last.items() if when}


def _moment(when: str) -> datetime | None:
    """Read seconds since 1970 and the zone of the clock: ``1700000000 +0300``. None where no calendar has such a moment."""
    if found := _WHEN.fullmatch(when):
        offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
        with suppress(OverflowError, ValueError, OSError):
            return datetime.fromtimestamp(int(found[1]), timezone(-offset if found[2] == "-" else offset))
    return None


def _git(root: Path, *arguments: str) -> Iterator[str]:
    """Yield what a command of Git prints, as it comes, cut at each NUL; it is stopped when no more is wanted."""
    settings = [part for setting in _AS_EVERYWHERE for part in ("-c", setting)]
    # Variables such as GIT_DIR would have it read another history.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        running = subprocess.Popen(  # noqa: S603 - fixed arguments
            ["git", "-C", str(root), *settings, *arguments],  # noqa: S607 - whichever Git is installed
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
        )  # fmt: skip
    except OSError:
        return
    with running:
        try:
            rest = b""
            while running.stdout and (chunk := os.read(running.stdout.fileno(), _CHUNK)):
                *parts, rest = (rest + chunk).split(b"\0")
                yield from (part.decode(errors="replace") for part in parts)
            if rest:
                yield rest.decode(errors="replace")
        finally:
            running.kill()
