"""The archive in other programs' formats. Each format takes the archive and the files it was read from, and returns
files by path.

The same records give the same bytes. There is no network access. What a format cannot represent is left out; the guide
says what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.archive.archive import Archive
from generator.exports import described
from generator.exports.described import DataFile
from generator.exports.formats import (
    citations,
    ftm,
    graphs,
    obsidian,
    parquet,
    places,
    rows,
    sqlite,
    timelinejs,
    wikidata,
)
from generator.records.load import Contents
from generator.records.settings import Format, Settings

Files = Mapping[str, bytes]
"""The files of an export, by path from its folder."""


FORMATS: Mapping[Format, Callable[[Archive, Contents], Files]] = {
    "csv": rows.csv,
    "jsonl": rows.jsonl,
    "sqlite": sqlite.files,
    "csl-json": citations.csl_json,
    "bibtex": citations.bibtex,
    "ris": citations.ris,
    "geojson": places.geojson,
    "graphml": graphs.graphml,
    "gexf": graphs.gexf,
    "timelinejs": timelinejs.files,
    "parquet": parquet.files,
    "ftm": ftm.files,
    "quickstatements": wikidata.files,
    "obsidian": obsidian.files,
}
"""The function that makes each format's files, by the name used on the command line. `tables/formats.py` describes the
contents."""
PLAIN = {name: made for name, made in FORMATS.items() if name != "parquet"}
"""The formats that need no optional package."""


def with_description(name: Format, made: Files, settings: Settings, day: str) -> Files:
    """The files of a format, and the Data Package and the RO-Crate that describe them. `day` is when the archive was
    published as it is (ISO 8601)."""
    every = (DataFile.holding(path, content, name) for path, content in made.items())
    about = described.files(settings, every, day)
    return {**made, **{path: text.encode() for path, text in about.items()}}
