"""The preview in a real browser: an edit shows by itself, under the pages' own strict policy."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import wikis
from playwright.sync_api import Browser, expect

PAGE = "content/places/northport.md"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    root = wikis.write(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builder", "serve", "--root", str(root), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(100):
            try:
                urllib.request.urlopen(address).close()
                break
            except OSError:
                time.sleep(0.1)
        yield root, address
        server.terminate()


def test_an_edit_shows_by_itself_and_a_mistake_leaves_the_last_good_page(browser: Browser, preview: tuple[Path, str]) -> None:
    root, address = preview
    page = browser.new_page()
    try:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(address + "places/northport.html")
        page.wait_for_function("window.LiveReload && window.LiveReload.connector")
        page.wait_for_timeout(1500)  # the watcher looks once before it sees a change
        text = (root / PAGE).read_text()
        (root / PAGE).write_text(text.replace("The city of the depot.", "The edited city."))
        expect(page.locator(".body")).to_contain_text("The edited city.", timeout=15_000)
        (root / PAGE).write_text(text.replace("type: city", "type: citty"))
        page.wait_for_timeout(2500)
        expect(page.locator(".body")).to_contain_text("The edited city.")
        (root / PAGE).write_text(text.replace("The city of the depot.", "The mended city."))
        expect(page.locator(".body")).to_contain_text("The mended city.", timeout=15_000)
        assert said == []
    finally:
        page.close()
