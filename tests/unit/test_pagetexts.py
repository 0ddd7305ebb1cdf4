import pytest

from builder.fieldtypes import Count
from builder.frontmatter import read, split
from builder.pagetexts import Block, Comment, Value, link, page_text, yaml
from builder.problems import Problem

TEXTS = [
    "plain",
    "no",
    "null",
    "12",
    "a: b",
    "a #b",
    "“x”",
    "'",
    '"',
    "\\",
    "[x]",
    "{x}",
    "- x",
    "&x",
    "*x",
    "%x",
    "@x",
    "x, y",
    "???",
    "é ك",
    "~",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_reads_back_as_it_was(text: str) -> None:
    values: tuple[Value, ...] = (text, [text], {"y": text})
    for value in values:
        assert read("", f"x: {yaml(value)}", 1) == ({"x": value}, [])


def test_a_page_reads_back_with_comments_left_out() -> None:
    claims: tuple[Value | Comment, ...] = (
        Comment("Line 1."),
        {"id": "c1", "value": Count(3, None), "quote": 'a "b"'},
        {"id": "c2", "value": Count(2, 2)},
    )
    text = page_text(
        [("title", "x"), Comment("why"), ("places", Block(({"place": "a"},))), ("claims", Block(claims, is_long=True))],
        "Body.\n\n",
    )
    parts = split("", text)
    assert not isinstance(parts, Problem)
    assert parts.body == "Body.\n"
    assert read("", parts.header, 1) == (
        {
            "title": "x",
            "places": [{"place": "a"}],
            "claims": [{"id": "c1", "value": {"min": "3"}, "quote": 'a "b"'}, {"id": "c2", "value": "2"}],
        },
        [],
    )


def test_signs_that_no_page_may_hold_are_left_out() -> None:
    assert page_text([("title", "a\u202eb\ufffec")], "x").startswith('---\ntitle: "abc"\n')


def test_a_link_shows_no_words_that_would_break_it() -> None:
    assert link("a", "The zone") == "[[a|The zone]]"
    assert link("a", "The [zone]") == link("a", "x|y") == "[[a]]"
