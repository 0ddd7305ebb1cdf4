from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from steps import actor, entry, incident, linked, note, place

from builder.frameviews import crumbs, foot
from builder.history import Changes, History
from builder.model import Wiki


def way(wiki: Wiki, page: str) -> list[tuple[str, str]]:
    return [(crumb.text, crumb.url) for crumb in crumbs(wiki, entry(wiki, page), f"{page}.html")]


HOME = ("Home", "../index.html")


def test_the_way_to_a_place_leads_through_what_contains_it(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("dock", inside="harbour") + place("harbour", inside="northport"))
    assert way(wiki, "places/dock") == [
        HOME, ("Places", "../places/index.html"), ("Northport", "../places/northport.html"), ("Harbour", "../places/harbour.html"),
    ]  # fmt: skip


def test_the_way_to_an_actor_leads_through_its_group_on_the_list(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("gang", type="armed-group"))
    assert way(wiki, "actors/gang")[1:] == [
        ("Actors", "../actors/index.html"),
        ("Armed groups", "../actors/index.html#g-armed-groups"),
    ]


def test_the_way_to_an_incident_leads_through_its_campaign_if_it_has_one(tmp_path: Path) -> None:
    text = incident("c", scope="campaign") + incident("d", scope="campaign") + incident("x", part_of="[c]")
    wiki, _ = linked(tmp_path, text + incident("y", part_of="[c, d]") + note("Text."))
    listed = ("Incidents", "../incidents/index.html")
    assert way(wiki, "incidents/x") == [HOME, listed, ("C", "../incidents/c.html")]
    assert way(wiki, "incidents/y") == [HOME, listed]
    assert way(wiki, "about") == [("Home", "index.html")]


def test_the_foot_says_what_is_known_of_the_last_change_and_no_more(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    page = entry(wiki, "actors/mayor")
    bare = foot(wiki, page, "actors/mayor.html", "")
    assert (bare.changed, bare.edit, bare.address) == ("", "", "")
    assert bare.plain == "“Mayor of Northport”, Northport incidents"
    day = datetime(2024, 5, 1, 12, tzinfo=UTC)
    known = replace(wiki, history=History({"content/actors/mayor.md": Changes(day, day)}))
    view = foot(known, page, "actors/mayor.html", "https://example.org/wiki/")
    assert (view.changed, view.address) == ("1 May 2024", "https://example.org/wiki/actors/mayor.html")
    assert view.plain == "“Mayor of Northport”, Northport incidents, last changed 1 May 2024"
    assert "url = {https://example.org/wiki/actors/mayor.html}" in view.bibtex


def test_where_pages_can_be_edited_the_foot_leads_to_the_page_s_file(tmp_path: Path) -> None:
    address = "https://example.org/edit/main/content"
    site = f"-- content/site.yaml --\ntitle: Wiki\nedit_url: {address}\n"
    wiki, _ = linked(tmp_path, site)
    assert foot(wiki, entry(wiki, "actors/mayor"), "actors/mayor.html", "").edit == f"{address}/actors/mayor.md"


def test_who_cites_a_withdrawn_page_says_so(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("gang", status="withdrawn", withdrawn="{date: 2024-07, text: There is none.}"))
    found = foot(wiki, entry(wiki, "actors/gang"), "actors/gang.html", "")
    assert found.plain.startswith("“Withdrawn: Gang”, ")
    assert "title = {{Withdrawn: Gang}}" in found.bibtex
