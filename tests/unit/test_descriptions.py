import pytest

from builder.descriptions import ENDLESS, LONGEST, SHORTEST, described

LONG = "Rockets hit the depot in Northport on a Monday, and two people were hurt by them"


def test_a_summary_of_its_own_is_enough() -> None:
    assert described(LONG, "1 January 2024", "Incident in “Northport”") == f"{LONG}."


def test_a_short_summary_is_told_on_until_it_says_enough() -> None:
    said = described("The mayor.", "Person", "", "Actor in “Incidents in and around Northport”", "Never told")
    assert said == "The mayor. Person. Actor in “Incidents in and around Northport”."


@pytest.mark.parametrize("ended", ["Is it so?", "He said “no.”", "It is so…", "(So it is.)", "这是一个城市。"])
def test_what_has_an_end_gets_no_other(ended: str) -> None:
    assert described(ended) == ended


def test_only_whole_sentences_are_taken() -> None:
    said = described(f"{LONG}. The U.S. embassy said so. Nobody was arrested, the police of Northport said on the day after.")
    assert said == f"{LONG}. The U.S. embassy said so."
    assert SHORTEST <= len(said) <= LONGEST


def test_one_sentence_is_not_cut_before_it_says_who_said_so() -> None:
    claim = f"{LONG}, and all of them had been sent by the guard of the harbour with the consent of the council, the mayor said."
    assert len(claim) > LONGEST
    assert described(claim, "More.") == claim


@pytest.mark.parametrize("text", ["word, " * 100, "字" * 400])
def test_what_never_ends_is_cut_and_says_so(text: str) -> None:
    said = described(text)
    assert said.endswith("…")
    assert SHORTEST <= len(said) <= ENDLESS
    assert not said.endswith((",…", " …"))


def test_what_never_ends_is_cut_where_a_clause_ends() -> None:
    said = described(
        f"{LONG}, " * 3 + "while the police of Northport said that they had come from the east and that nobody was there."
    )
    assert said == f"{LONG}, {LONG}, {LONG}…"


def test_nothing_is_nothing() -> None:
    assert described("", " \n ") == ""
