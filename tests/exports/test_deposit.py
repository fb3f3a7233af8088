"""The archive as a folder for a repository that assigns DOIs."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.cli import main
from generator.exports import emit
from tests.exports.test_bag import FILES, root, texts

__all__ = ["root"]

KEYS = {
    "title", "upload_type", "description", "creators", "access_right", "license", "publication_date", "notes", "related_identifiers",
}  # fmt: skip
"""The keys of Zenodo's published schema (legacyrecord.json) that a deposit uses. The schema allows no unknown keys."""


def deposited(root: Path, name: str) -> Path:
    out = root.parent / name
    assert main(["--root", str(root), "export", "--deposit", str(out)]) == 0
    return out


def test_a_deposit_holds_the_data_in_single_files_whose_hashes_hold(root: Path) -> None:
    with (root / "site_config/archive.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            "author: The editors\nlicence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}\n"
        )
    out = deposited(root, "deposit")
    assert all(path.is_file() for path in out.iterdir())
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.name in sums
    }
    assert {path.name for path in out.iterdir()} - sums.keys() <= {"SHA256SUMS", emit.MARKER}
    with zipfile.ZipFile(out / "records.zip") as records:
        assert records.read("content/people/mira.yml").decode() == FILES["content/people/mira.yml"]
    with zipfile.ZipFile(out / "jsonl.zip") as rows:
        assert "people.jsonl" in rows.namelist()

    said = json.loads((out / ".zenodo.json").read_text(encoding="utf-8"))
    assert said.keys() <= KEYS
    assert (said["upload_type"], said["access_right"], said["license"]) == ("dataset", "open", "cc-by-4.0")
    assert (said["creators"], said["publication_date"]) == ([{"name": "The editors"}], "2025-05-02")

    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    checked = subprocess.run([*command, str(out / "CITATION.cff")], check=False, capture_output=True)
    assert checked.returncode == 0, checked
    assert "license: CC-BY-4.0\n" in (out / "CITATION.cff").read_text(encoding="utf-8")


def test_a_commit_gives_the_same_deposit(root: Path) -> None:
    assert texts(deposited(root, "one")) == texts(deposited(root, "two"))


def test_one_of_the_ways_to_export_is_to_be_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "export", "--deposit", "--bag", str(root.parent / "out")]) == 2
    assert "name a format, or --bag, or --deposit" in capsys.readouterr().err
