import pytest

from builder.words import direction


@pytest.mark.parametrize(
    "lang",
    [
        *"ar fa he ur ckb acm apc arz ary aeb azb glk lrc mzn pnb nqo".split(),
        "AR",
        "ar-IQ",
        "fa-AF",
        "ku-Arab",
        "uz-arab-AF",
        "pa-Arab",
    ],
)
def test_a_language_or_script_of_the_east_is_written_from_the_right(lang: str) -> None:
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "ku", "ar-Latn", "ar-Latn-IQ", "he-Latn", "fa-Cyrl", "de-1996", "pa", "uz"])
def test_others_are_written_from_the_left_and_so_is_what_is_in_another_script(lang: str) -> None:
    assert direction(lang) == "ltr"
