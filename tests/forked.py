"""Commands in Python as processes of their own, which have imported the generator before they begin.

Most of what a command takes on a small archive is the import of the generator, of MkDocs and of its theme, and the compilation of
their templates. Here a server has imported them and built one archive, once for all tests of a worker, and each process is forked
from it, as a running `mkdocs serve` builds once more. It shares nothing else with the others: it has its own folder, environment,
output and exit code, and signals end it as they end any process.

What Python reads of the environment as it starts (the seed of hashes, the language, the time zone) is as it is for the tests. What is
to be tried under another one, or by its own start, is run by `subprocess`; so is everything where processes cannot be forked.
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
    "pytest",  # which a process imports anew if it is the main module of what began it
    __name__,
    "tests.warmed",
)


class Running:
    """A command that runs: `python -m MODULE …` or `python -c CODE …`, the first word of which is this Python."""

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
        """`together`: what it says on the one output and on the other is had as one text, that of the first. `log`: both are
        written there instead. `before` is a function of a module, which the process calls before it begins."""
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
                    preexec_fn=before,  # noqa: PLW1509  (no threads run here)
                )

    @property
    def pid(self) -> int:
        """The process that runs it."""
        return self._process.pid or 0

    def send_signal(self, sent: signal.Signals) -> None:
        """Nothing happens where it has ended."""
        if isinstance(self._process, subprocess.Popen):
            self._process.send_signal(sent)
        elif self._process.is_alive():
            # It may end between the two, and what forked it then takes its number back at once. No other process has that yet:
            # numbers are given in order, and each again only after all others.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sent)

    def wait(self, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
        """Its exit code, which is a negative number for the signal that ended it, and what it said, when it has ended.

        Raises subprocess.TimeoutExpired where it has not ended in time.
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
    """What `subprocess.run` gives of this command, its output captured as text. See `Running` for what it may be."""
    return Running(command, cwd=cwd, env=env, together=together).wait()


def _begin(
    words: list[str],
    cwd: str,
    environment: dict[str, str],
    out: str,
    err: str,
    before: Callable[[], None] | None,
) -> None:
    """Do in this process, which was forked for it, what Python does that is begun with these words."""
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
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  (that is what -c does)
