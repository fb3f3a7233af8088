"""An Obsidian vault becomes records."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.authoring.imports import Item, vault
from generator.cli import main
from generator.problems import RefusedError
from generator.records.model import Person
from tests.archive_files import write

NOTES = {
    # as saved by Obsidian's Web Clipper (its default template)
    "Clippings/The dam holds.md": (
        '---\ntitle: "The dam holds"\nsource: "https://herald.test/dam"\nauthor:\n  - "[[Ada Lind]]"\npublished: 2025-04-28\ncreated: 2025-05-02\n'
        'description: "A dam."\ntags:\n  - "clippings"\n  - floods\n---\n"It will never break," said Sergei Weir on Monday, before the council met.\n'
    ),
    "Reading/Cracks.md": (
        "---\nurl: https://ledger.test/cracks\ndate: 29 April 2025\npublication: The Ledger\nrating: 5\ntags: [press/dam-walls]\n---\n"
        "# Cracks in the wall\n\n[[Weir]] denies it; [[Nobody|the mayor]] does not [[here\nor]] there. ![[photo.png]] <b>Bold</b> #council `#no`\n"
    ),
    "People/Sergei Weir.md": "---\naliases: [Weir, Сергей Вейр]\ncountry: GB\nborn: 1960\n---\nChair of the [[River Board]]. #todo\n",
    "River Board.md": "---\ntype: Organization\nwebsite: https://board.test\n---\n",
    "Ideas.md": "Some thoughts on [[Sergei Weir]].\n",
    "Odd.md": "---\na: [\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in NOTES.items():
        file = tmp_path / "vault" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "vault/.obsidian").mkdir()
    (tmp_path / "vault/.obsidian/x.md").write_text("no note", encoding="utf-8")
    return write(tmp_path / "root", {"content/topics/floods.yml": "title: Floods\n"})


def test_notes_that_say_what_they_are_become_records_and_links_between_them_stay(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "import", str(root.parent / "vault"), "--write"]) == 0
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    weir = made.archive["sergei-weir"]
    assert isinstance(weir, Person)
    assert (weir.names, weir.country, weir.notes) == (
        ("Sergei Weir", "Weir", "Сергей Вейр"),
        "GB",
        "Chair of the River Board. #todo",
    )
    by_title = {article.title: article for article in made.archive.articles}
    assert sorted(filter(None, by_title)) == ["Cracks in the wall", "The dam holds"]
    dam, cracks = by_title["The dam holds"], by_title["Cracks in the wall"]
    assert (dam.source.url, dam.authors[0].name, dam.topics) == ("https://herald.test/dam", "Ada Lind", ("floods",))
    assert [(it.words, it.speaker.id) for it in dam.quotations] == [("It will never break", "sergei-weir")]
    assert "It will never break" not in dam.body
    assert dam.source.sha256
    assert (
        cracks.body == "[[sergei-weir|Weir]] denies it; the mayor does not [ [here\nor] ] there.  Bold #council `#no`\n"
    )
    assert (cracks.topics, cracks.publisher) == (("dam-walls", "council"), "the-ledger")
    assert cracks.published is not None
    assert cracks.published.edtf.text == "2025-04-29"
    said = capsys.readouterr().out
    for line in ("not imported: rating: 5", "not imported: born: 1960", "not imported: tag: todo", "not imported: description: the words of the",
                 "pictures and other notes that are shown in it: 1", "none  it does not say which kind it is", "none  it cannot be read"):  # fmt: skip
        assert line in said
    assert "x.md" not in said
    assert main(["--root", str(root), "import", "--undo"]) == 0
    assert [*pipeline.read(root).archive.records] == ["floods"]


def test_notes_that_do_not_say_what_they_are_become_what_the_command_says(root: Path) -> None:
    assert main(["--root", str(root), "import", str(root.parent / "vault"), "--notes", "topic", "--write"]) == 0
    assert "ideas" in pipeline.read(root).archive
    assert "river-board" in pipeline.read(root).archive


def test_each_key_of_a_note_that_its_record_lacks_is_listed() -> None:
    front = (
        b"---\ntype: %s\nauthor: Ada\nurl: https://a.test/1\nwikidata: Q1\ndate: 2025-04-28\ncreated: 2025-05-02\n---\n"
    )
    left = {
        kind: vault.items([("a.md", front % kind.encode())], "vault")[0].unread
        for kind in ("person", "event", "article")
    }
    assert left == {
        "person": ("author: Ada", "url: https://a.test/1", "date: 2025-04-28"),
        "event": ("author: Ada", "url: https://a.test/1", "wikidata: Q1"),
        "article": ("wikidata: Q1",),
    }


def test_a_folder_without_notes_is_refused() -> None:
    with pytest.raises(RefusedError, match="holds no notes"):
        vault.items([], "vault")


def test_a_note_whose_front_matter_is_odd_is_no_reason_to_fail() -> None:
    odd = [
        ("a.md", b"---\ntags: {a: b}\nurl: [[x]]\ntype: [3]\n---\n"),
        ("b.md", b"\xff"),
        ("c.md", b"---\n- a\n---\n"),
        ("d.md", b"---\nnever closed"),
    ]
    found = vault.items(odd, "vault")
    assert [isinstance(item, Item) and bool(item.unread) for item in found] == [True] * 4
