from hypothesis import given
from hypothesis import strategies as st

from builder.prose import CITED, LINK, Prose, prose_of, without_code
from builder.syntax import take_out


def shown(body: str, first_line: int = 1) -> str:
    """Return the prose of a body, its links as L and its citations as C."""
    return prose_of(body, take_out(body, first_line)[1], first_line).text.replace(LINK, "L").replace(CITED, "C")


def test_links_and_citations_are_filled_and_all_else_keeps_its_place() -> None:
    assert shown('So [[a|b]] said.[@s: "x"] Then.') == "So LLLLLLL said.CCCCCCCCC Then."
    assert shown("See [the zone](../places/x.md) or [it](http://x.org/ 'Title') or [it][1].") == (
        f"See {'L' * 26} or {'L' * 27} or LLLLLLL."
    )
    assert shown("A note[^1] is a citation.") == "A noteCCCC is a citation."


def test_a_mark_on_two_lines_keeps_the_lines() -> None:
    assert shown("So [[a|b\nc]] said.\nEnd.", 7) == "So LLLLL\nLLL said.\nEnd."


def test_code_headings_html_and_addresses_are_blank() -> None:
    assert shown("Run `Baghdad` now.").split() == ["Run", "now."]
    assert shown("```\nBaghdad\n```\nNow.").split() == ["Now."]
    assert shown("Text.\n\n    Baghdad\n\nNow.").split() == ["Text.", "Now."]
    assert shown("## Baghdad\n\nBaghdad\n=======\n\nNow.").split() == ["=======", "Now."]
    assert shown('<b class="Baghdad">Now</b> <!-- Baghdad --> www.baghdad.org https://baghdad.org/x').split() == ["Now"]
    assert shown("[1]: https://baghdad.org\n\nNow.").split() == ["Now."]


def test_what_is_indented_in_a_list_is_no_code() -> None:
    assert shown("- An item.\n\n    Its second paragraph.").split() == "- An item. Its second paragraph.".split()
    assert shown("A line that goes on\n    in the next.").split() == "A line that goes on in the next.".split()


def test_a_mark_in_code_is_no_link() -> None:
    assert shown("Write `[[page]]`, then.").split() == ["Write", ",", "then."]


def test_brackets_that_are_no_mark_stay() -> None:
    assert shown("[the] embassy, [[open") == "[the] embassy, [[open"


def test_positions_are_of_the_file() -> None:
    assert Prose("ab\ncd", 10).positions([0, 1, 3, 4]) == [(10, 1), (10, 2), (11, 1), (11, 2)]


@given(st.text(alphabet='ab [](){}|@:"“”`~#<>!-=*_\n\t.é^', max_size=200))
def test_a_prose_is_as_long_as_its_body_with_the_same_lines(body: str) -> None:
    prose = prose_of(body, take_out(body, 1)[1], 1).text
    assert [sign == "\n" for sign in prose] == [sign == "\n" for sign in body]
    assert len(without_code(body)) == len(body)
