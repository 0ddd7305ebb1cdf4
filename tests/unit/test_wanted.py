from pathlib import Path

from steps import incident, linked, note

from builder.problems import Position, Problem, problem
from builder.rules import HEADING, LINK_TARGET
from builder.wanted import MOST, gathered


def told(root: Path, text: str) -> list[Problem]:
    return sorted(gathered(linked(root, text)[1]))


def test_one_link_is_told_as_before_and_several_as_one_with_all_places(tmp_path: Path) -> None:
    text = note("[[Gang]], [[Cats]].\n\n[[Gang]]") + note("[[Gang]]", "content/b.md", title="B")
    cats, gang = sorted(told(tmp_path, text), key=lambda found: found.rule)
    assert (cats.rule, gang.rule, gang.level) == ("link-target", "wanted-page", "error")
    assert (gang.path, gang.line, gang.column) == ("content/about.md", 4, 1)
    assert gang.message == 'no page is called "Gang", wanted also at content/about.md:6:1 and content/b.md:4:1'
    assert gang.hint == 'make it: `wiki new actor "Gang"`, or `wiki new place "Gang"`'


def test_a_name_that_is_misspelt_twice_keeps_its_cure(tmp_path: Path) -> None:
    (found,) = told(tmp_path, note("[[Nortport]] [[Nortport]]"))
    assert found.hint.startswith('did you mean "northport"? or make it: ')


def test_names_that_differ_in_case_want_one_page(tmp_path: Path) -> None:
    (found,) = told(tmp_path, note("[[the Fleet]].\n\n[[The fleet]]"))
    assert found.message == 'no page is called "the Fleet", wanted also at content/about.md:6:1'


def test_fields_and_citations_say_of_which_kind_the_page_is(tmp_path: Path) -> None:
    fields = {"actors": "[gang]", "places": "[hill]", "related": "[other]", "weapons": "[ram]", "sources": "[y]"}
    found = told(tmp_path, "".join(incident(name, "Text.[@y]", **fields) for name in ("a", "b")))
    assert [(problem.line, problem.hint) for problem in found] == [
        (6, "make it, with its archived text: `wiki new source FILE.txt`"),
        (7, 'make it: `wiki new actor "gang"`'),
        (8, 'make it: `wiki new place "hill"`'),
        (9, "make it: `wiki new incident --source ID`"),
        (10, "write content/ram.md"),
    ]


def test_what_is_pasted_does_nothing_but_name_the_page() -> None:
    wanted = [problem(LINK_TARGET, Position("x", line), 'no page is called "a"$(`x`)\\b"') for line in (1, 2)]
    (found,) = gathered(wanted)
    assert found.hint.startswith('make it: `wiki new actor "a”(x)b"`')


def test_very_many_places_are_counted() -> None:
    (found,) = gathered(problem(LINK_TARGET, Position("x", line), 'no page is called "a"') for line in range(1, MOST + 5))
    assert found.message.count("x:") == MOST
    assert found.message.endswith(" and 3 more")


def test_other_problems_stay_as_they_are() -> None:
    others = [problem(LINK_TARGET, Position("x", line), '"a.md" is the file of no page') for line in (1, 2)]
    others += [problem(HEADING, Position("x", line), 'no page is called "a"') for line in (1, 2)]
    assert gathered(others) == others
