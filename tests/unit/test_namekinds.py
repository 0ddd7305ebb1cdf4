"""What a name is of, by its words and those around it."""

import pytest

from builder.ids import Kind
from builder.namekinds import title_before, type_of


@pytest.mark.parametrize(
    ("kind", "name", "before", "guess"),
    [
        (Kind.ACTOR, "Harbour Brigade", "", "armed-group"), (Kind.ACTOR, "Ministry of Oil", "", "public-body"), (Kind.ACTOR, "Gulan Media", "", "media"),
        (Kind.ACTOR, "Ali Hasan", "said Maj. Gen. ", "person"), (Kind.ACTOR, "Ali Hasan", "met Prime Minister ", "person"),
        (Kind.ACTOR, "Ali Hasan", "met Mr ", "person"), (Kind.ACTOR, "Ali Hasan", "they met ", None), (Kind.ACTOR, "Stewart", "in the steward ", None),
        (Kind.PLACE, "Balad Air Base", "", "base"), (Kind.PLACE, "US Embassy", "", "compound"), (Kind.PLACE, "Anbar", "in ", None),
        (Kind.PLACE, "Ali Hasan", "met Mr ", None),
    ],
)  # fmt: skip
def test_a_type_is_told_by_words(kind: Kind, name: str, before: str, guess: str | None) -> None:
    found = type_of(kind, name, before)
    assert (found[0] if found else None) == guess


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Prime Minister Ali Hasan", "Ali Hasan"), ("The Treasury", "Treasury"), ("Maj. Gen. Ali Hasan", "Ali Hasan"), ("Then Foreign Minister Ali", "Ali"),
        ("General", "General"), ("Generals", "Generals"), ("Major Hospital", "Hospital"), ("Byron", "Byron"), ("Kingston Road", "Kingston Road"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_is_none_of_it(words: str, name: str) -> None:
    assert words[title_before(words) :] == name
