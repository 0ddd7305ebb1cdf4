import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Lock

from builder.indexing import Indexing, Make
from builder.model import Artifact
from builder.searchindex import IndexFailedError, StoppedError

SCRIPT = "pagefind/pagefind.js"
SECONDS = 20


def run(make: Make, work: Callable[[Indexing], Awaitable[None]], is_free: "Lock | None" = None) -> list[str]:
    """Do some work with an index that ``make`` makes; return what is said of it."""
    said: list[str] = []

    async def main() -> None:
        indexing = Indexing(make, is_free or Lock(), said.append)
        try:
            await asyncio.wait_for(work(indexing), SECONDS)
        finally:
            await indexing.stop()

    asyncio.run(main())
    return said


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.01)


def noting(log: Path) -> Make:
    """Make an index that holds how many there have been."""

    def make(is_wanted: Callable[[], bool]) -> list[Artifact]:
        number = len(log.read_text()) + 1 if log.exists() else 1
        log.write_text("x" * number)
        return [Artifact(SCRIPT, str(number).encode()), Artifact(f"pagefind/fragment/{number}", b"text")]

    return make


def test_it_is_made_once_for_a_state_of_the_wiki_whoever_asks(tmp_path: Path) -> None:
    async def work(indexing: Indexing) -> None:
        assert await asyncio.gather(*(indexing.file(SCRIPT, 1) for _ in range(5))) == [b"1"] * 5
        assert await indexing.file(SCRIPT, 1) == b"1"
        assert await indexing.file("pagefind/nothing", 1) is None
        assert await indexing.file(SCRIPT, 2) == b"2"

    assert run(noting(tmp_path / "log"), work) == []


def test_only_what_a_search_begins_with_makes_a_new_one_and_the_one_before_is_still_there(tmp_path: Path) -> None:
    async def work(indexing: Indexing) -> None:
        assert await indexing.file("pagefind/fragment/1", 1) is None
        await indexing.file(SCRIPT, 1)
        assert await indexing.file("pagefind/fragment/1", 2) == b"text"
        await indexing.file(SCRIPT, 2)
        assert await indexing.file("pagefind/fragment/1", 2) == b"text"
        await indexing.file(SCRIPT, 3)
        assert await indexing.file("pagefind/fragment/1", 3) is None

    run(noting(tmp_path / "log"), work)


def test_it_is_made_in_another_process_and_not_while_the_wiki_changes() -> None:
    is_free = Lock()

    async def work(indexing: Indexing) -> None:
        is_free.acquire()
        asked = asyncio.create_task(indexing.file(SCRIPT, 1))
        await asyncio.sleep(0.1)
        assert not asked.done()
        is_free.release()
        assert await asked not in (None, str(os.getpid()).encode())
        assert is_free.acquire(timeout=1)
        is_free.release()

    assert run(lambda _: [Artifact(SCRIPT, str(os.getpid()).encode())], work, is_free) == []


def test_what_is_out_of_date_is_given_up_and_who_waits_gets_the_newer_one(tmp_path: Path) -> None:
    first = tmp_path / "first"

    def make(is_wanted: Callable[[], bool]) -> list[Artifact]:
        if first.exists():
            return [Artifact(SCRIPT, b"new")]
        first.touch()
        while is_wanted():
            time.sleep(0.01)
        raise StoppedError

    async def work(indexing: Indexing) -> None:
        old = asyncio.create_task(indexing.file(SCRIPT, 1))
        await asyncio.to_thread(wait_for, first)
        assert await indexing.file(SCRIPT, 2) == b"new"
        assert await old == b"new"

    assert run(make, work) == []


def test_what_goes_wrong_is_told_once_for_a_state_and_tried_again_for_the_next() -> None:
    def make(_: Callable[[], bool]) -> list[Artifact]:
        raise IndexFailedError("pagefind is not installed")

    async def work(indexing: Indexing) -> None:
        assert await asyncio.gather(*(indexing.file(SCRIPT, 1) for _ in range(2))) == [None, None]
        assert await indexing.file(SCRIPT, 1) is None
        assert await indexing.file(SCRIPT, 2) is None

    assert run(make, work) == ["the search has names only: pagefind is not installed"] * 2


def test_a_process_that_ends_without_an_answer_is_told() -> None:
    async def work(indexing: Indexing) -> None:
        assert await indexing.file(SCRIPT, 1) is None

    assert run(lambda _: os._exit(3), work) == ["the search has names only: its process was ended"]
