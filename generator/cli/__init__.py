"""The `archive` command: the only place that prints or exits. Its commands stand in a module for each group of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from generator import __version__
from generator.cli import build, check, contribute, keep
from generator.cli.refusals import REFUSED, Stop
from generator.records import files


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0 done, 1 the content has errors or the command refuses, 2 the call was off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without the letters of a name is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    calls = parser()
    call = calls.parse_args(arguments)
    root = Path(call.root).resolve()
    begins = call.command == "init"
    if not begins and not (root / "content").is_dir():
        calls.error(f"{root} holds no folder content/: run this in the archive's root, or name it with --root")
    try:
        if not begins:
            for path in files.recover(root).finished:
                print(f"{path}: finished what a command that was killed had begun", file=sys.stderr)
        status: int = call.run(root, call)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        print(f"archive {call.command}: stopped", file=sys.stderr)
        return 130  # as a shell has it
    except REFUSED as refusal:
        print(f"archive {call.command}: {refusal}", file=sys.stderr)
        return 1
    return status


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, as argparse reads them."""
    calls = argparse.ArgumentParser(
        prog="archive", description="Checks an archive of annotated articles and makes its pages."
    )
    calls.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    calls.add_argument("--root", default=".", metavar="FOLDER", help="the archive's root (default: this folder)")
    commands = calls.add_subparsers(required=True, metavar="COMMAND", dest="command")
    check.add_check(commands)
    build.add_generate(commands)
    check.add_verify(commands)
    contribute.add(commands)
    keep.add(commands)
    build.add_init(commands)
    return calls
