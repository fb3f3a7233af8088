"""Which files of its theme a site has."""

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.mkdocs_plugin import templates
from tests.archive_files import write
from tests.same_site import FILES


def test_mkdocs_finds_the_files_of_the_theme_without_looking_at_each_icon(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "own/.hidden/a.css": "", "own/.b.css": "", "own/c.css": "", "own/d/e.txt": ""})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.theme.dirs.insert(0, str(tmp_path / "own"))

    def found() -> list[tuple[str, str | None]]:
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        return [(file.src_uri, file.abs_src_path) for file in files]

    as_mkdocs_has_them = found()
    assert {"c.css", "d/e.txt"} < {path for path, _ in as_mkdocs_has_them}
    templates.list_what_is_visible(config.theme)
    assert found() == as_mkdocs_has_them
    listed = config.theme.get_env().list_templates()
    assert "main.html" in listed
    assert not [path for path in listed if path.startswith(".icons/")]
