"""The preview of a shared link: a picture of its own from the site, and its content in words."""

import os
import re
import shutil
import sys
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests import forked
from tests.conftest import once

SMALL = Path(__file__).resolve().parents[1] / "archives" / "small"
ADDRESS = "https://archive.example/floods/"

pytestmark = pytest.mark.builds


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path / "small")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built strictly, for all tests that only read it."""
    return once(tmp_path_factory, "pictures", _make)


@pytest.fixture
def built(whole: Path, tmp_path: Path) -> Path:
    """A copy of it for one test, with its site and its cache."""
    return Path(shutil.copytree(whole, tmp_path / "small"))


def _make(root: Path) -> None:
    build(begun(root), "--strict")


def begun(archive: Path) -> Path:
    shutil.copytree(SMALL, archive)
    (archive / "mkdocs.yml").write_text(
        f"site_name: Floods\nsite_url: {ADDRESS}\ndocs_dir: content/pages\ntheme: {{name: archive}}\nplugins: [archive]\n"
    )
    return archive


def build(root: Path, *options: str) -> None:
    done = forked.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", *options],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def told(root: Path, url: str) -> dict[str, str]:
    page = (root / "site" / url / "index.html").read_text(encoding="utf-8")
    return {
        name: unescape(said) for name, said in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page)
    }


def picture(root: Path, url: str) -> Path:
    address = told(root, url)["og:image"]
    assert address.startswith(ADDRESS)
    return root / "site" / address.removeprefix(ADDRESS)


def stamps(root: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in (root / ".cache" / "pictures").iterdir()}


PAGES = (
    "articles/heroic-flood",
    "claims/dam-held",
    "figures/houses-flooded",
    "people/mira-okonjo",
    "statements/okonjo-at-the-dam",
)


def test_each_page_names_a_picture_of_its_own_that_stands_in_the_site(whole: Path) -> None:
    assert len({picture(whole, url) for url in PAGES}) == len(PAGES)
    for url in PAGES:
        said = told(whole, url)
        shown = Image.open(BytesIO(picture(whole, url).read_bytes()))
        assert (said["og:image:width"], said["og:image:height"]) == tuple(map(str, shown.size))
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image:alt"].split(" · ")[0] in ("Article", "Claim", "Figure", "Person", "Statement")
    assert "assets/card-" in told(whole, "")["og:image"]
    assert "assets/card-" in told(whole, "places/vell")["og:image"]
    assert told(whole, "places/vell")["og:image:alt"] == "Who said what when the <river> rose"


def test_an_edit_has_that_picture_drawn_and_no_other(built: Path) -> None:
    before, was, others = stamps(built), picture(built, "claims/dam-held").name, picture(built, "people/mira-okonjo")
    record = built / "content" / "propositions" / "dam-held.yml"
    record.write_text(re.sub(r"(?m)^sentence: .*$", "sentence: The dam held for a day", record.read_text()))
    build(built)
    after, now = stamps(built), picture(built, "claims/dam-held").name
    assert now != was
    assert now in after
    assert was not in after
    assert {name: after[name] for name in after if name in before} == {
        name: before[name] for name in after if name in before
    }
    assert picture(built, "people/mira-okonjo") == others
    for url in PAGES:
        assert picture(built, url).is_file()


def test_a_build_after_the_cache_was_cleared_has_all_pictures(built: Path) -> None:
    shutil.rmtree(built / ".cache" / "pictures")
    article = next((built / "content" / "articles").rglob("heroic-flood.md"))
    article.write_text(article.read_text() + "\nOne more line.\n")
    build(built)
    for url in PAGES:
        assert picture(built, url).is_file()


def test_templates_of_an_archives_own_get_the_same_pictures(built: Path) -> None:
    expected = {url: told(built, url)["og:image"] for url in PAGES}
    own = built / "own"
    own.mkdir()
    (own / "unused.html").write_text("")  # which pages then cannot share a frame
    settings = built / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("{name: archive}", "{name: archive, custom_dir: own}"))
    build(built)
    assert {url: told(built, url)["og:image"] for url in PAGES} == expected
    for url in PAGES:
        assert picture(built, url).is_file()


def test_without_an_address_or_by_the_setting_none_is_drawn(root: Path) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace(f"site_url: {ADDRESS}\n", ""))
    build(root)
    assert "og:image" not in told(root, "claims/dam-held")
    assert not (root / "site" / "assets" / "share").exists()
    settings.write_text(f"site_url: {ADDRESS}\n{settings.read_text()}")
    archive = root / "site_config" / "archive.yml"
    archive.write_text(archive.read_text() + "\nshare_pictures: none\n")
    build(root)
    assert "assets/card-" in told(root, "claims/dam-held")["og:image"]
    assert not (root / "site" / "assets" / "share").exists()
