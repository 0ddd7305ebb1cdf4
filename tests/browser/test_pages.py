"""The pages in a real browser: from a folder, under a path, on a phone, in the dark, by keyboard, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Scheme, opened, served
from playwright.sync_api import Browser

INCIDENT = "incidents/2024-09-10-diplomatic-support-compound.html"
KINDS = [
    "index.html",
    INCIDENT,
    "incidents/2020-12-us-embassy-rockets.html",
    "actors/kataib-hezbollah.html",
    "places/baghdad.html",
    "sources/gulan-2024-09-13.html",
    "about.html",
    "contested.html",
    "timeline.html",
    "map.html",
    "who.html",
    "data.html",
    "search.html",
    "rockets.html",
    "404.html",
    "incidents/index.html",
    "actors/index.html",
    "places/index.html",
    "sources/index.html",
]

# Contrast of text with the background behind it (WCAG 2.2, 1.4.3), for all visible text of the page; the lowest comes first.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const behind = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor);
    if (c[3] === 255) return c; } return rgb(getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'black' : 'white'); };
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), node.tagName + '.' + node.className]);
  }
  return found.sort((x, y) => x[0] - y[0]);
}"""


@pytest.fixture(scope="module")
def at_root(real_site: Path) -> Iterator[str]:
    """Serve the site at the root of a host: the page of missing addresses knows no other place."""
    with served(real_site) as address:
        yield address


@pytest.mark.parametrize("width", [320, 360, 1280, 2560])
def test_no_page_scrolls_sideways(browser: Browser, at_root: str, width: int) -> None:
    with opened(browser, width=width) as page:
        for name in KINDS:
            page.goto(at_root + name)
            widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert (name, widths[0]) <= (name, widths[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser: Browser, at_root: str, scheme: Scheme) -> None:
    with opened(browser, scheme=scheme) as page:
        for name in KINDS:
            page.goto(at_root + name)
            found = page.evaluate(CONTRAST)
            assert len(found) > 5
            assert found[0][0] >= 4.5, (name, found[:3])


def test_the_dark_scheme_is_dark(browser: Browser, real_site: Path) -> None:
    backgrounds = {}
    for scheme in ("light", "dark"):
        with opened(browser, scheme=scheme) as page:
            page.goto(f"file://{real_site}/index.html")
            script = (
                "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor"
            )
            backgrounds[scheme] = page.evaluate(script)
    assert backgrounds["light"] != backgrounds["dark"]


def test_no_page_asks_another_host_or_complains(browser: Browser, at_root: str) -> None:
    with opened(browser) as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)
        for name in KINDS:
            page.goto(at_root + name)
        assert [url for url in asked if not url.startswith(at_root)] == []
        assert said == []


def test_a_reader_walks_from_home_to_a_source_under_a_path(browser: Browser, under_a_path: str) -> None:
    with opened(browser) as page:
        page.goto(under_a_path)
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Incidents").click()
        page.locator("main").get_by_role(
            "link", name="Attack on the Diplomatic Support Compound, Baghdad, 10 September 2024"
        ).click()
        assert page.url == under_a_path + INCIDENT
        page.locator("#references").get_by_role("link", name="U.S. Embassy in Baghdad Accuses").first.click()
        assert page.url == under_a_path + "sources/gulan-2024-09-13.html"
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != "Times New Roman"


def test_a_citation_leads_to_its_words_and_back(browser: Browser, real_site: Path) -> None:
    with opened(browser, width=360) as page:
        page.goto(f"file://{real_site}/{INCIDENT}")
        page.locator("sup.cite a").nth(1).click()
        reference = page.locator(":target")
        assert "At approximately 23:00 on Tuesday" in reference.inner_text()
        assert reference.bounding_box() is not None
        reference.get_by_role("link", name="Back to the citation of reference 2").click()
        assert page.locator(":target").inner_text() == "[2]"
        box = page.locator(":target").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800


def test_the_keyboard_reaches_the_text_first(browser: Browser, real_site: Path) -> None:
    with opened(browser) as page:
        page.goto(f"file://{real_site}/{INCIDENT}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
        box = page.locator(":focus").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


def test_pages_are_whole_without_scripts(browser: Browser, real_site: Path) -> None:
    with opened(browser, scripts=False) as page:
        page.goto(f"file://{real_site}/{INCIDENT}")
        text = page.inner_text("body")
        for words in ("What happened", "References", "What links here", "Kataib Hezbollah"):
            assert words in text


def test_print_leaves_out_what_paper_cannot_follow(browser: Browser, real_site: Path) -> None:
    with opened(browser, width=800) as page:
        page.goto(f"file://{real_site}/{INCIDENT}")
        page.emulate_media(media="print")
        assert not page.locator("#nav").is_visible()
        assert page.locator("#references").is_visible()
