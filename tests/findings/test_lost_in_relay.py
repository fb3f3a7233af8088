"""Words lost when one article relays another."""

from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.findings.lost_in_relay import RelayedPair, difference_counts, relayed_pairs, relayed_pairs_of
from generator.text.hedges import hedges
from tests.archive_files import archive_of

RECORDS = {
    f"content/organisations/{name}.yml": f"name: {name.title()}\n"
    for name in ("wire", "herald", "echo", "board", "ministry")
} | {
    "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    "content/utterances/talk.yml": "title: A talk\nspeaker: board\npassages: [{id: one, gist: that}, {id: two, gist: it}]\n",
}
SOURCE = """\
---
title: First
publisher: herald
published: 2025-05-01
quotations:
  - {id: a, speaker: board, text: Almost all of it held, utterance: talk/one, via: [wire]}
  - {id: b, speaker: ministry, text: We were not asked}
figures: [{id: n, measure: houses, value: 300, by: [board], qualifier: at least}]
---
Words.
"""
COPY = """\
---
title: Second
publisher: echo
published: 2025-05-02
source: {relays: first, copy: whole}
quotations:
  - {id: a, speaker: board, text: All of it held, utterance: talk/one, via: [{by: wire, implied: true}]}
  - {id: c, speaker: board, text: It will hold for ever}
figures: [{id: n, measure: houses, value: 300, by: [board]}]
---
Words.
"""


def archive(folder: Path, **articles: str) -> Archive:
    return archive_of(folder, RECORDS | {f"content/articles/2025/{name}.md": text for name, text in articles.items()})


def said(found: RelayedPair) -> set[tuple[str, ...]]:
    return {
        (it.how, it.what, *filter(None, [it.before, it.after, it.words, it.instead, it.who.key if it.who else ""]))
        for it in found.differences
    }


def test_a_copy_is_beside_its_source_with_all_that_it_dropped_added_and_changed(tmp_path: Path) -> None:
    (found,) = relayed_pairs(archive(tmp_path, first=SOURCE, second=COPY))
    assert (found.source, found.copy, found.tie) == ("first", "second", "text")
    assert said(found) == {
        ("changed", "quotation", "a", "a"),
        ("dropped", "qualifier", "a", "a", "almost"),
        ("dropped", "quotation", "b"),
        ("added", "quotation", "c"),
        ("dropped", "qualifier", "n", "n", "at least"),
        ("dropped", "speaker", "ministry"),
        ("dropped", "carrier", "wire"),  # the copy has the words from it and does not say so
    }
    assert [(it.how, it.what) for it in found.differences] == [
        ("changed", "quotation"),
        ("dropped", "quotation"),
        ("dropped", "qualifier"),
        ("dropped", "qualifier"),
        ("dropped", "speaker"),
        ("dropped", "carrier"),
        ("added", "quotation"),
    ]


def test_the_outlet_that_a_copy_has_its_words_from_is_no_carrier_that_it_added(tmp_path: Path) -> None:
    copy = COPY.replace(
        "text: It will hold for ever", "text: It will hold for ever, via: [{by: herald}, {by: ministry}]"
    )
    (found,) = relayed_pairs(archive(tmp_path, first=SOURCE, second=copy))
    added = [it.who.key for it in found.differences if (it.how, it.what) == ("added", "carrier") and it.who]
    assert added == ["ministry"]


def test_a_copy_that_says_the_same_differs_in_nothing_and_is_a_pair(tmp_path: Path) -> None:
    same = SOURCE.replace("title: First", "title: Second\nsource: {relays: first}").replace("herald", "echo")
    (found,) = relayed_pairs(archive(tmp_path, first=SOURCE, second=same))
    assert found.differences == ()


def test_a_sentence_that_no_record_names_is_known_by_its_speaker_and_most_of_its_words(tmp_path: Path) -> None:
    source = SOURCE.replace("text: We were not asked", "text: We were not asked before the gates were opened")
    copy = COPY.replace(
        "speaker: board, text: It will hold for ever", "speaker: ministry, text: We were asked before the gates opened"
    )
    (found,) = relayed_pairs(archive(tmp_path, first=source, second=copy))
    assert ("changed", "quotation", "b", "c") in said(found)
    assert not [it for it in found.differences if it.what == "quotation" and it.how != "changed"]


def test_words_given_to_another_speaker_are_a_changed_speaker(tmp_path: Path) -> None:
    copy = COPY.replace("id: a, speaker: board", "id: a, speaker: ministry")
    (found,) = relayed_pairs(archive(tmp_path, first=SOURCE, second=copy))
    assert ("changed", "speaker", "a", "a") in said(found)


def test_a_number_that_became_another_is_a_changed_figure(tmp_path: Path) -> None:
    (found,) = relayed_pairs(
        archive(tmp_path, first=SOURCE, second=COPY.replace("value: 300", "value: 3000, qualifier: at least"))
    )
    assert ("changed", "figure", "n", "n") in said(found)
    assert not [it for it in found.differences if it.what == "qualifier" and it.before == "n"]


def test_words_that_came_by_way_of_an_outlet_are_beside_what_it_printed_and_nothing_else_is(tmp_path: Path) -> None:
    copy = COPY.replace("source: {relays: first, copy: whole}\n", "").replace("{by: wire, implied: true}", "herald")
    (found,) = relayed_pairs(archive(tmp_path, first=SOURCE, second=copy))
    assert found.tie == "words"
    assert said(found) == {("changed", "quotation", "a", "a"), ("dropped", "qualifier", "a", "a", "almost")}


def test_a_translation_that_editors_found_altered_differs_from_the_words_it_goes_back_to(tmp_path: Path) -> None:
    source = SOURCE.replace("utterance: talk/one,", "utterance: talk/one, fidelity: verbatim,")
    copy = (
        COPY.replace("source: {relays: first, copy: whole}\n", "")
        .replace("{by: wire, implied: true}", "herald")
        .replace("text: All of it held", "text: Alles hielt, language: de, fidelity: altered, note: almost is gone")
    )
    (found,) = relayed_pairs(archive(tmp_path / "altered", first=source, second=copy))
    assert said(found) == {("changed", "quotation", "a", "a")}
    faithful = copy.replace("fidelity: altered", "fidelity: translation")
    (found,) = relayed_pairs(archive(tmp_path / "faithful", first=source, second=faithful))
    assert said(found) == set()


def test_nobody_has_words_from_what_was_published_later(tmp_path: Path) -> None:
    copy = COPY.replace("source: {relays: first, copy: whole}\n", "").replace("{by: wire, implied: true}", "herald")
    assert relayed_pairs(archive(tmp_path, first=SOURCE, second=copy.replace("2025-05-02", "2025-04-02"))) == ()


def test_two_that_follow_one_report_are_a_pair_where_they_share_a_sentence_and_differ(tmp_path: Path) -> None:
    one = SOURCE.replace("title: First", "title: First\nsource: {relays: wire}")
    other = COPY.replace("relays: first", "relays: wire")
    found = archive(tmp_path, first=one, second=other)
    (pair,) = relayed_pairs(found)
    assert (pair.tie, pair.report) == ("report", "wire")
    assert difference_counts(found) == {"herald": len(pair.differences), "echo": len(pair.differences)}
    assert relayed_pairs_of(found)["first"] == relayed_pairs_of(found)["second"] == (pair,)


def test_two_that_follow_one_outlet_with_nothing_in_common_are_no_pair(tmp_path: Path) -> None:
    one = SOURCE.replace("title: First", "title: First\nsource: {relays: wire}").replace(
        "utterance: talk/one", "utterance: talk/two"
    )
    other = COPY.replace("relays: first", "relays: wire").replace("value: 300", "value: 301")
    assert relayed_pairs(archive(tmp_path, first=one, second=other)) == ()


def test_many_copies_of_one_report_make_as_many_pairs_and_no_more(tmp_path: Path) -> None:
    copies = {
        f"copy-{n}": COPY.replace("relays: first", "relays: wire")
        .replace("All of it held", f"All {n} of it held")
        .replace("300", str(n + 300))
        for n in range(30)
    }
    assert len(relayed_pairs(archive(tmp_path, **copies))) == 29


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Almost 600 died, at least 3 of them here, if confirmed.", "en", ("almost", "at least", "if confirmed")),
        ("They came in May; more than that may come.", "en-GB", ("more than", "may")),
        ("They talked about the dam and some of the houses.", "en", ()),
        ("Якобы около 600 человек", "ru", ("якобы", "около")),
        ("Понад 600 осіб, ймовірно", "uk", ("понад", "ймовірно")),
        ("Mindestens 600, angeblich", "de", ("mindestens", "angeblich")),
        ("최소 600명", "ko", ("최소",)),
        ("maybe", "xx", ()),
    ],
)
def test_the_words_that_hold_a_sentence_back_are_found_in_each_language(
    text: str, language: str, found: tuple[str, ...]
) -> None:
    assert hedges(text, language) == found
