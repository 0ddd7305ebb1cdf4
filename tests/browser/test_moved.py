"""Old addresses in a browser: they lead on, with all that stands behind them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import wikis
from browsing import opened, served
from click.testing import CliRunner
from playwright.sync_api import Browser
from steps import stating

from builder.cli import main

WIKI = stating(
    "about: munitions, value: 2, by: mayor, source: herald", redirect_from="[before, actors/x-was]", actors="[mayor]"
).replace("Text.", "## Course\n\nText.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = wikis.write(
        tmp_path_factory.mktemp("moved"), WIKI + "-- addresses.txt --\nincidents/index-3.html\ntimeline/2021-03.html\n"
    )
    built = CliRunner().invoke(main, ["build", "--no-search", "--root", str(root)], catch_exceptions=False)
    assert built.exit_code == 0, built.stderr
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("incidents/before.html", "incidents/x.html"),
        ("incidents/before.html#claim:c1", "incidents/x.html#claim:c1"),
        ("actors/x-was.html#course", "incidents/x.html#course"),
        ("incidents/before.html?a=1&b=%20x#course", "incidents/x.html?a=1&b=%20x#course"),
        ("incidents/index-3.html?actor=mayor", "incidents/index.html?actor=mayor"),
        ("timeline/2021-03.html", "timeline.html"),
    ],
)
def test_an_old_address_leads_on_with_all_that_stands_behind_it(browser: Browser, address: str, old: str, new: str) -> None:
    with opened(browser) as page:
        failed: list[str] = []
        page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
        page.goto(address + "index.html")
        page.goto(address + old)
        page.wait_for_url(address + new)
        page.wait_for_load_state()
        assert page.url == address + new
        assert failed == []
        page.go_back()  # not to the old address, which would only lead on again
        assert page.url == address + "index.html"


def test_an_old_address_leads_on_from_a_folder(browser: Browser, site: Path) -> None:
    with opened(browser) as page:
        page.goto((site / "incidents/before.html").as_uri() + "#claim:c1")
        page.wait_for_url((site / "incidents/x.html").as_uri() + "#claim:c1")


def test_an_old_address_leads_on_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, scripts=False) as page:
        page.goto(address + "incidents/before.html")
        page.wait_for_url(address + "incidents/x.html")
