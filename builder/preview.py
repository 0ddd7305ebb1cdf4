"""The site as it is while it is being written: read again after each change, its pages drawn when they are asked for."""

from dataclasses import replace

from builder.pipeline import Options, rendered
from builder.problems import Problem, has_errors


class Preview:
    """The last good state of a wiki, and what is to be mended in its newest one. ``options`` as for a build."""

    def __init__(self, options: Options) -> None:
        self._options = replace(options, drafts=True)
        self._files: dict[str, bytes] = {}

    @property
    def is_ready(self) -> bool:
        """Whether there has been a good state, which can be shown."""
        return bool(self._files)

    def update(self) -> tuple[Problem, ...]:
        """Read what has changed; return everything to mend. With an error, the last good state stays. Raises OSError."""
        site, problems = rendered(self._options)
        if site is not None and not has_errors(problems):
            self._files = {artifact.path: artifact.content for artifact in site.artifacts}
        return problems

    def file(self, path: str) -> bytes | None:
        """Return the file at an address of the site (``actors/x.html``) in its last good state; None if there is none."""
        return self._files.get(path)
