"""The archive as a folder for a repository that assigns DOIs, such as Zenodo: the data, a citation file, and the
repository's metadata.

Repositories accept files but no folders, so a format with several files is packed as one ZIP file. The same commit
gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import yaml

from generator import __version__
from generator.archive.archive import Archive
from generator.archive.history import History, published_day
from generator.exports import described
from generator.exports.bag import files_below
from generator.exports.described import DataFile
from generator.exports.emit import as_json
from generator.exports.formats import PLAIN, with_description
from generator.exports.published import zip_files
from generator.records.load import Contents
from generator.records.settings import Licence
from generator.tables.formats import EXPORT_FORMATS

_SUMS = "SHA256SUMS"


def files(
    root: Path, archive: Archive, contents: Contents, past: History | None, day: str, address: str
) -> Iterator[tuple[str, bytes]]:
    """The files of the deposit, by name. `day` is its date if there is no history; `address` is the site's, empty if it
    has none."""
    day = published_day(past, day)
    head = past.head if past else ""
    data = [*_data(root, archive, contents, day)]
    about = described.files(archive.settings, (file for file, _content in data), day)
    made = {
        **{file.path: content for file, content in data},
        **{name: text.encode() for name, text in about.items()},
        ".zenodo.json": as_json(_zenodo(archive, head, day, address)).encode(),
        "CITATION.cff": _citation(archive, head, day, address).encode(),
    }
    made["README.md"] = _read_me(archive, made).encode()
    yield from sorted(made.items())
    sums = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(made.items()))
    yield _SUMS, "".join(sums).encode()


_RECORDS = "the records and settings as they were written, from which all else is made"


def _data(root: Path, archive: Archive, contents: Contents, day: str) -> Iterator[tuple[DataFile, bytes]]:
    kept = {
        name: content for folder in ("content", "site_config") for name, content in files_below(root / folder, folder)
    }
    records = zip_files(kept)
    yield DataFile.holding("records.zip", records, what=_RECORDS), records
    for name, made in PLAIN.items():
        some = made(archive, contents)
        if len(some) > 1:
            some = {f"{name}.zip": zip_files(with_description(name, some, archive.settings, day))}
        for path, content in some.items():
            yield DataFile.holding(path, content, name), content


_CREATIVE = re.compile(r"https?://creativecommons\.org/(?:licenses/(by[a-z-]*)|publicdomain/(zero))/(\d\.\d)\b")


def _spdx(licence: Licence | None) -> str:
    """The licence's SPDX identifier; empty if it is not a Creative Commons licence."""
    found = _CREATIVE.match(licence.url) if licence else None
    return f"CC-{'0' if found[2] else found[1].upper()}-{found[3]}" if found else ""


def _creator(archive: Archive) -> str:
    return archive.settings.author or archive.settings.title


def _described(archive: Archive) -> str:
    return " ".join((archive.settings.lead or archive.settings.title).split())


def _zenodo(archive: Archive, head: str, day: str, address: str) -> Mapping[str, object]:
    """The metadata that Zenodo reads from `.zenodo.json`, in its legacy schema."""
    licence, spdx = archive.settings.licence, _spdx(archive.settings.licence)
    terms = f"The archive’s own words may be used under {licence.name}. " if licence else ""
    said: dict[str, object] = {
        "title": archive.settings.title,
        "upload_type": "dataset",
        "description": f"<p>{escape(_described(archive), quote=False)}</p>",
        "creators": [{"name": _creator(archive)}],
        "access_right": "open" if spdx else "",
        "license": spdx.lower(),
        "publication_date": day,
        "notes": f"{terms}Quotations remain their owners’.{f' State of the archive: {head}.' if head else ''}",
        "related_identifiers": [{"identifier": address, "relation": "isVariantFormOf"}] if address else [],
    }
    return {key: value for key, value in said.items() if value}


def _citation(archive: Archive, head: str, day: str, address: str) -> str:
    """How to cite the data, in the Citation File Format (1.2.0)."""
    licence, spdx = archive.settings.licence, _spdx(archive.settings.licence)
    citation: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them, with the state of the archive that you used.",
        "type": "dataset",
        "title": archive.settings.title,
        "abstract": _described(archive),
        "authors": [{"name": _creator(archive)}],
        "version": head[:12],
        "commit": head,
        "date-released": day,
        "license": spdx,
        "license-url": licence.url if licence and not spdx else "",
        "url": address,
    }
    return yaml.safe_dump(
        {key: value for key, value in citation.items() if value}, allow_unicode=True, sort_keys=False, width=1_000
    )


def _read_me(archive: Archive, made: Mapping[str, bytes]) -> str:
    about = {
        "records.zip": _RECORDS,
        "datapackage.json": "a description of the data for programs, as a Data Package",
        "ro-crate-metadata.json": "the same for repositories of research data, as an RO-Crate",
        ".zenodo.json": "what Zenodo asks for",
        "CITATION.cff": "how to cite the data",
    }
    about |= {f"{name}.zip": known.what for name, known in EXPORT_FORMATS.items()}
    about |= {file: known.what for known in EXPORT_FORMATS.values() for file in known.files(archive) if file in made}
    rows = "".join(f"| `{name}` | {about.get(name, '')} |\n" for name in sorted(made))
    return (
        f"# {archive.settings.title}\n\n{_described(archive)}\n\n| file | what it is |\n| --- | --- |\n{rows}\n"
        f"`{_SUMS}` has the hash of each; `sha256sum --check {_SUMS}` compares them. Made by research-archive {__version__}.\n"
    )
