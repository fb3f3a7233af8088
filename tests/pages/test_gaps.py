"""The page of gaps."""

import re
from pathlib import Path

from generator.pages import gaps, home
from generator.pages.gaps.page import SHOWN
from generator.pages.parts.lists import per_page
from tests.archive_files import archive_of, draw

FILES = {
    "content/people/ada.yml": "name: Ada\nsummary: A poet's daughter.\nwikidata: Q7259\n",
    "content/people/ben.yml": "name: Ben\n",
    "content/propositions/wet.yml": "sentence: Ben is wet.\n",
    "content/events/flood.yml": "what: The flood\n",
    "content/utterances/talk.yml": "title: The talk\nspeaker: ada\npassages: [{id: rain, gist: rain}]\n",
    "content/articles/2025/a.md": """\
---
title: A
published: 2025-04-28
source: {url: "https://www.example.org/a?b=1&c=2"}
quotations: [{id: q1, speaker: ada, text: It rains, utterance: talk/rain}]
statements: [{id: s1, holder: ada, stance: asserts, proposition: wet}]
events: [flood]
---
[[ben]] was there.
""",
}
ROW = re.compile(r'<tr><th scope="row"><a href="([^"]+)".*?</th><td>(.*?)</td><td><code class="ar-file">(.*?)</code>')


def test_each_gap_leads_to_the_record_and_names_the_file_to_edit(tmp_path: Path) -> None:
    text = draw(next(gaps.pages(archive_of(tmp_path, FILES))))
    rows = [(href, re.sub(r"<[^>]+>", "", missing), file) for href, missing, file in ROW.findall(text)]
    assert rows == [
        ("../claims/wet/", "an answer from BenSo far: Ada.", "content/propositions/wet.yml"),
        ("../people/#row-ben", "a quotation; named in 1 article", "content/people/ben.yml"),
        ("../events/flood/", "a second source besides A", "content/events/flood.yml"),
        ("../articles/a/#quotations", "its one quotationno fingerprint of a copy either", "content/articles/2025/a.md"),
        ("../articles/a/#positions", "what 1 stance rests on", "content/articles/2025/a.md"),
        ("../articles/a/#source-note", "an archived copy of the page at example.org", "content/articles/2025/a.md"),
        ("../statements/talk/", "the words as spoken", "content/utterances/talk.yml"),
        ("../people/#row-ben", "a summary and a Wikidata identifiernamed in 1 article", "content/people/ben.yml"),
    ]


def test_every_list_says_by_which_rule_something_is_a_gap(tmp_path: Path) -> None:
    text = draw(next(gaps.pages(archive_of(tmp_path, FILES))))
    assert text.count("\n## ") == 8
    assert text.count('<p class="ar-note">') == 8


def test_the_start_page_counts_the_gaps_and_leads_to_each(tmp_path: Path) -> None:
    text = draw(next(home.pages(archive_of(tmp_path, FILES))))
    section = text.split("{ #gaps }")[1].split("\n## ")[0]
    assert re.findall(r'<a href="open-questions/#([a-z-]+)"><b>1</b> ([^<]+)</a>', section) == [
        ("answers", "claim unanswered"),
        ("never-quoted", "person never quoted"),
        ("one-source", "event with one source"),
        ("not-verified", "quotation without a recorded check"),
        ("no-grounds", "stance without grounds"),
        ("not-archived", "link not archived"),
        ("no-original", "sentence without its original"),
        ("not-described", "record not described"),
    ]


def test_an_archive_that_lacks_nothing_says_so(tmp_path: Path) -> None:
    text = draw(next(gaps.pages(archive_of(tmp_path, {"content/articles/2025/a.md": "---\ntitle: A\n---\nRain.\n"}))))
    assert "There is no open question." in text
    assert "\n## " not in text


def test_long_lists_are_cut_and_paged(tmp_path: Path) -> None:
    people = {f"content/people/p{n}.yml": f"name: Person number {n} with a rather long name\n" for n in range(1000)}
    named = "\n\n".join(f"[[p{n}]] came." for n in range(1000))
    article = {"content/articles/2025/a.md": f"---\ntitle: A\n---\n{named}\n"}
    pages = {page.path: draw(page) for page in gaps.pages(archive_of(tmp_path, {**people, **article}))}
    assert max(map(len, pages.values())) < 150_000
    assert len(ROW.findall(pages["open-questions/index.md"])) == 2 * SHOWN
    assert '<a href="../open-questions/index/never-quoted/">All 1,000 people</a>' in pages["open-questions/index.md"]
    paged = [text for path, text in pages.items() if path.startswith("open-questions/index/never-quoted")]
    assert len(paged) == -(-1000 // per_page("gaps"))
    assert sum(len(ROW.findall(text)) for text in paged) == 1000


def test_some_rows_of_each_list_stand_open_and_the_others_unfold_one_list_at_a_time(tmp_path: Path) -> None:
    people = {f"content/people/p{n}.yml": f"name: Person {n}\n" for n in range(30)}
    named = "\n\n".join(f"[[p{n}]] came." for n in range(30))
    article = {"content/articles/2025/a.md": f"---\ntitle: A\n---\n{named}\n"}
    text = draw(next(gaps.pages(archive_of(tmp_path, {**people, **article}))))
    folds = re.findall(r'<details class="ar-fold" name="rows"><summary>(.*?)</summary>(.*?)</details>', text, re.DOTALL)
    assert [(words, len(ROW.findall(rows))) for words, rows in folds] == [
        ("15 more", 15),
        ("15 more", 15),
    ]
    assert len(ROW.findall(re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL))) == 20
