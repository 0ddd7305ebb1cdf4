from pathlib import Path

from steps import actor, entry, incident, linked, note, place, source, stating

from builder.backlinks import SHOWN, context
from builder.model import Context, Wiki
from builder.syntax import slot


def sentences(wiki: Wiki, page: str) -> list[tuple[str, str, list[str]]]:
    """Return who leads to a page, as what, and the sentences with the link between brackets."""
    return [
        (backlink.page, backlink.relation, [f"{c.before}<{c.link}>{c.after}" for c in backlink.contexts])
        for backlink in entry(wiki, page).backlinks
    ]


def test_each_backlink_carries_the_sentence_it_stands_in(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("One. Then *the* [[mayor|boss]] spoke, [[Northport]] heard.[@herald] Three."))
    assert ("about", "mentions", ["Then the <boss> spoke, Northport heard."]) in sentences(wiki, "actors/mayor")
    assert ("about", "mentions", ["Then the boss spoke, <Northport> heard."]) in sentences(wiki, "places/northport")


def test_a_citation_belongs_to_the_sentence_before_it(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note('One. Two rockets hit. [@herald: "Two rockets hit"] Three.'))
    assert ("about", "cites", ["Two rockets hit.<>"]) in sentences(wiki, "sources/herald")


def test_a_sentence_that_leads_here_twice_is_shown_once(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("The [[mayor]] is the [[mayor]]. The [[mayor]] slept."))
    (found,) = [row for row in sentences(wiki, "actors/mayor") if row[0] == "about"]
    assert found[2] == ["The <Mayor of Northport> is the Mayor of Northport.", "The <Mayor of Northport> slept."]


def test_two_links_by_one_reference_keep_their_words_in_the_sentence(tmp_path: Path) -> None:
    wiki, found = linked(tmp_path, note("See [one][a] and [two][a].\n\n[a]: actors/mayor.md"))
    assert found == []
    (row,) = [row for row in sentences(wiki, "actors/mayor") if row[0] == "about"]
    assert [sentence.replace("<", "").replace(">", "") for sentence in row[2]] == ["See one and two."]


def test_a_link_in_every_kind_of_block_has_its_sentence(tmp_path: Path) -> None:
    blocks = {
        "- One.\n- The [[mayor]] in a list. Two.": "The <Mayor of Northport> in a list.",
        "> The [[mayor]] in a quotation.": "The <Mayor of Northport> in a quotation.",
        "| a | b |\n|---|---|\n| x | the [[mayor\\|boss]] |": "x · the <boss>",
        "Term\n:   The [[mayor]] in a definition.": "The <Mayor of Northport> in a definition.",
        "## Of the [[mayor]]": "Of the <Mayor of Northport>",
        "Text[^1].\n\n[^1]: The [[mayor]] in a note.": "The <Mayor of Northport> in a note.",
        "**The [[mayor]]** in `code`.": "The <Mayor of Northport> in code.",
        "The [*boss* of all](actors/mayor.md) by file.": "The <boss of all> by file.",
    }  # fmt: skip
    for number, (body, expected) in enumerate(blocks.items()):
        wiki, _ = linked(tmp_path / str(number), note(body))
        (row,) = [row for row in sentences(wiki, "actors/mayor") if row[0] == "about"]
        assert row[2] == [expected]


def test_who_is_named_in_a_field_has_a_backlink_by_that_role(tmp_path: Path) -> None:
    text = incident(
        "x", "Text.[@herald] The [[mayor]] too.", actors="[{actor: mayor, role: attacker}, {actor: mayor, role: victim}]"
    )
    wiki, _ = linked(tmp_path, text)
    found = [row for row in sentences(wiki, "actors/mayor") if row[0] == "incidents/x"]
    assert [row[1] for row in found] == ["attacker", "victim"]
    assert found[0][2] == ["The <Mayor of Northport> too."]


def test_a_mention_adds_nothing_to_a_role_but_its_sentence(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", "The [[Northport]].[@herald]", places="[northport]"))
    assert [row[1] for row in sentences(wiki, "places/northport") if row[0] == "incidents/x"] == ["place-near"]


def test_a_page_does_not_link_to_itself_backwards(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("## Part\n\n[[About]] [[#part]]"))
    assert entry(wiki, "about").backlinks == ()


def test_links_in_code_or_of_drafts_are_no_backlinks(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("`[[mayor]]`") + actor("d", "[[mayor]]", status="draft"))
    assert not {"about", "actors/d"} & {backlink.page for backlink in entry(wiki, "actors/mayor").backlinks}


HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"


def test_who_speaks_in_a_claim_or_is_blamed_in_it_has_a_backlink_for_it(tmp_path: Path) -> None:
    claims = (f"{HURT}, by: mayor", "about: responsibility, value: gang, stance: accuses, by: gang, source: herald")
    wiki, found = linked(tmp_path, stating(*claims) + actor("gang"))
    assert found == []
    assert ("incidents/x", "claim", []) in sentences(wiki, "actors/mayor")
    assert sentences(wiki, "actors/gang") == [("incidents/x", "claim", [])]


def test_a_claim_adds_nothing_to_a_role_and_a_mention_nothing_to_a_claim(tmp_path: Path) -> None:
    claims = (f"{HURT}, by: mayor", f"{HURT}, by: gang")
    text = stating(*claims, actors="[mayor]").replace("Text.[", "The [[gang]] and the [[mayor]].[")
    wiki, _ = linked(tmp_path, text + actor("gang"))
    assert [row[:2] for row in sentences(wiki, "actors/mayor") if row[0] == "incidents/x"] == [("incidents/x", "mentioned")]
    assert sentences(wiki, "actors/gang") == [("incidents/x", "claim", ["The <Gang> and the Mayor of Northport."])]


def test_a_citation_of_a_claim_leads_to_its_source(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, stating(HURT).replace("Text.[@herald]", "Two were hurt.[@c1] More."))
    assert ("incidents/x", "cites", ["Two were hurt.<>"]) in sentences(wiki, "sources/herald")


def test_who_speaks_of_itself_has_no_backlink_from_itself(tmp_path: Path) -> None:
    claim = '{id: c1, about: role, value: chief, by: x, source: herald, quote: "Two rockets hit"}'
    wiki, found = linked(tmp_path, actor("x", claims=f"[{claim}]", sources="[herald]"))
    assert found == []
    assert entry(wiki, "actors/x").backlinks == ()


def test_backlinks_stand_in_the_order_of_pages(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, place("b", "[[mayor]]") + place("a", "[[mayor]]") + source("c", "[[mayor]]"))
    pages = [backlink.page for backlink in entry(wiki, "actors/mayor").backlinks]
    assert pages == sorted(pages)


def test_a_long_sentence_is_cut_at_words_on_both_sides_of_the_link() -> None:
    found = context(f"{'left ' * 200}{slot(0)}{' right' * 200}", 0, {0: "link"})
    assert found.link == "link"
    assert found.before.startswith("… left")
    assert found.after.endswith("right …")
    assert max(len(found.before), len(found.after)) <= SHOWN + 2


def test_a_cut_never_shows_half_a_slot() -> None:
    for width in range(SHOWN, 2 * SHOWN + 8):
        found = context(f"{slot(1)}{'x' * width}{slot(0)}{'y' * width}{slot(1)}", 0, {0: "link", 1: "other"})
        assert not any("\ue000" <= character <= "\uf8ff" for part in (found.before, found.after) for character in part)
        assert not any(character.isdigit() for character in found.before + found.after)


def test_a_citation_shows_the_beginning_of_its_sentence() -> None:
    assert context(f"All {slot(0)} of it.{slot(1)}", 1, {0: "words"}) == Context("All words of it.", "", "")


def test_a_weapon_has_a_backlink_by_what_it_was_in_the_incident(tmp_path: Path) -> None:
    text = incident("x", weapons="[lance]") + incident("y", weapons="[{weapon: lance, role: defence}]")
    wiki, found = linked(tmp_path, text + note("Text.", "content/lance.md", title="Lance"))
    assert found == []
    assert sentences(wiki, "lance") == [("incidents/x", "weapon-used", []), ("incidents/y", "weapon-defence", [])]


def test_who_says_that_two_are_tied_is_not_shown_as_tied(tmp_path: Path) -> None:
    tie = "[{to: mayor, as: linked-to, by: police, source: herald}]"
    wiki, found = linked(tmp_path, actor("x", relations=tie, sources="[herald]") + actor("police"))
    assert found == []
    assert sentences(wiki, "actors/police") == [("actors/x", "claim", [])]
    assert ("actors/x", "relation", []) in sentences(wiki, "actors/mayor")
