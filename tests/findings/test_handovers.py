"""Who takes over from whom."""

from pathlib import Path

from generator.findings.handovers import Handover, handovers, handovers_from, handovers_to
from tests.archive_files import archive_of

FILES = {
    f"content/organisations/{name}.yml": f"name: {name.title()}\n" for name in ("wire", "herald", "echo", "board")
} | {
    "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    "content/articles/2025/first.md": "---\ntitle: First\npublisher: herald\npublished: 2025-05-01\n"
    "quotations:\n"
    "  - {id: a, speaker: board, text: It held, via: [{by: wire}], fidelity: altered}\n"
    "  - {id: b, speaker: board, text: It leaks, via: [{by: wire}]}\n"
    "figures: [{id: n, measure: houses, value: 3, by: [board], via: [{by: board}, {by: wire}]}]\n---\nWords.\n",
    "content/articles/2025/second.md": "---\ntitle: Second\npublisher: echo\npublished: 2025-05-02\n"
    "source: {relays: first}\n"
    "quotations: [{id: a, speaker: board, text: It held, via: [{by: wire}, {unnamed: a reporter}, {by: herald}]}]\n---\nWords.\n",
}


def test_each_pair_of_hands_counts_articles_texts_quotations_and_reports(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    assert set(handovers(archive)) == {
        Handover("wire", "herald", articles=1, texts=0, quotations=2, reworded=1, reports=1),
        Handover("board", "wire", articles=1, texts=0, quotations=0, reworded=0, reports=1),
        Handover("herald", "echo", articles=1, texts=1, quotations=1, reworded=0, reports=0),
    }


def test_the_pairs_are_found_from_either_end(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    assert [p.giver for p in handovers_to(archive)["herald"]] == ["wire"]
    assert [p.taker for p in handovers_from(archive)["herald"]] == ["echo"]
    assert "echo" not in handovers_from(archive)


def test_the_busiest_pair_comes_first_and_of_equal_ones_the_giver_that_is_first_by_name(tmp_path: Path) -> None:
    pairs = [(p.giver, p.taker) for p in handovers(archive_of(tmp_path, FILES))]
    assert pairs == [("herald", "echo"), ("wire", "herald"), ("board", "wire")]


def test_reports_of_several_articles_add_up(tmp_path: Path) -> None:
    third = (
        "---\ntitle: Third\npublisher: herald\npublished: 2025-05-03\n"
        "figures: [{id: n, measure: houses, value: 4, by: [board], via: [{by: wire}]}]\n---\nWords.\n"
    )
    archive = archive_of(tmp_path, {**FILES, "content/articles/2025/third.md": third})
    (passing,) = (p for p in handovers(archive) if (p.giver, p.taker) == ("wire", "herald"))
    assert (passing.articles, passing.reports) == (2, 2)
