from pathlib import Path

import pytest
from steps import actor, archived, entry, incident, linked, source, stating, whole

from builder.attributionviews import (
    AttributionView,
    ClauseView,
    EventView,
    MirrorView,
    StepView,
    attribution_view,
    mirror_view,
    step_views,
)
from builder.model import Wiki

BLAME = "about: responsibility, value: gang, source: herald"
CONDEMN = "about: condemnation, value: the rockets, stance: condemns, by: mayor, source: herald"
HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"
GANG = actor("gang")


def made(root: Path, text: str) -> Wiki:
    wiki, found = linked(root, text)
    assert found == []
    return wiki


def said(clauses: tuple[ClauseView, ...]) -> str:
    """Return a state as a reader reads it."""
    return "; ".join(
        clause.lead
        + " and ".join(map(whole, clause.speakers))
        + clause.joint
        + " and ".join(one.link.text + one.remark for one in clause.of)
        for clause in clauses
    )


def attribution(wiki: Wiki, page: str = "incidents/x") -> AttributionView:
    view = attribution_view(wiki, entry(wiki, page), f"{page}.html")
    assert view
    return view


def state(root: Path, *claims: str, more: str = "", **fields: str) -> str:
    return said(attribution(made(root, stating(*claims, **fields) + GANG + more)).state)


def test_the_state_says_who_holds_whom_responsible_and_that_nobody_claims_it(tmp_path: Path) -> None:
    assert state(tmp_path, f"{BLAME}, stance: accuses, by: mayor") == (
        "Mayor of Northport accused Gang; no claim of responsibility reported, as of 2 January 2024"
    )


def test_an_article_that_speaks_for_itself_is_named_as_the_speaker(tmp_path: Path) -> None:
    assert state(tmp_path, f"{BLAME}, stance: suspects").startswith("“Depot hit”, 2 January 2024 suspected Gang;")


def test_who_speaks_of_itself_is_named_once(tmp_path: Path) -> None:
    assert state(tmp_path / "a", f"{BLAME}, stance: claims, by: gang") == "Gang claimed responsibility"
    assert state(tmp_path / "b", f"{BLAME}, stance: denies, by: gang").startswith("Gang denied involvement; no claim")


def test_a_claim_for_others_names_them(tmp_path: Path) -> None:
    assert state(tmp_path, f"{BLAME}, stance: claims, by: mayor") == "Mayor of Northport claimed responsibility for Gang"


def test_what_was_claimed_comes_first_and_who_condemned_it_last(tmp_path: Path) -> None:
    claims = (CONDEMN, f"{BLAME}, stance: denies, by: mayor", f"{BLAME}, stance: accuses", f"{BLAME}, stance: claims, by: gang")
    assert state(tmp_path, *claims) == (
        "Gang claimed responsibility; “Depot hit”, 2 January 2024 accused Gang; Mayor of Northport denied the involvement of Gang; "
        "Mayor of Northport condemned the rockets"
    )


def test_a_report_that_it_was_not_claimed_stands_for_the_silence(tmp_path: Path) -> None:
    assert state(tmp_path, "about: unclaimed, value: any group, source: herald, quote: Nobody has claimed it") == (
        "not claimed by any group, as of 2 January 2024"
    )


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2024-02-05", "as of 5 February 2024"),
        ("2024-02", "as of February 2024"),
        ('"[2024-02-05..]"', "as of an article of uncertain date (on or after 5 February 2024)"),
    ],
)
def test_nothing_reported_holds_as_of_the_last_source(tmp_path: Path, published: str, words: str) -> None:
    text = source("y", published=published, published_note="So.") + incident("x", "Text.[@herald] [@y]", sources="[y, herald]")
    assert said(attribution(made(tmp_path, text)).state) == f"no claim of responsibility reported, {words}"


def test_where_a_deed_is_stated_as_a_fact_nobody_is_missed_who_claims_it(tmp_path: Path) -> None:
    assert state(tmp_path, f"{BLAME}") == "named as responsible by “Depot hit”, 2 January 2024: Gang"


def test_one_speaker_s_objects_stand_together(tmp_path: Path) -> None:
    two = (f"{BLAME}, stance: accuses, by: mayor", f"{BLAME.replace('gang', 'crew')}, stance: accuses, by: mayor")
    assert state(tmp_path, *two, more=actor("crew")).startswith("Mayor of Northport accused Gang and Crew; no claim")


def test_a_label_is_said_to_be_no_particular_group(tmp_path: Path) -> None:
    wiki = made(tmp_path, stating(f"{BLAME}, stance: suspects") + actor("gang", vague="Nobody says which."))
    assert "Gang (a label for no particular group)" in said(attribution(wiki).state)


def test_what_was_taken_back_is_history_and_no_state(tmp_path: Path) -> None:
    wiki = made(tmp_path, stating(f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: retracts, by: mayor") + GANG)
    view = attribution(wiki)
    assert said(view.state) == "no claim of responsibility reported, as of 2 January 2024"
    assert [event.verb for event in view.events] == ["accused", "took back what was said of"]


@pytest.mark.parametrize("fields", [{"type": "agreement"}, {"scope": "background"}])
def test_nobody_is_asked_after_where_nobody_could_be_responsible(tmp_path: Path, fields: dict[str, str]) -> None:
    wiki = made(tmp_path / "a", stating(HURT, **fields))
    assert attribution_view(wiki, entry(wiki, "incidents/x"), "incidents/x.html") is None
    wiki = made(tmp_path / "b", stating(BLAME, **fields) + GANG)
    assert len(attribution(wiki).events) == 1


def test_only_incidents_have_an_attribution(tmp_path: Path) -> None:
    wiki = made(tmp_path, GANG)
    assert attribution_view(wiki, entry(wiki, "actors/gang"), "actors/gang.html") is None


def told(event: EventView) -> tuple[str, bool, str, str]:
    return event.when, event.is_reported, event.verb, event.of.text if event.of else ""


def test_the_history_runs_by_the_day_on_which_it_was_said_or_else_reported(tmp_path: Path) -> None:
    wiki = made(
        tmp_path,
        stating(
            f"{BLAME}, stance: denies, by: gang, said: 2024-01-02",
            f"{BLAME}, stance: accuses",
            CONDEMN,
            f"{BLAME}, stance: accuses, by: mayor, said: 2024-01-01",
            "about: unclaimed, value: any group, source: herald, quote: Nobody has claimed it",
            HURT,
        )
        + GANG,
    )
    assert [told(event) for event in attribution(wiki).events] == [
        ("1 January 2024", False, "accused", "Gang"),
        ("2 January 2024", False, "denied involvement", ""),
        ("2 January 2024", True, "accused", "Gang"),
        ("2 January 2024", True, "condemned", "the rockets"),
        ("2 January 2024", True, "reported that it was not claimed by", "any group"),
    ]


def test_an_accusation_in_words_that_may_be_a_translation_leads_to_why(tmp_path: Path) -> None:
    spoken = archived("y", "“It was the gang,” he said.\n", translated='[{text: "“It was the gang,”", note: So.}]')
    said = "about: responsibility, value: gang, source: y, quote: It was the gang, stance: accuses, by: mayor"
    wiki = made(tmp_path, spoken + GANG + stating(said, f"{BLAME}, stance: accuses, by: mayor"))
    assert {event.claim.number: event.claim.translated for event in attribution(wiki).events} == {
        "c1": "../sources/y.html#translated", "c2": "",
    }  # fmt: skip
    (group,) = mirror(wiki, "actors/gang").groups
    assert sorted(item.event.claim.translated for item in group.items) == ["", "../sources/y.html#translated"]


def mirror(wiki: Wiki, page: str) -> MirrorView:
    view = mirror_view(wiki, entry(wiki, page), f"{page}.html")
    assert view
    return view


def groups(view: MirrorView) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group.label, [(item.incident.text, item.date) for item in group.items]) for group in view.groups]


def test_an_actor_shows_what_it_is_accused_of_and_what_it_says_newest_first(tmp_path: Path) -> None:
    claim = "{{id: c1, {}, quote: Two rockets hit}}".format
    second = incident("w", date="2024-01-02", claims=f"[{claim(f'{BLAME}, stance: accuses, by: mayor')}]")
    wiki = made(
        tmp_path, stating(f"{BLAME}, stance: accuses, by: mayor", f"{BLAME}, stance: denies, by: gang", CONDEMN) + second + GANG
    )
    assert groups(mirror(wiki, "actors/gang")) == [
        ("Accused", [("W", "2 January 2024"), ("X", "1 January 2024")]),
        ("Involvement denied", [("X", "1 January 2024")]),
    ]
    assert groups(mirror(wiki, "actors/mayor")) == [
        ("Accused others", [("W", "2 January 2024"), ("X", "1 January 2024")]),
        ("Condemned", [("X", "1 January 2024")]),
    ]
    item = mirror(wiki, "actors/gang").groups[0].items[1]
    assert (item.incident.url, item.event.claim.url) == ("../incidents/x.html", "../incidents/x.html#claim:c1")


def test_an_actor_shows_who_speaks_of_it_each_once_and_never_itself(tmp_path: Path) -> None:
    accused = f"{BLAME}, stance: accuses, by: mayor"
    later = source("y") + incident("w", date="2024-01-02", claims="[{id: c1, " + accused + ", quote: Two rockets hit}]")
    claims = (accused, accused.replace("herald", "y"), f"{BLAME}, stance: accuses", f"{BLAME}, stance: denies, by: gang")
    wiki = made(tmp_path, later + stating(*claims) + GANG)
    speakers = {group.label: [whole(link) for link in group.by] for group in mirror(wiki, "actors/gang").groups}
    assert speakers == {
        "Accused": ["Mayor of Northport", "“Depot hit”, 2 January 2024"],
        "Involvement denied": [],
    }
    assert [group.by for group in mirror(wiki, "actors/mayor").groups] == [()]


def test_an_actor_that_attribution_does_not_touch_has_no_mirror(tmp_path: Path) -> None:
    wiki = made(tmp_path, stating(f"{HURT}, by: mayor"))
    assert mirror_view(wiki, entry(wiki, "actors/mayor"), "actors/mayor.html") is None


def steps(root: Path, text: str) -> tuple[StepView, ...]:
    wiki = made(root, text)
    return step_views(wiki, entry(wiki, "incidents/x"), "incidents/x.html")


def test_each_day_shows_what_was_known_and_what_its_articles_changed(tmp_path: Path) -> None:
    claims = (
        HURT,
        HURT.replace("herald", "y"),
        "about: injured, value: 0, source: z, quote: Nobody was arrested",
        "about: weapon, value: rockets, source: y",
    )
    first, second, third = steps(tmp_path, source("y") + source("z", published="2024-01-10") + stating(*claims))
    assert [step.heading for step in (first, second, third)] == [
        "By the end of 2 January 2024", "By the end of 3 January 2024", "By the end of 10 January 2024",
    ]  # fmt: skip
    assert [[whole(link) for link in step.sources] for step in (first, second, third)] == [
        ["“Depot hit”, 2 January 2024"], ["“Y”, 3 January 2024"], ["“Z”, 10 January 2024"],
    ]  # fmt: skip
    assert [(row.label, row.values, row.verdict_id) for row in first.rows] == [("Injured", "2", "one")]
    assert [(row.label, row.values, row.verdict_id) for row in second.rows] == [
        ("Weapon", "rockets", "one"), ("Injured", "2", "agree")
    ]  # fmt: skip
    assert third.rows == (), "the last step is the table itself"
    assert first.changes == ()
    assert [(change.label, change.words) for change in second.changes] == [
        ("Weapon", "new: rockets"), ("Injured", "2 (1 more source); was “one source”, now “sources agree”"),
    ]  # fmt: skip
    assert [(change.label, change.words) for change in third.changes] == [
        ("Injured", "also 0; was “sources agree”, now “sources differ”")
    ]


def test_sources_of_one_day_make_no_steps(tmp_path: Path) -> None:
    assert steps(tmp_path, source("y", published="2024-01-02") + stating(HURT, HURT.replace("herald", "y"))) == ()


def test_a_step_says_who_was_held_responsible_by_then(tmp_path: Path) -> None:
    later = BLAME.replace("herald", "y")
    first, second = steps(
        tmp_path, source("y") + GANG + stating(f"{BLAME}, stance: accuses, by: mayor", f"{later}, stance: claims, by: gang")
    )
    assert said(first.state) == "Mayor of Northport accused Gang; no claim of responsibility reported, as of 2 January 2024"
    assert said(second.state) == "Gang claimed responsibility; Mayor of Northport accused Gang"


def test_a_step_without_a_word_on_attribution_says_nothing_of_it(tmp_path: Path) -> None:
    first, _ = steps(tmp_path, source("y") + stating(HURT, HURT.replace("herald", "y")))
    assert first.state == ()


def test_a_denial_is_no_further_source_for_what_it_denies(tmp_path: Path) -> None:
    later = BLAME.replace("herald", "y")
    claims = stating(f"{BLAME}, stance: accuses, by: mayor", f"{later}, stance: denies, by: gang", HURT.replace("herald", "z"))
    _, second, _ = steps(tmp_path, source("y") + source("z", published="2024-01-10") + GANG + claims)
    assert [change.words for change in second.changes] == ["also denied: Gang; was “one source”, now “sources differ”"]
    assert [row.values for row in second.rows] == ["accused: Gang; denied: Gang"]


def test_one_more_statement_on_an_open_point_is_minor_until_sources_differ_on_it(tmp_path: Path) -> None:
    motive = "about: motive, value: revenge, source: herald"
    first = (HURT, motive, f"{BLAME}, stance: accuses, by: mayor")
    second = [claim.replace("herald", "y") for claim in first]
    text = GANG + actor("police") + source("y") + source("z", published="2024-01-10")
    denied = motive.replace("herald", "z") + ", stance: denies, by: police"
    _, again, last = steps(tmp_path, text + stating(*first, *second, denied))
    assert [(change.label, change.is_minor) for change in again.changes] == [
        ("Injured", False), ("Responsibility", False), ("Motive", True),
    ]  # fmt: skip
    assert [(change.label, change.is_minor) for change in last.changes] == [("Motive", False)]


def test_who_accuses_an_actor_is_not_told_to_suspect_it_too(tmp_path: Path) -> None:
    both = (f"{BLAME}, stance: suspects, by: mayor", f"{BLAME}, stance: accuses, by: mayor")
    assert state(tmp_path, *both) == (
        "Mayor of Northport accused Gang; no claim of responsibility reported, as of 2 January 2024"
    )


@pytest.mark.parametrize(
    ("published", "heading"), [("2024-02", "February 2024"), ('"[2024-02-05..]"', "On or after 5 February 2024")]
)
def test_articles_without_an_exact_day_are_known_no_better_than_their_date(tmp_path: Path, published: str, heading: str) -> None:
    later = source("y", published=published, published_note="So.")
    first, second = steps(tmp_path, later + stating(HURT, HURT.replace("herald", "y")))
    assert (first.heading, second.heading) == ("By the end of 2 January 2024", heading)


def test_only_actors_have_a_mirror(tmp_path: Path) -> None:
    claims = stating("about: condemnation, stance: condemns, value: northport, by: mayor, source: herald")
    wiki, _ = linked(tmp_path, claims)
    assert mirror_view(wiki, entry(wiki, "actors/mayor"), "actors/mayor.html")
    assert mirror_view(wiki, entry(wiki, "places/northport"), "places/northport.html") is None
