"""The phases together: whatever an author writes, they return problems and never raise an exception."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.archive.link import link
from generator.archive.rules import check
from generator.dates import Day
from generator.exports.spill import SpillFile
from generator.pages import plan, plan_of
from generator.problems import prevents_publishing
from generator.records import yaml_text as source
from generator.records.load import load
from generator.routes import page as page_of
from tests.archive_files import article, write

SMALL = Path(__file__).parent / "archives" / "small"
FILES = {file.relative_to(SMALL).as_posix(): file.read_bytes() for file in sorted(SMALL.rglob("*")) if file.is_file()}
ROUNDS, SEEDS = 15, 12

# --- faults in a file's bytes ---

NASTY = [
    b"\x00",
    b"\xff",
    b"\t",
    b": ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"&a",
    b"*a",
    b"!!",
    b"%",
    b"@",
    b"`",
    b"'",
    b'"',
    b"|",
    b">",
]
NASTY += [
    b"- ",
    b"? ",
    b"#",
    b"\n",
    b"\r",
    b"\n---\n",
    "\u202e".encode(),
    "\u2028".encode(),
    b"\xef\xbb\xbf",
    b"[[",
    b"]]",
]
NASTY += [
    b"- " * 60,
    b"[" * 500,
    b'"\\ud800"',
    b'"\\0"',
    b"<<: ",
    b"x" * 600,
    b"q:",
    "\U0001f30a".encode(),
    b"\xc2\x85",
]


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _swap(raw: bytes, chance: random.Random) -> bytes:
    swapped = bytearray(raw)
    one, other = chance.randrange(len(raw)), chance.randrange(len(raw))
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return bytes(swapped)


def _insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(NASTY) + raw[at:]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(chance.randrange(len(lines)), lines[at])
        case 1:
            del lines[at]
        case 2:
            lines[at] = b"  " * chance.randrange(4) + lines[at].lstrip()
        case _:
            lines[at] += chance.choice(NASTY)
    return b"\n".join(lines)


# --- faults in its values ---

VALUES: list[Any] = [
    None,
    "",
    " ",
    "x",
    "index",
    "../x",
    "mira-okonjo",
    "vell",
    "heroic-flood",
    "a/b",
    "0",
    "-1",
    "1e9",
    "yes",
]
VALUES += [
    [],
    {},
    [None],
    [[]],
    {"": None},
    {"unnamed": []},
    {"id": "vell"},
    [{}],
    [[[["x"]]]],
    {"edtf": ["2025..2026"]},
]
VALUES += [
    "2025-13",
    "[2025..2026]",
    "9" * 400,
    "x\ny",
    "[[vell]]",
    "\u05d0\u05d1",
    "javascript:alert(1)",
    {"of": {"of": None}},
]
VALUES += [["x", {"unnamed": "x"}, None], {"text": ["a", ["b"]]}, "okonjo-at-the-dam/it-held", "farm\u0000"]


def _replace(raw: bytes, chance: random.Random) -> bytes:
    """The file with one YAML value replaced, dropped, or moved to another key."""
    text = raw.decode()
    article = text.startswith("---\n")
    yaml_text, body = text[4:].split("\n---\n", 1) if article else (text, "")
    tree = yaml.load(yaml_text, Loader=source._TextLoader)  # noqa: S506, SLF001  (text only)
    holder, key = chance.choice(list(_holders(tree)))
    match chance.randrange(4):
        case 0 if isinstance(holder, dict):
            holder[str(chance.choice(["colour", "unnamed", "edtf", "id", "text"]))] = holder.pop(key)
        case 1:
            del holder[key]
        case _:
            holder[key] = chance.choice(VALUES)
    dumped = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    return (f"---\n{dumped}---\n{body}" if article else dumped).encode()


def _holders(tree: Any) -> list[tuple[Any, Any]]:
    """Every list and mapping in the tree, with each of its indexes or keys."""
    pairs: list[tuple[Any, Any]] = []
    items = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    for key, value in items:
        pairs += [(tree, key), *_holders(value)]
    return pairs


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    _truncate,
    _swap,
    _insert,
    _lines,
    _replace,
    _replace,
    _replace,
]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_fault_of_an_author_escapes_as_an_exception(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  (the same faults in each run)
    for path, raw in FILES.items():
        _put(tmp_path, path, raw)
    made = pipeline.read(tmp_path)
    assert made.problems == ()
    mutable = [path for path in FILES if not path.startswith("content/pages")]
    for _ in range(ROUNDS):
        broken = chance.sample(mutable, chance.choice([1, 1, 2, 4]))
        for path in broken:
            _put(tmp_path, path, chance.choice(MUTATIONS)(FILES[path], chance))
        made = pipeline.read(tmp_path, made)
        for problem in made.problems:
            assert len(str(problem).splitlines()) == 1
            assert problem.place.line >= 1
            assert problem.place.column >= 1
        for path in broken:
            _put(tmp_path, path, FILES[path])
    assert pipeline.read(tmp_path, made).problems == ()


def _put(root: Path, path: str, raw: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(raw)


def test_an_archive_with_an_error_has_no_pages(tmp_path: Path) -> None:
    files = {"content/articles/2025/flood.md": "---\ntitle: Flood\npublished: 2025-13\n---\nA river rose.\n"}
    made = pipeline.make(write(tmp_path, files))
    assert prevents_publishing(made.problems)
    assert made.pages == {}


def test_a_run_takes_over_what_did_not_change(tmp_path: Path) -> None:
    days = {f"content/articles/2025/{name}.md": day for name, day in (("flood", "01"), ("rain", "02"), ("snow", "03"))}
    article = "---\ntitle: {}\npublished: 2025-01-{}\n---\nA river rose.\n"
    first = pipeline.make(write(tmp_path, {path: article.format("News", day) for path, day in days.items()}))
    flood, _, snow = days
    second = pipeline.make(write(tmp_path, {snow: article.format("Snow", "03")}), first)
    assert first.contents is not None
    assert second.contents is not None
    assert second.contents.files[flood] is first.contents.files[flood]
    assert second.contents.files[snow] is not first.contents.files[snow]
    assert second.pages["articles/flood.md"] is first.pages["articles/flood.md"]
    assert 'title: "Snow"' in second.pages["articles/snow.md"].text


def test_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    files = {"content/articles/2025/flood.md": "---\ntitle: Flood\n---\nA river rose, said [[ada]].\n"}
    files["content/people/ada.yml"] = "name: Ada\n"
    first = pipeline.read(write(tmp_path, files))
    assert first.problems == ()
    second = pipeline.read(write(tmp_path, {"content/people/ada.yml": None}), first)
    assert [str(problem) for problem in second.problems] == [
        "content/articles/2025/flood.md:4:20: body: no record has the id 'ada'; look its id up"
    ]


def test_the_pages_of_one_record_are_those_that_the_whole_plan_has_for_it() -> None:
    archive = pipeline.read(SMALL).archive
    whole = list(plan(archive))
    own = [page for record in archive.records for page in plan_of(archive, [record])]
    assert {page.path for page in own} >= {page_of(archive.kind(record), record) for record in archive.records}
    assert all(page in whole for page in own)


def test_a_server_is_given_the_page_of_what_was_edited_and_then_all_others(tmp_path: Path) -> None:
    for path, raw in FILES.items():
        _put(tmp_path, path, raw)
    before = pipeline.make(tmp_path)
    edited = "content/people/mira-okonjo.yml"
    _put(tmp_path, edited, FILES[edited].replace(b"name: Mira Okonjo", b"name: Mira Okonjo-Bell"))
    at_once = pipeline.make_edited(tmp_path, before)
    assert at_once.is_behind
    anew = {path for path, page in at_once.pages.items() if page is not before.pages[path]}
    assert anew == {"people/mira-okonjo.md"}
    assert "Mira Okonjo-Bell" in at_once.pages["people/mira-okonjo.md"].text
    assert pipeline.finish_pages(at_once, lambda: False) is None
    whole = pipeline.finish_pages(at_once, lambda: True)
    assert whole
    assert not whole.is_behind
    assert whole.pages == pipeline.make(tmp_path).pages
    assert "Mira Okonjo-Bell" in whole.pages["people/index.md"].text
    assert pipeline.make_edited(tmp_path, whole) is whole


def test_a_new_record_waits_for_no_second_run(tmp_path: Path) -> None:
    for path, raw in FILES.items():
        _put(tmp_path, path, raw)
    before = pipeline.make(tmp_path)
    _put(tmp_path, "content/people/ada.yml", b"name: Ada\n")
    now = pipeline.make_edited(tmp_path, before)
    assert not now.is_behind
    assert now.pages.keys() - before.pages.keys() == {"people/ada.md"}


def test_an_error_in_an_edit_is_told_without_pages(tmp_path: Path) -> None:
    for path, raw in FILES.items():
        _put(tmp_path, path, raw)
    before = pipeline.make(tmp_path)
    _put(tmp_path, "content/people/mira-okonjo.yml", b"nome: Mira\n")
    now = pipeline.make_edited(tmp_path, before)
    assert prevents_publishing(now.problems)
    assert now.pages == {}


def test_the_day_of_the_check_is_that_of_the_source_where_a_build_is_made_the_same_again() -> None:
    assert pipeline.day_of_check({"SOURCE_DATE_EPOCH": "1748563200"}) == Day(2025, 5, 30)
    assert pipeline.day_of_check({"SOURCE_DATE_EPOCH": "0"}) == Day(1970, 1, 1)
    now = pipeline.day_of_check({})
    assert pipeline.day_of_check({"SOURCE_DATE_EPOCH": "yesterday"}).ordinal - now.ordinal in (0, 1)
    assert now > Day(2025, 1, 1)


def test_a_day_has_come_or_not_by_the_day_of_the_check(tmp_path: Path) -> None:
    write(tmp_path, {"content/articles/2025/a.md": "---\ntitle: Rain\npublished: 2025-05-04\n---\nRain.\n"})
    assert pipeline.read(tmp_path, today=Day(2025, 5, 3)).problems == ()
    assert [p.fault for p in pipeline.read(tmp_path, today=Day(2025, 5, 2)).problems] == ["2025-05-04 has not come yet"]


def test_files_beside_the_pages_stay_as_they_are_as_long_as_their_footing_does(tmp_path: Path) -> None:
    for path, raw in FILES.items():
        _put(tmp_path, path, raw)
    before = pipeline.make(tmp_path)
    for path, raw in FILES.items():
        if path.startswith("content/articles/"):
            _put(tmp_path, path, raw + b"\n\nIt rained on and on.\n")
    after = pipeline.make(tmp_path)
    assert after.ledger.file_inputs == before.ledger.file_inputs
    for part in pipeline.FILES_WITHOUT_BODIES:
        assert {**part(after)} == {**part(before)}
    assert {**pipeline.record_files(after)} != {**pipeline.record_files(before)}


@pytest.mark.parametrize(
    ("path", "was", "now"),
    [
        ("content/people/mira-okonjo.yml", b"name: Mira Okonjo", b"name: Mira Bell"),
        ("content/articles/2025/full-flood.md", b"\n---\n", b"\n---\n[[wire-service]] was there. "),
    ],
)
def test_the_footing_is_another_where_a_record_or_what_a_body_links_to_is(
    tmp_path: Path, path: str, was: bytes, now: bytes
) -> None:
    for name, raw in FILES.items():
        _put(tmp_path, name, raw)
    before = pipeline.make(tmp_path)
    assert FILES[path].count(was) >= 1
    _put(tmp_path, path, FILES[path].replace(was, now))
    after = pipeline.make(tmp_path)
    assert after.ledger.file_inputs != before.ledger.file_inputs


def test_a_check_that_is_kept_says_after_an_edit_what_a_first_one_says(tmp_path: Path) -> None:
    def flood(outlet: str, day: str) -> dict[str, str | None]:
        return {"content/articles/2025/flood.md": article(publisher=outlet, published=day)}

    def body(name: str) -> str:
        return f"content/organisations/{name}.yml"

    root = write(tmp_path, {body("ada"): "name: Ada\n", body("eve"): "name: Eve\n", **flood("ada", "2025-05-01")})
    contents = load(root)
    edits: list[tuple[dict[str, str | None], bool]] = [
        (flood("eve", "2025-05-01"), False),
        (flood("nobody", "2031-05-01"), True),
        (flood("ada", "2025-05-01"), False),
        ({body("eve"): None}, False),
        ({body("ada"): None}, True),  # a record that has not changed then has a broken reference
    ]
    for edited, leads_nowhere in edits:
        contents = load(write(root, edited), contents)
        first = load(root)
        for today in (Day(2026, 1, 1), Day(2032, 1, 1)):
            archive, faults = link(contents)
            assert bool(faults) == leads_nowhere
            anew, found = link(first)
            assert (faults, check(archive, contents, today)) == (found, check(anew, first, today))


def test_a_large_archive_puts_sources_aside_and_makes_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_MANY_FILES", 0)
    with closing(SpillFile(tmp_path)) as aside:
        whole, large = pipeline.make(SMALL), pipeline.make(SMALL, aside=aside)
        assert large.ledger == whole.ledger
        for made in pipeline.FILES_WITH_BODIES:
            assert dict(made(large)) == dict(made(whole))
