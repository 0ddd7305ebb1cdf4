import subprocess
from datetime import date
from pathlib import Path

import pytest

from builder.history import last_changed


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    environment = {
        "GIT_COMMITTER_DATE": f"{day}T12:00:00+0300", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00", "PATH": "/usr/bin:/bin:/usr/local/bin",
        "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": str(folder),
    }  # fmt: skip
    given = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    subprocess.run(  # whichever Git is installed
        ["git", "-C", str(folder), *given, *arguments],  # noqa: S607
        env=environment,
        check=True,
        capture_output=True,
    )


def commit(folder: Path, path: str, text: str, day: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "A change", day=day)


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
    assert last_changed(wiki, "content") == {
        "content/a.md": date(2024, 3, 3),
        "content/actors/ä b.md": date(2024, 2, 2),
    }


def test_a_file_with_changes_in_no_commit_has_no_day(wiki: Path) -> None:
    (wiki / "content/a.md").write_text("three")
    (wiki / "content/new.md").write_text("one")
    assert last_changed(wiki, "content") == {"content/actors/ä b.md": date(2024, 2, 2)}


def test_a_history_that_is_cut_short_says_nothing(wiki: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{wiki.parent}", "shallow")
    assert (tmp_path / "shallow/wiki/content/a.md").is_file()
    assert last_changed(tmp_path / "shallow/wiki", "content") == {}


def test_a_folder_without_history_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_changed(tmp_path, "content") == {}
    git(tmp_path, "init", "-q")
    assert last_changed(tmp_path, "content") == {}
    monkeypatch.setenv("PATH", "")  # no Git at all
    assert last_changed(tmp_path, "content") == {}
