import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.report import cut_history

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Write what the program gives now into the golden files.")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that is built from this project's own content."""
    out = tmp_path_factory.mktemp("real") / "site"
    result = CliRunner().invoke(main, ["build", "--root", str(ROOT), "--out", str(out)], catch_exceptions=False)
    # A checkout that is cut short is told of, and no mistake.
    told = [line for line in result.stderr.splitlines() if line not in {cut_history(in_actions=here) for here in (True, False)}]
    assert (result.exit_code, told) == (0, [])
    return out


@dataclass(frozen=True, slots=True)
class Published:
    """A site as GitHub Pages serves it: its full address, which ends with a slash, and its folder."""

    address: str
    folder: Path


@pytest.fixture(scope="session")
def moved_wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this project's own wiki in a repository of its own, with pages besides that have moved."""
    root = tmp_path_factory.mktemp("moved")
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    moved = "title: Moved here\nredirect_from: [was-here, actors/was-there]\ncorrections: [{date: 2024-01-02, text: It was elsewhere.}]"
    (root / "content/moved-here.md").write_text(f"---\n{moved}\n---\n## Course\n\nSee [[withdrawn-here]].\n")
    withdrawn = "title: Withdrawn here\nstatus: withdrawn\nwithdrawn: {date: 2024-01-03, text: It was never so.}"
    (root / "content/withdrawn-here.md").write_text(f"---\n{withdrawn}\n---\nText.\n")
    (root / "addresses.txt").write_text("was-here.html\nincidents/index-7.html\ntimeline/1999-01.html\n")
    git = ["git", "-C", str(root), "-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for command in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "Begin"]):
        subprocess.run([*git, *command], check=True)
    return root


@pytest.fixture(scope="session", params=["/", "/some-repo/"])
def published(request: pytest.FixtureRequest, moved_wiki: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Give the site of that wiki at the root of a domain, and below a project's path."""
    from githubpages import github_pages

    folder = tmp_path_factory.mktemp("published") / "site"
    with github_pages(folder, request.param) as address:
        command = ["build", "--root", str(moved_wiki), "--out", str(folder), "--base-url", address]
        result = CliRunner().invoke(main, command, catch_exceptions=False)
        assert result.exit_code == 0, result.stderr
        yield Published(address, folder)
