from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pybtex.errors
import pytest
from pybtex.database import BibliographyData, parse_string
from pybtex.richtext import Text
from steps import actor, linked, source

from builder.bibdata import FILE, bib_file
from builder.model import Wiki


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    """Have the library refuse what is not quite right, as it does by itself only where it is run by hand."""
    pybtex.errors.set_strict_mode(True)
    yield
    pybtex.errors.set_strict_mode(False)


def parsed(content: bytes) -> BibliographyData:
    return parse_string(content.decode(), "bibtex")


def entries(wiki: Wiki) -> dict[str, Any]:
    found = dict(parsed(bib_file(wiki).content).entries)
    assert FILE.count(wiki) == len(found)
    return found


def of(tmp_path: Path, **fields: Any) -> Any:
    wiki, problems = linked(tmp_path, actor("paper", title="The Paper & Co", type="media") + source("s", **fields))
    assert [problem for problem in problems if problem.level == "error"] == []
    return entries(wiki)["s"]


# What LaTeX writes for signs, where the library doesn't know it; each with a stand-in.
UNKNOWN = (
    (r"\textbraceleft{}", "\ue000", "{"),
    (r"\textbraceright{}", "\ue001", "}"),
    (r"\textasciicircum{}", "\ue002", "^"),
    (r"\$", "\ue003", "$"),
)


def plain(latex: str) -> str:
    """Return a text as it is printed."""
    for name, other, _ in UNKNOWN:
        latex = latex.replace(name, other)
    printed = str(Text.from_latex(latex))
    for _, other, sign in UNKNOWN:
        printed = printed.replace(other, sign)
    return printed


def test_an_article_has_what_is_known_of_it(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        title="Hit",
        publisher="paper",
        author="Jane Roe",
        url="https://x.org/a_b?c=%20#d",
        lang="ar",
        published="2024-01-05",
    )
    assert found.type == "article"
    assert dict(found.fields) == {
        "title": "{Hit}",
        "journal": r"The Paper \& Co",
        "year": "2024",
        "month": "January",
        "date": "2024-01-05",
        "url": "https://x.org/a_b?c=%20#d",
        "language": "Arabic",
    }
    assert [str(person) for person in found.persons["author"]] == ["{Jane Roe}"]


def test_what_bibtex_asks_of_an_article_and_is_not_known_makes_it_another_entry(tmp_path: Path) -> None:
    found = of(tmp_path, title="Hit", published="2024")
    assert (found.type, dict(found.fields)) == (
        "misc",
        {"title": "{Hit}", "year": "2024", "date": "2024", "language": "English"},
    )
    assert not found.persons


def test_any_other_work_names_its_outlet_as_what_published_it(tmp_path: Path) -> None:
    found = of(tmp_path, csl="report", publisher="paper")
    assert (found.type, plain(found.fields["howpublished"])) == ("misc", "The Paper & Co")


def test_a_name_is_not_taken_apart(tmp_path: Path) -> None:
    (person,) = of(tmp_path, author="Ministry of Foreign Affairs and Trade, Press Office").persons["author"]
    assert plain(str(person)) == "Ministry of Foreign Affairs and Trade, Press Office"


@pytest.mark.parametrize(
    "title",
    [
        r"50% of {A} & B_C #1 $2 ~ ^ \d",
        "{open",
        "closed}}",
        "\\",
        "back\\\\slash\\",
        "@article{x, title = {y}}",
        'He said "no" and ‘yes’ and “maybe” — «так»',
        "كتائب حزب الله",
        "Ärger in Łódź, Đà Nẵng",
        "a, b = {c} # d",
    ],
)
def test_a_title_is_read_back_as_it_is(tmp_path: Path, title: str) -> None:
    found = of(tmp_path, title="'" + title.replace("'", "''") + "'")
    assert plain(found.fields["title"]) == title
    # In braces of their own, so that no style writes capitals small.
    assert found.fields["title"][:1] + found.fields["title"][-1:] == "{}"


def test_a_title_that_is_none_of_the_articles_own_is_in_brackets(tmp_path: Path) -> None:
    assert plain(of(tmp_path, title="null", title_note="So.").fields["title"]) == "[News article without a headline]"


def test_an_address_can_end_neither_field_nor_command(tmp_path: Path) -> None:
    assert of(tmp_path, url="https://x.org/{a}?q=b}c").fields["url"] == "https://x.org/%7Ba%7D?q=b%7Dc"


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("2020-11~", "about November 2020"),
        ("2019-23", "autumn 2019"),
        ('"[2024-09-11..]"', "on or after 11 September 2024"),
        ('"[2020-12-13,2020-12-20]"', "13 or 20 December 2020"),
        ("2020-11/2020-12", "November–December 2020"),
        ("2020-XX", "some month of 2020"),
    ],
)
def test_a_date_that_is_not_plain_stands_in_words(tmp_path: Path, published: str, year: str) -> None:
    found = of(tmp_path, published=published, published_note="So.")
    assert (plain(found.fields["year"]), "month" in found.fields, "date" in found.fields) == (year, False, False)


def test_a_source_that_the_wiki_has_withdrawn_says_so(tmp_path: Path) -> None:
    assert of(tmp_path, status="withdrawn").fields["note"] == "Withdrawn from the wiki"


def test_the_sources_of_the_projects_own_wiki_are_all_there(real_site: Path) -> None:
    found = parsed((real_site / FILE.path).read_bytes()).entries
    assert sorted(found) == sorted(page.stem for page in (real_site / "sources").glob("*.html") if page.stem != "index")


def test_an_empty_wiki_has_no_entries(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    assert entries(wiki) == {}
