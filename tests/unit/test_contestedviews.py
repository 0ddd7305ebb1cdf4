from pathlib import Path

from steps import actor, linked, source, stating

from builder.contestedviews import ContestedItem, contested_view

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
