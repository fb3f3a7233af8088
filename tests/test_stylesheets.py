"""Each class in the style sheets belongs to one component, as defined at the top of tokens.css."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from cssselect2 import parser
from mkdocs.config import load_config

from generator import theme
from generator.mkdocs_plugin import assets
from generator.text import messages
from tests.archive_files import write

ROOT = Path(__file__).resolve().parent.parent
SHEETS = sorted((ROOT / "generator" / "theme" / "assets" / "css").glob("*.css"))
NUMBERED = re.compile(r" -{5,} (\d+ .+?) -{5,} ")
SHARED = re.compile(r"^ +Shared: +((?:\.[\w-]+\s*)+)", re.MULTILINE)
MATERIALS = Path(metadata.distribution("mkdocs-material").locate_file("material/templates"))  # type: ignore[arg-type]
MATERIAL = re.compile(r"md-|headerlink$|js$")


@dataclass(frozen=True)
class Use:
    """A class that a component styles, by which selector, and whether the selector also names another of the archive's
    classes."""

    name: str
    component: str
    selector: str
    beside: frozenset[str]


def uses(sheets: Mapping[str, str]) -> list[Use]:
    """Every class styled by a selector in these style sheets (text by name)."""
    found: list[Use] = []
    for name, text in sheets.items():
        component = name
        for node in tinycss2.parse_stylesheet(text, skip_whitespace=True):
            if node.type == "comment" and (heading := NUMBERED.fullmatch(node.value)):
                component = f"{name}: {heading.group(1)}"
            found += [use for prelude in _preludes(node) for use in _styled(prelude, component)]
    return found


def _preludes(node: tinycss2.ast.Node) -> Iterator[str]:
    """The selectors of a rule, including those inside `@media` and similar rules."""
    if node.type == "qualified-rule":
        yield tinycss2.serialize(node.prelude).strip()
    elif node.type == "at-rule" and node.content and not node.lower_at_keyword.endswith("keyframes"):
        for inner in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):
            yield from _preludes(inner)


def _styled(prelude: str, component: str) -> Iterator[Use]:
    """A selector styles the last part that names a class; the parts before it give the context."""
    known = prelude.replace("::", ":")  # the parser does not know every pseudo-element
    for selector in parser.parse(tinycss2.parse_component_value_list(known)):
        for parts in _parts(selector.parsed_tree):
            own = [own for own in parts if own]
            for name in own[-1] if own else ():
                beside = frozenset().union(*own) - {name}
                yield Use(name, component, prelude, beside)


def _parts(tree: object) -> list[list[frozenset[str]]]:
    """The classes of each part of a selector, from left to right. A selector with `:is()` counts as one selector for
    each choice."""
    if isinstance(tree, parser.CombinedSelector):
        return [left + right for left in _parts(tree.left) for right in _parts(tree.right)]
    assert isinstance(tree, parser.CompoundSelector)
    plain = frozenset(
        one.class_name
        for one in tree.simple_selectors
        if isinstance(one, parser.ClassSelector) and not MATERIAL.match(one.class_name)
    )
    found = [[plain]]
    for one in tree.simple_selectors:
        if isinstance(one, parser.MatchesAnySelector | parser.SpecificityAdjustmentSelector):
            inner = [parts for choice in one.selector_list for parts in _parts(getattr(choice, "parsed_tree", choice))]
            found = [[*parts[:-1], before[-1] | parts[-1]] for before in found for parts in inner]
    return found


def shared(sheets: Iterable[str]) -> frozenset[str]:
    """The classes that the style sheets allow other components to position."""
    lists = [found for text in sheets for found in SHARED.findall(text)]
    return frozenset(name.lstrip(".") for some in lists for name in some.split())


def conflicts(sheets: Mapping[str, str]) -> list[str]:
    """Descriptions of classes that are styled by another component than their own."""
    free = shared(sheets.values())
    of: dict[str, list[Use]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for use in uses(sheets):
        of[use.name].append(use)
        for name in use.beside:
            named[name].add(use.component)
    owners = {name: {use.component for use in own if name not in free or not use.beside} for name, own in of.items()}
    owners = named | owners  # a class without styles belongs to whoever names it
    found = []
    for name, own in sorted(of.items()):
        components = {use.component for use in own}
        if name not in free and len(components) > 1:
            found.append(f".{name} is styled by {' and by '.join(sorted(components))}")
        if name in free:
            bare = {use.component for use in own if not any(owners[other] == {use.component} for other in use.beside)}
            if len(bare) > 1:
                found.append(
                    f".{name} is shared, and styled outside any other class by {' and by '.join(sorted(bare))}"
                )
    return found


def read() -> dict[str, str]:
    return {sheet.stem: sheet.read_text(encoding="utf-8") for sheet in SHEETS}


def test_each_class_is_styled_by_one_component() -> None:
    assert conflicts(read()) == []


def test_what_is_called_shared_is_styled() -> None:
    assert shared(read().values()) <= {use.name for use in uses(read())}


GRID = "/* ---------- 1 grid ---------- */ .ar-grid .ar-span { position: relative; }"
TWO_SECTIONS = f"{GRID} /* ---------- 2 map ---------- */ "


@pytest.mark.parametrize(
    "other",
    [
        ".ar-span { display: flex; }",
        ".md-typeset :is(.ar-span, .ar-other) { display: flex; }",
        ".ar-map .ar-span { display: flex; }",
        "@media print { .ar-map, .ar-span { display: none; } }",
        ".ar-span button { margin: 0; }",
        "td.ar-span:hover::before { content: none; }",
    ],
)
def test_a_class_of_two_components_is_found(other: str) -> None:
    assert conflicts({"one": TWO_SECTIONS + other}) == [".ar-span is styled by one: 1 grid and by one: 2 map"]
    assert conflicts({"one": GRID, "two": other}) == [".ar-span is styled by one: 1 grid and by two"]


@pytest.mark.parametrize(
    "other",
    [
        ".ar-map { display: flex; }",
        ".ar-span .ar-map { display: flex; }",
        ".ar-map:not(.ar-span) { display: flex; }",
        ".ar-map:has(.ar-span) { display: flex; }",
        ".md-typeset .ar-map > span { display: flex; }",
    ],
)
def test_a_class_that_only_says_where_is_no_conflict(other: str) -> None:
    assert conflicts({"one": TWO_SECTIONS + other}) == []


@pytest.mark.parametrize(
    ("other", "fault"), [(".ar-map .ar-label { margin: 0; }", False), (".md-typeset .ar-label { margin: 0; }", True)]
)
def test_a_shared_class_is_arranged_only_within_a_component(other: str, fault: bool) -> None:
    first = "/* Words.\n   Shared: .ar-label */\n/* ---------- 1 type ---------- */ .ar-label { color: red; }"
    found = conflicts({"one": first + "/* ---------- 2 map ---------- */ .ar-map { margin: 0; }" + other})
    assert found == (
        [".ar-label is shared, and styled outside any other class by one: 1 type and by one: 2 map"] if fault else []
    )


def test_each_class_that_is_styled_is_used() -> None:
    """By a template, a script or a module. Some names are composed there: `ar-plot--` and a size."""
    folders = [ROOT / "generator", ROOT / "content" / "pages"]
    files = [
        file for folder in folders for file in folder.rglob("*") if file.suffix in {".py", ".j2", ".js", ".html", ".md"}
    ]
    words = set(re.findall(r"[\w-]+", "\n".join(file.read_text(encoding="utf-8") for file in files)))
    unused = {use.name for use in uses(read())} - words
    assert {name for name in unused if re.sub(r"(--|__)\w+$", r"\1", name) not in words} == set()


def test_every_component_stands_in_the_style_sheet_of_all_pages_or_in_that_of_one() -> None:
    assert sorted([*theme.COMPONENTS, *theme.APART]) == [sheet.stem for sheet in SHEETS]
    whole = theme.stylesheet([theme.FOLDER])
    places = [whole.index(theme.brief(read()[name]).strip()) for name in theme.COMPONENTS]
    assert places == sorted(places)


def test_an_archive_may_have_a_component_of_its_own_and_keeps_what_it_changed_before(tmp_path: Path) -> None:
    own = write(
        tmp_path, {"assets/css/map.css": ".ar-mine { color: red; }", "assets/drawn.css": ".ar-old { margin: 0; }"}
    )
    whole = theme.stylesheet([own, theme.FOLDER])
    assert ".ar-mine" in whole
    assert theme.brief(read()["map"]).strip() not in whole
    assert theme.brief(read()["network"]).strip() in whole
    assert whole.endswith(".ar-old { margin: 0; }")


@pytest.mark.parametrize(
    "text",
    [
        *(sheet.read_text(encoding="utf-8") for sheet in SHEETS),
        """.a::before { content: "/* no comment */"; }  /* one, with "a quotation mark */\n\n   .b { color: red; }""",
        r""".a { content: "a \" /* b"; } .b { content: '*/' } .c { content: '\'/*'; }""",
        ".a /* between */ .b { margin:\n    0/* nothing */1px\n    auto; } .c/**/.d { top: 0; }",
    ],
)
def test_without_its_comments_and_indents_a_style_sheet_says_the_same(text: str) -> None:
    tokens = [[*flat(tinycss2.parse_component_value_list(it, skip_comments=True))] for it in (text, theme.brief(text))]
    assert tokens[0] == tokens[1]


def flat(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """The tokens of a style sheet with their values, including those in brackets and functions. Insignificant white
    space is left out: at the ends of a block, around `{`, `}`, `;` and `,`, and after `:`."""
    before, spaced = None, False
    for token in tokens:
        if token.type == "whitespace":
            spaced = True
            continue
        if spaced and not _is_sign(before, ";,:") and not _is_sign(token, ";,"):
            yield "whitespace", None
        before, spaced = token, False
        yield token.type, getattr(token, "value", None)
        inner = getattr(token, "content", None) or getattr(token, "arguments", None)
        yield from flat(inner if isinstance(inner, list) else ())


def _is_sign(token: Any, signs: str) -> bool:
    """Whether a token is one of these signs, a block in braces, or missing (the beginning)."""
    return token is None or token.type == "{} block" or (token.type == "literal" and token.value in signs)


SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[a-z-]*|left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right)"
)
ROUND = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*([^;}]+)")
SHADOW = re.compile(r"box-shadow\s*:\s*([^;}]+)")
SHIFT = re.compile(r"translateX\(-?[\d.]|linear-gradient\((?:-?(?:90|270)deg|to (?:left|right))")


def one_sided(text: str) -> list[str]:
    """The declarations of a style sheet that are fixed to the left or right, whichever way a page runs."""
    found = [*SIDES.findall(text), *SHIFT.findall(text)]
    for value in ROUND.findall(text):
        sides = _values(value)
        if len(sides) == 4 and sides[1] != sides[3]:
            found.append(value)
    for value in SHADOW.findall(text):
        across = sorted(offset for shadow in _split(value, ",") if (offset := _across(shadow)))
        if any(f"-{it}".replace("--", "") not in across for it in across):
            found.append(value)
    return found


def _values(text: str) -> list[str]:
    """The space-separated values of a declaration; a function is one value."""
    return _split(text.replace("!important", ""), " ")


def _split(text: str, at: str) -> list[str]:
    parts, depth = [""], 0
    for sign in text.strip():
        depth += (sign == "(") - (sign == ")")
        if sign == at and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _across(shadow: str) -> str:
    """The horizontal offset of a shadow; empty if it is zero or follows the writing direction."""
    first = next((it for it in _values(shadow) if re.match(r"-?[\d.]|calc", it)), "0")
    return "" if "--ar-way" in first or not re.search(r"[1-9]", first) else first


def test_sides_are_named_by_the_direction_of_writing() -> None:
    named = {name: one_sided(text) for name, text in read().items()}
    assert {name: sides for name, sides in named.items() if sides} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("p { padding: .5rem 0 .5rem 1.3rem }", True),
        ("p { margin: 0 0 0 .8rem; }", True),
        ("p { inset: 0 auto 0 var(--ar-from) }", True),
        ("p { left: 0 }", True),
        ("p { float: left }", True),
        ("p { transform: translateX(-50%) }", True),
        ("p { background: linear-gradient(90deg, red, blue) }", True),
        ("p { box-shadow: -.7rem 0 0 red, -.84rem 0 0 blue }", True),
        ("p { box-shadow: inset .15rem 0 0 red }", True),
        ("p { padding: .5rem 1rem .3rem 1rem; margin-inline: 1rem 0; inset-inline-start: 0 }", False),
        ("p { padding: calc(1rem + 2px) var(--a, 0 1px) 0 }", False),
        ("p { transform: translateX(calc(-50% * var(--ar-way))); float: inline-start }", False),
        ("p { background: linear-gradient(calc(90deg * var(--ar-way)), red, blue) }", False),
        (
            "p { box-shadow: -.7rem 0 0 red, .7rem 0 0 red, calc(-.84rem * var(--ar-way)) 0 0 blue, 0 .2rem .6rem #0003 }",
            False,
        ),
    ],
)
def test_what_is_on_one_side_is_told_from_what_is_not(text: str, fault: bool) -> None:
    assert bool(one_sided(text)) == fault


ARROW = re.compile(r"[→➔➝➞⟶⇒]|\\2192")


def test_an_arrow_points_where_writing_goes() -> None:
    """It is not in a template, since only a style sheet can turn it."""
    drawn = 0
    for text in read().values():
        rules = [
            (tinycss2.serialize(it.prelude).strip(), ARROW.search(tinycss2.serialize(it.content)))
            for it in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            if it.type == "qualified-rule"
        ]
        for selector in (selector for selector, arrow in rules if arrow):
            assert f'[dir="rtl"] {selector}' in [other for other, _arrow in rules]
            drawn += 1
    assert drawn
    templates = [*(ROOT / "generator" / "pages").rglob("*.j2"), *(ROOT / "generator" / "theme").rglob("*.html")]
    assert [file.name for file in templates if ARROW.search(file.read_text(encoding="utf-8"))] == []


def test_materials_rules_are_a_layer_below_those_of_the_components_and_no_page_asks_for_its_sheets() -> None:
    folders = [theme.FOLDER, MATERIALS]
    assert len(theme.of_material(folders)) == 2, "Material's style sheets have other names now"
    nodes = tinycss2.parse_stylesheet(theme.stylesheet(folders), skip_comments=True, skip_whitespace=True)
    assert [tinycss2.serialize(node.prelude).strip() for node in nodes] == ["material", "archive"]
    first, second = (tinycss2.serialize(node.content) for node in nodes)
    assert ".md-typeset" in first
    assert ".ar-page" not in first
    assert ".ar-page" in second
    assert "@charset" not in first


LINE = 3
"""The most pixels for a line, an outline, a corner or a small mark. Anything larger grows with the reader's text."""
DRAWN = (".ar-plot", "svg")
"""The prefixes of selectors for drawings, whose pixels are units of the drawing."""


def in_pixels(text: str) -> list[str]:
    """What does not grow in a style sheet when a reader enlarges text, but should: each as selector and declaration, or
    as a query."""
    return [*_in_pixels(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))]


def _in_pixels(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    for node in nodes:
        prelude = tinycss2.serialize(node.prelude).strip()
        if node.type == "at-rule":
            if any(_pixels(node.prelude)):
                yield prelude
            yield from _in_pixels(
                tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True)
            )
        elif not prelude.startswith(DRAWN):
            for one in tinycss2.parse_declaration_list(node.content, skip_comments=True, skip_whitespace=True):
                of_paper = (prelude, one.name) == ("html", "font-size")
                if one.name in {"stroke-width", "background"} or of_paper:  # of a drawing; a pattern
                    continue
                if any(abs(pixels) > LINE for pixels in _pixels(one.value)):
                    yield f"{prelude} {{ {one.name}: {tinycss2.serialize(one.value).strip()} }}"


def _pixels(tokens: Iterable[tinycss2.ast.Node]) -> Iterator[float]:
    for token in tokens:
        if token.type == "dimension" and token.lower_unit == "px":
            yield token.value
        elif token.type == "function" and not token.lower_name.endswith("gradient"):
            yield from _pixels(token.arguments)
        elif token.type in {"() block", "[] block"}:
            yield from _pixels(token.content)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("p { font-size: 13px }", True),
        ("p { padding: .5rem 8px }", True),
        ("p { margin: calc(1rem - 16px) }", True),
        ("@media print { p { gap: 4px } }", True),
        ("@media (max-width: 600px) { p { gap: 1rem } }", True),
        ("p { border: 1px solid; border-radius: 3px; padding: .4rem }", False),
        (".ar-plot text { font-size: 12.5px }", False),
        ("p { background: repeating-linear-gradient(#000 0 6px, #fff 6px 8px) }", False),
        ("@media (max-width: 30em) { p { gap: 1rem } }", False),
    ],
)
def test_what_is_measured_in_pixels_is_told_from_what_may_be(text: str, fault: bool) -> None:
    assert bool(in_pixels(text)) == fault


def test_text_and_the_room_around_it_grow_with_the_size_that_a_reader_has_set() -> None:
    found = {name: in_pixels(text) for name, text in read().items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


SHOWN = re.compile(r"\bcontent:([^;}]*)")


def test_no_style_sheet_shows_a_word_of_one_language() -> None:
    """They show custom properties, which `mkdocs_plugin.assets` takes from the catalogue."""
    values = (
        token.value
        for text in read().values()
        for found in SHOWN.finditer(text)
        for token in tinycss2.parse_component_value_list(found[1])
        if token.type == "string"
    )
    assert [value for value in values if any(letter.isalpha() for letter in value)] == []


def test_the_words_that_style_sheets_show_are_in_the_language_of_the_archive() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    with messages.language_set("de"):
        assert '--ar-text-only-here:"nur hier:"' in assets.styles(config)


def test_materials_rules_for_what_no_setting_draws_are_left_out() -> None:
    sheet = (
        ".md-search,.md-search__form:not(.x){a:b}"
        "@media print{.md-typeset .tabbed-set{c:d}.md-typeset p{e:f}}"
        ".md-search,.md-header{g:h}"
        ".md-header:not(.md-search){i:j}"
        ".md-search-free{k:l}"
    )
    some = theme.without_unused(sheet, {"pymdownx.tabbed"})
    assert ".tabbed-set" in some
    assert "{a:b}" not in some
    none = theme.without_unused(sheet, {})
    assert none == "@media print{.md-typeset p{e:f}}.md-search,.md-header{g:h}.md-header:not(.md-search){i:j}"
    assert theme.without_unused(sheet, None) == sheet


def test_no_template_of_the_theme_uses_a_class_whose_rules_may_be_left_out() -> None:
    drawn = [*(ROOT / "generator").rglob("*.j2"), *(ROOT / "generator" / "theme").rglob("*.html")]
    drawn += (ROOT / "generator" / "theme" / "assets").rglob("*.js")
    prefixes = {prefix for prefixes in theme.OPTIONAL for prefix in prefixes} - {
        "keys",
        "critic",
    }  # words of scripts too
    classes = re.compile(rf"[\"' .](?:{'|'.join(prefixes)})[\w-]*[\"' ]")
    assert [file.name for file in drawn if classes.search(file.read_text(encoding="utf-8"))] == []
