"""Search and filters in a real browser: from a server under a path, from a folder, by keyboard, from a shared address."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wikis
from browsing import opened, served
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from steps import actor, incident, note, place, source

from builder.cli import main

KATAIB = "actors/kataib-hezbollah.html"
NAMES = [
    ("Kataeb", KATAIB),
    ("kataeb hezbollah", KATAIB),
    ("كتائب حزب الله", KATAIB),
    ("Bozskian", "actors/masoud-pezeshkian.html"),
]
TINY = (
    actor("brigade", title="Brigade", type="armed-group", aliases="[The Brigade, {text: كتائب, lang: ar}]")
    + place("dock", title="Dock", inside="northport")
    + incident(
        "a", "A `<img src=x onerror=alert(1)>` was seen.[@herald]", date="2023-05", actors="[{actor: brigade, role: target}]"
    )
    + incident("b", "Text.[@herald]", date="2024-05", places="[dock]", actors="[{actor: brigade, role: attacker}, mayor]")
    + note("Welcome.", "content/index.md", title="Home")
    + source("paper", title="صواريخ على المستودع", lang="ar")
)


@pytest.fixture(scope="module")
def site(under_a_path: str) -> str:
    return under_a_path


def build(folder: Path, *options: str) -> Path:
    root = wikis.write(folder / "wiki", TINY)
    done = CliRunner().invoke(main, ["build", "--root", str(root), "--out", str(folder / "site"), *options])
    assert done.exit_code == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page on which nothing may go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def addresses(page: Page, within: str, base: str) -> list[str]:
    links = page.locator(f"{within} .name a")
    return [str(link.get_attribute("href")).removeprefix(base) for link in links.all()]


@pytest.mark.parametrize(("words", "address"), NAMES)
def test_another_spelling_finds_the_page_first(page: Page, site: str, words: str, address: str) -> None:
    page.goto(f"{site}search.html?q={words}")
    expect(page.get_by_role("status")).to_contain_text(words)
    expect(page.locator("#found h2").first).to_have_text("With this name")
    assert addresses(page, "#found .hits:first-child", site) == [address]
    assert address not in addresses(page, "#found .hits:not(:first-child)", site), "once is enough"


@pytest.mark.parametrize(("words", "address"), NAMES)
def test_names_are_found_in_a_folder_too(page: Page, real_site: Path, words: str, address: str) -> None:
    page.goto(f"file://{real_site}/search.html?q={words}")
    expect(page.locator("#mode")).to_contain_text("Titles and names only")
    expect(page.get_by_role("status")).to_contain_text(words)
    assert addresses(page, "#found", f"file://{real_site}/")[0] == address


def test_a_search_from_any_page_by_keyboard_leads_to_a_heading(page: Page, site: str) -> None:
    page.goto(f"{site}{KATAIB}")
    page.keyboard.press("/")
    page.keyboard.type("no reported casualties")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    incidents = page.locator(".hits", has=page.get_by_role("heading", name="Incidents"))
    expect(incidents.locator("mark").first).to_contain_text("casualties")
    incidents.get_by_role("link", name="Damage and casualties").first.click()
    page.wait_for_url("**/incidents/*.html#damage-and-casualties")
    expect(page.locator(":target")).to_have_text("Damage and casualties")


def test_results_follow_what_is_typed_and_the_address_with_them(page: Page, site: str) -> None:
    page.goto(f"{site}search.html")
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.type("airport")
    expect(page.get_by_role("status")).to_contain_text("for “airport”")
    expect(page.locator("#mode")).to_be_hidden()
    expect(page.locator("#help")).to_be_hidden()
    assert page.url == f"{site}search.html?q=airport"
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#found > *")).to_have_count(0)
    assert page.url == f"{site}search.html"


def test_slash_leads_to_the_one_field_of_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=airport")
    expect(page.get_by_role("searchbox")).to_have_count(1)
    page.get_by_label("Year").focus()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_a_shared_address_narrows_the_results_down(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=rockets&kind=incident&year=2020&place=baghdad")
    expect(page.locator("#found h2")).to_have_text([re.compile("Incidents [0-9]+")])
    few = page.locator("#found .items > li").count()
    assert all("/2020-" in address for address in addresses(page, "#found", site))
    page.get_by_label("Year").select_option("")
    expect(page.locator("#found .items > li")).not_to_have_count(few)
    assert page.url == f"{site}search.html?q=rockets&kind=incident&place=baghdad"


def test_filters_alone_list_what_they_fit(page: Page, tiny: Path) -> None:
    page.goto(f"file://{tiny}/search.html?actor=brigade")
    expect(page.locator("#found h2")).to_have_text(["Incidents 2", "Actors 1"])
    assert addresses(page, "#found", f"file://{tiny}/") == ["incidents/b.html", "incidents/a.html", "actors/brigade.html"]


def test_more_results_are_shown_when_asked_for(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=rockets&kind=actor")
    items = page.locator("#found .items > li")
    expect(items).to_have_count(5)
    page.get_by_role("button", name="Show").click()
    expect(items).not_to_have_count(5)
    expect(items.nth(5).get_by_role("link").first).to_be_focused()


def test_a_slip_of_the_pen_is_met_with_the_nearest_names(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=Pezehskian")
    page.locator("#found").get_by_role("link", name="Masoud Pezeshkian").click()
    page.wait_for_url("**/actors/masoud-pezeshkian.html")


def test_nothing_found_is_said(page: Page, site: str) -> None:
    page.goto(f"{site}search.html?q=qqqqzzzz")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “qqqqzzzz”.")
    page.locator("#unfound").get_by_role("link", name="Places").click()
    assert page.url == f"{site}places/index.html"


@pytest.mark.parametrize("signs", ["😀", '"', "%25%25", "—"])
def test_signs_alone_find_nothing(page: Page, site: str, signs: str) -> None:
    page.goto(f"{site}search.html?q={signs}")
    expect(page.get_by_role("status")).to_contain_text("Nothing found for")
    expect(page.locator("#found > *")).to_have_count(0)
    expect(page.locator("#unfound")).to_be_visible()


DAY = "incidents/2024-09-10-diplomatic-support-compound.html"


@pytest.mark.parametrize("words", ["10 September 2024", "2024-09-10", "September 10, 2024"])
def test_a_day_finds_its_incidents_first(page: Page, site: str, real_site: Path, words: str) -> None:
    for base in (site, f"file://{real_site}/"):
        page.goto(f"{base}search.html?q={words}")
        expect(page.locator("#found h2").first).to_have_text("With this date")
        shown = addresses(page, "#found", base)
        assert shown[0] == DAY
        assert len(shown) == len(set(shown))
        expect(page.get_by_role("heading", name="With this name")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Moqtada al-Sadr", "Moqtada Sadr"),
        ("Moqtada Sadr", "Moqtada al-Sadr"),
        ("el Sadr", "Al-Sadr"),
        ("السوداني", "سوداني"),
        ("Trade Organisation", "Trade Organization"),
    ],
)
def test_articles_and_spellings_of_a_name_make_no_difference(page: Page, tiny: Path, asked: str, title: str) -> None:
    page.goto(f"file://{tiny}/search.html")
    folded = page.evaluate("(names) => names.map(window.rows.fold)", [asked, title])
    assert folded[0] == folded[1] or folded[0] in folded[1].split(" ")
    assert page.evaluate("['الله', 'al', 'size', 'prized'].map(window.rows.fold)") == ["الله", "al", "size", "prized"]


def test_words_that_look_like_markup_are_words(page: Page, tiny: Path) -> None:
    with served(tiny) as address:
        page.goto(f"{address}search.html?q=onerror")
        expect(page.locator("#found .excerpt").first).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator("#found img")).to_have_count(0)


def test_a_site_without_an_index_says_that_names_are_searched(page: Page, tmp_path: Path) -> None:
    with served(build(tmp_path, "--no-search")) as address:
        page.goto(f"{address}search.html?q=كتائب")
        expect(page.locator("#mode")).to_have_text("Titles and names only: this site has no index of its full text.")
        assert addresses(page, "#found", address) == ["actors/brigade.html"]
        expect(page.locator("#found bdi[lang=ar]")).to_have_text("كتائب")
        expect(page.locator("#found bdi[lang='']")).to_have_count(0)


def test_a_headline_in_another_language_says_so(page: Page, tiny: Path) -> None:
    page.goto(f"file://{tiny}/search.html?q=صواريخ")
    expect(page.locator("#found .name a[lang=ar][dir=auto]")).to_have_text("صواريخ على المستودع")
    expect(page.locator("#found .name a:not([lang])")).to_have_count(0)
    page.goto(f"file://{tiny}/search.html?q=depot")
    expect(page.locator("#found .name a:not([lang])").first).to_be_visible()
    expect(page.locator("#found .name a[lang]")).to_have_count(0)


def test_without_scripts_the_lists_serve(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}search.html?q=rockets", scripts=False) as page:
        expect(page.locator("#search")).to_be_hidden()
        page.locator("main").get_by_role("link", name="Actors").click()
        assert page.url == f"{site}actors/index.html"
        page.goto(f"{site}incidents/index.html?actor=kataib-hezbollah")
        expect(page.locator("#filters")).to_be_hidden()
        assert page.locator(".group .items > li").count() > 20


def test_the_list_of_incidents_loads_names_only_when_a_reader_filters(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}incidents/index.html", wait_until="networkidle")
    assert "data/finder.js" not in asked
    page.get_by_label("Actor").focus()
    expect(page.get_by_label("Actor").locator("option")).not_to_have_count(1)
    assert asked.count("data/finder.js") == 1
    assert not any("pagefind" in url for url in asked)


def test_the_list_of_incidents_is_filtered_and_the_address_can_be_shared(page: Page, site: str) -> None:
    page.goto(f"{site}incidents/index.html?actor=kataib-hezbollah")
    expect(page.locator("#filtered")).to_contain_text(": Kataib Hezbollah")
    expect(page.locator(".group").first).to_be_hidden()
    all_of_it = page.locator("#found .items > li").count()
    page.get_by_label("Year").select_option("2024")
    expect(page.locator("#filtered")).to_contain_text(": 2024, Kataib Hezbollah")
    assert 0 < page.locator("#found .items > li").count() < all_of_it
    assert page.url == f"{site}incidents/index.html?year=2024&actor=kataib-hezbollah"
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".group").first).to_be_visible()
    expect(page.locator("#found")).to_be_hidden()
    assert page.url == f"{site}incidents/index.html"


def test_a_role_goes_with_the_actor_and_a_place_with_all_in_it(page: Page, tiny: Path) -> None:
    base = f"file://{tiny}/"
    for query, expected in {
        "actor=brigade": ["b", "a"],
        "actor=brigade&role=target": ["a"],
        "role=attacker": ["b"],
        "place=dock": ["b"],
        "place=northport": ["b", "2024-01-01-depot"],
        "place=northport&sort=oldest": ["2024-01-01-depot", "b"],
        "sort=title": ["a", "b", "2024-01-01-depot"],
        "contested=yes": [],
        "year=2023&type=attack&scope=event&contested=no": ["a"],
        "actor=mayor&role=target": [],
    }.items():
        page.goto(f"{base}incidents/index.html?{query}")
        expect(page.locator("#filtered")).to_contain_text("of 3 incidents")
        assert addresses(page, "#found", base) == [f"incidents/{slug}.html" for slug in expected], query


def incidents(site: Path) -> int:
    return len(json.loads((site / "data/incidents.json").read_text()))


def test_an_actor_of_no_incident_is_said_to_have_none(page: Page, real_site: Path) -> None:
    page.goto(f"file://{real_site}/incidents/index.html?actor=gulan-media")
    expect(page.locator("#filtered")).to_have_text(f"0 of {incidents(real_site)} incidents: Gulan Media")
    expect(page.locator("#found")).to_contain_text("Nothing fits.")
    expect(page.get_by_text("By year, newest first.")).to_be_hidden()
    page.locator("#found").get_by_role("link", name="all incidents").click()
    expect(page.locator(".group").first).to_be_visible()
    expect(page.get_by_text("By year, newest first.")).to_be_visible()


def test_a_choice_says_what_it_leaves_beside_the_others(page: Page, tiny: Path) -> None:
    page.goto(f"file://{tiny}/incidents/index.html?actor=brigade&year=2024")
    years, roles = page.get_by_label("Year").locator("option"), page.get_by_label("In the role").locator("option")
    expect(page.locator("#filtered")).to_contain_text("1 of 3 incidents: 2024, Brigade")
    expect(years).to_have_text(["Any", "2024 (1)", "2023 (1)"])
    expect(roles.filter(has_text="Attacker")).to_have_text("Attacker (1)")
    expect(roles.filter(has_text=re.compile("^Target"))).to_have_text("Target (0)")
    expect(roles.filter(has_text=re.compile("^Target"))).to_be_disabled()
    expect(page.get_by_label("Sources differ").locator("option")).to_have_text(["Any", "On some point (0)", "On none (1)"])


@pytest.mark.parametrize("name", ["incidents/index.html", "search.html"])
def test_back_undoes_a_choice(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}{name}")
    page.get_by_label("Year").focus()
    page.get_by_label("Year").select_option("2024")
    expect(page.locator("#found .items > li").first).to_be_visible()
    page.get_by_label("Year").select_option("2020")
    expect(page.get_by_role("status").first).not_to_contain_text("2024")
    assert page.url == f"{site}{name}?year=2020"
    page.go_back()
    expect(page.get_by_label("Year")).to_have_value("2024")
    assert page.url == f"{site}{name}?year=2024"
    page.go_back()
    expect(page.get_by_label("Year")).to_have_value("")
    expect(page.locator("#found .items")).to_have_count(0)


def test_a_reader_comes_back_from_an_incident_to_where_it_stood(page: Page, site: str) -> None:
    page.goto(f"{site}incidents/index.html?sort=oldest")
    last = page.locator("#found .name a").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    last.click()
    page.wait_for_url("**/incidents/2*.html")
    page.go_back()
    expect(page.locator("#found .name a").last).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 5


def test_an_address_with_the_name_of_a_method_breaks_nothing(page: Page, site: str) -> None:
    for where in ("search.html", "incidents/index.html"):
        page.goto(f"{site}{where}?length=2&item=3&q=embassy&year=2024")
        expect(page.locator("#found .name").first).to_be_visible()


def test_a_filtered_item_looks_as_it_does_on_the_plain_list(page: Page, real_site: Path) -> None:
    page.goto(f"file://{real_site}/incidents/index.html")
    plain = page.locator(".group .items > li").all_inner_texts()
    page.get_by_label("Order").select_option("oldest")
    expect(page.locator("#filtered")).to_contain_text("{0} of {0}".format(incidents(real_site)))
    assert page.locator("#found .items > li").all_inner_texts() == plain[::-1]


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_the_filter_folds_and_nothing_scrolls_sideways(browser: Browser, real_site: Path, width: int) -> None:
    with opened(browser, width=width) as page:
        for name in ("incidents/index.html?actor=kataib-hezbollah", "search.html?q=rockets"):
            page.goto(f"file://{real_site}/{name}")
            expect(page.locator("main details > summary").first).to_be_visible()
            expect(page.get_by_label("Year")).to_be_hidden()
            expect(page.get_by_role("status")).to_contain_text("Kataib Hezbollah" if "actor" in name else "rockets")
            page.locator("main details > summary").first.click()
            expect(page.get_by_label("Year")).to_be_visible()
            widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert (name, widths[0]) <= (name, widths[1])
