from pathlib import Path

import pytest
from steps import actor, incident, loose_ends, note, place, source

NAMES = (
    actor("gang", title="Harbour Gang", aliases='[the gang, HG, H.G., "al-Mina", Dockers]')
    + place("quay", title="Old Quay", inside="northport")
    + note("Text.", "content/ram.md", title="Rams")
)


def unlinked(root: Path, markdown: str, more: str = "", **fields: str) -> list[str]:
    """Return the names that a page is told to link, with line and column in its body."""
    found = loose_ends(root, NAMES + more + incident("x", markdown, **fields))
    first = min(problem.line for problem in found if problem.path == "content/incidents/x.md") if found else 0
    assert first
    return [
        f"{problem.line}:{problem.column} {problem.message.split(chr(34))[1]}"
        for problem in found
        if problem.rule == "unlinked-mention" and problem.path == "content/incidents/x.md"
    ]


def test_the_first_mention_of_each_page_is_told_where_it_stands(tmp_path: Path) -> None:
    told = unlinked(
        tmp_path, "The Harbour Gang met in Northport.[@herald]\n\nThe Harbour Gang left *Northport* for\nthe Old\nQuay."
    )
    assert told == ["8:5 Harbour Gang", "8:25 Northport", "11:5 Old Quay"]


def test_the_hint_is_what_to_paste(tmp_path: Path) -> None:
    found = loose_ends(tmp_path, NAMES + incident("x", "So did the Harbour Gang, and Dockers.[@herald]"))
    assert [problem.hint for problem in found if problem.rule == "unlinked-mention"] == ["write `[[gang|Harbour Gang]]`"]
    more = place("gang", inside="northport")
    found = loose_ends(tmp_path / "twice", NAMES + more + incident("x", "So did the Harbour Gang.[@herald]"))
    assert [problem.hint for problem in found if problem.rule == "unlinked-mention"] == ["write `[[actors/gang|Harbour Gang]]`"]


@pytest.mark.parametrize(
    "markdown",
    [
        "The [[gang|Gang]] is the Harbour Gang.",
        "The [men](../actors/gang.md) are the Harbour Gang.",
        "The Harbour Gang Committee met.",
        "The Harbour Gang-led men met.",
        "A pro-Dockers march began.",
        "The Northport Post wrote.",
        "In New Northport all was quiet.",
        "The Western Northport Harbour.",
        "“The Harbour Gang did it,” he said.",
        'He said: "The Harbour Gang did it."',
        'He said: "It was the Harbour\nGang that did it."',
        "‘The Harbour Gang’s men did it,’ he said.",
        "«The Harbour Gang did it», he said.",
        "> The Harbour Gang did it.",
        "## The Harbour Gang\n\nText.",
        "`Harbour Gang` and [Harbour Gang](http://example.org/).",
        '[@herald: "Two rockets hit the depot in Northport"]',
        "It was the gang. The gang did it, and HG, the H.G. men.",
        "Rams are rams.",
        "The HarbourGang and the Harbour gang.",
        "This is X itself.",
    ],
)
def test_what_is_linked_or_may_be_something_else_is_not_told(tmp_path: Path, markdown: str) -> None:
    assert unlinked(tmp_path, markdown + "\n\nText[@herald] by someone else.", title="X itself") == []


@pytest.mark.parametrize(
    ("markdown", "name"),
    [
        ("President Harbour Gang met.", "Harbour Gang"),
        ("The Harbour Gang’s men met.", "Harbour Gang"),
        ("(Harbour Gang, that is.)", "Harbour Gang"),
        ("Al-Mina fell, and al-Mina rose.", "Al-Mina"),
        ("On Monday Northport burned.", "Northport"),
        ("Northport. It burned.", "Northport"),
        ("In Northport Harbour Gang met.", "Northport"),
        ("**Northport** burned.", "Northport"),
        ("- Northport", "Northport"),
        ("| Northport | burned |\n|---|---|\n| and | so |", "Northport"),
        ("Some rammed it with Rams.", "Rams"),
    ],
)
def test_a_name_is_found_where_it_stands_for_itself(tmp_path: Path, markdown: str, name: str) -> None:
    assert unlinked(tmp_path, markdown + "\n\nText[@herald] by someone else.")[0].partition(" ")[2] == name


def test_the_name_is_told_with_its_last_sign(tmp_path: Path) -> None:
    names = actor("agency", title="Agency (Northport)", aliases="[N.A.P.]") + actor("june", title="June")
    found = loose_ends(tmp_path, names + incident("x", "So said the Agency (Northport) in June.[@herald]"))
    hints = [problem.hint for problem in found if problem.rule == "unlinked-mention"]
    assert hints == ["write `[[agency|Agency (Northport)]]`"]
    found = loose_ends(tmp_path / "dots", names + incident("x", "So said the N.A.P. men.[@herald]"))
    assert "write `[[agency|N.A.P.]]`" in [problem.hint for problem in found]


def test_quotation_marks_that_never_close_hide_no_further_paragraph(tmp_path: Path) -> None:
    assert unlinked(tmp_path, 'A 5" gun.\n\nThe Harbour Gang did it.[@herald]\n\nA 6" gun.') != []


def test_what_a_field_names_is_led_to(tmp_path: Path) -> None:
    told = unlinked(tmp_path, "The Harbour Gang met in Northport.", actors="[gang]", places="[northport]")
    assert told == []


def test_a_name_of_two_pages_is_nobodys(tmp_path: Path) -> None:
    twin = actor("other", title="Harbour Gang", not_same_as="[gang]")
    assert unlinked(tmp_path, "The Harbour Gang met.", twin) == []


def test_what_was_withdrawn_and_what_the_frame_leads_to_need_no_link(tmp_path: Path) -> None:
    more = note("Text.", title="Statement of Aims") + actor("old", title="Lost Boys", status="withdrawn")
    assert unlinked(tmp_path, "The Statement of Aims tells of the Lost Boys.", more) == []


def test_a_draft_needs_a_link_from_drafts_alone(tmp_path: Path) -> None:
    text = actor("boys", title="Lost Boys", status="draft") + incident("x", "So did the Lost Boys.[@herald]")
    text += incident("y", "So did the Lost Boys.[@herald]", status="draft")
    found = loose_ends(tmp_path, text, drafts=True)
    assert [problem.path for problem in found if problem.rule == "unlinked-mention"] == ["content/incidents/y.md"]


def test_sources_and_free_pages_are_looked_at_too(tmp_path: Path) -> None:
    found = loose_ends(tmp_path, NAMES + source("y", "On the Harbour Gang.") + note("On the Harbour Gang, too.", "content/w.md"))
    assert [problem.path for problem in found if problem.rule == "unlinked-mention"] == ["content/sources/y.md", "content/w.md"]
