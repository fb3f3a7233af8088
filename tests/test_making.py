"""Only what did not change is reused: after a change, pages are the same as those of a run without earlier results."""

import ast
import os
import random
import shutil
from pathlib import Path

import pytest

from generator import pages, pipeline
from generator.findings import caching
from generator.pages import ledger
from generator.pages.ledger import Ledger
from generator.pages.making import EarlierRun
from generator.pages.render import UnchangedPage
from tests.changed import SMALL, change

pytestmark = pytest.mark.builds

SEEDS = int(os.environ.get("CHANGED_ARCHIVES", "1"))
"""How many archives are changed: one here, many with `make test-deep`."""
CHANGES = 10


def carried(build: pipeline.Build) -> EarlierRun:
    """What another process would load from this run."""
    known, pages = ledger.load(ledger.dump(build.ledger, build.all_pages))
    return EarlierRun(known, pages)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_change_the_pages_are_those_of_a_run_that_knows_nothing(seed: int, tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    chance = random.Random(seed)  # noqa: S311  (the same changes in each run)
    served = pipeline.make(root)
    before = carried(served)
    kept = 0
    for _ in range(CHANGES):
        done = change(root, chance)
        clean = {path: page.digest for path, page in pipeline.make(root).pages.items()}
        again = pipeline.make(root, before=before)
        assert {path: page.digest for path, page in again.all_pages.items()} == clean, done
        served = pipeline.make(root, served)
        assert {path: page.digest for path, page in served.pages.items()} == clean, done
        assert [*served.all_pages] == [*again.all_pages], done
        before = carried(again)
        kept += len(again.unchanged_pages)
    assert kept > len(clean)


def test_an_edit_of_an_article_leaves_most_pages_standing(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    before = carried(pipeline.make(root))
    article = root / "content" / "articles" / "2026" / "untitled.md"
    was = article.read_text(encoding="utf-8")
    article.write_text(was.replace("publisher:", "deck: It went on.\npublisher:", 1), encoding="utf-8")
    again = pipeline.make(root, before=before)
    assert "articles/untitled.md" in again.pages
    assert len(again.unchanged_pages) > len(again.pages)


def test_an_edit_of_a_body_leaves_every_page_standing_that_does_not_show_it(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    before = carried(pipeline.make(root))
    article = root / "content" / "articles" / "2026" / "untitled.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nIt went on.\n", encoding="utf-8")
    assert [*pipeline.make(root, before=before).pages] == ["articles/untitled.md"]


def test_after_an_edit_of_a_body_nothing_is_worked_out_that_follows_from_no_body(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    before = carried(pipeline.make(root))
    article = root / "content" / "articles" / "2026" / "untitled.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nIt went on.\n", encoding="utf-8")
    again = pipeline.make(root, before=before)
    assert "gaps" not in {finding.__name__ for finding in again.archive.finding_cache}
    assert again.ledger.fingerprints == pipeline.make(root).ledger.fingerprints
    again = pipeline.make(root, before=carried(again))
    assert not again.pages
    assert {finding.__name__ for finding in again.archive.finding_cache} == {"known_days"}


def test_whom_a_body_names_is_known_from_then_on_wherever_it_shows(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    (root / "content" / "people" / "ada-quill.yml").write_text("name: Ada Quill\n", encoding="utf-8")
    first = pipeline.make(root)
    article = next(it for it in first.archive.articles if it.published and it.rights.text != "summary")
    file = root / first.archive.paths[article.id]
    file.write_text(file.read_text(encoding="utf-8") + "\nAda Quill was there.\n", encoding="utf-8")
    again = pipeline.make(root, before=carried(first))
    clean = pipeline.make(root)
    assert "people/ada-quill.md" in again.pages
    assert {path: page.digest for path, page in again.all_pages.items()} == {
        path: page.digest for path, page in clean.pages.items()
    }
    assert again.ledger.fingerprints == clean.ledger.fingerprints


def bodies_read(folder: Path) -> set[tuple[str, int]]:
    """Where the code in a folder reads a body directly instead of asking the archive: modules and lines."""
    return {
        (module.name, node.lineno)
        for module in folder.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "body"
        if not (isinstance(node.value, ast.Name) and node.value.id == "archive")
        if not (isinstance(node.value, ast.Attribute) and node.value.attr == "archive")
    }


def test_no_page_reads_a_body_behind_the_archives_back() -> None:
    assert bodies_read(Path(pages.__file__).parent) == set()


def test_no_finding_reads_a_body_unless_it_says_so() -> None:
    modules = {module for module, _ in bodies_read(Path(caching.__file__).parent)}
    assert modules == {f"{name.partition(':')[0].rpartition('.')[2]}.py" for name in caching.BODY_FINDINGS}


def test_what_a_server_shows_after_an_edit_catches_up_with_all_that_depends_on_it(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    made = pipeline.make(root)
    chance = random.Random(1)  # noqa: S311
    for _ in range(10):
        done = change(root, chance)
        made = pipeline.make_edited(root, made)
        caught_up = pipeline.finish_pages(made, lambda: True) if made.is_behind else made
        assert caught_up is not None
        made = caught_up
        clean = pipeline.make(root)
        assert {path: page.digest for path, page in made.pages.items()} == {
            path: page.digest for path, page in clean.pages.items()
        }, done


def test_where_more_has_changed_than_a_few_records_nothing_is_made_for_whoever_wants_only_these(
    tmp_path: Path,
) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    made = pipeline.read(root)
    (root / "content" / "people" / "zoe.yml").write_text("name: Zoe\n", encoding="utf-8")
    assert pipeline.make_edited(root, made, or_all=False) is made


def test_an_edit_that_is_taken_back_before_the_rest_was_made_is_taken_back_on_every_page(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    first = pipeline.make(root)
    person = root / "content" / "people" / "mira-okonjo.yml"
    was = person.read_text(encoding="utf-8")
    person.write_text(was.replace("Mira Okonjo", "Mira Okonjo-Bell"), encoding="utf-8")
    ahead = pipeline.make_edited(root, first)
    person.write_text(was, encoding="utf-8")
    back = pipeline.make_edited(root, ahead)
    caught_up = pipeline.finish_pages(back, lambda: True)
    assert caught_up is not None
    assert {path: page.digest for path, page in caught_up.pages.items()} == {
        path: page.digest for path, page in first.pages.items()
    }


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    made = pipeline.make(shutil.copytree(SMALL, tmp_path / "archive"))
    known, pages = ledger.load(ledger.dump(made.ledger, made.all_pages))
    assert known == made.ledger
    assert pages == {
        path: UnchangedPage(page.digest, page.record, page.title, page.picture) for path, page in made.pages.items()
    }


@pytest.mark.parametrize("cut", [0, 1, 64, 65, 90, -1])
def test_a_damaged_ledger_is_no_ledger(cut: int) -> None:
    whole = ledger.dump(Ledger("basis", {("record", "ada"): "1"}), {})
    with pytest.raises(ValueError, match="damaged"):
        ledger.load(whole[:cut])
    with pytest.raises(ValueError, match="damaged"):
        ledger.load(whole[:cut] + b"x" + whole[cut:][1:] + b"y")
