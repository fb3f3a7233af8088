"""FollowTheMoney entities become records with the links between them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.authoring import imports
from generator.cli import main
from generator.problems import RefusedError
from generator.records.model import Organisation, Person
from tests.archive_files import write


def entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity as written by `ftm`: every property is a list of texts."""
    return {
        "id": key,
        "schema": schema,
        "properties": {name: it if isinstance(it, list) else [it] for name, it in properties.items()},
    }


LINES = [
    entity("p1", "Person", name=["Sergei Weir", "Weir, Sergei"], alias="Сергей Вейр", nationality="gb", wikidataId="Q42", birthDate="1960", sourceUrl="https://register.test/1"),
    entity("p2", "Person", name="Ada Lind", position="editor"),
    entity("c1", "Company", name="River Works", jurisdiction="gb", website="https://works.test", registrationNumber="77"),
    entity("c2", "PublicBody", name="River Board", country=["gb", "ua"]),
    entity("e1", "Event", name="The flood", date="2025-04-28"),
    entity("l1", "LegalEntity", name="Either"),
    entity("l2", "Vessel", name="Boat"),
    entity("d1", "Directorship", director="p1", organization="c2", role="chair", startDate="2019-03", endDate="2024"),
    entity("d2", "Employment", employee="p2", employer="gone"),
    entity("o2", "Ownership", owner="l1", asset="c1"),
    entity("o1", "Ownership", owner="c2", asset="c1", percentage="51", sourceUrl="https://register.test/77"),
    entity("f1", "Family", person="p1", relative="p2", relationship="cousin"),
    entity("i1", "Identification", holder="p1", type="ISNI", number="0000 0001 2103 2683"),
    entity("i2", "Identification", holder="p1", type="passport", number="77"),
    entity("a1", "Article", title="The wall holds", publisher="The Herald", publishedAt="2025-04-28T10:00:00", sourceUrl="https://herald.test/1",
           author=["Ada Lind"], language="eng", bodyText="All of it."),
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"content/people/ada-lind.yml": "name: Ada Lind\n", "content/topics/floods.yml": "title: Floods\n"}
    return write(tmp_path / "root", files)


def brought(root: Path, *lines: dict[str, Any], name: str = "entities.ftm.json") -> None:
    file = root.parent / name
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert main(["--root", str(root), "import", str(file), "--write"]) == 0


def test_people_and_bodies_become_records_and_their_links_roles_and_relations(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(root, *LINES)
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    weir, board = made.archive["sergei-weir"], made.archive["river-board"]
    assert isinstance(weir, Person)
    assert isinstance(board, Organisation)
    assert (weir.names, weir.country, weir.wikidata) == (("Sergei Weir", "Weir, Sergei", "Сергей Вейр"), "GB", "Q42")
    assert weir.isni == "0000000121032683"
    ((role,), (cousin,)) = weir.roles, weir.relations
    assert (role.title, role.of) == ("chair", "river-board")
    assert role.from_ is not None
    assert role.to is not None
    assert (role.from_.edtf.text, role.to.edtf.text) == ("2019-03", "2024")
    assert (cousin.to, cousin.kind) == ("ada-lind", "cousin")
    (owned,) = board.relations
    assert (board.kind, board.country, owned.to, owned.kind, owned.source) == (
        "public body",
        None,
        "river-works",
        "owner",
        "https://register.test/77",
    )
    (article,) = made.archive.articles
    assert (article.title, article.source.url, article.publisher) == (
        "The wall holds",
        "https://herald.test/1",
        "the-herald",
    )
    said = capsys.readouterr().out
    for line in (
        "there content/people/ada-lind.yml  (entities.ftm.json: line 2)",
        "none  LegalEntity: it may be a person or an organisation",
        "none  Identification: it has no name",
        "none  Vessel: no record of ours is like it",
        "not imported: birthDate: 1960",
        "not imported: sourceUrl: https://register.test/1",
        "not imported: Ownership.percentage: 51",
        "none  Ownership: the entity with which it begins did not become a record  (entities.ftm.json: line 10)",
        "not imported: registrationNumber: 77",
        "not imported: country: gb, ua",
        "not imported: bodyText: the words of the source are not copied",
    ):
        assert line in said
    assert main(["--root", str(root), "import", "--undo"]) == 0
    assert sorted(pipeline.read(root).archive.records) == ["ada-lind", "floods"]


def test_a_person_is_there_by_the_item_in_wikidata_or_a_name_in_any_spelling(root: Path) -> None:
    (root / "content/people/x.yml").write_text("name: Somebody\nalso: [Сергей Вейр]\nwikidata: Q7\n", encoding="utf-8")
    items = imports.read("\n".join(map(json.dumps, (
        entity("1", "Person", name="Other", wikidataId="Q7"), entity("2", "Person", name="Sergey Veyr"),
    ))).encode(), "a.ftm.json")  # fmt: skip
    plan = imports.plan_import(items, pipeline.read(root).archive, dt.date(2026, 1, 1))
    assert [(row.path, row.is_new) for row in plan.rows] == [("content/people/x.yml", False)] * 2


def test_what_does_not_fit_a_record_is_left_out_and_said(root: Path) -> None:
    brought(root, entity("1", "Person", name="Tom", nationality="britain", wikidataId="x"), name="a.jsonl")
    tom = pipeline.read(root).archive["tom"]
    assert isinstance(tom, Person)
    assert (tom.country, tom.wikidata) == (None, None)


@pytest.mark.parametrize(("raw", "fault"), [(b"{", "holds no entities"), (b'{"schema": 3}', "holds no entities")])
def test_a_file_without_an_entity_is_refused(raw: bytes, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        imports.read(raw, "a.json", "ftm")


def test_odd_values_are_no_reason_to_fail(root: Path) -> None:
    odd = {"id": 3, "schema": "Person", "properties": {"name": [None, 3, "Eva"], "country": {"id": "x"}, "alias": 3}}
    brought(root, odd, entity("2", "Person", name="???"), entity("3", "Family", person=[{"id": "x"}], relative=None))
    assert "eva" in pipeline.read(root).archive
