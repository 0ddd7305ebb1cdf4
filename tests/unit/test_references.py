from pathlib import Path

from steps import actor, checked, incident, loaded, note, place, source

from builder.frontmatter import locate
from builder.ids import Kind
from builder.load import load
from builder.model import Loaded
from builder.pipeline import OWN_TEMPLATES
from builder.points import POINTS
from builder.references import mentions
from builder.relations import named

ROOT = Path(__file__).parent.parent.parent
CLAIM = "{{id: c{}, about: {}, value: {}, by: mayor, source: herald, quote: Two rockets hit}}"
EVERYTHING = (
    incident(
        "x",
        actors="[mayor, {actor: y, role: target}]", places="[northport, {place: city}]", weapons="[lance, {weapon: lance}]",
        part_of="[camp]", related="[2024-01-01-depot]",
        claims=f"[{CLAIM.format(1, 'responsibility', 'y')}, {CLAIM.format(2, 'target', 'northport')}]",
    )
    + incident("camp", scope="campaign")
    + actor(
        "y", relations="[{to: mayor, as: leads, by: mayor, source: herald}]", not_same_as="[mayor, {page: z}]", sources="[herald]",
        claims=f"[{CLAIM.format(1, 'role', 'x')}]",
    )
    + actor("z")
    + place("city", inside="northport", not_same_as="[northport]", sources="[herald]")
    + source("s", publisher="y", agencies="[mayor]", derived_from="[herald]")
    + note("Text.", "content/lance.md", title="Lance")
)  # fmt: skip


def agree(pages: Loaded, valid: dict[str, object]) -> int:
    """Hold what is found in fields as they were read against what valid pages name; return how much that was."""
    number = 0
    for raw in pages.pages:
        page = valid[raw.id]
        typed = {
            (name.text, name.kind, locate(raw.header, raw.header_line, name.location))
            for name in named(page.fields)  # type: ignore[attr-defined]  # pages of all kinds have fields
        }
        found = [found for found in mentions(raw.kind, raw.fields) if not found.may_be_words]
        assert {(m.text, m.kinds[0], locate(raw.header, raw.header_line, m.location)) for m in found} == typed, raw.path
        number += len(typed)
    return number


def test_the_same_places_are_found_as_in_valid_pages(tmp_path: Path) -> None:
    pages, _ = loaded(tmp_path, EVERYTHING)
    result, problems = checked(tmp_path, EVERYTHING)
    assert problems == []
    assert agree(pages, {page.id: page for page in result.pages}) == 34


def test_the_same_places_are_found_in_the_wiki_that_ships(tmp_path: Path) -> None:
    from builder.check import check

    pages, _ = load(ROOT, OWN_TEMPLATES)
    assert agree(pages, {page.id: page for page in check(pages)[0].pages}) > 1000


def test_values_of_claims_may_name_a_page_or_be_words() -> None:
    fields = {"claims": [{"about": about, "value": "x"} for about in POINTS]}
    found = {m.location[1]: m for m in mentions(Kind.INCIDENT, fields)}  # type: ignore[arg-type]  # as it is read
    points = list(POINTS)
    assert {points[n] for n, m in found.items() if isinstance(n, int) and m.may_be_words} == {
        about for about, point in POINTS.items() if point.holds == "page"
    }
    assert {points[n] for n, m in found.items() if isinstance(n, int) and not m.may_be_words} == {"responsibility"}


def test_fields_that_are_wrong_are_read_as_far_as_they_go() -> None:
    fields = {
        "sources": "herald", "actors": [{"actor": None}, {"role": "x"}, ["mayor"], None, " mayor "], "places": {"place": "port"},
        "claims": ["c1", {"about": ["x"], "value": "x"}, {"about": "target", "value": {"min": "1"}}, {"by": "mayor"}],
        "part_of": None, "related": [[["x"]]],
    }  # fmt: skip
    assert [(m.text, m.location) for m in mentions(Kind.INCIDENT, fields)] == [  # type: ignore[arg-type]  # as it is read
        ("mayor", ("actors", 2, 0)), ("mayor", ("actors", 4)), ("port", ("places", "place")), ("x", ("related", 0, 0, 0)),
        ("herald", ("sources",)), ("c1", ("claims", 0)), ("mayor", ("claims", 3, "by")), ("c1", ("claims", 0)),
    ]  # fmt: skip
    assert list(mentions(Kind.NOTE, {"sources": "x"})) == []
