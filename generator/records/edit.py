"""Edits a record in place: splices each change into its YAML, then reads the result back and compares it with the
intended one.

An edit names the steps to a value and its new value. Every other character of the file stays: comments, the order of
keys, quotation marks, line ends, a byte order mark. A library that parses and writes the whole file (ruamel.yaml) keeps
comments, but neither line breaks within texts nor spacing, so a pull request would show changes that nobody made.

An edit is refused (`RefusedError`) if the result would not read back as the old record with exactly these changes.
Repeating an edit changes nothing. `files` writes the result to disk.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

import yaml

from generator.problems import RefusedError
from generator.records import layout, yaml_text
from generator.records.layout import Value
from generator.records.yaml_text import Source, Steps, Tree, compose, field_path, read, tree_of, value_of


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set the value at these steps. A missing key is added at the end of its mapping."""

    steps: Steps
    value: Value


@dataclass(frozen=True, slots=True)
class AppendItems:
    """Append to the list at these steps, in this order, the items that it does not have yet."""

    steps: Steps
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DeleteComment:
    """Delete these consecutive whole lines, which are comments. If they do not occur in this order, nothing is
    deleted."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppendComment:
    """Append these whole lines, which are comments, to the file. If they already occur consecutively, nothing is
    added."""

    lines: tuple[str, ...]


Edit = SetValue | AppendItems | DeleteComment | AppendComment


class Splice(NamedTuple):
    """Replace the characters of a text from `start` to `stop` (exclusive) with `text`."""

    start: int
    stop: int
    text: str


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """A YAML text with these edits made. Raises RefusedError if it would not read back as intended.

    The text need not be a record: mkdocs.yml and other settings with tags can be edited, too.
    """
    try:
        tree = tree_of(text)
    except (yaml.YAMLError, ValueError) as error:
        raise RefusedError("the file cannot be read as YAML") from error
    if not isinstance(tree, dict):
        raise RefusedError("the file holds no 'key: value' lines")
    for splices in _rounds(text, edits):
        text = _apply_splices(text, splices)
    return text


def edit_file(raw: bytes, source: Source, edits: Sequence[Edit], body: Sequence[Splice] = ()) -> bytes:
    """The bytes of the file that `source` was read from, with these edits in its YAML and these splices in its body.

    Raises RefusedError if `raw` differs from what `source` was read from, or if the result would not read back as
    intended.
    """
    front_matter = source.body is not None
    before, known = read(source.path, raw, front_matter=front_matter)
    if before is None or (before.yaml_text, before.body) != (source.yaml_text, source.body):
        raise RefusedError("the file has changed since it was read; try again")
    written, text = raw, source.yaml_text
    for splices in _rounds(text, edits):
        written = _splice_bytes(written, source, splices)
        text = _apply_splices(text, splices)
    if body:
        written = _splice_bytes(written, source, body, in_body=True)
    after, problems = read(source.path, written, front_matter=front_matter)
    if after is None or len(problems) > len(known):
        raise RefusedError("; ".join(map(str, problems)) or "the file could not be read back")
    wanted = _apply_splices(source.body, body) if source.body is not None else None
    if not _are_equal(after.tree, expected_tree(source.tree, edits)) or after.body != wanted:
        raise RefusedError("the file would not read back as what is meant")
    return written


def edit_page(raw: bytes, path: str, page: str, splices: Sequence[Splice]) -> bytes:
    """The bytes of the hand-written page that `page` was read from, with these splices made.

    Raises RefusedError as `edit_file` does.
    """
    before, _ = yaml_text.read_text(path, raw)
    if before != page:
        raise RefusedError("the file has changed since it was read; try again")
    written = _splice_bytes(raw, Source(path, {}, "", 1, body=page), splices, in_body=True)
    after, _ = yaml_text.read_text(path, written)
    if after != _apply_splices(page, splices):
        raise RefusedError("the file would not read back as what is meant")
    return written


def replace_reference(tree: Tree, steps: Steps, old: str, new: str) -> SetValue:
    """The edit that replaces one id by another in the reference at these steps. If the reference is written in a short
    form, trailing steps that do not exist are ignored.

    Raises RefusedError if the value there is not `old`.
    """
    found: list[str | int] = []
    for step in steps:
        inner = _child(tree, step)
        if inner is _MISSING:
            break
        found.append(step)
        tree = inner
    if tree != old:
        raise RefusedError(f"'{old}' is named in a way that cannot be rewritten; write it out")
    return SetValue(tuple(found), new)


def expected_tree(tree: Tree, edits: Sequence[Edit]) -> Tree:
    """The tree of a text after these edits, with every scalar as text, as it would be read. Raises RefusedError if an
    edit has no place in the tree."""
    root: Any = {"": copy.deepcopy(tree)}
    for edit in edits:
        if isinstance(edit, DeleteComment | AppendComment):
            continue
        parent: Any = root
        for step, following in zip(("", *edit.steps[:-1]), edit.steps, strict=True):
            inner = _child(parent, step)
            if inner is _MISSING or inner is None:
                if not isinstance(step, str) or not isinstance(following, str) or not isinstance(parent, dict):
                    raise RefusedError(f"{field_path(edit.steps)}: there is nothing that holds it")
                inner = parent[step] = {}
            parent = inner
        last = edit.steps[-1]
        present = _child(parent, last)
        if present is _MISSING and not (isinstance(parent, dict) and isinstance(last, str)):
            raise RefusedError(f"{field_path(edit.steps)}: there is nothing that holds it")
        if isinstance(edit, SetValue):
            parent[last] = as_text(edit.value)
            continue
        present = [] if present is _MISSING or present is None else present
        if not isinstance(present, list):
            raise RefusedError(f"{field_path(edit.steps)}: a list is wanted here, and something else is written here")
        new = _items_to_append(present, edit.items)
        if new:
            parent[last] = [*present, *map(as_text, new)]
    result: Tree = root[""]
    return result


def as_text(value: Value) -> Tree:
    """The value as it would be read from a file, with every scalar as text."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return {key: as_text(item) for key, item in value.items()}
    return [as_text(item) for item in value]


def _items_to_append(known: list[Any], items: Sequence[Value]) -> list[Value]:
    """The items that the list does not have yet, without repeats."""
    found: list[Value] = []
    there = {repr(item) for item in known}
    for item in items:
        shown = repr(as_text(item))
        if shown not in there:
            there.add(shown)
            found.append(item)
    return found


_MISSING: Any = object()


def _child(tree: Any, step: str | int) -> Any:
    if isinstance(tree, dict) and isinstance(step, str):
        return tree.get(step, _MISSING)
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        return tree[step]
    return _MISSING


def _are_equal(one: Tree, other: Tree) -> bool:
    """Whether two trees are equal and have their keys in the same order."""
    return repr(one) == repr(other)


# --- from edits to splices -----------------------------------------------------------------------------------------------


def _rounds(text: str, edits: Sequence[Edit]) -> list[list[Splice]]:
    """The splices that make the edits, in rounds: each round applies to the result of the one before. The final result
    is read back.

    Edits that touch the same place go into different rounds. Usually there is one round, or none.
    """
    expected = expected_tree(tree_of(text), edits)
    dropped: Counter[str] = Counter()
    remarked: Counter[str] = Counter()
    rounds: list[list[Splice]] = []
    after, left = text, list(edits)
    while left:
        writer = _Writer(after)
        left = writer.add_round(left)
        if writer.pieces:
            rounds.append(writer.splices())
            after = _apply_splices(after, rounds[-1])
            dropped.update(writer.dropped)
            remarked.update(writer.remarked)
    if not rounds:
        return []
    try:
        read_back = tree_of(after)
    except (yaml.YAMLError, ValueError) as error:
        raise RefusedError("the file could not be read back") from error
    if not _are_equal(read_back, expected):
        raise RefusedError("the file would not read back as what is meant")
    if Counter(layout.comments(after)) != Counter(layout.comments(text)) - dropped + remarked:
        raise RefusedError("a comment would be lost")
    return rounds


def _apply_splices(text: str, splices: Sequence[Splice]) -> str:
    """The text with these splices made. They must be sorted and must not overlap."""
    parts, at = [], 0
    for splice in splices:
        parts += [text[at : splice.start], splice.text]
        at = splice.stop
    return "".join([*parts, text[at:]])


class _Piece(NamedTuple):
    """A splice and the depth of its node. Of several at one offset, the deepest comes first."""

    splice: Splice
    depth: int


class _Chain(NamedTuple):
    """A node with its ancestors, from the root down: for each level the collection, the key's node (None in a list) and
    the value."""

    links: tuple[tuple[yaml.CollectionNode, yaml.Node | None, yaml.Node], ...]
    node: yaml.Node

    @property
    def in_flow(self) -> bool:
        """Whether the node is inside brackets."""
        return any(holder.flow_style for holder, _, _ in self.links)


_VALUE = 1_000_000
"""The depth of splices that replace a value: they come before everything that follows it on its line."""


class _Writer:
    """Turns edits of one text into splices, as long as they do not touch the same places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = compose(text)
        self.pieces: list[_Piece] = []
        self.dropped: list[str] = []
        self.remarked: list[str] = []
        self._comments: list[tuple[int, int]] | None = None

    def splices(self) -> list[Splice]:
        """All splices, sorted by offset."""
        return [piece.splice for piece in sorted(self.pieces, key=lambda p: (p.splice.start, -p.depth))]

    def add_round(self, edits: Sequence[Edit]) -> list[Edit]:
        """Make the splices of the first edit and of all others that fit into the same round. Returns the edits that
        must wait for the next round."""
        rewritten: set[Steps] = set()
        above: set[Steps] = set()
        waiting: list[Edit] = []
        for edit in edits:
            if isinstance(edit, DeleteComment):
                self._delete_comment(edit)
                continue
            if isinstance(edit, AppendComment):
                self._append_comment(edit)
                continue
            place = self._rewritten_part(edit)
            prefixes = {place[:n] for n in range(len(place) + 1)}
            if waiting or prefixes & rewritten or place in above:
                waiting.append(edit)
                continue
            rewritten.add(place)
            above |= prefixes
            self._set_value(edit) if isinstance(edit, SetValue) else self._append_items(edit)
        return waiting

    def _rewritten_part(self, edit: SetValue | AppendItems) -> Steps:
        """The steps to the part that an edit rewrites: the value, or the empty collection above it."""
        chain, missing = self._find(edit.steps)
        held = edit.steps[: len(edit.steps) - len(missing)]
        if missing and isinstance(chain.node, yaml.CollectionNode) and chain.node.value:
            return (*held, missing[0])
        return held

    def _find(self, steps: Steps) -> tuple[_Chain, Steps]:
        """The node at these steps, or the deepest one on the way to it, and the steps that do not exist."""
        links: list[tuple[yaml.CollectionNode, yaml.Node | None, yaml.Node]] = []
        node: yaml.Node = self.root
        for number, step in enumerate(steps):
            found: tuple[yaml.Node | None, yaml.Node] | None = None
            if isinstance(node, yaml.MappingNode) and isinstance(step, str):
                found = next((pair for pair in node.value if pair[0].value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = None, node.value[step]
            if found is None or not isinstance(node, yaml.CollectionNode):
                return _Chain(tuple(links), node), steps[number:]
            links.append((node, *found))
            node = found[1]
        return _Chain(tuple(links), node), ()

    # --- edits ---

    def _set_value(self, edit: SetValue) -> None:
        chain, missing = self._find(edit.steps)
        value = edit.value
        for step in reversed(missing[1:]):
            value = {str(step): value}
        if not missing:
            if not _are_equal(value_of(chain.node), as_text(value)):
                self._replace(chain, value)
        elif isinstance(chain.node, yaml.MappingNode):
            self._add_to_mapping(chain.node, len(chain.links), str(missing[0]), value)
        else:
            self._replace(chain, {str(missing[0]): value})

    def _append_items(self, edit: AppendItems) -> None:
        chain, missing = self._find(edit.steps)
        known = [] if missing else value_of(chain.node)
        items = _items_to_append(known if isinstance(known, list) else [], edit.items)
        if not items:
            return
        if missing:
            self._set_value(SetValue(edit.steps, items))
        elif not isinstance(chain.node, yaml.SequenceNode) or not chain.node.value:
            self._fill(chain, items)
        elif chain.node.flow_style:
            written = ", ".join(layout.to_flow(item) for item in items)
            self._add_in_brackets(chain.node, len(chain.links), written)
        else:
            self._add_below(chain.node, len(chain.links), layout.to_lines(items, chain.node.start_mark.column))

    def _delete_comment(self, edit: DeleteComment) -> None:
        block = "".join(f"{line}\n" for line in edit.lines)
        # Match whole lines only.
        start = f"\n{self.text}".find(f"\n{block}") if block else -1
        if start >= 0:
            self.pieces.append(_Piece(Splice(start, start + len(block), ""), _VALUE))
            self.dropped += [line.strip() for line in edit.lines]

    def _append_comment(self, edit: AppendComment) -> None:
        block = "".join(f"{line}\n" for line in edit.lines)
        if block and f"\n{block}" not in f"\n{self.text}":
            lead = "" if self.text.endswith("\n") or not self.text else "\n"
            self.pieces.append(_Piece(Splice(len(self.text), len(self.text), lead + block), -_VALUE))
            self.remarked += [line.strip() for line in edit.lines]

    # --- writing ---

    def _add_to_mapping(self, node: yaml.MappingNode, depth: int, key: str, value: Value) -> None:
        if node.flow_style:
            self._add_in_brackets(node, depth, f"{layout.to_flow(key)}: {layout.to_flow(value)}")
        else:
            column = node.start_mark.column
            if isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
                # A list of mappings tends to grow, so it gets lines of its own even if it is short now.
                self._add_below(node, depth, [" " * column + f"{key}:", *layout.to_lines(value, column + 2)])
            else:
                self._add_below(node, depth, layout.to_lines({key: value}, column))

    def _add_in_brackets(self, node: yaml.CollectionNode, depth: int, written: str) -> None:
        if not node.value:
            at = node.start_mark.index + 1
            space = "" if self.text[at : at + 1] in ("]", "}") else " "
            self.pieces.append(_Piece(Splice(at, at, written + space), _VALUE))
            return
        last = node.value[-1]
        at = max(part.end_mark.index for part in last) if isinstance(last, tuple) else last.end_mark.index
        self.pieces.append(_Piece(Splice(at, at, f", {written}"), depth))

    def _add_below(self, node: yaml.CollectionNode, depth: int, lines: list[str]) -> None:
        at = self._end(node, closing=True)
        self.pieces.append(_Piece(Splice(at, at, "".join(f"\n{line}" for line in lines)), depth))

    def _fill(self, chain: _Chain, items: list[Value]) -> None:
        """Write the items in place of an empty list, null, or nothing."""
        holder, key, node = chain.links[-1]
        if chain.in_flow or key is None or not any(isinstance(item, Mapping) for item in items):
            self._replace(chain, items)
            return
        start, stop = node.start_mark.index, node.end_mark.index
        self._keep_comments(chain, start, stop)
        while start < stop and self.text[start - 1] == " ":
            start -= 1
        lines = "".join(f"\n{line}" for line in layout.to_lines(items, holder.start_mark.column + 2))
        end = self._line_end(stop)
        self.pieces.append(_Piece(Splice(start, stop, ""), _VALUE))
        self.pieces.append(_Piece(Splice(end, end, lines), _VALUE - 1))

    def _replace(self, chain: _Chain, value: Value) -> None:
        """Write another value in place of a node."""
        _, key, node = chain.links[-1]
        start, stop = node.start_mark.index, node.end_mark.index
        lead = ""
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            stop = self._end(node)
        elif isinstance(node, yaml.CollectionNode) and not node.flow_style:
            leaf = _last_leaf(node)
            block = isinstance(leaf, yaml.ScalarNode) and leaf.style in ("|", ">")
            stop = self._end(leaf) if block else leaf.end_mark.index
            if key is not None:
                start, lead = self.text.index(":", key.end_mark.index) + 1, " "
        elif start == stop:  # there is no text to replace
            bare = key is not None and ":" not in self.text[key.end_mark.index : start]
            lead = ": " if bare else " "
        self._keep_comments(chain, start, stop)
        written = layout.to_flow(value, inside=chain.in_flow)
        self.pieces.append(_Piece(Splice(start, stop, lead + written), _VALUE))

    def _keep_comments(self, chain: _Chain, start: int, stop: int) -> None:
        """Move the comments inside a replaced value to above the innermost entry around it that is not in brackets."""
        if "#" not in self.text[start:stop]:
            return
        if self._comments is None:
            self._comments = layout.comment_spans(self.text)
        first = bisect_left(self._comments, (start, start))
        inside = list(takewhile(lambda span: span[0] < stop, self._comments[first:]))
        outer = next((n for n, link in enumerate(chain.links) if link[0].flow_style), len(chain.links))
        entry = chain.links[outer - 1] if outer else (self.root, None, self.root)
        at = (entry[1] or entry[2]).start_mark.index
        above = self.text.rfind("\n", 0, at) + 1
        line = self.text[above:at]
        pad = line[: len(line) - len(line.lstrip(" "))]
        lines = "".join(f"{pad}{self.text[begin:end].rstrip()}\n" for begin, end in inside)
        if lines:
            self.pieces.append(_Piece(Splice(above, above, lines), -1))

    # --- offsets ---

    def _end(self, node: yaml.Node, *, closing: bool = False) -> int:
        """The offset of the end of a node's last line: after a comment on it and before its line break. Lines can be
        added there. `closing`: also change the chomping of a block text at the end of a file without a final line
        break, so that an added line break does not become part of the text."""
        leaf = _last_leaf(node)
        if isinstance(leaf, yaml.ScalarNode) and leaf.style in ("|", ">"):
            _, stop = layout.block_lines(self.text, leaf)
            if closing and stop == len(self.text) and not self.text.endswith("\n"):
                sign = re.compile(r"[|>][-+\d]*").match(self.text, leaf.start_mark.index)
                if sign and "-" not in sign[0]:
                    chomped = sign[0].replace("+", "") + "-"
                    self.pieces.append(_Piece(Splice(sign.start(), sign.end(), chomped), _VALUE))
            return stop - 1 if stop and self.text[stop - 1] == "\n" else stop
        return self._line_end(leaf.end_mark.index)

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


def _last_leaf(node: yaml.Node) -> yaml.Node:
    """The last scalar or bracketed collection of a node: its end is exact, while that of a block collection is not."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


# --- in the bytes of a file ----------------------------------------------------------------------------------------------


def _splice_bytes(raw: bytes, source: Source, splices: Sequence[Splice], *, in_body: bool = False) -> bytes:
    """The bytes of a file with splices made in its YAML or its body. Existing line ends stay; new ones match the file's
    first."""
    file_text = raw.decode("utf-8")
    mark = file_text.startswith("\ufeff")
    text = file_text[mark:]
    # Reading turns CR LF into one character, so each pair before an offset shifts it by one.
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    alike = text.replace("\r\n", "\n").replace("\r", "\n")
    if source.body is None:
        start = 0
    elif in_body:
        start = len(alike) - len(source.body)
    else:
        start = alike.index("\n") + 1
    first = re.search(r"\r\n|\r|\n", text)
    line_end = first[0] if first else "\n"

    def moved(offset: int) -> int:
        return offset + bisect_left(pairs, offset)

    inside = [
        Splice(moved(start + s.start), moved(start + s.stop), s.text.replace("\n", line_end))
        for s in sorted(splices, key=lambda s: s.start)
    ]
    return (file_text[:mark] + _apply_splices(text, inside)).encode()
