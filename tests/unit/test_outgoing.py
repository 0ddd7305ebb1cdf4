from pathlib import Path

import pytest
from steps import actor, entry, incident, linked, note, place, shown, source, stating, told

from builder.ids import Kind


def problems(root: Path, text: str) -> list[str]:
    return told(linked(root, text)[1])


def test_citations_are_numbered_by_source_and_passage_in_reading_order(tmp_path: Path) -> None:
    body = (
        'One.[@herald: "Two rockets hit"] Two.[@herald] Three.[@herald: “Two  rockets\nhit”] Four.[@herald: "people were hurt"]'
    )
    wiki, found = linked(tmp_path, note(body))
    assert found == []
    references = entry(wiki, "about").references
    assert [(reference.number, reference.words, reference.slots) for reference in references] == [
        (1, "Two rockets hit", (0, 2)),
        (2, None, (1,)),
        (3, "people were hurt", (3,)),
    ]
    assert {slot: reference.number for slot, reference in entry(wiki, "about").citations.items()} == {0: 1, 1: 2, 2: 1, 3: 3}


def test_words_of_quotations_are_compared_with_case(tmp_path: Path) -> None:
    assert problems(tmp_path, note('One.[@herald: "Two rockets hit"] Two.[@herald: "two rockets hit"]')) == ["4:38 quote-missing"]


def test_a_source_may_be_cited_by_its_whole_id(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, note("One.[@sources/herald] Two.[@herald]"))
    assert found == []
    assert [reference.source for reference in entry(wiki, "about").references] == ["sources/herald"]


def test_only_sources_are_cited(tmp_path: Path) -> None:
    assert problems(tmp_path, note("One.[@mayor] Two.[@herold]")) == ["4:5 source-unknown", "4:18 source-unknown"]


@pytest.mark.parametrize("heading", ["What happened", "what happened", "what-happened", "WHAT HAPPENED"])
def test_a_link_leads_to_a_heading_by_words_or_id(tmp_path: Path, heading: str) -> None:
    wiki, found = linked(
        tmp_path, note(f"[[2024-01-01-depot#{heading}]] and [x](incidents/2024-01-01-depot.md#{heading.replace(' ', '%20')})")
    )
    assert found == []
    assert [link.fragment for link in entry(wiki, "about").links.values()] == ["what-happened"] * 2


def test_a_heading_is_found_exactly_before_case_is_ignored(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("## PART\n\n## Part\n\n[[#Part]] [[#PART]] [[#pArt]]"))
    assert [link.fragment for link in entry(wiki, "about").links.values()] == ["part-2", "part", "part"]


def test_a_link_to_a_heading_shows_page_and_heading(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path, note("## Part\n\n[[2024-01-01-depot#what-happened]] [[#part]] [[2024-01-01-depot#What happened|x]]")
    )
    assert [link.label for link in entry(wiki, "about").links.values()] == [
        "Rockets on the Northport depot, 1 January 2024: What happened", "Part", "x",
    ]  # fmt: skip


def test_an_id_is_wanted_in_a_field_and_a_name_gets_it_as_cure(tmp_path: Path) -> None:
    _, found = linked(tmp_path, incident("x", actors="[Mayor of Northport, northport, mayr]"))
    assert [(problem.rule, problem.hint) for problem in sorted(found)] == [
        ("reference", 'write "mayor"'), ("reference", "write the id of an actor"), ("reference", 'did you mean "mayor"?')
    ]  # fmt: skip


def test_a_weapon_is_a_free_page_and_nothing_else(tmp_path: Path) -> None:
    lance = note("Text.", "content/lance.md", title="Lance rocket", aliases="[Lances]")
    wiki, found = linked(tmp_path / "a", lance + incident("x", weapons="[lance, {weapon: lance, role: defence}]"))
    assert found == []
    assert entry(wiki, "incidents/x").refs[Kind.NOTE, "lance"] == "lance"
    wrong = "[actors/mayor, mayor, places/northport, {weapon: lanse}, Lance rocket, Lances, javelin]"
    _, found = linked(tmp_path / "b", lance + incident("x", weapons=wrong))
    assert [(problem.message, problem.hint) for problem in sorted(found)] == [
        ('"actors/mayor" is an actor, not a free page', "write the id of a free page"),
        ('"mayor" is an actor, not a free page', "write the id of a free page"),
        ('"places/northport" is a place, not a free page', "write the id of a free page"),
        ('there is no free page "lanse"', 'did you mean "lance"?'),
        ('"Lance rocket" is a name; here an id is wanted', 'write "lance"'),
        ('"Lances" is a name; here an id is wanted', 'write "lance"'),
        ('there is no free page "javelin"', "write its page in content/"),
    ]
    assert {problem.rule for problem in found} == {"reference"}


def test_a_free_page_of_the_same_slug_is_meant_where_a_weapon_is(tmp_path: Path) -> None:
    pages = actor("lance") + note("Text.", "content/lance.md", title="Lance rocket")
    wiki, found = linked(tmp_path, pages + incident("x", weapons="[lance]", actors="[lance]"))
    assert found == []
    assert dict(entry(wiki, "incidents/x").refs) == {
        (Kind.ACTOR, "lance"): "actors/lance", (Kind.NOTE, "lance"): "lance", (Kind.SOURCE, "herald"): "sources/herald",
    }  # fmt: skip


@pytest.mark.parametrize("field", ["actors: [about]", "places: [about]", "part_of: [about]", "related: [about]"])
def test_a_free_page_is_no_page_of_another_kind(tmp_path: Path, field: str) -> None:
    name, _, value = field.partition(": ")
    assert problems(tmp_path, note("Text.") + incident("x", **{name: value}))[0].endswith(" reference")


def test_who_says_that_two_are_tied_is_an_actor_perhaps_one_of_them(tmp_path: Path) -> None:
    tie = "[{{to: mayor, as: linked-to, by: {}, source: herald}}]".format
    assert problems(tmp_path / "a", actor("y", relations=tie("y"), sources="[herald]")) == []
    assert problems(tmp_path / "b", actor("y", relations=tie("mayor"), sources="[herald]")) == []
    assert problems(tmp_path / "c", actor("y", relations=tie("nobody"), sources="[herald]")) == ["5:44 reference"]
    assert problems(tmp_path / "d", actor("y", relations=tie("northport"), sources="[herald]")) == ["5:44 reference"]
    hidden = actor("hidden", status="draft") + actor("y", relations=tie("hidden"), sources="[herald]")
    assert problems(tmp_path / "e", hidden) == ["5:44 link-draft"]
    assert problems(tmp_path / "f", actor("y", relations="[{to: y, as: linked-to, source: herald}]", sources="[herald]")) == [
        "5:18 loop"
    ]


def test_a_page_does_not_name_itself(tmp_path: Path) -> None:
    assert problems(tmp_path, place("x", inside="x")) == ["5:9 loop"]


def test_a_listed_source_is_cited_and_a_cited_one_listed(tmp_path: Path) -> None:
    text = source("other") + incident("x", "Text.[@other]", sources="[herald]") + actor("y", "Text.", sources="[herald]")
    rules = sorted((problem.path.rpartition("/")[2], problem.rule) for problem in linked(tmp_path, text)[1])
    assert rules == [("x.md", "source-uncited"), ("x.md", "source-unlisted"), ("y.md", "source-uncited")]


def test_a_source_that_states_a_relation_need_not_be_cited_again(tmp_path: Path) -> None:
    text = actor("y", sources="[herald]", relations="[{to: mayor, as: opposes, source: herald}]")
    assert problems(tmp_path, text) == []


def test_links_of_a_page_with_wrong_fields_are_looked_at_in_the_same_run(tmp_path: Path) -> None:
    assert problems(tmp_path, incident("x", "[[nowhere]][@nobody]", type="wrong")) == [
        "4:7 field-value",
        "8:1 link-target",
        "8:12 source-unknown",
    ]


@pytest.mark.parametrize(
    "text",
    [
        note("[[hidden]]"),
        note("[x](actors/hidden.md)"),
        incident("x", actors="[hidden]"),
        source("x", publisher="hidden"),
    ],
)
def test_a_published_page_does_not_lead_to_a_draft(tmp_path: Path, text: str) -> None:
    draft = actor("hidden", status="draft")
    _, found = linked(tmp_path / "a", draft + text)
    assert [problem.rule for problem in found] == ["link-draft"]
    assert linked(tmp_path / "b", draft + text, drafts=True)[1] == []


def test_a_citation_of_a_draft_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, source("hidden", status="draft") + note("Text.[@hidden]")) == ["4:6 link-draft"]


def test_a_draft_may_lead_to_a_draft(tmp_path: Path) -> None:
    assert problems(tmp_path, actor("a", status="draft") + note("[[a]]", status="draft")) == []


def test_a_file_link_ignores_the_case_of_the_file_but_not_another_folder(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path / "a", note("[x](Actors/Mayor.md)"))
    assert [link.target for link in entry(wiki, "about").links.values()] == ["actors/mayor"]
    assert problems(tmp_path / "b", note("[x](../actors/mayor.md) [x](mayor.md)")) == ["4:5 link-target", "4:29 link-target"]


HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"


def cited(body: str) -> str:
    """Return the incident ``x`` with a claim and a body; the body is line 9 of its file."""
    return stating(HURT).replace("Text.[@herald]", body)


def test_a_citation_of_a_claim_cites_its_source_and_its_words(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, cited('One.[@c1] Two.[@herald] Three.[@herald: "two  people were hurt"] Four.[@c1]'))
    assert found == []
    references = entry(wiki, "incidents/x").references
    assert [(reference.number, reference.source, reference.words, reference.slots) for reference in references] == [
        (1, "sources/herald", "two people were hurt", (0, 2, 3)),
        (2, "sources/herald", None, (1,)),
    ]


def test_a_claim_that_the_page_does_not_have_is_told_at_its_citation(tmp_path: Path) -> None:
    assert problems(tmp_path / "a", cited("One.[@c1] Two.[@c2]")) == ["9:15 source-unknown"]
    assert problems(tmp_path / "b", note("One.[@c1]")) == ["4:5 source-unknown"]


def test_a_claim_is_cited_by_its_id_as_it_is_written(tmp_path: Path) -> None:
    assert problems(tmp_path, cited('One.[@c1] Two.[@C1] Three.[@c01] Four.[@c1: "two people were hurt"]')) == [
        "9:15 source-unknown",
        "9:27 source-unknown",
        "9:39 source-unknown",
    ]


def test_claims_of_a_page_that_cannot_be_read_are_not_missed(tmp_path: Path) -> None:
    assert problems(tmp_path, cited("One.[@c1] Two.[@c9]").replace("type: attack", "type: wrong")) == ["4:7 field-value"]


def test_a_source_that_only_a_claim_has_is_listed_and_need_not_be_cited_again(tmp_path: Path) -> None:
    assert problems(tmp_path / "a", cited("Text.")) == []
    wiki, found = linked(tmp_path / "b", source("y") + stating(HURT, HURT.replace("herald", "y"), sources="[herald]"))
    assert [(problem.rule, problem.hint) for problem in found] == [("source-unlisted", "add y there")]
    assert ("sources/y", "incidents/x") in [(page, link.page) for page in wiki.entries for link in wiki.entries[page].backlinks]


def test_every_quotation_of_a_source_is_known_with_its_place_and_a_cited_claim_by_its_own(tmp_path: Path) -> None:
    tie = '{to: mayor, as: opposes, source: herald, quote: "on Tuesday"}'
    wiki, found = linked(
        tmp_path,
        cited('One.[@herald: "the depot in Northport"] Two.[@c1]') + actor("y", relations=f"[{tie}]", sources="[herald]"),
    )
    assert found == []
    text = wiki.articles[entry(wiki, "sources/herald").page.id].text.normal
    quoted = [
        (quotation.page, quotation.claim, text[slice(*quotation.span)], quotation.fragment)
        for quotation in entry(wiki, "sources/herald").quotations
        if quotation.page in ("incidents/x", "actors/y")
    ]
    assert quoted == [
        ("incidents/x", None, "the depot in Northport", "ref:1"),
        ("incidents/x", "c1", "two people were hurt", "claim:c1"),
        ("actors/y", None, "on Tuesday", "ties"),
    ]


def test_claims_keep_what_was_written_with_its_pages_found(tmp_path: Path) -> None:
    wiki, found = linked(
        tmp_path,
        stating(
            "about: place, value: places/northport, by: mayor, source: sources/herald, quote: the depot in Northport",
            "about: place, value: the port, refines: c1, note: A note., source: herald, quote: the depot in Northport",
            "about: responsibility, value: mayor, by: mayor, stance: denies, said: 2024-01-02, source: herald",
            sources="[herald]",
        ).replace("[@sources]", "[@herald]"),
    )
    assert found == []
    place, name, denial = entry(wiki, "incidents/x").claims
    assert (place.page, place.stated, place.by, place.source) == (
        "places/northport", "places/northport", "actors/mayor", "sources/herald"
    )  # fmt: skip
    assert (name.page, name.stated, name.by, name.refines, name.note) == (None, "the port", None, "c1", "A note.")
    assert (denial.page, denial.by, denial.stance, denial.said and denial.said.text) == (
        "actors/mayor", "actors/mayor", "denies", "2024-01-02"
    )  # fmt: skip


def test_a_claim_of_a_draft_is_no_part_of_what_is_published(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, stating(HURT, status="draft"))
    assert found == []
    assert not any(quotation.page == "incidents/x" for quotation in entry(wiki, "sources/herald").quotations)


@pytest.mark.parametrize("claim", ["about: injured, value: 2, by: hidden, source: herald, quote: two people were hurt",
                                   "about: responsibility, value: hidden, source: herald",
                                   "about: target, value: hidden, source: herald"])  # fmt: skip
def test_a_claim_of_a_published_page_names_no_draft(tmp_path: Path, claim: str) -> None:
    draft = actor("hidden", status="draft")
    assert [problem.rule for problem in linked(tmp_path / "a", draft + stating(claim))[1]] == ["link-draft"]
    assert linked(tmp_path / "b", draft + stating(claim), drafts=True)[1] == []


def test_a_link_leads_to_a_claim(tmp_path: Path) -> None:
    claims = stating("about: injured, value: 2, source: herald, quote: two people were hurt")
    wiki, found = linked(tmp_path, claims + note("See [[x#claim:c1|the claim]]."))
    assert told(found) == []
    assert 'href="incidents/x.html#claim:c1"' in shown(wiki, "about")
