"""A build of what has not changed makes nothing, and any change makes the site that a first build would make."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.mkdocs_plugin import unchanged
from tests import forked

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "archives" / "small"
DONE = "Nothing has changed since the site was built"

RECORD = "content/articles/2025/full-flood.md"

CONFIGURATION = """
site_name: !ENV [NAME, Floods]
theme: {name: archive, custom_dir: overrides}
plugins: [archive]
docs_dir: content/pages
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    shutil.copytree(SMALL, root)
    (root / "content" / "pages").mkdir(exist_ok=True)
    (root / "content" / "pages" / "about.md").write_text("# About\n")
    (root / "overrides").mkdir()
    (root / "overrides" / "own.html").write_text("Own.\n")
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    return root


def build(root: Path, *options: str, **environment: str) -> str:
    """What MkDocs says while it builds."""
    run = forked.run([sys.executable, "-m", "mkdocs", "build", *options], cwd=root, env=os.environ | environment)
    assert run.returncode == 0, run.stderr
    return run.stderr


def digest(root: Path, day: str = "2026-11-29") -> str | None:
    config = load_config(str(root / "mkdocs.yml"))
    found = unchanged.inputs(root, config, day, Path(config.site_dir))
    return found.whole if found else None


def site(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def append(path: str, text: str = "\n") -> Callable[[Path], object]:
    def change(root: Path) -> None:
        with (root / path).open("a") as file:
            file.write(text)

    return change


def _beside(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("# More\n")


def _letter(file: Path) -> None:
    known = file.stat()
    text = file.read_text()
    file.write_text(text.replace("e", "a", 1))
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))


def commit(root: Path) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for call in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "Begin")):
        subprocess.run(["git", *call], cwd=root, check=True)  # noqa: S607


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record": append(RECORD, "One word more.\n"),
    "a record of no other size": lambda root: _letter(root / RECORD),
    "a new record": lambda root: (root / "content/people/zoe.yml").write_text("name: Zoe\n"),
    "a record that is gone": lambda root: (root / RECORD).unlink(),
    "a record by another name": lambda root: (root / RECORD).rename((root / RECORD).with_name("deluge.md")),
    "a page in a folder that is called as the site is": lambda root: _beside(root / "content/pages/site/more.md"),
    "a page by hand": append("content/pages/about.md"),
    "the archive's settings": append("site_config/archive.yml", "contact: ada@example.org\n"),
    "the site's settings": append("mkdocs.yml", "site_author: Ada\n"),
    "a template": append("overrides/own.html"),
    "the environment that settings ask for": lambda _: os.environ.__setitem__("NAME", "Storms"),
    "the time that a build is of": lambda _: os.environ.__setitem__("SOURCE_DATE_EPOCH", "1700000000"),
    "the search's program": lambda _: os.environ.__setitem__("PAGEFIND_BINARY_PATH", "/elsewhere"),
    "a commit": commit,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_goes_into_a_build_is_known_by_its_bytes(
    root: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NAME", "SOURCE_DATE_EPOCH", "PAGEFIND_BINARY_PATH"):
        monkeypatch.setenv(name, "before")  # so that what is set here is put back
    (root / "site_config").mkdir(exist_ok=True)
    append("site_config/archive.yml", "")(root)
    before = digest(root)
    assert before is not None
    assert digest(root) == before
    CHANGES[what](root)
    assert digest(root) not in {before, None}


def test_a_commit_is_asked_of_the_archives_own_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root)
    before = digest(root)
    monkeypatch.setenv("GIT_DIR", "/elsewhere/.git")  # as git sets it for what its hooks run
    assert digest(root) == before


def test_another_day_may_have_other_doubts(root: Path) -> None:
    assert digest(root, "2026-11-29") != digest(root, "2026-11-30")


@pytest.mark.parametrize(
    "more", ["hooks: [own.py]", "plugins: [archive, search]", "markdown_extensions: [pymdownx.snippets]"]
)
def test_what_may_read_other_files_makes_a_whole_build(root: Path, more: str) -> None:
    (root / "own.py").write_text("")
    append("mkdocs.yml", more + "\n")(root)
    assert digest(root) is None


def test_a_build_of_nothing_new_makes_nothing_and_says_what_the_one_before_said(root: Path) -> None:
    first = build(root)
    assert DONE not in first
    before = unchanged.state(root / "site")
    again = build(root)
    assert DONE in again
    assert unchanged.state(root / "site") == before
    assert [line for line in again.splitlines() if "(warning)" in line] == [
        line for line in first.splitlines() if "(warning)" in line
    ]


def test_an_edit_makes_the_site_that_a_first_build_makes(root: Path) -> None:
    build(root)
    CHANGES["a record"](root)
    assert DONE not in build(root)
    made = site(root)
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "site")
    build(root)
    assert site(root) == made


def test_a_site_that_was_touched_is_made_anew(root: Path) -> None:
    build(root)
    whole = site(root)
    (root / "site" / "index.html").write_text("noise")
    (root / "site" / "strange.html").write_text("more")
    assert DONE not in build(root)
    assert site(root) == whole
    shutil.rmtree(root / "site")
    assert DONE not in build(root)
    assert site(root) == whole


@pytest.mark.parametrize(
    "noise", [b"", b"\xff\x00 no JSON", b'{"inputs": 1}', b"[]", b'{"inputs": "", "site": "", "said": 3}']
)
def test_word_of_a_build_that_cannot_be_read_is_none(tmp_path: Path, noise: bytes) -> None:
    built = unchanged.Built("a", "b", ((20, "a line"),))
    unchanged.write(tmp_path, built)
    assert unchanged.read(tmp_path) == built
    (tmp_path / unchanged.FILE).write_bytes(noise)
    assert unchanged.read(tmp_path) is None


def test_a_build_with_warnings_is_made_again_for_they_are_to_be_read(root: Path) -> None:
    append("content/pages/about.md", "\n[nowhere](nowhere.md)\n")(root)
    assert "nowhere.md" in build(root)
    again = build(root)
    assert DONE not in again
    assert "nowhere.md" in again
