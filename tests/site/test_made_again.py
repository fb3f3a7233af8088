"""A site that was made from the one before is, byte for byte, the site that a build makes which knows nothing."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.exports import cache
from generator.mkdocs_plugin import unchanged
from tests.changed import SMALL, change

CHANGES = int(os.environ.get("CHANGED_SITES", "3"))
"""How many changes are tried: a few here, hundreds by `make test-deep`."""

CONFIGURATION = """
site_name: Floods
site_url: https://example.org/floods/
theme: {name: archive, custom_dir: own}
plugins: [archive]
docs_dir: content/pages
"""


class Installed:
    """The packages reported as installed; one more with each change."""

    def __init__(self) -> None:
        self.version = 0
        self.name = "a-dependency"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    more = Installed()
    known = unchanged.installed()
    monkeypatch.setattr(unchanged, "installed", lambda: {*known, f"{more.name}-{more.version}.dist-info"})
    return more


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    (root / "own").mkdir()
    (root / "own" / "own.css").write_text("p {color: red}\n")
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    (root / ".gitignore").write_text("site\n.cache\n")
    return root


def made(root: Path) -> dict[str, bytes]:
    """The site that a build makes, by path."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with suppress(SystemExit):  # nothing has changed
        build(config)
    folder = root / "site"
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def clean(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """The site that a build makes which knows nothing of another, in another folder."""
    other = tmp_path / "other"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", cache.FOLDER))
    return made(other)


def commit(root: Path, chance: random.Random) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    if not (root / ".git").is_dir():
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)  # noqa: S607
    subprocess.run(["git", "add", "."], cwd=root, check=True)  # noqa: S607
    day = f"2025-0{chance.randrange(1, 9)}-11T12:00:00Z"
    subprocess.run(
        ["git", *who, "commit", "-qm", "Go on", "--allow-empty"],  # noqa: S607
        cwd=root,
        check=True,
        env=os.environ | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
    )
    return f"a commit of {day}"


def page(root: Path, chance: random.Random) -> str:
    file = root / "content" / "pages" / chance.choice(["about.md", "more.md"])
    file.write_text(f"# Page {chance.randrange(100)}\n\n[[mira-okonjo]] and [more](../people/mira-okonjo.md#notes).\n")
    return f"{file.name} written anew"


def theme(root: Path, chance: random.Random) -> str:
    (root / "own" / "own.css").write_text(f"p {{margin: {chance.randrange(100)}px}}\n")
    return "another style sheet"


def configuration(root: Path, chance: random.Random) -> str:
    name = f"Floods {chance.randrange(100)}"
    (root / "mkdocs.yml").write_text(CONFIGURATION.replace("site_name: Floods", f"site_name: {name}"))
    return f"the site is called {name}"


ELSE: tuple[Callable[[Path, random.Random], str], ...] = (commit, page, theme, configuration)


def test_after_any_change_the_site_is_that_of_a_build_that_knows_nothing(
    root: Path, tmp_path: Path, installed: Installed
) -> None:
    chance = random.Random(os.environ.get("CHANGED_SEED", "floods"))  # noqa: S311  (the same changes in each run)
    made(root)
    linked = 0
    for number in range(CHANGES):
        if number % 3 < 2:
            done = change(root, chance)
        elif chance.random() < 0.15:
            installed.version += 1
            done = "another version of a dependency"
        else:
            done = chance.choice(ELSE)(root, chance)
        if number % 10 == 1:
            for person in (root / "site" / "people").glob("*/index.html"):
                person.write_text("noise")  # as somebody may change files in the site
            done += ", and noise for all people"
        before = {file: file.stat().st_ino for file in (root / "site").rglob("*.html")}
        again = made(root)
        whole = clean(root, tmp_path)
        assert again.keys() == whole.keys(), done
        assert [path for path, content in again.items() if content != whole[path]] == [], done
        linked += sum(file.is_file() and file.stat().st_ino == was for file, was in before.items())
    assert linked > CHANGES  # pages were taken over, so that this was tried


def test_a_ledger_that_is_damaged_or_anothers_is_passed_over(root: Path, tmp_path: Path, in_full: bool) -> None:
    """By day what was cut, and another's."""
    made(root)
    kept = root / cache.FOLDER / cache.LEDGER
    whole = kept.read_bytes()
    topic = root / "content" / "topics" / "floods.yml"
    texts = [topic.read_bytes(), b"title: Floods and droughts\n"]
    expected = [made(root)]
    topic.write_bytes(texts[1])
    expected.append(clean(root, tmp_path))
    assert expected[0] != expected[1]
    often = (whole[:-1], whole.replace(b"mira", b"mara"))
    seldom = (b"noise", b"", whole.split(b"\n")[1])
    for number, spoilt in enumerate((*often, *seldom) if in_full else often, 1):
        topic.write_bytes(texts[number % 2])
        kept.write_bytes(spoilt)
        assert made(root) == expected[number % 2], spoilt[:20]


@pytest.mark.in_full
def test_a_ledger_that_is_spoilt_anyhow_after_any_change_is_passed_over(root: Path, tmp_path: Path) -> None:
    seed = random.randrange(10**6)  # noqa: S311
    chance = random.Random(seed)  # noqa: S311
    made(root)
    kept = root / cache.FOLDER / cache.LEDGER
    for _ in range(20):
        done = change(root, chance)
        whole = kept.read_bytes()
        start, end = sorted(chance.choices(range(len(whole)), k=2))
        kept.write_bytes(whole[:start] + chance.choice([b"", b"\n", chance.randbytes(9)]) + whole[end:])
        assert made(root) == clean(root, tmp_path), f"seed {seed}, bytes {start} to {end} of {len(whole)}: {done}"


def test_an_index_that_is_no_longer_empty_comes_into_the_navigation_of_every_page(root: Path, tmp_path: Path) -> None:
    topic = root / "content" / "topics" / "floods.yml"
    was = topic.read_bytes()
    for article in (root / "content" / "articles").rglob("*.md"):
        article.write_text(article.read_text(encoding="utf-8").replace("topics: [floods]\n", ""), encoding="utf-8")
    topic.unlink()
    made(root)
    topic.write_bytes(was)
    again = made(root)
    assert b"topics/" in again["people/mira-okonjo/index.html"]
    assert again == clean(root, tmp_path)
