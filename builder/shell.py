"""What the commands share: options, and where and how results, progress and problems are printed."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final

import click

from builder import report
from builder.manual import manual
from builder.nearest import did_you_mean
from builder.problems import Problem

CONTENT_ERRORS: Final = 1
FOLDER: Final = click.Path(file_okay=False, path_type=Path)


def _root(_: click.Context, __: click.Parameter, given: Path | None) -> Path:
    """Return the wiki's folder: the one given, else the nearest one upward that holds ``content/``."""
    if given is not None:
        if not (given / "content").is_dir():
            raise click.BadParameter(f"{given} holds no folder content/")
        return given.absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content").is_dir():
            return folder
    raise click.UsageError("there is no folder content/ here or above; name the wiki's folder with --root DIR")


root_option = click.option(
    "--root", type=FOLDER, callback=_root, help="The wiki's folder; by default the nearest one upward with content/ in it."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), default=lambda: os.cpu_count() or 1, show_default="one per processor",
    help="Number of processes for large wikis.",
)  # fmt: skip
drafts_option = click.option("--drafts", is_flag=True, help="Take pages with `status: draft` in.")


def _explain(context: click.Context, _: click.Parameter, rule: str | None) -> None:
    """Print what the manual says of a rule, and end."""
    if rule is None:
        return
    entries = {entry.rule.id: entry for entry in manual()}
    if rule not in entries:
        raise click.BadParameter(f'there is no rule "{rule}"; {did_you_mean(rule, entries) or ", ".join(entries)}')
    click.echo(entries[rule].text)
    context.exit()


explain_option = click.option(
    "--explain", metavar="RULE", callback=_explain, is_eager=True, expose_value=False,
    help="Print only what a rule looks for, and how to mend what breaks it.",
)  # fmt: skip


def shown(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    return str(path.relative_to(Path.cwd())) + "/" if path.is_relative_to(Path.cwd()) else f"{path}/"


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems to standard error."""
    stderr = report.console(stderr=True)
    for problem in problems:
        stderr.print(report.as_text(problem))


def answer_signals(handler: Callable[[int, FrameType | None], Any] | signal.Handlers) -> None:
    """From now on answer in one way to whatever asks to end: Ctrl-C, a signal, a terminal that is left."""
    for number in (getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # what is ignored stays so: nohup means it
            signal.signal(number, handler)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Asked to end, or left by its terminal, go as at Ctrl-C: nothing is left behind, neither folders nor programs."""
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # What is ignored stays so: nohup means it.
    before = {number: handler for number in asked if (handler := signal.getsignal(number)) is not signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, signal.default_int_handler)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows the stage at work, on a terminal; elsewhere it shows nothing."""
    shown = report.console(stderr=True).is_terminal

    def tell(stage: str) -> None:
        # No spinner: its thread would be there when processes fork.
        if shown:
            click.echo(f"\r{stage} …\x1b[K", err=True, nl=False)

    try:
        yield tell
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
