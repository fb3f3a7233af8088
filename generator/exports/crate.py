"""The description of the tables as an RO-Crate (w3id.org/ro/crate/1.2) in terms of schema.org, for research data
repositories."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.tables.table import Table

_VERSION = "https://w3id.org/ro/crate/1.2"


def metadata(archive: Archive, found: tuple[Table[Any], ...], texts: Mapping[str, str]) -> str:
    """The crate's metadata. `texts` are the files by name: those of the tables, and others that belong to them."""
    settings = archive.settings
    by_file = {f"{table.name}.csv": table for table in found}
    licence = {"@id": settings.licence.url} if settings.licence else None
    day = archive.history.day.isoformat() if archive.history and archive.history.day else None
    root: dict[str, Any] = {
        "@id": "./", "@type": "Dataset", "name": settings.title, "description": settings.lead or settings.title, "datePublished": day,
        "license": licence, "inLanguage": settings.language, "author": {"@id": "#author"} if settings.author else None,
        "hasPart": [{"@id": name} for name in texts],
    }  # fmt: skip
    about: dict[str, Any] = {
        "@id": PurePosixPath(routes.CRATE).name, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}, "about": {"@id": "./"},
    }  # fmt: skip
    others: list[dict[str, Any]] = []
    if settings.licence:
        others.append({"@id": settings.licence.url, "@type": "CreativeWork", "name": settings.licence.name})
    if settings.author:
        others.append({"@id": "#author", "@type": "Organization", "name": settings.author})
    files = (_file(name, text, by_file.get(name)) for name, text in texts.items())
    graph = [{key: value for key, value in it.items() if value} for it in (about, root, *files, *others)]
    return json.dumps({"@context": f"{_VERSION}/context", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _file(name: str, text: str, table: Table[Any] | None) -> dict[str, Any]:
    content = text.encode()
    return {
        "@id": name, "@type": "File", "name": table.title if table else "Data Package", "description": table.what if table else None,
        "encodingFormat": "text/csv" if table else "application/json", "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
