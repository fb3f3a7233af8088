"""Keeps the catalogues in generator/locales in step with the messages in code, templates, scripts and pages.

`python -m tests.catalogues` (`make messages`) writes the messages into all catalogues: new ones are left untranslated,
obsolete ones removed. With `--check` (`make check`) it reports catalogues that are out of step, and writes nothing.
With a language, as in `python -m tests.catalogues pl`, it starts a new catalogue.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.jslexer import unquote_string
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from generator.text import marks, messages, paragraphs

ROOT = Path(__file__).resolve().parent.parent

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
"""The translation functions, and which of their arguments are the message."""

COMMENT = "Translators:"
"""The prefix of a comment for translators before a message."""


def of_code(
    opened: IO[bytes], keywords: Collection[str], _tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """The messages of a Python module. Before Python 3.12, Babel's own extractor misses those within f-strings."""
    source = opened.read().decode()
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in keywords:
                constants = [it.value if isinstance(it, ast.Constant) else None for it in node.args]
                above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
                said = [it if isinstance(it, str) else None for it in constants]
                yield node.lineno, name, said, [above[2:]] if above.startswith(f"# {COMMENT}") else []


_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_SAID = re.compile(rf"(?<![\w$])(_|N_|ngettext|pgettext)\(\s*({_STRING}(?:\s*[+,]\s*{_STRING})*)")
_COMMENTED = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)


def of_scripts(
    opened: IO[bytes], keywords: Collection[str], _tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """The messages of a script. Babel's own extractor misses those in template literals and in arguments of other
    messages."""
    source = _COMMENTED.sub("", opened.read().decode())
    for found in _SAID.finditer(source):
        if found[1] in keywords:
            said = re.sub(rf"({_STRING})|\s*\+\s*|\s*,\s*", _part, found[2])
            yield source.count("\n", 0, found.start()) + 1, found[1], said.split("\0"), []


def _part(found: re.Match[str]) -> str:
    return unquote_string(found[1]) if found[1] else "\0" if "," in found[0] else ""


def of_pages(
    opened: IO[bytes], keywords: Collection[str], _tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The paragraphs of a page that comes with the generator, split as the page itself splits them."""
    for piece in paragraphs.pieces(opened.read().decode()):
        if piece.message:
            yield 0, "_", piece.message, []


PAGES = ("generator/pages/usual", "generator/authoring/starter/files/content/pages")
"""The folders of pages whose paragraphs are messages: those of every archive, and those of a new archive."""

METHODS: dict[str, tuple[Any, dict[str, str]]] = {
    ".py": (of_code, {}),
    ".j2": ("jinja2.ext:babel_extract", {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}),
    ".html": ("jinja2.ext:babel_extract", {"silent": "false"}),
    ".js": (of_scripts, {}),
    ".md": (of_pages, {}),
}
"""The extraction function and its options, by file suffix."""

WIDTH = 120


def sources() -> Iterator[Path]:
    """The files that may contain messages, sorted."""
    elsewhere = (ROOT / "generator/authoring/starter/files", ROOT / "generator/guide")
    for file in sorted((ROOT / "generator").rglob("*")):
        if (
            file.parent.relative_to(ROOT).as_posix() in PAGES
            if file.suffix == ".md"
            else file.suffix in METHODS and not any(file.is_relative_to(folder) for folder in elsewhere)
        ):
            yield file


def extracted(found_in: Iterable[Path] | None = None, root: Path = ROOT) -> Catalog:
    """All messages, with the files that contain them, by path from `root`."""
    found = Catalog(charset="utf-8")
    for file in sources() if found_in is None else found_in:
        method, options = METHODS[file.suffix]
        path = file.relative_to(root).as_posix()
        said = extract_from_file(method, file, KEYWORDS, (COMMENT,), dict(options), strip_comment_tags=True)
        for _line, message, comments, context in said:
            found.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return found


PLURALS = {
    "ka": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
"""Plural forms for languages where Babel's order differs from the CLDR's: zero, one, two, few, many, other."""


def header(language: str) -> str:
    """The header of a new catalogue."""
    plural = PLURALS.get(language) or get_plural(language.replace("-", "_"))
    return f"""\
# The words of the interface, in {language}. They were written by a machine, and no native speaker has reviewed them.
#
# To help: read them beside the English, in any editor for gettext catalogues or in this file. Mend what is wrong or stiff, and leave
# names in braces and HTML as they are. Then say here what you have read, with your name if you like, and send the file as a change to
# the repository. A single word that you mend helps too.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


TEMPLATE_HEADER = """\
# All words of the interface, for a new catalogue: `python -m tests.catalogues LANGUAGE` begins one of them here, and an archive may have
# its own at site_config/locales/LANGUAGE/LC_MESSAGES/messages.po.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def files() -> list[Path]:
    """The existing catalogues."""
    return sorted(messages.LOCALES.glob("*/LC_MESSAGES/messages.po"))


def language_of(file: Path) -> str:
    """The language of a catalogue, from its path."""
    return file.parts[-3].replace("_", "-")


def with_spaces(french: str) -> str:
    """A French message with no-break spaces inside quotation marks and before : ; ! and ?."""
    closed = re.sub(r"(?<=\S) (?=[;!?](?![\w=]))", "\u202f", french)
    return marks.with_french_spaces(re.sub(r"(?<=\S) (?=:(?!\S))", "\u00a0", closed))


def in_step(english: Catalog, text: str) -> str:
    """The text of a catalogue updated to these messages: it keeps its header and its translations of those that still
    exist."""
    own = text.partition("\n\n")[0].rstrip("\n")
    catalogue = read_po(io.BytesIO(text.encode()))
    fuzzy = {(it.id, it.context) for it in catalogue if it.fuzzy}
    catalogue.update(english, no_fuzzy_matching=True, update_creation_date=False)
    for it in catalogue:
        known = english.get(it.id, it.context) if it.id else None
        if known is not None:
            it.auto_comments = known.auto_comments
            said = [it.string] if isinstance(it.string, str) else [*(it.string or ())]
            if it.fuzzy and (
                (it.id, it.context) not in fuzzy or not any(said)
            ):  # the message has gained or lost plural forms
                it.flags.discard("fuzzy")
                it.string = ("",) * catalogue.num_plurals if it.pluralizable else ""
        if '"Language: fr\\n"' in own and it.id and it.string:
            it.string = with_spaces(it.string) if isinstance(it.string, str) else tuple(map(with_spaces, it.string))
    return f"{own}\n\n{_entries(catalogue)}"


def template(english: Catalog) -> str:
    """The text of the template catalogue: all messages, no translations."""
    return f"{TEMPLATE_HEADER}\n{_entries(english)}"


def _entries(catalogue: Catalog) -> str:
    written = io.BytesIO()
    write_po(
        written, catalogue, width=WIDTH, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False
    )
    return written.getvalue().decode().strip("\n") + "\n"


def as_they_should_be() -> dict[Path, str]:
    """The text that each catalogue and the template should have, by file."""
    english = extracted()
    return {
        messages.TEMPLATE: template(english),
        **{file: in_step(english, file.read_text(encoding="utf-8")) for file in files()},
    }


def out_of_step() -> list[Path]:
    """The catalogues whose messages differ from those of code, templates, scripts and pages."""
    return [
        file
        for file, text in as_they_should_be().items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]


def main(asked: list[str]) -> int:
    """Update or check the catalogues; see the module's docstring."""
    if asked == ["--check"]:
        behind = [file.relative_to(ROOT).as_posix() for file in out_of_step()]
        if behind:
            sys.stderr.write(
                f"These catalogues are out of step with the messages; run `make messages`: {', '.join(behind)}\n"
            )
        return bool(behind)
    for language in asked:
        file = messages.LOCALES / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"
        if not file.is_file():
            file.parent.mkdir(parents=True)
            file.write_text(header(language), encoding="utf-8", newline="\n")
    for file, text in as_they_should_be().items():
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
