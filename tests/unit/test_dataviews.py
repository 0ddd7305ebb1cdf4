import contextlib
import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from steps import incident, linked, rendered, stating

from builder.catalogue import FILES
from builder.dataviews import DataView, data_view

SITE = "-- content/site.yaml --\ntitle: Northport incidents\n"
LICENSED = SITE + 'publisher: The Herald & Sons\nlicense: {name: CC BY 4.0, url: "https://example.org/by/"}\n'


def view(root: Path, text: str = "", base_url: str = "") -> DataView:
    wiki, _ = linked(root, text)
    return data_view(wiki, base_url)


def page(root: Path, text: str = "", base_url: str = "") -> str:
    return rendered(root, text, base_url=base_url)["data.html"].decode()


def test_each_file_says_how_much_it_holds(tmp_path: Path) -> None:
    counts = {file.name: file.count for subject in view(tmp_path, incident("x")).subjects for file in subject.files}
    assert (counts["incidents.json"], counts["incidents.csv"]) == ("2 incidents", "2 incidents")
    assert (counts["actors.csv"], counts["claims.csv"], counts["checks.json"]) == ("1 actor", "0 claims", "3 quotations")


def test_files_are_described_by_a_schema_or_by_a_standard(tmp_path: Path) -> None:
    files = [file for subject in view(tmp_path).subjects for file in subject.files]
    assert [file.name for file in files if not file.schema and not file.standard] == []
    assert [(file.name, file.schema_of) for file in files if file.schema_of] == [
        *((f"{name}.csv", "a row") for name in ("incidents", "actors", "places", "sources", "claims")),
        ("entities.ftm.json", "a line"),
    ]


def test_each_field_stands_on_the_page_with_what_it_holds_and_means(tmp_path: Path) -> None:
    text = page(tmp_path)
    row = re.search(r"<tr><th scope=\"row\"><code>date_latest</code>.*?</tr>", text, re.DOTALL)
    assert row
    assert (
        re.sub("<[^>]*>", " ", row[0]).split()
        == "date_latest day (ISO 8601); may be empty The last day that the date can mean; empty where it is open".split()
    )
    assert "Those of <code>places</code> in the role “place of impact”" in text
    assert "`" not in text


def test_fields_are_folded_file_by_file_and_can_be_linked_to(tmp_path: Path) -> None:
    text = page(tmp_path)
    subjects = [subject.id for subject in view(tmp_path).subjects]
    assert re.findall(r'<details class="fields" id="([^"]+)">', text) == subjects
    assert all(f'href="#{subject}"' in text for subject in subjects)


def test_the_licence_is_told_and_what_it_does_not_cover(tmp_path: Path) -> None:
    text = page(tmp_path, LICENSED)
    assert '<a href="https://example.org/by/" rel="license">CC BY 4.0</a>; name The Herald &amp; Sons' in text
    assert "What articles say is their publishers’" in text


@pytest.mark.parametrize(("text", "asked"), [(SITE, "those who publish it"), (f"{SITE}publisher: The Herald\n", "The Herald")])
def test_a_wiki_without_a_licence_says_so_plainly(tmp_path: Path, text: str, asked: str) -> None:
    told = page(tmp_path, text)
    assert "no licence stated" in told
    assert f"states no licence for its own words and data. Ask {asked} before" in told
    assert "What articles say is their publishers’" in told


def test_of_which_kind_an_id_is_and_in_which_zone_a_time_is_told(tmp_path: Path) -> None:
    told = page(tmp_path, f"{SITE}time_zone: Asia/Baghdad\n")
    assert '<code>publisher</code></th> <td class="detail">actor id; may be empty</td>' in told
    assert "local, in the time zone Asia/Baghdad" in told


def test_the_data_can_be_cited(tmp_path: Path) -> None:
    told = view(tmp_path, LICENSED, "https://example.org/w/")
    assert told.plain == "“Northport incidents: data”, The Herald & Sons"
    assert told.bibtex.startswith("@misc{northport-incidents-data,\n  title = {{Northport incidents: data}},")
    assert "url = {https://example.org/w/data.html}" in told.bibtex


def test_examples_read_the_files_from_where_they_are(tmp_path: Path) -> None:
    assert 'pd.read_csv("claims.csv")' in html.unescape(page(tmp_path / "a"))
    assert 'pd.read_csv("https://example.org/w/data/claims.csv")' in html.unescape(
        page(tmp_path / "b", base_url="https://example.org/w")
    )


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hurt = "about: killed, value: {min: 2}, by: mayor, source: herald, quote: two people were hurt"
    made = rendered(tmp_path, stating(hurt, "about: weapon, value: rockets, source: herald", actors="[mayor]"))
    for path, content in made.items():
        if path.endswith(".csv"):
            (tmp_path / Path(path).name).write_bytes(content)
    examples = re.findall("<pre><code>(.*?)</code></pre>", made["data.html"].decode(), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec("\n".join(map(html.unescape, examples)), names)  # noqa: S102 - what the page tells readers to run
    assert names["killed"][["page", "value_min", "by"]].to_dict("records") == [
        {"page": "incidents/x", "value_min": 2, "by": "actors/mayor"}
    ]
    assert re.search("^actors/mayor +2$", printed.getvalue(), re.MULTILINE)


def test_programs_that_look_for_data_are_told_of_every_file(tmp_path: Path) -> None:
    told = re.findall('"contentUrl":"([^"]+)"', page(tmp_path, base_url="https://example.org/w"))
    assert told == [f"https://example.org/w/{file.path}" for file in FILES]


def test_every_page_leads_to_the_data(tmp_path: Path) -> None:
    site = rendered(tmp_path, base_url="https://example.org/w")
    assert '<a href="../data.html">Data</a>' in site["actors/mayor.html"].decode()
    assert (
        '<a href="../data/incidents.csv">CSV</a>, <a href="../data/incidents.json">JSON</a>'
        in site["incidents/index.html"].decode()
    )
    # A server shows this one at whatever address nothing stands.
    assert '<a href="/w/data.html">Data</a>' in site["404.html"].decode()
