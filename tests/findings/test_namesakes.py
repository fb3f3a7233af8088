"""Distinguishing records with the same name."""

from __future__ import annotations

from pathlib import Path

from generator.findings.namesakes import distinctions
from generator.pages import plan
from tests.archive_files import archive_of

FILES = {
    "content/organisations/herald.yml": "name: Herald\n",
    "content/organisations/vell.yml": "name: Vell\n",
    "content/places/the-land.yml": "name: Vell\n",
    "content/articles/2025/a.md": "---\ntitle: Rain\npublisher: herald\npublished: 2025-05-01\n---\nIt rains.\n",
    "content/articles/2025/b.md": "---\ntitle: Rain\npublisher: herald\npublished: 2025-05-02\n---\nIt rains.\n",
    "content/articles/2025/c.md": "---\ntitle: rain\n---\nIt rains.\n",
    "content/events/one.yml": "what: A flood\ndate: 2024\n",
    "content/events/two.yml": "what: A flood\ndate: 2025\n",
    "content/people/ada.yml": "name: Ada\n",
}


def test_articles_are_told_apart_by_outlet_and_date_and_others_by_kind_and_date(tmp_path: Path) -> None:
    assert dict(distinctions(archive_of(tmp_path, FILES))) == {
        "vell": "organisation",
        "the-land": "place",
        "a": "Herald, 1 May 2025",
        "b": "Herald, 2 May 2025",
        "c": "no publisher named",
        "one": "event, 2024",
        "two": "event, 2025",
    }


def test_no_two_pages_of_records_share_a_title_and_what_has_a_name_of_its_own_keeps_it(tmp_path: Path) -> None:
    pages = {page.path: page.title for page in plan(archive_of(tmp_path, FILES))}
    assert len(set(pages.values())) == len(pages)
    assert pages["people/ada.md"] == "Ada"
    assert pages["articles/c.md"] == "rain (no publisher named)"
