"""Of whom quotations speak."""

from pathlib import Path

import pytest

from generator.findings.quotations_about import quotations_about
from tests.archive_files import archive_of

RECORDS = {
    "content/people/ada-lovelace.yml": "name: Ada Lovelace\n",
    "content/people/charles-babbage.yml": "name: Charles Babbage\nalso: [Ch. Babbage, {name: 배비지, language: ko}]\n",
    "content/people/kim-un.yml": "name: Kim Un\n",
    "content/places/korea.yml": "name: Korea\n",
    "content/places/south-korea.yml": "name: South Korea\n",
    "content/organisations/may.yml": "name: may\n",
}


def named(root: Path, words: str, context: str = "") -> set[str]:
    note = f", context: '{context}'" if context else ""
    quotations = f"  - {{id: it, speaker: ada-lovelace, text: '{words}'{note}}}\n"
    article = f"---\ntitle: T\nquotations:\n{quotations}---\nRain.\n"
    return set(quotations_about(archive_of(root, {**RECORDS, "content/articles/2025/a.md": article})))


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("I met Charles Babbage today", {"charles-babbage"}),
        ("Babbage’s engine", {"charles-babbage"}),  # a last name that no other record has
        ("배비지 is here", {"charles-babbage"}),
        ("an Un-like thing", set()),  # a last name too short to stand alone
        ("South Korea is wet", {"south-korea"}),  # and not Korea
        ("it may rain", set()),  # a name of small letters would be an ordinary word
        ("I, Ada Lovelace, say so", set()),  # the speaker
    ],
)
def test_a_quotation_speaks_of_those_whom_its_words_name(tmp_path: Path, words: str, who: set[str]) -> None:
    assert named(tmp_path, words) == who


def test_the_editors_note_on_the_context_names_too(tmp_path: Path) -> None:
    assert named(tmp_path, "He is late.", "on Babbage") == {"charles-babbage"}


def test_of_names_that_begin_alike_the_longest_is_meant(tmp_path: Path) -> None:
    institute = {"content/organisations/institute.yml": "name: Charles Babbage Institute\n"}
    quotations = "  - {id: it, speaker: ada-lovelace, text: The Charles Babbage Institute is shut}\n"
    article = f"---\ntitle: T\nquotations:\n{quotations}---\nRain.\n"
    files = {**RECORDS, **institute, "content/articles/2025/a.md": article}
    assert set(quotations_about(archive_of(tmp_path, files))) == {"institute"}
