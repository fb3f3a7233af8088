"""Who is tied to whom, from the articles that tie them."""

from pathlib import Path

from generator.findings.network import Tie, appearances, ties, ties_of
from tests import archive_files
from tests.archive_files import archive_of

PARTIES = {
    "content/people/ada.yml": "name: Ada Byron\n",
    "content/people/ben.yml": "name: Ben Okri\n",
    "content/organisations/wire.yml": "name: The Wire\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/board.yml": "name: River Board\n",
}


def article(quotations: str = "", body: str = "Words.", publisher: str = "herald", source: str = "") -> str:
    return archive_files.article(body, publisher=publisher, published="2025-05-01", more=source + quotations)


SAID = """quotations:
  - {id: one, speaker: ada, text: "Ben Okri knew of it", via: [wire]}
"""


def test_two_are_named_together_by_the_articles_that_speak_of_both(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/a.md": article(body="[[ada]] met [[ben]] and [[ben]]."),
        "content/articles/2025/b.md": article(body="[[ben]] met [[ada]]."),
    }
    archive = archive_of(tmp_path, PARTIES | files)
    assert ties(archive)["named"] == (Tie("named", "ada", "ben", 2),)
    assert dict(appearances(archive)) == {"ada": 2, "ben": 2}


def test_who_only_publishes_or_carries_is_named_with_nobody(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path, PARTIES | {"content/articles/2025/a.md": article(SAID, "[[ben]] heard it from [[wire]].")}
    )
    assert ties(archive)["named"] == (Tie("named", "ada", "ben", 1),)


def test_a_speaker_is_tied_to_whom_the_words_name(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, PARTIES | {"content/articles/2025/a.md": article(SAID)})
    assert ties(archive)["about"] == (Tie("about", "ada", "ben", 1),)


def test_words_pass_from_each_carrier_to_the_next_and_to_the_outlet(tmp_path: Path) -> None:
    chain = SAID.replace("[wire]", "[board, wire]")
    archive = archive_of(tmp_path, PARTIES | {"content/articles/2025/a.md": article(chain)})
    assert ties(archive)["relays"] == (Tie("relays", "board", "wire", 1), Tie("relays", "wire", "herald", 1))
    assert ties_of(archive)["wire"] == ties(archive)["relays"]


def test_a_text_that_is_taken_over_counts_once_beside_its_quotations(tmp_path: Path) -> None:
    relaying = article(SAID, source="source: {relays: original}\n")
    files = {"content/articles/2025/original.md": article(publisher="wire"), "content/articles/2025/copy.md": relaying}
    archive = archive_of(tmp_path, PARTIES | files)
    assert ties(archive)["relays"] == (Tie("relays", "wire", "herald", 1),)


def test_a_carrier_without_a_name_breaks_the_chain(tmp_path: Path) -> None:
    chain = SAID.replace("[wire]", "[board, {unnamed: a wire service}]")
    archive = archive_of(tmp_path, PARTIES | {"content/articles/2025/a.md": article(chain)})
    assert ties(archive)["relays"] == ()


def test_a_tie_tells_whether_all_its_articles_were_changed_or_taken_back(tmp_path: Path) -> None:
    withdrawn = "source: {status: {is: withdrawn, basis: a note in its place}}\n"
    one = {"content/articles/2025/a.md": article(body="[[ada]] met [[ben]].", source=withdrawn)}
    assert [tie.is_revised for tie in ties(archive_of(tmp_path / "one", PARTIES | one))["named"]] == [True]
    two = one | {"content/articles/2025/b.md": article(body="[[ben]] met [[ada]].")}
    assert [tie.is_revised for tie in ties(archive_of(tmp_path / "two", PARTIES | two))["named"]] == [False]
