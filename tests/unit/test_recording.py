from pathlib import Path

import pytest
import wikis
from click.testing import CliRunner, Result
from steps import actor, note

from builder import pipeline
from builder.cli import main
from builder.ledger import Recorded
from builder.recording import record


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--no-search", "--root", str(root), *options], catch_exceptions=False)


def ledger(root: Path) -> list[str]:
    return [line for line in (root / "addresses.txt").read_text().splitlines() if not line.startswith("#")]


def test_a_build_writes_down_every_address_of_the_site_but_what_nobody_keeps(tmp_path: Path) -> None:
    result = build(wikis.write(tmp_path, note("[[mayor]]", redirect_from="[before]") + actor("gone", status="withdrawn")))
    site = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    kept = {
        path
        for path in site
        if not path.startswith(("assets/", ".")) and path not in ("404.html", "data/finder.js", "data/map.js")
    }
    assert ledger(tmp_path) == sorted(kept)
    assert kept >= {"index.html", "about.html", "before.html", "actors/gone.html", "data/claims.csv", "timeline.html"}
    assert result.stdout.endswith(f"addresses.txt: {len(kept)} new addresses; commit it with the content\n")
    written = (tmp_path / "addresses.txt").stat().st_mtime_ns
    assert "addresses.txt" not in build(tmp_path).stdout
    assert (tmp_path / "addresses.txt").stat().st_mtime_ns == written
    assert "addresses.txt: 1 new address;" in build(wikis.write(tmp_path, note("Text.", "content/more.md", title="More"))).stdout


def test_drafts_are_not_written_down(tmp_path: Path) -> None:
    wikis.write(tmp_path, actor("new", status="draft"))
    assert build(tmp_path, "--drafts").exit_code == 0
    assert not (tmp_path / "addresses.txt").exists()
    build(tmp_path)
    assert "actors/new.html" not in ledger(tmp_path)


def test_what_was_published_once_is_missed(tmp_path: Path) -> None:
    build(wikis.write(tmp_path, actor("old")))
    (tmp_path / "content/actors/old.md").unlink()
    result = build(tmp_path)
    assert result.exit_code == 1
    assert "actors/old.html was published and leads nowhere now" in result.stderr
    assert (tmp_path / "site/actors/old.html").exists()
    assert build(wikis.write(tmp_path, actor("new", redirect_from="[old]"))).exit_code == 0


def test_a_page_that_can_not_be_read_is_not_missed_too(tmp_path: Path) -> None:
    build(wikis.write(tmp_path, actor("old") + actor("new", redirect_from="[older]")))
    result = build(
        wikis.write(
            tmp_path, "-- content/actors/old.md --\nno front matter\n" + actor("new", type="nobody", redirect_from="[older]")
        )
    )
    assert "addresses.txt" not in result.stderr


def test_parts_of_lists_and_periods_that_are_no_longer_there_lead_to_the_whole(tmp_path: Path) -> None:
    parts = {
        "incidents/index-3.html": "../incidents/index.html",
        "contested-2.html": "contested.html",
        "timeline/2021-03.html": "../timeline.html",
    }
    wikis.write(tmp_path, "-- addresses.txt --\n" + "".join(f"{part}\n" for part in parts))
    assert build(tmp_path).exit_code == 0
    for part, whole in parts.items():
        assert f'<link rel="canonical" href="{whole}">' in (tmp_path / "site" / part).read_text()
    assert set(ledger(tmp_path)) >= set(parts)


def test_a_ledger_that_can_not_be_written_is_told_and_the_site_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder/addresses.txt").mkdir(parents=True)
    assert record(tmp_path / "folder", ["a.html"]) == Recorded(failure="Is a directory")
    monkeypatch.setattr(pipeline, "record", lambda *_: Recorded(failure="Read-only file system"))
    result = build(wikis.write(tmp_path))
    assert (result.exit_code, (tmp_path / "site/index.html").exists()) == (0, True)
    assert result.stderr == "addresses.txt: new addresses could not be written down: Read-only file system\n"
