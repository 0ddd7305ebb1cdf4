"""A page that was withdrawn: what it said is folded, and is there for whoever asks for it."""

from itertools import pairwise

import pytest
from browsing import opened
from playwright.sync_api import Browser, expect
from steps import incident, rendered

GONE = "{date: 2024-07-02, text: There was no raid.}"
CLAIMS = "[{id: c1, about: killed, value: 2, source: herald, quote: Two rockets hit}]"
# Boxes of the parts that stand below one another.
BOXES = """() => ['#facts', '.said .body', '#claims', '#references'].map(selector => {
    const box = document.querySelector(selector).getBoundingClientRect(); return [box.top, box.bottom]; })"""


@pytest.fixture(scope="module")
def page_of_a_raid(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("withdrawn")
    text = incident(
        "raid",
        "## Course\n\nShots.[@herald]",
        date="2024-01-01",
        claims=CLAIMS,
        places="[northport]",
        status="withdrawn",
        withdrawn=GONE,
    )
    for path, content in rendered(root / "wiki", text).items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(content)
    return (root / "site/incidents/raid.html").as_uri()


def test_it_shows_the_reason_and_what_it_said_only_when_asked(browser: Browser, page_of_a_raid: str) -> None:
    with opened(browser, page_of_a_raid, scripts=False) as page:
        expect(page.locator(".banner")).to_contain_text("Withdrawn, 2 July 2024. There was no raid.")
        expect(page.locator("#course")).to_be_hidden()
        expect(page.locator("#facts")).to_be_hidden()
        page.get_by_text("What this page said").click()
        expect(page.locator("#course")).to_be_visible()
    with opened(browser, f"{page_of_a_raid}#claim:c1") as page:
        expect(page.locator("#claims")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_unfolded_its_parts_stand_below_one_another(browser: Browser, page_of_a_raid: str, width: int) -> None:
    with opened(browser, page_of_a_raid, width) as page:
        page.get_by_text("What this page said").click()
        boxes = page.evaluate(BOXES)
        assert all(above[1] <= below[0] for above, below in pairwise(boxes))
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_printed_it_has_what_it_said_only_if_that_was_opened(browser: Browser, page_of_a_raid: str) -> None:
    with opened(browser, page_of_a_raid) as page:
        page.emulate_media(media="print")
        expect(page.locator("#course")).to_be_hidden()
        page.emulate_media(media="screen")
        page.get_by_text("What this page said").click()
        page.emulate_media(media="print")
        expect(page.get_by_text("What this page said")).to_be_visible()
        expect(page.locator("#course")).to_be_visible()
