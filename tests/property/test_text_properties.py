"""What holds for any text: marks, code, HTML, names, passages, front matter."""

import re

import html5lib
import nh3
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from builder import frontmatter, markup, syntax
from builder.cleaning import ATTRIBUTES, TAGS
from builder.markup import MarkupError, convert
from builder.names import folded
from builder.passages import Passages, normal
from builder.problems import Problem
from builder.sentences import sentences
from builder.syntax import take_out

# What a page may hold: see ``load``.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\r]")
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Co")).filter(
    lambda character: not _UNWANTED.match(character)
)
# Pieces of Markdown, HTML and our own marks, so that texts go where plain chance would never lead.
PIECES = st.sampled_from([
    "[[", "]]", "[@", "]", "|", "#", "[[mayor]]", "[[a|b]]", "[@herald]", '[@herald: "Two rockets"]', "[x](y.md)", "[x][y]", "[y]: z.md\n",
    "(x.md)", ": ", '"', "“", "”", "`", "```\n", "~~~\n", "    ", "\t", "\n", "\n\n", "- ", "1. ", "> ", "# ", "## ", "===\n", "---\n", "| a | b |\n|---|---|\n",
    "*", "**", "_", "<b>", "</b>", "<b", ">", "<", "<a href='", "<h2 id=main>", "<pre>", "</pre>", "<code>", "</code>", "<!--", "-->", "<![CDATA[", "<script>",
    " onclick=x ", "javascript:", "&", "&#x41;", "&lt;", "&#xe000;0&#xe001;", "[^1]", "[^1]: ", ":   ", "\\", "\\[", "![", "https://example.org/", "<https://example.org>",
    "<a@example.org>", "word", "Two words.", "كتائب", "é", "\u200f", "\u2028", "\ufeff", "1", "{", "}", "@", '<p title="', "<td>", "<li>", "<sup id=fn:1>",
])  # fmt: skip
MARKDOWN = st.lists(PIECES | CHARACTERS, max_size=25).map("".join)
FAST = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OPENING = st.sampled_from(["[[a]]", "[[a|b]]", "[@herald]", '[@herald: "Two rockets"]', "[x](y.md)", "[[", "[@"])


@FAST
@given(MARKDOWN)
def test_what_is_taken_out_can_be_put_back(body: str) -> None:
    text, marks = take_out(body, 1)
    assert list(syntax.slots(text)) == list(range(len(marks)))
    assert syntax.fill(text, lambda number: marks[number].text) == body


@FAST
@given(MARKDOWN, st.integers(1, 50))
def test_line_and_column_of_a_mark_lead_to_its_text(body: str, first_line: int) -> None:
    lines = body.split("\n")
    for mark in take_out(body, first_line)[1]:
        rest = "\n".join([lines[mark.line - first_line][mark.column - 1 :], *lines[mark.line - first_line + 1 :]])
        assert rest.startswith(mark.text)


CODE = st.lists(
    OPENING | st.sampled_from(["word", "|", '"', "]", "]]", " ", "#", "<b>", "&amp;", "\\", "*", "é", "@", ":", "(", ")"]),
    min_size=1,
    max_size=12,
).map("".join)


def code_of(body: str) -> list[str]:
    fragment = html5lib.parseFragment(convert(body).html, namespaceHTMLElements=False)
    return ["".join(element.itertext()) for element in fragment.iter("code")]


@FAST
@given(CODE)
def test_inline_code_is_left_alone_whatever_it_holds(code: str) -> None:
    code = code.strip()
    assume(code and not code.endswith("\\"))
    assert code_of(f"Text `{code}` text.") == [code]
    assert convert(f"Text `{code}` text.").written == {}


@FAST
@given(st.lists(CODE, min_size=1, max_size=4).map("\n".join), st.sampled_from(["```", "~~~"]))
def test_fenced_code_is_left_alone_whatever_it_holds(code: str, fence: str) -> None:
    code = "\n".join(line if line.strip() else "x" for line in code.split("\n"))  # Markdown empties lines of white space
    body = f"[[before]]\n\n{fence}\n{code}\n{fence}\n\n[[after]]"
    assert code_of(body) == [f"{code}\n"]
    assert [mark.text for mark in convert(body).written.values()] == ["[[before]]", "[[after]]"]


@FAST
@given(st.lists(CODE, min_size=1, max_size=4))
@example(['[@herald: "Two rockets', 'hit"]'])
def test_indented_code_is_left_alone_whatever_it_holds(lines: list[str]) -> None:
    lines = [line.strip() or "x" for line in lines]
    body = "Text.\n\n" + "\n".join(f"    {line}" for line in lines) + "\n\n[[after]]"
    assert code_of(body) == ["\n".join(lines) + "\n"]
    assert [mark.text for mark in convert(body).written.values()] == ["[[after]]"]


ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
AFTER_PRE = re.compile(r"(<pre[^<>]*>)\n+")
VOID = {"br", "hr", "col"}


@FAST
@given(MARKDOWN)
@example("&#xe000;0&#xe001;")
@example("[[a]] <b title='&#xe000;99&#xe001;'>")
@example("<pre>\n\n[[")
def test_any_body_becomes_clean_html_or_a_markup_error(body: str) -> None:
    try:
        converted = convert(body)
    except MarkupError:
        return
    # Slots in place of addresses and text are filled as a page would fill them.
    html = syntax.fill(converted.html, lambda number: f"filled{number}")
    assert not re.search("[\ue000-\uf8ff]", html)
    allowed = {tag: {"class", *ATTRIBUTES["*"], *ATTRIBUTES.get(tag, set())} for tag in TAGS}
    again = nh3.clean(html, tags=set(TAGS), attributes=allowed, url_schemes={"http", "https", "mailto"}, link_rel=None)
    # HTML drops a line break that follows <pre>, each time it is read.
    assert AFTER_PRE.sub(r"\1", again) == AFTER_PRE.sub(r"\1", html), "cleaning once more would change it"
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in fragment.iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            assert element.tag in TAGS
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    identifiers = re.findall(r'\sid="([^"]*)"', html)
    assert len(identifiers) == len(set(identifiers))
    assert not set(identifiers) & markup.RESERVED_IDS


@FAST
@given(MARKDOWN)
def test_every_mark_of_the_html_is_written_and_every_written_mark_is_told_of(body: str) -> None:
    try:
        converted = convert(body)
    except MarkupError:
        return
    used = set(syntax.slots(converted.html))
    assert used <= converted.written.keys()
    assert converted.contexts.keys() <= converted.written.keys()
    for number, sentence in converted.contexts.items():
        assert number in syntax.slots(sentence)
    for number in converted.nested:
        assert number in converted.written


@FAST
@given(MARKDOWN, MARKDOWN)
def test_a_body_is_converted_the_same_whatever_came_before(first: str, second: str) -> None:
    def attempt(body: str) -> object:
        try:
            return convert(body)
        except MarkupError as error:
            return str(error)

    markup._converter.cache_clear()
    alone = attempt(second)
    attempt(first)
    assert attempt(second) == alone


TEXT = st.text(CHARACTERS, max_size=80)


@FAST
@given(TEXT)
def test_normal_is_idempotent_and_so_are_folded_names(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert folded(folded(text)) == folded(text)


@FAST
@given(TEXT, st.text("“”‘’'\"–—- \n\u00a0\u200b", max_size=10))
def test_what_normal_forgives_makes_no_difference(text: str, invisible: str) -> None:
    hidden = "".join(character for character in invisible if character == "\u200b")
    assert normal(text + hidden) == normal(text)
    assert normal(text.replace(" ", "\n  ")) == normal(text)
    assert normal(text.replace("'", "’").replace('"', "“").replace("-", "—")) == normal(text)


WORDS = st.lists(
    st.text(st.characters(categories=("Lu", "Ll", "Nd"), codec="utf-8"), min_size=1, max_size=8), min_size=1, max_size=30
)


@FAST
@given(WORDS, st.data())
def test_a_passage_of_an_archive_is_found_in_it(words: list[str], data: st.DataObject) -> None:
    separators = data.draw(
        st.lists(st.sampled_from([" ", "\n", "  ", ", ", " — ", ".\n\n"]), min_size=len(words), max_size=len(words))
    )
    archive = "".join(word + separator for word, separator in zip(words, separators, strict=True))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    passage = "".join(
        word + separator for word, separator in zip(words[start:end], [*separators[start : end - 1], ""], strict=True)
    )
    assert Passages(archive).has(normal(passage))
    nearest = Passages(archive).nearest(normal(passage))
    assert nearest is None or nearest in Passages(archive).normal


@FAST
@given(TEXT, TEXT)
def test_counting_and_the_nearest_passage_never_fail(archive: str, words: str) -> None:
    passages = Passages(archive)
    assert all(passages.normal[start:end] == normal(words) for start, end in passages.find(normal(words)))
    passages.nearest(normal(words))


@FAST
@given(TEXT)
def test_no_character_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


YAML = st.lists(
    CHARACTERS | st.sampled_from(["a: ", "b:\n", "- ", "  ", "\n", "'", '"', "[", "]", "{", "}", ", ", "&x ", "*x", "!!str ", "|\n", ">\n", "#", "---\n", "...\n", "? ", ": ", "%YAML 1.2\n", "\\", "<<: "]),
    max_size=30,
).map("".join)  # fmt: skip


@FAST
@given(YAML)
@example("a: \uffff")
@example("a: \ufeff")
def test_reading_front_matter_never_fails(header: str) -> None:
    fields, problems = frontmatter.read("x.md", header, 2)
    assert all(problem.line >= 2 and problem.column >= 1 for problem in problems)
    if not problems:
        for name in fields:
            line, column = frontmatter.locate(header, 2, (name,))
            assert line >= 2
            assert column >= 1


@FAST
@given(MARKDOWN | YAML)
def test_splitting_a_page_loses_nothing(text: str) -> None:
    parts = frontmatter.split("x.md", text)
    if isinstance(parts, Problem):
        return
    lines = text.split("\n")
    assert "\n".join(lines[parts.body_line - 1 :]) == parts.body
    assert "\n".join(lines[parts.header_line - 1 :]).startswith(parts.header)


FIELDS = st.dictionaries(
    st.text("abcdefgh_", min_size=1, max_size=6),
    st.recursive(st.text(st.characters(categories=("L", "N", "P", "Zs"), codec="utf-8"), max_size=12), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", min_size=1, max_size=3), inner, max_size=3), max_leaves=6),
    min_size=1, max_size=5,
)  # fmt: skip


@FAST
@given(FIELDS)
def test_what_is_written_in_quotation_marks_is_read_as_it_is(fields: dict[str, frontmatter.Value]) -> None:
    def written(value: frontmatter.Value) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{written(key)}: {written(inner)}" for key, inner in value.items()) + "}"
        return "'" + str(value).replace("'", "''") + "'"

    header = "".join(f"{name}: {written(value)}\n" for name, value in fields.items())
    found, problems = frontmatter.read("x.md", header, 2)
    assert (found, problems) == (fields, [])
    for number, name in enumerate(fields):
        # Even an empty one stands somewhere.
        assert frontmatter.locate(header, 2, (name,)) == (2 + number, len(name) + 3)
