"""What makes something of an archive, or the archive itself: `archive generate`, `archive init`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import pipeline, problems, reports, timings
from generator.archive.archive import Archive
from generator.authoring import schema, starter, upgrade
from generator.cli.refusals import Stop, explained
from generator.exports import cache, emit
from generator.exports.search import pagefind
from generator.progress import Progress
from generator.records import files
from generator.records.settings import Settings
from generator.text import english


def add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive generate`."""
    generate = commands.add_parser(
        "generate",
        help="write a folder that MkDocs, ProperDocs and Zensical build, with neither this program nor Material",
        description="Writes every page as Markdown, what stands beside the pages, templates, and an mkdocs.yml that MkDocs, "
        "ProperDocs and Zensical all read. Writes only what changed.",
        epilog="example: archive generate --out folder",
    )
    generate.add_argument(
        "--out", required=True, metavar="FOLDER", type=Path, help="where to write it; new, empty or written before"
    )
    generate.add_argument(
        "--timings",
        nargs="?",
        choices=("table", "json"),
        const="table",
        help="print what each phase took: seconds by the clock, seconds of processor time, and the most memory so far; as a "
        "table after everything else, or as JSON instead of it",
    )
    generate.add_argument(
        "--executor",
        type=_cluster,
        metavar="dask:ADDRESS",
        help="have the pages planned and drawn by the workers of a Dask cluster with this scheduler, as in "
        "dask:tcp://10.0.0.1:8786; this needs the extra `distributed`, and on each worker this same version",
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


def _cluster(text: str) -> str:
    """The address of the scheduler. Raises ArgumentTypeError for what is none."""
    kind, _, address = text.partition(":")
    if kind != "dask" or not address:
        raise argparse.ArgumentTypeError(f"{text!r} is not dask:ADDRESS")
    return address


@contextmanager
def _executor(address: str | None) -> Iterator[Executor | None]:
    """The executor of the cluster with this scheduler; None without one."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415  (an extra, which most have not)
    except ImportError:
        raise Stop(
            "archive generate: --executor dask needs the package `distributed`; install it with "
            "pip install 'research-archive[distributed]'"
        ) from None
    try:
        with Client(address, timeout="10s") as client:  # type: ignore[no-untyped-call]
            yield client.get_executor()
    except (OSError, ValueError) as fault:
        raise Stop(f"archive generate: no scheduler answers at {address}: {fault}") from None


def _generate(root: Path, call: argparse.Namespace) -> int:
    from generator.mkdocs_plugin import portable  # noqa: PLC0415  (no other command needs MkDocs)

    with Progress(sys.stderr) as progress, explained("archive generate"):
        timed = timings.Timings(progress)
        with _executor(call.executor) as executor:
            made = pipeline.make(root, timings=timed, executor=executor)
        if problems.stops(made.problems):
            raise Stop(reports.as_text(made.problems))
        with timed.phase("tables"):
            beside = {**pipeline.annotatable(made), **pipeline.downloadable(made)}
        with timed.phase("emit"):
            site = timed.each("lay out pages", portable.files(root, made, beside, timed))
            index = timed.each("index", _index(root, made))
            indexed = ((f"{portable.PAGES}/{path}", content) for path, content in index)
            written = emit.replace(call.out, chain(site, indexed))
    if call.timings == "json":
        print(timings.as_json(timed.phases))
        return 0
    pages = english.counted(sum(path.endswith(".md") for path in written.present), "page")
    others = english.counted(sum(not path.endswith(".md") for path in written.present), "other file")
    new, gone, same = (len(paths) for paths in (written.written, written.removed, written.unchanged))
    print(f"{pages} and {others} in {call.out}: {new} written, {gone} removed, {same} as they were")
    if call.timings == "table":
        print(timings.as_table(timed.phases))
    return 0


def _index(root: Path, made: pipeline.Made) -> Iterator[tuple[str, bytes]]:
    """The files of the search's index, by path from the site's root."""
    entries = pipeline.findable(made)
    with TemporaryDirectory(prefix="archive-") as elsewhere:
        try:
            index = pagefind.made(root / cache.FOLDER / cache.SEARCH, entries)
        except OSError:  # a cache that cannot be used
            index = pagefind.made(Path(elsewhere), entries)
        except RuntimeError as fault:
            raise Stop(f"archive generate: the search's index could not be made: {fault}") from None
        for file in sorted(index.rglob("*")):
            if file.is_file():
                yield f"{pagefind.FOLDER}/{file.relative_to(index).as_posix()}", file.read_bytes()


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
