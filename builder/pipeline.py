"""The whole program on one screen: the five stages in order."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.check import check
from builder.link import link
from builder.load import load
from builder.model import Templates, Wiki
from builder.problems import Problem, has_errors
from builder.publish import Published, publish
from builder.render import render

OWN_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

Tell = Callable[[str], None]
"""Is told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line decides: see ``wiki build --help``."""

    root: Path
    drafts: bool = False
    base_url: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Examined:
    """A wiki, whole only where no problem is an error, and everything to mend in it, in order of place."""

    wiki: Wiki
    templates: Templates
    problems: tuple[Problem, ...]


def examine(options: Options, tell: Tell = lambda _: None) -> Examined:
    """Run the first three stages: ``wiki check``."""
    with _no_collector():
        tell("load")
        loaded, found = load(options.root, OWN_TEMPLATES)
        tell("check")
        checked, more = check(loaded, options.jobs)
        tell("link")
        wiki, most = link(checked, loaded.archives, options.drafts)
    return Examined(wiki, loaded.templates, tuple(sorted({*found, *more, *most})))


def build(options: Options, out: Path, tell: Tell = lambda _: None) -> tuple[Published | None, tuple[Problem, ...]]:
    """Run all five stages: ``wiki build``. With an error nothing is published, and the old site stays."""
    examined = examine(options, tell)
    if has_errors(examined.problems):
        return None, examined.problems
    with _no_collector():
        tell("render")
        base_url = examined.wiki.site.base_url if options.base_url is None else options.base_url
        artifacts, found = render(examined.wiki, examined.templates, base_url or "", options.jobs)
        if has_errors(found):
            return None, (*examined.problems, *found)
        tell("publish")
        return publish(artifacts, out), examined.problems


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector: a build makes millions of objects, hardly any in cycles, and then ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
