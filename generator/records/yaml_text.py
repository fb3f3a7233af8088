"""Reads YAML, or front matter with a Markdown body, and finds the line and column of each value.

Every scalar is read as text, because the meaning of `no`, `12:30` or `2024-13-01` depends on the field. Only a plain
`null`, `~` or an empty value is None. Lines and columns are computed on demand, by composing the text again, so that a
file without faults is parsed once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from generator.problems import Place, Problem, quote_briefly
from generator.records.yaml_faults import (
    COMMAS,
    MERGE_IN_YAML,
    Spot,
    YamlFault,
    explain,
    lookalike_sign,
    odd_comma,
    odd_dashes,
    spot_of,
    unmerged,
)
from generator.text import invisible

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML was built without libyaml: same values, but reading is ten times slower
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

SIZE_LIMIT = 1_000_000
"""The maximum size of a file in bytes. A record has some kilobytes; a file this large is a mistake or an attack."""

DEPTH_LIMIT = 12
"""The maximum nesting of mappings and lists. No record needs more than six levels."""

Tree = dict[str, Any] | list[Any] | str | None
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read. `body` is the Markdown below its YAML; None if the file is YAML only."""

    path: str
    tree: dict[str, Any]
    """The YAML as dicts, lists and text."""
    yaml_text: str
    yaml_line: int  # the line of the file where the YAML begins
    body: str | None = None
    body_line: int = 1

    def place(self, steps: Steps = (), *, of_key: bool = False) -> Place:
        """The place of the value at `steps`; if it is missing, of the nearest value above it. `of_key`: the place of
        its key instead."""
        mark = _find(compose(self.yaml_text), steps, of_key)
        return Place(self.path, mark.line + self.yaml_line, mark.column + 1)

    def existing_part(self, steps: Steps) -> Steps:
        """These steps as far as the file has them. A short form has fewer levels than the value made from it."""
        at: Any = self.tree
        for depth, step in enumerate(steps):
            if isinstance(at, dict) and step in at:
                at = at[str(step)]
            elif isinstance(at, list) and isinstance(step, int) and step < len(at):
                at = at[step]
            else:
                return steps[:depth]
        return steps

    def place_in_body(self, offset: int) -> Place:
        """The place of the character at this offset of the body."""
        before = (self.body or "")[:offset]
        return Place(self.path, self.body_line + before.count("\n"), offset - before.rfind("\n"))


def read(path: str, raw: bytes, *, front_matter: bool) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source of a file, or None if it cannot be read, and its problems, which name the file as `path`."""
    try:
        text = _decode(path, raw)
        yaml_text, body, first_line, body_line = _split(path, text) if front_matter else (text, None, 1, 1)
        tree, problems = _parse(path, yaml_text, first_line)
    except _Unreadable as unreadable:
        return None, unreadable.problems
    return Source(path, tree, yaml_text, first_line, body, body_line), problems


def read_part(path: str, text: str, first_line: int) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source of YAML that is part of a file and begins on this line, or None, and its problems."""
    try:
        tree, problems = _parse(path, text, first_line)
    except _Unreadable as unreadable:
        return None, unreadable.problems
    return Source(path, tree, text, first_line), problems


class _Unreadable(Exception):  # noqa: N818  (internal: authors never see it)
    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def read_text(path: str, raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file and no problems, or None and the reasons why it is not text."""
    try:
        return _decode(path, raw), ()
    except _Unreadable as unreadable:
        return None, unreadable.problems


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > SIZE_LIMIT:
        raise _Unreadable(oversized(path, len(raw)))
    raw = raw.removeprefix(codecs.BOM_UTF8)  # a byte order mark, which some editors write
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_at(path, raw[: error.start].decode("utf-8"))
        fault = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        raise _Unreadable(Problem("not-utf-8", place, "", fault, "save the file as UTF-8")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    merge = _MERGE.search(text)
    if merge:
        raise _Unreadable(Problem("merge-conflict", place_at(path, text[: merge.start()]), "", *unmerged(merge[0])))
    hidden: dict[str, list[int]] = {}
    for at in invisible.find_forbidden(text):
        hidden.setdefault(text[at], []).append(at)
    if hidden:
        raise _Unreadable(*(_invisible_character(path, text, places) for places in hidden.values()))
    piled = invisible.find_piled(text)
    if piled is not None:
        fault = f"more than {invisible.MOST_MARKS} marks on one letter"
        place = place_at(path, text[:piled])
        raise _Unreadable(Problem("forbidden-character", place, "", fault, "delete those that no reader needs"))
    if not text.strip():
        raise _Unreadable(Problem("empty-file", Place(path), "", "the file is empty", "write it, or delete it"))
    return text


def oversized(path: str, size: int) -> Problem:
    """The problem of a file with more than SIZE_LIMIT bytes."""
    fault = f"the file has {size:,} bytes, and {SIZE_LIMIT:,} is the limit"
    return Problem("file-too-large", Place(path), "", fault, "split it, or keep the full text elsewhere")


def _invisible_character(path: str, text: str, places: list[int]) -> Problem:
    """The problem of an invisible character, at its first place."""
    more = f" ({len(places):,} times in this file)" if len(places) > 1 else ""
    return Problem(
        "forbidden-character",
        place_at(path, text[: places[0]]),
        "",
        _character_name(text[places[0]]) + more,
        "delete it",
    )


def _character_name(sign: str) -> str:
    return f"the invisible character {invisible.describe(sign)} is not allowed in a text"


_MERGE = re.compile(r"(?m)^(?:<{7,}|>{7,}|\|{7})(?: .*)?$")
"""The markers that git puts around the two sides of a conflict. The line of equals signs between them is no sign of a
conflict: in Markdown it underlines a heading."""


def _split(path: str, text: str) -> tuple[str, str, int, int]:
    """The YAML, the body, and the lines on which they begin."""
    if not re.match(r"---[ \t]*\n", text):
        odd = odd_dashes(text.partition("\n")[0])
        if odd:
            raise _Unreadable(_odd_line(path, 1, odd))
        fault = "the file does not begin with front matter"
        raise _Unreadable(
            Problem(
                "no-front-matter",
                Place(path),
                "",
                fault,
                "begin it with a line '---', the annotation, and a line '---'",
            )
        )
    start = text.index("\n") + 1
    end = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, start)
    if not end:
        for number, line in enumerate(text.split("\n")[1:], start=2):
            if sign := odd_dashes(line):
                raise _Unreadable(_odd_line(path, number, sign))
        fault = "the front matter is not closed"
        raise _Unreadable(
            Problem("no-front-matter", Place(path), "", fault, "put a line '---' between the annotation and the body")
        )
    return text[start : end.start()], text[end.end() :], 2, text.count("\n", 0, end.end()) + 1


def _odd_line(path: str, number: int, sign: str) -> Problem:
    fault = f"{invisible.describe(sign)} stands {'behind' if sign.isspace() else 'where'} hyphens{'' if sign.isspace() else ' belong'}"
    return Problem("lookalike-sign", Place(path, number), "", fault, "write the line as '---'")


class _TextLoader(_BaseLoader):
    """A loader that resolves every scalar as text. `_value` recognises null by its style.

    PyYAML's resolver tries every scalar against patterns and every path against rules, which takes half of the time.
    """

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002  (as PyYAML calls it)
        return _PLAIN_TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing: no tag depends on the path of a node."""

    def ascend_resolver(self) -> None:
        """Do nothing: no tag depends on the path of a node."""


_PLAIN_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


def _compose(text: str) -> yaml.Node | None:
    loader = _TextLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


@lru_cache(maxsize=4)
def compose(text: str) -> yaml.Node:
    """The root node of a text, with marks, from which places are computed. Raises yaml.YAMLError or ValueError if the
    text is not YAML, so parse it first."""
    node = _compose(text)
    if node is None:
        raise ValueError("no YAML stands here")
    return node


def tree_of(text: str) -> Tree:
    """The values of a YAML text, without the restrictions of a record. Raises yaml.YAMLError or ValueError if it is not
    YAML or is nested too deeply."""
    # Composing recurses, so the nesting is checked first, by reading events.
    if _may_be_forbidden(text) and any(code == "too-deep" for code, *_ in _forbidden_features(text)):
        raise ValueError("lists and mappings stand too deep")
    try:
        return value_of(compose(text))
    except _TooDeepError:
        raise ValueError("lists and mappings stand too deep") from None


def value_of(node: yaml.Node) -> Tree:
    """The values of a node."""
    return _value(node, (), [])


def _parse(path: str, text: str, first_line: int) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The tree of a text and its problems that do not prevent reading. Raises _Unreadable for those that do."""
    what = "record" if first_line == 1 else "annotation"
    merge = MERGE_IN_YAML.search(text)
    if merge:
        spot = Spot(text.count("\n", 0, merge.start()), 0)
        raise _Unreadable(
            *_problems(path, first_line, [YamlFault("merge-conflict", spot, *unmerged(merge[0].strip()))])
        )
    try:
        fatal = list(_forbidden_features(text)) if _may_be_forbidden(text) else []
        faults: list[YamlFault] = []
        node = None if fatal else _compose(text)
        tree = None if node is None else _value(node, (), faults)
    except _TooDeepError as deep:
        fatal = [_too_deep(deep.spot)]
    except yaml.MarkedYAMLError as error:
        fatal = [explain(error, text.split("\n"))]
    except yaml.YAMLError as error:  # no mark: libyaml's reader found an invalid character
        raise _Unreadable(
            Problem("bad-yaml", Place(path, first_line), "", f"this is not YAML: {error}", "delete the letter")
        ) from None
    if fatal:
        raise _Unreadable(*_problems(path, first_line, fatal))
    if tree is None:
        raise _Unreadable(
            Problem("empty-file", Place(path, first_line), "", f"there is no {what}", "write at least a title or name")
        )
    if not isinstance(tree, dict):
        sign = next(filter(None, (lookalike_sign(line, n) for n, line in enumerate(text.split("\n")))), None)
        if sign:
            raise _Unreadable(*_problems(path, first_line, [sign]))
        fault = f"the {what} is {'a list' if isinstance(tree, list) else 'a text'}, not a mapping"
        raise _Unreadable(
            Problem(
                "not-a-mapping",
                Place(path, first_line),
                "",
                fault,
                "write 'key: value' lines, with a space behind each colon",
            )
        )
    return tree, _problems(path, first_line, faults)


def _problems(path: str, first_line: int, faults: list[YamlFault]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            it.code,
            Place(path, it.spot.line + first_line, it.spot.column + 1),
            it.field,
            it.fault,
            it.remedy,
            it.severity,
        )
        for it in faults
    )


def _too_deep(spot: Spot) -> YamlFault:
    return YamlFault("too-deep", spot, f"lists and mappings stand more than {DEPTH_LIMIT} deep", "no record needs that")


class _TooDeepError(Exception):
    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot


def _may_be_forbidden(text: str) -> bool:
    """A cheap test for anchors, aliases or deep nesting. If true, `_forbidden_features` scans the events before the
    text is composed."""
    marks = ("&" in text or "*" in text) and _ANCHOR.search(text)
    return bool(marks) or text.count("[") + text.count("{") > 400 or bool(_STAIRS.search(text))


_ANCHOR = re.compile(r"(?:^|[\s\[,{:-])[&*][\w-]", re.MULTILINE)
_STAIRS = re.compile(r"^[ \-?]{40}", re.MULTILINE)


def _forbidden_features(text: str) -> Iterator[YamlFault]:
    """The faults of anchors, aliases and excessive nesting. Reads events, since composing recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            fault, remedy = (
                f"the alias *{anchor} is not accepted",
                "write the value out; quote a text that begins with *",
            )
            yield YamlFault("anchor", spot_of(event.start_mark), fault, remedy)
        elif anchor:
            fault, remedy = (
                f"the anchor &{anchor} is not accepted",
                "write the value out; quote a text that begins with &",
            )
            yield YamlFault("anchor", spot_of(event.start_mark), fault, remedy)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                yield _too_deep(spot_of(event.start_mark))
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def _value(node: yaml.Node, steps: Steps, faults: list[YamlFault]) -> Tree:
    if len(steps) > DEPTH_LIMIT:
        raise _TooDeepError(spot_of(node.start_mark))
    if node.tag != _PLAIN_TAGS[type(node)]:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        remedy = (
            "leave it out: every value is read as text" if tag.startswith("!!") else "put the text in quotation marks"
        )
        faults.append(
            YamlFault(
                "tag",
                spot_of(node.start_mark),
                f"'{quote_briefly(tag)}' is a tag, and tags are not accepted",
                remedy,
                field_path(steps),
            )
        )
    if isinstance(node, yaml.ScalarNode):
        if node.style == '"':
            faults.extend(
                YamlFault("forbidden-character", spot_of(node.start_mark), *hidden, field_path(steps))
                for hidden in _escaped_characters(node.value)
            )
        return None if not node.style and node.value in _NULLS else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        if node.flow_style:
            faults.extend(_undivided_items(node, steps))
        return [_value(item, (*steps, i), faults) for i, item in enumerate(node.value)]
    tree: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            fault, remedy = (
                "a list or mapping stands where a key belongs",
                "write a word, or put the text in quotation marks",
            )
            faults.append(YamlFault("not-a-key", spot_of(key_node.start_mark), fault, remedy, field_path(steps)))
            continue
        key = key_node.value
        if key_node.style == '"':
            faults.extend(
                YamlFault("forbidden-character", spot_of(key_node.start_mark), *hidden, field_path(steps))
                for hidden in _escaped_characters(key)
            )
        value = _value(value_node, (*steps, key), faults)
        if key in tree:
            fault = f"the key '{quote_briefly(key)}' appears twice"
            faults.append(
                YamlFault("key-twice", spot_of(key_node.start_mark), fault, "keep one", field_path((*steps, key)))
            )
        else:
            tree[key] = value
    return tree


_COMMAS = re.compile(f"[{COMMAS}]")


def _undivided_items(node: yaml.SequenceNode, steps: Steps) -> Iterator[YamlFault]:
    """The faults of list items in brackets that contain a comma of another script, and so may be two items."""
    for number, item in enumerate(node.value):
        found = _COMMAS.search(item.value) if isinstance(item, yaml.ScalarNode) and not item.style else None
        if found:
            place = spot_of(item.start_mark)
            yield YamlFault("lookalike-sign", place, *odd_comma(found[0]), field_path((*steps, number)), "warning")


def _escaped_characters(text: str) -> Iterator[tuple[str, str]]:
    """The fault and the remedy of a forbidden character written as an escape, such as \\0, so that the file itself does
    not contain it."""
    bad = next((text[at] for at in invisible.find_forbidden(text)), "\r" if "\r" in text else None)
    if bad:
        remedy = "take its escape out"
        yield (
            _character_name(bad),
            f"{remedy}, or write \\n if the text may have several lines" if bad in _BREAKS else remedy,
        )


_BREAKS = frozenset("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
"""Characters that only some programs treat as line breaks."""


def field_path(steps: Steps) -> str:
    """The steps in the form in which problems name a field, such as quotations.2.speaker. List items count from 0."""
    return ".".join(quote_briefly(str(step)) for step in steps)


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


def place_at(path: str, before: str, first_line: int = 1) -> Place:
    """The place right after `before`, which is the beginning of a file, or of a part of it that begins on
    `first_line`."""
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return Place(path, before.count("\n") + first_line, len(before) - before.rfind("\n"))
