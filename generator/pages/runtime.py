"""How templates run: as Jinja has it, but in half of the time. A site of a thousand articles calls a macro 700,000 times and puts in
four million values, so that what Jinja looks up at each call, for what templates might be, is a tenth of a build.

What templates say stays Jinja's; whatever is not usual is left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from keyword import iskeyword
from types import FunctionType, MethodType
from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext, Getattr, Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_escaped: Callable[[str], str]
try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # an interpreter without C, or another MarkupSafe
    _escaped = escape


def put_in(value: Any) -> str:
    """A value as HTML, escaped where it is not HTML already. Templates join what they put in, so what is escaped need not be marked as
    HTML once more."""
    of = type(value)
    if of is Markup:
        return value  # type: ignore[no-any-return]
    return _escaped(value) if of is str else escape(value)


def as_html(text: str) -> Markup:
    """A text that is HTML, marked as that. `Markup(text)` first asks what it is given whether it is HTML, a million times in such a site."""
    return str.__new__(Markup, text)


class Calls(Context):
    """Calls macros and functions. None of ours asks for the context, and few of Jinja's do."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """What it returns."""
        of = type(called)
        if of is Macro and self.eval_ctx.autoescape:
            if not (called.catch_kwargs or called.catch_varargs or called.caller):
                arguments = _arguments(called.arguments, args, named)
                if arguments is not None:
                    return as_html(called._func(*arguments))  # noqa: SLF001 - what templates draw is HTML
        elif (of is FunctionType or of is MethodType) and not hasattr(called, "jinja_pass_arg"):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*args, **named)
        return super().call(called, *args, **named)


def _arguments(names: list[str], args: tuple[Any, ...], named: dict[str, Any]) -> list[Any] | None:
    """What a macro is called with, in the order of its names; None where Jinja has to say what is wrong with it."""
    arguments = [*args]
    rest = len(named) - ("_block_vars" in named) - ("_loop_vars" in named)
    for name in names[len(args) :]:
        if rest and name in named:
            arguments.append(named[name])
            rest -= 1
        else:
            arguments.append(missing)
    return arguments if not rest and len(arguments) == len(names) else None


class Code(CodeGenerator):
    """Compiles templates to what puts values in by `put_in` and reads attributes as Python does. A value that has no such attribute is an
    AttributeError: none of ours is a mapping whose keys a template calls by a dot."""

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja calls it by this name
        """The module of a template."""
        self.writeline(f"from {__name__} import put_in")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:
        context: EvalContext = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("put_in(")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - see above
        """An attribute of a value."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")
