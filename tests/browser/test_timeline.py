"""Figures of time in a real browser: which drawing is shown, that labels keep apart, that links are reached without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

# Boxes of the visible labels of the figure, and pairs of them that overlap; what a label may go beyond the page by is nothing.
LABELS = """() => {
  const boxes = [...document.querySelectorAll('.time > svg text')].filter(text => text.checkVisibility()).map(text => {
    const {left, right, top, bottom} = text.getBoundingClientRect();
    return {left, right, top: top + 2, bottom: bottom - 2, said: text.textContent};
  });
  const touching = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) touching.push([a.said, b.said]);
  }));
  return [boxes.length, touching, boxes.filter(box => box.left < 0 || box.right > innerWidth).map(box => box.said)];
}"""
# Marks that a label lies over: labels stand beside or above them.
HIDDEN = """() => [...document.querySelectorAll('.time > svg a')].filter(link => link.checkVisibility()).filter(link => {
  const mark = [...link.querySelectorAll('.solid, .unsure')].map(path => path.getBoundingClientRect());
  return [...link.querySelectorAll('text')].map(text => text.getBoundingClientRect()).some(a => mark.some(b =>
    a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top < a.bottom - 3));
}).map(link => link.getAttribute('aria-label'))"""
SIZES = """() => [...document.querySelectorAll('.time .narrow text')].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)"""
TARGETS = """() => [...document.querySelectorAll('.time .narrow a')].map(link => link.querySelector('.hit').getBoundingClientRect())
  .map(box => [box.left, box.top, box.width, box.height])"""


@contextmanager
def opened(browser: Browser, site: Path, name: str, width: int, *, scripts: bool = True) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    try:
        page = context.new_page()
        page.goto(f"file://{site}/{name}")
        yield page
    finally:
        context.close()


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (360, "narrow"), (768, "narrow"), (1280, "wide"), (2560, "wide")])
def test_one_drawing_is_shown(browser: Browser, real_site: Path, width: int, shown: str) -> None:
    with opened(browser, real_site, "timeline.html", width) as page:
        for look in ("wide", "narrow"):
            assert page.locator(f".time > .{look}").is_visible() == (look == shown)
        box = page.locator("figure.time").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [320, 360, 920, 1280, 2560])
def test_labels_keep_apart_and_on_the_page(browser: Browser, real_site: Path, width: int) -> None:
    with opened(browser, real_site, "timeline.html", width) as page:
        count, touching, outside = page.evaluate(LABELS)
        assert count > 30
        assert (touching, outside, page.evaluate(HIDDEN)) == ([], [], [])


def test_text_on_a_phone_is_large_enough_to_read(browser: Browser, real_site: Path) -> None:
    for name in ("timeline.html", "places/baghdad.html"):
        with opened(browser, real_site, name, 360) as page:
            assert min(page.evaluate(SIZES)) >= 12


@pytest.mark.parametrize("name", ["timeline.html", "places/baghdad.html", "actors/kataib-hezbollah.html"])
def test_targets_on_a_phone_can_be_hit_apart(browser: Browser, real_site: Path, name: str) -> None:
    with opened(browser, real_site, name, 320) as page:
        boxes = page.evaluate(TARGETS)
        assert len(boxes) >= 2
        for number, (left, top, width, height) in enumerate(boxes):
            assert min(width, height) >= 24
            for x, y, across, down in boxes[number + 1 :]:
                assert left + width <= x + 0.5 or x + across <= left + 0.5 or top + height <= y + 0.5 or y + down <= top + 0.5


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_mark_is_a_link_with_title_and_date(browser: Browser, real_site: Path, width: int, *, scripts: bool) -> None:
    with opened(browser, real_site, "timeline.html", width, scripts=scripts) as page:
        figure = page.locator("figure.time")
        name = "Rockets near the US embassy in Baghdad, December 2020, one of 13, 20 or 27 December 2020"
        assert figure.get_by_role("link").count() == page.locator(".dates a").count(), "each once, and nothing twice"
        figure.get_by_role("link", name=name, exact=True).click()
        assert page.url.endswith("/incidents/2020-12-us-embassy-rockets.html")


def test_a_small_timeline_leads_to_its_incidents(browser: Browser, real_site: Path) -> None:
    with opened(browser, real_site, "actors/kataib-hezbollah.html", 360, scripts=False) as page:
        page.locator("#in-time").get_by_role("link", name="Diplomatic Support Compound, Baghdad, 10 September 2024").click()
        assert page.url.endswith("/incidents/2024-09-10-diplomatic-support-compound.html")


def test_the_row_under_the_keyboard_is_seen(browser: Browser, real_site: Path) -> None:
    with opened(browser, real_site, "timeline.html", 1280) as page:
        row = page.locator(".time > .wide a").first
        before = row.locator(".hit").evaluate("node => getComputedStyle(node).strokeWidth + getComputedStyle(node).fill")
        page.locator("#nav a").last.focus()
        page.keyboard.press("Tab")
        assert row.evaluate("node => node === document.activeElement")
        after = row.locator(".hit").evaluate("node => getComputedStyle(node).strokeWidth + getComputedStyle(node).fill")
        assert after != before
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "/incidents/" in page.url


def test_how_a_date_was_found_unfolds_in_the_list(browser: Browser, real_site: Path) -> None:
    with opened(browser, real_site, "timeline.html", 360, scripts=False) as page:
        note = page.get_by_text("The Sundays are then 13, 20 and 27 December.")
        assert not note.is_visible()
        page.locator(".dates li", has_text="one of 13, 20 or 27 December 2020").locator("summary").click()
        assert note.is_visible()
