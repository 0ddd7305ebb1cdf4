import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import wikis
from steps import actor, incident, note, source, stating

from builder.model import Artifact, Wiki
from builder.pipeline import Options, rendered
from builder.searchindex import IndexFailedError, StoppedError, search_index

SLOW = "#!/bin/sh\nexec sleep 60\n"
WRONG = "#!/bin/sh\necho 'no room left'\nexit 3\n"


def made(root: Path, text: str = "") -> tuple[Wiki, tuple[Artifact, ...]]:
    site, problems = rendered(Options(wikis.write(root, text)))
    assert site is not None, problems
    return site.wiki, site.artifacts


def indexed(root: Path, text: str = "") -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in search_index(*made(root, text))}


def fragments(files: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """Return what is searched of each page, by address."""
    found = {}
    for path, content in files.items():
        if path.startswith("pagefind/fragment/"):
            fragment = json.loads(gzip.decompress(content).decode().removeprefix("pagefind_dcd"))
            found[fragment["url"].removeprefix("/")] = fragment
    return found


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let another program stand for Pagefind's."""
    path = tmp_path / "program"
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(path))
    return path


def write_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_the_pages_of_the_wiki_are_indexed_and_no_lists(tmp_path: Path) -> None:
    text = note("Welcome.", "content/index.md", title="Home") + note("Text.", redirect_from="[old]")
    assert set(fragments(indexed(tmp_path, text))) == {
        "about.html", "actors/mayor.html", "incidents/2024-01-01-depot.html", "places/northport.html", "sources/herald.html",
    }  # fmt: skip


def test_of_a_withdrawn_page_the_reason_is_found_and_nothing_that_it_said(tmp_path: Path) -> None:
    gone = "{date: 2024-07-01, text: There was no raid.}"
    text = incident("raid", "Zebras ran.[@herald]", summary="Zebras.", status="withdrawn", withdrawn=gone)
    content = str(fragments(indexed(tmp_path, text))["incidents/raid.html"]["content"])
    assert "There was no raid." in content
    assert "Zebras" not in content


def test_each_result_is_known_by_its_page(tmp_path: Path) -> None:
    files = indexed(tmp_path)
    pages = json.loads(files["pagefind/pages.json"])
    assert set(pages.values()) == set(fragments(files))
    assert {f"pagefind/fragment/{result}.pf_fragment" for result in pages} <= set(files)


def test_the_user_interface_of_pagefind_is_left_out(tmp_path: Path) -> None:
    files = set(indexed(tmp_path))
    assert {"pagefind/pagefind.js", "pagefind/pagefind-worker.js", "pagefind/pagefind-entry.json"} <= files
    assert [path for path in files if "ui" in path or "highlight" in path] == []


def test_names_in_other_letters_are_in_the_text_and_the_language_is_that_of_the_pages(tmp_path: Path) -> None:
    files = indexed(tmp_path, actor("a", title="Kataib", aliases="[{text: كتائب حزب الله, lang: ar}]"))
    assert "كتائب حزب الله" in str(fragments(files)["actors/a.html"]["content"])
    assert set(json.loads(files["pagefind/pagefind-entry.json"])["languages"]) == {"en"}


def test_what_other_pages_say_is_not_text_of_a_page(tmp_path: Path) -> None:
    text = incident("x", "The [[mayor]] ran.[@herald]", summary="Only here.")
    content = str(fragments(indexed(tmp_path, text))["actors/mayor.html"]["content"])
    assert "spoke of two people hurt" in content
    assert "Only here" not in content
    assert "What links here" not in content
    assert "[1]" not in content


def test_a_tie_is_found_on_the_page_that_states_it(tmp_path: Path) -> None:
    tie = "{to: gang, as: leads, source: herald, quote: Nobody was arrested, note: So it says.}"
    pages = fragments(indexed(tmp_path, actor("gang") + actor("ali", relations=f"[{tie}]", sources="[herald]")))
    own, other = (str(pages[f"actors/{page}.html"]["content"]) for page in ("ali", "gang"))
    assert "Nobody was arrested" in own
    assert "So it says" in own
    assert "arrested" not in other


def test_of_a_claim_its_speaker_value_and_words_are_text_and_not_its_number(tmp_path: Path) -> None:
    claim = "about: injured, value: 2, by: mayor, source: herald, quote: two people were hurt"
    content = str(fragments(indexed(tmp_path, stating(claim)))["incidents/x.html"]["content"])
    assert "two people were hurt" in content
    assert "Mayor" in content
    assert "c1" not in content


def test_a_part_of_a_page_is_found_under_its_heading(tmp_path: Path) -> None:
    text = source("y") + stating("about: weapon, value: rockets, source: herald")
    anchors = fragments(indexed(tmp_path, text))["incidents/x.html"]["anchors"]
    assert isinstance(anchors, list)
    headings = {anchor["id"]: anchor["text"].strip() for anchor in anchors if anchor["element"] == "h2"}
    assert headings["references"] == "References"
    assert headings["claims"] == "What the sources say"
    assert "backlinks" not in headings


def test_the_same_wiki_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from builder.pipeline import Options, rendered; "
        "from builder.searchindex import search_index; site, _ = rendered(Options(Path(sys.argv[1]))); "
        "digest = hashlib.sha256(); "
        "[digest.update(a.path.encode() + a.content) for a in search_index(site.wiki, site.artifacts)]; print(digest.hexdigest())"
    )
    text = "".join(incident(f"i{n}", f"Word{n} of [[mayor]].[@herald]", date=f"20{n + 10}") for n in range(20))
    root = wikis.write(tmp_path, text)
    found = {
        subprocess.run(
            [sys.executable, "-c", script, str(root)], capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_a_wiki_without_pages_has_no_index() -> None:
    class Empty:
        entries: dict[str, object] = {}  # noqa: RUF012 - nothing changes it

    assert search_index(Empty(), []) == []  # type: ignore[arg-type]  # all that is asked of a wiki


def test_a_program_that_fails_says_why(tmp_path: Path, program: Path) -> None:
    write_program(program, WRONG)
    with pytest.raises(IndexFailedError, match="pagefind failed: no room left"):
        search_index(*made(tmp_path / "wiki"))


@pytest.mark.parametrize("fragment", ["fragment/a.pf_fragment", "fragment/a.other", "elsewhere/a.pf_fragment"])
def test_an_index_in_another_format_is_a_failure_and_not_an_empty_search(tmp_path: Path, program: Path, fragment: str) -> None:
    write_program(
        program,
        f"""#!{sys.executable}
import gzip, pathlib, sys
file = pathlib.Path(sys.argv[sys.argv.index("--output-path") + 1], "{fragment}")
file.parent.mkdir(parents=True)
file.write_bytes(gzip.compress(b'{{"address":"/about.html"}}') if file.suffix == ".pf_fragment" else b"text")
pathlib.Path(sys.argv[sys.argv.index("--output-path") + 1], "pagefind-entry.json").write_text("{{}}")
""",
    )
    with pytest.raises(IndexFailedError, match="another format"):
        search_index(*made(tmp_path / "wiki"))


@pytest.mark.parametrize(
    "fragment", ["", 'mkdir -p $5/fragment; printf \'"url":"/about.html"\' | gzip > $5/fragment/a.pf_fragment']
)
def test_a_program_that_ends_well_but_makes_no_index_is_a_failure(tmp_path: Path, program: Path, fragment: str) -> None:
    write_program(program, f"#!/bin/sh\nset -- x $@\n{fragment}\nexit 0\n")
    with pytest.raises(IndexFailedError, match="another format"):
        search_index(*made(tmp_path / "wiki"))


def test_a_program_that_is_not_there_is_no_crash(tmp_path: Path, program: Path) -> None:
    with pytest.raises(IndexFailedError, match="No such file or directory"):
        search_index(*made(tmp_path / "wiki"))


def test_pagefind_that_is_not_installed_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(IndexFailedError, match="pagefind is not installed"):
        search_index(*made(tmp_path))


def test_work_that_is_not_wanted_any_more_ends_at_once_and_leaves_nothing(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(program, SLOW)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    wiki, artifacts = made(tmp_path / "wiki")
    begun = time.monotonic()
    with pytest.raises(StoppedError):
        search_index(wiki, artifacts, lambda: time.monotonic() < begun + 0.5)
    assert time.monotonic() < begun + 20
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_program_that_has_just_begun_is_ended_too(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(program, SLOW)
    site, problems = rendered(Options(wikis.write(tmp_path / "wiki")))
    assert site, problems
    begun: list[subprocess.Popen[bytes]] = []

    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            begun.append(self)
            os.kill(os.getpid(), signal.SIGINT)  # before whoever begins it has it in hand

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        search_index(site.wiki, site.artifacts)
    assert [process.poll() for process in begun] == [-signal.SIGKILL]
