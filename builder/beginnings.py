"""What pages were called first, and when they began: what stays the same when a page is renamed."""

from dataclasses import dataclass
from datetime import datetime

from builder import urls
from builder.history import History
from builder.ids import PageId
from builder.model import Page
from builder.redirects import left


@dataclass(frozen=True, slots=True)
class Beginning:
    """The id that a page had first, and when its file was first put down; None where that is not known."""

    page: PageId
    when: datetime | None


def beginning(page: Page, history: History) -> Beginning:
    """Return how a page began.

    A page had an id before if that file was gone, by ``history``, once its own file began; what another page left to it while
    both were there is none of its past. Without a history of its own file, the first of ``redirect_from`` is what it was called
    first: whoever moves a page adds the old id behind the others.
    """
    olds = [old for _, old in left(page)]
    own = history.files.get(page.path)
    if own is None:
        return Beginning(olds[0] if olds else page.id, None)
    first, called = own.first, page.id
    for old in olds:
        before = history.files.get(f"{urls.CONTENT}/{old}.md")
        if before and before.last <= own.first and before.first <= first:
            first, called = before.first, old
    return Beginning(called, first)
