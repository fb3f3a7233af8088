"""Runs `mkdocs serve` for tests that look at what it shows."""

from __future__ import annotations

import contextlib
import itertools
import os
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

# A shell that runs the tests in the background makes them and all their children ignore interrupts.
MKDOCS = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from mkdocs.__main__ import cli; cli()"
)

TIMEOUT = 300
"""The timeout in seconds, generous for a busy machine. It is reached only if something is wrong."""

_FIRST = 20_000 + os.getpid() % 1_000 * 12
_ports = itertools.cycle(range(_FIRST, _FIRST + 12))


def _free_port() -> int:
    """A free port of 127.0.0.1 from a range that few other processes use, below the system's ephemeral ports (32768 and
    up)."""
    for port in itertools.islice(_ports, 12):
        with socket.socket() as tried:
            # as the server does, since a previous one may have just closed
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                tried.bind(("127.0.0.1", port))
                return port
    raise OSError("none of these ports is free")


class RunningServer:
    """A running `mkdocs serve` and its output."""

    def __init__(self, root: Path, log: Path, *options: str) -> None:
        self.address = f"127.0.0.1:{_free_port()}"
        self.log = log
        command = [sys.executable, "-c", MKDOCS, "serve", *options, "--dev-addr", self.address]
        log.write_bytes(b"")
        self.process = forked.Running(command, cwd=root, log=log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(TIMEOUT)

    def page(self, url: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{url}", timeout=TIMEOUT) as answer:
                return str(answer.read().decode())
        except (URLError, TimeoutError):
            return ""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait(self, until: Callable[[], bool], seconds: float = TIMEOUT) -> float:
        """Wait for a condition, and return the seconds that it took."""
        start = time.monotonic()
        while not until():
            assert time.monotonic() - start < seconds, self.said()
            time.sleep(0.02)
        return time.monotonic() - start
