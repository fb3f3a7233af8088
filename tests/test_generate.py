"""`archive generate` over a small archive that has every feature, compared with its whole expected tree.

`pytest tests/test_generate.py --update-golden` writes the tree as it is now; read the diff like code.
"""

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.exports.emit import MARKER

ARCHIVES = Path(__file__).parent / "archives"
EXPECTED = ARCHIVES / "small.expected"


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """The folder of pages that `archive generate` makes of the small archive."""
    out = tmp_path / "pages"
    assert main(["--root", str(ARCHIVES / "small"), "generate", "--out", str(out)]) == 0
    return out


def texts(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*.md")))
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_the_small_archive_makes_exactly_these_pages(generated: Path, update_golden: bool) -> None:
    if update_golden:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(generated, EXPECTED, ignore=shutil.ignore_patterns(MARKER, "*.csv", "*.json"))
    made, expected = texts(generated), texts(EXPECTED)
    assert list(made) == list(expected)
    for path, text in expected.items():
        assert made[path] == text, f"{path} differs; if it should, run pytest {Path(__file__).name} --update-golden"


def test_a_second_run_writes_nothing(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamps = {file: file.stat().st_mtime_ns for file in generated.rglob("*") if file.suffix in (".md", ".csv", ".json")}
    pages = len(list(generated.rglob("*.md")))
    capsys.readouterr()
    assert main(["--root", str(ARCHIVES / "small"), "generate", "--out", str(generated)]) == 0
    assert (
        capsys.readouterr().out == f"{pages} pages and {len(stamps) - pages} files of data in {generated}: "
        f"0 written, 0 removed, {len(stamps)} as they were\n"
    )
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps


def test_what_the_data_page_leads_to_stands_beside_it(generated: Path) -> None:
    named = re.findall(
        r'href="\.\./(data/[^"]+)" download', (generated / "data" / "index.md").read_text(encoding="utf-8")
    )
    assert "data/quotations.csv" in named
    assert all((generated / path).is_file() for path in named)
    assert {path.name for path in generated.rglob("*") if path.suffix in (".csv", ".json")} == {
        Path(p).name for p in named
    }


def test_hostile_words_are_shown_and_never_run(generated: Path) -> None:
    """The small archive's titles, names, notes and bodies hold scripts, images, handlers and addresses that would run."""
    for path, text in texts(generated).items():
        assert "<i>" not in text, path
        for tag in re.findall(r"<[a-zA-Z][^>]*>", text):
            name = re.match(r"<([a-zA-Z0-9]+)", tag)
            assert name is not None
            assert name[1] not in ("script", "img", "iframe", "object", "style"), f"{path}: {tag}"
            unquoted = re.sub(r'"[^"]*"', '""', tag)
            assert not re.search(r"\son\w+\s*=", unquoted), f"{path}: {tag}"
            assert not re.search(r"(?:href|src|action)=[\"']?\s*(?!https?:|mailto:)\w+:", tag), f"{path}: {tag}"


def test_words_from_right_to_left_say_so(generated: Path) -> None:
    page = (generated / "articles" / "heroic-flood.md").read_text(encoding="utf-8")
    assert re.search(r'<blockquote lang="he"[^>]*dir="rtl"[^>]*><p>המים', page)


def test_nothing_is_written_where_an_error_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "archive"
    shutil.copytree(ARCHIVES / "small", root)
    (root / "content" / "topics" / "floods.yml").write_text("titel: Floods\n")
    assert main(["--root", str(root), "generate", "--out", str(tmp_path / "pages")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "content/topics/floods.yml:1:1: titel: the key 'titel' is unknown here; did you mean 'title'? [unknown-key]\n1 error\n"
    )
    assert not (tmp_path / "pages").exists()


def test_a_folder_of_someone_elses_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.md").write_text("mine")
    assert main(["--root", str(ARCHIVES / "small"), "generate", "--out", str(tmp_path)]) == 1
    assert "was not made by the generator; name a new or an empty folder" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.md"]
