"""The steps of a contributor, and the examples in the help of every command."""

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from generator import cli, pipeline
from generator.authoring import schema
from generator.records.model import Kind
from tests.archive_files import write

FILES = {
    "content/people/mira-okonjo.yml": "name: Mira Okonjo\nalso: [Мира Оконджо]\n",
    "content/organisations/river-board.yml": "name: River Board\n",
    "content/organisations/vell-herald.yml": "name: The Vell Herald\nkind: newspaper\n",
    "content/events/flood-of-may.yml": "what: A flood\ndate: 2024-05-01\n",
    "content/measures/houses-flooded.yml": "name: Houses flooded\ncounts: Houses with water indoors.\nunit: houses\n",
    "content/articles/2024/before.md": (
        "---\ntitle: Before\npublisher: vell-herald\npublished: 2024-05-01\n"
        "events: [flood-of-may]\nfigures: [{id: nine, measure: houses-flooded, value: 19, by: []}]\n---\n"
        "[[mira-okonjo]] of the [[river-board]] counted 19 houses under water.\n"
    ),
}

COPY = """\
River Board chair calls the flood the worst in living memory

The water in Vell rose by four metres overnight, the River Board said on Friday.

“Nobody here has seen anything like it,” Myra Okonjo, who chairs the board, told reporters. She described the dam as “sound.”

About 1,200 houses were flooded.
"""


def run(root: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), *arguments])


def test_a_text_never_seen_before_becomes_an_article_that_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "archive", FILES)
    copy = tmp_path / "copy.txt"
    copy.write_text(COPY, encoding="utf-8")

    known = ["--url", "https://example.org/flood", "--publisher", "The Vell Herald", "--published", "2025-05-31"]
    made = run(root, "new", "article", "--text", str(copy), *known)
    path = capsys.readouterr().out.splitlines()[0]
    record = Path(path).stem
    assert (made, path) == (0, "content/articles/2025/vell-herald-river-board-chair-calls-flood.md")
    assert run(root, "check") == 0

    assert run(root, "suggest", record, "--copy", str(copy), "--write") == 0
    assert run(root, "fmt", "--check", record) == 0
    capsys.readouterr()
    assert run(root, "check") == 0
    told = capsys.readouterr().out
    assert told.count("and nobody has reviewed it") == 4
    assert "error" not in told
    assert run(root, "verify", record, "--copy", str(copy)) == 0

    page = pipeline.make(root).pages[f"articles/{record}.md"].text
    assert "Nobody here has seen anything like it" in page
    assert '<a href="../../people/mira-okonjo/"' in page
    assert ">Mira Okonjo</a>" in page
    assert "1,200" in page
    assert page.count("Not yet reviewed") == 4  # the article, two quotations, a figure

    file = root / path
    file.write_text(
        file.read_text("utf-8").replace("    review: needed\n", "").replace("review: needed\n", ""), "utf-8"
    )
    assert "Not yet reviewed" not in pipeline.make(root).pages[f"articles/{record}.md"].text


# --- help ---

TWO_OF_ONE = {
    "content/people/sergey-shoigu.yml": "name: Sergey Shoigu\n",
    "content/people/sergei-shoigu.yml": "name: Sergei Shoigu\n",
}
COMMANDS = ["new", *(f"new {kind}" for kind in get_args(Kind))]
COMMANDS += ["suggest", "fmt", "schema", "verify", "check", "generate", "diff", "merge", "init"]


@pytest.mark.processes
@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_a_commands_help_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = "---\ntitle: A\npublisher: vell-herald\n---\n[[river-board]]\n"
    files = {**FILES, "content/articles/2025/an-article.md": article}
    root = write(tmp_path / "archive", files | (TWO_OF_ONE if command == "merge" else {}))
    if command == "diff":
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(root)]
        for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
            subprocess.run([*git, *arguments], check=True)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/an-article.txt").write_text(COPY, encoding="utf-8")
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as shown:
        cli.main([*command.split(), "--help"])
    assert shown.value.code == 0
    example = " ".join(capsys.readouterr().out.split("example: ")[1].split())
    assert example.startswith(f"archive {command}")
    assert cli.main(shlex.split(example)[1:]) == 0
    assert [p for p in pipeline.read(root).problems if p.severity == "error"] == []


def test_the_schemas_of_a_copy_of_this_archive_can_be_written(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(Path(__file__).resolve().parents[2] / "content", root / "content")
    assert run(root, "schema") == 0
    assert (root / schema.FOLDER / schema.IDS).stat().st_size > 1_000
