"""The whole program on one screen: the five stages in order, and the index of the search between the last two."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from builder.check import check
from builder.history import History
from builder.ledger import NOTHING_RECORDED, Recorded, undrawn
from builder.link import link
from builder.load import load
from builder.memo import NOTHING_KEPT, Memo
from builder.model import Artifact, Templates, Wiki
from builder.problems import Problem, has_errors, in_order
from builder.publish import Published, publish
from builder.recording import record
from builder.render import render
from builder.searchindex import search_index
from builder.silence import unsilenced
from builder.wanted import gathered

OWN_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

Tell = Callable[[str], None]
"""Is told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line decides: see ``wiki build --help``. ``history`` tells whether pages say when they were last changed.

    An address that is None is as in ``site.yaml``.
    """

    root: Path
    drafts: bool = False
    base_url: str | None = None
    jobs: int = 1
    search: bool = True
    history: bool = False
    edit_url: str | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """A wiki, whole only where no problem is an error, and everything to mend in it, in order of place."""

    wiki: Wiki
    templates: Templates
    problems: tuple[Problem, ...]


def examine(options: Options, tell: Tell = lambda _: None, memo: Memo = NOTHING_KEPT) -> Examined:
    """Run the first three stages: ``wiki check``. What ``memo`` kept of an earlier run and has not changed is not made again."""
    with no_collector():
        tell("load")
        loaded, found = load(options.root, OWN_TEMPLATES, options.history, memo)
        tell("check")
        checked, more = check(loaded, options.jobs, memo)
        tell("link")
        wiki, most = link(checked, loaded.archives, options.drafts, memo)
    return Examined(wiki, loaded.templates, tuple(in_order({*unsilenced(checked.pages, gathered((*found, *more, *most)))})))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A site that can be published but for the index of its search, and the wiki that it shows."""

    wiki: Wiki
    artifacts: tuple[Artifact, ...]


def rendered(options: Options, tell: Tell = lambda _: None) -> tuple[Rendered | None, tuple[Problem, ...]]:
    """Run the first four stages. With an error there is nothing to publish."""
    examined = examine(options, tell)
    if has_errors(examined.problems):
        return None, examined.problems
    with no_collector():
        tell("render")
        wiki = _as_asked(examined.wiki, options)
        artifacts, found = render(wiki, examined.templates, wiki.site.base_url or "", options.jobs, has_index=options.search)
    # Where a template can't be drawn, all of its pages are missing.
    found = found or undrawn(wiki.ledger, (artifact.path for artifact in artifacts))
    if has_errors(found):
        return None, (*examined.problems, *found)
    return Rendered(wiki, tuple(artifacts)), examined.problems


def _as_asked(wiki: Wiki, options: Options) -> Wiki:
    """Return the wiki with the addresses of the command line, which go before those of ``site.yaml``."""
    asked = {"base_url": options.base_url, "edit_url": options.edit_url}
    given = {name: address for name, address in asked.items() if address is not None}
    return replace(wiki, site=wiki.site.model_copy(update=given)) if given else wiki


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: to the site's folder, to the ledger; and the history from which its dates are."""

    published: Published
    recorded: Recorded
    history: History


def build(options: Options, out: Path, tell: Tell = lambda _: None) -> tuple[Built | None, tuple[Problem, ...]]:
    """Run all five stages: ``wiki build``. With an error nothing is published, and the old site stays.

    Raises IndexFailedError where Pagefind fails, NotOursError or OSError where the disk does.
    """
    site, problems = rendered(options, tell)
    if site is None:
        return None, problems
    with no_collector():
        tell("index")
        index = search_index(site.wiki, site.artifacts) if options.search else []
        tell("publish")
        published = publish((*site.artifacts, *index), out)
        # A site with drafts is for looking at.
        recorded = NOTHING_RECORDED if options.drafts else record(options.root, (artifact.path for artifact in site.artifacts))
    return Built(published, recorded, site.wiki.history), problems


@contextmanager
def no_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector: a build makes millions of objects, hardly any in cycles, and then ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
