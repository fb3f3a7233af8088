"""Loads every file of `content/` into a record.

A file whose size and modification time are the same as in the previous run is not read again, so an edit under `mkdocs
serve` costs one file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Concatenate, ParamSpec, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.collector import paused
from generator.problems import Place, Problem, closest_word, did_you_mean, quote_briefly
from generator.records import active_content, csl, files, front_matter, hashtags, leftovers, reached, structure
from generator.records.model import FOLDERS, IN_MARKDOWN, RECORDS, AnyRecord, Kind
from generator.records.scalars import STRAIGHT, curly_quotes_fault, slug_fault, to_slug
from generator.records.settings import Settings
from generator.records.synonyms import Synonyms
from generator.records.yaml_faults import odd_bracket, odd_dash, odd_key, odd_letter
from generator.records.yaml_text import (
    SIZE_LIMIT,
    Source,
    field_path,
    oversized,
    place_at,
    read,
    read_text,
    tree_of,
)
from generator.text import addresses, english, invisible, prose
from generator.timings import Step, Timings

SETTINGS = "site_config/archive.yml"
SITE_SETTINGS = "mkdocs.yml"
SYNONYMS = "site_config/synonyms.yml"
"""Groups of words that search treats as the same. The file is optional."""
OVERRIDES = "site_config/overrides"
LOCALES = "site_config/locales"
"""The archive's own message catalogues for the interface."""


T = TypeVar("T")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file as loaded: its source and record, each None if it could not be made, and its problems.

    `stamp` is the file's modification time in nanoseconds and its size in bytes.
    """

    path: str
    stamp: tuple[int, int]
    kind: Kind
    _source: Source | Callable[[], Source] | None
    record: AnyRecord | None
    problems: tuple[Problem, ...]
    _cache: dict[Any, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The id according to the file name, even if the file failed validation."""
        return PurePosixPath(self.path).stem

    @property
    def source(self) -> Source | None:
        """The file as read; None if it could not be."""
        return self._source() if callable(self._source) else self._source

    def cached(
        self, function: Callable[Concatenate[AnyRecord, Given], T], *given: Given.args, **named: Given.kwargs
    ) -> T:
        """The cached result of `function(record, *given, **named)`, which must be a pure function at module level.

        Only the last result per function is kept, and it is computed again only if the other arguments change. So after
        an edit, a server computes it for few records. Raises ValueError if there is no record.
        """
        if self.record is None:
            raise ValueError(f"{self.path} has no record")
        kept = self._cache.get(function)
        if kept is None or kept[0] != (given, named):
            kept = self._cache[function] = (given, named), function(self.record, *given, **named)
        told: T = kept[1]
        return told


@dataclass(frozen=True)
class Contents:
    """Everything in an archive: the files of its records by path, its settings, its hand-written pages, and the
    problems found in loading."""

    files: Mapping[str, LoadedFile] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    pages: Mapping[str, str] = field(default_factory=dict)  # the text of each hand-written page, by path
    problems: tuple[Problem, ...] = ()
    settings_source: Source | None = None  # the settings file; None if it is missing or invalid
    synonyms: tuple[tuple[str, ...], ...] = ()  # groups of words that search treats as the same
    styles: Mapping[str, csl.Style] = field(default_factory=dict)  # citation styles by name
    # When each address was found to work or to be dead.
    reached: Mapping[str, reached.Reached] = field(default_factory=dict)


def put_aside(contents: Contents, put: Callable[[Iterable[Source]], Sequence[Callable[[], Source]]]) -> Contents:
    """The same contents without the sources of records in memory, for a process that will not link and check them
    again. `put` stores sources, and returns for each a function that loads it."""
    files = {path: loaded for path, loaded in contents.files.items() if loaded.source is not None}
    stored = put(loaded.source for loaded in files.values() if loaded.source is not None)
    packed = {path: replace(loaded, _source=it) for (path, loaded), it in zip(files.items(), stored, strict=True)}
    return replace(contents, files={**contents.files, **packed})


# All records are kept, so garbage collection would scan them in vain: with 2,000 articles, a third of the time.
@paused()
def load(root: Path, previous: Contents | None = None, timings: Timings | None = None) -> Contents:
    """The contents of the archive at `root`, which has the folders `content/` and `site_config/`. Files unchanged since
    `previous` are taken from there. `timings` receives the number of files read so far."""
    timings = timings or Timings()
    settings, settings_source, settings_problems = _settings(root)
    # The archive's language is the default for articles, so all records must be made again if it has changed.
    former_files = previous.files if previous and previous.settings.language == settings.language else {}
    loaded: dict[str, LoadedFile] = {}
    strays: list[Problem] = []
    pages: dict[str, str] = {}
    content = root / "content"
    found = [*_walk(content, "content", strays)]
    paths = {path for path, _ in found}
    for number, (path, entry) in enumerate(found, start=1):
        timings.report(Step("Reading files", number, len(found)))
        parts = path.split("/")
        if parts[1] == "pages":
            if path.endswith(".md"):
                page, problem = _page(path, Path(entry.path))
                strays.extend(problem)
                if page is not None:
                    pages[path] = page
            elif path.lower().endswith((".html", ".htm", ".xhtml")):
                fault = "the file is published as it is, and the site's policy does not hold for its scripts"
                remedy = "write the page as a .md file, or be sure whose file it is"
                strays.append(Problem("html-page", Place(path), "", fault, remedy, "warning"))
            continue
        kind = FOLDERS.get(parts[1]) if len(parts) > 2 else None
        if kind is None:
            strays.extend(_misplaced_file(path, parts))
            continue
        wanted = ".md" if kind in IN_MARKDOWN else ".yml"
        if not path.endswith(wanted):
            strays.append(_wrong_suffix(path, kind, wanted, paths))
            continue
        if kind != "article" and len(parts) > 3:
            folder = f"content/{parts[1]}/"
            remedy = _unless_taken(f"{folder}{parts[-1]}", paths, f"move it to {folder}")
            strays.append(Problem("folder-within", Place(path), "", "the record lies in a folder of its own", remedy))
            continue
        try:
            seen = entry.stat()
            stamp = (seen.st_mtime_ns, seen.st_size)
            before = former_files.get(path)
            loaded[path] = (
                before
                if before and before.stamp == stamp
                else _load_file(path, Path(entry.path), kind, stamp, settings.language)
            )
        except OSError as error:
            strays.append(_read_failure(path, error))
    synonyms, faults = _synonyms(root)
    styles, unfit = csl.styles(root)
    days, unread = _read_reached(root)
    problems = [*settings_problems, *faults, *unfit, *unread, *strays]
    for path, one in loaded.items():
        problems.extend(_named_anew(path, problem, paths) for problem in one.problems)
    return Contents(loaded, settings, pages, tuple(problems), settings_source, synonyms, styles, days)


def reread(contents: Contents, changed: Mapping[str, bytes], removed: Iterable[str] = ()) -> Contents:
    """The contents as they would be with the files in `changed` (bytes by path) written or added, and those in
    `removed` deleted. A new file must be a record in the folder of its kind. Nothing is read from disk."""
    files, pages = dict(contents.files), dict(contents.pages)
    touched = {*changed, *removed}
    problems = [problem for problem in contents.problems if problem.place.path not in touched]
    for path in touched - changed.keys():
        del files[path]
    settings, source = contents.settings, contents.settings_source
    for path, raw in changed.items():
        if path == SETTINGS:
            settings, source, wrong = _settings_of(raw)
            problems.extend(wrong)
            continue
        if path in pages:
            page, faults = _decode_page(path, raw)
            problems.extend(faults)
            pages[path] = page or ""
            continue
        kind = files[path].kind if path in files else FOLDERS[path.split("/")[1]]
        files[path] = load_bytes(path, raw, kind, contents.settings.language)
        problems.extend(files[path].problems)
    found = tuple(problems)
    return replace(contents, files=files, pages=pages, problems=found, settings=settings, settings_source=source)


def _walk(folder: Path, name: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below `folder`, sorted, with its path from the root. Hidden files are skipped; leftovers of editors
    and systems are skipped with a notice. Links and devices are reported and not opened."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_read_failure(name, error))
        return
    in_pages = name.startswith("content/pages")  # file names are free there
    names = {entry.name for entry in entries}
    for entry in entries:
        if files.is_part(entry.name):
            continue
        # A file name may hold invalid UTF-8 or line breaks, which must not get into the place of a problem.
        path = f"{name}/{''.join(c if c.isprintable() else '�' for c in entry.name)}"
        whose = leftovers.leftover_program(entry.name)
        if whose:
            fault = f"{whose} left this here, and it is passed over"
            remedy = _COPY_REMEDY if whose == leftovers.SYNCHRONISED else "delete it"
            problems.append(Problem("leftover-file", Place(path), "", fault, remedy, "notice"))
        elif not in_pages and (original := leftovers.copied_file(entry.name, names)):
            fault = f"this is a copy of {original}, and it is passed over"
            problems.append(Problem("leftover-file", Place(path), "", fault, _COPY_REMEDY, "notice"))
        elif entry.name.startswith("."):
            continue
        elif entry.is_symlink():
            problems.append(_symlink_problem(path))
        elif entry.is_dir():
            yield from _walk(folder / entry.name, path, problems)
        elif entry.is_file():
            yield path, entry
        else:
            problems.append(_irregular_file(path, entry.stat().st_mode))


_COPY_REMEDY = "take over what is newer in it, then delete it"


def _symlink_problem(path: str) -> Problem:
    fault, remedy = "a link lies here, and links are not followed", "put the file itself here, or delete the link"
    return Problem("link-to-a-file", Place(path), "", fault, remedy)


def _irregular_file(path: str, mode: int) -> Problem:
    """The problem of a path that is not a regular file but a folder, a pipe, a socket or a device."""
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}
    what = kinds.get(stat.S_IFMT(mode), "a device")
    return Problem("not-a-file", Place(path), "", f"{what} lies here, and no file", "delete it")


def _misplaced_file(path: str, parts: list[str]) -> Iterator[Problem]:
    if len(parts) > 2:
        remedy = did_you_mean(parts[1], FOLDERS, f"the folders are {', '.join(FOLDERS)} and pages")
        yield Problem(
            "unknown-folder", Place(path), "", f"'{quote_briefly(parts[1])}' is not a folder of records", remedy
        )
    elif path.endswith((".md", ".yml", ".yaml")):
        yield Problem(
            "unknown-folder",
            Place(path),
            "",
            "the file lies in no folder of records",
            "move it to the folder of its kind",
        )


def _unless_taken(path: str, paths: Collection[str], remedy: str) -> str:
    """The remedy of giving a file this path, unless another has it."""
    return f"{path.rpartition('/')[2]} is there already: {_COPY_REMEDY}" if path in paths else remedy


def _named_anew(path: str, problem: Problem, paths: Collection[str]) -> Problem:
    """The problem with a remedy that would not overwrite another file, if it is about the file's name."""
    if problem.code != "bad-file-name":
        return problem
    file = PurePosixPath(path)
    meant = str(file.with_name(to_slug(file.stem) + file.suffix))
    return problem if meant == path else replace(problem, remedy=_unless_taken(meant, paths, problem.remedy))


def _wrong_suffix(path: str, kind: Kind, wanted: str, paths: Collection[str]) -> Problem:
    fault = f"{english.with_article(kind)} is a {wanted} file"
    file = PurePosixPath(path)
    meant = file.suffix.lower() in (".md", ".yml", ".yaml", ".txt") and not slug_fault(file.stem)
    rename = _unless_taken(str(file.with_suffix(wanted)), paths, f"rename it to end in {wanted}")
    remedy = rename if meant else "move the file out of this folder"
    return Problem("wrong-ending", Place(path), "", fault, remedy)


def _read_failure(path: str, error: OSError) -> Problem:
    return Problem(
        "unreadable-file", Place(path), "", f"the file cannot be read ({error.strerror})", "look at its permissions"
    )


def _page(path: str, file: Path) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        size = file.stat().st_size
        if size > SIZE_LIMIT:
            return None, (oversized(path, size),)
        return _decode_page(path, file.read_bytes())
    except OSError as error:
        return None, (_read_failure(path, error),)


def _decode_page(path: str, raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    page, problems = read_text(path, raw)
    if page is not None:
        problems += tuple(_deep_nesting(page, lambda at: place_at(path, page[:at])))
        problems += tuple(front_matter.front_matter_problems(path, page))
        problems += tuple(_doubtful_characters(page, lambda at: place_at(path, page[:at])))
        problems += tuple(_addresses_with_users(page, lambda at: place_at(path, page[:at]), "body"))
        problems += tuple(
            Problem(
                it.code,
                place_at(path, page[: it.offset]),
                "body",
                it.fault,
                it.remedy,
                "error" if it.is_refused else "warning",
            )
            for it in active_content.find_active(page)
        )
    return page, problems


def _load_file(path: str, file: Path, kind: Kind, stamp: tuple[int, int], language: str) -> LoadedFile:
    _, size = stamp
    if size > SIZE_LIMIT:
        return LoadedFile(path, stamp, kind, None, None, (oversized(path, size),))
    return _load_bytes(path, file.read_bytes(), kind, stamp, language)


def load_bytes(path: str, raw: bytes, kind: Kind, language: str) -> LoadedFile:
    """The result of loading a file with these bytes. Nothing is read from disk. `language` is the archive's."""
    return _load_bytes(path, raw, kind, (0, len(raw)), language)


def _load_bytes(path: str, raw: bytes, kind: Kind, stamp: tuple[int, int], language: str) -> LoadedFile:
    source, problems = read(path, raw, front_matter=kind in IN_MARKDOWN)
    if source is None:
        return LoadedFile(path, stamp, kind, None, None, problems)
    record, faults = make_record(source, kind, PurePosixPath(path).stem, language)
    odd = _doubtful_characters(source.yaml_text, lambda at: place_at(path, source.yaml_text[:at], source.yaml_line))
    odd_in_body = _doubtful_characters(source.body or "", source.place_in_body)
    # Address fields have already reported the same fault.
    refused = {(p.place.line, p.fault) for p in faults}
    secret = (
        p
        for p in _addresses_with_users(
            source.yaml_text, lambda at: place_at(path, source.yaml_text[:at], source.yaml_line)
        )
        if (p.place.line, p.fault) not in refused
    )
    secret_in_body = _addresses_with_users(source.body or "", source.place_in_body, "body")
    deep = _deep_nesting(source.body or "", source.place_in_body)
    told = (*problems, *faults, *deep, *odd, *odd_in_body, *secret, *secret_in_body)
    return LoadedFile(path, stamp, kind, source, None if problems else record, told)


def _doubtful_characters(text: str, place: Callable[[int], Place]) -> Iterator[Problem]:
    """A warning for each kind of invisible character without effect, at its first occurrence."""
    places: dict[str, list[int]] = {}
    for at in invisible.find_doubtful(text):
        places.setdefault(text[at], []).append(at)
    for sign, found in places.items():
        more = f" ({len(found):,} times)" if len(found) > 1 else ""
        fault = f"the invisible character {invisible.describe(sign)} is here, and does nothing{more}"
        yield Problem("needless-character", place(found[0]), "", fault, "delete it", "warning")


def _deep_nesting(body: str, place: Callable[[int], Place]) -> Iterator[Problem]:
    """An error if lists or quotations are nested more deeply than a program can read."""
    at = prose.find_too_deep(body)
    if at is not None:
        fault = f"lists or quotations stand more than {prose.DEPTH_LIMIT} deep inside each other"
        yield Problem("too-deep", place(at), "body", fault, "take levels out; a program ends at so many")


def _addresses_with_users(text: str, place: Callable[[int], Place], field: str = "") -> Iterator[Problem]:
    """An error for each address in a text that contains a user name or a password."""
    for at, host in addresses.find_with_user(text):
        # The address itself is not shown, since a report must not repeat a password.
        fault = "the address contains a user name or password, which would be published"
        yield Problem(
            "password-in-address",
            place(at),
            field,
            fault,
            f"remove everything before {quote_briefly(host) or 'the host'}, including the @",
        )


def make_record(
    source: Source, kind: Kind, stem: str, language: str = "en"
) -> tuple[AnyRecord | None, tuple[Problem, ...]]:
    """The record made from a source, or None, and its problems. `language` is the archive's, the default for
    articles."""
    problems: list[Problem] = []
    tree: dict[str, Any] = dict(source.tree)
    for reserved, why in (("id", "the id is the name of the file"), ("body", "the body stands below the annotation")):
        if reserved in tree and (reserved == "id" or kind in IN_MARKDOWN):
            problems.append(
                Problem("reserved-key", source.place((reserved,), of_key=True), reserved, why, "take the key out")
            )
            del tree[reserved]
    why_not = slug_fault(stem)
    if why_not:
        guess = to_slug(stem)
        remedy = f"rename it to {guess}{PurePosixPath(source.path).suffix}" if guess not in ("", stem) else "rename it"
        problems.append(
            Problem(
                "bad-file-name",
                Place(source.path),
                "",
                f"the file's name '{quote_briefly(stem)}' is not an id: {why_not}",
                remedy,
            )
        )
    if kind in IN_MARKDOWN:
        tree["body"] = source.body or ""
    if kind == "article":
        tree["language"] = language if tree.get("language") is None else tree["language"]
    record: AnyRecord | None = None
    try:
        record = RECORDS[kind].model_validate({**tree, "id": "unnamed" if why_not else stem})
    except ValidationError as error:
        problems.extend(field_problems(source, RECORDS[kind], error))
    problems.extend(hashtags.texts_cut_short(source, RECORDS[kind]))
    return (None if problems else record), tuple(problems)


def field_problems(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """A problem, at the place of the value, for each fault that pydantic found."""
    details = error.errors(include_url=False)
    meant = {
        (*d["loc"][:-1], _meant_key(str(d["loc"][-1]), structure.keys(structure.model_at(model, d["loc"][:-1]))))
        for d in details
        if _is_unknown_key(d)
    }
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in meant:
            continue  # the key exists but is misspelt, which is reported separately
        steps = source.existing_part(detail["loc"])
        code, fault, remedy, of_key = _explain(detail, model)
        field = detail["loc"] if detail["type"] == "missing" or _is_unknown_key(detail) else steps
        yield Problem(code, source.place(steps, of_key=of_key), field_path(field), fault, remedy)


def _meant_key(key: str, known: tuple[str, ...]) -> str | None:
    word = re.match(r"[\w-]*", key)
    return word[0] if word and word[0] in known else closest_word(key, known)


def _is_unknown_key(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def _explain(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str, str, bool]:
    """The code, fault and remedy for one fault that pydantic found, and whether it is about the key rather than the
    value."""
    kind, context, last = detail["type"], detail.get("ctx", {}), detail["loc"][-1] if detail["loc"] else ""
    if kind == "archive":
        return context["code"], context["fault"], context["remedy"], False
    if kind == "extra_forbidden":
        part = structure.model_at(model, detail["loc"][:-1])
        known_keys = structure.keys(part)
        sign = odd_key(str(last))
        if sign:
            return (
                "lookalike-sign",
                f"{invisible.describe(sign)} stands in the key '{quote_briefly(str(last))}'",
                "write plain spaces, and ': ' behind it",
                True,
            )
        if re.fullmatch(r"[\d.-]+", str(last)):
            fault = f"a comma divides this number, and '{quote_briefly(str(last))}' is read as a key"
            return "unknown-key", fault, "write the number without a comma", True
        before, _, behind = str(last).partition(":")
        if behind and before in known_keys:
            return "no-space-behind-colon", "there is no space after this colon", "write 'key: value'", True
        odd = odd_letter(str(last), known_keys)
        if odd:
            return (
                "lookalike-sign",
                f"{invisible.describe(odd)} stands in the key '{quote_briefly(str(last))}'",
                did_you_mean(str(last), known_keys),
                True,
            )
        under = structure.parent_key(part, str(last))
        otherwise = f"it belongs under '{under}'" if under else f"its keys are {', '.join(known_keys)}"
        fault = f"the key '{quote_briefly(str(last))}' is unknown here"
        return "unknown-key", fault, did_you_mean(str(last), known_keys, otherwise), True
    if kind == "missing":
        remedy = _MAY_BE_NULL.get(f"{structure.model_at(model, detail['loc'][:-1]).__name__}.{last}", "add it")
        return "missing-key", f"the key '{last}' is missing", remedy, True
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        written = detail["input"]
        if not isinstance(written, str):
            return "wrong-type", "one word is wanted here", f"write one of {', '.join(allowed)}", False
        quoted = curly_quotes_fault(written)
        if quoted:
            return "curly-quotes", quoted, STRAIGHT, False
        odd = odd_letter(written, allowed)
        if odd:
            return (
                "lookalike-sign",
                f"{invisible.describe(odd)} stands in '{quote_briefly(written)}'",
                did_you_mean(written, allowed),
                False,
            )
        return (
            "unknown-choice",
            f"'{quote_briefly(written)}' is not one of {', '.join(allowed)}",
            did_you_mean(written, allowed),
            False,
        )
    bracket = odd_bracket(detail["input"]) if kind in _OF_MANY and isinstance(detail["input"], str) else None
    if bracket:
        return "lookalike-sign", *bracket, False
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "wrong-type", "a mapping is wanted here", "write 'key: value' lines, indented", False
    if kind in ("tuple_type", "list_type"):
        dash = odd_dash(detail["input"]) if isinstance(detail["input"], str) else None
        if dash:
            return "lookalike-sign", *dash, False
        return "wrong-type", "a list is wanted here", "write [a, b], or lines that begin with '- '", False
    if kind == "too_short":
        return "empty-list", "the list is empty", "write at least one", False
    return "wrong-type", detail["msg"].lower(), "compare it with the format", False


_OF_MANY = ("model_type", "model_attributes_type", "dict_type", "tuple_type", "list_type")
"""Types of pydantic's errors for a text in place of a list or a mapping."""

_MAY_BE_NULL = {
    "Article.title": "add it; null where the copy has no title",
    "Attribution.speaker": "add it; null where nobody knows",
}
"""The remedy for missing keys that are required but may be null."""


def settings(root: Path) -> Settings:
    """The settings alone, without the records; the defaults if the file is missing or invalid."""
    return _settings(root)[0]


def _settings(root: Path) -> tuple[Settings, Source | None, list[Problem]]:
    """The settings, their source (None if there is no valid file), and their problems, including those of other files
    in `site_config/`.

    Invalid settings give defaults without any rights status, so that articles are not reported for theirs.
    """
    beside = _irregular_site_files(root)
    if any(problem.place.path == SETTINGS for problem in beside):
        return Settings(rights={}), None, beside
    settings, source, problems = _read_settings(root)
    if not problems:
        problems = _disagreeing_language(root, settings)
    return settings, source, [*beside, *problems]


def _disagreeing_language(root: Path, settings: Settings) -> list[Problem]:
    """The problem of a theme that mkdocs.yml has speak another language than the archive. What else is wrong with that
    file, MkDocs reports."""
    file = root / SITE_SETTINGS
    try:
        if not stat.S_ISREG(file.stat().st_mode) or file.stat().st_size > SIZE_LIMIT:
            return []
        text, _ = read_text(SITE_SETTINGS, file.read_bytes())
        tree = tree_of(text or "")
    except (OSError, ValueError, yaml.YAMLError):
        return []
    theme = tree.get("theme") if isinstance(tree, dict) else None
    spoken = theme.get("language") if isinstance(theme, dict) else None
    if not isinstance(tree, dict) or not isinstance(spoken, str) or spoken in ("", settings.language):
        return []
    place = Source(SITE_SETTINGS, tree, text or "", 1).place(("theme", "language"))
    fault = f"{quote_briefly(spoken)} is not the archive's language, '{settings.language}'"
    remedy = f"leave it out, and set `language` in {SETTINGS}"
    return [Problem("two-languages", place, "theme.language", fault, remedy)]


def _irregular_site_files(root: Path) -> list[Problem]:
    """The problems of links and irregular files in `site_config/`, which matter because its overrides are published as
    they are."""
    problems: list[Problem] = []
    folder = (root / SETTINGS).parent
    for _ in _walk(folder, folder.name, problems):
        pass
    return [problem for problem in problems if problem.code in ("link-to-a-file", "not-a-file")]


def _read_settings(root: Path) -> tuple[Settings, Source | None, list[Problem]]:
    file = root / SETTINGS
    unknown = Settings(rights={})
    try:
        seen = file.stat()
        if not stat.S_ISREG(seen.st_mode):  # a folder
            return unknown, None, [_irregular_file(SETTINGS, seen.st_mode)]
        if seen.st_size > SIZE_LIMIT:
            return unknown, None, [oversized(SETTINGS, seen.st_size)]
        raw = file.read_bytes()
    except FileNotFoundError:
        return Settings(), None, []
    except OSError as error:
        return unknown, None, [_read_failure(SETTINGS, error)]
    settings, source, problems = _settings_of(raw)
    if source and settings.logo and not _is_within(root / OVERRIDES, settings.logo):
        fault = f"no file {quote_briefly(settings.logo)} lies beneath {OVERRIDES}"
        remedy = "put it there, and write its path from there, as in assets/logo.svg"
        problems = [Problem("missing-logo", source.place(("logo",)), "logo", fault, remedy)]
    return settings, source, problems


def _settings_of(raw: bytes) -> tuple[Settings, Source | None, list[Problem]]:
    """The settings in these bytes, their source (None if they are invalid), and their problems."""
    unknown = Settings(rights={})
    source, problems = read(SETTINGS, raw, front_matter=False)
    if source is None or problems:
        return unknown, None, list(problems)
    cut = list(hashtags.texts_cut_short(source, Settings))
    if cut:
        return unknown, None, cut
    try:
        settings = Settings.model_validate(source.tree)
    except ValidationError as error:
        return unknown, None, list(field_problems(source, Settings, error))
    return settings, source, []


def _synonyms(root: Path) -> tuple[tuple[tuple[str, ...], ...], list[Problem]]:
    """The groups of words that search treats as the same, and the problems of their file; no groups if it is invalid or
    missing."""
    file = root / SYNONYMS
    try:
        seen = file.lstat()
        if not stat.S_ISREG(seen.st_mode):
            # A link is reported with the settings.
            return (), [] if file.is_symlink() else [_irregular_file(SYNONYMS, seen.st_mode)]
        if seen.st_size > SIZE_LIMIT:
            return (), [oversized(SYNONYMS, seen.st_size)]
        source, problems = read(SYNONYMS, file.read_bytes(), front_matter=False)
    except FileNotFoundError:
        return (), []
    except OSError as error:
        return (), [_read_failure(SYNONYMS, error)]
    if source is None or problems:
        return (), list(problems)
    try:
        return Synonyms.model_validate(source.tree).synonyms, list(hashtags.texts_cut_short(source, Synonyms))
    except ValidationError as error:
        return (), list(field_problems(source, Synonyms, error))


def _read_reached(root: Path) -> tuple[Mapping[str, reached.Reached], list[Problem]]:
    """When each address was last found to work, and the problems of the table that says so."""
    file = root / reached.LINKS
    try:
        seen = file.lstat()
        if not stat.S_ISREG(seen.st_mode):
            return {}, [_irregular_file(reached.LINKS, seen.st_mode)]
        if seen.st_size > reached.LIMIT:
            return {}, [oversized(reached.LINKS, seen.st_size)]
        found, faulty = reached.read(file.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [_read_failure(reached.LINKS, error)]
    fault, remedy = "the line has no address with days", "run `archive links --write`, which writes the table anew"
    return found, [Problem("bad-links", Place(reached.LINKS, line), "", fault, remedy, "warning") for line in faulty]


def _is_within(folder: Path, path: str) -> bool:
    """Whether an author's path is that of a file within the folder."""
    parts = path.split("/")
    return not ({"", ".", ".."} & {*parts}) and "\\" not in path and (folder / path).is_file()
