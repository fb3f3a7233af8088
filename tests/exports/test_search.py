"""The entries of the search: one for every record, and one for every quotation."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.archive.history import Commit, History, Touched
from generator.exports.search.entries import NOT_VERIFIED, VERIFIED, Entry, entries
from generator.pages.asking import answer_pages
from generator.text import messages
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
        "documents/#row-plan": ("Document",),
        "statements/speech/": ("Utterance",),
        "claims/dam-broke/": ("Proposition",),
        "figures/#row-houses": ("Measure",),
        "events/break/": ("Event",),
        "topics/floods/": ("Topic",),
    }


def test_every_record_is_found_by_the_editors_line(tmp_path: Path) -> None:
    line = "headline: It leads the page.\n"
    led = {
        path: f"---\n{line}{text.removeprefix('---')[1:]}" if path.endswith(".md") else line + text
        for path, text in FILES.items()
    }
    lacking = [
        url
        for url, entry in found(tmp_path, led).items()
        if "#q-" not in url and "It leads the page." not in entry.content
    ]
    assert lacking == []


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
        about="The Herald, passed on by 1",
        when="about April 2025",
    )


def test_what_rests_on_a_source_is_filtered_by_what_became_of_it(tmp_path: Path) -> None:
    path = next(path for path in FILES if path.endswith("flood.md"))
    status = "source: {status: {is: withdrawn, on: 2025-06-01, basis: a note in its place}}\n"
    text = FILES[path].replace("\nquotations:", f"\n{status}quotations:")
    entries = found(tmp_path, {**FILES, path: text})
    held = {url for url, entry in entries.items() if ("status", ("withdrawn",)) in entry.filters}
    assert {"articles/flood/", "articles/flood/#q-rain"} <= held
    assert "people/ada/" not in held


def test_a_quotation_of_someone_unnamed_in_another_language(tmp_path: Path) -> None:
    entry = found(tmp_path)["articles/flood/#q-dam"]
    filters = dict(entry.filters)
    assert (entry.title, entry.language, entry.when) == ("Unnamed source", "ru", "printed 28 April 2025")
    assert (filters["language"], filters["verified"]) == (("Russian",), (NOT_VERIFIED,))
    assert filters["date"] == ("2025-04-28",)
    assert "named" not in filters


def test_what_results_say_is_said_in_the_language_of_the_site(tmp_path: Path) -> None:
    with messages.language_set("de"):
        entries = found(tmp_path, {"content/articles/2025/nobody.md": "---\ntitle: Nobody\n---\nWords.\n"})
        assert entries["articles/flood/#q-dam"].when == "gedruckt: 28. April 2025"
        assert entries["articles/flood/#q-dam"].title == "Nicht genannte Quelle"
        # not translated, since it is part of addresses
        assert dict(entries["articles/flood/#q-dam"].filters)["speaker"] == ("Unnamed source",)
        assert entries["articles/nobody/"].about == "Kein Herausgeber genannt"
        assert dict(entries["articles/nobody/"].filters)["outlet"] == ("No publisher named",)
        assert entries["figures/#row-houses"].about == "1 Schätzung"


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
    article, measure = entries["articles/flood/"].content, entries["figures/houses/"].content
    assert measure == "Houses that stood in water.\n12, Ada Lovel; about 1,600, Ada Lovel; 10–20, source not stated"
    assert article.endswith(
        "12: Houses flooded\nabout 1,600: Houses flooded\n10–20: Houses flooded\n12: Houses flooded"
    )


def test_an_entity_is_found_by_every_spelling(tmp_path: Path) -> None:
    entry = found(tmp_path)["people/ada/"]
    assert entry.names == "Ada Lovel Ада Ловел lowel"
    russian = "name: Sergei Shoigu\nalso: [Sergey Shoigu]\ncountry: RU\n"
    names = found(tmp_path, {"content/people/shoigu.yml": russian})["people/#row-shoigu"].names.split()
    assert {"Shoigu", "shoygu", "шойгу"} <= set(names)


def test_two_who_share_a_name_are_told_apart_in_filters(tmp_path: Path) -> None:
    entry = found(tmp_path, {"content/people/other.yml": "name: Ada Lovel\n"})["articles/flood/#q-rain"]
    assert dict(entry.filters)["speaker"] == ("Ada Lovel (ada)",)


def test_what_articles_are_compared_by_says_how_much_there_is(tmp_path: Path) -> None:
    entries = found(tmp_path)
    assert entries["claims/dam-broke/"].about == "1 denies it"
    assert dict(entries["claims/dam-broke/"].filters)["named"] == ("Ada Lovel",)
    assert entries["figures/#row-houses"].about == "1 estimate"
    assert entries["topics/floods/"].about == "1 article"
    assert entries["statements/speech/"].about == "Ada Lovel, to reporters"
    assert entries["statements/speech/"].content == "that it never rains\nДождя нет"
    assert entries["events/break/"].about == "disaster, Vell"
    assert dict(entries["events/break/"].filters)["date"] == ("2025-04-26/2025-04-27",)
    assert dict(entries["documents/#row-plan"].filters)["date"] == ("2020-01-01/2020-12-31",)


def test_with_a_history_an_entry_has_the_days_of_its_record(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    flood, ada = "content/articles/2025/flood.md", "content/people/ada.yml"
    commits = (
        Commit("b", last, last, "Correct", (Touched("changed", flood),)),
        Commit("a", first, first, "Begin", (Touched("added", flood), Touched("added", ada))),
    )
    told = {it.url: dict(it.filters).get("changed") for it in entries(replace(archive, history=History("b", commits)))}
    assert told["articles/flood/"] == told["articles/flood/#q-rain"] == ("2026-11-20 2026-11-01",)
    assert told["people/ada/"] == ("2026-11-01 2026-11-01",)
    assert not any("changed" in dict(it.filters) for it in entries(archive))


def test_the_words_of_a_story_are_without_the_ids_of_its_steps(tmp_path: Path) -> None:
    story = "---\ntitle: The rain\nlead: It rained.\nsteps: [{id: one, event: break}]\n---\nBefore.\n\n## It **rained** {#one}\n\n[[ada]] said.\n"
    (found,) = (
        it for it in entries(archive_of(tmp_path, {**FILES, "content/stories/rain.md": story})) if "stories/" in it.url
    )
    assert "{#one}" not in found.content
    assert "It rained" in found.content


def test_what_the_archive_judges_is_a_filter_once_it_shows_its_judgements(tmp_path: Path) -> None:
    path = next(path for path in FILES if path.endswith("flood.md"))
    judged = FILES[path].replace("\nquotations:", "\nreliability: {code: 2, basis: two reports}\nquotations:")
    files = {
        path: judged,
        "content/organisations/herald.yml": "name: The Herald\nreliability: {code: B, basis: seldom corrected}\n",
    }
    hidden = found(tmp_path / "hidden", files)
    assert not [entry for entry in hidden.values() if "reliability" in dict(entry.filters)]
    shown = found(tmp_path / "shown", {**files, "site_config/archive.yml": "reliability: admiralty\n"})
    both = ("outlet B, usually reliable", "article 2, probably true")
    held = {url: dict(it.filters)["reliability"] for url, it in shown.items() if "reliability" in dict(it.filters)}
    assert held["articles/flood/"] == held["articles/flood/#q-rain"] == both
    assert held["organisations/herald/"] == both[:1]


def test_a_claim_says_who_took_which_stance_and_of_which_country_they_are(tmp_path: Path) -> None:
    added = {
        "content/places/land.yml": "name: Germany\ncountry: DE\n",
        "content/people/ada.yml": "name: Ada Lovel\ncountry: DE\n",
    }
    entries = found(tmp_path, added)
    assert entries["claims/dam-broke/"].stance_holders == (("denies", "people/ada/"), ("denies", "places/#row-land"))
    assert {"Deutschland", "Allemagne", "Германия", "독일"} <= {*entries["places/#row-land"].called}


def test_the_stances_on_a_claim_are_separated(tmp_path: Path) -> None:
    other = "{id: s2, holder: herald, stance: asserts, proposition: dam-broke, quotations: [rain]}"
    flood = ARTICLE.replace("figures:\n", f"  - {other}\nfigures:\n")
    claim = found(tmp_path, {"content/articles/2025/flood.md": flood})["claims/dam-broke/"]
    assert claim.also == "Ada Lovel, denies it; The Herald, says so"


def test_the_pages_that_answer_questions_about_the_whole_archive_are_named_with_their_addresses(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    assert ("altered", "What each outlet altered", "table/?of=quotations&by=outlet&and=finding") in answer_pages(
        archive
    )
    assert ("unknown", "Open questions", "open-questions/") in answer_pages(archive)
