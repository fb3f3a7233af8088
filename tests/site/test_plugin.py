"""The archive in MkDocs' hands: what `mkdocs build` and `mkdocs serve` do with content, sound and broken."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.codes import CODES
from tests import forked
from tests.archive_files import Content, write
from tests.conftest import at_night, once
from tests.served import RunningServer

ROOT = Path(__file__).resolve().parents[2]

MKDOCS_YML = """\
site_name: A tiny archive
site_url: https://archive.example/
docs_dir: content/pages
use_directory_urls: true
theme: {name: archive}
extra_css: [assets/archive.css]
plugins:
  - archive: {repository: https://code.example/owner/archive}
"""

ARTICLE = """\
---
title: The flood
published: 2025-04-28
source: {url: "https://herald.example/flood", seen: 2026-11-22}
---
It rained for a week.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny archive: one article, one page written by hand."""
    return begun(tmp_path / "archive")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built strictly, for all tests that only read it."""
    return once(tmp_path_factory, "tiny", _make_tiny)


def _make_tiny(root: Path) -> None:
    run = build(begun(root), "--strict")
    assert run.returncode == 0, run.stderr
    (root / SAID).write_text(run.stderr)


@pytest.fixture
def built(tiny: Path, tmp_path: Path) -> Path:
    """A copy of it for one test, with its site."""
    return shutil.copytree(tiny, tmp_path / "archive")


SAID = "said-by-the-build.txt"


def begun(place: Path) -> Path:
    (place / "content" / "articles" / "2025").mkdir(parents=True)
    (place / "content" / "pages").mkdir()
    (place / "mkdocs.yml").write_text(MKDOCS_YML)
    (place / "content" / "pages" / "about.md").write_text("# About\n\nWhose archive this is.\n")
    (place / "content" / "articles" / "2025" / "flood.md").write_text(ARTICLE)
    return place


def article(root: Path) -> Path:
    return root / "content" / "articles" / "2025" / "flood.md"


def broken(text: str) -> str:
    return text.replace("published:", "publisher: nobody\npublished:")


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return forked.run(command, cwd=root, env=environment)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and time, so that a file written again with the same bytes is noticed."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def page(root: Path, url: str) -> str:
    return (root / "site" / url / "index.html").read_text(encoding="utf-8")


def test_a_build_says_what_its_phases_took_where_that_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_TIMINGS", "json")
    run = build(root)
    phases = [phase["name"] for phase in json.loads(run.stdout)["phases"]]
    assert [name for name in phases if name in {"load", "plan", "read pages", "lay out pages", "index"}] == [
        "load", "plan", "read pages", "lay out pages", "index",
    ]  # fmt: skip
    assert [phase["name"] for phase in json.loads(build(root).stdout)["phases"]] == ["compare"]
    monkeypatch.setenv("ARCHIVE_TIMINGS", "1")
    assert re.search(r"(?m)^compare +\d+\.\d\d +\d+\.\d\d", build(root).stderr)
    monkeypatch.delenv("ARCHIVE_TIMINGS")
    assert "compare" not in build(root).stderr


def test_a_build_holds_the_pages_of_records_and_those_written_by_hand(root: Path) -> None:
    """By its own start, as authors begin it."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=root, text=True, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "It rained for a week." in page(root, "articles/flood")
    assert "Whose archive this is." in page(root, "about")


def test_a_strict_build_leaves_sources_alone_links_records_tells_warnings_and_passes_over_what_editors_left(
    root: Path,
) -> None:
    (root / "content/pages/about.md").write_text("# About\n\nIt began with [[flood]].\n")
    (root / "content/people").mkdir()
    (root / "content/people/ada.yml").write_text("name: Ada\n")
    for name in ("about.md~", "about.md.orig", "Thumbs.db", "picture.png"):
        (root / "content/pages" / name).write_text("x")
    before = files(root / "content")
    run = build(root, "--strict")
    assert run.returncode == 0, run.stderr
    assert files(root / "content") == before, "a build writes nothing among the sources"
    assert '<a href="../articles/flood/">The flood</a>' in page(root, "about"), "a page by hand leads to records"
    told = re.search(r"content/people/ada\.yml:1:1: no article \w+ this person; .* \(warning\)", run.stderr)
    assert told, f"a warning about content is told, and fails no strict build: {run.stderr}"
    assert "content/pages/about.md~:1:1: an editor left this here, and it is passed over" in run.stderr
    left = {file.name for file in (root / "site").iterdir()}
    assert "picture.png" in left
    assert not left & {"about.md~", "about.md.orig", "Thumbs.db"}


def test_a_second_dirty_build_leaves_unchanged_pages_alone(root: Path) -> None:
    build(root, "--dirty")
    before, site = files(root / ".cache" / "pages"), files(root / "site")
    assert "articles/index.md" in before
    assert "articles/flood/index.html" in site
    build(root, "--dirty")
    assert files(root / ".cache" / "pages") == before
    again = files(root / "site")
    assert [path for path, known in site.items() if path.startswith("articles/") and again[path] != known] == []


def test_an_error_stops_the_build_in_words_and_leaves_the_former_site_whole_until_it_is_mended(built: Path) -> None:
    before = files(built / "site")
    article(built).write_text(broken(ARTICLE))
    run = build(built)
    said = run.stdout + run.stderr
    assert run.returncode == 1
    assert re.search(r"^ERROR +- +content/articles/2025/flood\.md:3:12: publisher: .*'nobody'", said, re.MULTILINE), (
        said
    )
    assert "Nothing was built, and what was there before is as it was: 1 error." in said
    assert "Traceback" not in said
    assert files(built / "site") == before
    article(built).write_text(ARTICLE.replace("It rained", "It poured"))
    run = build(built, "--strict")
    assert run.returncode == 0
    assert "ERROR" not in run.stderr
    assert "It poured" in page(built, "articles/flood")


@pytest.mark.parametrize("target", ["../../../outside.txt", *at_night("../../../outside", "about.md")])
def test_a_link_among_the_pages_is_refused_with_its_place_and_nothing_behind_it_is_published(
    root: Path, target: str
) -> None:
    (root.parent / "outside").mkdir()
    (root.parent / "outside/p.md").write_text("# Secret")
    (root.parent / "outside.txt").write_text("Secret")
    (root / "content/pages/leak").symlink_to(target)
    made = build(root)
    assert made.returncode == 1
    assert "content/pages/leak:1:1: a link lies here, and links are not followed" in made.stderr
    assert not (root / "site").exists()


def test_a_link_by_hand_to_a_place_that_a_generated_page_does_not_have_is_reported(root: Path) -> None:
    about = root / "content" / "pages" / "about.md"
    about.write_text("# About\n\n[The text](articles/flood.md#summary), [all](articles/index.md#y-2025).\n")
    assert "does not contain an anchor" not in build(root).stderr
    about.write_text("# About\n\n[Nowhere](articles/flood.md#nowhere), [nobody](articles/index.md#y-1999).\n")
    run = build(root, "--strict")
    assert run.returncode != 0
    assert "the doc 'articles/flood.md' does not contain an anchor '#nowhere'" in run.stderr
    assert "the doc 'articles/index.md' does not contain an anchor '#y-1999'" in run.stderr


CHOSEN = """\
sections:
  - page: articles
    name: Pieces
    pages: [{page: sources, name: Outlets}]
  - page: home
"""


def test_sections_that_leave_out_a_page_by_hand_do_not_fail_a_strict_build(root: Path) -> None:
    settings = root / "site_config" / "archive.yml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("format: 1\n" + CHOSEN, "utf-8")
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    assert (root / "site" / "about" / "index.html").is_file()
    tabs = re.findall(r'<li class="md-tabs__item.*?</li>', page(root, ""), re.DOTALL)
    assert [" ".join(re.sub("<[^>]+>", " ", tab).split()) for tab in tabs] == ["Pieces"]  # the name above leads home


def test_a_page_by_hand_in_the_place_of_a_generated_one_is_an_error(root: Path) -> None:
    by_hand = root / "content" / "pages" / "articles" / "flood" / "index.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("# My flood\n")
    run = build(root)
    assert run.returncode == 1
    assert (
        "content/pages/articles/flood/index.md:1:1: this file stands where the page of"
        " content/articles/2025/flood.md belongs; give it another name"
    ) in run.stderr


def test_a_cache_folder_of_someone_else_is_refused_in_words(root: Path) -> None:
    (root / ".cache" / "pages").mkdir(parents=True)
    (root / ".cache" / "pages" / "thesis.md").write_text("mine")
    assert build(root).returncode == 0  # it uses no such folder
    run = build(root, "--dirty")
    assert run.returncode == 1
    assert "was not made by the generator" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_edit_this_page_leads_to_the_record(tiny: Path) -> None:
    edit = "https://code.example/owner/archive/edit/main"
    assert f'href="{edit}/content/articles/2025/flood.md" rel="edit"' in page(tiny, "articles/flood")
    assert f'href="{edit}/content/pages/about.md" rel="edit"' in page(tiny, "about")


def test_a_stylesheets_address_changes_with_its_bytes(tiny: Path) -> None:
    assert re.search(r'href="\.\./assets/archive\.css\?[0-9a-f]{8}"', page(tiny, "about"))
    assert (tiny / "site" / "assets" / "archive.css").is_file()


@pytest.fixture
def served(root: Path, tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(root, tmp_path / "serve.log", "--dirty") as server:
        server.wait(lambda: "It rained" in server.page("articles/flood/"))
        yield server


def test_a_served_site_follows_edits_outlives_an_error_and_gets_the_page_of_a_new_record(
    root: Path, served: RunningServer
) -> None:
    article(root).write_text(ARTICLE.replace("It rained", "It poured"))
    took = served.wait(lambda: "It poured" in served.page("articles/flood/"))
    assert took < 15  # within a second on an idle machine; tests share theirs

    article(root).write_text(broken(ARTICLE))
    served.wait(lambda: "The site stays as it was until this is mended: 1 error." in served.said())
    assert "content/articles/2025/flood.md:3:12: publisher: " in served.said()
    assert "It poured" in served.page("articles/flood/"), "it outlives an error"
    article(root).write_text(ARTICLE.replace("It rained", "It hailed"))
    served.wait(lambda: "It hailed" in served.page("articles/flood/"))

    (article(root).parent / "drought.md").write_text(ARTICLE.replace("It rained", "No rain"))
    served.wait(lambda: "No rain" in served.page("articles/drought/"))
    assert "Traceback" not in served.said()


def test_a_file_that_a_page_names_can_be_edited_from_there(tiny: Path) -> None:
    file = "content/articles/2025/flood.md"
    link = f'<a href="https://code.example/owner/archive/edit/main/{file}"><code class="ar-file">{file}</code></a>'
    assert link in page(tiny, "open-questions")


def test_an_articles_record_stands_beside_its_page_and_can_be_changed_from_there(tiny: Path) -> None:
    record = json.loads((tiny / "site" / "articles" / "flood" / "record.json").read_text())
    assert record["path"] == "content/articles/2025/flood.md"
    assert f"---\n{record['yaml']}---\n{record['body']}" == ARTICLE
    assert 'href="../../contributing/annotate/?article=flood"' in page(tiny, "articles/flood")
    told = re.search(r"<div[^>]* data-annotate[^>]*>", page(tiny, "contributing/annotate"))
    assert told
    assert 'data-repository="https://code.example/owner/archive" data-edit="edit/main/"' in told[0]
    assert re.search(r'data-version="[0-9a-f]{8}"', told[0])


def test_a_record_that_is_gone_leaves_nothing_beside_its_page(root: Path) -> None:
    gone = article(root).with_name("gone.md")
    gone.write_text(ARTICLE.replace("herald.example/flood", "herald.example/gone"))
    build(root)
    assert (root / "site" / "articles" / "gone" / "record.json").is_file()
    build(root, "--dirty")
    before = files(root / ".cache" / "beside")
    gone.unlink()
    build(root)
    assert not (root / "site" / "articles" / "gone").exists()
    build(root, "--dirty")
    assert "articles/gone/record.json" not in files(root / ".cache" / "beside")
    kept = "articles/flood/record.json"
    assert files(root / ".cache" / "beside")[kept] == before[kept]  # its time, too: it was not written again


def test_a_build_holds_the_searchs_index_of_records_and_of_nothing_else(root: Path) -> None:
    build(root)
    names = (root / "site" / "pagefind" / "names.json").read_text()
    assert names == "[]"  # an article is no name
    assert len(list((root / "site" / "pagefind" / "fragment").iterdir())) == 1
    first = files(root / "site" / "pagefind")
    build(root)
    assert files(root / "site" / "pagefind") == first  # taken from the cache as it is


def test_the_search_follows_an_edit_of_a_record_in_the_served_site(root: Path, served: RunningServer) -> None:
    served.wait(lambda: len(served.page("pagefind/stamp.txt")) == 16)
    before = served.page("pagefind/stamp.txt")
    (root / "content" / "pages" / "about.md").write_text("# About\n\nAnother text.\n")
    served.wait(lambda: "Another text" in served.page("about/"))
    assert served.page("pagefind/stamp.txt") == before
    article(root).write_text(ARTICLE.replace("It rained", "It poured"))
    served.wait(lambda: served.page("pagefind/stamp.txt") not in ("", before))
    assert '"page_count":1' in served.page("pagefind/pagefind-entry.json")


def told(tree: str, name: str) -> str | None:
    found = re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)"', tree)
    return found[1] if found else None


NO_ADDRESS = "The site's address is not set"


@pytest.mark.parametrize(
    "line", ["", *at_night("site_url: https://example.org/\n", "site_url: https://www.example.com/a/\n")]
)
def test_a_site_without_an_address_leads_nowhere_else_and_says_so_once_and_without_a_repository_no_page_offers_an_edit(
    root: Path, line: str
) -> None:
    settings = root / "mkdocs.yml"
    text = settings.read_text().replace("site_url: https://archive.example/\n", line)
    settings.write_text(re.sub(r"- archive:.*", "- archive", text))
    run = build(root, "--strict")
    assert run.returncode == 0, run.stderr
    assert run.stderr.count(NO_ADDRESS) == 1
    heads = [
        content.partition(b"</head>")[0] for path, (content, _) in files(root / "site").items() if path.endswith("html")
    ]
    assert not [head for head in heads if re.search(rb"https?://[\w.]*example\.", head)]
    assert b"example." not in files(root / "site")["sitemap.xml"][0]
    shown = page(root, "articles/flood")
    assert 'rel="canonical"' not in shown
    assert (told(shown, "og:title"), told(shown, "og:image"), told(shown, "og:url")) == ("The flood", None, None)
    assert all(b'rel="edit"' not in content for content, _ in files(root / "site").values())


def test_a_site_with_an_address_says_it_whole_and_is_not_warned_about(tiny: Path) -> None:
    assert NO_ADDRESS not in (tiny / SAID).read_text()
    shown = page(tiny, "articles/flood")
    assert '<link rel="canonical" href="https://archive.example/articles/flood/">' in shown
    assert told(shown, "og:url") == "https://archive.example/articles/flood/"
    picture = str(told(shown, "og:image"))
    assert (tiny / "site" / picture.removeprefix("https://archive.example/")).is_file()


@pytest.mark.parametrize("address", ["https://example.org/", ""])
def test_a_site_without_an_address_is_not_published(built: Path, address: str) -> None:
    before = files(built / "site")
    settings = built / "mkdocs.yml"
    settings.write_text(
        settings.read_text()
        .replace("site_url: https://archive.example/", f'site_url: "{address}"')
        .replace("{repository: https://code.example/owner/archive}", "{publish: true}")
    )
    run = build(built)
    assert run.returncode == 1
    said = run.stdout + run.stderr
    assert NO_ADDRESS in said
    assert "set site_url in mkdocs.yml, or SITE_URL" in said
    assert "Traceback" not in said
    assert files(built / "site") == before


def test_a_server_is_not_warned_of_a_missing_address(root: Path, tmp_path: Path) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_url: https://archive.example/\n", ""))
    with RunningServer(root, tmp_path / "serve.log", "--dirty") as server:
        server.wait(lambda: "It rained" in server.page("articles/flood/"))
    assert NO_ADDRESS not in server.said()


def program(folder: Path, script: str) -> str:
    """A program in Pagefind's place."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    "script",
    [
        "echo 'no space left on device' >&2; exit 28",
        "echo bnVsbA==,; exec cat >/dev/null",  # null, as if it answered nothing
        None,  # a program that is not there
        *at_night("exit 1", "echo 'out of memory,'; exec cat >/dev/null", "head -c 10 >/dev/null; kill -9 $$"),
    ],
)
def test_a_site_whose_search_could_not_be_made_is_not_built_and_the_former_one_stays(
    poured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_full: bool, script: str | None
) -> None:
    before, around = files(poured / "site"), sorted(poured.iterdir())
    place = tmp_path / "gone" if script is None else program(tmp_path, script)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(place))
    for options in ([], ["--strict"]) if script is None or in_full else ([],):
        run = build(poured, *options)
        said = run.stdout + run.stderr
        assert run.returncode == 1, said
        assert "what was there before is as it was: the search's index could not be made: " in said
        assert "Traceback" not in said
        assert files(poured / "site") == before
        assert sorted(poured.iterdir()) == around


@pytest.fixture(scope="module")
def poured(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny archive that was built, and then edited."""
    root = shutil.copytree(tiny, tmp_path_factory.mktemp("poured") / "archive")
    article(root).write_text(ARTICLE.replace("It rained", "It poured"))
    return root


def test_once_the_search_can_be_made_the_site_is_built(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(built).write_text(ARTICLE.replace("It rained", "It poured"))
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "gone"))
    assert build(built).returncode == 1
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    mended = build(built, "--strict")
    assert mended.returncode == 0
    assert "could not be made" not in mended.stderr
    assert "It poured" in page(built, "articles/flood")


def test_a_build_and_archive_generate_make_the_same_pages(root: Path) -> None:
    """The guide, the pages on the method and those written by hand among them. Only what MkDocs draws without a page is not one."""
    (root / "site_config").mkdir()
    (root / "site_config" / "archive.yml").write_text("guide: true\n")
    run = build(root, "--strict")
    assert run.returncode == 0, run.stderr
    command = [sys.executable, "-m", "generator.cli", "--root", str(root), "generate", "--out", str(root / "out")]
    assert forked.run(command, cwd=root).returncode == 0
    generated = {path.parent.relative_to(root / "out" / "docs") for path in (root / "out").rglob("*.md")}
    built = {path.parent.relative_to(root / "site") for path in (root / "site").rglob("index.html")}
    assert Path("guide/tutorial") in generated
    assert generated == built


NOT_TOGETHER = {
    "no-ground",  # asked for by `archive check --strict` alone
    "unused-record",  # said only where every file makes a record
    "story-unfit",  # asked of a story whose records are all sound
    # of the settings, which are one file, and of the files next to them
    "bad-synonyms", "bad-style",
    "bad-colour", "bad-contact", "bad-pair", "front-unfit", "missing-logo", "unknown-format",
    "two-languages", "unknown-reliability", "unknown-scheme", "unknown-section", "unreadable-colour",
}  # fmt: skip
"""Codes of the catalogue that one archive with the mistakes of all its cases does not show."""


def test_a_build_shows_every_problem_that_archive_check_shows(tmp_path: Path) -> None:
    """Tried on one archive that holds every mistake of the catalogue. No page is made of it, since it has errors."""
    wanted, files = every_mistake()
    root = write(tmp_path, files | {"mkdocs.yml": MKDOCS_YML})
    checked = forked.run([sys.executable, "-m", "generator.cli", "--root", str(root), "check"], cwd=root)
    told = re.findall(r"^\S.*\[[a-z-]+\]$", checked.stdout, re.MULTILINE)
    shown = re.findall(r"^(?:ERROR|INFO) +-  (\S.*\[[a-z-]+\])$", build(root).stderr, re.MULTILINE)
    assert wanted - {line.rpartition("[")[2].removesuffix("]") for line in told} == NOT_TOGETHER
    assert shown == told


def every_mistake() -> tuple[set[str], dict[str, Content]]:
    """The codes of all cases of tests/problems, and their files in one archive, where each case has its own ids."""
    codes: set[str] = set()
    together: dict[str, Content] = {}
    for number, case in enumerate(sorted((ROOT / "tests" / "problems").glob("*.yml"))):
        asked = yaml.safe_load(case.read_text(encoding="utf-8"))
        stems = {Path(path).stem for path in asked["files"] if path.startswith("content/")}
        own = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(stems)))})(?![\w-])")
        for path, content in asked["files"].items():
            if path.startswith("content/"):
                named = own.sub(rf"\g<1>-{number}", path)
                together[named] = own.sub(rf"\g<1>-{number}", content) if isinstance(content, str) else content
        codes.update(re.findall(r"\[([a-z-]+)\]$", asked["problems"] or "", re.MULTILINE))
    return codes & CODES.keys(), together


def test_a_format_whose_package_is_missing_stops_a_build_with_a_sentence(root: Path) -> None:
    write(root, {"site_config/archive.yml": "downloads: [parquet]\n"})
    without = "import sys; sys.modules['duckdb'] = None; from mkdocs.__main__ import cli; cli()"
    run = forked.run([sys.executable, "-c", without, "build"], cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    said = run.stdout + run.stderr
    assert run.returncode == 1
    assert "the format parquet needs the package `duckdb`; install it with pip install" in said
    assert "Traceback" not in said
    assert not (root / "site").exists()
