import weakref
from pathlib import Path
from typing import Any

import jinja2
import pytest
import wikis
from steps import actor, archived, incident, note, place, source

from builder.bodies import check_body
from builder.model import Page, RawPage
from builder.outgoing import Followed, Follower
from builder.pipeline import Options
from builder.preview import Preview

HERE = "http://127.0.0.1:8000"
CLAIM = '[{id: c1, about: injured, value: 2, source: herald, quote: "two people were hurt"}]'
STATED = '[{id: %s, about: injured, value: 2, said: 2024-01-03, source: wire, quote: "two were hurt"}]'
WIRE = "Mr Tall said two were hurt.\n"


def preview(root: Path, text: str = "") -> Preview:
    found = Preview(Options(wikis.write(root, text), base_url=HERE))
    found.update()
    return found


def rules(found: Preview) -> list[str]:
    return [problem.rule for problem in found.problems if problem.level == "error"]


def shown(found: Preview, address: str) -> str:
    content = found.file(address)
    assert content is not None
    return content.decode()


# What one page says of another, which is right at first; the other page as it then becomes; what is wrong, or what is shown.
AFTER = [
    (note("[[mayor#Office]]") + actor("mayor", "## Office\n\nX."), actor("mayor", "## Room\n\nX."), "link-heading", ""),
    (note("[[mayor#Office]]") + actor("mayor", "## Office\n\nX."), actor("mayor", "## OFFICE\n\nX."), "", ": OFFICE</a>"),
    (note("[[mayor]]"), actor("mayor", title="The Lord Mayor"), "", ">The Lord Mayor</a>"),
    (note("[[the mayor]]"), actor("mayor", aliases="[the chief]"), "link-target", ""),
    (note("[[the mayor]]"), actor("mayor", title="Mayor of Northport", aliases="[{text: the mayor, lang: fr}]"), "", 'lang="fr"'),
    (note("[[the mayor]]"), actor("other", aliases="[the mayor]", not_same_as="[mayor]"), "link-ambiguous", ""),
    (note("[[THE MAYOR]]"), actor("other", aliases="[the Mayor]", not_same_as="[mayor]"), "link-ambiguous", ""),
    (note("[[mayor]]"), "-- content/actors/mayor.md (gone) --\n", "link-target", ""),
    (note("[[2024-01-02-x#claim:c1]]") + incident("2024-01-02-x", date="2024-01-02", claims=CLAIM), incident("2024-01-02-x", date="2024-01-02"), "link-heading", ""),
    (
        note("X.") + incident("2024-03-01-x", part_of="[2024-02-01-x]") + incident("2024-02-01-x", scope="campaign"),
        incident("2024-02-01-x", scope="event"), "reference", "",
    ),
    (
        note("X.") + archived("wire", WIRE, published="2024-01-04") + incident("2024-01-02-x", date="2024-01-02", sources="[wire]", claims=STATED % "c1"),
        archived("wire", WIRE, published="2024-01-02"), "claim-late", "",
    ),
    (
        note('X.[@wire: "two were hurt"]') + archived("wire", WIRE), archived("wire", "Mr Tall said three were hurt.\n"),
        "quote-missing", "",
    ),
    (note("[[2024-02-01-x]]") + incident("2024-02-01-x", "X."), incident("2024-02-01-x", "X.", title="Quite another"), "",
     ">Quite another</a>"),
    (note("[[x]]") + actor("x", "X.", title="Xenia"), source("x", "Y."), "link-ambiguous", ""),
    (
        note("X.") + incident("2024-01-01-x", date="2024-01-01", claims='[{id: c1, about: target, value: mid-air, source: herald, quote: "two people were hurt"}]'),
        place("mid-airs"), "reference", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "rule", "words"), AFTER, ids=range(len(AFTER)))
def test_what_another_page_becomes_is_seen_at_once(tmp_path: Path, before: str, change: str, rule: str, words: str) -> None:
    found = preview(tmp_path, before)
    assert rules(found) == []
    shown(found, "about.html")
    if change.endswith("(gone) --\n"):
        for page in ("actors/mayor.md", "incidents/2024-01-01-depot.md"):
            (tmp_path / "content" / page).unlink()
    else:
        wikis.write(tmp_path, change, base=False)
    found.update()
    assert (rule in rules(found)) == bool(rule)
    if not rule:
        assert rules(found) == []
        assert words in shown(found, "about.html")


def test_with_an_error_the_last_good_state_stays_until_it_is_mended(tmp_path: Path) -> None:
    found = preview(tmp_path, note("Good."))
    wikis.write(tmp_path, note("Bad [[nobody]]."), base=False)
    assert [problem.rule for problem in found.update() if problem.level == "error"] == ["link-target"]
    assert "Good." in shown(found, "about.html")
    wikis.write(tmp_path, note("Mended."), base=False)
    found.update()
    assert rules(found) == []
    assert "Mended." in shown(found, "about.html")


def test_a_wiki_that_begins_with_an_error_is_shown_once_it_is_mended(tmp_path: Path) -> None:
    found = preview(tmp_path, note("[[nobody]]"))
    assert (found.is_ready, found.file("index.html")) == (False, None)
    wikis.write(tmp_path, note("Mended."), base=False)
    found.update()
    assert found.is_ready
    assert "Mended." in shown(found, "about.html")


def test_only_what_has_changed_is_read_converted_and_followed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = preview(tmp_path, note("[[mayor]]"))
    checked: list[str] = []
    followed: list[str] = []
    whole, follow = check_body, Follower.follow

    def counting_check(raw: RawPage) -> Any:
        checked.append(raw.id)
        return whole(raw)

    def counting_follow(self: Follower, page: Page) -> Followed:
        followed.append(page.id)
        return follow(self, page)

    monkeypatch.setattr("builder.check.check_body", counting_check)
    monkeypatch.setattr(Follower, "follow", counting_follow)
    wikis.write(tmp_path, note("[[mayor]] again"), base=False)
    found.update()
    assert (checked, followed) == (["about"], ["about"])
    wikis.write(tmp_path, actor("mayor", title="The Lord Mayor"), base=False)
    found.update()
    assert checked == ["about", "actors/mayor"]
    assert set(followed[1:]) == {"about", "actors/mayor", "incidents/2024-01-01-depot"}


def test_nothing_stands_where_nothing_is_published(tmp_path: Path) -> None:
    found = preview(tmp_path)
    for address in (
        "actors/mayor",
        "actors/nobody.html",
        "incidents/index-1.html",
        "timeline/1999.html",
        "data/x.json",
        "",
        "../x",
    ):
        assert found.file(address) is None, address


def test_the_site_is_served_under_the_path_of_its_address(tmp_path: Path) -> None:
    found = preview(tmp_path, "-- content/site.yaml --\ntitle: X\nbase_url: https://example.org/some/wiki\n")
    assert found.path == "/some/wiki/"
    assert f"{HERE}/some/wiki/" in shown(found, "404.html")


def test_a_template_that_can_not_be_drawn_is_told_and_leaves_the_last_good_state(tmp_path: Path) -> None:
    found = preview(tmp_path)
    wikis.write(tmp_path, "-- templates/pages/actor.html --\n{{ page.nothing }}\n", base=False)
    assert [problem.rule for problem in found.update() if problem.level == "error"] == ["template"]
    assert "Mayor of Northport" in shown(found, "actors/mayor.html")


def test_a_template_that_fails_for_one_page_only_is_told_when_that_page_is_asked_for(tmp_path: Path) -> None:
    text = "-- templates/pages/actor.html --\n{% if page.title == 'Zeno' %}{{ page.nothing }}{% endif %}fine\n"
    found = preview(tmp_path, text + actor("zeno", title="Zeno") + actor("zoe"))
    assert rules(found) == []
    assert found.file("actors/zeno.html") is None
    assert rules(found) == ["template"]
    assert "fine" in shown(found, "actors/zoe.html")


def test_drafts_are_shown(tmp_path: Path) -> None:
    assert "Draft" in shown(preview(tmp_path, note("X.", status="draft")), "about.html")


def test_templates_are_forgotten_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[weakref.ref[jinja2.Environment]] = []
    whole = jinja2.Environment

    def environment(**options: Any) -> jinja2.Environment:
        made = whole(**options)
        compiled.append(weakref.ref(made))
        return made

    monkeypatch.setattr(jinja2, "Environment", environment)
    monkeypatch.setattr("builder.preview._MOST_COMPILED", 1)
    found = preview(tmp_path)
    for text in ("One", "Two", "{{ nothing }}", "Three"):
        wikis.write(tmp_path, f"-- templates/pages/404.html --\n{text}\n", base=False)
        found.update()
    assert [made() is not None for made in compiled] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("body", "change", "lines"),
    [
        ("The Tall Brigade ran.[@herald]", actor("tall", title="Tall Brigade"), 1),
        ("“Tall Brigade” ran.[@herald]", actor("tall", title="Tall Brigade"), 0),
        ("Tall-Brigade men ran.[@herald]", actor("tall", title="Tall–Brigade"), 1),
        ("The brigade ran.[@herald]", actor("tall", title="The Brigade"), 0),
        ("So the Tall Brigade’s men ran.[@herald]", actor("tall", title="X", aliases="[the Tall Brigade]"), 1),
        ("A Q ran.[@herald]", actor("tall", title="Q"), 0),
    ],
)
def test_a_new_name_is_found_in_pages_and_articles_that_have_it(tmp_path: Path, body: str, change: str, lines: int) -> None:
    found = preview(tmp_path, note(body) + archived("wire", "The Tall Brigade ran.\n"))
    wikis.write(tmp_path, change, base=False)
    told = found.update()
    fresh = preview(tmp_path)
    assert told == fresh.problems
    assert sum(problem.rule == "unlinked-mention" and problem.path == "content/about.md" for problem in told) == lines
    assert shown(found, "actors/tall.html") == shown(fresh, "actors/tall.html")


def test_attributions_come_in_order_of_time_also_after_a_date_has_changed(tmp_path: Path) -> None:
    blamed = '[{id: c1, about: responsibility, stance: accuses, value: gang, source: herald, quote: "Nobody has claimed it"}]'
    text = "".join(incident(f"x-{day}", f"X{day}.", title=f"Day {day}", date=f"2024-01-0{day}", claims=blamed) for day in (1, 2))
    found = preview(tmp_path, text + actor("gang", title="Gang"))
    first = shown(found, "actors/gang.html")
    assert first.index("x-1.html") < first.index("x-2.html")
    wikis.write(tmp_path, incident("x-1", "X1.", title="Day 1", date="2024-01-02", time="23:00", claims=blamed), base=False)
    found.update()
    assert shown(found, "actors/gang.html") == shown(preview(tmp_path), "actors/gang.html")
