"""The `archive` command: the only place that prints or exits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from generator import emit, pipeline, problems, verify

_FORMS: dict[str, Callable[[Sequence[problems.Problem]], str]] = {
    "text": problems.as_text,
    "json": problems.as_json,
    "github": problems.as_github,
    "markdown": problems.as_markdown,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0 done, 1 the content has errors, 2 the call was off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal without the letters of a name is no reason to fail
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

    verifying = commands.add_parser(
        "verify",
        help="check quotations against a copy of their source",
        description="Checks that each quotation stands in a copy of the source, letter by letter but for the shape of quotation "
        "marks and for white space, and writes the copy's hash and the offsets into the record. Nothing is written unless every "
        "quotation of the article is found.",
        epilog="example: archive verify an-article --copy ../copies/an-article.txt",
    )
    verifying.add_argument("article", nargs="?", metavar="ARTICLE", help="the article's id")
    verifying.add_argument(
        "--copy", type=Path, metavar="FILE", help="a plain-text copy (UTF-8), kept outside the archive"
    )
    verifying.add_argument(
        "--replace", action="store_true", help="accept another copy than the one whose hash is recorded"
    )
    verifying.add_argument("--all", action="store_true", help="check every article again that has a copy in --copies")
    verifying.add_argument("--copies", type=Path, metavar="FOLDER", help="copies named ARTICLE.txt")
    verifying.set_defaults(run=_verify)
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
    try:
        made_of = emit.write(call.out, {path: page.text for path, page in made.pages.items()})
    except (emit.NotOursError, OSError) as refusal:
        print(f"archive generate: {refusal}", file=sys.stderr)
        return 1
    written, removed, unchanged = (len(paths) for paths in (made_of.written, made_of.removed, made_of.unchanged))
    print(f"{len(made.pages)} pages in {call.out}: {written} written, {removed} removed, {unchanged} as they were")
    return 0


def _verify(root: Path, call: argparse.Namespace) -> int:
    if bool(call.article and call.copy) == bool(call.all and call.copies):
        print("archive verify: name ARTICLE and --copy FILE, or --all and --copies FOLDER", file=sys.stderr)
        return 2
    made = pipeline.read(root)
    if call.article:
        return _verify_one(root, made, call.article, call.copy, replace=call.replace)
    copies = [
        (a.id, call.copies / f"{a.id}.txt") for a in made.archive.articles if (call.copies / f"{a.id}.txt").is_file()
    ]
    statuses = [_verify_one(root, made, article, copy, replace=call.replace) for article, copy in copies]
    print(f"{len(copies)} articles with a copy, {sum(map(bool, statuses))} refused")
    return max(statuses, default=0)


def _verify_one(root: Path, made: pipeline.Made, article_id: str, copy_file: Path, *, replace: bool) -> int:
    path = made.archive.paths.get(article_id)
    loaded = made.contents.files.get(path or "")
    if loaded is None or loaded.kind != "article" or loaded.source is None:
        remedy = problems.did_you_mean(article_id, [a.id for a in made.archive.articles])
        print(f"no article has the id '{article_id}'" + (f"; {remedy}" if remedy else ""), file=sys.stderr)
        return 2
    try:
        copy = verify.Copy.of(copy_file.read_bytes())
    except (OSError, UnicodeDecodeError) as fault:
        print(f"{copy_file}: this copy cannot be read as UTF-8 text ({fault})", file=sys.stderr)
        return 2
    article = made.archive.article(article_id)
    found = verify.verify(article, loaded.source, copy, replace=replace)
    for quotation_id, spans in found.spans.items():
        print(f"{article_id}: {quotation_id}: verbatim at " + ", ".join(f"{start}-{end}" for start, end in spans))
    if found.problems:
        print(problems.as_text(found.problems), file=sys.stderr)
        return 1
    before = loaded.source.yaml_text
    after = verify.recorded(article, loaded.source, copy, found)
    if after != before:
        file = root / loaded.path
        raw = file.read_bytes()
        line_end = b"\r\n" if b"\r\n" in raw else b"\n"
        old, new = (text.encode().replace(b"\n", line_end) for text in (before, after))
        file.write_bytes(raw.replace(old, new, 1))
    print(f"{article_id}: {len(found.spans)} quotations verified" + (", record written" if after != before else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
