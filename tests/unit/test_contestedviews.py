from pathlib import Path

import pytest
from steps import actor, incident, linked, rendered, source, stating

from builder import listparts
from builder.contestedviews import ContestedView, contested_views
from builder.model import Wiki

HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
UNHURT = "about: injured, value: 0, source: y, quote: Nobody was arrested"
WEAPON = "about: weapon, value: rockets, source: herald"
STRENGTHS = (
    '[{id: c1, about: strength, value: 2, source: herald, quote: "two people were hurt"}, '
    '{id: c2, about: strength, value: 0, source: herald, quote: "Nobody was arrested"}]'
)


NAMES = (
    "about: name, value: the depot, source: herald, quote: two people were hurt",
    "about: name, value: the store, source: y, quote: Nobody was arrested",
)


def contested_view(wiki: Wiki) -> ContestedView:
    (view,) = contested_views(wiki)
    return view


def contested(view: ContestedView) -> dict[str, list[tuple[str, str, str, list[str]]]]:
    return {
        section.label: [(item.page.text, item.page.url, item.when, [row.label for row in item.rows]) for item in section.items]
        for section in view.sections
    }


def test_only_points_on_which_sources_differ_are_contested(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, source("y") + stating(WEAPON, HURT, UNHURT, HURT.replace("injured", "casualties")))
    assert found == []
    view = contested_view(wiki)
    assert contested(view) == {"What happened": [("X", "incidents/x.html", "1 January 2024", ["Injured"])]}
    assert (view.here, view.count, view.part) == ("contested.html", "1 point on 1 page: 1 on what happened", None)
    (row,) = view.sections[0].items[0].rows
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
    (items,) = contested(view).values()
    assert [(item[0], item[2]) for item in items] == [
        ("X", "1 January 2024"), ("Y2", "December 2023"), ("alpha", ""), ("Beta", ""),
    ]  # fmt: skip
    assert view.count == "4 points on 4 pages: 4 on what happened"


def test_names_are_told_apart_from_what_happened(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, source("y") + stating(*NAMES, HURT, UNHURT))
    assert found == []
    view = contested_view(wiki)
    assert [(section.label, section.count) for section in view.sections] == [("What happened", "1"), ("Names used", "1")]
    assert [labels for ((_, _, _, labels),) in contested(view).values()] == [["Injured"], ["Name used"]]
    assert view.count == "2 points on 1 page: 1 on what happened, 1 on names"


def test_a_long_list_comes_in_parts_of_which_full_ones_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listparts, "PART", 2)
    pages = [
        stating(HURT, UNHURT, title=f"I{number}", date=f"2023-01-0{number}").replace("/x.md", f"/i{number}.md")
        for number in range(1, 5)
    ]
    text = source("y") + actor("b", claims=STRENGTHS, sources="[herald]") + incident("agreed")
    few, many = (
        list(contested_views(linked(tmp_path / str(number), text + "".join(pages[:number]))[0])) for number in (2, len(pages))
    )
    shown = [(view.here, [item.page.text for section in view.sections for item in section.items]) for view in many]
    assert shown == [("contested.html", ["B"]), ("contested-2.html", ["I4", "I3"]), ("contested-1.html", ["I2", "I1"])]
    assert [view.here for view in few] == ["contested.html", "contested-1.html"]
    assert few[-1].sections == many[-1].sections
    assert [view.count.partition(":")[0] for view in many] == [
        "5 points on 5 pages",
        "2 points on 2 pages",
        "2 points on 2 pages",
    ]
    site = rendered(tmp_path / "all", text + "".join(pages))
    middle = site["contested-2.html"].decode()
    assert '<a rel="prev" href="contested.html"><span>Newer</span> Page 3</a>' in middle
    assert '<a rel="next" href="contested-1.html"><span>Older</span> Page 1</a>' in middle
    assert "Page 2 of 3</p>" in middle


def test_a_wiki_in_which_all_agree_has_nothing_contested(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, stating(WEAPON))
    view = contested_view(wiki)
    assert (view.count, view.sections) == ("0 points on 0 pages", ())


def test_a_withdrawn_page_contests_nothing(tmp_path: Path) -> None:
    claims = [f"about: weapon, value: {value}, source: herald" for value in ("rockets", "drones")]
    wiki, _ = linked(tmp_path / "a", stating(*claims))
    assert contested_view(wiki).count == "1 point on 1 page: 1 on what happened"
    wiki, _ = linked(tmp_path / "b", stating(*claims, status="withdrawn"))
    assert contested_view(wiki).sections == ()
