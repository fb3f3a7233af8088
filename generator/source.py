"""YAML, or front matter and its Markdown body, to values that remember where they stand.

Every scalar is text: what `no`, `12:30` or `2024-13-01` means is for the field to say that they stand in. Only a plain
`null`, `~` or nothing at all is None. Places are looked up on demand, by composing the text once more: a file without faults
then costs its values and no more.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from generator.problems import Place, Problem, did_you_mean

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # a PyYAML built without libyaml: the same values, ten times slower
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

SIZE_LIMIT = 1_000_000
"""Bytes of one file. A record is some kilobytes; a file this large is a mistake or an attack."""

DEPTH_LIMIT = 12
"""Mappings and lists inside each other. The deepest that a record needs is six."""

Tree = dict[str, Any] | list[Any] | str | None
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: `tree` its YAML as text, lists and mappings; `body` the Markdown below it, None in a plain record."""

    path: str
    tree: dict[str, Any]
    yaml_text: str
    yaml_line: int  # the line of the file on which the YAML begins
    body: str | None = None
    body_line: int = 1

    def place(self, steps: Steps = (), *, of_key: bool = False) -> Place:
        """Where the value at `steps` stands, or the nearest thing above it that does stand; `of_key`, where its key does."""
        mark = _find(compose(self.yaml_text), steps, of_key)
        return Place(self.path, mark.line + self.yaml_line, mark.column + 1)

    def place_in_body(self, offset: int) -> Place:
        """Where the character at `offset` of the body stands."""
        before = (self.body or "")[:offset]
        return Place(self.path, self.body_line + before.count("\n"), offset - before.rfind("\n"))


def read(path: str, raw: bytes, *, front_matter: bool) -> tuple[Source | None, tuple[Problem, ...]]:
    """The file's source, or None and what is wrong with it. `path` is the name that problems carry."""
    try:
        text = _decode(path, raw)
        if front_matter:
            yaml_text, body, body_line = _split(path, text)
            source = Source(path, _parse(path, yaml_text, 2), yaml_text, 2, body, body_line)
        else:
            source = Source(path, _parse(path, text, 1), text, 1)
    except _Unreadable as unreadable:
        return None, unreadable.problems
    return source, ()


class _Unreadable(Exception):
    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def text(path: str, raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, or None and why it cannot be read as one."""
    try:
        return _decode(path, raw), ()
    except _Unreadable as unreadable:
        return None, unreadable.problems


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > SIZE_LIMIT:
        raise _Unreadable(oversized(path, len(raw)))
    raw = raw.removeprefix(codecs.BOM_UTF8)  # as some editors write it
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_at(path, raw[: error.start].decode("utf-8"))
        fault = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        raise _Unreadable(Problem(place, "", fault, "save the file as UTF-8")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _UNPRINTABLE.search(text)
    if bad:
        place = _place_at(path, text[: bad.start()])
        raise _Unreadable(Problem(place, "", _unprintable(bad), "delete it"))
    if not text.strip():
        raise _Unreadable(Problem(Place(path), "", "the file is empty", "write it, or delete it"))
    return text


def oversized(path: str, size: int) -> Problem:
    """What is wrong with a file of more bytes than the limit."""
    fault = f"the file has {size:,} bytes, and {SIZE_LIMIT:,} is the limit"
    return Problem(Place(path), "", fault, "split it, or keep the full text elsewhere")


def _unprintable(found: re.Match[str]) -> str:
    return f"the invisible character U+{ord(found[0]):04X} cannot stand in a text"


# What YAML 1.1 (section 5.1) does not allow in a stream, and what would only confuse a reader of a pull request: the
# bidirectional overrides and isolates that make a line look unlike what it says.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _split(path: str, text: str) -> tuple[str, str, int]:
    if not re.match(r"---[ \t]*\n", text):
        fault = "the file does not begin with front matter"
        raise _Unreadable(Problem(Place(path), "", fault, "begin it with a line '---', the annotation, and a line '---'"))
    start = text.index("\n") + 1
    end = re.compile(r"^---[ \t]*(?:\n|\Z)", re.M).search(text, start)
    if not end:
        fault = "the front matter is not closed"
        raise _Unreadable(Problem(Place(path), "", fault, "put a line '---' between the annotation and the body"))
    return text[start : end.start()], text[end.end() :], text.count("\n", 0, end.end()) + 1


class _TextLoader(_BaseLoader):
    """Resolves every plain scalar as text; null is told by its style, in `_value`."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def _compose(text: str) -> yaml.Node:
    loader = _TextLoader(text)
    try:
        return loader.get_single_node()  # type: ignore[no-any-return]
    finally:
        loader.dispose()


@lru_cache(maxsize=4)
def compose(text: str) -> yaml.Node:
    """The text's nodes with their marks, for looking places up. The text must have been parsed before."""
    return _compose(text)


def _parse(path: str, text: str, first_line: int) -> dict[str, Any]:
    try:
        faults = list(_foul(text)) if _SUSPICIOUS.search(text) or text.count("[") + text.count("{") > 400 else []
        if not faults:
            node = _compose(text)
            faults = []
            tree = None if node is None else _value(node, (), faults)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fault, remedy = _worded(error, text)
        place = Place(path, mark.line + first_line, mark.column + 1) if mark else Place(path)
        raise _Unreadable(Problem(place, "", fault, remedy)) from None
    if faults:
        raise _Unreadable(*(Problem(Place(path, m.line + first_line, m.column + 1), f, w, r) for m, f, w, r in faults))
    if tree is None:
        raise _Unreadable(Problem(Place(path, first_line), "", "there is no annotation", "write at least a title"))
    if not isinstance(tree, dict):
        what = "a list" if isinstance(tree, list) else "a text"
        fault = f"the annotation is {what}, not a mapping"
        raise _Unreadable(Problem(Place(path, first_line), "", fault, "write 'key: value' lines"))
    return tree


_Fault = tuple[yaml.Mark, str, str, str]

# Signs of an anchor, an alias, or nesting that a recursive composer should not be given: worth a slower look.
_SUSPICIOUS = re.compile(r"(?:^|[\s\[,{:-])[&*][\w-]|^[ \-?]{40,}", re.M)


def _foul(text: str) -> Iterator[_Fault]:
    """Anchors, aliases and nesting over the limit, told by events, which do not recurse."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            yield event.start_mark, "", f"the alias *{anchor} is not accepted", "write the value out; quote a text that begins with *"
        elif anchor:
            yield event.start_mark, "", f"the anchor &{anchor} is not accepted", "write the value out; quote a text that begins with &"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                yield event.start_mark, "", f"lists and mappings stand more than {DEPTH_LIMIT} deep", "no record needs that"
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def _value(node: yaml.Node, steps: Steps, faults: list[_Fault]) -> Tree:
    field = dotted(steps)
    if len(steps) > DEPTH_LIMIT:
        faults.append((node.start_mark, field, f"lists and mappings stand more than {DEPTH_LIMIT} deep", "no record needs that"))
        return None
    if node.tag != _PLAIN_TAGS[type(node)]:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        faults.append((node.start_mark, field, f"the tag '{tag}' is not accepted", "leave it out: every value is read as text"))
        return None
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULLS else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*steps, i), faults) for i, item in enumerate(node.value)]
    tree: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append((key_node.start_mark, field, "a key is a list or a mapping", "quote it, or write a word"))
            continue
        key = key_node.value
        if key in tree:
            fault = f"the key '{key}' stands twice"
            faults.append((key_node.start_mark, dotted((*steps, key)), fault, "keep one"))
        tree[key] = _value(value_node, (*steps, key), faults)
    return tree


def dotted(steps: Steps) -> str:
    """The field's name as problems give it, such as quotations.2.speaker; lists count from 0."""
    return ".".join(map(str, steps))


def _find(node: yaml.Node, steps: Steps, of_key: bool) -> yaml.Mark:
    mark = node.start_mark
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                return mark
            key, node = pair
            empty = node.start_mark.index == node.end_mark.index and not node.value
            mark = key.start_mark if (of_key and last) or empty else node.start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            return mark
    return mark


def _place_at(path: str, before: str) -> Place:
    """The place behind this much of a file."""
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _worded(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """libyaml's complaint in an author's words, with a remedy."""
    problem, context = error.problem or "", error.context or ""
    line = text.split("\n")[error.problem_mark.line] if error.problem_mark and error.problem_mark.line < text.count("\n") + 1 else ""
    if "\\t" in problem or ("cannot start any token" in problem and "\t" in line):
        return "a tab indents this line", "use spaces"
    if "quoted scalar" in context and "end of stream" in problem:
        return "a quote is opened here and never closed" if error.context_mark is None else (
            f"the quote opened on line {error.context_mark.line + 1} of the annotation is never closed"
        ), "close it"
    if "mapping values are not allowed" in problem:
        return "a second ': ' stands in this line", "put the text in quotation marks"
    if "escape" in context or "escape" in problem:
        return "a backslash in a double-quoted text begins an unknown escape", "use single quotation marks"
    if "cannot start any token" in problem:
        return "a text begins with a sign that YAML keeps for itself", "put the text in quotation marks"
    if "expected ',' or ']'" in problem or "expected ',' or '}'" in problem:
        return "a list or mapping in brackets is not closed, or a comma is missing", "close it, or put the text in quotation marks"
    if "expected <block end>" in problem or "did not find expected" in problem:
        return "the line does not fit what stands above it", "look at its indentation, and at unclosed quotes and brackets above"
    if "could not find expected ':'" in problem:
        return "the line is neither 'key: value' nor part of the text above it", "add the ': ', or indent it"
    if "single document" in context:
        return "a second YAML document begins here", "keep one record a file"
    if "simple key" in problem:
        return "a key is too long, or its ':' is missing", "look for a missing ': ' or quotation mark"
    if "undefined alias" in problem or "found undefined" in problem:
        return "a text begins with *, which YAML takes for an alias", "put the text in quotation marks"
    return f"this is not YAML: {problem or context}", "look at the indentation and the quotation marks"


def unknown_key(key: str, known: list[str]) -> str:
    """The remedy for a key that the record does not have."""
    return did_you_mean(key, known, f"its keys are {', '.join(known)}")
