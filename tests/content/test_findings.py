"""What follows from the archive's own records: what a reader of the sources would be surprised not to find."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.archive.archive import Archive
from generator.findings.stances import reversals, reversals_of, stances

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return pipeline.read(ROOT).archive


# --- reversals ---


def test_peskov_and_nebenzia_denied_what_russia_confirmed_in_april_2025(archive: Archive) -> None:
    (reversal,) = [r for r in reversals(archive) if r.subject == "russian-federation"]
    assert (reversal.proposition, reversal.days) == ("dprk-soldiers-take-part-in-the-war", (198, 198))
    assert [(p.holder.id, p.stance) for p in reversal.before] == [
        ("dmitry-peskov", "denies"),
        ("vassily-nebenzia", "denies"),
    ]
    first = reversal.after[0]
    assert (first.holder.id, first.stance, first.proposition) == (
        "valery-gerasimov",
        "confirms",
        "dprk-soldiers-fought-in-kursk",
    )
    assert {p.holder.id for p in reversal.after} >= {"valery-gerasimov", "maria-zakharova", "vladimir-putin"}


def test_the_north_korean_side_denied_what_it_confirmed_in_april_2025(archive: Archive) -> None:
    (reversal,) = [r for r in reversals(archive) if r.subject == "democratic-peoples-republic-of-korea"]
    assert (reversal.proposition, reversal.days) == ("dprk-soldiers-sent-to-russia", (179, 209))
    # Told by a reporter, of October 2024. What the mission said on the 21st is no denial: AFP's lead made it one.
    assert [(p.holder.id, p.rests_on) for p in reversal.before] == [("democratic-peoples-republic-of-korea", "verb")]
    assert {p.holder.id for p in reversal.after} == {
        "democratic-peoples-republic-of-korea",
        "central-military-commission-of-the-workers-party-of-korea",
    }


@pytest.mark.parametrize(
    "agent",
    [
        "dmitry-peskov",
        "vassily-nebenzia",
        "valery-gerasimov",
        "central-military-commission-of-the-workers-party-of-korea",
    ],
)
def test_who_contributed_to_a_reversal_finds_it_on_their_profile(archive: Archive, agent: str) -> None:
    assert len(reversals_of(archive, agent)) == 1


def test_nobody_else_is_said_to_have_reversed(archive: Archive) -> None:
    assert {r.subject for r in reversals(archive)} == {"russian-federation", "democratic-peoples-republic-of-korea"}


def test_ukraine_speaks_with_two_voices_in_an_order_that_no_date_proves(archive: Archive) -> None:
    assert [(s.subject, s.proposition) for s in stances(archive).splits] == [
        ("government-of-ukraine", "russia-prepares-dprk-soldiers-for-the-front")
    ]
