"""The preview in a real browser, under the pages' own strict policy: edits show by themselves, mistakes as a list over the page."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import wikis
from browsing import AXE, LEVELS, Scheme, needed
from playwright.sync_api import Browser, Error, Page, expect

PAGE = "content/places/northport.md"
MISTAKE = ("type: city", "type: citty")
SOON = 15_000


@dataclass
class Previewed:
    """A wiki that is shown, and a page of it in the browser."""

    root: Path
    address: str
    server: "subprocess.Popen[str]"
    page: Page
    said: list[str]

    def edit(self, *changes: tuple[str, str], file: str = PAGE) -> None:
        text = wikis.parse(wikis.BASE)[file]
        assert isinstance(text, bytes)
        for old, new in changes:
            assert old.encode() in text
            text = text.replace(old.encode(), new.encode())
        (self.root / file).write_bytes(text)

    def open(self, path: str = "places/northport.html") -> None:
        self.page.goto(self.address + path)
        # Not `wait_for_function`: the page's policy refuses to evaluate its text a second time.
        for _ in range(200):
            with suppress(Error):  # it is shown again at this very moment
                if self.page.evaluate("window.LiveReload?.connector?.protocol > 0"):
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError("the page has not connected with the preview")


@contextmanager
def previewed(browser: Browser, root: Path, width: int = 1280, scheme: Scheme = "light") -> Iterator[Previewed]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builder", "serve", "--root", str(root), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().partition(" ")[0]
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: said.append(str(error)))
            yield Previewed(root, address, server, page, said)
            context.close()
        finally:
            server.send_signal(signal.SIGINT)


@pytest.fixture
def preview(browser: Browser, tmp_path: Path) -> Iterator[Previewed]:
    with previewed(browser, wikis.write(tmp_path)) as made:
        yield made
        assert made.said == []


def test_an_edit_shows_by_itself_and_the_reader_stays_where_he_is(preview: Previewed) -> None:
    lines = "\n\nA line.[@herald]" * 100
    preview.edit(("The city of the depot.", f"The city of the depot.{lines}"))
    preview.open()
    expect(preview.page.locator(".body")).to_contain_text("A line.", timeout=SOON)
    preview.page.wait_for_timeout(1000)  # what is still to come of the first edit must not meet the second
    preview.page.evaluate("scrollTo(0, 700)")
    preview.edit(("The city of the depot.", f"The edited city.{lines}"))
    expect(preview.page.locator(".body")).to_contain_text("The edited city.", timeout=SOON)
    preview.page.wait_for_load_state("load")
    preview.page.wait_for_timeout(200)  # the browser goes back to the place only then
    assert preview.page.evaluate("scrollY") == 700


def test_a_mistake_lies_over_the_last_good_page_with_place_and_cure_and_goes_when_it_is_mended(preview: Previewed) -> None:
    page, panel = preview.page, preview.page.get_by_role("alertdialog")
    preview.open()
    expect(panel).to_have_count(0)
    preview.edit(MISTAKE)
    expect(panel).to_be_visible(timeout=SOON)
    expect(panel).to_have_accessible_name(re.compile("^1 error.* to mend$"))
    expect(panel).to_be_focused()
    first = panel.get_by_role("listitem").first
    expect(first).to_contain_text("content/places/northport.md:3:7")
    expect(first).to_contain_text("citty")
    expect(first.locator(".hint")).to_contain_text("city")
    expect(page.locator(".body")).to_contain_text("The city of the depot.")
    page.goto(preview.address + "actors/mayor.html")
    expect(panel).to_be_visible()
    preview.edit()
    expect(panel).to_have_count(0, timeout=SOON)


def test_the_list_can_be_hidden_until_the_next_change_and_opened_again(preview: Previewed) -> None:
    page, panel = preview.page, preview.page.get_by_role("alertdialog")
    preview.open()
    preview.edit(MISTAKE)
    expect(panel).to_be_visible(timeout=SOON)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    tab = page.get_by_role("button", name=re.compile("^1 error"))
    expect(tab).to_be_focused()
    page.reload()
    expect(tab).to_be_visible()
    expect(panel).to_be_hidden()
    tab.click()
    expect(panel).to_be_focused()
    panel.get_by_role("button", name="Hide").click()
    expect(panel).to_be_hidden()
    preview.edit(("type: city", "type: cittty"))
    expect(panel).to_be_visible(timeout=SOON)
    expect(panel).to_contain_text("cittty")


def test_who_types_is_not_interrupted(preview: Previewed) -> None:
    preview.open()
    preview.page.locator("#search").click()
    preview.page.keyboard.type("depo")
    preview.edit(MISTAKE)
    expect(preview.page.get_by_role("alertdialog")).to_be_visible(timeout=SOON)
    preview.page.keyboard.type("t")
    expect(preview.page.locator("#search")).to_have_value("depot")


def test_warnings_are_a_count_in_the_corner_that_opens_the_list(preview: Previewed) -> None:
    page, panel = preview.page, preview.page.get_by_role("alertdialog")
    preview.open()
    preview.edit(("The city of the depot.", "# A heading\n\nThe city of the depot."))
    tab = page.get_by_role("button", name=re.compile("1 warning on this page"))
    expect(tab).to_be_visible(timeout=SOON)
    expect(panel).to_be_hidden()
    tab.click()
    expect(panel.get_by_role("listitem").first).to_contain_text("northport.md")
    page.reload()
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Hide").click()
    page.reload()
    expect(tab).to_be_visible()
    expect(panel).to_be_hidden()


def test_markup_in_a_message_is_text(preview: Previewed) -> None:
    preview.open()
    preview.edit(("type: city", 'type: "<img src=x onerror=alert(1)><b>city"'))
    panel = preview.page.get_by_role("alertdialog")
    expect(panel).to_contain_text("<b>city", timeout=SOON)
    expect(panel.locator("img, b")).to_have_count(0)


def test_nothing_of_it_is_printed(preview: Previewed) -> None:
    preview.open()
    preview.edit(MISTAKE)
    panel = preview.page.get_by_role("alertdialog")
    expect(panel).to_be_visible(timeout=SOON)
    preview.page.emulate_media(media="print")
    expect(panel).to_be_hidden()


def test_before_there_is_a_site_the_list_is_the_page_also_without_scripts(browser: Browser, tmp_path: Path) -> None:
    with previewed(browser, wikis.write(tmp_path, "-- content/about.md --\n---\ntitle: About\n---\n[[nowhere]]\n")) as preview:
        plain = browser.new_context(java_script_enabled=False)
        page = plain.new_page()
        page.goto(preview.address)
        expect(page.get_by_role("listitem")).to_contain_text("content/about.md:4:1")
        plain.close()
        preview.open("")
        expect(preview.page.get_by_role("heading")).to_have_text("Nothing to show yet")
        (tmp_path / "content/about.md").write_text("---\ntitle: About\n---\n[[elsewhere]]\n")
        expect(preview.page.get_by_role("listitem")).to_contain_text("elsewhere", timeout=SOON)
        expect(preview.page.get_by_role("alertdialog")).to_have_count(0)
        (tmp_path / "content/about.md").unlink()
        expect(preview.page.get_by_role("heading", level=1)).to_have_text("Northport incidents", timeout=SOON)


def test_the_full_text_can_be_searched_and_knows_an_edit(preview: Previewed) -> None:
    preview.open("search.html?q=wharf")
    expect(preview.page.locator("#outcome")).to_contain_text("Nothing found", timeout=SOON)
    preview.edit(("The city of the depot.", "The city of the old wharf."))
    expect(preview.page.locator("#found mark")).to_contain_text("wharf", timeout=SOON)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_the_list_is_accessible_and_fits(browser: Browser, tmp_path: Path, width: int, scheme: Scheme) -> None:
    needed(AXE, "node")
    with previewed(browser, wikis.write(tmp_path), width, scheme) as preview:
        preview.open()
        preview.edit(MISTAKE, ("The city of the depot.", f"# A heading\n\n[[{'nowhere' * 20}]]"))
        panel = preview.page.get_by_role("alertdialog")
        expect(panel).to_be_visible(timeout=SOON)
        for state in ("list", "count"):
            preview.page.evaluate(AXE.read_text())
            found = preview.page.evaluate("rules => axe.run({runOnly: rules})", LEVELS)
            assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == [], state
            assert preview.page.evaluate("document.documentElement.scrollWidth") <= width
            if state == "list":
                box = panel.bounding_box()
                assert box is not None
                assert (box["x"], box["width"]) == (0, width)
                assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
                preview.page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_before_there_is_a_site_is_accessible_and_fits(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    needed(AXE, "node")
    text = f"-- content/about.md --\n---\ntitle: About\n---\n[[{'nowhere' * 20}]]\n"
    with previewed(browser, wikis.write(tmp_path, text), 360, scheme) as preview:
        preview.open("")
        preview.page.evaluate(AXE.read_text())
        found = preview.page.evaluate("rules => axe.run({runOnly: rules})", LEVELS)
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
        assert preview.page.evaluate("document.documentElement.scrollWidth") <= 360
