"""Warnings that a page silences, with a reason."""

from collections import defaultdict
from collections.abc import Iterable

from builder.model import Page
from builder.passages import normal
from builder.problems import Problem, has_errors, problem
from builder.rules import SILENCE_UNUSED
from builder.schema import Silenced


def unsilenced(pages: Iterable[Page], problems: Iterable[Problem]) -> list[Problem]:
    """Return all ``problems`` but the warnings that the page they stand on silences, and a warning where it silences nothing.

    With an error anywhere nobody knows what would be told without it: nothing is said of silence then.
    """
    told = [*problems]
    silent = {page.path: page for page in pages if page.fields.silenced}
    if not silent:
        return told
    kept: list[Problem] = []
    of_page: dict[str, list[Problem]] = defaultdict(list)
    for found in told:
        (of_page[found.path] if found.path in silent else kept).append(found)
    has_no_error = not has_errors(told)
    for path, page in silent.items():
        kept += _kept(page, of_page[path])
        kept += _unused(page, of_page[path]) if has_no_error else ()
    return kept


def _kept(page: Page, told: list[Problem]) -> list[Problem]:
    return [found for found in told if not any(_silences(silenced, found) for silenced in page.fields.silenced)]


def _unused(page: Page, told: list[Problem]) -> list[Problem]:
    return [
        _needless(page, number, silenced, told)
        for number, silenced in enumerate(page.fields.silenced)
        if not any(_silences(silenced, found) for found in told)
    ]


def _silences(silenced: Silenced, found: Problem) -> bool:
    is_meant = found.level == "warning" and found.rule == silenced.rule
    return is_meant and (silenced.text is None or normal(silenced.text) in normal(found.message))


def _needless(page: Page, number: int, silenced: Silenced, told: list[Problem]) -> Problem:
    others = [found for found in told if found.rule == silenced.rule]
    if others and silenced.text is not None:
        message = f'no `{silenced.rule}` of this page has the words "{silenced.text}"'
        return problem(SILENCE_UNUSED, page.position("silenced", number, "text"), message, f"it has: {others[0].message}")
    message = f"nothing of this page breaks `{silenced.rule}`"
    return problem(SILENCE_UNUSED, page.position("silenced", number, "rule"), message, "take it out of `silenced`")
