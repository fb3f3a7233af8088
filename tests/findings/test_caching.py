"""Findings of an archive are computed once, and cached as long as the archive exists."""

from pathlib import Path

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from tests.archive_files import archive_of

asked: list[Archive] = []


@cached_finding
def people(archive: Archive) -> tuple[str, ...]:
    """The names of all people."""
    asked.append(archive)
    return tuple(person.name for person in archive.people)


def test_each_of_two_archives_that_live_at_once_is_asked_once(tmp_path: Path) -> None:
    """As under `mkdocs serve`, where the pages of one are still being made while the next one is there."""
    one = archive_of(tmp_path / "one", {"content/people/ada.yml": "name: Ada\n"})
    other = archive_of(tmp_path / "other", {"content/people/ben.yml": "name: Ben\n"})
    assert [people(archive) for archive in (one, other, one, other)] == [("Ada",), ("Ben",), ("Ada",), ("Ben",)]
    assert [it for it in asked if it in (one, other)] == [
        one,
        other,
    ]  # other tests ask every finding of archives of theirs


def test_an_archive_of_the_same_records_is_another_one(tmp_path: Path) -> None:
    files = {"content/people/ada.yml": "name: Ada\n"}
    assert archive_of(tmp_path, files) != archive_of(tmp_path, files)


def test_a_finding_keeps_its_explanation() -> None:
    assert people.__doc__ == "The names of all people."
