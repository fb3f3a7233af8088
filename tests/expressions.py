"""Every regular expression of the generator: its place, pattern and flags, and how it is used.

`call_sites` finds them in the source. `runtime_patterns` runs the code and records every pattern passed to `re`: patterns that the
source alone does not show, and a check that none was missed.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_CALLS = frozenset(["compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"])
_FLAGS_AT = {"sub": 4, "subn": 4, "split": 3}


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call of `re` with its pattern. `pattern` is None if it is known only at run time. `way` is "match" or
    "fullmatch" if the pattern is used in no other way, else "search"."""

    module: str
    line: int
    name: str | None
    pattern: str | bytes | None
    flags: int
    way: str

    @property
    def place(self) -> tuple[str, int]:
        """The module and the line on which the call begins."""
        return self.module, self.line


@dataclass(frozen=True, slots=True)
class RuntimePattern:
    """A pattern passed to `re` at run time, and the place of the call."""

    module: str
    line: int
    pattern: str | bytes
    flags: int

    @property
    def place(self) -> tuple[str, int]:
        """The module and the line on which the call begins."""
        return self.module, self.line


def modules() -> list[str]:
    """The generator's modules, except files that `archive init` copies."""
    files = sorted(ROOT.glob("generator/**/*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [name for name in names if ".starter.files" not in name and not name.endswith("__main__")]


def call_sites() -> list[CallSite]:
    """Every call of `re` that takes a pattern."""
    trees = {name: ast.parse(_file(name).read_text(encoding="utf-8")) for name in modules()}
    public = _uses(trees.values(), private=False)
    return [site for name, tree in trees.items() for site in _sites(name, tree, {**public, **_uses([tree])})]


def _file(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _sites(module: str, tree: ast.AST, uses: dict[str, set[str]]) -> Iterator[CallSite]:
    names = {id(node.value): target.id for node, target in _assigned(tree)}
    space = vars(importlib.import_module(module))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _is_of_re(node.func) and isinstance(node.func, ast.Attribute)):
            continue
        call = node.func.attr
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        pattern = _value(node.args[0] if node.args else given["pattern"], space)
        at = _FLAGS_AT.get(call, 1 if call == "compile" else 2)
        flag = node.args[at] if len(node.args) > at else given.get("flags")
        flags = _value(flag, space) if flag is not None else 0
        name = names.get(id(node)) if call == "compile" else None
        done = uses.get(name, {"search"}) if name else {call}
        way = "fullmatch" if done == {"fullmatch"} else "match" if done <= {"match", "fullmatch"} else "search"
        if not isinstance(pattern, re.Pattern):
            yield CallSite(module, node.lineno, name, pattern, int(flags or 0), way)


def _assigned(tree: ast.AST) -> Iterator[tuple[Any, ast.Name]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node, node.targets[0]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node, node.target


_IMPORTS_RE = re.compile(r"^\s*(?:from|import)\b.*\b(?:re|regex)\b", re.MULTILINE)


def unrecognised_imports(module: str) -> list[str]:
    """What a module imports under names that `call_sites` does not recognise: functions of `re`, or `re` under another
    name."""
    text = _file(module).read_text(encoding="utf-8")
    if not _IMPORTS_RE.search(text):
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            found += [name.name for name in node.names if name.name in _CALLS]
        elif isinstance(node, ast.Import):
            found += [str(name.asname) for name in node.names if name.name in ("re", "regex") and name.asname]
    return found


def _is_of_re(func: ast.expr) -> bool:
    return (
        isinstance(func, ast.Attribute)
        and func.attr in _CALLS
        and isinstance(func.value, ast.Name)
        and func.value.id == "re"
    )


def _value(node: ast.expr, space: dict[str, Any]) -> Any:
    try:
        return eval(compile(ast.Expression(node), "<pattern>", "eval"), space)  # noqa: S307  # our own code
    except NameError:
        return None


def _uses(trees: Iterable[ast.AST], *, private: bool = True) -> dict[str, set[str]]:
    """How each pattern is used, by its name; "search" if it is passed on in any other way."""
    uses: dict[str, set[str]] = {}
    for tree in trees:
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                uses.setdefault(_last_name(node.value), set()).add(node.attr if node.attr in _CALLS else "search")
                called.add(id(node.value))
            elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is | ast.IsNot):
                called |= {id(node.left), *map(id, node.comparators)}  # compared, not used
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                uses.setdefault(_last_name(node), set()).add("search")
    return uses if private else {name: done for name, done in uses.items() if not name.startswith("_")}


def _last_name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


_RECORDER = """
import json, re, sys
from importlib import import_module
from pathlib import Path

seen = {}
compiled = re._compile

def noted(pattern, flags):
    frame = sys._getframe(2)
    module = frame.f_globals.get("__name__", "")
    if module.startswith("generator") and not isinstance(pattern, re.Pattern):
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        seen[module, frame.f_lineno, text, isinstance(pattern, bytes), int(flags)] = None
    return compiled(pattern, flags)

re._compile = noted
for module in sys.argv[2:]:
    import_module(module)

from generator import pipeline
from generator.authoring.suggest import Suggester

archive = pipeline.read(Path(sys.argv[1])).archive
Suggester(archive).proposal(Path(sys.argv[1], "copy.txt").read_text("utf-8"))
import_module("generator.pages.spelling_out")._finder(("NIS", "U.S.", "a-b"))
import_module("generator.pages.spelling_out")._anywhere(("NIS", "U.S.", "a-b"))
numerals = import_module("generator.text.numerals")
for language in numerals.table():
    numerals.numbers("11", language)
    import_module("generator.authoring.suggest.month_names").dates_of(language)
import_module("generator.pages.parts.written").package_pages(Path(sys.argv[1], "content/pages"))
print(json.dumps(list(seen)))
"""


def runtime_patterns(root: Path) -> list[RuntimePattern]:
    """Every pattern passed to `re` while all modules are imported, the archive at `root` is read, and proposals are
    made for its `copy.txt`."""
    run = subprocess.run(
        [sys.executable, "-c", _RECORDER, root, *modules()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [
        RuntimePattern(module, line, pattern.encode("latin-1") if of_bytes else pattern, flags)
        for module, line, pattern, of_bytes, flags in json.loads(run.stdout)
    ]
