from pathlib import Path

import pytest
from steps import actor, incident, linked, note, place, source, stating

from builder import listparts
from builder.facts import LinkView
from builder.ids import Kind
from builder.listparts import PartView
from builder.listviews import NEWEST_SHOWN, CountView, ListView, TreeView, home_view, list_views
from builder.model import Wiki
from builder.timefigures import SMALL


def list_view(wiki: Wiki, kind: Kind) -> ListView:
    (view,) = list_views(wiki, kind)
    return view


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
    assert (tuple(name.text for name in item.also), item.counts, item.page.url) == (
        ("the mayor",),
        "2 incidents",
        "../actors/mayor.html",
    )


def test_the_home_page_shows_the_newest_events_only(tmp_path: Path) -> None:
    text = "".join(incident(f"i{n}", date=f"2024-02-{n:02}") for n in range(1, 12)) + incident(
        "war", date="2024-05", scope="background"
    )
    wiki, _ = linked(tmp_path, text)
    newest = [item.page.text for item in home_view(wiki).newest]
    assert len(newest) == NEWEST_SHOWN
    assert newest[:2] == ["I11", "I10"]
    assert home_view(wiki).counts[0] == CountView("13", "incidents", "incidents/index.html")


def test_what_was_withdrawn_is_listed_and_not_counted(tmp_path: Path) -> None:
    text = incident("x", date="2024-02-01", actors="[mayor]") + incident(
        "y", date="2024-03-01", actors="[mayor]", status="withdrawn"
    )
    wiki, _ = linked(tmp_path, text)
    assert home_view(wiki).counts[0] == CountView("2", "incidents", "incidents/index.html")
    assert [item.page.text for item in home_view(wiki).newest] == ["X", "Rockets on the Northport depot, 1 January 2024"]
    (incidents,), (actors,) = list_views(wiki, Kind.INCIDENT), list_views(wiki, Kind.ACTOR)
    assert (incidents.count, incidents.groups[0].items[0].page.text) == ("3 incidents, including 1 withdrawn", "Y")
    assert actors.groups[0].items[0].counts == "2 incidents"


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
NAMES = (
    "about: name, value: the depot, source: herald, quote: two people were hurt",
    "about: name, value: the store, source: y, quote: Nobody was arrested",
)
WEAPON = "about: weapon, value: rockets, source: herald"
STRENGTHS = (
    '[{id: c1, about: strength, value: 2, source: herald, quote: "two people were hurt"}, '
    '{id: c2, about: strength, value: 0, source: herald, quote: "Nobody was arrested"}]'
)


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
    wiki, _ = linked(tmp_path / "c", source("y") + stating(HURT, UNHURT, *NAMES))
    assert home_view(wiki).counts[-1] == CountView("2", "contested points, 1 on names", "contested.html")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part of a list hold three pages."""
    monkeypatch.setattr(listparts, "PART", 3)


def months(number: int) -> str:
    """Return incidents in as many months, from November 2020 on."""
    dates = [f"{2020 + (10 + month) // 12}-{1 + (10 + month) % 12:02}" for month in range(number)]
    return "-- content/incidents/2024-01-01-depot.md (absent) --\n" + "".join(
        incident(f"i{month}", date=date) for month, date in enumerate(dates)
    )


def shown(view: ListView) -> list[str]:
    return [item.page.text for group in view.groups for item in group.items]


def test_a_list_that_fits_one_page_is_whole(tmp_path: Path, short: None) -> None:
    wiki, _ = linked(tmp_path, months(3))
    (view,) = list_views(wiki, Kind.INCIDENT)
    assert (view.here, view.part, view.whole, view.finder) == ("incidents/index.html", None, "", "../data/finder.js")


def test_a_long_list_comes_in_parts_of_which_the_older_keep_what_they_hold(tmp_path: Path, short: None) -> None:
    fewer = [(view.here, shown(view)) for view in list_views(linked(tmp_path / "a", months(7))[0], Kind.INCIDENT)]
    more = [(view.here, shown(view)) for view in list_views(linked(tmp_path / "b", months(9))[0], Kind.INCIDENT)]
    older = [("incidents/index-2.html", ["I5", "I4", "I3"]), ("incidents/index-1.html", ["I2", "I1", "I0"])]
    assert fewer == [("incidents/index.html", ["I6"]), *older]
    assert more == [("incidents/index.html", ["I8", "I7", "I6"]), *older]


def test_the_parts_of_a_list_say_which_they_are_and_lead_to_one_another(tmp_path: Path, short: None) -> None:
    wiki, _ = linked(tmp_path, months(7))
    views = list(list_views(wiki, Kind.INCIDENT))
    assert [view.part for view in views] == [
        PartView("Page 3 of 3, the newest", None, LinkView("Page 2", "../incidents/index-2.html")),
        PartView("Page 2 of 3", LinkView("Page 3", "../incidents/index.html"), LinkView("Page 1", "../incidents/index-1.html")),
        PartView("Page 1 of 3, the oldest", LinkView("Page 2", "../incidents/index-2.html"), None),
    ]
    assert [view.count for view in views] == ["7 incidents", "3 incidents", "3 incidents"]
    assert [(view.whole, view.finder) for view in views] == [
        ("", "../data/finder.js"), ("../incidents/index.html", ""), ("../incidents/index.html", ""),
    ]  # fmt: skip


def test_years_lead_across_the_parts_of_a_list_to_where_they_begin(tmp_path: Path, short: None) -> None:
    wiki, _ = linked(tmp_path, months(7))
    newest, middle, oldest = list_views(wiki, Kind.INCIDENT)
    assert [(link.text, link.url) for link in oldest.contents] == [
        ("2021", "../incidents/index.html#g-2021"), ("2020", "#g-2020"),
    ]  # fmt: skip
    assert [link.url for link in newest.contents] == ["#g-2021", "../incidents/index-1.html#g-2020"]
    counts = [[(group.label, group.count) for group in view.groups] for view in (newest, middle, oldest)]
    assert counts == [[("2021", "1 of 5")], [("2021", "3 of 5")], [("2021", "1 of 5"), ("2020", "2")]]


def test_sources_come_in_parts_as_incidents_do(tmp_path: Path, short: None) -> None:
    wiki, _ = linked(tmp_path, "".join(source(f"s{number}", published="2020") for number in range(3)))
    assert [(view.here, view.finder) for view in list_views(wiki, Kind.SOURCE)] == [
        ("sources/index.html", ""), ("sources/index-1.html", ""),
    ]  # fmt: skip


def test_a_list_of_nothing_is_there_all_the_same(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, months(0))
    assert [(view.here, view.count, view.groups) for view in list_views(wiki, Kind.INCIDENT)] == [
        ("incidents/index.html", "0 incidents", ()),
    ]  # fmt: skip


def test_the_home_page_shows_events_and_campaigns_in_time_without_their_background(tmp_path: Path) -> None:
    text = (
        incident("x", date="2020")
        + incident("y", date="2021/2022", scope="campaign")
        + incident("z", date="1990", scope="background")
    )
    wiki, _ = linked(tmp_path, text)
    view = home_view(wiki)
    assert view.timeline
    for drawing in view.timeline.figure.drawings:
        assert [row.url for row in drawing.rows] == ["incidents/x.html", "incidents/y.html", "incidents/2024-01-01-depot.html"]
    assert {one.page.text for one in view.previews} >= {"X", "Y", "Rockets on the Northport depot, 1 January 2024"}


def test_the_home_page_of_a_large_wiki_counts_by_year(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "".join(incident(f"x{number}", date=str(2020 + number % 2)) for number in range(SMALL + 1)))
    view = home_view(wiki)
    assert view.timeline
    assert [row.url for row in view.timeline.figure.drawings[0].rows] == [
        "incidents/index.html?year=2020", "incidents/index.html?year=2021", "incidents/index.html?year=2024",
    ]  # fmt: skip


def test_the_home_page_of_a_wiki_with_one_incident_draws_none(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert home_view(wiki).timeline is None
