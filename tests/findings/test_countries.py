"""To which country a record belongs."""

from pathlib import Path

from generator.findings.countries import countries
from tests.archive_files import archive_of


def test_a_record_belongs_to_the_country_that_it_or_the_body_above_it_names(tmp_path: Path) -> None:
    files = {
        "content/people/ada.yml": "name: Ada\ncountry: GB\n",
        "content/places/germany.yml": "name: Germany\ncountry: DE\n",
        "content/organisations/republic.yml": "name: The Republic\nalso: [Germany]\n",
        "content/organisations/ministry.yml": "name: Ministry\npart_of: republic\n",
        "content/organisations/office.yml": "name: Office\npart_of: ministry\n",
        "content/organisations/abroad.yml": "name: Office abroad\npart_of: ministry\ncountry: FR\n",
        "content/organisations/club.yml": "name: Club\n",
        "content/organisations/one.yml": "name: One\npart_of: other\n",
        "content/organisations/other.yml": "name: Other\npart_of: one\n",  # a ring, which ends where it closes
        "content/articles/2025/a.md": "---\ntitle: A\npublisher: office\n---\nRain.\n",
        "content/articles/2025/b.md": "---\ntitle: B\npublisher: club\n---\nRain.\n",
    }
    assert countries(archive_of(tmp_path, files)) == {
        "ada": "GB",
        "germany": "DE",
        "republic": "DE",
        "ministry": "DE",
        "office": "DE",
        "abroad": "FR",
        "a": "DE",
    }
