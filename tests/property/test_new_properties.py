"""Whatever an article holds, the pages begun from it pass the check but for the gaps that they name."""

import tempfile
from contextlib import suppress
from pathlib import Path

import wikis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import pipeline
from builder.articles import Article
from builder.candidates import candidates
from builder.datewords import dates_in, hints_in
from builder.gaps import gaps_of_body
from builder.guesses import read
from builder.ids import Kind, PageId
from builder.lexicon import Lexicon
from builder.namings import namings
from builder.newincidents import Asked, new_incident
from builder.newnames import new_name
from builder.newpages import NewPage, write
from builder.newsources import new_source
from builder.passages import Passages, normal
from builder.pipeline import Options
from builder.survey import UseError, survey

LINES = st.sampled_from([
    "Rockets hit the depot again", "3 May 2024", "Published 3 May 2024", "NORTHPORT, May 3 (AP) — Two rockets hit.", "Top", "Photo: The depot",
    "At least 12 people were killed and thirty hurt, the mayor said.", "“Nobody has claimed it,” the mayor told Reuters on Tuesday, January 2.",
    "The mayor blamed the Harbour Brigade for the attack in Northport. It denied any role.", 'He said: [@herald: "x"] `code` and [[x]] ??? #y',
    "Nobody was hurt.", "Nobody was hurt.", "No group has claimed responsibility \\ : 'so' \"said\" {he} [sic] *it* & <b>.", "facebook sharing button",
    "قال رئيس البلدية إن ثلاثة صواريخ سقطت.", "Related articles", "", " ", "---", "title: x", "Two \u202erockets\ufffe killed\u2028three\x1b people.",
    "Who fired ???", "??? fired two rockets at Northport, police said.", "The U.S. Embassy said 2,500 troops left on 05/09/2024 at 11 p.m.",
])  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=40), min_size=1, max_size=12).map("\n".join)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def errors(root: Path) -> list[str]:
    """Return the errors of a wiki but for gaps."""
    found = pipeline.examine(Options(root, drafts=True)).problems
    return [str(problem) for problem in found if problem.level == "error" and problem.rule != "gap"]


def begun(root: Path, page: NewPage) -> NewPage:
    write(root, page.files)
    return page


@SETTINGS
@given(
    TEXTS.filter(lambda text: bool(normal(text)) and "\0" not in text),
    st.sampled_from(["Harbour Brigade", "harbour-brigade", "Reuters", "It"]),
)
def test_pages_begun_from_any_article_pass_the_check_but_for_gaps(text: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder) / "wiki")
        file = Path(folder) / "article.txt"
        file.write_bytes(text.encode())
        source = begun(root, new_source(survey(root), file, "new"))
        assert file.read_bytes() in source.files.values()
        begun(root, new_name(survey(root), Kind.ACTOR, name))
        begun(root, new_incident(survey(root), Asked("new")))
        assert errors(root) == []


@SETTINGS
@given(TEXTS)
def test_candidates_quote_the_article_in_its_own_words_once(text: str) -> None:
    article = Article(Passages(text))
    lexicon = Lexicon([(PageId("actors/mayor"), ("the mayor",)), (PageId("places/northport"), ("Northport",))])
    found = namings(article, lexicon)
    assert all(article.text.normal[slice(*naming.span)] == naming.words for naming in found)
    for claim in candidates(article, found, None):
        own = [span for span in article.text.find(normal(claim.quote)) if not article.is_aside(span)]
        assert len(own) == 1
        assert 1 <= claim.line <= text.count("\n") + 1


@SETTINGS
@given(TEXTS)
def test_what_is_read_of_an_article_stands_in_it(text: str) -> None:
    article = Article(Passages(text))
    lines = [normal(line) for line in text.split("\n")]
    reading = read(article, (), (), ())
    assert reading.title.value is None or any(reading.title.value in line for line in lines)
    assert all(article.text.has(aside.text) for aside in reading.asides)
    assert all(dated.words in lines[dated.line - 1] for dated in dates_in(lines))
    assert all(words in lines[line - 1] for words, line in hints_in(lines))


@SETTINGS
@given(st.text(alphabet='?a \n`[]"“”()-#|x', max_size=80))
def test_each_gap_of_a_body_is_where_it_is_told(body: str) -> None:
    lines = body.split("\n")
    for line, column, _ in gaps_of_body(body):
        assert lines[line - 1].startswith("???", column - 1)


@SETTINGS
@given(st.text(max_size=60))
def test_any_name_makes_a_page_that_passes_or_is_refused_in_words(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = wikis.write(Path(folder))
        with suppress(UseError):
            begun(root, new_name(survey(root), Kind.PLACE, name))
        assert errors(root) == []
