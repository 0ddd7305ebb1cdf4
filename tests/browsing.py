"""What tests in a real browser share: a server for a folder, a page of a given width and colour scheme, what checks pages."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
# What checks pages against standards comes with ``npm ci --prefix requirements``.
MODULES = Path(__file__).parent.parent / "requirements" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def needed(tool: Path, program: str) -> None:
    """Leave a test out where its tool is not installed; where tests must not be left out, that is a failure."""
    if tool.is_file() and shutil.which(program):
        return
    message = f"{tool.name} or {program} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address, which ends with a slash."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def opened(
    browser: Browser, address: str = "", width: int = 1280, scheme: Scheme = "light", *, scripts: bool = True
) -> Iterator[Page]:
    """Give a page with a context of its own; with an ``address``, it is shown there."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts)
    try:
        page = context.new_page()
        if address:
            page.goto(address)
        yield page
    finally:
        context.close()
