"""Who holds what, on whose behalf, and who changed sides: shown on archives of a few lines each."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from generator import dates
from generator.findings.stances import Position, bearing_on, reversals, reversals_of, reversals_on, speaks_for, stances
from tests.archive_files import archive_of

WORLD = {
    "content/people/peter.yml": "name: Peter\nroles: [{title: spokesman, of: ministry}]\n",
    "content/people/paul.yml": "name: Paul\nroles: [{title: president, of: state}]\n",
    "content/people/mary.yml": "name: Mary\n",
    "content/organisations/ministry.yml": "name: Ministry\nkind: ministry\npart_of: state\n",
    "content/organisations/state.yml": "name: State\nkind: state\n",
    "content/organisations/wire.yml": "name: Wire\nkind: news agency\n",
    "content/propositions/troops-fight.yml": "sentence: Troops fight.\nimplies: [troops-are-there]\n",
    "content/propositions/troops-are-there.yml": "sentence: Troops are there.\n",
    "content/propositions/troops-win.yml": "sentence: Troops win.\nimplies: [troops-fight]\n",
    "content/propositions/nobody-is-there.yml": "sentence: Nobody is there.\ncontradicts: [troops-are-there]\n",
}


def said(*statements: str, published: str = "2025-06-01", extra: str = "") -> str:
    """An article that reports these statements, each `holder stance proposition date`."""
    lines = []
    for number, statement in enumerate(statements):
        holder, stance, proposition, *date = statement.split(maxsplit=3)
        given = f", date: {date[0]}" if date else ""
        lines.append(f"  - {{id: s{number}, holder: {holder}, stance: {stance}, proposition: {proposition}{given}}}")
    body = "\n".join(lines)
    return f"---\ntitle: T\npublisher: null\npublished: {published}\nsource: {{seen: 2025-06-02}}\n{extra}statements:\n{body}\n---\nText.\n"


def found(tmp_path: Path, *statements: str, **more: str) -> list[str]:
    """The reversals of an archive with one article: subject, sentence, the two ends, and the days."""
    files = {**WORLD, **more, "content/articles/2025/one.md": said(*statements)}
    return [
        f"{r.subject}: {r.before[0].holder.id} {r.before[0].stance} {r.before[0].proposition}, "
        f"{r.after[0].holder.id} {r.after[0].stance} {r.after[0].proposition}, {r.days}"
        for r in reversals(archive_of(tmp_path, files))
    ]


def held(positions: tuple[Position, ...]) -> list[str]:
    return [f"{p.holder.id or p.holder.unnamed} {p.stance} {p.proposition}" for p in positions]


# --- reversals ---


def test_who_denies_and_later_confirms_has_reversed(tmp_path: Path) -> None:
    statements = ("mary denies troops-are-there 2024-10-10", "mary confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements) == [
        "mary: mary denies troops-are-there, mary confirms troops-are-there, (198, 198)"
    ]


def test_who_asserts_and_later_doubts_has_reversed_too(tmp_path: Path) -> None:
    statements = ("mary asserts troops-are-there 2024-10-10", "mary doubts troops-are-there 2024-10-11")
    assert found(tmp_path, *statements) == ["mary: mary asserts troops-are-there, mary doubts troops-are-there, (1, 1)"]


def test_who_denies_again_after_confirming_has_reversed_twice_and_the_latest_comes_first(tmp_path: Path) -> None:
    statements = (
        "mary denies troops-are-there 2024-01-01",
        "mary confirms troops-are-there 2024-02-01",
        "mary confirms troops-are-there 2024-02-15",
        "mary denies troops-are-there 2024-03-01",
    )
    assert found(tmp_path, *statements) == [
        "mary: mary confirms troops-are-there, mary denies troops-are-there, (29, 29)",
        "mary: mary denies troops-are-there, mary confirms troops-are-there, (31, 31)",
    ]


def test_to_decline_is_no_side(tmp_path: Path) -> None:
    assert (
        found(tmp_path, "mary declines troops-are-there 2024-10-10", "mary confirms troops-are-there 2025-04-26") == []
    )


def test_two_who_speak_for_no_common_body_do_not_reverse(tmp_path: Path) -> None:
    assert found(tmp_path, "mary denies troops-are-there 2024-10-10", "paul confirms troops-are-there 2025-04-26") == []


# --- retractions ---


def test_who_takes_an_assertion_back_has_reversed(tmp_path: Path) -> None:
    statements = ("mary asserts troops-are-there 2024-01-01", "mary retracts troops-are-there 2024-01-03")
    assert found(tmp_path, *statements) == [
        "mary: mary asserts troops-are-there, mary retracts troops-are-there, (2, 2)"
    ]


def test_who_takes_a_denial_back_has_reversed_and_has_not_asserted_it(tmp_path: Path) -> None:
    statements = (
        "mary denies troops-are-there 2024-01-01",
        "mary retracts troops-are-there 2024-01-03",
        "mary asserts troops-are-there 2024-01-05",
    )
    assert found(tmp_path, *statements) == [
        "mary: mary denies troops-are-there, mary retracts troops-are-there, (2, 2)"
    ]


# --- vague dates ---


def test_with_vague_dates_the_least_and_the_most_days_are_given(tmp_path: Path) -> None:
    statements = ("mary denies troops-are-there 2024-10", "mary confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements) == [
        "mary: mary denies troops-are-there, mary confirms troops-are-there, (177, 207)"
    ]


def test_an_order_that_the_bounds_do_not_prove_is_not_claimed(tmp_path: Path) -> None:
    article = said("mary denies troops-are-there 2024-10", "mary confirms troops-are-there 2024-10-17")
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    assert reversals(archive) == ()
    assert [(s.subject, s.proposition) for s in stances(archive).splits] == [("mary", "troops-are-there")]


def test_about_a_day_does_not_prove_an_order_within_its_margin(tmp_path: Path) -> None:
    assert found(tmp_path, "mary denies troops-are-there 2024-10-10~", "mary asserts troops-are-there 2024-10-12") == []


def test_an_undated_position_has_no_order(tmp_path: Path) -> None:
    assert found(tmp_path, "mary denies troops-are-there", "mary asserts troops-are-there 2024-10-12") == []


def test_an_end_that_is_open_leaves_the_most_days_open(tmp_path: Path) -> None:
    statements = ("mary denies troops-are-there 2024-01-01", "mary asserts troops-are-there 2024-02-01/..")
    assert found(tmp_path, *statements) == [
        "mary: mary denies troops-are-there, mary asserts troops-are-there, (31, None)"
    ]


def test_a_vague_position_between_is_passed_over_where_others_prove_the_change(tmp_path: Path) -> None:
    statements = (
        "mary denies troops-are-there 2024-01-05",
        "mary denies troops-are-there 2024",
        "mary confirms troops-are-there 2024-03-05",
        "mary confirms troops-are-there 2024-03~",
    )
    assert found(tmp_path, *statements) == [
        "mary: mary denies troops-are-there, mary confirms troops-are-there, (60, 60)"
    ]


def test_of_overlapping_vague_positions_the_one_that_is_over_first_is_followed(tmp_path: Path) -> None:
    statements = (
        "mary denies troops-are-there 2023-12-31",
        'mary confirms troops-are-there "[2024-01-01..2024-04-10]"',
        'mary confirms troops-are-there "[2024-01-02..2024-01-03]"',
        'mary confirms troops-are-there "[2024-01-04..2024-02-20]"',
        "mary denies troops-are-there 2024-01-10",
    )
    assert found(tmp_path, *statements) == [
        "mary: mary confirms troops-are-there, mary denies troops-are-there, (7, 8)",
        "mary: mary denies troops-are-there, mary confirms troops-are-there, (2, 3)",
    ]


def longest(positions: Sequence[Position]) -> int:
    """The most positions on alternate sides, each proved to be before the next: every pair is tried."""
    dated = [(p.side, p.date.edtf) for p in positions if p.side and p.date]
    dated.sort(key=lambda p: p[1].earliest.ordinal if p[1].earliest else 0)
    reach: list[int] = []
    for number, (side, date) in enumerate(dated):
        before = [
            reach[other]
            for other, (opposite, earlier) in enumerate(dated[:number])
            if opposite != side and dates.proves_before(earlier, date)
        ]
        reach.append(1 + max(before, default=0))
    return max(reach, default=0)


@pytest.mark.parametrize("seed", range(40))
def test_there_are_as_many_reversals_as_trying_every_pair_of_positions_finds(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same every time
    statements = []
    for _ in range(chance.randint(2, 12)):
        first = dates.Day(2024, 1, 1).ordinal + chance.randint(0, 60)
        last = first + chance.choice((0, 0, 1, 3, 10, 40))
        start, end = (dates.Day.from_ordinal(day).iso for day in (first, last))
        date = chance.choice((start, f"[{start}..{end}]", f"[{start}..{end}]", f"{start}/..", f"[..{end}]"))
        statements.append(f'mary {chance.choice(("denies", "confirms"))} troops-are-there "{date}"')
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": said(*statements)})
    own = [r for r in reversals(archive) if r.subject == "mary"]
    assert len(own) == max(longest(stances(archive).positions["troops-are-there"]) - 1, 0)
    for reversal in own:
        earlier, later = reversal.before[0].date, reversal.after[0].date
        assert earlier is not None
        assert later is not None
        assert dates.proves_before(earlier.edtf, later.edtf)


# --- what sentences imply ---


def test_who_denies_and_later_confirms_what_implies_it_has_reversed(tmp_path: Path) -> None:
    statements = ("mary denies troops-are-there 2024-10-10", "mary confirms troops-win 2025-04-26")
    assert found(tmp_path, *statements) == ["mary: mary denies troops-are-there, mary confirms troops-win, (198, 198)"]


def test_who_asserts_and_later_denies_what_it_implies_has_reversed(tmp_path: Path) -> None:
    statements = ("mary asserts troops-fight 2024-10-10", "mary denies troops-are-there 2025-04-26")
    assert found(tmp_path, *statements) == ["mary: mary asserts troops-fight, mary denies troops-are-there, (198, 198)"]


def test_who_denies_the_stronger_sentence_and_confirms_the_weaker_has_not_reversed(tmp_path: Path) -> None:
    assert found(tmp_path, "mary denies troops-fight 2024-10-10", "mary confirms troops-are-there 2025-04-26") == []


def test_what_implies_and_what_is_implied_bears_on_a_sentence(tmp_path: Path) -> None:
    article = said(
        "mary denies troops-are-there 2024-10-10",
        "paul confirms troops-win 2025-01-01",
        "mary asserts troops-are-there 2025-02-01",
        "paul denies troops-win 2025-03-01",
        "peter declines troops-are-there 2025-03-02",
    )
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    assert held(bearing_on(archive, "troops-fight")) == ["mary denies troops-are-there", "paul confirms troops-win"]


def test_a_reversal_stands_on_every_sentence_between_the_two_that_were_said(tmp_path: Path) -> None:
    article = said("mary denies troops-are-there 2024-10-10", "mary confirms troops-win 2025-04-26")
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    assert [len(reversals_on(archive, p.id)) for p in archive.propositions] == [
        0,
        1,
        1,
        1,
    ]  # by sentence: nobody-is-there first


def test_sentences_that_imply_each_other_in_a_ring_are_gone_round_once(tmp_path: Path) -> None:
    ring = {"content/propositions/troops-are-there.yml": "sentence: Troops are there.\nimplies: [troops-win]\n"}
    statements = ("mary denies troops-win 2024-10-10", "mary confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements, **ring) == [
        "mary: mary denies troops-win, mary confirms troops-are-there, (198, 198)"
    ]


def test_who_asserts_a_sentence_and_later_its_contradiction_has_reversed(tmp_path: Path) -> None:
    article = said("mary asserts nobody-is-there 2024-10-10", "mary confirms troops-fight 2025-04-26")
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    (reversal,) = reversals(archive)
    assert (reversal.subject, reversal.proposition, reversal.against) == ("mary", "nobody-is-there", "troops-are-there")
    assert stances(archive).contradicting["troops-are-there"] == ("nobody-is-there",)


# --- parties ---


def test_those_who_speak_for_a_body_reverse_for_it_and_are_named(tmp_path: Path) -> None:
    statements = ("peter denies troops-are-there 2024-10-10", "paul confirms troops-fight 2025-04-26")
    assert found(tmp_path, *statements) == [
        "state: peter denies troops-are-there, paul confirms troops-fight, (198, 198)"
    ]


def test_a_reversal_is_found_by_everyone_who_takes_part_in_it(tmp_path: Path) -> None:
    article = said("peter denies troops-are-there 2024-10-10", "state confirms troops-are-there 2025-04-26")
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    assert [len(reversals_of(archive, agent)) for agent in ("peter", "state", "ministry", "mary")] == [1, 1, 0, 0]
    assert not reversals(archive)[0].has_one_holder


def test_the_days_of_a_party_run_from_the_first_position_on_each_side(tmp_path: Path) -> None:
    statements = (
        "state denies troops-are-there 2024-10-30",
        "peter denies troops-are-there 2024-10-10",
        "state confirms troops-fight 2025-04-28",
        "paul confirms troops-fight 2025-04-26",
    )
    assert found(tmp_path, *statements) == [
        "state: peter denies troops-are-there, paul confirms troops-fight, (198, 198)"
    ]


def test_the_reversal_of_one_person_is_not_told_again_for_the_party(tmp_path: Path) -> None:
    statements = ("paul denies troops-are-there 2024-10-10", "paul confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements) == [
        "paul: paul denies troops-are-there, paul confirms troops-are-there, (198, 198)"
    ]
    article = said(*statements)
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})
    assert reversals_of(archive, "state") == reversals_of(archive, "paul") == reversals(archive)


def test_two_of_a_party_who_each_change_sides_are_two_reversals_the_latest_change_first(tmp_path: Path) -> None:
    statements = (
        "paul denies troops-are-there 2024-10-30",
        "peter denies troops-are-there 2024-10-10",
        "paul confirms troops-fight 2025-04-28",
        "peter confirms troops-fight 2025-04-26",
    )
    assert found(tmp_path, *statements) == [
        "paul: paul denies troops-are-there, paul confirms troops-fight, (180, 180)",
        "peter: peter denies troops-are-there, peter confirms troops-fight, (198, 198)",
    ]


def test_a_role_counts_only_while_it_may_have_been_held(tmp_path: Path) -> None:
    ended = {"content/people/peter.yml": "name: Peter\nroles: [{title: spokesman, of: ministry, to: 2024-05}]\n"}
    statements = ("peter denies troops-are-there 2024-10-10", "paul confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements, **ended) == []
    archive = archive_of(tmp_path, {**WORLD, **ended})
    assert speaks_for(archive, "peter", dates.parse("2024-05-10")) == ("ministry", "state")


def test_a_former_spokesman_and_a_lawmaker_speak_for_themselves(tmp_path: Path) -> None:
    people = {
        "content/people/peter.yml": "name: Peter\nroles: [{title: former spokesman, of: ministry}]\n",
        "content/people/mary.yml": "name: Mary\nroles: [{title: lawmaker, of: duma}]\n",
        "content/organisations/duma.yml": "name: Duma\nkind: parliament\npart_of: state\n",
    }
    archive = archive_of(tmp_path, {**WORLD, **people})
    assert [speaks_for(archive, agent) for agent in ("peter", "mary", "duma")] == [(), (), ("state",)]


def test_bodies_that_are_part_of_each_other_in_a_ring_are_one_party(tmp_path: Path) -> None:
    ring = {
        "content/organisations/state.yml": "name: State\npart_of: ministry\n",
        "content/people/paul.yml": "name: Paul\nroles: [{title: president, of: state}]\n",
    }
    statements = ("peter denies troops-are-there 2024-10-10", "paul confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements, **ring) == [
        "ministry: peter denies troops-are-there, paul confirms troops-are-there, (198, 198)"
    ]


# --- one position, several carriers ---


def test_the_same_position_in_several_articles_is_one_with_several_carriers(tmp_path: Path) -> None:
    files = {
        **WORLD,
        "content/articles/2025/one.md": said("mary denies troops-are-there 2024-10-10", published="2024-10-12"),
        "content/articles/2025/two.md": said("mary denies troops-are-there 2024-10-10~", published="2024-10-11"),
        "content/articles/2025/three.md": said("mary denies troops-are-there 2024-10-11", published="2024-10-12"),
    }
    positions = stances(archive_of(tmp_path, files)).positions["troops-are-there"]
    assert [[s.article.id for s in p.reports] for p in positions] == [["two", "one"], ["three"]]
    assert [p.date and p.date.edtf.text for p in positions] == ["2024-10-10", "2024-10-11"]


def test_reports_that_quote_one_occasion_are_one_position_of_its_date(tmp_path: Path) -> None:
    quoted = """\
quotations:
  - {id: q, speaker: mary, text: nobody, utterance: speech/only}
"""
    carried = "quotations: [q]}"
    one = said("mary denies troops-are-there 2024-10", extra=quoted).replace("2024-10}", f"2024-10, {carried}")
    two = said("mary denies troops-are-there", extra=quoted).replace(
        "troops-are-there}", f"troops-are-there, {carried}"
    )
    speech = "title: Speech\nspeaker: mary\nsaid: 2024-10-09\npassages: [{id: only, gist: nobody}]\n"
    files = {
        **WORLD,
        "content/utterances/speech.yml": speech,
        "content/articles/2025/one.md": one,
        "content/articles/2025/two.md": two,
    }
    (position,) = stances(archive_of(tmp_path, files)).positions["troops-are-there"]
    assert (len(position.reports), position.date and position.date.edtf.text) == (2, "2024-10-09")


def test_reports_of_one_occasion_that_agree_on_its_date_only_in_part_have_all_their_time(tmp_path: Path) -> None:
    quoted = "quotations:\n  - {id: q, speaker: mary, text: nobody, utterance: speech/only}\n"

    def dated(day: str) -> str:
        whole = said(f"mary denies troops-are-there {day}", extra=quoted)
        return whole.replace(f"date: {day}}}", f"date: {day}, quotations: [q]}}")

    files = {
        **WORLD,
        "content/utterances/speech.yml": "title: Speech\nspeaker: mary\npassages: [{id: only, gist: nobody}]\n",
        "content/articles/2025/one.md": dated("2024-10-09"),
        "content/articles/2025/two.md": dated("2024-10-11/2024-10-14"),
        "content/articles/2025/three.md": dated("2024-10-09/2024-10-14"),
    }
    (position,) = stances(archive_of(tmp_path, files)).positions["troops-are-there"]
    assert position.date
    assert position.date.edtf.text == "[2024-10-09..2024-10-14]"
    assert position.date.basis == "the reports of this position do not agree on its date"


def test_a_vaguer_report_is_perhaps_of_the_one_position_that_its_date_allows(tmp_path: Path) -> None:
    files = {
        **WORLD,
        "content/articles/2025/one.md": said("mary denies troops-are-there 2024-10-10"),
        "content/articles/2025/two.md": said("mary denies troops-are-there 2024-10"),
        "content/articles/2025/three.md": said("mary denies troops-are-there"),
    }
    (position,) = stances(archive_of(tmp_path, files)).positions["troops-are-there"]
    assert [s.article.id for s in position.reports] == ["one"]
    assert {s.article.id for s in position.possible_reports} == {"two", "three"}


def test_a_vaguer_report_that_allows_two_positions_stands_alone(tmp_path: Path) -> None:
    statements = ("2024-10-10", "2024-10-20", "2024-10")
    article = said(*(f"mary denies troops-are-there {date}" for date in statements))
    positions = stances(archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})).positions
    assert [len(p.carriers) for p in positions["troops-are-there"]] == [1, 1, 1]


def test_two_unnamed_officials_are_not_taken_for_one(tmp_path: Path) -> None:
    official = '{unnamed: "an official"} denies troops-are-there'
    article = "---\ntitle: T\npublisher: null\nsource: {{seen: 2025-06-02}}\nstatements:\n  - {{id: s, holder: {}, stance: denies, proposition: troops-are-there, date: 2024-10-10}}\n---\nText.\n"
    text = article.format(official.split(" denies", maxsplit=1)[0])
    files = {**WORLD, "content/articles/2025/one.md": text, "content/articles/2025/two.md": text}
    assert len(stances(archive_of(tmp_path, files)).positions["troops-are-there"]) == 2


def test_the_origins_of_a_position_are_its_first_carriers_and_what_articles_go_back_to(tmp_path: Path) -> None:
    line = "mary denies troops-are-there 2024-10-10"
    via = ", via: [wire]}"
    files = {
        **WORLD,
        "content/articles/2025/one.md": said(line).replace("2024-10-10}", f"2024-10-10{via}"),
        "content/articles/2025/two.md": said(line).replace("publisher: null", "publisher: wire"),
        "content/articles/2025/three.md": said(line).replace("seen: 2025-06-02", "seen: 2025-06-02, relays: two"),
        "content/articles/2025/four.md": said(line),
    }
    (position,) = stances(archive_of(tmp_path, files)).positions["troops-are-there"]
    assert (len(position.reports), set(position.origins)) == (4, {"wire", "four"})


def test_what_is_found_is_found_once_for_an_archive(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, WORLD)
    assert stances(archive) is stances(archive)
    assert stances(archive) is not stances(archive_of(tmp_path / "other", WORLD))


def test_reports_without_a_date_are_one_position_since_nothing_proves_several(tmp_path: Path) -> None:
    article = said("mary denies troops-are-there", "mary denies troops-are-there")
    positions = stances(archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": article})).positions
    assert [len(p.reports) for p in positions["troops-are-there"]] == [2]


def test_a_role_that_does_not_count_hides_no_later_one(tmp_path: Path) -> None:
    roles = "[{title: former adviser, of: ministry}, {title: editor, of: wire}]"
    people = {"content/people/mary.yml": f"name: Mary\nroles: {roles}\n"}
    assert speaks_for(archive_of(tmp_path, {**WORLD, **people}), "mary") == ("wire",)


def test_a_body_within_a_ring_counts_for_the_first_of_the_ring(tmp_path: Path) -> None:
    ring = {"content/organisations/state.yml": "name: State\npart_of: ministry\n"}
    statements = ("state denies troops-are-there 2024-10-10", "peter confirms troops-are-there 2025-04-26")
    assert found(tmp_path, *statements, **ring) == [
        "ministry: state denies troops-are-there, peter confirms troops-are-there, (198, 198)"
    ]


@pytest.mark.parametrize(("before", "side"), [(("asserts", "denies"), 1), (("denies", "asserts"), -1)])
def test_what_is_retracted_is_the_side_that_was_taken_last(tmp_path: Path, before: tuple[str, str], side: int) -> None:
    days = ("2024-01-01", "2024-01-02", "2024-01-03")
    statements = [f"mary {one} troops-are-there {day}" for one, day in zip((*before, "retracts"), days, strict=True)]
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": said(*statements)})
    assert stances(archive).positions["troops-are-there"][-1].side == side


def test_a_change_has_all_positions_that_are_proved_to_be_before_it_or_after_it(tmp_path: Path) -> None:
    statements = (
        "mary denies troops-are-there 2024-01-01",
        "mary denies troops-are-there 2024-01-10",
        'mary denies troops-are-there "[2024-01-05..2024-03-10]"',  # may be after the change
        "mary confirms troops-are-there 2024-02-01",
        "mary confirms troops-are-there 2024-02-15",
        "mary confirms troops-are-there 2024-03-01/..",
        'mary confirms troops-are-there "[2023-12-20..2024-03-05]"',  # may be before it
    )
    archive = archive_of(tmp_path, {**WORLD, "content/articles/2025/one.md": said(*statements)})
    (change,) = (r for r in reversals(archive) if r.subject == "mary")
    assert [p.date.edtf.text for p in change.before if p.date] == ["2024-01-01", "2024-01-10"]
    assert [p.date.edtf.text for p in change.after if p.date] == ["2024-02-01", "2024-02-15", "2024-03-01/.."]
