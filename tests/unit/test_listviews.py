from pathlib import Path

from steps import actor, incident, linked, note, place, source, stating

from builder.ids import Kind
from builder.listviews import NEWEST_SHOWN, ContestedItem, CountView, TreeView, contested_view, home_view, list_view
from builder.model import Wiki


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


HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
UNHURT = "about: injured, value: 0, source: y, quote: Nobody was arrested"
WEAPON = "about: weapon, value: rockets, source: herald"
STRENGTHS = (
    '[{id: c1, about: strength, value: 2, source: herald, quote: "two people were hurt"}, '
    '{id: c2, about: strength, value: 0, source: herald, quote: "Nobody was arrested"}]'
)


def contested(items: tuple[ContestedItem, ...]) -> list[tuple[str, str, str, list[str]]]:
    return [(item.page.text, item.page.url, item.when, [row.label for row in item.rows]) for item in items]


def test_only_points_on_which_sources_differ_are_contested(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, source("y") + stating(WEAPON, HURT, UNHURT, HURT.replace("injured", "casualties")))
    assert found == []
    view = contested_view(wiki)
    assert contested(view.incidents) == [("X", "incidents/x.html", "1 January 2024", ["Injured"])]
    assert (view.actors, view.count) == ((), "1 point on 1 page")
    (row,) = view.incidents[0].rows
    urls = [claim.url for value in row.values for claim in value.claims]
    assert urls == ["incidents/x.html#claim:c2", "incidents/x.html#claim:c3"]


def test_contested_incidents_stand_newest_first_and_actors_by_name(tmp_path: Path) -> None:
    text = source("y") + stating(HURT, UNHURT) + stating(HURT, UNHURT, date="2023-12", title="Y2").replace("/x.md", "/w.md")
    text += actor("b", title="alpha", claims=STRENGTHS, sources="[herald]") + actor(
        "a", title="Beta", claims=STRENGTHS, sources="[herald]"
    )
    wiki, found = linked(tmp_path, text)
    assert found == []
    view = contested_view(wiki)
    assert [item[0] for item in contested(view.incidents)] == ["X", "Y2"]
    assert [(item[0], item[2]) for item in contested(view.actors)] == [("alpha", ""), ("Beta", "")]
    assert view.count == "4 points on 4 pages"


def test_a_list_says_of_an_incident_how_many_points_are_contested(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("y") + stating(HURT, UNHURT, WEAPON))
    tags = {item.page.text: item.tags for group in list_view(wiki, Kind.INCIDENT).groups for item in group.items}
    assert tags == {
        "X": ("Attack", "1 contested point"),
        "Rockets on the Northport depot, 1 January 2024": ("Shelling, artillery or missile attack",),
    }


def test_the_home_page_counts_contested_points_and_leads_to_them(tmp_path: Path) -> None:
    one = source("y") + stating(HURT, UNHURT)
    wiki, _ = linked(tmp_path / "a", one)
    assert home_view(wiki).counts[-1] == CountView("1", "contested point", "contested.html")
    wiki, _ = linked(tmp_path / "b", one + actor("b", claims=STRENGTHS, sources="[herald]"))
    assert home_view(wiki).counts[-1] == CountView("2", "contested points", "contested.html")


def test_a_wiki_in_which_all_agree_has_nothing_contested(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, stating(WEAPON))
    view = contested_view(wiki)
    assert (view.count, view.incidents, view.actors) == ("0 points on 0 pages", (), ())


def test_a_withdrawn_page_contests_nothing(tmp_path: Path) -> None:
    claims = [f"about: weapon, value: {value}, source: herald" for value in ("rockets", "drones")]
    wiki, _ = linked(tmp_path / "a", stating(*claims))
    assert contested_view(wiki).count == "1 point on 1 page"
    wiki, _ = linked(tmp_path / "b", stating(*claims, status="withdrawn"))
    assert contested_view(wiki).incidents == ()
