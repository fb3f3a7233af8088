"""Counts are consistent: the same thing has the same number in pages, search and tables."""

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline
from generator.archive.archive import Archive
from generator.exports.search import entries as search
from generator.findings.figures import estimates
from generator.findings.network import ties
from generator.pages import plan
from generator.pages.network.page import SORTS
from generator.text import english
from tests.archive_files import archive_of, draw

pytestmark = pytest.mark.builds

ROOT = Path(__file__).parents[1]
FIGURES = [
    "{id: a, measure: lost, value: 40, by: [ada], as_of: 2025-05-01}",
    "{id: a, measure: lost, value: 40, by: [ada], as_of: 2025-05-01}",
    "{id: a, measure: lost, value: 60, by: [ada], as_of: 2025-05-02}",
]
MADE = {
    "content/people/ada.yml": "name: Ada\nroles: [{title: mayor, of: council}]\n",
    "content/people/eve.yml": "name: Eve\n",
    "content/organisations/council.yml": "name: The Council\ncountry: GB\n",
    "content/organisations/land.yml": "name: The Land\nkind: state\n",
    "content/organisations/ministry.yml": "name: The Ministry\npart_of: land\n",
    "content/organisations/office.yml": "name: The Office\npart_of: ministry\n",
    "content/organisations/idle.yml": "name: The Idle\n",
    "content/places/country.yml": "name: The Country\ncountry: GB\n",
    "content/places/region.yml": "name: The Region\nwithin: country\n",
    "content/places/town.yml": "name: The Town\nwithin: region\n",
    "content/places/other-country.yml": "name: The Other\ncountry: FR\n",
    "content/places/nowhere.yml": "name: Nowhere\ncountry: FR\nwithin: other-country\n",
    "content/measures/lost.yml": "name: Boats lost\ncounts: boats that sank\nunit: boats\n",
    "content/measures/none.yml": "name: Boats built\ncounts: boats that were built\nunit: boats\n",
    **{
        f"content/articles/2025/a{number}.md": f"---\ntitle: Day {number}\npublished: 2025-05-0{number}\nfigures:\n  - {figure}\n---\n"
        "[[ada]] and [[eve]] spoke in [[town]] of [[office]].\n"
        for number, figure in enumerate(FIGURES, 1)
    },
}


@pytest.fixture(scope="module", params=["made", "real"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    if request.param == "real":
        return pipeline.read(ROOT).archive
    return archive_of(tmp_path_factory.mktemp("made"), MADE)


@pytest.fixture(scope="module")
def drawn(archive: Archive) -> Mapping[str, str]:
    """The text of every page, by path."""
    return {page.path: draw(page) for page in plan(archive)}


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def items(page: str) -> Mapping[str, str]:
    """The items of a list of entities, by the id that each item's first link leads to: a page, or a row of the list."""
    found = {}
    for item in re.findall(r'<li (?:id="[^"]*" )?data-kind=.*?</li>', page, re.DOTALL):
        if link := re.search(r'href="(?:(?:\.\./)*(?:[a-z]+/)*([^"/#]+)/(?:#[^"]*)?|#row-([^"]+))"', item):
            found[link[1] or link[2]] = words(item)
    return found


def test_the_estimates_of_a_measure_are_as_many_on_its_page_in_the_index_in_the_search_and_in_its_rows(
    archive: Archive, drawn: Mapping[str, str]
) -> None:
    entries = {entry.title: entry for entry in search.entries(archive) if ("Measure",) in dict(entry.filters).values()}
    for measure in archive.measures:
        number = len(estimates(archive).get(measure.id, ()))
        counted = english.count_of(number, "estimate")
        page = drawn[f"figures/{measure.id}.md"]
        if number:
            assert counted in words(page) or number == 1
            assert all(said == counted for said in re.findall(r"description: \"(\d[\d,]* estimates?)", page))
        assert entries[measure.name].about == counted
        row = re.search(rf'<tr>(?:(?!</tr>).)*figures/{measure.id}/".*?</tr>', drawn["figures/index.md"], re.DOTALL)
        shown = re.search(r'data-label="Estimates" data-sort="(\d+)"', row[0]) if row else None
        assert shown is None or int(shown[1]) == number


def test_the_ties_of_the_network_are_as_many_in_its_lead_as_over_its_table(
    archive: Archive, drawn: Mapping[str, str]
) -> None:
    page = drawn["network/index.md"]
    for sort, found in ties(archive).items():
        if not found:
            continue
        section = page[page.index(f'data-sort-of-tie="{sort}"') :].split("</details>")[0]
        assert f'data-total="{len(found)}"' in section
        summary = re.search(r"<summary>(.*?)</summary>", section, re.DOTALL)
        assert summary is not None
        assert f"; {english.count_of(len(found), 'link')} in all" in summary[1]
        rows = section.count("<tr data-ends")
        said = SORTS[sort].part(rows, len(found)) if rows < len(found) else SORTS[sort].whole(len(found))
        assert said in section
        assert f"{rows:,}" in said


def test_an_entity_is_named_in_as_many_articles_in_every_list(archive: Archive, drawn: Mapping[str, str]) -> None:
    lists = [path for path in drawn if re.match(r"(?:people|organisations|places|documents)/index", path)]
    told = 0
    for path in lists:
        for entity, text in items(drawn[path]).items():
            number = len(archive.articles_naming(entity))
            said = re.findall(r"(?<!it )named in ([\d,]+ articles?)", text)
            assert said in ([], [english.count_of(number, "article")])
            told += len(said)
    assert told


def test_no_whole_whose_parts_articles_name_is_said_to_be_named_in_none(
    archive: Archive, drawn: Mapping[str, str]
) -> None:
    unnamed = {
        entity for path in drawn for entity, text in items(drawn[path]).items() if "not named in an article yet" in text
    }
    for entity in unnamed:
        assert not archive.articles_naming(entity)
        assert not archive.parts_of(entity)
        assert not archive.members_of(entity)


def test_a_made_archive_tells_of_wholes_by_their_parts_and_says_of_idle_ones_that_none_names_them(
    tmp_path: Path,
) -> None:
    pages = {page.path: draw(page) for page in plan(archive_of(tmp_path, MADE))}
    bodies, places = items(pages["organisations/index.md"]), items(pages["places/index.md"])
    assert "parts of it named in 3 articles" in bodies["land"]
    assert "parts of it named in 3 articles" in bodies["ministry"]
    assert "named in 3 articles" in bodies["office"]
    assert "not named in an article yet" in bodies["idle"]
    assert "named" not in bodies["council"]  # its mayor is named
    assert "places within it named in 3 articles" in places["country"]
    assert "named" not in places["other-country"]
    assert "not named in an article yet" in places["nowhere"]
