"""The files with what is new about a record since a day."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import routes
from generator.archive.archive import Archive
from generator.archive.history import Commit, History, How, Touched
from generator.exports import since
from generator.exports.checked import place
from generator.findings.since import Days, days
from tests.archive_files import archive_of

ONE, ADA = "content/articles/2025/one.md", "content/people/ada.yml"
FILES = {
    ADA: "name: Ada Lind\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/measures/dead.yml": "name: The dead\ncounts: who died\n",
    "content/utterances/speech.yml": "title: A speech\nspeaker: ada\npassages:\n  - {id: dam, gist: on the dam}\n",
    ONE: (
        "---\ntitle: One\npublisher: herald\npublished: 2025-04-28\nsource: {seen: 2025-05-01}\n"
        "quotations:\n  - {id: q, speaker: ada, text: The dam was safe, utterance: speech/dam}\n"
        "  - {id: r, speaker: ada, text: Nobody knew}\n"
        "statements:\n  - {id: s, holder: ada, proposition: dam-held, stance: asserts, quotations: [q]}\n"
        "figures:\n  - {id: f, measure: dead, value: 3, by: [ada], quotations: [r]}\n---\nRain.\n"
    ),
}


def remembering(archive: Archive, *commits: tuple[str, list[tuple[How, str] | tuple[How, str, str]], bool]) -> Archive:
    """The archive with commits on these days, newest first: for each, which files it changed how, and whether it is
    listed."""
    made = (
        Commit(
            str(number),
            date.fromisoformat(day),
            date.fromisoformat(day),
            "",
            tuple(Touched(*it) for it in files),
            listed,
        )
        for number, (day, files, listed) in enumerate(commits)
    )
    return replace(archive, history=History("head", tuple(made)))


def of(files: dict[str, str], record: str) -> object:
    spread = json.loads(files[routes.SINCE])["spread"]
    return json.loads(files[routes.since(place(record, spread))])[record]


def test_each_record_has_its_days_and_those_of_the_articles_about_it(tmp_path: Path) -> None:
    archive = remembering(
        archive_of(tmp_path, FILES),
        ("2026-11-20", [("changed", ONE)], True),
        ("2026-11-12", [("added", ONE)], True),
        ("2026-11-01", [("added", path) for path in FILES if path != ONE], True),
    )
    files = since.files(archive)
    both = ["2026-11-12", "2026-11-20"]
    changed = dict.fromkeys(
        ("q-q", "q-r", "s-s", "f-f"), both
    )  # no earlier version was read, so each part has the days of its article
    assert of(files, "ada") == {"own": ["2026-11-01", "2026-11-01"], "of": {"one": [*both, 2, 1, 1, 0, changed]}}
    of_others: dict[str, list[object]] = {
        "dam-held": [0, 1, 0, 0, {"s-s": both}],
        "dead": [0, 0, 1, 0, {"f-f": both}],
        "speech": [1, 0, 0, 0, {"q-q": both}],
        "herald": [0, 0, 0, 1],
    }
    for record, numbers in of_others.items():
        assert of(files, record) == {"own": ["2026-11-01", "2026-11-01"], "of": {"one": [*both, *numbers]}}
    assert of(files, "one") == {"own": both, "of": {"one": [*both, 2, 1, 1, 0, changed]}}


def test_without_a_history_one_file_says_so(tmp_path: Path) -> None:
    assert since.files(archive_of(tmp_path, FILES)) == {"changes/since.json": '{"spread":0}\n'}


def test_a_renamed_record_came_with_its_first_name_and_what_is_no_news_changes_no_day(tmp_path: Path) -> None:
    archive = remembering(
        archive_of(tmp_path, FILES),
        ("2026-11-20", [("changed", ADA)], False),
        ("2026-11-15", [("moved", ADA, "content/people/a-lind.yml")], True),
        ("2026-11-12", [("removed", ONE), ("changed", "content/pages/ada.md")], True),
        ("2026-11-01", [("added", "content/people/a-lind.yml"), ("added", ONE)], True),
    )
    assert days(archive) == {"ada": Days(date(2026, 11, 1), date(2026, 11, 15))}


def test_a_part_that_came_later_or_was_altered_has_days_of_its_own(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    history = History(
        "d",
        tuple(
            Commit(blob, day, day, "", (Touched("added" if blob == "a" else "changed", ONE, blob=blob),), listed)
            for blob, day, listed in (
                ("d", date(2026, 11, 20), False),
                ("c", date(2026, 11, 15), True),
                ("b", date(2026, 11, 14), True),
                ("a", date(2026, 11, 12), True),
            )
        ),
        {
            "a": {"q-q": 1, "s-s": 1, "q-gone": 1},
            "b": {"q-q": 1, "s-s": 2, "q-r": 1},
            "c": {"q-q": 1, "s-s": 2, "q-r": 3, "f-f": 1},
            "d": {"q-q": 9, "s-s": 2, "q-r": 3, "f-f": 1},  # not news
        },
    )
    files = since.files(replace(archive, history=history))
    assert of(files, "one") == {
        "own": ["2026-11-12", "2026-11-15"],
        "of": {
            "one": [
                "2026-11-12", "2026-11-15", 2, 1, 1, 0,
                {
                    "f-f": ["2026-11-15", "2026-11-15"],
                    "q-r": ["2026-11-14", "2026-11-15"],
                    "s-s": ["2026-11-12", "2026-11-14"],
                },
            ]
        },
    }  # fmt: skip
