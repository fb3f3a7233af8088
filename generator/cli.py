"""The `archive` command: the only place that prints or exits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import emit, pipeline, problems

_FORMS: dict[str, Callable[[Sequence[problems.Problem]], str]] = {
    "text": problems.as_text,
    "json": problems.as_json,
    "github": problems.as_github,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0 done, 1 the content has errors, 2 the call was off."""
    parser = _parser()
    call = parser.parse_args(arguments)
    root = Path(call.root).resolve()
    if not (root / "content").is_dir():
        parser.error(f"{root} holds no folder content/: run this in the archive's root, or name it with --root")
    status: int = call.run(root, call)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="archive", description="Checks an archive of annotated articles and makes its pages."
    )
    parser.add_argument("--root", default=".", metavar="FOLDER", help="the archive's root (default: this folder)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="report every fault of every file",
        description="Reports every fault of every file. Exits 1 where an error stands, 0 otherwise.",
        epilog="example: archive check --format github --strict",
    )
    check.add_argument("--format", choices=sorted(_FORMS), default="text", help="how to print them (default: text)")
    check.add_argument("--strict", action="store_true", help="make warnings errors")
    check.set_defaults(run=_check)

    generate = commands.add_parser(
        "generate",
        help="write the pages as a plain Markdown tree",
        description="Writes every page as Markdown with front matter, for any site builder. Writes only what changed.",
        epilog="example: archive generate --out pages",
    )
    generate.add_argument("--out", required=True, metavar="FOLDER", type=Path, help="where to write them")
    generate.set_defaults(run=_generate)
    return parser


def _check(root: Path, call: argparse.Namespace) -> int:
    found = pipeline.read(root).problems
    print(_FORMS[call.format](found))
    return int(problems.stops(found, strict=call.strict))


def _generate(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.make(root)
    if problems.stops(made.problems):
        print(problems.as_text(made.problems), file=sys.stderr)
        return 1
    written = emit.write(call.out, {path: page.text for path, page in made.pages.items()})
    print(f"{len(made.pages)} pages in {call.out}: {written}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
