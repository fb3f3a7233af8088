"""How an article is cited, and by whose hands a quotation came."""

from pathlib import Path

from generator.archive.archive import Quoted
from generator.findings import citing
from generator.text import messages
from tests.archive_files import archive_of

FILES = {
    "content/people/mira.yml": "name: Mira Okonjo\nsort: Okonjo, Mira\n",
    "content/people/kim.yml": "name: Kim Min\nsort: Kim, Min\n",
    "content/people/sukarno.yml": "name: Sukarno\n",
    "content/organisations/tass.yml": "name: TASS\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/articles/2025/post.md": (
        "---\ntitle: null\nsupplied_title: On the dam\npublished: {edtf: '[2025-04-21..2025-04-30]', words: late April}\n"
        "source: {kind: post, channel: Telegram, account: '@river', url: https://t.test/1, seen: 2025-05~,"
        " archived: [{url: https://web.test/1, captured: 2025-06-01}]}\n"
        "quotations:\n  - {id: a, speaker: mira, text: it held, via: [tass, {by: herald, implied: true}]}\n"
        "  - {id: b, speaker: {unnamed: an official}, text: so be it, via: [{unnamed: a wire service}]}\n"
        "  - {id: c, speaker: mira, text: it was firm}\n---\nRain.\n"
    ),
    "content/articles/2025/show.md": (
        "---\ntitle: Evening\npublisher: herald\nauthors: [Ada Lind]\npublished: 2025-04-28/2025-04-30\n"
        "source: {kind: broadcast, programme: News, channel: One}\n---\nRain.\n"
    ),
    "content/articles/2025/said.md": (
        "---\ntitle: We say\npublisher: herald\npublished: 2025-04-28\nsource: {kind: press release}\n---\nRain.\n"
    ),
}


def test_a_post_is_by_its_account_and_a_date_without_parts_stands_in_words_and_in_edtf(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    post = citing.item(archive, archive.article("post"))
    assert (post["type"], post["title"], post["author"]) == ("post", "[On the dam]", [{"literal": "@river"}])
    assert (post["container-title"], post["URL"]) == ("Telegram", "https://t.test/1")
    assert (post["issued"], post["accessed"]) == ({"literal": "late April"}, {"date-parts": [[2025, 5]], "circa": True})
    assert post["custom"] == {"issued": "[2025-04-21..2025-04-30]", "accessed": "2025-05~"}
    assert (post["note"], post["archive_location"]) == ("Archived copy: https://web.test/1", "articles/post/")
    show = citing.item(archive, archive.article("show"))
    assert (show["container-title"], show["publisher"], "custom" in show) == ("News", "The Herald", False)
    said = citing.item(archive, archive.article("said"))
    assert ("container-title" in said, said["publisher"], said["genre"]) == (False, "The Herald", "Press release")
    assert citing.edtf(show, "issued") == "2025-04-28/2025-04-30"
    assert citing.edtf(show, "accessed") == ""


def test_a_name_is_divided_only_where_a_record_says_how(tmp_path: Path) -> None:
    authors = "[{by: mira}, {by: mira, name: M. Okonjo}, {by: kim}, {by: sukarno}, {by: tass}, Ada Lind]"
    article = f"---\ntitle: T\nauthors: {authors}\npublished: 2025-04-28\n---\nRain.\n"
    archive = archive_of(tmp_path, {**FILES, "content/articles/2025/by.md": article})
    assert citing.item(archive, archive.article("by"))["author"] == [
        {"family": "Okonjo", "given": "Mira"},
        *({"literal": name} for name in ("M. Okonjo", "Kim Min", "Sukarno", "TASS", "Ada Lind")),
    ]


def test_the_way_of_words_is_told_in_prose_and_what_is_not_credited_is_said(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    article = archive.article("post")
    assert [citing.transmission(archive, Quoted(article, it)) for it in article.quotations] == [
        "Mira Okonjo, quoted by TASS, in The Herald (not credited in the article)",
        "an official, quoted by a wire service",
        "",
    ]


def test_the_way_has_no_isolates_since_files_have_it(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    article = archive.article("post")
    with messages.language_set("ar"):
        ways = [citing.transmission(archive, Quoted(article, it)) for it in article.quotations]
    assert "TASS" in ways[0]
    assert not any(sign in way for way in ways for sign in "\u2068\u2069")
