"""The differences between two archives, and their description for reviewers."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.authoring.diff import Diff, diff
from generator.authoring.diff_markdown import MAX_LISTED, as_markdown
from generator.cli import main
from tests.archive_files import Content, archive_of, write

ROOT = Path(__file__).resolve().parents[2]

BASE: dict[str, str] = {
    "content/people/mira-weir.yml": "name: Mira Weir\n",
    "content/organisations/vell-herald.yml": "name: Vell Herald\nalso: [Вестник Велла]\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/measures/houses.yml": "name: Houses flooded\ncounts: Houses with water indoors.\n",
    "content/articles/2025/flood.md": """\
---
title: The flood
publisher: vell-herald
quotations:
  - {id: held, speaker: mira-weir, text: the dam held}
---
It rained, [[mira-weir]] said.
""",
}
SECOND = """\
---
title: The flood again
publisher: vell-herald
quotations:
  - {id: one, speaker: mira-weir, text: nobody was told}
  - {id: two, speaker: mira-weir, text: nobody asked, review: needed}
  - {id: three, speaker: {unnamed: an official}, text: everybody knew}
statements:
  - {id: denies, holder: mira-weir, stance: denies, proposition: dam-held}
figures:
  - {id: forty, measure: houses, value: 40, by: [mira-weir]}
---
Words.
"""


def compared(tmp_path: Path, after: Mapping[str, Content], before: Mapping[str, Content] = BASE) -> tuple[Diff, str]:
    old, new = archive_of(tmp_path / "before", before), archive_of(tmp_path / "after", {**before, **after})
    found = diff(old, new)
    return found, as_markdown(found, old, new)


def test_nothing_that_changes_is_said_in_a_line(tmp_path: Path) -> None:
    found, words = compared(tmp_path, {})
    assert not found
    assert words == "## What this changes\n\nNo record changes.\n"


def test_a_file_that_only_moved_or_was_laid_out_anew_does_not_count(tmp_path: Path) -> None:
    text = BASE["content/articles/2025/flood.md"].replace(
        "  - {id: held, speaker: mira-weir, text: the dam held}",
        "- id: held\n  speaker: mira-weir\n  text: the dam held",
    )
    moved = {"content/articles/2025/flood.md": None, "content/articles/2024/flood.md": text}
    assert not compared(tmp_path, moved)[0]


def test_a_new_article_is_told_by_what_it_brings(tmp_path: Path) -> None:
    assert compared(tmp_path, {"content/articles/2025/again.md": SECOND})[1] == (
        "## What this changes\n\n"
        "Adds one article. New in articles: 2 quotations by Mira Weir, one quotation by “an official”, "
        "one denial of “The dam held” and one estimate of Houses flooded.\n\n"
        "### To look at\n\n"
        "- one part that a program proposed and nobody has looked at: `again/two`\n\n"
        "### New articles\n\n"
        "- **The flood again** (`again`), Vell Herald: 2 quotations by Mira Weir, one quotation by “an official”, "
        "one denial of “The dam held”, one estimate of Houses flooded\n"
    )


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("The Vell Herald", "Vell Herald"),
        ("Vestnik Vella", "Вестник Велла"),  # the same name in another script
        ("Office of Bridges", None),
    ],
)
def test_a_new_entity_that_resembles_another_is_shown(name: str, alike: str | None, tmp_path: Path) -> None:
    files = {"content/organisations/newcomer.yml": f"name: {name}\n"}
    found, words = compared(tmp_path, files)
    assert [(like.new.id, like.other.id, like.by) for like in found.similar] == (
        [("newcomer", "vell-herald", (name, alike))] if alike else []
    )
    line = f"a new organisation that resembles another: **{name}** (`newcomer`) and **Vell Herald** (`vell-herald`)"
    assert (line in words) == bool(alike)


def test_two_new_entities_that_resemble_each_other_are_shown_once(tmp_path: Path) -> None:
    files = {f"content/people/p{n}.yml": f"name: {name}\n" for n, name in enumerate(["Sergei Shoigu", "Сергей Шойгу"])}
    found, _ = compared(tmp_path, files)
    assert [(like.new.id, like.other.id) for like in found.similar] == [("p1", "p0")]


def test_a_person_is_not_compared_with_a_place(tmp_path: Path) -> None:
    assert compared(tmp_path, {"content/places/weir.yml": "name: Mira Weir\n"})[0].similar == ()


def test_reworded_quotations_are_shown_with_both_their_words(tmp_path: Path) -> None:
    text = BASE["content/articles/2025/flood.md"].replace("the dam held", "the dam did hold")
    found, words = compared(tmp_path, {"content/articles/2025/flood.md": text})
    assert [change.keys for change in found.changed] == [("quotations.held.text",)]
    assert words == (
        "## What this changes\n\nChanges one article.\n\n"
        "### To look at\n\n- the words of a quotation, `flood/held`: “the dam held” is now “the dam did hold”\n\n"
        "### Changed\n\n- article **The flood** (`flood`): `quotations.held.text`\n"
    )


def test_what_is_removed_stands_out(tmp_path: Path) -> None:
    before = {**BASE, "content/articles/2025/again.md": SECOND}
    text = BASE["content/articles/2025/flood.md"].split("quotations:", maxsplit=1)[0] + "---\nIt rained.\n"
    gone = {"content/articles/2025/flood.md": text, "content/articles/2025/again.md": None}
    _, words = compared(tmp_path, gone, before)
    assert "**Removes** one article and one quotation by Mira Weir." in words
    assert "- a quotation is gone, `flood/held`: “the dam held”\n" in words
    assert "### Removed\n\n- **The flood again** (`again`)\n" in words


def test_records_that_were_joined_are_no_loss(tmp_path: Path) -> None:
    files = {
        "content/people/mira-weir.yml": None,
        "content/people/mira-okonjo.yml": "name: Mira Okonjo\nalso: [Mira Weir]\nformerly: [mira-weir]\n",
        "content/articles/2025/flood.md": BASE["content/articles/2025/flood.md"].replace("mira-weir", "mira-okonjo"),
    }
    found, words = compared(tmp_path, files)
    assert found.removed == ()
    assert "Merges one person with another." in words
    assert "### Merged\n\n- **Mira Weir** (`mira-weir`) is now **Mira Okonjo** (`mira-okonjo`)\n" in words


def test_what_content_says_means_nothing_but_itself(tmp_path: Path) -> None:
    hostile = "'![x](http://e.example/x.png) <img src=x> @everyone `code` **bold** #1'"
    words = compared(tmp_path, {"content/people/x.yml": f"name: {hostile}\n"})[1]
    assert "&#33;" in words or "!&#91;x&#93;" in words
    for sign in ("<img", "@everyone", "`code`", "**bold", "://", " #1"):
        assert sign not in words, sign


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    files = {f"content/topics/t{n}.yml": f"title: Topic {n}\n" for n in range(MAX_LISTED + 5)}
    changed = {path: text + "summary: It is one.\n" for path, text in files.items()}
    _, words = compared(tmp_path, changed, {**BASE, **files})
    assert words.splitlines()[-1] == "- and 5 more"
    _, words = compared(tmp_path / "new", files)
    assert words.endswith(" and 5 more\n")


# --- the command, over git -----------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout  # noqa: S607


def test_the_command_compares_a_revision_with_what_lies_in_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, BASE)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "One")
    write(tmp_path, {"content/articles/2025/again.md": SECOND, "content/people/mira-weir.yml": "name: [\n"})
    assert main(["--root", str(tmp_path), "diff", "HEAD"]) == 0
    printed = capsys.readouterr().out
    assert "Adds one article." in printed
    assert "Removes" not in printed
    assert printed.endswith("Left out, since they hold errors: `content/people/mira-weir.yml`\n")


@pytest.mark.parametrize(("revision", "said"), [("nowhere", "no revision 'nowhere'"), ("--output=x", "")])
def test_a_revision_that_is_not_there_is_refused_in_words(
    revision: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, BASE)
    git(tmp_path, "init", "--quiet")
    if revision.startswith("-"):
        with pytest.raises(SystemExit):
            main(["--root", str(tmp_path), "diff", revision])
        assert main(["--root", str(tmp_path), "diff", "--", revision]) == 2
    else:
        assert main(["--root", str(tmp_path), "diff", revision]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_folder_without_git_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, BASE)
    assert main(["--root", str(tmp_path), "diff", "HEAD"]) == 2
    assert capsys.readouterr().err.startswith("archive diff: ")


def test_a_real_commit_of_this_repository_reads_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commit that removed two originals and a base."""
    found = subprocess.run(
        ["git", "log", "--format=%H", "--grep=Take back two originals", "--", "content"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    commit = found.stdout.strip()
    if found.returncode or not commit:
        pytest.skip("that commit is not here: no git, or a clone without its history")
    git(tmp_path, "clone", "--quiet", "--shared", "--no-checkout", str(ROOT), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "--quiet", commit, "--", "content", "site_config")
    assert main(["--root", str(clone), "diff", f"{commit}^"]) == 0
    assert capsys.readouterr().out == (
        "## What this changes\n\nChanges 2 statements.\n\n### Changed\n\n"
        "- statement **Putin's statement on the DPRK units** (`putin-statement-2025-04-28`): `passages.own-homeland.base`\n"
        "- statement **British intelligence update on DPRK casualties** (`uk-intelligence-update-2025-06-15`): "
        "`passages.casualties.original`, `passages.dismounted-assaults.original`, `notes`\n"
    )
