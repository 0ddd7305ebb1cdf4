"""The commands that help an editor: each reads its options, has the work done by a module of its own, and prints what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from builder import editorsettings, moves, moving, pipeline, quoting, sourcenames, starting
from builder.edits import EditError
from builder.filewriting import put
from builder.ids import Kind
from builder.load import load
from builder.newincidents import Asked, new_incident
from builder.newnames import new_name
from builder.newpages import NewPage
from builder.newpages import write as write_new
from builder.newsources import new_source
from builder.pipeline import Options
from builder.shell import CONTENT_ERRORS, FOLDER, ending_in_order, jobs_option, progress, root_option
from builder.survey import Survey, UseError, survey
from builder.words import with_article


@click.command()
@root_option
@click.option("--sentence", "whole_sentence", is_flag=True, help="Quote the whole sentences that the words stand in.")
@click.argument("source")
@click.argument("words", nargs=-1, required=True)
def quote(root: Path, whole_sentence: bool, source: str, words: tuple[str, ...]) -> None:
    """Find WORDS in the article of SOURCE, and print what to paste where they are to be quoted.

    SOURCE is the id, slug, title or archive of a source, or the beginning of its slug or title. Case, quotation marks and
    dashes of WORDS don't matter. Exit status 1 where only other words come near.
    """
    if not quoting.tokens(" ".join(words)):
        raise click.UsageError("give words to look for, with a letter or a digit in them")
    loaded, _ = load(root, pipeline.OWN_TEMPLATES)
    meant = sourcenames.sources_meant(loaded.pages, source)
    if len(meant) != 1:
        raise click.UsageError(sourcenames.not_one(loaded.pages, source, meant))
    (page,) = meant
    if (article := sourcenames.article_in(page, loaded.archives)) is None:
        raise click.UsageError(f"the archived text of {page.id} is missing or has changed; `wiki check` says why")
    archive = sourcenames.archive_of(page)
    found = quoting.find(loaded, page.id, article, " ".join(words), whole_sentence=whole_sentence)
    if shown := (*found.places, *found.near):
        click.echo("\n\n".join("\n".join(quoting.told(archive, place)) for place in shown))
    for line in quoting.told_besides(archive, found):
        click.echo(line, err=True)
    if not found.places:
        raise SystemExit(CONTENT_ERRORS)


_AGAIN: Final = "what is written already is whole; give the same command again"


@click.command()
@root_option
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@click.argument("old")
@click.argument("new")
@jobs_option
def mv(root: Path, dry_run: bool, old: str, new: str, jobs: int) -> None:
    """Give the page OLD the id or slug NEW, and rewrite all that leads to it by its id.

    OLD is an id, a slug, a file, a title or another name. The page's old address leads to the new one for ever. Titles and
    aliases stay, and so do the links that use them. Nothing is done if the wiki would have a problem that it does not have now.
    """
    try:
        with progress() as tell:
            tell("plan")
            move = moving.plan(root, old, new, jobs)
        if isinstance(move, moves.Refusal) and not move.found:
            raise click.UsageError(move.words)
        if isinstance(move, moves.Refusal):
            click.echo("\n".join((*move.found, move.words)), err=True)
            raise SystemExit(CONTENT_ERRORS)
        if not dry_run:
            moves.carry_out(root, move)
    except OSError as error:
        raise click.UsageError(f"{error.strerror}: {error.filename}; {_AGAIN}") from None
    except EditError as error:
        raise click.UsageError(f"{error}; {_AGAIN}") from None
    click.echo("\n".join(moves.told(move, dry_run=dry_run)))
    for line in moves.told_besides(move):
        click.echo(line, err=True)


@click.command()
@root_option
@click.option("--out", type=FOLDER, help="Write the schemas to this folder, and nothing else.")
@click.option("--pages", is_flag=True, help="Let the schemas complete the ids of the wiki's own pages; needs --out.")
@jobs_option
def schema(root: Path, out: Path | None, pages: bool, jobs: int) -> None:
    """Write what editors complete and check fields by.

    Without --out these are the JSON Schemas in schemas/, the snippets of VS Code and the settings of Front Matter CMS, all made
    from the fields of each kind. What another hand wrote is not overwritten.
    """
    if pages and out is None:
        raise click.UsageError("with the wiki's own pages schemas age with each new one: choose a folder for them with --out DIR")
    files = {root / path: text for path, text in editorsettings.all_files().items()}
    if out is not None:
        examined = pipeline.examine(Options(root, drafts=True, jobs=jobs)) if pages else None
        slugs = editorsettings.slugs_of(examined.wiki) if examined else None
        files = {out / name: text for name, text in editorsettings.schema_files(slugs).items()}
    try:
        before = {path: path.read_text("utf-8") if path.exists() else None for path in files}
        if foreign := [path for path, text in before.items() if text is not None and not editorsettings.is_made(text)]:
            raise click.UsageError(f"{foreign[0]} was not written by this command; move it away")
        for path, text in files.items():
            if before[path] != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                put(path, text.encode())
                click.echo(str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"not everything was written: {error}") from None


@click.group()
def new() -> None:
    """Begin a page: what can be read is filled in, what can't is marked ??? and told. Nothing is ever overwritten."""


_id_option = click.option(
    "--id", "slug", metavar="SLUG", help="The last part of the page's id; it stays in its address for ever."
)


def _begin(root: Path, make: Callable[[Survey], NewPage]) -> None:
    """Make a new page and write it; tell first what an editor should know before."""
    try:
        with progress() as tell:
            tell("read the wiki")
            page = make(survey(root))
        for line in page.before:
            click.echo(line)
        write_new(root, page.files)
    except UseError as error:
        raise click.UsageError(str(error)) from None
    if page.before:
        click.echo()
    for line in page.after:
        click.echo(line)


@new.command("source", short_help="From the text of an article.")
@root_option
@_id_option
@click.argument("file", type=click.Path(path_type=Path))
def new_source_command(root: Path, slug: str | None, file: Path) -> None:
    """Archive the article in FILE, a text, and begin its page: what it says of itself, and what of the wiki it names."""
    _begin(root, lambda known: new_source(known, file, slug))


@new.command("incident", short_help="From an article that is archived.")
@root_option
@click.option("--source", required=True, metavar="ID", help="The source whose article tells of it.")
@click.option(
    "--date", metavar="EDTF", help="When it happened, such as 2024-09-10; else it is read from the article, if it says so."
)
@click.option("--title", help="What happened, where and when, in a few words.")
@_id_option
def new_incident_command(root: Path, source: str, date: str | None, title: str | None, slug: str | None) -> None:
    """Begin the page of an incident: the article's actors and places, and its sentences as claims to be kept or deleted."""
    _begin(root, lambda known: new_incident(known, Asked(source, date, slug, title)))


def _new_name_command(kind: Kind) -> click.Command:
    @click.command(
        kind.value,
        short_help="From a name.",
        help=f"Begin the page of {with_article(kind.value)} called NAME, with the articles that have the name.",
    )
    @root_option
    @click.option("--source", metavar="ID", help="Cite this source's article alone.")
    @_id_option
    @click.argument("name")
    def command(root: Path, source: str | None, slug: str | None, name: str) -> None:
        _begin(root, lambda known: new_name(known, kind, name, slug, source))

    return command


for _kind in (Kind.ACTOR, Kind.PLACE):
    new.add_command(_new_name_command(_kind))


@click.command()
@click.option("--title", help="What the wiki is called; by default as its folder.")
@click.option("--summary", help="One sentence about it.")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="The language of its pages (BCP 47).")
@click.option(
    "--time-zone", default="UTC", show_default=True, metavar="ZONE", help="That of the times of day, such as Asia/Aden."
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(title: str | None, summary: str | None, lang: str, time_zone: str, folder: Path) -> None:
    """Begin a wiki on another subject in DIR, a new folder.

    It holds the program itself, templates and workflows, and no incidents yet: a repository of its own, which can be built and
    published at once. The wiki that is here is not touched.
    """
    try:
        with ending_in_order():
            starting.begin(folder, starting.About(title, summary, lang, time_zone))
    except UseError as error:
        raise click.UsageError(f"nothing was written: {error}") from None
    except OSError as error:
        raise click.UsageError(f"nothing was written: {error.strerror}: {error.filename2 or error.filename}") from None
    for line in starting.told(folder):
        click.echo(line)


COMMANDS: Final[tuple[click.Command, ...]] = (quote, mv, schema, new, init)
