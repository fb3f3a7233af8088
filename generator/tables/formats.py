"""The export formats of the archive: the contents of each, its published files, and how a program reads them.

`exports/formats/` makes them. They are described here so that the data page, the command and the guide agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.archive.archive import Archive
from generator.records.model import FOLDERS, kind_of
from generator.records.settings import Format
from generator.tables import tables
from generator.text.messages import N_


@dataclass(frozen=True, slots=True)
class MediaType:
    """What kind of file it is: the name of its media type, and the IRI and the title of the standard that it follows;
    empty if the format has none with an address."""

    name: str
    standard: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """The description of a format."""

    what: str
    """Its contents: a message."""
    example: str
    """At most three lines of Python that read it, to be run in the folder of its files."""
    files: Callable[[Archive], tuple[str, ...]]
    """The names of its published files."""
    of_bodies: bool = False
    """Whether it contains the words of bodies, so that it is made again after an edit of nothing but a body."""
    packed: bool = False
    """Whether its files are published as one ZIP file."""


def _fixed_files(*names: str) -> Callable[[Archive], tuple[str, ...]]:
    return lambda _archive: names


def _by_kind(archive: Archive) -> tuple[str, ...]:
    there = {kind_of(record) for record in archive.records.values()}
    return tuple(f"{folder}.jsonl" for folder, kind in FOLDERS.items() if kind in there)


def _networks(ending: str) -> Callable[[Archive], tuple[str, ...]]:
    return _fixed_files(*(f"{name}.{ending}" for name in ("named-together", "spoken-about", "taken-over")))


EXPORT_FORMATS: Mapping[Format, ExportFormat] = {
    "csv": ExportFormat(
        N_("the tables, each a file in CSV"),
        'import csv\nrows = csv.DictReader(open("quotations.csv", encoding="utf-8", newline=""))\n'
        'print([row["words"] for row in rows if row["fidelity"] == "altered"])',
        _fixed_files(),
    ),
    "jsonl": ExportFormat(
        N_("every record whole, a file in JSON Lines for each kind"),
        'import json\narticles = map(json.loads, open("articles.jsonl", encoding="utf-8"))\n'
        'print([article["title"] for article in articles])',
        _by_kind,
        of_bodies=True,
    ),
    "sqlite": ExportFormat(
        N_("the tables in one SQLite file with keys and full-text search, and settings for Datasette"),
        'import sqlite3\narchive = sqlite3.connect("archive.sqlite")\n'
        "print(archive.execute(\"select speaker_name, words from quotations where fidelity = 'altered'\").fetchall())",
        _fixed_files("archive.sqlite", "metadata.json"),
    ),
    "csl-json": ExportFormat(
        N_("the articles as CSL-JSON, for reference managers and Pandoc"),
        'import json\narticles = json.load(open("articles.json", encoding="utf-8"))\n'
        'print([article.get("container-title") for article in articles])',
        _fixed_files("articles.json"),
    ),
    "bibtex": ExportFormat(
        N_("the articles as BibLaTeX"),
        'from bibtexparser.entrypoint import parse_file\narticles = parse_file("articles.bib", encoding="UTF-8")\n'
        "print([entry.key for entry in articles.entries])",
        _fixed_files("articles.bib"),
    ),
    "ris": ExportFormat(
        N_("the articles as RIS"),
        'import rispy\narticles = rispy.load(open("articles.ris", encoding="utf-8"))\n'
        'print([article.get("title") for article in articles])',
        _fixed_files("articles.ris"),
    ),
    "geojson": ExportFormat(
        N_("places, and events at them, as GeoJSON"),
        'import json\nplaces = json.load(open("places.geojson", encoding="utf-8"))["features"]\n'
        'print([(place["properties"]["name"], place["geometry"]["coordinates"]) for place in places])',
        _fixed_files("places.geojson"),
    ),
    "graphml": ExportFormat(
        N_("who is named with whom, and who took over from whom, as GraphML"),
        'import networkx\ntaken = networkx.read_graphml("taken-over.graphml")\nprint(taken.in_degree(weight="weight"))',
        _networks("graphml"),
    ),
    "gexf": ExportFormat(
        N_("the same networks as GEXF, for Gephi"),
        'import networkx\ntaken = networkx.read_gexf("taken-over.gexf")\n'
        'print(sorted(taken.degree(weight="weight"), key=lambda it: -it[1])[:10])',
        _networks("gexf"),
    ),
    "timelinejs": ExportFormat(
        N_("the events as TimelineJS 3 reads them"),
        'import json\nevents = json.load(open("timeline.json", encoding="utf-8"))["events"]\n'
        'print([(event["start_date"], event["text"]["headline"]) for event in events])',
        _fixed_files("timeline.json"),
    ),
    "parquet": ExportFormat(
        N_("the tables, each a file in Parquet"),
        "import duckdb\nspoken = \"select speaker_name, count(*) from 'quotations.parquet' group by all order by all\"\n"
        "print(duckdb.sql(spoken).fetchall())",
        lambda archive: tuple(f"{table.name}.parquet" for table in tables(archive)),
    ),
    "ftm": ExportFormat(
        N_("the archive as FollowTheMoney entities and statements"),
        'import json\nentities = map(json.loads, open("entities.ftm.json", encoding="utf-8"))\n'
        'print([it["properties"]["name"] for it in entities if it["schema"] == "Person"])',
        _fixed_files("entities.ftm.json", "statements.csv"),
    ),
    "quickstatements": ExportFormat(
        N_("articles as new items for Wikidata, with their references, as QuickStatements"),
        'commands = open("quickstatements.txt", encoding="utf-8").read().split("CREATE\\n")\n'
        'print(len(commands) - 1, "new items")',
        _fixed_files("quickstatements.txt"),
    ),
    "obsidian": ExportFormat(
        N_("every record as a note of an Obsidian vault, with its links"),
        'import zipfile\nvault = zipfile.ZipFile("obsidian.zip")\nprint(vault.namelist())',
        _fixed_files("obsidian.zip"),
        of_bodies=True,
        packed=True,
    ),
}
"""All formats, in the order in which the data page lists them."""

_ENDINGS: Mapping[str, MediaType] = {
    ".csv": MediaType("text/csv", "https://www.rfc-editor.org/info/rfc4180", "CSV (RFC 4180)"),
    ".jsonl": MediaType("application/jsonl", "https://jsonlines.org/", "JSON Lines"),
    ".json": MediaType("application/json"),
    ".jsonld": MediaType("application/ld+json", "https://www.w3.org/TR/annotation-model/", "Web Annotation Data Model"),
    ".sqlite": MediaType("application/vnd.sqlite3", "https://www.sqlite.org/fileformat2.html", "SQLite 3"),
    ".bib": MediaType("application/x-bibtex", "https://ctan.org/pkg/biblatex", "BibLaTeX"),
    ".ris": MediaType("application/x-research-info-systems"),
    ".geojson": MediaType("application/geo+json", "https://www.rfc-editor.org/info/rfc7946", "GeoJSON (RFC 7946)"),
    ".graphml": MediaType("application/graphml+xml", "http://graphml.graphdrawing.org/xmlns", "GraphML"),
    ".gexf": MediaType("application/gexf+xml", "http://www.gexf.net/1.2draft", "GEXF 1.2"),
    ".parquet": MediaType("application/vnd.apache.parquet", "https://parquet.apache.org/docs/file-format/", "Parquet"),
    ".txt": MediaType("text/plain"),
    ".md": MediaType("text/markdown"),
    ".zip": MediaType("application/zip"),
    ".cff": MediaType("application/yaml", "https://citation-file-format.github.io/", "Citation File Format"),
}
_SPECIAL: Mapping[tuple[str, str], MediaType] = {
    ("csl-json", "articles.json"): MediaType(
        "application/vnd.citationstyles.csl+json",
        "https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json",
        "CSL-JSON 1.0",
    ),
    ("timelinejs", "timeline.json"): MediaType(
        "application/json", "https://timeline.knightlab.com/docs/json-format.html", "TimelineJS 3"
    ),
    ("sqlite", "metadata.json"): MediaType(
        "application/json", "https://docs.datasette.io/en/stable/metadata.html", "Datasette metadata"
    ),
    ("ftm", "entities.ftm.json"): MediaType("application/json+ftm", "https://followthemoney.tech/", "FollowTheMoney"),
    ("quickstatements", "quickstatements.txt"): MediaType(
        "text/plain", "https://www.wikidata.org/wiki/Help:QuickStatements", "QuickStatements"
    ),
    ("", "datapackage.json"): MediaType(
        "application/json", "https://datapackage.org/profiles/2.0/datapackage.json", "Data Package 2.0"
    ),
}
FEEDS: Mapping[str, MediaType] = {
    ".xml": MediaType("application/atom+xml", "https://www.rfc-editor.org/info/rfc4287", "Atom (RFC 4287)"),
    ".json": MediaType("application/feed+json", "https://jsonfeed.org/version/1.1", "JSON Feed 1.1"),
}
"""The forms of a feed, by ending."""


def media_type(name: str, path: str) -> MediaType:
    """What kind of file a format (empty if it is of none) has at this path."""
    file = PurePosixPath(path)
    return _SPECIAL.get((name, file.name)) or _ENDINGS.get(file.suffix) or MediaType("application/octet-stream")


def published(archive: Archive) -> tuple[Format, ...]:
    """The formats other than CSV that the archive's settings publish, in the order of EXPORT_FORMATS."""
    return tuple(name for name in EXPORT_FORMATS if name != "csv" and name in archive.settings.downloads)
