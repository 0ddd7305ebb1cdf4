import re
from pathlib import Path

import pytest
import wikis
from steps import by_path, incident, rendered

from builder import listparts, pipeline
from builder.pipeline import Options
from builder.searchviews import search_view


def test_the_search_knows_where_its_scripts_and_the_lists_are() -> None:
    view = search_view(has_index=True)
    assert (view.finder, view.index, view.pages) == ("data/finder.js", "pagefind/pagefind.js", "pagefind/pages.json")
    assert [(link.text, link.url) for link in view.lists] == [
        ("Incidents", "incidents/index.html"), ("Actors", "actors/index.html"), ("Places", "places/index.html"),
        ("Sources", "sources/index.html"),
    ]  # fmt: skip


def test_a_search_without_an_index_asks_for_none(tmp_path: Path) -> None:
    for has_index in (True, False):
        site, _ = pipeline.rendered(Options(wikis.write(tmp_path / str(has_index)), search=has_index))
        assert site
        page = by_path(site.artifacts)["search.html"]
        assert (b'data-index="pagefind/pagefind.js"' in page) is has_index
        assert b'data-finder="data/finder.js"' in page


def test_only_the_page_of_the_search_may_run_what_its_index_needs(tmp_path: Path) -> None:
    site = rendered(tmp_path)
    assert [path for path, content in site.items() if path.endswith(".html") and b"wasm-unsafe-eval" in content] == [
        "search.html"
    ]


def test_every_page_has_one_field_to_search_in(tmp_path: Path) -> None:
    for path, content in rendered(tmp_path).items():
        if path.endswith(".html"):
            assert len(re.findall(rb'<input type="search" id="search"', content)) == 1, path


def test_only_the_search_and_the_list_of_incidents_read_the_finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listparts, "PART", 1)
    site = rendered(tmp_path, incident("x"))
    reading = [path for path, content in site.items() if path.endswith(".html") and b"data/finder.js" in content]
    assert reading == ["incidents/index.html", "search.html"]
    older = site["incidents/index-1.html"]
    assert b'<a rel="prev" href="../incidents/index.html"><span>Newer</span> Page 2</a>' in older
    assert b"rows.js" not in older
