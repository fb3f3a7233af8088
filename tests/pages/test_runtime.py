"""Templates render the same with our runtime as with Jinja's own."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
import pytest
from markupsafe import Markup

from generator.pages import runtime


def environment(*, ours: bool) -> jinja2.Environment:
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True, loader=jinja2.DictLoader(SHARED))
    if ours:
        made.code_generator_class, made.context_class = runtime.Code, runtime.Calls
    return made


class Drawn:
    """A value with its own HTML representation."""

    def __html__(self) -> str:
        return "<i>drawn</i>"


class Called:
    """A callable value that asks for the context."""

    @jinja2.pass_context
    def __call__(self, context: jinja2.runtime.Context, of: str) -> str:
        return f"{of} & {context['name']}"


@jinja2.pass_environment
def blocks(of: jinja2.Environment, text: str) -> str:
    return f"{of.block_start_string} {text}"


SHARED = {
    "parts": "{% macro link(to, text='<here>', more=none) %}<a href='{{ to }}'>{{ text }}{{ more or '' }}</a>{% endmacro %}"
    "{% macro boxed() %}[{{ caller('<x>') }}]{% endmacro %}"
    "{% macro each() %}{{ varargs | join(', ') }} {{ kwargs | dictsort }}{% endmacro %}",
    "frame": "<p>{% block words %}frame{% endblock %}</p>",
}
VALUES: dict[str, object] = {
    "name": "<Ada & Bo>",
    "html": Markup("<b>1</b>"),
    "drawn": Drawn(),
    "numbers": [1, 2, 3],
    "called": Called(),
    "blocks": blocks,
    "upper": str.upper,
    "nothing": None,
}


@pytest.mark.parametrize(
    "template",
    [
        "{{ name }} {{ html }} {{ drawn }} {{ 3 }} {{ 2.5 }} {{ nothing }} {{ true }}",
        "{{ name ~ html }} {{ html ~ name }} {{ name | upper }} {{ name | e }} {{ name | safe }} {{ html + name }}",
        "{% from 'parts' import link %}{{ link('/<a>') }}{{ link('b', html) }}{{ link('c', more=name) }}{{ link(to=name, text=drawn) }}",
        "{% import 'parts' as parts %}{% for n in numbers %}{{ loop.index }}{{ parts.link(n, text=name) }}{% endfor %}",
        "{% import 'parts' as parts %}{% call(of) parts.boxed() %}{{ of }}{{ name }}{% endcall %}",
        "{% import 'parts' as parts %}{{ parts.each(name, html, b=name, a=1) }}",
        "{% macro here(text) %}{{ text }}{% endmacro %}{% set kept = here(name) %}{{ kept }}{{ kept | length }}",
        "{% set block %}{{ name }}<br>{% endset %}{{ block }}{% filter upper %}{{ name }}{% endfilter %}",
        "{{ called('x') }} {{ blocks('y') }} {{ upper(name) }} {% for n in numbers %}{{ called(n) }}{% endfor %}",
        "{% extends 'frame' %}{% block words %}{{ super() }} {{ name }}{% endblock %}",
        "{% autoescape false %}{{ name }}{% macro raw(it) %}{{ it }}{% endmacro %}{{ raw(name) }}{% endautoescape %}{{ name }}",
        "{{ '%s and %s' | format(name, html) }} {{ [name, html] | join('<br>') }} {{ [name, html] | join(html) }}",
    ],
)
def test_a_template_says_the_same(template: str) -> None:
    assert environment(ours=True).from_string(template).render(VALUES) == environment(ours=False).from_string(
        template
    ).render(VALUES)


@pytest.mark.parametrize(
    "template",
    [
        "{{ unknown }}",
        "{{ unknown.name }}",
        "{{ unknown() }}",
        "{% from 'parts' import link %}{{ link('a', 'b', 'c', 'd') }}",
        "{% from 'parts' import link %}{{ link('a', href='b') }}",
        "{% from 'parts' import link %}{{ link('a', to='b') }}",
        "{% from 'parts' import link %}{{ link() }}",
        "{% from 'parts' import link %}{% call link('a') %}b{% endcall %}",
        "{{ upper(1) }}",
    ],
)
def test_what_is_wrong_with_a_template_is_said_as_before(template: str) -> None:
    assert fault(environment(ours=True), template) == fault(environment(ours=False), template)


def test_an_attribute_that_a_value_has_not_is_an_error() -> None:
    with pytest.raises(AttributeError, match="unknown"):
        environment(ours=True).from_string("{{ name.unknown }}").render(VALUES)


def fault(made: jinja2.Environment, template: str) -> tuple[type[Exception], str]:
    return raised(lambda: made.from_string(template).render(VALUES))


def raised(does: Callable[[], object]) -> tuple[type[Exception], str]:
    with pytest.raises((jinja2.TemplateError, TypeError)) as found:
        does()
    return type(found.value), str(found.value)
