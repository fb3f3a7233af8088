"""What makes something of an archive, or the archive itself: `archive generate`, `archive init`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import guide, pipeline, problems, reports, timings
from generator.archive.archive import Archive
from generator.authoring import schema, starter, upgrade
from generator.cli.refusals import Stop
from generator.exports import emit
from generator.pages.parts.written import usual
from generator.progress import Progress
from generator.records import files
from generator.records.settings import Settings
from generator.text import english


def add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive generate`."""
    generate = commands.add_parser(
        "generate",
        help="write the pages as a plain Markdown tree",
        description="Writes every page as Markdown with front matter, for any site builder. Writes only what changed.",
        epilog="example: archive generate --out pages",
    )
    generate.add_argument("--out", required=True, metavar="FOLDER", type=Path, help="where to write them")
    generate.add_argument(
        "--timings",
        nargs="?",
        choices=("table", "json"),
        const="table",
        help="print what each phase took: seconds by the clock, seconds of processor time, and the most memory so far; as a "
        "table after everything else, or as JSON instead of it",
    )
    generate.set_defaults(run=_generate)


def add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive init`."""
    beginning = commands.add_parser(
        "init",
        help="begin a new archive",
        description="Writes a new, empty archive that builds: settings, mkdocs.yml, Makefile, workflows. Overwrites nothing.",
        epilog="example: archive init ../floods --title 'Who said what: the flood'",
    )
    beginning.add_argument("folder", type=Path, metavar="FOLDER", help="where to; new or empty")
    beginning.add_argument("--title", default=starter.TITLE, metavar="TEXT", help="the archive's name")
    beginning.add_argument(
        "--examples",
        action="store_true",
        help="also a commented example of each kind of record, in examples/, where nothing is published",
    )
    beginning.set_defaults(run=_init)


def _generate(root: Path, call: argparse.Namespace) -> int:
    from generator.cli import parser  # noqa: PLC0415  (which this module is a part of)

    with Progress(sys.stderr) as progress:
        timed = timings.Timings(progress)
        made = pipeline.make(root, timings=timed)
    if problems.stops(made.problems):
        raise Stop(reports.as_text(made.problems))
    with timed.phase("tables"):
        downloads = pipeline.downloadable(made)
    own = root / "content" / "pages"
    with timed.phase("emit"):
        made_here = {path: page.text for path, page in made.pages.items()}
        pages = {**usual(own), **(guide.pages(own, parser) if made.contents.settings.guide else {}), **made_here}
        made_of = emit.replace(call.out, {**pages, **downloads})
    if call.timings == "json":
        print(timings.as_json(timed.phases))
        return 0
    written, removed, unchanged = (len(paths) for paths in (made_of.written, made_of.removed, made_of.unchanged))
    texts, data = english.counted(len(pages), "page"), english.counted(len(downloads), "file")
    what = f"{texts} and {data} of data in {call.out}"
    print(f"{what}: {written} written, {removed} removed, {unchanged} as they were")
    if call.timings == "table":
        print(timings.as_table(timed.phases))
    return 0


def _init(_root: Path, call: argparse.Namespace) -> int:
    folder: Path = call.folder
    title = " ".join(call.title.split())
    if not title:
        raise Stop("archive init: the title is empty", 2)
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise Stop(f"archive init: {folder} is not empty, and stays as it is; name a new folder")
    own = starter.starter(title)
    begun = {**own, upgrade.RECORD: upgrade.record(own, title), **(starter.examples() if call.examples else {})}
    for path, content in begun.items():
        files.replace(folder, path, content)
    for path, text in schema.files(Archive(Settings(), {}, {})).items():
        files.replace(folder, path, text.encode())
    print(f"{folder}: a new archive, {len(begun)} files, and the schemas by which editors complete")
    print(f"  next: cd {folder}, and mkdocs serve; README.md says how to go on")
    return 0
