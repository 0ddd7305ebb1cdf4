from pathlib import Path
from typing import get_args

import pytest
from steps import actor, entry, linked, rendered

from builder import tieviews, words
from builder.model import Wiki
from builder.schema import RelationType
from builder.tieviews import SentenceView, TiesView, ties_view


def made(root: Path, text: str) -> Wiki:
    wiki, found = linked(root, text)
    assert found == []
    return wiki


def ties(wiki: Wiki, page: str) -> TiesView:
    view = ties_view(wiki, entry(wiki, page), f"{page}.html")
    assert view
    return view


def tied(slug: str, *relations: str, **fields: str) -> str:
    return actor(
        slug, relations=f"[{', '.join(f'{{{one}, source: herald}}' for one in relations)}]", sources="[herald]", **fields
    )


def said(one: SentenceView) -> str:
    parts = [f"{one.subject.text} – {one.words} {one.to.text}", one.when, one.by and f"according to {one.by.text}"]
    return ", ".join(part for part in [*parts, f"in {one.source.text}"] if part)


MEMBER = "to: gang, as: member-of, from: 2020, until: 2024-01, by: mayor, quote: Nobody was arrested, note: No more is said."


def test_a_tie_is_told_on_both_pages_who_states_it_first(tmp_path: Path) -> None:
    wiki = made(tmp_path, actor("gang") + tied("ali", MEMBER))
    sentence = "Ali – among the members of Gang, from 2020, until January 2024, according to Mayor of Northport, in “Depot hit”, 2 January 2024"
    for page in ("ali", "gang"):
        (one,) = ties(wiki, f"actors/{page}").open
        assert said(one) == sentence
        assert (one.quote, one.lang, one.note) == ("Nobody was arrested", "en", "No more is said.")
        assert [link.url for link in (one.subject, one.to)] == (
            ["", "../actors/gang.html"] if page == "ali" else ["../actors/ali.html", ""]
        )
        assert one.source.url == "../sources/herald.html"


def test_who_states_a_tie_stands_left_and_to_whom_it_is_tied_right(tmp_path: Path) -> None:
    text = tied("mid", "to: mayor, as: opposes", "to: mayor, as: linked-to") + tied("ali", "to: mid, as: leads") + actor("bob")
    view = ties(made(tmp_path, text), "actors/mid")
    assert [node.label for node in view.nodes] == ["Ali leading Mid", "opposed to, linked to Mayor of Northport"]
    left, right = view.nodes
    assert left.box.x < view.figure.middle.x < right.box.x
    assert [node.url for node in view.nodes] == ["../actors/ali.html", "../actors/mayor.html"]
    assert [said(one).split(", in")[0] for one in view.open] == [
        "Mid – opposed to Mayor of Northport",
        "Mid – linked to Mayor of Northport",
        "Ali – leading Mid",
    ]


def test_an_actor_without_ties_has_no_network(tmp_path: Path) -> None:
    wiki = made(tmp_path, actor("y", not_same_as="[mayor]"))
    assert [ties_view(wiki, entry(wiki, page), "") for page in ("actors/mayor", "actors/y", "places/northport")] == [None] * 3


def test_a_withdrawn_page_states_no_tie_on_others(tmp_path: Path) -> None:
    wiki = made(tmp_path, tied("ali", "to: mayor, as: leads", status="withdrawn"))
    assert ties_view(wiki, entry(wiki, "actors/mayor"), "") is None
    assert len(ties(wiki, "actors/ali").open) == 1


def test_a_label_is_dashed(tmp_path: Path) -> None:
    wiki = made(tmp_path, tied("some", "to: mayor, as: opposes", vague="It leaves open who."))
    seen, own = ties(wiki, "actors/mayor"), ties(wiki, "actors/some")
    assert (seen.is_vague, seen.has_vague, [node.is_vague for node in seen.nodes]) == (False, True, [True])
    assert (own.is_vague, own.has_vague, [node.is_vague for node in own.nodes]) == (True, True, [False])


def test_the_best_known_are_drawn_and_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tieviews, "DRAWN", 2)
    monkeypatch.setattr(tieviews, "LISTED", 3)
    monkeypatch.setattr(tieviews, "IN_FULL", 2)
    monkeypatch.setattr(tieviews, "OPEN", 1)
    slugs = ("anna", "bob", "carl", "dora")
    text = "".join(tied(slug, "to: mayor, as: opposes") for slug in slugs) + actor("fan", "[[dora]] and [[carl]].")
    view = ties(made(tmp_path, text), "actors/mayor")
    assert [node.label.partition(" ")[0] for node in view.nodes] == ["Carl", "Dora"]
    assert view.left_out == "Not drawn: 2 more actors"
    assert [len(view.open), len(view.rest), view.more] == [1, 2, "1 more tie"]


def test_every_relation_has_words_that_fit_one_and_many() -> None:
    assert words.TIED.keys() == words.RELATIONS.keys() == set(get_args(RelationType))
    assert not any(text.split()[0].endswith("s") for text in words.TIED.values())


def test_the_page_shows_network_sentences_and_a_way_to_them(tmp_path: Path) -> None:
    body = "".join(f"## Part {number}\n\nText.\n\n" for number in range(4))
    page = rendered(tmp_path, actor("gang", type="armed-group") + tied("ali", MEMBER).replace("Text.", body))[
        "actors/ali.html"
    ].decode()
    assert '<a href="#ties">Ties</a>' in page
    assert '<a href="../actors/gang.html" aria-label="among the members of Gang">' in page
    assert (
        '<p>Ali – <b>among the members of</b> <a href="../actors/gang.html">Gang</a>, from 2020, until January 2024, according to '
        '<a href="../actors/mayor.html">Mayor of Northport</a>, in <cite><a href="../sources/herald.html">' in page
    )
    assert 'dir="ltr">Nobody was arrested</blockquote>' in page
