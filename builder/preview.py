"""The site as it is while it is being written: read again after each change, its pages drawn when they are asked for."""

import gc
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from builder.memo import Memo
from builder.model import Artifact, Templates
from builder.pipeline import Examined, Options, examine
from builder.problems import Problem, has_errors
from builder.render import Drawing
from builder.searchindex import search_index


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
        with self._memo.run():
            examined = examine(options, memo=self._memo)
            templates = self._memo.same("templates", examined.templates)
        self.problems = examined.problems
        if not has_errors(self.problems) and self._show(examined, templates):
            # Older templates, once compiled, hold themselves.
            gc.unfreeze()
            gc.collect()
        # What lives from one update to the next is not looked through again by the collector of cycles.
        gc.freeze()
        return self.problems

    def _show(self, examined: Examined, templates: Templates) -> bool:
        """Take up a state without an error; return whether its templates were compiled anew, and older ones are left."""
        path = f"{urlsplit(examined.wiki.site.base_url or '').path.rstrip('/')}/"
        base_url = f"{self._origin}{path}"
        is_new, is_first = templates is not self._templates, self._good is None
        if self._good and not is_new:
            drawing = self._good[1].of(examined.wiki, base_url)
        else:
            drawing = Drawing(examined.wiki, templates, base_url)
            self.problems += tuple(sorted({found for found in drawing.samples() if isinstance(found, Problem)}))
        if not has_errors(self.problems):
            self.path, self._templates, self._good = path, templates, (examined, drawing, {})
        return is_new and not is_first

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
