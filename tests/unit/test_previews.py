from pathlib import Path

from steps import actor, entry, incident, linked, note

from builder import previews as module
from builder.previews import previews


def test_a_page_has_previews_of_what_its_text_fields_and_references_lead_to_each_once(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", "[[mayor]] and [[about]] and [[mayor]].[@herald]") + note("[[incidents/x]]"))
    shown = previews(wiki, entry(wiki, "incidents/x"), "incidents/x.html")
    assert [(one.page.url, one.kind, one.page.text, one.summary) for one in shown] == [
        ("../actors/mayor.html", "Actor · Person", "Mayor of Northport", "The mayor."),
        ("../about.html", "Page", "About", ""),
        ("../sources/herald.html", "Source · outlet not known, 2 January 2024", "Depot hit", ""),
    ]


def test_a_preview_says_what_a_reader_should_know_before_following(tmp_path: Path) -> None:
    text = (
        note("[[gang]] [[x]] [[y]] [[northport]]")
        + actor("gang", type="armed-group", vague="Nobody in particular.")
        + incident("x", date="2024-03~", date_note="So.")
        + incident("y", status="withdrawn")
    )
    wiki, _ = linked(tmp_path, text)
    assert [one.kind for one in previews(wiki, entry(wiki, "about"), "about.html")] == [
        "Actor · a label for no particular group",
        "Incident · about March 2024 · Attack",
        "Incident · 1 March 2024 · Attack · withdrawn",
        "Place · City",
    ]


def test_what_only_links_here_has_no_preview_and_a_page_none_of_itself(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("[[northport]] [[#A]]\n\n## A\n\nText."))
    assert [one.page.text for one in previews(wiki, entry(wiki, "about"), "about.html")] == ["Northport"]
    northport = previews(wiki, entry(wiki, "places/northport"), "places/northport.html")
    # The mayor and the article link here, too.
    assert [one.page.text for one in northport] == ["Depot hit", "Rockets on the Northport depot, 1 January 2024"]


def test_a_page_of_links_carries_only_so_many(tmp_path: Path) -> None:
    links = " ".join(f"[[a{number}]]" for number in range(module.MOST + 5))
    wiki, _ = linked(tmp_path, note(links) + "".join(actor(f"a{number}") for number in range(module.MOST + 5)))
    assert len(previews(wiki, entry(wiki, "about"), "about.html")) == module.MOST
