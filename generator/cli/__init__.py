"""The `archive` command: the only place that prints or exits. What its commands do stands in a module for each group of them; their
arguments stand in `generator.commands`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from generator import commands
from generator.cli import ask, bring, build, check, contribute, keep
from generator.cli.refusals import REFUSED, Stop
from generator.records import files

_RUN: Mapping[str, Callable[[Path, argparse.Namespace], int]] = {
    "add": bring.run_add,
    "apply": bring.run_apply,
    "check": check.run_check,
    "clean": keep.run_clean,
    "diff": keep.run_diff,
    "export": build.run_export,
    "fmt": contribute.run_fmt,
    "generate": build.run_generate,
    "import": bring.run_import,
    "init": build.run_init,
    "link": bring.run_link,
    "links": keep.run_links,
    "merge": keep.run_merge,
    "migrate": keep.run_migrate,
    "new": contribute.run_new,
    "offline": build.run_offline,
    "schema": contribute.run_schema,
    "suggest": contribute.run_suggest,
    "table": bring.run_table,
    "upgrade": keep.run_upgrade,
    "verify": check.run_verify,
    "who-said": ask.run_who_said,
}
"""What runs each command: given the archive's root and the call, it returns the exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0 done, 1 the content has errors or the command refuses, 2 the call was off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without the letters of a name is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    calls = commands.parser()
    call = calls.parse_args(arguments)
    root = Path(call.root).resolve()
    begins = call.command == "init"
    if not begins and not (root / "content").is_dir():
        calls.error(f"{root} holds no folder content/: run this in the archive's root, or name it with --root")
    try:
        if not begins:
            for path in files.recover(root).finished:
                print(f"{path}: finished what a command that was killed had begun", file=sys.stderr)
        status = _RUN[call.command](root, call)
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
