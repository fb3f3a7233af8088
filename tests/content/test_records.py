"""The archive's own records, held to what was once wrong in them: each test is a kind of fault, over all records."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline
from generator.archive.archive import Archive
from generator.records.model import Article, Figure, Quotation, Step

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return pipeline.read(ROOT).archive


def quotations(archive: Archive) -> Iterator[tuple[Article, Quotation]]:
    return ((article, quotation) for article in archive.articles for quotation in article.quotations)


# --- what a position rests on ---


def test_every_position_says_what_it_rests_on(archive: Archive) -> None:
    silent = [f"{a.id}/{s.id}" for a in archive.articles for s in a.statements if s.rests_on is None]
    assert silent == []


def test_a_position_that_rests_on_words_names_them_and_one_that_is_inferred_says_from_what(archive: Archive) -> None:
    stated = [(f"{a.id}/{s.id}", s) for a in archive.articles for s in a.statements]
    assert [name for name, s in stated if s.rests_on == "words" and not s.quotations] == []
    assert [name for name, s in stated if s.rests_on == "inferred" and not s.basis] == []
    grounds = {s.rests_on for _, s in stated}
    assert grounds == {"words", "verb", "headline", "inferred"}


def test_a_refusal_to_comment_is_no_denial(archive: Archive) -> None:
    article = archive.records["daily-tribune-dprk-groundless-rumors"]
    assert isinstance(article, Article)
    (statement,) = [s for s in article.statements if s.holder.id == "dprk-mission-to-the-united-nations"]
    assert (statement.stance, statement.rests_on) == ("declines", "words")
    assert "AFP" in (statement.note or "")


# --- figures ---

QUALIFIERS = (
    "about|almost|approximately|around|as many as|at least|close to|estimated|fewer than|less than|more than|nearly|no more than"
    "|over|roughly|some|up to"
)


def bare(article: Article) -> Iterator[tuple[Figure, str]]:
    """The figures that have no qualifier, each with the words before its number, wherever the body has that number."""
    qualified = {number for f in article.figures if f.qualifier for number in (f.value, f.low, f.high)}
    for figure in article.figures:
        for number in (figure.value, figure.low):
            if figure.qualifier or number is None or number in qualified:
                continue
            written = re.escape(f"{number:,}")
            for found in re.finditer(rf"\b({QUALIFIERS})\s+(?:\[\[[^\]|]*\|)?{written}(?![\d,]*\d)", article.body):
                yield figure, found[0]


def test_a_figure_has_the_qualifier_that_the_body_gives_its_number(archive: Archive) -> None:
    assert {f"{a.id}/{f.id}": words for a in archive.articles for f, words in bare(a)} == {}


def test_the_body_of_an_article_qualifies_a_number_as_its_figure_does(archive: Archive) -> None:
    """A number that the body gives without the figure's qualifier says more than the source does."""
    for article, figure, qualifier in (
        ("kyiv-independent-zelensky-munich", "killed-300", "at least"),
        ("babel-gerasimov", "deployed-12000", "approximately"),
        ("babel-gerasimov", "casualties-3000", "more than"),
        ("korea-bizwire-nis-600", "wounded-2700", "some"),
        ("korea-herald-528th-regiment", "deployed-15000", "around"),
    ):
        record = archive.records[article]
        assert isinstance(record, Article)
        (found,) = [f for f in record.figures if f.id == figure]
        assert found.qualifier == qualifier
        assert f"{qualifier} {found.value:,}" in " ".join(record.body.split()), article


# --- quotations ---


def test_a_translation_is_judged_only_beside_an_original_in_another_language(archive: Archive) -> None:
    judged = [(a, q) for a, q in quotations(archive) if q.fidelity == "translation"]
    assert judged
    for article, quotation in judged:
        spoken = set(archive.spoken_in(quotation.passage))
        assert spoken - {quotation.language or article.language}, f"{article.id}/{quotation.id}"


def test_words_that_stand_twice_in_what_is_recorded_are_told_apart(archive: Archive) -> None:
    """In the headline too, or within another quotation of the article. Other places are known only where a copy is at hand."""
    for article, quotation in quotations(archive):
        others = [other.words for other in article.quotations if other is not quotation]
        elsewhere = " \n ".join([article.title or "", *others])
        twice = len(quotation.text) == 1 and re.search(rf"(?i)\b{re.escape(quotation.words)}\b", elsewhere)
        if twice:
            assert quotation.prefix or quotation.suffix, f"{article.id}/{quotation.id}"


def test_words_of_one_printed_quotation_are_one_record(archive: Archive) -> None:
    """One speaker, one article, one sentence going on: those of these four sources were two records each."""
    whole = {
        "bss-nebenzia-mere-assertions": ("mere-assertions", "; and in the absence of any convincing evidence"),
        "kyiv-independent-g7-statement": ("several-thousands", "to Russia. The DPRK's direct support"),
        "menafn-rutte-confirms": ("i-can-confirm", "[…] one – a significant escalation"),
        "korea-herald-528th-regiment": ("miracle", "[…] the task which was believed"),
    }
    found = {(a.id, q.id): q.words for a, q in quotations(archive)}
    for article, (quotation, words) in whole.items():
        assert words in found[article, quotation]


def test_a_person_is_given_no_words_of_an_occasion_on_which_another_spoke(archive: Archive) -> None:
    speakers = {utterance.id: utterance.speaker for utterance in archive.utterances}
    people = {person.id for person in archive.people}
    for article, quotation in quotations(archive):
        occasion = quotation.passage.utterance if quotation.passage else ""
        if quotation.speaker.id in people and occasion and speakers[occasion] != quotation.speaker:
            assert quotation.really, f"{article.id}/{quotation.id}"


def test_words_that_are_another_s_say_on_what_that_rests(archive: Archive) -> None:
    given = [(f"{a.id}/{q.id}", q) for a, q in quotations(archive) if q.really]
    assert {name for name, _ in given} >= {
        "indian-defence-news-nis-600/sacred-mission",
        "north-korean-soldiers-praised-by-russia/sacred-mission",
        "north-korean-soldiers-praised-by-russia/militant-ties",
        "ukrainska-pravda-prisoners-letter/new-life",
    }
    assert all(q.really is None or q.really.basis for _, q in given)


# --- carriers ---


def first_carrier(via: tuple[Step, ...]) -> tuple[str, ...]:
    return via[0].by if via else ()


def test_one_announcement_has_one_origin_in_every_article_that_tells_of_it(archive: Archive) -> None:
    """The quotations and the positions of one release: it is the agency's, whether the page names the agency or not."""
    speakers = {"democratic-peoples-republic-of-korea", "central-military-commission-of-the-workers-party-of-korea"}
    told = [
        article
        for article in archive.articles
        if any(occurrence.event == "central-military-commission-confirms-deployment" for occurrence in article.events)
    ]
    assert len(told) >= 4
    for article in told:
        positions = [s.via for s in article.statements if s.holder.id in speakers and s.stance == "confirms"]
        words = [q.via for q in article.quotations if q.speaker.id in speakers]
        assert {first_carrier(via) for via in (*positions, *words)} <= {("kcna",)}, article.id


def test_an_article_that_rewrites_another_names_it_among_the_carriers_of_all_its_words(archive: Archive) -> None:
    article = archive.records["north-korean-soldiers-praised-by-russia"]
    assert isinstance(article, Article)
    assert len(article.quotations) == 11
    for quotation in article.quotations:
        (step,) = [step for step in quotation.via if step.article == "newsweek-shoigu-praises"]
        assert step.implied, quotation.id


# --- propositions ---


def test_to_confirm_combat_or_deaths_is_to_confirm_what_follows_from_them(archive: Archive) -> None:
    implies = {proposition.id: set(proposition.implies) for proposition in archive.propositions}
    assert implies["dprk-soldiers-fought-in-kursk"] == {
        "dprk-soldiers-take-part-in-the-war",
        "dprk-soldiers-sent-to-russia",
    }
    assert "dprk-soldiers-take-part-in-the-war" in implies["dprk-soldiers-killed-for-russia"]
    assert "dprk-soldiers-take-part-in-the-war" not in implies["dprk-soldiers-sent-to-russia"]
