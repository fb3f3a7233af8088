"""`archive suggest` finds by rules whom a copy names and quotes, and marks everything it writes for review."""

from pathlib import Path

import pytest

from generator import dates
from generator.archive.archive import Archive
from generator.authoring import copies
from generator.authoring.suggest import Suggester
from generator.authoring.suggest.text import SplitText
from generator.authoring.suggest.times import find_dates
from generator.authoring.suggest.writing import IdMaker, RepeatFinder, additions, proposal_as_text
from generator.cli import main
from tests.archive_files import archive_of, write
from tests.conftest import at_night
from tests.operations import count_steps

FILES = {
    "content/people/mira-okonjo.yml": "name: Mira Okonjo\nalso: [Мира Оконджо]\ncountry: GB\n",
    "content/people/tom-weir.yml": "name: Tom Weir\n",
    "content/people/mira-shchukina.yml": "name: Mira Shchukina\n",
    "content/people/sergei-volkov.yml": "name: Sergei Volkov\n",
    "content/people/kim-jong-un.yml": "name: Kim Jong Un\n",
    "content/people/kim-yo-jong.yml": "name: Kim Yo Jong\n",
    "content/organisations/river-board.yml": "name: River Board\nalso: [RB]\n",
    "content/organisations/ministry-of-waters-of-vell.yml": "name: Ministry of Waters\ncountry: GB\n",
    "content/organisations/wire-service.yml": "name: Wire Service\nkind: news agency\n",
    "content/organisations/republic-of-vell.yml": "name: Vell\nkind: state\ncountry: GB\n",
    "content/places/vell.yml": "name: Vell\ncountry: GB\n",
    "content/places/upper-valley.yml": "name: Upper Valley\n",
    "content/measures/houses-flooded.yml": "name: Houses flooded\ncounts: Houses with water indoors.\nunit: houses\n",
    "content/measures/people-moved.yml": "name: People moved to safety\ncounts: People brought out.\nunit: people\n",
    "content/utterances/okonjo-at-the-dam.yml": (
        "title: Okonjo at the dam\nspeaker: mira-okonjo\npassages:\n"
        "  - {id: such-water, gist: never such water, original: {language: en, text: We have never seen such water in this valley, source: notes}}\n"
        "  - {id: held, gist: it held}\n"
    ),
    "content/articles/2025/old.md": (
        "---\ntitle: Old\nquotations:\n  - {id: held, speaker: mira-okonjo, text: the dam held firm, utterance: okonjo-at-the-dam/held}\n"
        "figures:\n  - {id: forty, measure: houses-flooded, value: 40}\n---\n"
        "[[mira-okonjo]] of the [[river-board]] and 40 houses under water in the [[upper-valley|Valley]].\n\nThe [[upper-valley|Valley]] again.\n"
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("archive"), FILES)


# --- names ---


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mira Okonjo spoke.", ["mira-okonjo"]),
        ("Mira Okonjo's word, OKONJO, Okonjo’s.", ["mira-okonjo", "mira-okonjo", "mira-okonjo"]),
        ("Sergey Volkov and Sergej Wolkow", ["sergei-volkov", "sergei-volkov"]),
        ("Mira Ščukina, Schtschukina, Chtchukina and Mira Shchukina", ["mira-shchukina"] * 4),
        ("Сергей Волков встретил Сергея Волкова, с Сергеем Волковым", ["sergei-volkov"] * 3),
        ("김정은은 말했다. 김여정이", ["kim-jong-un", "kim-yo-jong"]),
        (
            "Kim Jong-un came. Kim left, and Kim Yo-jong stayed. Kim spoke.",
            ["kim-jong-un", "kim-jong-un", "kim-yo-jong", "kim-yo-jong"],
        ),
        ("Kim left.", []),
        ("The RB met; rb is no board.", ["river-board"]),
        ("Floods in Vell", ["republic-of-vell"]),
        ("The Valley is a valley.", ["upper-valley"]),
        ("River\nBoard and River. Board", ["river-board"]),
    ],
)
def test_known_names_are_found_in_any_spelling(archive: Archive, text: str, named: list[str]) -> None:
    assert [m.id for m in Suggester(archive).proposal(text).mentions] == named


def test_mentions_stand_where_they_say(archive: Archive) -> None:
    text = "On Monday Mira Okonjo’s River Board met."
    assert [text[m.start : m.end] for m in Suggester(archive).proposal(text).mentions] == ["Mira Okonjo", "River Board"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“It rose,” Mira Okonjo said.", ("It rose", "mira-okonjo", "said")),
        ("“It rose,” said Mira Okonjo, chair of the River Board.", ("It rose", "mira-okonjo", "said")),
        ("Mira Okonjo, chair of the River Board, said: “It rose.”", ("It rose.", "mira-okonjo", "said")),
        ("Mira Okonjo met Tom Weir, telling him it was “high water.”", ("high water", "mira-okonjo", "telling")),
        ('"It rose," the River Board said in Vell.', ("It rose", "river-board", "said")),
        ("It was “high,” according to Tom Weir.", ("high", "tom-weir", "according to")),
        ("Wire Service quoted Okonjo as saying, “It rose.”", ("It rose.", "mira-okonjo", "quoted Okonjo as saying")),
        ("«Вода поднялась», — заявила Мира Оконджо.", ("Вода поднялась", "mira-okonjo", "заявила")),
        ("Okonjo came to Vell. The Ministry of Waters met. She said it was “high.”", ("high", "mira-okonjo", "said")),
        (
            "Okonjo came to Vell. Its Ministry of Waters listened. The ministry said: “It fell.”",
            ("It fell.", "ministry-of-waters-of-vell", "said"),
        ),
        ("‘It rose,’ Okonjo told reporters.", ("It rose", "mira-okonjo", "told")),
        ("“It rose.” Nobody knows who.", ("It rose.", None, None)),
        ("Okonjo’s letter said: “It rose”.", ("It rose", "mira-okonjo", "said")),
        ("Mira Okonjo, the mother of a boy, said: “It rose”.", ("It rose", "mira-okonjo", "said")),
        (
            "A letter seen by the paper said Okonjo had called it “a heap of sand”.",
            ("a heap of sand", "mira-okonjo", "called"),
        ),
        ("The book by Okonjo was called “a heap of sand”.", ("a heap of sand", None, "called")),
        ("The wall was called “a heap of sand” by Mira Okonjo.", ("a heap of sand", "mira-okonjo", "called")),
    ],
)
def test_a_quotation_has_its_speaker_and_its_verb(
    archive: Archive, text: str, said: tuple[str, str | None, str | None]
) -> None:
    (quoted,) = Suggester(archive).proposal(text).quotations
    assert (" | ".join(quoted.parts), quoted.found.speaker, quoted.found.cue) == said


def test_words_that_the_reporting_clause_interrupts_are_one_quotation(archive: Archive) -> None:
    (quoted,) = Suggester(archive).proposal("“It rose,” Okonjo said, “and it fell.”").quotations
    assert quoted.parts == ("It rose", "and it fell.")
    two = Suggester(archive).proposal("“It rose,” Okonjo said. “It fell.”").quotations
    assert [(q.parts, q.found.speaker) for q in two] == [(("It rose",), "mira-okonjo"), (("It fell.",), "mira-okonjo")]


def test_a_source_without_a_name_keeps_the_words_of_the_text(archive: Archive) -> None:
    (quoted,) = Suggester(archive).proposal("“It rose,” a senior official of the town told reporters.").quotations
    assert (quoted.found.speaker, quoted.found.unnamed) == (None, "a senior official of the town")
    assert quoted.found.to == "reporters"


def speakers(archive: Archive, text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (" | ".join(q.parts), q.found.speaker, q.found.unnamed) for q in Suggester(archive).proposal(text).quotations
    ]


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("A member of the board, who asked not to be named, said Okonjo knew “the day it came”.", "a member of the board"),
        ("An official, speaking on condition of anonymity, said Okonjo “knew of it”.", "an official"),
        ("A letter seen by the paper said Okonjo “knew of it”.", "a letter seen by the paper"),
        ("“She knew,” said a member of the board close to Okonjo.", "a member of the board close to Okonjo"),
        ("“She knew,” a spokesman for Okonjo said.", "a spokesman for Okonjo"),
        ("“She knew,” according to two officials familiar with the matter.", "two officials familiar with the matter"),
        ("The official, who asked not to be named, said: “She knew.”", "the official"),
        ("Officials said Okonjo was “warned of it”.", "officials"),
        ("Okonjo’s lawyer said: “She knew.”", "Okonjo’s lawyer"),
        ("“She knew,” said Mira Okonjo's old friend on Monday.", "Mira Okonjo's old friend"),
        ("“She knew,” according to Okonjo’s lawyer.", "Okonjo’s lawyer"),
        ("The mother of Mira Okonjo said: “She knew.”", "the mother of Mira Okonjo"),
        ("“She knew,” said the mother of Okonjo.", "the mother of Okonjo"),
        ("“She knew,” said one of Okonjo’s advisers.", "one of Okonjo’s advisers"),
        ("One of Okonjo’s advisers said: “She knew.”", "one of Okonjo’s advisers"),
        ("Someone close to Okonjo said she “knew”.", "someone close to Okonjo"),
        ("According to a person who attended, Okonjo “knew it all along”.", "a person who attended"),
        ("According to a person with word of Okonjo’s plans, the dam is “a heap”.", "a person with word of Okonjo’s plans"),
        ("People familiar with the matter say Okonjo “lied”.", "people familiar with the matter"),
        ("Okonjo, critics say, is “a bully”.", "critics"),
        ("In a letter to Mira Okonjo, a group of residents wrote: “Mend it.”", "a group of residents"),
        ("„Sie wusste es“, sagte ein Mitarbeiter von Mira Okonjo.", "ein Mitarbeiter von Mira Okonjo"),
        ("« Elle savait », a dit un proche d'Okonjo.", "un proche d'Okonjo"),
        ("« Elle savait », a dit l’avocat de Mira Okonjo.", "l’avocat de Mira Okonjo"),
        ("„Sie wusste es“, sagte der Sprecher von Mira Okonjo.", "der Sprecher von Mira Okonjo"),
        ("«Lo sabía», dijo el abogado de Mira Okonjo.", "el abogado de Mira Okonjo"),
        ("“It fell,” said New York officials.", "New York officials"),
    ],
)  # fmt: skip
def test_words_of_a_source_without_a_name_go_to_nobody_who_is_named(archive: Archive, text: str, unnamed: str) -> None:
    ((_, speaker, found),) = speakers(archive, f"Mira Okonjo came. {text} Okonjo did not answer.")
    assert (speaker, found) == (None, unnamed)


@pytest.mark.parametrize(
    "text",
    [
        "« Elle savait », selon un communiqué d'Okonjo.",
        "„Sie wusste es“, heißt es laut einer Erklärung von Mira Okonjo.",
        "«Lo sabía», dijo la alcaldesa Mira Okonjo.",
        "« Elle savait », a dit la maire de la ville, Mira Okonjo.",
    ],
)
def test_what_somebody_wrote_and_an_office_before_a_name_are_that_persons_words(archive: Archive, text: str) -> None:
    ((_, speaker, _found),) = speakers(archive, text)
    assert speaker == "mira-okonjo"


@pytest.mark.parametrize(
    "text",
    [
        "“It rose,” a neighbour, Mira Okonjo, said.",
        "A spokeswoman, Mira Okonjo, said: “It rose”.",
        "Mira Okonjo, a member of the board, said “It rose”.",
    ],
)
def test_a_name_beside_what_somebody_is_has_the_words(archive: Archive, text: str) -> None:
    assert speakers(archive, text) == [("It rose", "mira-okonjo", None)]


def test_a_pronoun_means_the_source_without_a_name_that_spoke_last(archive: Archive) -> None:
    text = "Mira Okonjo came. “It rose,” a spokesman for Okonjo said. “It fell,” he added."
    assert [(who, of) for _, who, of in speakers(archive, text)] == [(None, "a spokesman for Okonjo")] * 2


def test_words_of_two_speakers_in_one_sentence_are_two_quotations(archive: Archive) -> None:
    text = "An official, who asked not to be named, said Okonjo had been “angry”, and Tom Weir said it was “high”."
    assert speakers(archive, text) == [("angry", None, "an official"), ("high", "tom-weir", None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The board said it was “safe”, but Okonjo called it “high”.", [None, "mira-okonjo"]),
        ("Asked whether it was “safe”, Okonjo said: “No.”", [None, "mira-okonjo"]),
        ("Okonjo, called “a liar” by Tom Weir, left.", ["tom-weir"]),
        ("“It fell,” countered Tom Weir, and Okonjo left.", ["tom-weir"]),
        ("“It fell,” Okonjo’s mother, Rosa Hale, said.", [None]),
    ],
)
def test_another_clause_has_another_speaker(archive: Archive, text: str, said: list[str | None]) -> None:
    assert [who for _, who, _ in speakers(archive, text)] == said


def test_a_pronoun_after_somebody_unknown_means_nobody_who_is_known(archive: Archive) -> None:
    text = "Mira Okonjo came. “It rose,” said the official. “It fell,” he added."
    assert [who for _, who, _ in speakers(archive, text)] == [None, None]


def test_a_participle_beside_a_name_has_it_as_its_subject(archive: Archive) -> None:
    assert speakers(archive, "An email shows Okonjo calling it “a heap of sand”.") == [
        ("a heap of sand", "mira-okonjo", None)
    ]


@pytest.mark.parametrize(
    "label", ["bell hooks", "@harbour_crew", "Q", "k.d. lang", "’t Hooft", "zur Hausen", "ould Abdel Aziz"]
)
@pytest.mark.parametrize("marks", ["“”", "„“", "«»"])
def test_a_label_of_somebody_unknown_is_not_the_speaker_before(archive: Archive, label: str, marks: str) -> None:
    text = f"Mira Okonjo: <It rose.> {label}: <It fell.>".replace("<", marks[0]).replace(">", marks[1])
    assert [who for _, who, _ in speakers(archive, text)] == ["mira-okonjo", None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Speaking to Mira Okonjo, she said: “It rose”.", None),
        ("Mira Okonjo asked. Speaking to Mira Okonjo, he said: “It rose”.", None),
        ("Tom Weir came. Speaking to Mira Okonjo, he said: “It rose”.", "tom-weir"),
        ("In an interview with Mira Okonjo, Tom Weir said: “It rose”.", "tom-weir"),
    ],
)
def test_whom_somebody_speaks_to_has_not_the_words(archive: Archive, text: str, speaker: str | None) -> None:
    assert speakers(archive, text) == [("It rose", speaker, None)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“It stands,” Marsh said. “It does not,” said Mira Okonjo.", [None, "mira-okonjo"]),
        ("“It stands,” U said. “It does not,” said Mira Okonjo.", [None, "mira-okonjo"]),
        ("“It stands,” said Marsh, who had met Mira Okonjo.", [None]),
        ("Mira Okonjo listened as Marsh said: “It stands.”", [None]),
        ("“It stands,” said Minister Mira Okonjo.", ["mira-okonjo"]),
        ("“It stands,” Mira Okonjo of Harbourtown said.", ["mira-okonjo"]),
        ("« Le mur tient », a déclaré Mira Okonjo. « Oui », dit Tom Weir.", ["mira-okonjo", "tom-weir"]),
        ("»Die Mauer hält«, sagte Mira Okonjo, »noch lange.«", ["mira-okonjo"]),
    ],
)
def test_words_of_somebody_unknown_go_to_nobody_who_is_known(
    archive: Archive, text: str, speakers: list[str | None]
) -> None:
    assert [it.found.speaker for it in Suggester(archive).proposal(text).quotations] == speakers


def test_a_son_is_not_his_father(tmp_path: Path) -> None:
    files = {
        "content/people/tom-reeve.yml": "name: Tom Reeve\n",
        "content/people/tom-reeve-jr.yml": "name: Tom Reeve Jr.\n",
    }
    text = "“It holds,” Tom Reeve Jr. said. “It does not,” Tom Reeve said.\n\n“It does,” Reeve Jr. said."
    found = Suggester(archive_of(tmp_path, files)).proposal(text).quotations
    assert [it.found.speaker for it in found] == ["tom-reeve-jr", "tom-reeve", "tom-reeve-jr"]


def test_small_words_belong_to_a_name(tmp_path: Path) -> None:
    named = ("Jan de Wit", "Karl von Au", "Sami al-Noor", "Ada Quill")
    files = {f"content/people/p{number}.yml": f"name: {name}\n" for number, name in enumerate(named)}
    archive = archive_of(tmp_path, files)
    text = (
        "Ada Quill told the board: “We will mend it.” de Wit: “Not this year.” “Why,” von Au said. “So,” al-Noor said."
    )
    assert [who for _, who, _ in speakers(archive, text)] == ["p3", "p0", "p1", "p2"]
    text = "Ada Quill told the board: “We will mend it.” van Dam: “Not this year.”"
    assert [(who, of) for _, who, of in speakers(archive, text)] == [("p3", None), (None, "van Dam")]


@pytest.mark.parametrize(
    "text",
    [
        "Okonjo was a guest of “The Morning Tide” on the radio.",
        "In an article headlined “A wall of sand”, Okonjo wrote nothing.",
        "On “Harbour Tonight” Okonjo read from a poem.",
        "Okonjo read from the novel “Salt”.",
        "Okonjo came aboard the ferry “Queen”.",
        "Follow Okonjo: “pic.example.org/ab12”.",
        "Okonjo sent “https://example.org/a” and “wall.jpg”.",
        "Okonjo called the wall a so-called “fortress”.",
        "Okonjo said that the so-called «old wall» was gone.",
        "Okonjo wrote to “okonjo@example.org”.",
        "Okonjo war Gast in der Sendung „Hafen heute“.",
        "Мира Оконджо выступила в программе «Вечер», в газете «Правда» и на канале «Россия».",
        "Okonjo est dans le roman « Sel et mer ».",
        "Okonjo is nicknamed “the Hammer”.",
    ],
)
def test_titles_and_addresses_are_nobodys_words(archive: Archive, text: str) -> None:
    assert speakers(archive, text) == []


def test_words_like_a_title_that_somebody_said_are_proposed(archive: Archive) -> None:
    text = "“Never Again,” Okonjo said. Okonjo said: “Never Again and Again”."
    assert [who for _, who, _ in speakers(archive, text)] == ["mira-okonjo"] * 2
    assert speakers(archive, "Okonjo saw the “wall” there.") == [("wall", None, None)]
    assert speakers(archive, "Okonjo fand den Roman „langweilig und lang“.") == [
        ("langweilig und lang", "mira-okonjo", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Okonjo did not say “the wall will fall”; Tom Weir denied that she said “we are all lost”.",
        "Okonjo never said “it fell” there.",
        "Tom Weir denied that Okonjo had called him “a liar”.",
        "Okonjo denied having said that “it fell”.",
        "Okonjo refused to say “sorry” to Weir.",
        "Okonjo spoke without using the words “it fell”.",
        "Okonjo doesn’t call it “a flood”.",
        "Neither Okonjo nor Weir said it was “high”.",
        "Nobody at the board would say whether Okonjo had called it “high”.",
        "Okonjo was asked whether it was “high”.",
    ],
)
def test_words_that_were_not_said_go_to_nobody(archive: Archive, text: str) -> None:
    found = speakers(archive, text)
    assert found
    assert {who for _, who, _ in found} == {None}


def test_words_that_were_said_beside_others_that_were_not_keep_their_speaker(archive: Archive) -> None:
    text = "Okonjo denied it and said: “It fell.” Okonjo never said when, but Weir said: “It held.” “It rose,” Okonjo said, and denied the rest."
    assert [who for _, who, _ in speakers(archive, text)] == ["mira-okonjo", "tom-weir", "mira-okonjo"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("“It will open,” Okonjo said; the gate opens on 2 January.", None),
        ("“It held,” Okonjo said on Friday the 9th.", None),
        ("“It held,” Okonjo said on Thursday, 1 January 2026.", None),
        ("“It held,” Okonjo said on 29 December, before the gate opens on 2 January.", "2025-12-29"),
        ("“It held,” Okonjo said on Tuesday, 30 December 2025.", "2025-12-30"),
        ("“It held,” Okonjo said in December 2025.", "2025-12"),
    ],
)
def test_nothing_was_said_behind_the_day_of_publication(archive: Archive, text: str, edtf: str | None) -> None:
    (quoted,) = Suggester(archive).proposal(text, dates.parse("2025-12-30")).quotations
    assert (quoted.date.edtf if quoted.date else None) == edtf


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("“It holds,” said Rosa Hale, the harbour master.", ["Rosa Hale"]),
        ("“It holds,” Rosa Hale replied.", ["Rosa Hale"]),
        ("“It holds,” according to Rosa Hale. “It does,” Hale said.", ["Rosa Hale", "Rosa Hale"]),
        ("Rosa Hale, who met Mira Okonjo, said: “It holds.”", ["Rosa Hale"]),
        ("“It holds,” said Rosa Hale, who met Mira Okonjo.", ["Rosa Hale"]),
        ("“It holds,” Jean-Paul Marie-Claude Dupont replied.", ["Jean-Paul Marie-Claude Dupont"]),
        ("“It holds,” said Kim Sang-ho de la Vega.", ["Kim Sang-ho de la Vega"]),
        ("“It holds,” Jean-Paul replied.", ["Jean-Paul"]),
        ("“It holds,” J. R. R. Hale said. “It does,” said J.K. Hale.", ["J. R. R. Hale", "J.K. Hale"]),
        ("Rosa Hale (42) said: “It holds.”", ["Rosa Hale"]),
    ],
)
def test_a_name_that_nobody_knows_is_offered(archive: Archive, text: str, named: list[str]) -> None:
    found = Suggester(archive).proposal(text).quotations
    assert [(q.found.speaker, q.found.unnamed, q.found.newcomer) for q in found] == [(None, n, True) for n in named]


@pytest.mark.parametrize(
    ("text", "publisher", "authors", "published"),
    [
        ("VELL, April 28, 2025 (Wire Service) -- The River Board met.", "wire-service", [], "2025-04-28"),
        ("VELL, April 28 (Wire Service) -- The dam broke on 3 May 2025.", "wire-service", [], None),
        ("VELL (Wire Service) - It rose.", "wire-service", [], None),
        (
            "Wire Service\nA dam breaks\nBy Rosa Hale and Tom van Reeve\nPublished 28 April 2025\nText of 3 May 2025.",
            "wire-service",
            ["Rosa Hale", "Tom van Reeve"],
            "2025-04-28",
        ),
        ("A dam breaks\n2025-04-28\n\nText.", None, [], "2025-04-28"),
        ("“It holds,” said Rosa Hale. Wire Service, 6 May 2025", "wire-service", [], "2025-05-06"),
        ("By Rosa Hale, Wire Service", None, ["Rosa Hale"], None),
        ("A title\nBy the river they sat\nWire Service reported on 3 May 2025 that it fell.", None, [], None),
    ],
)
def test_the_head_of_a_copy_tells_who_published_it_who_wrote_it_and_when(
    archive: Archive, text: str, publisher: str | None, authors: list[str], published: str | None
) -> None:
    head = Suggester(archive).proposal(text).head
    assert (head.publisher and head.publisher.value, [a.value for a in head.authors]) == (publisher, authors)
    assert (head.published and head.published.value) == published


def test_what_the_head_says_is_printed_with_its_line_and_never_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "archive", {**FILES, "content/articles/2025/wall.md": "---\ntitle: Wall\n---\n"})
    copy = tmp_path / "copy.txt"
    copy.write_text("Wire Service, 6 May 2025\n\nIt rose.\n", encoding="utf-8")
    assert main(["--root", str(root), "suggest", "wall", "--copy", str(copy), "--write"]) == 0
    said = capsys.readouterr().out
    assert "    publisher: wire-service (line 1: “Wire Service, 6 May 2025”)\n    authors: []\n" in said
    assert "    published: 2025-05-06 (line 1: “Wire Service, 6 May 2025”)\n" in said
    assert "2025-05-06" not in (root / "content/articles/2025/wall.md").read_text("utf-8")


def test_whom_nobody_knows_is_told_of_once_with_the_command_that_begins_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "archive", {"content/articles/2025/wall.md": "---\ntitle: Wall\n---\n"})
    copy = tmp_path / "copy.txt"
    copy.write_text("“It holds,” said Rosa Hale. “It always did,” Hale said.\n", encoding="utf-8")
    assert main(["--root", str(root), "suggest", "wall", "--copy", str(copy)]) == 0
    said = capsys.readouterr().out
    assert said.count("Rosa Hale is no record yet: archive new person --name 'Rosa Hale'") == 1
    assert said.count("speaker: {unnamed: Rosa Hale}") == 2


HARD = (
    "“a ", "« a ", "„a ", '"a ', '"a" ', "‘a ", "“a “b ” ", "Mira Okonjo, ", "Okonjo ", "Abc Def ", "“a b” said ", "“a b,” Okonjo said, ",
    "Abc: ", "1", "12,345 ", "1-", "3 June 1755, ", "Monday ", ".", "a. ", " ", "\n", "\n x ", "a, ", "a member of the, ", "「あ", "”", "A", "de la ",
    "the official, not named, ", "he said “abc def” ", '"a said. ', "„a “b ", '“Okonjo said, "a ', "Jean-Paul ", "A-", "one of an official of ",
)  # fmt: skip


@pytest.mark.parametrize("piece", [*HARD[::2], *at_night(*HARD[1::2])])
def test_the_work_grows_with_the_text_in_every_part(archive: Archive, piece: str, in_full: bool) -> None:
    """Passages, speech, mentions, dates and counts, on texts without sentences or ends: twice the text takes about
    twice the steps."""
    suggester = Suggester(archive)
    suggester.proposal("Mira Okonjo said “a”.", FRIDAY)

    def steps(letters: int) -> int:
        text = (piece * letters)[:letters]
        return count_steps(lambda: suggester.proposal(text, FRIDAY))

    letters = 3_000 if in_full else 1_500
    assert steps(2 * letters) < 2.3 * steps(letters) + 1_000


def test_a_carrier_is_no_speaker(archive: Archive) -> None:
    text = "Okonjo described the water as “very high,” according to the Wire Service on Monday."
    (quoted,) = Suggester(archive).proposal(text).quotations
    assert (quoted.found.speaker, quoted.found.via) == ("mira-okonjo", ("wire-service",))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “a “b” c” and left.", ["a “b” c"]),
        ("“One.\n\n“Two,” she said.", ["One.", "Two"]),
        ("„Eins“, «deux», 「三」", ["Eins", "deux", "三"]),
        ('A 6" pipe and "a word".', ["a word"]),
        ("It's the boys' ‘word’ here", ["word"]),
        ("“…”", []),
        ("An open “mark only", []),
        ("»Die Mauer hält«, sagte Eva. »Sie ist alt«, sagte Tom.", ["Die Mauer hält", "Sie ist alt"]),
        ("»Muuri kestää», sanoi Eva. »Se on vanha», sanoi Tom.", ["Muuri kestää", "Se on vanha"]),
        ("”Muren håller”, sade Eva. ”Den är gammal”, sade Tom.", ["Muren håller", "Den är gammal"]),
        ("›Die Mauer hält‹, sagte Eva.", ["Die Mauer hält"]),
        ("‚Die Mauer hält‘, sagte Eva.", ["Die Mauer hält"]),
        ("״החומה של צה״ל תעמוד״, אמרה עדה", ["החומה של צה״ל תעמוד"]),
        ("‘The boys’ wall isn’t old,’ he said. ‘It is.’", ["The boys’ wall isn’t old", "It is."]),
        ("'The boys' wall isn't old,' he said. 'It is.' The dog's.", ["The boys' wall isn't old", "It is."]),
        ("The dog's bone and the boys' wall of the '70s.", []),
    ],
)
def test_quotation_marks_of_many_shapes_are_read(text: str, quoted: list[str]) -> None:
    copy = SplitText.of(text)
    assert [copy.words(span) for span in copy.quoted] == quoted


# --- dates, numbers, passages ---

FRIDAY = dates.parse("2025-05-30")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Wednesday", [("Wednesday", "2025-05-28")]),
        ("on Friday", [("Friday", "2025-05-30")]),
        ("28 April 2025 and April 28th, 2025", [("28 April 2025", "2025-04-28"), ("April 28th, 2025", "2025-04-28")]),
        ("arrived in Vell on June 3", [("June 3", "2024-06-03")]),
        ("in late April", [("late April", "[2025-04-21..2025-04-30]")]),
        ("Late in April", [("Late in April", "[2025-04-21..2025-04-30]")]),
        ("back in December", [("December", "2024-12")]),
        ("in October 2024", [("October 2024", "2024-10")]),
        ("28 апреля 2025 года, в марте", [("28 апреля 2025", "2025-04-28"), ("марте", "2025-03")]),
        ("2025년 4월 28일, 4월 27일", [("2025년 4월 28일", "2025-04-28"), ("4월 27일", "2025-04-27")]),
        ("last year, in 2023", [("last year", "2024"), ("2023", "2023")]),
        ("a few months ago", [("a few months ago", None)]),
        ("in early 2025", [("early 2025", "[2025-01..2025-04]")]),
        ("by mid-2024", [("mid-2024", "[2024-05..2024-08]")]),
        ("at the end of April", [("end of April", "[2025-04-21..2025-04-30]")]),
        ("at the beginning of April 2024", [("beginning of April 2024", "[2024-04-01..2024-04-10]")]),
        ("the end of 2024", [("end of 2024", "[2024-09..2024-12]")]),
        ("in the late 1930s", [("late 1930s", "[1937..1939]")]),
        ("in the 1930s", [("1930s", "193X")]),
        ("in spring 2025", [("spring 2025", "2025-21")]),
        ("in early spring 2025", [("early spring 2025", "2025-03")]),
        ("in winter 2024", [("winter 2024", None)]),
        ("the first half of 2024", [("first half of 2024", "[2024-01..2024-06]")]),
        ("in the third quarter of 2024", [("third quarter of 2024", "[2024-07..2024-09]")]),
        ("Q3 2024", [("Q3 2024", "[2024-07..2024-09]")]),
        ("в конце апреля 2025 года", [("конце апреля 2025", "[2025-04-21..2025-04-30]")]),
        ("наприкінці квітня", [("наприкінці квітня", "[2025-04-21..2025-04-30]")]),
        ("the late 2000 soldiers", []),
        ("31 February 2025 may come", []),
        ("May I march to the august second place?", []),
    ],
)
def test_dates_are_read_against_the_day_of_publication(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(d.words, d.edtf) for d in find_dates(text, FRIDAY)] == found
    for date in find_dates(text, FRIDAY):
        if date.edtf:
            dates.parse(date.edtf)


WEDNESDAY = dates.parse("2025-05-07")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On March 12, 1871, she wrote", [("March 12, 1871", "1871-03-12")]),
        ("On 3 June 1755 he wrote", [("3 June 1755", "1755-06-03")]),
        ("in June, 1788 and in 1642", [("June, 1788", "1788-06"), ("1642", "1642")]),
        ("since 12 March 871.", [("12 March 871", "0871-03-12")]),
        ("on 12 March 44 BC", [("12 March 44 BC", "-0043-03-12")]),
        ("the 12th day of March, 1871", [("12th day of March, 1871", "1871-03-12")]),
        ("1871년 3월 12일, 12 марта 1871 года", [("1871년 3월 12일", "1871-03-12"), ("12 марта 1871", "1871-03-12")]),
        ("on March 12 and 13, 1871", [("March 12", "1871-03-12")]),
        ("on March 12, 13 and 14, 1871", [("March 12", "1871-03-12")]),
        (
            "On 17 August AD 391 it fell, as on March 12, A.D. 79",
            [("17 August", "0391-08-17"), ("March 12", "0079-03-12")],
        ),
        ("on 12 March MDCCCLXXI", [("12 March", None)]),
        ("on 12 March of last year", [("12 March of last year", "2024-03-12")]),
        ("from 12 March to 3 June 1755", [("12 March", "1755-03-12"), ("3 June 1755", "1755-06-03")]),
        ("After the flood of 1953, on February 1, they left", [("1953", "1953"), ("February 1", None)]),
        ("on 12 March ’71, and on 3 June of that year", [("12 March", None), ("3 June", None)]),
        ("On 3 June 1500 soldiers marched", [("3 June", None)]),
        ("On April 28, 600,000 people marched", [("April 28", "2025-04-28")]),
        ("In 1500 houses", []),
        ("On 3 June 600 died, and in April 300 more", [("3 June", None), ("April", "2025-04")]),
    ],
)
def test_a_year_that_stands_there_is_kept_and_none_is_invented(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(d.words, d.edtf) for d in find_dates(text, WEDNESDAY)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Tuesday, August 6, 2019, she spoke", [("Tuesday, August 6, 2019", "2019-08-06")]),
        ("on 6 August 2019 (a Tuesday)", [("6 August 2019 (a Tuesday)", "2019-08-06")]),
        ("Tue, 6 Aug 2019, on Tuesday (6 August 2019)", [("Tue, 6 Aug 2019", "2019-08-06"), ("Tuesday (6 August 2019)", "2019-08-06")]),
        ("They met on Friday the 2nd and meet on Friday the 9th", [("Friday the 2nd", "2025-05-02"), ("Friday the 9th", "2025-05-09")]),
        ("on Friday the 30th of May, on Sunday, June 1", [("Friday the 30th of May", "2025-05-30"), ("Sunday, June 1", "2025-06-01")]),
        ("on Saturday, June 1", [("Saturday, June 1", "2024-06-01")]),
        ("on Friday the 31st", [("Friday the 31st", None)]),
        ("on Tuesday evening, 6 May", [("6 May", "2025-05-06")]),
        ("yesterday (Tuesday), 2025-05-06 (Tuesday), Tuesday 2025-05-06", [("yesterday", "2025-05-06"), ("2025-05-06", "2025-05-06"), ("2025-05-06", "2025-05-06")]),
        ("on Tuesday and 2 May; every Tuesday; this Friday", [("Tuesday", "2025-05-06"), ("2 May", "2025-05-02"), ("Friday", "2025-05-09")]),
    ],
)  # fmt: skip
def test_a_weekday_beside_its_date_is_one_date(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(d.words, d.edtf) for d in find_dates(text, WEDNESDAY)] == found


def test_a_weekday_that_its_date_was_not_is_said() -> None:
    (date,) = find_dates("On Tuesday, August 5, 2019, she spoke", WEDNESDAY)
    assert (date.edtf, date.basis) == ("2019-08-05", "the copy says Tuesday; that day was a Monday")
    (date,) = find_dates("On Monday, August 5, 2019, she spoke", WEDNESDAY)
    assert date.basis is None


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("de", "Sie sagte es am 12. März 2024.", ["2024-03-12"]),
        ("de-AT", "am 3. Jänner 2021. Am 19. Mai", ["2021-01-03", "2025-05-19"]),
        ("de", "vom 3. März bis 12. Juni 1755", ["1755-03-03", "1755-06-12"]),
        ("de", "vom 12. bis 14. März 2024; am 5. April desselben Jahres", ["[2024-03-12..2024-03-14]", None]),
        ("de", "Anfang März 2024, gestern, Die 12 Mai-Feiern", ["[2024-03-01..2024-03-10]", "2025-05-06"]),
        ("fr", "Le 12 mars, le 1er avril 2023 et en août 2022", ["2025-03-12", "2023-04-01", "2022-08"]),
        ("es", "El 12 de marzo; el 3 de junio de 2019", ["2025-03-12", "2019-06-03"]),
        ("pl", "3 kwietnia i 12 marca 2024 r.", ["2024-04-03", "2024-03-12"]),
        ("ar", "في ١٢ آذار ٢٠٢٤", ["2024-03-12"]),
        ("he", "ב-12 במרץ 2024", ["2024-03"]),
        ("en", "12 mars 2024", []),
        ("ja", "2024年3月12日、3月12日、去年3月12日、令和5年3月12日", ["2024-03-12", "2025-03-12", "2024-03-12"]),
        ("ko", "작년 3월 12일", ["2024-03-12"]),
        ("en", "on 12-14 March 1871, March 12–14, 1871", ["[1871-03-12..1871-03-14]"] * 2),
        ("en", "from 2 to 5 May", ["[2025-05-02..2025-05-05]"]),
        ("en", "Christmas Day 2019, at Christmas, Orthodox Christmas Day", ["2019-12-25"]),
    ],
)
def test_dates_are_read_in_the_language_of_the_text(language: str, text: str, edtf: list[str | None]) -> None:
    assert [d.edtf for d in find_dates(text, WEDNESDAY, language)] == edtf


def test_figures_of_a_code_count_nothing(archive: Archive) -> None:
    found = Suggester(archive).proposal("3M and 1Q25 and B52 houses, and 40 houses were flooded.").figures
    assert [it.number.words for it in found] == ["40"]


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        ("2025-05-07", "The board meets on May 19.", "2025-05-19"),
        ("2025-12-30", "The board will meet on 2 January.", "2026-01-02"),
        ("2025-12-30", "on 2 January", "2026-01-02"),
        ("2025-12-30", "she said on 2 January", "2025-01-02"),
        ("2025-12-30", "On 2 January she was there", "2025-01-02"),
        ("2025-05-07", "The vote is scheduled for November 3", "2025-11-03"),
        ("2025-05-07", "The dam broke on November 3", "2024-11-03"),
        ("2025-05-07", "elections are expected in October", "2025-10"),
        ("2025-05-07", "She will speak on Friday", "2025-05-09"),
        ("2025-05-07", "next Friday", "2025-05-09"),
        ("2025-05-07", "She spoke on Friday", "2025-05-02"),
        ("2025-05-07", "June 3 last year", "2024-06-03"),
        ("2025-05-07", "on 29 February", "2024-02-29"),
        ("2025-05-07", "The gate will open on 29 February", None),
        ("2025-05-07", "She will speak on 7 May", "2025-05-07"),
    ],
)
def test_a_day_ahead_of_publication_is_the_coming_one(published: str, text: str, edtf: str | None) -> None:
    assert [d.edtf for d in find_dates(text, dates.parse(published))] == [edtf]


def test_without_a_day_of_publication_nothing_is_resolved_by_it() -> None:
    assert [d.edtf for d in find_dates("on Wednesday, in April, on 1 May 2025", None)] == [None, None, "2025-05-01"]
    assert [d.edtf for d in find_dates("on Wednesday", dates.parse("2025-05"))] == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 1,200 houses were flooded.", [("Some 1,200", 1200, None, None, "houses-flooded")]),
        (
            "Between 10,000 and 12,000 people were moved to safety.",
            [("Between 10,000 and 12,000", None, 10000, 12000, "people-moved")],
        ),
        ("More than 3 thousand people were moved.", [("More than 3 thousand", 3000, None, None, "people-moved")]),
        ("In 2025, on 28 May, 40 percent of it.", []),
        ("They cost 1,200 crowns.", [("1,200", 1200, None, None, None)]),
    ],
)
def test_numbers_are_read_with_what_they_count(archive: Archive, text: str, found: list[object]) -> None:
    counted = [f.number for f in Suggester(archive).proposal(text, FRIDAY).figures]
    assert [(c.words, c.value, c.low, c.high, c.measure) for c in counted] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Eleven thousand people were moved, one of them twice.", [("Eleven thousand", 11000, None, None)]),
        ("en", "Up to twenty-five houses fell, and between ten and twelve thousand people left.", [("Up to twenty-five", 25, None, None), ("ten and twelve thousand", None, 10000, 12000)]),
        ("de", "Rund zweiundzwanzigtausend Menschen, einer davon zweimal.", [("Rund zweiundzwanzigtausend", 22000, None, None)]),
        ("fr", "Environ onze mille soldats, et 2,5 millions d’obus.", [("Environ onze mille", 11000, None, None), ("2,5 millions", 2500000, None, None)]),
        ("es", "Más de tres mil quinientas personas.", [("Más de tres mil quinientas", 3500, None, None)]),
        ("ru", "Около одиннадцати тысяч человек, до пятнадцати домов.", [("Около одиннадцати тысяч", 11000, None, None), ("до пятнадцати", 15, None, None)]),
        ("uk", "Щонайменше двадцять п'ять будинків.", [("Щонайменше двадцять п'ять", 25, None, None)]),
        ("ko", "약 1만 1천 명이 이 집에 있었다.", [("약 1만 1천", 11000, None, None)]),
        ("ar", "نحو أحد عشر ألف جندي", [("نحو أحد عشر ألف", 11000, None, None)]),
    ],
)  # fmt: skip
def test_numbers_in_words_are_read_in_the_language_of_the_text(
    archive: Archive, language: str, text: str, found: list[object]
) -> None:
    counted = [f.number for f in Suggester(archive).proposal(text, FRIDAY, language).figures]
    assert [(c.words, c.value, c.low, c.high) for c in counted] == found


@pytest.mark.parametrize(
    ("text", "by", "as_of"),
    [
        ("The River Board estimates that 1,200 houses were flooded by 28 May 2025.", "river-board", "2025-05-28"),
        ("Some 1,200 houses have been flooded since October 2024, said Tom Weir.", "tom-weir", None),
    ],
)
def test_a_figure_has_who_gave_it_and_the_day_on_which_it_was_so(
    archive: Archive, text: str, by: str, as_of: str | None
) -> None:
    (figure,) = Suggester(archive).proposal(text, FRIDAY).figures
    assert (figure.source, figure.as_of.edtf if figure.as_of else None) == (by, as_of)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("“Never have we seen such water in this valley,” Okonjo said.", "okonjo-at-the-dam/such-water"),
        ("“The dam held firm,” Okonjo said.", "okonjo-at-the-dam/held"),
        ("“Never have we seen such water in this valley,” Tom Weir said.", None),
        ("“Something else altogether was on our minds,” Okonjo said.", None),
    ],
)
def test_a_quotation_is_led_to_the_passage_that_it_renders(archive: Archive, text: str, path: str | None) -> None:
    (quoted,) = Suggester(archive).proposal(text).quotations
    assert (str(quoted.passage.ref) if quoted.passage else None) == path


# --- writing ---

COPY = """\
A dam breaks above the valley

“We have never seen such water,” Mira Okonjo of the River Board told reporters on Wednesday. “Go.”
A neighbour said the water was “high.” Some 1,200 houses were flooded.

“It is over.”
"""
NEW = "---\ntitle: A dam breaks\npublished: 2025-05-30\nquotations:\n  # Mine.\n  - {id: mine, speaker: tom-weir, text: mine}\nnotes: Kept.\n---\n"


def suggest(tmp_path: Path, *options: str, article: str = NEW) -> tuple[int, str]:
    root = write(tmp_path / "archive", {**FILES, "content/articles/2025/dam.md": article})
    copy = tmp_path / "dam.txt"
    copy.write_text(COPY, encoding="utf-8")
    status = main(["--root", str(root), "suggest", "dam", "--copy", str(copy), *options])
    return status, (root / "content/articles/2025/dam.md").read_text("utf-8")


def test_a_proposal_is_printed_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert suggest(tmp_path) == (0, NEW)
    printed = capsys.readouterr().out
    assert (
        "    review: needed\n    speaker: mira-okonjo\n    text: We have never seen such water\n    cue: told\n"
        in printed
    )
    assert "  + [[river-board|River Board]] × 1: River Board\n" in printed
    assert "    “Wednesday”: 2025-05-28 (weekday resolved against the date of publication)\n" in printed
    assert "left to you:\n" in printed


def test_what_is_written_is_marked_and_what_was_there_stays(tmp_path: Path) -> None:
    status, text = suggest(tmp_path, "--write")
    assert status == 0
    assert text.startswith(
        "---\ntitle: A dam breaks\npublished: 2025-05-30\nreview: needed\nquotations:\n  # Mine.\n"
        "  - {id: mine, speaker: tom-weir, text: mine}\n  - id: have-never-seen-such\n    review: needed\n"
        "    speaker: mira-okonjo\n    text: We have never seen such water\n    cue: told\n"
    )
    assert "    utterance: okonjo-at-the-dam/such-water\n" in text
    assert "  - id: houses-flooded-1200\n    review: needed\n    measure: houses-flooded\n    value: 1200\n" in text
    assert text.endswith("notes: Kept.\n---\nThis copy names [[mira-okonjo]] and [[river-board]].\n")
    assert text.count("review: needed") == text.count("\n  - id: ") + 1


def test_suggesting_twice_adds_nothing(tmp_path: Path) -> None:
    _, once = suggest(tmp_path, "--write")
    assert suggest(tmp_path, "--write", article=once) == (0, once)


def test_a_body_of_the_contributors_own_is_left_alone(tmp_path: Path) -> None:
    _, text = suggest(tmp_path, "--write", article=NEW + "Okonjo spoke.\n")
    assert text.endswith("---\nOkonjo spoke.\n")
    assert "\nreview: needed\nquotations" not in text


def test_words_that_stand_twice_get_what_tells_them_apart(tmp_path: Path) -> None:
    root = write(tmp_path / "archive", {**FILES, "content/articles/2025/dam.md": NEW})
    copy = tmp_path / "dam.txt"
    copy.write_text("The high bank. Okonjo said it was “high.”\n", encoding="utf-8")
    call = ["--root", str(root)]
    assert main([*call, "suggest", "dam", "--copy", str(copy), "--write"]) == 0
    text = (root / "content/articles/2025/dam.md").read_text("utf-8")
    assert "    prefix: said it was “\n" in text
    write(
        root,
        {
            "content/articles/2025/dam.md": text.replace(
                "  # Mine.\n  - {id: mine, speaker: tom-weir, text: mine}\n", ""
            )
        },
    )
    assert main([*call, "verify", "dam", "--copy", str(copy)]) == 0


def test_a_copy_that_is_recorded_gives_offsets_that_verify_finds_right(tmp_path: Path) -> None:
    root = write(tmp_path / "archive", FILES)
    copy = tmp_path / "dam.txt"
    copy.write_text(COPY, encoding="utf-8")
    call = ["--root", str(root)]
    assert main([*call, "new", "article", "--text", str(copy), "--id", "dam", "--published", "2025-05-30"]) == 0
    assert main([*call, "suggest", "dam", "--copy", str(copy), "--write"]) == 0
    record = root / "content/articles/2025/dam.md"
    before = record.read_bytes()
    assert f"    at: [{COPY.index('We have')}, {COPY.index(',” Mira')}]\n" in record.read_text("utf-8")
    assert main([*call, "verify", "dam", "--copy", str(copy)]) == 0
    assert record.read_bytes() == before


def test_an_article_that_is_unknown_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    copy = tmp_path / "x.txt"
    copy.write_text("x")
    assert main(["--root", str(tmp_path), "suggest", "mira-okonjo", "--copy", str(copy)]) == 2
    assert "'mira-okonjo' is no article that can be read; see archive check" in capsys.readouterr().err


ALIKE = {
    "quotations that begin alike": "“We are all here for a long time, and number {n} too,” Okonjo said. ",
    "quotations of one word": "“Here{n}” said Okonjo. ",
    "quotations in another script": "“Мы здесь надолго все вместе {n},” Okonjo said. ",
    "figures of one measure": "Okonjo said that {n},000 houses were flooded. ",
    "numbers in one sentence": "{n} houses or ",
}


@pytest.mark.parametrize("piece", ALIKE.values(), ids=ALIKE)
def test_what_is_written_grows_with_what_is_quoted(archive: Archive, piece: str) -> None:
    """Reading and writing, with a new id each: twice as many quotations take about twice the work."""
    suggester = Suggester(archive)
    article = archive.article("old")

    def work(number: int) -> int:
        copy = copies.Copy.from_bytes("".join(piece.format(n=n) for n in range(100, 100 + number)).encode())

        def written() -> None:
            found = additions(archive, article, copy, suggester.proposal(copy.text, FRIDAY))
            ids = [str(item["id"]) for items in found.items.values() for item in items]
            assert len(ids) == len(set(ids))
            assert len(ids) + len(found.left) > number // 2

        return count_steps(written)

    work(10)  # builds the caches
    assert work(400) < 2.4 * work(200)


class Asked(set[str]):
    """A set that counts membership tests."""

    times = 0

    def __contains__(self, item: object) -> bool:
        self.times += 1
        return super().__contains__(item)


def test_an_id_is_found_in_few_steps_however_many_are_wanted_alike() -> None:
    taken = Asked({"we-are", "we-are-3", "we-are-2-2"})
    ids = IdMaker(taken)
    assert [ids.fresh("we-are") for _ in range(3)] == ["we-are-2", "we-are-4", "we-are-5"]
    assert [ids.fresh("we-are-2") for _ in range(2)] == ["we-are-2-3", "we-are-2-4"]
    assert ids.fresh("they-are") == "they-are"
    taken.times = 0
    found = {ids.fresh("we-are") for _ in range(2000)}
    assert len(found) == 2000
    assert taken.times < 3 * 2000


def test_words_that_stand_again_get_the_words_before_them(archive: Archive) -> None:
    article = archive.article("old")
    copy = copies.Copy.from_bytes(
        "At noon “it will rain” said Okonjo. At one “we shall go home” said Okonjo. He heard it will rain.".encode()
    )
    items = additions(archive, article, copy, Suggester(archive).proposal(copy.text, FRIDAY)).items["quotations"]
    assert [(item["text"], item.get("prefix")) for item in items] == [
        ("it will rain", "At noon “"),
        ("we shall go home", None),
    ]


def test_a_text_is_not_read_whole_for_each_of_its_quotations_without_end() -> None:
    text = "one two one three"
    enough = RepeatFinder(text)
    assert [enough.occurs_again(0, 3), enough.occurs_again(4, 7), enough.occurs_again(12, 17)] == [True, False, False]
    little = RepeatFinder(text, letters=len(text) + 1)
    assert [little.occurs_again(4, 7), little.occurs_again(12, 17), little.occurs_again(4, 7)] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rained.", "names 0 known records"),
        ("Tom Weir swam.", "names 1 known record:"),
        ("Tom Weir and Mira Okonjo swam.", "names 2 known records:"),
    ],
)
def test_one_record_is_no_records(archive: Archive, text: str, said: str) -> None:
    article, copy = archive.article("old"), copies.Copy.from_bytes(text.encode())
    proposal = Suggester(archive).proposal(text)
    assert (
        said in proposal_as_text(archive, article, proposal, additions(archive, article, copy, proposal)).splitlines()
    )


class Searched(str):
    """A text that counts searches of the whole text."""

    __slots__ = ("times",)

    def __contains__(self, part: object) -> bool:
        self.times = getattr(self, "times", 0) + 1
        return super().__contains__(str(part))


@pytest.mark.parametrize("piece", ["a\n", "a\n\n", "아\n", "“a”\n", "“Ab.\n\n"])
def test_a_text_is_not_searched_whole_for_each_of_its_lines(piece: str) -> None:
    few, many = Searched(piece * 10), Searched(piece * 1000)
    assert len(SplitText.of(few).paragraphs) < len(SplitText.of(many).paragraphs)
    assert few.times == many.times
