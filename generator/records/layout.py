"""Formats the YAML of a record: keys in the order of the models, two spaces of indentation, lines of at most 120
columns.

Matters of taste stay as the author wrote them: brackets or lines, line breaks within texts, comments, single blank
lines. The result is read back, and refused if a value or a comment would change. Formatting is idempotent.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml
from pydantic import BaseModel

from generator.problems import RefusedError
from generator.records import structure
from generator.records.model import RECORDS, Kind
from generator.records.yaml_text import Source, Tree, compose, read

WIDTH = 120


def format_source(source: Source, kind: Kind) -> str:
    """The whole file, formatted. Raises RefusedError if that would change a value or a comment."""
    text = format_yaml(source.yaml_text, RECORDS[kind])
    whole = text if source.body is None else f"---\n{text}---\n{source.body}"
    after, problems = read(source.path, whole.encode(), front_matter=source.body is not None)
    if after is None or problems or _sort_keys(after.tree) != _sort_keys(source.tree) or after.body != source.body:
        raise RefusedError("its values would not be read as they are now")
    if sorted(comments(text)) != sorted(comments(source.yaml_text)):
        raise RefusedError("a comment would be lost")
    return whole


def _sort_keys(tree: Tree) -> Tree:
    """The tree with its keys sorted, since formatting may change their order."""
    if isinstance(tree, dict):
        return {key: _sort_keys(tree[key]) for key in sorted(tree)}
    return [_sort_keys(item) for item in tree] if isinstance(tree, list) else tree


def format_yaml(text: str, model: type[BaseModel] | None) -> str:
    """A mapping in YAML, formatted, with its keys in the order of the model. `text` must be valid YAML."""
    root = compose(text)
    document = _Document(text, root)
    lines = _Writer(document).mapping(root, model, 0)
    while lines and not lines[0]:
        del lines[0]
    lines = [*document.head, *lines, *document.trailing_comments(root, 0)]
    return "\n".join(lines) + "\n"


# --- writing values ------------------------------------------------------------------------------------------------------

Value = Mapping[str, "Value"] | Sequence["Value"] | str | int | float | bool | None


def to_lines(value: Value, indent: int = 0) -> list[str]:
    """The lines of a mapping or list in YAML. Small collections inside it are in brackets, and ambiguous texts in
    quotation marks."""
    pad = " " * indent
    lines = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            lines += _entry_lines(f"{pad}{key}:", item, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            if isinstance(item, Mapping) and not _fits_on_line(item, indent + 2):
                inner = to_lines(item, indent + 2)
                lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            else:
                lines += _entry_lines(f"{pad}-", item, indent)
    return lines


def _entry_lines(lead: str, value: Value, indent: int) -> list[str]:
    if isinstance(value, Mapping | list | tuple) and not _fits_on_line(value, len(lead) + 1):
        return [lead, *to_lines(value, indent + 2)]
    text = to_flow(value, inside=False)
    first, *more = _rewrap([text], len(lead) + 1, indent + 2)
    return [f"{lead} {first}", *more]


FLOW = 80
"""A collection written by a program is in brackets if it ends before this column."""


def _fits_on_line(value: Value, column: int) -> bool:
    deep = isinstance(value, Mapping) and any(isinstance(item, Mapping) for item in value.values())
    return column + len(to_flow(value)) <= FLOW and not deep


def to_flow(value: Value, *, inside: bool = True) -> str:
    """A value as YAML on one line, with collections in brackets. `inside`: the value itself is inside brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {to_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(to_flow, value)) + "]"
    return to_scalar(value, flow=inside)


def to_scalar(value: str | float | bool | None, *, flow: bool = False) -> str:
    """A scalar as YAML on one line, in quotation marks only if it could be read as something else. `flow`: the scalar
    is inside brackets."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    special = NEEDS_QUOTES_IN_FLOW if flow else NEEDS_QUOTES
    if not special.search(value):
        return value
    if '"' in value and "'" not in value and "\n" not in value:
        return f"'{value}'"
    return _quote(value)


def _quote(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)  # a JSON string is also a valid double-quoted YAML scalar
    return _ENDS_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# Characters that YAML reads as line breaks or forbids, and that JSON does not escape.
_ENDS_LINES = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


_QUOTED_IF = (
    r"""^$|^[\s\-?:,\[\]{}#&*!|>'"%@`]|\s$|:\s|:$|\s\#|[\n\t]"""
    r"|^(?:null|true|false|yes|no|on|off|y|n|~)$|^[-+.]?\d[\d_,.]*(?:e[-+]?\d+)?$|^0[xo][\da-f]+$|^\d+:[\d:.]+$"
    r"|^[-+]?\.(?:inf|nan)$|^(?:<<|=)$|^---"
)
NEEDS_QUOTES = re.compile(_QUOTED_IF, re.IGNORECASE)
# Inside brackets, libyaml refuses an unquoted text with a question mark after a colon.
NEEDS_QUOTES_IN_FLOW = re.compile(_QUOTED_IF + r"|[,\[\]{}]|:(?://|\?)", re.IGNORECASE)


# --- comments ------------------------------------------------------------------------------------------------------------


@dataclass
class _Entry:
    """A pair of a mapping or an item of a list: its offset and column in the text, and the comments that belong to
    it."""

    start: int
    column: int
    parent: yaml.CollectionNode
    above: list[str] = field(default_factory=list)  # comments and single blank lines
    beside: list[str] = field(default_factory=list)


class _Document:
    """The nodes of a text, and its comments, assigned to the entries they belong to."""

    def __init__(self, text: str, root: yaml.Node) -> None:
        self.text = text
        self.head: list[str] = []
        self._at: dict[int, _Entry] = {}  # by the id() of the entry's value node
        self._below: dict[int, list[str]] = {}  # by the id() of the collection that they end
        self._masked, self._inside = _mask_scalars(text, root)
        entries = sorted(self._entries(root), key=lambda e: e.start)
        self._assign(entries, root)

    def entry(self, value: yaml.Node) -> _Entry:
        return self._at[id(value)]

    def trailing_comments(self, node: yaml.Node, indent: int) -> list[str]:
        """The comments at the end of a collection, as indented lines."""
        return [" " * indent + line if line else "" for line in self._below.get(id(node), [])]

    def _entries(self, node: yaml.Node) -> Iterator[_Entry]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield self._new_entry(key.start_mark.index, node, value)
                yield from self._entries(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                start = value.start_mark.index
                if not node.flow_style:
                    # An item begins at its dash. Its start mark is after the dash, even if the item is empty.
                    start = self._masked.rindex("-", 0, max(start, 1))
                yield self._new_entry(start, node, value)
                yield from self._entries(value)

    def _new_entry(self, start: int, parent: yaml.CollectionNode, value: yaml.Node) -> _Entry:
        entry = _Entry(start, start - self.text.rfind("\n", 0, start) - 1, parent)
        self._at[id(value)] = entry
        return entry

    def _assign(self, entries: list[_Entry], root: yaml.Node) -> None:
        starts = [entry.start for entry in entries]
        offset = 0
        # The column and text of each comment on a line of its own; column 0 and "" for a blank line.
        pending: list[tuple[int, str]] = []
        for line in self._masked.split("\n"):
            first = next(
                (e for e in entries[bisect_right(starts, offset - 1) :] if e.start <= offset + len(line)), None
            )
            if first and pending:
                self._assign_lines(pending, first, entries[: entries.index(first)], root)
                pending = []
            found = re.search(r"(?:^|(?<=\s))#", line)
            if found:
                comment = self.text[offset + found.start() : offset + len(line)].rstrip()
                before = bisect_right(starts, offset + found.start()) - 1
                if line[: found.start()].strip() and before >= 0:
                    entry = self._entry_of_comment(entries[before], offset + found.start())
                    bare_dash = line[: found.start()].strip() == "-"
                    (entry.above if bare_dash or entry.beside else entry.beside).append(comment)
                elif not line[: found.start()].strip():
                    pending.append((found.start(), comment))
            elif not line.strip() and offset - 1 not in self._inside and (not pending or pending[-1][1]):
                pending.append((0, ""))
            offset += len(line) + 1
        while pending and not pending[-1][1]:
            pending.pop()
        self._assign_lines(pending, None, entries, root)

    def _entry_of_comment(self, entry: _Entry, offset: int) -> _Entry:
        """The entry that a comment at the end of a line belongs to. After a closing bracket, that is the whole
        collection, not its last item."""
        while entry.parent.flow_style and entry.parent.end_mark.index <= offset and id(entry.parent) in self._at:
            entry = self._at[id(entry.parent)]
        return entry

    def _assign_lines(
        self, pending: list[tuple[int, str]], following: _Entry | None, before: list[_Entry], root: yaml.Node
    ) -> None:
        """Assign comments on lines of their own to the entry below them, or, if they are indented further, to the end
        of a collection above."""
        column = following.column if following else -1
        while pending and pending[0][0] > column and before:
            end = pending.pop(0)
            if not end[1]:
                continue
            open_ends = [e for e in before if not e.parent.flow_style and e.column <= end[0]]
            parent = max(open_ends, key=lambda e: (e.column, e.start)).parent if open_ends else root
            self._below.setdefault(id(parent), []).append(end[1])
        if not following:
            self._below.setdefault(id(root), []).extend(comment for _, comment in pending)
            return
        lines = [comment for _, comment in pending]
        if not before:
            # Comments at the top of the file stay there: the modeline for editors, and whatever is followed by a blank
            # line.
            cut = next((n + 1 for n in range(len(lines) - 1, -1, -1) if not lines[n]), 0)
            if cut == 0 and lines and _MODELINE.match(lines[0]):
                cut = 1
            self.head, lines = lines[:cut], lines[cut:]
        following.above.extend(line for line in lines if line or not following.parent.flow_style)


_MODELINE = re.compile(r"#\s*yaml-language-server:")


def comments(text: str) -> list[str]:
    """All comments of a text."""
    return [text[start:end].rstrip() for start, end in comment_spans(text)]


def comment_spans(text: str) -> list[tuple[int, int]]:
    """The start and end of each comment of a text. A comment ends with its line."""
    masked, _ = _mask_scalars(text, compose(text))
    return [found.span() for found in re.finditer(r"(?m)(?:^|(?<=[ \t\[{,]))#.*$", masked)]


def _mask_scalars(text: str, root: yaml.Node) -> tuple[str, set[int]]:
    """The text with every character of a scalar replaced by x, so that only structure and comments are left, and the
    offsets of the line breaks inside scalars."""
    masked = list(text)
    inside: set[int] = set()

    def mask(start: int, end: int) -> None:
        for at in range(start, end):
            if masked[at] != "\n":
                masked[at] = "x"
            elif at < end - 1:
                inside.add(at)

    def visit(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                visit(key)
                visit(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                visit(value)
        elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            first, last = block_lines(text, node)
            mask(node.start_mark.index, node.start_mark.index + 1)
            inside.update(range(first - 1, first) if last > first else ())
            mask(first, last)
        else:
            mask(node.start_mark.index, node.end_mark.index)

    visit(root)
    return "".join(masked), inside


def block_lines(text: str, node: yaml.ScalarNode) -> tuple[int, int]:
    """The start and end offsets of a block scalar's content. The end mark of its node is no use: it includes the
    comments that follow."""
    first = text.find("\n", node.start_mark.index) + 1
    if first == 0 or not node.value.strip("\n"):
        return (first or len(text),) * 2
    depth = _stated_indent(text, node)
    keeps = "+" in text[node.start_mark.index : first]
    at = last = first
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if line.strip(" "):
            spaces = len(line) - len(line.lstrip(" "))
            depth = spaces if depth is None else depth
            if spaces < depth:
                break
        if line.strip(" ") or keeps:
            last = min(end + 1, len(text))
        at = end + 1
    return first, last


def _stated_indent(text: str, node: yaml.ScalarNode) -> int | None:
    """The indentation of a block scalar if its header states it, as in `|2`; otherwise None."""
    indicator = re.match(r"[|>][-+]?([1-9])", text[node.start_mark.index :])
    if not indicator:
        return None
    line = text[text.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
    dashes = re.match(r" *(?:- +)*", line)
    key = len(dashes[0]) if dashes else 0
    return int(indicator[1]) + (key if key < len(line) else line.rindex("-"))


# --- formatting ----------------------------------------------------------------------------------------------------------


class _Writer:
    """Writes nodes as lines, with the comments around them."""

    def __init__(self, document: _Document) -> None:
        self._document = document

    def mapping(self, node: yaml.Node, model: type[BaseModel] | None, indent: int) -> list[str]:
        order = {key: number for number, key in enumerate(structure.keys(model))} if model else {}
        pairs = sorted(node.value, key=lambda pair: order.get(pair[0].value, len(order)) if order else 0)
        lines = []
        for key, value in pairs:
            inner = structure.part_model(model, key.value) if model else None
            lines += self._with_comments(self._key(key) + ":", value, inner, indent)
        return lines

    def _sequence(self, node: yaml.Node, model: type[BaseModel] | None, indent: int) -> list[str]:
        lines: list[str] = []
        for value in node.value:
            lines += self._with_comments("-", value, model, indent)
        return lines

    def _key(self, key: yaml.ScalarNode) -> str:
        if key.style in ("'", '"') and not re.fullmatch(r"[A-Za-z_][\w-]*", key.value):
            return self._document.text[key.start_mark.index : key.end_mark.index]
        return str(key.value)

    def _with_comments(self, lead: str, value: yaml.Node, model: type[BaseModel] | None, indent: int) -> list[str]:
        entry = self._document.entry(value)
        pad = " " * indent
        lines = [pad + line if line else "" for line in entry.above]
        lines += self._value(pad + lead, value, model, indent, "  ".join(entry.beside))
        return lines

    def _value(
        self, lead: str, value: yaml.Node, model: type[BaseModel] | None, indent: int, comment: str
    ) -> list[str]:
        trailing = f"  {comment}" if comment else ""
        if isinstance(value, yaml.ScalarNode):
            lines = self._scalar(value, len(lead) + 1, indent + 2)
            lines[0] = f"{lead} {lines[0]}"
            at = 0 if value.style in ("|", ">") and len(lines) > 1 else -1
            lines[at] += trailing
            return lines
        assert isinstance(value, yaml.CollectionNode), "there is no third kind of node"  # noqa: S101
        if value.flow_style and not self._has_comment(value):
            line = f"{lead} {self._flow(value, model)}"
            if len(line + trailing) <= WIDTH or not value.value:
                return [line + trailing]
        if isinstance(value, yaml.SequenceNode):
            inner = self._sequence(value, model, indent + 2)
            below = self._document.trailing_comments(value, indent + 2)
            if lead.endswith("-") and comment:
                return [lead[:-1] + comment, lead, *inner, *below]
            return [lead + trailing, *inner, *below]
        inner = self.mapping(value, model, indent + 2)
        below = self._document.trailing_comments(value, indent + 2)
        if not lead.endswith("-"):
            return [lead + trailing, *inner, *below]
        # The first key of an item is on the line of its dash, so comments above that key go above the item.
        first = next(n for n, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#"))
        above = [line[2:] for line in inner[:first]]
        above += [lead[:-1] + comment] if comment else []
        return [*above, f"{lead} {inner[first].lstrip()}", *inner[first + 1 :], *below]

    def _has_comment(self, node: yaml.CollectionNode) -> bool:
        """Whether there is a comment inside the brackets. If so, the collection is written as lines."""
        values = [pair[1] for pair in node.value] if isinstance(node, yaml.MappingNode) else node.value
        return any(
            bool(self._document.entry(value).above or self._document.entry(value).beside)
            or (isinstance(value, yaml.CollectionNode) and self._has_comment(value))
            for value in values
        )

    def _flow(self, node: yaml.Node, model: type[BaseModel] | None) -> str:
        if isinstance(node, yaml.MappingNode):
            order = {key: number for number, key in enumerate(structure.keys(model))} if model else {}
            pairs = sorted(node.value, key=lambda pair: order.get(pair[0].value, len(order)) if order else 0)
            parts = [
                f"{self._key(key)}: {self._flow(value, structure.part_model(model, key.value) if model else None)}"
                for key, value in pairs
            ]
            return "{" + ", ".join(parts) + "}"
        if isinstance(node, yaml.SequenceNode):
            return "[" + ", ".join(self._flow(value, model) for value in node.value) + "]"
        assert isinstance(node, yaml.ScalarNode), "there is no fourth kind of node"  # noqa: S101
        return self._scalar(node, 0, 0, wrap=False)[0]

    # --- scalars ---

    def _scalar(self, node: yaml.ScalarNode, column: int, indent: int, *, wrap: bool = True) -> list[str]:
        """The lines of a scalar, the first without its indentation."""
        raw = self._document.text[node.start_mark.index : node.end_mark.index]
        if node.style in ("|", ">"):
            return self._block(node, indent)
        if not node.style and raw in ("", "~", "null"):
            return ["null"]
        lines = [line.strip(" \t") for line in raw.split("\n")]
        if node.style == "'" and not re.search(r'["\\]', node.value):
            inner = "\n".join(lines)[1:-1].replace("''", "'")
            lines = f'"{inner}"'.split("\n")
        if not wrap:
            return [" ".join(lines) if all(lines) and not _is_continued(lines) else _quote(node.value)]
        return _rewrap(lines, column, indent)

    def _block(self, node: yaml.ScalarNode, indent: int) -> list[str]:
        text = self._document.text
        first, last = block_lines(text, node)
        header = re.match(r"[|>][-+\d]*", text[node.start_mark.index :])
        assert header is not None, "a block text begins with its sign"  # noqa: S101
        content = text[first:last].removesuffix("\n").split("\n") if last > first else []
        filled = [len(line) - len(line.lstrip(" ")) for line in content if line.strip(" ")]
        explicit = _stated_indent(text, node)
        depth = min(filled, default=0) if explicit is None else explicit
        lines = [line[depth:] for line in content]
        pad = " " * indent
        if node.style == ">" and not any(line[:1] in " \t" for line in lines if line):
            lines = [line for one in _paragraphs(lines) for line in _refold(one, WIDTH - indent)]
        sign = header[0] if explicit is None else re.sub(r"\d", "2", header[0])
        return [sign, *(pad + line if line else "" for line in lines)]


def _rewrap(lines: list[str], column: int, indent: int) -> list[str]:
    """The lines of a text as the author broke them, or wrapped again if one is too long. The first begins at
    `column`."""
    fits = column + len(lines[0]) <= WIDTH and all(indent + len(line) <= WIDTH for line in lines[1:])
    pad = " " * indent
    if not fits and not _is_continued(lines):
        lines = [
            line for one in _paragraphs(lines) for line in (_break_lines(one, column, indent) if one != [""] else [""])
        ]
    if len(lines) > 1 and not lines[0]:
        lines = lines[1:]
    return [line if not number or not line else pad + line for number, line in enumerate(lines)]


def _is_continued(lines: list[str]) -> bool:
    """Whether a line of a double-quoted text ends in a backslash, which joins it to the next without a space."""
    return lines[0].startswith('"') and any(line.endswith("\\") for line in lines[:-1])


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Groups of lines: each run of lines between empty lines, and each empty line by itself."""
    run: list[str] = []
    for line in lines:
        if line:
            run.append(line)
            continue
        if run:
            yield run
            run = []
        yield [""]
    if run:
        yield run


def _refold(lines: list[str], width: int) -> list[str]:
    """A paragraph of a folded block scalar, wrapped again if a line is too long."""
    if all(len(line) <= width for line in lines) or any("  " in line or line != line.strip() for line in lines):
        return lines
    return _wrap(" ".join(lines), width, width)


def _break_lines(lines: list[str], column: int, indent: int) -> list[str]:
    return _wrap(" ".join(lines), WIDTH - column, WIDTH - indent)


def _wrap(text: str, first: int, others: int) -> list[str]:
    """The text wrapped to `first` characters on the first line and `others` on the rest, at single spaces only, since
    YAML reads a line break as one space."""
    lines: list[str] = []
    line = ""
    for word in re.split(r"(?<! ) (?! )", text):
        width = first if not lines else others
        # YAML would read a line that begins with one of these as something else.
        unfit = re.match(r"[#\-?:]|---|\.\.\.", word)
        if line and len(line) + 1 + len(word) > width and not unfit:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
