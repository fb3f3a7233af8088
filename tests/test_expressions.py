"""Every regular expression takes steps in proportion to its text, even on hostile texts. Steps are counted, not timed.

Counts are reproducible, so expressions.counted lists a hash of each pattern found linear, and only unlisted patterns
are counted. `pytest tests/test_expressions.py --update-golden` counts all and rewrites the list; `--in-full` counts
all, as the nightly run does.
"""

import ast
import hashlib
import json
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from generator.authoring import schema
from tests import backtracking, expressions
from tests.archive_files import write
from tests.backtracking import MAX_GROWTH, CountingPattern, Growth, growth, hostile_texts
from tests.conftest import at_night

pytestmark = pytest.mark.processes

MOST = 500
"""The most steps per character: a repetition of up to 90 inside another multiplies the work."""

ABOUT = "# About\n\n## What is recorded { #what-is-recorded }\n"
EVENT = "what: The fair opens\ndate: in the days before the fair\n"  # all ways of writing a date are tried
COPY = 'The harbour board met on 12 March 1871.\n\n"The wall holds," said Mira Okonjo, an engineer, of 3,000 people.\n'


@cache
def _sites() -> tuple[expressions.CallSite, ...]:
    return tuple(expressions.call_sites())


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[expressions.RuntimePattern]:
    """The patterns passed to `re` while the modules are imported and a small archive is read."""
    files = {"content/pages/about.md": ABOUT, "content/events/fair.yml": EVENT, "copy.txt": COPY}
    root = write(tmp_path_factory.mktemp("seen"), files)
    return expressions.runtime_patterns(root)


COUNTED = Path(__file__).with_name("expressions.counted")


@pytest.fixture(scope="module")
def counted(request: pytest.FixtureRequest) -> frozenset[str]:
    """The hashes of the patterns that need not be counted again."""
    every = request.config.getoption("--in-full") or request.config.getoption("--update-golden")
    return frozenset() if every else frozenset(COUNTED.read_text(encoding="utf-8").split())


@cache
def _counter() -> str:
    """Everything that affects the counting: its code without comments and docstrings, and the version of Python that
    parses patterns."""
    tree = ast.parse(Path(backtracking.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            node.body = [it for it in node.body if not _is_text(it)]
    return f"{sys.version_info[:2]} {MOST} {ast.dump(tree)}"


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _mark(pattern: str | bytes, flags: int, way: str) -> str:
    return hashlib.sha256(f"{pattern!r} {flags} {way} {_counter()}".encode()).hexdigest()[:16]


def _too_much(pattern: str | bytes, flags: int, way: str, counted: frozenset[str] = frozenset()) -> Growth | None:
    if _mark(pattern, flags, way) in counted:
        return None
    found = growth(pattern, flags, way)
    return found if found.times > MAX_GROWTH or found.each > MOST else None


def _said(module: str, line: int, found: Growth) -> str:
    text = f"{found.worst.head!r} + {found.worst.pump!r} * n + {found.worst.tail!r}"
    return (
        f"{module}:{line}: on {text}, {found.each:.0f} steps a letter, {found.times:.1f} times as many when n doubles"
    )


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("room", sorted(set(map(_room, expressions.modules()))))
def test_the_steps_of_each_pattern_grow_no_faster_than_its_text(room: str, counted: frozenset[str]) -> None:
    tried: dict[tuple[str | bytes, int, str], Growth | None] = {}
    faults = []
    for site in _sites():
        if site.pattern is not None and _room(site.module) == room:
            key = (site.pattern, site.flags, site.way)
            if key not in tried:
                tried[key] = _too_much(*key, counted)
            if found := tried[key]:
                faults.append(_said(site.module, site.line, found))
    assert not faults, "\n".join(faults)


def test_the_steps_of_a_pattern_made_while_the_code_runs_grow_no_faster_either(
    seen: list[expressions.RuntimePattern], counted: frozenset[str]
) -> None:
    ways = {site.place: site.way for site in _sites() if site.pattern is None}
    grown = {one: _too_much(one.pattern, one.flags, ways[one.place], counted) for one in seen if one.place in ways}
    faults = [_said(one.module, one.line, found) for one, found in grown.items() if found]
    assert not faults, "\n".join(faults)
    unseen = ways.keys() - {one.place for one in seen}
    assert not unseen, "nothing is known of these: have them compiled in expressions.seen, or name a constant"


def test_the_marks_of_what_was_counted_are_written(seen: list[expressions.RuntimePattern], update_golden: bool) -> None:
    """Only linear patterns are listed, and most patterns are, so that few are counted in each run."""
    ways = {site.place: site.way for site in _sites() if site.pattern is None}
    found = {(site.pattern, site.flags, site.way) for site in _sites() if site.pattern is not None}
    found |= {(one.pattern, one.flags, ways[one.place]) for one in seen if one.place in ways}
    if update_golden:
        marks = [_mark(*one) for one in found if not _too_much(*one)]
        COUNTED.write_text("\n".join(sorted(marks)) + "\n", encoding="utf-8")
    marks = COUNTED.read_text(encoding="utf-8").split()
    assert marks == sorted({*marks})


def test_a_pattern_of_another_flag_use_or_counter_has_another_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = {
        _mark("a", 0, "search"),
        _mark(b"a", 0, "search"),
        _mark("a", re.IGNORECASE, "search"),
        _mark("a", 0, "match"),
    }
    monkeypatch.setattr(f"{__name__}._counter", lambda: "another")
    assert len({*marks, _mark("a", 0, "search")}) == 5


def test_no_pattern_is_missed(seen: list[expressions.RuntimePattern]) -> None:
    known = {(*site.place, site.pattern) for site in _sites()}
    made = {site.place for site in _sites() if site.pattern is None}
    missed = [one for one in seen if (*one.place, one.pattern) not in known and one.place not in made]
    assert not missed
    assert len({one.pattern for one in seen}) > 150


def test_no_module_calls_re_by_another_name() -> None:
    for module in expressions.modules():
        others = expressions.unrecognised_imports(module)
        assert not others, f"{module} has {others} from re: a pattern given to them is counted by nobody"


def _patterns(schema_: object) -> set[str]:
    if isinstance(schema_, dict):
        own = {schema_["pattern"]} if isinstance(schema_.get("pattern"), str) else set()
        return own.union(*map(_patterns, schema_.values()))
    return set().union(*map(_patterns, schema_)) if isinstance(schema_, list) else set()


def test_the_patterns_of_the_schemas_are_linear_too() -> None:
    patterns = {pattern for text in schema.schemas().values() for pattern in _patterns(json.loads(text))}
    assert len(patterns) > 5
    assert not [pattern for pattern in patterns if _too_much(pattern, 0, "search")]


# --- the counting is right ---


def test_the_counter_finds_what_the_engine_finds() -> None:
    for site in _sites():
        if isinstance(site.pattern, str):
            counted = CountingPattern(site.pattern, site.flags)
            engine = re.compile(site.pattern, site.flags)
            for one in hostile_texts(counted)[::9][:6]:
                text = one.text(12)
                assert counted.spans(text) == [found.span() for found in engine.finditer(text)], (site, text)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(?:a|a)*b",
        r"\s*,",
        r"a.*?b",
        r"(\w+ ?){0,4}!",
        r"(`+).+?\1(?!`)",
        r"x[\w-]*[\s-]+y",
        r"\n(?!\s*\n)",
        *at_night(
            r"\s+$",
            r"a*b",
            r"a(?=.*b)",
            r"(?m)^\s*x",
            r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1",
            r"<[^>]+>",
            r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]",
            r"[.!?]\W*\s",
        ),
    ],
)
def test_what_grows_faster_than_its_text_is_noticed(pattern: str) -> None:
    assert growth(pattern).times > MAX_GROWTH


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\s)\s+$",
        r"(?<!a)a*+b",
        r"\d{1,3}(?:,\d{3})+",
        r"x.{0,80}y",
        r'"[^"]*"',
        r"(?m)^[ \t]*x",
        r"<[^<>]+>",
        r"\bby\s\w+",
    ],
)
def test_what_is_linear_or_bounded_is_let_pass(pattern: str) -> None:
    found = growth(pattern)
    assert found.times <= MAX_GROWTH
    assert found.each < MOST


@pytest.mark.parametrize(("pattern", "way", "linear"), [(r"\s+x", "match", True), (r"(\w+)\s*(\w+)!", "match", False)])
def test_a_match_is_counted_once_and_a_search_from_each_letter(pattern: str, way: str, linear: bool) -> None:
    assert (growth(pattern, way=way).times <= MAX_GROWTH) is linear
    assert growth(pattern).times > MAX_GROWTH


def test_the_file_of_a_pattern_is_read_with_what_is_done_with_it() -> None:
    found = {site.name: site.way for site in _sites() if site.module == "generator.records.yaml_faults" and site.name}
    assert found["_ODD_KEY"] == "match"
    named = {site.name: site.way for site in _sites() if site.module == "generator.text.sentences"}
    assert named["_END"] == "search"
