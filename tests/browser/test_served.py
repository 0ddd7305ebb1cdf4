"""The site in a browser as it is served: at the root of a domain, below a project's path, and from a folder."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import opened
from conftest import Published
from playwright.sync_api import Browser, Page

# One page by each template; of a kind of page, the one whose file is the largest.
FIXED = [
    "index.html", "incidents/index.html", "actors/index.html", "places/index.html", "sources/index.html", "contested.html",
    "timeline.html", "map.html", "who.html", "search.html", "about.html", "data.html", "corrections.html",
]  # fmt: skip
MISSING = ["gone", "incidents/gone.html", "a/b/gone.html", "a/b/c/", "a/b/c/d/gone.html?x=1#y"]
# A browser says of itself that the page that it was asked for is missing.
SAID_OF_MISSING = re.compile("Failed to load resource: the server responded with a status of 404")


@dataclass(slots=True)
class Seen:
    """What a page did: all that it asked for, what failed, what was said in the console."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@contextmanager
def watched(browser: Browser, *, scripts: bool = True) -> Iterator[tuple[Page, Seen]]:
    with opened(browser, scripts=scripts) as page:
        seen = Seen()
        page.on("request", lambda request: seen.asked.append(request.url))
        # A picture that was not yet there when the next page was asked for is given up.
        page.on(
            "requestfailed", lambda request: seen.failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None
        )
        page.on("response", lambda response: seen.failed.append(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: seen.said.append(message.text))
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        yield page, seen


def sample(site: Path) -> list[str]:
    largest = []
    for kind in ("incidents", "actors", "places", "sources"):
        pages = (path for path in (site / kind).glob("*.html") if path.name != "index.html")
        largest.append(max(pages, key=lambda path: path.stat().st_size).relative_to(site).as_posix())
    return [*FIXED, *largest]


def is_styled(page: Page) -> bool:
    page.wait_for_load_state()
    fonts = "['h1', 'body'].map(name => getComputedStyle(document.querySelector(name)).fontFamily)"
    return all("Times" not in font for font in page.evaluate(fonts))


def test_no_page_asks_for_anything_outside_its_path_or_complains(browser: Browser, published: Published) -> None:
    with watched(browser) as (page, seen):
        for path in sample(published.folder):
            page.goto(published.address + path)
            assert is_styled(page)
        page.wait_for_load_state("networkidle")
        assert len(seen.asked) > 40
        assert [url for url in seen.asked if not url.startswith(published.address)] == []
        assert (seen.failed, seen.said) == ([], [])


def complaints(browser: Browser, folder: Path) -> list[str]:
    """Look at a site in a folder, and return what failed, what was said, and what was asked for elsewhere."""
    with watched(browser) as (page, seen):
        for path in sample(folder):
            page.goto((folder / path).as_uri())
            assert is_styled(page)
        return [*seen.failed, *seen.said, *(url for url in seen.asked if not url.startswith(f"{folder.as_uri()}/"))]


def test_from_a_folder_no_page_asks_a_host_or_complains(browser: Browser, real_site: Path) -> None:
    assert complaints(browser, real_site) == []


def test_the_published_site_is_as_quiet_from_a_folder(browser: Browser, published: Published) -> None:
    assert complaints(browser, published.folder) == []


@pytest.mark.parametrize("path", MISSING)
def test_the_page_of_a_missing_address_is_whole_at_any_depth(browser: Browser, published: Published, path: str) -> None:
    with watched(browser) as (page, seen):
        answer = page.goto(published.address + path)
        assert answer is not None
        assert answer.status == 404
        assert page.locator("h1").inner_text() == "Page not found"
        assert is_styled(page)
        assert [url for url in seen.asked if not url.startswith(published.address)] == []
        assert [url for url in seen.failed if url != answer.url] == []
        assert [said for said in seen.said if not SAID_OF_MISSING.match(said)] == []
        page.locator("main").get_by_role("link", name="Incidents").click()
        assert page.url == f"{published.address}incidents/index.html"
        assert is_styled(page)


def test_what_is_missing_is_searched_for_from_there(browser: Browser, published: Published) -> None:
    with opened(browser) as page:
        page.goto(f"{published.address}a/b/gone.html")
        page.get_by_role("searchbox").fill("Baghdad")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{published.address}search.html?q=Baghdad")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("was-here.html", "moved-here.html"),
        ("actors/was-there.html", "moved-here.html"),
        ("incidents/index-7.html", "incidents/index.html"),
        ("timeline/1999-01.html", "timeline.html"),
    ],
)
def test_an_old_address_arrives(browser: Browser, published: Published, scripts: bool, old: str, new: str) -> None:
    with watched(browser, scripts=scripts) as (page, seen):
        behind = "?actor=x#course" if scripts else ""  # nothing else could hand it on
        page.goto(published.address + old + behind)
        page.wait_for_url(published.address + new + behind)
        assert [url for url in seen.asked if not url.startswith(published.address)] == []


def test_an_address_without_its_suffix_or_slash_arrives_as_hosts_lead_on(browser: Browser, published: Published) -> None:
    with opened(browser) as page:
        page.goto(f"{published.address}moved-here#course")
        assert page.locator(":target").inner_text() == "Course"
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Actors").click()
        assert urlsplit(page.url).path.endswith("/actors/index.html")
        page.goto(f"{published.address}actors")
        assert page.url == f"{published.address}actors/"
        assert is_styled(page)
