import pytest

from builder import urls
from builder.ids import Kind, PageId


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "actors/a.html", "actors/a.html"),
        ("actors/a.html", "actors/b.html", "../actors/b.html"),
        ("actors/a.html", "index.html", "../index.html"),
        ("about.html", "", ""),
        ("actors/a.html", "", "../"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    assert urls.relative(here, there) == link


@pytest.mark.parametrize(
    ("base", "there", "url"),
    [
        ("https://example.org/wiki", "actors/a.html", "https://example.org/wiki/actors/a.html"),
        ("https://example.org/wiki/", "index.html", "https://example.org/wiki/"),
        ("https://example.org", "actors/index.html", "https://example.org/actors/"),
        ("https://example.org", "actors/xindex.html", "https://example.org/actors/xindex.html"),
        ("https://example.org", "actors/index.html#states", "https://example.org/actors/#states"),
        ("", "actors/a.html", ""),
    ],
)
def test_an_absolute_address_stands_under_the_base(base: str, there: str, url: str) -> None:
    assert urls.absolute(base, there) == url


@pytest.mark.parametrize(
    ("page", "file", "target"),
    [
        ("incidents/x", "../actors/a.md", "actors/a"),
        ("incidents/x", "./y.md", "incidents/y"),
        ("incidents/x", "y.md", "incidents/y"),
        ("about", "actors/a.md", "actors/a"),
        ("incidents/x", "../actors/a%2Db.md", "actors/a-b"),
    ],
)
def test_a_file_link_means_a_page(page: str, file: str, target: str) -> None:
    assert urls.file_target(PageId(page), file) == target


@pytest.mark.parametrize(
    "file", ["../../actors/a.md", "/actors/a.md", "/etc/passwd.md", "../seeds/a.md", "..", "%2e%2e/%2e%2e/a.md"]
)
def test_a_file_link_out_of_the_content_means_no_page(file: str) -> None:
    assert not urls.is_page_id(urls.file_target(PageId("incidents/x"), file))


@pytest.mark.parametrize("text", ["about", "actors/a", "incidents/2024-09-10-x", "a1"])
def test_a_page_id_is_one(text: str) -> None:
    assert urls.is_page_id(text)


@pytest.mark.parametrize(
    "text", ["", "/", "actors/", "/a", "actors/A", "a_b", "a--b", "-a", "other/a", "actors/a/b", "a.b", "é", "a\n", "../a"]
)
def test_other_text_is_no_page_id(text: str) -> None:
    assert not urls.is_page_id(text)


def test_the_folder_decides_the_kind() -> None:
    assert [urls.kind_of(PageId(page)) for page in ("incidents/a", "actors/a", "places/a", "sources/a", "a")] == list(Kind)


def test_a_fragment_is_quoted() -> None:
    assert urls.fragment("كتائب") == "#%D9%83%D8%AA%D8%A7%D8%A6%D8%A8"
    assert urls.fragment("ref:1") == "#ref:1"
    assert urls.fragment("") == ""
    assert "&" not in urls.fragment('"&<>')


def test_a_path_becomes_an_id_and_an_address() -> None:
    assert urls.page_id("content/actors/a.md") == "actors/a"
    assert urls.address(urls.page_id("content/actors/a.md")) == "actors/a.html"


@pytest.mark.parametrize(
    ("there", "heading", "link"),
    [
        ("actors/a.html", "claim:c3", "#claim:c3"),
        ("actors/a.html", "", "../actors/a.html"),
        ("sources/b.html", "translated", "../sources/b.html#translated"),
        ("about.html", "الاسم", "../about.html#%D8%A7%D9%84%D8%A7%D8%B3%D9%85"),
    ],
)
def test_a_place_on_the_same_page_is_only_its_id(there: str, heading: str, link: str) -> None:
    assert urls.place("actors/a.html", there, heading) == link


@pytest.mark.parametrize(
    "page", ["search", "404", "contested-2", "incidents/index", "incidents/index-1", "sources/index-20", "actors/index-3"]
)
def test_the_site_keeps_the_addresses_of_its_own_pages(page: str) -> None:
    assert urls.is_own(PageId(page))


@pytest.mark.parametrize(
    "page",
    [
        "index",
        "index-1",
        "contested-points",
        "map-1",
        "about",
        "incidents/index-of-names",
        "incidents/search",
        "incidents/my-index-1",
    ],
)
def test_other_addresses_are_free(page: str) -> None:
    assert not urls.is_own(PageId(page))


def test_a_filtered_list_has_one_address_whatever_the_order_of_its_filters() -> None:
    brigade = PageId("actors/brigade")
    assert urls.incidents("who.html", actor=brigade) == "incidents/index.html?actor=brigade"
    links = {urls.incidents("actors/a.html", actor=brigade, year=2021), urls.incidents("actors/a.html", year=2021, actor=brigade)}
    assert links == {"../incidents/index.html?actor=brigade&year=2021"}


def test_the_parts_of_a_list_have_addresses_of_their_own() -> None:
    for whole in (*urls.LISTS.values(), urls.CONTESTED):
        part = urls.list_part(whole, 12)
        assert urls.is_own(urls.page_id(f"content/{part.removesuffix('.html')}.md"))
        assert urls.is_list_part(part, whole)
    assert urls.list_part(urls.LISTS[Kind.INCIDENT], 1) == "incidents/index-1.html"
    assert urls.list_part(urls.CONTESTED, 1) == "contested-1.html"
    assert not urls.is_list_part("about-1.html", "about.html")
    assert not urls.is_list_part("contested-1.html", urls.MAP)


def test_a_field_names_a_page_by_its_slug_or_its_id() -> None:
    assert urls.page_named(Kind.ACTOR, "mayor") == urls.page_named(Kind.ACTOR, "actors/mayor") == "actors/mayor"
    assert urls.page_named(Kind.ACTOR, "places/mayor") == "places/mayor"
    assert urls.page_named(Kind.NOTE, "rockets") == "rockets"
