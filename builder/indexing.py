"""The full-text index of the preview: made when the browser asks for it, in a process of its own, so that editing is not slowed down.

The process is a fork, which holds the whole wiki without any of it being copied. It is forked by the thread that answers requests,
while no other one is at work on the wiki, so that it inherits no lock that is held.
"""

import asyncio
import gc
import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import BinaryIO, Final, NoReturn

from builder import urls
from builder.model import Artifact
from builder.searchindex import IndexFailedError

Make = Callable[[Callable[[], bool]], list[Artifact]]
"""Makes the index, as long as the function that it is given says that it is wanted."""

# What a page that searches asks for first; all else is named in these.
_FIRST: Final = (urls.INDEX_SCRIPT, urls.INDEX_PAGES, f"{urls.INDEX}pagefind-entry.json")
# Editing and drawing come first.
_NICENESS: Final = 10


class Indexing:
    """The files of the index, for one event loop. ``is_free`` is held by who changes the wiki; ``tell`` is told what goes wrong."""

    def __init__(self, make: Make, is_free: Lock, tell: Callable[[str], None]) -> None:
        self._make = make
        self._is_free = is_free
        self._tell = tell
        self._newest: dict[str, bytes] = {}
        self._files: dict[str, bytes] = {}
        self._made = 0  # the newest state of the wiki that has an index, or can have none
        self._wanted = 0
        self._task: asyncio.Task[None] | None = None
        self._child: int | None = None

    async def file(self, path: str, state: int) -> bytes | None:
        """Return a file of the index; None if there is none.

        What a page asks for first is of the ``state`` of the wiki with that number, or of a later one, and waited for. All else is
        answered at once, also from the index before the newest, which pages that are open may still use.
        """
        while path in _FIRST and self._made < state:
            if self._wanted < state:
                self._end()
                self._wanted = state
                self._task = asyncio.create_task(self._renew(state))
            if self._task:
                await asyncio.wait([self._task])
        return self._files.get(path)

    async def stop(self) -> None:
        """End what is being made, and return when nothing is left of it."""
        self._wanted = self._made = 2**63
        self._end()
        if self._task:
            await asyncio.wait([self._task])

    def _end(self) -> None:
        if self._child:
            os.kill(self._child, signal.SIGTERM)

    async def _renew(self, state: int) -> None:
        await asyncio.to_thread(self._is_free.acquire)
        try:
            if self._wanted != state:
                return
            self._child, answer = _forked(self._make)
        except OSError as error:
            self._tell(f"the search has names only: {error.strerror}")
            self._made = state
            return
        finally:
            self._is_free.release()
        child = self._child
        content = await _read(answer)
        is_whole = _has_ended_well(child)
        if self._child == child:
            self._child = None
        if self._wanted != state:
            return
        made = pickle.loads(content) if is_whole else "its process was ended"  # noqa: S301 - from our own child
        if isinstance(made, str):
            self._tell(f"the search has names only: {made}")
        else:
            newest = {artifact.path: artifact.content for artifact in made}
            self._newest, self._files = newest, self._newest | newest
        self._made = state


def _forked(make: Make) -> tuple[int, BinaryIO]:
    """Begin to make an index in a child; return its process id and the pipe that its answer comes through."""
    parent = os.getpid()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(make, writing, parent)
    os.close(writing)
    return child, os.fdopen(reading, "rb")


def _answer(make: Make, pipe: int, parent: int) -> NoReturn:
    """Make an index, and send it or the reason why there is none. Ends soon when it is told to, or when its parent has gone."""
    try:
        ended: list[int] = []
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _: ended.append(number))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it too, but its parent decides
        # The browser's connections are the parent's to close.
        os.closerange(3, pipe)
        os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))
        gc.disable()
        with suppress(OSError):
            os.nice(_NICENESS)
        answer: list[Artifact] | str
        try:
            answer = make(lambda: not ended and os.getppid() == parent)
        except IndexFailedError as error:
            answer = str(error)
        with os.fdopen(pipe, "wb") as out:
            pickle.dump(answer, out)
        os._exit(0)
    finally:
        os._exit(1)


def _has_ended_well(child: int) -> bool:
    """Take leave of a process that has closed its pipe, and so is at its end."""
    return os.waitpid(child, 0)[1] == 0


async def _read(pipe: BinaryIO) -> bytes:
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    try:
        return await reader.read()
    finally:
        transport.close()
