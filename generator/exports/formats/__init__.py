"""The archive in the formats of other programs: each takes an archive, and the files that it was read from, and gives files, by path from the folder that is asked for.

The same records give the same bytes. Nothing is asked of a network. What a format has no place for is left out, and the guide says what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.archive.archive import Archive
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
from generator.records.settings import Format

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
"""What makes the files of each format, by the name that the command has for it; `tables/formats.py` says what is in it."""
PLAIN = {name: made for name, made in FORMATS.items() if name != "parquet"}
"""Those of them that need no more than this program; what Parquet holds is in others."""
