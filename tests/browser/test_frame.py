"""What scripts add to every page: previews by mouse and keyboard, the switch of colours, the key that leads to the search."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

INCIDENT = "incidents/2024-09-10-diplomatic-support-compound.html"


def point_at(link: Locator) -> None:
    """Move the pointer on a link, once the page has come to rest: what scrolls under a pointer is not pointed at."""
    link.scroll_into_view_if_needed()
    link.page.wait_for_timeout(150)
    link.hover()


@pytest.fixture
def page(browser: Browser, real_site: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"file://{real_site}/{INCIDENT}")
    yield page
    assert said == []
    context.close()


def test_a_link_under_the_pointer_opens_a_preview_that_can_be_reached_and_closed(page: Page) -> None:
    link = page.locator(".body a", has_text="Gulan Media").first
    preview = page.locator("#preview")
    expect(preview).to_be_hidden()
    point_at(link)
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("Gulan Media")
    assert page.evaluate("document.querySelector('[aria-describedby=preview]').textContent") == "Gulan Media"
    preview.hover()
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()  # stays while the pointer is on it
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    point_at(link)
    expect(preview).to_be_visible()
    page.mouse.move(5, 400)
    expect(preview).to_be_hidden()


def test_a_link_that_has_the_keyboards_focus_opens_it_too_and_is_not_covered_by_it(page: Page) -> None:
    page.locator(".body h2").first.evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    link, shown = page.evaluate("""() => [document.activeElement, document.getElementById('preview')].map(node => {
        const box = node.getBoundingClientRect(); return [box.top, box.bottom]; })""")
    assert shown[0] >= link[1] or shown[1] <= link[0]
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.body a')")  # Esc leaves the focus where it is


def test_the_number_of_a_citation_shows_the_words_it_rests_on(page: Page) -> None:
    point_at(page.locator(".cite a").first)
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    expect(preview.locator("blockquote")).to_have_text(page.locator("#references li blockquote").first.inner_text())
    assert preview.locator("a, [id]").count() == 0  # nothing in it can be reached, and no id stands twice


def test_the_preview_stays_within_a_narrow_window(browser: Browser, real_site: Path) -> None:
    with browser.new_context(viewport={"width": 360, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"file://{real_site}/{INCIDENT}")
        for number in range(0, 20, 4):
            point_at(page.locator(".body a").nth(number))
            expect(page.locator("#preview")).to_be_visible()
            box = page.locator("#preview").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            page.keyboard.press("Escape")


def test_what_scrolls_under_a_pointer_at_rest_opens_nothing(page: Page) -> None:
    page.mouse.move(600, 400)
    for _ in range(12):
        page.mouse.wheel(0, 130)
        page.wait_for_timeout(450)
        expect(page.locator("#preview")).to_be_hidden()


def test_a_touch_on_a_mark_without_words_tells_what_it_is_and_a_second_one_follows(browser: Browser, real_site: Path) -> None:
    with browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"file://{real_site}/places/green-zone.html")
        mark = page.locator("#in-time svg:visible a").first
        name = mark.locator("title").text_content() or ""
        mark.tap()
        expect(page.locator("#preview")).to_be_visible()
        assert name.startswith(page.locator("#preview .name").inner_text())  # the date may stand behind it
        assert page.url.endswith("green-zone.html")
        mark.tap()
        page.wait_for_url(re.compile("incidents/"))


def test_a_touch_follows_a_link_and_opens_no_preview(browser: Browser, real_site: Path) -> None:
    with browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"file://{real_site}/{INCIDENT}")
        page.locator(".body a", has_text="Gulan Media").first.tap()
        page.wait_for_url(re.compile("gulan"))
        page.wait_for_timeout(500)
        expect(page.locator("#preview")).to_be_hidden()


def test_the_switch_of_colours_holds_on_the_next_page(page: Page, real_site: Path) -> None:
    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    switch = page.locator("#theme")
    light = background()
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    dark = background()
    assert dark != light
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.goto(f"file://{real_site}/actors/index.html")
    assert background() == dark
    page.emulate_media(color_scheme="dark")
    assert background() == dark
    page.locator("#theme").press("Enter")
    assert background() == light  # what was chosen goes before what the system prefers
    page.emulate_media(color_scheme="light")
    page.locator("#theme").press("Enter")
    page.locator("#theme").press("Enter")
    page.emulate_media(color_scheme="dark")  # what the system prefers anyway was no choice: the page follows it again
    assert background() == dark


def test_a_slash_leads_to_the_search_and_is_a_slash_in_a_field(page: Page) -> None:
    page.keyboard.press("/")
    field = page.locator("#search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=a%2Fb"))


def test_a_citation_of_the_page_says_when_it_was_read(page: Page) -> None:
    page.locator(".cite-as summary").click()
    expect(page.locator("p.citation")).to_contain_text("“Attack on the Diplomatic Support Compound, Baghdad, 10 September 2024”")
    expect(page.locator("p.citation")).to_have_text(re.compile(r"read on \d{1,2} [A-Z][a-z]+ 20\d\d$"))
    expect(page.locator("pre.citation")).to_contain_text("@misc{2024-09-10-diplomatic-support-compound,")
    expect(page.locator("pre.citation")).to_have_text(re.compile(r"urldate = \{20\d\d-\d\d-\d\d\}\n\}$"))


def test_a_link_to_a_folded_part_unfolds_it(page: Page, real_site: Path) -> None:
    page.goto(f"file://{real_site}/data.html")
    part = page.locator("#claims table")
    expect(part).to_be_hidden()
    page.locator("table.files").get_by_role("link", name="Claims", exact=True).click()
    expect(part).to_be_visible()
    page.goto(f"file://{real_site}/index.html")
    page.goto(f"file://{real_site}/data.html#places")
    expect(page.locator("#places table")).to_be_visible()
    # And the data is cited as pages are.
    expect(page.locator("p.citation")).to_have_text(re.compile(r"read on \d{1,2} [A-Z][a-z]+ 20\d\d$"))


def test_a_mark_in_a_drawing_has_a_preview_too(page: Page, real_site: Path) -> None:
    page.goto(f"file://{real_site}/places/green-zone.html")
    point_at(page.locator("#in-time svg:visible a").first)
    expect(page.locator("#preview")).to_contain_text("Incident ·")
