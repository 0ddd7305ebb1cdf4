import json
import re
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest
from steps import actor, by_path, incident, linked, loaded, note, place, rendered

from builder import workers
from builder.model import Templates
from builder.pipeline import OWN_TEMPLATES
from builder.problems import Problem, has_errors
from builder.render import render


def drawn(root: Path, templates: dict[str, str], text: str = "") -> list[Problem]:
    loaded(root, text)
    texts = {path.relative_to(OWN_TEMPLATES).as_posix(): path.read_text() for path in OWN_TEMPLATES.rglob("*.html")}
    wiki, _ = linked(root, text)
    return render(wiki, Templates(texts | templates, {}))[1]


def test_the_site_has_every_page_and_list(tmp_path: Path) -> None:
    site = rendered(tmp_path, note("Text."))
    assert {
        "index.html", "404.html", "about.html", "incidents/index.html", "incidents/2024-01-01-depot.html", "actors/mayor.html",
        "places/northport.html", "sources/herald.html", "data/incidents.json", "assets/style.css",
    } <= site.keys()  # fmt: skip


def test_every_page_is_html_without_an_error(tmp_path: Path) -> None:
    site = rendered(
        tmp_path,
        incident("x", "## A\n\nText [[mayor]].[@herald] `<b>`\n\n| a |\n|---|\n| b |") + actor("y", redirect_from="[old]"),
    )
    for path, content in site.items():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser(strict=True)
            parser.parse(content.decode())


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_every_link_within_the_site_leads_to_a_file_of_it(tmp_path: Path) -> None:
    site = rendered(
        tmp_path,
        incident("x", "[[mayor]][@herald]") + note("[[herald]] [x](places/northport.md)") + actor("y", redirect_from="[old]"),
    )
    for path, content in site.items():
        for link in Links(content.decode()).found if path.endswith(".html") else ():
            if path == "data.html" and link.startswith("https://"):
                continue  # a standard
            # The page of missing addresses is shown at any of them: its links begin at the root.
            is_missing = path == "404.html" and not link.startswith("#")
            assert link.startswith("/") == is_missing
            file = link.removeprefix("/").partition("#")[0]
            target = (tmp_path / "site" / path).parent / file if file else tmp_path / "site" / path
            assert Path(*target.parts).resolve().relative_to(tmp_path / "site").as_posix() in site, f"{path}: {link}"


def test_nothing_is_asked_of_another_host(tmp_path: Path) -> None:
    for path, content in rendered(tmp_path, note("Text.")).items():
        if path.endswith((".html", ".css")):
            # A link is followed when somebody wishes.
            assert not re.search(rb'<(?!a )[^>]*(src|href|action)="(https?:)?//|url\((https?:)?//|@import', content), path


def test_every_page_has_a_strict_policy(tmp_path: Path) -> None:
    for path, content in rendered(tmp_path, actor("y", redirect_from="[old]")).items():
        if path.endswith(".html"):
            assert b"default-src 'none'" in content
            # Only the search runs WebAssembly, its index being written in it.
            assert (b"unsafe" in content) is (path == "search.html")
            assert b"'unsafe-inline'" not in content
            assert b"'unsafe-eval'" not in content
            # Linked data is no script, and no browser runs it.
            rest = content.replace(b'<script type="application/ld+json">', b"")
            assert not re.search(rb"<script(?![^>]*src=)|\son[a-z]+=|<style|\sstyle=", rest)


EVIL = "\"'><script>alert(1)</script>{{ 7777*11111 }}{% raw %}"


def test_nothing_that_an_author_writes_becomes_markup_or_template(tmp_path: Path) -> None:
    quoted, plain = "'" + EVIL.replace("'", "''") + "'", EVIL.replace("<", "&lt;")  # HTML itself is an error in a body
    text = (
        f"-- content/site.yaml --\ntitle: {quoted}\nsummary: {quoted}\n"
        + incident("x", f"## {plain}\n\n[[mayor|{EVIL}]] [[mayor]] {plain}[@herald]", title=quoted, summary=quoted, date_note=quoted, corrections=f"[{{date: 2024, text: {quoted}}}]", actors="[y]", places="[p]")
        + actor("y", f"[[x]] {plain}", title=quoted.replace("alert", "y"), aliases=f"[{quoted.replace('alert', 'z')}]", summary=quoted, redirect_from="[old]", external=f"{{wikidata: {quoted}}}")
        + place("p", f"[[x]] {plain}", title=quoted.replace("alert", "p"), summary=quoted, location=f"{{lat: 1, lon: 1, precision_m: 1, from: {quoted}}}")
    )  # fmt: skip
    wiki_site = rendered(tmp_path, text)
    for path, content in wiki_site.items():
        if path.endswith(".html"):
            data = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', content)
            assert [json.loads(part)["@context"] for part in data] == ["https://schema.org"] * len(data), path
            assert len(re.findall(rb"<script(?! (?:defer )?src=)", content)) == len(data) <= 1, path
            assert b"86410247" not in content, path
            html5lib.HTMLParser(strict=True).parse(content.decode())


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ page.nothing }}",
        "{% if %}",
        "{{ 1 / 0 }}",
        '{{ "a" + 1 }}',
        '{% include "pages/note.html" %}',
        '{% include "x.html" %}',
        '{% extends "x.html" %}',
        "{{ page.title | nothing }}",
        "{{ page.facts[9].label }}",
    ],
)
def test_a_wrong_template_is_a_problem_that_names_it(tmp_path: Path, template: str) -> None:
    problems = drawn(tmp_path, {"pages/note.html": template}, note("Text."))
    assert [problem.rule for problem in problems] == ["template"]
    assert problems[0].path.startswith("templates/")


def test_places_inside_places_without_end_are_drawn_or_told(tmp_path: Path) -> None:
    text = place("p0") + "".join(place(f"p{number}", inside=f"p{number - 1}") for number in range(1, 400))
    wiki, problems = linked(tmp_path, text)
    if not has_errors(problems):
        assert render(wiki, loaded(tmp_path)[0].templates)[1] == []


def test_drawing_is_the_same_in_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki, _ = linked(tmp_path, incident("x") + note("Text."))
    templates = loaded(tmp_path)[0].templates
    alone = render(wiki, templates, "https://example.org")
    monkeypatch.setattr(workers, "WORTH_SHARING", 1)
    assert render(wiki, templates, "https://example.org", jobs=2) == alone


def test_no_two_artifacts_have_one_address(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("Text.", redirect_from="[x, y]"))
    by_path(render(wiki, loaded(tmp_path)[0].templates)[0])


def test_an_old_address_says_where_the_page_is_now(tmp_path: Path) -> None:
    html = rendered(tmp_path, actor("new", redirect_from="[old]"))["actors/old.html"].decode()
    assert 'content="0; url=../actors/new.html"' in html
    assert '<a href="../actors/new.html">New</a>' in html


def test_absolute_addresses_come_from_the_base_url_alone(tmp_path: Path) -> None:
    assert all(b'rel="canonical"' not in content for content in rendered(tmp_path / "a").values())
    site = rendered(tmp_path / "b", base_url="https://example.org/wiki")
    assert b'<link rel="canonical" href="https://example.org/wiki/actors/mayor.html">' in site["actors/mayor.html"]
    assert b'<link rel="canonical" href="https://example.org/wiki/">' in site["index.html"]


def test_the_text_of_an_article_is_never_published_whole(tmp_path: Path) -> None:
    assert not any(b"Police said the rockets came from the east" in content for content in rendered(tmp_path).values())


def test_a_withdrawn_page_stays_and_says_so(tmp_path: Path) -> None:
    site = rendered(tmp_path, incident("x", status="withdrawn"))
    assert b"<strong>Withdrawn, 1 June 2024.</strong> It was wrong." in site["incidents/x.html"]
    assert b"withdrawn" in site["incidents/index.html"]
