import pytest

from builder.languages import language_of

TEXTS = {
    "en": "The mayor said that the rockets were from the east, and that two of them had hit the depot in the city.",
    "fr": "Le maire a dit que les roquettes venaient de l'est et que deux ont touché le dépôt dans la ville pour une fois.",
    "de": "Der Bürgermeister sagte, dass die Raketen aus dem Osten kamen und das Lager in der Stadt nicht mit trafen, so ist es.",
    "ar": "قالت مصادر أمنية إن ثلاثة صواريخ سقطت قرب السفارة الأمريكية في بغداد",
    "he": "שלוש רקטות נפלו ליד השגרירות",
    "zh": "三枚火箭落在大使馆附近",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_language_is_told_by_its_letters_or_its_words(tag: str) -> None:
    assert language_of(TEXTS[tag]).tag == tag


@pytest.mark.parametrize("text", ["", "Boom", "12 34", "سفارت ایران در بغداد گفت که چند موشک", "Ракеты упали"])
def test_what_is_not_certain_stays_open(text: str) -> None:
    assert language_of(text).tag == ""
