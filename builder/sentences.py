"""Where one sentence of a paragraph ends and the next begins, for English prose.

No list of abbreviations is ever whole: in doubt two sentences stay together, which shows a reader too much and
never half a statement.
"""

import re
from collections.abc import Iterator
from typing import Final

# Characters after which a text without a full stop is taken apart all the same.
LONGEST: Final = 2000
# Words that end in a full stop inside a sentence, besides single letters (U.S., p.m., J. Smith).
ABBREVIATIONS: Final = frozenset(
    (
        "adm approx brig c ca capt cf cmdr col dr ed eds etc fig gen gov hon jr lt maj messrs mr mrs ms op pp prof "
        "rep rev sen sgt sr st vol vs jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
# A slot that follows the full stop directly is a citation, and belongs to the sentence that it proves; so does the filling
# of one in prose.
# Nothing is tried twice: a line of dots is read once.
_END = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?:\ue000[0-9]+\ue001|\x02)*+(?=\s+["'“‘«(\[]*[\w\ue000\x01])""")
_LAST_WORD = re.compile(r"([\w.’']+)\.$")
# A single letter, or letters with full stops between them: U.S., p.m., J.
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")


def sentences(text: str) -> list[str]:
    """Return the sentences of one paragraph, white space folded."""
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in ends(text):
        found.append(text[start:end].strip())
        start = end
    rest = text[start:].strip()
    while len(rest) > LONGEST and (cut := rest.find(" ", LONGEST)) > 0:
        found.append(rest[:cut])
        rest = rest[cut + 1 :]
    return [*found, rest] if rest else found


def ends(text: str) -> Iterator[int]:
    """Yield where the sentences of one paragraph end, but the last; of white space, nothing is folded."""
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= LONGEST or not _goes_on(text, match):
            start = match.end()
            yield start


def _goes_on(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 9].lstrip(" \n\t\"'“‘«([")[:1]
    if following.islower():
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start() + 1)
    if word is None:
        return False
    return bool(_INITIAL.fullmatch(word[1])) or word[1].lower() in ABBREVIATIONS or (word[1] == "No" and following.isdigit())
