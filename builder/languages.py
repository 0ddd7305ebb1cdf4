"""Which language a text is in: by its letters, and by the words that are most frequent in a language."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

_WORDS: Final = {
    "en": "the of and to in that was for on with said by from were has",
    "fr": "le la les des et en que qui dans pour une est sur par au",
    "de": "der die das und den von zu mit ist des im nicht ein auf dem",
    "es": "el la los las de que en un por con una del para se al",
    "it": "il di che la in e per un del della con non sono gli una",
    "pt": "o de que em um para com uma os do da no na por mais",
    "nl": "de het een van en in op dat te voor met zijn niet aan door",
    "tr": "ve bir bu da de için ile olarak olan sonra daha çok kadar ise",
}
_SCRIPTS: Final = (
    ("he", re.compile("[\u05d0-\u05ea]")), ("el", re.compile("[\u0370-\u03ff]")), ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")), ("zh", re.compile("[\u4e00-\u9fff]")), ("hi", re.compile("[\u0900-\u097f]")),
)  # fmt: skip
_ARABIC: Final = re.compile("[\u0620-\u06d3]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")
# So many of the frequent words a text needs before they tell anything, and so many times those of the next language.
_ENOUGH, _AHEAD = 5, 1.5


@dataclass(frozen=True, slots=True)
class Language:
    """A language (BCP 47), or none where it is not certain, those that it may be, and why."""

    tag: str
    others: tuple[str, ...]
    why: str


def language_of(text: str) -> Language:
    """Guess the language of ``text``."""
    latin = len(_LATIN.findall(text))
    if (arabic := len(_ARABIC.findall(text))) > latin:
        persian, kurdish, urdu = (len(re.findall(signs, text)) for signs in ("[پچژگی]", "[ێۆڕڵە]", "[ٹڈڑے]"))
        if kurdish * 50 > arabic:
            return Language("", ("ckb", "fa"), "letters of Kurdish in Arabic script")
        if urdu * 50 > arabic:
            return Language("", ("ur", "fa"), "letters of Urdu")
        if persian * 50 > arabic:
            return Language("", ("fa", "ar"), "letters that Persian has and Arabic has not")
        return Language("ar", (), "Arabic letters, and none that only other languages have")
    if len(_CYRILLIC.findall(text)) > latin:
        return Language("", ("ru", "uk"), "Cyrillic letters")
    for tag, letters in _SCRIPTS:
        if len(letters.findall(text)) * 2 > latin:
            return Language(tag, (), "its letters")
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = sorted(((sum(counts[word] for word in words.split()), tag) for tag, words in _WORDS.items()), reverse=True)
    (most, best), (next_most, following) = scores[:2]
    if most >= _ENOUGH and most >= _AHEAD * next_most:
        frequent = [word for word in _WORDS[best].split() if counts[word]][:3]
        return Language(best, (), f"words such as {', '.join(f'“{word}”' for word in frequent)}")
    return Language("", tuple(tag for score, tag in ((most, best), (next_most, following)) if score), "too few words to tell")
