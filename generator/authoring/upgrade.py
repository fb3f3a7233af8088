"""Upgrades the files that an archive got from `archive init` to those that this generator gives a new archive.

A three-way comparison: what `init` wrote (`base`), the file now (`mine`), and what `init` would write today (`theirs`).
`init` keeps the base in `site_config/starter.json`. Archives of the first version have no such file; for them,
first.json has the hashes of all files that any `init` of that version wrote. Their copy of the theme is removed if
unchanged, because the theme is part of the package now.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import re
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Literal

import yaml
from pydantic import TypeAdapter

from generator import __version__
from generator.authoring import starter
from generator.problems import RefusedError
from generator.records import edit
from generator.records.edit import SetValue
from generator.records.load import SETTINGS
from generator.records.scalars import Language
from generator.records.yaml_text import tree_of
from generator.text import messages

RECORD = "site_config/starter.json"
"""What `init` wrote, relative to the archive's root: `{"generator", "title", "language", "files": {path:
text}}`, each text compressed."""

_THEME, _OVERRIDES = "site_config/theme/", "site_config/overrides/"
_OLD_THEME = re.compile(rb"(?m)^[ \t]+custom_dir:[ \t]+site_config/theme/?[ \t]*(?:#.*)?\r?\n")

StepKind = Literal["new", "replaced", "merged", "conflict", "removed", "moved"]
"""`conflict`: the file was changed by hand where the new form differs, so it stays."""


@dataclass(frozen=True, slots=True)
class Step:
    """The change of one file, by its path from the archive's root."""

    path: str
    kind: StepKind
    before: bytes = b""
    after: bytes = b""
    to: str = ""  # its new path
    by_hand: bool = False  # it has been changed by hand since `init` wrote it, so its maintainer is asked

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(old, new, self.path, self.to or self.path))


def record(files: Mapping[str, bytes], title: str, language: str) -> bytes:
    """The content of the file that records what `init` wrote, for an archive of this title and language."""
    packed = {path: base64.b64encode(zlib.compress(content, 9)).decode() for path, content in sorted(files.items())}
    whole = {"generator": __version__, "title": title, "language": language, "files": packed}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The upgrade of an archive: the steps sorted by path, and the files that `init` would write for it today."""

    steps: tuple[Step, ...]
    title: str
    language: str
    starter: Mapping[str, bytes]

    def applicable_steps(self, agreed: tuple[Step, ...]) -> tuple[Step, ...]:
        """The agreed steps, without deletions of files that are named in a file that keeps manual changes. The first
        version's copy of the theme is deleted anyway."""
        kept = [step.before for step in self.steps if step.kind == "conflict" or step not in agreed]

        def is_needed(path: str) -> bool:
            return not path.startswith(_THEME) and any(PurePosixPath(path).name.encode() in text for text in kept)

        return tuple(step for step in agreed if step.kind != "removed" or not is_needed(step.path))

    def files_to_write(self, taken: tuple[Step, ...]) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The files that these steps write, by path, including the record of what was written; and the paths that they
        delete.

        A file with a conflict stays, and the new form is written next to it as `NAME.new`.
        """
        contents: dict[str, bytes] = {}
        removed = []
        for step in taken:
            if step.kind == "conflict":
                contents[f"{step.path}.new"] = step.after
            elif step.kind in ("removed", "moved"):
                removed.append(step.path)
                if step.to:
                    contents[step.to] = step.after
            else:
                contents[step.path] = step.after
        contents[RECORD] = record(self.starter, self.title, self.language)
        return contents, tuple(removed)


def plan(root: Path) -> Upgrade:
    """The steps that upgrade the archive at `root`. Nothing is written.

    Raises RefusedError if the archive does not come from `init`, or if its record of the files cannot be read.
    """
    if (root / RECORD).is_file():
        title, language, base = _recorded(root / RECORD)
        theirs = starter.starter(title, language)
        steps = _compare(root, base, theirs)
    elif (root / _THEME).is_dir():
        title, language = _title(root), messages.ENGLISH
        theirs = starter.starter(title)
        steps = _steps_from_first_version(root, title, theirs)
    else:
        raise RefusedError(
            f"there is no {RECORD}, so it is not known which files came from `archive init`; compare with a new archive: "
            "`archive init ../new`"
        )
    return Upgrade(tuple(sorted(steps, key=lambda step: step.path)), title, language, theirs)


def _recorded(file: Path) -> tuple[str, str, dict[str, bytes]]:
    try:
        said = json.loads(file.read_bytes())
        json.dumps(said, ensure_ascii=False).encode()  # raises for lone surrogates
        files = {
            str(path): zlib.decompress(base64.b64decode(text, validate=True)) for path, text in said["files"].items()
        }
        language = said.get("language", messages.ENGLISH)  # older versions of the generator wrote only English
        return str(said["title"]), TypeAdapter(Language).validate_python(language), files
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as fault:
        raise RefusedError(f"{RECORD} cannot be read ({fault}); take it from your version control") from None


def _compare(root: Path, base: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> Iterator[Step]:
    for path in sorted({*base, *theirs}):
        mine, was, new = _read(root / path), base.get(path), theirs.get(path)
        if new in (mine, was) or (mine is None and was is not None):
            continue  # up to date already, unchanged since `init`, or deleted by hand
        if mine is None and new is not None:
            yield Step(path, "new", after=new)
        elif mine is not None and mine == was:
            yield Step(path, "replaced" if new is not None else "removed", mine, new or b"")
        elif mine is not None and new is not None:
            merged = _merge(mine, was or b"", new) if was is not None else None
            if merged is None:
                yield Step(path, "conflict", mine, new, by_hand=True)
            elif merged != mine:
                yield Step(path, "merged", mine, merged, by_hand=True)


def _merge(mine: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """Both changes merged; None if they touch the same lines, or git is not installed."""
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        names = ("mine", "base", "theirs")
        for name, text in zip(names, (mine, base, theirs), strict=True):
            Path(folder, name).write_bytes(text)
        command = ["git", "merge-file", "--stdout", *names]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        except FileNotFoundError:
            return None
    return done.stdout if done.returncode == 0 else None


def _steps_from_first_version(root: Path, title: str, theirs: Mapping[str, bytes]) -> Iterator[Step]:
    """The steps for an archive of the first version: with a copy of the theme, and without a record of what `init`
    wrote."""
    first_hashes: dict[str, list[str]] = json.loads(
        resources.files(starter.__name__).joinpath("first.json").read_bytes()
    )
    for file in sorted((root / _THEME).rglob("*")):
        path = file.relative_to(root).as_posix()
        if not file.is_file():
            continue
        content = file.read_bytes()
        if _digest(content) in first_hashes.get(path, ()):
            yield Step(path, "removed", content)
        else:
            yield Step(path, "moved", content, content, _OVERRIDES + path.removeprefix(_THEME), by_hand=True)
    for path in sorted({*theirs, *first_hashes}):
        mine, new = _read(root / path), theirs.get(path)
        if path.startswith(_THEME) or path == SETTINGS or mine == new:
            continue
        is_unchanged = mine is not None and _digest(_untitled(mine, title)) in first_hashes.get(path, ())
        if path == "mkdocs.yml" and mine is not None and not is_unchanged:
            renamed = _renamed_theme(mine)
            if renamed is None:
                yield Step(path, "conflict", mine, theirs[path], by_hand=True)
            else:
                yield Step(path, "merged", mine, renamed, by_hand=True)
        elif mine is None and new is not None and path not in first_hashes:
            yield Step(path, "new", after=new)
        elif mine is not None and (is_unchanged or path == "requirements.txt"):
            yield Step(path, "replaced" if new is not None else "removed", mine, new or b"", by_hand=not is_unchanged)
        elif mine is not None and new is not None and not path.startswith("content/"):
            yield Step(path, "conflict", mine, new, by_hand=True)  # without a base, the changes cannot be merged


def _renamed_theme(text: bytes) -> bytes | None:
    """A manually changed mkdocs.yml with the theme's new name, and without the folder of its copy. Its other settings
    stay. None if that cannot be done without further changes."""
    text, found = _OLD_THEME.subn(b"", text)
    if found != 1:
        return None
    try:
        return edit.apply_edits(text.decode(), [SetValue(("theme", "name"), "archive")]).encode()
    except (RefusedError, UnicodeDecodeError):
        return None


def _title(root: Path) -> str:
    """The name that `init` was given, from mkdocs.yml."""
    try:
        tree = tree_of((_read(root / "mkdocs.yml") or b"").decode())
    except (ValueError, yaml.YAMLError):
        return starter.TITLE
    said = tree.get("site_name") if isinstance(tree, dict) else None
    return said if isinstance(said, str) else starter.TITLE


def _untitled(text: bytes, title: str) -> bytes:
    """A file with the archive's name replaced by the default, as in first.json."""
    quoted = json.dumps(title, ensure_ascii=False).encode()
    return text.replace(quoted, json.dumps(starter.TITLE).encode()).replace(title.encode(), starter.TITLE.encode())


def _digest(content: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256, as in first.json."""
    return hashlib.sha256(content).hexdigest()[:16]


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
