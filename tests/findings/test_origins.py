"""To which origin each article goes back."""

from pathlib import Path

from generator.findings.origins import origins
from tests.archive_files import archive_of


def article(relays: str | None = None) -> str:
    source = f"source: {{relays: {relays}}}\n" if relays else ""
    return f"---\ntitle: T\npublished: 2025-04-28\n{source}---\nRain.\n"


def test_a_copy_of_a_copy_goes_back_to_the_first(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/first.md": article(),
        "content/articles/2025/second.md": article("first"),
        "content/articles/2025/third.md": article("second"),
    }
    assert origins(archive_of(tmp_path, files)) == {"first": "first", "second": "first", "third": "first"}


def test_an_outlet_stands_for_a_text_that_is_not_in_the_archive(tmp_path: Path) -> None:
    files = {
        "content/organisations/wire.yml": "name: Wire\n",
        "content/articles/2025/one.md": article("wire"),
        "content/articles/2025/two.md": article("wire"),
    }
    found = origins(archive_of(tmp_path, files))
    assert (found["one"], found["two"]) == ("wire", "wire")


def test_a_ring_of_articles_has_one_origin_and_an_end(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/b.md": article("c"),
        "content/articles/2025/c.md": article("b"),
        "content/articles/2025/d.md": article("c"),
    }
    assert set(origins(archive_of(tmp_path, files)).values()) == {"b"}
