"""Descriptions of pages as search engines and previews of links show them: a sentence or two that stand for themselves.

Who shows them cuts them at some 160 characters. They are made to fit, but never by half a sentence, if it can be helped: what is left
out might be who said so.
"""

import re
from typing import Final

from builder.sentences import sentences

SHORTEST: Final = 50
LONGEST: Final = 160
# A single sentence may be that long.
ENDLESS: Final = 320
_PAUSE: Final = re.compile(r"[,;:،؛]\s|\s[–—]\s")
_CLOSED: Final = (".", "!", "?", "…", "。", "؟")


def described(*texts: str) -> str:
    """Return the first of some texts, or as many more as make a description, with full stops between; empty ones are left out.

    Of a text that is too long, the first sentences are taken; of an endless sentence, the first clauses.
    """
    said = ""
    for text in texts:
        for sentence in sentences(text):
            whole = sentence if sentence.rstrip("”’\"')").endswith(_CLOSED) else f"{sentence}."
            longer = f"{said} {whole}".lstrip()
            if len(said) >= SHORTEST and len(longer) > LONGEST:
                return said
            said = longer
        if len(said) >= SHORTEST:
            break
    return said if len(said) <= ENDLESS else _cut(said)


def _cut(text: str) -> str:
    # A text without spaces (Chinese) is cut where it must be.
    # Where a clause ends, if one does; else where a word does.
    ends = [match.start() for match in _PAUSE.finditer(text, LONGEST, ENDLESS - 1)]
    whole = text[: ends[-1]] if ends else text[:ENDLESS].rpartition(" ")[0]
    cut = whole if len(whole) >= SHORTEST else text[: ENDLESS - 1]
    return f"{cut.rstrip(' ,;:·–—(“')}…"
