"""Annotations from other programs become quotations marked for review."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.authoring.imports.html_text import text_of_html
from generator.cli import main
from generator.problems import RefusedError
from generator.records.model import Article
from tests.archive_files import write
from tests.authoring.imports import sources

COPY = """\
The dam holds

"It will never break," said Sergei Weir, the chair of the River Board, on Monday. "It will never break," the mayor repeated.

"We have measured cracks in it," said Tom Okonjo. Nobody has asked the people who live below the dam.
"""
URL = "https://herald.test/dam"
FILES = {
    "content/people/sergei-weir.yml": "name: Sergei Weir\n",
    "content/people/tom-okonjo.yml": "name: Tom Okonjo\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/articles/2025/dam.md": (
        f"---\ntitle: The dam holds\npublisher: herald\npublished: 2025-04-28\nsource: {{url: {URL}}}  # seen in the reading room\n---\nIt holds.\n"
    ),
    "copies/dam.txt": COPY,
}


def hypothesis(
    exact: str, text: str = "", tags: tuple[str, ...] = (), uri: str = f"{URL}?utm_source=x", **more: Any
) -> dict[str, Any]:
    """An annotation in the form of the Hypothesis API and export (h.readthedocs.io, Annotation)."""
    selectors: list[dict[str, Any]] = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 9},
        {"type": "TextPositionSelector", "start": more.pop("start", 9_999), "end": 10_009},
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": more.pop("prefix", ""),
            "suffix": more.pop("suffix", ""),
        },
    ]
    return {
        "id": "a1b2", "created": "2025-05-01T10:00:00+00:00", "user": "acct:ada@hypothes.is", "uri": uri, "text": text, "tags": list(tags),
        "document": {"title": ["The dam holds"]}, "target": [{"source": uri, "selector": selectors}], **more,
    }  # fmt: skip


def w3c(*bodies: object, selector: object, source: object = URL, **more: Any) -> dict[str, Any]:
    """An annotation of the Web Annotation Data Model (W3C, 2017)."""
    anno = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://x.test/1",
        "type": "Annotation",
        "body": list(bodies),
    }
    return {**anno, "target": {"source": source, "selector": selector}, **more}


def quote(exact: str, **more: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "root", FILES)


def brought(root: Path, found: object, *more: str, name: str = "notes.json") -> Article:
    file = root.parent / name
    file.write_text(json.dumps(found), encoding="utf-8")
    assert main(["--root", str(root), "import", str(file), "--write", *more]) == 0
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    return next(a for a in made.archive.articles if a.id == "dam")


def test_a_highlight_of_hypothesis_is_a_quotation_whose_place_in_the_copy_is_known(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [hypothesis('"We have measured cracks in it," said Tom Okonjo.', "The first to say so.", ("cracks",))]
    article = brought(root, {"total": 1, "rows": rows})
    (quotation,) = article.quotations
    assert (quotation.words, quotation.speaker.id, quotation.note, quotation.review) == (
        "We have measured cracks in it", "tom-okonjo", "The first to say so.", "needed",
    )  # fmt: skip
    ((start, end),) = quotation.at
    assert COPY[start:end] == "We have measured cracks in it"
    assert article.topics == ("cracks",)
    assert "# seen in the reading room" in (root / "content/articles/2025/dam.md").read_text()
    assert "content/articles/2025/dam.md: 1 quotation to review, 1 found in the copy\n" in capsys.readouterr().out
    assert main(["--root", str(root), "import", "--undo"]) == 0
    assert (root / "content/articles/2025/dam.md").read_text() == FILES["content/articles/2025/dam.md"]
    assert not (root / "content/topics/cracks.yml").exists()


def test_a_part_of_what_somebody_said_has_the_speaker_of_the_whole(root: Path) -> None:
    (quotation,) = brought(root, [hypothesis("measured cracks")]).quotations
    assert (quotation.words, quotation.speaker.id) == ("measured cracks", "tom-okonjo")


def test_a_tag_that_is_a_name_says_whose_words_they_are(root: Path) -> None:
    article = brought(
        root, {"annotations": [hypothesis("Nobody has asked the people", tags=("Weir, Sergei", "Sergei Weir"))]}
    )
    (quotation,) = article.quotations
    assert (quotation.words, quotation.speaker.id) == ("Nobody has asked the people", "sergei-weir")
    assert article.topics == ("weir-sergei",)


def test_what_is_nobodys_words_stays_as_a_comment_until_somebody_looks(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = brought(root, [hypothesis("Nobody has asked the people", 'why: "really" # ?')])
    assert article.quotations == ()
    text = (root / "content/articles/2025/dam.md").read_text()
    assert (
        "# marked in the source; add the speaker of each, and make it a quotation:\n"
        '#   Nobody has asked the people; why: "really" # ?\n---\n'
    ) in text
    assert "1 mark without a speaker, as comments" in capsys.readouterr().out
    assert brought(root, [hypothesis("Nobody has asked the people", 'why: "really" # ?')]).quotations == ()
    assert (root / "content/articles/2025/dam.md").read_text() == text


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (hypothesis("It has broken"), "its words are not in the copy"),
        (hypothesis("It will never break"), "its words are in the copy more than once"),
        (
            hypothesis("It will never break", prefix="so "),
            "in several places, none of them next to the same words as in the source",
        ),
        (hypothesis(" “” "), "its words are not in the copy"),
    ],
)
def test_words_without_one_place_in_the_copy_are_told_and_kept(
    root: Path, capsys: pytest.CaptureFixture[str], one: dict[str, Any], why: str
) -> None:
    assert brought(root, [one]).quotations == ()
    said = capsys.readouterr().out
    assert f"{why}\n" in said
    assert "not placed: notes.json: a1b2: “" in said
    assert "#   " in (root / "content/articles/2025/dam.md").read_text()


@pytest.mark.parametrize(
    "one",
    [
        hypothesis("It will never break", tags=("Tom Okonjo",), start=COPY.rindex("It will")),
        hypothesis("It will never break", tags=("Tom Okonjo",), suffix='," the mayor'),
    ],
)
def test_an_offset_or_what_stood_around_tells_equal_words_apart(root: Path, one: dict[str, Any]) -> None:
    (quotation,) = brought(root, [one]).quotations
    assert quotation.at == ((COPY.rindex("It will"), COPY.rindex("It will") + 19),)


def test_without_a_copy_the_words_around_say_who_speaks(root: Path) -> None:
    (root / "copies/dam.txt").unlink()
    one = w3c(
        {"type": "TextualBody", "value": "<p>Look</p><p>twice</p>", "format": "text/html"},
        selector=quote("never break", prefix='"It will ', suffix='," said Sergei Weir'),
    )
    (quotation,) = brought(root, [one, w3c(selector=quote("dark", prefix="so ", suffix=" there"))]).quotations
    assert (quotation.words, quotation.speaker.id, quotation.at, quotation.prefix) == (
        "never break",
        "sergei-weir",
        (),
        '"It will',
    )
    assert quotation.note == "Look\n\ntwice"


def test_a_copy_that_is_another_is_not_looked_in(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "content/articles/2025/dam.md"
    file.write_text(file.read_text().replace(f"url: {URL}", f"url: {URL}, copy: whole, sha256: {'a' * 64}"))
    assert brought(root, [hypothesis("measured cracks", tags=("tom-okonjo",))]).quotations[0].at == ()
    assert "the saved copy is not the one that was recorded" in capsys.readouterr().out


def test_a_source_that_is_not_there_becomes_an_article(root: Path) -> None:
    brought(
        root,
        [
            hypothesis("any words", uri="https://courier.test/1"),
            hypothesis("other", text="Read it.", uri="https://courier.test/1"),
        ],
    )
    new = next(a for a in pipeline.read(root).archive.articles if a.source.url == "https://courier.test/1")
    assert (new.title, new.review, new.quotations) == ("The dam holds", "needed", ())


@pytest.mark.parametrize(
    ("selector", "spot"),
    [
        ([{"type": "FragmentSelector", "value": "page=7"}, quote("measured cracks")], {"page": "7"}),
        ({"type": "FragmentSelector", "value": "page=07", "refinedBy": quote("measured cracks")}, {"page": "7"}),
        (
            {
                "type": "Choice",
                "items": [{"type": "PageSelector", "index": 2, "label": "iii"}, quote("measured cracks")],
            },
            {"page": "3"},
        ),
        (
            [{"type": "FragmentSelector", "value": "t=72.4,75"}, quote("measured cracks")],
            {"time": "1:12", "until": "1:15"},
        ),
        ([{"type": "MediaTimeSelector", "start": 5, "end": 3}, quote("measured cracks")], {"time": "0:05"}),
        ([{"type": "FragmentSelector", "value": "t=nan"}, quote("measured cracks")], {}),
        (quote("measured cracks"), {}),
    ],
)
def test_the_page_or_the_time_of_a_mark_is_kept(selector: object, spot: dict[str, str]) -> None:
    (item,) = sources.read(json.dumps(w3c(selector=selector)).encode(), "a.jsonld")
    assert item.parts[0].spot == spot


def recogito(*bodies: dict[str, str]) -> dict[str, Any]:
    """An annotation exported by Recogito (recogito2, WebAnnotation.scala)."""
    where = [{"type": "TextPositionSelector", "start": COPY.index("measured")}, quote("measured cracks")]
    target = {"source": "https://recogito.test/part/1/edit", "type": "Text", "label": "dam.txt", "selector": where}
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://recogito.test/annotation/1", "type": "Annotation",
            "generator": {"id": "https://recogito.test/"}, "body": list(bodies), "target": target}  # fmt: skip


def test_marks_of_names_in_recogito_are_no_quotations_and_a_text_is_said_to_be_of_an_article(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = recogito({"type": "SpecificResource", "value": "PERSON", "purpose": "identifying"})
    noted = recogito(
        {"type": "TextualBody", "value": "cracks", "purpose": "tagging"},
        {"type": "TextualBody", "value": "Where?", "purpose": "commenting"},
    )
    (quotation,) = brought(root, [person, noted], "--of", "dam").quotations
    assert (quotation.words, quotation.note) == ("measured cracks", "Where?")
    assert (
        "not imported: marks of names of people, places and the like, which are no quotations: 1\n"
        in capsys.readouterr().out
    )
    assert main(["--root", str(root), "import", str(root.parent / "notes.json"), "--of", "damm"]) == 2


@pytest.mark.parametrize(
    ("one", "left"),
    [
        (w3c(selector={"type": "SvgSelector", "value": "<svg/>"}), "it does not say which words it marks, only where they stood (SvgSelector)"),
        (w3c(selector={"type": "XPathSelector", "value": "/p", "refinedBy": {"type": "TextPositionSelector", "start": 1}}), "(XPathSelector, TextPositionSelector)"),
        (hypothesis("x", references=["abc"]), "it is an answer to another annotation"),
        ({"type": "Annotation", "target": URL}, "it is of the whole source, and says nothing"),
    ],
)  # fmt: skip
def test_what_marks_no_words_is_told(one: dict[str, Any], left: str) -> None:
    (item,) = sources.read(json.dumps([one]).encode(), "a.json")
    assert not item.parts
    assert item.unread[0].endswith(left)


def test_a_tag_of_a_vocabulary_in_recogito_studio_is_its_label() -> None:
    tag = {
        "type": "TextualBody",
        "purpose": "tagging",
        "format": "application/json",
        "value": {"id": "x1", "label": "dams"},
    }
    comment = {"type": "TextualBody", "purpose": "commenting", "format": "text/html", "value": "<p>Ask <b>her</b></p>"}
    annotation = {**w3c(selector=quote("It will hold")), "motivation": "commenting", "body": [tag, comment]}
    (item,) = sources.read(json.dumps([annotation]).encode(), "a.json")
    assert [(part.text, part.tags, part.note) for part in item.parts] == [("It will hold", ("dams",), "Ask her")]


def test_links_between_marks_are_counted_and_marks_without_a_source_ask_for_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = {"id": "#m1", "type": "Annotation", "target": {"selector": [quote("It will hold")]}}
    link = {"id": "#l1", "type": "Annotation", "motivation": "linking", "target": [{"id": "#m1"}, {"id": "#m1"}]}
    file = root.parent / "recogito.json"
    file.write_text(json.dumps([mark, link]), encoding="utf-8")
    assert main(["--root", str(root), "import", str(file)]) == 0
    said = capsys.readouterr().out
    assert "it has neither a title nor an address; --of ARTICLE says which article it is" in said
    assert "none  2 links to other marks, not to a source  (recogito.json)" in said


def test_a_note_of_the_whole_page_is_a_note_of_the_article() -> None:
    (item,) = sources.read(
        json.dumps([{"target": URL, "bodyValue": "Good."}, {"target": {"id": URL}, "text": "Good."}]).encode(), "a.json"
    )
    assert (item.url, item.notes, item.parts) == (URL, ("Good.",), ())


@pytest.mark.parametrize("found", [{"type": "AnnotationPage", "items": [w3c(selector=quote("x"))]},
                                   {"type": "AnnotationCollection", "first": {"items": [w3c(selector=quote("x"))]}},
                                   {"export_date": "2025-01-01", "annotations": [w3c(selector=quote("x"))]}, w3c(selector=quote("x"))])  # fmt: skip
def test_annotations_are_known_by_what_a_file_holds(found: object) -> None:
    assert [part.text for part in sources.read(json.dumps(found).encode(), "a.json")[0].parts] == ["x"]


def test_a_file_without_annotations_is_refused_where_they_are_asked_for() -> None:
    with pytest.raises(RefusedError, match="holds no annotations"):
        sources.read(b"[1]", "a.json", "annotations")


def test_hostile_annotations_stay_texts(root: Path) -> None:
    odd = hypothesis("measured cracks", "]]>\x00\n---\nnote: 'x' <script>", ("a: b\n- c",))
    article = brought(
        root,
        [
            odd,
            hypothesis("Nobody\n---\nhas", "\x00\n---\n"),
            {"target": [None, {"selector": [None, 3]}], "body": [3, None]},
        ],
    )
    assert [(one.words, one.note) for one in article.quotations] == [
        ("measured cracks", "]]> \n---\nnote: 'x' <script>")
    ]
    assert article.title == "The dam holds"


def test_html_is_read_as_its_words() -> None:
    assert (
        text_of_html("<p>a&amp;<b>b</b></p>\n<p>c<br>d</p><script>e</script><ul><li>f</li></ul>") == "a&b\n\nc\nd\n\nf"
    )
