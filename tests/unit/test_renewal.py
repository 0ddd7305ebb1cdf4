import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import wikis
from steps import note

from builder import renewal
from builder.model import Artifact, Wiki
from builder.pipeline import Options, Rendered, rendered
from builder.renewal import Renewal
from builder.searchindex import IndexFailedError, StoppedError

SECONDS = 10


class Index:
    """Stands for Pagefind: makes one file with the number of the index, once it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.begun = threading.Event()
        self.number = 0
        self.error: Exception | None = None

    def __call__(self, wiki: Wiki, artifacts: Iterable[Artifact], is_wanted: Callable[[], bool]) -> list[Artifact]:
        self.number += 1
        self.begun.set()
        while not self.let.is_set():
            if not is_wanted():
                raise StoppedError
            time.sleep(0.01)
        if self.error:
            raise self.error
        return [Artifact("pagefind/number", str(self.number).encode())]


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Index:
    made = Index()
    monkeypatch.setattr(renewal, "search_index", made)
    return made


def site(root: Path, text: str = "") -> Rendered:
    made, problems = rendered(Options(wikis.write(root, text)))
    assert made is not None, problems
    return made


def wait(path: Path, text: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not path.is_file() or path.read_text() != text:
        assert time.monotonic() < deadline, f"{path.name} never became {text}"
        time.sleep(0.01)


def test_pages_are_there_before_their_index(tmp_path: Path, index: Index) -> None:
    out, its = tmp_path / "site", Renewal(tmp_path / "site", print)
    its.show(site(tmp_path / "wiki"))
    its.resume()
    assert (out / "index.html").is_file()
    assert not (out / "pagefind").exists()
    index.let.set()
    wait(out / "pagefind/number", "1")
    its.pause()


def test_the_last_index_stays_until_the_new_one_is_made(tmp_path: Path, index: Index) -> None:
    out, its = tmp_path / "site", Renewal(tmp_path / "site", print)
    its.show(site(tmp_path / "wiki"))
    index.let.set()
    its.resume()
    wait(out / "pagefind/number", "1")
    its.pause()
    index.let.clear()
    its.show(site(tmp_path / "wiki", note("New.")))
    its.resume()
    assert (out / "about.html").is_file()
    assert (out / "pagefind/number").read_text() == "1"
    index.let.set()
    wait(out / "pagefind/number", "2")
    assert (out / "about.html").is_file()
    its.pause()


def test_only_the_index_of_the_newest_build_counts(tmp_path: Path, index: Index) -> None:
    out, its = tmp_path / "site", Renewal(tmp_path / "site", print)
    its.show(site(tmp_path / "wiki", note("Old.")))
    its.resume()
    assert index.begun.wait(SECONDS)
    its.pause()
    assert its._thread is None  # it has ended
    index.let.set()
    (tmp_path / "wiki/content/about.md").unlink()
    its.show(site(tmp_path / "wiki"))
    its.resume()
    wait(out / "pagefind/number", "2")
    assert not (out / "about.html").exists()
    its.pause()


def test_a_build_that_fails_does_not_cost_the_last_one_its_index(tmp_path: Path, index: Index) -> None:
    out, its = tmp_path / "site", Renewal(tmp_path / "site", print)
    its.show(site(tmp_path / "wiki"))
    its.resume()
    its.pause()  # a build begins, finds an error, and shows nothing
    index.let.set()
    its.resume()
    wait(out / "pagefind/number", str(index.number))
    its.pause()


def test_an_index_is_made_once_for_a_build(tmp_path: Path, index: Index) -> None:
    out, its = tmp_path / "site", Renewal(tmp_path / "site", print)
    index.let.set()
    its.show(site(tmp_path / "wiki"))
    its.resume()
    wait(out / "pagefind/number", "1")
    its.pause()
    its.resume()
    its.pause()
    assert index.number == 1


def test_what_goes_wrong_is_told_once_and_the_pages_stay(tmp_path: Path, index: Index) -> None:
    said: list[str] = []
    out, its = tmp_path / "site", Renewal(tmp_path / "site", said.append)
    index.error = IndexFailedError("pagefind is not installed")
    index.let.set()
    its.show(site(tmp_path / "wiki"))
    for _ in range(2):
        its.resume()
        deadline = time.monotonic() + SECONDS
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
        its.pause()
    assert said == ["the search keeps its last index: pagefind is not installed"]
    assert (out / "index.html").is_file()
