"""The history from git: the page of changes if there is a history, and no trace of it otherwise."""

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from generator import pipeline
from generator.archive.history import NoHistoryError, Touched, files_at, history, why_none
from tests.archive_files import Content, write

pytestmark = pytest.mark.processes

ARTICLE = "---\ntitle: The flood\n---\n[[mira-weir]] and [[tom-weir]] spoke.\n"


def commit(root: Path, day: str, subject: str, files: dict[str, Content], clock: str = "12:00") -> None:
    write(root, files)
    when = f"{day}T{clock}:00+00:00"
    environment = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", subject]):
        subprocess.run(["git", *identity, *command], cwd=root, check=True, env=environment)  # noqa: S607


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of four commits, the last of which touches no record."""
    commit(tmp_path, "2025-05-01", "Begin", {
        "content/articles/2025/flood.md": ARTICLE,
        "content/people/mira-weir.yml": "name: Mira Weir\nsummary: Minister of rivers, who spoke of the dam.\ncountry: GB\n",
        "content/people/m-weir.yml": "name: M. Weir\n",
        "content/people/tom-weir.yml": "name: Tom Weir\n",
        "content/places/мост.txt": None,
    })  # fmt: skip
    commit(tmp_path, "2025-05-03", "Spell <b>Tom</b> & [[join]]", {
        "content/people/tom-weir.yml": "name: Thomas Weir\n",
        "content/people/m-weir.yml": None,
        "content/people/mira-weir.yml": "name: Mira Weir\nsummary: Minister of rivers, who spoke of the dam.\ncountry: GB\n"
        "formerly: [m-weir]\n",
    })  # fmt: skip
    commit(tmp_path, "2025-05-04", "A page", {"content/pages/about.md": "# About\n"})
    commit(tmp_path, "2025-05-05", "Code", {"generator.py": "x = 1\n"})
    return tmp_path


def page(root: Path, path: str) -> str:
    made = pipeline.make(root)
    assert [str(p) for p in made.problems if p.severity == "error"] == []
    return made.pages[path].text


def test_commits_that_touched_content_are_told_newest_first(root: Path) -> None:
    found = history(root)
    assert found is not None
    assert [(c.day, c.subject) for c in found.commits] == [
        (dt.date(2025, 5, 4), "A page"),
        (dt.date(2025, 5, 3), "Spell <b>Tom</b> & [[join]]"),
        (dt.date(2025, 5, 1), "Begin"),
    ]
    assert found.commits[1].files == (
        Touched("removed", "content/people/m-weir.yml"),
        Touched("changed", "content/people/mira-weir.yml"),
        Touched("changed", "content/people/tom-weir.yml"),
    )


def test_a_record_that_moved_is_known_by_both_its_paths(root: Path) -> None:
    old, new = "content/people/mira-weir.yml", "content/people/mira-okonjo.yml"
    commit(root, "2025-05-06", "Rename", {new: (root / old).read_text(), old: None})
    found = history(root)
    assert found is not None
    assert found.commits[0].files == (Touched("moved", new, old),)


def test_the_same_history_is_not_read_twice(root: Path) -> None:
    before = history(root)
    assert history(root, before) is before
    commit(root, "2025-05-07", "More", {"content/people/tom-weir.yml": "name: Tom Weir\n"})
    assert history(root, before) is not before


def test_the_page_of_changes_says_what_was_added_corrected_and_joined(root: Path) -> None:
    text = page(root, "changes/index.md")
    assert text.index("Spell") < text.index("Begin")
    assert "<b>Added</b> 1 article and 3 people:" in text
    assert '<b>Corrected</b> 2 people: <a href="../people/#row-mira-weir">Mira Weir</a>' in text
    assert '<b>Merged</b> 1 person: <a href="../people/#row-mira-weir">m-weir, now Mira Weir</a>' in text
    assert "A page" not in text
    assert "Code" not in text


def test_the_words_of_a_commit_mean_nothing_but_themselves(root: Path) -> None:
    assert "Spell &lt;b&gt;Tom&lt;/b&gt; &amp; [[join]]" in page(root, "changes/index.md")


def test_a_records_page_says_when_the_record_was_last_changed(root: Path) -> None:
    assert 'changed: "3 May 2025"\n' in page(root, "people/tom-weir.md")
    assert 'changed: "1 May 2025"\n' in page(root, "articles/flood.md")
    assert "changed:" not in page(root, "articles/index.md")


def test_the_start_page_leads_to_the_changes_where_there_are_some(root: Path, tmp_path: Path) -> None:
    assert '<a href="changes/">What changed</a>' in page(root, "index.md")


def test_a_commit_leaves_the_pages_of_other_records_as_they_were(root: Path) -> None:
    before = pipeline.make(root)
    commit(root, "2025-06-01", "Tom", {"content/people/tom-weir.yml": "name: Thomas Weir\nsummary: He spoke.\n"})
    after = pipeline.make(root, before)
    assert after.pages["people/mira-weir.md"] is before.pages["people/mira-weir.md"]
    assert after.pages["people/tom-weir.md"] != before.pages["people/tom-weir.md"]


def test_without_a_history_there_is_no_trace_of_it(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = write(
        tmp_path_factory.mktemp("bare"), {"content/articles/2025/flood.md": "---\ntitle: Flood\n---\nIt rained.\n"}
    )
    inner = root / "archives" / "inner"  # an archive within the repository of something else
    write(inner, {"content/articles/2025/flood.md": "---\ntitle: Flood\n---\nIt rained.\n"})
    clone = tmp_path_factory.mktemp("clones") / "shallow"  # without its past
    subprocess.run(["git", "clone", "--quiet", "--depth=1", root.as_uri(), str(clone)], check=True)  # noqa: S607
    for folder in (bare, inner, clone):
        assert history(folder) is None
        made = pipeline.make(folder)
        assert "changes/index.md" not in made.pages
        assert "What changed" not in made.pages["index.md"].text
        assert "changed:" not in made.pages["articles/flood.md"].text


def test_files_are_given_as_they_were(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("then")
    files_at(root, "HEAD~3", folder)
    assert (folder / "content/people/tom-weir.yml").read_text() == "name: Tom Weir\n"
    assert not (folder / "generator.py").exists()
    with pytest.raises(NoHistoryError, match="no revision 'HEAD~9'"):
        files_at(root, "HEAD~9", folder)


def forged(root: Path, author: str, subject: str = "Forged") -> None:
    """A commit upon the present one that touches a record, with an author's line that git itself would not write."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-C", str(root)]
    record = root / "content" / "people" / "tom-weir.yml"
    record.write_text(f"name: Tom Weir\nsummary: {subject.encode().hex()}{author.encode().hex()}.\n")
    subprocess.run([*git, "commit", "--quiet", "--all", "-m", "x"], check=True)

    def said(*words: str, given: bytes = b"") -> str:
        return subprocess.run([*git, *words], input=given, capture_output=True, check=True).stdout.decode().strip()

    body = (
        f"tree {said('rev-parse', 'HEAD^{tree}')}\nparent {said('rev-parse', 'HEAD^')}\nauthor A <a@example.org> {author}\n"
        f"committer A <a@example.org> 1746800000 +0000\n\n{subject}\n"
    )
    commit = said("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=body.encode())
    said("reset", "--quiet", "--soft", commit)


@pytest.mark.parametrize(
    ("author", "day"),
    [
        ("253402300900 +0000", None),  # the year 10000
        ("253402300799 +1400", None),  # the last second of 9999, which is 10000 by its author's clock
        ("99999999999999999999 +0000", None),
        ("noon", None),
        ("-86400 +0000", None),
        ("1746532800 +9999", None),
        ("1746532800 +1200", dt.date(2025, 5, 7)),
        ("1746532800 -1200", dt.date(2025, 5, 6)),
        ("253402214400 +0000", dt.date(9999, 12, 31)),
    ],
)
def test_a_commit_of_a_day_that_no_calendar_has_is_left_out(root: Path, author: str, day: dt.date | None) -> None:
    forged(root, author)
    commit(root, "2025-06-01", "After", {"content/people/mira-weir.yml": "name: Mira Weir\nformerly: [m-weir]\n"})
    found = history(root)
    assert found is not None
    told = [(c.day, c.subject) for c in found.commits]
    assert told[0] == (dt.date(2025, 6, 1), "After")
    assert [when for when, subject in told if subject == "Forged"] == ([day] if day else [])
    assert [subject for _, subject in told][-2:] == ["Spell <b>Tom</b> & [[join]]", "Begin"]
    assert "After" in page(root, "changes/index.md")


def test_the_first_line_of_a_commit_may_hold_any_sign(root: Path) -> None:
    commit(root, "2025-06-01", "One\x1etwo \x1e0123\x7f", {"content/people/tom-weir.yml": "name: Tom Weir\n"})
    found = history(root)
    assert found is not None
    assert found.commits[0].subject == "One\x1etwo \x1e0123\x7f"
    assert len(found.commits) == 4
    assert "changes/index.md" in pipeline.make(root).pages


def test_settings_and_variables_of_whoever_builds_change_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = history(root)
    for setting in ("log.showSignature=true", "color.ui=always", "i18n.logOutputEncoding=UTF-16", "log.date=raw"):
        subprocess.run(["git", "config", *setting.split("=")], cwd=root, check=True)  # noqa: S607
    (root / "order").write_text("content/people/tom*\ncontent/*\n")
    subprocess.run(["git", "config", "diff.orderFile", "order"], cwd=root, check=True)  # noqa: S607
    assert history(root) == before
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    assert history(root) == before


def test_without_a_commit_or_a_work_tree_or_git_there_is_no_history(
    tmp_path: Path, root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, bare, shallow, worktree = (tmp_path_factory.mktemp(name) for name in ("empty", "bare", "shallow", "work"))
    for command in (
        ["init", "--quiet", str(empty)],
        ["clone", "--quiet", "--bare", str(root), str(bare)],
        ["clone", "--quiet", "--depth=1", f"file://{root}", str(shallow)],
        ["-C", str(bare), "worktree", "add", "--quiet", str(worktree)],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)  # noqa: S607
    assert [history(place) for place in (empty, bare, shallow)] == [None, None, None]
    said = [why_none(place) for place in (empty, shallow, root)]
    left_out = "The history is left out, since this clone does not have all of it; fetch it: git fetch --unshallow"
    assert said == [None, left_out, None]
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert history(root) is None
        assert (why_none(root) or "").startswith(
            "The history is left out, since another user owns the repository; if you trust it: git config --global --add safe.directory "
        )
    assert history(worktree) == history(root)  # a work tree of a bare repository has the whole history
    monkeypatch.setenv("PATH", str(empty))
    assert history(root) is None
    assert "changes/index.md" not in pipeline.make(root).pages


TOM, ADA = "content/people/tom-weir.yml", "content/people/ada-weir.yml"


def subjects(root: Path) -> list[str]:
    found = history(root)
    assert found is not None
    return [c.subject for c in found.commits if c.listed]


AS_BEFORE = ["A page", "Spell <b>Tom</b> & [[join]]", "Begin"]


def test_what_is_soon_put_back_is_no_change(root: Path) -> None:
    former = (root / TOM).read_text()
    commit(root, "2025-06-01", "Take out by mistake", {TOM: None, ADA: "name: Ada Weir\n"})
    commit(root, "2025-06-01", "Put back", {TOM: former}, "12:40")
    found = history(root)
    assert found is not None
    assert subjects(root) == ["Take out by mistake", *AS_BEFORE]
    assert found.commits[0].files == (Touched("added", ADA),)  # what it did beside that stays
    text = page(root, "changes/index.md")
    assert "Put back" not in text
    assert "Removed" not in text
    assert 'changed: "3 May 2025"\n' in page(root, "people/tom-weir.md")


def test_a_commit_that_only_undoes_another_leaves_no_trace_of_either(root: Path) -> None:
    former = (root / TOM).read_text()
    commit(root, "2025-06-01", "Wrong", {TOM: "name: Tim Weir\n"})
    commit(root, "2025-06-01", "Wrong again", {TOM: "name: Tam Weir\n"}, "12:10")
    commit(root, "2025-06-01", "As it was", {TOM: former}, "13:00")
    commit(root, "2025-06-01", "Begin Ada", {ADA: "name: Ada Weir\n"}, "13:10")
    commit(root, "2025-06-01", "Ada was nobody", {ADA: None}, "13:20")
    assert subjects(root) == AS_BEFORE


def test_a_change_that_is_taken_back_and_made_again_is_told_by_the_first_words(root: Path) -> None:
    former, better = (root / TOM).read_text(), "name: Thomas Weir\ncountry: GB\n"
    commit(root, "2025-06-01", "Say where he lives", {TOM: better})
    commit(
        root, "2025-06-01", "Something else, and the above by mistake", {TOM: former, ADA: "name: Ada Weir\n"}, "12:20"
    )
    commit(root, "2025-06-01", "Put back", {TOM: better}, "12:25")
    assert subjects(root) == ["Something else, and the above by mistake", "Say where he lives", *AS_BEFORE]
    commit(root, "2025-06-02", "No, he does not", {TOM: former})
    assert subjects(root)[0] == "No, he does not"


def test_a_record_that_is_renamed_and_renamed_back_was_not_renamed(root: Path) -> None:
    former, other = (root / TOM).read_text(), "content/people/thomas-weir.yml"
    commit(root, "2025-06-01", "Rename", {TOM: None, other: former})
    assert subjects(root) == ["Rename", *AS_BEFORE]
    commit(root, "2025-06-01", "Rename back", {TOM: former, other: None}, "12:30")
    assert subjects(root) == AS_BEFORE


def test_what_is_put_back_later_or_otherwise_is_a_change(root: Path) -> None:
    former = (root / TOM).read_text()
    commit(root, "2025-06-01", "Doubt", {TOM: "name: T. Weir\n"})
    commit(root, "2025-06-02", "The next day", {TOM: former})
    commit(root, "2025-06-03", "Doubt again", {TOM: "name: T. Weir\n"})
    commit(root, "2025-06-03", "Nearly as it was", {TOM: former + "country: GB\n"}, "12:05")
    assert subjects(root) == ["Nearly as it was", "Doubt again", "The next day", "Doubt", *AS_BEFORE]


def test_what_another_branch_changed_meanwhile_is_not_taken_for_put_back(root: Path) -> None:
    former = (root / TOM).read_text()
    commit(root, "2025-06-01", "One", {TOM: "name: One\n"})
    subprocess.run(["git", "checkout", "--quiet", "-b", "other", "HEAD~1"], cwd=root, check=True)  # noqa: S607
    commit(root, "2025-06-01", "Two", {TOM: "name: Two\n"}, "12:01")
    commit(root, "2025-06-01", "Two as it was", {TOM: former}, "12:02")
    join = [
        "git",
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "merge",
        "--quiet",
        "-m",
        "Join",
        "-",
    ]
    subprocess.run(join, cwd=root, check=True)
    assert (root / TOM).read_text() == "name: One\n"
    assert subjects(root) == ["One", *AS_BEFORE]


@pytest.mark.parametrize(
    ("message", "is_listed"),
    [
        ("Tidy\n\nChanges: none", False),
        ("Tidy\n\nKeys in order.\n\nchanges: None\nSigned-off-by: A <a@example.org>", False),
        ("Tidy\n\nChanges: all", True),
        ("Tidy\n\nChanges: none of them were needed\n\nMore words, so that is no trailer.", True),
        ("Changes: none", True),
        ("\x1e" + "a" * 40 + "\n\nChanges: 0 +0000", True),
    ],
)
def test_a_commit_whose_message_says_so_is_not_listed(root: Path, message: str, is_listed: bool) -> None:
    commit(root, "2025-06-01", message, {TOM: "name:   Tom Weir\n"})
    assert len(subjects(root)) == len(AS_BEFORE) + is_listed
    shown = page(root, "changes/index.md")
    assert ("1 June 2025" in shown) == is_listed
    assert 'changed: "1 June 2025"\n' in page(root, "people/tom-weir.md")  # the record did change
