"""Runs Python commands in forked processes that have already imported the generator.

On a small archive, most of a command's time goes into importing the generator, MkDocs and its theme, and compiling
their templates. A fork server imports them and builds one archive, once for all tests of a worker, and each command is
forked from it, as if a running `mkdocs serve` built once more. Commands share nothing else: each has its own folder,
environment, output and exit code, and signals end it like any process.

What Python reads from the environment at startup (hash seed, language, time zone) is the same as for the tests. Tests
that need other values, or a fresh interpreter, use `subprocess`, as does everything on systems that cannot fork.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

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
    "pytest",  # a child process imports its parent's main module again
    __name__,
    "tests.warmed",
)


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
        """`together` merges stderr into stdout. `log` is a file for both instead. `before` is a module-level function
        that the process calls first."""
        self._words = [str(word) for word in command]
        assert self._words[0] == sys.executable
        assert self._words[1] in ("-m", "-c")
        self._folder = tempfile.TemporaryDirectory()
        self._files = [Path(self._folder.name) / name for name in ("out", "err")]
        out, err = self._files[0], self._files[0 if together else 1]
        if log is not None:
            out = err = log
        self._process: multiprocessing.process.BaseProcess | subprocess.Popen[bytes]
        if "forkserver" in multiprocessing.get_all_start_methods():
            forking = multiprocessing.get_context("forkserver")
            forking.set_forkserver_preload([*_IMPORTED])
            work = (self._words[1:], str(cwd), dict(os.environ if env is None else env), str(out), str(err), before)
            self._process = forking.Process(target=_begin, args=work)
            self._process.start()
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
        return self._process.pid or 0

    def send_signal(self, sent: signal.Signals) -> None:
        """Send a signal; nothing happens if the process has ended."""
        if isinstance(self._process, subprocess.Popen):
            self._process.send_signal(sent)
        elif self._process.is_alive():
            # The process may end in between and be reaped at once. Its id is not yet reused then, since ids are
            # assigned in sequence.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sent)

    def wait(self, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
        """Wait for it to end. The result has its output, and its exit code, negative for a signal.

        Raises subprocess.TimeoutExpired if it has not ended in time.
        """
        if isinstance(self._process, subprocess.Popen):
            code = self._process.wait(seconds)
        else:
            self._process.join(seconds)
            if self._process.exitcode is None:
                raise subprocess.TimeoutExpired(self._words, seconds or 0)
            code = self._process.exitcode
            self._process.close()
        out, err = (file.read_text(encoding="utf-8") if file.exists() else "" for file in self._files)
        self._folder.cleanup()
        return subprocess.CompletedProcess(self._words, code, out, err)


def run(
    command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None, together: bool = False
) -> subprocess.CompletedProcess[str]:
    """Like `subprocess.run` with output captured as text. See `Running` for the commands allowed."""
    return Running(command, cwd=cwd, env=env, together=together).wait()


def _begin(
    words: list[str],
    cwd: str,
    environment: dict[str, str],
    out: str,
    err: str,
    before: Callable[[], None] | None,
) -> None:
    """In a forked process, do what Python started with these arguments would do."""
    for number, path in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    if before is not None:
        before()
    way, what, *arguments = words
    if way == "-m":
        sys.argv = [what, *arguments]
        sys.path.insert(0, cwd)
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        sys.argv = ["-c", *arguments]
        sys.path.insert(0, "")
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  (as -c does)
