"""One commit gives one site, byte for byte, wherever and however it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GIT = shutil.which("git")


def git(folder: Path, *arguments: str) -> None:
    who = {
        f"GIT_{role}_{what}": f"editor{at}"
        for role in ("AUTHOR", "COMMITTER")
        for what, at in (("NAME", ""), ("EMAIL", "@x.org"))
    }
    when = {"GIT_AUTHOR_DATE": "2024-10-01T12:00:00+03:00", "GIT_COMMITTER_DATE": "2024-10-01T12:00:00+03:00"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run([str(GIT), "-C", str(folder), *arguments], env=clean | who | when, check=True, capture_output=True)


def built(root: Path, out: Path, seed: str, zone: str, jobs: str) -> dict[str, bytes]:
    """Return the files of the site of the wiki in ``root``, built in circumstances of its own."""
    address = ("--base-url", "https://example.org/wiki")
    command = [sys.executable, "-m", "builder", "build", "--root", str(root), "--out", str(out), "--jobs", jobs, *address]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, check=True, capture_output=True, cwd=ROOT)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.skipif(GIT is None, reason="Git is not installed")
def test_two_builds_of_one_commit_are_alike_to_the_byte(tmp_path: Path) -> None:
    one, other = tmp_path / "wiki", tmp_path / "elsewhere" / "deeper" / "clone"
    for folder in ("content", "seeds"):
        shutil.copytree(ROOT / folder, one / folder)
    git(tmp_path, "init", "--quiet", str(one))
    git(one, "add", "--all")
    git(one, "commit", "--quiet", "--message", "all of it")
    git(tmp_path, "clone", "--quiet", str(one), str(other))
    # Whole seconds later: no time of a file may show.
    for path in other.rglob("*.md"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    first = built(one, tmp_path / "one", "1", "Asia/Tokyo", "1")
    second = built(other, tmp_path / "two" / "site", "2", "America/New_York", "2")
    assert first.keys() == second.keys()
    assert [path for path, content in first.items() if second[path] != content] == []
    assert b"Last changed 1 October 2024" in first["actors/kataib-hezbollah.html"]
