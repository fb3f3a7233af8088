"""The package as users get it: built, and installed in an empty environment outside the repository."""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from generator import __version__

pytestmark = pytest.mark.builds

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command. Of this environment it gets only the path."""
    told = {"PATH": os.environ["PATH"], "HOME": str(cwd), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=told, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, in_full: bool) -> Path:
    """The folder with the wheel, built from what git would commit. In full, it is built from the source package, which
    is there too."""
    folder = tmp_path_factory.mktemp("package")
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
    listed = subprocess.run(
        [*git, "generator", "pyproject.toml", "README.md", "LICENSE"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    source = folder / "source"
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    only = [] if in_full else ["--wheel"]
    run(sys.executable, "-m", "build", "--no-isolation", *only, "--outdir", folder / "dist", cwd=source)
    return folder / "dist"


@pytest.fixture(scope="module")
def installed(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel. Its dependencies come from this environment, so that nothing is
    downloaded."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    [place] = folder.glob("lib/python*/site-packages")
    [wheel] = packages.glob("*.whl")
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--no-deps",
        "--target",
        place,
        wheel,
        cwd=folder,
    )
    [lent] = {
        Path(path) for path in sys.path if Path(path).name == "site-packages" and (Path(path) / "mkdocs").is_dir()
    }
    (place / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    python = folder / "bin" / "python"
    for name, module in {"archive": "generator.cli", "mkdocs": "mkdocs"}.items():
        command = folder / "bin" / name
        command.write_text(f'#!/bin/sh\nexec "{python}" -m {module} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    return folder / "bin"


def test_a_wheel_alone_begins_an_archive_and_builds_it_strictly(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent), "the package is that of the wheel"
    assert run(installed / "archive", "--version", cwd=tmp_path).strip().endswith(__version__)
    run(installed / "archive", "init", "floods", "--title", "Floods", "--examples", cwd=tmp_path)
    floods = tmp_path / "floods"
    article = ("--title", "The dam held", "--url", "https://herald.example/dam", "--published", "2025-05-04")
    run(installed / "archive", "new", "article", *article, cwd=floods)
    [record] = floods.glob("content/articles/2025/*.md")
    [schema] = re.findall(r"\$schema=(\S+)", record.read_text(encoding="utf-8"))
    assert (record.parent / schema).resolve().is_file(), schema
    run(installed / "mkdocs", "build", "--strict", cwd=floods)
    assert "The dam held" in (floods / "site" / "articles" / "index.html").read_text(encoding="utf-8")
    for page in ("method", "contributing", "contributing/annotate", "search"):
        assert (floods / "site" / page / "index.html").is_file(), page
    assert ".ar-map" in (floods / "site" / "assets" / "archive.css").read_text(encoding="utf-8")


@pytest.mark.in_full
def test_both_packages_hold_the_same_files_of_the_generator(packages: Path) -> None:
    [wheel], [source] = packages.glob("*.whl"), packages.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if name.startswith("generator/")}
    with tarfile.open(source) as archive:
        in_source = {name.partition("/")[2] for name in archive.getnames() if Path(name).suffix}
    assert in_wheel == {name for name in in_source if name.startswith("generator/")} | {
        name for name in in_wheel if not Path(name).suffix
    }
    assert len(in_wheel) > 200
    assert not [name for name in in_wheel if "__pycache__" in name]
