import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from builder import watching
from builder.watching import changes

SECONDS = 15
TOO_LATE = "too-late.md"


class Watched:
    """A wiki that is watched. What never comes is told as a change of another file."""

    def __init__(self, root: Path) -> None:
        self.root, self.said = root, list[str]()
        (root / "content/actors").mkdir(parents=True)
        (root / "content/actors/old.md").write_text("Text.")
        self._changes = changes([root / "content", root / "seeds"], [root / "addresses.txt"], self.said.append)

    def next(self) -> set[str]:
        late = Timer(SECONDS, (self.root / "content" / TOO_LATE).touch)
        late.start()
        try:
            return {path.relative_to(self.root).as_posix() for path in next(self._changes)}
        finally:
            late.cancel()

    def until(self, wanted: str) -> set[str]:
        """Return all that changes until ``wanted`` has."""
        found: set[str] = set()
        while wanted not in found and f"content/{TOO_LATE}" not in found:
            found |= self.next()
        return found

    def close(self) -> None:
        self._changes.close()  # type: ignore[attr-defined]  # it is a generator


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    assert made.next() == set()
    yield made
    made.close()


def test_a_file_that_is_saved_in_place_or_by_another_one_is_told(watched: Watched) -> None:
    page = watched.root / "content/actors/old.md"
    page.write_text("More.")
    assert watched.until("content/actors/old.md") == {"content/actors/old.md"}
    page.with_name(".old.md.new").write_text("Most.")
    page.with_name(".old.md.new").replace(page)
    assert watched.until("content/actors/old.md") == {"content/actors/old.md"}
    page.unlink()
    assert watched.until("content/actors/old.md") == {"content/actors/old.md"}


def test_what_changes_before_it_is_asked_for_is_not_missed(watched: Watched) -> None:
    (watched.root / "content/first.md").write_text("Text.")
    (watched.root / "content/second.md").write_text("Text.")
    assert watched.until("content/second.md") == {"content/first.md", "content/second.md"}


def test_a_new_folder_is_watched(watched: Watched) -> None:
    (watched.root / "content/places").mkdir()
    watched.until("content/places")
    (watched.root / "content/places/x.md").write_text("Text.")
    assert "content/places/x.md" in watched.until("content/places/x.md")


def test_a_folder_that_is_moved_in_is_told(watched: Watched) -> None:
    (watched.root / "other").mkdir()
    (watched.root / "other/x.md").write_text("Text.")
    (watched.root / "other").rename(watched.root / "content/places")
    assert "content/places" in watched.until("content/places")


def test_a_watched_folder_may_come_and_go_and_come_back(watched: Watched) -> None:
    (watched.root / "seeds").mkdir()
    assert watched.until("seeds") == {"seeds"}
    (watched.root / "seeds/x.txt").write_text("Text.")
    assert watched.until("seeds/x.txt") == {"seeds/x.txt"}
    (watched.root / "content").rename(watched.root / "elsewhere")
    assert "content" in watched.until("content")
    (watched.root / "seeds/y.txt").write_text("Text.")
    assert "seeds/y.txt" in watched.until("seeds/y.txt")
    shutil.copytree(watched.root / "elsewhere", watched.root / "content")
    assert "content" in watched.until("content")
    (watched.root / "content/actors/old.md").write_text("More.")
    assert "content/actors/old.md" in watched.until("content/actors/old.md")


def test_a_folder_that_another_one_replaces_is_told_and_watched(watched: Watched) -> None:
    shutil.copytree(watched.root / "content", watched.root / "other")
    (watched.root / "content").rename(watched.root / "before")
    (watched.root / "other").rename(watched.root / "content")
    watched.until("content")
    (watched.root / "content/actors/old.md").write_text("More.")
    assert "content/actors/old.md" in watched.until("content/actors/old.md")


def test_a_single_file_is_told_when_it_comes_changes_is_replaced_and_goes(watched: Watched) -> None:
    ledger = watched.root / "addresses.txt"
    ledger.write_text("a.html\n")
    assert watched.until("addresses.txt") == {"addresses.txt"}
    ledger.write_text("a.html\nb.html\n")
    assert watched.until("addresses.txt") == {"addresses.txt"}
    ledger.with_suffix(".new").write_text("c.html\nd.html\n")
    ledger.with_suffix(".new").replace(ledger)
    assert watched.until("addresses.txt") == {"addresses.txt"}
    ledger.unlink()
    assert watched.until("addresses.txt") == {"addresses.txt"}


def test_what_editors_leave_behind_and_what_is_hidden_is_not_told(watched: Watched) -> None:
    folder = watched.root / "content"
    for name in (".old.md.swp", "4913", "old.md~", "old.md.tmp"):
        (folder / name).write_text("Text.")
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian/workspace.json").write_text("{}")
    os.utime(folder)
    (folder / "new.md").write_text("Text.")
    assert watched.until("content/new.md") == {"content/new.md"}


@pytest.mark.parametrize("error", [OSError('OS file watch limit reached. about ["x"]'), RuntimeError("Too many open files")])
def test_where_the_system_tells_nothing_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def watch(*_: Path, **__: object) -> None:
        raise error

    monkeypatch.setattr(watching, "watch", watch)
    watched = Watched(tmp_path)
    try:
        assert watched.next() == set()
        reason = str(error).partition(". about")[0]
        assert watched.said == [f"the system can't report changes ({reason}); files are looked at again and again instead"]
        page = tmp_path / "content/actors/new.md"
        for text in ("One.", "Two.", "Six."):  # within a second, and of one length
            page.write_text(text)
            assert watched.until("content/actors/new.md") == {"content/actors/new.md"}
        page.unlink()
        assert watched.until("content/actors/new.md") == {"content/actors/new.md"}
        (tmp_path / "seeds").mkdir()
        (tmp_path / "seeds/x.txt").write_text("Text.")
        assert "seeds" in watched.until("seeds")
    finally:
        watched.close()


def test_a_change_after_which_the_system_tells_nothing_more_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(*_: Path, **__: object) -> Iterator[set[object]]:
        yield set()
        (tmp_path / "content/new.md").write_text("Text.")
        raise RuntimeError("Unable to decode path")

    monkeypatch.setattr(watching, "watch", watch)
    watched = Watched(tmp_path)
    try:
        assert watched.next() == set()
        assert f"content/{TOO_LATE}" not in watched.next()
        assert watched.said
    finally:
        watched.close()
