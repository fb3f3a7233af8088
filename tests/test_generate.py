"""`archive generate` on a small archive with every feature. Its pages are compared with the expected ones.

`pytest tests/test_generate.py --update-golden` writes the pages as they are now; read the diff like code.
"""

import re
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from generator.pages.parts.written import package_pages
from tests.conftest import once

ARCHIVES = Path(__file__).parent / "archives"
EXPECTED = ARCHIVES / "small.expected"
ADDED = re.compile(r"^(?:template|search|edit): .*\n", re.MULTILINE)
"""Front matter that a page has only in this folder."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small archive, copied to a folder that its commands may write to."""
    return Path(shutil.copytree(ARCHIVES / "small", tmp_path / "small"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `archive generate` makes from the small archive, once for all tests."""

    def make(folder: Path) -> None:
        root = shutil.copytree(ARCHIVES / "small", folder / "small")
        assert main(["--root", str(root), "generate", "--out", str(folder / "pages")]) == 0

    return once(tmp_path_factory, "generated", make) / "pages"


def texts(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*.md")))
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_the_small_archive_makes_exactly_these_pages(small: Path, update_golden: bool) -> None:
    drawn = {path: page.text for path, page in pipeline.make(small).pages.items()}
    made = dict(sorted({**package_pages(small / "content" / "pages"), **drawn}.items()))
    if update_golden:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, text in made.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_text(text, encoding="utf-8")
    expected = texts(EXPECTED)
    assert [*made] == sorted(expected)
    for path, text in expected.items():
        assert made[path] == text, f"{path} differs; if it should, run pytest {Path(__file__).name} --update-golden"


def test_each_page_stands_in_the_folder_as_the_index_of_a_folder_of_its_own(generated: Path) -> None:
    """So relative URLs in its HTML lead to the same place whether a builder resolves them from the source or from the
    page."""
    found = texts(generated / "docs")
    assert {path.rpartition("/")[2] for path in found} == {"index.md"}
    for path, expected in texts(EXPECTED).items():
        place = path if path.endswith("index.md") else f"{path.removesuffix('.md')}/index.md"
        text = re.sub(r' data-annotate(?: data-[a-z]+="[^"]*")+', " data-annotate", ADDED.sub("", found.pop(place)))
        if path.count("/") or path == "index.md":  # the pages on method and contributing link by file names
            assert text == expected
    assert [*found] == ["about/index.md"]  # written by hand


def test_a_second_run_writes_nothing(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamps = {file: file.stat().st_mtime_ns for file in generated.rglob("[!.]*") if file.is_file()}
    pages = len(texts(generated))
    capsys.readouterr()
    assert main(["--root", str(generated.parent / "small"), "generate", "--out", str(generated)]) == 0
    assert (
        capsys.readouterr().out == f"{pages} pages and {len(stamps) - pages} other files in {generated}: "
        f"0 written, 0 removed, {len(stamps)} as they were\n"
    )
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps


def test_what_the_data_page_leads_to_stands_beside_it(generated: Path) -> None:
    docs = generated / "docs"
    named = re.findall(r'href="\.\./(data/[^"]+)" download', (docs / "data" / "index.md").read_text(encoding="utf-8"))
    assert "data/quotations.csv" in named
    assert all((docs / path).is_file() for path in named)
    made = (
        path
        for path in (docs / "data").rglob("*.*")
        if path.suffix != ".md" and path.name != "files.json" and path.parent.name not in ("annotations", "sql")
    )
    assert sorted(path.relative_to(docs).as_posix() for path in made) == sorted({*named})


def test_hostile_words_are_shown_and_never_run(generated: Path) -> None:
    """The small archive's titles, names, notes and bodies contain scripts, images, event handlers and script
    addresses."""
    for path, text in texts(generated / "docs").items():
        assert "<i>" not in text, path
        # A data block is not run, unless a text in it closes it.
        text = re.sub(r'<script type=\\"application/ld\+json\\">[^<>]*</script>', "", text)  # noqa: PLW2901
        for tag in re.findall(r"<[a-zA-Z][^>]*>", text):
            name = re.match(r"<([a-zA-Z0-9]+)", tag)
            assert name is not None
            assert name[1] not in ("script", "img", "iframe", "object", "style"), f"{path}: {tag}"
            unquoted = re.sub(r'"[^"]*"', '""', tag)
            assert not re.search(r"\son\w+\s*=", unquoted), f"{path}: {tag}"
            assert not re.search(r"(?:href|src|action)=[\"']?\s*(?!https?:|mailto:)\w+:", tag), f"{path}: {tag}"


def test_words_from_right_to_left_say_so(generated: Path) -> None:
    page = (generated / "docs" / "articles" / "heroic-flood" / "index.md").read_text(encoding="utf-8")
    assert re.search(r'<span class="ar-said__words" lang="he"[^>]*dir="rtl"[^>]*><span>המים', page)


def test_nothing_is_written_where_an_error_stands(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small
    (root / "content" / "topics" / "floods.yml").write_text("titel: Floods\n")
    assert main(["--root", str(root), "generate", "--out", str(tmp_path / "pages")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "content/topics/floods.yml:1:1: titel: the key 'titel' is unknown here; did you mean 'title'? [unknown-key]\n1 error\n"
    )
    assert not (tmp_path / "pages").exists()


def test_a_folder_of_someone_elses_is_refused(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.md").write_text("mine")
    assert main(["--root", str(small), "generate", "--out", str(tmp_path / "mine")]) == 1
    assert "was not made by the generator; name a new or an empty folder" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["thesis.md"]
