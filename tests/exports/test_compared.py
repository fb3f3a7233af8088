"""The files for comparing two things: each row is in the file that the script loads for it, and matching items share a
key."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import pipeline, routes
from generator.exports import compared
from generator.exports.checked import place
from tests.archive_files import archive_of

FILES = {
    "content/people/ada.yml": "name: Ada Lind\nformerly: [ada-l]\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    "content/propositions/held.yml": "sentence: The dam held.\n",
    "content/events/break.yml": "what: A dam breaks\ndate: 2025-04-27\n",
    "content/utterances/talk.yml": "title: A talk\nspeaker: ada\npassages: [{id: one, gist: that}]\n",
    "content/articles/2025/one.md": """\
---
title: One
publisher: herald
published: 2025-04-28
source: {copy: excerpt}
quotations: [{id: q, speaker: ada, text: [The dam, was safe], said: 2025-04-27, utterance: talk/one, fidelity: altered}]
statements: [{id: s, holder: ada, stance: denies, proposition: held, date: 2025-04-27}]
figures: [{id: f, measure: houses, value: 3, qualifier: about, by: [ada], as_of: 2025-04~}]
events: [break]
---
Rain.
""",
}


def of(files: Mapping[str, str], name: str) -> Any:
    spread = json.loads(files[routes.COMPARED])["spread"]
    return json.loads(files[routes.comparison_rows(place(name, spread))])[name]


def test_an_article_has_its_quotations_estimates_and_stances_with_what_each_is_compared_by(tmp_path: Path) -> None:
    row = of(compared.files(archive_of(tmp_path, FILES)), "one")
    quotation, estimate, stance = row.pop("items")
    assert row == {
        "kind": "article", "title": "One", "known": "2025-04-28", "at": "articles/one/", "note": ["The Herald", "28 April 2025"],
        "read": "excerpt", "language": "en",
    }  # fmt: skip
    assert quotation == {
        "sort": "quotation", "key": "talk/one", "words": "The dam […] was safe", "language": "en", "who": "Ada Lind", "finding": "altered",
        "date": "27 April 2025", "when": "2025-04-27", "at": "articles/one/#q-q", "known": "2025-04-28",
    }  # fmt: skip
    assert (estimate["key"], estimate["of"], estimate["text"], estimate["when"] < estimate["till"]) == (
        "houses",
        "Houses",
        "about 3",
        True,
    )
    assert (stance["key"], stance["of"], stance["stance"]) == ("held ada", "The dam held", "denies")


def test_people_claims_figures_and_outlets_have_the_same_by_what_they_are_compared_by(tmp_path: Path) -> None:
    files = compared.files(archive_of(tmp_path, FILES))
    assert [(it["sort"], it["key"]) for it in of(files, "ada")["items"]] == [
        ("stance", "held"), ("figure", "houses"), ("quotation", "talk/one"),
    ]  # fmt: skip
    assert [(it["sort"], it["key"], it["who"]) for it in of(files, "held")["items"]] == [("stance", "ada", "Ada Lind")]
    assert [(it["sort"], it["key"], it["text"]) for it in of(files, "houses")["items"]] == [
        ("figure", "ada", "about 3")
    ]
    assert [(it["sort"], it["key"]) for it in of(files, "herald")["items"]] == [("version", "talk/one")]
    assert of(files, "ada-l") == {"now": "ada"}


def test_a_day_has_what_was_said_what_happened_and_what_was_published_on_it_alone(tmp_path: Path) -> None:
    files = compared.files(archive_of(tmp_path, FILES))
    day = of(files, "2025-04-27")
    assert (day["kind"], day["title"]) == ("day", "27 April 2025")
    assert [it["sort"] for it in day["items"]] == ["quotation", "stance", "event"]
    assert [it["sort"] for it in of(files, "2025-04-28")["items"]] == ["article"]


def test_what_many_articles_report_stands_once_as_the_first_of_them_has_it(tmp_path: Path) -> None:
    second = (
        FILES["content/articles/2025/one.md"].replace("title: One", "title: Two").replace("2025-04-28", "2025-04-20")
    )
    files = compared.files(archive_of(tmp_path, {**FILES, "content/articles/2025/two.md": second}))
    assert [it["at"] for it in of(files, "held")["items"]] == ["articles/two/#s-s"]


def test_of_what_has_very_much_a_part_is_compared_and_it_is_said_how_much_is_not(tmp_path: Path) -> None:
    many = "\n".join(f"  - {{id: q-{n}, speaker: ada, text: word {n}}}" for n in range(compared.MOST + 5))
    article = f"---\ntitle: Many\npublished: 2025-04-28\nquotations:\n{many}\n---\nRain.\n"
    row = of(compared.files(archive_of(tmp_path, {**FILES, "content/articles/2025/many.md": article})), "many")
    assert (len(row["items"]), row["more"]) == (compared.MOST, 5)


def test_an_archive_without_a_record_has_files_all_the_same(tmp_path: Path) -> None:
    assert compared.files(archive_of(tmp_path, {})) == {
        "compare/rows.json": '{"spread":1,"rtl":[]}\n',
        "compare/rows-0.json": "{}\n",
    }


def test_two_of_a_kind_load_no_more_than_two_pages_would(real_archive: Path) -> None:
    files = compared.files(pipeline.read(real_archive).archive)
    assert max(map(len, files.values())) < 90_000
    assert all(json.loads(text) for text in files.values())
