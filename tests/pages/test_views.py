"""Views and templates match: no template reads a name that its view lacks, and no field of a view is left unread."""

import ast
import importlib
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator import pages
from generator.pages.page import Page
from generator.pages.parts.lists import Section
from tests.template_types import Reader, reachable

TEMPLATES = Path(pages.__file__).parent


# --- what the code says: the view of each template, and the rows of each form ---


def functions() -> Iterator[tuple[ModuleType, ast.FunctionDef]]:
    """Every function of generator/pages, with its module."""
    for path in sorted(TEMPLATES.rglob("*.py")):
        name = ".".join(("generator.pages", *path.relative_to(TEMPLATES).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield importlib.import_module(name), node


def calls(module: ModuleType, function: ast.FunctionDef, callee: object) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(module, ast.unparse(node.func), None) is callee:
            yield node


def given(function: ast.FunctionDef, expression: ast.expr) -> ast.AST:
    """The value that a function assigns to a variable, or the function defined in it, by the variable's name; any other
    expression unchanged."""
    if isinstance(expression, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == expression.id for t in node.targets
            ):
                return node.value
            if isinstance(node, ast.FunctionDef) and node.name == expression.id and node is not function:
                return node
    return expression


def valued(module: ModuleType, node: ast.AST) -> Any:
    return eval(compile(ast.Expression(typing.cast("ast.expr", node)), "", "eval"), vars(module))  # noqa: S307 - our own code


def text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, str)
    return node.value


@cache
def views() -> tuple[tuple[str, type], ...]:
    """(template, class of its view) for each page."""
    found = []
    for module, function in functions():
        for call in calls(module, function, Page):
            view = given(function, call.args[4])
            assert isinstance(view, ast.Call), f"{module.__name__}.{function.name}: of which class is the view?"
            found.append((text(call.args[1]), valued(module, view.func)))
    return tuple(found)


@cache
def rows() -> dict[str, set[type]]:
    """The classes of rows for each form in which a block is laid out."""
    found: dict[str, set[type]] = {}
    for module, function in functions():
        for call in calls(module, function, Section):
            form = text(call.args[2])
            found.setdefault(form, set()).update(classes_of(returned(module, given(function, call.args[4]))))
    return found


def returned(module: ModuleType, drawing: ast.AST) -> Any:
    """The return type of a function that is named, made by `partial`, defined within another, or returned by one."""
    if isinstance(drawing, ast.FunctionDef):
        assert drawing.returns is not None
        return valued(module, drawing.returns)
    if isinstance(drawing, ast.Call) and getattr(module, ast.unparse(drawing.func), None) is partial:
        return returned(module, drawing.args[0])
    if isinstance(drawing, ast.Call):
        return typing.get_args(typing.get_type_hints(valued(module, drawing.func))["return"])[-1]
    return typing.get_type_hints(valued(module, drawing))["return"]


def classes_of(hint: Any) -> set[type]:
    """The classes in a tuple of any length."""
    (held, _) = typing.get_args(hint)
    return set(typing.get_args(held)) or {held}


@cache
def read() -> Reader:
    """A reader that has followed all templates."""
    reader = Reader(TEMPLATES, rows())
    for template, view in views():
        reader.follow(template, view, Page)
    return reader


# --- the tests ---


def test_the_view_of_every_template_and_the_rows_of_every_form_are_known() -> None:
    assert {template for template, _ in views()} == {
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.md.j2")
    }
    assert read().forms == rows().keys()


def test_no_template_reads_a_name_that_its_view_has_not() -> None:
    assert sorted(read().faults) == []


USED: set[str] = set()
"""Fields that only code reads, and no template."""


def test_every_field_of_a_view_is_read_by_a_template() -> None:
    classes = {
        one
        for view in (*(view for _, view in views()), *(r for some in rows().values() for r in some))
        for one in reachable(view)
    }
    unread = {
        f"{one.__module__.removeprefix('generator.pages.')}.{one.__qualname__}.{f.name}"
        for one in classes
        for f in fields(one)
        if (one, f.name) not in read().read
    }
    assert sorted(unread) == sorted(USED)


# --- a test of the test itself ---


@dataclass(frozen=True)
class Small:
    name: str
    spare: str


@dataclass(frozen=True)
class Large:
    title: str
    one: Small | None
    many: tuple[tuple[str, Small], ...]


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ view.name }}", "Large has no name"),
        ("{% if view.one %}{{ view.one.title }}{% endif %}", "Small has no title"),
        ("{% for word, it in view.many %}{{ it.nmae }}{% endfor %}", "Small has no nmae"),
        ("{% for it in view.many if it[1].nmae %}{% endfor %}", "Small has no nmae"),
        ("{% macro m(it) %}{{ it.nmae }}{% endmacro %}{{ m(view.one or view.many[0][1]) }}", "Small has no nmae"),
        ("{% set it = view.one %}{{ it.name.nmae }}", "str has no nmae"),
        ("{% for it in view.many|reverse %}{{ loop.index }}{{ it[1].nmae }}{% endfor %}", "Small has no nmae"),
    ],
)
def test_a_name_that_is_missing_is_found(tmp_path: Path, template: str, fault: str) -> None:
    (tmp_path / "t.md.j2").write_text(template)
    reader = Reader(tmp_path)
    reader.follow("t.md.j2", Large, Page)
    assert reader.faults == {f"t.md.j2:1: {fault}"}


def test_a_field_that_is_read_in_a_macro_of_another_template_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.md.j2").write_text('{% import "m.j2" as m %}{{ m.name(it=view.one) }}')
    (tmp_path / "m.j2").write_text("{% macro name(it) %}{{ it.name }}{% endmacro %}")
    reader = Reader(tmp_path)
    reader.follow("t.md.j2", Large, Page)
    assert reader.read == {(Large, "one"), (Small, "name")}
    assert not reader.faults
