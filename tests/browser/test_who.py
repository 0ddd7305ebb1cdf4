"""Who with whom in a real browser: the table on a phone and by keyboard, the network of an actor, both without scripts."""

from pathlib import Path

import pytest
from browsing import opened
from playwright.sync_api import Browser, FloatRect, Locator, expect

ACTOR = "actors/us-state.html"


def box(node: Locator) -> FloatRect:
    found = node.bounding_box()
    assert found
    return found


@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_table_scrolls_and_the_page_does_not(browser: Browser, real_site: Path, width: int) -> None:
    with opened(browser, f"file://{real_site}/who.html", width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        region = page.get_by_role("region", name="Actors by incidents")
        assert region.evaluate("node => node.scrollWidth > node.clientWidth")
        page.keyboard.press("Tab")
        while region.evaluate("node => node !== document.activeElement"):
            page.keyboard.press("Tab")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)  # it scrolls softly
        assert region.evaluate("node => node.scrollLeft") > 0


def test_names_and_dates_stay_in_sight_when_the_table_is_scrolled(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/who.html", 360) as page:
        region = page.locator(".matrix")
        region.evaluate("node => { node.scrollTop = 600; node.scrollLeft = 500; }")
        corner = box(region)
        named = page.locator(".matrix tbody th[scope=row]").nth(30)
        named.evaluate("node => node.parentNode.scrollIntoView({block: 'center'})")
        assert abs(box(named)["x"] - corner["x"]) < 3
        assert abs(box(page.locator(".matrix thead th").last)["y"] - box(region)["y"]) < 3


def test_a_cell_is_heard_in_words_with_its_actor_and_incident(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/who.html") as page:
        row = page.get_by_role("row", name="Iran-aligned militias")
        heard = [cell.text_content() for cell in row.get_by_role("cell").all()]
        assert "aIran-aligned militias: accused by others, 10 September 2024" in heard
        assert not any("attacker" in (text or "") for text in heard)
        assert page.get_by_role("columnheader", name="10 Sep 2024 Attack").get_by_role("link").get_attribute("title") == (
            "Attack on the Diplomatic Support Compound, Baghdad, 10 September 2024"
        )


def test_an_accusation_leads_to_its_words(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/who.html", scripts=False) as page:
        row = page.get_by_role("row", name="US Embassy in Baghdad accused Iran-aligned militias")
        row.get_by_role("link", name="10 Sep 2024").click()
        assert "incidents/2024-09-10-diplomatic-support-compound.html#claim:c" in page.url
        assert "Accuses" in page.locator(":target blockquote").inner_text()


def test_a_sign_is_a_link_that_is_large_enough_and_not_under_the_headings(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/who.html", 360) as page:
        links = page.locator(".matrix td a")
        sizes = [box(link) for link in links.all()]
        assert sizes
        assert all(size["width"] >= 24 and size["height"] >= 24 for size in sizes)
        links.last.focus()
        links.first.focus()
        page.wait_for_timeout(500)  # it scrolls softly
        first, named = box(links.first), box(page.locator(".matrix tbody th[scope=row]").first)
        head = box(page.locator(".matrix thead th").first)
        assert first["x"] >= named["x"] + named["width"]
        assert first["y"] >= head["y"] + head["height"]
        links.first.press("Enter")
        page.wait_for_url("**/incidents/*")
        expect(page.locator(":target")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_network_leads_to_those_tied_to_the_actor(browser: Browser, real_site: Path, scripts: bool) -> None:
    with opened(browser, f"file://{real_site}/{ACTOR}", 360, scripts=scripts) as page:
        network = page.get_by_role("group", name="Actors tied to United States (state)")
        assert box(network)["width"] <= 360
        network.get_by_role("link", name="US Embassy in Baghdad an embassy of United States (state)").click()
        assert page.url.endswith("actors/us-embassy-baghdad.html")
        expect(page.locator("#ties").get_by_text("embassy of")).to_have_count(2)  # in the drawing, and as a sentence


def test_text_of_the_networks_stays_in_its_boxes(browser: Browser, real_site: Path) -> None:
    outside = """[...document.querySelectorAll('.network rect')].flatMap(rect => {
        const [box, texts] = [rect.getBBox(), [...rect.parentNode.querySelectorAll('text')]];
        return texts.filter(text => { const it = text.getBBox();
            return it.x < box.x || it.x + it.width > box.x + box.width || it.y < box.y || it.y + it.height > box.y + box.height;
        }).map(text => text.textContent); })"""
    with opened(browser, f"file://{real_site}/index.html") as page:
        drawn = 0
        for path in sorted((real_site / "actors").glob("*.html")):
            page.goto(f"file://{path}")
            drawn += page.locator(".network").count()
            assert page.evaluate(outside) == [], path.name
        assert drawn > 30
