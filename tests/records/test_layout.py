"""`archive fmt`: one style, with every value and comment kept, and idempotent."""

from pathlib import Path
from typing import cast

import pytest

from generator import pipeline
from generator.cli import main
from generator.problems import RefusedError
from generator.records import layout
from generator.records.load import make_record
from generator.records.model import RECORDS, Article, Kind, Person
from generator.records.yaml_text import Source, read
from tests.archive_files import write

ROOT = Path(__file__).resolve().parents[2]


def source_of(text: str, *, front_matter: bool = True) -> Source:
    source, problems = read("content/x", text.encode(), front_matter=front_matter)
    assert source is not None, problems
    return source


def laid_out(text: str) -> str:
    return layout.format_yaml(text, Article)


UNTIDY = """\
# yaml-language-server: $schema=../../../site_config/schemas/article.json

# Who published it is not known.
publisher:
title:   'A dam breaks'   # as printed


quotations:
- text: it rose
  # The clerk's own word.
  cue: said # twice
  id: rose
  speaker: { unnamed : a clerk }

- {text: it fell, speaker: mira-okonjo, id: fell}
language: "en"
notes: >-
    Kept as it is,
    line by line.

    And this.
# The end.
"""

TIDY = """\
# yaml-language-server: $schema=../../../site_config/schemas/article.json

title: "A dam breaks"  # as printed
language: "en"
# Who published it is not known.
publisher: null


quotations:
  - id: rose
    speaker: {unnamed: a clerk}
    text: it rose
    # The clerk's own word.
    cue: said  # twice

  - {id: fell, speaker: mira-okonjo, text: it fell}
notes: >-
  Kept as it is,
  line by line.

  And this.
# The end.
"""


def test_keys_stand_in_the_order_of_the_models_and_comments_go_with_them() -> None:
    assert laid_out(UNTIDY) == TIDY.replace("\n\n\nquotations", "\n\nquotations")


def test_tidying_twice_is_tidying_once() -> None:
    assert laid_out(laid_out(UNTIDY)) == laid_out(UNTIDY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: ~\n", "title: null\n"),
        ("title:\n", "title: null\n"),
        ("title: 'null'\n", 'title: "null"\n'),
        ("title: 'say \"so\"'\n", "title: 'say \"so\"'\n"),
        ("title: 'it''s'\n", 'title: "it\'s"\n'),
        ("title: 'a\\b'\n", "title: 'a\\b'\n"),
        ("'title': a\n", "title: a\n"),
        ("title:\n    a text on\n    two lines\n", "title: a text on\n  two lines\n"),
        ("topics: [ a,b ]\n", "topics: [a, b]\n"),
        ("topics: [\n  a,  # why\n  b]\n", "topics:\n  - a  # why\n  - b\n"),
        ("topics:\n- a\n-   b\n", "topics:\n  - a\n  - b\n"),
        ("authors: []\ntopics: {}\n", "authors: []\ntopics: {}\n"),
        ("notes: |\n     a\n       b\n", "notes: |\n  a\n    b\n"),
        ("notes: |2\n    a\n", "notes: |2\n    a\n"),
        ("notes: |+\n  a\n\ntitle: b\n", "title: b\nnotes: |+\n  a\n\n"),
        ('title: "a\\\n  b"\n', 'title: "a\\\n  b"\n'),
        ("quotations:\n- # first\n  id: a\n", "quotations:\n  # first\n  - id: a\n"),
        ("rights: {status: InC}   # a code\n", "rights: {status: InC}  # a code\n"),
        ("zebra: 1\ntitle: a\n", "title: a\nzebra: 1\n"),
        ("title: a   \n\n\n\nnotes: b\n\n\n", "title: a\n\nnotes: b\n"),
    ],
)
def test_style_is_normalised(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after


def test_a_line_that_is_too_long_is_broken_and_a_short_one_stays_where_its_author_broke_it() -> None:
    long = "deck: " + "word " * 40 + "\n  end\n"
    lines = laid_out(long).splitlines()
    assert max(map(len, lines)) <= layout.WIDTH
    assert len(lines) == 2
    short = "deck: some words\n  and some more\n"
    assert laid_out(short) == short


def test_brackets_that_do_not_fit_on_a_line_are_opened() -> None:
    text = f"topics: [{', '.join(f'a-topic-of-some-length-{n}' for n in range(8))}]\n"
    assert laid_out(text).splitlines()[:2] == ["topics:", "  - a-topic-of-some-length-0"]


def test_a_body_stays_letter_by_letter() -> None:
    text = "---\nlanguage: en\ntitle: A\n---\n\n  Odd   spaces,  \n\n\nand lines: [[a]]\n\n"
    assert layout.format_source(source_of(text), "article") == text.replace(
        "language: en\ntitle: A\n", "title: A\nlanguage: en\n"
    )


def test_a_file_whose_values_would_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in the formatter never reaches the file."""
    source = source_of("name: Ada\n", front_matter=False)
    monkeypatch.setattr(layout, "format_yaml", lambda *_: "name: Bob\n")
    with pytest.raises(RefusedError, match="its values would not be read as they are now"):
        layout.format_source(source, "person")
    monkeypatch.setattr(layout, "format_yaml", lambda *_: "name: Ada\n")
    with pytest.raises(RefusedError, match="a comment would be lost"):
        layout.format_source(source_of("name: Ada  # Countess\n", front_matter=False), "person")


def test_every_record_of_this_archive_can_be_tidied_once_and_for_all() -> None:
    made = pipeline.read(ROOT)
    for loaded in made.contents.files.values():
        assert loaded.source is not None
        once = layout.format_source(loaded.source, loaded.kind)
        again, _ = read(loaded.path, once.encode(), front_matter=loaded.source.body is not None)
        assert again is not None
        assert layout.format_source(again, loaded.kind) == once, loaded.path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain words", "plain words"),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("# no", '"# no"'),
        ("yes", '"yes"'),
        ("2025", '"2025"'),
        ("12:30", '"12:30"'),
        ("2025-04-28", "2025-04-28"),
        ("[2025-05-29..2025-05-31]", '"[2025-05-29..2025-05-31]"'),
        ('say "so" ', "'say \"so\" '"),
        ("- no", '"- no"'),
        ("two\nlines", '"two\\nlines"'),
        (4000, "4000"),
        (True, "true"),
        (None, "null"),
    ],
)
def test_what_a_program_writes_is_read_back_as_it_was(value: str | int | bool | None, text: str) -> None:
    assert layout.to_scalar(value) == text
    read_back = source_of(f"title: {text}\n", front_matter=False).tree["title"]
    assert read_back == (value if value is None or isinstance(value, str) else str(value).lower())


def test_small_lists_and_mappings_are_written_in_brackets_and_large_ones_in_lines() -> None:
    value = cast(
        "dict[str, layout.Value]",
        {
            "via": ["kcna", "tass"],
            "said": {"edtf": "2025-04~", "words": "late, in April"},
            "items": [{"id": "a", "text": "b " * 60}],
        },
    )
    lines = layout.to_lines(value)
    assert lines[:2] == ["via: [kcna, tass]", 'said: {edtf: 2025-04~, words: "late, in April"}']
    assert lines[2:4] == ["items:", "  - id: a"]
    assert source_of("\n".join(lines), front_matter=False).tree == {**value, "items": [{"id": "a", "text": "b " * 60}]}


FILES = {
    "content/people/ada.yml": "country: GB\nname: Ada\n",
    "content/people/bob.yml": "name: Bob\n",
    "content/people/bad.yml": "name: [\n",
    "content/articles/2025/flood.md": "---\nlanguage: en\ntitle: Flood\n---\n[[ada]] [[bob]]\n",
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_message_names_keys_in_the_order_in_which_they_are_written(kind: Kind) -> None:
    """The order of `archive fmt`, so that an author finds a key at the same place in a record."""
    front_matter = kind == "article"
    text = "zzzz: 1\n"
    source = source_of(f"---\n{text}---\nRain.\n" if front_matter else text, front_matter=front_matter)
    _, problems = make_record(source, kind, "x")
    (said,) = {p.remedy for p in problems if p.fault.startswith("the key 'zzzz' is unknown")}
    named = str(said).removeprefix("its keys are ").split(", ")
    assert len(named) > 2
    backwards = "".join(f"{key}: null\n" for key in reversed(named))
    assert layout.format_yaml(backwards, RECORDS[kind]) == "".join(f"{key}: null\n" for key in named)


def fmt(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "fmt", *arguments])


def test_the_command_tidies_what_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    assert fmt(tmp_path, "--check", "content/people/ada.yml", "flood") == 1
    assert capsys.readouterr().out == (
        "content/people/ada.yml\ncontent/articles/2025/flood.md\n2 of 2 records to tidy\n"
    )
    assert (tmp_path / "content/people/ada.yml").read_text() == FILES["content/people/ada.yml"]
    assert fmt(tmp_path, "content/people/ada.yml") == 0
    assert (tmp_path / "content/people/ada.yml").read_text() == "name: Ada\ncountry: GB\n"
    assert fmt(tmp_path, "ada") == 0
    assert capsys.readouterr().out.endswith("0 of 1 record tidied\n")


def test_the_command_leaves_what_it_cannot_read_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    assert fmt(tmp_path, "content/people", "nobody") == 1
    told = capsys.readouterr()
    assert told.out == "content/people/ada.yml\n1 of 3 records tidied\n"
    assert told.err.splitlines() == [
        "nobody: no record is there",
        "content/people/bad.yml: not changed: it cannot be read; see archive check",
    ]


def test_windows_line_ends_become_the_archives_own(tmp_path: Path) -> None:
    write(tmp_path, {"content/people/ada.yml": "name: Ada\r\ncountry: GB\r\n"})
    assert fmt(tmp_path) == 0
    assert (tmp_path / "content/people/ada.yml").read_bytes() == b"name: Ada\ncountry: GB\n"


def test_records_of_every_kind_know_their_order() -> None:
    assert layout.format_yaml("notes: c\nwikidata: Q1\nroles: [{of: b, title: a}]\nname: A\n", Person) == (
        "name: A\nroles: [{title: a, of: b}]\nwikidata: Q1\nnotes: c\n"
    )
    kind: Kind = "person"
    assert layout.format_source(source_of("name: A\n", front_matter=False), kind) == "name: A\n"


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "./",
        "content",
        "content/",
        "./content/people",
        "content/people/a.yml",
        "a.yml",
        "a",
        "{root}",
        "{root}/content/",
    ],
)
def test_records_to_tidy_are_named_by_folder_file_or_id(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"content/people/a.yml": "name:   A\n"})
    monkeypatch.chdir(root)
    assert main(["fmt", name.format(root=root)]) == 0
    assert capsys.readouterr().out == "content/people/a.yml\n1 of 1 record tidied\n"
    assert (root / "content/people/a.yml").read_bytes() == b"name: A\n"


def test_a_folder_without_a_record_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {"content/people/a.yml": "name:   A\n", "elsewhere/b.yml": ""})
    assert main(["--root", str(root), "fmt", "elsewhere"]) == 1
    assert "elsewhere: no record is there" in capsys.readouterr().err
