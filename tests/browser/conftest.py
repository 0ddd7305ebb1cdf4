import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")  # Playwright's event loop must not run beside other tests'
def browser() -> Iterator[Browser]:
    """Give the browser that this machine has; where tests must not be left out, having none is a failure."""
    if CHROMIUM is None:
        message = "no Chromium is installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def under_a_path(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the project's own site under a path, as GitHub serves a project's pages, and give its address."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(real_site, root / "some-repo")
    with served(root) as address:
        yield f"{address}some-repo/"
