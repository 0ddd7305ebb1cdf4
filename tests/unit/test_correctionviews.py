import re
from pathlib import Path

import pytest
from steps import actor, entry, incident, linked, note, place, rendered, source

from builder import listparts
from builder.correctionviews import CorrectionsView, corrections_views
from builder.ids import PageId
from builder.ledger import is_kept
from builder.urls import is_own
from builder.views import page_view

GONE = {"status": "withdrawn", "withdrawn": "{date: 2024-07, text: There was no raid.}"}


def views(root: Path, text: str) -> list[CorrectionsView]:
    wiki, problems = linked(root, text)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return [*corrections_views(wiki)]


def told(view: CorrectionsView) -> list[tuple[str, str, str, str]]:
    return [(item.date, f"{item.kind} {item.done}", item.page.text, item.text) for item in view.items]


def test_all_corrections_and_withdrawals_are_listed_the_newest_first(tmp_path: Path) -> None:
    one, two = "{date: 2024-05-01, text: The hour.}", "{date: 2024-05-01, text: The day.}"
    text = (
        incident("x", corrections=f"[{one}, {two}]")
        + incident("raid", **GONE)
        + actor("gang", corrections="[{date: 2023~, text: The name.}]")
        + place("dock", corrections="[{date: 2024-06, text: The point.}]")
        + source("courier", corrections="[{date: 2024-04-01, text: The outlet.}]")
        + note("Text.", corrections="[{date: 2024-03-01, text: A number.}]")
    )
    (view,) = views(tmp_path, text)
    assert told(view) == [
        ("July 2024", "Incident withdrawn", "Raid", "There was no raid."),
        ("June 2024", "Place corrected", "Dock", "The point."),
        ("1 May 2024", "Incident corrected", "X", "The day."),
        ("1 May 2024", "Incident corrected", "X", "The hour."),
        ("1 April 2024", "Source corrected", "Courier", "The outlet."),
        ("1 March 2024", "Page corrected", "About", "A number."),
        ("about 2023", "Actor corrected", "Gang", "The name."),
    ]
    assert view.count == "6 corrections · 1 page withdrawn"
    assert view.items[0].page.url == "incidents/raid.html"


def test_a_wiki_without_corrections_says_so(tmp_path: Path) -> None:
    (view,) = views(tmp_path, "")
    assert (view.count, view.items, view.part) == ("0 corrections", (), None)
    assert b"No corrections so far." in rendered(tmp_path)["corrections.html"]


def test_a_long_list_has_parts_that_keep_their_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listparts, "PART", 2)
    dates = ", ".join(f"{{date: 2024-0{month}-01, text: T{month}.}}" for month in range(1, 6))
    text = incident("x", corrections=f"[{dates}]") + "-- addresses.txt --\ncorrections-7.html\n"
    found = views(tmp_path, text)
    assert [(view.here, [item.text for item in view.items], view.count) for view in found] == [
        ("corrections.html", ["T5."], "5 corrections"),
        ("corrections-2.html", ["T4.", "T3."], "2 corrections"),
        ("corrections-1.html", ["T2.", "T1."], "2 corrections"),
    ]
    site = rendered(tmp_path, text)
    assert b'href="corrections-2.html"' in site["corrections.html"]
    assert b"This page has moved" in site["corrections-7.html"]
    assert is_own(PageId("corrections-2"))
    assert is_kept("corrections-2.html")


def test_every_page_leads_there_and_it_says_where_to_report_an_error(tmp_path: Path) -> None:
    site = rendered(tmp_path / "a")
    assert b'<a href="../corrections.html">Corrections</a>' in site["actors/mayor.html"]
    assert b"Tell whoever publishes this wiki." in site["corrections.html"]
    assert b"feed" not in site["corrections.html"]
    more = "-- content/site.yaml --\ntitle: T\npublisher: Ann & Co\n"
    assert b"Tell Ann &amp; Co, who publishes this wiki." in rendered(tmp_path / "b", more)["corrections.html"]
    site = rendered(tmp_path / "c", f"{more}edit_url: https://example.org/edit\n", base_url="https://example.org/wiki")
    assert "“Edit this page”".encode() in site["corrections.html"]
    for path, root in (("corrections.html", ""), ("actors/mayor.html", "../"), ("404.html", "/wiki/")):
        head = f'<link rel="alternate" type="application/atom+xml" title="T" href="{root}feed.xml">'
        assert head in site[path].decode()
        assert f'<a href="{root}feed.xml" type="application/atom+xml">Feed</a>' in site[path].decode()


@pytest.mark.parametrize("make", [incident, actor, place, source])
def test_corrections_stand_on_a_page_of_any_kind(tmp_path: Path, make: object) -> None:
    assert callable(make)
    text = make("x", "## Corrections\n\nText.", corrections="[{date: 2024-05, text: The hour <b>was</b> wrong.}]")
    (path,) = re.findall("content/([a-z]+/x)", text)
    page = rendered(tmp_path, text)[f"{path}.html"].decode()
    part = page.partition('<section id="corrections"')[2].partition("</section>")[0]
    assert "<dt>May 2024</dt> <dd>The hour &lt;b&gt;was&lt;/b&gt; wrong.</dd>" in part
    assert page.count('id="corrections"') == 1


def test_corrections_of_the_home_page_stand_there(tmp_path: Path) -> None:
    site = rendered(tmp_path, note("Text.", path="content/index.md", corrections="[{date: 2024-05-01, text: A count.}]"))
    assert b"<dt>1 May 2024</dt> <dd>A count.</dd>" in site["index.html"]
    assert b'<a href="index.html">About</a>' in site["corrections.html"]


def test_a_withdrawn_page_tells_the_reason_first_and_folds_what_it_said(tmp_path: Path) -> None:
    claim = "[{id: c1, about: killed, value: 2, source: herald, quote: Two rockets hit}]"
    text = incident(
        "raid", "## Course\n\nShots in [[northport]].[@herald]", date="2024-01-01", summary="Shots.", claims=claim, **GONE
    )
    site = rendered(tmp_path, text + note("[[raid]]"))
    page = site["incidents/raid.html"].decode()
    before, _, rest = page.partition("<main")[2].partition('<details class="said">')
    said, _, after = rest.partition('<section id="backlinks"')
    assert said.rstrip().endswith("</details>")
    assert "<strong>Withdrawn, July 2024.</strong> There was no raid." in before
    assert not any(words in before for words in ("Shots.", 'id="facts"', 'id="contents"'))
    for part in ("Shots.", 'id="facts"', 'id="course"', 'id="claim:c1"', 'id="references"'):
        assert part in said
    assert "about.html" in after


def test_where_others_name_a_withdrawn_page_its_reason_stands_for_what_it_said(tmp_path: Path) -> None:
    text = incident("raid", "Shots in [[northport]].[@herald]", summary="Shots were fired.", places="[northport]", **GONE)
    site = rendered(tmp_path, text + note("[[raid]]"))
    for path in ("incidents/index.html", "places/northport.html", "about.html", "data/finder.js"):
        shown = site[path].decode()
        assert "Withdrawn: There was no raid." in shown
        assert "Shots" not in shown
    wiki, _ = linked(tmp_path, text)
    (group,) = [
        group
        for group in page_view(wiki, entry(wiki, "places/northport"), "places/northport.html").backlinks
        if group.items[0].page.text == "Raid"
    ]
    (item,) = group.items
    assert (item.detail, item.contexts, item.summary) == ("1 March 2024 · withdrawn", (), "Withdrawn: There was no raid.")


def test_beside_links_to_withdrawn_pages_stands_that_they_are(tmp_path: Path) -> None:
    text = (
        source("star", title="Depot hit again", **GONE)
        + actor("gang", **GONE)
        + incident("raid", "Shots.[@star]", actors="[gang]", sources="[herald, star]")
    )
    page = rendered(tmp_path, text)["incidents/raid.html"].decode()
    box = page.partition('id="facts"')[2].partition("</aside>")[0]
    assert ">Gang</a> <small>withdrawn</small>" in re.sub(r"\s+", " ", box)
    assert "3 January 2024, withdrawn</small>" in box
    assert box.count("withdrawn") == 2
    assert "outlet not known, 3 January 2024 · withdrawn" in page.partition('id="references"')[2]
