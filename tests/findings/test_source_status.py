"""Records that rest on articles which were later changed or retracted, and where readers are told so."""

import json
import re
from pathlib import Path

import pytest

from generator.exports import checked, compared, fields
from generator.exports.search.entries import entries
from generator.findings.gaps import gaps
from generator.findings.source_status import revised_evidence, status_of, status_of_evidence
from generator.pages import plan
from generator.tables import tables
from tests.archive_files import archive_of, draw


def _article(title: str, status: str = "", more: str = "") -> str:
    return f"""\
---
title: {title}
published: 2025-04-28
publisher: herald
source: {{url: "https://example.org/{title}"{status}}}
quotations: [{{id: q, speaker: ada, text: It rains, said: 2025-04-27, utterance: talk/rain}}]
statements: [{{id: s, holder: ada, stance: asserts, proposition: wet, date: 2025-04-27}}]
{more}---
It rains.
"""


ALONE = "figures: [{id: f, measure: drops, value: 12, by: [ada], as_of: 2025-04-27}]\nevents: [flood]\n"
WITHDRAWN = ", status: {is: withdrawn, on: 2025-06-03, basis: a note in its place}"
FILES = {
    "content/articles/2025/first.md": _article("first", WITHDRAWN, ALONE),
    "content/articles/2025/second.md": _article("second"),
    "content/people/ada.yml": "name: Ada\n",
    "content/organisations/herald.yml": "name: Herald\n",
    "content/propositions/wet.yml": "sentence: It is wet.\n",
    "content/measures/drops.yml": "name: Drops\ncounts: Drops of rain.\nheadline: They were counted.\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-04-27\n",
    "content/utterances/talk.yml": "title: The talk\nspeaker: ada\nsaid: 2025-04-27\npassages: [{id: rain, gist: it rains}]\n",
}
SIGN = '<span class="ar-became" data-became="withdrawn" title="a note in its place">withdrawn, 3 June 2025</span>'


def test_it_is_known_what_has_other_evidence_and_what_has_none(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    found = revised_evidence(archive)
    assert {record: (it.revised, it.total) for record, it in found.items()} == {
        "ada": (("first",), 2),
        "talk": (("first",), 2),
        "wet": (("first",), 2),
        "drops": (("first",), 1),
        "flood": (("first",), 1),
    }
    assert [record for record in found if status_of_evidence(archive, record)] == ["drops", "flood"]
    [gap] = gaps(archive).shaken
    assert (gap.article.id, gap.quotations, gap.positions, gap.figures, gap.only_support_of) == (
        "first",
        1,
        1,
        1,
        ("drops", "flood"),
    )


@pytest.mark.parametrize("path", [
    "articles/index", "articles/second", "quotations/index", "statements/talk", "claims/wet", "figures/drops",
    "figures/index", "events/flood", "events/index", "timeline/index", "people/ada", "organisations/herald", "sources/index", "open-questions/index",
])  # fmt: skip
def test_every_page_that_shows_what_rests_on_it_says_so(tmp_path: Path, path: str) -> None:
    pages = {page.path: page for page in plan(archive_of(tmp_path, FILES))}
    assert SIGN in draw(pages[f"{path}.md"])


def test_the_page_of_a_record_says_how_much_of_its_evidence_it_is(tmp_path: Path) -> None:
    pages = {page.path: page for page in plan(archive_of(tmp_path, FILES))}
    said = {
        name: re.sub("<[^>]+>", "", re.findall(r'<p class="ar-small ar-standing".*?</p>', draw(pages[f"{name}.md"]))[0])
        for name in ("claims/wet", "figures/drops")
    }
    assert said == {
        "claims/wet": "Of 2 articles on which this rests, 1 has since been changed or withdrawn by its publisher: first withdrawn, 3 June 2025",
        "figures/drops": "Everything recorded here rests on articles that their publishers have since changed or withdrawn: "
        "first withdrawn, 3 June 2025",
    }
    assert "ar-standing" not in draw(pages["organisations/herald.md"])


def test_search_tables_and_the_files_of_scripts_say_so(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    told = ("withdrawn, 3 June 2025", "2025-06-03", "withdrawn")
    assert {entry.url for entry in entries(archive) if entry.became == told} == {
        "articles/first/", "articles/first/#q-q", "figures/drops/", "events/flood/",
    }  # fmt: skip
    columns = {
        table.name: [
            column.value(row) for row in table.rows for column in table.columns if column.name == "source_status"
        ]
        for table in tables(archive)
    }
    assert {name: set(values) for name, values in columns.items() if values} == {
        "quotations": {"withdrawn", None}, "statements": {"withdrawn", None}, "figures": {"withdrawn"},
    }  # fmt: skip
    as_written = '["withdrawn, 3 June 2025","2025-06-03","withdrawn"]'
    for files in (checked.files(archive), compared.files(archive), fields.files(archive)):
        assert as_written in "".join(files.values())


def test_a_stance_that_another_article_reports_too_stands_in_a_comparison(tmp_path: Path) -> None:
    rows = json.loads(compared.files(archive_of(tmp_path, FILES))["compare/rows-0.json"])
    assert "became" not in rows["wet"]["items"][0]
    assert "became" in rows["drops"]["items"][0]


def test_an_address_that_is_dead_says_since_when_and_shakes_nothing(tmp_path: Path) -> None:
    gone = FILES | {
        "content/articles/2025/first.md": _article(
            "first", ", status: {is: gone, on: 2025-06, basis: error 404}", ALONE
        )
    }
    archive = archive_of(tmp_path, gone)
    found = status_of(archive.article("first"))
    assert found is not None
    assert (found.text, found.brief) == ("No longer at its address since June 2025", "address dead since June 2025")
    assert revised_evidence(archive) == {}
    assert [article.id for article in gaps(archive).unarchived] == ["first", "second"]
    pages = {page.path: page for page in plan(archive)}
    assert "address dead since June 2025" in draw(pages["articles/first.md"])
    assert "address dead since June 2025" in draw(pages["sources/index.md"])
    assert "No longer at its address since June 2025" in draw(pages["open-questions/index.md"])
    assert "ar-became" not in draw(pages["claims/wet.md"])
