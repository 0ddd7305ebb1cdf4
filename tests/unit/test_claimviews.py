from pathlib import Path

import pytest
from steps import actor, archived, claim, entry, incident, linked, place, source, stating

from builder.claimviews import ClaimView, RowView, TableView, claim_url, in_plain_words, table_view, values
from builder.facts import LinkView
from builder.fieldtypes import Count
from builder.ids import PageId

HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
NOBODY = "about: injured, value: 0, source: y, quote: Nobody was arrested"


def table(root: Path, text: str, page: str = "incidents/x", here: str | None = None) -> TableView:
    wiki, found = linked(root, text)
    assert found == []
    view = table_view(wiki, entry(wiki, page), here or f"{page}.html")
    assert view
    return view


def claims_in(row: RowView) -> list[ClaimView]:
    return [claim for value in row.values for claim in value.claims]


def labels(view: TableView) -> list[tuple[str, str, str, list[str]]]:
    return [(row.label, row.verdict, row.origins, [claim.id for claim in claims_in(row)]) for row in view.rows]


def stated(row: RowView) -> list[tuple[str, str, bool, list[str]]]:
    return [
        (value.stance, value.value.text, value.is_retracted, [claim.id.removeprefix("claim:") for claim in value.claims])
        for value in row.values
    ]


def test_claims_stand_by_point_in_the_order_of_points_with_verdict_and_origins(tmp_path: Path) -> None:
    text = stating(NOBODY, "about: target, value: the depot, source: herald", HURT, "about: target, value: the depot, source: y")
    view = table(tmp_path, source("y") + text)
    assert labels(view) == [
        ("What was attacked", "sources agree", "2 sources, 2 origins", ["claim:c2", "claim:c4"]),
        ("Injured", "sources differ", "2 sources, 2 origins", ["claim:c1", "claim:c3"]),
    ]
    assert [row.verdict_id for row in view.rows] == ["agree", "differ"]
    assert [row.url for row in view.rows] == ["#claim:c2", "#claim:c1"]
    assert view.count == "4 claims from 2 sources"
    assert view.differing == (LinkView("Injured", "#claim:c1"),)


def test_each_point_on_which_sources_differ_is_led_to_once(tmp_path: Path) -> None:
    blame = "about: responsibility, value: {}, stance: accuses, by: {}, source: {}".format
    text = source("y") + actor("gang") + actor("guard") + actor("police")
    view = table(
        tmp_path,
        text + stating(blame("gang", "mayor", "herald"), HURT, NOBODY, blame("guard", "police", "y")),
    )
    assert [(row.label, row.verdict_id) for row in view.rows] == [
        ("Injured", "differ"), ("Responsibility", "differ"), ("Responsibility", "differ"),
    ]  # fmt: skip
    assert view.differing == (LinkView("Injured", "#claim:c2"), LinkView("Responsibility", "#claim:c1"))


def test_one_claim_is_counted_in_the_singular_and_nothing_differs(tmp_path: Path) -> None:
    view = table(tmp_path, stating(HURT))
    assert (view.count, view.differing) == ("1 claim from 1 source", ())
    assert labels(view) == [("Injured", "one source", "1 source, 1 origin", ["claim:c1"])]


def test_a_page_without_claims_has_no_table(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x"))
    assert table_view(wiki, entry(wiki, "incidents/x"), "incidents/x.html") is None


def test_a_claim_shows_who_said_what_when_in_which_words_of_which_article(tmp_path: Path) -> None:
    view = table(
        tmp_path,
        actor("paper", title="The Paper", type="media")
        + source("y", publisher="paper", lang="fa")
        + stating(
            "about: injured, value: {min: 2}, by: mayor, said: 2024-01-02, source: y, quote: two people were hurt, note: Loosely.",
        ),
    )
    (value,) = view.rows[0].values
    assert (value.value, value.stance, value.is_retracted) == (LinkView("at least 2", ""), "", False)
    (shown,) = value.claims
    assert (shown.number, shown.id, shown.url) == ("c1", "claim:c1", "#claim:c1")
    assert shown.speaker == LinkView("Mayor of Northport", "../actors/mayor.html")
    assert (shown.said, shown.source) == ("2 January 2024", LinkView("The Paper, 3 January 2024", "../sources/y.html"))
    assert (shown.quote, shown.lang, shown.dir, shown.note) == ("two people were hurt", "fa", "rtl", "Loosely.")


def test_the_article_itself_speaks_where_no_speaker_is_named(tmp_path: Path) -> None:
    (shown,) = claims_in(table(tmp_path, stating(HURT)).rows[0])
    assert (shown.speaker, shown.said, shown.refines, shown.note) == (None, "", None, "")


def test_a_claim_in_words_that_may_be_a_translation_leads_to_why(tmp_path: Path) -> None:
    spoken = archived("y", "“Nobody was hurt,” he said. It fell.\n", translated='[{text: "“Nobody was hurt,”", note: So.}]')
    said = "about: injured, value: 0, source: y, quote: Nobody was hurt"
    view = table(tmp_path, spoken + stating(said, "about: course, value: it fell, source: y, quote: It fell", HURT))
    assert {claim.id: claim.translated for row in view.rows for claim in claims_in(row)} == {
        "claim:c1": "../sources/y.html#translated", "claim:c2": "", "claim:c3": "",
    }  # fmt: skip
    view = table(tmp_path / "b", spoken + stating(said), here="contested.html")
    assert claims_in(view.rows[0])[0].translated == "sources/y.html#translated"


def test_claims_that_state_the_same_stand_under_their_value(tmp_path: Path) -> None:
    text = (
        source("y")
        + source("z")
        + stating(
            "about: weapon, value: rockets, source: herald",
            "about: weapon, value: mortars, source: z",
            "about: weapon, value: Rockets, by: mayor, source: y",
            "about: weapon, value: mortars, stance: denies, by: mayor, source: y",
        )
    )
    (row,) = table(tmp_path, text).rows
    assert stated(row) == [
        ("", "rockets", False, ["c1", "c3"]),
        ("", "mortars", False, ["c2"]),
        ("denied", "mortars", False, ["c4"]),
    ]


def test_a_value_that_is_a_page_leads_to_it_and_words_lead_nowhere(tmp_path: Path) -> None:
    view = table(
        tmp_path,
        stating(
            "about: place, value: northport, source: herald",
            "about: impact, value: the yard of the depot, source: herald",
            "about: condemnation, value: incidents/x, stance: condemns, by: mayor, source: herald",
        ),
    )
    assert [value.value for row in view.rows for value in row.values] == [
        LinkView("Northport", "../places/northport.html"),
        LinkView("the yard of the depot", ""),
        LinkView("X", "../incidents/x.html"),
    ]
    assert view.rows[2].values[0].stance == "condemned"


def test_a_place_comes_before_an_actor_of_the_same_id(tmp_path: Path) -> None:
    view = table(
        tmp_path,
        place("depot", title="The depot")
        + actor("depot", title="Depot Ltd")
        + stating("about: target, value: depot, source: herald"),
    )
    assert view.rows[0].values[0].value.url == "../places/depot.html"


def test_what_refines_another_claim_leads_to_it_by_what_it_states(tmp_path: Path) -> None:
    text = source("y") + stating(
        "about: weapon, value: rockets, source: herald", "about: weapon, value: two rockets, refines: c1, source: y"
    )
    view = table(tmp_path, text)
    assert [row.verdict for row in view.rows] == ["more precise"]
    assert [claim.refines for claim in claims_in(view.rows[0])] == [None, LinkView("rockets", "#claim:c1")]


def test_what_a_speaker_took_back_is_marked_and_what_another_says_is_not(tmp_path: Path) -> None:
    (row,) = table(tmp_path, stating(f"{HURT}, by: mayor", f"{HURT}, by: mayor, stance: retracts", HURT)).rows
    assert stated(row) == [("", "2", True, ["c1"]), ("taken back", "2", True, ["c2"]), ("", "2", False, ["c3"])]
    (row,) = table(tmp_path / "b", stating(f"{HURT}, by: mayor", f"{HURT}, by: mayor, stance: retracts")).rows
    assert row.verdict == "retracted"


def reasons(row: RowView) -> list[tuple[list[str], str, str]]:
    return [([link.text for link in reason.sources], reason.words, reason.by.text if reason.by else "") for reason in row.reasons]


def test_sources_that_are_one_origin_say_why(tmp_path: Path) -> None:
    also = HURT.replace("herald", "y")
    agency = actor("wire", title="The Wire", type="media")
    relayed = stating(also, HURT.replace("herald", "z")) + source("y", agencies="[wire]") + source("z", agencies="[wire]")
    (row,) = table(tmp_path / "a", agency + relayed).rows
    assert (row.origins, reasons(row)) == ("2 sources, 1 origin", [(["Y", "Z"], "relay", "The Wire")])
    (row,) = table(tmp_path / "b", source("y", derived_from="[herald]") + stating(HURT, also)).rows
    assert (row.origins, reasons(row)) == ("2 sources, 1 origin", [(["Depot hit", "Y"], "derive from one another", "")])
    (row,) = table(tmp_path / "c", source("y") + stating(f"{HURT}, by: mayor", f"{also}, by: mayor")).rows
    assert (row.origins, reasons(row)) == ("2 sources, 1 origin", [(["Depot hit", "Y"], "carry words of", "Mayor of Northport")])


def test_sources_that_are_all_independent_need_no_reason(tmp_path: Path) -> None:
    (row,) = table(tmp_path, source("y") + stating(HURT, HURT.replace("herald", "y"))).rows
    assert (row.origins, row.reasons) == ("2 sources, 2 origins", ())


def test_claims_seen_from_another_page_lead_to_their_own(tmp_path: Path) -> None:
    view = table(tmp_path, source("y") + stating(HURT, f"{HURT.replace('herald', 'y')}, refines: c1"), here="contested.html")
    assert view.rows[0].url == "incidents/x.html#claim:c1"
    assert [claim.url for claim in claims_in(view.rows[0])] == ["incidents/x.html#claim:c1", "incidents/x.html#claim:c2"]
    assert claims_in(view.rows[0])[1].refines == LinkView("2", "incidents/x.html#claim:c1")
    assert claim_url(PageId("incidents/x"), "c1", "actors/mayor.html") == "../incidents/x.html#claim:c1"


@pytest.mark.parametrize(
    ("about", "value", "words"),
    [
        ("killed", Count(0, 0), "0"),
        ("strength", Count(2500, 2500), "2,500"),
        ("killed", Count(3, None), "at least 3"),
        ("killed", Count(None, 1200), "at most 1,200"),
        ("killed", Count(3, 5), "at least 3 and at most 5"),
        ("killed", "several", "several"),
        ("date", "2024-01-01~", "about 1 January 2024"),
        ("time", "night", "at night"),
        ("motive", "Revenge", "Revenge"),
    ],
)
def test_what_is_stated_is_said_in_words(about: str, value: Count | str, words: str) -> None:
    assert in_plain_words(claim(1, about, value)) == words


def test_each_value_is_said_once_in_the_order_in_which_claims_stand(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    claims = [claim(1, "weapon", "Rockets"), claim(2, "weapon", "mortars"), claim(3, "weapon", "rockets"),
              claim(4, "weapon", "rockets", stance="denies"), claim(5, "place", "places/northport")]  # fmt: skip
    assert values(wiki, claims) == "Rockets; mortars; denied: rockets; Northport"
