from pathlib import Path

from steps import actor, entry, incident, linked, place, source, stating

from builder.facts import FactItem, facts, published, source_link
from builder.ids import PageId
from builder.model import Wiki


def box(wiki: Wiki, page: str) -> dict[str, tuple[FactItem, ...]]:
    return {fact.label: fact.items for fact in facts(wiki, entry(wiki, page), f"{page}.html")}


def test_an_incident_says_when_what_where_who_and_from_whom(tmp_path: Path) -> None:
    wiki, found = linked(
        tmp_path,
        incident(
            "x", date="2024-03-01~", date_note="So.", time='"23:00"', places="[northport]", actors="[{actor: mayor, role: host}]"
        ),
    )
    assert found == []
    shown = box(wiki, "incidents/x")
    assert list(shown) == ["Date", "Time", "Type", "Where, or nearby", "Host", "Sources"]
    assert shown["Date"] == (FactItem("about 1 March 2024", reasoning="So."),)
    assert shown["Time"] == (FactItem("23:00", detail="local time, Europe/Lisbon"),)
    assert shown["Host"] == (FactItem("Mayor of Northport", "../actors/mayor.html"),)
    assert shown["Sources"] == (FactItem("Depot hit", "../sources/herald.html", "outlet not known, 2 January 2024"),)


def test_facts_without_a_value_are_left_out(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert list(box(wiki, "incidents/2024-01-01-depot")) == ["Date", "Type", "Place attacked", "Responder", "Sources"]


def test_the_scope_is_said_only_where_it_is_not_one_event(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", scope="campaign"))
    assert box(wiki, "incidents/x")["Scope"] == (FactItem("Campaign"),)


def test_a_relation_says_since_when_and_in_which_words(tmp_path: Path) -> None:
    relation = '{to: mayor, as: opposes, from: 2020, until: "2024-01", source: herald, quote: "Nobody was arrested"}'
    wiki, found = linked(tmp_path, actor("x", relations=f"[{relation}]", sources="[herald]"))
    assert found == []
    assert box(wiki, "actors/x")["Opposes"] == (
        FactItem(
            "Mayor of Northport", "../actors/mayor.html", "from 2020, until January 2024", "“Nobody was arrested”, Depot hit"
        ),
    )


def test_every_relation_of_one_sort_is_shown(tmp_path: Path) -> None:
    text = actor("y") + actor("x", relations="[{to: mayor, as: opposes, source: herald}, {to: y, as: opposes, source: herald}]")
    wiki, _ = linked(tmp_path, text)
    items = [
        item.text
        for fact in facts(wiki, entry(wiki, "actors/x"), "actors/x.html")
        if fact.label == "Opposes"
        for item in fact.items
    ]
    assert items == ["Mayor of Northport", "Y"]


def test_a_label_says_what_it_leaves_open(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("x", vague="Nobody says which group."))
    assert box(wiki, "actors/x")["A label"] == (FactItem("names no particular group", reasoning="Nobody says which group."),)
    assert "A label" not in box(wiki, "actors/mayor")


def test_an_article_names_each_speaker_whose_words_it_carries_once(tmp_path: Path) -> None:
    hurt = "about: injured, value: 2, source: herald, quote: two people were hurt"
    text = stating(f"{hurt}, by: mayor", f"{hurt}, by: police", f"{hurt}, by: mayor", hurt)
    wiki, found = linked(tmp_path, text + actor("police") + source("y"))
    assert found == []
    assert box(wiki, "sources/herald")["Carries words of"] == (
        FactItem("Mayor of Northport", "../actors/mayor.html"),
        FactItem("Police", "../actors/police.html"),
    )
    assert "Carries words of" not in box(wiki, "sources/y")


def test_an_alias_carries_language_and_direction(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("x", aliases="[Ali, {text: علي, lang: ar, note: its own}]"))
    assert box(wiki, "actors/x")["Also written"] == (FactItem("Ali"), FactItem("علي", reasoning="its own", lang="ar", dir="rtl"))


def test_a_place_names_all_that_contain_it_the_nearest_first(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("a", inside="b") + place("b", inside="northport"))
    assert [item.text for item in box(wiki, "places/a")["Inside"]] == ["B", "Northport"]


def test_a_point_says_whose_figure_it_is_and_how_precise(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("a", location="{lat: 33.31, lon: 44.4, precision_m: 2000, from: an atlas}"))
    assert box(wiki, "places/a")["Location"] == (FactItem("33.31, 44.4", detail="within 2,000 m, from an atlas"),)


def test_a_source_says_what_it_is_and_what_is_not_known(tmp_path: Path) -> None:
    text = source(
        "x", title="null", title_note="None shown.", publisher_note="Not stated.", lang="ar", url="https://example.org/"
    )
    wiki, found = linked(tmp_path, text)
    assert found == []
    shown = box(wiki, "sources/x")
    assert shown["Headline"] == (FactItem("none in the archived text", reasoning="None shown."),)
    assert shown["Outlet"] == (FactItem("not known", reasoning="Not stated."),)
    assert shown["Language"] == (FactItem("Arabic"),)
    assert shown["Address"] == (FactItem("https://example.org/", "https://example.org/"),)


def test_a_source_is_said_to_be_its_outlets(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("paper", title="The Paper", type="media") + source("x", publisher="paper"))
    assert published(wiki, entry(wiki, "sources/x")) == "The Paper, 3 January 2024"
    assert published(wiki, entry(wiki, "actors/paper")) == ""


def test_the_short_name_of_a_source_is_its_outlet_or_else_its_title_with_its_date(tmp_path: Path) -> None:
    text = (
        actor("paper", title="The Paper", type="media")
        + source("a", publisher="paper")
        + source("b")
        + source("c", title="null", title_note="None shown.")
    )
    wiki, found = linked(tmp_path, text)
    assert found == []
    links = [source_link(wiki, PageId(f"sources/{slug}"), "incidents/x.html") for slug in "abc"]
    assert [link.url for link in links] == ["../sources/a.html", "../sources/b.html", "../sources/c.html"]
    assert [link.text for link in links[:2]] == ["The Paper, 3 January 2024", "“B”, 3 January 2024"]
    assert links[2].text == entry(wiki, "sources/c").page.title
