"""Each case is a tiny wiki and the whole site that is built from it, byte for byte, but for the assets and the index of the search.

Beside it stands what ``wiki check --coverage`` says of the wiki's articles.
"""

import shutil
from pathlib import Path

import pytest
import wikis
from click.testing import CliRunner

from builder.cli import main

CASES = sorted((Path(__file__).parent / "sites").iterdir())


def site(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.relative_to(folder).parts[0] != "assets"
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_site_is_as_expected(case: Path, tmp_path: Path, accept: bool) -> None:
    root, out, expected = wikis.write(tmp_path, (case / "wiki.txt").read_text()), tmp_path / "out", case / "expected"
    result = CliRunner().invoke(main, ["build", "--no-search", "--root", str(root), "--out", str(out)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    if accept:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in site(out).items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    built, wanted = site(out), site(expected)
    assert sorted(built) == sorted(wanted)  # a left-over expected file fails too
    assert {path: content.decode() for path, content in built.items()} == {
        path: content.decode() for path, content in wanted.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_wiki_holds_of_its_articles_is_told_word_by_word(case: Path, tmp_path: Path, accept: bool) -> None:
    root, expected = wikis.write(tmp_path, (case / "wiki.txt").read_text()), case / "coverage.txt"
    result = CliRunner().invoke(main, ["check", "--coverage", "--root", str(root)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    if accept:
        expected.write_text(result.stdout)
    assert result.stdout == expected.read_text()
