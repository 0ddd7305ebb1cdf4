from pathlib import Path

from steps import actor, archived, entry, incident, linked, note, rendered, shown, source

from builder import bodyviews
from builder.bodyviews import references

CLAIM = '{id: c1, about: injured, value: 2, source: herald, quote: "two people were hurt"}'


def test_links_and_citations_are_put_in_relative_to_the_page(tmp_path: Path) -> None:
    wiki, _ = linked(
        tmp_path,
        incident("x", 'The [[mayor|<b> & "he"]] [of](../places/northport.md)  [@herald: "Two rockets hit"], [[mayor]].[@herald]'),
    )
    assert shown(wiki, "incidents/x") == (
        '<p>The <a href="../actors/mayor.html">&lt;b&gt; &amp; &quot;he&quot;</a> <a href="../places/northport.html">of</a>'
        '<sup class="cite"><a id="cite:1:1" href="#ref:1">[1]</a></sup>, <a href="../actors/mayor.html">Mayor of Northport</a>.'
        '<sup class="cite"><a id="cite:2:1" href="#ref:2">[2]</a></sup></p>'
    )


def test_each_citation_can_be_gone_back_to(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("One.[@herald] Two.[@herald] Three.[@herald]"))
    (reference,) = references(wiki, entry(wiki, "about"), "about.html")
    assert [(back.url, back.label) for back in reference.backs] == [("#cite:1:1", "a"), ("#cite:1:2", "b"), ("#cite:1:3", "c")]
    html = shown(wiki, "about")
    assert all(f'id="{back.url[1:]}"' in html for back in reference.backs)
    assert reference.id == "ref:1"


def test_letters_go_on_after_z() -> None:
    assert [bodyviews._letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_a_reference_says_what_is_cited_from_whom_and_in_which_direction_it_reads(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, incident("x", "One.[@y: “Two  rockets\nhit”]", sources="[y]") + source("y", lang="ar"))
    (reference,) = references(wiki, entry(wiki, "incidents/x"), "incidents/x.html")
    assert (reference.source.text, reference.source.url, reference.details) == (
        "Y", "../sources/y.html", "outlet not known, 3 January 2024",
    )  # fmt: skip
    assert (reference.words, reference.lang, reference.dir) == ("Two rockets hit", "ar", "rtl")


def test_a_cited_claim_is_cited_with_its_words(tmp_path: Path) -> None:
    text = incident("x", 'One.[@c1] Two.[@herald: "two people were hurt"]', date="2024-01-01", claims=f"[{CLAIM}]")
    wiki, found = linked(tmp_path, text)
    assert found == []
    (reference,) = references(wiki, entry(wiki, "incidents/x"), "incidents/x.html")
    assert (reference.source.text, reference.words) == ("Depot hit", "two people were hurt")
    assert [back.url for back in reference.backs] == ["#cite:1:1", "#cite:1:2"]
    assert "c1" not in shown(wiki, "incidents/x")


def test_what_stands_in_code_is_shown_as_it_is_written(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, note("Write `[@c1]`, `[[mayor]]`."))
    assert shown(wiki, "about") == "<p>Write <code>[@c1]</code>, <code>[[mayor]]</code>.</p>"


SPOKEN = archived(
    "y",
    "“We won,” he said. She left.\n",
    markdown='So.[@y: "We won"]',
    translated='[{text: "“We won,”", note: He spoke Portuguese.}]',
)


def test_a_reference_to_words_that_may_be_a_translation_leads_to_why(tmp_path: Path) -> None:
    body = 'One.[@y: "We won"] Two.[@y: "She left"] Three.[@y] Four.[@herald: "Two rockets hit"] Five.[@c1]'
    claim = "{id: c1, about: statement, value: they won, source: y, quote: We won}"
    text = SPOKEN + incident("x", body, date="2024-01-01", sources="[y, herald]", claims=f"[{claim}]")
    wiki, found = linked(tmp_path, text)
    assert found == []
    shown = references(wiki, entry(wiki, "incidents/x"), "incidents/x.html")
    assert [(reference.words, reference.translated) for reference in shown] == [
        ("We won", "../sources/y.html#translated"),
        ("She left", ""),
        ("", ""),
        ("Two rockets hit", ""),
    ]
    (own,) = references(wiki, entry(wiki, "sources/y"), "sources/y.html")
    assert own.translated == "#translated"


def test_a_cited_claim_in_words_that_may_be_a_translation_leads_to_why(tmp_path: Path) -> None:
    claim = "{id: c1, about: statement, value: they won, source: y, quote: We won}"
    wiki, found = linked(tmp_path, SPOKEN + incident("x", "One.[@c1]", date="2024-01-01", sources="[y]", claims=f"[{claim}]"))
    assert found == []
    (reference,) = references(wiki, entry(wiki, "incidents/x"), "incidents/x.html")
    assert reference.translated == "../sources/y.html#translated"


def test_a_name_in_another_language_says_which_and_how_it_runs(tmp_path: Path) -> None:
    text = actor("gang", aliases="[The Gang, {text: عصابة, lang: ar}]") + note("[[عصابة]], [[gang|عصابة]], [[The Gang]]")
    wiki, found = linked(tmp_path, text)
    assert found == []
    assert shown(wiki, "about") == (
        '<p><a href="actors/gang.html" lang="ar" dir="rtl">عصابة</a>, <a href="actors/gang.html" lang="ar" dir="rtl">عصابة</a>, '
        '<a href="actors/gang.html">The Gang</a></p>'
    )


def test_a_reference_leads_to_the_article_itself_where_its_address_is_known(tmp_path: Path) -> None:
    wiki, _ = linked(tmp_path, source("y", url="https://example.org/a?b=1&c=2") + note("One.[@y] Two.[@herald]"))
    assert [one.original for one in references(wiki, entry(wiki, "about"), "about.html")] == ["https://example.org/a?b=1&c=2", ""]
    assert (
        '<a href="https://example.org/a?b=1&amp;c=2">original</a>'
        in rendered(tmp_path / "b", source("y", url="https://example.org/a?b=1&c=2") + note("One.[@y]"))["about.html"].decode()
    )
