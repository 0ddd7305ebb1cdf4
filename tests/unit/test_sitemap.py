import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from steps import actor, incident, linked, note, rendered

from builder.history import Changes, History
from builder.pipeline import Options, examine
from builder.render import Drawing
from builder.sitemap import site_map

BASE = "https://example.org/a'b&c"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(content: bytes, item: str = "url") -> dict[str, str | None]:
    """Return the addresses of a site map, each with when it was changed."""
    top = ET.fromstring(content)  # noqa: S314 - our own
    assert top.tag == f"{SITEMAPS}{'urlset' if item == 'url' else 'sitemapindex'}"
    found = [(row.findtext(f"{SITEMAPS}loc") or "", row.findtext(f"{SITEMAPS}lastmod")) for row in top.findall(SITEMAPS + item)]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_its_addresses_are_the_canonical_ones_of_all_pages_that_are_to_be_found(tmp_path: Path) -> None:
    text = (
        actor("gang", redirect_from="[mob]")
        + actor("gone", status="withdrawn")
        + incident("x")
        + note("Text.", path="content/index.md")
        + "-- addresses.txt --\nincidents/index-3.html\n"
    )
    site = rendered(tmp_path, text, base_url=BASE)
    canonical = set()
    for path, content in site.items():
        page = content.decode() if path.endswith(".html") else ""
        if page and "noindex" not in page and path != "search.html":
            (found,) = re.findall('<link rel="canonical" href="([^"]*)">', page)
            canonical.add(unescape(found))
    assert rows(site["sitemap.xml"]).keys() == canonical
    assert {f"{BASE}/", f"{BASE}/incidents/", f"{BASE}/corrections.html", f"{BASE}/timeline.html"} < canonical
    for absent in ("actors/mob.html", "actors/gone.html", "404.html", "search.html", "incidents/index-3.html"):
        assert f"{BASE}/{absent}" not in canonical
        assert absent in site


def test_only_what_git_knows_of_a_page_is_told_of_its_last_change(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("Text.", path="content/index.md"))
    first, last = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 5, 1, 10, 30, tzinfo=UTC)
    history = History({f"content/{page}.md": Changes(first, last) for page in ("actors/mayor", "index")})
    (file,) = site_map(replace(wiki, history=history), ["actors/index.html", "index.html"], "https://example.org")
    assert rows(file.content) == {
        "https://example.org/": None,
        "https://example.org/actors/": None,
        "https://example.org/actors/mayor.html": "2024-05-01T10:30:00+00:00",
        "https://example.org/incidents/2024-01-01-depot.html": None,
        "https://example.org/places/northport.html": None,
        "https://example.org/sources/herald.html": None,
    }


def test_a_long_one_is_cut_into_parts_that_an_index_names(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    index, *parts = site_map(wiki, ["map.html"], "https://example.org", most=2)
    assert [part.path for part in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert list(rows(index.content, "sitemap")) == [f"https://example.org/{part.path}" for part in parts]
    (whole,) = site_map(wiki, ["map.html"], "https://example.org", most=5)
    assert [row for part in parts for row in rows(part.content)] == list(rows(whole.content))


def test_without_a_full_address_there_is_none(tmp_path: Path) -> None:
    site = rendered(tmp_path)
    assert not {"sitemap.xml", "feed.xml"} & site.keys()


def test_alone_it_is_drawn_as_with_the_whole_site(tmp_path: Path) -> None:
    site = rendered(tmp_path, base_url=BASE)
    drawing = Drawing(examine(Options(tmp_path)).wiki, examine(Options(tmp_path)).templates, BASE)
    for path in ("sitemap.xml", "feed.xml", "corrections.html"):
        drawn = drawing.at(path)
        assert getattr(drawn, "content", None) == site[path]
    assert drawing.at("sitemap-1.xml") is None
