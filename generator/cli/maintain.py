"""Maintains an archive: `archive diff`, `links`, `merge`, `upgrade`, `migrate`, `clean`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from generator import __version__, pipeline, reports
from generator.archive import history
from generator.authoring import diff, diff_markdown, links, merge, upgrade
from generator.cli.rechecking import recheck
from generator.cli.refusals import Stop, stop_on_refusal
from generator.exports import cache
from generator.problems import RefusedError, did_you_mean
from generator.records import edit, files, migrate, reached
from generator.records.settings import FORMAT
from generator.text import english


def run_diff(root: Path, call: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        with stop_on_refusal("archive diff", 2):
            history.files_at(root, call.base, Path(folder))
        before, now = pipeline.read(Path(folder)), pipeline.read(root)
    # A file that failed validation does not count as removed: `archive check` reports its errors.
    faulty = {loaded.id: loaded.path for loaded in now.contents.files.values() if loaded.record is None}
    known = {i: record for i, record in before.archive.records.items() if i not in faulty}
    earlier = replace(before.archive, records=known)
    print(diff_markdown.as_markdown(diff.diff(earlier, now.archive), earlier, now.archive), end="")
    if faulty:
        print("\nLeft out, since they hold errors: " + ", ".join(f"`{path}`" for path in sorted(faulty.values())))
    return 0


def run_links(root: Path, call: argparse.Namespace) -> int:
    build = pipeline.read(root)
    for name in call.articles:
        if build.archive.paths.get(name, "").split("/")[1:2] != ["articles"]:
            remedy = did_you_mean(name, [article.id for article in build.archive.articles])
            raise Stop(f"archive links: no article has the id '{name}'" + (f"; {remedy}" if remedy else ""), 2)
    if call.uncopied:
        print("\n".join(links.addresses_without_copy(build.archive, call.articles)))
        return 0
    answers = links.request_all(links.addresses(build.archive, call.articles), call.timeout)
    lost = [answer for answer in answers if not answer.works]
    for answer in lost:
        what = "archived copy" if answer.address.is_copy else "address"
        said = answer.why if answer.status is None else f"{answer.status} {answer.why}"
        print(f"{answer.address.article}: {what} {answer.address.url}: {said}")
    print(f"{english.count_of(len(answers), 'address', 'addresses')} asked, {len(lost)} led nowhere")
    if call.write:
        _record_answers(root, build, answers)
    return int(bool(lost))


def _record_answers(root: Path, build: pipeline.Build, answers: list[links.Answer]) -> None:
    """Write when each address was found to work, and mark as gone the sources of articles that have disappeared; all or
    nothing."""
    changed: dict[str, bytes] = {}
    today = dt.datetime.now(dt.UTC).date()
    with stop_on_refusal("archive links: nothing was written"):
        for article in build.archive.articles:
            own = [answer for answer in answers if answer.address.article == article.id]
            source = build.contents.files[build.archive.paths[article.id]].source
            if source is not None and (edits := links.edits(article, own, today)):
                changed[source.path] = edit.edit_file((root / source.path).read_bytes(), source, edits)
        recheck(build, "archive links", changed)
        days = links.update_reached(build.archive, answers, today)
        table = {reached.LINKS: reached.to_csv(days).encode()} if days != build.archive.reached_addresses else {}
        files.replace_all(root, changed | table, [])
    for path in sorted(changed):
        print(f"{path}: gone")
    for path in table:
        print(f"{path}: {english.count_of(len(days), 'address', 'addresses')}")


def run_merge(root: Path, call: argparse.Namespace) -> int:
    build = pipeline.read(root)
    wanted = merge.merge(build.contents, build.archive, call.old, call.new)
    with stop_on_refusal("archive merge: nothing was done"):
        changed = {file.path: _with_edits(root, build, file) for file in wanted.rewritten}
        recheck(build, "archive merge", changed, [wanted.removed])
        files.replace_all(root, changed, [wanted.removed])
    for file in wanted.rewritten:
        print(f"{file.path}: {english.count_of(file.references, 'reference')}")
    print("\n".join([f"{wanted.removed}: deleted", *(f"look at {words}" for words in wanted.to_review)]))
    return 0


def _with_edits(root: Path, build: pipeline.Build, file: merge.RewrittenFile) -> bytes:
    raw = (root / file.path).read_bytes()
    page = build.contents.pages.get(file.path)
    settings = build.contents.settings_source
    source = settings if settings and file.path == settings.path else None
    if source is None and page is None:
        source = build.contents.files[file.path].source
    try:
        if page is not None:
            return edit.edit_page(raw, file.path, page, file.body)
        if source is None:
            raise RefusedError("it cannot be read")  # noqa: TRY301 - caught below, where it gets the path
        return edit.edit_file(raw, source, file.edits, file.body)
    except RefusedError as refusal:
        raise RefusedError(f"{file.path}: {refusal}") from None


def run_upgrade(root: Path, call: argparse.Namespace) -> int:
    plan = upgrade.plan(root)
    steps = plan.steps
    if not steps:
        print(f"nothing to do: the files are those of {__version__}")
        return 0
    agreed = []
    for step in steps:
        where = f"{step.path} -> {step.to}" if step.to else step.path
        by_hand = step.by_hand and step.kind not in ("conflict", "moved")
        print(f"--- {where}: {_STEPS[step.kind]}{', though it was changed by hand' if by_hand else ''}")
        if step.kind in ("new", "replaced", "merged", "conflict"):
            print(step.diff(), end="")
        needs_consent = step.by_hand and not call.yes and not call.dry_run
        if not needs_consent or _confirm(f"{where}: {_STEPS[step.kind]}?"):
            agreed.append(step)
    if call.dry_run:
        print(f"{english.count_of(len(steps), 'file')} would change; nothing was written")
        return 0
    if not call.yes and not _confirm(f"Write these {english.count_of(len(agreed), 'change')}?"):
        print("nothing was written")
        return 1
    applied = plan.applicable_steps(tuple(agreed))
    with stop_on_refusal("archive upgrade: nothing was done"):
        contents, removed = plan.files_to_write(applied)
        files.replace_all(root, contents, removed)
    left_alone = [step.path for step in steps if step.kind == "conflict" or step not in applied]
    print(f"{english.count_of(len(applied), 'file')} brought to {__version__}")
    for path in left_alone:
        print(f"look at {path}: it stays as you have it")
    return 0


_STEPS: dict[upgrade.StepKind, str] = {
    "new": "add it",
    "replaced": "bring it to the present form",
    "merged": "put the new lines in",
    "conflict": "it was changed by hand where the new version differs; your file stays, and the new version is written next to it",
    "removed": "delete it",
    "moved": "keep it as an override of the theme, since it was changed by hand",
}


def _confirm(question: str) -> bool:
    """Whether the person at the terminal says yes; False if there is no terminal."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def run_migrate(root: Path, call: argparse.Namespace) -> int:
    with stop_on_refusal("archive migrate: nothing was done"):
        try:
            changed = migrate.migrate(root)
        except RefusedError as refusal:
            if refusal.problems:
                print(reports.as_text(refusal.problems), file=sys.stderr)
            raise
        if not changed:
            print(f"nothing to do: the records have the present format, {FORMAT}")
            return 0
        if call.dry_run:
            for path, content in changed.items():
                before = (root / path).read_bytes() if (root / path).is_file() else b""
                print(upgrade.Step(path, "replaced", before, content).diff(), end="")
            print(f"{english.count_of(len(changed), 'file')} would change; nothing was written")
            return 0
        files.replace_all(root, changed)
    print(f"{english.count_of(len(changed), 'file')} brought to format {FORMAT}")
    return 0


def run_clean(root: Path, _call: argparse.Namespace) -> int:
    cleaned = cache.clean(root)
    removed = f"{english.count_of(cleaned.files, 'file')} removed, {cleaned.size / 1e6:.1f} MB"
    print(f"{cache.FOLDER}: {removed if cleaned.files else 'there was nothing to remove'}")
    for path in cleaned.left:
        print(f"{path}: stays, since this program did not write it")
    return 0
