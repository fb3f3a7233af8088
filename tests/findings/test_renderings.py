"""How the versions of a passage differ, and which of them the start page shows."""

from pathlib import Path

from generator.archive import Archive
from generator.findings.renderings import Stretch, clearest_rewording, compare
from tests.archive_files import archive_of

ADA = "name: Ada\n"
SPEECH = """\
title: Ada on the flood
speaker: ada
passages:
  - {id: never, gist: that it never rains}
  - id: always
    gist: that it always pours
    original: {language: de, text: Es regnet immer., source: the speech}
"""


def archive(root: Path, *quotations: tuple[str, str, str, str, str]) -> Archive:
    """An archive of one quotation an article: article, language, passage, fidelity, words."""
    files = {"content/people/ada.yml": ADA, "content/utterances/speech.yml": SPEECH}
    for article, language, passage, fidelity, words in quotations:
        files[f"content/articles/2025/{article}.md"] = (
            f"---\ntitle: {article}\nlanguage: {language}\npublished: 2025-04-28\nquotations:\n"
            f"  - {{id: it, speaker: ada, text: {words}, utterance: speech/{passage}, fidelity: {fidelity}}}\n---\nRain.\n"
        )
    return archive_of(root, files)


def pair(archive: Archive) -> tuple[str, str] | None:
    """The two articles of the clearest rewording."""
    found = clearest_rewording(archive)
    return (getattr(found.closer, "key", "original"), found.altered.key) if found else None


def test_words_that_only_one_version_has_are_told_apart() -> None:
    assert compare("We will never forget the heroes.", "we’ll never forget them") == (
        (Stretch("We will", False), Stretch("never forget", True), Stretch("the heroes.", False)),
        (Stretch("we’ll", False), Stretch("never forget", True), Stretch("them", False)),
    )


def test_capitals_punctuation_and_apostrophes_make_no_difference() -> None:
    assert compare("Russia's heroes, all", "“russia’s Heroes all.”") == (
        (Stretch("Russia's heroes, all", True),),
        (Stretch("“russia’s Heroes all.”", True),),
    )


def test_versions_may_be_empty_or_share_nothing() -> None:
    assert compare("", "rain") == ((), (Stretch("rain", False),))
    assert compare("sun", "rain") == ((Stretch("sun", False),), (Stretch("rain", False),))


def test_an_archive_without_an_altered_quotation_has_no_rewording(tmp_path: Path) -> None:
    assert pair(archive(tmp_path)) is None
    assert pair(archive(tmp_path, ("a", "en", "never", "translation", "It never rains"))) is None


def test_an_altered_quotation_is_set_beside_a_closer_one_of_its_language(tmp_path: Path) -> None:
    only_german = (
        ("a", "de", "never", "verbatim", "Es regnet nie"),
        ("b", "en", "never", "altered", "It seldom rains"),
    )
    assert pair(archive(tmp_path / "german", *only_german)) is None
    english = ("c", "en", "never", "translation", "It never rains")
    assert pair(archive(tmp_path / "english", *only_german, english)) == ("c/it", "b/it")


def test_an_original_in_the_same_language_will_do(tmp_path: Path) -> None:
    assert pair(archive(tmp_path, ("a", "de", "always", "altered", "Es regnet oft"))) == ("original", "a/it")


def test_a_passage_whose_spoken_words_are_known_comes_first(tmp_path: Path) -> None:
    many = [(name, "en", "never", "translation", "It never rains") for name in ("a", "b", "c")]
    unknown = ("d", "en", "never", "altered", "It seldom rains")
    known = (
        ("e", "en", "always", "altered", "It often pours"),
        ("f", "en", "always", "translation", "It always pours"),
    )
    assert pair(archive(tmp_path, *many, unknown, *known)) == ("f/it", "e/it")


def test_of_two_closer_versions_the_one_with_more_of_the_words_is_taken(tmp_path: Path) -> None:
    fragment = ("a", "en", "never", "translation", "never")
    sentence = ("b", "en", "never", "translation", "It never rains here")
    altered = ("c", "en", "never", "altered", "It never pours here")
    assert pair(archive(tmp_path, fragment, sentence, altered)) == ("b/it", "c/it")
