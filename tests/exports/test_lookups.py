"""The files for looking up lines of a pasted list: every name, number and address is under a key that scripts can
compute."""

import json
from pathlib import Path
from typing import Any

from generator import pipeline, routes
from generator.exports import lookups
from generator.exports.checked import place
from tests.archive_files import archive_of

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "lookups.json"
NAMES = [
    "Kim Jong-un", "KIM JONG UN", "Zelenskyy", "Зеленський", "김정은", "O’Neill", "Čapek, Karel", "Straße", "Ελλάδας",
    "  two   spaces ", "l’État", "ﬁ", "山田太郎", "الجزيرة", "№ 7", "a_b",
]  # fmt: skip
NUMBERS = [10_000, 4, 1.5, 12_000_000, 0]
FLOOD = {
    "content/people/ada.yml": "name: Ada Lind\ncountry: SE\nalso: [Ada Lindh, {name: Ада Линд, language: ru}]\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/measures/dead.yml": "name: The dead\ncounts: everybody who died\nunit: people\n",
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublisher: herald\npublished: 2025-04-28\n"
        "source: {url: 'https://www.herald.example/one/?utm_source=x', seen: 2025-05-01}\n"
        "figures:\n  - {id: f, measure: dead, value: 10000, qualifier: more than, by: [ada]}\n---\nRain.\n"
    ),
}


def under(files: dict[str, str], key: str) -> list[Any]:
    """The results for a key."""
    spread = json.loads(files[routes.LOOKUPS])["spread"]
    found: dict[str, Any] = json.loads(files[routes.lookups(place(key, spread))])
    return list(found.get(key, ()))


def test_the_browser_looks_up_by_the_same_keys(update_golden: bool) -> None:
    found = {
        "names": {name: lookups.name_key(name) for name in NAMES},
        "numbers": [[number, lookups.number_key(number)] for number in NUMBERS],
    }
    if update_golden:
        VECTORS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(VECTORS.read_text(encoding="utf-8")) == found


def test_a_name_is_found_in_every_spelling_with_the_one_that_matched(tmp_path: Path) -> None:
    files = lookups.files(archive_of(tmp_path, FLOOD))
    assert [row[2] for row in under(files, "word линд")] == ["people/ada/"]  # a family name alone
    for written, spelled in (("ada lindh", "Ada Lindh"), ("АДА ЛИНД", "Ада Линд"), ("Lind", "Lind")):
        (row,) = under(files, lookups.name_key(written))
        assert row == ["person", "Ada Lind", "people/ada/", spelled, "2025-04-28"]


def test_a_number_leads_to_every_estimate_and_an_address_to_its_article(tmp_path: Path) -> None:
    files = lookups.files(archive_of(tmp_path, FLOOD))
    assert under(files, lookups.number_key(10_000)) == [
        ["estimate", "The dead (Ada Lind), The Herald", "articles/one/#f-f", "more than 10,000", "2025-04-28"]
    ]
    (row,) = under(files, lookups.address_key("http://m.herald.example/one/amp/?fbclid=1#top"))
    assert row[:3] == ["article", "One", "articles/one/"]


def test_every_name_and_address_of_this_archive_is_found_and_no_file_is_large(real_archive: Path) -> None:
    archive = pipeline.read(real_archive).archive
    files = lookups.files(archive)
    for entity in archive.entities:
        for name in entity.names:
            assert any(row[2].endswith(f"/{entity.id}/") for row in under(files, lookups.name_key(name)))
    for article in archive.articles:
        if article.source.url:
            assert any(article.id in row[2] for row in under(files, lookups.address_key(article.source.url)))
    assert max(len(text.encode()) for text in files.values()) < 40_000


def test_of_what_leads_to_very_much_the_first_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    figures = "".join(f"  - {{id: f{n}, measure: dead, value: 7, by: [ada]}}\n" for n in range(lookups.MOST + 5))
    article = f"---\ntitle: Two\npublished: 2025-04-28\nfigures:\n{figures}---\nRain.\n"
    rows = under(
        lookups.files(archive_of(tmp_path, {**FLOOD, "content/articles/2025/two.md": article})), lookups.number_key(7)
    )
    assert rows[-1] == len(rows) - 1 + 5 == lookups.MOST + 5
