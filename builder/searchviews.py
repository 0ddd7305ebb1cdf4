"""What templates see of the search: where its scripts lie, and the lists that serve without scripts."""

from dataclasses import dataclass

from builder import urls, words
from builder.facts import LinkView


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search. ``finder`` leads to the script with all names, ``index`` to that of the full-text index, if the site has one."""

    finder: str
    index: str
    lists: tuple[LinkView, ...]


def search_view() -> SearchView:
    """Return the view of the search."""
    here = urls.SEARCH
    lists = tuple(LinkView(words.KINDS[kind], urls.relative(here, there)) for kind, there in urls.LISTS.items())
    return SearchView(urls.relative(here, urls.FINDER), urls.relative(here, urls.INDEX_SCRIPT), lists)
