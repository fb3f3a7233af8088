"""The files with who altered which field of a record when."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import routes
from generator.archive.alterations import Alteration
from generator.archive.archive import Archive
from generator.archive.history import Commit, History, Touched, version_pair_key
from generator.exports import histories
from generator.tables.history import history
from tests.archive_files import archive_of

ADA, EVA = "content/people/ada.yml", "content/people/eva.yml"


def remembering(archive: Archive) -> Archive:
    """The archive with a history in which ada was added, altered, renamed to eva, and only formatted."""
    days = [date(2026, 11, day) for day in (1, 12, 20, 21)]
    files = [
        Touched("added", ADA, blob="1"),
        Touched("changed", ADA, blob="2"),
        Touched("moved", EVA, ADA, blob="2"),
        Touched("changed", EVA, blob="3"),
    ]
    commits = [
        Commit(f"{number}" * 40, day, day, "Why", (file,), author="Ann <b>")
        for number, (day, file) in enumerate(zip(days, files, strict=True), 1)
    ]
    altered = {
        version_pair_key("1", "2"): [Alteration("name", "</script>", "Eva")],
        version_pair_key("2", "3"): [],
    }
    return replace(archive, history=History("head", tuple(commits[::-1]), altered=altered))


def rows(files: dict[str, str]) -> dict[str, Any]:
    spread = json.loads(files[routes.HISTORY])["spread"]
    return {key: row for n in range(spread) for key, row in json.loads(files[routes.history(n)]).items()}


def test_each_record_has_what_each_commit_altered_the_newest_first(tmp_path: Path) -> None:
    files = histories.files(remembering(archive_of(tmp_path, {EVA: "name: Eva\n"})))
    assert rows(files) == {
        "eva": {
            "added": ["2026-11-01", "Ann <b>", "1" * 10, "Why"],
            "changes": [
                ["2026-11-20", "Ann <b>", "3" * 10, "Why", [["id", "ada", "eva"]], 0],
                ["2026-11-12", "Ann <b>", "2" * 10, "Why", [["name", "</script>", "Eva"]], 0],
            ],
        }
    }
    assert json.loads(files[routes.DAYS]) == {"days": ["2026-11-01", "2026-11-21"], "of": {"eva": [0, 1]}}


def test_the_tables_have_each_altered_field_the_earliest_first_unless_that_is_kept_back(tmp_path: Path) -> None:
    archive = remembering(archive_of(tmp_path, {EVA: "name: Eva\n"}))
    found = [*history(archive).cells()]
    assert [row[:6] for row in found] == [
        ("eva", "person", "name", "</script>", "Eva", "2026-11-12"),
        ("eva", "person", "id", "ada", "eva", "2026-11-20"),
    ]
    assert found[0][6:] == ("Ann <b>", "2" * 40)
    kept = replace(archive, settings=archive.settings.model_copy(update={"history": False}))
    assert history(kept).rows == ()


def test_a_record_that_was_never_altered_tells_when_it_came_and_by_whom(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {ADA: "name: Ada\n"})
    commit = Commit(
        "a" * 40, date(2026, 11, 1), date(2026, 11, 1), "x" * 900, (Touched("added", ADA, blob="1"),), author="y" * 900
    )
    files = histories.files(replace(archive, history=History("head", (commit,))))
    assert rows(files)["ada"] == {"added": ["2026-11-01", "y" * 80, "a" * 10, "x" * 200], "changes": []}


def test_without_a_history_or_where_it_is_not_published_one_file_says_why(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {EVA: "name: Eva\n"})
    assert histories.files(archive) == {routes.HISTORY: '{"spread":0,"why":"none"}\n'}
    kept_back = archive.settings.model_copy(update={"history": False})
    files = histories.files(replace(remembering(archive), settings=kept_back))
    assert files == {routes.HISTORY: '{"spread":0,"why":"kept"}\n'}
