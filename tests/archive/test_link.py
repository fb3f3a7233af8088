"""Who refers to whom, and the sentences that make mentions."""

from pathlib import Path

from generator.archive.archive import Mention
from generator.archive.link import MOST_CONTEXT, link, references
from generator.records.load import load
from tests import archive_files
from tests.archive_files import archive_of, write

ADA = {"content/people/ada.yml": "name: Ada Lovelace\n"}


def article(body: str, annotation: str = "") -> dict[str, str]:
    return {"content/articles/2025/flood.md": archive_files.article(body, title="Flood", more=annotation)}


def sentences(mentions: tuple[Mention, ...]) -> list[str]:
    return [f"{m.before}<{m.words}>{m.after}" for m in mentions]


def test_a_mention_has_its_sentence(tmp_path: Path) -> None:
    body = "It rained.  On Monday, *then*,\n[[ada|she]] saw [[ada]] rise. Nobody else did.\n\n- [[ada]]"
    archive = archive_of(tmp_path, ADA | article(body))
    assert sentences(archive.mentions_of("ada")) == [
        "On Monday, then, <she> saw Ada Lovelace rise.",
        "On Monday, then, she saw <Ada Lovelace> rise.",
        "<Ada Lovelace>",
    ]


def test_a_mention_beside_an_abbreviation_has_its_whole_sentence(tmp_path: Path) -> None:
    body = "[[ada|Adm. Quill]] and Capt. Lowe met Sec. Marsh on Feb. 3 at Quay Inc. offices. Nothing else was said."
    archive = archive_of(tmp_path, ADA | article(body))
    assert sentences(archive.mentions_of("ada")) == [
        "<Adm. Quill> and Capt. Lowe met Sec. Marsh on Feb. 3 at Quay Inc. offices."
    ]


def test_a_mention_in_a_full_text_stands_as_it_was_written(tmp_path: Path) -> None:
    full = "rights: {status: CC-BY-4.0, text: full}\n"
    archive = archive_of(tmp_path, ADA | article("*In\n1986. [[ada]]* saw _it_.\n- So?", full))
    assert sentences(archive.mentions_of("ada")) == ["<Ada Lovelace>* saw _it_. - So?"]
    archive = archive_of(tmp_path, ADA | article("Prof. [[ada]] z. B. am 3. Mai. Es war so.", f"language: de\n{full}"))
    assert sentences(archive.mentions_of("ada")) == ["Prof. <Ada Lovelace> z. B. am 3. Mai."]


def test_a_quotation_in_a_mentions_sentence_stands_in_its_own_words(tmp_path: Path) -> None:
    annotation = "quotations:\n  - {id: rose, speaker: ada, text: [It rose., It fell.]}\n"
    archive = archive_of(tmp_path, ADA | article("[[ada|She]] said [[q:rose]] of it. So it was.", annotation))
    assert sentences(archive.mentions_of("ada")) == ["<She> said “It rose. […] It fell.” of it."]


def test_of_a_sentence_without_end_a_mention_has_the_words_around_it(tmp_path: Path) -> None:
    body = " ".join(f"[[ada|she and {n}]] saw it" for n in range(3_000))
    found = archive_of(tmp_path, ADA | article(body)).mentions_of("ada")
    assert len(found) == 3_000
    middle = found[1_500]
    assert middle.before.endswith(" saw it she and 1499 saw it ")
    assert middle.after.startswith(" saw it she and 1501 saw it ")
    assert (middle.before[:2], middle.after[-2:]) == ("… ", " …")
    assert max(len(m.before) + len(m.after) for m in found) < 2 * MOST_CONTEXT + 10
    assert not any("[" in m.before or "]" in m.after for m in found)
    assert found[0].before == ""
    assert found[-1].after == " saw it"


def test_every_reference_of_a_record_is_known_with_its_kinds(tmp_path: Path) -> None:
    annotation = """\
publisher: tass
source: {relays: tass}
quotations:
  - {id: a, speaker: ada, text: x, via: [tass, {by: [tass, ada], article: flood}]}
figures:
  - {id: b, measure: houses, value: 1, by: [ada, {unnamed: x}]}
"""
    files = {
        **ADA,
        "content/organisations/tass.yml": "name: TASS\n",
        "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    }
    archive = archive_of(tmp_path, files | article("x", annotation))
    agent, source = ("person", "organisation"), ("article", "organisation")
    assert list(references(archive["flood"])) == [
        (("publisher",), ("organisation",), "tass"),
        (("source", "relays", "of"), source, "tass"),
        (("quotations", 0, "speaker", "id"), agent, "ada"),
        (("quotations", 0, "via", 0, "by", 0), agent, "tass"),
        (("quotations", 0, "via", 1, "by", 0), agent, "tass"),
        (("quotations", 0, "via", 1, "by", 1), agent, "ada"),
        (("quotations", 0, "via", 1, "article"), ("article",), "flood"),
        (("figures", 0, "measure"), ("measure",), "houses"),
        (("figures", 0, "by", 0, "id"), agent, "ada"),
    ]


def test_the_references_of_a_faulty_record_are_looked_at_all_the_same(tmp_path: Path) -> None:
    annotation = "published: 2025-13\nquotations:\n  - {id: a, speaker: ad, text: x, via: [{by: tass}], said: never}\n"
    archive, problems = link(load(write(tmp_path, ADA | article("[[aba]]", annotation))))
    assert [problem.field for problem in problems] == ["quotations.0.speaker", "quotations.0.via.0.by", "body"]
    assert "flood" not in archive
    assert "ada" in archive


def test_a_former_id_is_kept_for_redirecting(tmp_path: Path) -> None:
    files = {"content/people/ada.yml": "name: Ada\nformerly: [ada-byron, augusta]\n"}
    assert archive_of(tmp_path, files).former_ids == {"ada-byron": "ada", "augusta": "ada"}


def test_a_long_body_takes_no_long_time(tmp_path: Path) -> None:
    body = "On Monday [[ada]] spoke. " * 8_000
    assert len(archive_of(tmp_path, ADA | article(body)).mentions_of("ada")) == 8_000
