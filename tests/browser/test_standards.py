"""The pages against standards: WCAG 2.2 AA by axe-core, HTML by the Nu checker. Both come with ``npm ci --prefix requirements``."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import wikis
from browsing import AXE, LEVELS, MODULES, Scheme, needed, opened, served
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from builder import urls
from builder.cli import main

ROOT = Path(__file__).parent.parent.parent
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
OVERVIEWS = [*urls.LISTS.values(), urls.TIMELINE, urls.MAP, urls.WHO, urls.CONTESTED, urls.DATA_PAGE, urls.SEARCH]
PAGES = [
    urls.HOME,
    "incidents/2024-09-10-diplomatic-support-compound.html",
    "incidents/2020-12-us-embassy-rockets.html",
    "actors/kataib-hezbollah.html",
    "places/baghdad.html",
    "places/green-zone.html",
    "sources/gulan-2024-09-13.html",
    "about.html",
    "rockets.html",
    *OVERVIEWS,
    f"{urls.SEARCH}?q=rockets",
    f"{urls.LISTS[next(iter(urls.LISTS))]}?year=2021&sort=title",
    urls.NOT_FOUND,
]
# Of a wiki of which not all fits on one page, or in one figure.
LARGE = [urls.HOME, *OVERVIEWS, "incidents/index-1.html", "timeline/2003.html", "actors/a3.html", "places/p3.html"]
# What the checker thinks of addresses that it can't know: it reads files, and takes 'self' for nothing. Linked data it takes for a
# script, which no browser does (HTML, "prepare the script element"); real ones without an address are looked for elsewhere.
NOT_OF_THE_PAGE = re.compile("(Resource|Inline script) violates Content Security Policy")


def build(root: Path, out: Path) -> Path:
    command = ["build", "--no-search", "--root", str(root), "--out", str(out)]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return out


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("large")
    (root / "wiki").mkdir()
    subprocess.run([sys.executable, ROOT / "tests" / "benchmarks" / "corpus.py", root / "wiki", "320"], check=True)
    return build(root / "wiki", root / "site")


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("empty")
    return build(wikis.write(root / "wiki", "-- content/site.yaml --\ntitle: Empty\n", base=False), root / "site")


def faults(page: Page, name: str, rules: Sequence[str] = LEVELS) -> Iterator[str]:
    """Yield what axe finds on a page, with all that unfolds unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    page.evaluate(AXE.read_text())
    result = page.evaluate("rules => axe.run({runOnly: rules})", list(rules))
    assert result["passes"]
    for fault in result["violations"]:
        nodes = fault["nodes"]
        yield f"{name}: {fault['id']}: {fault['help']}: {nodes[0]['html'][:200]} ({len(nodes)} in all)"


def faults_of(browser: Browser, site: Path, names: Sequence[str], width: int, scheme: Scheme = "light") -> list[str]:
    found: list[str] = []
    rules = LEVELS if scheme == "light" else ["color-contrast"]  # nothing else changes with the scheme
    with served(site) as address, opened(browser, width=width, scheme=scheme) as page:
        for name in names:
            page.goto(address + name)
            page.wait_for_timeout(200)  # what scripts add on loading
            found += faults(page, name, rules)
    return found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_type_of_page(browser: Browser, real_site: Path, width: int, scheme: Scheme) -> None:
    needed(AXE, "npm")
    assert faults_of(browser, real_site, PAGES, width, scheme) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_lists_in_parts_and_figures_that_count(browser: Browser, large_site: Path, width: int) -> None:
    needed(AXE, "npm")
    assert faults_of(browser, large_site, LARGE, width) == []


def test_axe_finds_nothing_where_there_is_nothing(browser: Browser, empty_site: Path) -> None:
    needed(AXE, "npm")
    assert faults_of(browser, empty_site, [urls.HOME, *OVERVIEWS, urls.NOT_FOUND], 360) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_map_that_moves_and_in_a_preview(browser: Browser, real_site: Path, scheme: Scheme) -> None:
    needed(AXE, "npm")
    with opened(browser, f"file://{real_site}/{urls.MAP}", scheme=scheme) as page:
        page.get_by_role("button", name="Move and zoom").click()
        page.locator(".moving .pin").first.press("Enter")
        expect(page.locator(".leaflet-popup")).to_be_visible()
        page.wait_for_timeout(500)  # it fades in
        assert [*faults(page, urls.MAP)] == []
        page.goto(f"file://{real_site}/places/green-zone.html")
        page.locator(".body a").first.hover()
        expect(page.locator("#preview")).to_be_visible()
        assert [*faults(page, "preview")] == []


@pytest.mark.parametrize("site", ["real_site", "large_site", "empty_site"])
def test_the_html_is_valid(site: str, request: pytest.FixtureRequest) -> None:
    needed(NU, "java")
    folder: Path = request.getfixturevalue(site)
    command = ["java", "-jar", str(NU), "--format", "json", "--exit-zero-always", "--also-check-svg"]
    ran = subprocess.run([*command, "--skip-non-html", str(folder)], capture_output=True, text=True, check=True)
    messages = json.loads(ran.stderr)["messages"]
    wrong = [m for m in messages if not NOT_OF_THE_PAGE.match(m["message"])]
    assert len(messages) > len(wrong)  # it did read the pages
    assert [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in wrong] == []
