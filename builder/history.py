"""When the files of a wiki were last changed, as Git has it. The one user of Git."""

import os
import re
import subprocess
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

_COMMIT: Final = "\x02"
_WHEN: Final = re.compile("([0-9]{1,12}) ([+-])([0-9]{2})([0-9]{2})", re.ASCII)
# What a user has set for Git must neither change what it prints here, nor run a program.
_AS_EVERYWHERE: Final = (
    "core.fsmonitor=false", "log.showSignature=false", "log.showRoot=true", "log.follow=false", "i18n.logOutputEncoding=UTF-8",
    "diff.orderFile=/dev/null", "color.ui=false",
)  # fmt: skip
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CHUNK: Final = 65536  # bytes


def last_changed(root: Path, folder: str, paths: Collection[str]) -> dict[str, date]:
    """Return path (below ``root``) to the day of the last commit that changed it, for those of ``paths``, all in ``folder``.

    Nothing where there is no Git or no history, or where the history is cut short (a shallow clone): there, each file would seem
    to have changed with the oldest commit left. Nothing for a file with changes that are in no commit yet, or whose last commit
    has no day that there is. Days are those of the committers' clocks. History is read no further back than it must be.
    """
    if "".join(_git(root, "rev-parse", "--is-shallow-repository")).strip() != "false":
        return {}
    wanted = {*paths}.intersection(_git(root, "ls-files", "-z", "--", folder))
    wanted.difference_update(_git(root, "diff", "-z", "--name-only", "--relative", "HEAD", "--", folder))
    log = ("log", "-z", "--name-only", "--no-renames", "--relative", "--date=raw", f"--format={_COMMIT}%cd", "--", folder)
    found: dict[str, date | None] = {}
    commits, day = 0, None
    for part in _git(root, *log) if wanted else ():
        # The first name after a commit stands behind a line break.
        name = part.removeprefix("\n")
        if name.startswith(_COMMIT):
            commits, day = commits + 1, _day(name.removeprefix(_COMMIT))
        elif commits and name in wanted:
            wanted.remove(name)
            found[name] = day
            if not wanted:
                break
    return {name: day for name, day in found.items() if day}


def _day(when: str) -> date | None:
    """Read seconds since 1970 and the zone of the clock: ``1700000000 +0300``. None where no calendar has such a day."""
    if found := _WHEN.fullmatch(when):
        offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
        with suppress(OverflowError):
            return (_EPOCH + timedelta(seconds=int(found[1])) + (-offset if found[2] == "-" else offset)).date()
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
            env=environment | {"GIT_OPTIONAL_LOCKS": "0"},
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
