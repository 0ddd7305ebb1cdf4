import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from steps import actor, incident, note, place, rendered, source, stating

from builder.dates import EdtfDate, in_words, parse_date
from builder.linkeddata import script

BASE_URL = "https://example.org/wiki"
# The part of schema.org (version 29) that is used: each type with what it is a kind of, and the properties that it adds.
PARENTS = {
    "Thing": "", "CreativeWork": "Thing", "Article": "CreativeWork", "NewsArticle": "Article", "ScholarlyArticle": "Article",
    "Report": "Article", "SocialMediaPosting": "Article", "Legislation": "CreativeWork", "WebPage": "CreativeWork",
    "AboutPage": "WebPage", "CollectionPage": "WebPage", "WebSite": "CreativeWork", "Dataset": "CreativeWork",
    "MediaObject": "CreativeWork", "DataDownload": "MediaObject", "Event": "Thing", "Person": "Thing", "Organization": "Thing",
    "GovernmentOrganization": "Organization", "NewsMediaOrganization": "Organization", "Place": "Thing",
    "AdministrativeArea": "Place", "Country": "AdministrativeArea", "City": "AdministrativeArea", "Airport": "Place",
    "GeoShape": "Thing", "GeoCircle": "GeoShape", "GeoCoordinates": "Thing", "ItemList": "Thing", "BreadcrumbList": "ItemList",
    "ListItem": "Thing",
}  # fmt: skip
PROPERTIES = {
    "Thing": "name alternateName description disambiguatingDescription url sameAs mainEntityOfPage",
    "CreativeWork": "about author citation creativeWorkStatus creator dateModified datePublished headline inLanguage"
    " isAccessibleForFree isBasedOn isPartOf license usageInfo mainEntity publisher",
    "Dataset": "distribution", "MediaObject": "encodingFormat contentUrl", "Event": "startDate endDate location",
    "Place": "geo containedInPlace", "GeoCircle": "geoMidpoint geoRadius", "GeoCoordinates": "latitude longitude",
    "ItemList": "itemListElement", "ListItem": "position item",
}  # fmt: skip


def data(html: bytes) -> Any:
    """Return the linked data of a page, as a program that reads HTML finds it."""
    tree = html5lib.parse(html.decode(), namespaceHTMLElements=False)
    found = [element.text for element in tree.iter("script") if element.get("type") == "application/ld+json"]
    return json.loads(found[0]) if found else None


def work(site: dict[str, bytes], address: str) -> Any:
    """Return the node of the page itself."""
    found = data(site[address])
    return found["@graph"][0] if "@graph" in found else found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def allowed(kind: str) -> set[str]:
    return {*PROPERTIES.get(kind, "").split(), *(allowed(PARENTS[kind]) if PARENTS[kind] else ())}


def test_every_type_and_property_is_in_the_vocabulary(tmp_path: Path) -> None:
    text = (
        "-- content/site.yaml --\ntitle: W\npublisher: Us\nlicense: {name: CC0, url: 'https://example.org/cc0'}\n"
        + incident("x", status="withdrawn")
        + incident("y", date="2024-03-01/2024-03-04", date_note="So.", places="[{place: northport, role: target}]")
        + "".join(actor(f"a{kind}", type=kind) for kind in ("organization", "armed-group", "state", "public-body", "coalition", "media"))
        + "".join(place(f"p{kind}", type=kind, inside="northport", location="{lat: 1, lon: 2, precision_m: 9, from: me}") for kind in ("country", "governorate", "airport", "base"))
        + "".join(
            source(f"s{number}", csl=kind, publisher="amedia", author="A. Writer", url="https://example.com/a", derived_from="[herald]")
            for number, kind in enumerate(("article-magazine", "article-journal", "report", "webpage", "post", "legislation", "speech"))
        )
        + note("Text.", aliases="[The wiki]")
    )  # fmt: skip
    seen = set()
    for address, content in rendered(tmp_path, text, base_url=BASE_URL).items():
        for node in nodes(data(content)) if address.endswith(".html") else ():
            if "@graph" in node:
                continue
            kind = node["@type"]
            assert node.keys() - {"@type", "@context"} <= allowed(kind), (address, kind)
            assert [name for name, value in node.items() if value in ("", None, [], {})] == [], (address, kind)
            seen.add(kind)
    assert seen >= {*PARENTS} - {"MediaObject", "GeoShape", "ItemList"}


def test_an_incident_is_an_article_on_an_event_with_its_sources(tmp_path: Path) -> None:
    site = rendered(tmp_path, source("star", publisher="paper", url="https://example.com/a", author="A. Writer", title="Hit")
                    + actor("paper", type="media")
                    + incident("x", sources="[herald, star]", places="[{place: northport, role: target}]"), base_url=BASE_URL)  # fmt: skip
    node = work(site, "incidents/x.html")
    assert (node["@type"], node["headline"], node["url"]) == ("Article", "X", f"{BASE_URL}/incidents/x.html")
    assert node["isPartOf"] == {"@type": "WebSite", "name": "Northport incidents", "url": f"{BASE_URL}/"}
    assert node["about"]["startDate"] == "2024-03-01"
    page = f"{BASE_URL}/places/northport.html"
    assert node["about"]["location"] == [{"@type": "City", "name": "Northport", "mainEntityOfPage": page}]
    assert node["citation"][1] == {
        "@type": "NewsArticle", "headline": "Hit", "author": "A. Writer", "datePublished": "2024-01-03", "inLanguage": "en",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Paper", "mainEntityOfPage": f"{BASE_URL}/actors/paper.html"},
        "url": "https://example.com/a", "mainEntityOfPage": f"{BASE_URL}/sources/star.html",
    }  # fmt: skip


@pytest.mark.parametrize("scope", ["campaign", "background"])
def test_what_is_no_single_event_is_not_told_as_one(tmp_path: Path, scope: str) -> None:
    node = work(rendered(tmp_path, incident("x", scope=scope)), "incidents/x.html")
    assert "about" not in node
    assert node["citation"]


DATES = [
    "2024-03-01", "2024-03", "2024", "0033", "2024-03-01~", "2024-03?", "2024%", "2024-?03-01", "~2024-03", "2024-03-XX", "2024-XX",
    "202X", "20XX", "2024-XX-01", "2024-21", "2024-24", "[2024-03-01,2024-03-08]", "[2024-03-01..2024-03-03]", "[2023-12-31,2024-01-01]",
    "[2024-02-01,2024-03-01]", "[..2024-03-01]", "[2024-03-01..]", "{2024-03-01,2024-03-08}", "{2024-03..2024-05}",
    "2024-03-01/2024-03-04", "2024-03/2024-05", "2023/2024", "2024-03-01/..", "../2024-03-01", "2024-03-01/", "/2024-03-01",
    "2024-03-01~/2024-03-04", "2024-03-01/2024-03-04?", "2024-03-XX/2024-04", "2024-21/2024-22",
]  # fmt: skip


def test_no_date_becomes_sharper(tmp_path: Path) -> None:
    text = "".join(
        incident(f"x{number}", date=f'"{written}"', date_note="So.")
        + source(f"p{number}", published=f'"{written}"', published_note="So.")
        for number, written in enumerate(DATES)
    )
    site = rendered(tmp_path, text)
    for number, written in enumerate(DATES):
        event, article = work(site, f"incidents/x{number}.html")["about"], work(site, f"sources/p{number}.html")["mainEntity"]
        date = parse_date(written)
        start, end = date.parts if date.form == "interval" else (date, None)
        assert covers(event.get("startDate"), start), written
        assert covers(event.get("endDate"), end), written
        assert covers(article.get("datePublished"), date), written
        assert event["disambiguatingDescription"] == f"Date: {in_words(date)}"


def covers(said: str | None, meant: EdtfDate | None) -> bool:
    """Tell whether a year, a month or a day (ISO 8601), if one is said, is certain, and all that a date can mean lies in it."""
    if said is None:
        return True
    if meant is None or meant.form not in ("date", "one-of") or set(meant.text) & set("?~%"):
        return False
    whole = parse_date(said)
    if not (
        re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", said) and whole.earliest and whole.latest and meant.earliest and meant.latest
    ):
        return False
    return whole.earliest <= meant.earliest <= meant.latest <= whole.latest


def test_a_plain_date_is_told_as_it_is_written(tmp_path: Path) -> None:
    plain = ["2024-03-01", "2024-03", "2024", "0033"]
    site = rendered(tmp_path, "".join(incident(f"x{number}", date=f'"{written}"') for number, written in enumerate(plain)))
    assert [work(site, f"incidents/x{number}.html")["about"]["startDate"] for number in range(len(plain))] == plain


def test_an_interval_has_both_ends_if_they_are_certain(tmp_path: Path) -> None:
    event = work(rendered(tmp_path, incident("x", date="2024-03-01/2024-03-04~", date_note="So.")), "incidents/x.html")["about"]
    assert (event["startDate"], "endDate" in event) == ("2024-03-01", False)


@pytest.mark.parametrize(
    ("about", "one", "other", "lacks"),
    [("date", "2024-01-01", "2024-01-02", "startDate"), ("place", "northport", "southport", "location")],
)
def test_what_sources_differ_on_is_left_out(tmp_path: Path, about: str, one: str, other: str, lacks: str) -> None:
    claims = [f"about: {about}, value: {value}, source: {paper}" for value, paper in ((one, "herald"), (other, "star"))]
    fields = {"places": "[{place: northport, role: target}]"}
    text = source("star") + place("southport")
    agreed = work(rendered(tmp_path / "one", text + stating(claims[0], **fields)), "incidents/x.html")["about"]
    assert {"startDate", "location"} <= agreed.keys()
    differs = work(rendered(tmp_path / "both", text + stating(*claims, **fields)), "incidents/x.html")["about"]
    assert {"startDate", "location"} - differs.keys() == {lacks}
    assert ("(sources differ)" in differs["disambiguatingDescription"]) is (about == "date")


def test_near_is_not_where(tmp_path: Path) -> None:
    places = "[northport, {place: hill, role: launch}]"
    event = work(rendered(tmp_path, place("hill") + incident("x", places=places)), "incidents/x.html")["about"]
    assert "location" not in event


def test_where_it_hit_is_where_it_was_rather_than_what_it_was_aimed_at(tmp_path: Path) -> None:
    places = "[{place: northport, role: target}, {place: hill, role: impact}]"
    event = work(rendered(tmp_path, place("hill") + incident("x", places=places)), "incidents/x.html")["about"]
    assert [where["name"] for where in event["location"]] == ["Hill"]


def test_a_vague_place_is_a_circle_and_no_point(tmp_path: Path) -> None:
    text = place(
        "hill",
        location="{lat: 33.30001, lon: 44.39999, precision_m: 2500, from: a map}",
        inside="northport",
        aliases="[The Hill]",
    )
    thing = work(rendered(tmp_path, text, base_url=BASE_URL), "places/hill.html")["mainEntity"]
    middle = {"@type": "GeoCoordinates", "latitude": 33.3, "longitude": 44.4}
    assert thing["geo"] == {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": 2500}
    assert (thing["alternateName"], thing["containedInPlace"]["name"]) == (["The Hill"], "Northport")


def test_nobody_is_blamed(tmp_path: Path) -> None:
    text = actor("harbour-guard") + stating(
        "about: responsibility, value: harbour-guard, stance: accuses, by: mayor, source: herald",
        "about: responsibility, value: harbour-guard, stance: claims, by: harbour-guard, source: herald",
        actors="[{actor: harbour-guard, role: attacker}]",
    )
    site = rendered(tmp_path, text)
    assert "Harbour-Guard" not in json.dumps(data(site["incidents/x.html"]))
    assert work(site, "actors/harbour-guard.html")["mainEntity"].keys() == {"@type", "name", "description"}


def test_a_label_for_no_particular_group_is_no_organisation(tmp_path: Path) -> None:
    site = rendered(tmp_path, actor("militias", type="armed-group", vague="Which ones is not said."))
    assert work(site, "actors/militias.html")["mainEntity"]["@type"] == "Thing"


@pytest.mark.parametrize(
    ("written", "same"), [("Q42", "https://www.wikidata.org/wiki/Q42"), ("Q42/../x", None), ("javascript:x", None)]
)
def test_only_an_id_of_wikidata_becomes_its_address(tmp_path: Path, written: str, same: str | None) -> None:
    site = rendered(tmp_path, actor("x", external=f"{{wikidata: '{written}', other: 'https://example.com/x'}}"))
    assert work(site, "actors/x.html")["mainEntity"].get("sameAs") == same


def test_a_withdrawn_page_tells_nothing_any_more(tmp_path: Path) -> None:
    site = rendered(tmp_path, incident("x", status="withdrawn", summary="A false summary."))
    node = work(site, "incidents/x.html")
    assert node["creativeWorkStatus"] == "Withdrawn"
    assert node.keys().isdisjoint({"about", "citation"})
    assert "false summary" not in json.dumps(node)


def test_an_article_without_a_headline_is_given_none(tmp_path: Path) -> None:
    site = rendered(tmp_path, source("star", title="null", title_note="The text begins at once."))
    article = work(site, "sources/star.html")["mainEntity"]
    assert "headline" not in article
    assert article["name"] == "Article without a headline, 3 January 2024"


def test_without_a_full_address_there_are_no_addresses_of_its_own(tmp_path: Path) -> None:
    site = rendered(tmp_path, incident("x") + source("star", url="https://example.com/a"))
    found = [node for address, content in site.items() if address.endswith(".html") for node in nodes(data(content))]
    assert {node["url"] for node in found if "url" in node} == {"https://example.com/a"}
    assert {"mainEntityOfPage", "item", "@id", "contentUrl"}.isdisjoint(name for node in found for name in node)


def test_breadcrumbs_are_those_of_the_page_with_full_addresses(tmp_path: Path) -> None:
    site = rendered(tmp_path, place("hill", inside="northport"), base_url=BASE_URL)
    items = data(site["places/hill.html"])["@graph"][1]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Home", f"{BASE_URL}/"), (2, "Places", f"{BASE_URL}/places/"), (3, "Northport", f"{BASE_URL}/places/northport.html"),
        (4, "Hill", f"{BASE_URL}/places/hill.html"),
    ]  # fmt: skip


def test_the_home_page_is_the_site_and_the_data_are_a_set(tmp_path: Path) -> None:
    site = rendered(tmp_path, base_url=BASE_URL)
    assert work(site, "index.html")["@type"] == "WebSite"
    files = {part["contentUrl"].removeprefix(f"{BASE_URL}/") for part in work(site, "data.html")["mainEntity"]["distribution"]}
    assert "data/incidents.csv" in files
    assert files <= site.keys()


@pytest.mark.parametrize("address", ["404.html", "actors/old.html"])
def test_what_is_no_page_tells_nothing(tmp_path: Path, address: str) -> None:
    assert data(rendered(tmp_path, actor("new", redirect_from="[old]"))[address]) is None


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "a & b &lt;", "\u2028\u2029", "\\u003c", '"']
)
def test_no_text_ends_the_script(text: str) -> None:
    written = script([{"@type": "Thing", "name": text}])
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written)["name"] == text
    assert data(f'<script type="application/ld+json">{written}</script>'.encode())["name"] == text


def test_the_licence_goes_with_where_it_is_told_what_it_does_not_cover(tmp_path: Path) -> None:
    site = "-- content/site.yaml --\ntitle: W\nlicense: {name: CC0, url: 'https://example.org/cc0'}\n"
    made = rendered(tmp_path, site, base_url=BASE_URL)
    terms = {"license": "https://example.org/cc0", "usageInfo": f"{BASE_URL}/data.html#licence"}
    assert work(made, "sources/herald.html").items() >= terms.items()
    assert work(made, "data.html")["mainEntity"].items() >= terms.items()
    assert b'id="licence"' in made["data.html"]
