"""The timings of a run: which phase they belong to, and how they are shown."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from generator.timings import Phase, Step, Timings, as_json, as_table
from tests.archive_files import write

ADA = {"content/people/ada.yml": "name: Ada\n"}


class MadeClock:
    """A clock that advances only when a test says so."""

    def __init__(self) -> None:
        self.seconds, self.processor = 100.0, 10.0

    def __call__(self) -> tuple[float, float]:
        return self.seconds, self.processor

    def work(self, seconds: float) -> None:
        """Advance by a time in which the processor is busy."""
        self.seconds += seconds
        self.processor += seconds

    def wait(self, seconds: float) -> None:
        """Advance by a time in which the processor is idle."""
        self.seconds += seconds


def by_name(timings: Timings) -> dict[str, Phase]:
    return {phase.name: phase for phase in timings.phases}


def times(timings: Timings) -> dict[str, tuple[float, float]]:
    """What each phase took, in seconds: wall-clock time and processor time."""
    return {phase.name: (phase.seconds, phase.processor) for phase in timings.phases}


def test_what_an_inner_phase_takes_is_not_counted_in_the_outer_one() -> None:
    clock = MadeClock()
    timings = Timings(clock=clock)
    with timings.phase("outer"):
        clock.work(1)
        with timings.phase("inner"):
            clock.work(4)
        clock.work(2)
    assert [*times(timings).items()] == [("outer", (3, 3)), ("inner", (4, 4))]


def test_a_phase_that_is_entered_again_adds_up() -> None:
    clock = MadeClock()
    timings = Timings(clock=clock)
    for _ in range(3):
        with timings.phase("draw"):
            clock.work(2)
        clock.work(16)
    assert times(timings) == {"draw": (6, 6)}


def test_to_wait_takes_time_but_no_processor() -> None:
    clock = MadeClock()
    timings = Timings(clock=clock)
    with timings.phase("wait"):
        clock.work(1)
        clock.wait(4)
    assert times(timings) == {"wait": (5, 1)}


def test_what_happens_between_phases_belongs_to_none() -> None:
    clock = MadeClock()
    timings = Timings(clock=clock)
    with timings.phase("one"):
        clock.work(1)
    clock.work(4)
    with timings.phase("two"):
        clock.work(2)
    assert times(timings) == {"one": (1, 1), "two": (2, 2)}


def test_a_turn_lasts_until_the_next_one() -> None:
    clock = MadeClock()
    timings = Timings(clock=clock)
    for name in ("one", "two", None):
        timings.switch(name)
        clock.work(2)
    assert times(timings) == {"one": (2, 2), "two": (2, 2)}


def test_without_another_clock_time_is_that_of_the_system() -> None:
    began, busy = time.perf_counter(), time.process_time()
    timings = Timings()
    with timings.phase("busy"):
        while time.process_time() - busy < 0.05:
            pass
    with timings.phase("waiting"):
        time.sleep(0.05)
    whole = time.perf_counter() - began
    phases = by_name(timings)
    assert phases["busy"].processor > 0
    assert phases["busy"].seconds > 0
    assert phases["waiting"].seconds >= 0.05
    assert sum(phase.seconds for phase in timings.phases) <= whole


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say what child processes took")
def test_a_child_that_ended_counts_in_the_phase_that_waited_for_it() -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    timings = Timings()
    with timings.phase("child"):
        subprocess.run([sys.executable, "-c", busy], check=True)
    (phase,) = timings.phases
    assert phase.processor >= 0.3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say what memory a process held")
def test_memory_is_the_most_so_far_in_bytes() -> None:
    timings = Timings()
    with timings.phase("small"):
        pass
    with timings.phase("large"):
        held = bytearray(200_000_000)
        held[::4096] = b"\1" * len(held[::4096])
    del held
    small, large = (phase.memory or 0 for phase in timings.phases)
    assert 0 < small <= large
    assert large >= 200_000_000


def test_getting_each_thing_is_the_phase_and_using_it_is_not() -> None:
    clock = MadeClock()

    def things() -> Iterator[int]:
        for number in (1, 2, 3):
            clock.work(1)
            yield number

    steps: list[Step] = []
    timings = Timings(steps.append, clock)
    with timings.phase("use"):
        for _ in timings.track("get", things(), total=3):
            clock.work(4)
    assert times(timings) == {"use": (12, 12), "get": (3, 3)}
    assert by_name(timings)["get"].count == 3
    assert steps == [Step("get", 1, 3), Step("get", 2, 3), Step("get", 3, 3)]


def test_things_that_stop_with_a_fault_close_their_phase() -> None:
    timings = Timings()

    def lines() -> Iterator[int]:
        yield 1
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"), timings.phase("outer"):
        for _ in timings.track("get", lines()):
            pass
    with timings.phase("after"):
        pass
    assert [phase.name for phase in timings.phases] == ["outer", "get", "after"]
    assert by_name(timings)["get"].count == 1


def test_the_table_has_a_line_for_each_phase_and_their_sum() -> None:
    phases = [Phase("load", 1.5, 0.25, 100_000_000), Phase("plan", 20.0, 12.125, 1_500_000_000, 1234)]
    assert as_table(phases).splitlines() == [
        "phase  seconds  processor  MB at most  things",
        "load      1.50       0.25         100",
        "plan     20.00      12.12       1,500   1,234",
        "all      21.50      12.38       1,500",
    ]


def test_where_the_system_names_no_memory_the_table_leaves_it_out() -> None:
    assert as_table([Phase("load", 1.0, 1.0)]).splitlines()[1:] == [
        "load      1.00       1.00",
        "all       1.00       1.00",
    ]


def test_json_has_the_fields_of_each_phase() -> None:
    assert json.loads(as_json([Phase("plan", 1.23456, 0.5, 7, 3)])) == {
        "phases": [{"name": "plan", "seconds": 1.2346, "processor": 0.5, "memory": 7, "count": 3}]
    }


def test_a_run_names_its_phases_in_order_and_counts_its_pages(tmp_path: Path) -> None:
    timings = Timings()
    made = pipeline.make(write(tmp_path, ADA), timings=timings)
    names = [*by_name(timings)]
    assert names[:4] == ["load", "history", "link", "check"]
    assert {"plan", "findings", "render"} < {*names[4:]}
    assert by_name(timings)["plan"].count == len(made.pages)


def test_a_run_says_how_far_it_has_come_up_to_its_end(tmp_path: Path) -> None:
    steps: list[Step] = []
    pipeline.make(write(tmp_path, ADA), timings=Timings(steps.append))
    phases = [[step for step in steps if step.phase == name] for name in dict.fromkeys(step.phase for step in steps)]
    assert [phase[0].phase for phase in phases] == ["Reading files", "Making pages"]
    assert [[(step.done, step.total) for step in phase] for phase in phases] == [
        [(number, len(phase)) for number in range(1, len(phase) + 1)] for phase in phases
    ]


def test_to_check_says_how_many_files_are_read(tmp_path: Path) -> None:
    steps: list[Step] = []
    pipeline.read(write(tmp_path, {**ADA, "content/people/bea.yml": "name: Bea\n"}), timings=Timings(steps.append))
    assert steps == [Step("Reading files", 1, 2), Step("Reading files", 2, 2)]


def test_a_run_that_stops_at_an_error_has_the_phases_up_to_there(tmp_path: Path) -> None:
    timings = Timings()
    pipeline.make(write(tmp_path, {"content/people/ada.yml": "name: [Ada\n"}), timings=timings)
    assert [*by_name(timings)] == ["load", "history", "link", "check"]


def generated(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--root", str(root), "generate", "--out", str(root / "out"), *options]) == 0
    return capsys.readouterr().out


def test_generate_prints_a_table_of_its_phases_after_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = generated(write(tmp_path, ADA), capsys, "--timings").splitlines()
    assert "written" in lines[0]
    assert lines[1].split() == ["phase", "seconds", "processor", "MB", "at", "most", "things"]
    names = [re.split("  +", line)[0] for line in lines[2:]]
    assert names[0] == "load"
    assert "tables" in names
    assert names[-4:] == ["emit", "lay out pages", "index", "all"]


def test_generate_prints_nothing_but_json_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phases = json.loads(generated(write(tmp_path, ADA), capsys, "--timings", "json"))["phases"]
    assert {*phases[0]} == {"name", "seconds", "processor", "memory", "count"}
    assert [phase["name"] for phase in phases][-4:] == ["tables", "emit", "lay out pages", "index"]


def test_without_the_option_generate_prints_no_timings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(generated(write(tmp_path, ADA), capsys).splitlines()) == 1
