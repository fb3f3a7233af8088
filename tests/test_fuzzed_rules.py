"""A small sample of the nightly comparison of both languages; it detects a difference."""

import pytest

from tests import fuzzed_rules

pytestmark = pytest.mark.processes


def test_of_a_thousand_texts_of_each_kind_the_two_say_the_same() -> None:
    counts, lines = fuzzed_rules.differing(1_000, 12)
    assert lines == []
    assert set(counts) == set(fuzzed_rules.RULED)


def test_a_difference_is_counted_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    make, rule = fuzzed_rules.RULED["written"]
    monkeypatch.setitem(fuzzed_rules.RULED, "written", (make, lambda tree: rule(tree).replace("title", "Title")))
    counts, lines = fuzzed_rules.differing(20, 12)
    assert counts == {"dates": 0, "address-faults": 0, "written": 20, "places": 0}
    assert len(lines) == 5
