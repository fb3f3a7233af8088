"""On whom articles rely."""

from pathlib import Path

from generator.findings.countries import countries
from generator.findings.sourcing import sourcing, sourcing_of_outlet, unnamed
from tests.archive_files import archive_of

FILES = {
    "content/people/ada.yml": "name: Ada\ncountry: GB\n",
    "content/organisations/ministry.yml": "name: Ministry\npart_of: government\n",
    "content/organisations/government.yml": "name: Government\npart_of: britain\n",
    "content/organisations/britain.yml": "name: Britain\nalso: [United Kingdom]\n",
    "content/organisations/wire.yml": "name: Wire\ncountry: FR\n",
    "content/organisations/herald.yml": "name: Herald\n",
    "content/places/uk.yml": "name: United Kingdom\ncountry: GB\n",
    "content/documents/charter.yml": "name: Charter\n",
    "content/measures/drops.yml": "name: Drops\ncounts: drops\n",
    "content/propositions/wet.yml": "sentence: It is wet.\n",
    "content/articles/2025/a.md": """\
---
title: A
publisher: herald
published: 2025-04-28
source: {relays: wire}
quotations:
  - {id: q1, speaker: ada, text: It rains, via: [wire]}
  - {id: q2, speaker: ada, text: It pours, via: [{unnamed: The Neighbours}]}
  - {id: q3, speaker: {unnamed: the neighbours}, role: people next door, text: We heard}
statements: [{id: s1, holder: ministry, stance: denies, proposition: wet, via: [ministry]}]
figures: [{id: f1, measure: drops, value: 3, by: [ministry, {unnamed: a farmer}]}]
---
The [[charter]] says it.
""",
    "content/articles/2025/b.md": """\
---
title: B
publisher: herald
published: 2025-04-29
quotations: [{id: q1, speaker: ada, text: It rains}]
---
Rain.
""",
}


def test_each_source_of_an_article_stands_once_as_the_nearest_that_it_is(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    found = [(r.source.sort, r.source.id or r.source.words, r.times) for r in sourcing(archive, archive.article("a"))]
    assert found == [
        ("person", "ada", 2),
        ("body", "ministry", 3),  # it speaks and counts; that it carries its own words makes it no carrier
        ("unnamed", "The Neighbours", 2),
        ("unnamed", "a farmer", 1),
        ("carrier", "wire", 2),
        ("document", "charter", 1),
    ]


def test_an_outlet_relies_on_a_source_once_for_each_article(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    found = {r.source.id or r.source.words: r.times for r in sourcing_of_outlet(archive, "herald")}
    assert found == {"ada": 2, "ministry": 1, "The Neighbours": 1, "a farmer": 1, "wire": 1, "charter": 1}


def test_the_register_has_every_use_of_a_source_without_a_name(tmp_path: Path) -> None:
    found = [(use.words, use.role, use.given, use.article.id, use.part) for use in unnamed(archive_of(tmp_path, FILES))]
    assert found == [
        ("a farmer", None, "figure", "a", "f1"),
        ("the neighbours", "people next door", "words", "a", "q3"),
        ("The Neighbours", None, "carriage", "a", "q2"),
    ]


def test_a_body_without_a_country_belongs_where_the_body_does_that_it_is_part_of(tmp_path: Path) -> None:
    found = countries(archive_of(tmp_path, FILES))
    assert found == {"ada": "GB", "uk": "GB", "ministry": "GB", "government": "GB", "britain": "GB", "wire": "FR"}


def test_bodies_that_are_part_of_each_other_belong_nowhere(tmp_path: Path) -> None:
    ring = {
        "content/organisations/one.yml": "name: One\npart_of: two\n",
        "content/organisations/two.yml": "name: Two\npart_of: one\n",
        "content/articles/2025/a.md": "---\ntitle: A\npublisher: one\n---\nRain.\n",
    }
    assert countries(archive_of(tmp_path, ring)) == {}
