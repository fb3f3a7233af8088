"""A small sample of `make test-kill`: a build interrupted in any way leaves the complete former or new site.

`pytest --kills` sets how often each is interrupted.
"""

import signal

import pytest

from tests import killed_builds
from tests.conftest import at_night
from tests.killed_builds import Trial

pytestmark = pytest.mark.builds


@pytest.fixture(scope="module", params=["mkdocs build", *at_night("archive generate")])
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A command, with a site and an unpublished edit. By day a build of MkDocs: `archive generate` puts a site in its
    place by the same function."""
    return Trial(tmp_path_factory.mktemp("killed"), request.param)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, *at_night(signal.SIGINT)])
def test_a_signal_leaves_a_whole_site_and_nothing_beside_it(
    request: pytest.FixtureRequest, trial: Trial, sent: signal.Signals
) -> None:
    times = request.config.getoption("--kills")
    counts = killed_builds.interrupt_builds(trial, sent, times)
    assert counts.unfinished == times
    assert counts.is_good, counts


def test_a_disk_without_room_leaves_a_whole_site_and_nothing_beside_it(trial: Trial) -> None:
    counts = killed_builds.build_without_room(trial, 1)
    assert counts.unfinished == 1
    assert counts.former == 1
    assert counts.is_good, counts


def test_two_builds_at_once_leave_the_whole_site_of_one_of_them(request: pytest.FixtureRequest, trial: Trial) -> None:
    times = request.config.getoption("--kills")
    counts = killed_builds.build_twice_at_once(trial, times)
    assert (counts.runs, counts.unfinished, counts.new) == (2 * times, 0, times)
    assert counts.is_good, counts


def test_a_site_that_is_cut_is_counted_as_lost(trial: Trial) -> None:
    trial.restore()
    next(trial.site.rglob("*.*")).write_bytes(b"cut")
    counts = killed_builds.Counts()
    trial.judge(counts, 0)
    assert counts.lost == 1


def test_an_error_leaves_the_former_site(trial: Trial) -> None:
    if "mkdocs" not in trial.call:
        pytest.skip("only MkDocs has a strict build")
    counts = killed_builds.build_with_errors(trial)
    assert (counts.runs, counts.unfinished, counts.former) == (2, 2, 2)
    assert counts.is_good, counts
