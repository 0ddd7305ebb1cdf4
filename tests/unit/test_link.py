from pathlib import Path

import pytest
from steps import actor, entry, incident, linked, note, place, source, told


def problems(root: Path, text: str) -> list[str]:
    return told(linked(root, text)[1])


def test_incidents_follow_each_other_by_date_then_time(tmp_path: Path) -> None:
    text = (
        incident("e", date="2024-03-01", time='"23:00"')
        + incident("d", date="2024-03-01", time='"08:00"')
        + incident("c", date="2024-03-01")
        + incident("b", date="2024-03")
        + incident("a", date="2024-03-02")
        + incident("z", date="2023")
    )
    wiki, found = linked(tmp_path, text)
    assert found == []
    order = [
        "incidents/z",
        "incidents/2024-01-01-depot",
        "incidents/c",
        "incidents/d",
        "incidents/e",
        "incidents/b",
        "incidents/a",
    ]
    assert list(wiki.incidents) == order
    assert [entry(wiki, page).previous for page in order] == [None, *order[:-1]]
    assert [entry(wiki, page).next for page in order] == [*order[1:], None]


def test_sources_have_neighbours_by_the_day_they_appeared_and_what_has_no_date_has_none(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("a", published="2024-05-01") + source("b", published="2023-05-01"))
    assert [entry(wiki, f"sources/{slug}").next for slug in ("b", "herald", "a")] == ["sources/herald", "sources/a", None]
    assert [entry(wiki, f"sources/{slug}").previous for slug in ("b", "herald")] == [None, "sources/b"]
    assert entry(wiki, "actors/mayor").next is None


def test_places_inside_a_place_are_its_children(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("b", inside="northport") + place("a", inside="places/northport"))
    assert entry(wiki, "places/northport").children == ("places/a", "places/b")


def test_drafts_are_no_part_of_the_wiki_unless_asked_for(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path / "a", incident("x", status="draft"))
    assert found == []
    assert "incidents/x" not in wiki.entries
    wiki, _ = linked(tmp_path / "b", incident("x", status="draft"), drafts=True)
    assert "incidents/x" in wiki.incidents


def test_mistakes_of_drafts_are_told_all_the_same(tmp_path: Path) -> None:
    assert problems(tmp_path, note("[[nowhere]]", status="draft")) == ["5:1 link-target"]


@pytest.mark.parametrize(
    "text",
    [
        place("a", inside="b") + place("b", inside="c") + place("c", inside="a"),
        incident("a", scope="campaign", part_of="[b]") + incident("b", scope="campaign", part_of="[a]"),
        source("a", derived_from="[b]") + source("b", derived_from="[a]"),
        incident("a", scope="campaign", part_of="[c, b]")
        + incident("b", scope="campaign", part_of="[c]")
        + incident("c", scope="campaign", part_of="[d]")
        + incident("d", scope="campaign", part_of="[b]"),
    ],
)
def test_a_ring_is_told_once(tmp_path: Path, text: str) -> None:
    assert [problem.rule for problem in linked(tmp_path, text)[1]] == ["loop"]


def test_two_ways_to_one_page_are_no_ring(tmp_path: Path) -> None:
    text = (
        incident("a", scope="campaign", part_of="[b, c]")
        + incident("b", scope="campaign", part_of="[d]")
        + incident("c", scope="campaign", part_of="[d]")
        + incident("d", scope="campaign", related="[a]")
    )
    assert problems(tmp_path, text) == []


def test_a_chain_of_any_length_is_no_ring(tmp_path: Path) -> None:
    text = "".join(incident(f"p{number}", scope="campaign", part_of=f"[p{number - 1}]") for number in range(1, 1500)) + incident(
        "p0", scope="campaign"
    )
    assert problems(tmp_path, text) == []


def test_old_addresses_lead_to_the_page(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, actor("new", redirect_from="[old, places/older]") + note("x", redirect_from="[told]"))
    assert found == []
    assert wiki.redirects == {"actors/old.html": "actors/new", "places/older.html": "actors/new", "told.html": "about"}


@pytest.mark.parametrize("old", ["mayor", "actors/mayor", "new"])
def test_an_old_address_that_is_a_pages_own_is_refused(tmp_path: Path, old: str) -> None:
    assert problems(tmp_path, actor("new", redirect_from=f"[{old}]")) == ["5:17 address-taken"]


@pytest.mark.parametrize("old", ["../x", "/x", "a/b/c", "x.html", "Ärger", "https://example.org", "x/y"])
def test_what_was_never_an_id_is_no_old_address(tmp_path: Path, old: str) -> None:
    assert problems(tmp_path, actor("new", redirect_from=f'["{old}"]')) == ["5:17 field-value"]


@pytest.mark.parametrize("old", ["404", "index", "data", "map", "incidents/index", "sources/index"])
def test_an_old_address_that_is_the_sites_own_is_refused(tmp_path: Path, old: str) -> None:
    assert problems(tmp_path, note("x", redirect_from=f"[{old}]")) == ["3:17 address-taken"]


def test_two_pages_do_not_claim_one_old_address(tmp_path: Path) -> None:
    assert problems(tmp_path, actor("a", redirect_from="[old]") + actor("b", redirect_from="[actors/old]")) == [
        "5:17 address-taken"
    ]


@pytest.mark.parametrize(
    "path", ["content/404.md", "content/data.md", "content/map.md", "content/actors/index.md", "content/incidents/index.md"]
)
def test_a_page_does_not_stand_where_the_site_has_its_own(tmp_path: Path, path: str) -> None:
    make = {"content/actors/index.md": actor("index"), "content/incidents/index.md": incident("index")}
    assert problems(tmp_path, make.get(path) or note("x", path)) == ["1:1 address-taken"]


def test_the_home_page_may_be_written(tmp_path: Path) -> None:
    assert problems(tmp_path, note("x", "content/index.md", title="Home")) == []


def test_the_order_of_pages_is_that_of_their_ids(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("z") + actor("a"))
    assert list(wiki.entries) == sorted(wiki.entries)
