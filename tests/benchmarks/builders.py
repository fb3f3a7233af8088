"""The builders that are compared: this one and its peers, each on the same pages and in its own folder.

A peer gets the Markdown that `archive generate` writes, without the templates beside it, and what it needs to make HTML of that: no
archive, no search but where it cannot be turned off (Zensical), no navigation, Material's own frame, and for Hugo a theme of two
bare templates. So what a peer takes is a floor.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""The environment of all builders. Python stores compiled modules, as by default."""


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
    id: str
    """That article's."""
    beside: tuple[str, ...] = ()
    """The phases of a build that its peers lack: the search index, data files, pictures."""

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
        page = self.folder / self.site / "articles" / self.id / "index.html"
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
    article = newest(root / "content")
    return Builder(
        "ours",
        _said(sys.executable, "-m", "generator.cli", "--version").split()[-1],
        command,
        root,
        "site",
        ".cache",
        article,
        article.stem,
        ("tables", "pictures", "index"),
    )


def generated(root: Path, out: Path) -> Path:
    """The pages of an archive as Markdown, made by `archive generate`, without what its own templates ask of them."""
    whole = out.with_name(f"{out.name}-whole")
    command = (sys.executable, "-m", "generator.cli", "--root", str(root), "generate", "--out", str(whole))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for page in (whole / "docs").rglob("*.md"):
        file = out / page.relative_to(whole / "docs")
        file.parent.mkdir(parents=True, exist_ok=True)
        front_matter, fence, text = page.read_text(encoding="utf-8").partition("\n---\n")
        front_matter = _OF_TEMPLATES.sub("", front_matter)
        # Zensical takes no front matter without a field.
        file.write_text(text if front_matter == "---" else front_matter + fence + text, encoding="utf-8")
    shutil.rmtree(whole)
    return out


_OF_TEMPLATES = re.compile(r"(?m)\n(?:template|search|edit): .*$")
"""Lines of a page's front matter."""


def mkdocs(pages: Path, article: str, folder: Path, environments: Path) -> Builder:
    """MkDocs with Material, in the versions with which this program is known to work; without any plugin."""
    python = _environment(
        environments, "mkdocs", "mkdocs", "mkdocs-material", constraints=ROOT / ".ci" / "constraints.txt"
    )
    docs = _copied(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MKDOCS_YML, encoding="utf-8")
    command = (str(python), "-m", "mkdocs", "build", "--quiet")
    version = f"{_version(python, 'mkdocs')} with Material {_version(python, 'mkdocs-material')}"
    return Builder("MkDocs", version, command, folder, "site", None, _page(docs, article), article)


def zensical(pages: Path, article: str, folder: Path, environments: Path) -> Builder:
    """Zensical, the newest that can be installed. It makes its own search's index, which cannot be turned off."""
    python = _environment(environments, "zensical", "zensical")
    docs = _copied(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MKDOCS_YML, encoding="utf-8")
    command = (str(python.with_name("zensical")), "build")
    return Builder(
        "Zensical", _version(python, "zensical"), command, folder, "site", ".cache", _page(docs, article), article
    )


def hugo(pages: Path, article: str, folder: Path, environments: Path) -> Builder:
    """Hugo, with two templates of a few lines. Its first page of a folder has another name than elsewhere."""
    python = _environment(environments, "hugo", "hugo")
    program = next(python.parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo"), python.with_name("hugo"))
    docs = _copied(pages, folder / "content")
    for index in sorted(docs.rglob("index.md"), key=lambda file: -len(file.parts)):
        if any(other != index for other in index.parent.iterdir()):
            index.rename(index.with_name("_index.md"))
        else:
            index.rename(index.parent.with_suffix(".md"))
            index.parent.rmdir()
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
    return Builder("Hugo", version, (str(program), "--quiet"), folder, "public", None, _page(docs, article), article)


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

PEERS: Mapping[str, Callable[[Path, str, Path, Path], Builder]] = {"mkdocs": mkdocs, "zensical": zensical, "hugo": hugo}
"""By the name that the command line has for them; made of the folder of pages, the id of the article to edit, a folder of its own, and that of environments."""


def newest(content: Path) -> Path:
    """The record of the newest article of the made-up archive: lists begin with it."""
    return max((content / "articles").rglob("article-*.md"), key=lambda file: int(file.stem.partition("-")[2]))


def _page(docs: Path, article: str) -> Path:
    """The page of an article as Markdown, as a file or as the first page of a folder."""
    file = docs / "articles" / f"{article}.md"
    return file if file.is_file() else docs / "articles" / article / "index.md"


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
