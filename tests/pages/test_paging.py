"""Lists that are cut into pages."""

import pytest

from generator.pages.paging import BUDGET, fitting, stretches


@pytest.mark.parametrize(
    ("items", "room", "expected"),
    [
        ([], 2, [[]]),
        ([1], 2, [[1]]),
        ([1, 2], 2, [[1, 2]]),
        ([1, 2, 3, 4, 5], 2, [[1, 2], [3, 4], [5]]),
    ],
)
def test_a_list_is_cut_by_the_number_of_its_items(items: list[int], room: int, expected: list[list[int]]) -> None:
    assert stretches(items, room) == expected


def test_a_list_is_cut_by_the_weight_of_its_items_and_one_that_is_too_heavy_stands_alone() -> None:
    assert stretches([4, 6, 1, 30, 2, 8, 1], 10, lambda weight: weight) == [[4, 6], [1], [30], [2, 8], [1]]


def test_a_first_item_that_is_too_heavy_leaves_no_empty_page_before_it() -> None:
    assert stretches([30, 1], 10, lambda weight: weight) == [[30], [1]]


def test_as_many_rows_fit_as_their_bytes_allow() -> None:
    assert fitting(BUDGET) == 1
    assert fitting(BUDGET // 2 + 1) == 1
    assert fitting(1_000) * 1_000 <= BUDGET < (fitting(1_000) + 1) * 1_000
    assert fitting(1_000, share=0.5) == fitting(2_000)
