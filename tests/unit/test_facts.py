from pathlib import Path

import pytest
from steps import actor, entry, incident, linked, note, place, rendered, source, stating, whole

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


def test_a_relation_says_since_when(tmp_path: Path) -> None:
    relation = '{to: mayor, as: opposes, from: 2020, until: "2024-01", source: herald, quote: "Nobody was arrested"}'
    wiki, found = linked(tmp_path, actor("x", relations=f"[{relation}]", sources="[herald]"))
    assert found == []
    assert box(wiki, "actors/x")["Opposes"] == (
        FactItem(
            "Mayor of Northport",
            "../actors/mayor.html",
            "from 2020, until January 2024, in an article, 2 January 2024",
        ),
    )


def test_a_relation_says_who_says_so(tmp_path: Path) -> None:
    tie = "{to: mayor, as: linked-to, from: 2020, by: police, source: herald, quote: Nobody was arrested, note: No more is said.}"
    plain = "{to: police, as: linked-to, by: y, source: herald, note: A guess.}"
    wiki, found = linked(tmp_path, actor("police") + actor("y", relations=f"[{tie}, {plain}]", sources="[herald]"))
    assert found == []
    shown = [
        item for fact in facts(wiki, entry(wiki, "actors/y"), "actors/y.html") if fact.label == "Linked to" for item in fact.items
    ]
    assert shown == [
        FactItem(
            "Mayor of Northport",
            "../actors/mayor.html",
            "from 2020, according to Police",
        ),
        FactItem("Police", "../actors/police.html", "according to Y"),
    ]


def test_a_relation_that_an_article_states_itself_says_in_which(tmp_path: Path) -> None:
    ties = ", ".join(f"{{to: mayor, as: opposes, source: {slug}}}" for slug in ("y", "z"))
    text = (
        source("y", publisher="paper") + source("z", title="صواريخ", lang="ar") + actor("paper", type="media", title="The Paper")
    )
    wiki, found = linked(tmp_path, text + actor("x", relations=f"[{ties}]", sources="[y, z]"))
    assert found == []
    details = [item.detail for item in box(wiki, "actors/x")["Opposes"]]
    assert details == ["in The Paper, 3 January 2024", "in an article, 3 January 2024"]


def test_weapons_are_told_by_what_they_were_in_the_incident(tmp_path: Path) -> None:
    weapons = "[lance, {weapon: shield, role: defence}, {weapon: spear, role: used}]"
    pages = "".join(note("Text.", f"content/{slug}.md", title=slug.title()) for slug in ("lance", "shield", "spear"))
    wiki, found = linked(tmp_path, pages + incident("x", weapons=weapons))
    assert found == []
    shown = box(wiki, "incidents/x")
    assert shown["Weapons"] == (FactItem("Lance", "../lance.html"), FactItem("Spear", "../spear.html"))
    assert shown["Defence"] == (FactItem("Shield", "../shield.html"),)


def test_what_a_page_is_kept_apart_from_is_told_with_the_reason(tmp_path: Path) -> None:
    wiki, found = linked(
        tmp_path,
        actor("x", not_same_as="[y, {page: mayor, note: Another town.}]")
        + actor("y")
        + place("p", not_same_as="[{page: northport}]"),
    )
    assert found == []
    assert box(wiki, "actors/x")["Kept apart from"] == (
        FactItem("Y", "../actors/y.html", label="Why"),
        FactItem("Mayor of Northport", "../actors/mayor.html", reasoning="Another town.", label="Why"),
    )
    assert box(wiki, "places/p")["Kept apart from"] == (FactItem("Northport", "../places/northport.html", label="Why"),)


def test_relations_of_one_sort_stand_in_one_row(tmp_path: Path) -> None:
    ties = [
        f"{{to: {to}, as: {kind}, source: herald}}" for to, kind in (("mayor", "opposes"), ("y", "supports"), ("y", "opposes"))
    ]
    text = actor("y") + actor("x", relations=f"[{', '.join(ties)}]")
    wiki, _ = linked(tmp_path, text)
    rows = [(fact.label, [item.text for item in fact.items]) for fact in facts(wiki, entry(wiki, "actors/x"), "actors/x.html")]
    assert [row for row in rows if row[0] in ("Opposes", "Supports")] == [
        ("Opposes", ["Mayor of Northport", "Y"]),
        ("Supports", ["Y"]),
    ]


def test_a_label_says_what_it_leaves_open(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("x", vague="Nobody says which group."))
    assert box(wiki, "actors/x")["A label"] == (
        FactItem("names no particular group", reasoning="Nobody says which group.", label="What it leaves open"),
    )
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


@pytest.mark.parametrize(
    ("location", "shown", "within"),
    [
        ("{lat: 33.31512, lon: 44.4, precision_m: 2000, from: an atlas}", "33.32° N, 44.40° E", "2 km"),
        ("{lat: -33.31512, lon: -44.4, precision_m: 2, from: an atlas}", "33.31512° S, 44.40000° W", "2 m"),
        ("{lat: 33.31512, lon: 44.4, precision_m: 20000, from: an atlas}", "33.3° N, 44.4° E", "20 km"),
        ("{lat: 33, lon: 44, precision_m: 500000, from: an atlas}", "33° N, 44° E", "500 km"),
        ("{lat: 0, lon: 0, precision_m: 1, from: an atlas}", "0.00000° N, 0.00000° E", "1 m"),
    ],
)
def test_a_point_says_whose_figure_it_is_and_shows_no_more_digits_than_it_is_precise(
    tmp_path: Path, location: str, shown: str, within: str
) -> None:
    wiki, _ = linked(tmp_path, place("a", location=location))
    assert box(wiki, "places/a")["Location"] == (FactItem(shown, detail=f"may be off by {within}; from an atlas"),)


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
    title = entry(wiki, "sources/c").page.title
    assert [whole(link) for link in links] == ["The Paper, 3 January 2024", "“B”, 3 January 2024", title]


def test_in_the_short_name_of_a_source_only_the_headline_is_foreign(tmp_path: Path) -> None:
    title = "صواريخ على المستودع"
    claim = "about: responsibility, value: mayor, stance: suspects, source: y"
    tie = actor("ali", relations="[{to: mayor, as: opposes, source: y}]", sources="[y]")
    site = rendered(tmp_path, source("y", title=title, lang="ar") + stating(claim) + tie)
    for path in ("incidents/x.html", "actors/ali.html", "actors/mayor.html", "who.html"):
        page = site[path].decode()
        up = "" if path == "who.html" else "../"
        assert f'“<a href="{up}sources/y.html" lang="ar" dir="rtl">{title}</a>”, 3 January 2024' in page, path
        assert f"“{title}”" not in page, path


def test_a_campaign_names_its_parts_in_order_of_time(tmp_path: Path) -> None:
    parts = incident("b", date="2024-03-02", part_of="[x]") + incident("c", date="2024-03-01", part_of="[x]")
    wiki, _ = linked(tmp_path, parts + incident("x", scope="campaign"))
    assert [item.text for item in box(wiki, "incidents/x")["Parts"]] == ["C", "B"]
    assert entry(wiki, "incidents/b").parts == ()


def test_what_stands_in_another_language_says_so_wherever_it_is_linked(tmp_path: Path) -> None:
    title = "صواريخ على المستودع"
    text = source("y", title=title, lang="ar") + note("One.[@y] [[sources/y]]") + incident("x", "One.[@y]", sources="[y]")
    text += actor("z", aliases="[{text: بلدية, lang: ar}]")
    site = {path: content.decode() for path, content in rendered(tmp_path, text).items() if path.endswith(".html")}
    marked = f'lang="ar" dir="rtl">{title}<'
    assert f"<h1 {marked}/h1>" in site["sources/y.html"]
    assert site["sources/index.html"].count(marked) == 1
    assert site["about.html"].count(marked) >= 2  # the reference and the preview
    assert marked in site["incidents/x.html"].partition("</aside>")[0]
    assert '<bdi lang="ar" dir="rtl">بلدية</bdi>' in site["actors/z.html"]
    assert '<bdi lang="ar" dir="rtl">بلدية</bdi>' in site["actors/index.html"]
