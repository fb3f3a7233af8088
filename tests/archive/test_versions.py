"""The parts of articles in the versions that git has."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.archive import versions
from generator.archive.history import blobs, history

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")

FIRST = "---\ntitle: One\nquotations:\n  - {id: q, text: It rains}\n---\nRain.\n"
SECOND = FIRST.replace("---\nRain", "  - {id: r, text: It pours}\nstatements:\n  - {id: s}\n---\nSnow")
ALONE = FIRST.replace("One", "Two")


def committed(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.org")
    for step in (("add", "-A"), ("commit", "-qm", "More")):
        subprocess.run([*git, *step], check=True)


def test_of_articles_with_several_versions_the_parts_of_each_are_read_once(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)  # noqa: S607
    committed(tmp_path, {"content/articles/2025/one.md": FIRST, "content/articles/2025/two.md": ALONE})
    committed(tmp_path, {"content/articles/2025/one.md": SECOND})
    committed(tmp_path, {"content/articles/2025/one.md": "no front matter"})
    past = history(tmp_path)
    assert past is not None
    newest, second, first = (commit.files[0].blob for commit in past.commits)
    found = versions.with_parts(tmp_path, past, {}).parts
    assert {blob: [*of] for blob, of in found.items()} == {first: ["q-q"], second: ["q-q", "q-r", "s-s"], newest: []}
    assert found[first]["q-q"] == found[second]["q-q"]
    assert versions.with_parts(tmp_path, past, {first: {"q-kept": 1}}).parts[first] == {"q-kept": 1}
    assert [*blobs(tmp_path, ["0" * 40, first])] == [(first, FIRST.encode())]


def test_what_a_run_has_kept_is_read_and_anything_else_is_nothing(tmp_path: Path) -> None:
    file = tmp_path / "versions.json"
    assert versions.read(file) == {}
    for text, found in ((json.dumps({"a": {"q-q": 1}}), {"a": {"q-q": 1}}), ("[]", {}), ('{"a": 1}', {}), ("{", {})):
        file.write_text(text)
        assert versions.read(file) == found
