"""The guide agrees with the code, and is published only if an archive wants it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from markdown import markdown

from generator import guide
from generator.codes import CODES
from generator.commands import parser
from generator.guide import from_code
from generator.pages.navigation import Entry, navigation
from generator.records import structure
from generator.records.model import RECORDS
from generator.records.settings import Settings


def sections(text: str) -> dict[str, str]:
    """The sections of a page by their anchors."""
    pieces = re.split(r"^#+ .* \{ #([a-z_-]+) \}$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_key_of_every_record_is_explained() -> None:
    found = sections(from_code.records())
    for kind, record in RECORDS.items():
        assert re.findall(r"^\| `(\w+)` \|", found[kind], re.MULTILINE) == [*structure.keys(record)]


def test_every_part_to_which_the_keys_lead_has_a_section_and_one_only() -> None:
    text = from_code.records()
    assert {*re.findall(r"\(#([a-z]+)\)", text)} <= {*sections(text)}
    anchors = re.findall(r"\{ #([a-z]+) \}$", text, re.MULTILINE)
    assert sorted(anchors) == sorted({*anchors})


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("quotation", "| `fidelity` | `verbatim`, `translation`, `altered`, `paraphrase` |"),
        ("statement", "| `proposition` | the id of a proposition | **Required.** "),
        ("place", "| `point` | a list: degrees, degrees |"),
        ("date", "| `edtf` | a date |"),
        ("relation", "| `to` | the id of a person or organisation or place |"),
    ],
)
def test_what_a_key_takes_is_said_in_words(kind: str, row: str) -> None:
    assert row in sections(from_code.records())[kind]


def test_every_setting_is_explained_with_an_example() -> None:
    assert {*Settings.model_fields} == {*sections(from_code.settings())} - {"mkdocs"}


def test_what_a_comment_says_of_the_keys_within_stays_with_the_example() -> None:
    text = "# The colours.\n#   light  on paper\n# colour: {light: a}\n\n# none of a setting's\nelse: b\n"
    assert from_code.explained(text) == {"colour": ("The colours.", "#   light  on paper\ncolour: {light: a}")}


def test_every_command_is_explained_with_an_example() -> None:
    text = sections(from_code.commands(parser()))
    assert {"archive-check", "archive-new-article", "archive-new-topic", "archive-init", "archive-upgrade"} <= {*text}
    assert all("```sh\narchive " in section for section in text.values())


def test_a_sign_of_tables_stands_as_it_is_in_the_table() -> None:
    assert "`--format github\\|json\\|markdown\\|text`" in from_code.commands(parser())


def test_an_archives_own_page_takes_the_place_of_the_guides(tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.md").write_text("Ours.\n")
    pages = guide.pages(tmp_path)
    assert "guide/index.md" not in pages
    assert "guide/tutorial.md" in pages


def test_the_pages_of_the_guide_lead_to_each_other() -> None:
    pages = guide.pages(Path("none"))
    for path, text in ((path, re.sub(r"(?ms)^~~~~.*?^~~~~$", "", text)) for path, text in pages.items()):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[a-z-]+)?\)", text):
            there = (Path(path).parent / target).as_posix()
            parts: list[str] = []
            for part in there.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in {*pages, "method.md"}, (path, target)


def test_code_within_a_list_is_published_as_code() -> None:
    pages = guide.pages(Path("none"))
    html = markdown(pages["guide/how-to/upgrade.md"].rpartition("---\n")[2], extensions=["fenced_code", "attr_list"])
    assert "<pre><code>$ archive upgrade --dry-run\nnothing to do: the files are those of …\n</code></pre>" in html
    assert html.count("<ol>") == 1
    assert not any(re.search("^ +```", text, re.MULTILINE) for text in pages.values())


def named(entries: list[Entry]) -> list[str]:
    """The source paths that a navigation names, in order."""
    found: list[str] = []
    for entry in entries:
        for value in entry.values():
            for one in [value] if isinstance(value, str) else value:
                found += [one] if isinstance(one, str) else named([one])
    return found


@pytest.mark.parametrize("wanted", [True, False])
def test_the_guide_is_one_entry_beneath_the_method_where_it_is_wanted(wanted: bool, tmp_path: Path) -> None:
    entries = navigation(Settings().sections, tmp_path, guide=wanted)
    assert [path for path in named(entries) if path.startswith("guide/")] == ["guide/index.md"] * wanted
    assert [*entries[-1]] == ["Method and data"]


ROOM = Path(guide.__file__).parent
CATALOGUE = Path(__file__).parents[1] / "problems"


def examples() -> dict[str, dict[str, str]]:
    """For each code the shortest file of the catalogue in which it is found, with what is said of it."""
    found: dict[str, dict[str, str]] = {}
    for case in sorted(CATALOGUE.glob("*.yml")):
        asked = yaml.safe_load(case.read_text(encoding="utf-8"))
        for line in (asked["problems"] or "").splitlines():
            code, path = re.search(r"\[([a-z-]+)\]$", line), line.split(":")[0]
            text = asked["files"].get(path)
            if code and isinstance(text, str) and 0 < len(text) <= 800 and _shown(text):
                before = found.get(code[1])
                if before is None or len(text) < len(before["text"]):
                    found[code[1]] = {"path": path, "text": text, "line": line}
    return {code: found[code] for code in CODES if code in found}


def _shown(text: str) -> bool:
    return all(letter.isprintable() or letter == "\n" for letter in text)


def test_the_examples_are_those_of_the_catalogue(update_golden: bool) -> None:
    wanted = json.dumps(examples(), ensure_ascii=False, indent=1) + "\n"
    file = ROOM / "examples.json"
    if update_golden:
        file.write_text(wanted, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == wanted


def test_every_code_is_explained_and_most_have_an_example() -> None:
    text = from_code.problems()
    anchors = re.findall(r"\{ #([a-z0-9-]+) \}$", text, re.MULTILINE)
    assert anchors == [*CODES]
    assert text.count("~~~~yaml") > 0.8 * len(CODES)


def test_the_list_beside_a_page_names_every_page_of_the_guide_once() -> None:
    listed = [path for _, pages in guide.groups() for _, path in pages]
    assert len(listed) == len(set(listed))
    folder = Path(guide.__file__).parent
    assert {f"guide/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*.md")} == {
        *listed,
        "guide/index.md",
    }
    assert [name for name, _ in guide.groups()] == ["Begin", "How to", "Reference", "Reasons"]
    assert ("Publish your archive", "guide/how-to/publish.md") in dict(guide.groups())["How to"]


NAMED = re.compile(r"`archive ([a-z]+)|(?:run|see|with|by) archive ([a-z]+)")


def test_every_command_that_a_message_or_a_page_names_exists() -> None:
    """A remedy that leads to no command is none."""
    commands = {
        anchor.split("-")[1] for anchor in sections(from_code.commands(parser())) if anchor.startswith("archive-")
    }
    package = Path(guide.__file__).parents[1]
    found = {
        (file.relative_to(package).as_posix(), one or other)
        for ending in ("py", "md", "j2", "js", "yml", "html")
        for file in package.rglob(f"*.{ending}")
        for one, other in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 30
    assert [it for it in sorted(found) if it[1] not in commands] == []
    assert NAMED.findall("run `archive melt`") == [("melt", "")]
