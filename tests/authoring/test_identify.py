"""Identifiers for records from a Wikidata dump or a list of candidates: which are proposed, and which are only
listed."""

import bz2
import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.authoring import candidates, identify
from generator.authoring.identify import Proposal
from generator.cli import main
from generator.problems import RefusedError
from generator.records.model import Person, Place
from tests.archive_files import write

FILES = {
    "content/people/sergei-weir.yml": "name: Sergei Weir\nalso: [S. Weir]   # as he signs\ncountry: RU\nroles: [{title: minister, from: 2012}]\n",
    "content/people/kim-jong-un.yml": "name: Kim Jong Un\ncountry: KP\n",
    "content/organisations/kcna.yml": "name: Korean Central News Agency\nalso: [KCNA]\nsite: https://www.kcna.test/\n",
    "content/places/vell.yml": "name: Vell\npoint: [52.1, 5.2]\n",
    "content/articles/2025/flood.md": "---\ntitle: Flood\nlanguage: en\n---\n[[sergei-weir]], [[kim-jong-un]], [[kcna]], [[vell]].\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "root", FILES)


def claim(value: Any, rank: str = "normal") -> dict[str, Any]:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank}


def item(number: int, names: dict[str, str], **claims: Any) -> dict[str, Any]:
    """An item as in Wikidata dumps (doc.wikimedia.org/Wikibase, JSON)."""
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {language: {"language": language, "value": name} for language, name in names.items()},
        "aliases": [],
        "descriptions": {"en": {"language": "en", "value": f"number {number}"}},
        "claims": {prop: [claim(one) for one in (it if isinstance(it, list) else [it])] for prop, it in claims.items()},
    }


HUMAN = {"id": "Q5"}
RUSSIA = item(159, {"en": "Russia"}, P297="RU", P31={"id": "Q6256"})
UKRAINE = item(212, {"en": "Ukraine"}, P297="UA", P31={"id": "Q6256"})


def born(year: int) -> dict[str, Any]:
    return {"time": f"+{year}-05-21T00:00:00Z", "precision": 11}


def dump(root: Path, *items: Any, name: str = "dump.json") -> Path:
    """A dump: an array with one item per line."""
    text = "[\n" + ",\n".join(it if isinstance(it, str) else json.dumps(it) for it in items) + "\n]\n"
    raw = text.encode()
    file = root.parent / name
    file.write_bytes(
        gzip.compress(raw) if name.endswith(".gz") else bz2.compress(raw) if name.endswith(".bz2") else raw
    )
    return file


def proposed(root: Path, file: Path) -> dict[str, Proposal]:
    return {it.entity.id: it for it in identify.proposals(pipeline.read(root).archive, file, candidates.ReadReport())}


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_a_name_in_another_script_is_found_with_its_language_and_its_identifiers(root: Path, name: str) -> None:
    weir = item(
        7,
        {"ru": "Вейр, Сергей", "en": "Sergey Veyr"},
        P31=HUMAN, P27={"id": "Q159"}, P213="0000 0001 2103 2683", P214="113230702", P569=born(1955),
    )  # fmt: skip
    kim = item(8, {"ko": "김정은"}, P31=HUMAN, P569=born(1984))
    found = proposed(root, dump(root, weir, RUSSIA, kim, name=name))
    assert found["sergei-weir"].identifiers == {"wikidata": "Q7", "isni": "0000000121032683", "viaf": "113230702"}
    best = found["sergei-weir"].best
    assert best is not None
    assert (best.names, best.also) == (("Вейр, Сергей (ru) for Sergei Weir",), ("country RU",))
    assert found["kim-jong-un"].identifiers == {"wikidata": "Q8"}


def test_between_two_of_one_name_decides_what_else_is_known(root: Path) -> None:
    ours = item(7, {"en": "Sergei Weir"}, P31=HUMAN, P27={"id": "Q159"})
    other = item(9, {"en": "Sergei Weir"}, P31=HUMAN, P27={"id": "Q212"})
    dead = item(10, {"en": "Sergei Weir"}, P31=HUMAN, P27={"id": "Q159"}, P570=born(1953))
    found = proposed(root, dump(root, other, dead, ours, RUSSIA, UKRAINE))["sergei-weir"]
    assert found.identifiers == {"wikidata": "Q7"}
    assert [it.counter_evidence for it in found.others] == [
        ("died in 1953, here still in 2012",),
        ("country UA, not RU",),
    ]


def test_where_two_are_equally_likely_none_is_proposed(root: Path) -> None:
    found = proposed(root, dump(root, *(item(n, {"en": "Sergei Weir"}, P31=HUMAN) for n in range(1, 31))))[
        "sergei-weir"
    ]
    assert (found.best, len(found.others), found.more) == (None, 20, 10)


def test_what_is_no_person_is_no_candidate_for_one_and_an_abbreviation_is_not_enough(root: Path) -> None:
    ship, family = item(1, {"en": "Sergei Weir"}, P31={"id": "Q11446"}), item(2, {"en": "Vell"}, P31={"id": "Q101352"})
    initials = item(3, {"en": "KCNA"}, P31={"id": "Q43229"})
    found = proposed(root, dump(root, ship, family, initials))
    assert [*found] == ["kcna"]
    assert found["kcna"].best is None
    known = item(3, {"en": "KCNA"}, P31={"id": "Q43229"}, P856="http://kcna.test/en")
    assert proposed(root, dump(root, known))["kcna"].identifiers == {"wikidata": "Q3"}


def test_a_place_is_told_by_its_point(root: Path) -> None:
    near = item(1, {"en": "Vell"}, P31={"id": "Q515"}, P625={"latitude": 52.2, "longitude": 5.1}, P1566="2750405")
    far = item(2, {"en": "Vell"}, P31={"id": "Q515"}, P625={"latitude": 12.2, "longitude": 5.1}, P1566="1")
    assert proposed(root, dump(root, far, near))["vell"].identifiers == {"wikidata": "Q1", "geonames": "2750405"}


def test_of_a_deprecated_value_a_wrong_one_and_two_that_differ_none_is_taken(root: Path) -> None:
    weir = item(7, {"en": "Sergei Weir"}, P31=HUMAN, P213="0000 0001 2103 2684", P214=["1", "2"])
    weir["claims"]["P1566"] = [claim("5", "deprecated")]
    assert proposed(root, dump(root, weir))["sergei-weir"].identifiers == {"wikidata": "Q7"}


ROW = {
    "name": "Сергей Вейр",
    "also": ["Weir, S."],
    "kind": "person",
    "item": "http://www.wikidata.org/entity/Q7",
    "viaf": 113230702,
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c.jsonl", json.dumps(ROW) + "\n" + json.dumps({"name": "Nobody"}) + "\n"),
        ("c.json", json.dumps([ROW, {"name": "Nobody"}], indent=1)),
        ("c.csv", 'itemLabel,itemAltLabel,item,viaf,birth\nСергей Вейр,"A, B",http://www.wikidata.org/entity/Q7,113230702,1955-01-01\n'),
        ("c.tsv", "name\titem\tVIAF ID\nСергей Вейр\tQ7\thttps://viaf.org/viaf/113230702/\n"),
        ("s.json", json.dumps({"head": {}, "results": {"bindings": [{"itemLabel": {"value": "Сергей Вейр"}, "item": {"value": "http://www.wikidata.org/entity/Q7"}, "viaf": {"value": "113230702"}}]}})),
    ],
)  # fmt: skip
def test_candidates_are_read_from_json_csv_and_an_answer_in_sparql(root: Path, name: str, text: str) -> None:
    file = root.parent / name
    file.write_text(text, encoding="utf-8")
    assert proposed(root, file)["sergei-weir"].identifiers == {"wikidata": "Q7", "viaf": "113230702"}


def test_a_table_of_proposals_goes_back_into_the_records_by_apply(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weir = item(
        7,
        {"en": "Sergei Weir", "de": "=Weir \ud800"},
        P31=HUMAN,
        P213="0000 0001 2103 2683",
        P214="9039155660662135680001",
    )
    file, out = (
        dump(root, weir, item(1, {"en": "Vell"}, P625={"latitude": 52.1, "longitude": 5.2}, P1566="2750405")),
        root.parent / "out",
    )
    assert main(["--root", str(root), "link", str(file), "--out", str(out)]) == 0
    assert sorted(it.name for it in out.iterdir()) == ["person.csv", "place.csv"]
    (row,) = csv.DictReader(io.StringIO((out / "person.csv").read_text(encoding="utf-8-sig"), newline=""))
    assert (row["wikidata"], row["isni"], row["viaf"]) == ("Q7", "0000 0001 2103 2683", "'9039155660662135680001")
    assert row["#because"] == "has the name Sergei Weir (en)"
    before = (root / "content/people/sergei-weir.yml").read_text(encoding="utf-8")
    for table in ("person.csv", "place.csv"):
        assert main(["--root", str(root), "apply", str(out / table)]) == 0
    archive = pipeline.read(root).archive
    person, place = archive["sergei-weir"], archive["vell"]
    assert isinstance(person, Person)
    assert isinstance(place, Place)
    assert (person.wikidata, person.isni, person.viaf) == ("Q7", "0000000121032683", "9039155660662135680001")
    assert (place.wikidata, place.geonames) == ("Q1", "2750405")
    assert (root / "content/people/sergei-weir.yml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert main(["--root", str(root), "link", str(file), "--out", str(out)]) == 1
    assert "exists already and was not changed" in capsys.readouterr().err


def test_what_cannot_be_read_is_counted_and_the_rest_is_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = dump(
        root, '{"id": "Q1", "labels', "3", {"labels": {"en": 3}, "id": "Q2"}, item(7, {"en": "Sergei Weir"}, P31=HUMAN)
    )
    assert main(["--root", str(root), "link", str(file)]) == 0
    said = capsys.readouterr()
    assert "wikidata Q7" in said.out
    assert "3 entries not read, the first at line 2" in said.err
    packed = dump(
        root,
        *(item(n, {"en": "Sergei Weir" if n == 1 else f"{n * n:x}"}, P31=HUMAN) for n in range(1, 500)),
        name="d.json.gz",
    )
    packed.write_bytes(packed.read_bytes()[:-200])
    assert main(["--root", str(root), "link", str(packed)]) == 0
    said = capsys.readouterr()
    assert "wikidata Q1" in said.out
    assert "ends too early" in said.err


@pytest.mark.parametrize(
    ("name", "raw"), [("a.json", b"hello"), ("a.json", b'{"a": 1\n, b'), ("a.gz", b"\x1f\x8bxx"), ("a.txt", b"")]
)
def test_a_file_of_another_form_is_refused(root: Path, name: str, raw: bytes) -> None:
    (root.parent / name).write_bytes(raw)
    with pytest.raises(RefusedError):
        proposed(root, root.parent / name)


def test_what_is_held_of_a_dump_does_not_grow_with_it(root: Path) -> None:
    archive = pipeline.read(root).archive

    def most(length: int) -> int:
        items = (item(n, {"en": f"Thing {n % 50}", "ru": f"Вещь {n % 50}"}, P31=HUMAN) for n in range(length))
        file = dump(root, *items, item(7, {"en": "Sergei Weir"}, P31=HUMAN))
        names_kept = candidates.ReadReport()
        tracemalloc.start()
        (found,) = identify.proposals(archive, file, names_kept)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found.identifiers == {"wikidata": "Q7"}
        assert names_kept.entries == length + 1
        return peak

    most(200)
    # Peak memory includes what other threads of the tests allocate; the smallest of three has the least of it.
    assert min(most(2_000) for _ in range(3)) < most(500) + 150_000


def test_an_address_that_is_none_and_half_a_letter_are_no_reason_to_fail(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agency = item(9, {"en": "Korean Central News Agency", "ko": "\ud800"}, P856="http://[kcna", P31={"id": "Q192283"})
    file = dump(root, agency, name="dump.json")
    assert main(["--root", str(root), "link", str(file), "--out", str(root.parent / "proposals")]) == 0
    assert "kcna: wikidata Q9" in capsys.readouterr().out
    row = root.parent / "candidates.json"
    row.write_text('[{"name": "KCNA \\ud800", "also": ["Korean Central News Agency"], "site": "http://[kcna"}]')
    assert main(["--root", str(root), "link", str(row)]) == 0
