"""`archive new` writes valid, commented records with derived ids, and overwrites nothing."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import get_args

import pytest

from generator import pipeline
from generator.authoring import scaffold
from generator.authoring.copies import Copy
from generator.cli import main
from generator.problems import RefusedError
from generator.records import layout
from generator.records.model import IN_MARKDOWN, Kind
from generator.records.yaml_text import read
from tests.archive_files import archive_of, write

TODAY = dt.date(2026, 11, 22)
FILES = {
    "content/organisations/vell-herald.yml": "name: The Vell Herald\nalso: [Herald]\nkind: newspaper\n",
    "content/people/mira-okonjo.yml": "name: Mira Okonjo\nalso: [Мира Оконджо]\n",
    "content/topics/floods.yml": "title: Floods\n",
    "content/events/great-rain.yml": "what: It rains\n",
    "content/articles/2025/old.md": "---\ntitle: Old\nsource: {url: https://example.org/old}\n---\n[[mira-okonjo]]\n",
}
LEAST: dict[Kind, dict[str, str]] = {
    "article": {"title": "The dam of the valley breaks"},
    "person": {"name": "Tom Weir"},
    "organisation": {"name": "River Board"},
    "place": {"name": "Upper Valley"},
    "document": {"name": "Flood Treaty"},
    "utterance": {"title": "Okonjo at the dam", "speaker": "mira-okonjo", "gist": "that it held"},
    "proposition": {"sentence": "The dam held."},
    "measure": {"name": "Houses flooded", "counts": "Houses with water indoors."},
    "event": {"what": "A dam breaks"},
    "topic": {"title": "Rain"},
    "story": {"title": "How it rained", "lead": "It rained.", "shows": "great-rain"},
}


def new(tmp_path: Path, kind: Kind, answers: dict[str, scaffold.Answer], **more: object) -> scaffold.New:
    return scaffold.new(kind, answers, archive_of(tmp_path, FILES), TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_begins_with_the_least_and_is_without_a_fault(kind: Kind, tmp_path: Path) -> None:
    made = new(tmp_path, kind, dict(LEAST[kind]))
    write(tmp_path, {made.path: made.text})
    assert [str(p) for p in pipeline.read(tmp_path).problems if p.severity == "error"] == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_new_record_is_tidy_and_stays_so_when_its_comments_are_used(kind: Kind, tmp_path: Path) -> None:
    made = new(tmp_path, kind, dict(LEAST[kind]))
    for text in (made.text, made.text.replace("# notes: ", "notes: ")):
        source, problems = read(made.path, text.encode(), front_matter=kind in IN_MARKDOWN)
        assert source is not None
        assert problems == ()
        assert layout.format_source(source, kind) == text


def test_keys_that_are_not_given_stand_as_comments_with_an_example(tmp_path: Path) -> None:
    assert new(tmp_path, "topic", {"title": "Rain"}).text == (
        "# yaml-language-server: $schema=../../site_config/schemas/topic.json\n"
        "title: Rain\n"
        "# What matters most here, in one line of ours: it leads the record's page. Left out, the page makes a sentence of what it "
        "shows.\n"
        "# headline: The board called the dam safe, two days before it broke.\n"
        "# What is filed here, in our own words.\n"
        "# summary: Articles on what the law says of it.\n"
        "# What a careful archivist should know, in our own words.\n"
        "# notes: Seen in one copy only.\n"
    )


def test_an_article_takes_its_title_and_hash_from_a_copy_and_its_id_from_publisher_and_title(tmp_path: Path) -> None:
    copy = b"\n  A dam breaks above the valley \n\nWater rose.\n"
    answers: dict[str, scaffold.Answer] = {"publisher": "herald", "published": "2025-05-02", "summary": "A dam broke."}
    made = new(tmp_path, "article", answers, copy=Copy.from_bytes(copy))
    assert made.path == "content/articles/2025/vell-herald-dam-breaks-above-valley.md"
    assert made.derived == (
        "title: the first line of the copy, 'A dam breaks above the valley'",
        "publisher: 'herald' is vell-herald",
    )
    assert f"sha256: {hashlib.sha256(copy).hexdigest()}\n" in made.text
    assert "  seen: 2026-11-22\n  copy: whole\n" in made.text
    assert made.text.endswith("---\nA dam broke.\n")


@pytest.mark.parametrize(
    ("kind", "answers", "record_id"),
    [
        ("person", {"name": "Юлия Петрова"}, "yuliya-petrova"),
        ("person", {"name": "김 명수"}, "gim-myeongsu"),
        ("person", {"name": "O’Brien, Flann"}, "o-brien-flann"),
        ("proposition", {"sentence": f"The dam {'surely ' * 20}held."}, f"the-dam{'-surely' * 7}"),
        ("article", {"title": "The of and"}, "the-of-and"),
    ],
)
def test_an_id_is_derived_from_any_script_and_kept_short(
    kind: Kind, answers: dict[str, scaffold.Answer], record_id: str, tmp_path: Path
) -> None:
    assert new(tmp_path, kind, answers).id == record_id


@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        (
            "person",
            {"name": "Mira Okonjo"},
            "the id 'mira-okonjo' is taken: content/people/mira-okonjo.yml; if this is another one, say --id",
        ),
        ("person", {}, "name is missing; say --name: The name as pages show it."),
        (
            "person",
            {"name": "Tom", "country": "Britain"},
            "country: 'Britain' is not a country code (ISO 3166-1 alpha-2); write KR, UA, US or the like",
        ),
        (
            "article",
            {"title": "x", "published": "2025-13"},
            "published: '2025-13' is not a date; write 2025-12, 2025-12-10 or 2025",
        ),
        (
            "article",
            {"title": "x", "publisher": "Vell Heralt"},
            "publisher: no organisation is called 'Vell Heralt'; did you mean 'vell-herald'?",
        ),
        (
            "article",
            {"title": "x", "publisher": "Nobody's"},
            'publisher: no organisation is called "Nobody\'s"; add it first: archive new organisation',
        ),
        (
            "article",
            {"title": "x", "url": "https://example.org/old/"},
            "content/articles/2025/old.md has this address already: https://example.org/old/",
        ),
        (
            "article",
            {"title": "x", "url": "http://www.example.org/old?utm_source=mail"},
            "content/articles/2025/old.md has this address already: http://www.example.org/old?utm_source=mail",
        ),
        (
            "article",
            {"title": "x", "url": "example.org"},
            "source.url: 'example.org' is not an http or https address; begin it with https://, or write null",
        ),
        ("person", {"name": "???"}, "no id can be derived from this; say --id"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    kind: Kind, answers: dict[str, scaffold.Answer], told: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError) as refusal:
        new(tmp_path, kind, answers)
    assert str(refusal.value) == told


def test_a_copy_in_other_letters_wants_its_language(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="say which language it is in with --language"):
        new(tmp_path, "article", {}, copy=Copy.from_bytes("Плотина прорвалась".encode()))
    made = new(tmp_path, "article", {"language": "ru"}, copy=Copy.from_bytes("Плотина прорвалась".encode()))
    assert "title: Плотина прорвалась\n" in made.text
    assert "language: ru\n" in made.text


def test_who_looks_like_somebody_known_is_pointed_out(tmp_path: Path) -> None:
    made = new(tmp_path, "person", {"name": "Mira Okonjoh"})
    assert made.derived == ("look: content/people/mira-okonjo.yml has a name that looks the same; is it this one?",)


def test_texts_that_look_like_something_else_are_quoted(tmp_path: Path) -> None:
    made = new(tmp_path, "article", {"title": "Dam: 3,000 flee #now", "published": "2025", "authors": ["no", "1984"]})
    assert 'title: "Dam: 3,000 flee #now"\n' in made.text
    assert 'authors: ["no", "1984"]\n' in made.text


def test_the_command_writes_the_file_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    call = ["--root", str(tmp_path), "new", "topic", "--title", "Rain"]
    assert main(call) == 0
    assert capsys.readouterr().out == "content/topics/rain.yml\n"
    before = (tmp_path / "content/topics/rain.yml").read_bytes()
    assert main(call) == 1
    assert "the id 'rain' is taken" in capsys.readouterr().err
    # An invalid file also reserves its id.
    (tmp_path / "content/topics/snow.yml").write_text("titel: Snow\n")
    assert main([*call[:-1], "Snow"]) == 1
    assert "content/topics/snow.yml exists already and was not changed; use --id" in capsys.readouterr().err
    assert (tmp_path / "content/topics/rain.yml").read_bytes() == before


def test_where_a_terminal_is_there_the_command_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FILES)
    said = iter(["", "Tom Weir", "Thomas Weir; Т. Вейр", "", "GB", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(said))
    assert main(["--root", str(tmp_path), "new", "person"]) == 0
    text = (tmp_path / "content/people/tom-weir.yml").read_text("utf-8")
    assert "name: Tom Weir\nalso: [Thomas Weir, Т. Вейр]\n" in text
    assert "country: GB\n" in text
