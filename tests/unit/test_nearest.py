import pytest

from builder.nearest import Budget, did_you_mean, nearest

NAMES = ["Kataib Hezbollah", "Popular Mobilization Forces", "attacker", "Baghdad"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Kataib Hizbollah", "Kataib Hezbollah"),
        ("KATAIB HEZBOLLAH", "Kataib Hezbollah"),
        ("atacker", "attacker"),
        ("Bagdad", "Baghdad"),
        ("popular mobilisation forces", "Popular Mobilization Forces"),
    ],
)
def test_a_slip_finds_what_was_meant(wrong: str, right: str) -> None:
    assert nearest(wrong, NAMES) == right
    assert did_you_mean(wrong, NAMES) == f'did you mean "{right}"?'


@pytest.mark.parametrize("wrong", ["", "zzz", "...", "\U0001f600"])
def test_nothing_is_suggested_where_nothing_is_alike(wrong: str) -> None:
    assert nearest(wrong, NAMES) is None
    assert did_you_mean(wrong, NAMES) == ""


def test_nothing_is_suggested_from_nothing() -> None:
    assert did_you_mean("Baghdad", []) == ""


def test_any_iterable_will_do() -> None:
    assert nearest("Bagdad", (name for name in NAMES)) == "Baghdad"


def test_a_budget_ends() -> None:
    budget = Budget(2)
    assert [budget.spend() for _ in range(4)] == [True, True, False, False]
