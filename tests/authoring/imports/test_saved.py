"""Saved pages, PDFs, texts and web archives become articles with copies."""

import gzip
import io
import json
import zipfile
from email.message import MIMEPart
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator import pipeline
from generator.authoring.imports import TextIndex, saved, webarchives
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write
from tests.pdfs import pdf

BODY = """\
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The dam holds</h1>
<p>The dam has held for a hundred years, the board said on Monday. "It will never break," said Sergei Weir, the chair of the
River Board, at a meeting in the town hall that lasted for two hours.</p>
<p>Some 3,000 people live below it, according to the board, and nobody has ever asked them what they think of the dam.</p></article>
<footer>We use cookies.</footer>"""
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Not this"},
        {
            "@type": ["NewsArticle"],
            "headline": "The dam holds",
            "datePublished": "2025-04-28T08:00:00+03:00",
            "author": [{"@type": "Person", "name": "Ada Lind"}, {"name": "https://herald.test/ada"}],
            "publisher": {"name": "The Herald"},
        },
    ],
}
HEAD = f"""\
<title>The dam holds | Herald</title><link rel="canonical" href="https://herald.test/dam">
<script type="application/ld+json">{json.dumps(LD)}</script>"""
FILES = {
    "content/people/sergei-weir.yml": "name: Sergei Weir\n",
    "content/articles/2025/flood.md": (
        "---\ntitle: A dam breaks\npublished: 2025-04-28\nsource: {url: https://herald.test/1}\n---\n[[sergei-weir]] said so.\n"
    ),
}


def page(head: str = HEAD, body: str = BODY, lang: str = "en-GB", before: str = "") -> bytes:
    return f'<!DOCTYPE html>\n<html lang="{lang}">{before}<head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def one(raw: bytes, name: str) -> dict[str, object]:
    (item,) = saved.items(raw, name)
    found = {
        key: getattr(item, key)
        for key in ("title", "outlet", "published", "url", "language", "seen", "kind", "authors")
    }
    return {key: value for key, value in found.items() if value} | {
        "where": dict(item.read_from),
        "copy": item.copy or "",
    }


WHOLE = {
    "title": "The dam holds", "outlet": "The Herald", "published": "2025-04-28", "url": "https://herald.test/dam", "language": "en-GB",
    "kind": "article", "authors": ("Ada Lind",),
}  # fmt: skip


def test_a_page_says_what_it_is_and_each_word_of_it_is_noted_with_its_place() -> None:
    found = one(page(), "dam.html")
    assert WHOLE.items() <= found.items()
    assert found["where"] == {
        "kind": "JSON-LD @type", "title": "JSON-LD headline", "published": "JSON-LD datePublished", "outlet": "JSON-LD publisher",
        "authors": "JSON-LD author", "url": "link rel=canonical", "language": "html lang",
    }  # fmt: skip
    assert '"It will never break," said Sergei Weir' in str(found["copy"])
    assert "Sport" not in str(found["copy"])
    assert "cookies" not in str(found["copy"])


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            '<meta property="og:title" content="A"><meta property="og:site_name" content="B">',
            {"title": "A", "outlet": "B"},
        ),
        ('<meta name="citation_title" content="A"><meta property="og:title" content="B">', {"title": "A"}),
        ('<meta property="article:published_time" content="2025-04-28T10:00Z">', {"published": "2025-04-28"}),
        ('<meta name="date" content="28 April">', {}),
        ('<meta name="author" content="Ada"><meta name="author" content="Tom">', {"authors": ("Ada", "Tom")}),
        ('<meta name="author" content="https://x.test/ada">', {}),
        ('<link rel="canonical" href="javascript:alert(1)">', {}),
        ('<meta property="og:locale" content="de_AT">', {"language": "de-AT"}),
        ('<script type="application/ld+json">{"@type": "VideoObject", "name": "V"</script>', {}),
        (
            '<script type="application/ld+json">{"@type": "VideoObject", "name": "V"}</script>',
            {"title": "V", "kind": "video"},
        ),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", {}),
    ],
)
def test_what_stands_in_the_head_of_a_page_is_read_and_nothing_is_guessed(head: str, said: dict[str, object]) -> None:
    found = one(page(head, "<p>Rain.</p>", ""), "any-2024-01-01.html")
    assert {key: value for key, value in found.items() if key not in ("where", "copy")} == said


def test_a_page_of_singlefile_says_where_it_was_and_when_it_was_saved() -> None:
    comment = "<!--\n Page saved with SingleFile \n url: https://herald.test/dam?utm_source=x \n saved date: Tue Apr 29 2025 10:00:00 GMT+0300\n-->"
    found = one(page("<title>T</title>", before=comment), "dam.html")
    assert (found["url"], found["seen"]) == ("https://herald.test/dam?utm_source=x", "2025-04-29")
    # the page's own address takes precedence
    assert one(page(before=comment), "dam.html")["url"] == "https://herald.test/dam"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("<html><meta charset=windows-1251><title>Плотина</title>".encode("windows-1251"), "Плотина"),
        ("<html><title>Damm brücken</title>".encode("utf-16"), "Damm brücken"),
        (b"\xef\xbb\xbf<html><title>Plain</title>", "Plain"),
        (b"<html><meta charset=nonsense><title>Odd</title>", "Odd"),
        (b"<html><title>a\xff</title>", "a�"),
    ],
)
def test_a_page_is_read_in_the_letters_that_it_is_written_in(raw: bytes, title: str) -> None:
    assert one(raw, "a.html")["title"] == title


def mhtml() -> bytes:
    whole = MIMEPart()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://herald.test/dam?x=1"
    whole["Date"] = "Tue, 29 Apr 2025 10:00:00 -0000"
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    html = MIMEPart()
    html.set_content(page().decode(), subtype="html", cte="quoted-printable")
    whole.attach(html)
    return bytes(whole)


def warc(*pages: tuple[str, str, bytes], packed: str = "") -> bytes:
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=True)
    for url, kind, body in pages:
        told = [("Content-Type", kind), *([("Content-Encoding", packed)] if packed else [])]
        heads = StatusAndHeaders("200 OK", told, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=heads,
            warc_headers_dict={"WARC-Date": "2025-04-29T10:00:00Z"},
        )
        writer.write_record(record)
    return written.getvalue()


PAGES = (
    ("https://herald.test/style.css", "text/css", b"a{}"),
    ("https://herald.test/dam?x=1", "text/html; charset=utf-8", page()),
    ("https://herald.test/frame", "text/html", page("<title>A frame</title>", "<p>Rain.</p>")),
)


def wacz() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("archive/data.warc.gz", warc(*PAGES))
        file.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://herald.test/dam?x=1"}\n')
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "place"),
    [
        (mhtml(), "dam.mhtml", "dam.mhtml"),
        (warc(*PAGES[:2]), "dam.warc.gz", "dam.warc.gz: https://herald.test/dam?x=1"),
        (gzip.decompress(warc(PAGES[1])), "dam.warc", "dam.warc: https://herald.test/dam?x=1"),
        (wacz(), "dam.wacz", "dam.wacz: https://herald.test/dam?x=1"),
    ],
)
def test_what_holds_a_page_says_when_it_was_seen(raw: bytes, name: str, place: str) -> None:
    assert saved.items(raw, name)[0].place == place
    found = one(raw, name)
    assert (WHOLE | {"seen": "2025-04-29"}).items() <= found.items()
    assert "never break" in str(found["copy"])


def test_a_web_archive_gives_each_of_its_pages() -> None:
    assert [item.title for item in saved.items(warc(*PAGES), "x.warc.gz")] == ["The dam holds", "A frame"]


def test_a_page_that_the_server_packed_is_unpacked_or_listed_as_not_read() -> None:
    packed = warc((PAGES[1][0], PAGES[1][1], b"\x28\xb5\x2f\xfd packed"), packed="zstd")
    (item,) = saved.items(packed, "x.warc.gz")
    assert (item.title, item.copy, item.unread) == (
        None,
        None,
        ("this page is packed as zstd, and was not unpacked",),
    )
    unzipped = warc((PAGES[1][0], PAGES[1][1], gzip.compress(PAGES[1][2])), packed="gzip")
    assert one(unzipped, "x.warc.gz")["title"] == "The dam holds"
    brotli = pytest.importorskip("brotli")
    unpacked = warc((PAGES[1][0], PAGES[1][1], brotli.compress(PAGES[1][2])), packed="br")
    assert one(unpacked, "x.warc.gz")["title"] == "The dam holds"


def test_chromium_saves_a_page_as_mhtml_and_as_pdf(browser: Browser) -> None:
    opened = browser.new_page()
    opened.set_content(page().decode())
    snapshot = opened.context.new_cdp_session(opened).send("Page.captureSnapshot")["data"]
    printed = opened.pdf()
    opened.close()
    found = one(snapshot.encode(), "dam.mhtml")
    # The snapshot leaves out scripts, and with them the JSON-LD.
    assert (found["title"], found["url"], found["language"]) == ("The dam holds", "https://herald.test/dam", "en-GB")
    assert "never break" in str(found["copy"])
    (pdf,) = saved.items(printed, "dam.pdf")
    assert (pdf.title, pdf.published) == ("The dam holds | Herald", None)
    assert "never break" in " ".join(str(pdf.copy).split())
    assert any("no day of publication" in said for said in pdf.unread)


@pytest.mark.parametrize(
    ("title", "author", "read", "left"),
    [
        ("The wall", "Ada Lind", ("The wall", ("Ada Lind",)), []),
        ("untitled", "anonymous", ("It holds", ()), ["title: untitled", "author: anonymous"]),
        ("Microsoft Word - wall final.doc", "", ("It holds", ()), ["title: Microsoft Word - wall final.doc"]),
        ("fit_M_3.00.eps", "", ("It holds", ()), ["title: fit_M_3.00.eps"]),
        ("Word by word - a short history", "", ("Word by word - a short history", ()), []),
    ],
)
def test_what_a_program_wrote_into_a_pdf_is_no_title_and_no_author(
    title: str, author: str, read: tuple[str, tuple[str, ...]], left: list[str]
) -> None:
    (item,) = saved.items(pdf([["It holds"]], title, author), "a.pdf")
    assert (item.title, item.authors) == read
    assert item.unread == tuple(f"{one}; a program wrote this into the PDF" for one in left)


def test_pages_without_text_and_marks_of_readers_in_a_pdf_are_listed() -> None:
    marks = "/Annots[<</Type/Annot/Subtype/Highlight/Rect[0 0 1 1]>><</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>]"
    (item,) = saved.items(pdf([["It holds"], [], ["still"]], "The wall", on_pages=marks), "a.pdf")
    assert item.unread == (
        "text of page 2: there is none that can be read",
        "3 marks and notes that readers added to it",
    )


@pytest.mark.parametrize(
    ("raw", "name", "fault"),
    [
        (b"%PDF-1.7 nonsense", "a.pdf", "cannot be read as a PDF"),
        (b"", "a.warc", "holds no web page"),
        (b"PK\x03\x04nonsense", "a.wacz", "cannot be unpacked"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "a.mhtml", "holds no web page"),
        (b"\x00\x01\x02", "a.bin", "nobody can tell what this is"),
        (b"\xff\xfe\xff", "a.txt", "nobody can tell|not in UTF-8|truncated"),
        (b"", "a", "nobody can tell what this is"),
        (bytes(webarchives.MAX_SIZE + 1), "a.html", "more than"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_why(raw: bytes, name: str, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        saved.items(raw, name)


def test_texts_are_almost_the_same_where_a_few_words_differ() -> None:
    words = [f"word{n}" for n in range(400)]
    texts = TextIndex()
    texts.add("one", " ".join(words))
    texts.add("none", "")
    assert texts.near_duplicate(" ".join(["Updated:", *words[:200], "other", *words[201:]])) == "one"
    assert texts.near_duplicate(" ".join(words[:100])) is None
    assert texts.near_duplicate("Rain.") is None


SRT = """\
1
00:00:01,000 --> 00:00:04,000
"The wall will hold," said Sergei Weir on Monday,

2
00:00:04,500 --> 00:00:08,000
before the council met.
"""


def test_subtitles_become_a_transcript_whose_quotations_have_their_times(tmp_path: Path) -> None:
    root = write(tmp_path / "root", FILES)
    for name, text in (
        ("council.srt", SRT),
        ("council.vtt", "WEBVTT\n\n" + SRT.replace(",000", ".000").replace(",500", ".500")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert main(["--root", str(root), "add", str(tmp_path / name), "--write"]) == 0
        article = next(a for a in pipeline.read(root).archive.articles if a.id != "flood")
        assert (article.title, article.supplied_title, article.source.published_as) == (None, name, "transcript")
        (quotation,) = article.quotations
        assert quotation.words == "The wall will hold"
        copy = (root / f"copies/{article.id}.txt").read_text(encoding="utf-8")
        assert copy[slice(*quotation.at[0])] == "The wall will hold"
        assert "00:00:04" in copy
        assert main(["--root", str(root), "add", "--undo"]) == 0


def test_a_file_of_that_name_without_subtitles_is_refused() -> None:
    with pytest.raises(RefusedError, match="has no subtitles"):
        saved.items(b"Rain.", "a.srt")


def test_files_become_articles_whose_quotations_stand_in_their_copies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", FILES)
    (tmp_path / "dam.html").write_bytes(page())
    again = page(
        HEAD.replace("/dam", "/the-dam").replace("The dam holds", "Dam holds"), BODY.replace("two hours", "an hour")
    )
    (tmp_path / "dam-again.html").write_bytes(again)
    (tmp_path / "odd.bin").write_bytes(b"\x00")
    call = [
        "--root",
        str(root),
        "add",
        *(str(tmp_path / name) for name in ("dam.html", "dam-again.html", "dam.html", "odd.bin")),
    ]
    before = sorted(root.rglob("*.*"))
    assert main(call) == 0
    assert sorted(root.rglob("*.*")) == before
    said = capsys.readouterr().out
    assert "4 sources: 2 new, 1 existing, 1 not read; 1 outlet or topic new with them\n" in said
    assert "look: its text is almost the same as that of content/articles/2025/the-herald-dam-holds.md" in said
    assert (
        "content/articles/2025/the-herald-dam-holds.md: 1 quotation and 0 figures proposed, verified in the copy\n"
        in said
    )
    assert main([*call, "--write"]) == 0
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    article = next(a for a in made.archive.articles if a.id == "the-herald-dam-holds")
    copy = (root / "copies/the-herald-dam-holds.txt").read_text(encoding="utf-8")
    ((start, end),) = article.quotations[0].at
    assert copy[start:end] == "It will never break"
    assert (article.quotations[0].review, article.review, article.source.copy_) == ("needed", "needed", "whole")
    assert (root / "copies/.gitignore").read_text() == "*\n"
    assert main(["--root", str(root), "verify", "--all", "--copies", str(root / "copies")]) == 0
    assert main(["--root", str(root), "add", "--undo"]) == 0
    assert [a.id for a in pipeline.read(root).archive.articles] == ["flood"]
