from pathlib import Path

from steps import actor, incident, loose_ends, note, place


def unused(root: Path, text: str) -> list[str]:
    return [
        f"{problem.line}:{problem.column} {problem.message}"
        for problem in loose_ends(root, text)
        if problem.rule == "alias-unused"
    ]


def test_an_alias_that_neither_an_article_nor_a_link_has_is_told_where_it_stands(tmp_path: Path) -> None:
    text = actor("police", aliases="[Police, the cops, {text: Bobbies}]") + note("[[police]]")
    assert unused(tmp_path, text) == ['5:19 no article and no link has "the cops"', '5:29 no article and no link has "Bobbies"']


def test_a_link_uses_an_alias_as_its_target_or_label(tmp_path: Path) -> None:
    text = (
        actor("police", aliases="[the cops, Bobbies]")
        + place("hill", aliases="[Hilltop]")
        + note("[[the Cops]], [[police|Bobbies]]")
    )
    assert unused(tmp_path, text + incident("x", "[[hill|Hilltop]][@herald]")) == []


def test_a_note_or_a_language_is_reason_enough(tmp_path: Path) -> None:
    text = actor("police", aliases="[{text: Bobbies, note: In the streets.}, {text: Polícia, lang: pt}]") + note("[[police]]")
    assert unused(tmp_path, text) == []


def test_another_page_with_that_name_in_an_article_is_no_use(tmp_path: Path) -> None:
    text = actor("police", aliases="[cops]") + actor("other", "[[police]]", title="Cops at large") + note("[[other|cops]]")
    assert [told.partition(" ")[2] for told in unused(tmp_path, text)] == ['no article and no link has "cops"']


def test_a_part_of_a_longer_name_in_an_article_is_there_too(tmp_path: Path) -> None:
    text = actor("police", aliases="[Police said the rockets, the rockets, rock, said]") + note("[[police]]")
    assert [told.partition(" ")[2] for told in unused(tmp_path, text)] == ['no article and no link has "rock"']


def test_the_cure_can_be_pasted(tmp_path: Path) -> None:
    found = loose_ends(tmp_path, actor("police", aliases="['the \"cops\"']") + note("[[police]]"))
    assert found[0].hint.endswith('`{text: "the \\"cops\\"", note: …}`')
