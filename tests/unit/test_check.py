from pathlib import Path

import pytest
from steps import actor, checked, incident, note, place, source, told

from builder import markup, workers
from builder.check import check, check_page
from builder.ids import Kind, PageId
from builder.load import load
from builder.model import RawPage
from builder.pipeline import OWN_TEMPLATES


def test_a_fine_wiki_has_no_problems(tmp_path: Path) -> None:
    wiki, problems = checked(tmp_path)
    assert problems == []
    assert [page.id for page in wiki.pages] == sorted(page.id for page in wiki.pages)
    assert wiki.broken == ()


def test_all_mistakes_of_a_page_are_told_at_once_each_at_its_place(tmp_path: Path) -> None:
    text = incident("x", "# H\n\n[[]] <blink>\n", date="2024-13-01", type="atack", colour="red")
    assert told(checked(tmp_path, text)[1]) == [
        "3:7 date", "4:7 field-value", "7:1 unknown-field", "9:3 heading", "11:1 broken-mark", "11:6 html",
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["part_of", "related", "claims"])
@pytest.mark.parametrize("item", ["", '""', "null"])
def test_an_empty_item_of_a_list_is_told_at_its_place(tmp_path: Path, field: str, item: str) -> None:
    problems = checked(tmp_path, incident("x", **{field: f"\n  - {item}"}))[1]
    assert [(problem.line, problem.rule, problem.message) for problem in problems] == [
        (8, "field-type", f'an item of "{field}" is empty')
    ]
    assert "take out the hyphen" in problems[0].hint


def test_an_empty_item_of_a_list_that_is_needed_is_one_problem(tmp_path: Path) -> None:
    problems = checked(tmp_path, incident("x", sources="\n  -"))[1]
    assert [problem.message for problem in problems] == ['an item of "sources" is empty']


def test_a_page_with_a_wrong_field_is_left_out_but_keeps_its_names_and_body(tmp_path: Path) -> None:
    wiki, _ = checked(tmp_path, actor("x", title="The X", aliases="[Xs]", type="wrong"))
    (broken,) = wiki.broken
    assert (broken.id, broken.names) == ("actors/x", ("The X", "Xs"))
    assert broken.body is not None


@pytest.mark.parametrize("date", ["2024-01-01", "2024-01", "2024"])
def test_a_plain_date_needs_no_note(tmp_path: Path, date: str) -> None:
    assert checked(tmp_path, incident("x", date=date))[1] == []


@pytest.mark.parametrize(
    "date", ["2024-01-01~", "2024?", "2019-23", "2024-01-01/2024-01-03", "[2024-01-01,2024-01-02]", "202X", '"2024-01-01/.."']
)
def test_any_other_date_says_how_it_was_derived(tmp_path: Path, date: str) -> None:
    quoted = f"'{date}'" if date.startswith("[") else date
    assert told(checked(tmp_path / "a", incident("x", date=quoted))[1]) == ["3:7 date-note"]
    assert checked(tmp_path / "b", incident("x", date=quoted, date_note="So."))[1] == []
    assert told(checked(tmp_path / "c", source("y", published=quoted))[1]) == ["3:12 date-note"]


def test_a_source_without_headline_says_why(tmp_path: Path) -> None:
    assert told(checked(tmp_path / "a", source("y", title="null"))[1]) == ["2:8 missing-field"]
    assert checked(tmp_path / "b", source("y", title="null", title_note="None shown."))[1] == []


@pytest.mark.parametrize(
    ("lat", "lon", "fine"), [("90", "-180", True), ("90.1", "0", False), ("0", "180.5", False), ("-91", "0", False)]
)
def test_a_point_lies_on_the_globe(tmp_path: Path, lat: str, lon: str, fine: bool) -> None:
    text = place("x", location=f"{{lat: {lat}, lon: {lon}, precision_m: 10, from: us}}")
    assert [problem.rule for problem in checked(tmp_path, text)[1]] == ([] if fine else ["field-value"])


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://example.org", "mailto:a@example.org", "HTTPS://EXAMPLE.ORG", "#part", "#"]
)
def test_an_address_that_a_page_may_lead_to(tmp_path: Path, address: str) -> None:
    assert checked(tmp_path, note(f"## Part\n\n[x]({address})"))[1] == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "www.example.org",
        "x.html",
        "#prt",
        "vbscript:x",
        "tel:1",
    ],
)
def test_an_address_that_a_page_may_not_lead_to(tmp_path: Path, address: str) -> None:
    for number, text in enumerate(
        (f"## Part\n\n[x]({address})", f"## Part\n\n[x]\n\n[x]: {address}", f'## Part\n\n<a href="{address}">x</a>')
    ):
        problems = checked(tmp_path / str(number), note(text))[1]
        html_only = text.endswith("</a>") and ":" in address  # taken out by the cleaning, which leaves nothing to lead astray
        assert {problem.rule for problem in problems} <= {"link-address", "link-heading"}
        assert problems or html_only


def test_an_address_between_angle_brackets_is_an_address(tmp_path: Path) -> None:
    assert checked(tmp_path, note("<https://example.org/> and <someone@example.org>"))[1] == []


def test_a_page_that_takes_too_long_is_told_and_the_next_ones_are_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS_PER_PAGE", 0.3)
    markup._converter.cache_clear()
    wiki, problems = checked(tmp_path, note("[" * 30_000) + note("- one\n- two\n\nText.", "content/zlast.md"))
    assert told(problems) == ["4:1 markup"]
    assert (
        next(page for page in wiki.pages if page.id == "zlast").body.html
        == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Text.</p>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "&#xe000;7&#xe001;",
        "<b title='&#xe000;7&#xe001;'>x</b>",
        "&#57344;0&#57345;",
        "`&#xe000;0&#xe001;`",
        "[a](http://x/&#xe000;3&#xe001;)",
    ],
)
def test_a_slot_smuggled_in_as_an_entity_does_no_harm(tmp_path: Path, body: str) -> None:
    checked(tmp_path, note(body))


def test_checking_is_the_same_in_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, _ = load(tmp_path, OWN_TEMPLATES)
    alone = checked(tmp_path, incident("x", date="wrong") + note("[[]]"))
    loaded, _ = load(tmp_path, OWN_TEMPLATES)
    monkeypatch.setattr(workers, "WORTH_SHARING", 1)
    assert check(loaded, jobs=2) == alone


def test_check_page_needs_nothing_but_the_page() -> None:
    raw = RawPage(PageId("about"), Kind.NOTE, "content/about.md", {"title": "A"}, "title: A\n", 2, "Text.", 4)
    page, problems = check_page(raw)
    assert (page.id, problems) == ("about", [])


@pytest.mark.parametrize("link", ["[x](<actors/mayor.md#a>)", "[x](\nactors/mayor.md#a)", "[x][1]\n\n[1]: <actors/mayor.md#a>"])
def test_a_path_to_a_page_is_told_how_it_is_followed(tmp_path: Path, link: str) -> None:
    _, (found,) = checked(tmp_path, note(link))
    assert found.hint == "write it plainly, on one line: `[words](actors/mayor.md#a)`"
