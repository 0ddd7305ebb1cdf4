from dataclasses import replace
from pathlib import Path

import pytest
from steps import by_path, incident, linked, loaded, rendered

from builder import typeface, urls
from builder.cardviews import HEIGHT, WIDTH, CardView, card_link, card_view, figures
from builder.model import Templates, Wiki
from builder.pictures import png, size_of
from builder.pipeline import Options
from builder.preview import Preview
from builder.render import Drawing, render

BASE_URL = "https://example.org/wiki"


def titled(wiki: Wiki, title: str, summary: str | None = None) -> CardView:
    site = wiki.site.model_copy(update={"title": title, "summary": summary})
    return card_view(replace(wiki, site=site), BASE_URL)


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "Attacks on US sites in Iraq, 2019–2024",
        "word " * 60,
        "Donaudampfschifffahrtsgesellschaft" * 5,
        "Ж" * 200,
        "a b " * 50,
    ],
)
@pytest.mark.parametrize("summary", [None, "Short.", "A summary that goes on and on. " * 20, "W" * 100_000])
def test_every_text_stays_on_the_card(tmp_path: Path, title: str, summary: str | None) -> None:
    view = titled(linked(tmp_path)[0], title, summary)
    for lines, face in ((view.title, typeface.SEMIBOLD), (view.summary, typeface.REGULAR)):
        for line in lines:
            assert line.x + typeface.width(line.text, line.size, face) <= WIDTH - 80
    heights = [line.y for line in (*view.title, *view.summary, view.figures)]
    assert heights == sorted(set(heights))
    assert heights[-1] < HEIGHT - 40
    said = "".join(line.text for line in view.title)
    assert said.replace(" ", "") == title.replace(" ", "") or said.endswith("…")


def test_a_short_title_is_large_and_a_long_one_smaller(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    sizes = [
        titled(wiki, title).title[0].size
        for title in ("Floods", "Attacks on sites, 2019–2024 " * 2, "Attacks on sites and people " * 4)
    ]
    assert sizes == sorted(set(sizes), reverse=True)


def test_texts_in_letters_that_the_typeface_lacks_are_not_drawn_as_boxes(tmp_path: Path) -> None:
    view = titled(linked(tmp_path)[0], "هجمات في العراق", "在伊拉克的袭击")
    assert [line.text for line in view.title] == ["example.org/wiki"]
    assert view.summary == ()


@pytest.mark.parametrize(
    ("base_url", "shown"),
    [
        ("https://атаки.example/вики/", "атаки.example/вики"),
        ("https://مثال.example/ويكي/", "xn--mgbh0fb.example/%D9%88%D9%8A%D9%83%D9%8A"),
        ("https://例え.example:8080/a%20b", "xn--r8jz45g.example:8080/a%20b"),
    ],
)
def test_an_address_in_letters_that_the_typeface_lacks_is_shown_in_others(tmp_path: Path, base_url: str, shown: str) -> None:
    wiki, _ = linked(tmp_path)
    view = card_view(replace(wiki, site=wiki.site.model_copy(update={"title": "هجمات في العراق"})), base_url)
    assert "".join(line.text for line in view.title) == shown


def test_a_text_written_in_several_lines_is_one(tmp_path: Path) -> None:
    view = titled(linked(tmp_path)[0], "A wiki\tof floods", "What the water\n\ntook.")
    assert ([line.text for line in view.title], [line.text for line in view.summary]) == (
        ["A wiki of floods"],
        ["What the water took."],
    )


def test_the_figures_are_those_of_the_wiki(tmp_path: Path) -> None:
    text = (
        incident("x", date="2021")
        + incident("y", date="1990", scope="background")
        + incident("z", date="2030", status="withdrawn")
    )
    wiki, _ = linked(tmp_path, text)
    assert figures(wiki) == "3 incidents · 1 source · 2021–2024"
    view = card_view(wiki, BASE_URL)
    assert [year.text for year in view.years] == ["2021", "2024"]
    assert len(view.bars) == 2


def test_one_year_needs_no_bars_and_no_incident_no_years(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert (figures(wiki), card_view(wiki, BASE_URL).bars) == ("1 incident · 1 source · 2024", ())
    empty = replace(wiki, incidents=(), entries={})
    assert (figures(empty), card_view(empty, BASE_URL).years) == ("0 incidents · 0 sources", ())


def test_the_card_is_drawn_where_it_can_be_shown(tmp_path: Path) -> None:
    assert urls.CARD not in rendered(tmp_path / "a")
    site = rendered(tmp_path / "b", base_url=BASE_URL)
    assert size_of(site[urls.CARD]) == (WIDTH, HEIGHT)
    html = site["actors/mayor.html"].decode()
    assert '<meta property="og:image" content="https://example.org/wiki/assets/card.png">' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:alt" content="Northport incidents: A wiki for tests.">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_titles_become_no_part_of_the_drawing(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: '</text><image href=\"x\"/>&{{ 1 }}'\n")
    artifacts, problems = render(wiki, loaded(tmp_path)[0].templates, BASE_URL)
    assert problems == []
    assert size_of(by_path(artifacts)[urls.CARD]) == (WIDTH, HEIGHT)


def test_a_wiki_can_have_a_card_and_an_icon_of_its_own(tmp_path: Path) -> None:
    own = png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"/>', 800, 400)
    for name, content in (("card.png", own), ("icon.png", own)):
        (tmp_path / "templates/assets").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates/assets" / name).write_bytes(content)
    site = rendered(tmp_path, base_url=BASE_URL)
    assert site[urls.CARD] == site[urls.TOUCH_ICON] == own
    assert b'<meta property="og:image:width" content="800">' in site["index.html"]
    assert b'<meta property="og:image:alt" content="Northport incidents">' in site["index.html"]


def test_a_card_whose_size_is_not_known_has_none(tmp_path: Path) -> None:
    link = card_link(linked(tmp_path)[0], BASE_URL, b"GIF89a")
    assert (link.width, link.height) == (0, 0)


def test_the_card_can_be_drawn_by_a_template_of_ones_own(tmp_path: Path) -> None:
    own = "-- templates/parts/card.svg --\n<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'><rect width='9' height='9'/></svg>\n"
    one, two = rendered(tmp_path / "a", base_url=BASE_URL), rendered(tmp_path / "b", own, base_url=BASE_URL)
    assert size_of(two[urls.CARD]) == (WIDTH, HEIGHT)
    assert one[urls.CARD] != two[urls.CARD]


@pytest.mark.parametrize(
    "template", ["no drawing", "{{ card.nothing }}", "<svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"]
)
def test_a_wrong_template_of_the_card_is_a_problem_that_names_it(tmp_path: Path, template: str) -> None:
    wiki, _ = linked(tmp_path, f"-- templates/parts/card.svg --\n{template}\n")
    _, problems = render(wiki, loaded(tmp_path)[0].templates, BASE_URL)
    assert [(problem.path, problem.rule) for problem in problems] == [("templates/parts/card.svg", "template")]


def test_an_icon_that_is_no_drawing_is_a_problem_that_names_it(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- templates/assets/icon.svg --\nno drawing\n")
    templates = loaded(tmp_path)[0].templates
    _, problems = render(wiki, templates)
    assert [(problem.path, problem.rule) for problem in problems] == [("templates/assets/icon.svg", "template")]
    assert Drawing(wiki, templates).at(urls.TOUCH_ICON) == problems[0]


def test_the_icon_of_a_phone_is_the_icon(tmp_path: Path) -> None:
    site = rendered(tmp_path)
    assert size_of(site[urls.TOUCH_ICON]) == (180, 180)
    assert b'<link rel="apple-touch-icon" href="../assets/icon.png">' in site["actors/mayor.html"]


def test_robots_are_told_where_the_sitemap_is(tmp_path: Path) -> None:
    assert urls.ROBOTS not in rendered(tmp_path / "a")
    lines = rendered(tmp_path / "b", base_url=BASE_URL)[urls.ROBOTS].decode().splitlines()
    assert lines[1:] == ["User-agent: *", "Allow: /", "", "Sitemap: https://example.org/wiki/sitemap.xml"]


def test_the_preview_draws_them_when_they_are_asked_for(tmp_path: Path) -> None:
    rendered(tmp_path)
    preview = Preview(Options(tmp_path, base_url="http://127.0.0.1:8000"))
    assert preview.update() == ()
    assert size_of(preview.file(urls.CARD) or b"") == (WIDTH, HEIGHT)
    assert size_of(preview.file(urls.TOUCH_ICON) or b"") == (180, 180)
    assert b"127.0.0.1:8000/sitemap.xml" in (preview.file(urls.ROBOTS) or b"")


def test_without_an_icon_there_is_none_for_phones(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path)
    assert Drawing(wiki, Templates({}, {})).at(urls.TOUCH_ICON) is None
