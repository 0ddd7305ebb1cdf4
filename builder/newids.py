"""Whether a page, new or renamed, can be called by an id that it does not have yet."""

from builder import urls
from builder.ids import Kind, PageId, slug_of
from builder.slugs import slug_for
from builder.syntax import CLAIM_ID
from builder.words import noun, with_article


def unfit_slug(kind: Kind, slug: str) -> str:
    """Return why no page of a kind can have a slug, whatever other pages there are, with the cure; nothing if one can."""
    if not urls.SLUG.fullmatch(slug) or len(slug) > urls.MAX_SLUG:
        better = slug_for(slug)[: urls.MAX_SLUG].strip("-")
        most = f", at most {urls.MAX_SLUG}" if len(slug) > urls.MAX_SLUG else ""
        hint = f"it becomes an address: lower-case letters a–z, digits and single hyphens{most}"
        return f'"{slug}" can\'t be the name of a page; {hint}{f", as in {better}" if better else ""}'
    if kind is Kind.SOURCE and CLAIM_ID.fullmatch(slug):
        return f"[@{slug}] cites a claim, so no source is called so; name it after the article, as in herald-{slug}"
    return ""


def unfit(old: PageId, new: PageId) -> str:
    """Return why the page ``old`` can't be called ``new``, whatever other pages there are, with the cure; nothing if it can."""
    slug = slug_of(new)
    folder = new.rpartition("/")[0]
    if new == old:
        return f"{old} is called so already"
    if folder and folder not in urls.FOLDERS.values():
        return f"no kind of page lies in {urls.CONTENT}/{folder}/; the slug alone will do"
    kind, wanted = urls.kind_of(old), urls.kind_of(new)
    if why := unfit_slug(kind, slug):
        return why
    if kind is not wanted:
        cure = "write a page of the other kind, and withdraw this one"
        return f"{old} is {with_article(noun(kind))}, {new} would be {with_article(noun(wanted))}: a page keeps its kind; {cure}"
    if "index" in (old, new):
        return "index.md is the text of the home page, whose address is always the same; it is not renamed"
    if old == "about":
        return "about.md is what the menu of every page leads to, by this very name; it is not renamed"
    if urls.is_own(new):
        return f"{urls.address(new)} is the address of the site itself; choose another one"
    return ""
