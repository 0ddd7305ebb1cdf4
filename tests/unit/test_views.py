import re
from pathlib import Path

import pytest
from steps import actor, entry, incident, linked, note, place, rendered, shown, source

from builder import views
from builder.markup import RESERVED_IDS
from builder.model import Wiki
from builder.pipeline import OWN_TEMPLATES
from builder.views import page_view, site_view


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


def test_links_and_citations_are_put_in_relative_to_the_page(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path,
        incident("x", 'The [[mayor|<b> & "he"]] [of](../places/northport.md)  [@herald: "Two rockets hit"], [[mayor]].[@herald]'),
    )
    assert shown(wiki, "incidents/x") == (
        '<p>The <a href="../actors/mayor.html">&lt;b&gt; &amp; &quot;he&quot;</a> <a href="../places/northport.html">of</a>'
        '<sup class="cite"><a id="cite:1:1" href="#ref:1">[1]</a></sup>, <a href="../actors/mayor.html">Mayor of Northport</a>.'
        '<sup class="cite"><a id="cite:2:1" href="#ref:2">[2]</a></sup></p>'
    )


def test_each_citation_can_be_gone_back_to(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("One.[@herald] Two.[@herald] Three.[@herald]"))
    (reference,) = page_view(wiki, entry(wiki, "about"), "about.html").references
    assert [(back.url, back.label) for back in reference.backs] == [("#cite:1:1", "a"), ("#cite:1:2", "b"), ("#cite:1:3", "c")]
    html = shown(wiki, "about")
    assert all(f'id="{back.url[1:]}"' in html for back in reference.backs)
    assert reference.id == "ref:1"


def test_letters_go_on_after_z() -> None:
    assert [views._letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_contents_are_shown_from_four_headings_on(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a", note("## A\n\n## B\n\n## C"))
    assert page_view(wiki, entry(wiki, "about"), "about.html").contents == ()
    wiki, _ = linked(tmp_path / "b", note("## A\n\n### B\n\n#### C\n\n## D"))
    assert [heading.text for heading in page_view(wiki, entry(wiki, "about"), "about.html").contents] == ["A", "B", "D"]


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
    assert [item.current for item in site_view(wiki, "actors/mayor.html", "").nav] == ["", "true", "", "", ""]
    assert [item.current for item in site_view(wiki, "actors/index.html", "").nav] == ["", "page", "", "", ""]
    assert [item.current for item in site_view(wiki, "about.html", "").nav] == ["", "", "", "", "page"]


def test_links_of_the_page_for_missing_addresses_hold_at_any_address(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert site_view(wiki, "404.html", "https://example.org/wiki/").root == "https://example.org/wiki/"
    assert site_view(wiki, "404.html", "https://example.org/wiki/").canonical == ""
    assert site_view(wiki, "actors/mayor.html", "https://example.org/wiki/").root == "../"


def test_ids_that_templates_use_cannot_be_taken_by_a_heading() -> None:
    for template in OWN_TEMPLATES.rglob("*.html"):
        if template.parent.name != "lists":  # lists have no body
            assert set(re.findall(r'\bid="([^"{]+)"', template.read_text())) <= RESERVED_IDS


def test_no_page_has_an_id_twice_whatever_its_headings_are_called(tmp_path: Path) -> None:
    body = "".join(f"## {word}\n\nText.[@herald]\n\n" for word in [*sorted(RESERVED_IDS), "Facts", "cite:1:1", "ref 1"])
    site = rendered(
        tmp_path,
        incident("x", f"{body} [[mayor]] [^1]\n\n[^1]: Note.")
        + note(f"{body} [[incidents/x]]")
        + source("y", body, notes="[a slip]"),
    )
    for path, content in site.items():
        if path.endswith(".html"):
            ids = re.findall(r'\sid="([^"]*)"', content.decode())
            assert len(ids) == len(set(ids)), path


def test_every_fragment_of_every_page_leads_somewhere(tmp_path: Path) -> None:
    text = incident("x", "## A\n\n[[#A]] [a](#a) One.[@herald] [^1]\n\n[^1]: Note.") + note(
        "[[x#A]] One.[@herald]", "content/index.md"
    )
    site = {path: content.decode() for path, content in rendered(tmp_path, text).items() if path.endswith(".html")}
    for path, html in site.items():
        for fragment in re.findall(r'href="#([^"]*)"', html):
            assert f'id="{fragment}"' in html, f"{path} leads to #{fragment}, which is not there"
