"""What a page can lead to: all pages by id and by name, which of them are drafts, and the articles."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from builder import urls
from builder.evidence import Evidence
from builder.ids import Kind, PageId
from builder.model import Page
from builder.names import Names
from builder.problems import LINK_DRAFT, Position, Problem, problem


@dataclass(frozen=True, slots=True)
class Known:
    """All valid pages; the ids of these and of the broken ones, in order; what they answer to; drafts; articles."""

    pages: Mapping[PageId, Page]
    ids: Mapping[PageId, None]
    names: Names
    drafts: Collection[PageId]
    evidence: Evidence

    def find(self, text: str, kind: Kind) -> PageId | None:
        """Return the page of ``kind`` with the id or slug ``text``."""
        folder = urls.FOLDERS.get(kind, "")
        target = PageId(text if not folder or text.startswith(f"{folder}/") else f"{folder}/{text}")
        return target if target in self.ids and urls.kind_of(target) is kind else None

    def draft_problems(self, page: PageId, target: PageId, where: Callable[[], Position]) -> list[Problem]:
        """Return what is wrong with leading from ``page`` to ``target``: a published page must not lead to a draft."""
        if target not in self.drafts or page in self.drafts:
            return []
        hint = "publish it too, take the link out, or build with --drafts"
        return [problem(LINK_DRAFT, where(), f"{target} is a draft and will not be published", hint)]
