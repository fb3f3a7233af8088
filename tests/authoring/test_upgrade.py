"""An archive is upgraded to the present version, and manual changes stay."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from generator.authoring import starter, upgrade
from generator.cli import main
from tests import forked

ROOT = Path(__file__).resolve().parents[2]
FIRST = "b4b0518"
"""The last commit whose `init` copied the theme."""
OLDEST = "746dae2"
"""The first commit with an `init`."""
OVERRIDES = "site_config/overrides"


@pytest.fixture
def floods(tmp_path: Path) -> Path:
    """A new archive."""
    assert main(["init", str(tmp_path / "floods"), "--title", "Floods & dams"]) == 0
    return tmp_path / "floods"


def of_before(root: Path, **before: str) -> None:
    """Make the archive look as if an earlier version had written these files with these texts."""
    base = starter.starter("Floods & dams") | {path: text.encode() for path, text in before.items()}
    (root / upgrade.RECORD).write_bytes(upgrade.record(base, "Floods & dams", "en"))
    for path, text in before.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def upgraded(root: Path, *flags: str) -> int:
    return main(["--root", str(root), "upgrade", *flags])


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_a_new_archive_has_nothing_to_upgrade(floods: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(floods)
    assert upgraded(floods) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert tree(floods) == before


def test_a_file_that_nobody_touched_is_brought_to_the_present_form(floods: Path) -> None:
    present = (floods / "Makefile").read_text(encoding="utf-8")
    of_before(floods, Makefile="site:\n\tmkdocs build\n")
    assert upgraded(floods, "--yes") == 0
    assert (floods / "Makefile").read_text(encoding="utf-8") == present
    assert upgrade.plan(floods).steps == ()


def test_a_change_by_hand_and_a_new_line_elsewhere_are_put_together(floods: Path) -> None:
    present = (floods / ".gitignore").read_text(encoding="utf-8")
    former = present.replace("/site/\n", "")
    of_before(floods, **{".gitignore": former})
    (floods / ".gitignore").write_text(former + "\n# mine\n/notes/\n", encoding="utf-8")
    [step] = upgrade.plan(floods).steps
    assert (step.kind, step.by_hand) == ("merged", True)
    assert upgraded(floods, "--yes") == 0
    assert (floods / ".gitignore").read_text(encoding="utf-8") == present + "\n# mine\n/notes/\n"


def test_a_change_of_the_same_line_stays_and_the_new_form_goes_beside_it(floods: Path) -> None:
    of_before(floods, **{"requirements.txt": "research-archive==0.1.0\n"})
    (floods / "requirements.txt").write_text("research-archive==0.1.7\n", encoding="utf-8")
    assert upgraded(floods, "--yes") == 0
    assert (floods / "requirements.txt").read_text(encoding="utf-8") == "research-archive==0.1.7\n"
    assert (floods / "requirements.txt.new").read_bytes() == starter.starter()["requirements.txt"]


def test_what_was_changed_by_hand_is_not_touched_unasked(floods: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nobody can be asked, so the answer is no."""
    of_before(floods, **{".gitignore": "/site/\n", "Makefile": "site:\n"})
    (floods / ".gitignore").write_text("/site/\n/notes/\n", encoding="utf-8")
    before = tree(floods)
    assert upgraded(floods) == 1
    assert tree(floods) == before
    assert "nothing was written" in capsys.readouterr().out


def test_the_person_at_the_terminal_is_asked_about_each_such_file(
    floods: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    present = (floods / "Makefile").read_text(encoding="utf-8")
    former = (floods / ".gitignore").read_text(encoding="utf-8").replace("/site/\n", "")
    of_before(floods, **{".gitignore": former, "Makefile": "site:\n"})
    (floods / ".gitignore").write_text(former + "/notes/\n", encoding="utf-8")
    answers = io.StringIO("n\ny\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", answers)
    assert upgraded(floods) == 0
    assert (floods / ".gitignore").read_text(encoding="utf-8") == former + "/notes/\n"
    assert (floods / "Makefile").read_text(encoding="utf-8") == present
    assert "look at .gitignore: it stays as you have it" in capsys.readouterr().out


def test_a_file_that_was_deleted_by_hand_does_not_come_back(floods: Path) -> None:
    of_before(floods, **{".github/AGENTS.md": "# Former\n"})
    (floods / ".github/AGENTS.md").unlink()
    assert upgrade.plan(floods).steps == ()


def test_a_file_that_is_no_longer_written_goes_where_nobody_touched_it(floods: Path) -> None:
    of_before(floods, **{".ci/former.txt": "x\n"})
    assert upgraded(floods, "--yes") == 0
    assert not (floods / ".ci/former.txt").exists()


def test_nothing_goes_that_a_file_may_name_which_stays_as_it_was_changed(
    floods: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_before(floods, **{".ci/constraints.txt": "mkdocs==1.5\n", "Makefile": "site:\n\tmkdocs build\n"})
    (floods / "Makefile").write_text("site:\n\tpip install --constraint .ci/constraints.txt\n", encoding="utf-8")
    assert upgraded(floods, "--yes") == 0
    assert (floods / "Makefile.new").is_file()
    assert (floods / ".ci/constraints.txt").is_file()
    assert "look at .ci/constraints.txt: it stays as you have it" in capsys.readouterr().out


@pytest.mark.builds
def test_an_archive_whose_versions_and_overrides_stood_in_files_of_their_own_builds_without_these(floods: Path) -> None:
    config = (floods / "mkdocs.yml").read_text(encoding="utf-8")
    former = {
        "mkdocs.yml": config.replace("name: archive", f"name: archive\n  custom_dir: {OVERRIDES}"),
        f"{OVERRIDES}/README.md": "Files here.\n",
        ".ci/constraints.txt": "mkdocs==1.5\n",
    }
    of_before(floods, **former)
    assert upgraded(floods, "--yes") == 0
    assert not (floods / OVERRIDES / "README.md").exists()
    assert not (floods / ".ci/constraints.txt").exists()
    shutil.rmtree(floods / OVERRIDES, ignore_errors=True)  # git does not keep empty folders
    assert main(["--root", str(floods), "new", "person", "--name", "Ada Weir"]) == 0
    built(floods)


def test_a_dry_run_shows_the_change_and_writes_nothing(floods: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_before(floods, Makefile="site:\n\tmkdocs build\n")
    before = tree(floods)
    assert upgraded(floods, "--dry-run") == 0
    assert "-\tmkdocs build" in capsys.readouterr().out
    assert tree(floods) == before


@pytest.mark.parametrize(
    "text", ["{}", "not json", '{"title": "x", "files": {"a": "!!"}}', '{"title": "x", "files": []}']
)
def test_a_record_that_cannot_be_read_is_refused(floods: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (floods / upgrade.RECORD).write_text(text, encoding="utf-8")
    assert upgraded(floods, "--yes") == 1
    assert "site_config/starter.json cannot be read" in capsys.readouterr().err


def test_an_archive_of_unknown_beginning_is_left_alone(floods: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (floods / upgrade.RECORD).unlink()
    assert upgraded(floods, "--yes") == 1
    assert "it is not known which files came from `archive init`" in capsys.readouterr().err


# --- from the first version ---


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive written by the first version's `init`, with a record; a template to copy."""
    return begun(tmp_path_factory.mktemp("first"), FIRST)


@pytest.fixture
def old(first: Path, tmp_path: Path) -> Path:
    """A copy of `first` that a test may change."""
    return shutil.copytree(first, tmp_path / "old")


def begun(folder: Path, commit: str) -> Path:
    """An archive written by the `init` of a commit, with a record."""
    git = ["git", "-C", str(ROOT), "archive", commit]
    done = subprocess.run(git, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"this clone does not hold the commit {commit}")
    program = folder / "program"
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(program, filter="data")
    for command in (
        ["init", "old", "--title", "Floods & dams"],
        ["--root", "old", "new", "person", "--name", "Ada Weir"],
    ):
        run = [
            sys.executable,
            "-c",
            "import sys; from generator.cli import main; sys.exit(main(sys.argv[1:]))",
            *command,
        ]
        subprocess.run(
            run, cwd=folder, env=os.environ | {"PYTHONPATH": str(program), "PYTHONSAFEPATH": "1"}, check=True
        )
    assert (folder / "old/site_config/theme/main.html").is_file()
    return folder / "old"


def built(root: Path) -> str:
    run = forked.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    return (root / "site" / "people" / "ada-weir" / "index.html").read_text(encoding="utf-8")


@pytest.mark.builds
def test_an_archive_of_the_first_version_gets_the_theme_of_the_package(old: Path) -> None:
    assert not [step for step in upgrade.plan(old).steps if step.by_hand and step.path != "requirements.txt"]
    assert upgraded(old, "--yes") == 0
    assert not [*(old / "site_config/theme").rglob("*.*")]
    assert "name: archive" in (old / "mkdocs.yml").read_text(encoding="utf-8")
    assert "<title>Ada Weir - Floods " in built(old)
    assert upgrade.plan(old).steps == ()


@pytest.mark.builds
def test_an_archive_of_the_oldest_init_keeps_nothing_of_its_theme_but_what_was_changed(tmp_path: Path) -> None:
    oldest = begun(tmp_path, OLDEST)
    css = oldest / "site_config/theme/assets/drawn.css"
    css.write_text(css.read_text(encoding="utf-8") + "/* mine */\n", encoding="utf-8")
    assert upgraded(oldest, "--yes") == 0
    kept = [
        file.relative_to(oldest).as_posix() for file in (oldest / "site_config/overrides").rglob("*") if file.is_file()
    ]
    assert kept == ["site_config/overrides/assets/drawn.css"]
    built(oldest)
    assert upgrade.plan(oldest).steps == ()


@pytest.mark.builds
def test_what_was_changed_in_its_theme_and_settings_is_kept(old: Path) -> None:
    css = old / "site_config/theme/assets/drawn.css"
    css.write_text(css.read_text(encoding="utf-8") + "/* mine */\n", encoding="utf-8")
    config = old / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("edit: edit/main/", "edit: -/edit/main/"), encoding="utf-8"
    )
    settings = (old / "site_config/archive.yml").read_bytes()
    assert upgraded(old, "--yes") == 0
    assert (old / "site_config/overrides/assets/drawn.css").read_text(encoding="utf-8").endswith("/* mine */\n")
    assert "edit: -/edit/main/" in config.read_text(encoding="utf-8")
    assert (old / "site_config/archive.yml").read_bytes() == settings
    built(old)
    assert "/* mine */" in (old / "site/assets/archive.css").read_text(encoding="utf-8")


@pytest.mark.builds
def test_settings_that_cannot_be_edited_alone_stay_and_the_new_form_goes_beside_them(old: Path) -> None:
    config = old / "mkdocs.yml"
    short = "site_name: Floods & dams\ndocs_dir: content/pages\ntheme: material\nplugins: [archive]\n"
    config.write_text(short, encoding="utf-8")
    assert [step.kind for step in upgrade.plan(old).steps if step.path == "mkdocs.yml"] == ["conflict"]
    assert upgraded(old, "--yes") == 0
    assert config.read_text(encoding="utf-8") == short
    assert "name: archive" in (old / "mkdocs.yml.new").read_text(encoding="utf-8")
