"""Pages that other processes make are those that this one makes."""

import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from distributed import LocalCluster

from generator import pipeline
from generator.cli import main
from generator.pages import making, workers
from tests.changed import SMALL


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """The digests of the pages, as this process makes them, by source path."""
    return {path: page.digest for path, page in pipeline.make(SMALL).pages.items()}


def test_forked_processes_make_the_same_pages_in_the_same_order(
    alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "ALONE", 0)
    monkeypatch.setattr(workers, "AT_A_TIME", 3)
    made = pipeline.make(SMALL)
    assert [(path, page.digest) for path, page in made.pages.items()] == [*alone.items()]
    assert made.ledger.fingerprints == pipeline.make(SMALL).ledger.fingerprints


def test_any_executor_makes_the_same_pages(alone: dict[str, str]) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        made = pipeline.make(SMALL, executor=executor)
    assert [(path, page.digest) for path, page in made.pages.items()] == [*alone.items()]


def test_what_fails_elsewhere_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such page")

    monkeypatch.setattr(making, "ALONE", 0)
    monkeypatch.setattr(workers, "rendered_page", fail)  # which forked processes have, too
    with pytest.raises(ValueError, match="no such page"):
        pipeline.make(SMALL)


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler on this machine that has two workers, each with two threads."""
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        yield cluster.scheduler_address


def texts(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_dask_cluster_writes_the_same_bytes(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    assert main(["generate", "--out", "folder", "--executor", "dask:tcp://127.0.0.1:1"]) == 1
    assert "no scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err
