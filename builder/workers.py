"""Work shared between processes, in order."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Final, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

# Starting processes costs as much as about this many pages.
WORTH_SHARING: Final = 500
CHUNKS_PER_JOB: Final = 8

_function: Callable[[Any], Any]


def shared(function: Callable[[Given], Made], items: Sequence[Given], jobs: int) -> Iterable[Made]:
    """Return ``function`` of each of ``items``, in order, using up to ``jobs`` processes where that pays.

    What ``function`` is bound to (``functools.partial``, a method's object) is given to each process once: where the
    system can fork it is not even copied.
    """
    if jobs < 2 or len(items) < WORTH_SHARING:
        return map(function, items)
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    chunk = max(1, len(items) // (jobs * CHUNKS_PER_JOB))
    with ProcessPoolExecutor(jobs, context, _adopt, (function,)) as pool:
        try:
            return list(pool.map(_apply, items, chunksize=chunk))
        except KeyboardInterrupt:
            # What they have begun is not waited for.
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _adopt(function: Callable[[Any], Any]) -> None:
    global _function  # noqa: PLW0603 - a process's own; the one way to hand a pool's processes something once
    _function = function
    # The pool ends its processes by the one signal, whatever the program itself makes of it; Ctrl-C reaches them all, and only the
    # program itself has something to say about it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def _apply(item: Any) -> Any:
    return _function(item)
