import pytest

from builder.articles import Article
from builder.candidates import Candidate, candidates
from builder.dates import parse_date
from builder.fieldtypes import Count
from builder.gaps import MARK
from builder.ids import PageId
from builder.lexicon import Lexicon
from builder.namings import namings
from builder.passages import Passages

NAMES = {"actors/mayor": "the mayor", "actors/brigade": "Harbour Brigade", "actors/police": "Northport police", "places/depot": "the depot",
         "places/northport": "Northport"}  # fmt: skip


def found(text: str, day: str | None = None) -> list[Candidate]:
    article = Article(Passages(text))
    lexicon = Lexicon((PageId(page), (name,)) for page, name in NAMES.items())
    return list(candidates(article, namings(article, lexicon), parse_date(day) if day else None))


def values(text: str, about: str, day: str | None = None) -> list[object]:
    return [claim.value for claim in found(text, day) if claim.about == about]


@pytest.mark.parametrize(
    ("text", "about", "value"),
    [
        ("Three people were killed.", "killed", Count(3, 3)), ("At least 12 people died and 30 were hurt.", "killed", Count(12, None)),
        ("At least 12 people died and 30 were hurt.", "injured", Count(30, 30)), ("It hit a house, killing a young woman.", "killed", Count(1, 1)),
        ("Up to 14 rockets were fired.", "munitions", Count(None, 14)), ("More than 30 were wounded.", "injured", "more than 30"),
        ("Two Katyusha rockets fell.", "munitions", Count(2, 2)), ("It caused no casualties or damage.", "casualties", Count(0, 0)),
        ("It caused no casualties or damage.", "damage", "none"), ("There are no reported casualties.", "casualties", "none reported"),
        ("No-one was hurt.", "injured", Count(0, 0)), ("It came at around 11 p.m. on Tuesday.", "time", "23:00~"),
        ("It came at 04:30.", "time", "04:30"), ("They fired Katyusha rockets.", "weapon", "Katyusha rockets"),
        ("Two rockets hit the depot.", "weapon", "rockets"), ("Rockets were fired against the depot.", "target", "depot"),
        ("Rockets were fired late on Wednesday at Northport's port and at the depot.", "target", "depot"),
    ],
)  # fmt: skip
def test_what_a_sentence_states_is_read(text: str, about: str, value: object) -> None:
    assert values(text, about) == [value]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The attacks had died down in May.", "killed"), ("A drone attack was feared.", "munitions"), ("A volley of rockets fell.", "munitions"),
        ("He was paid 12,500 dollars.", "killed"), ("It was 2024.", "time"), ("He claimed that it rained.", "responsibility"),
        ("They hit Northport-bound lorries.", "target"),
    ],
)  # fmt: skip
def test_what_it_does_not_state_is_not(text: str, about: str) -> None:
    assert values(text, about) == []


def test_a_number_that_is_not_said_is_a_gap() -> None:
    (value,) = values("Dozens were killed.", "killed")
    assert str(value).startswith(MARK)


def one(text: str, about: str) -> Candidate:
    return next(claim for claim in found(text) if claim.about == about)


def test_the_speaker_is_a_known_actor_before_or_after_the_verb() -> None:
    assert one("The mayor said two people were killed.", "killed").by == "mayor"
    assert one("Two people were killed, said the mayor.", "killed").by == "mayor"
    assert one("According to the mayor two people were killed.", "killed").by == "mayor"
    assert one("Two people were killed.", "killed").by is None


def test_a_speaker_without_a_page_is_a_gap_that_has_the_words() -> None:
    by = one("Two people were killed, a witness told the mayor.", "killed").by
    assert by is not None
    assert by.startswith(f"{MARK} who says so (“were killed, a witness told”)")


@pytest.mark.parametrize(
    ("text", "about", "stance", "value", "by"),
    [
        ("The mayor accused Harbour Brigade of it.", "responsibility", "accuses", "brigade", "mayor"),
        ("Harbour Brigade was accused of it.", "responsibility", "accuses", "brigade", MARK),
        ("It was blamed on Harbour Brigade.", "responsibility", "accuses", "brigade", MARK),
        ("The mayor blamed Harbour Brigade-backed men for it.", "responsibility", "accuses", MARK, "mayor"),
        ("The mayor blamed gangs, including Harbour Brigade, for it.", "responsibility", "accuses", MARK, "mayor"),
        ("A rival of Harbour Brigade that is unknown claimed responsibility.", "responsibility", "claims", MARK, None),
        ("Harbour Brigade-backed men claimed responsibility.", "responsibility", "claims", MARK, None),
        ("Harbour Brigade has been blamed for it.", "responsibility", "accuses", "brigade", MARK),
        ("Harbour Brigade claimed responsibility.", "responsibility", "claims", "brigade", "brigade"),
        ("Harbour Brigade denied any role in it.", "responsibility", "denies", "brigade", "brigade"),
        ("Harbour Brigade condemned the attack.", "condemnation", "condemns", "the attack", "brigade"),
        ("No armed group has claimed responsibility.", "unclaimed", "asserts", "any armed group", None),
        ("No one has claimed responsibility.", "unclaimed", "asserts", "anyone", None),
    ],
)
def test_who_is_held_responsible_by_whom(text: str, about: str, stance: str, value: str, by: str | None) -> None:
    claim = one(text, about)
    assert claim.stance == stance
    assert claim.value == value or (value == MARK and str(claim.value).startswith(MARK))
    assert claim.by == by or (by == MARK and str(claim.by).startswith(MARK))


def test_the_day_is_claimed_where_the_sentence_names_it() -> None:
    assert values("It fell on Monday, January 1.", "date", "2024-01-01") == ["2024-01-01"]
    assert (
        values("It fell on Tuesday, January 1.", "date", "2024-01-01")
        == values("It fell on 1 January 2023.", "date", "2024-01-01")
        == []
    )


def test_words_are_those_of_the_archive_and_what_stands_twice_is_left_out() -> None:
    (claim,) = found("Intro.\n\n“Two people  were\nkilled,” he said.\n\nOne was killed. One was killed.")
    assert (claim.quote, claim.line) == ("“Two people were killed,” he said.", 3)


@pytest.mark.parametrize(
    ("sentence", "about", "value"),
    [
        ("There were no serious injuries, the general said.", "injured", "no serious injuries"),
        ("There were no deaths among Americans.", "killed", "no deaths among Americans"),
        ("There was no serious damage to the base.", "damage", "no serious damage"),
        ("Nobody was seriously hurt.", "injured", "Nobody was seriously hurt"),
        ("No one was injured.", "injured", Count(0, 0)),
        ("There were no deaths or injuries.", "killed", Count(0, 0)),
        ("It caused no damage.", "damage", "none"),
    ],
)
def test_who_denies_less_than_all_is_not_taken_to_deny_all(sentence: str, about: str, value: object) -> None:
    assert [candidate.value for candidate in found(sentence) if candidate.about == about] == [value]
