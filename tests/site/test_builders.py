"""The folder of `archive generate`, built by each site builder in an environment of its own, and looked at in a browser.

`make test-builders` runs this; pytest leaves it out where it is not named. The environments stand in .cache/builders.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests import same_site
from tests.archive_files import write
from tests.conftest import ROOT, Guarded, build, once, serving

pytestmark = pytest.mark.browser

ENVIRONMENTS = ROOT / ".cache" / "builders"
BUILDERS: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs>=1.6.1,<2",),
    "properdocs": ("properdocs>=1.6.7,<2",),
    "zensical": ("zensical>=0.0.73",),
}
"""The packages installed for each: the newest version in the range, with its dependencies and nothing else."""
LEFT_BEHIND: Mapping[str, set[str]] = {"zensical": {"search.json"}}
"""What a builder adds itself."""


@dataclass(frozen=True)
class Built:
    """A site that a builder made of the folder."""

    builder: str
    site: Path
    address: str


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with its own site, and its folder beside it."""
    return once(tmp_path_factory, "other-builders", _make) / "archive"


def _make(place: Path) -> None:
    shutil.copytree(ROOT / "tests" / "archives" / "small", place / "archive")
    root = write(place / "archive", same_site.FILES)
    build(root, "--strict")
    command = [sys.executable, "-m", "generator.cli", "--root", str(root), "generate", "--out", str(place / "folder")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="session")
def own(archive: Path) -> Iterator[str]:
    """The address of the archive's own site."""
    with serving(archive / "site") as address:
        yield address


@pytest.fixture(scope="session", params=[*BUILDERS])
def built(request: pytest.FixtureRequest, archive: Path) -> Iterator[Built]:
    """The site of one builder."""
    builder = str(request.param)
    folder = Path(shutil.copytree(archive.parent / "folder", archive.parent / builder))
    command = [str(environment(builder)), "-m", builder, "build", "--strict"]
    run = subprocess.run(command, cwd=folder, text=True, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert not re.search("warning|error", run.stdout + run.stderr, re.IGNORECASE), run.stdout + run.stderr
    with serving(folder / "site") as address:
        yield Built(builder, folder / "site", address)


def environment(builder: str) -> Path:
    """The Python of the environment in which only this builder is. Where it cannot be installed, that is a failure in CI alone."""
    folder, wanted = ENVIRONMENTS / builder, "\n".join((sys.version, *BUILDERS[builder]))
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *BUILDERS[builder]]
        run = subprocess.run(command, text=True, capture_output=True, check=False)
        if run.returncode:
            words = f"{builder} could not be installed: {(run.stderr.strip().splitlines() or ['no reason given'])[-1]}"
            pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
        stamp.write_text(wanted, encoding="utf-8")
    found = subprocess.run([python, "-m", "pip", "list"], text=True, capture_output=True, check=True).stdout
    assert "research-archive" not in found
    assert "material" not in found
    return python


def test_it_is_the_site_of_the_archive(built: Built, archive: Path) -> None:
    """Addresses, anchors, links, words, titles and policies of all pages, and every other file."""
    assert same_site.differences(archive / "site", built.site) == []
    assert same_site.dead_links(built.site) == []
    ours, theirs = same_site.beside(archive / "site"), same_site.beside(built.site)
    assert theirs.keys() - ours.keys() == LEFT_BEHIND.get(built.builder, set())
    assert {path: theirs.get(path) for path in ours} == ours


def test_every_page_opens_and_all_that_it_loads_is_there(built: Built, laptops: Guarded) -> None:
    """The guard sees what a policy refuses, what a script breaks on, and whatever leaves this machine."""
    missing: list[str] = []

    def look(response: Response) -> None:
        if response.status >= 400:
            missing.append(response.url)

    with laptops.page() as page:
        page.on("response", look)
        for path in same_site.pages(built.site):
            page.goto(built.address + path.removesuffix("index.html"), wait_until="load")
            is_frame = path.startswith("embed/")  # it is shown in another site, without a header
            what, (name, value) = (
                ("body", ("margin-top", "0px")) if is_frame else (".md-header", ("position", "sticky"))
            )
            expect(page.locator(what)).to_have_css(name, value)  # by a style sheet
    assert missing == []


_PLACES = """[...document.querySelectorAll("body *")].map((it) => {
  const { x, y, width, height } = it.getBoundingClientRect();
  const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(it);
  return [it.localName, ...[x, y, width, height].map(Math.round), color, backgroundColor, fontSize, fontWeight].join(" ");
})"""


@pytest.mark.parametrize(
    "path",
    ["", "about/", "articles/heroic-flood/", "people/mira-okonjo/", "claims/", "timeline/", "map/", "network/", "search/"],
)  # fmt: skip
def test_a_page_looks_as_in_the_archives_own_site(built: Built, own: str, page: Page, path: str) -> None:
    """Each element has its place, size, colours and type."""
    seen = []
    for site in (own, built.address):
        page.goto(site + path, wait_until="networkidle")
        seen.append(page.evaluate(_PLACES))
    assert len(seen[0]) > 100
    assert seen[1] == seen[0]


def test_links_are_followed_without_loading_a_page_anew(built: Built, page: Page) -> None:
    page.goto(built.address)
    page.evaluate("window.stays = true")
    page.locator(".md-tabs a", has_text="People").click()
    page.locator(".md-content a", has_text="Mira Okonjo").first.click()
    expect(page).to_have_url(f"{built.address}people/mira-okonjo/")
    expect(page).to_have_title(re.compile("^Mira Okonjo"))
    assert page.evaluate("window.stays") is True


def test_the_search_finds(built: Built, page: Page) -> None:
    page.goto(f"{built.address}search/?q=okonjo")
    expect(page.locator(".ar-find .ar-hit__title").first).to_have_text("Mira Okonjo")
    page.locator(".ar-find .ar-hit a").first.click()
    expect(page).to_have_url(re.compile("/people/mira-okonjo/"))


def test_the_page_for_annotating_reads_a_record_and_checks_it(built: Built, page: Page) -> None:
    page.goto(f"{built.address}contributing/annotate/?article=full-flood")
    expect(page.locator(".an-yaml code")).to_contain_text("title: The dam held, says its keeper")
    expect(page.locator(".an-yaml code")).to_contain_text("publisher: vell-herald")
    expect(page.locator(".an-tally")).not_to_be_empty()


def test_what_came_later_is_hidden_as_known_on_a_day(built: Built, page: Page) -> None:
    page.goto(f"{built.address}articles/full-flood/?known=2025-05-01")
    expect(page.get_by_role("status").filter(has_text="Not published yet on 1 May 2025")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".md-content__inner h1")).to_be_visible()


def test_a_wrong_address_says_so(built: Built) -> None:
    html = (built.site / "404.html").read_text(encoding="utf-8")
    assert "Page not found" in html
    assert 'href="/people/"' in html
