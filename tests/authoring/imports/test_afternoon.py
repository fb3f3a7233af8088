"""A researcher's material is imported into a new archive: a library, saved pages, PDFs and transcripts."""

import json
import sys
import textwrap
import time
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from tests import conftest
from tests.pdfs import pdf

pytestmark = pytest.mark.builds

NAMES = ("Sergei Weir", "Ada Lind", "Tom Okonjo", "Mira Vell", "River Board")
OUTLETS = ("The Herald", "The Courier", "Ledger", "Vell Radio", "Плотина сегодня")
TOPICS = ("floods", "dams", "council", "money")

ITEMS, PAGES, PDFS, TALKS = (300, 40, 20, 5) if conftest.whole else (60, 12, 5, 2)
"""How many of each a researcher brings; by day fewer."""


def library() -> str:
    """A library exported from Zotero in CSL-JSON."""
    return json.dumps(
        [
            {
                "id": f"http://zotero.org/users/1/items/{n:08}",
                "type": ("article-newspaper", "webpage", "report", "broadcast")[n % 4],
                "title": f"The {('dam', 'wall', 'river', 'council', 'bridge')[n % 5]} in week {n}: what the board said",
                "container-title": OUTLETS[n % 5],
                "author": [{"family": NAMES[n % 4].split()[1], "given": NAMES[n % 4].split()[0]}],
                "issued": {"date-parts": [[2020 + n % 6, 1 + n % 12, 1 + n % 28]]},
                "accessed": {"date-parts": [[2026, 1 + n % 9, 3]]},
                "URL": f"https://news{n % 5}.example/{n}?utm_source=rss",
                "language": ("en", "en-GB", "ru", "de")[n % 4],
                "keyword": f"{TOPICS[n % 4]}, {TOPICS[n % 3]}",
                "note": f"Box {n % 9}.",
                "volume": n,
            }
            for n in range(ITEMS)
        ],
        ensure_ascii=False,
    )


def words(n: int) -> str:
    """Sentences with a quotation, different for each number."""
    return (
        f'"The {n}th metre of the wall will hold for {n + 2} years," said {NAMES[n % 4]} on Monday, before the council of district {n} met. '
        + " ".join(f"Line {n}-{line} tells of gate {n * line} and of basin {n + line}." for line in range(30))
    )


def page(n: int, address: str) -> str:
    """A page as saved by a browser."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page {n}</title><link rel="canonical" href="{address}">'
        f'<meta property="og:site_name" content="{OUTLETS[n % 4]}"><meta property="article:published_time" content="2025-0{1 + n % 9}-11">'
        f"</head><body><article><h1>Page {n} of the wall</h1><p>{words(n)}</p></article></body></html>"
    )


def report(n: int) -> bytes:
    """A PDF of one page, with a title in its metadata."""
    return pdf([textwrap.wrap(words(1000 + n), 80)[:20]], f"Report {n} of the River Board")


def subtitles(n: int) -> str:
    """Subtitles as written by recorders (SubRip)."""
    lines = textwrap.wrap(words(2000 + n), 60)
    cues = ["\n".join(lines[at : at + 2]) for at in range(0, 40, 2)]
    return "\n".join(
        f"{c}\n00:00:{2 * c:02},000 --> 00:00:{2 * c + 1:02},500\n{cue}\n" for c, cue in enumerate(cues, 1)
    )


def test_a_library_saved_pages_pdfs_and_transcripts_make_an_archive_without_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag, root = tmp_path / "bag", tmp_path / "archive"
    bag.mkdir()
    (bag / "library.json").write_text(library(), encoding="utf-8")
    for n in range(PAGES):  # a quarter of the pages are also in the library
        address = f"https://pages.example/{n}" if n % 4 else f"http://www.news{n % 5}.example/{n}"
        (bag / f"page-{n:02}.html").write_text(page(n, address), encoding="utf-8")
    for n in range(PDFS):
        (bag / f"report-{n:02}.pdf").write_bytes(report(n))
    for n in range(TALKS):
        (bag / f"talk-{n:02}.srt").write_text(subtitles(n), encoding="utf-8")
    took: dict[str, float] = {}

    def run(*call: str) -> str:
        begun = time.process_time()
        assert main([*([] if call[0] == "init" else ["--root", str(root)]), *call]) == 0, capsys.readouterr().err
        took[call[0]] = time.process_time() - begun
        return capsys.readouterr().out

    run("init", str(root), "--title", "The wall")
    said = run("import", str(bag / "library.json"), "--write")
    assert f"{ITEMS} sources: {ITEMS} new, 0 existing, 0 not read" in said
    said = run("add", *map(str, sorted(bag.glob("*-*"))), "--write")
    files, both = PAGES + PDFS + TALKS, PAGES // 4
    assert f"{files} sources: {files - both} new, {both} existing, 0 not read" in said
    run("check")
    run("verify", "--all", "--copies", str(root / "copies"))
    articles = pipeline.read(root).archive.articles
    assert len(articles) == ITEMS + files - both
    copied = [article for article in articles if article.source.sha256]
    assert len(copied) == files  # articles of the library get the text of their saved page
    assert [article.id for article in copied if not (article.quotations and article.quotations[0].at)] == []
    with capsys.disabled():
        sys.stdout.write(
            f"\nprocessor time: {', '.join(f'{name} {seconds:.1f} s' for name, seconds in took.items())}\n"
        )
