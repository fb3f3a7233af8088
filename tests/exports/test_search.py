"""What a reader can search: an entry for every record, and one for every quotation."""

from pathlib import Path

from generator.exports.search.entries import NOT_VERIFIED, VERIFIED, Entry, entries
from tests.archive_files import archive_of

ARTICLE = """\
---
title: The flood
deck: What the mayor said.
publisher: herald
published: 2025-04-28
topics: [floods]
quotations:
  - {id: rain, speaker: ada, role: the mayor, text: It never rains, said: 2025-04~, to: reporters, via: [wire],
     fidelity: altered, note: The other has seldom., context: about the weather, at: [3, 17]}
  - {id: dam, speaker: {unnamed: an official}, text: Плотина держится, language: ru}
statements:
  - {id: s, holder: ada, stance: denies, proposition: dam-broke, quotations: [rain]}
figures:
  - {id: f, measure: houses, value: 12, by: [ada]}
events: [break]
---
[[ada|The mayor]] spoke in **Vell**. [[q:rain]] She left.
"""
FILES = {
    "content/articles/2025/flood.md": ARTICLE,
    "content/people/ada.yml": "name: Ada Lovel\nalso: [Ада Ловел]\nsummary: Mayor of Vell.\nroles: [{title: mayor}]\ncountry: GB\n",
    "content/organisations/herald.yml": "name: The Herald\ncountry: GB\nkind: newspaper\n",
    "content/organisations/wire.yml": "name: The Wire\n",
    "content/places/vell.yml": "name: Vell\ncountry: GB\n",
    "content/documents/plan.yml": "name: Flood plan\ndate: 2020\nparties: [herald]\n",
    "content/utterances/speech.yml": "title: Ada on rain\nspeaker: ada\nsaid: 2025-04-27\nto: reporters\n"
    "passages: [{id: p, gist: that it never rains, original: {language: ru, text: Дождя нет, source: x}}]\n",
    "content/propositions/dam-broke.yml": "sentence: The dam broke.\n",
    "content/measures/houses.yml": "name: Houses flooded\ncounts: Houses that stood in water.\n",
    "content/events/break.yml": "what: The dam breaks\ndate: 2025-04-26/2025-04-27\nplace: vell\nkind: disaster\nparticipants: [ada]\n",
    "content/topics/floods.yml": "title: Floods\nsummary: Too much water.\n",
}


def found(root: Path, files: dict[str, str] | None = None) -> dict[str, Entry]:
    return {entry.url: entry for entry in entries(archive_of(root, {**FILES, **(files or {})}))}


def test_every_record_is_found_and_every_quotation_on_its_card(tmp_path: Path) -> None:
    kinds = {url: dict(entry.filters)["kind"] for url, entry in found(tmp_path).items()}
    assert kinds == {
        "articles/flood/": ("Article",),
        "articles/flood/#q-rain": ("Quotation",),
        "articles/flood/#q-dam": ("Quotation",),
        "people/ada/": ("Person",),
        "organisations/herald/": ("Organisation",),
        "organisations/wire/": ("Organisation",),
        "places/vell/": ("Place",),
        "documents/plan/": ("Document",),
        "utterances/speech/": ("Utterance",),
        "propositions/dam-broke/": ("Proposition",),
        "measures/houses/": ("Measure",),
        "events/break/": ("Event",),
        "topics/floods/": ("Topic",),
    }


def test_a_quotation_is_its_words_with_all_that_it_is_filtered_by(tmp_path: Path) -> None:
    assert found(tmp_path)["articles/flood/#q-rain"] == Entry(
        url="articles/flood/#q-rain",
        title="Ada Lovel",
        content="It never rains",
        filters=(
            ("outlet", ("The Herald",)),
            ("country", ("United Kingdom",)),
            ("language", ("English",)),
            ("topic", ("Floods",)),
            ("kind", ("Quotation",)),
            ("speaker", ("Ada Lovel",)),
            ("named", ("Ada Lovel", "The Wire")),
            ("stance", ("denies",)),
            ("fidelity", ("Altered",)),
            ("verified", (VERIFIED,)),
            ("published", ("2025-04-28",)),
            ("date", ("2025-04-01/2025-04-30",)),
        ),
        also="the mayor\nabout the weather\nThe other has seldom.",
        about="The Herald, 2 hands",
        when="about April 2025",
    )


def test_a_quotation_of_someone_unnamed_in_another_language(tmp_path: Path) -> None:
    entry = found(tmp_path)["articles/flood/#q-dam"]
    filters = dict(entry.filters)
    assert (entry.title, entry.language, entry.when) == ("Unnamed source", "ru", "printed 28 April 2025")
    assert (filters["language"], filters["verified"]) == (("Russian",), (NOT_VERIFIED,))
    assert filters["date"] == ("2025-04-28",)
    assert "named" not in filters


def test_an_article_is_our_words_without_marks_and_without_what_it_quotes(tmp_path: Path) -> None:
    entry = found(tmp_path)["articles/flood/"]
    assert entry.content == "What the mayor said.\nThe mayor spoke in Vell. “…” She left. \n12: Houses flooded"
    filters = dict(entry.filters)
    assert filters["named"] == ("Ada Lovel", "The Wire", "The Herald")
    assert filters["stance"] == ("denies",)


def test_a_number_is_found_with_what_it_counts(tmp_path: Path) -> None:
    again = """\
  - {id: g, measure: houses, value: 1600, qualifier: about, by: [ada]}
  - {id: h, measure: houses, low: 10, high: 20}
  - {id: i, measure: houses, value: 12, by: [ada], via: [wire]}
events"""
    entries = found(tmp_path, {"content/articles/2025/flood.md": ARTICLE.replace("events", again, 1)})
    article, measure = entries["articles/flood/"].content, entries["measures/houses/"].content
    assert measure == "Houses that stood in water.\n12, Ada Lovel; about 1,600, Ada Lovel; 10–20, source not stated"
    assert article.endswith(
        "12: Houses flooded\nabout 1,600: Houses flooded\n10–20: Houses flooded\n12: Houses flooded"
    )


def test_an_entity_is_found_by_every_spelling(tmp_path: Path) -> None:
    entry = found(tmp_path)["people/ada/"]
    assert entry.names == "Ada Lovel Ада Ловел"
    russian = "name: Sergei Shoigu\nalso: [Sergey Shoigu]\ncountry: RU\n"
    names = found(tmp_path, {"content/people/shoigu.yml": russian})["people/shoigu/"].names.split()
    assert {"Shoigu", "shoygu", "шойгу"} <= set(names)


def test_two_who_share_a_name_are_told_apart_in_filters(tmp_path: Path) -> None:
    entry = found(tmp_path, {"content/people/other.yml": "name: Ada Lovel\n"})["articles/flood/#q-rain"]
    assert dict(entry.filters)["speaker"] == ("Ada Lovel (ada)",)


def test_what_articles_are_compared_by_says_how_much_there_is(tmp_path: Path) -> None:
    entries = found(tmp_path)
    assert entries["propositions/dam-broke/"].about == "denies 1"
    assert dict(entries["propositions/dam-broke/"].filters)["named"] == ("Ada Lovel",)
    assert entries["measures/houses/"].about == "1 estimate"
    assert entries["topics/floods/"].about == "1 article"
    assert entries["utterances/speech/"].about == "Ada Lovel, to reporters"
    assert entries["utterances/speech/"].content == "that it never rains\nДождя нет"
    assert entries["events/break/"].about == "disaster, Vell"
    assert dict(entries["events/break/"].filters)["date"] == ("2025-04-26/2025-04-27",)
    assert dict(entries["documents/plan/"].filters)["date"] == ("2020-01-01/2020-12-31",)
