import json
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft202012Validator
from steps import actor, linked, source

from builder.bibdata import bib_file
from builder.csldata import FILE, csl_file, issued
from builder.datafiles import whole_schema
from builder.dates import parse_date
from builder.ftmdata import ftm_file
from builder.model import Wiki

# The library knows CSL 1.0.1, and passes over what 1.0.2 added.
pytestmark = pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom:UserWarning")
HOSTILE = r"“Quoted” \emph{x} {open @a, 50% & $5 #1 _ ^ ~ <b>bold</b> العربية"


def items(wiki: Wiki, base_url: str = "") -> dict[str, dict[str, Any]]:
    found = json.loads(csl_file(wiki, base_url).content)
    Draft202012Validator(whole_schema(FILE, base_url)).validate(found)
    assert FILE.count(wiki) == len(found)
    return {item["id"]: item for item in found}


def bibliography(content: bytes) -> list[str]:
    """Return the references as a program that cites writes them out."""
    read = CiteProcJSON(json.loads(content))
    style = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), read, formatter.plain)
    for key in read:
        style.register(Citation([CitationItem(key)]))
    return [str(reference) for reference in style.bibliography()]


def test_a_source_has_what_is_known_of_it_and_nothing_else(tmp_path: Path) -> None:
    full = source(
        "s",
        title="Hit",
        publisher="a",
        author="Jane Roe and John Doe",
        url="https://x.org/a?b={c}",
        lang="ar",
        published="2024-01",
    )
    wiki, _ = linked(tmp_path, actor("a", title="The Paper", type="media") + full)
    found = items(wiki)
    custom = found["s"].pop("custom")
    assert found["s"] == {
        "id": "s",
        "type": "article-newspaper",
        "title": "Hit",
        "author": [{"literal": "Jane Roe and John Doe"}],
        "container-title": "The Paper",
        "issued": {"date-parts": [[2024, 1]]},
        "URL": "https://x.org/a?b={c}",
        "language": "ar",
    }
    assert custom["page"] == "sources/s.html"
    assert len(custom["archive_sha256"]) == 64
    assert set(found["herald"]) == {"id", "type", "title", "issued", "language", "custom"}
    assert items(wiki, "https://example.org/w")["s"]["custom"]["page"] == "https://example.org/w/sources/s.html"


def test_the_outlet_of_a_work_that_appears_in_nothing_is_its_publisher(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, actor("a", title="The Ministry") + source("s", publisher="a", csl="report"))
    found = items(wiki)["s"]
    assert (found["publisher"], "container-title" in found) == ("The Ministry", False)


def test_a_title_that_is_none_of_the_articles_own_is_in_brackets(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("s", title="null", title_note="So."))
    assert items(wiki)["s"]["title"] == "[News article without a headline]"


def test_a_source_that_the_wiki_has_withdrawn_says_so(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("s", status="withdrawn"))
    assert items(wiki)["s"]["note"] == "Withdrawn from the wiki"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-11-17", {"date-parts": [[2020, 11, 17]]}),
        ("2020", {"date-parts": [[2020]]}),
        ("2020-11-30/2020-12", {"date-parts": [[2020, 11, 30], [2020, 12]]}),
        ("2019-23", {"date-parts": [[2019]], "season": 3, "literal": "autumn 2019"}),
        ("2019-24", {"literal": "winter 2019"}),
        ("2020-11-XX", {"date-parts": [[2020, 11]], "literal": "some day in November 2020"}),
        ("[2020-12-13,2020-12-20]", {"date-parts": [[2020, 12]], "literal": "13 or 20 December 2020"}),
        ("2020-11~", {"circa": True, "literal": "about November 2020"}),
        ("2020-11?", {"circa": True, "literal": "November 2020 (uncertain)"}),
        ("[2024-09-11..]", {"literal": "on or after 11 September 2024"}),
        ("2020/..", {"literal": "since 2020"}),
        ("{2020-01,2020-02}", {"literal": "January and February 2020"}),
        ("2020~/2021", {"circa": True, "literal": "from about 2020 to 2021"}),
    ],
)
def test_a_date_has_parts_as_far_as_it_is_certain_and_words_for_the_rest(text: str, expected: dict[str, Any]) -> None:
    assert issued(parse_date(text)) == expected


def test_a_program_that_cites_writes_titles_and_dates_as_they_are(tmp_path: Path) -> None:
    text = (
        actor("a", title="The Paper", type="media")
        + source("s", title=f"'{HOSTILE}'", publisher="a", published="2024-01-05")
        + source("t", title="Hit", published="2020~", published_note="So.")
        + source("u", title="null", title_note="So.", published='"[2024-09-11..]"', published_note="So.")
    )
    wiki, problems = linked(tmp_path, text)
    assert [problem for problem in problems if problem.level == "error"] == []
    herald, s, t, u = bibliography(csl_file(wiki, "").content)
    assert "Depot hit" in herald
    assert "2024" in herald
    assert HOSTILE in s
    assert "The Paper (2024)" in s
    assert "5 January" in s
    assert "(about 2020)" in t
    assert "on or after 11 September 2024" in u
    assert "[News article without a headline]" in u


def test_the_references_of_the_projects_own_wiki_can_be_written_out(real_site: Path) -> None:
    content = (real_site / FILE.path).read_bytes()
    written = bibliography(content)
    for item, reference in zip(json.loads(content), written, strict=True):
        assert item["title"] in reference
        assert (
            str(item["issued"]["date-parts"][0][0] if "date-parts" in item["issued"] else item["issued"]["literal"]) in reference
        )


def test_an_empty_wiki_has_no_sources(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, "-- content/site.yaml --\ntitle: x\n", base=False)
    assert items(wiki) == {}


def test_how_the_wiki_came_by_outlet_and_date_goes_with_the_source_into_every_format(tmp_path: Path) -> None:
    noted = source("s", publisher="mayor", publisher_note="Read from a credit.", published_note="The year is inferred.")
    wiki, _ = linked(tmp_path, noted)
    told = "Outlet: Read from a credit. Date: The year is inferred."
    assert items(wiki)["s"]["annote"] == told
    assert f"annote = {{{told}}}" in bib_file(wiki).content.decode()
    assert '"notes": ["Outlet: Read from a credit.", "Date: The year is inferred."]' in ftm_file(wiki, "").content.decode()
    assert "annote" not in items(wiki)["herald"]
