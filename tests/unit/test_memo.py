import pytest

from builder.memo import NOTHING_KEPT, Memo


class Counted:
    """A function that counts how often it is called."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __call__(self, *given: object) -> list[object]:
        self.calls.append(given)
        return list(given)


def test_the_same_objects_give_the_same_result_without_another_call() -> None:
    memo, work, thing = Memo(), Counted(), [1]
    with memo.run():
        first = memo.of(work, thing)
        assert memo.of(work, thing) is first
    with memo.run():
        assert memo.of(work, thing) is first
    assert len(work.calls) == 1


def test_an_equal_but_other_object_is_another_question() -> None:
    memo, work = Memo(), Counted()
    with memo.run():
        memo.of(work, [1])
    with memo.run():
        memo.of(work, [1])
    assert len(work.calls) == 2


def test_what_a_run_does_not_ask_for_is_forgotten() -> None:
    memo, work, thing = Memo(), Counted(), [1]
    for asks in (True, False, True):
        with memo.run():
            if asks:
                memo.of(work, thing)
    assert len(work.calls) == 2


def test_a_run_that_is_broken_off_forgets_nothing() -> None:
    memo, work, thing, other = Memo(), Counted(), [1], [2]
    with memo.run():
        first = memo.of(work, thing)
    with pytest.raises(ZeroDivisionError), memo.run():
        memo.of(work, other, memo.of(work, other)[1:] or 1 / 0)
    with memo.run():
        assert memo.of(work, thing) is first
    assert len(work.calls) == 2


def test_of_each_only_what_is_new_is_worked_on_and_all_is_given_in_order() -> None:
    memo, work, things = Memo(), Counted(), [[1], [2], [3]]
    with memo.run():
        assert list(memo.each(work, things[:2])) == [[[1]], [[2]]]
    with memo.run():
        assert list(memo.each(work, [things[2], things[0]])) == [[[3]], [[1]]]
    assert work.calls == [([1],), ([2],), ([3],)]


def test_an_equal_value_stays_one_object_from_run_to_run() -> None:
    memo = Memo()
    with memo.run():
        first = memo.same("name", (1, 2, [3]))
    with memo.run():
        assert memo.same("name", (1, 2, [3])) is first
        assert memo.same("other", (1, 2, [3])) is not first
    with memo.run():
        assert memo.same("name", (1, 2, [4])) == (1, 2, [4])


def test_one_that_keeps_nothing_asks_anew_each_time() -> None:
    work, thing = Counted(), [1]
    with NOTHING_KEPT.run():
        NOTHING_KEPT.of(work, thing)
        NOTHING_KEPT.keep("name", 1)
        assert list(NOTHING_KEPT.each(work, [thing])) == [[thing]]
    assert len(work.calls) == 2
    assert NOTHING_KEPT.last("name") is None
