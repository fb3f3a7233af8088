"""Pages made by other processes equal those made by this one."""

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.archive.observed import ObservedArchive
from generator.cli import main
from generator.exports.spill import SpillFile
from generator.mkdocs_plugin import framed
from generator.pages import forks, making, workers
from generator.pages import units as units_of
from generator.pages.render import Drawn, Rendered
from generator.pages.workers import MadeUnit
from generator.problems import RefusedError
from tests.changed import SMALL
from tests.conftest import at_night

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def small() -> pipeline.Build:
    """The small archive with its pages, as this process makes them."""
    return pipeline.make(SMALL)


@pytest.fixture(scope="module")
def alone(small: pipeline.Build) -> dict[str, str]:
    """The digests of these pages by source path."""
    return {path: page.digest for path, page in small.pages.items()}


@pytest.mark.parametrize(("processes", "is_large"), [(2, True), (8, False), *at_night((3, True))])
def test_forked_processes_make_the_same_pages_in_the_same_order(
    small: pipeline.Build, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch, processes: int, is_large: bool
) -> None:
    monkeypatch.setattr(making, "MAX_ALONE", 0)
    monkeypatch.setattr(forks, "SMALL_SITE", 0)
    monkeypatch.setattr(forks, "LARGE_SITE", 0 if is_large else 1_000)
    monkeypatch.setattr(forks, "MIN_UNITS", 3)
    monkeypatch.setattr(forks, "MAX_UNITS", 5)
    monkeypatch.setattr(forks, "MAX_UNITS_OF_LARGE", 5)
    monkeypatch.setattr(forks, "process_count", lambda: processes)
    made = pipeline.make(SMALL)
    assert [(path, page.digest) for path, page in made.pages.items()] == [*alone.items()]
    assert made.ledger.fingerprints == small.ledger.fingerprints


def test_what_is_made_apart_comes_back_as_it_is_and_so_does_a_fault() -> None:
    def refuse() -> None:
        raise RefusedError("not installed")

    assert forks.made_apart(lambda: {"a": [1, os.getpid()]}) != {"a": [1, os.getpid()]} or not forks.can_fork()
    with pytest.raises(RefusedError, match="not installed"):
        forks.made_apart(refuse)


def test_any_executor_makes_the_same_pages_and_their_texts_may_lie_aside_whoever_makes_them(
    small: pipeline.Build, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = {path: page.text for path, page in small.pages.items()}
    aside = SpillFile(tmp_path)

    def store(page: Rendered) -> Rendered:
        return page.stored(aside.put_value(page.about), aside.put(page.drawn))

    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        made = pipeline.make(SMALL, executor=executor)
        assert [(path, page.digest) for path, page in made.pages.items()] == [*alone.items()]
        elsewhere = pipeline.make(SMALL, store=store, executor=executor)
    monkeypatch.setattr(making, "MAX_ALONE", 0)
    for made in (pipeline.make(SMALL, store=store), elsewhere):
        assert {path: page.text for path, page in made.pages.items()} == texts
        assert not any(page.drawn is page.drawn for page in made.pages.values())  # it is read again each time
        assert [*made.pages] == [*alone]
    aside.close()


def test_what_fails_elsewhere_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such page")

    monkeypatch.setattr(making, "MAX_ALONE", 0)
    monkeypatch.setattr(workers, "render_page", fail)  # forked processes inherit this
    with pytest.raises(ValueError, match="no such page"):
        pipeline.make(SMALL)


class _LocalError(Exception):
    """An exception that cannot be unpickled, because its constructor takes two arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def _raise() -> None:
    raise _LocalError("no", "page")


@pytest.mark.parametrize(
    ("ends", "said"), [(lambda: os._exit(3), "has ended before"), (_raise, "no page")], ids=["killed", "failed"]
)
def test_a_fork_that_ends_early_or_fails_ends_the_work(
    monkeypatch: pytest.MonkeyPatch, ends: Callable[[], None], said: str
) -> None:
    own, make = os.getpid(), workers.make_here

    def made(*given: Any) -> list[MadeUnit]:
        if os.getpid() != own:
            ends()
        return make(*given)

    monkeypatch.setattr(making, "MAX_ALONE", 0)
    monkeypatch.setattr(forks, "process_count", lambda: 3)
    monkeypatch.setattr(forks, "make_here", made)
    with pytest.raises((RuntimeError, _LocalError), match=said):
        pipeline.make(SMALL)
    assert not multiprocessing.active_children()


def test_forks_find_everything_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = pipeline.read(SMALL).archive
    make = workers.make_here

    def made(observed: ObservedArchive, *more: Any) -> list[MadeUnit]:
        before = {*observed.whole.__dict__}, {*observed.whole.finding_cache}
        units = make(observed, *more)
        assert ({*observed.whole.__dict__}, {*observed.whole.finding_cache}) == before
        return units

    monkeypatch.setattr(forks, "make_here", made)
    names = [unit.name for unit in units_of(archive)]
    assert [unit.name for unit in forks.make_in_forks(2, archive, names, lambda page: page)] == names


def test_work_that_is_given_up_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = pipeline.read(SMALL).archive
    names = [*archive.records]  # without indexes, each of which gets a fork of its own
    own, make = os.getpid(), workers.make_here

    def made(observed: ObservedArchive, some: Sequence[str], *more: Any) -> list[MadeUnit]:
        if os.getpid() != own and some[0] != names[0]:
            time.sleep(600)
        return make(observed, some, *more)

    monkeypatch.setattr(forks, "SMALL_SITE", 0)
    monkeypatch.setattr(forks, "MIN_UNITS", 2)
    monkeypatch.setattr(forks, "make_here", made)
    units = forks.make_in_forks(3, archive, names, lambda page: page)
    assert next(units).name == names[0]
    assert multiprocessing.active_children()
    units.close()
    assert not multiprocessing.active_children()


def test_what_depends_on_an_edit_is_made_in_forks_and_taken_unit_by_unit_those_of_records_first(
    small: pipeline.Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(making, "MAX_ALONE_AT_ONCE", 0)
    monkeypatch.setattr(forks, "process_count", lambda: 2)
    root = shutil.copytree(SMALL, tmp_path / "archive")
    person = root / "content" / "people" / "mira-okonjo.yml"
    person.write_text(person.read_text(encoding="utf-8").replace("Mira Okonjo", "Mira Bell"), encoding="utf-8")
    edited = pipeline.make_edited(root, small)
    taken: dict[str, dict[str, Drawn]] = {}

    def take(unit: str, pages: dict[str, Drawn]) -> dict[str, Drawn]:
        taken[unit] = {path: framed.standing(page) for path, page in pages.items()}
        return taken[unit]

    made = pipeline.finish_pages(edited, lambda: True, take)
    assert made is not None
    clean = pipeline.make(root)
    assert [(path, page.digest) for path, page in made.all_pages.items()] == [
        (path, page.digest) for path, page in clean.all_pages.items()
    ]
    assert made.ledger.fingerprints == clean.ledger.fingerprints
    assert [unit.startswith("/") for unit in taken] == sorted(unit.startswith("/") for unit in taken)
    assert all(made.all_pages[path] is page for pages in taken.values() for path, page in pages.items())

    monkeypatch.setattr(forks, "make_here", lambda *_: time.sleep(600))
    assert pipeline.finish_pages(edited, lambda: not multiprocessing.active_children()) is None, "it waits for no fork"
    assert not multiprocessing.active_children()


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler on this machine with two workers of two threads each."""
    from distributed import LocalCluster  # noqa: PLC0415  (takes long, and nothing else needs it)

    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        yield cluster.scheduler_address


def texts(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.in_full
def test_a_dask_cluster_writes_the_same_bytes(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By day other executors and forked processes are compared, and what no scheduler answers."""
    root = shutil.copytree(SMALL, tmp_path / "archive")
    monkeypatch.chdir(root)
    assert main(["generate", "--out", str(tmp_path / "alone")]) == 0
    assert main(["generate", "--out", str(tmp_path / "cluster"), "--executor", f"dask:{scheduler}"]) == 0
    assert texts(tmp_path / "cluster") == texts(tmp_path / "alone")


@pytest.mark.parametrize("executor", ["dask:", "threads:4", "dask"])
def test_an_executor_that_is_none_is_refused(executor: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["generate", "--out", "folder", "--executor", executor])
    assert "is not dask:ADDRESS" in capsys.readouterr().err


def test_a_scheduler_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(SMALL, tmp_path / "archive"))
    monkeypatch.setattr("generator.cli.build.SCHEDULER_TIMEOUT", 0.5)
    assert main(["generate", "--out", "folder", "--executor", "dask:tcp://127.0.0.1:1"]) == 1
    assert "no scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err
