"""The `archive` command: the only code that prints or exits.

Each group of commands has a module here; their arguments are defined in `generator.commands`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from generator import commands
from generator.cli import ask, build, check, contribute, importing, maintain
from generator.cli.refusals import REFUSED, Stop
from generator.records import files

_RUN: Mapping[str, Callable[[Path, argparse.Namespace], int]] = {
    "add": importing.run_add,
    "apply": importing.run_apply,
    "check": check.run_check,
    "clean": maintain.run_clean,
    "diff": maintain.run_diff,
    "export": build.run_export,
    "fmt": contribute.run_fmt,
    "generate": build.run_generate,
    "import": importing.run_import,
    "init": build.run_init,
    "link": importing.run_link,
    "links": maintain.run_links,
    "merge": maintain.run_merge,
    "migrate": maintain.run_migrate,
    "new": contribute.run_new,
    "offline": build.run_offline,
    "schema": contribute.run_schema,
    "suggest": contribute.run_suggest,
    "table": importing.run_table,
    "upgrade": maintain.run_upgrade,
    "verify": check.run_verify,
    "who-said": ask.run_who_said,
}
"""The function that runs each command: it takes the archive's root and the parsed arguments, and returns the exit
status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 if done, 1 if the content has errors or the command refuses, 2 for
    wrong arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name with letters that the terminal cannot show must not end the command.
            stream.reconfigure(errors="backslashreplace")
    parser = commands.parser()
    call = parser.parse_args(arguments)
    root = Path(call.root).resolve()
    is_new_archive = call.command == "init"
    if not is_new_archive and not (root / "content").is_dir():
        parser.error(f"{root} holds no folder content/: run this in the archive's root, or name it with --root")
    try:
        if not is_new_archive:
            for path in files.recover(root).finished:
                print(f"{path}: finished what a command that was killed had begun", file=sys.stderr)
        status = _RUN[call.command](root, call)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        print(f"archive {call.command}: stopped", file=sys.stderr)
        return 130  # the usual status after SIGINT: 128 + 2
    except REFUSED as refusal:
        print(f"archive {call.command}: {files.say_why(refusal)}", file=sys.stderr)
        return 1
    return status
