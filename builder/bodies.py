"""The body of one page: converted, and everything wrong in it that needs no other page to be seen."""

from collections.abc import Iterator
from urllib.parse import unquote

from builder import urls
from builder.addresses import is_web
from builder.cleaning import is_kept
from builder.gaps import MARK, gaps_of_body
from builder.markup import Body, MarkupError, convert
from builder.model import RawPage
from builder.nearest import did_you_mean
from builder.passages import normal
from builder.problems import Position, Problem, problem
from builder.prose import without_code
from builder.rules import BROKEN_MARK, EMPTY_FILE, FOOTNOTE, GAP, HEADING, HTML, LINK_ADDRESS, LINK_HEADING, MARKUP
from builder.syntax import Broken, Citation, Wikilink, Written


def check_body(raw: RawPage) -> tuple[Body | None, list[Problem]]:
    """Convert the body of a page; with it, or instead of it, what is to be mended."""
    start = Position(raw.path, raw.body_line)
    if not raw.body.strip():
        return None, [problem(EMPTY_FILE, start, "the page has no body", "say below the front matter what the sources say")]
    try:
        body = convert(raw.body, raw.body_line)
    except MarkupError as error:
        return None, [problem(MARKUP, start, f"the body can't be converted: {error}", "make it simpler")]
    found = list(_gaps(raw)) if MARK in raw.body else []
    nested = set(body.nested)
    for number, mark in body.written.items():
        if wrong := _mark_problem(mark, number in nested, Position(raw.path, mark.line, mark.column)):
            found.append(wrong)
    for address in body.addresses:
        found += _address(raw, body, address)
    shown = without_code(raw.body) if body.removed else ""
    for tag in body.removed:
        if tag == "img":
            hint = "say in words what matters, or lead to it with a link"
            found.append(problem(HTML, _find(raw, "![", "<img", within=shown), "pictures are not published", hint))
        else:
            hint = "use Markdown, or write `&lt;` for a plain <"
            found.append(problem(HTML, _find(raw, f"<{tag}", within=shown), f"`<{tag}>` is not published", hint))
    for mark_text in body.unknown_notes:
        hint = f"write it: `{mark_text}: …` on a line of its own"
        found.append(problem(FOOTNOTE, _find(raw, mark_text), f"there is no footnote `{mark_text}`", hint))
    for words in body.demoted:
        found.append(problem(HEADING, _find(raw, words), f'the heading "{words}" is on the title\'s level', "begin it with `##`"))
    return body, found


def _gaps(raw: RawPage) -> Iterator[Problem]:
    for line, column, words in gaps_of_body(without_code(raw.body)):
        at = Position(raw.path, raw.body_line + line - 1, column)
        yield problem(GAP, at, "fill in what is marked `???`", words or "write what belongs here, or take it out")


def _mark_problem(mark: Written, nested: bool, at: Position) -> Problem | None:
    match mark:
        case Broken(text="[["):
            return problem(BROKEN_MARK, at, "a wikilink is not closed", "write `[[page]]`, or `\\[[` for plain brackets")
        case Broken():
            hint = 'write `[@source-id]` or `[@source-id: "exact words"]`, or `\\[@` for plain text'
            return problem(BROKEN_MARK, at, "this is no citation", hint)
        case _ if nested:
            hint = "take it out of the link's brackets"
            return problem(BROKEN_MARK, at, f"`{mark.text}` stands inside a link", hint)
        case Wikilink(target="") if not mark.heading:
            return problem(BROKEN_MARK, at, f"`{mark.text}` leads nowhere", "write `[[page]]`")
        case Citation(words=str(words)) if not normal(words):
            hint = "write the exact words, or leave the colon out"
            return problem(BROKEN_MARK, at, f"`{mark.text}` quotes nothing", hint)
        case _:
            return None


def _address(raw: RawPage, body: Body, address: str) -> list[Problem]:
    if address.startswith("#"):
        if unquote(address[1:]) in body.ids or not address[1:] or _is_claim(raw, unquote(address[1:])):
            return []
        if address.startswith("#fnref:"):
            note = f"[^{unquote(address[7:])}]"
            hint = "put it where it belongs, or take the footnote out"
            return [problem(FOOTNOTE, _find(raw, f"{note}:"), f"nothing refers to the footnote `{note}`", hint)]
        headings = [heading.id for heading in body.headings]
        message = f'this page has no heading "{address[1:]}"'
        return [problem(LINK_HEADING, _find(raw, address), message, did_you_mean(address[1:], headings))]
    scheme, colon, _ = address.partition(":")
    if colon and scheme.lower() in ("http", "https", "mailto"):
        if (is_web(address) or scheme.lower() == "mailto") and is_kept(address):
            return []
        message = f'"{address}" is no address that a browser can open'
        hint = "write it like https://example.org/page, with a plain host, or take the link out"
        return [problem(LINK_ADDRESS, _find(raw, address), message, hint)]
    # A path that would do, but for what is around it: <angle brackets>, or a line of its own.
    plain = f"write it plainly, on one line: `[words]({address})`" if address.partition("#")[0].endswith(".md") else ""
    hint = plain or "write `[[page]]`, a relative path to its .md file, or an http, https or mailto address"
    return [problem(LINK_ADDRESS, _find(raw, address), f'"{address}" is nothing that a page can lead to', hint)]


def _is_claim(raw: RawPage, fragment: str) -> bool:
    """Tell whether ``fragment`` is the place of one of the page's own claims."""
    claims = raw.fields.get("claims")
    ids = [claim.get("id") for claim in claims if isinstance(claim, dict)] if isinstance(claims, list) else []
    wanted = urls.claim_in(fragment)
    return bool(wanted) and wanted in ids


def _find(raw: RawPage, *words: str, within: str = "") -> Position:
    """Return where one of ``words`` first stands in the body, best in ``within``, or where its text begins."""
    body = raw.body
    lower = [text.lower() for text in words]
    tries = ((within, words), (within.lower(), lower), (body, words), (body.lower(), lower))
    found = next(filter(None, ([at for text in wanted if (at := given.find(text)) >= 0] for given, wanted in tries)), [])
    at = min(found, default=len(body) - len(body.lstrip()))
    line = raw.body.count("\n", 0, at)
    return Position(raw.path, raw.body_line + line, at - raw.body.rfind("\n", 0, at))
