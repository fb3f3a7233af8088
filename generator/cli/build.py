"""Builds something from an archive, or starts a new one: `archive generate`, `export`, `offline`, `init`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from generator import pipeline, problems, reports, timings
from generator.archive import history
from generator.archive.archive import Archive
from generator.authoring import schema, starter, upgrade
from generator.cli.refusals import Stop, stop_on_refusal
from generator.exports import bag, cache, deposit, emit, offline
from generator.exports.formats import FORMATS, with_description
from generator.exports.search import pagefind
from generator.progress import Progress
from generator.records import files
from generator.records.scalars import Language
from generator.records.settings import Settings
from generator.text import english

SCHEDULER_TIMEOUT = 10.0
"""How long a scheduler may take to answer, in seconds."""


@contextmanager
def _executor(address: str | None) -> Iterator[Executor | None]:
    """The executor of the cluster with the scheduler at this address; None if `address` is None."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415  (an extra that few have installed)
    except ImportError:
        raise Stop(
            "archive generate: --executor dask needs the package `distributed`; install it with "
            "pip install 'research-archive[distributed]'"
        ) from None
    try:
        with Client(address, timeout=SCHEDULER_TIMEOUT) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor()
    except (OSError, ValueError) as fault:
        raise Stop(f"archive generate: no scheduler answers at {address}: {fault}") from None


def run_generate(root: Path, call: argparse.Namespace) -> int:
    from generator.mkdocs_plugin import portable  # noqa: PLC0415  (MkDocs loads slowly, and few commands need it)

    with Progress(sys.stderr) as progress, stop_on_refusal("archive generate"):
        timed = timings.Timings(progress)
        with _executor(call.executor) as executor:
            made = pipeline.make(root, timings=timed, executor=executor)
        if problems.prevents_publishing(made.problems):
            raise Stop(reports.as_text(made.problems))
        left_out = history.why_none(root) if made.archive.history is None else None
        if left_out:
            print(left_out, file=sys.stderr)
        made = replace(made, address=portable.address(root), pictures=root / cache.FOLDER / cache.EMBEDS)
        with timed.phase("tables"):
            beside: dict[str, str | bytes] = {
                name: text for part in pipeline.SITE_FILES for name, text in part(made).items()
            }
            beside |= pipeline.description_files(made, lambda name: str(beside[name]))
        with timed.phase("emit"):
            site = timed.track("lay out pages", portable.files(root, made, beside, timed))
            index = timed.track("index", _index(root, made, timed))
            indexed = ((f"{portable.PAGES}/{path}", content) for path, content in index)
            written = emit.replace(call.out, chain(site, indexed))
    if call.timings == "json":
        print(timings.as_json(timed.phases))
        return 0
    pages = english.count_of(sum(path.endswith(".md") for path in written.present), "page")
    others = english.count_of(sum(not path.endswith(".md") for path in written.present), "other file")
    new, gone, same = (len(paths) for paths in (written.written, written.removed, written.unchanged))
    print(f"{pages} and {others} in {call.out}: {new} written, {gone} removed, {same} as they were")
    if call.timings == "table":
        print(timings.as_table(timed.phases))
    return 0


def run_export(root: Path, call: argparse.Namespace) -> int:
    if [bool(call.bag), bool(call.deposit), bool(call.format)].count(True) != 1:
        raise Stop("archive export: name a format, or --bag, or --deposit", 2)
    made = pipeline.read(root)
    if problems.prevents_publishing(made.problems):
        raise Stop(reports.as_text(made.problems))
    with stop_on_refusal("archive export"):
        if call.bag:
            written = _write_bag(root, call, made)
        elif call.deposit:
            written = _write_deposit(root, call, made)
        else:
            day = history.published_day(history.history(root), pipeline.day_of_check().iso)
            exported = FORMATS[call.format](made.archive, made.contents)
            whole = with_description(call.format, exported, made.archive.settings, day)
            written = emit.replace(call.folder, whole.items())
    for path in written.present:
        print(f"{path}: {(call.folder / path).stat().st_size:,} bytes")
    return 0


def _index(root: Path, build: pipeline.Build, timed: timings.Timings) -> Iterator[tuple[str, bytes]]:
    """The files of the search index, by path from the site's root."""
    entries, searching = pipeline.search_entries(build), pipeline.search_vocabulary(build)
    with TemporaryDirectory(prefix="archive-") as elsewhere:
        try:
            index = pagefind.build_index(root / cache.FOLDER / cache.SEARCH, entries, searching, say=timed.report)
        except OSError:  # the cache is unusable
            index = pagefind.build_index(Path(elsewhere), entries, searching, say=timed.report)
        except RuntimeError as fault:
            raise Stop(f"archive generate: the search's index could not be made: {fault}") from None
        for file in sorted(index.rglob("*")):
            if file.is_file():
                yield f"{pagefind.FOLDER}/{file.relative_to(index).as_posix()}", file.read_bytes()
    timed.report(timings.Step("Putting it in place", 0))


_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
"""Suppresses a warning about MkDocs 2 that Material for MkDocs prints."""


def _site(root: Path, call: argparse.Namespace, elsewhere: Path, before: str) -> Path:
    """The site in the given folder, or one built like `mkdocs build`, in a separate process."""
    site: Path = call.site or elsewhere / "site"
    if not call.site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site.resolve())]
        if status := subprocess.run(command, cwd=root, env=os.environ | _QUIET, check=False).returncode:
            raise Stop(f"{before}: the site could not be built", status)
    if not (site / "index.html").is_file():
        raise Stop(f"{before}: {site} holds no site: there is no index.html", 2)
    return site


def _write_bag(root: Path, call: argparse.Namespace, build: pipeline.Build) -> emit.Written:
    day = pipeline.day_of_check().iso
    with TemporaryDirectory(prefix="archive-") as elsewhere:
        site = _site(root, call, Path(elsewhere), "archive export")
        past = history.history(root)
        return emit.replace(call.folder, bag.files(root, site, build.archive, build.contents, past, day))


def _write_deposit(root: Path, call: argparse.Namespace, build: pipeline.Build) -> emit.Written:
    from generator.mkdocs_plugin import portable  # noqa: PLC0415  (see `run_generate`)

    past, day, address = history.history(root), pipeline.day_of_check().iso, portable.address(root)
    return emit.replace(call.folder, deposit.files(root, build.archive, build.contents, past, day, address))


def run_offline(root: Path, call: argparse.Namespace) -> int:
    """The site is built like `mkdocs build`, in a separate process, unless one is given."""
    with stop_on_refusal("archive offline"), TemporaryDirectory(prefix="archive-") as elsewhere:
        site = _site(root, call, Path(elsewhere), "archive offline")
        written = emit.replace(call.folder, offline.files(site))
    new, gone, same = (len(paths) for paths in (written.written, written.removed, written.unchanged))
    print(f"{call.folder / 'index.html'} begins it: {new} files written, {gone} removed, {same} as they were")
    return 0


def run_init(_root: Path, call: argparse.Namespace) -> int:
    folder: Path = call.folder
    title = " ".join(call.title.split())
    if not title:
        raise Stop("archive init: the title is empty", 2)
    if folder.exists() and not folder.is_dir():
        raise Stop(f"archive init: {folder} is a file and was not changed; name a new folder")
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise Stop(f"archive init: {folder} is not empty and was not changed; name a new folder")
    try:
        language = TypeAdapter(Language).validate_python(call.language)
    except ValidationError:
        raise Stop(
            f"archive init: '{call.language}' is not a language tag (BCP 47); write en, uk, zh-Hant or the like", 2
        ) from None
    own = starter.starter(title, language)
    begun = {
        **own,
        upgrade.RECORD: upgrade.record(own, title, language),
        **(starter.examples() if call.examples else {}),
    }
    for path, content in begun.items():
        files.replace(folder, path, content)
    for path, text in schema.files(Archive(Settings(), {}, {})).items():
        files.replace(folder, path, text.encode())
    print(f"{folder}: a new archive, {len(begun)} files, and the schemas by which editors complete")
    print(f"  next: cd {quote(str(folder))}, and mkdocs serve; README.md says how to go on")
    return 0
