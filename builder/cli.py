"""The command ``wiki``. Exit status 0: fine; 1: errors in the content; 2: wrong use."""

import os
import signal
from contextlib import suppress
from itertools import chain
from pathlib import Path

import click

from builder import __doc__ as about
from builder import authoring, ledger, pipeline, report
from builder.addresses import is_plain
from builder.coverage import coverage
from builder.fieldtypes import PLAIN_FORM
from builder.pipeline import Options
from builder.problems import has_errors
from builder.publish import NotOursError
from builder.searchindex import IndexFailedError
from builder.shell import (
    CONTENT_ERRORS,
    FOLDER,
    answer_signals,
    drafts_option,
    ending_in_order,
    explain_option,
    jobs_option,
    print_problems,
    progress,
    root_option,
    shown,
)
from builder.words import count


@click.group(help=about, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="incident-wiki", prog_name="wiki")
def main() -> None:
    """Run the command line."""


def _plain_address(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    if given and not is_plain(given):
        raise click.BadParameter(f"it is an address like {PLAIN_FORM}")
    return given


@main.command()
@root_option
@click.option("--out", type=FOLDER, help="The folder to publish to; by default site/ in the wiki's folder.")
@click.option("--base-url", metavar="URL", callback=_plain_address, help="Where the site will live; overrides site.yaml.")
@click.option("--edit-url", metavar="URL", callback=_plain_address, help="Where content/ can be edited; overrides site.yaml.")
@click.option("--no-search", is_flag=True, help="Leave the full-text index out; names can be searched all the same.")
@drafts_option
@jobs_option
def build(  # noqa: PLR0913, PLR0917 - each option is one
    root: Path, out: Path | None, base_url: str | None, edit_url: str | None, no_search: bool, drafts: bool, jobs: int
) -> None:
    """Check everything, and publish the site if no page has an error."""
    out = _safe_out(root, out)
    try:
        with ending_in_order(), progress() as tell:
            options = Options(root, drafts, base_url, jobs, search=not no_search, history=True, edit_url=edit_url)
            built, problems = pipeline.build(options, out, tell)
    except NotOursError as error:
        raise click.UsageError(f"{error}; choose an empty folder with --out") from None
    except IndexFailedError as error:
        raise click.UsageError(f"nothing was published: {error}; leave the index of the search out with --no-search") from None
    except OSError as error:
        raise click.UsageError(f"nothing was published: {error.strerror}: {error.filename}") from None
    print_problems(problems)
    if built is None:
        click.echo(f"{report.tally(problems)}; nothing was published", err=True)
        raise SystemExit(CONTENT_ERRORS)
    _tell_what_was_done(built, out)


def _tell_what_was_done(built: pipeline.Built, out: Path) -> None:
    published, recorded, history = built.published, built.recorded, built.history
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    if history.is_cut:
        click.echo(report.cut_history(in_actions=in_actions), err=True)
    if history.is_unread:
        click.echo(report.unread_history(in_actions=in_actions), err=True)
    changes = f"{len(published.written):,} written, {len(published.removed):,} removed"
    click.echo(f"{shown(out)}: {count(published.total, 'file')}, {changes}")
    if recorded.new:
        click.echo(f"{ledger.FILE}: {count(len(recorded.new), 'new address', 'new addresses')}; commit it with the content")
    if recorded.failure:
        click.echo(f"{ledger.FILE}: new addresses could not be written down: {recorded.failure}", err=True)


@main.command()
@root_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True, help="How to print."
)
@click.option(
    "--coverage", "covers", is_flag=True,
    help="Tell also which sentences of each article no page quotes, and which names no page answers to.",
)  # fmt: skip
@explain_option
@drafts_option
@jobs_option
def check(root: Path, style: report.Format, covers: bool, drafts: bool, jobs: int) -> None:
    """Tell everything that is to be mended, and publish nothing."""
    with progress() as tell:
        examined = pipeline.examine(Options(root, drafts, None, jobs), tell)
    problems = examined.problems
    covered = coverage(examined.wiki) if covers else ()
    if style == "json":
        click.echo(report.checked_as_json(problems, covered) if covers else report.as_json(problems))
    elif style == "github":
        # GitHub shows the first ones of a step only: those that stop a build.
        by_level = sorted(problems, key=lambda found: found.level)
        for told in chain(map(report.as_github, by_level), *map(report.coverage_as_github, covered)):
            click.echo(told)
    else:
        print_problems(problems)
        stdout = report.console(stderr=False)
        for line in chain.from_iterable(map(report.coverage_as_text, covered)):
            stdout.print(line)
        # Where something is an error, pages are missing in the wiki: their number would be too small.
        pages = "" if has_errors(problems) else f"{count(len(examined.wiki.entries), 'page')}: "
        click.echo(f"{pages}{report.tally(problems) if problems else 'nothing to mend'}")
    if has_errors(problems):
        raise SystemExit(CONTENT_ERRORS)


@main.command()
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@jobs_option
def serve(root: Path, port: int, open_browser: bool, jobs: int) -> None:
    """Show the site on this machine, with drafts, and again after each change."""
    answer_signals(signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        from builder.serve import PortTakenError, serve  # noqa: PLC0415 - only this command needs a server

        try:
            serve(Options(root, drafts=True, jobs=jobs), port, open_browser, print_problems)
        except PortTakenError as error:
            raise click.UsageError(f"{error}; choose another one with --port") from None
    answer_signals(signal.SIG_IGN)
    click.echo("stopped", err=True)


def _safe_out(root: Path, out: Path | None) -> Path:
    """Return the folder to publish to; refuse one that holds the wiki, or one of its own folders."""
    out = root / "site" if out is None else out.absolute()
    try:
        resolved = out.resolve()
    except OSError as error:
        raise click.BadParameter(f"{error.strerror}: {out}", param_hint="--out") from None
    own = [(root / name).resolve() for name in ("content", "seeds", "templates")]
    if root.resolve().is_relative_to(resolved) or any(resolved.is_relative_to(folder) for folder in own):
        raise click.BadParameter(f"{out} is part of the wiki itself", param_hint="--out")
    return out


for command in authoring.COMMANDS:
    main.add_command(command)
