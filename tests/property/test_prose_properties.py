"""Whatever stands in a body: what is told of its prose is told where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from builder.ids import Kind, PageId
from builder.lexicon import Lexicon
from builder.markup import convert
from builder.model import Page
from builder.outgoing import Outgoing
from builder.schema import Actor
from builder.uncited import uncited_problems
from builder.unlinked import unlinked

NAMES = Lexicon([(PageId("places/northport"), ("Northport",)), (PageId("actors/gang"), ("Harbour Gang",))])
NOTHING = Outgoing({}, {}, (), {}, (), (), (), ())
PIECES = (
    "Northport", "Harbour Gang", "the", "burned", "it", ". ", " ", "\n", "\n\n", "\n\n    ", "- ", "> ", "## ", "| ", "`", "```\n", "“", "”",
    '"', "*", "_", "(", ")", "[", "]", "[[northport]]", "[[gang|the men]]", "[@herald]", '[@herald: "Northport"]', "[^1]", "<b>", "</b>",
    "[it](../places/northport.md)", "https://northport.org/", "é", "-", "’s",
)  # fmt: skip


def page(markdown: str) -> Page:
    fields = Actor.model_validate({"title": "X", "type": "person", "summary": "X."})
    return Page(PageId("actors/x"), Kind.ACTOR, "content/actors/x.md", fields, "", 2, convert(markdown, 7))


def at(markdown: str, line: int, column: int) -> str:
    """Return the text from a place in the file on, in which the body begins at line 7."""
    return "\n".join([*[""] * 6, markdown]).split("\n", line - 1)[-1][column - 1 :]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_mention_stands_where_it_is_told(markdown: str) -> None:
    for mention in unlinked(page(markdown), NOTHING, NAMES):
        assert at(markdown, mention.line, mention.column).startswith(mention.name.partition(" ")[0])


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_sentence_without_a_citation_begins_where_it_is_told(markdown: str) -> None:
    for found in uncited_problems(page(markdown)):
        there = at(markdown, found.line, found.column)
        assert there
        assert not there[0].isspace()
