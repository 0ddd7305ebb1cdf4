"""The site as it is while it is being written: read again after each change, its pages drawn when they are asked for."""

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from builder.memo import Memo
from builder.model import Artifact, Templates
from builder.pipeline import Examined, Options, examine, no_collector
from builder.problems import Problem, has_errors
from builder.render import Drawing
from builder.searchindex import search_index

# Templates, once compiled, hold themselves: a megabyte that stays until all is looked through. So many times are let go by before that.
_MOST_COMPILED: Final = 20


class Preview:
    """The last good state of a wiki, and what is to be mended in its newest one.

    ``options`` are as for a build, but that ``base_url`` is where the preview itself is served from (``http://127.0.0.1:8000``): its
    addresses are those below it, under the path of the address in ``site.yaml``.

    After the first update no processes are started any more, for by then there may be threads, beside which none should be forked.
    """

    def __init__(self, options: Options) -> None:
        self._options = replace(options, drafts=True)
        self._origin = options.base_url or ""
        self._memo = Memo()
        self._templates: Templates | None = None
        self._compiled = 0
        # One value, which changes at once: files are asked for in another thread.
        self._good: tuple[Examined, Drawing, dict[str, Artifact]] | None = None
        self.path = "/"
        """The path that the site is served under, with a slash at both ends: that of its address in ``site.yaml``."""
        self.problems: tuple[Problem, ...] = ()
        """What is to be mended, as the last update found it; templates may turn out to be wrong when a page is asked for."""

    @property
    def is_ready(self) -> bool:
        """Whether there has been a good state, which can be shown."""
        return self._good is not None

    def update(self) -> tuple[Problem, ...]:
        """Read what has changed; return everything to mend. With an error, the last good state stays. Raises OSError."""
        options, self._options = self._options, replace(self._options, jobs=1)
        # What lives from one update to the next is never looked through by the collector of cycles: that would take longer than most updates.
        with no_collector():
            with self._memo.run():
                examined = examine(options, memo=self._memo)
                templates = self._memo.same("templates", examined.templates)
            self.problems = examined.problems
            if not has_errors(self.problems):
                self._show(examined, templates)
            if self._compiled >= _MOST_COMPILED:
                self._compiled = 0
                gc.unfreeze()
                gc.collect()
            gc.freeze()
        return self.problems

    def _show(self, examined: Examined, templates: Templates) -> None:
        path = f"{urlsplit(examined.wiki.site.base_url or '').path.rstrip('/')}/"
        base_url = f"{self._origin}{path}"
        if self._good and templates is self._templates:
            drawing = self._good[1].of(examined.wiki, base_url)
        else:
            drawing = Drawing(examined.wiki, templates, base_url)
            self._compiled += 1
            self.problems += tuple(sorted({found for found in drawing.samples() if isinstance(found, Problem)}))
        if not has_errors(self.problems):
            self.path, self._templates, self._good = path, templates, (examined, drawing, {})

    def file(self, path: str) -> bytes | None:
        """Return the file at an address of the site (``actors/x.html``) in its last good state; None if there is none."""
        if self._good is None:
            return None
        _, drawing, drawn = self._good
        if path not in drawn:
            made = drawing.at(path)
            if isinstance(made, Artifact):
                drawn[path] = made
            elif made and made not in self.problems:
                self.problems += (made,)
        return drawn[path].content if path in drawn else None

    def search_index(self, is_wanted: Callable[[], bool]) -> list[Artifact]:
        """Return the full-text index of all pages in their last good state. Slow: called in a process of its own.

        Raises IndexFailedError, and StoppedError soon after it is not wanted any more.
        """
        if self._good is None:
            return []
        examined, drawing, _ = self._good
        drawn = (made for made in map(drawing.page, examined.wiki.entries) if isinstance(made, Artifact))
        return search_index(examined.wiki, drawn, is_wanted)
