from pathlib import Path

from steps import actor, incident, loose_ends, note, place, source

INDEX = note("See [[mayor]].", "content/index.md", title="Home")


def orphans(root: Path, text: str, *, drafts: bool = False) -> list[str]:
    found = loose_ends(root, text, drafts=drafts)
    return [
        f"{problem.path.removeprefix('content/')} {problem.rule}"
        for problem in found
        if problem.rule in ("orphan", "source-unused")
    ]


def test_a_page_to_which_none_leads_is_told_and_what_the_frame_leads_to_is_not(tmp_path: Path) -> None:
    text = INDEX + note("Text.") + note("Text.", "content/ram.md", title="Rams") + actor("gang") + place("hill") + incident("x")
    assert orphans(tmp_path, text) == ["actors/gang.md orphan", "incidents/x.md orphan", "places/hill.md orphan", "ram.md orphan"]


def test_links_fields_and_claims_lead_to_a_page(tmp_path: Path) -> None:
    text = (
        actor("gang")
        + place("hill")
        + note("Text.", "content/ram.md", title="Rams")
        + incident("x", places="[hill]", weapons="[ram]")
    )
    assert orphans(tmp_path, text + note("[[gang]]")) == []


def test_an_incident_is_found_from_what_it_names_and_a_place_from_what_it_lies_in(tmp_path: Path) -> None:
    campaign = incident("war", "[[northport]] in war.[@herald]", scope="campaign", places="[northport]")
    text = incident("a", actors="[mayor]") + incident("b", part_of="[war]") + campaign + place("hill", inside="northport")
    assert orphans(tmp_path, text) == []


def test_a_page_that_leads_to_itself_is_alone_all_the_same(tmp_path: Path) -> None:
    assert orphans(tmp_path, actor("gang", "Text on [[gang]].")) == ["actors/gang.md orphan"]


def test_a_withdrawn_page_may_be_alone(tmp_path: Path) -> None:
    assert orphans(tmp_path, actor("gang", status="withdrawn")) == []


def test_a_draft_leads_to_pages_too_and_is_told_only_among_drafts(tmp_path: Path) -> None:
    text = actor("gang") + source("y") + incident("x", "[[gang]] did it.[@y]", sources="[y]", status="draft")
    assert orphans(tmp_path / "a", text) == []
    assert orphans(tmp_path / "b", text, drafts=True) == ["incidents/x.md orphan"]


def test_where_the_name_stands_is_where_to_link(tmp_path: Path) -> None:
    def hint(root: Path, text: str) -> str:
        return next(
            problem.hint for problem in loose_ends(root, actor("gang", title="Harbour Gang") + text) if problem.rule == "orphan"
        )

    assert hint(tmp_path / "a", "") == "name it in an incident, or lead there from a page, `[[gang]]`"
    named = [note("The Harbour Gang.", f"content/n{number}.md", title=f"N{number}") for number in range(5)]
    linked = note(" ".join(f"[[n{number}]]" for number in range(5)))
    assert hint(tmp_path / "b", named[0] + linked.replace("[[n1]] [[n2]] [[n3]] [[n4]]", "")) == "link its name in content/n0.md"
    told = hint(tmp_path / "c", "".join(named) + linked)
    assert told == "link its name in content/n0.md, content/n1.md, content/n2.md and 2 more"


def test_a_source_is_used_where_it_is_cited_listed_or_derived_from(tmp_path: Path) -> None:
    cited = incident("a", "So it was.[@b]", sources="[b]", actors="[mayor]")
    text = (
        cited
        + source("b")
        + source("c")
        + source("d", derived_from="[c]")
        + source("e", "Text.[@e]")
        + note("[[d]] and [[e]].[@d]")
    )
    assert orphans(tmp_path, text) == ["sources/e.md source-unused"]
