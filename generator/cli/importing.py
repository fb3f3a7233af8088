"""Imports from other programs: `archive add`, `import`, `link`, and `table` with `apply` for spreadsheets."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator import pipeline, problems, reports
from generator.authoring import candidates, identify, imports, table
from generator.authoring.copies import Copy
from generator.cli.rechecking import new_problems, recheck
from generator.cli.refusals import REFUSED, Stop, stop_on_refusal
from generator.exports import cache
from generator.problems import RefusedError
from generator.records import edit, files
from generator.records.model import kind_of
from generator.records.scalars import isni_in_blocks
from generator.text import english

_COPIES = "copies"
"""The default folder of `archive add` for texts, in the archive's root."""
_IMPORT_LOG = f"{cache.FOLDER}/import.json"
"""What the last import wrote, for --undo: for each path, the hash of its content and the text before."""


def run_import(root: Path, call: argparse.Namespace) -> int:
    if call.undo:
        return _undo(root, "import")
    if not call.files:
        raise Stop("archive import: name the files to be read", 2)
    build = pipeline.read(root)
    copies: Path = call.copies or root / _COPIES
    with stop_on_refusal("archive import: nothing was done"):
        contents = [(file.name, file.read_bytes()) for file in call.files if not file.is_dir()]
        vaults = [file for file in call.files if file.is_dir()]
        if call.map and not call.map.exists():
            return _write_mapping(call.map, contents)
        whole = (
            not vaults
            and call.format is None
            and all(imports.is_json_lines_of_records(raw, name) for name, raw in contents)
        )
        if whole or call.format == "jsonl":
            plan = imports.lines.plan_records(contents, build.archive, _today())
        else:
            items = [item for name, raw in contents for item in _read(raw, name, call)]
            items += [
                item for folder in vaults for item in imports.vault.items(_notes(folder), folder.name, call.notes)
            ]
            if call.of:
                if call.of not in {article.id for article in build.archive.articles}:
                    remedy = problems.did_you_mean(call.of, [a.id for a in build.archive.articles], "see archive check")
                    raise Stop(f"archive import: no article has the id '{call.of}'; {remedy}", 2)
                items = [
                    replace(item, article_id=call.of) if isinstance(item, imports.Item) else item for item in items
                ]
            plan = imports.plan_import(items, build.archive, _today())
        return _run_plan(root, build, "import", plan, copies, write=call.write, own=call.copies is None)


def _read(raw: bytes, name: str, call: argparse.Namespace) -> list[imports.Item | imports.OtherRecord]:
    """The items in a file. A table needs a mapping of its columns: the one from --map, or else one proposed from its
    header, which is printed."""
    if call.format or Path(name).suffix.lower() not in imports.sheet.SUFFIXES:
        return imports.read(raw, name, call.format)
    table = imports.sheet.table(raw, name)
    if call.map:
        columns = imports.sheet.read_mapping(call.map.read_text(encoding="utf-8"), call.map.name)
    else:
        columns = imports.sheet.propose_mapping(table.head)
        print(
            f"{name}: its columns are read as follows; --map FILE writes this mapping to a file that you can change\n{imports.sheet.mapping_as_yaml(columns)}"
        )
    return imports.sheet.items(table, columns, name)


def _notes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The path and content of each note in a vault. Hidden folders are skipped."""
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder)
        if not any(part.startswith(".") for part in path.parts) and not file.is_symlink():
            yield path.as_posix(), file.read_bytes()


def _write_mapping(file: Path, held: list[tuple[str, bytes]]) -> int:
    """Write a mapping proposed from the header of the only table."""
    tables = [(raw, name) for name, raw in held if Path(name).suffix.lower() in imports.sheet.SUFFIXES]
    if len(tables) != 1:
        raise Stop(f"archive import: {file} does not exist; to create it, name one table: .csv, .tsv, .xlsx or .ods", 2)
    text = imports.sheet.mapping_as_yaml(imports.sheet.propose_mapping(imports.sheet.table(*tables[0]).head))
    files.write_file(file, text.encode(), synced=True)
    print(f"{text}{file}: written, and nothing else; correct it, then run this command again")
    return 0


def run_add(root: Path, call: argparse.Namespace) -> int:
    if call.undo:
        return _undo(root, "add")
    if not call.files:
        raise Stop("archive add: name the files to be read", 2)
    build = pipeline.read(root)
    copies: Path = call.copies or root / _COPIES
    items: list[imports.Item | imports.OtherRecord] = []
    for file in call.files:
        try:
            items += imports.saved.items(file.read_bytes(), file.name)
        except REFUSED as refusal:  # the other files are still read
            items.append(imports.Item(file.name, unread=(files.say_why(refusal),)))
    with stop_on_refusal("archive add: nothing was done"):
        plan = imports.plan_import(items, build.archive, _today(), _copy_index(copies))
        return _run_plan(root, build, "add", plan, copies, write=call.write, own=call.copies is None)


def _run_plan(
    root: Path, build: pipeline.Build, command: str, plan: imports.Plan, copies: Path, *, write: bool, own: bool
) -> int:
    """Print what a plan would write and, with `write`, write it. `own`: the folder of copies is the archive's
    default."""
    after = recheck(build, f"archive {command}", plan.files)
    completing = imports.ArticleCompleter(
        after.contents, after.archive, lambda article: _saved_copy(copies, article.id)
    )
    contents = dict(plan.files)
    completed: dict[str, imports.CompletedArticle] = {}
    for path, added in plan.added.items():
        raw = contents[path] if path in contents else (root / path).read_bytes()
        completed[path] = completing.complete(path, raw, added)
        contents[path] = completed[path].raw
    if completed:
        recheck(build, f"archive {command}", contents)
    print(_import_report(plan, completed))
    if not contents:  # keep the earlier record of changes, so that --undo still works
        print("nothing is to be written")
        return 0
    if not write:
        print("nothing was written; use --write to write these files")
        return 0
    texts = {PurePosixPath(path).stem: added.copy for path, added in plan.added.items() if added.copy}
    _save_copies(copies, texts, own=own)
    _write(root, contents, plan, command)
    print(f"written; archive {command} --undo removes them again")
    return 0


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _copy_index(copies: Path) -> imports.TextIndex:
    """The texts of existing copies, so that near-duplicates are noticed."""
    texts = imports.TextIndex()
    for file in sorted(copies.glob("*.txt")) if copies.is_dir() else ():
        texts.add(str(file), file.read_text(encoding="utf-8", errors="replace"))
    return texts


def _saved_copy(copies: Path, article: str) -> Copy | None:
    """The saved copy of an article; None if there is none that can be read."""
    try:
        return Copy.from_bytes((copies / f"{article}.txt").read_bytes())
    except (OSError, ValueError):
        return None


def _save_copies(folder: Path, copies: Mapping[str, str], *, own: bool) -> None:
    """Save the copies, each under the id of its article. The archive's default folder gets a .gitignore that excludes
    it."""
    for name, text in copies.items():
        file = folder / f"{name}.txt"
        if not file.exists():
            files.write_file(file, text.encode(), synced=True)
        elif file.read_bytes() != text.encode():
            raise RefusedError(f"{file} exists already, with another text")
    if own and copies and not (folder / ".gitignore").exists():
        files.write_file(folder / ".gitignore", b"*\n")


def _write(root: Path, contents: Mapping[str, bytes], plan: imports.Plan, command: str) -> None:
    """Write new and changed files, all or none, and record them for --undo."""
    taken = sorted(path for path in plan.files if (root / path).exists())
    if taken:
        raise Stop(f"archive {command}: {taken[0]} exists already, so nothing was done; see archive check")
    before = {path: (root / path).read_bytes() for path in contents if path not in plan.files}
    changed = {path: raw for path, raw in contents.items() if before.get(path) != raw}
    noted = {
        path: {"after": _digest(raw), "before": before[path].decode() if path in before else None}
        for path, raw in changed.items()
    }
    # The record is written first: --undo skips files in it that do not exist, but with an outdated record it would undo
    # an earlier import.
    files.write_file(root / _IMPORT_LOG, json.dumps(noted, indent=1).encode(), synced=True)
    files.replace_all(root, changed)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _import_report(plan: imports.Plan, completed: Mapping[str, imports.CompletedArticle]) -> str:
    """The report: a line for each item, followed by its parts that were not imported; the counts; and what was added to
    articles."""
    lines = []
    for row in plan.rows:
        what = "new  " if row.is_new else "there" if row.path else "none "
        lines.append(f"{what} {row.path or row.why}  ({row.item.place})")
        lines += [f"        not imported: {left}" for left in row.unread]
    new, there = sum(row.is_new for row in plan.rows), sum(bool(row.path) and not row.is_new for row in plan.rows)
    others = len(plan.files) - new
    sources = any(isinstance(row.item, imports.Item) for row in plan.rows)
    lines.append(
        f"{english.count_of(len(plan.rows), 'source' if sources else 'record')}: {new} new, {there} existing, {len(plan.rows) - new - there} not read; "
        f"{english.count_of(others, 'outlet or topic', 'outlets and topics')} new with them"
    )
    for path, done in completed.items():
        lines.append(f"{path}: {'; '.join(done.summary)}")
        lines += [f"        not placed: {left}" for left in done.not_added]
    return "\n".join(lines)


def _undo(root: Path, command: str) -> int:
    try:
        noted: dict[str, dict[str, str | None]] = json.loads((root / _IMPORT_LOG).read_bytes())
        files_here = {path: root / path for path in noted if path.startswith("content/")}
        same = [
            p for p, file in files_here.items() if file.is_file() and _digest(file.read_bytes()) == noted[p]["after"]
        ]
        former_texts = {path: text.encode() for path in same if (text := noted[path]["before"]) is not None}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        raise Stop(f"archive {command}: there is nothing to undo") from None
    deleted = [path for path in same if path not in former_texts]
    build = pipeline.read(root)
    with stop_on_refusal(f"archive {command}: nothing was done"):
        recheck(build, f"archive {command}", former_texts, deleted)
        files.replace_all(root, former_texts, deleted)
    (root / _IMPORT_LOG).unlink(missing_ok=True)
    for path in sorted(path for path, file in files_here.items() if path not in same and file.is_file()):
        print(f"{path}: kept, since it was changed")
    restored = f", {english.count_of(len(former_texts), 'file')} restored" if former_texts else ""
    print(f"{english.count_of(len(deleted), 'file')} deleted{restored}")
    return 0


def run_link(root: Path, call: argparse.Namespace) -> int:
    build = pipeline.read(root)
    out: Path | None = call.out
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Stop(f"archive link: {out} exists already and was not changed; name a new or empty folder")
    reading = candidates.ReadReport()
    with stop_on_refusal("archive link"):
        found = identify.proposals(build.archive, call.file, reading)
    for proposal in found:
        print("\n".join(_proposal(proposal)))
    proposing = sum(bool(proposal.identifiers) for proposal in found)
    print(
        f"{english.count_of(reading.entries, 'entry', 'entries')} read; {english.count_of(len(found), 'record')} found there, "
        f"identifiers proposed for {proposing}"
    )
    if reading.unread:
        print(
            f"{english.count_of(reading.unread, 'entry', 'entries')} not read, the first at {reading.first_unread}",
            file=sys.stderr,
        )
    if reading.ended_early:
        print(f"{call.file} ends too early ({reading.ended_early}); everything before that was read", file=sys.stderr)
    if out is None:
        print("nothing was written; --out FOLDER writes tables to look through")
        return 0
    with stop_on_refusal("archive link"):
        _write_proposals(out, build, found)
    return 0


def _proposal(proposal: identify.Proposal) -> Iterator[str]:
    """The lines that show the proposal for a record, with the evidence."""
    given = ", ".join(f"{key} {value}" for key, value in proposal.identifiers.items())
    yield f"{proposal.entity.id}: " + (given or ("nothing new" if proposal.best else "none proposed"))
    for sign, match in (("  ", proposal.best), *(("? ", it) for it in proposal.others)):
        if match is not None:
            yield f"    {sign}{problems.quote_briefly(match.label)}: {_evidence_in_words(match)}"
    if proposal.more:
        yield f"    and {proposal.more} more"


def _evidence_in_words(match: identify.Match) -> str:
    """The evidence for and against a candidate, in words."""
    names = f"has the name {'; '.join(match.names)}" if match.names else ""
    weak = "only an abbreviation or one word is the same" if match.weak and match.names else ""
    return "; ".join(filter(None, (names, *match.also, weak, *(f"but {it}" for it in match.counter_evidence))))


def _write_proposals(out: Path, build: pipeline.Build, found: Sequence[identify.Proposal]) -> None:
    """Write a table for each kind that has proposals."""
    for kind in sorted({kind_of(proposal.entity) for proposal in found}):
        mine = [proposal for proposal in found if kind_of(proposal.entity) == kind]
        values = {proposal.entity.id: _as_written(proposal.identifiers) for proposal in mine}
        remarks = {
            proposal.entity.id: {
                "name": proposal.entity.name,
                "found": proposal.best.label if proposal.best else "",
                "because": _evidence_in_words(proposal.best) if proposal.best else "",
                "others": "\n".join(f"{it.label}: {_evidence_in_words(it)}" for it in proposal.others)
                + (f"\nand {proposal.more} more" if proposal.more else ""),
            }
            for proposal in mine
        }
        text, rows = table.proposal_table(build.contents, kind, values, remarks)
        file = out / f"{kind}.csv"
        files.write_file(file, text.encode("utf-8-sig", "replace"), synced=True)  # JSON may contain lone surrogates
        print(f"{file}: {english.count_of(rows, kind)}; remove what is not right, then run: archive apply {file}")


def _as_written(identifiers: Mapping[str, str]) -> dict[str, str]:
    """Identifiers as written in records: an ISNI in blocks of four, which no spreadsheet mistakes for a number."""
    return {key: isni_in_blocks(value) if key == "isni" else value for key, value in identifiers.items()}


def run_table(root: Path, call: argparse.Namespace) -> int:
    text, rows = table.table(pipeline.read(root).contents, call.kind)
    if call.out is None:
        print(text, end="")
        return 0
    file: Path = call.out
    if file.exists():
        raise Stop(f"archive table: {file} exists already and was not changed; name another file")
    with stop_on_refusal("archive table"):
        # The byte order mark tells spreadsheets that the file is UTF-8.
        files.write_file(file, text.encode("utf-8-sig"), synced=True)
    print(f"{file}: {english.count_of(rows, call.kind)}; edit it, save it as CSV, then run: archive apply {file}")
    return 0


def run_apply(root: Path, call: argparse.Namespace) -> int:
    build = pipeline.read(root)
    with stop_on_refusal("archive apply: nothing was done"):
        wanted = table.changes(build.contents, call.file.read_bytes())
        changed: dict[str, bytes] = {}
        for path, edits in wanted.edits.items():
            source = build.contents.files[path].source
            if source is None:
                raise Stop(f"archive apply: {path} cannot be read, so nothing was done; see archive check")
            with stop_on_refusal(f"archive apply: nothing was done, {path}"):
                changed[path] = edit.edit_file((root / path).read_bytes(), source, edits)
        warnings = new_problems(build, recheck(build, "archive apply", changed))
        for path in changed:
            print("\n".join([path, *(f"  {change}" for change in wanted.values if change.path == path)]))
        if warnings:
            print(reports.as_text(warnings), file=sys.stderr)
        counted = f"{english.count_of(len(wanted.values), 'value')} in {english.count_of(len(changed), 'file')}"
        if call.dry_run:
            print(f"{counted} would change; nothing was written")
            return 0
        files.replace_all(root, changed)
    print(f"{counted} changed")
    return 0
