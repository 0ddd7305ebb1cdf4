from pathlib import Path

from steps import actor, archived, entry, linked, note, source, stating

from builder.facts import LinkView
from builder.model import Wiki
from builder.sourceviews import SHOWN, QuotedList, QuotedView, SpellingView, quoted_list, spelling_views

HURT = "about: injured, value: 2, source: herald, quote: two people were hurt"


def made(root: Path, text: str) -> Wiki:
    wiki, found = linked(root, text)
    assert [problem for problem in found if problem.level == "error"] == []
    return wiki


def quoted(root: Path, text: str, page: str = "sources/herald", lang: str = "en") -> QuotedList:
    wiki = made(root, text)
    view = quoted_list(wiki, entry(wiki, page), f"{page}.html", lang)
    assert view
    return view


def marked(sentence: QuotedView) -> str:
    """Return a sentence with its quoted passages in brackets."""
    return "".join(f"[{part.text}]" if part.is_quoted else part.text for part in sentence.parts)


def test_passages_of_one_sentence_stand_in_it_together_in_the_order_of_the_article(tmp_path: Path) -> None:
    view = quoted(
        tmp_path, note('A.[@herald: "from the east"] B.[@herald: “has claimed it”] C.[@herald: "on Tuesday. Police said"]')
    )
    assert [marked(sentence) for sentence in view.sentences] == [
        "[Two rockets hit the depot in Northport] on Monday.",
        "The mayor said [two people were hurt].",
        '"Nobody [has claimed it]," the mayor said [on Tuesday. Police said] the rockets came [from the east].',
    ]


def test_how_much_of_an_article_is_quoted_is_counted_in_sentences(tmp_path: Path) -> None:
    view = quoted(tmp_path, "")
    assert (view.count, view.share) == ("3 passages", "2 of 5 sentences, 40 %")


def test_each_page_that_quotes_a_passage_is_named_once_at_its_first_place(tmp_path: Path) -> None:
    text = stating(HURT, HURT) + note('A.[@herald: "two people were hurt"] B.[@herald: "two people were hurt"]')
    (sentence,) = [found for found in quoted(tmp_path, text).sentences if "[two people were hurt]" in marked(found)]
    assert sentence.pages == (
        LinkView("About", "../about.html#ref:1"),
        LinkView("Mayor of Northport", "../actors/mayor.html#ref:1"),
        LinkView("X", "../incidents/x.html#claim:c1"),
    )


def test_a_source_that_quotes_itself_leads_to_its_own_place(tmp_path: Path) -> None:
    view = quoted(tmp_path, source("y", 'So it says.[@y: "from the east"]'), "sources/y")
    assert [link.url for sentence in view.sentences for link in sentence.pages] == ["#ref:1"]


def test_a_source_that_nobody_quotes_shows_nothing(tmp_path: Path) -> None:
    wiki = made(tmp_path, source("y") + note("A.[@y]"))
    assert quoted_list(wiki, entry(wiki, "sources/y"), "sources/y.html", "en") is None


def test_a_passage_in_a_caption_is_marked(tmp_path: Path) -> None:
    fallen = archived("y", "Rockets fell.\nPhoto: A crane burning\n") + note('A.[@y: "Rockets fell"] B.[@y: "A crane burning"]')
    view = quoted(tmp_path, fallen, "sources/y")
    assert [(marked(sentence), sentence.is_aside) for sentence in view.sentences] == [
        ("[Rockets fell].", False),
        ("Photo: [A crane burning]", True),
    ]
    assert view.share == "1 of 1 sentence, 100 %"


def test_quoted_speech_that_may_be_a_translation_leads_to_why(tmp_path: Path) -> None:
    spoken = archived("y", "“We won,” he said, and left. She stayed.\n", translated='[{text: "“We won,”", note: So.}]')
    view = quoted(tmp_path / "a", spoken + note('A.[@y: "We won"] B.[@y: "and left"] C.[@y: "She stayed"]'), "sources/y")
    assert [(marked(sentence), sentence.translated) for sentence in view.sentences] == [
        ('"[We won]," he said, [and left].', "#translated"),
        ("[She stayed].", ""),
    ]
    # The sentence has such words, and none of them is quoted.
    view = quoted(tmp_path / "b", spoken + note('B.[@y: "and left"]'), "sources/y")
    assert [sentence.translated for sentence in view.sentences] == [""]


def test_words_are_shown_in_the_direction_of_their_language(tmp_path: Path) -> None:
    view = quoted(tmp_path, "", lang="ar")
    assert (view.lang, view.dir) == ("ar", "rtl")


def test_a_long_sentence_is_cut_at_words_on_both_sides(tmp_path: Path) -> None:
    long = f"It was {'said ' * 100}that rockets fell {'down ' * 100}there.\n"
    (sentence,) = quoted(tmp_path, archived("y", long) + note('A.[@y: "rockets fell"]'), "sources/y").sentences
    before, words, after = [part.text for part in sentence.parts]
    assert words == "rockets fell"
    assert before.strip().startswith("… said said")
    assert before.endswith("that ")
    assert after.startswith(" down down")
    assert after.strip().endswith("down …")
    assert max(len(before.strip()), len(after.strip())) <= SHOWN + 2


def test_what_stands_between_two_distant_passages_is_cut_in_its_middle(tmp_path: Path) -> None:
    long = f"Two rockets fell {'down ' * 200}on the depot.\n"
    text = archived("y", long) + note('A.[@y: "Two rockets fell"] B.[@y: "on the depot"]')
    (sentence,) = quoted(tmp_path, text, "sources/y").sentences
    first, between, last, stop = [part.text for part in sentence.parts]
    assert (first, last, stop) == ("Two rockets fell", "on the depot", ".")
    assert between.startswith(" down down")
    assert " … " in between
    assert between.endswith("down ")
    assert len(between) <= 2 * SHOWN + 3


def spelt(wiki: Wiki, page: str) -> tuple[SpellingView, ...]:
    return spelling_views(wiki, entry(wiki, page), f"{page}.html")


def test_names_that_articles_use_come_first_with_these_articles(tmp_path: Path) -> None:
    names = "[The Constabulary, Police, {text: شرطة نورثبورت, lang: ar}]"
    wiki = made(
        tmp_path, source("y") + archived("z", "Police came.\n") + actor("police", title="Northport Police", aliases=names)
    )
    herald, y, z = (
        LinkView(title, f"../sources/{slug}.html") for title, slug in (("Depot hit", "herald"), ("Y", "y"), ("Z", "z"))
    )
    assert spelt(wiki, "actors/police") == (
        SpellingView("Police", "", "", False, (herald, y, z)),
        SpellingView("Northport Police", "", "", True, ()),
        SpellingView("The Constabulary", "", "", False, ()),
        SpellingView("شرطة نورثبورت", "ar", "rtl", False, ()),
    )


def test_a_draft_that_uses_a_name_is_not_told(tmp_path: Path) -> None:
    wiki = made(tmp_path, source("y", status="draft"))
    assert [spelling.sources for spelling in spelt(wiki, "places/northport")] == [
        (LinkView("Depot hit", "../sources/herald.html"),)
    ]
