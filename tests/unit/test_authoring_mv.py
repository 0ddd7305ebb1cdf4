"""The command ``wiki mv``: what it prints where, and its exit status."""

from pathlib import Path
from typing import Any

import pytest
import wikis
from click.testing import CliRunner, Result
from steps import actor, note, place

from builder import moves, moving
from builder.cli import main


def mv(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["mv", "--root", str(root), *arguments], catch_exceptions=False)


def test_a_dry_run_tells_the_same_and_does_nothing(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, note("[[mayor]]"))
    told = mv(root, "--dry-run", "the mayor", "town-mayor")
    assert (root / "content/actors/mayor.md").exists()
    assert told.stdout == (
        "content/about.md:4:3: mayor → town-mayor\n"
        "content/actors/mayor.md:6:18: + redirect_from: [actors/mayor]\n"
        "content/incidents/2024-01-01-depot.md:7:18: mayor → town-mayor\n"
        "content/actors/mayor.md would become content/actors/town-mayor.md; 3 changes in 3 files\n"
    )
    done = mv(root, "the mayor", "town-mayor")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == told.stdout.replace("would become", "is now")
    assert not (root / "content/actors/mayor.md").exists()


def test_wrong_use_and_wrong_content_have_an_exit_status_each(tmp_path: Path) -> None:
    root = wikis.write(tmp_path, place("office") + note("[[office]]"))
    done = mv(root, "nobody-at-all", "x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith('Error: no page is called "nobody-at-all"\n')
    done = mv(root, "mayor", "office")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("the wiki would have problems that it does not have now; nothing was written\n")


def test_what_could_not_be_looked_at_is_told_on_standard_error(tmp_path: Path) -> None:
    done = mv(wikis.write(tmp_path, "-- content/about.md --\n[[mayor]]\n"), "mayor", "m")
    assert done.exit_code == 0
    assert done.stderr == 'content/about.md has errors and could not be looked at; "mayor" stands in line 1\n'


def test_a_disk_that_refuses_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.md")

    monkeypatch.setattr(moves, "put", full)
    done = mv(wikis.write(tmp_path, actor("x")), "x", "y")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No space left on device: x.md; what is written already is whole; give the same command again" in done.stderr


def test_a_file_that_an_editor_saves_meanwhile_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = wikis.write(tmp_path, actor("x"))
    planned = moving.plan

    def slow(*arguments: Any) -> Any:
        move = planned(*arguments)
        (root / "content/actors/x.md").write_text("Mine.")
        return move

    monkeypatch.setattr(moving, "plan", slow)
    done = mv(root, "x", "y")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "content/actors/x.md was changed in the meantime; what is written already is whole; give the same" in done.stderr
    assert (root / "content/actors/x.md").read_text() == "Mine."
