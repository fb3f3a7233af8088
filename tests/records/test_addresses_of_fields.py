"""Every field for an address, in records and settings, accepts only web addresses."""

from pathlib import Path

import pytest

from generator import pipeline
from tests.archive_files import write

PLACES = {
    "an article": "content/articles/2025/flood.md: source.url",
    "a kept copy": "content/articles/2025/flood.md: source.archived.0.url",
    "an organisation": "content/organisations/herald.yml: site",
    "a document": "content/documents/treaty.yml: url",
    "a licence": "site_config/archive.yml: rights.X.url",
}
BAD = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//elsewhere.example/x",
    "blob:https://elsewhere.example/1",
    "view-source:https://elsewhere.example/",
]


def files(place: str, address: str) -> dict[str, str]:
    at = {name: address if name == place else "https://herald.example/" for name in PLACES}
    return {
        "content/articles/2025/flood.md": "---\ntitle: Flood\npublisher: herald\nsource:\n"
        f"  url: {at['an article']!r}\n  archived:\n    - {{url: {at['a kept copy']!r}}}\n---\n[[treaty]]\n",
        "content/organisations/herald.yml": f"name: Herald\nsite: {at['an organisation']!r}\n",
        "content/documents/treaty.yml": f"name: Treaty\nurl: {at['a document']!r}\n",
        "site_config/archive.yml": f"format: 1\nrights: {{InC: {{label: In copyright}}, CNE: {{label: Not evaluated}}, X: {{label: X, url: {at['a licence']!r}}}}}\n",
    }


def faults(tmp_path: Path, place: str, address: str) -> list[str]:
    problems = pipeline.read(write(tmp_path, files(place, address))).problems
    return [f"{it.place.path}: {it.field}" for it in problems if it.severity == "error"]


@pytest.mark.parametrize("address", BAD)
@pytest.mark.parametrize("place", PLACES)
def test_no_place_takes_an_address_that_is_none_of_the_web(tmp_path: Path, place: str, address: str) -> None:
    assert faults(tmp_path, place, address) == [PLACES[place]]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_takes_one_of_the_web(tmp_path: Path, place: str) -> None:
    assert faults(tmp_path, place, "https://herald.example/a?b=javascript:c#d") == []
