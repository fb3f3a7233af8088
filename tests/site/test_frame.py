"""Pages that share a frame are, but for the way their links are written, what Material draws of each by itself."""

import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.config import load_config

from generator.mkdocs_plugin import frame
from tests import forked

SMALL = Path(__file__).resolve().parents[1] / "archives" / "small"
HASH = re.compile(r"'sha256-[^']*'")
LINK = re.compile(r"""((?:href|src)=")([^"#:]*)""")


def built(root: Path, *, own: bool) -> dict[str, str]:
    """The pages of the small archive by path, with every link from the root. With a template of its own, none shares a frame."""
    shutil.copytree(SMALL, root)
    (root / "content" / "pages").mkdir(exist_ok=True)
    (root / "own").mkdir()
    if own:
        (root / "own" / "unused.html").write_text("Nobody asks for this.\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Floods & <storms>\nsite_url: https://archive.test/\ntheme: {name: archive, custom_dir: own}\n"
        "plugins: [archive: {repository: 'https://code.test/a?b=1&c'}]\ndocs_dir: content/pages\n"
    )
    run = forked.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root)
    assert run.returncode == 0, run.stderr
    site = root / "site"
    return {str(file.relative_to(site)): _from_root(file, site) for file in sorted(site.rglob("*.html"))}


def _from_root(file: Path, site: Path) -> str:
    folder = f"/{file.relative_to(site).parent}/".replace("/./", "/")
    html = HASH.sub("HASH", file.read_text(encoding="utf-8"))  # of scripts that hold the way to the root
    html = LINK.sub(lambda found: found[1] + urljoin(folder, found[2]), html)
    return re.sub(r"\s+", " ", html)


def test_a_page_in_a_shared_frame_is_the_page_that_is_drawn_by_itself(tmp_path: Path) -> None:
    framed, whole = built(tmp_path / "framed", own=False), built(tmp_path / "whole", own=True)
    assert framed.keys() == whole.keys()
    assert len(framed) > 40
    for path, html in framed.items():
        assert html == whole[path], path


def test_no_sign_of_what_was_to_be_filled_in_is_left(tmp_path: Path) -> None:
    for path, html in built(tmp_path / "framed", own=False).items():
        assert "\ue000" not in html, path


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ("", True),
        ("extra: {analytics: {feedback: {title: Helpful}}}", False),
        ("hooks: [own.py]", False),
        ("plugins: [archive, search]", False),
    ],
)
def test_pages_share_a_frame_where_nothing_else_decides_what_they_show(
    tmp_path: Path, more: str, *, shared: bool
) -> None:
    (tmp_path / "own.py").write_text("")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\ntheme: {{name: archive}}\nplugins: [archive]\n{more}\n")
    assert frame.is_shared(load_config(str(tmp_path / "mkdocs.yml"))) == shared


def test_a_button_that_shows_the_source_has_each_page_drawn_by_itself(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\ntheme: {name: archive, features: [content.action.view]}\nplugins: [archive]\n"
    )
    assert not frame.is_shared(load_config(str(tmp_path / "mkdocs.yml")))
