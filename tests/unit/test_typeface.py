from pathlib import Path

import pytest

from builder.typeface import REGULAR, SEMIBOLD, files, has, width


def test_the_typeface_comes_with_the_program() -> None:
    assert [Path(file).is_file() for file in files()] == [True, True]


@pytest.mark.parametrize(
    ("text", "there"), [("Attacks, 2019–2024: “Kraków”…", True), ("Київ αβγ", True), ("العراق", False), ("中文", False)]
)
def test_which_letters_it_has(text: str, there: bool) -> None:
    assert has(text) is there


def test_widths_are_those_of_the_letters() -> None:
    assert width("", 10, REGULAR) == 0
    assert width("il", 10, REGULAR) < width("mw", 10, REGULAR) < width("mw", 10, SEMIBOLD)
    assert width("mw", 20, REGULAR) == pytest.approx(2 * width("mw", 10, REGULAR))
