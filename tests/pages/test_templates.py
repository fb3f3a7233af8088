"""Templates against the values that they lay out: every field that is read exists, and every field that exists is
read."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
import jinja2.nodes as j

from generator import pages, theme
from generator.pages import render
from generator.pages.page import Page

ROOT = Path(pages.__file__).parent
Types = frozenset[typing.Any]
UNKNOWN: Types = frozenset({typing.Any})
NONE: Types = frozenset()
IN_CODE = {"short", "size", "year"}
"""Fields of a view that only code reads: to group rows, to name a region on the world map, and to give the width of a
bin."""


@functools.cache
def modules() -> tuple[types.ModuleType, ...]:
    """All modules of generator/pages."""
    return tuple(
        importlib.import_module(found.name) for found in pkgutil.walk_packages([str(ROOT)], f"{pages.__name__}.")
    )


@functools.cache
def classes() -> dict[str, list[type]]:
    """The dataclasses of generator/pages by name."""
    found: dict[str, list[type]] = defaultdict(list)
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__:
                found[value.__name__].append(value)
    return found


@functools.cache
def hints(of: type) -> dict[str, typing.Any]:
    """The types of the fields and properties of a class, by name."""
    own = dict(typing.get_type_hints(of))
    for name, value in inspect.getmembers(of, lambda v: isinstance(v, property | functools.cached_property)):
        getter = value.fget if isinstance(value, property) else value.func
        own[name] = typing.get_type_hints(getter).get("return", typing.Any)
    return own


def flat(hint: typing.Any) -> Types:
    """The types that a hint allows, except None."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return frozenset().union(*(flat(part) for part in typing.get_args(hint)))
    if hint is type(None):
        return NONE
    return UNKNOWN if hint in (object, typing.Any) else frozenset({hint})


def items(some: Types) -> Types:
    """The types of the items in a loop over values of these types."""
    found: set[typing.Any] = set()
    for hint in some:
        parts = [part for part in typing.get_args(hint) if part is not Ellipsis]
        origin: object = typing.get_origin(hint)
        found |= frozenset().union(*map(flat, parts)) if parts and origin is tuple else UNKNOWN
    return frozenset(found)


def part(some: Types, number: int) -> Types:
    """The types at one index of tuples of these types."""
    found: set[typing.Any] = set()
    for hint in some:
        parts = typing.get_args(hint)
        if Ellipsis in parts:
            found |= flat(parts[0])
        else:
            found |= flat(parts[number]) if number < len(parts) else UNKNOWN
    return frozenset(found)


def views() -> Iterator[tuple[str, type]]:
    """(template, class of the view) for each page."""
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id == "Page":
                    template, view = call.args[1], call.args[4]
                    assert isinstance(template, ast.Constant)
                    for value in [view, *assigned(function, view)]:
                        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
                            yield str(template.value), vars(module)[value.func.id]


def assigned(function: ast.FunctionDef, name: ast.expr) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(name, ast.Name):
            named = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from [node.value] * (name.id in named)


class Reading:
    """Follows every expression of every template and infers types from annotations as far as possible."""

    def __init__(self) -> None:
        self.environment = render._templates()  # noqa: SLF001 - the templates as they are drawn
        self.read: set[tuple[type, str]] = set()
        self.by_name: set[str] = set()  # attributes read from values of unknown type
        self.missing: set[str] = set()
        self.given: dict[tuple[str, str], dict[int | str, set[typing.Any]]] = defaultdict(lambda: defaultdict(set))
        self.trees = {name: self._tree(name) for name in self.environment.list_templates(["j2"])}
        self.macros = {
            (name, macro.name): macro for name, tree in self.trees.items() for macro in tree.find_all(j.Macro)
        }
        before = -1
        while before != (before := self._known()):
            self.missing.clear()
            self._all()

    def _tree(self, name: str) -> j.Template:
        assert self.environment.loader
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        return self.environment.parse(source)

    def _known(self) -> int:
        """A measure of what is known about the arguments of macros. When it no longer grows, everything has been
        followed."""
        return sum(len(some) for places in self.given.values() for some in places.values()) + len(self.read)

    def _all(self) -> None:
        of_template: dict[str, set[type]] = defaultdict(set)
        for template, view in views():
            of_template[template].add(view)
        for name, tree in self.trees.items():
            self.template = name
            env: dict[str, Types] = {"view": frozenset(of_template.get(name, ())), "page": frozenset({Page})}
            self.imported: dict[str, str] = {}
            for node in tree.find_all(j.Import):
                assert isinstance(node.template, j.Const)
                self.imported[node.target] = node.template.value
            self._walk([node for node in tree.body if not isinstance(node, j.Macro)], env)
            for macro in tree.find_all(j.Macro):
                places = self.given[name, macro.name]
                own = {
                    argument.name: frozenset(places[at] | places[argument.name])
                    for at, argument in enumerate(macro.args)
                }
                self._walk(macro.body, env | own)

    def _walk(self, nodes: Iterable[j.Node], env: dict[str, Types]) -> None:
        for node in nodes:
            if isinstance(node, j.For):
                inner = env | {"loop": UNKNOWN}
                self._bind(node.target, items(self._type(node.iter, env)), inner)
                if node.test:
                    self._type(node.test, inner)
                self._walk([*node.body, *node.else_], inner)
            elif isinstance(node, j.Assign):
                self._bind(node.target, self._type(node.node, env), env)
            elif isinstance(node, j.If):
                self._type(node.test, env)
                self._walk([*node.body, *node.elif_, *node.else_], env)
            elif isinstance(node, j.Macro | j.Import | j.FromImport):
                continue
            elif isinstance(node, j.Expr):
                self._type(node, env)
            elif isinstance(node, j.CallBlock):
                self._type(node.call, env)
                self._walk(node.body, env | {argument.name: UNKNOWN for argument in node.args})
            else:
                self._walk(node.iter_child_nodes(), env)

    def _bind(self, target: j.Node, some: Types, env: dict[str, Types]) -> None:
        if isinstance(target, j.Name):
            env[target.name] = some
        elif isinstance(target, j.Tuple):
            for number, one in enumerate(target.items):
                self._bind(one, part(some, number), env)

    def _type(self, node: j.Node, env: dict[str, Types]) -> Types:
        if isinstance(node, j.Name):
            return env.get(node.name, UNKNOWN)
        if isinstance(node, j.Getattr):
            return self._attribute(self._type(node.node, env), node, env)
        if isinstance(node, j.Getitem):
            of = self._type(node.node, env)
            self._type(node.arg, env)
            if isinstance(node.arg, j.Const) and isinstance(node.arg.value, int):
                return part(of, node.arg.value)
            return of if isinstance(node.arg, j.Slice) else UNKNOWN
        if isinstance(node, j.CondExpr):
            self._type(node.test, env)
            other = self._type(node.expr2, env) if node.expr2 else NONE
            return self._type(node.expr1, env) | other
        if isinstance(node, j.And | j.Or):
            return self._type(node.left, env) | self._type(node.right, env)
        if isinstance(node, j.Call):
            return self._call(node, env)
        if isinstance(node, j.Filter):
            of = self._type(node.node, env) if node.node else UNKNOWN
            for child in node.args:
                self._type(child, env)
            return items(of) if node.name in ("first", "last") else of if node.name in ("list", "reject") else UNKNOWN
        for part_of_it in node.iter_child_nodes():
            if isinstance(part_of_it, j.Expr):
                self._type(part_of_it, env)
        return UNKNOWN

    def _attribute(self, some: Types, node: j.Getattr, env: dict[str, Types]) -> Types:
        if isinstance(node.node, j.Name) and node.node.name in self.imported and node.node.name not in env:
            return UNKNOWN
        found: Types = NONE
        known = False
        for of in some:
            if isinstance(of, type) and dataclasses.is_dataclass(of):
                known = True
                if node.attr in hints(of):
                    self.read.add((of, node.attr))
                    found |= flat(hints(of)[node.attr])
            else:
                self.by_name.add(node.attr)
                found |= UNKNOWN
        if known and not found and not any(node.attr in hints(of) for of in some if isinstance(of, type)):
            self.missing.add(f"{self.template}:{node.lineno}: {node.attr}")
        return found

    def _call(self, node: j.Call, env: dict[str, Types]) -> Types:
        of: j.Node = node.node
        macro: tuple[str, str] | None = None
        if isinstance(of, j.Name):
            macro = (self.template, of.name)
        elif isinstance(of, j.Getattr) and isinstance(of.node, j.Name) and of.node.name in self.imported:
            macro = (self.imported[of.node.name], of.attr)
        if macro not in self.macros:
            self._type(of, env)
            macro = None
        for at, argument in enumerate(node.args):
            some = self._type(argument, env)
            if macro:
                self.given[macro][at] |= some
        for keyword in node.kwargs:
            some = self._type(keyword.value, env)
            if macro:
                self.given[macro][keyword.key] |= some
        return UNKNOWN


@functools.cache
def reading() -> Reading:
    return Reading()


def test_every_template_of_a_page_knows_the_class_of_its_view() -> None:
    known = {template for template, _ in views()}
    assert {name for name in reading().trees if name.endswith(".md.j2")} == known


def test_no_template_reads_what_no_class_of_its_values_has() -> None:
    assert sorted(reading().missing) == []


def test_every_field_of_a_view_is_read_by_a_template() -> None:
    found = reading()
    reached = {of for of, _ in found.read}
    unread = [
        f"{of.__module__.removeprefix('generator.pages.')}.{of.__name__}.{field.name}"
        for some in classes().values()
        for of in some
        if of in reached and of is not Page
        for field in dataclasses.fields(of)
        if (of, field.name) not in found.read and field.name not in found.by_name | IN_CODE
    ]
    assert sorted(unread) == []


def test_an_attribute_that_is_gone_and_a_field_that_nobody_reads_are_found() -> None:
    @dataclasses.dataclass(frozen=True)
    class Row:
        words: str
        unread: str

    follow = Reading.__new__(Reading)
    follow.template, follow.imported, follow.macros = "row.html.j2", {}, {}
    follow.read, follow.by_name, follow.missing = set(), set(), set()
    follow._walk(jinja2.Environment().parse("{{ row.words }}{{ row.gone }}").body, {"row": frozenset({Row})})  # noqa: S701, SLF001
    assert follow.missing == {"row.html.j2:1: gone"}
    assert follow.read == {(Row, "words")}


MESSAGE = re.compile(r"""\b_\((?:"[^"]*"|'[^']*')|\bn?p?gettext\("[^"]*", "[^"]*\"""")


def test_no_line_of_a_template_is_longer_than_an_editor_shows() -> None:
    """Where a break would show in the page, a line ends inside a comment, `{#`. Messages are exempt because a line
    break would become part of them."""
    templates = [*ROOT.rglob("*.j2"), *theme.FOLDER.rglob("*.html")]
    long = [
        f"{file.name}:{n}"
        for file in templates
        for n, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(MESSAGE.sub("", line)) > 200
    ]
    assert long == []


def test_what_is_counted_as_known_on_a_day_has_its_words_in_the_script() -> None:
    asked = {
        noun
        for file in ROOT.rglob("*.j2")
        for noun in re.findall(r'known\.(?:control|folded)\("[^"]+", "([^"]*)"', file.read_text("utf-8"))
    }
    script = (theme.FOLDER / "assets" / "asknown.js").read_text("utf-8")
    table = script.partition("const COUNT_MESSAGES = {")[2].partition("\n  };")[0]
    assert len(asked) > 3
    assert asked == set(re.findall(r"^    (\w+): \{", table, re.MULTILINE))
