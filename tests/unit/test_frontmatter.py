import subprocess
import sys

import pytest

from builder.frontmatter import MAX_DEPTH, Location, Split, Value, locate, read, split
from builder.problems import Problem

PAGE = "---\ntitle: A\n---\n\nBody.\n"


def fields(header: str) -> dict[str, Value]:
    found, problems = read("x.md", header, 2)
    assert problems == []
    return found


def refused(header: str) -> list[str]:
    _, problems = read("x.md", header, 2)
    return [f"{problem.line}:{problem.column} {problem.rule}: {problem.message}" for problem in problems]


def parted(text: str) -> Split:
    found = split("x.md", text)
    assert isinstance(found, Split)
    return found


def test_a_page_is_split_with_the_line_that_each_part_begins_on() -> None:
    assert parted(PAGE) == Split("title: A\n", 2, "\nBody.\n", 4)


def test_a_rule_in_the_body_does_not_end_the_front_matter_again() -> None:
    assert parted("---\na: b\n---\none\n\n---\n\ntwo\n").body == "one\n\n---\n\ntwo\n"


def test_white_space_behind_the_hyphens_and_empty_lines_do_not_shift_lines() -> None:
    found = parted("---  \n\n\na: b\n---  \n\n\nBody.\n")
    assert found.header_line == 2
    assert found.header.split("\n").index("a: b") + found.header_line == 4
    assert found.body.split("\n").index("Body.") + found.body_line == 8


def test_a_page_without_a_body_is_split() -> None:
    assert parted("---\na: b\n---").body == ""


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "---\na: b\n", "---\na: b\n...\nBody.\n", "\n---\na: b\n---\n", "Body.\n", "--\na\n--"]
)
def test_a_page_whose_front_matter_does_not_begin_or_end_is_not_published_as_text(text: str) -> None:
    assert isinstance(split("x.md", text), Problem)


@pytest.mark.parametrize(
    "text", ["NO", "yes", "012", "20:30", "2024-09-10", "1_000", "0x1F", "1e3", ".inf", "2024-13-99", "=", "9" * 5000]
)
def test_nothing_is_guessed_into_a_number_date_or_boolean(text: str) -> None:
    assert fields(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_only_nothing_and_null_are_empty(text: str) -> None:
    assert fields(f"a: {text}\n") == {"a": None}


@pytest.mark.parametrize("text", ["''", '""', "'null'", '"~"'])
def test_what_is_quoted_is_text(text: str) -> None:
    assert fields(f"a: {text}\n") == {"a": text[1:-1]}


def test_keys_stay_text() -> None:
    assert fields("yes: a\n1: b\nnull: c\n") == {"yes": "a", "1": "b", "null": "c"}


def test_lists_and_mappings_nest() -> None:
    assert fields("a: [b, {c: d}]\ne:\n  - f: g\n") == {"a": ["b", {"c": "d"}], "e": [{"f": "g"}]}


def test_two_equal_keys_are_a_problem_at_the_second_at_any_depth() -> None:
    assert refused("a: 1\nb: {c: 1, c: 2}\na: 2\n") == [
        "3:11 duplicate-key: `c` stands twice; first in line 3",
        "4:1 duplicate-key: `a` stands twice; first in line 2",
    ]


def test_the_merge_key_merges_nothing() -> None:
    assert fields("<<: {a: b}\n") == {"<<": {"a": "b"}}


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    "header", ["a: &x b\nc: *x\n", "a: &x b\n", "a: *x\n", "a: !!int 3\n", "a: !x y\n", "a: !!python/name:os.system x\n", BOMB]
)
def test_anchors_aliases_and_tags_are_refused(header: str) -> None:
    assert refused(header) != []


def test_a_text_that_begins_like_an_anchor_is_quoted_to_be_one() -> None:
    assert fields("a: 'R&D'\nb: '&x'\nc: R&D\n") == {"a": "R&D", "b": "&x", "c": "R&D"}


@pytest.mark.parametrize("header", ["- a\n", "text\n", "", "# a comment\n", "[a]\n"])
def test_front_matter_without_fields_is_a_problem(header: str) -> None:
    assert [line.split()[1] for line in refused(header)] == ["front-matter:"]


def test_a_tab_is_named_at_its_column() -> None:
    assert refused("a:\n\t- b\n") == ["3:1 yaml: a tab; YAML indents with spaces"]


def test_an_unclosed_quotation_mark_is_named_where_it_opens() -> None:
    assert refused('a: b\nc: "d\ne: f\n') == ["3:4 yaml: a quotation mark is not closed"]


def test_nesting_has_a_limit() -> None:
    fields("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert refused("a: " + "[" * (MAX_DEPTH + 9) + "]" * (MAX_DEPTH + 9)) != []


OVERFLOWS = {
    "brackets": "a: " + "[" * 150_000,
    "braces": "a: " + "{" * 150_000,
    "dashes": "- " * 150_000,
    "question marks": "? " * 150_000,
    "brackets after many that close in a quotation": f'a: "{"]" * 150_000}"\nb: {"[" * 150_000}',
    "brackets after many that close in a comment": f"# {']' * 150_000}\nb: {'[' * 150_000}",
}


@pytest.mark.parametrize("header", OVERFLOWS.values(), ids=OVERFLOWS.keys())
def test_no_nesting_brings_the_program_down(header: str) -> None:
    # In a process of its own: what overflows the C stack takes the whole process with it.
    code = "import sys; from builder.frontmatter import read; print(read('x.md', sys.stdin.read(), 2)[1][0].rule)"
    done = subprocess.run([sys.executable, "-c", code], input=header, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "yaml\n", "")


@pytest.mark.parametrize("character", ["\uffff", "\ufffe", "\U0001ffff", "\ufeff", "\u2028", "\x85"])
def test_a_character_that_yaml_does_not_take_is_a_problem_or_text(character: str) -> None:
    found, problems = read("x.md", f"a: b\nc: d{character}e\n", 2)
    assert problems or found == {"a": "b", "c": f"d{character}e"}


HEADER = """title: A
aliases:
  - one
  - {text: two, lang: ar}
empty:
nested: {a: {b: c}}
"""


@pytest.mark.parametrize(
    ("location", "position"),
    [
        (("title",), (2, 8)),
        (("aliases",), (4, 3)),
        (("aliases", 0), (4, 5)),
        (("aliases", 1), (5, 5)),
        (("aliases", 1, "lang"), (5, 23)),
        (("aliases", 1, "lang", ""), (5, 17)),
        (("empty",), (6, 1)),
        (("nested", "a", "b"), (7, 17)),
        (("title", ""), (2, 1)),
        (("missing",), (2, 1)),
        (("aliases", 7), (4, 3)),
        (("nested", "a", "missing"), (7, 13)),
        ((), (2, 1)),
    ],
)
def test_a_field_is_located_at_line_and_column(location: Location, position: tuple[int, int]) -> None:
    assert locate(HEADER, 2, location) == position
