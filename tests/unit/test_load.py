import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import steps
import wikis
from steps import actor, loaded, note

from builder.load import MAX_PAGE_BYTES, load
from builder.pipeline import OWN_TEMPLATES


def rules(root: Path, text: str) -> list[str]:
    return [f"{problem.path}:{problem.line}:{problem.column} {problem.rule}" for problem in sorted(loaded(root, text)[1])]


def test_all_of_a_wiki_is_read(tmp_path: Path) -> None:
    wiki, problems = loaded(tmp_path)
    assert problems == []
    assert [page.id for page in wiki.pages] == [
        "actors/mayor",
        "incidents/2024-01-01-depot",
        "places/northport",
        "sources/herald",
    ]
    archive = wiki.archives["seeds/herald.txt"]
    assert archive is not None
    assert archive.sha256 == wikis.SHA256
    assert wiki.site is not None
    assert {"base.html", "pages/incident.html"} <= wiki.templates.texts.keys()
    assert "assets/style.css" in wiki.templates.assets


@pytest.mark.parametrize("slug", ["c1", "c12"])
def test_no_source_is_called_like_a_claim(tmp_path: Path, slug: str) -> None:
    assert rules(tmp_path, steps.source(slug)) == [f"content/sources/{slug}.md:1:1 page-path"]


@pytest.mark.parametrize("text", [steps.source("c1-herald"), steps.source("c"), steps.actor("c1"), steps.place("c1")])
def test_any_other_name_near_a_claims_may_be_taken(tmp_path: Path, text: str) -> None:
    assert rules(tmp_path, text) == []


def test_a_page_keeps_the_lines_of_its_parts(tmp_path: Path) -> None:
    page = next(page for page in loaded(tmp_path)[0].pages if page.id == "actors/mayor")
    lines = (tmp_path / page.path).read_text().split("\n")
    assert lines[page.header_line - 1] == page.header.split("\n")[0] == "title: Mayor of Northport"
    assert lines[page.body_line - 1] == page.body.split("\n")[0]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_system_give_the_same_page(tmp_path: Path, line_end: str) -> None:
    text = "---\ntitle: A\n---\n\nOne\ntwo.\n"
    wikis.write(tmp_path)
    (tmp_path / "content/about.md").write_bytes(text.replace("\n", line_end).encode())
    page = next(page for page in load(tmp_path, OWN_TEMPLATES)[0].pages if page.id == "about")
    assert (page.header, page.body, page.body_line) == ("title: A\n", "\nOne\ntwo.\n", 4)


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    (tmp_path / "content/about.md").write_bytes(b"\xef\xbb\xbf---\ntitle: A\n---\nText.\n")
    wiki, problems = load(tmp_path, OWN_TEMPLATES)
    assert problems == []
    assert any(page.fields == {"title": "A"} for page in wiki.pages)


def test_the_sha256_is_of_the_bytes_as_they_are(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    (tmp_path / "seeds/herald.txt").write_bytes(wikis.ARTICLE.replace("\n", "\r\n").encode())
    archive = load(tmp_path, OWN_TEMPLATES)[0].archives["seeds/herald.txt"]
    assert archive is not None
    assert archive.sha256 != wikis.SHA256
    assert archive.text.text == wikis.ARTICLE


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"---\ntitle: \xff\n---\nText.", "2:8"),
        (b"---\ntitle: a\n---\nText.\n a\x00b", "5:3"),
        ("---\ntitle: a\n---\nText.\n \ue0005\ue001".encode(), "5:2"),
        ("---\ntitle: ä\x1b[31m\n---\n".encode(), "2:9"),
        ("---\ntitle: a\n---\nText.".encode("utf-16"), "1:1"),
    ],
)
def test_bytes_that_are_no_text_are_told_where_they_stand(tmp_path: Path, content: bytes, place: str) -> None:
    wikis.write(tmp_path)
    (tmp_path / "content/about.md").write_bytes(content)
    wiki, problems = load(tmp_path, OWN_TEMPLATES)
    assert [f"{problem.line}:{problem.column} {problem.rule}" for problem in problems] == [f"{place} encoding"]
    assert [page.id for page in wiki.broken] == ["about"]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\ufffe", "\uffff"])
def test_positions_behind_an_odd_character_are_right(tmp_path: Path, character: str) -> None:
    text = f'-- content/actors/a.md --\n---\ntitle: "A{character}b"\ntype: person\nsummary: S\nwrong: x\n---\nText.\n'
    _, problems = steps.checked(tmp_path, text)
    assert steps.told(problems) in (["5:1 unknown-field"], ["2:10 encoding"])


@pytest.mark.parametrize(
    "path", ["actors/A.md", "actors/a b.md", "actors/a_b.md", "actors/é.md", "x/a.md", "actors/deep/a.md", "actors/-a.md"]
)
def test_a_page_with_another_name_or_place_is_an_error_and_not_dropped_in_silence(tmp_path: Path, path: str) -> None:
    wikis.write(tmp_path)
    (tmp_path / "content" / path).parent.mkdir(exist_ok=True)
    (tmp_path / "content" / path).write_text("---\ntitle: a\n---\nText.")
    assert [problem.rule for problem in load(tmp_path, OWN_TEMPLATES)[1]] == ["page-path"]


def test_a_name_of_any_bytes_is_told(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/\xff\n.md")).write_text("---\ntitle: a\n---\nText.")
    assert [problem.rule for problem in load(tmp_path, OWN_TEMPLATES)[1]] == ["page-path"]


def test_hidden_files_are_left_out_and_other_files_are_told(tmp_path: Path) -> None:
    text = "-- content/.obsidian/x.md --\n-- content/.x.md --\n-- content/actors/photo.jpg --\n-- content/a.markdown --\n"
    assert rules(tmp_path, text) == ["content/a.markdown:1:1 stray-file", "content/actors/photo.jpg:1:1 stray-file"]


@pytest.mark.parametrize(
    "path", ["content/about.md", "content/actors/x.md", "seeds/x.txt", "content/more", "seeds/more", "templates/base.html"]
)
def test_symbolic_links_are_not_followed(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.md").write_text("---\ntitle: Secret\n---\nSecret.")
    root = tmp_path / "wiki"
    wiki, problems = loaded(root, f"-- {path} (link) --\n{secret if path.endswith('more') else secret / 'x.md'}\n")
    assert [f"{problem.path} {problem.rule}" for problem in problems] == [f"{path} unreadable"]
    assert not any("Secret" in page.body for page in wiki.pages)
    assert "Secret" not in "".join(wiki.templates.texts.values())


def test_a_link_in_the_place_of_site_yaml_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("title: Secret")
    wiki, problems = loaded(
        tmp_path / "wiki", f"-- content/site.yaml (absent) --\n-- content/site.yaml (link) --\n{tmp_path / 'secret'}\n"
    )
    assert problems
    assert wiki.site is None


def test_a_page_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    fits = note("x" * (MAX_PAGE_BYTES - 30))
    assert rules(tmp_path / "a", fits) == []
    assert rules(tmp_path / "b", note("x" * MAX_PAGE_BYTES)) == ["content/about.md:1:1 file-size"]


def test_folders_in_folders_without_end_do_no_harm(tmp_path: Path) -> None:
    wikis.write(tmp_path)
    # In a process of its own, for only by steps can such a folder be made.
    code = "import os, sys\nos.chdir(sys.argv[1])\nfor _ in range(1500):\n os.mkdir('a')\n os.chdir('a')"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "content")], check=True)
    try:
        load(tmp_path, OWN_TEMPLATES)
    finally:
        # Deeper than shutil.rmtree, or pytest's own clearing up, would go.
        subprocess.run(["/bin/rm", "-rf", str(tmp_path / "content")], check=True)


def test_of_leaflet_only_what_the_map_needs_is_taken(tmp_path: Path) -> None:
    assets = loaded(tmp_path)[0].templates.assets
    assert sorted(name for name in assets if "leaflet" in name) == ["assets/leaflet/leaflet.css", "assets/leaflet/leaflet.js"]
    assert b"Leaflet 1.9" in assets["assets/leaflet/leaflet.js"][:200]


def test_the_wikis_own_template_stands_for_the_programs(tmp_path: Path) -> None:
    wiki, _ = loaded(tmp_path, "-- templates/pages/404.html --\nMine.\n-- templates/assets/x.css --\nx\n")
    assert wiki.templates.texts["pages/404.html"] == "Mine.\n"
    assert "<html" in wiki.templates.texts["base.html"]
    assert {"assets/x.css", "assets/style.css"} <= wiki.templates.assets.keys()


def test_one_broken_page_does_not_hide_the_others(tmp_path: Path) -> None:
    wiki, problems = loaded(tmp_path, "-- content/a.md --\n-- content/b.md --\nno front matter\n" + actor("c"))
    assert [page.id for page in wiki.broken] == ["a", "b"]
    assert {"actors/c", "actors/mayor"} <= {page.id for page in wiki.pages}
    assert len(problems) == 2


def test_a_folder_that_holds_nothing_gives_problems_and_no_error(tmp_path: Path) -> None:
    wiki, problems = load(tmp_path, OWN_TEMPLATES)
    assert [problem.rule for problem in problems] == ["site-file"]
    assert wiki.pages == ()


def test_a_folder_that_can_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wikis.write(tmp_path)
    whole = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == tmp_path / "content/actors":
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = load(tmp_path, OWN_TEMPLATES)[1]
    assert [(problem.path, problem.rule) for problem in found] == [("content/actors", "unreadable")]
