"""The tagged states of an archive, for citing."""

import os
import subprocess
from pathlib import Path

import pytest

from generator import pipeline
from generator.archive import history
from tests.archive_files import write

MIRA, ARTICLE = "content/people/mira.yml", "content/articles/2025/flood.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(tmp_path, {MIRA: "name: Mira Okonjo\n", "site_config/archive.yml": "format: 1\ntitle: Floods\n"})
    git(root, "init", "--quiet")
    commit(root, "Begin", "2025-05-02")
    return root


def git(root: Path, *words: str, day: str = "2025-05-02") -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *words]
    when = f"{day}T12:00:00+00:00"
    environment = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=environment)


def commit(root: Path, said: str, day: str) -> None:
    git(root, "add", "content", "site_config")
    git(root, "commit", "--quiet", "-m", said, day=day)


def test_each_tagged_state_has_its_day_its_commit_and_what_had_changed(root: Path) -> None:
    git(root, "tag", "first")
    write(root, {ARTICLE: "---\ntitle: A dam breaks\npublished: 2025-04-28\n---\n[[mira]] spoke.\n"})
    write(root, {MIRA: "name: Mira Okonjo\nsummary: A minister.\n"})
    commit(root, "Add the flood", "2025-06-01")
    git(root, "tag", "-a", "second", "-m", "As cited <b>in</b> the report", day="2025-06-03")
    made = pipeline.make(root)
    past = made.archive.history
    assert past is not None
    assert [(it.name, it.day.isoformat(), it.message) for it in past.states] == [
        ("second", "2025-06-01", "As cited <b>in</b> the report"),
        ("first", "2025-05-02", ""),
    ]
    page = made.pages["states/index.md"].drawn
    second, first = page.split("state-2")
    assert past.head in second
    assert "As cited &lt;b&gt;in&lt;/b&gt; the report" in second
    assert "Floods, state second of 1 June 2025 (commit" in second
    assert "<b>Added</b> 1 article" in second
    assert "<b>Corrected</b> 1 person" in second
    assert "<b>Added</b> 1 person" in first
    assert 'href="../states/"' in made.pages["data/index.md"].drawn
    assert 'href="../../states/"' in made.pages["articles/flood.md"].drawn


def test_a_state_that_was_tagged_long_after_it_stands_where_it_belongs(root: Path) -> None:
    write(root, {MIRA: "name: Mira Okonjo\nsummary: A minister.\n"})
    commit(root, "Say what she is", "2025-06-01")
    git(root, "tag", "b-later")
    git(root, "tag", "-a", "a-first", "-m", "Tagged at last", "HEAD~1", day="2025-09-09")
    past = history.history(root)
    assert past is not None
    assert [(it.name, it.day.isoformat(), len(it.commits)) for it in past.states] == [
        ("b-later", "2025-06-01", 1),
        ("a-first", "2025-05-02", 1),
    ]


def test_without_a_tag_there_is_no_page_and_no_link_to_one(root: Path) -> None:
    made = pipeline.make(root)
    assert "states/index.md" not in made.pages
    assert "states/" not in made.pages["data/index.md"].drawn


def test_a_new_tag_is_seen_without_a_new_commit(root: Path) -> None:
    before = history.history(root)
    assert history.history(root, before) is before
    git(root, "tag", "first")
    after = history.history(root, before)
    assert after is not None
    assert [it.name for it in after.states] == ["first"]
