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
_is_over: Any


def shared(function: Callable[[Given], Made], items: Sequence[Given], jobs: int) -> Iterable[Made]:
    """Return ``function`` of each of ``items``, in order, using up to ``jobs`` processes where that pays.

    What ``function`` is bound to (``functools.partial``, a method's object) is given to each process once: where the
    system can fork it is not even copied.
    """
    if jobs < 2 or len(items) < WORTH_SHARING:
        return map(function, items)
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    chunk = max(1, len(items) // (jobs * CHUNKS_PER_JOB))
    is_over = context.RawValue("b", 0)
    with ProcessPoolExecutor(jobs, context, _adopt, (function, is_over)) as pool:
        try:
            # Ctrl-C reaches all processes, and only the program itself has something to say about it: theirs begin with it blocked.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
            try:
                results = pool.map(_apply, items, chunksize=chunk)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return list(results)
        except KeyboardInterrupt:
            is_over.value = 1  # what has been handed out is not waited for
            raise


def _adopt(function: Callable[[Any], Any], is_over: Any) -> None:
    global _function, _is_over
    _function, _is_over = function, is_over
    # The pool ends its processes by this signal, whatever the program itself makes of it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _apply(item: Any) -> Any:
    return None if _is_over.value else _function(item)
