"""What the preview shows besides the site: what is to be mended, which state of the wiki a page shows, and what is there before a site is."""

import time
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from builder import urls
from builder.preview import Preview
from builder.problems import Problem
from builder.report import tally
from builder.rules import ADDRESS_LOST

# So many problems are shown; more are only counted.
MOST: Final = 20
# Where the preview's own files are: no page has an address like it.
OWN: Final = "/_preview/"
PROBLEMS: Final = f"{OWN}problems.json"
_HEAD_END: Final = b"</head>"
_NOTHING_YET: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nothing to show yet</title>
</head>
<body id="nothing-yet">
<main>
<h1>Nothing to show yet</h1>
<p>{tally} to mend before the site can be shown. This page then comes back by itself.</p>
<ol>
{items}</ol>
{more}</main>
</body>
</html>
"""
_ITEM: Final = (
    '<li class="{level}">\n<p class="place">{place}</p>\n<p>{message} <span class="rule">{rule}</span></p>\n{hint}</li>\n'
)


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in order: errors, then warnings, each in order of place, but lost addresses last: pages away are the cause."""
    return tuple(sorted(problems, key=lambda found: (found.level, found.rule == ADDRESS_LOST.id, found)))


class Shown:
    """What is shown: the preview on a ``port``, what is to be mended, and which state of the wiki it is."""

    def __init__(self, port: int, preview: Preview) -> None:
        self.preview = preview
        self.problems: tuple[Problem, ...] = ()
        self.state = 0  # counts good states
        self.change = 0  # counts all
        self._start = f"{time.time_ns():x}"
        self._reloader = f'<script defer src="/livereload.js?port={port}&amp;mindelay=500&amp;maxdelay=2000"></script>'

    def take(self, problems: Sequence[Problem], *, is_good: bool) -> None:
        """Take in what an update has found."""
        self.problems = worst_first(problems)
        self.change += 1
        self.state += is_good

    @property
    def version(self) -> str:
        """The state that is shown, as no other server has it."""
        return f"{self._start}.{self.state}"

    def page(self, html: bytes) -> bytes:
        """Return a page with what loads it again and shows problems: files, for the pages' policy lets nothing inside them run."""
        script = f'<script defer src="{OWN}overlay.js" data-version="{self.version}"></script>'
        return html.replace(_HEAD_END, f"{self._reloader}{script}".encode() + _HEAD_END, 1)

    def nothing_yet(self) -> bytes:
        """Return the page that is shown before there is a good state."""
        items = (
            _ITEM.format(
                **{name: escape(text) for name, text in told.items() if name != "hint"},
                hint=f'<p class="hint">{escape(told["hint"])}</p>\n' if told["hint"] else "",
            )
            for told in self.told()
        )
        more = f"<p>{escape(self.more())}</p>\n" if self.more() else ""
        style = f'<link rel="stylesheet" href="{OWN}overlay.css">'.encode()
        html = _NOTHING_YET.format(tally=tally(self.problems), items="".join(items), more=more).encode()
        return self.page(html.replace(_HEAD_END, style + _HEAD_END, 1))

    def take_more(self) -> None:
        """Take in what has turned out to be wrong while a page was drawn."""
        more = {*self.preview.problems} - {*self.problems}
        if any(found.level == "error" for found in more):
            self.take((*self.problems, *more), is_good=False)

    def as_json(self, at: str) -> dict[str, object]:
        """Return what the overlay shows on the page at the path ``at``: of the errors and of the warnings, first those of its own file."""
        file = f"{urls.CONTENT}/{at.removeprefix(self.preview.path).removesuffix('.html')}.md"
        here = [found for found in self.problems if found.path == file]
        return {
            "version": self.version,
            "change": f"{self._start}.{self.change}",
            "isStopped": any(found.level == "error" for found in self.problems),
            "tally": tally(self.problems),
            "here": tally(here) if here else "",
            "problems": self.told(file),
            "more": self.more(),
        }

    def told(self, file: str = "") -> list[dict[str, str]]:
        """Return the first problems, errors before warnings, those of a ``file`` before others."""
        order = sorted(self.problems, key=lambda found: (found.level, found.path != file))
        return [
            {
                "place": f"{found.path}:{found.line}:{found.column}",
                "level": found.level, "rule": found.rule, "message": found.message, "hint": found.hint,
            }
            for found in order[:MOST]
        ]  # fmt: skip

    def more(self) -> str:
        """Return how many problems more there are, in words; nothing if there is none."""
        return f"And {tally(self.problems[MOST:])} more: wiki check tells all." if len(self.problems) > MOST else ""
