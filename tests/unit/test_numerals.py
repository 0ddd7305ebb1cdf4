import pytest

from builder.numerals import numbers_said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("at least 2 people", {2}), ("2,500 troops", {2500}), ("1,234,567", {1234567}), ("2 or 3, perhaps 14.", {2, 3, 14}),
        ("Five U.S. soldiers", {5}), ("ZERO", {0}), ("twenty-one", {21}), ("twenty one", {21}), ("one hundred and five", {105}),
        ("two hundred and fifty thousand", {250_000}), ("one million two hundred thousand", {1_200_000}),
        ("two thousand and twenty-one", {2021}), ("twelve hundred", {1200}), ("3,000 and 4,000", {3000, 4000}),
        ("two, three", {2, 3}), ("five and six", {5, 6}), ("fifty-five or sixty", {55, 60}), ("nineteen twenty", {19, 20}),
        ("107mm rockets", {107}), ("2021-2022", {2021, 2022}), ("rockets", set()), ("", set()), ("hundreds of people", set()),
        ("someone", set()), ("12,3456", {12, 3456}),
    ],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: set[int]) -> None:
    assert numbers_said(text, plainly=True) == numbers


@pytest.mark.parametrize("text", ["between one hundred and two hundred people", "one hundred and two hundred"])
def test_two_numbers_with_and_between_them_are_not_added_up(text: str) -> None:
    assert numbers_said(text) == {100, 200}


@pytest.mark.parametrize("text", ["In 2020 300 people", "on November 17, 2020 107mm rockets"])
def test_a_year_and_the_number_behind_it_are_two(text: str) -> None:
    assert 2020 in numbers_said(text)


@pytest.mark.parametrize(("text", "number"), [("2 million", 2_000_000), ("10 thousand people", 10_000)])
def test_digits_go_together_with_the_word_behind_them(text: str, number: int) -> None:
    assert number in numbers_said(text)


@pytest.mark.parametrize(("text", "number"), [("two dozen rockets", 24), ("three dozen", 36)])
def test_dozens_are_counted(text: str, number: int) -> None:
    assert number in numbers_said(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("killing a young woman", 1), ("another guard", 1), ("without casualties", 0), ("nobody was hurt", 0), ("no deaths", 0),
        ("both men", 2), ("struck twice", 2), ("a couple of rockets", 2), ("neither side", 0), ("none of them", 0),
        ("the sole survivor", 1), ("the tenth attack", 10),
    ],
)  # fmt: skip
def test_words_that_imply_a_number_prove_it_but_do_not_ask_for_it(text: str, number: int) -> None:
    assert number in numbers_said(text)
    assert numbers_said(text, plainly=True) == set()


def test_no_one_is_nobody_and_not_somebody() -> None:
    assert numbers_said("no one was hurt") == {0}
    assert numbers_said("no one was hurt", plainly=True) == set()


@pytest.mark.parametrize("text", ["9" * 5000, "hundred " * 3000], ids=["digits", "words"])
def test_a_number_of_any_length_is_read_and_can_be_written(text: str) -> None:
    assert all(f"{number:,}" for number in numbers_said(text))


@pytest.mark.parametrize("text", ["killed 3¹ people", "hit 10² rockets", "①", "hundred " * 15 + "5 9999999999999"])
def test_odd_digits_and_endless_numbers_are_read_without_harm(text: str) -> None:
    assert all(0 <= number < 10**13 for number in numbers_said(text))


@pytest.mark.parametrize("text", ["a number of people", "a series of rockets", "a few"])
def test_a_number_of_people_is_not_one(text: str) -> None:
    assert numbers_said(text) == frozenset()
