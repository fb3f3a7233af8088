"""News feeds as a feed reader parses them."""

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser

from generator.archive.alterations import Alteration
from generator.archive.archive import Archive
from generator.archive.history import Commit, History, Touched, version_pair_key
from generator.exports import feeds
from generator.pages.changes import news
from generator.text import messages
from tests.archive_files import archive_of
from tests.exports.test_since import remembering

ONE, TWO = "content/articles/2025/one.md", "content/articles/2025/two.md"


def article(title: str, publisher: str, words: str, stance: str, day: str) -> str:
    return (
        f"---\ntitle: {title}\npublisher: {publisher}\npublished: {day}\n"
        f"quotations:\n  - {{id: q, speaker: ada, text: {words}, utterance: speech/dam, fidelity: altered}}\n"
        f"statements:\n  - {{id: s, holder: ada, proposition: dam-held, stance: {stance}, date: {day}, rests_on: verb}}\n"
        "topics: [floods]\n---\n[[ada]] spoke.\n"
    )


FILES = {
    "content/people/ada.yml": "name: Ada <Lind> & Co\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/post.yml": "name: The Post\n",
    "content/topics/floods.yml": "title: Floods\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/utterances/speech.yml": "title: A speech\nspeaker: ada\npassages:\n  - {id: dam, gist: on the dam}\n",
    ONE: article("One", "herald", "The dam is quite safe today", "denies", "2025-04-28"),
    TWO: article("Two", "post", "The dam is safe today", "confirms", "2025-05-28"),
}


def archive_at(tmp_path: Path) -> Archive:
    return remembering(
        archive_of(tmp_path, FILES),
        ("2026-11-21", [("changed", ONE)], True),
        ("2026-11-20", [("added", TWO)], True),
        ("2026-11-01", [("added", path) for path in FILES if path != TWO], True),
    )


def files(archive: Archive, address: str = "https://floods.example/") -> dict[str, str]:
    return feeds.files(archive, news.feeds(archive), address)


def test_a_feed_reader_reads_what_is_new_in_sentences_the_latest_first(tmp_path: Path) -> None:
    made = files(archive_at(tmp_path))
    read = feedparser.parse(made["feed.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.links[1].href == "https://floods.example/feed.xml"
    said = [(it.updated[:10], it.title) for it in read.entries]
    assert said[0] == ("2026-11-21", "“One” was corrected.")
    assert ("2026-11-20", "The Post’s article “Two” was added.") in said
    assert (
        "2026-11-01",
        "The Herald’s version of Ada <Lind> & Co’s words was added: it differs in 1 word.",
    ) in said or (
        "2026-11-20",
        "The Post’s version of Ada <Lind> & Co’s words was added: it differs in 1 word.",
    ) in said
    (turn,) = [title for day, title in said if title.startswith("Ada <Lind> & Co: ")]
    assert "Denied on 28 April 2025" in turn
    assert "30 days" in turn
    assert [day for day, _ in said] == sorted((day for day, _ in said), reverse=True)
    assert len({it.id for it in read.entries}) == len(read.entries)
    assert all(it.link.startswith("https://floods.example/") for it in read.entries)


def test_both_forms_of_a_feed_say_the_same(tmp_path: Path) -> None:
    made = files(archive_at(tmp_path))
    for name in {path.rpartition(".")[0] for path in made}:
        entries = feedparser.parse(made[f"{name}.xml"]).entries
        feed = json.loads(made[f"{name}.json"])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert [(it["id"], it["content_text"], it["url"]) for it in feed["items"]] == [
            (it.id, it.title, it.link) for it in entries
        ]


def test_each_person_organisation_claim_and_topic_has_the_news_of_its_own(tmp_path: Path) -> None:
    made = files(archive_at(tmp_path))
    assert {path for path in made if path.endswith(".xml")} == {
        "feed.xml",
        *(f"feeds/{record}.xml" for record in ("ada", "herald", "post", "floods", "dam-held")),
        *(
            f"feeds/by/{facet}.xml"
            for facet in ("finding-altered", "stance-denies", "stance-confirms", "language-en", "kind-article")
        ),
    }
    of_post = [it["content_text"] for it in json.loads(made["feeds/post.json"])["items"]]
    assert "The Post’s article “Two” was added." in of_post
    assert not [it for it in of_post if "Herald" in it]
    assert [it["content_text"] for it in json.loads(made["feeds/by/stance-denies.json"])["items"]] == [
        "The Herald’s article “One” was added."
    ]


def test_a_feed_tells_what_became_of_a_source_once_that_is_recorded(tmp_path: Path) -> None:
    status = "source: {status: {is: withdrawn, on: 2025-06-01, basis: a note in its place}}\n"
    archive = archive_of(tmp_path, FILES | {ONE: FILES[ONE].replace("topics:", f"{status}topics:")})
    days = [dt.date(2026, 11, day) for day in (1, 12, 13)]
    commits = [Commit(str(n), day, day, "", (Touched("changed", ONE, blob=str(n)),)) for n, day in enumerate(days) if n]
    first = Commit("first", days[0], days[0], "", tuple(Touched("added", it, blob="0") for it in FILES))
    altered = {
        version_pair_key("0", "1"): [Alteration("source.status", None, "is: withdrawn")],
        version_pair_key("1", "2"): [Alteration("title", "I", "One")],
    }
    archive = replace(archive, history=History("head", (*commits[::-1], first), altered=altered))
    for feed in ("feed.json", "feeds/dam-held.json"):
        told = [it for it in json.loads(files(archive)[feed])["items"] if "Withdrawn" in it["content_text"]]
        assert [(it["content_text"], it["date_published"][:10]) for it in told] == [
            ("“One”: Withdrawn by its publisher, 1 June 2025. a note in its place", "2026-11-12")
        ]


def test_a_feed_has_the_latest_fifty(tmp_path: Path) -> None:
    many = {f"content/articles/2025/a{n}.md": f"---\ntitle: A {n}\n---\nRain.\n" for n in range(60)}
    archive = remembering(archive_of(tmp_path, many), ("2026-11-01", [("added", path) for path in many], True))
    assert len(feedparser.parse(files(archive)["feed.xml"]).entries) == 50


def test_a_commit_that_corrects_many_records_is_one_piece_of_news(tmp_path: Path) -> None:
    many = {f"content/articles/2025/a{n}.md": f"---\ntitle: A {n}\n---\nRain.\n" for n in range(30)}
    archive = remembering(
        archive_of(tmp_path, many),
        ("2026-11-02", [("changed", path) for path in many], True),
        ("2026-11-01", [("added", path) for path in many], True),
    )
    assert feedparser.parse(files(archive)["feed.xml"]).entries[0].title.startswith("30 records were corrected")


def test_without_a_history_or_by_the_settings_there_is_no_feed(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    assert files(replace(archive, history=None)) == {}
    assert files(replace(archive, settings=archive.settings.model_copy(update={"feeds": False}))) == {}


def test_without_an_address_links_are_relative(tmp_path: Path) -> None:
    made = files(archive_at(tmp_path), "")
    assert {it["url"] for it in json.loads(made["feeds/by/stance-denies.json"])["items"]} == {"../../articles/one/"}
    assert {it["url"].split("/")[0] for it in json.loads(made["feed.json"])["items"]} <= {
        "articles",
        "people",
        "claims",
        "organisations",
        "topics",
    }


def in_language(tmp_path: Path, language: str) -> dict[str, str]:
    """The feeds of an archive in that language."""
    messages.set_language(language)
    archive = archive_at(tmp_path / language)
    return files(replace(archive, settings=archive.settings.model_copy(update={"language": language})))


def test_feeds_of_every_kind_are_read_and_tell_sentences_in_every_language(tmp_path: Path) -> None:
    ids = {Path(path).stem for path in FILES} | {"one/q", "two/q"}
    names = ("Ada <Lind> & Co", "The Herald", "The Post", "The dam held.", "“One”", "One", "Two", "Floods")
    english: dict[str, list[str]] = {}
    for language in ("en", "ar", "de", "es", "fr", "ko", "uk"):
        for path, text in in_language(tmp_path, language).items():
            if not path.endswith(".xml"):
                continue
            read = feedparser.parse(text)
            assert not read.bozo, (language, path, read.get("bozo_exception"))
            assert (read.version, read.feed.language) == ("atom10", language)
            said = [read.feed.title, *(it.title for it in read.entries)]
            assert len(said) > 1, path
            for sentence in said:
                bare = sentence
                for name in names:
                    bare = bare.replace(name, "")
                assert not any(re.search(rf"(?<![\w/]){re.escape(it)}(?!\w)", bare) for it in ids), sentence
                assert "{" not in sentence
            if language == "en":
                english[path] = said
            else:
                alike = [it for it in said[1:] if it in english[path]]
                assert alike == [], (language, path)
