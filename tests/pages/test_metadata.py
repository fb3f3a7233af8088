"""Metadata about records for programs: meta tags for reference managers, and JSON-LD."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import SDO
from selectolax.lexbor import LexborHTMLParser

from generator import routes
from generator.archive.archive import Archive
from generator.pages.parts.here import Here
from generator.pages.parts.metadata import dataset, metadata
from tests.archive_files import archive_of

HOSTILE = '</script><b>"' + "'&amp; \u05de"
FILES = {
    "content/organisations/herald.yml": "name: The Herald\nsite: https://herald.test/\n",
    "content/organisations/agency.yml": "name: Agency\n",
    "content/places/vell.yml": "name: Vell\npoint: [51.5, -0.12]\nwikidata: Q7\ngeonames: 703448\n",
    "content/people/mira.yml": f"name: {json.dumps(HOSTILE)}\nalso: [Mira]\n",
    "content/propositions/held.yml": "sentence: The dam held.\n",
    "content/events/break.yml": "what: A dam breaks\ndate: 2025-04-28/2025-04-30\nplace: vell\n",
    "content/utterances/talk.yml": (
        "title: A talk\nspeaker: mira\nsaid: 2025-04-27\n"
        "passages: [{id: one, gist: that, original: {language: ru, text: Вода, source: tape}}]\n"
    ),
    "content/articles/2025/flood.md": (
        f"---\ntitle: {json.dumps(HOSTILE)}\npublisher: herald\nauthors: [Ada Lind, {{by: mira}}]\npublished: 2025-04-28\nlanguage: en-GB\n"
        "source: {url: https://herald.test/1, archived: [{url: https://web.archive.org/1}], relays: agency,"
        " status: {is: corrected, on: 2025-05-02, basis: a note at its <foot>}}\n"
        "quotations:\n  - {id: held, speaker: mira, text: it held, said: 2025-04-27, utterance: talk/one, via: [{by: agency, article: film}]}\n"
        "  - {id: so, speaker: {unnamed: an official}, text: so be it}\n"
        "statements: [{id: a, holder: mira, stance: denies, proposition: held}]\n---\nRain.\n"
    ),
    "content/articles/2025/film.md": (
        "---\ntitle: null\npublished: 2025-04~\nsource: {kind: video, channel: A channel}\n"
        "statements: [{id: a, holder: mira, stance: confirms, proposition: held}]\n---\nRain.\n"
    ),
}
KEYWORDS = {"@context", "@type", "@id"}
OF_CITO = {"isAgreedWithBy", "isConfirmedBy", "isDisputedBy"}
"""Terms that our context adds to those of schema.org."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("metadata"), FILES)


def made(archive: Archive, record_id: str) -> str:
    return metadata(Here(archive, routes.page(archive.kind(record_id), record_id)), archive[record_id])


def thing(archive: Archive, record_id: str) -> dict[str, Any]:
    found = re.fullmatch(r'(?s).*<script type="application/ld\+json">([^<>]*)</script>', made(archive, record_id))
    assert found is not None
    held: dict[str, Any] = json.loads(found[1])
    return held


def said(held: object) -> Iterator[str]:
    """Every property and type that occurs in a JSON-LD value."""
    if isinstance(held, dict):
        yield from (name for name in held if name != "@context")
        yield from [held["@type"]] if isinstance(held.get("@type"), str) else held.get("@type", [])
        for name, value in held.items():
            if name != "@context":
                yield from said(value)
    if isinstance(held, list):
        for value in held:
            yield from said(value)


@pytest.mark.parametrize("record_id", ["flood", "film", "herald", "vell", "mira", "held", "break", "talk"])
def test_only_terms_of_schema_org_are_used_and_no_text_ends_the_data(archive: Archive, record_id: str) -> None:
    text = made(archive, record_id)
    assert text.count("</script>") == 1
    own = {*said(thing(archive, record_id))} - KEYWORDS - OF_CITO
    assert own
    assert {term for term in own if term not in SDO} == set()  # the vocabulary as included in rdflib
    assert LexborHTMLParser(f"<head>{text}</head>").css("b") == []


def test_an_article_is_the_one_that_its_outlet_published(archive: Archive) -> None:
    held = thing(archive, "flood")
    assert (held["@type"], held["headline"], held["url"]) == ("NewsArticle", HOSTILE, "https://herald.test/1")
    assert held["publisher"] == {"@type": "Organization", "@id": "../../organisations/herald/", "name": "The Herald"}
    assert (held["datePublished"], held["archivedAt"]) == ("2025-04-28", ["https://web.archive.org/1"])
    assert held["isBasedOn"]["publisher"]["name"] == "Agency"
    assert [author["name"] for author in held["author"]] == ["Ada Lind", HOSTILE]
    first, second = held["hasPart"]
    assert (first["@id"], first["text"], first["dateCreated"]) == ("#q-held", "it held", "2025-04-27")
    assert first["spokenByCharacter"]["@id"] == "../../people/mira/"
    assert first["isBasedOn"] == ["../../statements/talk/", "../../articles/film/"]
    assert second["spokenByCharacter"] == {"@type": "Person", "description": "an official"}


def test_reference_managers_get_the_original_article(archive: Archive) -> None:
    tags: dict[str, list[str]] = {}
    for meta in LexborHTMLParser(f"<head>{made(archive, 'flood')}</head>").css("meta"):
        tags.setdefault(str(meta.attributes["name"]), []).append(str(meta.attributes["content"]))
    assert tags["z:itemType"] == ["newspaperArticle"]
    assert tags["citation_title"] == tags["DC.title"] == [HOSTILE]
    assert tags["citation_author"] == ["Ada Lind", HOSTILE]
    assert tags["citation_publication_date"] == ["2025-04-28"]
    assert tags["prism.publicationName"] == ["The Herald"]
    assert "citation_journal_title" not in tags  # it would make Zotero file the source as a journal article
    assert tags["citation_public_url"] == ["https://herald.test/1"]
    assert tags["citation_language"] == ["en-GB"]
    film = made(archive, "film")
    assert html.unescape(film).count("citation_title") == 0
    assert 'name="z:itemType" content="videoRecording"' in film
    assert 'content="2025-04"' in film


def test_a_claim_names_where_it_appeared_first_and_rates_nothing(archive: Archive) -> None:
    held = thing(archive, "held")
    assert [it["@id"] for it in held["appearance"]] == ["../../articles/film/", "../../articles/flood/"]
    assert held["firstAppearance"] == held["appearance"][0]
    assert "ClaimReview" not in json.dumps(held)
    assert held["isDisputedBy"] == [{"@id": "../../articles/flood/#s-a"}]
    assert held["isConfirmedBy"] == [{"@id": "../../articles/film/#s-a"}]
    cito = "http://purl.org/spar/cito/"
    assert held["@context"] == [
        "https://schema.org",
        {"isConfirmedBy": f"{cito}isConfirmedBy", "isDisputedBy": f"{cito}isDisputedBy"},
    ]


def test_a_correction_is_in_the_words_of_the_record(archive: Archive) -> None:
    assert thing(archive, "flood")["correction"] == {
        "@type": "CorrectionComment",
        "text": "a note at its <foot>",
        "datePublished": "2025-05-02",
    }
    assert "correction" not in thing(archive, "film")


def test_the_page_of_the_data_describes_a_dataset_and_its_files(archive: Archive) -> None:
    text = dataset(archive, "All </script>", [("quotations.csv", "text/csv")])
    found = re.fullmatch(r'(?s)<script type="application/ld\+json">([^<>]*)</script>', text)
    assert found is not None
    held = json.loads(found[1])
    assert (held["@type"], held["description"]) == ("Dataset", "All </script>")
    assert held["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "quotations.csv",
            "contentUrl": "quotations.csv",
            "encodingFormat": "text/csv",
        }
    ]


def test_places_events_and_statements_say_where_when_and_who(archive: Archive) -> None:
    place, event, talk = (thing(archive, record_id) for record_id in ("vell", "break", "talk"))
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 51.5, "longitude": -0.12}
    assert place["sameAs"] == ["https://www.wikidata.org/wiki/Q7", "https://www.geonames.org/703448"]
    assert (event["startDate"], event["endDate"], event["location"]["name"]) == ("2025-04-28", "2025-04-30", "Vell")
    assert (talk["text"], talk["inLanguage"], talk["dateCreated"]) == ("Вода", "ru", "2025-04-27")
    assert thing(archive, "mira")["alternateName"] == ["Mira"]
