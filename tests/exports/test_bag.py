"""The archive as a bag, whose hashes are checked with a third-party tool."""

import re
import subprocess
from pathlib import Path

import bagit
import pytest

from generator.cli import main
from tests.archive_files import write

FILES = {
    "content/people/mira.yml": "name: Mira Okonjo\n",
    "content/articles/2025/flood.md": "---\ntitle: A dam breaks\npublished: 2025-04-28\n---\n[[mira]] spoke.\n",
    "site_config/archive.yml": "format: 1\ntitle: Floods\n",
    "site/index.html": "<p>Floods</p>\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(tmp_path / "root", FILES)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-C", str(root)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "content", "site_config"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--date=2025-05-02T12:00:00+00:00", "-m", "Begin"], check=True)
    return root


def bagged(root: Path, name: str) -> Path:
    out = root.parent / name
    assert main(["--root", str(root), "export", "--bag", str(out), "--site", str(root / "site")]) == 0
    return out


def texts(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_hashes_of_a_bag_hold_and_a_changed_byte_is_found(root: Path) -> None:
    out = bagged(root, "bag")
    bag = bagit.Bag(str(out))
    assert bag.validate()
    assert {"content", "exports", "site", "site_config"} == {path.name for path in (out / "data").iterdir()}
    assert (out / "data/content/people/mira.yml").read_text() == FILES["content/people/mira.yml"]
    assert (out / "data/exports/jsonl/people.jsonl").is_file()
    assert bag.info["Bagging-Date"] == "2025-05-02"
    assert re.fullmatch("[0-9a-f]{40,}", bag.info["External-Identifier"])
    (out / "data/site/index.html").write_text("<p>Other</p>\n")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(out)).validate()


def test_a_commit_gives_the_same_bytes(root: Path) -> None:
    assert texts(bagged(root, "one")) == texts(bagged(root, "two"))


def test_a_format_or_a_bag_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "export", str(root.parent / "out")]) == 2
    assert "name a format, or --bag" in capsys.readouterr().err
