"""For somebody who brings what another program has: `archive add`, `import`, and `table` with `apply` for a spreadsheet."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator import pipeline, reports
from generator.authoring import imports, table, verify
from generator.authoring.copies import Copy
from generator.authoring.suggest import Suggester, writing
from generator.cli.rechecking import new_problems, rechecked
from generator.cli.refusals import REFUSED, Stop, explained
from generator.exports import cache
from generator.problems import RefusedError
from generator.records import edit, files
from generator.records.load import from_bytes
from generator.records.model import Article
from generator.text import english

_COPIES = "copies"
"""The folder in the archive's root in which `archive add` keeps texts, unless it is told another."""
_MADE = f"{cache.FOLDER}/import.json"
"""What the last call has made: the digest of each file by its path."""


def run_import(root: Path, call: argparse.Namespace) -> int:
    if call.undo:
        return _undo(root, "import")
    if not call.files:
        raise Stop("archive import: name the files to be read", 2)
    made = pipeline.read(root)
    with explained("archive import: nothing was done"):
        if call.format == "jsonl" or (call.format is None and all(file.suffix == ".jsonl" for file in call.files)):
            held = ((file.name, file.read_bytes()) for file in call.files)
            plan = imports.lines.planned(held, made.archive, _today())
        else:
            items = [item for file in call.files for item in imports.read(file.read_bytes(), file.name, call.format)]
            plan = imports.planned(items, made.archive, _today())
        rechecked(made, "archive import", plan.files)
        print(_described(plan))
        if not call.write:
            print("nothing was written; --write makes them")
            return 0
        _write(root, plan.files, "import")
    print("written; archive import --undo takes them back")
    return 0


def run_add(root: Path, call: argparse.Namespace) -> int:
    if call.undo:
        return _undo(root, "add")
    if not call.files:
        raise Stop("archive add: name the files to be read", 2)
    made = pipeline.read(root)
    copies: Path = call.copies or root / _COPIES
    items: list[imports.Item] = []
    for file in call.files:
        try:
            items += imports.saved.items(file.read_bytes(), file.name)
        except REFUSED as refusal:  # the other files are read all the same
            items.append(imports.Item(file.name, unread=(str(refusal),)))
    with explained("archive add: nothing was done"):
        plan = imports.planned(items, made.archive, _today(), _texts(copies))
        contents = dict(plan.files)
        annotated = rechecked(made, "archive add", contents)
        print(_described(plan))
        suggester = Suggester(annotated.archive)
        for path, text in plan.copies.items():
            contents[path], said = _proposed(annotated, suggester, path, contents[path], Copy.of(text.encode()))
            print(f"{path}: {said}")
        rechecked(made, "archive add", contents)
        if not call.write:
            print("nothing was written; --write makes them")
            return 0
        _keep(copies, {PurePosixPath(path).stem: text for path, text in plan.copies.items()}, own=call.copies is None)
        _write(root, contents, "add")
    print("written; archive add --undo takes them back")
    return 0


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _texts(copies: Path) -> imports.Texts:
    """The copies that are there already, so that what is almost one of them is noticed."""
    texts = imports.Texts()
    for file in sorted(copies.glob("*.txt")) if copies.is_dir() else ():
        texts.add(str(file), file.read_text(encoding="utf-8", errors="replace"))
    return texts


def _proposed(made: pipeline.Made, suggester: Suggester, path: str, raw: bytes, copy: Copy) -> tuple[bytes, str]:
    """An article with the quotations and figures that its copy proposes, and with their places in it; and what was done, in words."""
    loaded = made.contents.files[path]
    article = loaded.record
    if loaded.source is None or not isinstance(article, Article):
        return raw, "nothing proposed"
    proposal = suggester.proposal(copy.text, article.published.edtf if article.published else None)
    found = writing.additions(made.archive, article, copy, proposal)
    if not found:
        return raw, "nothing to propose"
    try:
        after = writing.applied(article, loaded.source, raw, found).encode()
    except RefusedError as refusal:
        return raw, f"nothing proposed: {refusal}"
    again = from_bytes(path, after, "article", made.archive.settings.language)
    if again.source is None or not isinstance(again.record, Article):
        return raw, "nothing proposed"
    said = f"{english.counted(len(again.record.quotations), 'quotation')} and {english.counted(len(again.record.figures), 'figure')} proposed"
    result = verify.verify(again.record, again.source, copy)
    if result.problems:
        return after, f"{said}, not verified: {result.problems[0].fault}"
    return edit.in_file(after, again.source, verify.edits(again.record, copy, result)), f"{said}, verified in the copy"


def _keep(folder: Path, copies: Mapping[str, str], *, own: bool) -> None:
    """Keep the copies, each by the id of its article. A folder of the archive's own tells git to pass over it."""
    for name, text in copies.items():
        file = folder / f"{name}.txt"
        if not file.exists():
            files.put(file, text.encode(), synced=True)
        elif file.read_bytes() != text.encode():
            raise RefusedError(f"{file} is there already, and is another text")
    if own and copies and not (folder / ".gitignore").exists():
        files.put(folder / ".gitignore", b"*\n")


def _write(root: Path, contents: Mapping[str, bytes], command: str) -> None:
    """Write new files, all or none, and note them so that they can be taken back."""
    taken = sorted(path for path in contents if (root / path).exists())
    if taken:
        raise Stop(f"archive {command}: {taken[0]} is there already, so nothing was done; see archive check")
    files.replace_all(root, contents)
    sums = {path: hashlib.sha256(raw).hexdigest() for path, raw in contents.items()}
    files.put(root / _MADE, json.dumps(sums, indent=1).encode(), synced=True)


def _described(plan: imports.Plan) -> str:
    """A line for each item with what of it is left, and the counts."""
    lines = []
    for row in plan.rows:
        what = "new  " if row.is_new else "there" if row.path else "none "
        lines.append(f"{what} {row.path or row.why}  ({row.item.place})")
        lines += [f"        not taken over: {left}" for left in row.unread]
    new, there = sum(row.is_new for row in plan.rows), sum(bool(row.path) and not row.is_new for row in plan.rows)
    others = len(plan.files) - new
    lines.append(
        f"{english.counted(len(plan.rows), 'source')}: {new} new, {there} there already, {len(plan.rows) - new - there} not read; "
        f"{english.counted(others, 'outlet or topic', 'outlets and topics')} new with them"
    )
    return "\n".join(lines)


def _undo(root: Path, command: str) -> int:
    try:
        sums: dict[str, str] = json.loads((root / _MADE).read_bytes())
        there = {str(path): root / str(path) for path in sums if str(path).startswith("content/")}
    except (OSError, ValueError, TypeError, AttributeError):
        raise Stop(f"archive {command}: there is nothing to take back") from None
    same = [
        p for p, file in there.items() if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == sums[p]
    ]
    made = pipeline.read(root)
    with explained(f"archive {command}: nothing was done"):
        rechecked(made, f"archive {command}", {}, same)
        files.replace_all(root, {}, same)
    (root / _MADE).unlink(missing_ok=True)
    for path in sorted(path for path, file in there.items() if path not in same and file.is_file()):
        print(f"{path}: stays, since it was changed")
    print(f"{english.counted(len(same), 'file')} deleted")
    return 0


def run_table(root: Path, call: argparse.Namespace) -> int:
    text = table.table(pipeline.read(root).contents, call.kind)
    if call.out is None:
        print(text, end="")
        return 0
    file: Path = call.out
    if file.exists():
        raise Stop(f"archive table: {file} is there already, and stays as it is; name another file")
    with explained("archive table"):
        files.put(
            file, text.encode("utf-8-sig"), synced=True
        )  # by the mark at its begin, spreadsheets know it is UTF-8
    rows = len(list(csv.reader(io.StringIO(text, newline="")))) - 1
    print(
        f"{file}: {english.counted(rows, call.kind)}; change what you like, save it as CSV, and: archive apply {file}"
    )
    return 0


def run_apply(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    with explained("archive apply: nothing was done"):
        wanted = table.changes(made.contents, call.file.read_bytes())
        changed: dict[str, bytes] = {}
        for path, edits in wanted.edits.items():
            source = made.contents.files[path].source
            if source is None:
                raise Stop(f"archive apply: {path} cannot be read, so nothing was done; see archive check")
            with explained(f"archive apply: nothing was done, {path}"):
                changed[path] = edit.in_file((root / path).read_bytes(), source, edits)
        warnings = new_problems(made, rechecked(made, "archive apply", changed))
        for path in changed:
            print("\n".join([path, *(f"  {change}" for change in wanted.values if change.path == path)]))
        if warnings:
            print(reports.as_text(warnings), file=sys.stderr)
        counted = f"{english.counted(len(wanted.values), 'value')} in {english.counted(len(changed), 'file')}"
        if call.dry_run:
            print(f"{counted} would change; nothing was written")
            return 0
        files.replace_all(root, changed)
    print(f"{counted} changed")
    return 0
