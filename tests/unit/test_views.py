import posixpath
import re
from pathlib import Path

import pytest
from steps import actor, archived, entry, incident, linked, note, place, rendered, source

from builder.markup import RESERVED_IDS
from builder.model import Wiki
from builder.pipeline import OWN_TEMPLATES
from builder.views import page_view, site_view


def accounts(body: str = "## A\n\nText.[@c1] [[#A]]") -> str:
    """Return two accounts of one incident: a count on which they differ, an accusation, and two claims on the accused."""
    of_x = (
        '{id: c1, about: injured, value: 2, by: mayor, source: herald, quote: "two people were hurt"}',
        '{id: c2, about: injured, value: 0, source: y, quote: "Nobody was arrested"}',
        '{id: c3, about: responsibility, value: gang, stance: accuses, by: mayor, source: y, quote: "the mayor said on Tuesday"}',
    )
    of_gang = (
        '{id: c1, about: strength, value: {min: 2}, source: y, quote: "Two rockets hit"}',
        '{id: c2, about: strength, value: 2, refines: c1, source: y, quote: "two people were hurt"}',
    )
    return (
        incident("x", body, date="2024-01-01", sources="[herald, y]", claims=f"[{', '.join(of_x)}]")
        + actor("gang", sources="[y]", claims=f"[{', '.join(of_gang)}]")
        + source("y")
    )


def groups(wiki: Wiki, page: str) -> list[tuple[str, list[str]]]:
    view = page_view(wiki, entry(wiki, page), f"{page}.html")
    return [(group.label, [item.page.text for item in group.items]) for group in view.backlinks]


def test_backlinks_are_grouped_by_role_first_and_incidents_stand_newest_first(tmp_path: Path) -> None:
    text = (
        note("[[mayor]]")
        + incident("a", "[[mayor]][@herald]", date="2020")
        + incident("b", date="2021", actors="[{actor: mayor, role: attacker}]")
        + incident("c", date="2022", actors="[{actor: mayor, role: attacker}]")
        + actor("d", "[[mayor]]")
        + place("f", "[[mayor]]")
        + source("e", "[[mayor]]")
    )
    wiki, _ = linked(tmp_path, text)
    assert groups(wiki, "actors/mayor") == [
        ("Incidents: attacker", ["C", "B"]),
        ("Incidents: responder", ["Rockets on the Northport depot, 1 January 2024"]),
        ("Incidents that mention it", ["A"]),
        ("Actors that mention it", ["D"]),
        ("Places that mention it", ["F"]),
        ("Sources that mention it", ["E"]),
        ("Other pages", ["About"]),
    ]


def test_who_speaks_or_is_spoken_of_in_claims_has_a_backlink_for_it(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, accounts())
    assert groups(wiki, "actors/mayor") == [
        ("Incidents: responder", ["Rockets on the Northport depot, 1 January 2024"]),
        ("Incidents with claims by or about it", ["X"]),
    ]
    assert groups(wiki, "actors/gang") == [("Incidents with claims by or about it", ["X"])]


def test_each_kind_of_page_shows_what_claims_tell_of_it(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, accounts())
    assert found == []
    shown = {}
    for page in ("incidents/x", "actors/gang", "actors/mayor", "places/northport", "sources/y"):
        view = page_view(wiki, entry(wiki, page), f"{page}.html")
        parts = ("table", "attribution", "mirror", "steps", "spellings", "quoted", "unanswered")
        shown[page] = [name for name in parts if getattr(view, name)]
    assert shown == {
        "incidents/x": ["table", "attribution", "steps"],
        "actors/gang": ["table", "mirror", "spellings"],
        "actors/mayor": ["mirror", "spellings"],
        "places/northport": ["spellings"],
        "sources/y": ["quoted"],
    }


LANCE = note("Text.", "content/lance.md", title="Lance rocket", aliases="[lance, {text: رمح, lang: ar}]")


def test_a_weapon_page_shows_how_articles_call_it_and_the_incidents_by_what_it_was_there(tmp_path: Path) -> None:
    text = (
        archived("y", "A lance fell. The lance rockets burned.\n")
        + incident("a", weapons="[lance]", date="2023")
        + incident("b", "Not a [[lance]].[@herald]", date="2022")
        + incident("c", weapons="[{weapon: lance, role: defence}]", date="2021")
    )
    wiki, found = linked(tmp_path, LANCE + text)
    assert found == []
    view = page_view(wiki, entry(wiki, "lance"), "lance.html")
    assert [(name.text, name.lang, [link.text for link in name.sources]) for name in view.spellings] == [
        ("lance", "", ["Y"]), ("Lance rocket", "", []), ("رمح", "ar", []),
    ]  # fmt: skip
    assert groups(wiki, "lance") == [
        ("Incidents in which it was used", ["A"]),
        ("Incidents in which it was the defence", ["C"]),
        ("Incidents that mention it", ["B"]),
    ]


def test_a_free_page_without_further_names_shows_no_spellings(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("Text.", title="Two rockets") + actor("x", title="Nobody"))
    assert entry(wiki, "about").spellings
    assert page_view(wiki, entry(wiki, "about"), "about.html").spellings == ()
    assert page_view(wiki, entry(wiki, "actors/x"), "actors/x.html").spellings != ()


def test_a_page_tells_who_is_kept_apart_from_it(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("x", not_same_as="[{page: mayor, note: So.}]") + place("p", not_same_as="[northport]"))
    assert ("Kept apart from it", ["X"]) in groups(wiki, "actors/mayor")
    assert ("Kept apart from it", ["P"]) in groups(wiki, "places/northport")


def test_a_source_shows_its_passages_with_the_reasons_and_no_name_that_is_left_out(tmp_path: Path) -> None:
    spoken = archived(
        "y",
        "“We won,” said Ali Hassan. Then came Omar Salim and Ali Hassan.\n",
        lang="pt",
        translated="[{text: We won, note: He spoke English.}]",
        left_out="[{text: said Ali Hassan, note: A passer-by.}, {text: Omar Salim, note: Another <one>.}]",
    )
    site = rendered(tmp_path, spoken + note('So.[@y: "We won"]'))
    page = site["sources/y.html"].decode()
    sections = dict(re.findall(r'<section id="(translated|left-out)"(.*?)</section>', page, re.DOTALL))

    def passage(words: str) -> str:
        return f'“<span lang="pt" dir="ltr">{words}</span>”'

    passages = {name: re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", section) for name, section in sections.items()}
    assert passages == {
        "translated": [(passage("We won"), "He spoke English.")],
        "left-out": [(passage("said Ali Hassan"), "A passer-by."), (passage("Omar Salim"), "Another &lt;one&gt;.")],
    }
    assert "<summary>1 capitalised name in the text that no page answers to</summary>" in page
    assert re.findall("<li>(Ali Hassan|Omar Salim)</li>", page) == ["Ali Hassan"]
    assert ' · <a href="#translated">may be a translation</a>' in page
    assert ' · <a href="sources/y.html#translated">may be a translation</a>' in site["about.html"].decode()
    assert not re.search("translat|left.out", site["sources/herald.html"].decode().lower())


def test_no_backlink_is_lost_in_grouping(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("[[herald]] [[Northport]]") + actor("x", "[[mayor]]", not_same_as="[mayor]"))
    for page, its in wiki.entries.items():
        view = page_view(wiki, its, f"{page}.html")
        assert sum(len(group.items) for group in view.backlinks) == len(its.backlinks)


def test_a_backlink_without_a_sentence_shows_the_summary(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    ((incidents,), *_) = [
        [item for group in page_view(wiki, entry(wiki, "actors/mayor"), "actors/mayor.html").backlinks for item in group.items]
    ]
    assert (incidents.detail, incidents.contexts, incidents.summary) == (
        "1 January 2024",
        (),
        "Two rockets hit the depot in Northport.",
    )


def test_a_page_of_many_parts_has_a_list_of_its_headings_and_sections(tmp_path: Path) -> None:
    text = note("## A\n\n### B\n\n#### C\n\n## D\n\nText.[@herald]") + actor("x", "[[about]]")
    contents = re.findall(r'<li class="level-\d"><a href="#(.*?)">(.*?)</a>', rendered(tmp_path, text)["about.html"].decode())
    assert contents == [("a", "A"), ("b", "B"), ("d", "D"), ("references", "References"), ("backlinks", "What links here")]


def test_a_short_page_has_none(tmp_path: Path) -> None:
    assert b'id="contents"' not in rendered(tmp_path, note("## A\n\n## B\n\nText.[@herald]"))["about.html"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"date": "2024-03-01"}, "Friday, 1 March 2024"),
        ({"date": "2024-03-01", "time": '"23:00"'}, "Friday, 1 March 2024, 23:00"),
        ({"date": "2024-03"}, "March 2024"),
        ({"date": "2024~", "date_note": "So."}, "About 2024"),
    ],
)
def test_the_line_under_an_incidents_title_says_when(tmp_path: Path, fields: dict[str, str], line: str) -> None:
    wiki, _ = linked(tmp_path, incident("x", **fields))
    assert page_view(wiki, entry(wiki, "incidents/x"), "incidents/x.html").dateline == line


def test_the_navigation_says_where_one_is(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("Text."))

    def current(here: str) -> dict[str, str]:
        return {item.label: item.current for item in site_view(wiki, here, "").nav if item.current}

    assert current("actors/mayor.html") == {"Actors": "true"}
    assert current("actors/index.html") == {"Actors": "page"}
    assert current("contested.html") == {"Contested": "page"}
    assert current("contested-1.html") == {"Contested": "true"}
    assert current("about.html") == {"About": "page"}
    assert current("search.html") == {}


def test_links_of_the_page_for_missing_addresses_hold_at_any_address(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert site_view(wiki, "404.html", "https://example.org/wiki").home == "/wiki/index.html"
    assert site_view(wiki, "404.html", "https://example.org").home == "/index.html"
    assert site_view(wiki, "404.html", "").home == "/index.html"
    assert site_view(wiki, "actors/mayor.html", "https://example.org/wiki/").home == "../index.html"


def test_ids_that_templates_use_cannot_be_taken_by_a_heading() -> None:
    for template in OWN_TEMPLATES.rglob("*.html"):
        if template.parent.name != "lists":  # lists have no body
            assert set(re.findall(r'\bid="([^"{]+)"', template.read_text())) <= RESERVED_IDS


def test_no_page_has_an_id_twice_whatever_its_headings_are_called(tmp_path: Path) -> None:
    body = "".join(
        f"## {word}\n\nText.[@herald]\n\n" for word in [*sorted(RESERVED_IDS), "Facts", "cite:1:1", "claim:c1", "ref 1"]
    )
    site = rendered(
        tmp_path,
        accounts(f"{body} [[mayor]] [@c1] [^1]\n\n[^1]: Note.")
        + note(f"{body} [[incidents/x]]")
        + source(
            "z",
            f'{body} Text.[@z: "on Tuesday"]',
            notes="[a slip]",
            translated="[{text: on Tuesday, note: So.}]",
            left_out="[{text: Nobody was arrested, note: So.}]",
        ),
    )
    assert {'id="translated"', 'id="left-out"', 'id="translated-2"', 'id="left-out-2"'} <= set(
        re.findall(r'id="[^"]*"', site["sources/z.html"].decode())
    )
    for path, content in site.items():
        if path.endswith(".html"):
            ids = re.findall(r'\sid="([^"]*)"', content.decode())
            assert len(ids) == len(set(ids)), path


def test_every_fragment_of_every_link_leads_somewhere(tmp_path: Path) -> None:
    text = incident("w", "## A\n\n[[#A]] [a](#a) One.[@herald] [^1]\n\n[^1]: Note.") + note(
        "[[w#A]] One.[@herald]", "content/index.md"
    )
    text += source("t", translated="[{text: Nobody was arrested, note: So.}]") + note(
        'One.[@t: "Nobody was arrested"]', title="Further"
    )
    site = {path: content.decode() for path, content in rendered(tmp_path, accounts() + text).items() if path.endswith(".html")}
    to_claims = set()
    assert "sources/t.html#translated" in site["about.html"]
    for path, html in site.items():
        for target, fragment in re.findall(r'href="([^"#:]*)#([^"]*)"', html):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert f'id="{fragment}"' in site[there], f"{path} leads to {there}#{fragment}, which is not there"
            if fragment.startswith("claim:"):
                to_claims.add((path, there, fragment))
    assert to_claims >= {
        ("actors/gang.html", "actors/gang.html", "claim:c1"),
        ("actors/gang.html", "incidents/x.html", "claim:c3"),
        ("actors/mayor.html", "incidents/x.html", "claim:c3"),
        ("contested.html", "incidents/x.html", "claim:c1"),
        ("sources/y.html", "incidents/x.html", "claim:c2"),
    }
