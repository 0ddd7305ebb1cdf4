"""Slugs made from titles and names: lower-case letters a–z, digits and hyphens."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

# Letters that no accent makes: Unicode does not take them apart.
_LETTERS: Final = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t",
    "ə": "a", "&": " and ", "’": "", "‘": "", "'": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "",
})  # fmt: skip
_SMALL: Final = frozenset(
    "a an the of in on at to for from by with near and or as after before amid over into its it is was were has have had says said".split()
)
_INITIALS: Final = re.compile(r"\b(?:\w\.){2,}")


def slug_for(text: str, most_words: int = 12) -> str:
    """Return the slug of a name, or an empty string where it has no letter that can be written as one of a–z.

    A name with some letters that can't be, such as one half in Arabic, has none either: half a name would mislead.
    """
    whole = _INITIALS.sub(lambda match: match[0].replace(".", ""), text.lower().translate(_LETTERS))
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(sign))
    if any(sign.isalpha() and not sign.isascii() for sign in letters):
        return ""
    return "-".join(re.findall("[a-z0-9]+", letters)[:most_words])


def headline_slug(text: str, most_words: int = 6) -> str:
    """Return a short slug of a headline: its first words, but for those that say little."""
    words = slug_for(text, 60).split("-")
    telling = [word for word in words if word not in _SMALL and len(word) > 1] or words
    kept = telling[:most_words]
    # Half a name, Ain al-, tells nothing.
    return "-".join(kept[:-1] if kept[-1] in ("al", "el", "abu") else kept)


def free(slug: str, is_taken: Callable[[str], bool], most: int) -> str:
    """Return ``slug``, cut to ``most`` characters, with a number behind it where it is taken."""
    slug, number = slug[:most].strip("-"), 1
    found = slug
    while is_taken(found):
        number += 1
        found = f"{slug[: most - len(str(number)) - 1].rstrip('-')}-{number}"
    return found
