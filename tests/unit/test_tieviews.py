from pathlib import Path
from typing import get_args

import pytest
from steps import actor, entry, linked, rendered, whole

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
    parts = [f"{one.subject.text}, described as {one.words} {one.to.text}", one.when, one.by and f"according to {one.by.text}"]
    return ", ".join(part for part in [*parts, f"in {whole(one.source)}"] if part)


MEMBER = "to: gang, as: member-of, from: 2020, until: 2024-01, by: mayor, quote: Nobody was arrested, note: No more is said."


def test_a_tie_is_told_on_both_pages_who_states_it_first(tmp_path: Path) -> None:
    wiki = made(tmp_path, actor("gang") + tied("ali", MEMBER))
    sentence = "Ali, described as among the members of Gang, from 2020, until January 2024, according to Mayor of Northport, in “Depot hit”, 2 January 2024"
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
        "Mid, described as opposed to Mayor of Northport",
        "Mid, described as linked to Mayor of Northport",
        "Ali, described as leading Mid",
    ]


def test_what_only_a_speaker_says_is_drawn_and_named_as_said(tmp_path: Path) -> None:
    text = actor("gang") + actor("rival") + tied("ali", "to: gang, as: leads, by: mayor", "to: rival, as: opposes")
    wiki = made(tmp_path, text)
    own, seen = ties(wiki, "actors/ali"), ties(wiki, "actors/gang")
    assert [(node.label, node.is_reported) for node in own.nodes] == [
        ("leading Gang, according to Mayor of Northport", True),
        ("opposed to Rival", False),
    ]
    assert [(node.label, node.is_reported) for node in seen.nodes] == [
        ("Ali leading Gang, according to Mayor of Northport", True)
    ]
    assert [spine.is_dotted for spine in (*own.figure.spines, *seen.figure.spines)] == [False, True]
    assert (own.has_reported, seen.has_reported, ties(wiki, "actors/rival").has_reported) == (True, True, False)


def test_what_an_article_states_too_is_drawn_as_stated(tmp_path: Path) -> None:
    same = ("to: mayor, as: opposes, by: gang", "to: mayor, as: opposes")
    other = ("to: mayor, as: opposes", "to: mayor, as: linked-to, by: gang", "to: mayor, as: linked-to, by: rival")
    wiki = made(tmp_path, actor("gang") + actor("rival") + tied("ali", *same) + tied("bob", *other))
    assert [[(node.label, node.is_reported) for node in ties(wiki, page).nodes] for page in ("actors/ali", "actors/bob")] == [
        [("opposed to Mayor of Northport", False)],
        [("opposed to, linked to Mayor of Northport; linked to according to Gang and Rival", False)],
    ]


def test_a_tie_that_has_ended_says_so_in_its_box(tmp_path: Path) -> None:
    wiki = made(tmp_path, tied("ali", "to: mayor, as: allied-with, until: 2021"))
    (own,), (seen,) = ties(wiki, "actors/ali").nodes, ties(wiki, "actors/mayor").nodes
    assert own.label == "until 2021 allied with Mayor of Northport"
    assert seen.label == "Ali until 2021 allied with Mayor of Northport"
    assert " ".join(row.text for row in own.box.rows if row.is_word) == "until 2021 allied with"


def test_what_is_heard_of_a_box_begins_with_what_is_seen(tmp_path: Path) -> None:
    text = tied("ali", "to: mayor, as: opposes, by: gang", "to: mayor, as: linked-to, until: 2020-05") + actor("gang")
    wiki = made(tmp_path, text)
    for page in ("actors/ali", "actors/mayor"):
        for node in ties(wiki, page).nodes:
            assert " ".join(row.text for row in node.box.rows) in node.label


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
    assert [one.subject.text for one in (*view.open, *view.rest)] == ["Carl", "Dora", "Anna"]


def test_each_box_has_its_sentence_however_many_ties_there_are(tmp_path: Path) -> None:
    number = tieviews.LISTED + 10
    text = "".join(tied(f"a{each:03}", "to: mayor, as: opposes") for each in range(number))
    text += actor("fan", " ".join(f"[[a{each:03}]]" for each in range(number - 5, number)))
    view = ties(made(tmp_path, text), "actors/mayor")
    told = {one.subject.url for one in (*view.open, *view.rest)}
    assert f"../actors/a{number - 1:03}.html" in {node.url for node in view.nodes} <= told
    assert (len(view.nodes), view.left_out, view.more) == (tieviews.DRAWN, "Not drawn: 102 more actors", "10 more ties")


def test_every_relation_has_words_that_fit_after_described_as() -> None:
    assert words.TIED.keys() == words.RELATIONS.keys() == set(get_args(RelationType))
    assert not any(text.split()[0].endswith("s") for text in words.TIED.values())


def test_the_page_shows_network_sentences_and_a_way_to_them(tmp_path: Path) -> None:
    body = "".join(f"## Part {number}\n\nText.\n\n" for number in range(4))
    page = rendered(tmp_path, actor("gang", type="armed-group") + tied("ali", MEMBER).replace("Text.", body))[
        "actors/ali.html"
    ].decode()
    assert '<a href="#ties">Ties</a>' in page
    label = "until Jan 2024 among the members of Gang, according to Mayor of Northport"
    assert f'<a href="../actors/gang.html" aria-label="{label}" class="reported">' in page
    assert "Dotted lines" in page
    assert "Dashed boxes" not in page
    assert (
        '<p>Ali, described as <b>among the members of</b> <a href="../actors/gang.html">Gang</a>, from 2020, until January 2024, according to '
        '<a href="../actors/mayor.html">Mayor of Northport</a>, in <cite>“<a href="../sources/herald.html">' in page
    )
    assert 'dir="ltr">Nobody was arrested</blockquote>' in page
