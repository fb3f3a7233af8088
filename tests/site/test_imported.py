"""A site of an archive into which everything was imported: a library, a vault of notes, and annotations."""

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.cli import main
from tests.authoring.imports.test_marginalia import hypothesis
from tests.authoring.imports.test_vault import NOTES
from tests.conftest import build

LIBRARY = [
    {
        "id": "a", "type": "article-newspaper", "title": "The wall is old", "container-title": "The Courier",
        "author": [{"family": "Okonjo", "given": "Tom"}], "issued": {"date-parts": [[2025, 5, 3]]},
        "URL": "https://courier.test/wall", "keyword": "dams",
    }
]  # fmt: skip


@pytest.mark.builds
def test_a_site_is_built_of_a_library_a_vault_and_annotations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, vault = tmp_path / "archive", tmp_path / "vault"
    for path, text in NOTES.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, encoding="utf-8")
    (tmp_path / "library.json").write_text(json.dumps(LIBRARY), encoding="utf-8")
    marked = hypothesis("It will never break", "Who says so?", ("to check",))
    (tmp_path / "notes.json").write_text(json.dumps({"total": 1, "rows": [marked]}), encoding="utf-8")

    def run(*call: str) -> str:
        assert main([*([] if call[0] == "init" else ["--root", str(root)]), *call]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    run("init", str(root), "--title", "The wall")
    for brought in ("library.json", "vault", "notes.json"):
        run("import", str(tmp_path / brought), "--write")
    run("check")
    archive = pipeline.read(root).archive
    dam = next(it for it in archive.articles if it.source.url == "https://herald.test/dam")
    build(root, "--strict")
    page = LexborHTMLParser((root / f"site/articles/{dam.id}/index.html").read_text(encoding="utf-8"))
    shown = " ".join((page.css_first("article") or page.body).text().split())  # type: ignore[union-attr]
    for told in ("The dam holds", "It will never break", "Sergei Weir", "28 April 2025"):
        assert told in shown, shown
    for other in ("people/sergei-weir", "topics/dams", "organisations/the-courier"):
        assert (root / f"site/{other}/index.html").is_file(), [*(root / "site").iterdir()]
