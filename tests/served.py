"""A running `mkdocs serve`, for tests that look at what it shows."""

from __future__ import annotations

import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

from tests import forked

# A shell that runs the tests in the background has them, and all that they start, ignore interrupts.
MKDOCS = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from mkdocs.__main__ import cli; cli()"
)


class Served:
    """A running `mkdocs serve` and what it has said."""

    def __init__(self, root: Path, log: Path, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = log
        command = [sys.executable, "-c", MKDOCS, "serve", *options, "--dev-addr", self.address]
        log.write_bytes(b"")
        self.process = forked.Running(command, cwd=root, log=log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(90)

    def page(self, url: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{url}", timeout=90) as answer:
                return str(answer.read().decode())
        except (URLError, TimeoutError):
            return ""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait(self, until: Callable[[], bool], seconds: float = 90) -> float:
        """How many seconds it took."""
        start = time.monotonic()
        while not until():
            assert time.monotonic() - start < seconds, self.said()
            time.sleep(0.02)
        return time.monotonic() - start
