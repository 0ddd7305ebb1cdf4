"""The pages against standards: WCAG 2.2 AA by axe-core, HTML by the Nu checker. Both come with ``npm ci --prefix requirements``."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder import urls

MODULES = Path(__file__).parent.parent.parent / "requirements" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
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
    *urls.LISTS.values(),
    urls.CONTESTED,
    urls.TIMELINE,
    urls.MAP,
    urls.WHO,
    urls.SEARCH,
    f"{urls.SEARCH}?q=rockets",
    urls.NOT_FOUND,
]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the checker thinks of addresses that it can't know: it reads files, and takes 'self' for nothing.
NOT_OF_THE_PAGE = "Resource violates Content Security Policy"


def needed(tool: Path, program: str) -> None:
    """Leave a test out where its tool is not installed; where tests must not be left out, that is a failure."""
    if tool.is_file() and shutil.which(program):
        return
    message = f"{tool.name} or {program} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


# Only contrast changes with the scheme.
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("scheme", "rules"), [("light", LEVELS), ("dark", ["color-contrast"])])
def test_axe_finds_nothing_on_any_type_of_page(
    browser: Browser, real_site: Path, width: int, scheme: Any, rules: list[str]
) -> None:
    needed(AXE, "npm")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found: list[str] = []
    try:
        page = context.new_page()
        for name in PAGES:
            page.goto(f"file://{real_site}/{name}")
            page.wait_for_timeout(150)  # what scripts add on loading
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
            page.evaluate(AXE.read_text())
            result = page.evaluate("rules => axe.run({runOnly: rules})", rules)
            assert result["passes"]
            found += (
                f"{name}: {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]} ({len(fault['nodes'])} in all)"
                for fault in result["violations"]
            )
    finally:
        context.close()
    assert found == []


def test_the_html_is_valid(real_site: Path) -> None:
    needed(NU, "java")
    command = ["java", "-jar", str(NU), "--format", "json", "--exit-zero-always", "--also-check-svg"]
    ran = subprocess.run([*command, "--skip-non-html", str(real_site)], capture_output=True, text=True, check=True)
    messages = json.loads(ran.stderr)["messages"]
    wrong = [m for m in messages if NOT_OF_THE_PAGE not in m["message"]]
    assert len(messages) > len(wrong)  # it did read the pages
    assert [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in wrong] == []
