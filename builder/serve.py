"""The preview: the site on 127.0.0.1, with drafts, and again after each change.

The main thread reads the wiki, for only it can be interrupted; another one answers requests meanwhile, from the last good state.
The first reading, which may share its work between processes, is over before that thread begins.
"""

import signal
import time
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock, Timer
from typing import Final

import click

from builder.answering import HOST, PortTakenError, Server
from builder.pipeline import OWN_TEMPLATES, Options
from builder.preview import Preview
from builder.problems import Position, Problem, has_errors, problem
from builder.report import tally
from builder.rules import UNREADABLE
from builder.shell import answer_signals
from builder.showing import MOST, worst_first
from builder.watching import changes
from builder.words import count

__all__ = ["PortTakenError", "serve"]

_FOLDERS: Final = ("content", "seeds", "templates")
_ASSETS: Final = "assets"
# More paths than these are only counted.
_NAMED: Final = 3


def serve(options: Options, port: int, open_browser: bool, show: Callable[[Sequence[Problem]], None]) -> None:
    """Serve until interrupted, and return when nothing is left; ``show`` prints problems. Raises PortTakenError."""
    session = _Session(options, port, show)
    # A second interruption may come while the first one is being dealt with.
    with suppress(KeyboardInterrupt), suppress(KeyboardInterrupt):
        session.run(open_browser)
    answer_signals(signal.SIG_IGN)
    session.server.stop()


class _Session:
    """One run of the preview."""

    def __init__(self, options: Options, port: int, show: Callable[[Sequence[Problem]], None]) -> None:
        self.root = options.root
        self.show = show
        self.origin = f"http://{HOST}:{port}"
        # The page of a missing address is shown at that address, where only full links arrive.
        self.preview = Preview(replace(options, base_url=self.origin))
        self.is_free = Lock()
        self.server = Server(port, self.preview, self.is_free, _tell)
        self.told: set[tuple[str, str, str]] = set()

    def run(self, open_browser: bool) -> None:
        """Show the site, and again after each change, until interrupted."""
        # What changes during the first reading must not be missed.
        watched = changes(self._folders(), [self.root / "addresses.txt"], _tell)
        changed = next(watched)
        begun = time.monotonic()
        problems = self._update()
        self.server.start(problems)
        self._tell_problems(f"read in {_since(begun)}", problems)
        path = self._tell_address()
        if open_browser:
            timer = Timer(0.2, webbrowser.open, [f"{self.origin}{path}"])
            timer.daemon = True
            timer.start()
        for changed in watched:
            begun = time.monotonic()
            problems = self._update()
            self.server.show(problems, is_good=not has_errors(problems), styles=self._styles(changed))
            self._tell_problems(f"{self._named(changed)}: {_since(begun)}", problems)
            if self.preview.path != path:
                path = self._tell_address()

    def _folders(self) -> list[Path]:
        own = [self.root / name for name in _FOLDERS]
        return own if OWN_TEMPLATES in own else [*own, OWN_TEMPLATES]

    def _update(self) -> tuple[Problem, ...]:
        try:
            with self.is_free:
                return self.preview.update()
        except OSError as error:
            where = Position(self._shown(Path(error.filename)) if error.filename else "content")
            return (
                problem(UNREADABLE, where, f"the wiki can't be read: {error.strerror}", "it is tried again at the next change"),
            )

    def _tell_address(self) -> str:
        click.echo(f"{self.origin}{self.preview.path} (stop with Ctrl-C)")
        return self.preview.path

    def _tell_problems(self, what: str, problems: Sequence[Problem]) -> None:
        """Print a line on what has changed, and below it all errors and those warnings that were not there before."""
        stays = "; the preview stays as it was" if has_errors(problems) and self.preview.is_ready else ""
        found = f", {tally(problems)}{stays}" if problems else ""
        click.secho(f"{what}{found}", err=True, bold=True)
        worst = [found for found in worst_first(problems) if found.level == "error" or _place_of(found) not in self.told]
        self.told = set(map(_place_of, problems))
        self.show(worst[:MOST])
        if worst[MOST:]:
            click.echo(f"and {tally(worst[MOST:])} more: wiki check tells all", err=True)

    def _named(self, changed: Sequence[Path]) -> str:
        if len(changed) > _NAMED:
            return f"{count(len(changed), 'file')} changed"
        return ", ".join(map(self._shown, changed)) or "again"

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def _styles(self, changed: Sequence[Path]) -> list[str]:
        """Return the addresses of the style sheets that changed, if nothing else did: they need no new page."""
        names = [path.as_posix().rpartition(f"/{_ASSETS}/")[2] for path in changed if path.suffix == ".css"]
        return [f"{_ASSETS}/{name}" for name in names] if len(names) == len(changed) else []


def _place_of(found: Problem) -> tuple[str, str, str]:
    """Return what tells a problem from others, however lines above it have moved."""
    return found.path, found.rule, found.message


def _since(begun: float) -> str:
    return f"{(time.monotonic() - begun) * 1000:,.0f} ms"


def _tell(words: str) -> None:
    click.echo(words, err=True)
