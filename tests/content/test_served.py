"""The site as it is served: at the root of a domain, below a project's path, and from a folder; by a crawler that looks at all of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from conftest import Published
from crawling import FOLLOWED, LOADED, Crawl, Page, crawl, fetch
from githubpages import github_pages

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# Nobody is led there by a link: what a host reads, the page of missing addresses, one that tests add, and the index of the search.
UNLINKED = re.compile(r"CNAME|404\.html|moved-here\.html|robots\.txt|sitemap\.xml|pagefind/.*|assets/.*|.*\.js|\..*")

# Leaflet's pictures of marks and of a button that the map does not use; no browser asks for them.
UNUSED = re.compile(r"assets/leaflet/leaflet\.css: images/(layers|marker)")


@pytest.fixture(scope="module")
def crawled(published: Published) -> Crawl:
    return crawl(published.address)


@pytest.fixture(scope="module")
def everywhere(published: Published) -> Crawl:
    """Look at each file of the site, linked or not."""
    paths = (path.relative_to(published.folder).as_posix() for path in published.folder.rglob("*") if path.is_file())
    return crawl(published.address, (path for path in paths if not path.startswith(".")))


def listed(found: Crawl) -> dict[str, Page]:
    """Return the pages that may be listed elsewhere, by the address at which they say they stand."""
    return {page.canonical: page for page in found.pages.values() if page.is_listed}


def of_folder(address: str) -> str:
    return re.sub("(^|/)index.html$", r"\1", address)


def test_the_server_answers_as_github_pages_does(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "a/index.html", "b/c.html", "b/d.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    with github_pages(tmp_path, "/repo/") as address:
        answers = {path: fetch(address + path) for path in ("", "a/", "a", "b", "b/", "b/c", "b/c.html", "b/c/", "x/y")}
        shown = {path: (answer.status, answer.location or answer.content.decode()) for path, answer in answers.items()}
        assert fetch(address + "b/d.json").kind == "application/json"
        assert fetch(address.removesuffix("repo/") + "index.html").content == b"Nothing of this site."
    assert shown == {
        "": (200, "index.html"), "a/": (200, "a/index.html"), "a": (301, "/repo/a/"), "b": (301, "/repo/b/"), "b/": (404, "404.html"),
        "b/c": (200, "b/c.html"), "b/c.html": (200, "b/c.html"), "b/c/": (404, "404.html"), "x/y": (404, "404.html"),
    }  # fmt: skip


def test_a_crawler_tells_what_is_dead(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="s.css"><link rel="canonical" href="gone.html"><p id="here"><a href="#here">a</a><a href="#not">b</a>'
        '<a href="x.html#a">c</a><a href="/other">d</a><img src="https://example.org/p.png"><meta property="og:image" content="{}x.png">'
    )
    (tmp_path / "404.html").touch()
    (tmp_path / "s.css").write_text("a { background: url('missing.svg') }")
    (tmp_path / "x.html").write_text(
        '<meta http-equiv="refresh" content="0; url=nowhere.html"><a href="http://example.com/">a</a>'
    )
    with github_pages(tmp_path, "/repo/") as address:
        (tmp_path / "index.html").write_text((tmp_path / "index.html").read_text().format(address))
        found = crawl(address, ["", "nothing.html"])
    assert sorted(wrong.replace(address, "HERE/") for wrong in found.wrong) == [
        ": #not is no id", ": /other leaves the site", ": HERE/x.png is answered with 404", ": gone.html is answered with 404",
        ": x.html#a is no id", "nothing.html is answered with 404", "s.css: missing.svg is answered with 404",
        "x.html: nowhere.html is answered with 404",
    ]  # fmt: skip
    assert found.outside == {(LOADED, "https://example.org/p.png"), (FOLLOWED, "http://example.com/")}


def test_nothing_is_dead_and_nothing_leaves_the_site_s_path(everywhere: Crawl) -> None:
    assert len(everywhere.pages) > 100
    assert [wrong for wrong in everywhere.wrong if not UNUSED.match(wrong)] == []


def test_nothing_is_loaded_from_another_host(everywhere: Crawl) -> None:
    assert {there for how, there in everywhere.outside if how == LOADED} == set()


def test_every_page_and_file_of_data_is_reached_from_the_home_page(crawled: Crawl, published: Published) -> None:
    files = {path.relative_to(published.folder).as_posix() for path in published.folder.rglob("*") if path.is_file()}
    leading_on = {path for path in files if path.endswith(".html") and Page((published.folder / path).read_text()).refresh}
    reached = {crawled.path(address) for address in crawled.answers}
    assert {of_folder(path) for path in files - leading_on if not UNLINKED.fullmatch(path)} - {
        of_folder(path) for path in reached
    } == set()


def test_each_page_says_at_which_address_it_stands(everywhere: Crawl) -> None:
    pages = {address: page for address, page in everywhere.pages.items() if page.is_listed}
    assert {address: page.canonical for address, page in pages.items() if page.canonical != of_folder(address)} == {}
    assert not everywhere.pages[f"{everywhere.inside}404.html"].is_listed


def test_an_old_address_leads_to_a_page_with_scripts_and_without(everywhere: Crawl) -> None:
    old = {everywhere.path(address): page for address, page in everywhere.pages.items() if page.refresh}
    assert {"was-here.html", "actors/was-there.html", "incidents/index-7.html", "timeline/1999-01.html"} <= old.keys()
    for path, page in old.items():
        there = urljoin(f"{everywhere.inside}{path}", page.refresh)
        assert everywhere.pages[there].is_listed
        assert urljoin(f"{everywhere.inside}{path}", page.canonical) in (there, everywhere.pages[there].canonical)


def test_the_sitemap_lists_each_page_at_its_own_address(everywhere: Crawl) -> None:
    (sitemap,) = (answer for address, answer in everywhere.answers.items() if everywhere.path(address) == "sitemap.xml")
    urls = ET.fromstring(sitemap.content).iter(f"{SITEMAP}url")  # noqa: S314 - our own
    found = [(url.findtext(f"{SITEMAP}loc"), url.findtext(f"{SITEMAP}lastmod")) for url in urls]
    # The page of the search holds nothing of its own.
    assert {loc for loc, _ in found} ^ listed(everywhere).keys() - {f"{everywhere.inside}search.html"} == set()
    assert len(found) == len({loc for loc, _ in found})
    assert any(changed for _, changed in found)
    robots = fetch(f"{everywhere.inside}robots.txt").content.decode()
    assert f"Sitemap: {everywhere.inside}sitemap.xml" in robots.splitlines()


def test_the_feed_says_where_it_stands_and_leads_to_pages(everywhere: Crawl) -> None:
    here = f"{everywhere.inside}feed.xml"
    feed = ET.fromstring(everywhere.answers[here].content)  # noqa: S314 - our own
    links = {link.get("rel", "alternate"): link.get("href", "") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == here
    entries = [link.get("href", "") for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert entries
    assert {urldefrag(entry).url for entry in entries} - {page.canonical for page in everywhere.pages.values()} == set()
    assert {urljoin(address, page.feed_link) for address, page in everywhere.pages.items() if page.is_listed} == {here}


def test_a_missing_address_at_any_depth_shows_a_whole_page(published: Published) -> None:
    missing = ["gone", "gone.html", "incidents/gone.html", "a/b/gone", "a/b/c/", "a/b/c/d/gone.html", "pagefind/gone.js"]
    found = crawl(published.address, missing, expected=404, deep=False)
    assert {
        found.path(address): found.answers[address].status for address in found.answers if found.path(address) in missing
    } == dict.fromkeys(missing, 404)
    assert found.wrong == []
    assert found.answers[f"{published.address}assets/style.css"].status == 200


def test_any_file_system_holds_the_files(published: Published) -> None:
    # Those of memory sticks don't tell small letters from capitals, and take few other signs.
    files = [path.relative_to(published.folder).as_posix() for path in published.folder.rglob("*") if path.is_file()]
    assert [path for path in files if not re.fullmatch(r"[A-Za-z0-9._/-]{1,200}", path)] == []
    assert len({path.lower() for path in files}) == len(files)


def addresses(folder: Path) -> Iterator[str]:
    yield from (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))


def from_a_folder(folder: Path) -> Crawl:
    # Only servers show the page of missing addresses, and it needs to know where the site stands.
    return crawl(f"{folder.as_uri()}/", [path for path in addresses(folder) if path != "404.html"])


def test_from_a_folder_nothing_is_dead_and_nothing_is_loaded_from_elsewhere(real_site: Path) -> None:
    found = from_a_folder(real_site)
    assert len(found.pages) > 100
    assert [wrong for wrong in found.wrong if not UNUSED.match(wrong)] == []
    assert {there for how, there in found.outside if how == LOADED} == set()


def test_the_published_site_is_as_whole_from_a_folder(published: Published) -> None:
    found = from_a_folder(published.folder)
    assert [wrong for wrong in found.wrong if not UNUSED.match(wrong)] == []
    assert {there for how, there in found.outside if how == LOADED} == set()


def test_full_addresses_are_of_this_site_alone(everywhere: Crawl) -> None:
    # What pages tell other programs: no address of another build, of an example, or of a folder.
    hosts = {urlsplit(page.canonical).netloc for page in everywhere.pages.values() if urlsplit(page.canonical).netloc}
    assert hosts == {urlsplit(everywhere.inside).netloc}
