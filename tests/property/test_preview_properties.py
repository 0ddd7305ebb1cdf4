"""A preview that has followed any number of changes shows, byte for byte, what one shows that is begun afresh."""

import tempfile
from pathlib import Path

import wikis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps import actor, archived, incident, note, place

from builder.pipeline import Options, rendered
from builder.preview import Preview

HERE = "http://127.0.0.1:8000"
MAYOR = "A mayor of [[Northport]].[@herald]"
# Each page in several states; a state is the whole page, or None where there is none.
STATES: dict[str, tuple[str | None, ...]] = {
    "content/actors/mayor.md": (
        actor("mayor", MAYOR, title="Mayor of Northport", aliases="[the mayor]", sources="[herald]"),
        actor("mayor", f"{MAYOR} More, [[gang]].[@herald]", title="Mayor of Northport", aliases="[the mayor]", sources="[herald]"),
        actor("mayor", f"## Office\n\n{MAYOR}", title="Mayor of Northport", aliases="[the mayor]", sources="[herald]"),
        actor("mayor", f"## Office\n\n{MAYOR}", title="The Lord Mayor", aliases="[the mayor]", sources="[herald]"),
        actor("mayor", MAYOR, title="Mayor of Northport", aliases="[{text: the mayor, lang: fr}]", sources="[herald]"),
        actor("mayor", MAYOR, title="Mayor of Northport", relations='[{to: gang, as: opposes, source: herald, quote: "The mayor said"}]', sources="[herald]"),
        actor("mayor", MAYOR, title="Mayor of Northport", status="draft", sources="[herald]"),
        actor("mayor", MAYOR, title="Mayor of Northport", type="wrong"),
    ),
    "content/actors/gang.md": (
        None,
        actor("gang", "A gang.[@herald]", title="Harbour Gang", aliases="[Northport Gang]", sources="[herald]"),
        actor("gang", "[[mayor#Office]] and [[Northport Gang]].", title="The Gang", aliases="[Northport Gang]", vague="No more is told."),
        actor("gang", "A gang.", title="Northport"),
    ),
    "content/places/depot.md": (
        None,
        place("depot", "Inside [[northport]].", title="Depot", inside="northport"),
        place("depot", "A depot.", title="the depot", redirect_from="[places/store]", location="{lat: 1, lon: 2, precision_m: 3, from: us}"),
    ),
    "content/incidents/2024-01-05-raid.md": (
        None,
        incident("2024-01-05-raid", "A raid, said [[the mayor]].[@herald]", date="2024-01-05", places="[depot]", claims="""
  - {id: c1, about: responsibility, stance: accuses, value: gang, by: mayor, source: herald, quote: "Nobody has claimed it"}
  - {id: c2, about: injured, value: 2, by: mayor, source: herald, quote: "two people were hurt"}"""),
        incident("2024-01-05-raid", "A raid.[@c1]", date="2023", places="[northport]", part_of="[2024-01-01-depot]", claims="""
  - {id: c1, about: injured, value: 2, by: mayor, source: herald, quote: "two people were hurt"}
  - {id: c3, about: injured, value: {min: 3}, source: herald, quote: "Two rockets hit"}"""),
        incident("2024-01-05-raid", "A raid.[@wire]", date="2024-01-05", sources="[wire]", status="withdrawn"),
    ),
    "content/about.md": (
        None,
        note("On [[Harbour Gang]], [[mayor#Office]] and [[2024-01-05-raid#claim:c1]]."),
        note("On [[Northport]] and [[store]]; the Harbour Gang and the Depot are not linked."),
    ),
    "content/site.yaml": (
        "-- content/site.yaml --\ntitle: Northport incidents\n",
        "-- content/site.yaml --\ntitle: Northport\nbase_url: https://example.org/wiki/\n",
    ),
    "content/sources/wire.md": (
        None,
        archived("wire", "Three rockets hit the Depot, the Harbour Gang said. A brigade of Tall Trees fled.\n", published="2024-01-03", agencies="[mayor]"),
        archived("wire", "Three rockets hit. A brigade of Tall Trees fled.\n", title="Another one", published="2024-01-04", asides='["Three rockets hit."]'),
    ),
    "content/actors/twin.md": (
        None,
        actor("twin", "A twin.[@herald]", title="Harbour Gang", not_same_as="[{page: gang, note: Two.}]", sources="[herald]"),
        actor("twin", "Of [[gang]].", title="Twin", aliases="[the Lord Mayor]", silenced="[{rule: orphan, reason: A test.}, {rule: alias-unused, reason: Another.}]"),
        actor("twin", "A twin.", title="Twin", redirect_from="[actors/gang]", status="withdrawn"),
    ),
    "content/incidents/2024-02-01-camp.md": (
        None,
        incident("2024-02-01-camp", "A campaign.[@herald] [[2024-01-05-raid]]", date="2024-02", scope="campaign", weapons="[drones]"),
        incident("2024-02-01-camp", "A campaign.[@herald]", date="2024-01-05", title="Raid", part_of="[2024-01-05-raid]", related="[2024-01-01-depot]"),
        incident("2024-02-01-camp", "X.[@herald]", date="2024-02-01", claims="""
  - {id: c1, about: target, value: mid-air, by: mayor, source: herald, quote: "Two rockets hit the depot"}
  - {id: c2, about: injured, value: 2, source: herald, quote: "two people were hurt"}
  - {id: c3, about: injured, value: {min: 3}, refines: c2, source: wire, quote: "Three rockets hit"}"""),
    ),
    "content/places/mid-airs.md": (None, place("mid-airs", "X.", title="Mid airs", inside="depot")),
    "content/drones.md": (
        None,
        note("On [[2024-01-05-raid]] and [mayor](actors/mayor.md#office).", "content/drones.md", title="Drones"),
        note("On [[harbor gang]].", "content/drones.md", title="Drones", status="draft"),
        note("On [[harbor gang]].", "content/drones.md", title="[Drones"),
    ),
    "seeds/herald.txt": (f"-- seeds/herald.txt --\n{wikis.ARTICLE}", None, "-- seeds/herald.txt --\nTwo rockets.\n", "-- seeds/herald.txt (escaped) --\n\\xff\n"),
    "addresses.txt": (None, "-- addresses.txt --\nactors/mayor.html\nabout.html\nplaces/store.html\n"),
    "templates/pages/404.html": (None, "-- templates/pages/404.html --\n{{ site.title }} lost\n", "-- templates/pages/404.html --\n{{ nothing }}\n"),
}  # fmt: skip
change = st.sampled_from(sorted(STATES)).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(STATES[path])))


def write(root: Path, path: str, text: str | None) -> None:
    if text is None:
        (root / path).unlink(missing_ok=True)
    else:
        wikis.write(root, text, base=False)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(change, min_size=4, max_size=12))
def test_a_preview_shows_what_a_build_shows_after_any_changes(changes: list[tuple[str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder))
        preview = Preview(Options(root, base_url=HERE))
        preview.update()
        for path, text in changes:
            write(root, path, text)
            problems = preview.update()
            site, told = rendered(Options(root, drafts=True, base_url=f"{HERE}{preview.path}"))
            assert [str(found) for found in problems] == [str(found) for found in told]
            for artifact in site.artifacts if site else ():
                assert preview.file(artifact.path) == artifact.content, artifact.path
