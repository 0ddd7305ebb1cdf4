from pathlib import Path

import pytest
from steps import actor, archived, entry, incident, linked, note, place, source

from builder.model import Wiki
from builder.sourceviews import spelling_views

AIRPORT = place("airport", title="Northport International Airport", aliases="[NIA]", type="airport")


def read(root: Path, article: str, pages: str = "", **fields: str) -> Wiki:
    wiki, problems = linked(root, pages + archived("a", f"{article}\n", **fields))
    assert [str(problem) for problem in problems] == []
    return wiki


def spelt(wiki: Wiki, page: str) -> list[str]:
    return [f"{found.text}: {' '.join(found.sources)}" for found in entry(wiki, page).spellings]


def unanswered(root: Path, article: str, pages: str = "", **fields: str) -> tuple[str, ...]:
    return tuple(name.text for name in entry(read(root, article, pages, **fields), "sources/a").unanswered)


def test_each_spelling_is_told_with_the_articles_that_use_it(tmp_path: Path) -> None:
    pages = actor("gang", title="The Gang", aliases="[Harbour-Gang, GANG, Ghang]") + archived("b", "The Harbour–Gang ran.\n")
    wiki = read(tmp_path, "The Harbour-Gang and the GANG\u2019s boats. GANG again.", pages)
    assert spelt(wiki, "actors/gang") == ["GANG: sources/a", "Harbour-Gang: sources/a sources/b"]
    assert spelt(wiki, "places/northport") == ["Northport: sources/herald"]


def test_a_name_within_a_longer_name_is_not_that_name(tmp_path: Path) -> None:
    wiki = read(tmp_path, "At Northport International Airport it was calm.", AIRPORT)
    assert spelt(wiki, "places/northport") == ["Northport: sources/herald"]
    assert spelt(wiki, "places/airport") == ["Northport International Airport: sources/a"]


@pytest.mark.parametrize(
    "article", ["It is in Northport", "It is Northport International", "In Northport, International Airport staff met."]
)
def test_the_beginning_of_a_longer_name_is_still_a_name(tmp_path: Path, article: str) -> None:
    assert "Northport: sources/a sources/herald" in spelt(read(tmp_path, article, AIRPORT), "places/northport")


@pytest.mark.parametrize("article", ["The NIAs met.", "The nia met.", "NI A met.", "Northport International Air port."])
def test_other_words_are_no_spelling_of_a_name(tmp_path: Path, article: str) -> None:
    assert spelt(read(tmp_path, article, AIRPORT), "places/airport") == []


def test_a_name_with_full_stops_or_over_two_lines_is_found(tmp_path: Path) -> None:
    wiki = read(tmp_path, "The N.I.A. met. Northport International\nAirport was calm.", AIRPORT.replace("NIA", "N.I.A."))
    assert spelt(wiki, "places/airport") == ["N.I.A.: sources/a", "Northport International Airport: sources/a"]


def test_a_name_of_two_pages_is_told_on_both(tmp_path: Path) -> None:
    pages = actor("one", aliases="[Smith]", not_same_as="[two]") + actor("two", aliases="[Smith]")
    wiki = read(tmp_path, "Smith came.", pages)
    assert "Smith: sources/a" in spelt(wiki, "actors/one")
    assert "Smith: sources/a" in spelt(wiki, "actors/two")


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ("He met Ali Hassan, of Kirkuk.", ("Ali Hassan", "Kirkuk")),
        ("He met Ali, Hassan and Omar", ("Ali", "Hassan", "Omar")),
        ("Then Kirkuk and Kirkuk again, then Erbil.", ("Kirkuk", "Erbil")),
        ("The mayor of Northport met Al-Sudani on Monday in May.", ("Al-Sudani",)),
        ("Police came. Soldiers left.", ()),
        ("He said: “Nobody knows.”", ()),
        ("Attack on Kirkuk\nPolice came.", ("Kirkuk",)),
        ("Attack on Kirkuk. Erbil Governor came.", ("Kirkuk", "Erbil Governor")),
        ("It began in the night. The Iraqi army came.", ("Iraqi",)),
        ("It fell on the base. Base Kirkuk was hit.", ("Kirkuk",)),
        ("It fell there. Base Kirkuk was hit.", ("Base Kirkuk",)),
        ("He knew, said I.", ()),
        ("يقول علي حسن ذلك.", ()),
    ],
)
def test_names_that_no_page_answers_to_are_told_once_each(tmp_path: Path, article: str, names: tuple[str, ...]) -> None:
    assert unanswered(tmp_path, article) == names


def test_a_name_that_a_page_answers_to_is_not_told(tmp_path: Path) -> None:
    pages = actor("ali", title="Ali Hassan")
    assert unanswered(tmp_path, "He met Ali Hassan, then Ali Omar.", pages) == ("Ali Omar",)


def test_names_in_captions_are_not_told(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "It began.\nPhoto: Ali Hassan.\nHe met Ali Omar.", asides="[Omar]") == ("Ali Omar",)


@pytest.mark.parametrize("name", ["‘Asa’ib Ahl al-Haq", "(Real) Army", "$hop Group"])
def test_a_name_that_begins_with_a_mark_is_found(tmp_path: Path, name: str) -> None:
    text = archived("courier", f"On Monday {name} spoke.\n") + actor("group", title=f'"{name}"')
    wiki, _ = linked(tmp_path, text)
    assert [view.sources for view in spelling_views(wiki, entry(wiki, "actors/group"), "actors/group.html")] != [()]


def test_a_free_page_answers_to_its_names_too(tmp_path: Path) -> None:
    pages = note("Text.", "content/lance.md", title="Lance rocket", aliases="[Lance]")
    wiki = read(tmp_path, "They fired a Lance rocket, then a Lance, from a Spear.", pages)
    assert spelt(wiki, "lance") == ["Lance: sources/a", "Lance rocket: sources/a"]
    assert [name.text for name in entry(wiki, "sources/a").unanswered] == ["Spear"]


@pytest.mark.parametrize("page", [incident("lance", title="Lance"), source("lance", title="Lance")])
def test_titles_of_incidents_and_articles_are_no_names_in_articles(tmp_path: Path, page: str) -> None:
    assert unanswered(tmp_path, "They fired a Lance.", page) == ("Lance",)


def test_a_name_without_a_page_is_told_where_it_first_stands_and_again_where_it_is_not_left_out(tmp_path: Path) -> None:
    left_out = "[{text: said Ali Hassan, note: So.}, {text: joked Ali Hassan, note: So.}]"
    article = "It fell, said Ali Hassan. It burns, joked Ali Hassan. We saw Ali Hassan. So did Ali Hassan."
    wiki = read(tmp_path, article, left_out=left_out)
    found = entry(wiki, "sources/a").unanswered
    assert [(name.text, name.span[0], name.is_left_out) for name in found] == [
        ("Ali Hassan", article.index("said Ali") + 5, True),
        ("Ali Hassan", article.index("joked Ali") + 6, True),
        ("Ali Hassan", article.index("saw Ali") + 4, False),
    ]
    assert all(article[slice(*name.span)] == name.text for name in found)


def test_a_lone_word_where_the_headline_begins_tells_nothing(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "Zebras hit the depot\nThey left.", title="Zebras hit the depot") == ()
