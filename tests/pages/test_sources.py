"""The page of sources."""

import re
from pathlib import Path

from generator.pages.paging import PAGE_BUDGET
from generator.pages.parts.lists import PER_PAGE
from generator.pages.sources import page as sources
from generator.pages.sources.page import SHOWN
from tests.archive_files import archive_of, draw

FIRST = """\
---
title: It rains
publisher: herald
published: {edtf: 2025-04~, basis: the flood that it reports}
source: {url: "https://www.herald.example.org/rain", seen: 2026-11-22, copy: whole}
quotations: [{id: q, speaker: {unnamed: a farmer}, text: It rains, via: [wire]}]
---
Rain.
"""
COPY = """\
---
title: null
publisher: echo
published: 2025-04-29
source: {relays: {of: first, basis: the same sentences}}
---
Rain.
"""
COPY_OF_COPY = """\
---
title: Rain again
source: {relays: copy}
---
Rain.
"""
RECORDS = {
    "content/organisations/herald.yml": "name: Herald\n",
    "content/organisations/echo.yml": "name: Echo\n",
    "content/organisations/wire.yml": "name: Wire\n",
}


def pages(root: Path, files: dict[str, str]) -> dict[str, str]:
    return {page.path: draw(page) for page in sources.pages(archive_of(root, {**RECORDS, **files}))}


def chain(root: Path) -> str:
    files = {
        "content/articles/2025/first.md": FIRST,
        "content/articles/2025/copy.md": COPY,
        "content/articles/2025/again.md": COPY_OF_COPY,
    }
    return pages(root, files)["sources/index.md"]


def test_copies_count_as_one_origin_with_what_they_copy(tmp_path: Path) -> None:
    page = chain(tmp_path)
    assert '<p class="ar-label">3 articles, 1 original report</p>' in page
    assert "<b><bdi>It rains</bdi></b> <small>Herald, about April 2025; 2 articles copy it</small>" in page
    assert '<li style="--ar-deep: 1"><a href="../articles/copy/">Untitled, Echo</a>' in page
    assert '<li style="--ar-deep: 2"><a href="../articles/again/">Rain again</a>' in page


def test_a_source_note_tells_what_was_read_and_how_its_date_and_origin_are_known(tmp_path: Path) -> None:
    page = chain(tmp_path)
    assert re.search(
        r'<a href="https://www\.herald\.example\.org/rain" rel="external nofollow noopener"[^<>]*>herald\.example\.org</a>',
        page,
    )
    assert '<b>How the date is known</b> <span class="ar-soft">the flood that it reports</span>' in page
    assert (
        '<b>Copied or rewritten from</b> <a href="../articles/first/">It rains</a> · <span class="ar-soft">the same sentences</span>'
        in page
    )
    assert '<a href="../articles/first/#source-note">It rains</a>' in page
    assert (
        '<li data-copy="whole text read" data-outlet="Herald" data-facts="no archived copy\nno fingerprint\ndate not exact">'
        in page
    )
    assert '<span class="ar-unknown">no address known</span>' in page


def test_carriers_stand_with_the_quotations_that_they_carried(tmp_path: Path) -> None:
    assert '<a href="../organisations/wire/">Wire</a> <span class="ar-soft">1 quotation</span>' in chain(tmp_path)


def test_a_ring_of_copies_comes_to_an_end(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/copy.md": COPY.replace("of: first", "of: again"),
        "content/articles/2025/again.md": COPY_OF_COPY,
    }
    assert "2 articles, 1 origin" in pages(tmp_path, files)["sources/index.md"]


def test_more_source_notes_than_fit_stand_on_further_pages(tmp_path: Path) -> None:
    made = pages(tmp_path, {f"content/articles/2025/a-{n}.md": FIRST for n in range(SHOWN + 1)})
    assert f'<a href="../sources/index/notes/">All {SHOWN + 1} source notes</a>' in made["sources/index.md"]
    notes = {f"sources/index/notes{f'-{n}' if n > 1 else ''}.md" for n in range(1, 1 - -(SHOWN + 1) // PER_PAGE)}
    assert set(made) == {"sources/index.md", *notes}


def test_however_much_was_copied_and_noted_each_page_keeps_to_its_bytes(tmp_path: Path) -> None:
    name = "The Gazette of All the Valleys and Uplands beyond the River"
    files = {"content/organisations/gazette.yml": f"name: {name}\n"}
    for origin in range(70):
        title = f"What the committee of inquiry found of the flood, part {origin}"
        files[f"content/articles/2025/origin-{origin}.md"] = FIRST.replace("It rains\n", f"{title}\n", 1)
        for copy in range(11):
            files[f"content/articles/2025/copy-{origin}-{copy}.md"] = (
                COPY.replace("null", f"{title}, as others print it")
                .replace("echo", "gazette")
                .replace("of: first", f"of: origin-{origin}")
            )
    drawn = pages(tmp_path, files)
    assert len(drawn) > 3
    assert max(len(page.encode()) for page in drawn.values()) < PAGE_BUDGET


def test_an_archive_without_articles_has_the_page_all_the_same(tmp_path: Path) -> None:
    assert "0 articles, 0 original reports" in pages(tmp_path, {})["sources/index.md"]
