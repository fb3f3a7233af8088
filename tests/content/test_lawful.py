"""The records that `make test-lawful` adds to the archive are such as anyone may add."""

import shutil
from pathlib import Path

from generator import pipeline
from generator.findings.stances import reversals
from generator.records.model import Article, Measure, Person, Place
from tests.lawful import MORE, ROOT


def test_the_records_that_are_added_are_lawful_and_say_what_the_archive_did_not(tmp_path: Path) -> None:
    before = pipeline.read(ROOT)
    for folder in ("content", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(MORE, tmp_path / "content", dirs_exist_ok=True)
    after = pipeline.read(tmp_path)
    assert after.problems == before.problems
    added = after.archive.records.keys() - before.archive.records.keys()
    assert {type(after.archive.records[one]) for one in added} >= {Article, Measure, Person, Place}
    new = {r.proposition for r in reversals(after.archive) if r.subject == "ada-weir"}
    assert new == {"ships-carried-shells", "dprk-soldiers-sent-to-russia"}
