"""Titles from right to left in drawings from left to right: what stands after a title stays after it."""

from pathlib import Path

import browsing
import pytest
import steps
from locations import CITY, at
from playwright.sync_api import Browser, Page

DEPOT, ROCKETS, MANY = "مستودع", "صواريخ على المستودع", "مطار بغداد"
TEXT = (
    steps.place("depot", title=DEPOT, type="base", location=at(36, 43))
    + steps.place("one", title=MANY, type="base", location=at(31, 44))
    + steps.place("two", title="نهر", type="base", location=at(31.02, 44.02))
    + "".join(
        steps.incident(f"x{n}", title=f"{ROCKETS} {n}", date=f"2024-0{n + 1}-01", places="[depot, one, two]") for n in range(4)
    )
    + CITY
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bidi")
    for path, content in steps.rendered(folder / "wiki", TEXT).items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(content)
    return folder / "site"


def boxes(page: Page, texts: str) -> list[list[tuple[float, float]]]:
    """Return for each label that is seen where its parts begin and end, in pixels from the left."""
    found: list[list[tuple[float, float]]] = page.evaluate(
        """(texts) => [...document.querySelectorAll(texts)].filter((text) => text.checkVisibility()).map((text) =>
          [...text.querySelectorAll('tspan')].map((part) => { const box = part.getBoundingClientRect(); return [box.left, box.right]; }))""",
        texts,
    )
    return [parts for parts in found if len(parts) > 1]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_date_or_a_number_stands_behind_its_title(browser: Browser, site: Path, width: int) -> None:
    with browsing.opened(browser, width=width) as page:
        for address, texts, least in (("timeline.html", ".time a text", 0), ("map.html", ".drawing a text", 2)):
            page.goto(f"file://{site}/{address}")
            labels = boxes(page, texts)
            assert len(labels) >= (least or (4 if width > 1000 else 0))
            assert all(title[1] <= behind[0] + 0.5 for title, behind in labels), labels


def test_no_label_lies_over_its_mark(browser: Browser, site: Path) -> None:
    with browsing.opened(browser) as page:
        page.goto(f"file://{site}/timeline.html")
        apart = page.evaluate(
            """() => [...document.querySelectorAll('.time > .wide a.event')].map((row) => {
              const [mark, text] = ['path', 'text'].map((name) => row.querySelector(name).getBoundingClientRect());
              return text.left >= mark.right || text.right <= mark.left; })"""
        )
        assert len(apart) >= 4
        assert all(apart)


def test_more_places_are_counted_behind_the_title_in_the_map_that_moves(browser: Browser, site: Path) -> None:
    with browsing.opened(browser) as page:
        page.goto(f"file://{site}/map.html")
        page.get_by_role("button", name="Move and zoom").click()
        label = page.locator(".moving .pin span", has_text=MANY)
        name, number = (label.locator(part).bounding_box() for part in ("bdi", "b"))
        assert name
        assert number
        assert label.inner_text() == f"{MANY} and 1 more · 4 incidents"
        assert name["x"] + name["width"] < number["x"]


def test_in_a_wiki_in_arabic_an_english_date_is_not_turned_round(browser: Browser, tmp_path: Path) -> None:
    text = "-- content/site.yaml --\ntitle: ميناء\nlang: ar\n" + steps.incident(
        "x", title=ROCKETS, corrections="[{date: 2024-03-01, text: كان اليوم خطأ.}]"
    )
    for path, content in steps.rendered(tmp_path / "wiki", text).items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(content)
    with browsing.opened(browser, (tmp_path / "site/corrections.html").as_uri()) as page:
        day, year, edge = page.locator(".dated dt").evaluate(
            """(date) => { const at = (from, to) => { const range = new Range();
              range.setStart(date.firstChild, from); range.setEnd(date.firstChild, to); return range.getBoundingClientRect(); };
              return [at(0, 1).left, at(8, 12).right, date.getBoundingClientRect().right]; }"""
        )
        assert day < year
        assert year == pytest.approx(edge, abs=1)
