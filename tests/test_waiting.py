"""No browser test reads a page immediately after an action: on a busy machine the page may not have responded yet.

Between an action (a click, a key, a file) and an immediate look (a count, a text, an address) there must be something
that waits, such as `expect`. That applies even if the page responds synchronously today: tomorrow it may not.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ACTS = {
    "check", "clear", "click", "dblclick", "dispatch_event", "drag_to", "fill", "go_back", "go_forward", "hover", "insert_text",
    "press", "press_sequentially", "select_option", "set_checked", "set_input_files", "tap", "type", "uncheck",
}  # fmt: skip
LOOKS = {
    "all", "all_inner_texts", "all_text_contents", "bounding_box", "content", "count", "evaluate", "evaluate_all", "get_attribute",
    "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "text_content",
    "title", "url",
}  # fmt: skip
WAITS = {"expect", "goto", "reload", "run", "until"}  # `run` is that of axe, which waits until nothing moves


def waits(name: str) -> bool:
    return name in WAITS or name.startswith(("wait_for", "expect_"))


def steps(function: ast.FunctionDef, helpers: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Line, kind ("act", "look" or "wait") and name of each step of a function, in order."""
    found: list[tuple[int, int, str, str]] = []
    for node in ast.walk(function):
        kind = name = ""
        if isinstance(node, ast.With):  # what it waits for has happened at the end of the block
            if any(isinstance(it, ast.Attribute) and waits(it.attr) for each in node.items for it in ast.walk(each)):
                kind, name = "wait", "with"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            kind = "wait" if waits(name) else helpers.get(name, "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            # With the Tab key, the focus has moved when the key press returns.
            by_tab = name == "press" and node.args and ast.unparse(node.args[-1]).strip("'").endswith("Tab")
            kind = "wait" if waits(name) else "look" if name in LOOKS else "act" if name in ACTS and not by_tab else ""
        elif isinstance(node, ast.Attribute) and node.attr == "url":
            kind, name = "look", "url"
        if kind and isinstance(node, ast.expr | ast.stmt):
            found.append((node.end_lineno or 0, node.end_col_offset or 0, kind, name))
    for line, _, kind, name in sorted(found):
        yield line, kind, name


def hasty(text: str) -> list[str]:
    """Each place in a module where a page is read without waiting first."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    helpers: dict[str, str] = {}  # the last step of each function of the module
    for function in functions:
        if not function.name.startswith("test_") and (own := [*steps(function, helpers)]):
            helpers[function.name] = own[-1][1].replace("look", "wait")
    places = []
    for function in functions:
        acted = ""
        for line, kind, name in steps(function, helpers):
            if kind == "look" and acted:
                places.append(f"{line}: {name} at once after {acted} in {function.name}")
            acted = name if kind == "act" else ""
    return places


def test_a_page_is_waited_for_before_it_is_looked_at() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    assert {path.name: found for path, text in texts.items() if "playwright" in text and (found := hasty(text))} == {}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("page.click('a')\n    assert page.url == ''", ["3: url at once after click in test_it"]),
        ("row.fill('a')\n    assert rows.count() == 1", ["3: count at once after fill in test_it"]),
        ("opens(page)\n    assert rows.count() == 1", ["3: count at once after opens in test_it"]),
        ("page.click('a')\n    expect(rows).to_have_count(1)\n    assert page.url == ''", []),
        ("with page.expect_download() as it:\n        page.click('a')\n    rows.count()", []),
        ("page.keyboard.press('Shift+Tab')\n    assert page.evaluate('1')", []),
        ("page.goto('a')\n    assert rows.count() == 1", []),
    ],
)
def test_a_look_that_comes_too_early_is_found_and_no_other(lines: str, found: list[str]) -> None:
    helper = "\n\ndef opens(page):\n    page.click('summary')\n"
    assert hasty(f"def test_it(page):\n    {lines}\n{helper}") == found
