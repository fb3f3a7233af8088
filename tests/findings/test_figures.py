"""What numbers say of one another."""

from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.findings.figures import (
    allowed_range,
    bound_of,
    disagreements,
    estimates,
    farthest,
    lookalikes,
    misreadings,
    neighbours,
    retold_numbers,
)
from generator.records.model import Figure
from tests.archive_files import archive_of, articles

RECORDS = {
    "content/measures/casualties.yml": "name: Casualties\ncounts: Soldiers killed and wounded together; not only the dead.\nunit: people\n",
    "content/measures/killed.yml": "name: Troops killed\ncounts: Soldiers dead.\nunit: people\n",
    "content/measures/wounded.yml": "name: Troops wounded\ncounts: Soldiers wounded.\nunit: people\n",
    "content/organisations/service.yml": "name: The Service\n",
    "content/organisations/ministry.yml": "name: The Ministry\n",
}


def told(*figures: str, published: str = "2025-05-01") -> str:
    """An article with these figures, each in the flow style of YAML."""
    lines = "".join(f"  - {{id: f{n}, {figure}}}\n" for n, figure in enumerate(figures))
    return f"---\ntitle: An article\npublished: {published}\nfigures:\n{lines}---\nText.\n"


def archive(root: Path, **texts: str) -> Archive:
    """An archive of these articles, by id."""
    return archive_of(root, {**RECORDS, **articles(**texts)})


def shown(found: Archive, measure: str) -> list[tuple[float | None, int]]:
    """Of each estimate the value and the number of articles that carry it."""
    return [(e.figure.value, len(e.carriers)) for e in estimates(found).get(measure, ())]


# --- one estimate, several carriers --------------------------------------------------------------------------------------


def test_the_same_number_of_the_same_source_and_day_is_one_estimate(tmp_path: Path) -> None:
    figure = "measure: killed, value: 600, by: [service], as_of: 2025-04-30"
    found = archive(tmp_path, one=told(figure), two=told(figure + ", qualifier: about"))
    assert shown(found, "killed") == [(600, 2)]


@pytest.mark.parametrize(
    "other",
    [
        "measure: killed, value: 601, by: [service], as_of: 2025-04-30",
        "measure: killed, value: 600, by: [ministry], as_of: 2025-04-30",
        "measure: killed, value: 600, by: [service], as_of: 2025-05-01",
    ],
    ids=["another number", "another source", "another day"],
)
def test_anything_else_is_another_estimate(tmp_path: Path, other: str) -> None:
    figure = "measure: killed, value: 600, by: [service], as_of: 2025-04-30"
    assert len(shown(archive(tmp_path, one=told(figure), two=told(other)), "killed")) == 2


def test_the_vaguer_date_joins_the_exact_one_within_it(tmp_path: Path) -> None:
    exact = told("measure: killed, value: 300, by: [service], as_of: 2025-01-13", published="2025-02-14")
    vague = told(
        "measure: killed, value: 300, by: [service], as_of: 2025-01, qualifier: at least", published="2025-01-20"
    )
    (estimate,) = estimates(archive(tmp_path, exact=exact, vague=vague))["killed"]
    assert [c.article.id for c in estimate.carriers] == ["vague", "exact"]
    assert estimate.said.article.id == "exact"


def test_the_vaguer_date_stands_alone_where_two_could_be_meant(tmp_path: Path) -> None:
    days = [
        told(f"measure: killed, value: 300, by: [service], as_of: {d}") for d in ("2025-01-13", "2025-01-20", "2025-01")
    ]
    assert shown(archive(tmp_path, a=days[0], b=days[1], c=days[2]), "killed") == [(300, 1)] * 3


def test_an_undated_number_joins_the_only_one_there_is(tmp_path: Path) -> None:
    dated, undated = (f"measure: killed, value: 300, by: [service]{date}" for date in (", as_of: 2025-01-13", ""))
    assert shown(archive(tmp_path, one=told(dated), two=told(undated)), "killed") == [(300, 2)]


def test_numbers_without_a_source_are_not_taken_for_copies(tmp_path: Path) -> None:
    figure = "measure: killed, value: 600, by: [], as_of: 2025-08"
    assert shown(archive(tmp_path, one=told(figure), two=told(figure)), "killed") == [(600, 1), (600, 1)]


# --- the reach of words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qualifier", "side"),
    [
        ("more than", "least"), ("At least", "least"), ("over", "least"), ("no fewer than", "least"), ("3,000+", "least"),
        ("up to", "most"), ("as many as", "most"), ("no more than", "most"), ("fewer than", "most"),
        ("about", ""), ("nearly", ""), ("estimated", ""), (None, ""),
    ],
)  # fmt: skip
def test_words_before_a_number_make_it_a_bound(qualifier: str | None, side: str) -> None:
    assert bound_of(qualifier) == side


@pytest.mark.parametrize(
    ("least", "most", "neither"),
    [
        (
            ("أكثر من", "ما لا يقل عن", "على الأقل", "لا أقل من"),
            ("حتى", "أقل من", "لا يزيد على", "لا أكثر من"),
            ("نحو", "حوالي"),
        ),
        (
            ("mehr als", "mindestens", "nicht weniger als"),
            ("bis zu", "weniger als", "nicht mehr als"),
            ("etwa", "rund"),
        ),
        (("más de", "al menos", "no menos de"), ("hasta", "menos de", "no más de"), ("unos", "alrededor de")),
        (
            ("plus de", "au moins", "pas moins de"),
            ("jusqu’à", "moins de", "pas plus de", "au plus"),
            ("environ", "près de"),
        ),
        (("понад", "більше ніж", "не менше", "щонайменше"), ("до", "менше", "не більше"), ("близько", "приблизно")),
        (("최소", "이상"), ("최대", "이하", "미만"), ("약", "거의")),
    ],
)
def test_they_do_in_each_language_of_the_interface(
    least: tuple[str, ...], most: tuple[str, ...], neither: tuple[str, ...]
) -> None:
    assert {words: bound_of(words) for words in least} == dict.fromkeys(least, "least")
    assert {words: bound_of(words) for words in most} == dict.fromkeys(most, "most")
    assert {words: bound_of(words) for words in neither} == dict.fromkeys(neither, "")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"value": "1000"}, (1000, 1000)),
        ({"value": "1000", "qualifier": "about"}, (900, 1100)),
        ({"value": "1000", "qualifier": "nearly"}, (900, 1000)),
        ({"value": "1000", "qualifier": "more than"}, (1000, float("inf"))),
        ({"value": "1000", "qualifier": "up to"}, (float("-inf"), 1000)),
        ({"low": "1000", "high": "2000"}, (1000, 2000)),
        ({"low": "1000"}, (1000, float("inf"))),
    ],
)
def test_a_figure_reaches_as_far_as_its_words_allow(figure: dict[str, str], expected: tuple[float, float]) -> None:
    made = Figure.model_validate({"id": "f", "measure": "killed", **figure})
    assert allowed_range(made) == pytest.approx(expected)


# --- disagreement --------------------------------------------------------------------------------------------------------


def test_numbers_for_overlapping_dates_that_exclude_each_other_disagree(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        one=told("measure: killed, value: 2000, by: [service], as_of: 2025-09-02, qualifier: more than"),
        two=told("measure: killed, value: 350, by: [ministry], as_of: 2025-09"),
    )
    (only,) = disagreements(found)
    assert (only.measure, only.low, only.high) == ("killed", 350, 2000)
    assert [e.figure.value for e in only.estimates] == [350, 2000]


@pytest.mark.parametrize(
    "other",
    [
        "value: 350, by: [ministry], as_of: 2025-10",
        "value: 350, by: [ministry], as_of: 2025",
        "value: 350, by: [ministry]",
        "value: 2500, by: [ministry], as_of: 2025-09",
        "value: 2000, by: [ministry], as_of: 2025-09, qualifier: about",
    ],
    ids=["another month", "a date too vague", "no date", "within its reach", "about the same"],
)
def test_no_disagreement_is_claimed_that_the_words_do_not_prove(tmp_path: Path, other: str) -> None:
    first = told("measure: killed, value: 2000, by: [service], as_of: 2025-09-02, qualifier: more than")
    assert disagreements(archive(tmp_path, one=first, two=told(f"measure: killed, {other}"))) == ()


def test_a_misread_number_is_not_held_against_its_source(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        one=told("measure: wounded, value: 4100, by: [service], as_of: 2025-04-30"),
        two=told("measure: wounded, value: 4700, by: [service], as_of: 2025-04-30, misreads: casualties"),
    )
    assert disagreements(found) == ()


@pytest.mark.parametrize(
    ("numbers", "pair"),
    [
        (("10, by: [service]", "30, by: [service]", "60, by: [service]"), (10, 60)),
        (("0", "5", "90, by: [service]"), (0, 90)),
        (("0", "5, by: [service]", "90"), (0, 5)),
    ],
    ids=[
        "by how many times",
        "one of the two is named",
        "of equal ones that of a named source",
    ],
)
def test_the_two_numbers_that_are_farthest_apart_stand_for_a_disagreement(
    tmp_path: Path, numbers: tuple[str, ...], pair: tuple[int, int]
) -> None:
    texts = {f"a{n}": told(f"measure: killed, value: {it}, as_of: 2025-09-02") for n, it in enumerate(numbers)}
    (only,) = disagreements(archive(tmp_path, **texts))
    found = farthest(only)
    assert found
    assert (found[0].figure.value, found[1].figure.value) == pair


def test_estimates_that_disagree_in_a_chain_are_one_disagreement(tmp_path: Path) -> None:
    numbers = (("1500", "2024-10-18"), ("3000", "2024-10"), ("12000", "2024-10-24"))
    articles = {f"a{n}": told(f"measure: killed, value: {n}, by: [service], as_of: {day}") for n, day in numbers}
    (only,) = disagreements(archive(tmp_path, **articles))
    assert [e.figure.value for e in only.estimates] == [1500, 3000, 12000]


def test_one_source_may_be_retold_with_several_numbers(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        one=told("measure: killed, value: 15000, by: [service], as_of: 2025-04-30"),
        two=told("measure: killed, low: 15000, high: 18000, by: [service], as_of: 2025-04-30"),
        three=told("measure: killed, value: 9000, by: [ministry], as_of: 2025-04-30"),
    )
    (only,) = retold_numbers(estimates(found)["killed"])
    assert [e.extremes for e in only] == [(15000, 15000), (15000, 18000)]


# --- misreadings ---------------------------------------------------------------------------------------------------------

WHOLE = "measure: casualties, value: 4700, by: [service], as_of: 2025-04-30, qualifier: some"
WRONG = "measure: wounded, value: 4700, by: [service], as_of: 2025-04-30, misreads: casualties"
DEAD = "measure: killed, value: 600, by: [service], as_of: 2025-04-30"


def test_a_misreading_stands_with_what_was_counted_and_with_the_part_counted_twice(tmp_path: Path) -> None:
    (only,) = misreadings(archive(tmp_path, right=told(WHOLE, DEAD), wrong=told(DEAD, WRONG)))
    assert (only.printed, only.counted) == ("wounded", "casualties")
    assert only.right is not None
    assert only.right.said.article.id == "right"
    assert only.part is not None
    assert only.part.figure.value == 600


def test_a_number_that_does_not_belong_to_what_was_counted_is_no_part_of_it(tmp_path: Path) -> None:
    other = "measure: killed, value: 600, by: [ministry], as_of: 2025-04-30"
    (only,) = misreadings(archive(tmp_path, right=told(WHOLE, other), wrong=told(other, WRONG)))
    assert only.part is None


def test_a_number_whose_measure_has_no_word_of_its_own_is_no_part_of_what_was_counted(tmp_path: Path) -> None:
    files = {
        **RECORDS,
        "content/measures/troops.yml": "name: Troops\ncounts: Soldiers of every kind.\nunit: people\n",
        "content/articles/2025/right.md": told(WHOLE, DEAD.replace("killed", "troops")),
        "content/articles/2025/wrong.md": told(DEAD.replace("killed", "troops"), WRONG),
    }
    (only,) = misreadings(archive_of(tmp_path, files))
    assert only.right is not None
    assert only.part is None  # "Troops wounded" has every word of "Troops"


def test_a_misreading_without_its_right_reading_stands_alone(tmp_path: Path) -> None:
    (only,) = misreadings(archive(tmp_path, wrong=told(WRONG)))
    assert (only.right, only.part) == (None, None)


def test_a_misreading_is_a_carrier_of_the_estimate_that_it_misreads(tmp_path: Path) -> None:
    found = estimates(archive(tmp_path, right=told(WHOLE), wrong=told(WRONG)))
    (estimate,) = found["casualties"]
    assert [c.article.id for c in estimate.misread_by] == ["wrong"]
    assert [c.article.id for c in estimate.carriers] == ["right"]


def test_equal_numbers_of_measures_that_are_confused_are_found(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        one=told("measure: killed, value: 4000, by: [service], as_of: 2025-01-21"),
        two=told("measure: casualties, value: 4000, by: [service], as_of: 2025-02-14"),
        three=told("measure: killed, value: 6000, by: [{unnamed: sources}], as_of: 2025-11"),
        four=told("measure: casualties, value: 6000, by: [ministry], as_of: 2025-06"),
        five=told("measure: wounded, value: 6000, by: [ministry], as_of: 2026-06"),
    )
    assert neighbours(found) == {"killed": ("casualties",), "casualties": ("killed",)}
    pairs = [(x.estimates[0].figure.value, [e.said.article.id for e in x.others]) for x in lookalikes(found)["killed"]]
    assert pairs == [(4000, ["two"]), (6000, ["four"])]


@pytest.mark.parametrize(
    "one",
    [
        "measure: killed, value: 4000, by: [service]",
        "measure: killed, value: 4000, as_of: 2025-01-21",
        "measure: killed, value: 4000, by: [service], as_of: 2025-01-21, misreads: wounded",
    ],
    ids=["no day", "no holder", "misread"],
)
def test_only_a_number_meant_for_its_measure_of_a_known_holder_and_day_confuses_it_with_another(
    tmp_path: Path, one: str
) -> None:
    other = "measure: casualties, value: 4000, as_of: 2025-01-22" + (", by: [service]" if "by:" in one else "")
    assert "casualties" not in neighbours(archive(tmp_path, one=told(one), two=told(other)))


def test_an_archive_without_figures_has_no_findings(tmp_path: Path) -> None:
    found = archive(tmp_path)
    assert (estimates(found), disagreements(found), misreadings(found), lookalikes(found)) == ({}, (), (), {})


def test_the_work_grows_as_the_number_of_figures_does(tmp_path: Path) -> None:
    """Thousands of figures of one measure, one source and one number, on one day or on many, take no noticeable
    time."""
    many = [
        f"measure: killed, value: 600, by: [service], as_of: 2025-{m:02}-{d:02}"
        for m in range(1, 13)
        for d in range(1, 28)
    ]
    articles = {f"a{n}": told(*many) for n in range(10)}
    found = archive(tmp_path, **articles)
    assert shown(found, "killed") == [(600, 10)] * len(many)
    assert disagreements(found) == ()


@pytest.mark.parametrize(
    ("day", "carriers"), [("2025-04-15", ["wrong"]), ("2025-04-30", ["wrong"]), ("2025-05-01", [])]
)
def test_a_misreading_carries_an_estimate_only_where_their_dates_may_be_one(
    tmp_path: Path, day: str, carriers: list[str]
) -> None:
    right, wrong = WHOLE.replace("2025-04-30", "2025-04"), WRONG.replace("2025-04-30", day)
    (estimate,) = estimates(archive(tmp_path, right=told(right), wrong=told(wrong)))["casualties"]
    assert [c.article.id for c in estimate.misread_by] == carriers


def test_numbers_of_nobody_or_that_are_misread_are_no_retellings(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        one=told("measure: wounded, value: 15000, as_of: 2025-04-30", WRONG),
        two=told("measure: wounded, value: 18000, as_of: 2025-04-30", WRONG.replace("4700", "4800")),
    )
    assert retold_numbers(estimates(found)["wounded"]) == ()


def test_of_disagreements_of_as_many_estimates_the_latest_comes_first(tmp_path: Path) -> None:
    values = (("killed", 100, "2025-04-01"), ("wounded", 100, "2025-04-20"))
    figures = [
        f"measure: {measure}, value: {value * times}, by: [{holder}], as_of: {day}"
        for measure, value, day in values
        for holder, times in (("service", 1), ("ministry", 9))
    ]
    assert [d.measure for d in disagreements(archive(tmp_path, one=told(*figures)))] == ["wounded", "killed"]
