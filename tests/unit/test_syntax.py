import pytest
from steps import marks

from builder import syntax
from builder.syntax import Citation, FileLink, Wikilink, take_out


def found(text: str) -> list[str]:
    return marks(take_out(text, 1)[1])


def one(text: str) -> object:
    (mark,) = take_out(text, 1)[1]
    return mark


@pytest.mark.parametrize(
    ("text", "target", "heading", "label"),
    [
        ("[[a]]", "a", None, None),
        ("[[ Kataib Hezbollah ]]", "Kataib Hezbollah", None, None),
        ("[[a|the label]]", "a", None, "the label"),
        (r"[[a\|the label]]", "a", None, "the label"),
        ("[[a#Part]]", "a", "Part", None),
        ("[[a#Part#2|x]]", "a", "Part#2", "x"),
        ("[[#Part]]", "", "Part", None),
        ("[[a|]]", "a", None, ""),
        ("[[a|b|c]]", "a", None, "b|c"),
        ("[[Kataib\nHezbollah]]", "Kataib Hezbollah", None, None),
        ("[[كتائب حزب الله]]", "كتائب حزب الله", None, None),
        ("[[actors/a]]", "actors/a", None, None),
    ],
)
def test_a_wikilink_is_read(text: str, target: str, heading: str | None, label: str | None) -> None:
    assert one(text) == Wikilink(text, 1, 1, target, heading, label)


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("[@a]", "a", None),
        ('[@a: "some words"]', "a", "some words"),
        ("[@a: “some words”]", "a", "some words"),
        ('[@a:"some words"]', "a", "some words"),
        ('[@a : "some words" ]', "a", "some words"),
        ('[@a: "he said "yes" to it"]', "a", 'he said "yes" to it'),
        ('[@a: "[the] embassy"]', "a", "[the] embassy"),
        ('[@a: "two\nlines"]', "a", "two\nlines"),
        ('[@a: "two\n> > lines"]', "a", "two\nlines"),
        ('[@a: ""]', "a", ""),
    ],
)
def test_a_citation_is_read(text: str, source: str, words: str | None) -> None:
    assert one(text) == Citation(text, 1, 1, source, words)


@pytest.mark.parametrize(
    ("text", "address", "file", "heading"),
    [
        ("[a](../actors/x.md)", "../actors/x.md", "../actors/x.md", None),
        ("[a](x.md#part)", "x.md#part", "x.md", "part"),
        ('[a](x.md "title")', "x.md", "x.md", None),
        ("[a][b]\n\n[b]: x.md#part", "x.md#part", "x.md", "part"),
    ],
)
def test_the_address_of_a_link_to_a_page_is_read(text: str, address: str, file: str, heading: str | None) -> None:
    mark = one(text)
    assert isinstance(mark, FileLink)
    assert (mark.text, mark.file, mark.heading) == (address, file, heading)


@pytest.mark.parametrize(
    "text",
    [
        "[the] embassy", "[a](https://example.org/x.md)", "[a](x.html)", "a [b] c", "[]", "[x]: https://example.org/",
        r"\[[a]]", r"\[@a]", "mail@example.org", "[[a]](https://example.org)", "![a](x.png)", "[^1] and [^1]: x.md",
    ],
)  # fmt: skip
def test_other_brackets_are_left_alone(text: str) -> None:
    assert take_out(text, 1) == (text, ())


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[[open", "[["),
        ("[[a]", "[["),
        ("[[a`b`]]", "[["),
        ("[@a", "[@"),
        ("[@a: no quotation marks]", "[@"),
        ("[@ a]", "[@"),
        ('[@a: "open]', "[@"),
        ('[@a: "over a\n\nparagraph"]', "[@"),
    ],
)
def test_what_does_not_go_on_as_it_began_is_told(text: str, broken: str) -> None:
    assert found(text) == [f"broken {broken!r}"]


def test_a_broken_mark_does_not_swallow_the_next_one() -> None:
    assert found('[@a: "open [@b] [[c]]') == ["broken '[@'", "citation 'b' None", "wikilink 'c' None None"]


def test_a_quotation_never_reaches_over_a_code_fence() -> None:
    assert take_out('~~~\n[@a: "x\n~~~\ny"]\n', 1)[0].count("~~~") == 2


def test_marks_know_line_and_column() -> None:
    text = 'One [[a]] and\n  [x](b.md)[@c: "d\ne"] [[f]]\n'
    assert [(mark.line, mark.column, mark.text) for mark in take_out(text, 7)[1]] == [
        (7, 5, "[[a]]"),
        (8, 7, "b.md"),
        (8, 12, '[@c: "d\ne"]'),
        (9, 5, "[[f]]"),
    ]


def test_fill_puts_back_what_was_taken_out() -> None:
    text = 'a [[b|c]] [@d: "e"] [f](g.md) [[open'
    taken, found_marks = take_out(text, 1)
    assert [*syntax.slots(taken)] == [0, 1, 2, 3]
    assert syntax.fill(taken, lambda number: found_marks[number].text) == text
