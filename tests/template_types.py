"""Determines which fields templates read from their views, following loops and macros by the types of fields.

Templates are analysed, not run, and every branch is followed. So a missing field is found whether or not any archive
needs it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

Types = frozenset[Any]
"""The possible types of a value; empty if unknown, such as for a number that a template counts."""
NOTHING: Types = frozenset()


@dataclass
class Reader:
    """Analyses templates. `rows` are the classes of the rows in a block, by the block's form."""

    folder: Path
    rows: Mapping[str, Iterable[type]] = field(default_factory=dict)
    read: set[tuple[type, str]] = field(default_factory=set)  # view classes, each with a field that some template reads
    faults: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)  # the forms that templates handle
    _done: set[tuple[str, str, tuple[Types, ...]]] = field(default_factory=set)

    def follow(self, template: str, view: type, page: type) -> None:
        """Analyse a template for a view of this class."""
        scope: dict[str, Any] = {"view": frozenset({view}), "page": frozenset({page})}
        _Walk(self, template, scope).block(self.parsed(template).body)

    @cache  # noqa: B019  (a reader lives as long as a test)
    def parsed(self, template: str) -> nodes.Template:
        """The syntax tree of a template."""
        environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
        return environment.parse((self.folder / template).read_text(encoding="utf-8"))

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True)
class _Macro:
    template: str
    node: nodes.Macro
    scope: dict[str, Any]


@dataclass(frozen=True)
class _Module:
    """The macros of an imported template."""

    macros: Mapping[str, _Macro]


@dataclass(frozen=True)
class _Forms:
    """A dictionary of macros, selected by a block's form."""

    macros: Mapping[str, _Macro]


@dataclass
class _Walk:
    reader: Reader
    template: str
    scope: dict[str, Any]

    def block(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self.value(part)
            case nodes.If():
                self.value(node.test)
                self.block((*node.body, *node.elif_, *node.else_))
            case nodes.For():
                items = self.value(node.iter)
                inner = _Walk(self.reader, self.template, {**self.scope, "loop": NOTHING})
                inner.bind(node.target, _items(items))
                if node.test:
                    inner.value(node.test)
                inner.block((*node.body, *node.else_))
            case nodes.Assign():
                self.bind(node.target, self.value(node.node))
            case nodes.AssignBlock():
                self.block(node.body)
                self.bind(node.target, str)
            case nodes.Import():
                name = typing.cast("nodes.Const", node.template).value
                module = _Walk(self.reader, name, {})
                module.block(self.reader.parsed(name).body)
                self.scope[node.target] = _Module({n: m for n, m in module.scope.items() if isinstance(m, _Macro)})
            case nodes.Macro():
                self.scope[node.name] = _Macro(self.template, node, self.scope)
            case nodes.CallBlock():
                self.value(node.call)
                self.block(node.body)
            case nodes.TemplateData():
                pass
            case _:
                raise NotImplementedError(type(node))

    def bind(self, target: nodes.Node, value: Any) -> None:
        if isinstance(target, nodes.Name):
            self.scope[target.name] = value
        elif isinstance(target, nodes.Tuple):
            for number, part in enumerate(target.items):
                self.bind(part, _item(value, number))

    def value(self, node: nodes.Node) -> Any:
        part: nodes.Node
        match node:
            case nodes.TemplateData() | nodes.Const():
                return NOTHING
            case nodes.Name():
                return self.scope.get(node.name, NOTHING)
            case nodes.Getattr():
                return self.attribute(self.value(node.node), node)
            case nodes.Getitem():
                return self.item(self.value(node.node), node.arg)
            case nodes.Call():
                return self.call(node)
            case nodes.Filter():
                for part in (*node.args, *(pair.value for pair in node.kwargs)):
                    self.value(part)
                value = self.value(node.node) if node.node else NOTHING
                return value if node.name in ("reverse", "list") else NOTHING
            case nodes.Dict():
                pairs = {typing.cast("nodes.Const", p.key).value: self.value(p.value) for p in node.items}
                return _Forms({k: v for k, v in pairs.items() if isinstance(v, _Macro)})
            case nodes.CondExpr():
                self.value(node.test)
                return _union([self.value(node.expr1), *([self.value(node.expr2)] if node.expr2 else [])])
            case nodes.Or() | nodes.And():
                return _union([self.value(node.left), self.value(node.right)])
            case _:
                for part in node.iter_child_nodes():
                    self.value(part)
                return NOTHING

    def attribute(self, value: Any, node: nodes.Getattr) -> Any:
        if isinstance(value, _Module):
            if node.attr not in value.macros:
                self.fault(node, f"no macro is called {node.attr}")
            return value.macros.get(node.attr, NOTHING)
        found = []
        for one in value if isinstance(value, frozenset) else ():
            if is_dataclass(one):
                assert isinstance(one, type)
                if node.attr in _attributes(one):
                    self.reader.read.add((one, node.attr))
                    found.append(_attributes(one)[node.attr])
                else:
                    self.fault(node, f"{one.__name__} has no {node.attr}")
            elif isinstance(one, type) and not hasattr(one, node.attr):
                self.fault(node, f"{one.__name__} has no {node.attr}")
        return _union(found)

    def item(self, value: Any, key: nodes.Node) -> Any:
        self.value(key)
        if isinstance(value, _Forms):
            return value
        for one in value if isinstance(value, frozenset) else ():
            if is_dataclass(one) and isinstance(one, type):  # a variable selects the field
                self.reader.read |= {(one, name) for name in _attributes(one)}
        return _item(value, key.value) if isinstance(key, nodes.Const) else _items(value)

    def call(self, node: nodes.Call) -> Any:
        if isinstance(node.node, nodes.Getattr) and node.node.attr == "get":
            return _mapping_values(self.value(node.node.node))
        callee = self.value(node.node)
        given = [self.value(one) for one in node.args]
        named = {pair.key: self.value(pair.value) for pair in node.kwargs}
        if isinstance(callee, _Forms):
            for form, macro in callee.macros.items():
                self.reader.forms.add(form)
                self.enter(
                    macro,
                    [frozenset(tuple.__class_getitem__((row, ...)) for row in self.reader.rows.get(form, ()))],
                    {},
                )
        elif isinstance(callee, _Macro):
            self.enter(callee, given, named)
        return NOTHING

    def enter(self, macro: _Macro, given: list[Any], named: Mapping[str, Any]) -> None:
        names = [argument.name for argument in macro.node.args]
        scope = {**macro.scope, **dict.fromkeys(names, NOTHING), **dict(zip(names, given, strict=False)), **named}
        key = (
            macro.template,
            macro.node.name,
            tuple(v if isinstance(v := scope[n], frozenset) else NOTHING for n in names),
        )
        if key not in self.reader._done:  # noqa: SLF001  (of the same module)
            self.reader._done.add(key)  # noqa: SLF001
            _Walk(self.reader, macro.template, scope).block(macro.node.body)

    def fault(self, node: nodes.Node, words: str) -> None:
        self.reader.faults.add(f"{self.template}:{node.lineno}: {words}")


@cache
def _attributes(view: type) -> dict[str, Types]:
    """The fields and properties of a class, each with its possible types."""
    hints = typing.get_type_hints(view)
    found = {one.name: _plain(hints[one.name]) for one in fields(view)}
    for name in dir(view):
        value = getattr(view, name, None)
        if isinstance(value, property) and value.fget is not None:
            found[name] = _plain(typing.get_type_hints(value.fget).get("return", Any))
        elif isinstance(value, Callable) and not name.startswith("_"):  # type: ignore[arg-type]
            found.setdefault(name, NOTHING)
    return found


def _plain(hint: Any) -> Any:
    """The members of a union without None; for a literal, its type."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _union(map(_plain, typing.get_args(hint)))
    if origin is typing.Literal:
        return frozenset({str})
    return NOTHING if hint in (type(None), Any, object) or isinstance(hint, typing.TypeVar) else frozenset({hint})


def _origin(hint: Any) -> Any:
    return typing.get_origin(hint)


def _items(value: Any) -> Any:
    """The types of the items of a sequence, or of the keys of a mapping."""
    found: list[Any] = []
    for one in value if isinstance(value, frozenset) else ():
        arguments = typing.get_args(one)
        if _origin(one) is tuple and arguments[-1] is not ...:
            found += map(_plain, arguments)
        elif arguments:
            found.append(_plain(arguments[0]))
    return _union(found)


def _item(value: Any, number: Any) -> Any:
    """The type of one item."""
    found: list[Any] = []
    for one in value if isinstance(value, frozenset) else ():
        arguments = typing.get_args(one)
        if _origin(one) is tuple and arguments[-1] is not ...:
            found.append(_plain(arguments[number]))
        elif arguments:
            found.append(_plain(arguments[0]))
    return _union(found)


def _mapping_values(value: Any) -> Any:
    """The types of the values of a mapping."""
    return _union(_plain(typing.get_args(one)[-1]) for one in value if typing.get_args(one))


def _union(values: Iterable[Any]) -> Any:
    """The union of several possible values."""
    some = [value for value in values if value != NOTHING]
    others = [value for value in some if not isinstance(value, frozenset)]
    return others[0] if others else frozenset().union(*some)


def reachable(view: type) -> set[type]:
    """A view class with all classes that its fields may contain."""
    found: set[type] = set()
    ahead: list[Any] = [view]
    while ahead:
        one = ahead.pop()
        if is_dataclass(one) and isinstance(one, type) and one not in found:
            found.add(one)
            ahead += [hint for hints in _attributes(one).values() for hint in hints]
        ahead += [hint for argument in typing.get_args(one) if argument is not ... for hint in _plain(argument)]
    return found
