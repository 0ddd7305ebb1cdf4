from pathlib import Path

from steps import actor, incident, linked, note, place, source

from builder.listviews import NEWEST_SHOWN, CountView, TreeView, home_view, list_view
from builder.model import Kind, Wiki


def groups(wiki: Wiki, kind: Kind) -> list[tuple[str, str, list[str]]]:
    return [(group.label, group.count, [item.page.text for item in group.items]) for group in list_view(wiki, kind).groups]


def names(trees: tuple[TreeView, ...]) -> list[object]:
    return [tree.item.page.text if not tree.children else (tree.item.page.text, names(tree.children)) for tree in trees]


def test_incidents_stand_by_year_newest_first(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path,
        incident("a", date="2023-05") + incident("b", date="2024-06-01") + incident("c", date='"../2020"', date_note="So."),
    )
    assert groups(wiki, Kind.INCIDENT) == [
        ("2024", "2", ["B", "Rockets on the Northport depot, 1 January 2024"]), ("2023", "1", ["A"]), ("2020", "1", ["C"]),
    ]  # fmt: skip


def test_actors_stand_by_type_and_then_by_name_in_any_case(tmp_path: Path) -> None:
    text = actor("b", title="beta", type="state") + actor("a", title="Alpha", type="state") + actor("z", type="armed-group")
    wiki, _ = linked(tmp_path, text)
    assert groups(wiki, Kind.ACTOR) == [
        ("Armed groups", "1", ["Z"]),
        ("States", "2", ["Alpha", "beta"]),
        ("People", "1", ["Mayor of Northport"]),
    ]


def test_sources_stand_newest_first(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("a", published="2024-05-01") + source("b", published="2023"))
    assert groups(wiki, Kind.SOURCE) == [("2024", "2", ["A", "Depot hit"]), ("2023", "1", ["B"])]


def test_places_stand_under_what_contains_them(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path, place("b", inside="northport") + place("a", inside="b") + place("c", inside="northport") + place("alone")
    )
    assert names(list_view(wiki, Kind.PLACE).trees) == ["Alone", ("Northport", [("B", ["A"]), "C"])]


def test_every_page_of_a_kind_is_listed_once(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "".join(incident(f"i{n}", date=f"20{n:02}") for n in range(30)))
    listed = [text for _, _, texts in groups(wiki, Kind.INCIDENT) for text in texts]
    assert len(listed) == len(set(listed)) == 31
    assert list_view(wiki, Kind.INCIDENT).count == "31 incidents"


def test_the_ids_of_groups_differ(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("a", type="media") + actor("b", type="public-body"))
    ids = [group.id for group in list_view(wiki, Kind.ACTOR).groups]
    assert len(set(ids)) == 3
    assert all(" " not in identifier for identifier in ids)


def test_an_actor_is_listed_with_its_other_names_and_its_incidents(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", "[[mayor]] [[mayor]][@herald]") + note("[[mayor]]"))
    ((item,),) = [group.items for group in list_view(wiki, Kind.ACTOR).groups]
    assert (item.also, item.counts, item.page.url) == (("the mayor",), "2 incidents", "../actors/mayor.html")


def test_the_home_page_shows_the_newest_events_only(tmp_path: Path) -> None:
    text = "".join(incident(f"i{n}", date=f"2024-02-{n:02}") for n in range(1, 12)) + incident(
        "war", date="2024-05", scope="background"
    )
    wiki, _ = linked(tmp_path, text)
    newest = [item.page.text for item in home_view(wiki).newest]
    assert len(newest) == NEWEST_SHOWN
    assert newest[:2] == ["I11", "I10"]
    assert home_view(wiki).counts[0] == CountView("13", "incidents", "incidents/index.html")


def test_the_home_page_is_the_note_index_or_else_the_site(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a")
    assert (home_view(wiki).title, home_view(wiki).summary, home_view(wiki).body) == (
        "Northport incidents",
        "A wiki for tests.",
        "",
    )
    wiki, _ = linked(tmp_path / "b", note("See [[mayor]].", "content/index.md", title="Welcome"))
    assert (home_view(wiki).title, home_view(wiki).body) == (
        "Welcome",
        '<p>See <a href="actors/mayor.html">Mayor of Northport</a>.</p>',
    )


def test_one_page_is_counted_in_the_singular(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert [(count.number, count.label) for count in home_view(wiki).counts] == [
        ("1", "incident"), ("1", "actor"), ("1", "place"), ("1", "source"),
    ]  # fmt: skip
