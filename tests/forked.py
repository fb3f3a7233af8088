"""Runs Python commands in forked processes that have already imported the generator.

On a small archive, most of a command's time goes into importing the generator, MkDocs and its theme, and compiling
their templates. A fork server imports them and builds one archive, once for all workers of a run, and each command is
forked from it, as if a running `mkdocs serve` built once more. Commands share nothing else: each has its own folder,
environment, output and exit code, and signals end it like any process.

The server listens on a socket in a folder that only this user can enter. It ends with the last worker that has run a
command. It is not that of `multiprocessing`, which serves one process alone.

What Python reads from the environment at startup (hash seed, language, time zone) is the same as for the tests. Tests
that need other values, or a fresh interpreter, use `subprocess`, as does everything on systems that cannot fork.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import importlib
import json
import os
import pickle
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from filelock import FileLock

_IMPORTED = (
    "generator.cli",
    "generator.mkdocs_plugin",
    "markdown.extensions.attr_list",
    "markdown.extensions.codehilite",
    "markdown.extensions.fenced_code",
    "markdown.extensions.md_in_html",
    "markdown.extensions.tables",
    "material.templates",
    "mkdocs.commands.build",
    "mkdocs.commands.serve",
    "pagefind_bin",
    "tests.warmed",
)
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
_FOLDER = Path(tempfile.gettempdir(), f"forked-{os.getuid() if hasattr(os, 'getuid') else 0}-{_RUN[:16]}")
_FORKS = hasattr(os, "fork") and hasattr(socket, "AF_UNIX")
_AT_FIRST = dict(os.environ)
"""Without what the test has set that asks first."""


class Running:
    """A running command: `python -m MODULE …` or `python -c CODE …`, whose first word is this Python."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        together: bool = False,
        log: Path | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        """`together` merges stderr into stdout. `log` is a file for both instead. `before` is a function
        that can be pickled, which the process calls first."""
        self._words = [str(word) for word in command]
        assert self._words[0] == sys.executable
        assert self._words[1] in ("-m", "-c")
        self._folder = tempfile.TemporaryDirectory()
        self._files = [Path(self._folder.name) / name for name in ("out", "err")]
        out, err = self._files[0], self._files[0 if together else 1]
        if log is not None:
            out = err = log
        self._process: _Forked | subprocess.Popen[bytes]
        if _FORKS:
            whole = dict(os.environ if env is None else env)
            first = base64.b64encode(pickle.dumps(before)).decode()
            self._process = _Forked([self._words[1:], str(cwd), whole, str(out), str(err), first])
        else:
            with out.open("ab") as stdout, err.open("ab") as stderr:
                self._process = subprocess.Popen(
                    self._words,
                    cwd=cwd,
                    env=env,
                    stdout=stdout,
                    stderr=stderr,
                    preexec_fn=before,  # noqa: PLW1509  (there are no threads here)
                )

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def send_signal(self, sent: signal.Signals) -> None:
        """Send a signal; nothing happens if the process has ended."""
        self._process.send_signal(sent)

    def wait(self, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
        """Wait for it to end. The result has its output, and its exit code, negative for a signal.

        Raises subprocess.TimeoutExpired if it has not ended in time.
        """
        code = self._process.wait(seconds)
        out, err = (file.read_text(encoding="utf-8") if file.exists() else "" for file in self._files)
        self._folder.cleanup()
        return subprocess.CompletedProcess(self._words, code, out, err)


def run(
    command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None, together: bool = False
) -> subprocess.CompletedProcess[str]:
    """Like `subprocess.run` with output captured as text. See `Running` for the commands allowed."""
    return Running(command, cwd=cwd, env=env, together=together).wait()


class _Forked:
    """A process forked by the server, which first says its id and in the end its exit code."""

    def __init__(self, work: list[object]) -> None:
        _be_served()
        self._words = work
        self._server = _connected()
        self._server.sendall(json.dumps(work).encode() + b"\n")
        self._said = self._server.makefile("rb")
        self.pid = int(self._said.readline())
        self._code: int | None = None

    def send_signal(self, sent: signal.Signals) -> None:
        if self._ended(0) is None:
            # The process may end in between and be reaped at once. Its id is not yet reused then, since ids are
            # assigned in sequence.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sent)

    def wait(self, seconds: float | None) -> int:
        code = self._ended(seconds)
        if code is None:
            raise subprocess.TimeoutExpired(str(self._words[0]), seconds or 0)
        return code

    def _ended(self, seconds: float | None) -> int | None:
        """The exit code, once there is one within this time."""
        if self._code is None:
            with selectors.DefaultSelector() as told:
                told.register(self._server, selectors.EVENT_READ)
                if told.select(seconds):
                    self._code = int(self._said.readline())
                    self._said.close()
                    self._server.close()
        return self._code


_served: list[socket.socket] = []
"""The connection that keeps the server alive while this process lives."""


def _connected() -> socket.socket:
    it = socket.socket(socket.AF_UNIX)
    try:
        it.connect(str(_FOLDER / "socket"))
    except OSError:
        it.close()
        raise
    return it


def _be_served() -> None:
    """Connect to the server of this run, which the first worker that asks starts."""
    if _served:
        return
    with contextlib.suppress(FileExistsError):
        _FOLDER.mkdir(0o700)
    with FileLock(_FOLDER / "lock"):
        try:
            _served.append(_connected())
        except OSError:
            code = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from tests import forked; forked.serve()"
            with subprocess.Popen(
                [sys.executable, "-c", code, json.dumps(sys.path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                env=_AT_FIRST | {"PYTEST_XDIST_TESTRUNUID": _RUN},
            ) as server:
                assert server.stdout
                ready = server.stdout.readline()
                server.returncode = 0  # it ends by itself
            assert ready, "the fork server has not started"
            _served.append(_connected())
        _served[0].sendall(b"null\n")
        atexit.register(_served[0].close)


def serve() -> None:
    """Fork a process for each command until the last worker has gone."""
    for name in _IMPORTED:
        importlib.import_module(name)
    told, tells = os.pipe()
    os.set_blocking(tells, False)
    before = {
        signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda *_: None),
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
    }
    signal.set_wakeup_fd(tells)
    place = _FOLDER / "socket"
    place.unlink(missing_ok=True)
    asked = socket.socket(socket.AF_UNIX)
    asked.bind(str(place))
    asked.listen(64)
    running: dict[int, socket.socket] = {}
    workers: set[socket.socket] = set()
    with selectors.DefaultSelector() as ready:
        for it in (asked, told):
            ready.register(it, selectors.EVENT_READ)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)  # whoever waits for more of it is not kept waiting
        os.close(devnull)
        while True:
            for key, _ in ready.select(60):
                if key.fileobj is asked:
                    worker, _ = asked.accept()
                    with worker.makefile("rb") as said:
                        work = json.loads(said.readline())
                    if work is None:
                        workers.add(worker)
                        ready.register(worker, selectors.EVENT_READ)
                        continue
                    pid = os.fork()
                    if not pid:
                        signal.set_wakeup_fd(-1)
                        for number, handler in before.items():
                            signal.signal(number, handler)
                        for other in (asked, worker, *workers, *running.values()):
                            other.close()
                        ready.close()
                        os.close(told)
                        os.close(tells)
                        _become(work)
                    running[pid] = worker
                    _say(worker, pid)
                elif key.fileobj == told:
                    os.read(told, 4096)
                    while running:
                        pid, status = os.waitpid(-1, os.WNOHANG)
                        if not pid:
                            break
                        ended = running.pop(pid)
                        _say(ended, os.waitstatus_to_exitcode(status))
                        ended.close()
                else:
                    gone = key.fileobj
                    assert isinstance(gone, socket.socket)
                    ready.unregister(gone)
                    workers.discard(gone)
                    gone.close()
            if not workers and not ready.select(0):
                break
    asked.close()
    for name in ("socket", "lock"):
        (_FOLDER / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        _FOLDER.rmdir()


def _say(worker: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # it has gone
        worker.sendall(b"%d\n" % number)


def _become(work: list[Any]) -> NoReturn:
    """In a forked process: run its command, and end with its code."""
    code = 1
    try:
        try:
            _begin(*work)
            code = 0
        except SystemExit as end:
            if end.code is None or isinstance(end.code, int):
                code = end.code or 0
            else:
                sys.stderr.write(f"{end.code}\n")
        except BaseException:  # noqa: BLE001  (as Python itself does at the end)
            traceback.print_exc()
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001  (waits for threads, as Python does at the end)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)


def _begin(
    words: list[str],
    cwd: str,
    environment: dict[str, str],
    out: str,
    err: str,
    before: str,
) -> None:
    """In a forked process, do what Python started with these arguments would do."""
    for number, path in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    first = pickle.loads(base64.b64decode(before))  # noqa: S301  (from the worker that asks)
    if first is not None:
        first()
    way, what, *arguments = words
    if way == "-m":
        sys.argv = [what, *arguments]
        sys.path.insert(0, cwd)
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        sys.argv = ["-c", *arguments]
        sys.path.insert(0, "")
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  (as -c does)
