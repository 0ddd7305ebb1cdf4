"""The map in a real browser: drawn without scripts, moved with them, by keyboard, from a folder and under a path."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browsing
import pytest
import steps
from browsing import Scheme
from locations import AIRPORT, CITY, EMBASSY, PALACE, ZONE, at
from playwright.sync_api import Browser, Page, expect

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
TEXT = (
    CITY + ZONE + EMBASSY + AIRPORT + PALACE
    + steps.place("iraq", title="Iraq", type="country", location=at(33, 44, 500_000))
    + steps.incident("raid", places="[zone, embassy, airport]", type="air-drone-strike")
    + steps.incident("talks", places="[iraq, palace, city]", type="agreement")
)  # fmt: skip
TILES = (
    "-- content/site.yaml --\ntitle: T\n"
    'tiles: {url: "https://tiles.example/{z}/{x}/{y}.png", attribution: "© Streets & <b>friends</b>"}\n'
)


def written(folder: Path, text: str) -> Path:
    site = folder / "site"
    for path, content in steps.rendered(folder / "wiki", text).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("map"), TEXT)


@contextmanager
def opened(
    browser: Browser, width: int = 1280, scheme: Scheme = "light", *, scripts: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page, with what it asks of other places and what it complains of."""
    with browsing.opened(browser, width=width, scheme=scheme, scripts=scripts) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
        yield page, said


def moving(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/map.html")
    page.get_by_role("button", name="Move and zoom").click()
    expect(page.locator(".moving .pin").first).to_be_visible()


def test_the_map_is_drawn_without_scripts_and_its_marks_are_links(browser: Browser, site: Path) -> None:
    for width in (360, 1280):
        with opened(browser, width, scripts=False) as (page, said):
            page.goto(f"file://{site}/map.html")
            assert page.locator("#chart svg.drawing:visible").count() == 1
            assert not page.get_by_role("button", name="Move and zoom").is_visible()
            page.get_by_role("link", name="City and 4 more: 2 incidents").click()
            assert page.url.endswith("#city-city")
            page.get_by_role("link", name="Airport: 1 incident; may be off by 3 km").click()
            assert page.url.endswith("places/airport.html")
            assert said == []


def test_labels_can_be_read_and_none_lies_over_another_one(browser: Browser, site: Path) -> None:
    for width in (360, 1280):
        with opened(browser, width) as (page, _):
            page.goto(f"file://{site}/map.html")
            boxes = page.evaluate(
                """() => [...document.querySelectorAll('svg.drawing')].filter((svg) => svg.checkVisibility()).map((svg) =>
                  [...svg.querySelectorAll('text')].map((text) => { const box = text.getBoundingClientRect();
                    return [box.left, box.top, box.right, box.bottom, text.textContent]; }))"""
            )
            assert len(boxes) == 2, "the map and a city"
            assert all(len(drawing) > 5 for drawing in boxes)
            for drawing in boxes:
                for number, one in enumerate(drawing):
                    assert one[3] - one[1] >= 11, one
                    for other in drawing[number + 1 :]:
                        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 4 or other[3] <= one[1] + 4
                        assert apart, (one, other)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_that_moves_comes_with_a_press_and_asks_no_other_host(browser: Browser, site: Path) -> None:
    for scheme in ("light", "dark"):
        with opened(browser, 1280, scheme) as (page, said):
            page.goto(f"file://{site}/map.html")
            assert page.evaluate("typeof L") == "undefined", "it weighs nothing before it is wanted"
            moving(page, site)
            assert not page.locator("#chart svg.drawing").first.is_visible()
            expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
            page.get_by_role("button", name="Back to the drawing").click()
            expect(page.locator("#chart svg.drawing:visible")).to_have_count(1)
            page.get_by_role("button", name="Move and zoom").click()
            expect(page.locator(".moving")).to_be_visible()
            assert said == []


def test_a_mark_is_opened_by_keyboard_and_its_popup_leads_to_incidents(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, said):
        moving(page, site)
        mark = page.get_by_role("button", name="and 4 more: 2 incidents")
        expect(mark).to_have_accessible_name(re.compile("2 incidents$"), timeout=1000)
        mark.focus()
        page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup")
        expect(popup).to_contain_text("may be off by 2.5 km")
        expect(popup.get_by_role("link", name="Raid").first).to_have_attribute("href", "incidents/raid.html")
        expect(popup).to_contain_text("1 March 2024")
        assert popup.evaluate("node => node.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
        expect(mark).to_be_focused()
        page.keyboard.press("Enter")
        page.locator(".leaflet-popup").get_by_role("link", name="Raid").first.click()
        assert page.url.endswith("incidents/raid.html")
        assert said == []


def test_a_mark_says_of_its_types_no_more_than_is_so(browser: Browser, tmp_path: Path) -> None:
    def spot(slug: str, lat: float, *kinds: str) -> str:
        made = [steps.incident(f"{slug}{n}", type=kind, places=f"[{slug}]") for n, kind in enumerate(kinds)]
        return steps.place(slug, type="base", location=at(lat, 43)) + "".join(made)

    strike, talks, shells = "air-drone-strike", "agreement", "shelling-artillery-missile"
    text = (
        spot("one", 30, "abduction") + spot("tie", 31.5, strike, talks) + spot("most", 33, strike, strike, talks)
        + spot("many", 35, *[talks] * 12) + spot("near", 35.01, *[shells] * 13)
    )  # fmt: skip
    with opened(browser) as (page, _):
        moving(page, written(tmp_path, text))
        names = page.locator(".moving .pin").evaluate_all("nodes => nodes.map((node) => node.getAttribute('aria-label'))")
        assert sorted(names) == [
            "Most: 3 incidents, most are: air or drone strikes",
            "Near and 1 more: 25 incidents, most are: shelling, artillery or missiles",
            "One: 1 incident, abduction or forced disappearance",
            "Tie: 2 incidents",
        ]


def test_marks_part_as_one_zooms_in_and_show_their_type(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _):
        moving(page, site)
        before = page.locator(".moving .pin").count()
        for _ in range(4):
            page.get_by_role("button", name="Zoom in").click()
            page.wait_for_timeout(400)
        assert page.locator(".moving .pin").count() > before
        shapes = page.locator(".moving .pin svg > *").evaluate_all(
            "nodes => nodes.map((node) => node.getAttribute('d') || 'circle')"
        )
        assert len(set(shapes)) > 1


def test_one_finds_back_to_the_whole_map_from_wherever_one_is(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, said):
        moving(page, site)
        before = page.locator(".moving .pin").count()
        width = page.locator(".leaflet-control-scale-line").inner_text()
        for _ in range(5):
            page.get_by_role("button", name="Zoom in").click()
            page.wait_for_timeout(400)
        assert page.locator(".leaflet-control-scale-line").inner_text() != width
        page.get_by_role("button", name="Whole map").click()
        expect(page.locator(".leaflet-control-scale-line")).to_have_text(width)
        expect(page.locator(".moving .pin")).to_have_count(before)
        assert said == []


def test_one_long_word_widens_no_page(browser: Browser, tmp_path: Path) -> None:
    word = steps.place("word", location=f"{{lat: 33, lon: 44, precision_m: 9000, from: {'a' * 3000}}}")
    chain = "".join(steps.place(f"p{n}", **({"inside": f"p{n - 1}"} if n else {})) for n in range(50))
    site = written(tmp_path, word + chain + steps.incident("x", places="[word]"))
    for width in (360, 1280):
        with opened(browser, width) as (page, _):
            for address in ("map.html", "places/index.html", "incidents/x.html"):
                page.goto(f"file://{site}/{address}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_phone_shows_the_map_that_moves_without_a_sideways_scroll(browser: Browser, site: Path) -> None:
    with opened(browser, 360) as (page, said):
        moving(page, site)
        page.locator(".moving .pin").first.click()
        expect(page.locator(".leaflet-popup")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert said == []


def test_nothing_moves_by_itself_for_those_who_want_it_still(browser: Browser, site: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    try:
        page = context.new_page()
        moving(page, site)
        assert page.locator(".leaflet-zoom-anim, .leaflet-fade-anim").count() == 0
    finally:
        context.close()


def test_under_a_path_all_comes_from_there(browser: Browser, site: Path) -> None:
    (site.parent / "www").mkdir()
    (site.parent / "www/wiki").symlink_to(site)
    with browsing.served(site.parent / "www") as root, opened(browser) as (page, said):
        address = f"{root}wiki/"
        page.goto(f"{address}map.html")
        page.get_by_role("button", name="Move and zoom").click()
        expect(page.locator(".moving .pin").first).to_be_visible()
        assert f"{address}assets/leaflet/leaflet.js" in said
        assert all(line.startswith(address) for line in said), said


def test_a_server_of_tiles_is_asked_only_after_a_press(browser: Browser, tmp_path: Path) -> None:
    site = written(tmp_path, TEXT + TILES)
    with opened(browser) as (page, said):
        page.route("https://tiles.example/**", lambda route: route.fulfill(body=PNG, content_type="image/png"))
        moving(page, site)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(500)
        assert said == []
        page.get_by_role("button", name="Show streets from tiles.example").click()
        expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
        assert said
        assert all(url.startswith("https://tiles.example/") and url.endswith(".png") for url in said), said
        expect(page.locator(".leaflet-control-attribution")).to_contain_text("© Streets & <b>friends</b>")
        page.get_by_role("button", name="Hide streets").click()
        expect(page.locator(".leaflet-tile")).to_have_count(0)


def test_what_is_not_there_is_told_and_the_drawing_stays(browser: Browser, tmp_path: Path) -> None:
    site = written(tmp_path, TEXT)
    (site / "data/map.js").unlink()
    with opened(browser) as (page, _):
        page.goto(f"file://{site}/map.html")
        page.get_by_role("button", name="Move and zoom").click()
        expect(page.get_by_role("alert")).to_contain_text("The map could not be opened.")
        expect(page.locator("#chart svg.drawing:visible")).to_have_count(1)
