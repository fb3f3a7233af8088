"""Adds to an archive: `archive new`, `suggest`, `fmt`, `schema`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import pipeline, problems
from generator.authoring import scaffold, schema
from generator.authoring.suggest import Suggester, writing
from generator.cli.check import read_copy
from generator.cli.refusals import Stop, stop_on_refusal
from generator.cli.selection import selected
from generator.problems import RefusedError
from generator.records import edit, files, layout
from generator.records.load import LoadedFile
from generator.records.model import Article
from generator.text import english


def run_new(root: Path, call: argparse.Namespace) -> int:
    archive = pipeline.read(root).archive
    asked = scaffold.questions(call.record_kind)
    answers = {q.key: getattr(call, q.key) for q in asked if getattr(call, q.key) is not None}
    copy_file: Path | None = getattr(call, "text", None)
    copy = read_copy(copy_file) if copy_file else None
    missing = [q for q in asked if q.required and q.key not in answers and not (copy and q.key == "title")]
    if missing and sys.stdin.isatty():
        answers |= _ask_questions([q for q in asked if q.key not in answers])
    today = dt.datetime.now().astimezone().date()
    made = scaffold.new(call.record_kind, answers, archive, today, copy=copy, record_id=call.record_id)
    text = made.text
    # A modeline must not refer to a schema that does not exist.
    if not (root / schema.FOLDER / f"{call.record_kind}.json").is_file():
        text = text.replace(f"{scaffold.modeline(call.record_kind, made.path)}\n", "", 1)
    try:
        files.create(root, made.path, text.encode())
    except FileExistsError:
        raise Stop(f"archive new: {made.path} exists already and was not changed; use --id") from None
    print("\n".join([made.path, *(f"  {line}" for line in made.derived)]))
    if copy_file:
        print(f"  next: archive suggest {made.id} --copy {copy_file}")
    if (root / schema.FOLDER / schema.IDS).is_file():
        files.replace(root, f"{schema.FOLDER}/{schema.IDS}", schema.ids(pipeline.read(root).archive).encode())
    return 0


def _ask_questions(asked: Sequence[scaffold.Question]) -> dict[str, scaffold.Answer]:
    """The answers given at the terminal, by key. Optional questions without an answer are left out."""
    answers: dict[str, scaffold.Answer] = {}
    print("An empty answer leaves a key out.", file=sys.stderr)
    for question in asked:
        several = " Several, with ; between them." if question.many else ""
        print(f"{question.what}{several}", file=sys.stderr)
        answer = input(f"{question.key}: ").strip()
        while question.required and not answer and question.key != "title":
            answer = input(f"{question.key} (needed): ").strip()
        if answer or question.required:
            answers[question.key] = [a.strip() for a in answer.split(";") if a.strip()] if question.many else answer
    return answers


def run_suggest(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    records, _ = selected(root, made, [call.article])
    loaded = records[0] if len(records) == 1 else None
    if loaded is None or loaded.source is None or not isinstance(loaded.record, Article):
        remedy = problems.did_you_mean(call.article, [a.id for a in made.archive.articles], "see archive check")
        raise Stop(f"archive suggest: '{call.article}' is no article that can be read; {remedy}", 2)
    copy = read_copy(call.copy)
    article = loaded.record
    proposal = Suggester(made.archive).proposal_for(article, copy.text)
    found = writing.additions(made.archive, article, copy, proposal)
    print(writing.proposal_as_text(made.archive, article, proposal, found))
    if not call.write or not found:
        return 0
    with stop_on_refusal(f"archive suggest: {loaded.path} is not changed"):
        after = writing.apply_proposal(article, loaded.source, (root / loaded.path).read_bytes(), found)
        files.replace(root, loaded.path, after.encode())
    print(f"{loaded.path}: written, marked `review: needed`; take the mark out of each part that you have compared")
    return 0


def run_fmt(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    records, unknown = selected(root, made, call.files)
    refused = [
        "; ".join(filter(None, (f"{name}: no record is there", problems.did_you_mean(name, list(made.archive.paths)))))
        for name in unknown
    ]
    changed = []
    for loaded in records:
        try:
            with stop_on_refusal(f"{loaded.path}: not changed"):
                if _format_record(root, loaded, write=not call.check):
                    changed.append(loaded.path)
        except Stop as stop:  # the other records are still formatted
            refused.append(str(stop))
    counted = english.count_of(len(records), "record")
    print("\n".join([*changed, f"{len(changed)} of {counted} {'to tidy' if call.check else 'tidied'}"]))
    if refused:
        print("\n".join(refused), file=sys.stderr)
    return int(bool(refused or (call.check and changed)))


def _format_record(root: Path, loaded: LoadedFile, *, write: bool) -> bool:
    """Whether a record was not in standard format. If so, and with `write`, it is formatted."""
    if loaded.source is None:
        raise RefusedError("it cannot be read; see archive check")
    after = layout.format_source(loaded.source, loaded.kind).encode()
    before = (root / loaded.path).read_bytes()
    if before == after:
        return False
    if write:
        edit.edit_file(before, loaded.source, ())  # raises if the file has changed since it was read
        files.replace(root, loaded.path, after)
    return True


def run_schema(root: Path, call: argparse.Namespace) -> int:
    wanted = schema.files(pipeline.read(root).archive)
    if call.check:
        # The file of ids changes with every record, so a contribution that leaves it out of date is fine.
        del wanted[f"{schema.FOLDER}/{schema.IDS}"]
    stale = [path for path, text in wanted.items() if not _holds(root / path, text.encode())]
    for path in stale:
        if not call.check:
            files.replace(root, path, wanted[path].encode())
        print(path)
    print(f"{len(stale)} of {len(wanted)} files {'are not current' if call.check else 'written'}")
    return int(bool(call.check and stale))


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
