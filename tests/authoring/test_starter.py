"""A new archive: it is empty, says nothing of this archive's subject, and builds in strict mode; also with an article,
and with all examples."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from generator import theme
from generator.authoring import starter
from generator.cli import main
from generator.records.load import load
from generator.records.model import FOLDERS
from generator.text import messages
from tests import forked

pytestmark = pytest.mark.builds

ROOT = Path(__file__).resolve().parents[2]
SUBJECT = re.compile(r"Korea\b|Korean (?!script)|DPRK|Kursk|Russia|Ukrain|Shoigu|Putin|Pyongyang|Who said what:")


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new archive with the examples, as written by the command."""
    folder = tmp_path / "floods"
    assert main(["init", str(folder), "--title", 'Floods: "who" said what', "--examples"]) == 0
    return folder


@pytest.mark.parametrize("language", messages.languages())
def test_it_speaks_the_language_that_it_is_asked_for(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--title", "Ὕδωρ", "--language", language]) == 0
    contents = load(tmp_path / "new")
    about = contents.pages["content/pages/about.md"]
    with messages.language_set(language):
        assert contents.settings.language == language
        assert contents.settings.lead == messages._("Say here in a few sentences what this archive is.")
        assert contents.settings.author == messages.without_isolates(messages._("The editors of {title}", title="Ὕδωρ"))
        assert f"title: {messages._('About')}" in about.replace('"', "")
    english = starter.starter()["content/pages/about.md"].decode()
    found = [re.findall(r"\{ #[a-z]+ \}|\]\(.*?\)|<[^<>]*>", text) for text in (english, about)]
    assert sorted(found[0]) == sorted(found[1])
    assert main(["--root", str(tmp_path / "new"), "upgrade", "--yes"]) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_a_language_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "new"), "--language", "German"]) == 2
    assert "'German' is not a language tag (BCP 47); write en, uk, zh-Hant or the like" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def check(root: Path) -> int:
    return main(["--root", str(root), "check", "--strict"])


def built(root: Path) -> str:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = forked.run(command, cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    return (root / "site" / "index.html").read_text(encoding="utf-8")


def test_an_empty_archive_builds_strictly_and_every_index_copes_with_nothing(begun: Path) -> None:
    assert check(begun) == 0
    assert "<title>Floods: " in built(begun)
    indexes = [*begun.glob("site/*/index.html")]
    assert {"articles", "people", "quotations", "timeline", "open-questions", "sources"} <= {
        page.parent.name for page in indexes
    }
    for page in indexes:
        text = page.read_text(encoding="utf-8")
        assert "<h1" in text, page
        assert not re.search(r"\bNone\b|\bnan\b", re.sub(r"(?s)<script.*?</script>", "", text)), page


def tabs(page: str) -> list[str]:
    """The names of the navigation's tabs."""
    return re.findall(r'<a href="[^"]*" class="md-tabs__link">\s*(.*?)\s*</a>', page, re.DOTALL)


def test_the_navigation_names_only_what_there_is_something_of(begun: Path) -> None:
    assert tabs(built(begun)) == ["Method and data"]
    (begun / "content" / "people").mkdir(exist_ok=True)
    (begun / "content" / "people" / "ada.yml").write_text("name: Ada\n", encoding="utf-8")
    home = built(begun)
    assert tabs(home) == ["People", "Method and data"]
    assert (begun / "site" / "figures" / "index.html").is_file()


def test_a_new_archive_says_no_word_of_this_ones_subject(begun: Path) -> None:
    for file in begun.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="ignore")
            assert not SUBJECT.search(text), file
            assert "{{ title }}" not in text, file


def test_an_article_is_added_and_shows(begun: Path) -> None:
    article = ["article", "--title", "The dam held", "--url", "https://example.org/dam", "--published", "2025-05-04"]
    assert main(["--root", str(begun), "new", *article]) == 0
    assert main(["--root", str(begun), "check"]) == 0
    assert "The dam held" in built(begun)


def test_the_examples_are_of_every_kind_and_without_a_fault(begun: Path) -> None:
    examples = begun / "examples"
    assert sorted(folder.name for folder in examples.iterdir()) == sorted(FOLDERS)
    assert "example-person" not in built(begun)
    shutil.copytree(examples, begun / "content", dirs_exist_ok=True)
    year = begun / "content" / "articles" / "2025"
    year.mkdir()
    (begun / "content" / "articles" / "example-article.md").rename(year / "example-article.md")
    assert check(begun) == 0
    assert "The dam held" in built(begun)


def test_nothing_in_it_leads_to_what_it_has_not(begun: Path) -> None:
    for guide in begun.glob(".github/*.md"):
        for path in re.findall(r"\]\((?!https?:|#)([^)#]+)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / path).exists(), f"{guide.name}: {path}"
    config = yaml.load((begun / "mkdocs.yml").read_text(encoding="utf-8"), _AnyTag)  # noqa: S506  (a safe loader)
    assert config["site_name"] == 'Floods: "who" said what'
    for asset in (*(f"assets/css/{name}.css" for name in theme.COMPONENTS), *theme.SCRIPTS):
        assert (theme.FOLDER / asset).is_file()
    assert (begun / "Makefile").read_text(encoding="utf-8").count("\t") > 5
    assert "research-archive" in (begun / "requirements.txt").read_text(encoding="utf-8")


class _AnyTag(yaml.SafeLoader):
    """Reads `!ENV [NAME, value]` as a list."""


_AnyTag.add_multi_constructor("!", lambda loader, _tag, node: loader.construct_sequence(node))


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.md").write_text("mine")
    assert main(["init", str(tmp_path)]) == 1
    assert "is not empty and was not changed; name a new folder" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.md"]


def test_a_file_is_no_folder_and_a_name_with_a_space_is_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("x")
    assert main(["init", str(tmp_path / "taken")]) == 1
    assert "taken is a file and was not changed; name a new folder" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "my archive")]) == 0
    assert f"cd '{tmp_path / 'my archive'}', and mkdocs serve" in capsys.readouterr().out


def test_it_is_fifteen_small_files_and_the_schemas_with_what_editors_read_of_them(begun: Path) -> None:
    made = {"schemas", "examples", ".vscode", "starter.json"}  # starter.json records what `init` wrote
    files = [file for file in begun.rglob("*") if file.is_file() and not made & {*file.parts}]
    assert len(files) <= 15
    assert max(file.stat().st_size for file in files) < 20_000


def test_what_it_shares_with_this_archive_is_the_same() -> None:
    new = starter.starter()
    same = (".gitattributes", "content/LICENSE")
    for path in (*same, *(p for p in new if p.startswith(".github/ISSUE_TEMPLATE/"))):
        assert new[path] == (ROOT / path).read_bytes(), path
    for path in (".github/CONTRIBUTING.md", ".github/AGENTS.md"):
        text = re.sub(r"(?ms)^## Changing the generator\n.*?(?=^## |\Z)", "", (ROOT / path).read_text(encoding="utf-8"))
        assert new[path].decode().strip() == text.strip(), path
    pinned = (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    asked = [line for line in new["requirements.txt"].decode().splitlines() if line and not line.startswith("#")]
    assert asked[0].startswith("research-archive")
    assert len(asked) > 30
    assert {*asked[1:]} <= {*pinned}
    pagefind = json.loads((ROOT / ".ci/package.json").read_text(encoding="utf-8"))["dependencies"]["pagefind"]
    assert f"\nPAGEFIND := {pagefind}\n" in new["Makefile"].decode()


def test_its_settings_are_those_that_this_archive_could_make(begun: Path) -> None:
    """Every key explained in one settings file is explained in the other in the same words."""
    here = (ROOT / "site_config" / "archive.yml").read_text(encoding="utf-8")
    there = (begun / "site_config" / "archive.yml").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^#.*", there) == re.findall(r"(?m)^#.*", here)
