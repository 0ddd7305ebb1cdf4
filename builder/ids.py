"""What a page is called by, and of which kind it is: in the types of all stages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NewType

PageId = NewType("PageId", str)
"""Path of a page below ``content/`` without suffix: ``actors/kataib-hezbollah``."""


def slug_of(page: PageId) -> str:
    """Return the last part of a page's id."""
    return page.rpartition("/")[2]


class Kind(StrEnum):
    """What a page is about; the folder decides."""

    INCIDENT = "incident"
    ACTOR = "actor"
    PLACE = "place"
    SOURCE = "source"
    NOTE = "note"


Refs = Mapping[tuple[Kind, str], PageId]
"""The pages that fields name, by the kind that they must have and the text as written."""
