"""Any bytes or values in an imported file are read, or refused with a reason; there is never a traceback."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import io
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.authoring import imports
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write
from tests.authoring.imports import test_ftm, test_marginalia, test_saved, test_sheet, test_vault, test_zotero

TODAY = dt.date(2026, 3, 1)
CSL = [
    {
        "id": "a", "type": "article-newspaper", "title": "The wall", "URL": "https://herald.test/a", "issued": {"date-parts": [[2025, 5, 4]]},
        "author": [{"family": "Lind", "given": "Ada"}], "container-title": "The Herald", "keyword": "walls, dams", "note": "seen",
        "accessed": {"date-parts": [["2025", "6"]]}, "language": "en",
    }
]  # fmt: skip
ANNOTATIONS = [
    test_marginalia.w3c(selector=test_marginalia.quote("It will hold", prefix="said: ")),
    test_marginalia.w3c(selector={"type": "TextPositionSelector", "start": 3, "end": 9}),
    test_marginalia.w3c(selector={"type": "FragmentSelector", "value": "page=3"}),
]
VALUES = [CSL, ANNOTATIONS, test_zotero.BETTER, test_zotero.API]
BIBTEX = "@article{a, title={A {Wall}}, author={Lind, A and B}, url={https://herald.test/a}, date={2025-05-04}, keywords={a, b}, note={n}}\n@string{p = {P}}\n"
RIS = "TY  - NEWS\nTI  - The wall\nAU  - Lind, A\nPY  - 2025/05/04/\nUR  - https://herald.test/a\nT2  - Herald\nKW  - a\nER  - \n"
SUBTITLES = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>It will hold.\n"


def _of_table(raw: bytes, name: str) -> Sequence[Any]:
    table = imports.sheet.table(raw, name)
    return imports.sheet.items(table, imports.sheet.propose_mapping(table.head), name)


def _workbook() -> bytes:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    for line in test_sheet.PEOPLE.splitlines():
        book.active.append(line.split(","))
    book.save(file)
    return file.getvalue()


FILES: dict[str, tuple[str | bytes, Callable[[bytes, str], Sequence[Any]]]] = {
    "a.bib": (BIBTEX, imports.read),
    "a.ris": (RIS, imports.read),
    "a.rdf": (test_zotero.RDF, imports.read),
    "a.ijson": ("\n".join(map(json.dumps, test_ftm.LINES)), imports.read),
    "a.json": (json.dumps(ANNOTATIONS), imports.read),
    "a.csv": (test_sheet.AUTO, _of_table),
    "a.xlsx": (_workbook(), _of_table),
    "a.md": (next(iter(test_vault.NOTES.values())), lambda raw, name: imports.vault.items([(name, raw)], "vault")),
    "a.vtt": (SUBTITLES, imports.saved.items),
    "a.html": (test_saved.page(), imports.saved.items),
    "a.mhtml": (test_saved.mhtml(), imports.saved.items),
    "a.warc": (test_saved.warc(("https://herald.test/a", "text/html", test_saved.page())), imports.saved.items),
    "a.wacz": (test_saved.wacz(), imports.saved.items),
}
ODD: list[Any] = [
    None, True, 0, -1, 1e308, 10**30, 2025, "", "x", "2025-02-31", "circa", "http://[a/b", "javascript:x", "\ud800", "\u202ex", "\x00", "a" * 600,
    "#a: b\n- c", "[[x|y]]", "<b>", [], {}, [[]], [None], {"a": 1}, ["x"], "9" * 400, "TextQuoteSelector", "12:00:00",
]  # fmt: skip
ODD_BYTES = [
    b"", b"\x00", b"\xff", b"{", b"}", b"[", b'"', b"\n", b"\r\n", b"<", b"&#xD800;", b"9" * 30, b"Content-Length: -1\r\n", b"charset=u\x00x",
    b"2025-02-31T99:00", b"://[", b"<script type='application/ld+json'>[[[", b"null", b"@", b"#", b"|",
]  # fmt: skip


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Any]], object]:
    root = tmp_path_factory.mktemp("any")
    write(root, {"mkdocs.yml": "", "content/people/ada.yml": "name: Ada Lind\n"})
    archive = pipeline.read(root).archive
    return lambda items: imports.plan_import(items, archive, TODAY)


def _held(value: Any) -> list[tuple[Any, Any]]:
    """Each place in a JSON value: its container, and its key or index."""
    keys = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [place for key, held in keys for place in ((value, key), *_held(held))]


def _bent(value: Any, chance: random.Random) -> Any:
    """The value with something else, or nothing, at one to three places."""
    value = copy.deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        places = _held(value)
        if places:
            holder, key = chance.choice(places)
            if chance.random() < 0.2:
                del holder[key]
            else:
                holder[key] = copy.deepcopy(chance.choice(ODD))
    return value


def _spoilt(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        start = chance.randint(0, len(raw))
        raw = raw[:start] + chance.choice(ODD_BYTES) + raw[start + chance.choice([0, 0, 1, 2, 10, 40, len(raw)]) :]
    return raw


def _tried(read: Callable[[], Sequence[Any]], planned: Callable[[Sequence[Any]], object]) -> None:
    with contextlib.suppress(RefusedError):
        planned(read())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.sampled_from(VALUES), chance=st.randoms(use_true_random=False))
def test_any_values_in_json_are_read_or_refused(
    value: Any, chance: random.Random, planned: Callable[[Sequence[Any]], object]
) -> None:
    raw = json.dumps(_bent(value, chance)).encode()
    _tried(lambda: imports.read(raw, "a.json"), planned)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.sampled_from(test_ftm.LINES), chance=st.randoms(use_true_random=False))
def test_any_values_of_entities_are_read_or_refused(
    value: Any, chance: random.Random, planned: Callable[[Sequence[Any]], object]
) -> None:
    raw = b"\n".join(json.dumps(line).encode() for line in (_bent(value, chance), value))
    _tried(lambda: imports.read(raw, "a.ijson"), planned)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(name=st.sampled_from(sorted(FILES)), chance=st.randoms(use_true_random=False))
def test_any_bytes_are_read_or_refused(
    name: str, chance: random.Random, planned: Callable[[Sequence[Any]], object]
) -> None:
    valid, read = FILES[name]
    raw = _spoilt(valid.encode() if isinstance(valid, str) else valid, chance)
    _tried(lambda: read(raw, name), planned)


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a SYSTEM "file:///etc/hostname">', "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 12}">' for n in range(9))],
)
def test_rdf_that_declares_entities_is_refused(entity: str) -> None:
    raw = test_zotero.RDF.replace("<rdf:RDF", f"<!DOCTYPE x [{entity}]><rdf:RDF", 1).encode()
    with pytest.raises(RefusedError, match="declares entities"):
        imports.read(raw, "a.rdf")


def test_one_entry_that_is_none_does_not_hide_the_others() -> None:
    held = imports.read(json.dumps([CSL[0], None, 5]).encode(), "a.json")
    assert [(item.place, item.unread) for item in held][1:] == [
        ("a.json: 2", ("it is no source: null",)),
        ("a.json: 3", ("it is no source: 5",)),
    ]
    lines = imports.read(b"no json\n" + json.dumps(test_ftm.LINES[0]).encode(), "a.ijson")
    assert [item.place for item in lines] == ["a.ijson: line 2", "a.ijson: line 1"]


def test_half_a_letter_in_json_is_shown_as_none() -> None:
    (item,) = imports.read(b'[{"title": "The \\ud800 wall \\ud83e\\uddf1"}]', "a.json")
    assert isinstance(item, imports.Item)
    assert item.title == "The \ufffd wall \U0001f9f1"


def test_an_import_of_nothing_new_leaves_the_last_one_to_be_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "archive", {"content/people/ada.yml": "name: Ada Lind\n"})
    file = tmp_path / "a.json"
    file.write_text(json.dumps(CSL), encoding="utf-8")
    command = ["--root", str(root), "import"]
    assert main([*command, str(file), "--write"]) == 0
    assert main([*command, str(file), "--write"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("nothing is to be written")
    assert main([*command, "--undo"]) == 0
    assert not (root / "content/articles").is_dir() or not [*(root / "content/articles").rglob("*.md")]
