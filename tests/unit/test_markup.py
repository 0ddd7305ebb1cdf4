import contextlib
import gc
import re
from collections.abc import Iterator
from time import process_time

import pytest
from steps import marks

from builder import markup, syntax
from builder.markup import RESERVED_IDS, Body, MarkupError, convert


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Pause the garbage collector, as the pipeline does: an exception in one of its callbacks, hypothesis has one, is swallowed."""
    gc.disable()
    yield
    gc.enable()


def html(markdown: str) -> str:
    """Convert, with wikilinks and citations as they were written, between guillemets."""
    body = convert(markdown)
    return syntax.fill(body.html, lambda number: f"«{body.written[number].text}»")


def ids(body: Body) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', body.html)


MARKS = '[[a|b]] [@c: "d"] [e](f.md) [@g [[h'


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        (f"`{MARKS}`", MARKS),
        (f"``{MARKS}``", MARKS),
        (f"```\n{MARKS}\n```", MARKS),
        (f"~~~\n{MARKS}\n~~~", MARKS),
        (f"```text\n{MARKS}\n```", MARKS),
        (f"Text.\n\n    {MARKS}", MARKS),
        (f"- item\n\n        {MARKS}", MARKS),
        (f"> `{MARKS}`", MARKS),
        (f"| a |\n|---|\n| `{MARKS.replace('|', '')}` |", MARKS.replace("|", "")),
        ('Text.\n\n    [@a: "x\n    y"]', '[@a: "x\ny"]'),
        ('- item\n\n        [@a: "x\n        y"]', '[@a: "x\ny"]'),
        ('~~~\n[@a: "x\n~~~\n\nText y"]', '[@a: "x'),
        (r"`[[a\|b]]`", r"[[a\|b]]"),
        ("`[[a]]` `&amp; <b>`", "[[a]]"),
    ],
)  # fmt: skip
def test_code_is_left_alone(markdown: str, code: str) -> None:
    body = convert(markdown)
    assert body.written == {}
    found = re.findall(r"<code>(.*?)</code>", body.html, re.DOTALL)
    assert found
    unescaped = found[0].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped.strip("\n") == code


@pytest.mark.parametrize("tag", ["pre", "code", "pre><code"])
def test_raw_code_is_left_alone(tag: str) -> None:
    body = convert(f"<{tag}>[[a]] [@b]</{'></'.join(reversed(tag.split('><')))}>")
    assert body.written == {}
    assert "[[a]] [@b]" in body.html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=//x>", '<b onclick="alert(1)">x</b>', "<style>*{}</style>", '<iframe src="https://x"></iframe>',
        '<img src=x onerror="alert(1)">', '<a href="javascript:alert(1)">x</a>', "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
        "<javascript:alert(1)>", '[x](data:text/html;base64,AAAA "t")', "[x]\n\n[x]: javascript:alert(1)", '<svg onload="alert(1)">',
        '<form action="https://x"><input></form>', '<meta http-equiv="refresh" content="0">', '<b style="position:fixed">x</b>',
        '<a href="https://x" target="_blank" class="evil">x</a>', "<!-- x --><![CDATA[ <b onclick=x> ]]>", "![x](https://example.org/x.png)",
        '<p title="</p><script>alert(1)</script>">x</p>', "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>", "<b\nonclick=alert(1)>x",
        "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))", '[x](https://x"onmouseover="alert(1))', "`<b onclick=x>`{: onclick=x}",
    ],
)  # fmt: skip
def test_nothing_harmful_gets_through(markdown: str) -> None:
    tags = re.findall(r"<[^>]*>", convert(markdown).html)
    assert not re.search(
        r"<script|<style|<iframe|<img|<svg|<form|<input|<meta|\son[a-z]+=|style=|javascript:|data:|target=|evil",
        " ".join(tags),
        re.IGNORECASE,
    )


def test_what_was_taken_out_is_said() -> None:
    assert convert("Text <script>x</script> <b>y</b> <Blink>z</Blink> `<iframe>`").removed == ("blink", "script")
    assert convert("a < b > c &lt;script>").removed == ()


@pytest.mark.parametrize("identifier", ["main", "ref:1", "cite:1:1", "backlinks", "anything"])
def test_raw_html_has_no_ids_of_its_own(identifier: str) -> None:
    assert ids(convert(f'<h2 id="{identifier}">x</h2>\n\n<sup id="{identifier}">y</sup>\n\n<li id="{identifier}">z</li>')) == []


def test_raw_html_does_not_take_the_id_of_a_heading() -> None:
    body = convert('<h2 id="part">Fake</h2>\n\n## Part')
    assert '<h2 id="part">Part</h2>' in body.html
    assert ids(body) == ["part"]


def test_raw_html_does_not_take_the_id_of_a_footnote() -> None:
    body = convert('<sup id="fn:1">x</sup> Text[^1].\n\n[^1]: Note.')
    assert '<li id="fn:1">' in body.html
    assert ids(body).count("fn:1") == 1


@pytest.mark.parametrize("text", ["[[a]]", '[@a: "b"]', "[[a"])
def test_marks_in_attributes_are_the_text_that_was_written(text: str) -> None:
    quote = text.replace('"', "&quot;")
    body = convert(f"<b title='{text}'>x</b> [y](https://example.org/ '{text}')")
    assert "\ue000" not in body.html
    assert f'<b title="{quote}">x</b>' in body.html
    assert body.written == {}


@pytest.mark.parametrize("markdown", ['<a href="[[a]]">x</a>', "[x](y[[a]])", '<a href="x-[[a]]">x</a>'])
def test_a_mark_in_an_address_does_not_keep_the_address_from_being_checked(markdown: str) -> None:
    assert convert(markdown).addresses or convert(markdown).nested


@pytest.mark.parametrize("character", ["&#xe000;", "&#57344;", "&#xE000;"])
def test_the_characters_of_slots_cannot_be_written_as_entities(character: str) -> None:
    for number in ("0", "7", "9" * 5000):
        for markdown in (f"[[a]] {character}{number}&#xe001;", f"[[a]] <b title='{character}{number}&#xe001;'>x</b>"):
            body = convert(markdown)
            assert list(syntax.slots(body.html)) == [0]


def test_footnotes_are_numbered_and_lead_there_and_back() -> None:
    body = convert("One[^a]. Two[^b].\n\n[^a]: First [[x]].\n[^b]: Second.")
    assert 'href="#fn:a">note 1</a>' in body.html
    assert 'href="#fnref:b" title="Back to the text of note 2"' in body.html
    assert set(ids(body)) == {"fn:a", "fnref:a", "fn:b", "fnref:b"}
    assert [mark.text for mark in body.written.values()] == ["[[x]]"]
    assert set(body.addresses) <= {"#fn:a", "#fn:b", "#fnref:a", "#fnref:b"}


def test_a_wikilink_with_a_bar_does_not_split_a_table_cell() -> None:
    assert html("| a | b |\n|---|:-:|\n| [[x|y]] | [[z\\|w]] |") == (
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="align-center">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>«[[x|y]]»</td>\n<td class="align-center">«[[z\\|w]]»</td>\n</tr>\n</tbody>\n</table>'
    )


def test_headings_have_ids_in_any_alphabet_each_its_own() -> None:
    body = convert("## ماذا حدث\n\n## ماذا حدث\n\n### What happened?\n\n## What happened\n\n## !!!\n\n## ???")
    assert [(heading.level, heading.id) for heading in body.headings] == [
        (2, "ماذا-حدث"), (2, "ماذا-حدث-2"), (3, "what-happened"), (2, "what-happened-2"), (2, "section"), (2, "section-2"),
    ]  # fmt: skip
    assert ids(body) == [heading.id for heading in body.headings]


def test_an_id_that_another_heading_is_numbered_to_is_not_given_twice() -> None:
    body = convert("## A\n\n## A 2\n\n## A\n\n## A-2")
    assert len({heading.id for heading in body.headings}) == 4


@pytest.mark.parametrize("word", sorted(RESERVED_IDS))
def test_a_heading_does_not_take_an_id_of_the_page(word: str) -> None:
    (heading,) = convert(f"## {word.title()}").headings
    assert heading.id == f"{word}-2"


def test_a_heading_shows_words_and_no_marks() -> None:
    (heading,) = convert("## Of *the* [[a|boss]], `x` <b>y</b>[@z] and [w](w.md)[^1]\n\n[^1]: Note.").headings
    assert (heading.text, heading.id) == ("Of the boss, x y and w", "of-the-boss-x-y-and-w")


def test_a_heading_on_the_titles_level_is_moved_down_and_told() -> None:
    body = convert("# One\n\nTwo\n===\n\n## Three")
    assert "<h1" not in body.html
    assert body.demoted == ("One", "Two")
    assert [heading.level for heading in body.headings] == [2, 2, 2]


def test_marks_are_listed_in_reading_order_with_footnotes_last() -> None:
    body = convert("[[a]][^1] [@b]\n\n[^1]: [[c]]\n\n[[d]]")
    assert [mark.text for mark in body.written.values()] == ["[[a]]", "[@b]", "[[d]]", "[[c]]"]


def test_a_mark_in_a_comment_or_unused_definition_is_not_written() -> None:
    assert convert("<!-- [[a]] -->\n\n[x]: y.md\n\nText.").written == {}


def test_a_wikilink_inside_a_link_is_told() -> None:
    body = convert("[see [[a]]](https://example.org/)")
    assert [body.written[number].text for number in body.nested] == ["[[a]]"]
    assert body.html.count("<a ") == 1


def test_the_label_of_a_file_link_is_its_words() -> None:
    body = convert("[*the* `boss`](a.md) and [[x]]")
    assert marks(body.written.values()) == ["file 'a.md' None 'the boss'", "wikilink 'x' None None"]


def test_addresses_are_collected_from_markdown_and_raw_html() -> None:
    body = convert(
        '[a](https://a.org) <https://b.org> [c][c] <a href="https://d.org?x&amp;y">d</a> <someone@example.org>\n\n[c]: https://c.org'
    )
    assert set(body.addresses) == {
        "https://a.org",
        "https://b.org",
        "https://c.org",
        "https://d.org?x&y",
        "mailto:someone@example.org",
    }


SLOW = [
    "[" * 20_000,
    "[^a]" * 8_000,
    "<![CDATA[" * 4_000,
    "*_" * 20_000,
    "<" * 30_000,
    "![" * 20_000,
    "`" + "``" * 20_000,
    "[[" * 8_000,
]


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("markdown", SLOW, ids=lambda text: text[:5])
def test_a_body_is_converted_or_meets_the_limit(markdown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS_PER_PAGE", 0.3)
    markup._converter.cache_clear()
    try:
        convert(markdown)
    except MarkupError as error:
        assert "0.3 seconds" in str(error)  # noqa: PT017 - some need no limit on a fast machine


@pytest.mark.parametrize(
    "markdown",
    ["> " * 3000 + "x", "- " * 3000 + "x", "1. " * 3000 + "x", "*" * 3001 + "x" + "*" * 3001, "<div>" * 3000, "<b>" * 3000 + "x"],
)
def test_nesting_without_end_is_a_markup_error_or_fine(markdown: str) -> None:
    try:
        convert(markdown)
    except MarkupError as error:
        assert "nested" in str(error) or "seconds" in str(error)  # noqa: PT017 - no error at all is fine too


PLAIN = "- a\n- b\n\nText.\n\n- c\n\n- d\n\n> e\n\n[^1]: f\n"


@pytest.mark.parametrize("before", ["- " * 3000 + "x", "1. " * 3000 + "x", "> " * 90 + "- " * 400 + "x", "[" * 20_000])
@pytest.mark.usefixtures("no_collector")
def test_a_body_that_fails_does_not_change_the_next_one(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    markup._converter.cache_clear()
    expected = convert(PLAIN)
    monkeypatch.setattr(markup, "SECONDS_PER_PAGE", 0.3)
    with pytest.raises(MarkupError):
        convert(before)
    assert convert(PLAIN) == expected


def test_a_body_that_is_converted_does_not_change_the_next_one() -> None:
    expected = convert(PLAIN)
    convert("## A\n\n[x]: https://example.org/\n\n*[y]: z\n\n[^1]: other\n\nText[^1]")
    assert convert(PLAIN) == expected
    assert convert("## A").headings[0].id == "a"
    assert "example.org" not in convert("[x]").html


def test_the_limit_holds_where_its_first_signal_is_swallowed() -> None:
    def work(seconds: float) -> None:
        end = process_time() + seconds
        while process_time() < end:
            pass

    def swallowed_once() -> None:
        with markup._time_limit(0.05):
            with contextlib.suppress(MarkupError):  # as in a callback of the garbage collector, or in __del__
                work(1)
            work(1)

    with pytest.raises(MarkupError):
        swallowed_once()


def test_the_clock_is_put_back() -> None:
    import signal

    before = signal.getsignal(signal.SIGVTALRM)
    convert("Text.")
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_context_is_the_sentence_with_its_slots() -> None:
    body = convert("One [[a]]. Two\n[[b]] [@c], three. Four.")
    assert body.contexts == {
        0: f"One {syntax.slot(0)}.",
        1: f"Two {syntax.slot(1)}{syntax.slot(2)}, three.",
        2: f"Two {syntax.slot(1)}{syntax.slot(2)}, three.",
    }


def test_each_list_item_and_cell_row_is_a_text_of_its_own() -> None:
    body = convert("- one [[a]]\n- two [[b]]\n\n| x [[c]] | y |\n|---|---|\n| z [[d]] | w |")
    assert [body.contexts[number] for number in range(4)] == [
        f"one {syntax.slot(0)}", f"two {syntax.slot(1)}", f"x {syntax.slot(2)} · y", f"z {syntax.slot(3)} · w",
    ]  # fmt: skip


def test_a_list_in_a_list_does_not_join_the_sentence_above_it() -> None:
    body = convert("- one [[a]]\n    - two [[b]]\n\n> three [[c]]\n>\n> - four [[d]]")
    words = ("one", "two", "three", "four")
    assert body.contexts == {number: f"{word} {syntax.slot(number)}" for number, word in enumerate(words)}


def test_lines_count_from_the_first_line_of_the_file() -> None:
    (mark,) = convert("\nText [[a]].", 12).written.values()
    assert (mark.line, mark.column) == (13, 6)
