"""The site map: the full addresses of the site's pages, for search engines (the protocol of sitemaps.org, 0.9)."""

from collections.abc import Iterable
from typing import Final

from builder import urls
from builder.model import Artifact, Wiki
from builder.xmlfiles import Element, add, as_xml

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# As many as the protocol allows in one file; more stand in parts, with an index of them.
MOST: Final = 50_000


def site_map(wiki: Wiki, fixed: Iterable[str], base_url: str, most: int = MOST) -> list[Artifact]:
    """Return the site map, in files of at most ``most`` addresses; none where the full address of the site is not known.

    It has the pages of the wiki but for drafts and what was withdrawn, and the addresses ``fixed`` of what else is to be found.
    When a page was last changed is told where Git has it; of lists nothing is told, for they change with whatever they list.
    """
    if not base_url:
        return []
    pages = (entry.page for entry in wiki.entries.values() if entry.page.fields.status == "published")
    paths = {urls.address(page.id): page.path for page in pages}
    addresses = sorted({*paths, *fixed})
    files = wiki.history.files
    rows = [
        (urls.absolute(base_url, here), changes.last.isoformat() if changes and here != urls.HOME else "")
        for here in addresses
        for changes in (files.get(paths.get(here, "")),)
    ]
    if len(rows) <= most:
        return [Artifact(urls.SITEMAP, _file("urlset", "url", rows))]
    parts = [
        Artifact(urls.sitemap_part(number), _file("urlset", "url", rows[start : start + most]))
        for number, start in enumerate(range(0, len(rows), most), 1)
    ]
    index = ((urls.absolute(base_url, part.path), "") for part in parts)
    return [Artifact(urls.SITEMAP, _file("sitemapindex", "sitemap", index)), *parts]


def _file(root: str, item: str, rows: Iterable[tuple[str, str]]) -> bytes:
    """Return a file of addresses, each with when it was changed, or nothing."""
    top = Element(root, {"xmlns": _NAMESPACE})
    for address, changed in rows:
        its = add(top, item)
        add(its, "loc", address)
        if changed:
            add(its, "lastmod", changed)
    return as_xml(top)
