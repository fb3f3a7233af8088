"""Every file of content/ that is a record, and no other, is loaded."""

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from generator.exports.spill import SpillFile
from generator.problems import prevents_publishing
from generator.records.load import Contents, LoadedFile, load, put_aside, reread
from generator.records.model import AnyRecord, Article, Date, Kind, Person
from tests import any_bytes
from tests.archive_files import Content, article, write
from tests.conftest import examples

ARTICLE = "---\ntitle: Flood\n---\nA river rose.\n"


def told(contents: Contents) -> list[str]:
    return [str(problem) for problem in contents.problems]


def test_each_folder_holds_its_kind(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/flood.md": ARTICLE,
        "content/people/ada.yml": "name: Ada\n",
        "content/pages/about.md": "# About\n",
    }
    contents = load(write(tmp_path, files))
    assert told(contents) == []
    assert {loaded.id: type(loaded.record) for loaded in contents.files.values()} == {"flood": Article, "ada": Person}
    assert contents.pages == {"content/pages/about.md": "# About\n"}


def test_the_least_that_is_accepted_is_small(tmp_path: Path) -> None:
    text = "---\ntitle: Putin thanks North Korea\npublished: 2025-04-28\n"
    text += 'source: {url: "https://example.org/item", seen: 2026-11-22}\n---\nTwo sentences.\n'
    contents = load(write(tmp_path, {"content/articles/2025/thanks.md": text}))
    assert told(contents) == []


def test_an_archive_without_content_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path) == Contents()


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    root = write(tmp_path / "archive", {"content/people/.gitkeep": "x", "content/people/.git/ada.yml": "x"})
    contents = load(root)
    assert (told(contents), dict(contents.files)) == ([], {})


def test_what_follows_from_a_record_is_asked_again_only_of_one_that_has_changed(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def tells(record: AnyRecord, number: int) -> str:
        asked.append((record.name, number))
        return f"{record.name} {number}"

    root = write(tmp_path, {"content/people/ada.yml": "name: Ada\n", "content/people/eve.yml": "name: Eve\n"})
    contents = load(root)
    assert [it.cached(tells, 1) for it in contents.files.values()] == ["Ada 1", "Eve 1"]
    contents = load(write(root, {"content/people/eve.yml": "name: Evelyn\n"}), contents)
    assert [it.cached(tells, 1) for it in contents.files.values()] == ["Ada 1", "Evelyn 1"]
    assert asked == [("Ada", 1), ("Eve", 1), ("Evelyn", 1)]
    assert [it.cached(tells, 2) for it in contents.files.values()] == ["Ada 2", "Evelyn 2"]


def test_sources_that_are_put_aside_say_the_same(tmp_path: Path) -> None:
    more = "topics: [a, b]\nsource: {url: ~, archived: []}\n"
    root = write(
        tmp_path, {"content/articles/2025/flood.md": article(more=more), "content/people/ada.yml": "name: Ädä\n"}
    )
    whole = load(root)
    with closing(SpillFile(tmp_path / "cache")) as aside:
        small = put_aside(whole, aside.put_all)
        assert [(it.source and it.source.tree, it.record) for it in small.files.values()] == [
            (it.source and it.source.tree, it.record) for it in whole.files.values()
        ]
        (source, again) = (contents.files["content/articles/2025/flood.md"].source for contents in (whole, small))
    assert source
    assert again
    assert source.tree["topics"] == ["a", "b"]
    assert source.place(("topics", 1)) == again.place(("topics", 1))
    assert again.existing_part(("topics", 1, "id")) == ("topics", 1)


LINK = "a link lies here, and links are not followed; put the file itself here, or delete the link"


def test_links_are_not_followed_wherever_they_lead(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yml"
    outside.write_text("name: Secret\n")
    root = write(tmp_path / "archive", {"content/people/ada.yml": "name: Ada\n", "content/pages/about.md": "# About\n"})
    for path, target in {
        "people/secret.yml": outside,
        "people/bob.yml": root / "content/people/ada.yml",
        "people/gone.yml": tmp_path / "nothing",
        "elsewhere": tmp_path,
        "pages/leak.txt": outside,
        "pages/folder": tmp_path,
    }.items():
        (root / "content" / path).symlink_to(target)
    contents = load(root)
    paths = ["elsewhere", "pages/folder", "pages/leak.txt", "people/bob.yml", "people/gone.yml", "people/secret.yml"]
    assert told(contents) == [f"content/{path}:1:1: {LINK}" for path in paths]
    assert list(contents.files) == ["content/people/ada.yml"]
    assert prevents_publishing(contents.problems)


@pytest.mark.parametrize("path", ["overrides/assets/leak.txt", "overrides", "archive.yml", "schemas/person.json"])
def test_links_beside_the_settings_are_refused_since_what_lies_there_is_published(tmp_path: Path, path: str) -> None:
    root = write(tmp_path / "archive", {"site_config/overrides/assets/own.css": "", "site_config/schemas/a.json": "{}"})
    assert told(load(root)) == []
    link = root / "site_config" / path
    if link.is_dir():
        link.rename(tmp_path / "elsewhere")
    (tmp_path / "secret").write_text("title: Secret\n")
    link.symlink_to(tmp_path / "secret")
    contents = load(root)
    assert told(contents) == [f"site_config/{path}:1:1: {LINK}"]
    assert contents.settings.title != "Secret"
    assert prevents_publishing(contents.problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"content/people/ada.yml": "name: Ada\n", "content/pages/a/x.md": "# X\n", "site_config/a": ""}
    )
    for path in ("content/people/pipe.yml", "content/pages/a/pipe.md", "site_config/archive.yml"):
        os.mkfifo(root / path)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(root / "content/topic.yml"))
        assert sorted(told(load(root))) == [
            "content/pages/a/pipe.md:1:1: a named pipe lies here, and no file; delete it",
            "content/people/pipe.yml:1:1: a named pipe lies here, and no file; delete it",
            "content/topic.yml:1:1: a socket lies here, and no file; delete it",
            "site_config/archive.yml:1:1: a named pipe lies here, and no file; delete it",
        ]


def test_a_page_or_settings_beyond_the_limit_are_told_and_not_read(tmp_path: Path) -> None:
    big: Content = {"repeat": "x", "times": 1_000_001}
    root = write(
        tmp_path, {"content/pages/about.md": big, "site_config/archive.yml": big, "content/people/ada.yml": big}
    )
    assert [line.split(";")[0].split(": ", 1)[1] for line in told(load(root))] == [
        "the file has 1,000,001 bytes, and 1,000,000 is the limit"
    ] * 3


def test_an_article_that_names_no_language_is_in_the_archives(tmp_path: Path) -> None:
    articles = {
        f"content/articles/2025/{n}.md": f"---\ntitle: Le mur\n{key}---\nLe mur tient.\n"
        for n, key in {"a": "", "b": "language: null\n", "c": "language: ru\n"}.items()
    }
    root = write(tmp_path, {"site_config/archive.yml": "language: fr\n", **articles})
    french = load(root)

    def languages(contents: Contents) -> list[str]:
        return [one.record.language for one in contents.files.values() if isinstance(one.record, Article)]

    assert languages(french) == ["fr", "fr", "ru"]
    write(root, {"site_config/archive.yml": "language: ko\n"})
    assert languages(load(root, french)) == ["ko", "ko", "ru"]
    write(root, {"site_config/archive.yml": None})
    assert languages(load(root, french)) == ["en", "en", "ru"]


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/people/ada.yml": "name: Ada\n", "content/people/bob.yml": "name: Bob\n"})
    first = load(root)
    write(root, {"content/people/bob.yml": "name: Robert\n"})
    second = load(root, first)
    assert second.files["content/people/ada.yml"] is first.files["content/people/ada.yml"]
    assert second.files["content/people/bob.yml"] is not first.files["content/people/bob.yml"]


def test_problems_of_what_did_not_change_are_told_again(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/people/ada.yml": "nam: Ada\n"})
    first = load(root)
    assert told(load(root, first)) == told(first) != []


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_a_file_name_of_stray_bytes_is_told_in_letters(tmp_path: Path) -> None:
    people = write(tmp_path, {}) / "content" / "people"
    people.mkdir()
    for name in (b"ad\xff.yml", b"two\nlines.yml", b"\xe2\x80\xaeada.yml"):
        Path(os.fsdecode(os.path.join(os.fsencode(people), name))).write_text("name: Ada\n")  # noqa: PTH118
    lines = told(load(tmp_path))
    assert [line.split(": ")[0] for line in sorted(lines)] == [
        "content/people/ad�.yml:1:1",
        "content/people/two�lines.yml:1:1",
        "content/people/�ada.yml:1:1",
    ]
    "\n".join(lines).encode()  # raises if the command could not print it


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    file = write(tmp_path, {"content/people/ada.yml": "name: Ada\n"}) / "content" / "people" / "ada.yml"
    file.chmod(0)
    assert told(load(tmp_path)) == [
        "content/people/ada.yml:1:1: the file cannot be read (Permission denied); look at its permissions"
    ]


def test_settings_have_defaults(tmp_path: Path) -> None:
    assert load(tmp_path).settings.title == "A research archive"
    root = write(tmp_path, {"site_config/archive.yml": "format: 1\ntitle: Floods\nrights:\n  Own: {label: Our own}\n"})
    settings = load(root).settings
    assert settings.title == "Floods"
    assert list(settings.rights) == ["Own"]


def test_a_field_is_read_as_its_field_means_it(tmp_path: Path) -> None:
    text = """\
---
title: "no"
language: "no"
published: 2025-04~
source: {relays: tass, copy: whole}
quotations:
  - id: a
    speaker: ada
    text: "12:30"
    translated: unknown
    via: [tass, {by: [ap, afp], implied: true}, {unnamed: a wire}]
    at: [3, 8]
  - {id: b, speaker: {unnamed: a farmer}, text: [one, two], translated: false, at: [[1, 4], [6, 9]]}
figures:
  - {id: c, measure: m, low: 10000, high: "12000.5", by: [{unnamed: someone}]}
events: [flood, {event: rain, date: 2025}]
---
"""
    article = (
        load(write(tmp_path, {"content/articles/2025/flood.md": text})).files["content/articles/2025/flood.md"].record
    )
    assert isinstance(article, Article)
    first, second = article.quotations
    assert (article.title, article.language, article.source.relays and article.source.relays.of) == ("no", "no", "tass")
    assert (first.text, first.translated, first.at) == (("12:30",), None, ((3, 8),))
    assert [(step.by, step.unnamed, step.implied) for step in first.via] == [
        (("tass",), None, False),
        (("ap", "afp"), None, True),
        ((), "a wire", False),
    ]
    assert (second.words, second.translated, second.at) == ("one […] two", False, ((1, 4), (6, 9)))
    assert (article.figures[0].low, article.figures[0].high, article.figures[0].by[0].unnamed) == (
        10000,
        12000.5,
        "someone",
    )
    assert [(o.event, o.date and o.date.edtf.text) for o in article.events] == [("flood", None), ("rain", "2025")]


@pytest.mark.parametrize("written", ["2025-04~", "[2024-11..2025-02]", "2025-04-28/2025-05-03"])
def test_a_date_is_given_out_as_its_author_wrote_it(written: str) -> None:
    """Pydantic used to warn about the serialized value, and warnings fail tests."""
    date = Date.model_validate({"edtf": written, "words": "that spring"})
    assert date.model_dump(exclude_none=True) == {"edtf": written, "words": "that spring"}
    assert Date.model_validate(date.model_dump()) == date


@settings(max_examples=examples(500), deadline=None)
@given(any_bytes.any_files())
def test_any_bytes_give_a_record_or_problems_with_a_place(raw: bytes) -> None:
    for path in ("content/people/a.yml", "content/articles/2025/a.md"):
        for bytes_of_it in (raw, b"---\n" + raw + b"\n---\n" + raw):
            (read,) = reread(EMPTY[path], {path: bytes_of_it}).files.values()
            assert read.record is not None or any(p.severity == "error" for p in read.problems)
            assert all(p.place.path == path and p.place.line >= 1 and p.place.column >= 1 for p in read.problems)


def _empty(path: str, kind: Kind) -> Contents:
    return Contents({path: LoadedFile(path, (0, 0), kind, None, None, ())})


EMPTY = {
    "content/people/a.yml": _empty("content/people/a.yml", "person"),
    "content/articles/2025/a.md": _empty("content/articles/2025/a.md", "article"),
}


@pytest.mark.parametrize(
    "words", ["It holds. " * 520, "It holds. " * 2000, "|-\n" + "    Hold, wall, hold, hold!\n" * 300]
)
def test_a_quotation_that_is_too_long_may_be_a_list_of_parts(tmp_path: Path, words: str) -> None:
    def checked(text: str) -> list[str]:
        article = (
            f"---\ntitle: A\nquotations:\n- id: a\n  speaker: {{unnamed: a crowd}}\n  text: {text}\n---\nA chant.\n"
        )
        return told(load(write(tmp_path, {"content/articles/2025/a.md": article})))

    (fault,) = checked(words.strip())
    assert "5,000 is the limit; write a list of parts, each of fewer" in fault
    half = "It holds. " * 400
    assert checked(f"[{half.strip()}, {half.strip()}]") == []
