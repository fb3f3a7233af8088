"""The quotations as W3C Web Annotations: the places of their words, their speakers, and the findings.

W3C's context and schemas may not be copied here; TERMS has what the Recommendation says about the terms that are used.
If `WEB_ANNOTATION_TESTS` names a copy of github.com/w3c/web-annotation-tests, everything is also checked against that.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from generator import routes
from generator.exports import webannotations
from tests.archive_files import archive_of

SUM = hashlib.sha256(b"copy").hexdigest()
DEMANDS = Path(os.environ.get("WEB_ANNOTATION_TESTS", ""))
FILES = {
    "content/people/mira.yml": "name: Mira Okonjo\n",
    "content/articles/2025/flood.md": (
        "---\ntitle: Flood\nsource: {url: https://herald.test/1, seen: 2025-05-01, archived: [{url: https://web.test/1}],"
        f" sha256: {SUM}}}\n"
        "quotations:\n  - {id: held, speaker: mira, text: [It held, and it will], fidelity: altered, note: 'Not <so>.',"
        " prefix: 'she said: ', at: [[10, 17], [30, 41]]}\n"
        "  - {id: so, speaker: {unnamed: an official}, text: so be it}\n---\nRain.\n"
    ),
    "content/articles/2025/film.md": (
        "---\ntitle: Film\nsource: {kind: video, channel: One, archived: [{url: https://web.test/2}]}\n"
        "quotations: [{id: a, speaker: mira, text: we knew, where: {time: '1:12.4', until: '1:15', page: 3}}]\n---\nRain.\n"
    ),
    "content/articles/2025/none.md": "---\ntitle: None\n---\nSun.\n",
}
TERMS = {
    "AnnotationCollection": {"@context", "id", "type", "label", "total", "first", "last"},
    "AnnotationPage": {"@context", "id", "type", "partOf", "startIndex", "prev", "next", "items"},
    "Annotation": {"id", "type", "motivation", "body", "target"},
    "TextualBody": {"type", "value", "format", "language", "purpose"},
    "SpecificResource": {"type", "source", "purpose", "selector", "state"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
    "FragmentSelector": {"type", "value", "conformsTo"},
    "TimeState": {"type", "sourceDate", "cached"},
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Any]:
    return {path: json.loads(text) for path, text in webannotations.files(archive_of(tmp_path, FILES)).items()}


def nodes(held: object) -> Iterator[dict[str, Any]]:
    if isinstance(held, dict):
        yield held
        for value in held.values():
            yield from nodes(value)
    if isinstance(held, list):
        for value in held:
            yield from nodes(value)


def test_only_terms_of_the_recommendation_are_used(files: dict[str, Any]) -> None:
    for file in files.values():
        for node in nodes(file):
            assert node.keys() <= TERMS[node.get("type", "SpecificResource")]


def test_the_collection_leads_through_its_pages_and_each_annotation_to_its_quotation(files: dict[str, Any]) -> None:
    site = "https://archive.test/"
    at = site + routes.ANNOTATIONS
    collection, found, start = files[routes.ANNOTATIONS], [], 0
    assert collection["total"] == 3
    following = collection["first"]
    while following:
        at = urljoin(at, following)
        page = files[at.removeprefix(site)]
        assert (urljoin(at, page["id"]), urljoin(at, page["partOf"]["id"])) == (at, site + routes.ANNOTATIONS)
        assert page["startIndex"] == start
        found += [urljoin(at, it["id"]).removeprefix(site) for it in page["items"]]
        start, following = start + len(page["items"]), page.get("next")
    assert found == ["articles/film/#q-a", "articles/flood/#q-held", "articles/flood/#q-so"]
    assert len(files) == 3


def test_words_are_found_in_the_source_and_characters_in_the_copy(files: dict[str, Any]) -> None:
    held, so = files[routes.annotation_page("flood")]["items"]
    state = {"type": "TimeState", "sourceDate": "2025-05-01T00:00:00Z", "cached": "https://web.test/1"}
    copy = f"ni:///sha-256;{base64.urlsafe_b64encode(hashlib.sha256(b'copy').digest()).decode().rstrip('=')}"
    assert held["target"] == [
        {
            "source": "https://herald.test/1",
            "selector": {"type": "TextQuoteSelector", "exact": "It held", "prefix": "she said:"},
            "state": state,
        },
        {
            "source": "https://herald.test/1",
            "selector": {"type": "TextQuoteSelector", "exact": "and it will"},
            "state": state,
        },
        {"source": copy, "selector": {"type": "TextPositionSelector", "start": 10, "end": 17}},
        {"source": copy, "selector": {"type": "TextPositionSelector", "start": 30, "end": 41}},
    ]
    assert held["body"] == [
        {"type": "SpecificResource", "source": "../../people/mira/", "purpose": "identifying"},
        {"type": "TextualBody", "value": "Mira Okonjo", "purpose": "identifying"},
        {"type": "TextualBody", "value": "altered", "purpose": "classifying"},
        {
            "type": "TextualBody",
            "value": "Not <so>.",
            "format": "text/plain",
            "language": "en",
            "purpose": "commenting",
        },
    ]
    assert so["body"] == [{"type": "TextualBody", "value": "an official", "purpose": "identifying"}]


def test_a_recording_is_opened_at_its_time_and_a_file_at_its_page(files: dict[str, Any]) -> None:
    [quoted] = files[routes.annotation_page("film")]["items"]
    assert quoted["target"]["source"] == "https://web.test/2"
    assert quoted["target"]["selector"][1:] == [
        {"type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": "t=72.4,75"},
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=3"},
    ]


def unmet(held: dict[str, Any]) -> list[str]:
    """The requirements of W3C's tests that an annotation, page or collection does not meet."""
    kinds = {"AnnotationCollection": "collections/collection", "AnnotationPage": "collections/pages/page"}
    demands = json.loads((DEMANDS / f"{kinds.get(held['type'], 'annotations/annotation')}Musts.test").read_bytes())
    definitions = {
        path.name: Resource.from_contents(json.loads(path.read_bytes()), default_specification=DRAFT4)
        for path in (DEMANDS / "definitions").glob("*.json")
    }
    shared = Registry().with_resources(definitions.items())
    found = []
    for path in demands["assertions"]:
        demand = json.loads((DEMANDS / path).read_bytes())
        valid = Draft4Validator(demand, registry=shared).is_valid(held)
        if valid != (demand["expectedResult"] == "valid"):
            found.append(str(path))
    return found


@pytest.mark.skipif(not (DEMANDS / "definitions").is_dir(), reason="WEB_ANNOTATION_TESTS names no copy of W3C's tests")
def test_all_is_as_the_tests_of_the_w3c_demand(files: dict[str, Any]) -> None:
    context = {"@context": "http://www.w3.org/ns/anno.jsonld"}  # inherited by the annotations of a page
    for path, file in files.items():
        assert unmet(file) == [], path
        for annotation in file.get("items", ()):
            assert unmet(context | annotation) == []
    assert unmet(context | {"type": "Annotation", "id": "no address", "target": []}) != []
