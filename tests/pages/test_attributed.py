"""Words that an article attributes to the wrong speaker are shown where they occur, and nowhere as that speaker's
own."""

from pathlib import Path

import pytest

from generator import tables
from generator.archive.archive import Archive
from generator.exports.search import entries as search
from generator.findings.clocks import entries
from generator.findings.network import ties
from generator.pages.render import draw
from generator.text import markup
from tests.archive_files import ENTITIES, archive_of, pages_of

REALLY = {"known": "really: {speaker: harbour-board, basis: its own release has them}", "unknown": "really: {speaker: null, basis: the recording has another voice}"}  # fmt: skip


def archive(tmp_path: Path, really: str = "") -> Archive:
    said = (
        f"{{id: q, speaker: ada-quill, role: mayor, text: the wall will hold for Tom Weir, said: 2025-03-01, {really}}}"
    )
    return archive_of(
        tmp_path,
        {
            "content/people/ada-quill.yml": "name: Ada Quill\n",
            "content/people/tom-weir.yml": "name: Tom Weir\n",
            "content/organisations/harbour-board.yml": "name: Harbour Boards\n",
            "content/organisations/quay-post.yml": "name: The Quay Post\n",
            "content/topics/walls.yml": "title: Walls\n",
            "content/articles/2025/one.md": (
                "---\ntitle: One\npublisher: quay-post\npublished: 2025-03-02\ntopics: [walls]\n"
                f"quotations:\n  - {said}\n  - {{id: own, speaker: ada-quill, text: good morning}}\n---\n"
                "[[ada-quill]] spoke of the wall: [[q:q]]\n"
            ),
        },
    )


def texts(archive: Archive) -> dict[str, str]:
    pages = [*pages_of(archive, "articles", *ENTITIES, "quotations", "topics")]
    return {page.path: markup.text_of(draw(page)) for page in pages}


def section(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].split(end, 1)[0] if start in text else ""


def test_on_its_article_it_is_marked_with_whose_the_words_really_are(tmp_path: Path) -> None:
    known = texts(archive(tmp_path / "1", REALLY["known"]))["articles/one.md"]
    assert "attributed to Ada Quill; really Harbour Boards’: its own release has them" in known
    unknown = texts(archive(tmp_path / "2", REALLY["unknown"]))["articles/one.md"]
    assert "attributed to Ada Quill; not known whose they really are: the recording has another voice" in unknown
    assert "attributed to" not in texts(archive(tmp_path / "3"))["articles/one.md"]


@pytest.mark.parametrize("really", REALLY.values(), ids=REALLY)
def test_it_is_not_among_the_named_speakers_words(really: str, tmp_path: Path) -> None:
    found = archive(tmp_path, really)
    assert [q.quotation.id for q in found.quotations_by("ada-quill")] == ["own"]
    assert [q.quotation.id for q in found.attributed_to("ada-quill")] == ["q"]
    profile = texts(found)["people/ada-quill.md"]
    quoted = section(profile, "{ #quoted }", "Attributed to 1 quotation of others")
    assert "good morning" in quoted
    assert "the wall will hold" not in quoted
    given = section(profile, "Attributed to 1 quotation of others", "Roles")
    assert "the wall will hold" in given
    assert "1 quotation in 1 article" in profile


def test_it_is_among_the_words_of_whoever_really_said_it(tmp_path: Path) -> None:
    found = archive(tmp_path, REALLY["known"])
    assert [q.quotation.id for q in found.quotations_by("harbour-board")] == ["q"]
    profile = texts(found)["organisations/harbour-board.md"]
    assert "the wall will hold" in section(profile, "{ #quoted }", "Sources")
    assert "attributed to Ada Quill" in profile
    assert "mayor" not in profile  # the role belongs to the speaker whom the article names


def test_rightly_attributed_words_leave_no_trace_of_this(tmp_path: Path) -> None:
    found = archive(tmp_path)
    assert {q.quotation.id for q in found.quotations_by("ada-quill")} == {"own", "q"}
    assert "Attributed to" not in texts(found)["people/ada-quill.md"]
    assert found.quotations_by("harbour-board") == ()


@pytest.mark.parametrize(
    ("really", "title", "speakers"),
    [
        (REALLY["known"], "Harbour Boards", ("Harbour Boards",)),
        (REALLY["unknown"], "Not known whose words, attributed to Ada Quill", ()),
        ("", "Ada Quill", ("Ada Quill",)),
    ],
)
def test_the_search_knows_it_by_whose_it_is(really: str, title: str, speakers: tuple[str, ...], tmp_path: Path) -> None:
    (entry,) = (e for e in search.entries(archive(tmp_path, really)) if e.url.endswith("#q-q"))
    assert (entry.title, dict(entry.filters).get("speaker", ())) == (title, speakers)
    assert ("attributed to Ada Quill" in entry.about) == bool(really)


@pytest.mark.parametrize(
    ("really", "row"),
    [
        (REALLY["known"], ("harbour-board", "Harbour Boards", "ada-quill", "its own release has them")),
        (REALLY["unknown"], (None, None, "ada-quill", "the recording has another voice")),
        ("", ("ada-quill", "Ada Quill", None, None)),
    ],
)
def test_tables_have_both_in_columns_of_their_own(really: str, row: tuple[str | None, ...], tmp_path: Path) -> None:
    table = next(t for t in tables.tables(archive(tmp_path, really)) if t.name == "quotations")
    columns = {column.name: column for column in table.columns}
    quoted = next(r for r in table.rows if r.quotation.id == "q")
    names = ("speaker", "speaker_name", "attributed_to", "attribution_basis")
    assert tuple(columns[name].value(quoted) for name in names) == row


def test_indexes_topics_and_the_timeline_count_it_for_whoever_said_it(tmp_path: Path) -> None:
    found = archive(tmp_path, REALLY["known"])
    said = {entry.subject.id: len(entry.quotations) for entry in entries(found) if entry.clock == "said"}
    assert said == {"harbour-board": 1, "ada-quill": 1}
    assert [(tie.source, tie.target) for tie in ties(found)["about"]] == [("harbour-board", "tom-weir")]
    topic = texts(found)["topics/walls.md"]
    assert "Harbour Boards" in section(topic, "People quoted", "Mentioned")
    nobody = archive(tmp_path / "2", REALLY["unknown"])
    assert {e.subject.unnamed or e.subject.id for e in entries(nobody) if e.clock == "said"} == {  # type: ignore[union-attr]
        "Not known whose words",
        "ada-quill",
    }
