"""Generates the reference parts of the guide from the code, as Markdown: every key of every record, the settings, the
commands, the problems."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from generator.codes import CODES, Code
from generator.records import key_help, model, scalars, structure
from generator.records.settings import Settings
from generator.text import english
from generator.text.markup import escape_markdown

_WORDS: dict[Any, str] = {
    scalars.Line: "one line",
    scalars.Prose: "text",
    scalars.Words: "words as printed",
    scalars.Id: "an id",
    scalars.Url: "a web address",
    scalars.Number: "a number",
    scalars.Amount: "a number",
    scalars.Truth: "`true` or `false`",
    scalars.Offset: "an offset",
    scalars.Latitude: "degrees",
    scalars.Longitude: "degrees",
    scalars.Language: "a language tag (BCP 47)",
    scalars.Country: "a country code (ISO 3166)",
    scalars.Wikidata: "a Wikidata identifier",
    scalars.Isni: "an ISNI",
    scalars.Viaf: "a VIAF identifier",
    scalars.GeoNames: "a GeoNames identifier",
    scalars.Sha256: "a SHA-256 hash",
    scalars.TimeCode: "a time in a recording",
    scalars.Ordinal: "a whole number from 1 on",
    scalars.PassagePath: "`utterance/passage`",
    scalars.QuotationPath: "`article/quotation`",
    scalars.EdtfText: "a date",
}
"""The values of a key, in words, by its type."""


# --- records -------------------------------------------------------------------------------------------------------------


def records() -> str:
    """A section for each kind of record, and one for each part that occurs in several places."""
    parts: dict[str, type[BaseModel]] = {}
    sections = [_section(kind.capitalize(), record, parts) for kind, record in model.RECORDS.items()]
    sections.append("## Parts of records")
    done: set[str] = set()
    while left := [part for name, part in parts.items() if name not in done]:
        for part in left:
            done.add(part.__name__)
            sections.append(_section(part.__name__, part, parts, level=3))
    return "\n\n".join(sections)


def _section(title: str, part: type[BaseModel], parts: dict[str, type[BaseModel]], level: int = 2) -> str:
    """A heading and a table of keys. Parts that the table names are added to `parts`."""
    rows = []
    for field in structure.authored_fields(part):
        help_ = key_help.help_for(part, field.key)
        needed = "**Required.** " if field.required else ""
        example = f" Example: {_code(help_.example)}" if help_.example else ""
        rows.append((f"`{field.key}`", _takes(field.shape, parts), f"{needed}{_prose(help_.purpose)}{example}"))
    words = _prose(" ".join((part.__doc__ or "").split("\n\n", maxsplit=1)[0].split()))
    table = _table(("key", "value", "purpose"), rows)
    return f"{'#' * level} {title} {{ #{title.lower()} }}\n\n{words}\n\n{_folded(english.count_of(len(rows), 'key'), table)}"


def _takes(shape: structure.Shape, parts: dict[str, type[BaseModel]]) -> str:
    """The values of this shape, in words."""
    if shape.refers:
        kinds = [*shape.refers.kinds]
        return f"the id of {english.with_article(' or '.join(kinds))}"
    if shape.choices:
        return ", ".join(f"`{value}`" for value in shape.choices)
    if shape.part:
        parts[shape.part.__name__] = shape.part
        return f"[{shape.part.__name__}](#{shape.part.__name__.lower()})"
    if shape.items:
        return "a list: " + ", ".join(_takes(item, parts) for item in dict.fromkeys(shape.items))
    return _WORDS[shape.hint]


# --- settings ------------------------------------------------------------------------------------------------------------


def settings() -> str:
    """A section for each setting, from the comments of the file that a new archive gets; then that archive's
    mkdocs.yml."""
    files = resources.files("generator.authoring") / "starter" / "files"
    text = (files / "site_config" / "archive.yml").read_text(encoding="utf-8")
    sections = [
        f"## `{key}` {{ #{key} }}\n\n{_prose(said)}\n\n```yaml\n{example}\n```"
        for key, (said, example) in explained(text).items()
    ]
    mkdocs = (files / "mkdocs.yml").read_text(encoding="utf-8").strip()
    told = "## mkdocs.yml { #mkdocs }\n\nThe settings for MkDocs and the options of the plugin. You can add any other MkDocs setting here."
    return "\n\n".join(["The keys of `site_config/archive.yml`:", *sections, f"{told}\n\n```yaml\n{mkdocs}\n```"])


def explained(text: str) -> Mapping[str, tuple[str, str]]:
    """By key of a settings file whose blocks begin with a comment: its explanation, and the lines that set it."""
    found: dict[str, tuple[str, str]] = {}
    for block in text.split("\n\n"):
        lines = block.strip().splitlines()
        for number, line in enumerate(lines):
            key = re.match(r"(?:# )?([a-z_]+):(?: |$)", line)
            if key and key[1] in Settings.model_fields:
                # Indented lines of a comment show nested values: they belong to the example.
                about = next((n for n, said in enumerate(lines[:number]) if said.startswith("#   ")), number)
                said = " ".join(said.removeprefix("# ") for said in lines[:about])
                example = [
                    line if n < number else line.removeprefix("# ") for n, line in enumerate(lines[about:], about)
                ]
                found[key[1]] = (said, "\n".join(example))
                break
    return found


# --- commands ------------------------------------------------------------------------------------------------------------


def commands(archive: argparse.ArgumentParser) -> str:
    """A section for each command of `archive`: what it does, its arguments, an example."""
    return "\n\n".join(_command(command) for command in _below(archive))


def _below(command: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in _arguments(command):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  (argparse names it nowhere else)
            yield from action.choices.values()


def _arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in command._actions if not isinstance(action, argparse._HelpAction)]  # noqa: SLF001  (the same)


def _command(command: argparse.ArgumentParser, level: int = 2) -> str:
    rows = [
        (_name(action), _prose(_capital(action.help or "")))
        for action in _arguments(command)
        if not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001  (as above)
    ]
    below = [_command(one, level + 1) for one in _below(command)]
    example = (command.epilog or "").removeprefix("example: ")
    anchor = command.prog.replace(" ", "-")
    uses = [
        _table(("argument", "purpose"), rows) if rows else "",
        f"```sh\n{example}\n```" if example else "",
    ]
    pieces = [
        f"{'#' * level} `{command.prog}` {{ #{anchor} }}",
        _prose(command.description or ""),
        _folded("Arguments and example" if rows else "Example", "\n\n".join(filter(None, uses))),
        *below,
    ]
    return "\n\n".join(filter(None, pieces))


def _name(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    takes_one = action.nargs != 0
    names = action.option_strings or [str(value)]
    return ", ".join(
        _code(f"{name} {value}" if action.option_strings and takes_one and value else name) for name in names
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", ")")) else ".")


# --- problems ------------------------------------------------------------------------------------------------------------


def problems() -> str:
    """A section for each group of codes: what each means, why it matters, how to fix it, and an example."""
    examples = json.loads((resources.files("generator.guide") / "examples.json").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {}
    for code in CODES.values():
        groups.setdefault(code.group, []).append(_problem(code, examples.get(code.name)))
    sections = []
    for group, codes in groups.items():
        first, *more = _evenly(codes, _IN_A_FOLD)
        sections += [f"## {group}", _folded(english.count_of(len(first), "problem"), "\n\n".join(first))]
        sections += (_folded(f"{len(some)} more", "\n\n".join(some)) for some in more)
    return "\n\n".join(sections)


_IN_A_FOLD = 20
"""How many problems one fold contains, which is two or three screens."""


def _evenly(entries: Sequence[str], most: int) -> list[Sequence[str]]:
    """The entries, divided into as few parts of at most `most` as possible. The lengths of the parts differ by at most
    one."""
    parts = -(-len(entries) // most)
    bounds = [len(entries) * number // parts for number in range(parts + 1)]
    return [entries[start:end] for start, end in pairwise(bounds)]


def _problem(code: Code, example: Mapping[str, str] | None) -> str:
    found = "" if code.reporter == "archive check" else f" Found by {code.reporter}."
    said = f"### `{code.name}` {{ #{code.name} }}\n\n{code.meaning} {code.why} **How to fix it:** {code.cure}{found}"
    if example is None:
        return said
    fence = "~~~~"  # an example may itself contain ```
    text = example["text"].rstrip("\n")
    shown = f"`{example['path']}`:\n\n{fence}yaml\n{text}\n{fence}\n\n{fence}text\n{example['line']}\n{fence}"
    return f"{said}\n\n{_folded('Example', shown, 'example')}"


# --- Markdown ------------------------------------------------------------------------------------------------------------


def _prose(text: str) -> str:
    """A sentence of the code as Markdown: text between backticks is code, and everything else is escaped."""
    return "".join(
        _code(piece) if number % 2 else escape_markdown(piece) for number, piece in enumerate(text.split("`"))
    )


def _code(text: str) -> str:
    """The text as code for a cell of a table."""
    fence = "``" if "`" in text else "`"
    return fence + text.replace("|", "\\|") + fence


def _folded(said: str, inside: str, one_of: str = "part") -> str:
    """A fold with a title (`said`). A browser opens only one at a time of the folds with the same name (`one_of`)."""
    head = f'<details class="ar-fold" name="{one_of}" markdown="1">\n<summary>{said}</summary>'
    return f'{head}\n<div markdown="1">\n\n{inside}\n\n</div>\n</details>'


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
