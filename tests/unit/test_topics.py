"""What a search engine or a preview of a link is told of each page."""

import html
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from steps import actor, by_path, incident, linked, loaded, note, place, rendered, source

from builder.descriptions import LONGEST, SHORTEST
from builder.headviews import NO_TOPIC, head_view
from builder.history import Changes, History
from builder.render import render

BASE_URL = "https://example.org/wiki"


def head(site: dict[str, bytes], address: str) -> dict[str, str]:
    """Return the metadata of a page by name, and its title and canonical address."""
    text = site[address].decode().partition("</head>")[0]
    found = dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', text))
    found |= dict(re.findall(r'<link rel="(canonical|apple-touch-icon)" href="([^"]*)">', text))
    return {name: html.unescape(value) for name, value in found.items()} | {
        "title": html.unescape(re.findall("<title>(.*?)</title>", text)[0])
    }


def test_every_page_has_a_title_and_a_description_of_its_own(tmp_path: Path) -> None:
    text = "".join(incident(f"x{number}", date=f"202{number}-01-01", summary=f"Summary {number}.") for number in range(5))
    text += (
        actor("new", redirect_from="[old]") + source("star") + note("Text.") + note("Other.", "content/other.md", title="Other")
    )
    site = rendered(tmp_path, text, base_url=BASE_URL)
    heads = {address: head(site, address) for address in site if address.endswith(".html")}
    for address, found in heads.items():
        assert SHORTEST <= len(found["description"]) <= LONGEST, address
        assert found["og:description"] == found["description"]
        assert found["title"].startswith(found["og:title"])
    for name in ("title", "description"):
        values = [found[name] for address, found in heads.items() if address != "actors/old.html"]
        assert sorted(values) == sorted(set(values))


def test_a_wiki_without_a_summary_has_descriptions_all_the_same(tmp_path: Path) -> None:
    site = rendered(tmp_path, "-- content/site.yaml --\ntitle: W\n")
    for address in site:
        if address.endswith(".html"):
            assert len(head(site, address)["description"]) >= SHORTEST, address
    assert head(site, "index.html")["description"].startswith("1 incident, 1 actor, 1 place, 1 source")


def test_a_source_without_a_summary_is_described_by_what_is_known_of_it(tmp_path: Path) -> None:
    site = rendered(tmp_path, actor("paper", type="media") + source("star", title="Depot hit again", publisher="paper"))
    assert head(site, "sources/star.html")["description"] == "Depot hit again (News article, Paper, 3 January 2024)."
    assert head(site, "sources/herald.html")["description"] == "Depot hit (News article, outlet not known, 2 January 2024)."


def test_a_page_without_a_summary_is_described_by_its_first_words(tmp_path: Path) -> None:
    text = "## First\n\nThe *editors* of [[mayor|a wiki]] & more, who write what is to be read here.[@herald]\n\nMore."
    said = head(rendered(tmp_path, note(text)), "about.html")["description"]
    assert said == "The editors of a wiki & more, who write what is to be read here."


def test_what_an_actor_or_a_place_is_stands_in_a_sentence(tmp_path: Path) -> None:
    site = rendered(tmp_path)
    assert head(site, "actors/mayor.html")["description"].startswith("The mayor. Person in “Northport incidents”, a wiki")
    assert head(site, "places/northport.html")["description"].startswith("A city. City in “Northport incidents”, a wiki")


def test_a_withdrawn_page_is_described_by_its_reason_and_not_shown_in_results(tmp_path: Path) -> None:
    found = head(rendered(tmp_path, incident("x", status="withdrawn", summary="A false summary.")), "incidents/x.html")
    assert found["description"].startswith("Withdrawn: It was wrong. This page has been withdrawn.")
    assert found["og:title"] == "Withdrawn: X"
    assert found["robots"] == "noindex"


def test_a_draft_is_not_shown_in_results(tmp_path: Path) -> None:
    site = rendered(tmp_path, incident("x", status="draft"), drafts=True)
    assert head(site, "incidents/x.html")["robots"] == "noindex"
    assert "robots" not in head(site, "incidents/index.html")


def test_an_incident_is_an_article_and_all_else_belongs_to_the_site(tmp_path: Path) -> None:
    site = rendered(tmp_path, base_url=BASE_URL)
    found = head(site, "incidents/2024-01-01-depot.html")
    assert found["og:type"] == "article"
    assert found["og:title"] == "Rockets on the Northport depot, 1 January 2024"
    assert found["og:site_name"] == "Northport incidents"
    assert found["og:url"] == found["canonical"] == f"{BASE_URL}/incidents/2024-01-01-depot.html"
    assert {head(site, address)["og:type"] for address in ("index.html", "actors/mayor.html", "timeline.html")} == {"website"}


def test_when_it_was_last_changed_is_told_with_the_zone_of_the_clock(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    when = datetime(2024, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=3)))
    wiki = replace(wiki, history=History({"content/incidents/2024-01-01-depot.md": Changes(when, when)}))
    site = by_path(render(wiki, loaded(tmp_path)[0].templates)[0])
    assert head(site, "incidents/2024-01-01-depot.html")["article:modified_time"] == "2024-03-01T23:30:00+03:00"
    assert b'"dateModified":"2024-03-01T23:30:00+03:00"' in site["incidents/2024-01-01-depot.html"]
    assert "article:modified_time" not in head(site, "actors/mayor.html")
    assert b"dateModified" not in site["actors/mayor.html"]


def test_a_locale_needs_a_region(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    locales = {"en": "", "en-GB": "en_GB", "zh-Hant-TW": "zh_TW", "ar-Latn": "", "pt-br": "pt_BR"}
    for lang, locale in locales.items():
        other = replace(wiki, site=wiki.site.model_copy(update={"lang": lang}))
        assert head_view(other, "index.html", "", NO_TOPIC).locale == locale
    site = rendered(tmp_path / "b", "-- content/site.yaml --\ntitle: W\nlang: en-GB\n")
    assert head(site, "index.html")["og:locale"] == "en_GB"


def test_each_address_counts_for_itself_and_an_old_one_for_the_new(tmp_path: Path) -> None:
    text = actor("new", redirect_from="[old]") + "-- addresses.txt --\nincidents/index-1.html\ntimeline/2021-03.html\n"
    site = rendered(tmp_path, text, base_url=BASE_URL)
    assert {address: head(site, address).get("canonical", "").removeprefix(BASE_URL) for address in (
        "index.html", "incidents/index.html", "actors/new.html", "actors/old.html", "incidents/index-1.html", "timeline/2021-03.html",
        "404.html",
    )} == {
        "index.html": "/", "incidents/index.html": "/incidents/", "actors/new.html": "/actors/new.html",
        "actors/old.html": "/actors/new.html", "incidents/index-1.html": "/incidents/", "timeline/2021-03.html": "/timeline.html",
        "404.html": "",
    }  # fmt: skip
    # A page that counts for another one must not be forbidden: what stands at the new address would vanish, too.
    assert {"robots" in head(site, address) for address in ("actors/old.html", "incidents/index-1.html")} == {False}
    assert head(site, "404.html")["robots"] == "noindex"


def test_parts_of_a_long_list_are_told_apart(tmp_path: Path) -> None:
    text = "".join(place(f"p{number}") + incident(f"x{number}", date="2024-01-01") for number in range(251))
    site = rendered(tmp_path, text, base_url=BASE_URL)
    newest, oldest = head(site, "incidents/index.html"), head(site, "incidents/index-1.html")
    assert (newest["og:title"], oldest["og:title"]) == ("Incidents", "Incidents, page 1 of 2, the oldest")
    assert oldest["description"].startswith("Page 1 of 2, the oldest. Every incident")
    assert oldest["canonical"] == f"{BASE_URL}/incidents/index-1.html"
    assert b'"name":"Incidents","item":"https://example.org/wiki/incidents/"' in site["incidents/index-1.html"]


def test_the_page_of_missing_addresses_is_whole_at_any_of_them(tmp_path: Path) -> None:
    for base_url, root in ((BASE_URL, "/wiki/"), ("https://example.org", "/"), ("", "/")):
        site = rendered(tmp_path / (root.strip("/") or base_url[:3] or "none"), base_url=base_url)
        own = re.findall(r'(?:href|src|action)="([^"#]*)"', site["404.html"].decode())
        assert len(own) > 15
        for link in own:
            assert link.startswith(root), link
            assert link.removeprefix(root) in site, link
