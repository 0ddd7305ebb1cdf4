"""The site that is built from the real content, as a browser and a crawler would take it."""

import gzip
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest


class Page(HTMLParser):
    """The ids, links and headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.unwanted: list[str] = []
        self.attributes: set[str] = set()
        self.lang = self.title = ""
        self._in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes |= given.keys()
        if "id" in given:
            self.ids.append(given["id"])
        self.links += (given[name] for name in ("href", "src") if name in given)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.lang = given.get("lang", "")
        # A classic script of the site's own is all that the policy allows and that runs from a folder, too. Linked data is no script.
        is_own = "src" in given and not urlsplit(given["src"]).netloc and "type" not in given
        is_data = given == {"type": "application/ld+json"}
        if tag in ("style", "iframe", "object", "embed") or (tag == "script" and not is_own and not is_data):
            self.unwanted.append(tag)
        self._in_title = tag == "title"

    @property
    def leads_on(self) -> bool:
        """Whether it stands at an old address, and leads to the page that was renamed."""
        return any(link.endswith("/moved.js") for link in self.links)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, Page]:
    return {path.relative_to(real_site).as_posix(): Page(path.read_text()) for path in sorted(real_site.rglob("*.html"))}


def dead(site: Path, pages: dict[str, Page]) -> Iterator[str]:
    """Yield each link that leads nowhere: to no file, to no id, or out of the site's folder."""
    for here, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            # The page of missing addresses is shown at any of them: its links begin at the root.
            folder, path = (site, parts.path.removeprefix("/")) if here == "404.html" else ((site / here).parent, parts.path)
            target = folder / unquote(path) if path else site / here
            if target.is_dir():
                target /= "index.html"
            try:
                there = target.resolve().relative_to(site.resolve()).as_posix()
            except ValueError:
                yield f"{here}: {link} leaves the site"
                continue
            if not target.is_file():
                yield f"{here}: {link} is no file"
            elif parts.fragment and unquote(parts.fragment) not in pages[there].ids:
                yield f"{here}: {link} is no id"


def test_every_link_and_fragment_arrives(real_site: Path, pages: dict[str, Page]) -> None:
    assert len(pages) > 90
    assert list(dead(real_site, pages)) == []


def test_links_are_relative_and_name_their_file(pages: dict[str, Page]) -> None:
    bad = [
        (here, link)
        for here, page in pages.items()
        for link in page.links
        if not urlsplit(link).netloc
        if (link.startswith("/") and here != "404.html") or (urlsplit(link).path and not Path(urlsplit(link).path).suffix)
    ]
    assert bad == []


def test_html_parses_without_an_error(real_site: Path) -> None:
    for path in sorted(real_site.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text())
        assert [(path.name, error) for error in parser.errors] == []


def test_each_page_has_one_h1_a_title_and_a_language(pages: dict[str, Page]) -> None:
    assert {here: page.headings.count(1) for here, page in pages.items() if page.headings.count(1) != 1} == {}
    assert [here for here, page in pages.items() if not page.title.strip()] == []
    assert [here for here, page in pages.items() if page.lang != "en"] == []


def test_titles_are_one_of_a_kind(pages: dict[str, Page]) -> None:
    titles = [page.title for page in pages.values() if not page.leads_on]
    assert sorted(titles) == sorted(set(titles))


def test_headings_skip_no_level(pages: dict[str, Page]) -> None:
    for here, page in pages.items():
        steps = [(one, two) for one, two in zip(page.headings, page.headings[1:], strict=False) if two > one + 1]
        assert (here, steps) == (here, [])


def test_ids_are_one_of_a_kind(pages: dict[str, Page]) -> None:
    for here, page in pages.items():
        assert (here, sorted(page.ids)) == (here, sorted(set(page.ids)))


def test_nothing_inline_that_the_policy_would_block(pages: dict[str, Page]) -> None:
    for here, page in pages.items():
        assert (here, page.unwanted) == (here, [])
        assert {name for name in page.attributes if name == "style" or name.startswith("on")} == set()


def test_no_private_use_character_is_left(real_site: Path) -> None:
    # Slots that nothing was put into would show as one.
    written = (path for path in real_site.rglob("*.*") if path.suffix in (".html", ".json", ".csv", ".js"))
    left = [path.name for path in written if re.search("[\ue000-\uf8ff]", path.read_text())]
    assert left == []


def test_no_article_is_published_whole(real_site: Path) -> None:
    root = Path(__file__).parent.parent.parent
    for seed in sorted((root / "seeds").iterdir()):
        paragraphs = [" ".join(part.split()) for part in seed.read_text().split("\n\n") if len(part) > 200]
        for path in real_site.rglob("*.html"):
            text = " ".join(path.read_text().split())
            assert sum(paragraph in text for paragraph in paragraphs) <= 1, (seed.name, path.name)


def test_the_page_of_an_incident_is_light(real_site: Path) -> None:
    # Gzipped, with its stylesheet and scripts: what a reader on a slow line waits for.
    def weight(path: str) -> int:
        return len(gzip.compress((real_site / path).read_bytes()))

    for path in sorted((real_site / "incidents").glob("*.html")):
        loaded = set(re.findall(r'<(?:script|link)[^>]* (?:src|href)="\.\./([^"]*)"', path.read_text()))
        assert loaded >= {"assets/style.css", "assets/theme.js", "assets/site.js"}
        assert weight(f"incidents/{path.name}") + sum(map(weight, loaded)) <= 60_000, path.name


@pytest.mark.parametrize("kind", ["incidents", "actors", "places", "sources"])
def test_data_lists_every_page_once(real_site: Path, pages: dict[str, Page], kind: str) -> None:
    rows = json.loads((real_site / f"data/{kind}.json").read_text())
    files = {here for here, page in pages.items() if here.startswith(f"{kind}/") and not page.leads_on} - {f"{kind}/index.html"}
    assert {row["url"] for row in rows} == files
    assert len({frozenset(row) for row in rows}) == 1
    nested = [key for row in rows for key, value in row.items() for part in (value if isinstance(value, list) else [value])
              if isinstance(part, dict | list)]  # fmt: skip
    assert nested == []
