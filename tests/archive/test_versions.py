"""Earlier versions of records, read from git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.archive import versions
from generator.archive.alterations import Alteration
from generator.archive.history import blobs, history, version_pair_key
from generator.archive.versions import CachedVersions

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
    found = versions.with_versions(tmp_path, past, CachedVersions())
    assert {blob: [*of] for blob, of in found.parts.items()} == {
        first: ["q-q"],
        second: ["q-q", "q-r", "s-s"],
        newest: [],
    }
    assert found.parts[first]["q-q"] == found.parts[second]["q-q"]
    assert [place for place, *_ in found.altered[version_pair_key(first, second)]] == [
        "quotations.r",
        "statements",
        "body",
    ]
    assert found.altered[version_pair_key(second, newest)] == [Alteration("", None, None)]
    kept = CachedVersions({first: {"q-kept": 1}}, {version_pair_key(first, second): [Alteration("kept", "a", "b")]})
    again = versions.with_versions(tmp_path, past, kept)
    assert again.parts[first] == {"q-kept": 1}
    assert again.altered == {**found.altered, **kept.altered}
    assert [*blobs(tmp_path, ["0" * 40, first])] == [(first, FIRST.encode())]
    file = tmp_path / "versions.json"
    file.write_text(versions.to_text(found), "utf-8")
    assert versions.read(file) == CachedVersions(found.parts, found.altered)


def test_of_records_without_a_body_what_differs_is_read_too(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)  # noqa: S607
    for text in ("name: Ada\n", "---\nname: Eva\n"):
        committed(tmp_path, {"content/people/ada.yml": text, "content/pages/about.md": text})
    past = history(tmp_path)
    assert past is not None
    assert {commit.author for commit in past.commits} == {"a"}
    assert [*versions.with_versions(tmp_path, past, CachedVersions()).altered.values()] == [
        [Alteration("name", "Ada", "Eva")]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"form": 1, "parts": {}, "altered": {}}',
        '{"form": 2, "parts": {"a": 1}, "altered": {}}',
        '{"form": 2, "parts": {}, "altered": {"a b": [["name", 1, null]]}}',
    ],
)
def test_a_file_that_no_run_has_kept_is_not_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "versions.json"
    assert versions.read(file) == CachedVersions()
    file.write_text(text)
    assert versions.read(file) == CachedVersions()
