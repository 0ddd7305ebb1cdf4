"""Figures of time in a real browser: which drawing is shown, that labels keep apart, that links are reached without scripts."""

from pathlib import Path

import pytest
import wikis
from browsing import opened
from click.testing import CliRunner
from playwright.sync_api import Browser, expect
from steps import actor, incident, note, place, stating

from builder import timefigures
from builder.cli import main

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


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (360, "narrow"), (768, "narrow"), (1280, "wide"), (2560, "wide")])
def test_one_drawing_is_shown(browser: Browser, real_site: Path, width: int, shown: str) -> None:
    with opened(browser, f"file://{real_site}/timeline.html", width) as page:
        for look in ("wide", "narrow"):
            assert page.locator(f".time > .{look}").is_visible() == (look == shown)
        box = page.locator("figure.time").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [320, 360, 920, 1280, 2560])
def test_labels_keep_apart_and_on_the_page(browser: Browser, real_site: Path, width: int) -> None:
    with opened(browser, f"file://{real_site}/timeline.html", width) as page:
        count, touching, outside = page.evaluate(LABELS)
        assert count > 30
        assert (touching, outside, page.evaluate(HIDDEN)) == ([], [], [])


def test_text_on_a_phone_is_large_enough_to_read(browser: Browser, real_site: Path) -> None:
    for name in ("timeline.html", "places/baghdad.html"):
        with opened(browser, f"file://{real_site}/{name}", 360) as page:
            assert min(page.evaluate(SIZES)) >= 12


@pytest.mark.parametrize("name", ["timeline.html", "places/baghdad.html", "actors/kataib-hezbollah.html"])
def test_targets_on_a_phone_can_be_hit_apart(browser: Browser, real_site: Path, name: str) -> None:
    with opened(browser, f"file://{real_site}/{name}", 320) as page:
        boxes = page.evaluate(TARGETS)
        assert len(boxes) >= 2
        for number, (left, top, width, height) in enumerate(boxes):
            assert min(width, height) >= 24
            for x, y, across, down in boxes[number + 1 :]:
                assert left + width <= x + 0.5 or x + across <= left + 0.5 or top + height <= y + 0.5 or y + down <= top + 0.5


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_mark_is_a_link_with_title_and_date(browser: Browser, real_site: Path, width: int, *, scripts: bool) -> None:
    with opened(browser, f"file://{real_site}/timeline.html", width, scripts=scripts) as page:
        figure = page.locator("figure.time")
        name = "Rockets near the US embassy in Baghdad, December 2020, one of 13, 20 or 27 December 2020"
        assert figure.get_by_role("link").count() == page.locator(".dates a").count(), "each once, and nothing twice"
        figure.get_by_role("link", name=name, exact=True).click()
        assert page.url.endswith("/incidents/2020-12-us-embassy-rockets.html")


def test_a_small_timeline_leads_to_its_incidents(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/actors/kataib-hezbollah.html", 360, scripts=False) as page:
        page.locator("#in-time").get_by_role("link", name="Diplomatic Support Compound, Baghdad, 10 September 2024").click()
        assert page.url.endswith("/incidents/2024-09-10-diplomatic-support-compound.html")


def test_the_row_under_the_keyboard_is_seen(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/timeline.html") as page:
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
    with opened(browser, f"file://{real_site}/timeline.html", 360, scripts=False) as page:
        note = page.get_by_text("The Sundays are then 13, 20 and 27 December.")
        assert not note.is_visible()
        page.locator(".dates li", has_text="one of 13, 20 or 27 December 2020").locator("summary").click()
        assert note.is_visible()


NAMING = {"actors": "[gang]", "places": "[town]", "weapons": "[rockets]"}
COUNTED = (
    actor("gang") + place("town") + place("dock", inside="town") + note("Text.", "content/rockets.md", title="Rockets")
    + note("Welcome.", "content/index.md", title="Home")
    + "".join(incident(f"i{number}", date=year, **NAMING) for number, year in enumerate(("2003", "2020-05", "2020", "2021")))
    + incident("inner", date="2020-05", places="[dock]")
    + incident("mention", "The [[gang]] in [[town]] with [[rockets]].[@herald]", date="2020-05")
    + incident("background", date="2020", scope="background", **NAMING)
    + incident("withdrawn", date="2020", status="withdrawn", **NAMING)
    + stating("about: condemnation, value: dock, stance: condemns, by: gang, source: herald")
)  # fmt: skip


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wiki whose small timelines count."""
    folder = tmp_path_factory.mktemp("counted")
    root = wikis.write(folder / "wiki", COUNTED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timefigures, "SMALL", 2)
        done = CliRunner().invoke(
            main, ["build", "--root", str(root), "--out", str(folder / "site"), "--no-search", "--jobs", "1"]
        )
    assert done.exit_code == 0, done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", [1, 5, 1, 2]),
        ("actors/gang.html", [1, 3, 1, 1]),
        ("places/town.html", [1, 4, 1, 1]),
        ("rockets.html", [1, 3, 1]),
    ],
)
def test_a_bar_counts_what_the_list_shows_that_it_leads_to(
    browser: Browser, counted: Path, name: str, expected: list[int]
) -> None:
    with opened(browser, f"file://{counted}/{name}") as page:
        found = []
        for number in range(len(expected)):
            bar = page.locator(".time > .wide a").nth(number)
            said = str(bar.locator("title").text_content())
            bar.click()
            items = page.locator("#found .items > li")
            expect(page.locator("#filtered")).to_contain_text(said[:4])
            assert said == f"{said[:4]}: {items.count()} incident{'' if items.count() == 1 else 's'}"
            found.append(items.count())
            page.go_back()
        assert found == expected
        assert page.locator(".time > .wide a").count() == len(expected)


def test_the_filter_leaves_withdrawn_incidents_out_and_says_so(browser: Browser, counted: Path) -> None:
    with opened(browser, f"file://{counted}/incidents/index.html?year=2020&actor=gang") as page:
        expect(page.locator("#filtered")).to_have_text("3 of 10 incidents: 2020, Gang. Left out: 1 withdrawn")
        expect(page.get_by_label("Actor").locator("option", has_text="Gang")).to_have_text("Gang (3)")
        page.goto(f"file://{counted}/incidents/index.html?sort=oldest")
        expect(page.locator("#filtered")).to_have_text("10 of 10 incidents")
        expect(page.locator("#found .status")).to_have_text("withdrawn")


def test_a_mark_without_a_label_says_its_name_once(browser: Browser, real_site: Path) -> None:
    with opened(browser, f"file://{real_site}/actors/kataib-hezbollah.html") as page:
        link = page.locator("#in-time .wide a").first
        name = str(link.locator("title").text_content())
        spoken = page.context.new_cdp_session(page)

        def told() -> list[tuple[str, str]]:
            nodes = spoken.send("Accessibility.getFullAXTree")["nodes"]
            return [
                (node["name"]["value"], node.get("description", {}).get("value", ""))
                for node in nodes
                if node.get("role", {}).get("value") == "link" and node["name"]["value"] == name
            ]

        assert (name, "") in told()
        link.scroll_into_view_if_needed()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")  # scrolling ends first
        link.hover()
        expect(link).to_have_attribute("aria-describedby", "preview")
        expect(link.locator("title")).to_have_count(0)
        expect(link).to_have_accessible_name(name)
