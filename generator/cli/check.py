"""Checks an archive: `archive check`, `archive verify`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import pipeline, problems, reports
from generator.authoring import verify
from generator.authoring.copies import Copy
from generator.cli.refusals import Stop, stop_on_refusal
from generator.cli.selection import selected
from generator.progress import Progress
from generator.records import edit, files
from generator.records.model import Article
from generator.text import english
from generator.timings import Timings


def run_check(root: Path, call: argparse.Namespace) -> int:
    with Progress(sys.stderr) as progress:
        made = pipeline.read(root, strict=call.strict, timings=Timings(progress))
    found = problems.filter_problems(made.problems, call.only, call.ignore)
    print(reports.FORMS[call.format](found))
    return int(problems.prevents_publishing(found, strict=call.strict))


def run_verify(root: Path, call: argparse.Namespace) -> int:
    copy_file = call.copy or call.file
    given = tuple(map(bool, (call.article, copy_file, call.all, call.copies)))
    if given not in ((True, True, False, False), (False, False, True, True)) or (call.copy and call.file):
        raise Stop("archive verify: name ARTICLE and its COPY, or --all and --copies FOLDER", 2)
    with Progress(sys.stderr) as progress:
        build = pipeline.read(root, timings=Timings(progress))
    if call.article:
        _verify_one(root, build, call.article, copy_file, replace=call.replace)
        return 0
    if not call.copies.is_dir():
        raise Stop(f"archive verify: {call.copies} is no folder", 2)
    there = sorted(call.copies.iterdir())
    copies = [file for file in there if file.suffix in (".txt", ".srt", ".vtt") and file.is_file()]
    others = [file.name for file in there if file not in set(copies) and not file.name.startswith(".")]
    if others:
        print(f"passed over, since no copy is called so: {', '.join(others)}", file=sys.stderr)
    statuses = []
    first: dict[str, Path] = {}
    for file in copies:
        other = first.setdefault(file.stem, file)
        if other is not file:
            print(f"{file}: {other.name} is a copy of '{file.stem}' too; keep one of the two here", file=sys.stderr)
            statuses.append(2)
            continue
        try:
            _verify_one(root, build, file.stem, file, replace=call.replace)
        except Stop as stop:  # the other articles are still verified
            print(stop, file=sys.stderr)
            statuses.append(stop.status)
    without = len(build.archive.articles) - sum(name in build.archive.paths for name in first)
    refused, skipped = statuses.count(1), statuses.count(2)
    print(
        f"{english.count_of(len(copies) - skipped, 'article')} with a copy, {refused} refused"
        + (f"; {english.count_of(skipped, 'file')} skipped" if skipped else "")
        + (f"; {english.count_of(without, 'article')} without a copy there" if without > 0 else "")
    )
    return int(any(statuses))


def _verify_one(root: Path, build: pipeline.Build, name: str, copy_file: Path, *, replace: bool) -> None:
    """Verify the quotations of one article against its copy. Raises Stop with status 1 if it refuses, and 2 if there is
    no such article or no readable copy."""
    found, _ = selected(root, build, [name])
    found = found or [
        file for file in build.contents.files.values() if file.id == name
    ]  # a file that failed validation
    loaded = found[0] if len(found) == 1 and found[0].kind == "article" else None
    if loaded is None:
        present = build.archive.former_ids.get(name)
        remedy = (
            f"it is now '{present}'" if present else problems.did_you_mean(name, [a.id for a in build.archive.articles])
        )
        raise Stop(f"{copy_file}: no article has the id '{name}'" + (f"; {remedy}" if remedy else ""), 2)
    article_id = loaded.id
    if loaded.source is None or not isinstance(loaded.record, Article):
        raise Stop(f"{article_id} cannot be read, so {copy_file} was not looked at: see archive check")
    copy = read_copy(copy_file)
    article = loaded.record
    result = verify.verify(article, loaded.source, copy, replace=replace)
    for quotation_id, spans in result.spans.items():
        print(f"{article_id}: {quotation_id}: verbatim at " + ", ".join(f"{start}-{end}" for start, end in spans))
        for note in result.notes.get(quotation_id, ()):
            print(f"{article_id}: {quotation_id}: {note}")
    if result.problems:
        raise Stop(reports.as_text(result.problems))
    before = (root / loaded.path).read_bytes()
    with stop_on_refusal(f"archive verify: {loaded.path} is not changed"):
        after = edit.edit_file(before, loaded.source, verify.edits(article, copy, result))
        if after != before:
            files.replace(root, loaded.path, after)
    print(
        f"{article_id}: {english.count_of(len(result.spans), 'quotation')} verified"
        + (", record written" if after != before else "")
    )


COPY_LIMIT = 20_000_000
"""The maximum size of a copy in bytes. A long book has one or two million; more is a mistake, or a device that never
ends."""

_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""Paths under which a shell passes the output of another program, as in `--copy <(pdftotext item.pdf -)`."""


def read_copy(file: Path) -> Copy:
    """The plain text in a file. Raises Stop if it is not plain text or cannot be read."""
    try:
        return Copy.from_bytes(_bytes_of(file))
    except OSError as fault:
        raise Stop(f"{file}: this copy cannot be read: {fault.strerror}", 2) from None
    except ValueError as fault:
        raise Stop(f"{file}: this copy cannot be read: {fault}", 2) from None


def _bytes_of(file: Path) -> bytes:
    """The bytes of a file. Raises ValueError, with the reason, if it cannot be a copy."""
    piped = str(file).startswith(_PIPES)
    if file.exists() and not (file.is_file() or (piped and file.is_fifo())):
        what = "a folder" if file.is_dir() else "a pipe or a device, and no file"
        raise ValueError(f"it is {what}; name a plain-text file")
    with file.open("rb") as opened:
        raw = opened.read(COPY_LIMIT + 1)
    if len(raw) > COPY_LIMIT:
        raise ValueError(f"it has more than {COPY_LIMIT:,} bytes; keep the text alone")
    return raw
