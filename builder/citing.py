"""How a page of the wiki is cited: as plain text, and as an entry for BibTeX."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_QUOTED: Final = ('""', "‘’", "“”", "„“", "«»")
_TO_ESCAPE: Final = re.compile("|".join(map(re.escape, _SPECIAL)))


def plain(title: str, wiki: str, changed: str) -> str:
    """Return title, name of the wiki and day of the last change (in words, or empty); the address goes behind it."""
    own = title if title[:1] + title[-1:] in _QUOTED or title.startswith("“") else f"“{title}”"
    return ", ".join(part for part in (own, wiki, f"last changed {changed}" if changed else "") if part)


def bibtex(key: str, title: str, wiki: str, changed: date | None, address: str) -> str:
    """Return an entry of type ``misc``, which every style of BibTeX knows; what is not known is left out."""
    fields = {
        "title": f"{{{escaped(title)}}}",
        "howpublished": escaped(wiki),
        "year": str(changed.year) if changed else "",
        "note": f"Last changed {changed.isoformat()}" if changed else "",
        "url": address,
    }
    return entry("misc", key, fields)


def entry(kind: str, key: str, fields: Mapping[str, str], macros: Collection[str] = ()) -> str:
    """Return an entry for BibTeX with the ``fields`` that hold something, in braces but for those of which the value is a macro."""
    lines = (f"  {name} = {text if name in macros else f'{{{text}}}'}" for name, text in fields.items() if text)
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def escaped(text: str) -> str:
    """Return a text on one line in which no character has a meaning of its own in TeX."""
    return _TO_ESCAPE.sub(lambda match: _SPECIAL[match[0]], " ".join(text.split()))
