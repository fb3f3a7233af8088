"""The archive's own pages, as the site builder makes them."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITE_URL, build

pytestmark = [pytest.mark.builds, pytest.mark.in_full]  # every check builds it too, by `make site`


def test_the_archive_is_built_without_a_warning(tmp_path: Path) -> None:
    for folder in ("content", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    build(tmp_path, "--strict", SITE_URL=SITE_URL)
    assert (tmp_path / "site" / "index.html").is_file()
