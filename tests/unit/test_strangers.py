"""Names that no page answers to, as an editor would make pages of them."""

import pytest

from builder.articles import Article
from builder.guesses import bylines
from builder.ids import Kind, PageId
from builder.lexicon import Lexicon
from builder.namings import namings
from builder.passages import Passages
from builder.strangers import Stranger, strangers

LEXICON = Lexicon([(PageId("actors/kadhemi"), ("Kadhimi",)), (PageId("places/baghdad"), ("Baghdad",))])


def told(text: str, headline: str = "") -> list[Stranger]:
    article = Article(Passages(text), headline=headline)
    return strangers(article, LEXICON, namings(article, LEXICON), bylines(article))


def names(text: str, headline: str = "") -> list[str]:
    return [stranger.name for stranger in told(text, headline)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Saraya Awliya al-Dam there.", "Saraya Awliya al-Dam"), ("He met Hadi al-Amiri’s men.", "Hadi al-Amiri"),
        ("He met General Frank McKenzie there.", "Frank McKenzie"), ("He met Prime Minister Adil Abdul Mahdi there.", "Adil Abdul Mahdi"),
        ("He saw the Ministry of Defence burn.", "Ministry of Defence"), ("He met John O'Neill-D'Arcy there.", "John O'Neill-D'Arcy"),
        ("He saw the University of Baghdad there.", "University of Baghdad"), ("He met the General there.", "General"),
    ],
)  # fmt: skip
def test_a_name_is_told_whole_and_without_titles(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_part_of_a_name_is_told_only_where_it_stands_alone() -> None:
    assert names("He met Hadi al-Amiri. He left with Hadi al-Amiri.") == ["Hadi al-Amiri"]
    assert names("He met Hadi al-Amiri. Then Amiri left, and so did Amiri.") == ["Amiri", "Hadi al-Amiri"]


def test_what_no_page_is_made_of_is_not_told() -> None:
    assert names("An Iraqi officer spoke at 10 GMT to Shi'ite leaders and American officials.") == []


def test_what_ends_in_a_name_that_is_known_is_most_likely_that_one() -> None:
    assert names("He met Mustafa al-Kadhimi there.") == []


def test_bylines_and_words_of_the_headline_are_not_told_unless_the_text_has_them_too() -> None:
    text = "Rockets Hit Depot\n\nBy QASSIM AHMED and Zeke Miller\n\nThe men of Zeke Miller left.\n"
    assert names(text, "Rockets Hit Depot") == ["Zeke Miller"]


def test_the_most_frequent_come_first() -> None:
    told_of = told("He met Ali Hasan. Then Omar Aziz spoke. Later Omar Aziz left.")
    assert [(one.name, one.times) for one in told_of] == [("Omar Aziz", 2), ("Ali Hasan", 1)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It fell in Dora, south of it.", Kind.PLACE), ("It fell near Ain al-Asad air base.", Kind.PLACE), ("They flew over Balad Air Base.", Kind.PLACE),
        ("They left Ain al-Asad air base.", Kind.PLACE), ("They left the Karrada Street.", Kind.PLACE), ("They met Ali Hasan there.", Kind.ACTOR),
        ("They met in the Ministry of Oil.", Kind.ACTOR), ("They spoke to General Ali Hasan in it.", Kind.ACTOR),
    ],
)  # fmt: skip
def test_places_are_told_from_actors_by_the_words_around_them(text: str, kind: Kind) -> None:
    assert [one.kind for one in told(text)] == [kind]
