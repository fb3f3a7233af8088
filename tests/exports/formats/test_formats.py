"""The archive in the formats of other programs, each read back by a tool that is not ours."""

import csv
import dataclasses
import hashlib
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import get_args

import geojson
import jsonschema
import networkx as nx
import pytest
import rispy
import sqlite_utils
import yaml
from bibtexparser.entrypoint import parse_string

from generator import pipeline, routes
from generator.archive.archive import Archive
from generator.cli import main
from generator.exports import published
from generator.exports.formats import FORMATS, Files
from generator.records.load import Contents
from generator.records.settings import Format, Settings
from generator.tables import formats
from tests import every_field
from tests.archive_files import write

ROOT = Path(__file__).resolve().parents[3]

HOSTILE = 'A "dam" {breaks} & 50 % of it\\_<b> $x$ ~ ^ #1'
FOUND = ("articles", "entities", "quotations", "statements")
FILES = {
    "content/organisations/herald.yml": "name: Herald & Sons {1871}\nkind: newspaper\n",
    "content/places/valley.yml": "name: Upper Valley\npoint: [51.5, -0.12]\nprecision: region\n",
    "content/places/nowhere.yml": "name: Nowhere\n",
    "content/people/mira.yml": "name: Mira Okonjo\nalso: [Мира]\n",
    "content/people/tom.yml": "name: <Tom> Reed\n",
    "content/propositions/held.yml": "sentence: The dam held.\n",
    "content/events/break.yml": "what: The dam <breaks>\ndate: 2025-04-28\nplace: valley\n",
    "content/events/spring.yml": "what: Spring\ndate: 2025-04\nplace: nowhere\n",
    "content/articles/2025/flood.md": (
        f"---\ntitle: {json.dumps(HOSTILE, ensure_ascii=False)}\npublisher: herald\nauthors: [Ada Lind, 'Reed, Tom and Sons']\npublished: 2025-04-28\n"
        'source: {url: "https://herald.test/a_b?x=%7B1%7D&y=%20#z", seen: 2025-05-01}\n'
        "quotations:\n  - {id: held, speaker: mira, text: '=It held', fidelity: altered, via: [tom]}\n"
        "statements:\n  - {id: a, holder: mira, stance: denies, proposition: held}\n"
        "  - {id: b, holder: mira, stance: confirms, proposition: held, date: 2025-05}\n---\n[[mira]] and [[tom]] in [[valley]].\n"
    ),
    "content/articles/2025/other.md": "---\ntitle: null\npublished: '[2025-04-21..2025-04-30]'\nsource: {kind: broadcast, channel: BBC One}\n---\nNo.\n",
}


@pytest.fixture(autouse=True)
def _needs_what_writes_it(request: pytest.FixtureRequest) -> None:
    """DuckDB takes 68 MB, so that only the nightly run has it."""
    if "parquet" in str(request.node.callspec.params if hasattr(request.node, "callspec") else ""):
        pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Build:
    build = pipeline.read(write(tmp_path_factory.mktemp("formats"), FILES))
    assert not [problem for problem in build.problems if problem.severity == "error"]
    return build


def files_of(build: pipeline.Build, name: Format) -> Files:
    return FORMATS[name](build.archive, build.contents)


def published_as(build: pipeline.Build, name: Format) -> Files:
    return {f"{name}.zip": published.zip_files(files_of(build, name))}


def test_each_format_has_words_and_may_stand_in_the_settings() -> None:
    assert formats.EXPORT_FORMATS.keys() == FORMATS.keys() == {*get_args(Format)}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # three lines close no file
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_example_of_each_format_reads_its_files_in_three_lines(
    name: Format,
    build: pipeline.Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for path, content in (
        files_of(build, name) if not formats.EXPORT_FORMATS[name].packed else published_as(build, name)
    ).items():
        (tmp_path / path).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    example = formats.EXPORT_FORMATS[name].example
    assert example.count("\n") <= 2
    exec(example, {})  # noqa: S102
    assert capsys.readouterr().out.strip() not in {"", "[]", "None"}


def test_the_files_that_the_page_of_the_data_names_are_those_that_are_published(build: pipeline.Build) -> None:
    names = tuple(name for name in FORMATS if name not in ("csv", "parquet"))
    settings = build.archive.settings.model_copy(update={"downloads": names})
    archive = dataclasses.replace(build.archive, settings=settings)
    found = {
        path: text
        for bodies in (True, False)
        for path, text in published.files(archive, build.contents, of_bodies=bodies).items()
    }
    for name in names:
        listed = json.loads(found[routes.download(name, routes.FILES)])
        assert sorted(it["path"] for it in listed) == sorted(formats.EXPORT_FORMATS[name].files(archive))
        for it in listed:
            content = found.pop(routes.download(name, it["path"]))
            assert isinstance(content, bytes)
            assert (it["bytes"], it["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert len(found) == len(names)  # the lists


def test_nothing_beside_csv_is_made_unless_the_settings_ask(build: pipeline.Build) -> None:
    assert pipeline.published_files(build) == {} == pipeline.published_files_with_bodies(build)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_records_give_the_same_bytes_and_an_empty_archive_gives_files(
    name: Format, build: pipeline.Build
) -> None:
    again = dataclasses.replace(build.archive)
    assert files_of(build, name) == FORMATS[name](again, build.contents)
    for content in FORMATS[name](Archive(Settings(), {}, {}), Contents()).values():
        assert isinstance(content, bytes)


def test_json_lines_come_back_as_the_very_records(tmp_path: Path) -> None:
    for source in (ROOT / "tests/archives/small", ROOT / "tests/archives/arabic"):
        before = pipeline.read(source).archive
        out, root = tmp_path / source.name, tmp_path / f"{source.name}-again"
        assert main(["--root", str(source), "export", "jsonl", str(out)]) == 0
        settings = source / "site_config/archive.yml"
        write(root, {"content/pages/about.md": "# About\n"})
        if settings.is_file():
            write(root, {"site_config/archive.yml": settings.read_text(encoding="utf-8")})
        assert main(["--root", str(root), "import", *map(str, sorted(out.glob("*.jsonl"))), "--write"]) == 0
        after = pipeline.read(root).archive
        assert after.records.keys() == before.records.keys()
        for record_id, record in before.records.items():
            assert after.records[record_id] == record, record_id


def test_every_field_of_every_record_comes_back(tmp_path: Path) -> None:
    """What fields there are is asked of the models, so that a new one is tried by itself."""
    texts = every_field.files(
        lambda path, sort: f"https://a.test/{path}" if sort == "url" else f"The {sort} of {path}."
    )
    before = pipeline.read(write(tmp_path / "root", texts))
    assert before.contents.files
    assert all(loaded.record for loaded in before.contents.files.values())
    out, again = tmp_path / "out", tmp_path / "again"
    for path, content in FORMATS["jsonl"](before.archive, before.contents).items():
        out.mkdir(exist_ok=True)
        (out / path).write_bytes(content)
    write(again, {"content/pages/about.md": "# About\n", "site_config/archive.yml": texts["site_config/archive.yml"]})
    assert main(["--root", str(again), "import", *map(str, sorted(out.glob("*.jsonl"))), "--write"]) == 0
    after = pipeline.read(again).archive
    assert after.records == before.archive.records


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "this is no JSON"),
        ("[1]", "a line holds a record"),
        ('{"type": "thing", "id": "a"}', "'type' is not one of"),
        ('{"type": "person", "id": "../a", "name": "A"}', "'id' is no id"),
        ('{"type": "person", "id": "a", "nmae": "A"}', "nmae: "),
        ('{"type": "person", "id": "a", "name": ["A"]}', "name: "),
    ],
)
def test_a_line_that_is_no_record_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, fault: str
) -> None:
    root = write(tmp_path / "root", {"content/people/tom.yml": "name: Tom\n"})
    file = tmp_path / "people.jsonl"
    file.write_text(f'{{"type": "person", "id": "tom", "name": "Tom"}}\n{line}\n')
    assert main(["--root", str(root), "import", str(file)]) == 0
    said = capsys.readouterr().out
    assert "there content/people/tom.yml  (people.jsonl: line 1)" in said
    assert f"none  {fault}" in said


def test_sqlite_has_keys_that_hold_and_finds_words(build: pipeline.Build, tmp_path: Path) -> None:
    files = files_of(build, "sqlite")
    (tmp_path / "a.sqlite").write_bytes(files["archive.sqlite"])
    database = sqlite3.connect(tmp_path / "a.sqlite")
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    keys = {(table, key[2]) for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall()
            for key in database.execute(f"pragma foreign_key_list({table})").fetchall()}  # fmt: skip
    assert {("quotations", "articles"), ("statements", "propositions"), ("articles", "entities")} <= keys
    assert database.execute("select words from quotations").fetchall() == [("=It held",)]  # no spreadsheet reads this
    for name, query in json.loads(files["metadata.json"])["databases"]["archive"]["queries"].items():
        rows = database.execute(query["sql"], {"words": "held"}).fetchall()
        assert len(rows) == 1 or (name == "tables" and {*FOUND} <= {row[0] for row in rows}), name
    database.close()


def test_sqlite_utils_knows_the_tables_their_keys_and_their_search(build: pipeline.Build, tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(files_of(build, "sqlite")["archive.sqlite"])
    database = sqlite_utils.Database(tmp_path / "a.sqlite")
    quotations = database.table("quotations")
    assert quotations.pks == ["id"]
    assert quotations.detect_fts() == "quotations_fts"
    assert {key.other_table for key in quotations.foreign_keys} >= {"articles"}
    assert quotations.count == len(build.archive.quotations)
    assert [row["words"] for row in quotations.search("held")] == ["=It held"]
    database.close()


def test_csl_json_says_what_each_source_is(build: pipeline.Build) -> None:
    flood, other = sorted(json.loads(files_of(build, "csl-json")["articles.json"]), key=lambda item: str(item["id"]))
    jsonschema.validate(flood, {"required": ["id", "type"], "properties": {"author": {"items": {"type": "object"}}}})
    assert (flood["type"], flood["title"], flood["container-title"]) == (
        "article-newspaper",
        " ".join(HOSTILE.split()),
        "Herald & Sons {1871}",
    )
    assert flood["issued"] == {"date-parts": [[2025, 4, 28]]}
    assert flood["author"] == [{"literal": "Ada Lind"}, {"literal": "Reed, Tom and Sons"}]
    assert (other["type"], other["issued"]) == ("broadcast", {"literal": "between 21 and 30 April 2025"})
    assert other["custom"] == {"issued": "[2025-04-21..2025-04-30]"}
    assert "URL" not in other


def test_bibtex_is_read_by_bibtexparser(build: pipeline.Build) -> None:
    library = parse_string(files_of(build, "bibtex")["articles.bib"].decode())
    assert not library.failed_blocks
    (flood,) = [entry for entry in library.entries if entry.key == "flood"]
    fields = {field.key: field.value for field in flood.fields}
    assert fields["author"] == "{Ada Lind} and {Reed, Tom and Sons}"
    assert fields["url"] == "https://herald.test/a_b?x=%7B1%7D&y=%20#z"
    assert (fields["date"], fields["urldate"]) == ("2025-04-28", "2025-05-01")
    assert fields["title"].startswith(
        r"{A \"dam\" \textbraceleft{}breaks\textbraceright{} \& 50 \%".replace('\\"', '"')
    )


def test_ris_is_read_by_rispy(build: pipeline.Build) -> None:
    references = {it["id"]: it for it in rispy.loads(files_of(build, "ris")["articles.ris"].decode())}
    assert references["flood"]["type_of_reference"] == "NEWS"
    assert references["flood"]["title"] == " ".join(HOSTILE.split())
    assert references["flood"]["authors"] == ["Ada Lind,", "Reed, Tom and Sons,"]
    assert references["flood"]["secondary_title"] == "Herald & Sons {1871}"


def test_citations_come_back_by_import(
    build: pipeline.Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", FILES)
    names: tuple[tuple[Format, str], ...] = (
        ("csl-json", "articles.json"),
        ("bibtex", "articles.bib"),
        ("ris", "articles.ris"),
    )
    for name, path in names:
        (tmp_path / path).write_bytes(files_of(build, name)[path])
        assert main(["--root", str(root), "import", str(tmp_path / path)]) == 0
        assert "there content/articles/2025/flood.md" in capsys.readouterr().out


def test_geojson_has_longitude_first_and_only_what_has_a_point(build: pipeline.Build) -> None:
    held = geojson.loads(files_of(build, "geojson")["places.geojson"])
    assert isinstance(held, geojson.FeatureCollection)
    assert held.is_valid, held.errors()
    assert [(it["id"], it["geometry"]["coordinates"]) for it in held["features"]] == [
        ("place/valley", [-0.12, 51.5]),
        ("event/break", [-0.12, 51.5]),
    ]
    assert held["features"][1]["properties"]["start"] == "2025-04-28"


def test_networks_are_read_by_networkx(build: pipeline.Build) -> None:
    files = files_of(build, "graphml")
    taken = nx.parse_graphml(files["taken-over.graphml"].decode())
    assert taken.is_directed()
    assert ("tom", "herald") in taken.edges
    assert taken.nodes["tom"]["label"] == "<Tom> Reed"
    assert nx.parse_graphml(files["named-together.graphml"].decode()).is_directed() is False
    for content in files_of(build, "gexf").values():
        nx.read_gexf(io.BytesIO(content))


def test_timelinejs_gets_days_and_texts_that_are_no_html(build: pipeline.Build) -> None:
    held = json.loads(files_of(build, "timelinejs")["timeline.json"])
    breaks, spring = sorted(held["events"], key=lambda it: str(it["unique_id"]))
    assert breaks["text"]["headline"] == "The dam &lt;breaks&gt;"
    assert breaks["start_date"] == {"year": 2025, "month": 4, "day": 28}
    assert (spring["start_date"], spring["end_date"]) == (
        {"year": 2025, "month": 4},
        {"year": 2025, "month": 4, "day": 30},
    )


def test_a_folder_that_is_not_ours_is_refused_and_an_error_stops_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", FILES)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.md").write_text("mine")
    assert main(["--root", str(root), "export", "csv", str(tmp_path / "mine")]) == 1
    assert "was not made by the generator" in capsys.readouterr().err
    assert main(["--root", str(root), "export", "ris", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.startswith("articles.ris: ")
    (root / "content/people/tom.yml").write_text("nmae: Tom\n")
    assert main(["--root", str(root), "export", "ris", str(tmp_path / "out")]) == 1


def test_followthemoney_gets_values_with_where_they_stand_and_what_the_record_has(build: pipeline.Build) -> None:
    files = files_of(build, "ftm")
    held = {it["id"]: it for it in map(json.loads, files["entities.ftm.json"].decode().splitlines())}
    assert held["flood"]["schema"] == "Article"
    assert held["flood"]["properties"]["publishedAt"] == ["2025-04-28"]
    assert held["flood"]["properties"]["language"] == ["eng"]
    assert "publishedAt" not in held["other"]["properties"] or held["other"]["properties"]["publishedAt"] == ["2025-04"]
    assert held["mira"]["properties"] == {"name": ["Mira Okonjo"], "alias": ["Мира"]}
    assert held["flood.held"]["properties"]["entity"] == ["mira"]
    rows = list(csv.DictReader(io.StringIO(files["statements.csv"].decode(), newline="")))
    (published_at,) = [row for row in rows if (row["entity_id"], row["prop"]) == ("other", "publishedAt")]
    assert (published_at["value"], published_at["original_value"]) == ("2025-04", "[2025-04-21..2025-04-30]")
    assert (published_at["origin"], published_at["dataset"]) == ("content/articles/2025/other.md", "a-research-archive")


def test_quickstatements_have_a_reference_each_and_only_what_has_an_identifier(tmp_path: Path) -> None:
    items = {
        "content/people/mira.yml": "name: Mira Okonjo\nalso: [{name: Мира, language: ru}]\nwikidata: Q4115189\n",
        "content/organisations/herald.yml": "name: The Herald\nalso: [Herald]\n",
        "content/articles/2025/flood.md": (
            "---\ntitle: 'The \"dam\" breaks'\npublisher: herald\nauthors: [{by: mira}, Tom Reed]\npublished: 2025-04\n"
            'source: {url: "https://herald.test/flood", seen: 2025-05-01}\n---\nA dam broke.\n'
        ),
        "content/articles/2025/offline.md": "---\ntitle: Another\npublisher: herald\n---\nNo address.\n",
    }
    archive = pipeline.read(write(tmp_path, items))
    lines = files_of(archive, "quickstatements")["quickstatements.txt"].decode().splitlines()
    reference = '\tS854\t"https://herald.test/flood"\tS813\t+2025-05-01T00:00:00Z/11'
    assert lines == [
        'Q4115189\tAru\t"Мира"',
        "CREATE",
        'LAST\tLen\t"The "dam" breaks"',
        f"LAST\tP31\tQ5707594{reference}",
        f'LAST\tP1476\ten:"The "dam" breaks"{reference}',
        f"LAST\tP577\t+2025-04-00T00:00:00Z/10{reference}",
        f"LAST\tP407\tQ1860{reference}",
        f"LAST\tP50\tQ4115189{reference}",
        f'LAST\tP2093\t"Tom Reed"{reference}',
        f'LAST\tP953\t"https://herald.test/flood"{reference}',
    ]


def test_every_link_of_the_vault_leads_to_a_note_and_texts_are_no_markdown(build: pipeline.Build) -> None:
    files = files_of(build, "obsidian")
    notes = {Path(path).stem for path in files}
    assert notes == {*build.archive.records}
    for content in files.values():
        text = content.decode()
        assert {*re.findall(r"\[\[([^|\]]+)", text)} <= notes
        yaml.safe_load(text.split("---\n")[1])
    flood = files["articles/flood.md"].decode()
    assert "[[mira|Mira Okonjo]] and [[tom|<Tom> Reed]] in [[valley|Upper Valley]]." in flood
    assert "> =It held\n> — [[mira|Mira Okonjo]], via [[tom|<Tom> Reed]]" in flood
    assert "^held" in flood
    assert "<b>" not in flood.split("---\n", 2)[2]
