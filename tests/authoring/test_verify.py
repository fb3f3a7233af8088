"""`archive verify` compares quotations with a copy character by character, and writes their offsets into the record."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.authoring.verify import _normalize, places
from generator.records.yaml_text import read
from generator.text import selector
from tests.operations import count_steps

COPY = "She said: “We will\n  never forget,” and again: ‘never forget’. The end, my friend’s words.\n"

ARTICLE = """\
---
# Kept: a comment at the top.
title: A report   # kept, with its spaces
publisher: null
source:
  seen: 2025-01-02
  copy: whole   # kept
quotations:
  - id: we-will
    speaker: {unnamed: a speaker}
    text: We will never forget   # kept
    cue: said

  # kept, between two quotations
  - {id: friend, speaker: {unnamed: a friend}, text: my friend's words}
notes: Kept.
---
A body that stays.
"""


def archive(folder: Path, article: str = ARTICLE, copy: str = COPY) -> tuple[Path, Path]:
    """An archive with one article, and a copy of its source outside it."""
    root, outside = folder / "archive", folder / "copies"
    (root / "content/articles/2025").mkdir(parents=True)
    outside.mkdir()
    record = root / "content/articles/2025/report.md"
    record.write_bytes(article.encode())
    (outside / "report.txt").write_bytes(copy.encode())
    return record, outside / "report.txt"


def verify(record: Path, *arguments: str) -> int:
    return cli.main(["--root", str(record.parents[3]), "verify", *arguments])


def test_a_verified_record_gains_its_hash_and_offsets_and_keeps_every_other_letter(tmp_path: Path) -> None:
    record, copy = archive(tmp_path)
    assert verify(record, "report", "--copy", str(copy)) == 0
    sha256 = hashlib.sha256(COPY.encode()).hexdigest()
    start, friend = COPY.index("We will"), COPY.index("my friend")
    assert record.read_text("utf-8") == ARTICLE.replace(
        "  copy: whole   # kept\n", f"  copy: whole   # kept\n  sha256: {sha256}\n"
    ).replace("    cue: said\n", f"    cue: said\n    at: [{start}, {COPY.index(',”')}]\n").replace(
        "text: my friend's words}", f"text: my friend's words, at: [{friend}, {friend + 17}]}}"
    )


def test_verifying_twice_changes_nothing(tmp_path: Path) -> None:
    record, copy = archive(tmp_path)
    verify(record, "report", "--copy", str(copy))
    once = record.read_bytes()
    assert verify(record, "report", "--copy", str(copy)) == 0
    assert record.read_bytes() == once


def test_a_difference_of_one_letter_is_refused_and_shown_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, copy = archive(tmp_path, ARTICLE.replace("We will never", "We shall never"))
    before = record.read_bytes()
    assert verify(record, "report", "--copy", str(copy)) == 1
    told = capsys.readouterr().err
    assert "report.md:11:11: quotations.0.text: the copy has 'We will never forget,\" and aga" in told
    assert "where the record has 'We shall never forget…'" in told
    assert record.read_bytes() == before


def test_words_that_stand_twice_need_a_prefix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = ARTICLE.replace("text: We will never forget ", "text: never forget ")
    record, copy = archive(tmp_path, twice)
    assert verify(record, "report", "--copy", str(copy)) == 1
    assert "and again: 'never forget'. The end…); tell them apart with prefix or suffix" in capsys.readouterr().err
    record.write_text(twice.replace("    cue: said", '    cue: said\n    prefix: "and again: \'"'), encoding="utf-8")
    assert verify(record, "report", "--copy", str(copy)) == 0
    second = COPY.rindex("never forget")
    assert f"at: [{second}, {second + 12}]" in record.read_text("utf-8")


def test_an_interrupted_quotation_gets_a_span_for_each_part(tmp_path: Path) -> None:
    record, copy = archive(tmp_path, ARTICLE.replace("text: We will never forget ", "text: [We will, The end] "))
    assert verify(record, "report", "--copy", str(copy)) == 0
    start, end = COPY.index("We will"), COPY.index("The end")
    assert f"at: [[{start}, {start + 7}], [{end}, {end + 7}]]" in record.read_text("utf-8")


def test_another_copy_than_the_recorded_one_is_refused_unless_it_replaces_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, copy = archive(tmp_path)
    verify(record, "report", "--copy", str(copy))
    copy.write_text("A longer start. " + COPY, encoding="utf-8")
    assert verify(record, "report", "--copy", str(copy)) == 1
    assert (
        "it is not the copy that was recorded; find that one, or record this one with --replace"
        in capsys.readouterr().err
    )
    assert verify(record, "report", "--copy", str(copy), "--replace") == 0
    assert f"at: [{COPY.index('We will') + 16}, " in record.read_text("utf-8")


def test_all_copies_of_a_folder_are_verified_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, copy = archive(tmp_path)
    assert verify(record, "--all", "--copies", str(copy.parent)) == 0
    assert "1 article with a copy, 0 refused\n" in capsys.readouterr().out
    copy.write_text(COPY.replace("forget", "forgive"), encoding="utf-8")
    assert verify(record, "--all", "--copies", str(copy.parent)) == 1


def test_line_ends_of_the_record_stay_as_they_are(tmp_path: Path) -> None:
    record, copy = archive(tmp_path, ARTICLE.replace("\n", "\r\n"))
    assert verify(record, "report", "--copy", str(copy)) == 0
    assert b"\n" not in record.read_bytes().replace(b"\r\n", b"")
    assert b"    at: [11, 33]\r\n" in record.read_bytes()


def test_an_unknown_article_is_named_with_its_near_match(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, copy = archive(tmp_path)
    assert verify(record, "reprot", "--copy", str(copy)) == 2
    assert "no article has the id 'reprot'; did you mean 'report'?" in capsys.readouterr().err


def test_the_first_article_stands_in_its_copy(request: pytest.FixtureRequest) -> None:
    root = request.config.rootpath
    copy = root.parent / "shared/originals/seed-article.txt"
    if not copy.is_file():
        pytest.skip("the copy of the first article is not at hand: ../shared/originals/seed-article.txt")
    assert (
        cli.main(["--root", str(root), "verify", "north-korean-soldiers-praised-by-russia", "--copy", str(copy)]) == 0
    )


SPARE = """\
---
title: A report
quotations:
  - id: we-will
    speaker: {unnamed: a speaker}
    text: We will never forget
---
A body that stays.
"""


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(SPARE, id="no source is named yet"),
        pytest.param(
            SPARE.replace("forget\n", "forget\n  - {id: end, speaker: {unnamed: b}, text: The end}\n"),
            id="two quotations",
        ),
        pytest.param(SPARE.replace("forget\n", "forget  # as printed\n"), id="a comment behind the last key"),
        pytest.param(SPARE.replace("forget\n", "forget\n    # above nothing\n"), id="a comment below the last key"),
        pytest.param(SPARE.replace("text: We", "text: >-\n      We"), id="a block text comes last"),
        pytest.param(SPARE.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param("\ufeff" + SPARE, id="a byte order mark"),
        pytest.param(SPARE.replace("---\nA body", "source: null  # lost\n---\nA body"), id="a source that is null"),
        pytest.param(SPARE.replace("---\nA body", "source:\n---\nA body"), id="a source that is empty"),
    ],
)
def test_what_verify_writes_is_the_record_as_it_was_with_its_hash_and_offsets(tmp_path: Path, article: str) -> None:
    record, copy = archive(tmp_path, article)
    before, _ = read("a", record.read_bytes(), front_matter=True)
    assert verify(record, "report", "--copy", str(copy)) == 0
    raw = record.read_bytes()
    after, faults = read("a", raw, front_matter=True)
    assert before is not None
    assert after is not None
    assert faults == ()
    wanted = {**before.tree, "source": {"sha256": hashlib.sha256(COPY.encode()).hexdigest()}}
    for quotation in wanted["quotations"]:
        words = quotation["text"] if isinstance(quotation["text"], str) else quotation["text"][0]
        at = after.tree["quotations"][wanted["quotations"].index(quotation)].pop("at")
        assert int(at[0]) == COPY.index(words[:7])
    assert after.tree == wanted
    assert after.body == before.body
    assert raw.startswith(b"\xef\xbb\xbf") == article.startswith("\ufeff")
    assert raw.count(b"\r\n") == (raw.count(b"\n") if "\r\n" in article else 0)
    assert verify(record, "report", "--copy", str(copy)) == 0
    assert record.read_bytes() == raw


def quoted(text: str) -> str:
    """An article with one quotation, given as YAML."""
    return f"---\ntitle: A report\nquotations:\n  - {{id: q, speaker: {{unnamed: somebody}}, text: {text}}}\n---\nA body.\n"


@pytest.mark.parametrize(
    ("copy", "text", "note"),
    [
        ("thanks to \u202aharbourcrew for it", "thanks to harbourcrew for it", "the copy alone has U+202A (left-to-right embedding)"),
        ("the har\ufeffbour wall", "the harbour wall", "the copy alone has U+FEFF (byte order mark)"),
        ("the har\u200bbour wall", "the harbour wall", "the copy alone has U+200B (zero width space)"),
        ("the har\u00adbour wall", "the harbour wall", "the copy alone has U+00AD (soft hyphen)"),
        ("la fene\u0302tre", "la fen\u00eatre", "the copy alone has U+0302 (combining circumflex accent)"),
        ("la fen\u00eatre", "la fene\u0302tre", "the record alone has U+0302 (combining circumflex accent)"),
        ("the wall\u00a0stands", "the wall stands", "the copy alone has U+00A0 (no-break space)"),
        ("to \u034fit", "to it", "the copy alone has U+034F (combining grapheme joiner)"),
        ("to \U000e0041it", "to it", "the copy alone has U+E0041 (tag latin capital letter a)"),
        ("to \x07it", "to it", "the copy alone has U+0007 (bell)"),
        ("the \ufb01nal wall", "the final wall", "the copy alone has U+FB01 (latin small ligature fi)"),
        ("the \u0133zer wall", "the ijzer wall", "the copy alone has U+0133 (latin small ligature ij)"),
        ("the non\u2011stop wall", "the non-stop wall", "the copy alone has U+2011 (non-breaking hyphen)"),
        ("the embank-\nment commission", "the embankment commission", "a line's end breaks a word in the copy"),
        ("the well-\nknown wall", "the well-known wall", "a line's end breaks a word in the copy"),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_no_difference_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], copy: str, text: str, note: str
) -> None:
    record, file = archive(tmp_path, quoted(text), f"He: “{copy}”.\n")
    assert verify(record, "report", str(file)) == 0
    assert (
        f"report: q: verbatim at 5-{5 + len(copy)}\nreport: q: {note}\nreport: 1 quotation verified"
        in capsys.readouterr().out
    )


def test_where_nothing_is_hidden_no_sign_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, file = archive(tmp_path, quoted("la fen\u00eatre fermée"), "“la fen\u00eatre\n fermée”\n")
    assert verify(record, "report", str(file)) == 0
    assert "has U+" not in capsys.readouterr().out


def test_letters_of_another_script_are_refused_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, file = archive(tmp_path, quoted("the wall stands"), "“the w\u0430ll stands”\n")
    assert verify(record, "report", str(file)) == 1
    assert "U+0430 (cyrillic small letter a) for U+0061 (latin small letter a)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "copy", "signs"),
    [
        ("l'eau", "l´eau", "U+00B4 (acute accent) for U+0027 (apostrophe)"),
        ("ABC wall", "\uff21BC wall", "U+FF21 (fullwidth latin capital letter a) for U+0041 (latin capital letter a)"),
    ],
)
def test_signs_at_the_beginning_are_named(
    text: str, copy: str, signs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, file = archive(tmp_path, quoted(f'"{text}"'), f"He said “{copy}” there.\n")
    assert verify(record, "report", str(file)) == 1
    assert f": {signs}; copy the words exactly" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        '"the wall stands "',
        '"the wall stands\u00a0"',
        '"\u3000the wall stands"',
        '" the wall stands"',
        '["the wall ", " stands"]',
    ],
)
def test_a_space_at_the_end_of_a_text_does_not_count(tmp_path: Path, text: str) -> None:
    record, file = archive(tmp_path, quoted(text), "“the wall stands”.\n")
    assert verify(record, "report", str(file)) == 0
    assert ("at: [1, 16]" if "[" not in text else "at: [[1, 9], [10, 16]]") in record.read_text("utf-8")


MARSH = "“we mend the wall,” Quill said. Marsh asked: “before winter”? Quill went on: “before winter”.\n"


def test_a_part_that_may_be_another_speakers_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, file = archive(tmp_path, quoted("[we mend the wall, before winter]"), MARSH)
    first, second = MARSH.index("before"), MARSH.rindex("before")
    assert verify(record, "report", str(file)) == 1
    told = capsys.readouterr().err
    assert "quotations.0.text.1: part 2 appears 2 times after part 1: " in told
    assert f"{first}-{first + 13} (" in told
    assert f" and {second}-{second + 13} (" in told
    right = quoted(f"[we mend the wall, before winter], at: [[1, 17], [{second}, {second + 13}]]")
    record.write_text(right, encoding="utf-8")
    assert verify(record, "report", str(file)) == 0
    record.write_text(quoted("[we mend the wall, before winter], suffix: ”."), encoding="utf-8")
    assert verify(record, "report", str(file)) == 0
    assert f"[{second}, {second + 13}]" in record.read_text("utf-8")


def test_other_words_between_two_parts_are_mentioned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“we mend it,” Quill said. Marsh asked: “before winter”?\n"
    record, file = archive(tmp_path, quoted("[we mend it, before winter]"), text)
    assert verify(record, "report", str(file)) == 0
    assert "more than a reporting clause comes before part 2: is it by the same speaker?" in capsys.readouterr().out
    file.write_text("“we mend it,” Quill said, “before winter”.\n", encoding="utf-8")
    assert verify(record, "report", str(file), "--replace") == 0
    assert "same speaker's" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("“We mend it,” said Quill. “Before winter?” asked Marsh.\n", True),
        ("“We mend it,” Quill said. “Before winter?” Marsh asked.\n", True),
        ("“We mend it,” said Quill. “Before winter?” the mason replied.\n", True),
        ("“We mend it,” said Quill. “Before winter?”\n", False),
        ("“We mend it,” said Quill. “Before winter?” Marsh had left.\n", False),
        ("“We mend it” - “Before winter?” asked Marsh.\n", False),
    ],
)
def test_a_later_part_with_a_reporting_clause_of_its_own_is_asked_about(
    text: str, *, asked: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, file = archive(tmp_path, quoted("[We mend it, Before winter]"), text)
    assert verify(record, "report", str(file)) == 0
    note = "there is a reporting clause before part 2 and another after it: is it by the same speaker?"
    assert (note in capsys.readouterr().out) is asked


def test_a_part_that_stands_once_is_not_found_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, file = archive(tmp_path, quoted("[the wall, the wall]"), "“the wall,” Quill said.\n")
    assert verify(record, "report", str(file)) == 1
    assert "the copy has part 2 only before the end of part 1; write the parts in the order" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", ["report --all --copies COPIES", "report COPY --all", "report --copies COPIES", "report"]
)
def test_one_article_and_all_of_them_are_not_asked_for_together(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, copy = archive(tmp_path)
    named = words.replace("COPIES", str(copy.parent)).replace("COPY", str(copy)).split()
    assert verify(record, *named) == 2
    assert "name ARTICLE and its COPY, or --all and --copies FOLDER" in capsys.readouterr().err


def test_two_copies_of_one_article_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, copy = archive(tmp_path)
    copy.with_suffix(".vtt").write_text("WEBVTT\n", encoding="utf-8")
    assert verify(record, "--all", "--copies", str(copy.parent)) == 1
    said = capsys.readouterr()
    assert "report.vtt: report.txt is a copy of 'report' too; keep one of the two here" in said.err
    assert "1 article with a copy, 0 refused; 1 file skipped\n" in said.out


def test_whatever_is_skipped_is_named_and_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, copy = archive(tmp_path)
    folder = copy.parent
    call = ("--all", "--copies", str(folder))
    record.with_name("two.md").write_text(quoted("x, sed: 3"), encoding="utf-8")
    assert verify(record, *call) == 0
    (folder / "two.txt").write_text("“x”", encoding="utf-8")
    assert verify(record, *call) == 1
    assert (
        f"two cannot be read, so {folder / 'two.txt'} was not looked at: see archive check" in capsys.readouterr().err
    )
    (folder / "two.txt").unlink()
    (folder / "reprot.txt").write_text("x", encoding="utf-8")
    assert verify(record, *call) == 1
    said = capsys.readouterr()
    assert "reprot.txt: no article has the id 'reprot'; did you mean 'report'?" in said.err
    assert "1 article with a copy, 0 refused; 1 file skipped" in said.out
    (folder / "reprot.txt").unlink()
    copy.write_bytes(b"\xff\xfe")
    assert verify(record, *call) == 1
    assert "report.txt: this copy cannot be read: it is not UTF-8 text" in capsys.readouterr().err


@pytest.mark.parametrize(
    "way", ["report", "content/articles/2025/report.md", "./content/articles/2025/report.md", "absolute"]
)
def test_an_article_is_named_by_its_id_or_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    record, copy = archive(tmp_path)
    monkeypatch.chdir(record.parents[3])
    assert cli.main(["verify", str(record) if way == "absolute" else way, str(copy)]) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("e", "e"),
        ("aab", "aabaab"),
        ("a\u0301", "b"),
        ("-\n", "x y"),
        ("the wall ", "the walls of the wall " * 8),
        ("“", "a”"),
    ],
)
def test_the_work_grows_with_the_copy(text: str, words: str) -> None:
    """Counts calls and lines, not seconds: twice the text takes about twice the work."""

    def work(number: int) -> int:
        count = 0

        def step(*_: object) -> object:
            nonlocal count
            count += 1
            return step

        alike = _normalize(text * number)
        sys.settrace(step)  # type: ignore[arg-type]
        try:
            found = selector.find(alike.text, (words.strip(), words.strip()), "", "")
        finally:
            sys.settrace(None)
        assert found
        return count

    assert work(4000) < 2.6 * work(2000) + 2000


HOSTILE = {
    "lines that break words": ("a-\nb ", ("ab a",)),
    "hyphens that break none": ("a-  ", ("a- a",)),
    "signs that nobody sees": ("a\u00ad\u200b", ("aaa", "aa")),
    "marks without a letter": ("\u0301", ("\u0301\u0301",)),
    "ends of lines": ("a\r\n", ("a a", "a")),
    "marks that nothing closes": ("“a ", ("a “a", "a")),
    "words that do not stand there": ("ab ", ("ab ba",)),
}


@pytest.mark.parametrize(("piece", "parts"), HOSTILE.values(), ids=HOSTILE)
def test_the_work_of_finding_a_place_grows_with_the_copy(piece: str, parts: tuple[str, ...]) -> None:
    def work(letters: int) -> int:
        text = (piece * letters)[:letters]
        return count_steps(lambda: places(text, parts))

    assert work(12_000) < 2.3 * work(6_000)


CAPTIONS = "1\n00:01:12,400 --> 00:01:14,000\n<i>We will</i>\n\n2\n00:01:14,000 --> 00:01:15,200\nnever forget\n\n3\n01:00:00,000 --> 01:00:02,000\nmy friend's words\n"


def test_of_subtitles_words_are_found_over_captions_and_the_record_of_a_recording_says_when(tmp_path: Path) -> None:
    video = ARTICLE.replace("source:\n", "source:\n  kind: video\n  channel: One\n")
    record, copy = archive(tmp_path, video, CAPTIONS)
    copy = copy.rename(copy.with_suffix(".srt"))
    assert verify(record, "--all", "--copies", str(copy.parent)) == 0
    written = record.read_text(encoding="utf-8")
    start, end = CAPTIONS.index("We will"), CAPTIONS.index("never forget") + len("never forget")
    assert f"    at: [{start}, {end}]\n" in written
    assert '    where: {time: "1:12", until: "1:16"}\n' in written
    assert "where: {time: 1:00:00, until: 1:00:02}" in written.replace('"', "")
    assert hashlib.sha256(CAPTIONS.encode()).hexdigest() in written
    assert verify(record, "report", str(copy)) == 0
    assert record.read_text(encoding="utf-8") == written
    assert cli.main(["--root", str(record.parents[3]), "check", "--ignore", "no-body"]) == 0


def test_the_record_of_an_article_is_told_no_times(tmp_path: Path) -> None:
    record, copy = archive(tmp_path, copy=CAPTIONS)
    assert verify(record, "report", str(copy)) == 0
    assert "where:" not in record.read_text(encoding="utf-8")
