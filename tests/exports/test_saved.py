"""The files for saved records: each record and each former id is in the file that the script loads for it."""

import json
from pathlib import Path

from generator import pipeline, routes, theme
from generator.exports import saved
from generator.exports.checked import place
from tests.archive_files import archive_of

FILES = {
    "content/people/ada.yml": "name: Ada Lind\nformerly: [ada-l]\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublisher: herald\nauthors: [B. Byline]\npublished: 2025-04-28\n"
        "source: {url: 'https://herald.example/one', seen: 2025-05-01}\n"
        "quotations:\n  - {id: q, speaker: ada, text: [The dam, was safe]}\n---\nRain.\n"
    ),
}


def of(files: dict[str, str], record: str) -> object:
    spread = json.loads(files[routes.SAVED])["spread"]
    return json.loads(files[routes.saved_records(place(record, spread))])[record]


def test_of_an_article_there_is_what_cites_it_and_a_digest_of_each_quotation(tmp_path: Path) -> None:
    files = saved.files(archive_of(tmp_path, FILES))
    assert of(files, "one") == {
        "at": "articles/one/", "title": "One", "known": "2025-04-28", "language": "en", "outlet": "The Herald", "authors": ["B. Byline"],
        "published": "28 April 2025", "date": "2025-04-28", "url": "https://herald.example/one",
        "seen": "2025-05-01",
        "quotations": {"q": saved.digest("“The dam” […] “was safe”")},
    }  # fmt: skip


def test_a_record_tells_what_became_of_the_source_that_it_rests_on(tmp_path: Path) -> None:
    status = "status: {is: withdrawn, on: 2025-06-01, basis: a note in its place}"
    one = FILES["content/articles/2025/one.md"].replace("seen: 2025-05-01", f"seen: 2025-05-01, {status}")
    files = saved.files(archive_of(tmp_path, FILES | {"content/articles/2025/one.md": one}))
    row = of(files, "one")
    assert isinstance(row, dict)
    assert row["became"] == ["withdrawn, 1 June 2025", "2025-06-01", "withdrawn"]


def test_a_former_id_leads_to_the_present_one(tmp_path: Path) -> None:
    files = saved.files(archive_of(tmp_path, FILES))
    assert of(files, "ada-l") == {"now": "ada"}
    assert of(files, "ada") == {"at": "people/ada/", "title": "Ada Lind", "known": "2025-04-28"}


def test_what_is_a_row_of_its_index_is_found_there(tmp_path: Path) -> None:
    files = saved.files(archive_of(tmp_path, {"content/people/ada.yml": "name: Ada Lind\n"}))
    assert of(files, "ada") == {"at": "people/#row-ada", "title": "Ada Lind"}


def test_an_archive_without_a_record_has_files_all_the_same(tmp_path: Path) -> None:
    assert saved.files(archive_of(tmp_path, {})) == {
        "saved/records.json": '{"spread":1,"state":""}\n',
        "saved/records-0.json": "{}\n",
    }


def test_a_set_of_a_few_records_loads_a_few_kilobytes(real_archive: Path) -> None:
    files = saved.files(pipeline.read(real_archive).archive)
    assert max(map(len, files.values())) < 16_000


def test_a_digest_is_the_one_that_scripts_make() -> None:
    assert saved.digest("“Дамба” […] “was safe, 5”") == 3766209614  # the same number as in tests/js/saved.test.js


def test_scripts_know_the_kind_of_each_record_by_its_address() -> None:
    script = (theme.FOLDER / "assets/saved/file.js").read_text(encoding="utf-8")
    for kind in routes.FOLDER_OF:
        folder = routes.page(kind, "x").split("/")[0]
        assert f'{folder}: "{kind}",' in script
