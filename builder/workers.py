"""Work shared between processes, in order."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

# Starting processes costs as much as about this many pages.
WORTH_SHARING = 500


def shared(function: Callable[[Given], Made], items: Sequence[Given], jobs: int) -> Iterable[Made]:
    """Return ``function`` of each of ``items``, in order, using up to ``jobs`` processes where that pays."""
    if jobs < 2 or len(items) < WORTH_SHARING:
        return map(function, items)
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(function, items, chunksize=max(1, len(items) // (jobs * 8))))
