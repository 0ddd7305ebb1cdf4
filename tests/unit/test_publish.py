import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import publish as module
from builder.model import Artifact
from builder.publish import MARKER, NotOursError, Published, publish


def files(**contents: str) -> list[Artifact]:
    """Return artifacts; ``a__b`` stands for ``a/b.html``."""
    return [Artifact(name.replace("__", "/") + ".html", content.encode()) for name, content in contents.items()]


def site(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file() and path.name != MARKER
    }


def left_over(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path not in (out, out.parent / f".{out.name}.lock"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=["swap", "two renames"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(module, "_swap", lambda one, other: False)


def test_the_site_holds_exactly_the_artifacts(out: Path, exchange: None) -> None:
    assert publish(files(index="1", a__b="2"), out) == Published(("a/b.html", "index.html"), (), 2)
    assert publish(files(index="1", c="3"), out) == Published(("c.html",), ("a/b.html",), 2)
    assert site(out) == {"index.html": "1", "c.html": "3"}
    assert not (out / "a").exists()
    assert left_over(out) == []


def test_an_empty_folder_may_be_published_to(out: Path, exchange: None) -> None:
    out.mkdir()
    publish(files(index="1"), out)
    assert site(out) == {"index.html": "1"}
    assert left_over(out) == []


def test_folders_above_are_made(tmp_path: Path) -> None:
    publish(files(index="1"), tmp_path / "a/b/site")
    assert site(tmp_path / "a/b/site") == {"index.html": "1"}


def test_what_did_not_change_stays_the_same_file(out: Path, exchange: None) -> None:
    publish(files(index="1", same="2"), out)
    os.utime(out / "same.html", (1, 1))
    before = (out / "same.html").stat()
    publish(files(index="3", same="2"), out)
    after = (out / "same.html").stat()
    assert (after.st_mtime, after.st_ino) == (before.st_mtime, before.st_ino)
    assert (out / "index.html").stat().st_mtime > 1


def test_publishing_twice_writes_nothing(out: Path, exchange: None) -> None:
    publish(files(index="1", a__b="2"), out)
    folder = out.stat().st_ino, (out / "a").stat().st_ino
    assert publish(files(index="1", a__b="2"), out) == Published((), (), 2)
    assert (out.stat().st_ino, (out / "a").stat().st_ino) == folder


def test_the_order_of_artifacts_does_not_matter(out: Path) -> None:
    publish(files(a="1", b="2"), out)
    assert publish(files(b="2", a="1"), out).written == ()


def test_a_file_that_was_tampered_with_is_mended(out: Path) -> None:
    publish(files(index="1", a="22"), out)
    (out / "index.html").write_text("x")
    (out / "a.html").unlink()
    assert publish(files(index="1", a="22"), out).written == ("a.html", "index.html")
    assert site(out) == {"index.html": "1", "a.html": "22"}


def test_a_file_that_was_changed_by_hand_does_not_change_through_a_hard_link(out: Path) -> None:
    publish(files(index="1", same="2"), out)
    copy = out.parent / "copy.html"
    os.link(out / "index.html", copy)
    publish(files(index="3", same="2"), out)
    assert copy.read_text() == "1"


def test_hidden_files_stay(out: Path, exchange: None) -> None:
    (out / ".git").mkdir(parents=True)
    (out / ".gitignore").write_text("*")
    (out / ".git/config").write_text("x")
    publish(files(index="1"), out)
    publish(files(index="2"), out)
    assert site(out) == {"index.html": "2", ".gitignore": "*", ".git/config": "x"}


def test_a_link_that_someone_put_in_place_of_a_page_is_replaced_and_its_target_kept(out: Path) -> None:
    publish(files(index="1"), out)
    target = out.parent / "target"
    target.write_text("1")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(target)
    publish(files(index="1"), out)
    assert not (out / "index.html").is_symlink()
    publish(files(index="2"), out)
    assert target.read_text() == "1"


@pytest.mark.parametrize("name", ["notes.txt", "deep/er/notes.txt"])
def test_a_folder_with_other_files_is_refused_and_left_as_it_was(out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine")
    with pytest.raises(NotOursError, match=r"notes\.txt|deep"):
        publish(files(index="1"), out)
    assert site(out) == {name: "mine"}
    assert left_over(out) == []


@pytest.mark.parametrize("exists", [True, False])
def test_a_symbolic_link_is_refused(out: Path, exists: bool) -> None:
    elsewhere = out.parent / "elsewhere"
    if exists:
        elsewhere.mkdir()
    out.symlink_to(elsewhere)
    with pytest.raises(NotOursError):
        publish(files(index="1"), out)
    assert out.is_symlink()
    assert not exists or site(elsewhere) == {}


def test_a_file_is_refused(out: Path) -> None:
    out.write_text("mine")
    with pytest.raises(NotOursError):
        publish(files(index="1"), out)
    assert out.read_text() == "mine"


STEPS: list[tuple[object, str]] = [
    (Path, "write_bytes"), (module, "_link"), (module, "_exchange"), (module, "_swap"), (Path, "rename"), (shutil, "rmtree"),
]  # fmt: skip


@pytest.mark.usefixtures("exchange")
@pytest.mark.parametrize("step", STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("nth", [1, 2])
def test_stopped_at_any_step_a_whole_site_stands_and_the_next_build_mends_the_rest(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str], nth: int
) -> None:
    owner, name = step
    old, new = {"index.html": "1", "a/b.html": "2", "same.html": "3"}, {"index.html": "4", "c/d.html": "5", "same.html": "3"}
    publish([Artifact(path, text.encode()) for path, text in old.items()], out)
    real: Callable[..., object] = getattr(owner, name)
    calls = 0

    def stopping(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth and not kwargs.get("ignore_errors"):
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    wanted = [Artifact(path, text.encode()) for path, text in new.items()]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, stopping)
        try:
            publish(wanted, out)
        except OSError:
            # Between two renames the site is away for a moment; the next build gives it back.
            stands = out if out.exists() else out.parent / f".{out.name}.old"
            assert site(stands) in (old, new)
    publish([Artifact(path, text.encode()) for path, text in old.items()], out)
    assert site(out) == old
    publish(wanted, out)
    assert site(out) == new
    assert left_over(out) == []


def test_a_build_killed_between_two_renames_is_mended(out: Path) -> None:
    publish(files(index="1"), out)
    out.rename(out.parent / ".site.old")
    (out.parent / ".site.new").mkdir()
    (out.parent / ".site.new/index.html").write_text("half")
    assert publish(files(index="1"), out) == Published((), (), 1)
    assert site(out) == {"index.html": "1"}
    assert left_over(out) == []


def test_what_a_killed_build_left_does_not_get_into_the_site(out: Path) -> None:
    publish(files(index="1"), out)
    for name in (".site.new", ".site.old"):
        (out.parent / name).mkdir()
        (out.parent / name / "stale.html").write_text("stale")
    publish(files(index="2"), out)
    assert site(out) == {"index.html": "2"}
    assert left_over(out) == []


def test_a_build_is_killed_at_any_moment_and_a_whole_site_stands(out: Path) -> None:
    """Kill a process that publishes two sites by turns, again and again."""
    code = (
        "import sys; from pathlib import Path; from builder.model import Artifact; from builder.publish import publish\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1; publish([Artifact(f'{i}.html', str(n).encode()) for i in range(40)], Path(sys.argv[1]))\n"
        "    print(n, flush=True)\n"
    )
    for attempt in range(6):
        with subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(attempt + 1):
                process.stdout.readline()
            process.kill()
        found = site(out)
        assert len(found) == 40
        assert len(set(found.values())) == 1, "two builds are mixed"
    publish(files(index="1"), out)
    assert site(out) == {"index.html": "1"}
    assert left_over(out) == []


def test_two_builds_at_once_do_not_mix(out: Path, exchange: None) -> None:
    sets = [[Artifact(f"{letter}{number}.html", letter.encode()) for number in range(30)] for letter in "abc"]
    failures: list[BaseException] = []

    def run(artifacts: list[Artifact]) -> None:
        try:
            for _ in range(5):
                publish(artifacts, out)
        except BaseException as error:  # noqa: BLE001 - a thread's error would be lost
            failures.append(error)

    threads = [threading.Thread(target=run, args=[artifacts]) for artifacts in sets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert len(site(out)) == 30
    assert len(set(site(out).values())) == 1
    assert left_over(out) == []


def test_a_file_system_without_hard_links_will_do(out: Path, exchange: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publish(files(index="1", same="2"), out)
    os.utime(out / "same.html", (1, 1))
    publish(files(index="3", same="2"), out)
    assert site(out) == {"index.html": "3", "same.html": "2"}
    assert (out / "same.html").stat().st_mtime == 1


def test_the_site_is_there_at_every_moment_where_the_system_can_swap(out: Path) -> None:
    publish(files(index="0"), out)
    probe = out.parent / "probe"
    probe.mkdir()
    if not module._swap(probe, out):
        pytest.skip("this system cannot swap two folders")
    module._swap(probe, out)
    stop, missing = threading.Event(), []

    def watch() -> None:
        while not stop.is_set():
            if not (out / "index.html").exists():
                missing.append(1)

    thread = threading.Thread(target=watch)
    thread.start()
    for number in range(1, 60):
        publish(files(index=str(number)), out)
    stop.set()
    thread.join(10)
    assert missing == []
