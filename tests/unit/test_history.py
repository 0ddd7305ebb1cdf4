import subprocess
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from builder.history import NO_HISTORY, History, history_of

PATHS = ("content/a.md", "content/actors/ä b.md", "content/new.md")


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    environment = {
        "GIT_COMMITTER_DATE": day if day.startswith("@") else f"{day}T12:00:00+0300", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00", "PATH": "/usr/bin:/bin:/usr/local/bin",
        "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": str(folder),
    }  # fmt: skip
    given = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    subprocess.run(  # whichever Git is installed
        ["git", "-C", str(folder), *given, *arguments],  # noqa: S607 - whichever Git is installed
        env=environment,
        check=True,
        capture_output=True,
    )


def commit(folder: Path, path: str, text: str, day: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "A change", day=day)


def last_changed(root: Path, folder: str, paths: Collection[str]) -> dict[str, date | None]:
    found = history_of(root, folder, paths)
    return {path: found.changed_on(path) for path in found.files}


def spans(root: Path, *paths: str) -> dict[str, tuple[str, str]]:
    found = history_of(root, "content", paths)
    return {path: (changes.first.isoformat(), changes.last.isoformat()) for path, changes in found.files.items()}


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    """Return a wiki that lies in a folder of a repository."""
    repository = tmp_path / "repository"
    repository.mkdir()
    git(repository, "init", "-q")
    commit(repository, "wiki/content/a.md", "one", "2024-01-01")
    commit(repository, "wiki/content/actors/ä b.md", "one", "2024-02-02")
    commit(repository, "wiki/content/a.md", "two", "2024-03-03")
    commit(repository, "elsewhere/content/a.md", "one", "2024-04-04")
    return repository / "wiki"


def test_each_file_has_the_day_of_its_last_commit(wiki: Path) -> None:
    assert last_changed(wiki, "content", PATHS) == {
        "content/a.md": date(2024, 3, 3),
        "content/actors/ä b.md": date(2024, 2, 2),
    }


def test_a_file_with_changes_in_no_commit_has_no_day(wiki: Path) -> None:
    (wiki / "content/a.md").write_text("three")
    (wiki / "content/new.md").write_text("one")
    assert last_changed(wiki, "content", PATHS) == {"content/actors/ä b.md": date(2024, 2, 2)}


def test_a_history_that_is_cut_short_says_nothing(wiki: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{wiki.parent}", "shallow")
    assert (tmp_path / "shallow/wiki/content/a.md").is_file()
    assert last_changed(tmp_path / "shallow/wiki", "content", PATHS) == {}


def test_a_folder_without_history_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_changed(tmp_path, "content", PATHS) == {}
    git(tmp_path, "init", "-q")
    assert last_changed(tmp_path, "content", PATHS) == {}
    monkeypatch.setenv("PATH", "")  # no Git at all
    assert last_changed(tmp_path, "content", PATHS) == {}


def test_a_file_that_is_in_no_commit_has_no_day_even_if_one_of_its_name_once_was(wiki: Path) -> None:
    git(wiki, "rm", "-q", "content/a.md")
    git(wiki, "commit", "-m", "A change", day="2024-05-05")
    (wiki / "content/a.md").write_text("again")
    assert last_changed(wiki, "content", PATHS) == {"content/actors/ä b.md": date(2024, 2, 2)}
    assert last_changed(wiki, "content", []) == {}


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("@1704060000 +0300", date(2024, 1, 1)),
        ("@1704060000 -0800", date(2023, 12, 31)),
        ("@253402300800 +0000", None),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_committers_clock_if_there_is_one(wiki: Path, when: str, day: date | None) -> None:
    commit(wiki.parent, "wiki/content/a.md", "three", when)
    assert history_of(wiki, "content", ["content/a.md"]).changed_on("content/a.md") == day


def test_a_commit_before_1970_has_no_day_and_harms_no_other(wiki: Path) -> None:
    (wiki / "content/a.md").write_text("three")
    git(wiki, "commit", "-am", "A change")
    raw = subprocess.run(["git", "-C", str(wiki), "cat-file", "commit", "HEAD"], check=True, capture_output=True).stdout  # noqa: S607 - whichever Git is installed
    odd = raw.replace(b"1704099600 +0300", b"-86400 +0000")
    assert odd != raw
    made = subprocess.run(  # git itself makes no such commit
        ["git", "-C", str(wiki), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],  # noqa: S607 - whichever Git is installed
        input=odd, check=True, capture_output=True,
    ).stdout.decode().strip()  # fmt: skip
    git(wiki, "reset", "-q", "--soft", made)
    assert last_changed(wiki, "content", PATHS) == {"content/actors/ä b.md": date(2024, 2, 2)}


def test_variables_of_git_do_not_decide_whose_history_is_read(
    wiki: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert history_of(wiki, "content", PATHS).changed_on("content/a.md") == date(2024, 3, 3)


def test_what_a_user_has_set_changes_nothing_and_runs_nothing(wiki: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    (tmp_path / "order").write_text("content/actors/*\n")
    for setting, value in (
        ("core.fsmonitor", str(program)), ("log.showSignature", "true"), ("gpg.program", str(program)), ("color.ui", "always"),
        ("log.showRoot", "false"), ("i18n.logOutputEncoding", "UTF-16"), ("diff.orderFile", str(tmp_path / "order")),
        ("core.quotePath", "true"), ("diff.renames", "copies"), ("diff.noprefix", "true"), ("log.date", "relative"),
    ):  # fmt: skip
        git(wiki, "config", setting, value)
    test_each_file_has_the_day_of_its_last_commit(wiki)
    assert not (tmp_path / "ran").exists()


def test_each_file_has_the_moments_of_its_first_and_last_commit_by_the_committers_clock(wiki: Path) -> None:
    assert spans(wiki, *PATHS) == {
        "content/a.md": ("2024-01-01T12:00:00+03:00", "2024-03-03T12:00:00+03:00"),
        "content/actors/ä b.md": ("2024-02-02T12:00:00+03:00", "2024-02-02T12:00:00+03:00"),
    }


def test_a_file_that_was_renamed_is_known_by_its_old_path_too(wiki: Path) -> None:
    git(wiki, "mv", "content/a.md", "content/b.md")
    git(wiki, "commit", "-m", "A change", day="2024-05-05")
    found = spans(wiki, "content/b.md", "content/actors/ä b.md")
    assert found["content/a.md"] == ("2024-01-01T12:00:00+03:00", "2024-05-05T12:00:00+03:00")
    assert found["content/b.md"] == ("2024-05-05T12:00:00+03:00", "2024-05-05T12:00:00+03:00")


def test_a_clock_that_went_wrong_puts_no_first_change_after_the_last(wiki: Path) -> None:
    commit(wiki.parent, "wiki/content/a.md", "three", "2020-01-01")
    assert spans(wiki, *PATHS)["content/a.md"] == ("2020-01-01T12:00:00+03:00", "2020-01-01T12:00:00+03:00")


def test_only_a_history_that_is_cut_short_is_told_from_none(wiki: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{wiki.parent}", "shallow")
    assert history_of(tmp_path / "shallow/wiki", "content", PATHS) == History({}, is_cut=True)
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert history_of(tmp_path / "shallow/wiki", "content", PATHS) == history_of(wiki, "content", PATHS)
    assert history_of(tmp_path, "content", PATHS) == NO_HISTORY


def test_a_repository_that_git_refuses_is_told_from_none(wiki: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no Git is installed
    assert history_of(wiki, "content", PATHS) == History({}, is_unread=True)
    assert history_of(tmp_path, "content", PATHS) == NO_HISTORY
    monkeypatch.undo()
    (wiki.parent / ".git/HEAD").write_text("garbage")
    assert history_of(wiki, "content", PATHS) == History({}, is_unread=True)
