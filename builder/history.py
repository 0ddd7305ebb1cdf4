"""When the files of a wiki were last changed, as Git has it. The one user of Git."""

import subprocess
from datetime import date
from pathlib import Path

_COMMIT = "\x02"


def last_changed(root: Path, folder: str) -> dict[str, date]:
    """Return path (below ``root``) to the day of the last commit that changed it, for the files in ``folder``.

    Nothing where there is no Git or no history, or where the history is cut short (a shallow clone): there, each file would seem
    to have changed with the oldest commit left. Nothing for a file with changes that are in no commit yet. Days are those of the
    committers' clocks.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(root, "log", "-z", "--name-only", "--no-renames", "--relative", f"--format={_COMMIT}%cs", "--", folder)
    found: dict[str, date] = {}
    day = date.min
    for part in log.split("\0"):
        # The first name after a commit stands behind a line break.
        name = part.removeprefix("\n")
        if name.startswith(_COMMIT):
            day = date.fromisoformat(name.removeprefix(_COMMIT))
        elif name:
            found.setdefault(name, day)
    for name in _git(root, "diff", "-z", "--name-only", "--relative", "HEAD", "--", folder).split("\0"):
        found.pop(name, None)
    return found


def _git(root: Path, *arguments: str) -> str:
    """Return what a command of Git prints, or nothing where it fails."""
    try:
        ran = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever Git is installed
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return ""
    return ran.stdout.decode(errors="replace") if ran.returncode == 0 else ""
