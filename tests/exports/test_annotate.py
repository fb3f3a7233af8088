"""The annotation page's data: everything in the models, and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.exports import annotate
from generator.records import key_help, structure
from generator.records.model import Article, Date, Figure, Quotation, Statement
from generator.text import marks, messages
from tests.archive_files import archive_of, write
from tests.catalogues import header

FILES = {
    "content/people/sergei-shoigu.yml": (
        "name: Sergei Shoigu\nalso: [Шойгу]\ncountry: RU\nroles: [{title: secretary, from: 2024}]\nformerly: [shoigu]\n"
    ),
    "content/organisations/tass.yml": "name: TASS\nkind: state news agency\n",
    "content/measures/troops.yml": "name: Troops\ncounts: Soldiers sent.\nunit: people\n",
    "content/events/parade.yml": "what: A parade\ndate: 2025-05-09\n",
    "content/propositions/they-fought.yml": "sentence: They fought.\n",
    "content/utterances/remarks.yml": (
        "title: Remarks in May\nspeaker: sergei-shoigu\npassages: [{id: own-land, gist: whose land it was}]\n"
    ),
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublisher: tass\nsource: {url: 'https://example.org/one/'}\n---\n[[sergei-shoigu]] spoke.\n"
    ),
}


def known(root: Path) -> dict[str, Any]:
    return dict(json.loads(annotate.known(archive_of(root, FILES))))


def test_the_form_has_every_key_of_an_article_and_its_parts_in_order() -> None:
    form = annotate.form()
    for part in (Article, Quotation, Statement, Figure, Date):
        assert [field["key"] for field in form[part.__name__]["fields"]] == list(structure.keys(part))
    wanted = {name: [f["key"] for f in form[name]["fields"] if f.get("required")] for name in form}
    assert wanted["Article"] == ["title"]
    assert wanted["Quotation"] == ["id", "speaker", "text"]
    assert wanted["Statement"] == ["id", "holder", "stance", "proposition"]
    assert wanted["Figure"] == ["id", "measure"]
    assert form["Step"]["short"] == "by"
    assert "short" not in form["Quotation"]


def test_a_field_says_what_may_stand_in_it() -> None:
    quotation = {field["key"]: field for field in annotate.form()["Quotation"]["fields"]}
    assert quotation["fidelity"]["choices"] == ["verbatim", "translation", "altered", "paraphrase"]
    assert quotation["speaker"] == {
        "key": "speaker",
        "type": "part",
        "part": "AgentRef",
        "required": True,
        "what": key_help.help_for(Quotation, "speaker").purpose,
        "example": "mira-okonjo",
    }
    assert (quotation["via"]["part"], quotation["via"]["many"]) == ("Step", True)
    assert quotation["text"]["max"] == 5000
    assert quotation["at"]["type"] == "spans"
    holder = next(field for field in annotate.form()["Article"]["fields"] if field["key"] == "publisher")
    assert holder["kinds"] == ["organisation"]


def test_every_record_is_known_by_its_names_and_by_what_tells_it_from_others(tmp_path: Path) -> None:
    told = known(tmp_path)
    (person,) = told["records"]["person"]
    assert (person[0], person[1], person[2][0], person[3]) == ("sergei-shoigu", "Sergei Shoigu", "Шойгу", "secretary")
    assert "shoygu" in person[2][1].split()  # as it is romanised elsewhere
    assert told["records"]["organisation"] == [["tass", "TASS", [], "state news agency"]]
    assert told["records"]["measure"] == [["troops", "Troops", [], "people"]]
    assert told["records"]["event"] == [["parade", "A parade", [], "9 May 2025"]]
    assert told["passages"] == [["remarks/own-land", "whose land it was", ["Remarks in May"], "sergei-shoigu"]]
    assert told["formerly"] == {"shoigu": "sergei-shoigu"}
    assert "one" not in json.dumps(told["records"])  # articles are loaded separately


def test_the_script_is_given_the_rules_that_commands_go_by(tmp_path: Path) -> None:
    told = known(tmp_path)
    assert told["rights"]["InC"] == {"label": "In copyright", "full": False, "share": 0.7}
    assert re.search(told["style"]["quoted"], "true")
    assert not re.search(told["style"]["quoted"], "plain words")
    assert re.findall(told["link"], "[[a|b]] and [[q:c]]") == [("a", "b"), ("q:c", "")]
    assert told["alike"] == {"double": marks.DOUBLE, "single": marks.SINGLE}


def test_articles_are_told_by_title_publisher_and_the_key_of_their_address(tmp_path: Path) -> None:
    (row,) = json.loads(annotate.titles(archive_of(tmp_path, FILES)))
    assert row == ["one", "One", [], "tass", "example.org/one"]


def test_an_article_comes_with_its_record_as_it_is_written(tmp_path: Path) -> None:
    made = pipeline.make(write(tmp_path, FILES))
    files = pipeline.record_files(made)
    assert set(files) == {"articles/one/record.json"}
    assert json.loads(files["articles/one/record.json"]) == {
        "path": "content/articles/2025/one.md",
        "yaml": "title: One\npublisher: tass\nsource: {url: 'https://example.org/one/'}\n",
        "tree": {"title": "One", "publisher": "tass", "source": {"url": "https://example.org/one/"}},
        "body": "[[sergei-shoigu]] spoke.\n",
    }


def test_a_speaker_comes_with_the_number_of_their_quotations(tmp_path: Path) -> None:
    said = "{id: %s, speaker: %s, text: Words}"
    quotations = ", ".join([said % ("a", "sergei-shoigu"), said % ("b", "tass"), said % ("c", "sergei-shoigu")])
    files = {**FILES, "content/articles/2025/two.md": f"---\ntitle: Two\nquotations: [{quotations}]\n---\nWords.\n"}
    given = json.loads(annotate.known(archive_of(tmp_path, files)))
    assert given["quoted"] == {"sergei-shoigu": 2, "tass": 1}


def test_what_fields_are_for_is_said_in_the_language_of_the_site(tmp_path: Path) -> None:
    own = tmp_path / "locales" / "uk" / "LC_MESSAGES"
    own.mkdir(parents=True)
    catalogue = header("uk") + '\nmsgid "The web address."\nmsgstr "Адреса в мережі."\n'
    (own / "messages.po").write_text(catalogue, encoding="utf-8")
    with messages.language_set("uk", tmp_path / "locales"):
        fields = {field["key"]: field for field in annotate.form()["Provenance"]["fields"]}
    assert fields["url"]["what"] == "Адреса в мережі."
    assert {field["key"]: field for field in annotate.form()["Provenance"]["fields"]}["url"][
        "what"
    ] == "The web address."
