"""The structure of the models, read from them once: the keys of each part in order, the values each key takes, and
iteration over all values.

Everything that depends on the models asks here: loading, linking, `archive fmt`, `archive diff`, the schemas, the
guide, the annotating page. No other module reads pydantic's fields or inspects type annotations.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from generator.records.model import Figure, Passage, Quotation, Refers, SourceVersion, Statement, StoryStep
from generator.records.yaml_text import Steps, Tree

LAST = ("wikidata", "isni", "viaf", "geonames", "formerly", "notes")
"""Keys that come last in a record, after those of its own kind."""

WITH_ID: tuple[type[BaseModel], ...] = (Quotation, Statement, Figure, Passage, StoryStep, SourceVersion)
"""Parts whose `id` is written by the author. The id of a record is its file name."""

Form = Literal["scalar", "choice", "part", "list", "row", "table"]
"""`part`: a mapping with the keys of a model. `row`: a list of fixed length. `table`: a mapping with any keys."""

Widen = Callable[[Any], Any]
"""Converts the short form of a value into its long form. Raises PydanticCustomError if the value is neither."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The values that a field may have.

    `hint` is its type without `| None`, such as `scalars.Line`. `items` are the shapes of the items of a list, row or
    table: one shape, or for a row one per item.
    """

    form: Form
    hint: Any
    nullable: bool = False
    refers: Refers | None = None
    choices: tuple[str, ...] = ()
    part: type[BaseModel] | None = None
    items: tuple[Shape, ...] = ()
    widen: tuple[Widen, ...] = ()

    @property
    def innermost(self) -> Shape:
        """The shape itself or, for a list or table, the innermost shape of its items."""
        return self.items[0].innermost if self.items else self


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a part: its key as authors write it, its name in the model, and the shape of its value."""

    key: str
    name: str
    shape: Shape
    required: bool
    default: Any


class Value(NamedTuple):
    """A value of a record: the steps to it, its shape, the value itself, and the part that contains it."""

    steps: Steps
    shape: Shape
    value: Any
    owner: BaseModel


Wanted = Callable[[Shape], bool]
"""A predicate that selects the shapes whose values a search finds. It must be a module-level function, because results
are cached per function."""


# --- the models ----------------------------------------------------------------------------------------------------------


@cache
def fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """Every field of the model in the order of keys, including those that authors do not write."""
    hints = typing.get_type_hints(model, include_extras=True)
    found = []
    for name, field in model.model_fields.items():
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        found.append(Field(field.alias or name, name, _shape(hints[name]), field.is_required(), default))
    return tuple(sorted(found, key=lambda field: _rank(field.key)))


def _rank(key: str) -> int:
    """The rank of a key: `id` first and `body` last, regardless of the order in which models inherit them."""
    return -1 if key == "id" else len(LAST) + 1 if key == "body" else LAST.index(key) + 1 if key in LAST else 0


@cache
def authored_fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields that an author may write as keys, in order."""
    hidden = {"body"} if model in WITH_ID else {"id", "body"}
    return tuple(field for field in fields(model) if field.key not in hidden)


@cache
def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that an author may write, in order."""
    return tuple(field.key for field in authored_fields(model))


@cache
def shape_of(model: type[BaseModel], key: str) -> Shape | None:
    """The shape of a key of the model; None if the model has no such key."""
    return next((field.shape for field in fields(model) if field.key == key), None)


@cache
def part_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of the value of a key, or of the items of its list or table; None if that is not a part."""
    shape = shape_of(model, key)
    return shape.innermost.part if shape else None


@cache
def parent_key(model: type[BaseModel], key: str) -> str | None:
    """The first key of the model whose value is a mapping with this key; None if there is none."""
    held = (
        it.key
        for it in authored_fields(model)
        if it.shape.form == "part" and it.shape.part and key in keys(it.shape.part)
    )
    return next(held, None)


def model_at(model: type[BaseModel], steps: Iterable[str | int]) -> type[BaseModel]:
    """The model at these steps, or the last one on the way."""
    for step in steps:
        if isinstance(step, str):
            inner = part_model(model, step)
            if inner is None:
                return model
            model = inner
    return model


def _shape(hint: Any) -> Shape:
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        options = [option for option in typing.get_args(hint) if option is not type(None)]
        if len(options) > 1:
            raise TypeError(f"one field would take several things: {hint}")
        return replace(_shape(options[0]), nullable=True)
    marks: tuple[Any, ...] = ()
    base = hint
    if typing.get_origin(hint) is typing.Annotated:
        base, *more = typing.get_args(hint)
        marks = tuple(more)
    if any(isinstance(mark, PlainValidator) for mark in marks):
        return Shape("scalar", hint)  # only that function judges the value, whatever the annotation says
    widen = tuple(typing.cast("Widen", mark.func) for mark in marks if isinstance(mark, BeforeValidator))
    origin, arguments = typing.get_origin(base), typing.get_args(base)
    if origin is Literal:
        return Shape("choice", hint, choices=arguments)
    if origin is tuple:
        many = arguments[-1] is Ellipsis
        items = tuple(map(_shape, arguments[:1] if many else arguments))
        return Shape("list" if many else "row", hint, items=items, widen=widen)
    if origin is dict:
        return Shape("table", hint, items=(_shape(arguments[1]),))
    if isinstance(base, type) and issubclass(base, BaseModel):
        return Shape("part", hint, part=base, widen=widen)
    return Shape("scalar", hint, refers=next((mark for mark in marks if isinstance(mark, Refers)), None))


# --- the values of a record ----------------------------------------------------------------------------------------------


def values(record: BaseModel, wanted: Wanted, steps: Steps = ()) -> Iterator[Value]:
    """Every wanted value of a record or a part of one, at any depth, in the order of keys. A wanted value is not
    searched itself."""
    for field in _fields_with(type(record), wanted):
        value = getattr(record, field.name)
        if value is not None:
            yield from _values(field.shape, value, (*steps, field.key), record, wanted)


def _values(shape: Shape, value: Any, steps: Steps, owner: BaseModel, wanted: Wanted) -> Iterator[Value]:
    if wanted(shape):
        yield Value(steps, shape, value, owner)
    elif shape.part:
        yield from values(value, wanted, steps)
    else:
        for step, inner, item in _items(shape, value):
            yield from _values(inner, item, (*steps, step), owner, wanted)


def values_in_tree(
    tree: Tree, model: type[BaseModel], wanted: Wanted, steps: Steps = ()
) -> Iterator[tuple[Steps, Shape, Any]]:
    """Like `values`, for the tree of a file that failed validation: the values that can still be recognised."""
    if isinstance(tree, dict):
        for field in _fields_with(model, wanted):
            if tree.get(field.key) is not None:
                yield from _in_tree(field.shape, tree[field.key], (*steps, field.key), wanted)


def _in_tree(shape: Shape, tree: Any, steps: Steps, wanted: Wanted) -> Iterator[tuple[Steps, Shape, Any]]:
    if wanted(shape):
        yield steps, shape, tree
        return
    try:
        for widened in shape.widen:
            tree = widened(tree)
    except PydanticCustomError:
        return
    if shape.part:
        yield from values_in_tree(tree, shape.part, wanted, steps)
    elif isinstance(tree, dict if shape.form == "table" else list):
        for step, inner, item in _items(shape, tree):
            yield from _in_tree(inner, item, (*steps, step), wanted)


def _items(shape: Shape, value: Any) -> Iterator[tuple[str | int, Shape, Any]]:
    """The step, shape and value of each item of a list, row or table."""
    if shape.form == "table":
        yield from ((key, shape.items[0], item) for key, item in value.items())
    elif shape.form == "list":
        yield from ((number, shape.items[0], item) for number, item in enumerate(value))
    elif shape.form == "row":
        yield from ((n, inner, item) for n, (inner, item) in enumerate(zip(shape.items, value, strict=False)))


@cache
def _fields_with(model: type[BaseModel], wanted: Wanted) -> tuple[Field, ...]:
    """The fields of the model that may hold a wanted value, at any depth."""
    return tuple(field for field in fields(model) if _may_hold(field.shape, wanted, frozenset([model])))


def _may_hold(shape: Shape, wanted: Wanted, above: frozenset[type[BaseModel]]) -> bool:
    """Whether this shape may hold a wanted value, at any depth. `above` are the models around it, which ends the
    recursion: a section may hold sections."""
    if wanted(shape):
        return True
    if shape.part:
        inner = above | {shape.part}
        return shape.part not in above and any(_may_hold(field.shape, wanted, inner) for field in fields(shape.part))
    return any(_may_hold(item, wanted, above) for item in shape.items)
