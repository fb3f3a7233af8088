"""The `archive` command: the only place that prints or exits."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

from generator import __version__, pipeline, problems
from generator.archive import history
from generator.archive.archive import Archive
from generator.authoring import diff, diff_markdown, merge, scaffold, schema, starter, upgrade, verify
from generator.authoring.suggest import Suggester, writing
from generator.codes import CODES
from generator.exports import emit
from generator.pages.parts.written import usual
from generator.records import edit, files, layout, migrate
from generator.records.load import Loaded
from generator.records.model import RECORDS, Article, Kind
from generator.records.settings import FORMAT, Settings
from generator.text import markup

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
    calls = parser()
    call = calls.parse_args(arguments)
    root = Path(call.root).resolve()
    if call.run is not _init and not (root / "content").is_dir():
        calls.error(f"{root} holds no folder content/: run this in the archive's root, or name it with --root")
    if call.run is not _init:
        for path in files.recover(root).finished:
            print(f"{path}: finished what a command that was killed had begun", file=sys.stderr)
    status: int = call.run(root, call)
    return status


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, as argparse reads them."""
    calls = argparse.ArgumentParser(
        prog="archive", description="Checks an archive of annotated articles and makes its pages."
    )
    calls.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    calls.add_argument("--root", default=".", metavar="FOLDER", help="the archive's root (default: this folder)")
    commands = calls.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="report every fault of every file",
        description="Reports every fault of every file. Exits 1 where an error stands, 0 otherwise. With --strict a warning is "
        "an error, and each statement must say what it rests on (rests_on): older records may lack that, new ones may not. Each line ends with the code of its "
        "problem: --only and --ignore filter by it, and what is filtered out does not count.",
        epilog="example: archive check --format github --strict",
    )
    check.add_argument("--format", choices=sorted(_FORMS), default="text", help="how to print them (default: text)")
    check.add_argument("--strict", action="store_true", help="make warnings errors, and demand rests_on of statements")
    check.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        type=_code,
        help="only problems of this code; may be repeated",
    )
    check.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        type=_code,
        help="no problems of this code; may be repeated",
    )
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
        "marks, for white space and for signs that nobody sees, which it names, and writes the copy's hash and the offsets into the record. Nothing is written unless every "
        "quotation of the article is found.",
        epilog="example: archive verify an-article ../copies/an-article.txt",
    )
    verifying.add_argument("article", nargs="?", metavar="ARTICLE", help="the article's id, or its file")
    verifying.add_argument("file", nargs="?", type=Path, metavar="COPY", help="the copy; the same as --copy")
    verifying.add_argument(
        "--copy", type=Path, metavar="FILE", help="a plain-text copy (UTF-8), kept outside the archive"
    )
    verifying.add_argument(
        "--replace", action="store_true", help="accept another copy than the one whose hash is recorded"
    )
    verifying.add_argument("--all", action="store_true", help="check every article again that has a copy in --copies")
    verifying.add_argument("--copies", type=Path, metavar="FOLDER", help="copies named ARTICLE.txt")
    verifying.set_defaults(run=_verify)

    _add_contributing(commands)
    _add_keeping(commands)
    return calls


def _add_contributing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands of somebody who adds to the archive."""
    new = commands.add_parser(
        "new",
        help="begin a record",
        description="Writes a new record, valid and commented, with an id derived from its name. Asks for what is missing where a "
        "terminal is there. Fetches nothing, and overwrites nothing.",
        epilog="example: archive new person --name 'Ada Lovelace' --country GB",
    )
    kinds = new.add_subparsers(required=True, metavar="KIND", dest="record_kind")
    for kind in RECORDS:
        a_kind = f"{'an' if kind[0] in 'aeou' else 'a'} {kind}"
        one = kinds.add_parser(kind, help=f"begin {a_kind}", description=f"Writes {a_kind}.", epilog=_NEW[kind])
        for question in scaffold.questions(kind):
            action = "append" if question.many else "store"
            what = question.what + (" (may be given again)" if question.many else "")
            one.add_argument(question.flag, dest=question.key, action=action, metavar="TEXT", help=what)
        if kind == "article":
            one.add_argument("--text", type=Path, metavar="FILE", help="the copy that was read, as plain text (UTF-8)")
        one.add_argument("--id", dest="record_id", metavar="ID", help="another id than the one derived")
    new.set_defaults(run=_new)

    suggest = commands.add_parser(
        "suggest",
        help="propose an annotation from a copy of the source",
        description="Reads a plain-text copy and proposes, offline, whom it names and quotes, which days and numbers it gives, and "
        "which known passage a quotation renders. Every line of it is a guess.",
        epilog="example: archive suggest an-article --copy ../copies/an-article.txt --write",
    )
    suggest.add_argument("article", metavar="ARTICLE", help="the article's id, or its file")
    suggest.add_argument("--copy", type=Path, required=True, metavar="FILE", help="a plain-text copy (UTF-8)")
    suggest.add_argument("--write", action="store_true", help="add it to the record, marked `review: needed`")
    suggest.set_defaults(run=_suggest)

    fmt = commands.add_parser(
        "fmt",
        help="put records in order",
        description="Puts the keys of records in order and their YAML in one style, and keeps every value and comment. A file for "
        "which that cannot be proved stays as it is.",
        epilog="example: archive fmt content/people",
    )
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files, folders or ids (default: every record)")
    fmt.add_argument("--check", action="store_true", help="write nothing; exit 1 where something would change")
    fmt.set_defaults(run=_fmt)

    schemas = commands.add_parser(
        "schema",
        help="write what editors complete and check by",
        description="Writes the JSON Schemas of all records, with the ids of those there are, and the settings by which Visual "
        "Studio Code finds them.",
        epilog="example: archive schema",
    )
    schemas.add_argument("--check", action="store_true", help="write nothing; exit 1 where a schema is not current")
    schemas.set_defaults(run=_schema)


def _add_keeping(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands of somebody who keeps an archive: who reviews, joins records, or begins one."""
    differing = commands.add_parser(
        "diff",
        help="say in words what a change adds",
        description="Says what the archive has that a revision had not, or had otherwise: records, quotations, positions and figures, "
        "and what wants a second look. Markdown, for a review.",
        epilog="example: archive diff main",
    )
    differing.add_argument("base", metavar="BASE", help="a revision of git: a branch, a tag, a commit")
    differing.set_defaults(run=_diff)

    joining = commands.add_parser(
        "merge",
        help="join two records of one thing",
        description="Makes the person, organisation, place or document OLD a former id of NEW: rewrites every reference, adds its names to "
        "NEW's, deletes its file. Its address leads on to NEW.",
        epilog="example: archive merge sergey-shoigu sergei-shoigu",
    )
    joining.add_argument("old", metavar="OLD", help="the id that is given up")
    joining.add_argument("new", metavar="NEW", help="the id that stays")
    joining.set_defaults(run=_merge)

    upgrading = commands.add_parser(
        "upgrade",
        help="bring the files that came from `archive init` to the present version",
        description="Compares what `archive init` wrote, what stands there now, and what it would write today; shows the difference, and "
        "asks. A file that was changed by hand is asked about by itself; where both changes touch the same lines, it stays.",
        epilog="example: archive upgrade --dry-run",
    )
    upgrading.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    upgrading.add_argument("--yes", action="store_true", help="ask nothing")
    upgrading.set_defaults(run=_upgrade)

    migrating = commands.add_parser(
        "migrate",
        help="bring the records to the format of this version",
        description="Edits every record of an older format in place, with its comments, and says so in site_config/archive.yml. "
        "All files change, or none.",
        epilog="example: archive migrate --dry-run",
    )
    migrating.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    migrating.set_defaults(run=_migrate)

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


_NEW: dict[Kind, str] = {
    "article": "example: archive new article --url https://example.org/item --title 'A dam breaks' --published 2025-04-28",
    "person": "example: archive new person --name 'Ada Lovelace' --also 'Ada King' --country GB",
    "organisation": "example: archive new organisation --name 'The Herald' --kind newspaper --country GB",
    "place": "example: archive new place --name 'Upper Valley' --country GB --point '51.5, -0.12'",
    "document": "example: archive new document --name 'Treaty on the Flood' --date 2024-06-19",
    "utterance": "example: archive new utterance --title 'A minister on the dam' --speaker 'unnamed: a minister' --gist 'that it held'",
    "proposition": "example: archive new proposition --sentence 'The dam held.'",
    "measure": "example: archive new measure --name 'Fields flooded' --counts 'Hectares under water; no pasture.'",
    "event": "example: archive new event --what 'A dam breaks' --date 2025-04~",
    "topic": "example: archive new topic --title Floods",
}


def _code(name: str) -> str:
    if name not in CODES:
        raise argparse.ArgumentTypeError(
            f"no problem has the code '{name}'; {problems.did_you_mean(name, CODES, 'archive check shows the codes in brackets')}"
        )
    return name


def _check(root: Path, call: argparse.Namespace) -> int:
    found = problems.filtered(pipeline.read(root, strict=call.strict).problems, call.only, call.ignore)
    print(_FORMS[call.format](found))
    return int(problems.stops(found, strict=call.strict))


def _generate(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.make(root)
    if problems.stops(made.problems):
        print(problems.as_text(made.problems), file=sys.stderr)
        return 1
    downloads = pipeline.downloadable(made)
    pages = {**usual(root / "content" / "pages"), **{path: page.text for path, page in made.pages.items()}}
    try:
        made_of = emit.replace(call.out, {**pages, **downloads})
    except (emit.NotOursError, OSError) as refusal:
        print(f"archive generate: {refusal}", file=sys.stderr)
        return 1
    written, removed, unchanged = (len(paths) for paths in (made_of.written, made_of.removed, made_of.unchanged))
    told, data = markup.counted(len(pages), "page"), markup.counted(len(downloads), "file")
    what = f"{told} and {data} of data in {call.out}"
    print(f"{what}: {written} written, {removed} removed, {unchanged} as they were")
    return 0


def _verify(root: Path, call: argparse.Namespace) -> int:
    copy_file = call.copy or call.file
    if bool(call.article and copy_file) == bool(call.all and call.copies) or (call.copy and call.file):
        print("archive verify: name ARTICLE and its COPY, or --all and --copies FOLDER", file=sys.stderr)
        return 2
    made = pipeline.read(root)
    if call.article:
        return _verify_one(root, made, call.article, copy_file, replace=call.replace)
    if not call.copies.is_dir():
        print(f"archive verify: {call.copies} is no folder", file=sys.stderr)
        return 2
    there = sorted(call.copies.iterdir())
    copies = [file for file in there if file.suffix == ".txt" and file.is_file()]
    others = [file.name for file in there if file not in set(copies) and not file.name.startswith(".")]
    if others:
        print(f"passed over, since no copy is called so: {', '.join(others)}", file=sys.stderr)
    statuses = [_verify_one(root, made, file.stem, file, replace=call.replace) for file in copies]
    without = len(made.archive.articles) - sum(file.stem in made.archive.paths for file in copies)
    refused, skipped = statuses.count(1), statuses.count(2)
    print(
        f"{markup.counted(len(copies) - skipped, 'article')} with a copy, {refused} refused"
        + (f"; {markup.counted(skipped, 'file')} skipped" if skipped else "")
        + (f"; {markup.counted(without, 'article')} without a copy there" if without > 0 else "")
    )
    return int(any(statuses))


def _verify_one(root: Path, made: pipeline.Made, name: str, copy_file: Path, *, replace: bool) -> int:
    """0: verified; 1: refused; 2: there is no such article, or no copy that can be read."""
    chosen, _ = _chosen(root, made, [name])
    chosen = chosen or [file for file in made.contents.files.values() if file.id == name]  # one that cannot be read
    loaded = chosen[0] if len(chosen) == 1 and chosen[0].kind == "article" else None
    if loaded is None:
        remedy = problems.did_you_mean(name, [a.id for a in made.archive.articles])
        print(f"{copy_file}: no article has the id '{name}'" + (f"; {remedy}" if remedy else ""), file=sys.stderr)
        return 2
    article_id = loaded.id
    if loaded.source is None or not isinstance(loaded.record, Article):
        print(f"{article_id} cannot be read, so {copy_file} was not looked at: see archive check", file=sys.stderr)
        return 1
    try:
        copy = verify.Copy.of(copy_file.read_bytes())
    except (OSError, UnicodeDecodeError) as fault:
        print(f"{copy_file}: this copy cannot be read as UTF-8 text ({fault})", file=sys.stderr)
        return 2
    article = loaded.record
    found = verify.verify(article, loaded.source, copy, replace=replace)
    for quotation_id, spans in found.spans.items():
        print(f"{article_id}: {quotation_id}: verbatim at " + ", ".join(f"{start}-{end}" for start, end in spans))
        for note in found.notes.get(quotation_id, ()):
            print(f"{article_id}: {quotation_id}: {note}")
    if found.problems:
        print(problems.as_text(found.problems), file=sys.stderr)
        return 1
    before = (root / loaded.path).read_bytes()
    try:
        after = edit.in_file(before, loaded.source, verify.edits(article, copy, found))
        if after != before:
            files.replace(root, loaded.path, after)
    except (edit.RefusedError, files.RefusedError, OSError) as refusal:
        print(f"archive verify: {loaded.path} stays as it is: {refusal}", file=sys.stderr)
        return 1
    print(
        f"{article_id}: {markup.counted(len(found.spans), 'quotation')} verified"
        + (", record written" if after != before else "")
    )
    return 0


# --- contributing --------------------------------------------------------------------------------------------------------


def _new(root: Path, call: argparse.Namespace) -> int:
    archive = pipeline.read(root).archive
    asked = scaffold.questions(call.record_kind)
    answers = {q.key: getattr(call, q.key) for q in asked if getattr(call, q.key) is not None}
    copy_file: Path | None = getattr(call, "text", None)
    try:
        copy = copy_file.read_bytes() if copy_file else None
    except OSError as fault:
        print(f"{copy_file}: this copy cannot be read ({fault.strerror})", file=sys.stderr)
        return 2
    missing = [q for q in asked if q.required and q.key not in answers and not (copy and q.key == "title")]
    if missing and sys.stdin.isatty():
        answers |= _answered([q for q in asked if q.key not in answers])
    today = dt.datetime.now().astimezone().date()
    try:
        made = scaffold.new(call.record_kind, answers, archive, today, copy=copy, record_id=call.record_id)
        files.create(root, made.path, made.text.encode())
    except (scaffold.RefusedError, files.RefusedError) as refusal:
        print(f"archive new: {refusal}", file=sys.stderr)
        return 1
    except FileExistsError:
        print(f"archive new: {made.path} is there already, and stays as it is; say --id", file=sys.stderr)
        return 1
    print("\n".join([made.path, *(f"  {line}" for line in made.derived)]))
    if copy_file:
        print(f"  next: archive suggest {made.id} --copy {copy_file}")
    if (root / schema.FOLDER / schema.IDS).is_file():
        files.replace(root, f"{schema.FOLDER}/{schema.IDS}", schema.ids(pipeline.read(root).archive).encode())
    return 0


def _answered(asked: Sequence[scaffold.Question]) -> dict[str, scaffold.Answer]:
    """What somebody at a terminal says to each question; nothing, for those that may stay open."""
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


def _suggest(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    chosen, _ = _chosen(root, made, [call.article])
    loaded = chosen[0] if len(chosen) == 1 else None
    if loaded is None or loaded.source is None or not isinstance(loaded.record, Article):
        remedy = problems.did_you_mean(call.article, [a.id for a in made.archive.articles], "see archive check")
        print(f"archive suggest: '{call.article}' is no article that can be read; {remedy}", file=sys.stderr)
        return 2
    try:
        copy = verify.Copy.of(call.copy.read_bytes())
    except (OSError, UnicodeDecodeError) as fault:
        print(f"{call.copy}: this copy cannot be read as UTF-8 text ({fault})", file=sys.stderr)
        return 2
    article = loaded.record
    proposal = Suggester(made.archive).proposal(copy.text, article.published.edtf if article.published else None)
    found = writing.additions(made.archive, article, copy, proposal)
    print(writing.told(made.archive, article, proposal, found))
    if not call.write or not found:
        return 0
    try:
        after = writing.applied(article, loaded.source, (root / loaded.path).read_bytes(), found)
        files.replace(root, loaded.path, after.encode())
    except (writing.RefusedError, layout.RefusedError, files.RefusedError, OSError) as refusal:
        print(f"archive suggest: {loaded.path} stays as it is: {refusal}", file=sys.stderr)
        return 1
    print(f"{loaded.path}: written, marked `review: needed`; take the mark out of each part that you have compared")
    return 0


def _fmt(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    chosen, unknown = _chosen(root, made, call.files)
    refused = [f"{name}: no record is there" for name in unknown]
    changed = []
    for loaded in chosen:
        if loaded.source is None:
            refused.append(f"{loaded.path}: left as it is: it cannot be read; see archive check")
            continue
        try:
            after = layout.tidied(loaded.source, loaded.kind).encode()
        except layout.RefusedError as refusal:
            refused.append(f"{loaded.path}: left as it is: {refusal}")
            continue
        try:
            stands = (root / loaded.path).read_bytes()
            if stands != after and not call.check:
                _not_edited_since(loaded, stands)
                files.replace(root, loaded.path, after)
        except (files.RefusedError, edit.RefusedError, OSError) as refusal:
            refused.append(f"{loaded.path}: left as it is: {refusal}")
            continue
        if stands != after:
            changed.append(loaded.path)
    records = markup.counted(len(chosen), "record")
    print("\n".join([*changed, f"{len(changed)} of {records} {'to tidy' if call.check else 'tidied'}"]))
    if refused:
        print("\n".join(refused), file=sys.stderr)
    return int(bool(refused or (call.check and changed)))


def _chosen(root: Path, made: pipeline.Made, names: Sequence[str]) -> tuple[list[Loaded], list[str]]:
    """The records that files, folders and ids name (every one, where none is named), and the names that name none."""
    records = made.contents.files
    chosen: dict[str, Loaded] = {} if names else dict(records)
    unknown = []
    for name in names:
        near = [Path.cwd() / name, root / name]
        full = next((path.resolve() for path in near if path.exists()), None)
        path = full.relative_to(root).as_posix() if full and full.is_relative_to(root) else name
        path = made.archive.paths.get(name, path)
        above = "" if path in (".", "") else path.rstrip("/") + "/"
        found = {p: loaded for p, loaded in records.items() if p == path or p.startswith(above)}
        if not found:
            unknown.append(name)
        chosen |= found
    return list(chosen.values()), unknown


def _schema(root: Path, call: argparse.Namespace) -> int:
    wanted = schema.files(pipeline.read(root).archive)
    if call.check:
        # The ids change with every record: a contribution that leaves them as they were is no worse for it.
        del wanted[f"{schema.FOLDER}/{schema.IDS}"]
    stale = [path for path, text in wanted.items() if not _holds(root / path, text.encode())]
    for path in stale:
        print(path)
        if not call.check:
            files.replace(root, path, wanted[path].encode())
    print(f"{len(stale)} of {len(wanted)} files {'are not current' if call.check else 'written'}")
    return int(bool(call.check and stale))


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _not_edited_since(loaded: Loaded, stands: bytes) -> None:
    """Raises edit.RefusedError where a record's file no longer holds what was read from it."""
    if loaded.source is not None:
        edit.in_file(stands, loaded.source, ())


# --- keeping -------------------------------------------------------------------------------------------------------------


def _diff(root: Path, call: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        try:
            history.files_at(root, call.base, Path(folder))
        except history.NoHistoryError as fault:
            print(f"archive diff: {fault}", file=sys.stderr)
            return 2
        before, now = pipeline.read(Path(folder)), pipeline.read(root)
    # A file that makes no record is not removed: it is faulty, and `archive check` says why.
    faulty = {loaded.id: loaded.path for loaded in now.contents.files.values() if loaded.record is None}
    known = {i: record for i, record in before.archive.records.items() if i not in faulty}
    earlier = replace(before.archive, records=known)
    print(diff_markdown.as_markdown(diff.diff(earlier, now.archive), earlier, now.archive), end="")
    if faulty:
        print("\nLeft out, since they hold errors: " + ", ".join(f"`{path}`" for path in sorted(faulty.values())))
    return 0


def _merge(root: Path, call: argparse.Namespace) -> int:
    made = pipeline.read(root)
    try:
        wanted = merge.merge(made.contents, made.archive, call.old, call.new)
    except merge.RefusedError as refusal:
        print(f"archive merge: {refusal}", file=sys.stderr)
        return 1
    try:
        changed = {file.path: _with_edits(root, made, file) for file in wanted.rewritten}
        after = pipeline.rechecked(made, changed, [wanted.removed])
        known = {str(problem) for problem in made.problems}
        faults = [p for p in after.problems if p.severity == "error" and str(p) not in known]
        if faults:
            print(
                f"{problems.as_text(faults)}\narchive merge: these would follow, so nothing was done", file=sys.stderr
            )
            return 1
        files.replace_all(root, changed, [wanted.removed])
    except (edit.RefusedError, files.RefusedError, OSError) as refusal:
        print(f"archive merge: nothing was done: {refusal}", file=sys.stderr)
        return 1
    for file in wanted.rewritten:
        print(f"{file.path}: {markup.counted(file.references, 'reference')}")
    print("\n".join([f"{wanted.removed}: deleted", *(f"look at {words}" for words in wanted.look_at)]))
    return 0


def _with_edits(root: Path, made: pipeline.Made, file: merge.Rewritten) -> bytes:
    source = made.contents.files[file.path].source
    if source is None:
        raise edit.RefusedError(f"{file.path} cannot be read")
    try:
        return edit.in_file((root / file.path).read_bytes(), source, file.edits, file.body)
    except edit.RefusedError as refusal:
        raise edit.RefusedError(f"{file.path}: {refusal}") from None


def _init(_root: Path, call: argparse.Namespace) -> int:
    folder: Path = call.folder
    title = " ".join(call.title.split())
    if not title:
        print("archive init: the title is empty", file=sys.stderr)
        return 2
    try:
        if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
            print(f"archive init: {folder} is not empty, and stays as it is; name a new folder", file=sys.stderr)
            return 1
        own = starter.starter(title)
        begun = {**own, upgrade.RECORD: upgrade.record(own, title), **(starter.examples() if call.examples else {})}
        for path, content in begun.items():
            files.replace(folder, path, content)
        for path, text in schema.files(Archive(Settings(), {}, {})).items():
            files.replace(folder, path, text.encode())
    except (files.RefusedError, OSError) as fault:
        print(f"archive init: {fault}", file=sys.stderr)
        return 1
    print(f"{folder}: a new archive, {len(begun)} files, and the schemas by which editors complete")
    print(f"  next: cd {folder}, and mkdocs serve; README.md says how to go on")
    return 0


def _upgrade(root: Path, call: argparse.Namespace) -> int:
    try:
        found = upgrade.steps(root)
    except upgrade.UnknownArchiveError as fault:
        print(f"archive upgrade: {fault}", file=sys.stderr)
        return 1
    if not found:
        print(f"nothing to do: the files are those of {__version__}")
        return 0
    taken = []
    for step in found:
        where = f"{step.path} -> {step.to}" if step.to else step.path
        print(f"--- {where}: {_STEPS[step.how]}{', though it was changed by hand' if step.by_hand else ''}")
        if step.how in ("new", "replaced", "merged", "conflict"):
            print(step.diff(), end="")
        asked = step.by_hand and not call.yes and not call.dry_run
        if not asked or _agreed(f"{where}: {_STEPS[step.how]}?"):
            taken.append(step)
    if call.dry_run:
        print(f"{markup.counted(len(found), 'file')} would change; nothing was written")
        return 0
    if not call.yes and not _agreed(f"Write these {markup.counted(len(taken), 'change')}?"):
        print("nothing was written")
        return 1
    try:
        contents, removed = upgrade.written(root, tuple(taken))
        files.replace_all(root, contents, removed)
    except (files.RefusedError, OSError) as fault:
        print(f"archive upgrade: nothing was done: {fault}", file=sys.stderr)
        return 1
    left = [step.path for step in found if step.how == "conflict" or step not in taken]
    print(f"{markup.counted(len(taken), 'file')} brought to {__version__}")
    for path in left:
        print(f"look at {path}: it stays as you have it")
    return 0


def _migrate(root: Path, call: argparse.Namespace) -> int:
    try:
        changed = migrate.migrated(root)
        if not changed:
            print(f"nothing to do: the records have the present format, {FORMAT}")
            return 0
        if call.dry_run:
            for path, content in changed.items():
                before = (root / path).read_bytes() if (root / path).is_file() else b""
                print(upgrade.Step(path, "replaced", before, content).diff(), end="")
            print(f"{markup.counted(len(changed), 'file')} would change; nothing was written")
            return 0
        files.replace_all(root, changed)
    except (migrate.RefusedError, files.RefusedError, OSError) as fault:
        told = problems.as_text(fault.problems) if isinstance(fault, migrate.RefusedError) and fault.problems else ""
        print(*filter(None, [told, f"archive migrate: nothing was done: {fault}"]), sep="\n", file=sys.stderr)
        return 1
    print(f"{markup.counted(len(changed), 'file')} brought to format {FORMAT}")
    return 0


_STEPS: dict[upgrade.How, str] = {
    "new": "add it",
    "replaced": "bring it to the present form",
    "merged": "put the new lines in",
    "conflict": "the new form and your change touch the same lines; it stays, and the new form goes beside it",
    "removed": "delete it",
    "moved": "keep it as an override of the theme",
}


def _agreed(question: str) -> bool:
    """Whether the person at the terminal says yes. Without one, the answer is no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


if __name__ == "__main__":
    sys.exit(main())
