"""The catalogues have every message, in the plural forms of their language, with the same placeholders and elements as
in English."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import jinja2
import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import nodes

from generator.text.paragraphs import is_faithful
from tests import catalogues

UNFINISHED: frozenset[str] = frozenset()
"""Languages with messages still to be translated. Their existing translations are checked all the same."""


def names(message: str) -> set[str]:
    """The names in braces in a message. Raises ValueError if its braces contain something else."""
    found = {name for _, name, form, conversion in Formatter().parse(message) if name is not None}
    if strange := [name for name in found if not re.fullmatch("[a-z_][a-z0-9_]*", name)]:
        raise ValueError(f"{strange[0]!r} is no name")
    return found


def faults(it: Message, forms: int) -> Iterator[str]:
    """The faults of a translation."""
    english = [it.id] if isinstance(it.id, str) else [*it.id]
    said = [it.string] if isinstance(it.string, str) else [*(it.string or ())]
    if it.fuzzy:
        yield "fuzzy"
    if len(said) != (1 if isinstance(it.id, str) else forms):
        yield "forms missing"
    if not all(said):
        yield "empty"
    for number, text in enumerate(said):
        if not text:
            continue
        allowed, wanted = set().union(*map(names, english)), names(english[-1])
        if number + 1 < len(said):  # "one article" needs no number
            wanted = wanted - {"n"}
        try:
            there = names(text)
        except ValueError as fault:
            yield f"braces: {fault}"
            continue
        if not wanted <= there <= allowed:
            yield f"names: {sorted(there)} for {sorted(wanted)}"
        if Counter(TAG.findall(text)) not in [Counter(TAG.findall(one)) for one in english]:
            yield "elements"
        if not any(ends(text) == ends(one) for one in english):
            yield "white space at the ends"
        if of_a_page(it) and not is_faithful(english[0], text):
            yield "links, code or emphasis"


def of_a_page(it: Message) -> bool:
    """Whether a message is a paragraph of a page that comes with the generator."""
    return any(path.startswith(catalogues.PAGES) for path, _ in it.locations)


TAG = re.compile(r"<[^<>]*>")


def ends(text: str) -> tuple[str, str]:
    """The white space at both ends of a text, apart from the narrow space before a French semicolon."""
    return text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]


@pytest.mark.parametrize("file", catalogues.files(), ids=catalogues.language_of)
def test_every_message_of_a_language_is_translated_and_well_formed(file: Path) -> None:
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    wrong = [
        f"{it.id!r}: {fault}" for it in catalogue if it.id for fault in faults(it, catalogue.num_plurals)
        if not (fault == "empty" and catalogues.language_of(file) in UNFINISHED)
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", catalogues.files(), ids=catalogues.language_of)
def test_a_page_calls_what_it_explains_as_the_site_does(file: Path) -> None:
    """A quoted or emphasised text that is itself a message must have the same translation in the paragraph."""
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    labels = {of_block(it.id): of_block(str(it.string)) for it in catalogue if isinstance(it.id, str) and it.id}
    missing = [
        (label, it.string)
        for it in catalogue
        if of_a_page(it)
        for label in _NAMED.findall(str(it.id))
        if label in labels and labels[label].lower() not in str(it.string).lower()
    ]
    assert not missing


def of_block(message: str) -> str:
    """The heading of a collapsible block in a message, or the message itself."""
    return re.sub("^<b>(.*?)</b> <small>.*", r"\1", message)


_NAMED = re.compile(r"(?<=“)[^”]+(?=”)|(?<=\*\*)[^*]+(?=\*\*)|(?<=<strong>)[^<]+")


@pytest.mark.parametrize("file", catalogues.files(), ids=catalogues.language_of)
def test_the_forms_of_a_language_are_those_of_the_cldr_in_their_order(file: Path) -> None:
    locale = Locale.parse(catalogues.language_of(file), sep="-")
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    form = gettext.c2py(catalogue.plural_expr)
    order = [
        name for name in ("zero", "one", "two", "few", "many", "other") if name in map(locale.plural_form, range(1000))
    ]
    assert catalogue.num_plurals == len(order)
    assert [form(n) for n in range(1000)] == [order.index(locale.plural_form(n)) for n in range(1000)]


@pytest.mark.parametrize("file", catalogues.files(), ids=catalogues.language_of)
def test_a_catalogue_says_whether_a_native_speaker_has_read_it_and_how_to_help(file: Path) -> None:
    head = file.read_text(encoding="utf-8").partition("msgid")[0]
    assert "native speaker" in head
    assert "To help:" in head


def test_a_translation_that_lacks_something_is_found() -> None:
    def wrong(entry: str) -> list[str]:
        head = 'msgid ""\nmsgstr "Language: de\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        catalogue = read_po(io.BytesIO((head + entry).encode()))
        return [fault for it in catalogue if it.id for fault in faults(it, catalogue.num_plurals)]

    one = 'msgid "By {who} in <b>{where}</b>"\nmsgstr "{}"\n'
    assert wrong(one.replace("{}", "In <b>{where}</b> von {who}")) == []
    assert wrong(one.replace("{}", "")) == ["empty"]
    assert wrong(one.replace("{}", "Von {who} in <b>hier</b>")) == ["names: ['who'] for ['where', 'who']"]
    assert wrong(one.replace("{}", "Von {who} in {where}")) == ["elements"]
    assert wrong(one.replace("{}", "Von {who in <b>{where}</b>"))[0].startswith("braces")
    assert wrong(one.replace("{}", " Von {who} in <b>{where}</b>")) == ["white space at the ends"]
    page = f'#: {catalogues.PAGES[0]}/a.md\nmsgid "**See** [it](a.md): `b`"\nmsgstr "{{}}"\n'
    assert wrong(page.replace("{}", "`b`: [das](a.md) **sehen**")) == []
    for text in (
        "**Das** [hier](b.md): `b`",
        "**Das** [hier](a.md): `c`",
        "Das [hier](a.md): `b`",
        "**Das** [hier](a.md): `b` {x}",
    ):
        assert "links, code or emphasis" in wrong(page.replace("{}", text))
    assert wrong("#, fuzzy\n" + one.replace("{}", "In <b>{where}</b> von {who}")) == ["fuzzy"]
    many = 'msgid "{n} wall"\nmsgid_plural "{n} walls"\n'
    assert wrong(f'{many}msgstr[0] "eine Mauer"\nmsgstr[1] "{{n}} Mauern"\n') == []
    assert wrong(f'{many}msgstr[0] "eine Mauer"\nmsgstr[1] "Mauern"\n') == ["names: [] for ['n']"]
    assert wrong(f'{many}msgstr[0] "{{n}} Mauer"\nmsgstr[1] ""\n') == ["empty"]


# --- messages must be literals ---

SAY = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
"""How many of a function's first arguments are the message."""


def put_together_in_python(source: str) -> Iterator[int]:
    """The lines with a message that is not a string literal, and so would be in no catalogue."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for given in node.args[: SAY.get(name, 0)]:
                kept = name == "_" and isinstance(
                    given, ast.Name | ast.Attribute | ast.Subscript | ast.IfExp | ast.BoolOp
                )
                if not kept and not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
                    yield node.lineno


def put_together_in_a_template(source: str) -> Iterator[int]:
    """The lines of a template with a message that is not a string literal."""
    for call in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        for given in call.args[: SAY.get(name, 0)]:
            kept = name == "_" and isinstance(given, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.CondExpr)
            if not kept and not (isinstance(given, nodes.Const) and isinstance(given.value, str)):
                yield call.lineno


def test_every_message_is_a_text_that_stands_where_it_is_said() -> None:
    found = []
    for file in catalogues.sources():
        source = file.read_text(encoding="utf-8")
        if file.suffix == ".py" and file.name != "messages.py":
            lines = [*put_together_in_python(source)]
        elif file.suffix in {".j2", ".html"}:
            lines = [*put_together_in_a_template(source)]
        elif file.suffix == ".js":
            starts = re.finditer(r"\b(?:_|N_|ngettext|pgettext)\(\s*`", source)
            lines = [source[: it.start()].count("\n") + 1 for it in starts]
        else:
            continue
        found += [f"{file.relative_to(catalogues.ROOT)}:{line}" for line in lines]
    assert not found


def test_a_message_that_is_put_together_is_found() -> None:
    assert [*put_together_in_python('_("a"); _(kept, by=f"{x}"); N_("a")')] == []
    assert [*put_together_in_python('_("a" + b)\n_(f"a {b}")\nngettext("a", b, 2)\n_("a %s" % b)')] == [1, 2, 3, 4]
    assert [*put_together_in_a_template('{{ _("a", by=b ~ c) }}{{ _(view.label) }}')] == []
    assert [*put_together_in_a_template('{{ _("a" ~ b) }}\n{{ ngettext("a", b, 2) }}')] == [1, 2]


def test_no_message_has_two_plurals_of_which_a_catalogue_could_have_but_one() -> None:
    plurals: dict[tuple[str, str | None], set[str]] = {}
    for file in catalogues.sources():
        for it in catalogues.extracted([file]):
            if it.id and not isinstance(it.id, str):
                plurals.setdefault((it.id[0], it.context), set()).add(it.id[1])
    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}


SCRIPT = r"""
const a = /["'`]/;
say(archive._("of a script"), `x ${a ? `isn't ${_("within", { n: _("nested") })}` : 1}`, _("one " +
  'and "two"'));
// _("a comment")
ngettext("{n} d", "{n} ds", n, { a });
"""


def test_messages_are_extracted_from_code_templates_and_scripts(tmp_path: Path) -> None:
    written = {
        "a.py": '_("of python", by=x); messages.ngettext("{n} a", "{n} as", n); table = {1: N_("kept")}; f"{_(\'within another\')}"\n_(\n  "in two "\n  "parts")',
        "b.j2": '<p title="{{ _("of a template", by=x) }}">{{ pgettext("where", "said") | bdi }}</p>',
        "c.html": '{% block a %}{{ ngettext("{n} c", "{n} cs", n) }}{% endblock %}',
        "d.js": SCRIPT,
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = catalogues.extracted([*sorted(tmp_path.iterdir())], tmp_path)
    assert {(it.id, it.context) for it in found if it.id} == {
        ("of python", None), (("{n} a", "{n} as"), None), ("kept", None), ("in two parts", None), ("within another", None),
        ("of a template", None), ("said", "where"), (("{n} c", "{n} cs"), None),
        ("of a script", None), ("within", None), ("nested", None), ('one and "two"', None),
        (("{n} d", "{n} ds"), None),
    }  # fmt: skip


def test_a_catalogue_keeps_its_translations_and_its_header_and_loses_what_is_gone() -> None:
    english = Catalog()
    english.add("there", locations=[("generator/a.py", 0)])
    english.add(("{n} new", "{n} news"), locations=[("generator/b.py", 0)])
    before = catalogues.header("uk") + '\nmsgid "gone"\nmsgstr "нема"\n\nmsgid "there"\nmsgstr "там"\n'
    after = catalogues.in_step(english, before)
    assert after.startswith(catalogues.header("uk"))
    assert '#: generator/a.py\nmsgid "there"\nmsgstr "там"\n' in after
    assert 'msgstr[2] ""' in after
    assert "gone" not in after
    assert catalogues.in_step(english, after) == after


def test_a_message_that_gets_forms_is_translated_anew() -> None:
    english = catalogues.extracted([], catalogues.ROOT)
    english.add(("{n} wall", "{n} walls"), locations=[("generator/a.py", 0)])
    before = catalogues.header("de") + '\nmsgid "{n} wall"\nmsgstr "{n} Mauer"\n'
    after = catalogues.in_step(english, before)
    assert "fuzzy" not in after
    assert 'msgstr[0] ""\nmsgstr[1] ""\n' in after
