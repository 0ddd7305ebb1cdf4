"""What `wiki quote` prints is found as an editor remembers it, and passes the check as it is pasted."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps import archived, incident, linked, loaded, note, source, stating, told

from builder.cli import main
from builder.quoting import Found, Place, as_citation, as_claim, find, tokens
from builder.quoting import told as lines_of
from builder.sourcenames import article_in, not_one, sources_meant


def find_in(root: Path, text: str, source: str, words: str, *, whole_sentence: bool = False) -> Found:
    """Look for words in the article of a source of a tiny wiki with the pages ``text`` besides its own."""
    pages, problems = loaded(root, text)
    assert problems == []
    (raw,) = sources_meant(pages.pages, source)
    article = article_in(raw, pages.archives)
    assert article is not None
    return find(pages, raw.id, article, words, whole_sentence=whole_sentence)


def look(root: Path, text: str, words: str, **fields: str) -> Found:
    return find_in(root, archived("post", text, **fields), "post", words)


def only(found: Found) -> Place:
    (place,) = found.places
    return place


def problems_when_pasted(root: Path, text: str, place: Place) -> list[str]:
    """Paste a citation and a claim into an incident, and tell what the check finds."""
    assert place.claim is not None
    claim = place.claim.replace("cN", "c1").replace('about: "???"', "about: statement").replace('value: "???"', "value: words")
    page = incident("x", f"Text.{place.citation}", date="2024-01-01", sources="[post]", claims=f"\n{claim}")
    return [line for line in told(linked(root, page + archived("post", text))[1]) if "source-unlisted" not in line]


@pytest.mark.parametrize(
    ("words", "exact", "at"),
    [
        ("two rockets HIT", "Two rockets hit", (1, 1)),
        ("depot in northport", "depot in Northport", (1, 21)),
        ("people   were\nhurt", "people were hurt", (3, 20)),
        ('"nobody has claimed it"', "Nobody has claimed it", (3, 39)),
        ("hurt nobody", "hurt. “Nobody", (3, 32)),
        ("mayor—said two", "mayor said two", (3, 5)),
    ],
)
def test_words_are_found_as_remembered_and_given_as_they_stand(
    tmp_path: Path, words: str, exact: str, at: tuple[int, int]
) -> None:
    place = only(find_in(tmp_path, "", "herald", words))
    assert (place.words, (place.line, place.column)) == (exact, at)


def test_only_whole_words_are_found(tmp_path: Path) -> None:
    found = find_in(tmp_path, "", "herald", "rocket")
    assert (found.places, found.total) == ((), 0)
    assert "Two rockets hit" in found.near[0].sentence


def test_abbreviations_are_found_with_and_without_full_stops(tmp_path: Path) -> None:
    text = "The U.S. embassy spoke. A us-led force, the US army and the U.K. left.\n"
    assert [place.words for place in look(tmp_path, text, "us").places] == ["U.S", "us", "US"]
    assert only(look(tmp_path, text, "U.K.")).words == "U.K"
    assert only(look(tmp_path, text, "u.s. embassy")).words == "U.S. embassy"


def test_words_that_stand_twice_get_the_fewest_words_around_them(tmp_path: Path) -> None:
    text = "Two rockets hit the depot. Later, two more struck: Two rockets hit the harbour, too.\n"
    first, second = look(tmp_path, text, "two rockets hit the").places
    assert (first.quote, second.quote) == ("Two rockets hit the depot", "Two rockets hit the harbour")
    assert first.words == second.words == "Two rockets hit the"
    assert [problems_when_pasted(tmp_path, text, place) for place in (first, second)] == [[], []]


def test_a_number_is_not_cut_when_words_are_added(tmp_path: Path) -> None:
    first, _ = look(tmp_path, "About 1,000 soldiers came. Some 2,000 soldiers went.\n", "soldiers").places
    assert first.quote == "soldiers came"
    last = look(tmp_path, "They sent soldiers: 1,000. They sent soldiers: 2,000.\n", "sent soldiers").places[0]
    assert last.quote == "sent soldiers: 1,000"


def test_of_a_line_that_the_web_page_repeats_the_first_is_meant(tmp_path: Path) -> None:
    text = "One line.\n\nOne line.\n\nOne line.\n"
    first, second, third = look(tmp_path, text, "one line").places
    assert [first.is_aside, second.is_aside, third.is_aside] == [False, True, True]
    assert first.quote == "One line"
    assert "quote-twice" not in str(problems_when_pasted(tmp_path, text, second))


def test_words_that_nothing_tells_apart_are_not_offered(tmp_path: Path) -> None:
    places = look(tmp_path, "Word " * 200 + "\n", "word word").places
    assert places[5].quote is None
    assert "can't be quoted from here" in "\n".join(lines_of("seeds/post.txt", places[5]))


def test_the_whole_sentence_can_be_quoted(tmp_path: Path) -> None:
    place = only(find_in(tmp_path, "", "herald", "claimed", whole_sentence=True))
    assert place.words == place.quote == place.sentence == "“Nobody has claimed it,” the mayor said on Tuesday."


def test_a_sentence_is_quoted_without_a_mark_that_its_neighbour_opened_or_closes(tmp_path: Path) -> None:
    text = "He said: “It burned. It was loud. It is over.” So he left.\n"
    first, second, third = (only(find_in(tmp_path, archived("post", text), "post", words, whole_sentence=True)) for words in
                            ("burned", "loud", "over"))  # fmt: skip
    assert (first.quote, second.quote, third.quote) == ("He said: “It burned.", "It was loud.", "It is over.")


def test_what_an_apostrophe_leaves_is_no_word_to_look_for(tmp_path: Path) -> None:
    near = look(tmp_path, "S is a letter. The president left. Nothing more.\n", "president’s").near
    assert {place.sentence for place in near} == {"The president left."}


def test_captions_and_translations_are_told(tmp_path: Path) -> None:
    text = "A depot, seen from the sea.\n\nThe depot burned. “It is bad,” a worker said in Portuguese.\n"
    fields = {"asides": '["A depot, seen from the sea."]', "translated": '[{text: "It is bad", note: From Portuguese.}]'}
    caption = only(look(tmp_path, text, "seen from the sea", **fields))
    assert (caption.is_aside, caption.is_quotable) == (True, False)
    speech = only(look(tmp_path, text, "it is bad", **fields))
    assert (speech.is_aside, speech.is_translated) == (False, True)


def test_who_quotes_the_words_already_is_told_once_with_its_claims(tmp_path: Path) -> None:
    page = stating("about: course, value: hit, source: herald", "about: target, value: depot, source: herald")
    place = only(find_in(tmp_path, page, "herald", "two rockets"))
    assert place.quoted_by == ("incidents/2024-01-01-depot (text)", "incidents/x (c1, c2)")


def test_sentences_with_all_the_words_come_before_those_with_some(tmp_path: Path) -> None:
    text = "The harbour burned. A fire was seen in the harbour at night. At night the fire grew.\n"
    near = look(tmp_path, text, "night harbour fire").near
    assert [place.sentence for place in near[:2]] == ["A fire was seen in the harbour at night.", "At night the fire grew."]


def test_the_nearest_passage_is_offered_for_a_slip(tmp_path: Path) -> None:
    near = find_in(tmp_path, "", "herald", "Nobody has clamed it").near
    assert near[0].quote == "Nobody has claimed it"


def test_the_source_that_has_the_words_is_named(tmp_path: Path) -> None:
    found = look(tmp_path, "Nothing of the kind.\n", "two people were hurt")
    assert (found.places, found.elsewhere) == ((), ("herald",))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sources/herald", ["herald"]), ("herald", ["herald"]), ("DEPOT HIT", ["herald"]), ("seeds/herald.txt", ["herald"]),
        ("herald.txt", ["herald"]), ("content/sources/herald.md", ["herald"]), ("sources/herald.md", ["herald"]), ("her", ["herald"]), ("harbour", ["harbour-1", "harbour-2"]), ("harbour-2", ["harbour-2"]),
        ("x", []), ("", []),
    ],
)  # fmt: skip
def test_a_source_is_found_by_what_it_is_called(tmp_path: Path, given: str, meant: list[str]) -> None:
    pages = loaded(tmp_path, source("harbour-1") + source("harbour-2"))[0].pages
    assert [page.id for page in sources_meant(pages, given)] == [f"sources/{slug}" for slug in meant]


def test_a_wrong_name_gets_the_nearest_right_one(tmp_path: Path) -> None:
    pages = loaded(tmp_path, source("gulan-2024-09-13"))[0].pages
    assert 'did you mean "herald"?' in not_one(pages, "herold", ())
    assert 'did you mean "gulan-2024-09-13"?' in not_one(pages, "gulam", ())


@pytest.mark.parametrize(
    "words",
    [
        'he said "no" and left', "it's “so”", 'a "quote"] and on', "a `code` word", "back\\slash: #no {x}, [y]", "- dash", "'a'",
        'both "a" and \'b\'', "null", "yes: no",
    ],
)  # fmt: skip
def test_signs_of_yaml_and_markdown_in_the_words_do_no_harm(tmp_path: Path, words: str) -> None:
    text = f"Here {words} end.\n"
    place = only(look(tmp_path, text, f"here {words} end"))
    assert place.citation is not None
    assert problems_when_pasted(tmp_path, text, place) == []


def test_what_no_citation_can_hold_is_not_offered_as_one() -> None:
    assert as_citation("herald", "see [@herald] there") is None
    assert as_citation("herald", "word " * 400) is None
    assert as_claim("herald", "see [@herald] there") is not None


LETTERS = st.text(alphabet="abcABC \n\"“”'’`[]{}@#:,.-–—|\\&*!%$é\u200b\u00ad1", min_size=1, max_size=120)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=LETTERS, data=st.data())
def test_whatever_is_offered_passes_the_check(tmp_path: Path, text: str, data: st.DataObject) -> None:
    words = tokens(text)
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    sought = " ".join(words[start : start + data.draw(st.integers(1, 3))])
    found = look(tmp_path, text, sought)
    for place in (*found.places, *found.near):
        if place.quote is None or place.citation is None or place.claim is None:
            continue
        assert [line for line in problems_when_pasted(tmp_path, text, place) if "quote-aside" not in line] == []


def test_other_pages_with_mistakes_are_no_hindrance(tmp_path: Path) -> None:
    found = find_in(
        tmp_path, note("[[nowhere]]", claims="x") + stating("about: nothing, source: herald"), "herald", "two rockets"
    )
    assert only(found).quoted_by == ("incidents/2024-01-01-depot (text)", "incidents/x (c1)")


def test_a_source_with_gaps_can_be_quoted_and_one_without_its_text_can_t(tmp_path: Path) -> None:
    linked(tmp_path, archived("post", "Two rockets hit.\n", published='"??? when it appeared"'))
    command = ["quote", "--root", str(tmp_path), "post", "two rockets"]
    assert '[@post: "Two rockets"]' in CliRunner().invoke(main, command).stdout
    (tmp_path / "seeds/post.txt").write_text("Two rockets hit!\n")
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2
    assert "the archived text of sources/post is missing or has changed" in refused.stderr


def test_a_claim_that_is_pasted_and_left_as_it_is_is_told_as_gaps(tmp_path: Path) -> None:
    place = only(find_in(tmp_path, "", "herald", "two rockets"))
    problems = linked(tmp_path, incident("x", date="2024-01-01", sources="[herald]", claims=f"\n{place.claim}"))[1]
    assert [problem.words.split('"')[1] for problem in problems if problem.rule == "gap"] == ["about", "value"]


def test_the_command_tells_by_its_status_whether_the_words_were_found(tmp_path: Path) -> None:
    linked(tmp_path)
    run = CliRunner().invoke
    root = ["--root", str(tmp_path)]
    right = run(main, ["quote", *root, "herald", "two", "rockets"])
    assert right.exit_code == 0
    assert right.stdout.splitlines() == [
        'seeds/herald.txt:1:1: "Two rockets"',
        "  sentence: Two rockets hit the depot in Northport on Monday.",
        "  quoted already: incidents/2024-01-01-depot (text)",
        '  citation: [@herald: "Two rockets"]',
        '  claim:    - {id: cN, about: "???", value: "???", source: herald, quote: "Two rockets"}',
    ]
    near = run(main, ["quote", *root, "herald", "two rocket hit"])
    assert near.exit_code == 1
    assert '[@herald: "Two rockets hit' in near.stdout
    assert "do not stand in seeds/herald.txt" in near.stderr
    assert run(main, ["quote", *root, "herold", "two rockets"]).exit_code == 2
    assert run(main, ["quote", *root, "herald", "…"]).exit_code == 2
