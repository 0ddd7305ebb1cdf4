import pytest

from builder import frontmatter
from builder.edits import changed
from builder.fieldedits import added, replaced
from builder.frontmatter import Location
from builder.ids import Kind, PageId
from builder.model import RawPage


def page(header: str) -> RawPage:
    fields, problems = frontmatter.read("x.md", header, 1)
    assert problems == [] or {problem.rule for problem in problems} == {"comment"}
    return RawPage(PageId("x"), Kind.NOTE, "x.md", fields, header, 1, "", 1)


@pytest.mark.parametrize(
    ("header", "location", "expected"),
    [
        ("a: old\n", ("a",), "a: new\n"),
        ("a:   old   # old\n", ("a",), "a:   new   # old\n"),
        ("a: 'old'\n", ("a",), "a: 'new'\n"),
        ('a: " old "\n', ("a",), 'a: " new "\n'),
        ('a: "\\x6fld"\n', ("a",), 'a: "new"\n'),
        ("a: >- # old\n  old\nb: old\n", ("a",), "a: >- # old\n  new\nb: old\n"),
        ("a:\n  old\n", ("a",), "a:\n  new\n"),
        ("a: [old, b, old]\n", ("a", 2), "a: [old, b, new]\n"),
        ("a: [\n  # old\n  x, old,\n]\n", ("a", 1), "a: [\n  # old\n  x, new,\n]\n"),
        ("a:\n- {old: x, p: old}\n", ("a", 0, "p"), "a:\n- {old: x, p: new}\n"),
        ("a:\n   -   p: old\n       q: 1\n", ("a", 0, "p"), "a:\n   -   p: new\n       q: 1\n"),
        ('é: "ü"\na: old\n', ("a",), 'é: "ü"\na: new\n'),
        ("{a: old, b: old}\n", ("b",), "{a: old, b: new}\n"),
    ],
)
def test_a_text_changes_in_the_style_that_it_is_written_in(header: str, location: Location, expected: str) -> None:
    change = replaced(page(header), location, "old", "new")
    assert change
    assert changed(header, [change]) == expected


def test_a_plain_word_that_would_be_read_as_nothing_gets_quotation_marks() -> None:
    for header, expected in (("a: old\n", 'a: "null"\n'), ("a: 'old'\n", "a: 'null'\n")):
        change = replaced(page(header), ("a",), "old", "null")
        assert change
        assert changed(header, [change]) == expected


def test_what_is_not_there_is_not_changed() -> None:
    assert replaced(page("a: [old]\n"), ("a",), "old", "new") is None
    assert replaced(page("a: old\n"), ("b",), "old", "new") is None
    assert replaced(page("a: old\n"), ("a", 0), "old", "new") is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("a: 1\n", "a: 1\nr: [x]\n"),
        ("a: 1 # b\n# c\n", "a: 1 # b\n# c\nr: [x]\n"),
        ("a: |+\n  b\n\n", "a: |+\n  b\n\nr: [x]\n"),
        ("  a: 1\n  b: 2\n", "  a: 1\n  b: 2\n  r: [x]\n"),
        ("{a: 1, b: 2}\n", "{a: 1, b: 2, r: [x]}\n"),
        ("{\n  a: 1,\n  b: [2], # c\n}\n", "{\n  a: 1,\n  b: [2], r: [x], # c\n}\n"),
        ("r: []\na: 1\n", "r: [x]\na: 1\n"),
        ("r: [p, q]\n", "r: [p, q, x]\n"),
        ("r: [ p, 'q', ] # c\n", "r: [ p, 'q', x, ] # c\n"),
        ("r: [\n  p, # c\n  q # d\n]\n", 'r: [\n  p, # c\n  q, "x" # d\n]\n'),
        ("r: [ # c\n]\n", 'r: ["x" # c\n]\n'),
        ("r:\n- p\n- q # d\n\na: 1\n", "r:\n- p\n- q # d\n- x\n\na: 1\n"),
        ("r:\n    -   p\na: 1\n", "r:\n    -   p\n    - x\na: 1\n"),
        ("r:\n  - >-\n    p\n\na: 1\n", "r:\n  - >-\n    p\n  - x\n\na: 1\n"),
    ],
)
def test_an_item_is_added_in_the_style_of_the_list(header: str, expected: str) -> None:
    before = page(header)
    change = added(before, "r", "x")
    assert change
    assert changed(header, [change]) == expected
    listed = before.fields.get("r") or []
    assert isinstance(listed, list)
    assert page(expected).fields == {**before.fields, "r": [*listed, "x"]}


def test_nothing_is_added_to_what_is_no_list() -> None:
    for header in ("r: p\n", "r:\n", "r: {p: q}\n"):
        assert added(page(header), "r", "x") is None
