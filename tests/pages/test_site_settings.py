"""Settings of mkdocs.yml that pages show."""

import pytest

from generator.pages.site_settings import address_fault


@pytest.mark.parametrize(
    ("site", "remedy"),
    [
        ("ftp://archive.net/", None),
        ("https://ada:secret@archive.net/a/", "https://archive.net/a/"),
        ("https://archive.net/?q=1", "https://archive.net/"),
        ("http://archive.net/a/#top", "http://archive.net/a/"),
    ],
)
def test_an_address_that_no_page_can_be_added_to_is_refused_with_one_that_passes(site: str, remedy: str | None) -> None:
    fault = address_fault(site)
    assert fault
    assert "secret" not in fault
    if remedy:
        assert fault.endswith(f"write {remedy}")
        assert address_fault(remedy) is None


def test_an_address_in_other_letters_or_on_this_machine_passes() -> None:
    assert address_fault("https://пример.укр/") is None
    assert address_fault("http://localhost:8000/") is None
