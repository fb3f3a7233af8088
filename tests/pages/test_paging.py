"""Lists that are divided into pages."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.pages.paging import PAGE_BUDGET, rows_that_fit, split_by_size, unfolded_counts
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Section, block, further_pages, per_page
from generator.text import counts
from tests.archive_files import archive_of


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
    assert split_by_size(items, room) == expected


def test_a_list_is_cut_by_the_weight_of_its_items_and_one_that_is_too_heavy_stands_alone() -> None:
    assert split_by_size([4, 6, 1, 30, 2, 8, 1], 10, lambda weight: weight) == [[4, 6], [1], [30], [2, 8], [1]]


def test_a_first_item_that_is_too_heavy_leaves_no_empty_page_before_it() -> None:
    assert split_by_size([30, 1], 10, lambda weight: weight) == [[30], [1]]


def test_as_many_rows_fit_as_their_bytes_allow() -> None:
    assert rows_that_fit(PAGE_BUDGET) == 1
    assert rows_that_fit(PAGE_BUDGET // 2 + 1) == 1
    assert rows_that_fit(1_000) * 1_000 <= PAGE_BUDGET < (rows_that_fit(1_000) + 1) * 1_000
    assert rows_that_fit(1_000, share=0.5) == rows_that_fit(2_000)


def names(number: int, most: int = 0, form: str = "names") -> Section:
    def rows(_: Here, some: Sequence[int]) -> tuple[int, ...]:
        return tuple(some)

    return Section("with", "Named with", form, range(number), rows, counts.names, 24, most=most)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(archive_of(tmp_path, {"content/people/ada.yml": "name: Ada\n"}), "people/ada.md")


def paths(here: Here, section: Section) -> list[str]:
    return [page.path for page in further_pages(here.archive, section, here.path, "Ada", None)]


@pytest.mark.parametrize(("number", "more"), [(31, "7 more"), (60, "36 more")])
def test_a_list_of_names_that_fits_stands_whole_on_its_page_and_folded(here: Here, number: int, more: str) -> None:
    shown = block(here, names(number, most=60))
    assert (len(shown.rows), shown.more) == (24, more)
    assert (*shown.rows, *shown.rest) == tuple(range(number))
    assert shown.whole is None
    assert paths(here, names(number, most=60)) == []


@pytest.mark.parametrize("number", [1, 24, 25, 30])
def test_a_few_names_more_are_not_folded(here: Here, number: int) -> None:
    shown = block(here, names(number, most=60))
    assert (len(shown.rows), shown.rest, shown.whole) == (number, (), None)


def test_a_list_of_another_form_is_not_folded_since_a_fold_hides_it_as_known_on_a_day(here: Here) -> None:
    shown = block(here, names(60, most=60, form="roles"))
    assert (len(shown.rows), shown.rest, shown.whole) == (60, (), None)


@pytest.mark.parametrize("most", [0, 60])
def test_a_longer_list_begins_on_its_page_and_stands_whole_on_further_ones(here: Here, most: int) -> None:
    section = names(61, most)
    shown = block(here, section)
    assert (len(shown.rows), shown.rest, shown.whole and shown.whole.text) == (24, (), "All 61 names")
    assert paths(here, section) == ["people/ada/with.md"]


def test_short_rows_fill_a_page_as_long_ones_do(here: Here) -> None:
    assert per_page("names") > per_page("dated") > per_page("quotes") > per_page("turns")
    assert len(paths(here, names(2 * per_page("names") + 1))) == 3


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([4, 6, 18], [4, 6, 10]),
        ([18, 6, 4], [10, 6, 4]),
        ([100, 100, 100, 100], [5, 5, 5, 5]),
        ([15, 19, 22, 55, 60, 30, 155], [3, 3, 3, 3, 3, 3, 2]),
        ([3, 40], [3, 17]),
        ([0, 40], [0, 20]),
        ([21], [21]),  # one or two rows are not folded
        ([22], [22]),
        ([23], [20]),
        ([], []),
    ],
)
def test_an_index_shows_some_rows_of_each_group_and_about_twenty_in_all(groups: list[int], expected: list[int]) -> None:
    assert unfolded_counts(groups, 20) == expected


def test_every_group_shows_a_row_even_where_there_are_more_groups_than_rows_to_show() -> None:
    assert unfolded_counts([9] * 30, 20) == [1] * 30
