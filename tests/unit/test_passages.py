import pytest

from builder.passages import Passages, normal

ARCHIVE = Passages("“Nobody”  has claimed\nit — yet’s said.\u200b Two rockets hit. Two rockets missed; rocketshop.")


@pytest.mark.parametrize(
    "words",
    [
        '"Nobody" has claimed it', "has  claimed\nit", "it - yet's said", "it – yet‘s said.",
        "rockets hit", "said. Two", "has\u00a0claimed", "cla\u00adimed", "missed; rocketshop.",
    ],
)  # fmt: skip
def test_only_white_space_quotation_marks_dashes_and_the_unseen_are_forgiven(words: str) -> None:
    assert len(list(ARCHIVE.find(normal(words)))) == 1


@pytest.mark.parametrize(
    "words",
    ["nobody", "has claimed it.", "has claim", "as claimed", "rocket", "rockets  hits", "Two rocket", "yets said", "it yet"],
)
def test_other_words_case_or_halves_of_words_are_not_found(words: str) -> None:
    assert len(list(ARCHIVE.find(normal(words)))) == 0


def test_words_that_stand_twice_are_counted() -> None:
    assert len(list(ARCHIVE.find("Two rockets"))) == 2
    assert len(list(ARCHIVE.find("Two rockets hit"))) == 1


def test_whole_words_are_found_behind_a_longer_word_that_begins_alike() -> None:
    assert len(list(Passages("rocketshop rocket").find("rocket"))) == 1


@pytest.mark.parametrize("text", ["", "a", "ab cd"])
def test_invisible_words_are_never_found(text: str) -> None:
    assert len(list(Passages(text).find(normal("\u200b")))) == 0


def test_the_nearest_passage_is_whole_words_of_the_archive() -> None:
    archive = Passages("It began on Monday. Two rockets hit the depot in Northport, police said.")
    nearest = archive.nearest(normal("Three rockets hit the depots in Northport")) or ""
    assert "rockets hit the depot in Northport" in nearest
    assert f" {nearest} " in f" {archive.normal} "


def test_there_is_no_nearest_passage_where_nothing_is_alike() -> None:
    assert Passages("It began on Monday.").nearest("zzzz qqqq xxxx wwww") is None
    assert Passages("").nearest("words") is None


def test_lower_case_that_changes_the_length_does_not_shift_the_nearest_passage() -> None:
    near = Passages("İstanbul was calm. Two rockets hit the depot.").nearest("Two rockets hitt the depot")
    assert near is None or near == "Two rockets hit the depot."


def test_normal_keeps_case_letters_and_full_stops() -> None:
    assert normal("  The U.S.—Embassy’s “x”\u200f ") == 'The U.S.-Embassy\'s "x"'


def test_a_letter_with_two_small_ones_does_not_cost_the_nearest_passage() -> None:
    archive = Passages("İzmir and İzmit were calm. Two rockets hit the depot in Northport.")
    assert archive.nearest(normal("Two rockets hit the depots")) == "Two rockets hit the depot"


def test_a_passage_is_found_where_it_stands_as_often_as_it_stands() -> None:
    assert list(Passages("ab  ab abc\nab").find("ab")) == [(0, 2), (3, 5), (10, 12)]
    assert Passages("ab abc").has("ab")
    assert not Passages("abc").has("ab")
    assert not Passages("abc").has("")


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ('"Nobody" has', "“Nobody”  has"),
        ("claimed it - yet's", "claimed\nit — yet’s"),
        ("said.", "said."),
        ("said. Two", "said.\u200b Two"),
        ("rocketshop.", "rocketshop."),
    ],
)
def test_a_passage_has_its_place_in_the_text_as_it_is(words: str, raw: str) -> None:
    span = next(ARCHIVE.find(words))
    start, end = ARCHIVE.raw([span])[span]
    assert ARCHIVE.text[start:end] == raw


@pytest.mark.parametrize("text", ["\u200b\u200b one", "one \u200b \u200b two", "\ufeffo\u00adne\u200f", "\n\n\tone\n"])
def test_the_unseen_before_or_inside_a_word_does_not_shift_its_place(text: str) -> None:
    archive = Passages(text)
    span = next(archive.find("one"))
    start, end = archive.raw([span])[span]
    assert archive.text[start] == "o"
    assert archive.text[end - 1] == "e"


def test_places_of_many_passages_are_found_at_once_in_any_order() -> None:
    archive = Passages("a  b\nc")
    assert archive.raw([(4, 5), (0, 3), (2, 3), (2, 5)]) == {(4, 5): (5, 6), (0, 3): (0, 4), (2, 3): (3, 4), (2, 5): (3, 6)}
    assert archive.raw([]) == {}


def test_what_no_page_can_show_is_passed_over() -> None:
    archive = Passages("Two\x00 rock\ue000ets\x1b hit.")
    assert archive.normal == "Two rockets hit."
    ((start, end),) = archive.raw([(4, 11)]).values()
    assert archive.text[start:end] == "rock\ue000ets"
