"""A Zotero library with collections, notes and marks is imported."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from generator import pipeline
from generator.authoring.imports import Item
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write
from tests.authoring.imports import sources

FILES = {
    "content/people/sergei-weir.yml": "name: Sergei Weir\n",
    "content/organisations/herald.yml": "name: The Herald\n",
}
ANNOTATION = quote(
    json.dumps({"attachmentURI": "http://zotero.org/users/1/items/PDF", "pageLabel": "4", "position": {"pageIndex": 3}})
)
NOTE = (
    f'<h1>Annotations<br/>(28/04/2025, 10:00:00)</h1>\n<p><span class="highlight" data-annotation="{ANNOTATION}">“It will &amp; must hold”</span> '
    '<span class="citation" data-citation="x">(<span class="citation-item">Weir, 2025, p. 4</span>)</span> Says who?</p>'
)
SOURCE: dict[str, Any] = {
    "itemType": "newspaperArticle", "title": "The wall holds", "publicationTitle": "The Herald", "date": "April 28, 2025", "language": "en",
    "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Lind"}, {"creatorType": "author", "name": "River Board"},
                 {"creatorType": "editor", "firstName": "Tom", "lastName": "Vell"}],
    "url": "https://herald.test/1", "accessDate": "2025-05-02T08:00:00Z", "abstractNote": "It has held.", "pages": "3", "extra": "Box 7",
    "tags": [{"tag": "floods"}, {"tag": "Disasters", "type": 1}],
}  # fmt: skip
MARKS: list[dict[str, Any]] = [
    {"key": "A1", "itemType": "annotation", "annotationType": "highlight", "annotationText": "It will hold", "annotationComment": "Sure?",
     "annotationPageLabel": "4", "tags": [{"tag": "Sergei Weir"}]},
    {"key": "A2", "itemType": "annotation", "annotationType": "ink", "annotationText": "", "annotationComment": "", "annotationPageLabel": "ii"},
    {"key": "A3", "itemType": "annotation", "annotationType": "underline", "annotationText": "nobody was told", "annotationPageLabel": "ii"},
]  # fmt: skip
BETTER = {
    "config": {"label": "BetterBibTeX JSON"}, "collections": {"C1": {"key": "C1", "name": "The wall", "items": [7], "collections": []}},
    "items": [{**SOURCE, "itemID": 7, "citationKey": "lind2025", "notes": [{"note": NOTE}, {"note": "<p>Seen <b>twice</b>.</p>"}],
               "attachments": [{"itemType": "attachment", "title": "PDF", "annotations": MARKS}]}],
}  # fmt: skip
API = [
    {"key": "K1", "version": 1, "data": {**SOURCE, "key": "K1", "collections": ["C1"]}},
    {"key": "N1", "data": {"key": "N1", "itemType": "note", "parentItem": "K1", "note": "<p>Seen <b>twice</b>.</p>"}},
    {"key": "P1", "data": {"key": "P1", "itemType": "attachment", "parentItem": "K1", "title": "PDF", "note": ""}},
    *({"key": mark["key"], "data": {**mark, "parentItem": "P1"}} for mark in MARKS),
    {"key": "N2", "data": {"key": "N2", "itemType": "note", "note": "<p>Alone</p>"}},
]
RDF = f"""\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
  <bib:Article rdf:about="https://herald.test/1">
    <z:itemType>newspaperArticle</z:itemType>
    <dcterms:isPartOf><bib:Part><dc:title>City</dc:title><dcterms:isPartOf><bib:Newspaper><dc:title>The Herald</dc:title></bib:Newspaper></dcterms:isPartOf></bib:Part></dcterms:isPartOf>
    <bib:authors><rdf:Seq>
      <rdf:li><foaf:Person><foaf:surname>Lind</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>River Board</foaf:surname></foaf:Person></rdf:li>
    </rdf:Seq></bib:authors>
    <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Vell</foaf:surname><foaf:givenName>Tom</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
    <dcterms:isReferencedBy rdf:resource="#item_8"/><dcterms:isReferencedBy rdf:resource="#item_9"/>
    <link:link rdf:resource="#item_10"/>
    <dc:subject>floods</dc:subject>
    <dc:subject><z:AutomaticTag><rdf:value>Disasters</rdf:value></z:AutomaticTag></dc:subject>
    <dc:title>The wall holds</dc:title><dcterms:abstract>It has held.</dcterms:abstract><dc:date>April 28, 2025</dc:date>
    <z:language>en</z:language><bib:pages>3</bib:pages><dc:description>Box 7</dc:description>
    <dc:identifier><dcterms:URI><rdf:value>https://herald.test/1</rdf:value></dcterms:URI></dc:identifier>
    <dcterms:dateSubmitted>2025-05-02 08:00:00</dcterms:dateSubmitted>
  </bib:Article>
  <bib:Memo rdf:about="#item_8"><rdf:value>{NOTE.replace("&", "&amp;").replace("<", "&lt;")}</rdf:value></bib:Memo>
  <bib:Memo rdf:about="#item_9"><rdf:value>&lt;p&gt;Seen &lt;b&gt;twice&lt;/b&gt;.&lt;/p&gt;</rdf:value></bib:Memo>
  <z:Attachment rdf:about="#item_10"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
  <z:Collection rdf:about="#collection_1"><dc:title>The wall</dc:title><dcterms:hasPart rdf:resource="https://herald.test/1"/></z:Collection>
</rdf:RDF>
"""


def read(found: object, name: str = "library.json") -> Item:
    raw = found if isinstance(found, str) else json.dumps(found)
    return sources.read(raw.encode(), name)[0]


@pytest.mark.parametrize(("found", "name"), [(BETTER, "library.json"), (API, "library.json"), (RDF, "library.rdf")])
def test_an_item_is_read_alike_in_all_of_zoteros_formats(found: object, name: str) -> None:
    item = read(found, name)
    assert (item.title, item.outlet, item.published, item.seen, item.url, item.language, item.kind) == (
        "The wall holds", "The Herald", "2025-04-28", "2025-05-02", "https://herald.test/1", "en", "article",
    )  # fmt: skip
    assert item.authors == ("Ada Lind", "River Board")
    assert item.notes == ("Box 7", "Seen twice.")
    assert item.tags == (("floods",) if found is API else ("The wall", "floods"))
    for left in (
        "editor: Tom Vell",
        "tags that Zotero has set by itself: Disasters",
        "abstractNote: the words of the source are not copied",
        "pages: 3",
    ):
        assert left in item.unread


def test_a_collection_that_the_file_does_not_name_is_told() -> None:
    assert "collection C1: its name is not in this file" in read(API).unread
    assert sources.read(json.dumps(API).encode(), "a.json")[1].unread == ("note: it belongs to no source",)


@pytest.mark.parametrize("found", [BETTER, API])
def test_what_was_marked_in_a_pdf_is_a_mark_with_its_page(found: object) -> None:
    parts = read(found).parts
    marks = [
        (part.text, part.note, dict(part.spot), part.tags) for part in parts if "A" in part.place.partition(", ")[2]
    ]
    assert marks == [("It will hold", "Sure?", {"page": "4"}, ("Sergei Weir",)), ("nobody was told", None, {}, ())]


@pytest.mark.parametrize(("found", "name"), [(BETTER, "library.json"), (RDF, "library.rdf")])
def test_what_a_note_quotes_from_a_pdf_is_a_mark_with_its_comment(found: object, name: str) -> None:
    part = next(part for part in read(found, name).parts if "must" in part.text)
    assert (part.text, part.note, part.spot) == ("“It will & must hold”", "Says who?", {"page": "4"})


def test_a_library_becomes_articles_with_topics_and_quotations_to_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", FILES)
    (tmp_path / "library.json").write_text(json.dumps(BETTER), encoding="utf-8")
    assert main(["--root", str(root), "import", str(tmp_path / "library.json"), "--write"]) == 0
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    (article,) = made.archive.articles
    assert (article.publisher, article.topics, article.review) == ("herald", ("the-wall", "floods"), "needed")
    (quotation,) = article.quotations
    assert (quotation.words, quotation.speaker.id, quotation.note, quotation.review) == (
        "It will hold",
        "sergei-weir",
        "Sure?",
        "needed",
    )
    assert quotation.where is not None
    assert quotation.where.page == "4"
    text = (root / made.archive.paths[article.id]).read_text()
    assert "#   nobody was told\n" in text
    assert "#   “It will & must hold” (page 4); Says who?\n" in text
    assert (
        "1 quotation to review, 0 found in the copy; 2 marks without a speaker, as comments" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("raw", "name", "fault"),
    [
        ("<rdf", "a.rdf", "cannot be read as RDF"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "a.rdf", "holds no items of Zotero"),
        (
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
            "a.rdf",
            "declares entities",
        ),
    ],
)
def test_a_file_that_holds_no_library_is_refused(raw: str, name: str, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        sources.read(raw.encode(), name)
    with pytest.raises(RefusedError, match="holds no items of Zotero"):
        sources.read(b"{}", "a.json", "zotero-json")


@pytest.mark.parametrize(
    ("date", "edtf"),
    [("28 April 2025", "2025-04-28"), ("Apr 28th, 2025", "2025-04-28"), ("April 2025", "2025-04"), ("Sept. 1, 2024", "2024-09-01"),
     ("3 April 28, 2025", None), ("Frimaire 2025", None), ("31 Blah 2025", None)],
)  # fmt: skip
def test_a_date_whose_month_is_a_word_can_be_read_in_one_way(date: str, edtf: str | None) -> None:
    assert read([{**SOURCE, "date": date}]).published == edtf


def test_odd_values_are_no_reason_to_fail() -> None:
    odd: dict[str, Any] = {"itemType": 3, "title": ["x"], "creators": [3, {}], "tags": [3, {"tag": None}], "notes": [None, 3], "collections": [3],
                           "attachments": [{"annotations": [3, {"annotationType": "highlight", "annotationText": 3}]}], "date": {"a": 1}}  # fmt: skip
    assert read([odd]).title == "x"
