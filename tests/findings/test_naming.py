"""The number of articles that name a record, and other traces of it in the archive."""

from pathlib import Path

import pytest

from generator.findings.naming import Naming, naming_counts
from tests.archive_files import archive_of

RECORDS = {
    "content/organisations/state.yml": "name: State\n",
    "content/organisations/ministry.yml": "name: Ministry\npart_of: state\n",
    "content/organisations/office.yml": "name: Office\npart_of: ministry\n",
    "content/organisations/club.yml": "name: Club\n",
    "content/places/land.yml": "name: Land\ncountry: FR\n",
    "content/places/mill.yml": "name: Mill\n",
    "content/articles/2025/one.md": "---\ntitle: One\n---\nOf the [[ministry]] and the [[office]].\n",
    "content/articles/2025/two.md": "---\ntitle: Two\n---\nOf the [[state]] and the [[office]].\n",
}


TALK = "title: A talk\npassages: [{id: a, gist: that it rose}]\n"


def of(root: Path, entity: str, **more: str) -> Naming:
    """How an entity is named in an archive with more records, each by its folder and id."""
    files = {f"content/{name.replace('__', '/')}.yml": text for name, text in more.items()}
    archive = archive_of(root, {**RECORDS, **files})
    return naming_counts(archive, archive.entity(entity))


def test_an_article_counts_once_for_a_body_and_once_for_all_its_parts(tmp_path: Path) -> None:
    assert of(tmp_path, "state") == Naming(articles=1, parts=2, present=True)
    assert of(tmp_path, "office") == Naming(articles=2, parts=0, present=False)


@pytest.mark.parametrize(
    ("entity", "more", "present"),
    [
        ("land", {}, True),  # a country, which articles name without a link
        ("mill", {}, False),
        ("mill", {"events__flood": "what: The flood\nplace: mill\n"}, True),
        ("mill", {"events__flood": "what: The flood\nplace: land\n"}, False),
        ("club", {}, False),
        ("club", {"people__ada": "name: Ada\nroles: [{title: head, of: club}]\n"}, True),
        ("club", {"people__ada": "name: Ada\nroles: [{title: head, of: club, to: 2020}]\n"}, False),
        (
            "club",
            {"people__ada": "name: Ada\nroles: [{title: head, of: club, to: 2020}, {title: clerk, of: office}]\n"},
            False,
        ),
        ("club", {"documents__deed": "name: Deed\nparties: [club]\n"}, True),
        ("club", {"events__flood": "what: The flood\nparticipants: [club]\n"}, True),
        ("club", {"people__ada": "name: Ada\nrelations: [{to: club, kind: founder of}]\n"}, True),
        ("club", {"utterances__talk": f"{TALK}speaker: club\n"}, True),
        ("mill", {"utterances__talk": f"{TALK}speaker: club\nplace: mill\n"}, True),
    ],
)
def test_an_entity_that_no_article_names_may_be_present_otherwise(
    tmp_path: Path, entity: str, more: dict[str, str], present: bool
) -> None:
    assert of(tmp_path, entity, **more).present == present
