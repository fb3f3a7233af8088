"""What leads the start page: what the editors chose, or else the best-evidenced finding."""

from pathlib import Path

from generator.archive.archive import Archive, Quoted
from generator.findings.front import Front, front
from tests.archive_files import archive_of

ARTICLE = """\
---
title: {title}
published: {day}
quotations:
  - {{id: rose, speaker: ada, text: {words}, utterance: ada-at-the-dam/{passage}, fidelity: {fidelity}, note: As heard.}}
statements:
  - {{id: s, holder: {holder}, stance: {stance}, proposition: {claim}, date: {day}}}
figures:
  - {{id: f, measure: {measure}, value: {number}, by: [{holder}], as_of: 2025-05}}
---
Rain.
"""


def told(number: int, **more: str) -> str:
    usual = {
        "title": f"T{number}",
        "day": f"2025-05-{number:02}",
        "words": "the water rose over the wall",
        "passage": "one",
        "fidelity": "verbatim",
        "holder": "ada",
        "stance": "denies",
        "claim": "wall-held",
        "measure": "houses",
        "number": str(number),
    }
    return ARTICLE.format(**usual | more)


FILES = {
    "content/people/ada.yml": "name: Ada Weir\n",
    "content/people/ben.yml": "name: Ben Marsh\n",
    "content/utterances/ada-at-the-dam.yml": (
        "title: Ada at the dam\nheadline: It rose, and in one article it sank.\nspeaker: ada\npassages:\n"
        "  - {id: one, gist: that it rose}\n  - {id: two, gist: that it stayed}\n"
    ),
    "content/propositions/wall-held.yml": "sentence: The wall held.\n",
    "content/propositions/wall-leaked.yml": "sentence: The wall leaked.\n",
    "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    "content/measures/sheep.yml": "name: Sheep\ncounts: Sheep.\n",
    "content/articles/2025/a.md": told(1),
    "content/articles/2025/b.md": told(2, words="the water sank under the wall", fidelity="altered", stance="confirms"),
    "content/articles/2025/c.md": told(3, words="it stays", passage="two", holder="ben", claim="wall-leaked"),
    "content/articles/2025/d.md": told(
        4,
        words="it goes",
        passage="two",
        fidelity="altered",
        holder="ben",
        claim="wall-leaked",
        stance="confirms",
        measure="sheep",
    ),
}


def archive(root: Path, settings: str = "") -> Archive:
    return archive_of(root, FILES | ({"site_config/archive.yml": settings} if settings else {}))


def names(found: Front) -> tuple[object, ...]:
    assert found.sentence is not None
    assert found.reversal is not None
    closer = found.sentence.closer
    measure = found.measure.id if found.measure else None
    return (
        closer.key if isinstance(closer, Quoted) else None,
        found.sentence.altered.key,
        found.reversal.subject,
        measure,
        found.headline,
    )


def test_without_a_choice_the_best_evidenced_finding_of_each_kind_leads_and_no_headline(tmp_path: Path) -> None:
    assert names(front(archive(tmp_path))) == ("a/rose", "b/rose", "ben", "houses", None)


def test_what_the_editors_choose_leads_instead(tmp_path: Path) -> None:
    chosen = (
        "front:\n  sentence: [c/rose, d/rose]\n  reversal: {holder: ada, proposition: wall-held}\n  figure: sheep\n"
        "  headline: It stays, and goes.\n"
    )
    assert names(front(archive(tmp_path, chosen))) == ("c/rose", "d/rose", "ada", "sheep", "It stays, and goes.")


def test_a_chosen_sentence_brings_the_headline_of_its_utterance(tmp_path: Path) -> None:
    found = front(archive(tmp_path, "front: {sentence: [a/rose, b/rose]}\n"))
    assert names(found) == ("a/rose", "b/rose", "ben", "houses", "It rose, and in one article it sank.")


def test_what_is_left_out_is_found_and_not_empty(tmp_path: Path) -> None:
    assert names(front(archive(tmp_path, "front: {figure: sheep}\n"))) == ("a/rose", "b/rose", "ben", "sheep", None)


def test_an_empty_archive_has_nothing_to_lead_with(tmp_path: Path) -> None:
    assert front(archive_of(tmp_path, {})) == Front(None, None, None, None)
