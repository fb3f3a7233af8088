"""Measures what an author waits for with `mkdocs serve`: the start, an edited page, the pages that depend on it, any
other page meanwhile."""

from __future__ import annotations

import re
import socket
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks.builders import QUIET, newest
from tests.benchmarks.processes import MeasuredProcess
from tests.served import MKDOCS

_LATE = 3_600.0
"""Seconds after which nothing more is waited for."""
_PROBED = 0.05
"""Seconds between two requests for another page."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Seconds by the clock, each the median of some edits but the longest wait; and bytes."""

    start: float
    """From the command to the first page, where nothing was built before."""
    second_start: float
    """The same where an earlier server left its cache."""
    edit: float
    """From a record that is saved with another title to its own page."""
    dependents: float
    """From the same to the page of its publisher, which lists it."""
    longest_wait: float
    """The longest that a request for a third page took while all that went on."""
    memory: int


def serving(root: Path, log: Path, edits: int) -> Serving:
    """Serve the archive at `root` twice, and edit its newest article `times` times."""
    first = _Server(root, log)
    try:
        start = first.up()
    finally:
        first.stop()
    second = _Server(root, log)
    try:
        second_start = second.up()
        article = newest(root / "content")
        publisher = re.search(r"(?m)^publisher: (\S+)", article.read_text(encoding="utf-8"))
        assert publisher is not None
        second.until(article.stem, f"organisations/{publisher[1]}/", time.perf_counter())
        probe = _Probe(second, "about/")
        own, theirs = [], []
        for _ in range(edits):
            title = f"Entitled anew at {time.time_ns()}"
            text = article.read_text(encoding="utf-8")
            article.write_text(re.sub(r"(?m)^title: .*$", f"title: {title}", text, count=1), encoding="utf-8")
            saved = time.perf_counter()
            own.append(second.until(title, f"articles/{article.stem}/", saved))
            theirs.append(second.until(title, f"organisations/{publisher[1]}/", saved))
        longest = probe.stop()
    finally:
        cost = second.stop()
    return Serving(start, second_start, statistics.median(own), statistics.median(theirs), longest, cost)


class _Server:
    """A `mkdocs serve` of the archive, on a port of its own."""

    def __init__(self, root: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        command = (sys.executable, "-c", MKDOCS, "serve", "--dirty", "--dev-addr", self.address)
        self.began = time.perf_counter()
        self.watched = MeasuredProcess(command, root, log, QUIET)

    def up(self) -> float:
        """How many seconds passed from the command to the first page."""
        return self.until("<html", "about/", self.began)

    def page(self, url: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{url}", timeout=_LATE) as answer:
                return str(answer.read().decode())
        except (URLError, TimeoutError, ConnectionError):
            return ""

    def until(self, text: str, url: str, since: float) -> float:
        """How many seconds it took, from a time of `perf_counter`, until a page had this text."""
        while text not in self.page(url):
            if time.perf_counter() - since > _LATE or self.watched.process.poll() is not None:
                raise TimeoutError(f"the server did not show it:\n{self.watched.said()[-2_000:]}")
            time.sleep(0.02)
        return time.perf_counter() - since

    def stop(self) -> int:
        """The most memory that it held."""
        return self.watched.stop().memory


class _Probe:
    """Asks for one page again and again, and notes the longest wait."""

    def __init__(self, server: _Server, url: str) -> None:
        self._server, self._url = server, url
        self._longest, self._stopped = 0.0, threading.Event()
        self._asking = threading.Thread(target=self._ask, daemon=True)
        self._asking.start()

    def _ask(self) -> None:
        while not self._stopped.wait(_PROBED):
            began = time.perf_counter()
            self._server.page(self._url)
            self._longest = max(self._longest, time.perf_counter() - began)

    def stop(self) -> float:
        self._stopped.set()
        self._asking.join(timeout=60)
        return self._longest
