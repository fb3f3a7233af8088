"""How the versions of a passage differ, and which of them the start page shows."""

from pathlib import Path

import pytest

from generator.archive.archive import Archive, Quoted
from generator.findings.renderings import (
    RenderedPassage,
    Stretch,
    clearest_rewording,
    compare,
    rendered_passages,
    rewording_of,
    tally,
)
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
        (Stretch("We will", False, " "), Stretch("never forget", True, " "), Stretch("the heroes.", False)),
        (Stretch("we’ll", False, " "), Stretch("never forget", True, " "), Stretch("them", False)),
    )


def test_capitals_punctuation_and_apostrophes_make_no_difference() -> None:
    assert compare("Russia's heroes, all", "“russia’s Heroes all.”") == (
        (Stretch("Russia's heroes, all", True),),
        (Stretch("“russia’s Heroes all.”", True),),
    )


def test_versions_may_be_empty_or_share_nothing() -> None:
    assert compare("", "rain") == ((), (Stretch("rain", False),))
    assert compare("sun", "rain") == ((Stretch("sun", False),), (Stretch("rain", False),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("漢字会議を開く", "漢文会議は開く"),
        ("ไทยรบไทย", "ไทยรักไทย"),
        ("@SUM(1)' onfocus='alert(1)ß«", "and then alert(1)"),
        ("«Neo-Nazi»—all,none", "«neo-Nazis»—all/none!"),
        ("… — …", "… so — …"),
        ("?!", "?! (laughs)"),
    ],
)
def test_stretches_put_together_are_the_text_with_no_space_added_or_lost(one: str, other: str) -> None:
    for text, stretches in zip((one, other), compare(one, other), strict=True):
        assert "".join(stretch.words + stretch.gap for stretch in stretches) == text


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


# --- every version of a passage ------------------------------------------------------------------------------------------

ORDER = """\
title: The order
speaker: ada
said: 2025-04-01
passages:
  - {id: stand, gist: that all stand}
  - {id: go, gist: that all go}
  - id: spoken
    gist: that all speak
    original: {language: en, text: We will speak before the day is out., source: the tape}
"""


def order(root: Path, quotations: str, base: str = "") -> tuple[RenderedPassage, ...]:
    """The passages of the order, from lines of article, published, language, passage, and more fields of the
    quotation."""
    files = {
        "content/people/ada.yml": ADA,
        "content/people/bob.yml": "name: Bob\n",
        "content/utterances/order.yml": ORDER.replace("all go}", f"all go, base: {base}}}") if base else ORDER,
    }
    for line in quotations.strip().splitlines():
        article, published, language, passage, fields = (part.strip() for part in line.split("|", 4))
        speaker = "" if "speaker:" in fields else "speaker: ada, "
        files[f"content/articles/2025/{article}.md"] = (
            f"---\ntitle: {article}\nlanguage: {language}\npublished: {published}\nquotations:\n"
            f"  - {{id: it, {speaker}utterance: order/{passage}, {fields}}}\n---\nRain.\n"
        )
    found = archive_of(root, files)
    return rendered_passages(found)["order"]


def test_the_most_faithful_rendering_through_the_fewest_hands_is_the_reference(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: All men must stand, fidelity: altered
        b | 2025-04-03 | en | stand | text: All of you must stand, via: [bob], fidelity: translation
        c | 2025-04-04 | en | stand | text: You all must stand, fidelity: translation
        d | 2025-04-05 | en | stand | text: must, fidelity: verbatim
        """,
    )
    (versions,) = stand.versions
    assert (getattr(versions.reference, "key", None), versions.choice) == ("c/it", "chosen")
    # The reference comes first, the others in order of publication.
    assert [w.first.article.id for w in versions.wordings] == ["c", "a", "b", "d"]


def test_the_record_may_name_the_reference(tmp_path: Path) -> None:
    (_, go, _) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | go | text: All go home, fidelity: verbatim
        b | 2025-04-03 | en | go | text: All went home, fidelity: altered
        """,
        base="b/it",
    )
    (versions,) = go.versions
    assert (getattr(versions.reference, "key", None), versions.choice) == ("b/it", "named")


def test_an_original_is_the_reference_for_its_own_language_only(tmp_path: Path) -> None:
    (*_, spoken) = order(
        tmp_path,
        """
        a | 2025-04-02 | en-GB | spoken | text: We will speak before the day is out.
        b | 2025-04-03 | en-US | spoken | text: We shall speak before the day is out
        c | 2025-04-03 | de | spoken | text: Wir werden reden
        """,
    )
    assert [(v.language, v.choice) for v in spoken.versions] == [("en", "original"), ("de", "chosen")]
    english = spoken.versions[0]
    assert [(w.first.article.id, w.differs) for w in english.wordings] == [("a", False), ("b", True)]
    assert (english.unique_words, english.wordings[1].unique_words) == (("will",), ("shall",))
    assert english.distinct == 2


def test_the_same_words_are_one_wording_unless_the_speaker_or_the_finding_differs(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: In honour we stand
        b | 2025-04-03 | en | stand | text: "“in honor, we stand!”"
        c | 2025-04-04 | en | stand | text: In honour we stand, speaker: bob
        d | 2025-04-05 | en | stand | text: In honour we stand, fidelity: paraphrase
        """,
    )
    (versions,) = stand.versions
    assert [[q.article.id for q in w.renderings] for w in versions.wordings] == [["a", "b"], ["c"], ["d"]]
    assert versions.distinct == 1


def test_a_part_unchanged_is_no_wording_of_its_own_and_does_not_differ(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: All of you must stand before the gates of the city
        b | 2025-04-03 | en | stand | text: stand before the gates
        c | 2025-04-04 | en | stand | text: stand behind the gates
        """,
    )
    (versions,) = stand.versions
    assert [(w.first.article.id, w.differs) for w in versions.wordings] == [("a", False), ("b", False), ("c", True)]
    assert versions.distinct == 2


def test_another_piece_in_the_article_of_the_reference_is_another_part(tmp_path: Path) -> None:
    files = {"content/people/ada.yml": ADA, "content/utterances/order.yml": ORDER}
    files["content/articles/2025/a.md"] = (
        "---\ntitle: A\npublished: 2025-04-02\nquotations:\n"
        "  - {id: one, speaker: ada, text: courage in battle, utterance: order/stand}\n"
        "  - {id: two, speaker: ada, text: fought beside us, utterance: order/stand}\n---\nRain.\n"
    )
    found = archive_of(tmp_path, files)
    passages = rendered_passages(found)["order"]
    (_, other) = passages[0].versions[0].wordings
    assert (other.is_apart, other.differs) == (True, False)
    assert tally(found.utterances[0], passages).differing == 0


def test_a_rendering_closer_to_another_than_to_the_reference_says_so(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: They who fought for justice are heroes of the motherland, fidelity: verbatim
        b | 2025-04-03 | en | stand | text: Those who battled for justice are all champions of their country
        c | 2025-04-04 | en | stand | text: Those who battled for justice are the champions of their country
        """,
    )
    copied = stand.versions[0].wordings[2]
    assert copied.nearest
    assert copied.nearest[0].article.id == "b"
    assert copied.comparison
    assert copied.nearest[1] > copied.comparison.closeness


def test_speakers_dates_and_cues_that_differ_are_told_apart(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: All stand, cue: said, said: 2025-04-01
        b | 2025-04-03 | en | stand | text: All stand, cue: said, said: 2025-04-01~
        c | 2025-04-04 | en | stand | text: All stand, cue: ordered, said: 2025-04-03, speaker: bob
        """,
    )
    assert [(s.id, len(group)) for s, group in stand.speakers] == [("ada", 2), ("bob", 1)]
    assert stand.cues == (("said", 2), ("ordered", 1))
    assert [date.edtf.text for date, _ in stand.dates] == ["2025-04-01~", "2025-04-01", "2025-04-03"]


def test_vague_dates_that_may_be_one_day_do_not_differ(tmp_path: Path) -> None:
    (stand, *_) = order(
        tmp_path,
        """
        a | 2025-04-02 | en | stand | text: All stand, said: 2025-04-01~
        b | 2025-04-03 | en | stand | text: All stand, said: 2025-04-02
        """,
    )
    assert stand.dates == ()


def test_a_passage_that_nothing_renders_has_no_versions(tmp_path: Path) -> None:
    passages = order(tmp_path, "")
    assert [p.versions for p in passages] == [(), (), ()]


# --- an altered quotation, and what is closer ---


def beside(archive: Archive, article: str) -> tuple[str, str] | None:
    """The place of the closer version, and the words that only it has."""
    found = rewording_of(archive, Quoted(archive.article(article), archive.article(article).quotations[0]))
    if found is None:
        return None
    only = " / ".join(stretch.words for stretch in found.closer_words if not stretch.shared)
    return getattr(found.closer, "key", "original"), only


def test_versions_of_the_same_words_that_are_judged_differently_are_no_rewording(tmp_path: Path) -> None:
    held = archive(
        tmp_path,
        ("a", "en", "never", "translation", "We will never forget"),
        ("b", "en", "never", "translation", "never"),
        ("c", "en", "never", "altered", "We will never forget!"),
    )
    assert beside(held, "c") == ("b/it", "")
    assert pair(held) == ("b/it", "c/it")
    same = archive(
        tmp_path / "same", ("a", "en", "never", "verbatim", "We will"), ("b", "en", "never", "altered", "we will")
    )
    assert pair(same) is None


def test_an_altered_quotation_stands_beside_the_closer_one_with_most_words_in_common(tmp_path: Path) -> None:
    held = archive(
        tmp_path,
        ("a", "en", "never", "translation", "never"),
        ("b", "en", "never", "translation", "We shall never forget"),
        ("c", "en", "never", "altered", "We will never forget"),
        ("d", "ko", "never", "verbatim", "결코 잊지 않는다"),
    )
    assert beside(held, "c") == ("b/it", "shall")
    assert beside(held, "b") is None  # not altered


def test_an_altered_quotation_without_anything_closer_in_its_language_stands_alone(tmp_path: Path) -> None:
    held = archive(
        tmp_path, ("a", "fr", "never", "translation", "jamais"), ("c", "en", "never", "altered", "never ever")
    )
    assert beside(held, "c") is None


def test_an_altered_quotation_stands_beside_the_base_that_its_passage_names(tmp_path: Path) -> None:
    """A translation is not judged without its original; the editor's choice of what to compare with holds all the
    same."""

    def held(base: str, fidelity: str) -> Archive:
        files = {
            "content/people/ada.yml": "name: Ada\n",
            "content/utterances/speech.yml": (
                f"title: A speech\nspeaker: ada\npassages: [{{id: never, gist: rain, base: {base}/it}}]\n"
            ),
        }
        for name, words, judged in (("a", "it never rains here", fidelity), ("b", "it hardly rains here", "altered")):
            files[f"content/articles/2025/{name}.md"] = (
                f"---\ntitle: {name}\nquotations:\n"
                f"  - {{id: it, speaker: ada, text: {words}, utterance: speech/never, fidelity: {judged}}}\n---\nRain.\n"
            )
        return archive_of(tmp_path, files)

    assert beside(held("a", "null"), "b") == ("a/it", "never")
    assert beside(held("b", "null"), "b") is None
    assert beside(held("a", "paraphrase"), "b") is None


def test_a_verbatim_rendering_is_closer_too(tmp_path: Path) -> None:
    english = (("a", "en", "never", "verbatim", "It never rains"), ("b", "en", "never", "altered", "It seldom rains"))
    assert pair(archive(tmp_path, *english)) == ("a/it", "b/it")
