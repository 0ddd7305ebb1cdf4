"""What templates see of the search: where its scripts lie, and the lists that serve without scripts."""

from dataclasses import dataclass

from builder import urls, words
from builder.facts import LinkView


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search. ``finder`` leads to the script with all names.

    ``index`` leads to the script of the full-text index and ``pages`` to the list of the pages that its results stand for; both are
    empty for a site without an index.
    """

    finder: str
    index: str
    pages: str
    lists: tuple[LinkView, ...]


def search_view(*, has_index: bool) -> SearchView:
    """Return the view of the search of a site that ``has_index`` or has none."""
    here = urls.SEARCH
    lists = tuple(LinkView(words.KINDS[kind], urls.relative(here, there)) for kind, there in urls.LISTS.items())
    index, pages = (urls.relative(here, there) if has_index else "" for there in (urls.INDEX_SCRIPT, urls.INDEX_PAGES))
    return SearchView(urls.relative(here, urls.FINDER), index, pages, lists)
