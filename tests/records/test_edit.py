"""Edits of a record: the result reads back as the old record with this one change, comments and order stay, and
repeating an edit changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from generator.problems import RefusedError
from generator.records import edit
from generator.records.yaml_text import Source, read
from tests.conftest import examples

# --- records in every style of YAML --------------------------------------------------------------------------------------

LETTERS = st.sampled_from(list("abc xyzé한اß🙂'\"#:,-[]{}&*!|>%@?\\/\t.0"))
TEXT = st.one_of(
    st.text(LETTERS, max_size=30),
    st.sampled_from(["null", "~", "true", "no", "12:30", "2025-05-28", "1e5", "a: b", "a #b", "- x", "--- a", "", "…"]),
    st.lists(st.sampled_from(["a", "bc", "xyz", "cab"]), min_size=2, max_size=6).map(" ".join),
    st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=2, max_size=4).map("\n".join),
)
KEYS = st.sampled_from(
    ["name", "also", "text", "said", "source", "at", "notes", "kind", "via", "quotations", "two words"]
)
SCALAR = st.one_of(st.none(), TEXT)


def tree(depth: int = 3) -> st.SearchStrategy[Any]:
    """Values of a record: mappings, lists, texts, nothing."""
    if depth == 0:
        return SCALAR
    inner = tree(depth - 1)
    return st.one_of(SCALAR, st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4))


RECORD = st.dictionaries(KEYS, tree(), min_size=1, max_size=6)


@dataclass
class Scribe:
    """Writes a tree as YAML, each value in a random style, and remembers the comments that it scatters."""

    draw: st.DrawFn
    comments: list[str] = field(default_factory=list)

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        self.comments.append(f"# note {len(self.comments)}.")
        return self.comments[-1]

    def beside(self) -> str:
        return f"{self.one_of(' ', '   ')}{self.comment()}" if self.draw(st.integers(0, 5)) == 0 else ""

    def above(self, indent: int) -> list[str]:
        kind = self.draw(st.integers(0, 11))
        return [""] if kind == 0 else [" " * indent + self.comment()] if kind == 1 else []

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        lines = []
        for key, inner in value.items():
            lines += self.above(indent)
            lines += self.entry(f"{' ' * indent}{self.key(key)}:", inner, indent)
        return lines

    def key(self, key: str) -> str:
        return self.one_of(key, key, key, f'"{key}"')  # type: ignore[no-any-return]

    def sequence(self, value: list[Any], indent: int) -> list[str]:
        lines = []
        for inner in value:
            lines += self.above(indent)
            if isinstance(inner, dict) and inner and self.draw(st.booleans()):
                body = self.mapping(inner, indent + 2)
                first = next(n for n, line in enumerate(body) if line.strip() and not line.lstrip().startswith("#"))
                lines += [
                    *(line[2:] for line in body[:first]),
                    f"{' ' * indent}- {body[first].lstrip()}",
                    *body[first + 1 :],
                ]
            else:
                lines += self.entry(f"{' ' * indent}-", inner, indent)
        return lines

    def entry(self, lead: str, value: Any, indent: int) -> list[str]:
        if isinstance(value, dict | list) and value and self.draw(st.integers(0, 2)):
            beside = self.beside()
            if isinstance(value, dict):
                return [lead + beside, *self.mapping(value, indent + self.one_of(2, 4))]
            flat = lead.endswith(":") and self.draw(st.booleans())
            return [lead + beside, *self.sequence(value, indent if flat else indent + 2)]
        if isinstance(value, dict | list):
            return [f"{lead} {self.flow(value, indent + 2)}{self.beside()}"]
        if isinstance(value, str) and self.block(value) and self.draw(st.booleans()):
            sign, body = self.literal(value)
            pad = " " * (indent + 2)
            beside = self.beside()
            return [f"{lead} {sign}{beside}", *(pad + line if line else "" for line in body)]
        written = self.scalar(value, inside=False)
        if value and re.fullmatch(r"[abcxyz]+( [abcxyz']+)+", value) and self.draw(st.booleans()):
            broken = value.replace(" ", "\n" + " " * (indent + 2))
            if self.draw(st.booleans()):
                return [f"{lead} >-{self.beside()}", *f"{' ' * (indent + 2)}{broken}".split("\n")]
            written = self.one_of(broken, f'"{broken}"')
        return [f"{lead}{' ' if written else ''}{written}{self.beside()}"]

    def block(self, value: str) -> bool:
        lines = value.split("\n")
        return all(line == line.strip() for line in lines) and bool(lines[0])

    def literal(self, value: str) -> tuple[str, list[str]]:
        text = value.rstrip("\n")
        ends = len(value) - len(text)
        if ends == 0:
            return "|-", text.split("\n")
        return ("|" if ends == 1 and self.draw(st.booleans()) else "|+"), [*text.split("\n"), *[""] * (ends - 1)]

    def flow(self, value: Any, indent: int) -> str:
        if not isinstance(value, dict | list):
            return self.scalar(value, inside=True) or "null"
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        parts = (
            [f"{self.key(key)}: {self.flow(inner, indent)}" for key, inner in value.items()]
            if isinstance(value, dict)
            else [self.flow(inner, indent) for inner in value]
        )
        if not parts:
            return f"{opening}{self.one_of('', ' ')}{closing}"
        if self.draw(st.integers(0, 4)) == 0:
            pad = "\n" + " " * indent
            written = "".join(f"{part},{self.beside()}{pad}" for part in parts[:-1])
            last = parts[-1] + self.one_of("", ",") + self.beside()
            return f"{opening}{pad}{written}{last}{pad}{closing}"
        space = self.one_of("", " ")
        return f"{opening}{space}{', '.join(parts)}{self.one_of('', ',', ' ')}{space}{closing}"

    def scalar(self, value: str | None, *, inside: bool) -> str:
        if value is None:
            return self.one_of("null", "~", "null" if inside else "")  # type: ignore[no-any-return]
        if re.fullmatch(r"[abcxyz](?: ?[abcxyz'.])*", value) and value != "y" and self.draw(st.booleans()):
            return value
        if re.fullmatch(r"[^\n\t]*", value) and self.draw(st.booleans()):
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=self.draw(st.booleans())).replace("\\ud83d\\ude42", "🙂")


@dataclass
class Written:
    """A file, its intended record, and its comments in order."""

    raw: bytes
    tree: dict[str, Any]
    comments: list[str]
    front_matter: bool

    @property
    def source(self) -> Source:
        source, problems = read("content/a", self.raw, front_matter=self.front_matter)
        assert source is not None, problems
        assert problems == ()
        return source


@st.composite
def records(draw: st.DrawFn) -> Written:
    """A record's file in random styles."""
    value = draw(RECORD)
    scribe = Scribe(draw)
    lines = [*scribe.above(0), *scribe.mapping(value, 0), *scribe.above(0)]
    text = "\n".join(lines) + ("\n" if draw(st.booleans()) else "")
    front_matter = draw(st.booleans())
    if front_matter:
        text = "---\n" + text.removesuffix("\n") + "\n---\nA body, # not a comment.\n"
    if draw(st.integers(0, 3)) == 0:
        text = text.replace("\n", "\r\n")
    raw = text.encode()
    return Written(
        (b"\xef\xbb\xbf" if draw(st.integers(0, 3)) == 0 else b"") + raw, value, scribe.comments, front_matter
    )


def places(value: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """The steps to every value of a tree, with the value."""
    found = [(steps, value)] if steps else []
    pairs: Sequence[tuple[Any, Any]] = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return found + [place for step, inner in pairs for place in places(inner, (*steps, step))]


def with_value(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    """A copy of the tree with another value at these steps: an independent model of what an edit does."""
    if not steps:
        return new
    if isinstance(value, list):
        return [with_value(v, steps[1:], new) if n == steps[0] else v for n, v in enumerate(value)]
    held = value or {}
    return {**held, steps[0]: with_value(held.get(steps[0]), steps[1:], new)}


# The same examples in every run, so that a failure in a contributor's run is due to the contributor's change.
PROPERTY = settings(
    max_examples=examples(300),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@PROPERTY
@given(records(), st.data())
def test_any_edit_of_any_record_is_the_record_with_that_one_change(record: Written, data: st.DataObject) -> None:
    source = record.source
    assert source.tree == record.tree  # the scribe wrote what it was given
    edits: list[edit.Edit] = []
    wanted: Any = record.tree
    for _ in range(data.draw(st.integers(1, 3))):
        one, wanted = data.draw(an_edit(wanted))
        edits.append(one)
    after = edit.edit_file(record.raw, source, edits)
    read_back, problems = read("content/a", after, front_matter=record.front_matter)
    assert read_back is not None, problems
    assert problems == ()
    assert json.dumps(read_back.tree) == json.dumps(wanted)
    assert read_back.body == source.body
    found = re.findall(r"# note \d+\.", after.decode())
    assert sorted(found) == sorted(record.comments)
    if not any(isinstance(one, edit.SetValue) and one.steps in dict(places(record.tree)) for one in edits):
        assert found == re.findall(
            r"# note \d+\.", record.raw.decode()
        )  # comments of a replaced value are moved above it
    assert after.startswith(b"\xef\xbb\xbf") == record.raw.startswith(b"\xef\xbb\xbf")
    assert edit.edit_file(after, read_back, edits[-1:]) == after
    event(f"{len(edits)} edits")


@st.composite
def an_edit(draw: st.DrawFn, value: Any) -> tuple[edit.Edit, Any]:
    """An edit of a tree, and the expected tree."""
    known = places(value)
    lists = [place for place in known if place[1] is None or isinstance(place[1], list)]
    mappings = [((), value), *(place for place in known if isinstance(place[1], dict))]
    kind = draw(st.sampled_from(["replace", "add", "include", "include new"]))
    if kind == "replace":
        steps, _ = draw(st.sampled_from(known))
        new = draw(tree(2))
        return edit.SetValue(steps, new), with_value(value, steps, new)
    steps, held = draw(st.sampled_from(mappings))
    key = draw(KEYS.filter(lambda key: key not in held)) if len(held) < 8 else "another"
    if kind == "add":
        new = draw(tree(2))
        return edit.SetValue((*steps, key), new), with_value(value, (*steps, key), new)
    items = tuple(draw(st.lists(tree(1), min_size=1, max_size=3)))
    there: list[Any] = []
    place = (*steps, key)
    if kind == "include" and lists:
        place, found = draw(st.sampled_from(lists))
        there = found or []
    whole = list(there)
    for item in items:
        if not any(json.dumps(item) == json.dumps(known) for known in whole):
            whole.append(item)
    return edit.AppendItems(place, items), with_value(value, place, whole) if whole != there else value


# --- single edits --------------------------------------------------------------------------------------------------------


def edited(text: str, *edits: edit.Edit) -> str:
    once = edit.apply_edits(text, edits)
    assert edit.apply_edits(once, edits) == once
    return once


@pytest.mark.parametrize(
    ("before", "one", "after"),
    [
        ("name: A\n", edit.SetValue(("name",), "B: c"), 'name: "B: c"\n'),
        ("name: A # b\n", edit.SetValue(("kind",), "x"), "name: A # b\nkind: x\n"),
        ("name: A", edit.SetValue(("kind",), "x"), "name: A\nkind: x"),
        ("text: |\n  A", edit.SetValue(("kind",), "x"), "text: |-\n  A\nkind: x"),
        ("text: |+\n  A\n\n", edit.SetValue(("kind",), "x"), "text: |+\n  A\n\nkind: x\n"),
        ("source:\n", edit.SetValue(("source", "url"), "x"), "source: {url: x}\n"),
        ("{name: A}\n", edit.SetValue(("kind",), None), "{name: A, kind: null}\n"),
        (
            "also: [A, # one\n  B # two\n  ]\n",
            edit.AppendItems(("also",), ("C", "B")),
            "also: [A, # one\n  B, C # two\n  ]\n",
        ),
        ("also:\n- A\n# end\n", edit.AppendItems(("also",), ("B",)), "also:\n- A\n- B\n# end\n"),
        ("also: [] # none\n", edit.AppendItems(("also",), ({"name": "A"},)), "also: # none\n  - {name: A}\n"),
        ("also:\n  - A # one\n  - B\n", edit.SetValue(("also",), "C"), "# one\nalso: C\n"),
        ("# a\nname: A\n# b\n", edit.DeleteComment(("# a",)), "name: A\n# b\n"),
        ("name: A\n", edit.DeleteComment(("# a",)), "name: A\n"),
        ("name: A\n", edit.AppendComment(("# a", "#   b: c")), "name: A\n# a\n#   b: c\n"),
        ("text: |\n  A\n", edit.AppendComment(("# a",)), "text: |\n  A\n# a\n"),
        ("name: A", edit.AppendComment(("# a",)), "name: A\n# a\n"),
        ("name: A\n# a\nkind: x\n", edit.AppendComment(("# a",)), "name: A\n# a\nkind: x\n"),
    ],
)
def test_an_edit_is_written_as_a_person_would_write_it(before: str, one: edit.Edit, after: str) -> None:
    assert edited(before, one) == after


def test_a_remark_stands_behind_what_is_added_with_it() -> None:
    added = edit.AppendComment(("# a",)), edit.SetValue(("kind",), "x")
    assert edited("name: A\n", *added) == "name: A\nkind: x\n# a\n"


def test_edits_that_build_on_each_other_are_made_in_turn() -> None:
    edits = (
        edit.SetValue(("source", "url"), "x"),
        edit.SetValue(("source", "seen"), "z"),
        edit.AppendItems(("a",), ("b",)),
    )
    assert edited("name: A\n", *edits, edit.AppendItems(("a",), ("c",))) == (
        "name: A\nsource: {url: x, seen: z}\na: [b, c]\n"
    )


@pytest.mark.parametrize(
    "one",
    [edit.SetValue(("name", "first"), "x"), edit.SetValue(("also", 5), "x"), edit.AppendItems(("name",), ("x",))],
    ids=["a key within a text", "an item that is not there", "an item of a text"],
)
def test_an_edit_that_does_not_fit_the_record_is_refused(one: edit.Edit) -> None:
    with pytest.raises(RefusedError):
        edit.apply_edits("name: A\nalso: [B]\n", [one])


def test_a_file_that_somebody_else_has_changed_is_not_written_over() -> None:
    source, _ = read("content/a", b"name: A\n", front_matter=False)
    assert source is not None
    with pytest.raises(RefusedError, match="has changed since it was read"):
        edit.edit_file(b"name: B\n", source, [edit.SetValue(("kind",), "x")])


def test_two_hundred_edits_of_one_record_take_no_longer_than_they_have_to() -> None:
    text = "quotations:\n" + "".join(f"  - id: q{n}\n    text: words {n}\n" for n in range(200))
    once = edit.apply_edits(text, [edit.SetValue(("quotations", n, "at"), [n, n + 1]) for n in range(200)])
    assert once.count("    at: [") == 200
    assert once.count("\n") == text.count("\n") + 200
