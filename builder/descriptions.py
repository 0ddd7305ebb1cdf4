"""Descriptions of pages as search engines and previews of links show them: a sentence or two that stand for themselves."""

from typing import Final

SHORTEST: Final = 50
LONGEST: Final = 160
_ENDS: Final = (".", "!", "?", "…", "。", "؟", ".”", '."', "?”", "!”")


def described(*sentences: str) -> str:
    """Return as many of some sentences, the first ones, as make a description: no more than needed, cut at a word where it is too long.

    Empty ones are left out, and what has no full stop gets one.
    """
    text = ""
    for sentence in filter(None, (" ".join(sentence.split()) for sentence in sentences)):
        if len(text) >= SHORTEST:
            break
        text = f"{text} {sentence if sentence.endswith(_ENDS) else f'{sentence}.'}".lstrip()
    return text if len(text) <= LONGEST else _cut(text)


def _cut(text: str) -> str:
    cut = text[: LONGEST - 1]
    if not text[LONGEST - 1].isspace():
        # A text without spaces (Chinese) is cut where it must be.
        whole = cut.rpartition(" ")[0]
        cut = whole if len(whole) >= SHORTEST else cut
    return f"{cut.rstrip(' ,;:·–—(“')}…"
