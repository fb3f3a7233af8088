"""Finds text on pages that is not a message, by building a site in a language without Latin letters.

A catalogue is made for Georgian, for which the CLDR has months, languages and countries, with each message written in
Georgian letters. The archives' own words are written in Greek or Arabic letters. So any Latin letter on a page is text
that no catalogue can translate.

`python -m tests.untranslated` prints what is left, by page; with part of a path (`events/`, `404`), what is left on
those pages.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import typing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import yaml
from babel.messages.pofile import write_po
from markupsafe import escape
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import pipeline
from generator.records import scalars
from generator.records.load import load
from generator.records.model import RECORDS, Alias, Author, Reliability, Rights
from generator.records.settings import Settings
from tests import catalogues, every_field, forked
from tests.archive_files import write

ROOT = Path(__file__).resolve().parent.parent
ARCHIVES = ROOT / "tests" / "archives"
LANGUAGE = "ka"

# --- the catalogue -------------------------------------------------------------------------------------------------------

_LETTERS = {
    ord(letter): 0x10D0 + (ord(letter) | 0x20) - ord("a")
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[#\w]+;|\]\([^()]*\)|`[^`]*`)")


def in_georgian(message: str) -> str:
    """The message in Georgian letters, except for placeholders, elements, entities, link targets and code."""
    parts = _KEPT.split(message)
    return "".join(part if number % 2 else part.translate(_LETTERS) for number, part in enumerate(parts))


@cache
def catalogue() -> str:
    """All messages in Georgian letters."""
    found = catalogues.extracted()
    for it in found:
        if it.id:
            it.string = in_georgian(it.id) if isinstance(it.id, str) else tuple(map(in_georgian, it.id))
    with tempfile.TemporaryFile() as file:
        write_po(file, found, omit_header=True, sort_output=True, include_lineno=False)
        file.seek(0)
        return f"{catalogues.header(LANGUAGE)}\n{file.read().decode()}"


# --- the archives --------------------------------------------------------------------------------------------------------

_GREEK = {ord(letter): greek for letter, greek in zip("abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπϙρστθωςχυζ", strict=True)} | {
    ord(letter): greek for letter, greek in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩϢΧΥΖ", strict=True)
}  # fmt: skip
_TARGET = re.compile(r"(\{#[a-z0-9-]+\}|\[\[(?:q:)?[a-z0-9/-]+(?:\||\]\])|\]\([^()]*\)|https?://\S+)")


def in_greek(text: str) -> str:
    """A text of an archive in Greek letters, except for the ids and addresses of links, and the ids of headings."""
    return "".join(part if number % 2 else part.translate(_GREEK) for number, part in enumerate(_TARGET.split(text)))


_OF_WORDS = (scalars.Line, scalars.Prose, scalars.Words)


def _greek(value: Any, hint: Any) -> Any:
    """A value of a record with its words in Greek letters."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _OF_WORDS:
        return in_greek(value) if isinstance(value, str) else value
    if origin is typing.Annotated:
        return _greek(value, arguments[0])
    if origin in (UnionType, typing.Union):
        for one in arguments:
            value = _greek(value, one)
        return value
    if origin is tuple and isinstance(value, str):  # a list of one item may be written without brackets
        return _greek(value, arguments[0])
    if origin in (tuple, list) and isinstance(value, list):
        return [_greek(it, arguments[0]) for it in value]
    if isinstance(hint, type) and issubclass(hint, BaseModel) and isinstance(value, dict):
        hints = typing.get_type_hints(hint, include_extras=True)
        by_key = {field.alias or name: hints[name] for name, field in hint.model_fields.items()}
        return {
            key: _greek(it, by_key[key])
            if key in by_key and (hint, key) not in ((Rights, "status"), (Reliability, "code"))
            else it
            for key, it in value.items()
        }
    return in_greek(value) if hint in (Alias, Author) and isinstance(value, str) else value


def greek_archive(source: Path, root: Path) -> None:
    """Write a copy of an archive with its words in Greek letters."""
    contents = load(source)
    for path, file in contents.files.items():
        if file.source is None:
            raise ValueError(path)
        tree = json.dumps(_greek(file.source.tree, RECORDS[file.kind]), ensure_ascii=False)
        text = f"---\n{tree}\n---\n{in_greek(file.source.body or '')}" if path.endswith(".md") else f"{tree}\n"
        write(root, {path: text})
    settings = yaml.safe_load((source / "site_config/archive.yml").read_text(encoding="utf-8"))
    write(root, {"site_config/archive.yml": json.dumps(_greek(settings, Settings), ensure_ascii=False)})


def every_field_archive(root: Path) -> None:
    """Write an archive in which every field of every record is filled, in Greek letters."""

    def text(path: str, kind: str) -> str:
        return (
            "https://1.example/" if kind == "url" else f"λέξεις {in_greek(path.replace('.', ' ').replace('_', ' '))}."
        )

    files = every_field.files(text)
    for path in [path for path in files if path.endswith(".md")]:
        head, body = files[path].rsplit("\n---\n", 1)
        files[path] = f"{head}\n---\n{_as_words(body)}"
    write(root, files)


def _as_words(body: str) -> str:
    """The body of an article in Greek letters, including the texts of its links."""
    return re.sub(r"(?<=\|)[a-z ]+(?=\]\])", lambda found: in_greek(found[0]), in_greek(body))


def arabic_archive(root: Path) -> None:
    """The made-up archive in Arabic."""
    shutil.copytree(ARCHIVES / "arabic", root)


MADE: dict[str, Callable[[Path], None]] = {
    "small": lambda root: greek_archive(ARCHIVES / "small", root),
    "every-field": every_field_archive,
    "arabic": arabic_archive,
}
"""The archives, by name. The first is built as a whole site; for the others only the pages are made."""


_VERSION = """\
---
title: Λόγος {number}
published: 2025-05-0{number}
language: el
rights: {{text: summary, status: status-0}}
quotations: [{{id: q, speaker: {speaker}, utterance: at-the-wall/wall, text: "{words}"}}]
{more}---
Ο [[ada-wall]] μίλησε. [[q:q]]
"""
ALMOST_ALIKE = {
    "content/people/ada-wall.yml": "name: Άννα\n",
    "content/people/ben-wall.yml": "name: Βένιος\n",
    "content/places/wall-town.yml": "name: Τείχος\nprecision: town (μία πόλη)\npoint: [38, 23]\nbasis: χάρτης\n",
    "content/measures/wall-stones.yml": "name: Πέτρες\ncounts: Πέτρες του τείχους.\n",
    "content/utterances/at-the-wall.yml": (
        "title: Για το τείχος\nspeaker: ada-wall\nplace: wall-town\nsaid: 2025-05-01\npassages: [{id: wall, gist: το τείχος κρατά, "
        "original: {language: el, text: το Τείχος της πόλης κρατά ακόμη και σήμερα, source: χ}}]\n"
    ),
    **{
        f"content/articles/2025/wall-{number}.md": _VERSION.format(
            number=number, speaker=speaker, words=words, more=more
        )
        for number, (speaker, words, more) in enumerate(
            [
                ("ada-wall", "το τείχος της ΠΌΛΗΣ κρατά ακόμη και σήμερα", ""),
                ("ada-wall", "το Τείχος της πόλης, κρατά ακόμη - και σήμερα", ""),
                ("ada-wall", "το Τείχος της πόλης κρατά ακόμηκαι σημερα", ""),
                ("{unnamed: ένας}", "κρατά", "figures: [{id: f, measure: wall-stones, value: 4, by: [ada-wall]}]\n"),
            ],
            start=1,
        )
    },
}
"""Versions that differ only in capitals, punctuation, spaces and accents; a speaker without a name, an article without
a publisher, a place named like a word of the guide, and records that are only rows of their index."""


def make_archive(name: str, root: Path) -> Path:
    """One of the archives, with Georgian as its language."""
    MADE[name](root)
    file = root / "site_config/archive.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8")) | {"language": LANGUAGE}
    file.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    write(
        root,
        {
            f"site_config/locales/{LANGUAGE}/LC_MESSAGES/messages.po": catalogue(),
            "mkdocs.yml": "site_name: Αρχείο\nsite_url: https://archive.example/\ndocs_dir: content/pages\ntheme: {name: archive}\nplugins: [archive]\n",
            "content/pages/about.md": "# Για\n",
        },
    )
    if name == "every-field":
        write(root, ALMOST_ALIKE)
    if name == "small":
        write(root, {"content/topics/dams.yml": "title: Φράγματα\n"})
        _kept(root, "content/articles/2025/full-flood.md", "content/topics/dams.yml")
    return root


def _kept(root: Path, *changed: str) -> None:
    """Put the archive under git, with some records changed, renamed and removed after they were added."""
    git = [shutil.which("git") or "git", "-C", str(root), "-c", "user.name=Α", "-c", "user.email=1@1.example"]

    def run(*words: str) -> None:
        subprocess.run([*git, *words], check=True, capture_output=True)

    run("init", "--quiet")
    for number, path in enumerate(["", *changed]):
        if number == 1:
            (root / path).write_text((root / path).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        elif path:
            (root / path).unlink()
        run("add", "--all")
        run("commit", "--quiet", "--message", "Αλλαγή")


# --- what their pages show
# -------------------------------------------------------------------------------------------------

ATTRIBUTES = (
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "title",
    "alt",
    "placeholder",
    "label",
    "content",
    "value",
)
"""Attributes whose text is shown or read out to a reader, besides data attributes that scripts show."""

CODES = {
    "data-ends",
    "data-found",
    "data-kind",
    "data-kinds",
    "data-noun",
    "data-nouns",
    "data-query",
    "data-rows",
    "data-value",
}
"""Data attributes with addresses, ids, or values from which scripts choose a message."""

_NO_TEXT = {"script", "style", "template", "code"}
_METAS = {"description", "og:description", "og:title", "og:site_name", "og:image:alt"}

_RUN = re.compile(r"[A-Za-z](?:[A-Za-z’'., -]*[A-Za-z])?")

LATIN = re.compile(r"[A-Za-z]{2,}|\b[A-Za-z]\b")

ALLOWED = re.compile(
    r"https?://\S+|\S+@\S+|\b(?:[\w-]+\.)+(?:example|org|net|com|md|yml|json|jsonl|jsonld|geojson|csv|html|sqlite|bib|ris|graphml|gexf|zip)\b(?:/\S*)?"  # addresses, names of files
    r"|\b[a-z0-9]+(?:-[a-z0-9]+)+\b"  # ids
    r"|\b(?:ISNI|VIAF|GeoNames)\b|\b(?:\d{4} ){3}\d{3}X\b"  # catalogues, and a check digit
    r"|\b[AC](?=,)"  # a code of reliability
    r"|^I$"  # the sign of a range in the key of a plot
    r"|^/[a-z-]+/$|\b[0-9a-f]{64}\b|\[\[brackets\]\]"  # addresses of old, digests, a hostile text of the small archive
    r"|\b(?:UTC|CSV|JSON|HTML|YAML|EDTF|BCP|ISO|DOI|URL|SHA-256|CSVW|JSON-LD|BibTeX|MB|Wikidata|Frictionless|GitHub|Ctrl K|Q\d+)\b"  # names of standards and things
    r"|\b(?:CC BY(?:-[A-Z]+)* \d\.\d|CC0|InC|CNE|NoC-US)\b"  # licences and statuses
)  # fmt: skip
"""Text that is the same in every language."""

MATERIAL = {"nav.md-header__inner[aria-label]"}
"""Messages that the theme's own Georgian translation lacks."""

HAND_WRITTEN = ("about/", "guide/")
"""Hand-written pages, which another language replaces. Their frames are checked on all other pages."""


def shown_texts(html: str) -> Iterator[tuple[str, str]]:
    """The texts that a page shows, each with its place: the element, and the attribute if any."""
    tree = LexborHTMLParser(html)
    root = tree.root
    if root is None:
        return
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            parent = node.parent
            if parent is not None and not _is_hidden(parent):
                yield _place(parent), node.text_content or ""
        elif node.tag not in _NO_TEXT:
            for name, value in node.attributes.items():
                if value and _says(node, name, value):
                    yield f"{_place(node)}[{name}]", value


def _is_hidden(node: LexborNode) -> bool:
    at: LexborNode | None = node
    while at is not None:
        if at.tag in _NO_TEXT or "ar-file" in (at.attributes.get("class") or ""):
            return True
        at = at.parent
    return False


def _says(node: LexborNode, name: str, value: str) -> bool:
    if "Z3988" in (node.attributes.get("class") or "").split():
        return False  # COinS, which only reference managers read
    if name == "content":
        return (node.attributes.get("name") or node.attributes.get("property")) in _METAS
    if name == "value":
        return node.tag == "input" and node.attributes.get("type") in ("submit", "button")
    if name.startswith("data-"):
        if name in CODES:
            return False
        return bool(re.search(r"[a-z]{2,} [a-z]{2,}|^[A-Z][a-z]+$", value)) or name == "data-until"
    return name in ATTRIBUTES


def _place(node: LexborNode) -> str:
    names = (node.attributes.get("class") or "").split()
    return f"{node.tag or ''}{'.' + names[0] if names else ''}"


def untranslated_texts(html: str, own: str = "") -> Iterator[tuple[str, str]]:
    """The texts in Latin letters that a page shows, with their places, without repeats. `own` are the archive's own
    texts in such letters."""
    found = dict.fromkeys((place, " ".join(text.split())) for place, text in shown_texts(html))
    for place, text in found:
        others = ALLOWED.sub("", text)
        if place not in MATERIAL and any(run[0] not in own for run in _RUN.finditer(others) if LATIN.search(run[0])):
            yield place, text


def own_words(name: str, root: Path) -> str:
    """The archive's own text in Latin letters, if it is meant to have several scripts."""
    if name != "arabic":
        return ""
    said = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in (root / "content").rglob("*.*"))
    linked = re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", said)
    return f"{said} {linked}"


def build(root: Path) -> None:
    """Build the whole site of an archive."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    run = forked.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=environment)
    assert run.returncode == 0, run.stdout + run.stderr


def pages(name: str, root: Path) -> Iterator[tuple[str, str]]:
    """The pages of an archive as HTML, by path. Those of the first archive are read from its site, which must be
    built."""
    if name == "small":
        for file in sorted((root / "site").rglob("*.html")):
            path = file.relative_to(root / "site").as_posix()
            if not path.startswith(HAND_WRITTEN):
                yield path, file.read_text(encoding="utf-8")
        return
    done = pipeline.make(root)
    if not done.all_pages:
        raise RuntimeError("\n".join(it.line for it in done.problems if it.severity == "error"))
    for path, page in done.pages.items():
        fields = "".join(
            f"<p class='{key}'>{value}</p>"
            for key, value in page.about.fields.items()
            if key in ("title", "description")
        )
        text = re.sub(r"^#+ (.*?) \{ #[^}]*\}$", r"<h2>\1</h2>", page.drawn.replace("\x02", ""), flags=re.MULTILINE)
        yield path, fields + text
    said = (it for entry in pipeline.search_entries(done) for it in (entry.title, entry.about, entry.when))
    yield "search", "".join(f"<p>{escape(it)}</p>" for it in dict.fromkeys(said) if it)


def all_untranslated(names: Iterator[str] | list[str] | None = None) -> Iterator[tuple[str, str, str, str]]:
    """The untranslated texts: archive, page, place and text."""
    for name in names or MADE:
        with tempfile.TemporaryDirectory() as folder:
            root = make_archive(name, Path(folder) / "archive")
            if name == "small":
                build(root)
            own = own_words(name, root)
            for path, html in pages(name, root):
                for place, text in untranslated_texts(html, own):
                    yield name, path, place, text


def main(asked: list[str]) -> int:
    """Print what is left; see the module's docstring."""
    part = asked[0] if asked else ""
    last, texts = "", dict[str, None]()
    for name, path, place, text in all_untranslated():
        if part in path and (text not in texts or part):
            if (here := f"{name}: {path}") != last:
                sys.stdout.write(f"\n{here}\n")
                last = here
            texts[text] = None
            sys.stdout.write(f"  {place}: {text[:150]}\n")
    sys.stdout.write(f"\n{len(texts)} texts left\n")
    return bool(texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
