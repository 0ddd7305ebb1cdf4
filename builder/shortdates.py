"""Dates in words with short months, where there is little room."""

import re
from typing import Final

from builder.dates import MONTHS, EdtfDate, in_words

_NAMES: Final = {name: name[:3] for key, name in MONTHS.items() if key <= "12"}
_NAME: Final = re.compile("|".join(_NAMES))


def short(date: EdtfDate) -> str:
    """Return a date in words with short months: ``3 Jan 2020``."""
    return _NAME.sub(lambda name: _NAMES[name[0]], in_words(date))


def month(number: int) -> str:
    """Return the short name of a month (1 to 12): ``Jan``."""
    return _NAMES[MONTHS[f"{number:02}"]]
