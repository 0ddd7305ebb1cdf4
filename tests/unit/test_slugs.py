import pytest

from builder.slugs import free, headline_slug, slug_for
from builder.urls import SLUG


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kataib Hezbollah", "kataib-hezbollah"), ("U.S. Embassy in Baghdad", "us-embassy-in-baghdad"), ("Sütçü İmam", "sutcu-imam"),
        ("Straße Øst — Łódź", "strasse-ost-lodz"), ("Jaafar al-Husseini's men", "jaafar-al-husseinis-men"), ("A & B", "a-and-b"),
        ("كتائب حزب الله", ""), ("Kataib كتائب", ""), ("!!!", ""),
    ],
)  # fmt: skip
def test_a_name_becomes_letters_a_to_z_or_nothing(name: str, slug: str) -> None:
    assert slug_for(name) == slug
    assert not slug or SLUG.fullmatch(slug)


def test_a_headline_is_called_by_the_words_that_say_something() -> None:
    assert (
        headline_slug("Two rockets fired near US embassy in Baghdad: security source") == "two-rockets-fired-us-embassy-baghdad"
    )
    assert headline_slug("As it was") == "as-it-was"
    assert headline_slug("Two drones shot down over Ain al-Asad base") == "two-drones-shot-down-ain"


def test_a_slug_that_is_taken_gets_a_number_and_stays_short_enough() -> None:
    assert free("depot", {"depot", "depot-2"}.__contains__, 120) == "depot-3"
    assert free("a" * 130, {"a" * 120}.__contains__, 120) == "a" * 118 + "-2"
