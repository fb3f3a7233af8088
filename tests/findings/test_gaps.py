"""What the archive does not know yet."""

from pathlib import Path

from generator.archive.archive import Archive
from generator.findings.gaps import gap_counts, gaps
from tests import archive_files
from tests.archive_files import archive_of

DESCRIBED = "summary: Somebody.\nwikidata: Q1\n"
PARTIES = {
    "content/organisations/freedonia.yml": "name: Republic of Freedonia\nalso: [Germany]\n",
    "content/organisations/ministry.yml": "name: Ministry\npart_of: freedonia\n",
    "content/organisations/sylvania.yml": "name: Sylvania Ltd\n",
    "content/places/germany.yml": "name: Germany\ncountry: DE\n",
    "content/places/france.yml": "name: France\ncountry: FR\n",
    "content/places/lorraine.yml": "name: Lorraine of France\ncountry: FR\n",
    "content/people/ada.yml": "name: Ada King\n",
    "content/people/jean.yml": "name: Jean\ncountry: FR\n",
    "content/people/min.yml": "name: Min\nroles: [{title: minister, of: ministry}]\n",
}


def article(*statements: str, extra: str = "") -> str:
    """An article that reports statements, each written `holder stance proposition`."""
    lines = [
        f"  - {{id: s{n}, holder: {holder}, stance: {stance}, proposition: {proposition}}}\n"
        for n, (holder, stance, proposition) in enumerate(s.split() for s in statements)
    ]
    stated = f"statements:\n{''.join(lines)}" if lines else ""
    return archive_files.article("Rain.", published="2025-04-28", more=extra + stated)


def unanswered(root: Path, sentence: str, *statements: str, more: str = "") -> list[tuple[str, ...]]:
    """The parties without an answer on the sentence `p`, proposition by proposition."""
    files = {
        **PARTIES,
        "content/propositions/p.yml": f"sentence: {sentence}\n{more}",
        "content/propositions/other.yml": "sentence: Something else.\n",
        "content/articles/2025/a.md": article(*statements),
    }
    return [gap.parties for gap in gaps(archive_of(root, files)).unanswered]


def test_a_country_named_in_a_sentence_on_which_only_others_speak_has_not_answered(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "Germany paid Ada King.", "jean asserts p") == [("freedonia", "ada")]


def test_a_country_without_a_body_of_its_name_is_asked_by_its_territory(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "It rains in France.", "ada asserts p") == [("france",)]


def test_who_speaks_for_a_country_answers_for_it(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "Germany paid.", "jean asserts p", "min declines p") == []


def test_a_citizen_answers_for_a_country(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "France paid.", "ada asserts p", "jean denies p") == []


def test_an_answer_to_a_sentence_that_is_tied_to_it_counts(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "Germany paid.", "jean asserts p", "min denies other", more="implies: [other]\n") == []


def test_nobody_is_asked_about_what_nobody_says(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "Germany paid.", "jean asserts other") == []


def test_a_longer_name_names_nobody_else(tmp_path: Path) -> None:
    assert unanswered(tmp_path, "It rains in Lorraine of France.", "ada asserts p") == []


def test_a_body_is_asked_and_a_name_within_a_word_is_none(tmp_path: Path) -> None:
    found = unanswered(tmp_path, "Sylvania Ltd paid the Germanys.", "ada asserts p")
    assert found == [("sylvania",)]


def test_people_who_are_named_and_never_quoted_are_listed_with_most_articles_first(tmp_path: Path) -> None:
    files = {
        "content/people/ada.yml": "name: Ada\n",
        "content/people/ben.yml": "name: Ben\n",
        "content/people/cleo.yml": "name: Cleo\n",
        "content/people/unheard-of.yml": "name: Unheard Of\n",
        "content/articles/2025/a.md": "---\ntitle: A\n---\n[[ada]] and [[ben]].\n",
        "content/articles/2025/b.md": (
            "---\ntitle: B\nquotations: [{id: q, speaker: cleo, text: It rains}]\n---\n[[ben]] heard [[cleo]].\n"
        ),
    }
    found = gaps(archive_of(tmp_path, files)).unquoted
    assert [(gap.person.id, gap.articles) for gap in found] == [("ben", 2), ("ada", 1)]


def test_an_event_has_one_source_where_all_who_tell_of_it_copy_one(tmp_path: Path) -> None:
    files = {
        "content/organisations/wire.yml": "name: Wire\n",
        **{f"content/events/{name}.yml": f"what: {name}\n" for name in ("flood", "storm", "untold")},
        "content/articles/2025/a.md": "---\ntitle: A\nsource: {relays: wire}\nevents: [flood, storm]\n---\nRain.\n",
        "content/articles/2025/b.md": "---\ntitle: B\nsource: {relays: a}\nevents: [flood]\n---\nRain.\n",
        "content/articles/2025/c.md": "---\ntitle: C\nevents: [storm]\n---\nRain.\n",
    }
    found = gaps(archive_of(tmp_path, files)).single_source
    assert [(gap.event.id, gap.origin.id, sorted(a.id for a in gap.articles)) for gap in found] == [
        ("flood", "wire", ["a", "b"])
    ]


SEEN = """\
---
title: Seen
source: {url: "https://example.org/a", archived: [{url: "https://archive.example/a"}]}
quotations:
  - {id: q1, speaker: ada, text: It rains, at: [3, 11], utterance: talk/rain}
  - {id: q2, speaker: ada, text: It pours}
---
Rain.
"""
UNSEEN = '---\ntitle: Unseen\nsource: {url: "https://example.org/b"}\n---\nRain.\n'
TALK = """\
title: Talk
speaker: ada
passages:
  - {id: rain, gist: rain, original: {language: de, text: Es regnet, source: seen}}
  - {id: wind, gist: wind}
"""


def test_what_is_not_verified_archived_described_or_heard_is_listed(tmp_path: Path) -> None:
    files = {
        "content/people/ada.yml": f"name: Ada\n{DESCRIBED}",
        "content/people/ben.yml": "name: Ben\nwikidata: Q2\n",
        "content/places/lorraine.yml": "name: Lorraine\nsummary: A region.\n",
        "content/utterances/talk.yml": TALK,
        "content/articles/2025/seen.md": SEEN,
        "content/articles/2025/unseen.md": UNSEEN,
    }
    archive = archive_of(tmp_path, files)
    found = gaps(archive)
    assert [(gap.article.id, gap.quotations, gap.total) for gap in found.unverified] == [("seen", 1, 2)]
    assert [gap.id for gap in found.unarchived] == ["unseen"]
    assert [(gap.utterance.id, gap.passages, gap.total) for gap in found.unspoken] == [("talk", 1, 2)]
    described = [(gap.entity.id, gap.summary, gap.identifier) for gap in found.undescribed]
    assert described == [("ben", True, False), ("lorraine", False, True)]
    assert gap_counts(archive) == {
        "unanswered": 0,
        "unquoted": 0,
        "shaken": 0,
        "disputed": 0,
        "single_source": 0,
        "unverified": 1,
        "ungrounded": 0,
        "unarchived": 1,
        "undescribed": 2,
        "unspoken": 1,
    }


def test_positions_that_do_not_say_what_they_rest_on_are_counted_by_article(tmp_path: Path) -> None:
    said = article("jean asserts p", "min denies p", "ada denies p").replace("p}", "p, rests_on: verb}", 1)
    files = {**PARTIES, "content/propositions/p.yml": "sentence: It rains.\n", "content/articles/2025/a.md": said}
    archive = archive_of(tmp_path, files)
    assert [(gap.article.id, gap.positions, gap.total) for gap in gaps(archive).ungrounded] == [("a", 2, 3)]
    assert gap_counts(archive)["ungrounded"] == 2


def test_an_empty_archive_lacks_nothing(tmp_path: Path) -> None:
    empty: Archive = archive_of(tmp_path, {})
    assert set(gap_counts(empty).values()) == {0}


def test_of_names_that_begin_alike_the_longest_is_meant(tmp_path: Path) -> None:
    group = {"content/organisations/sylvania-ltd-group.yml": "name: Sylvania Ltd Group\n"}
    files = {**PARTIES, **group, "content/propositions/p.yml": "sentence: Sylvania Ltd Group paid.\n"}
    found = gaps(archive_of(tmp_path, {**files, "content/articles/2025/a.md": article("ada asserts p")}))
    assert [gap.parties for gap in found.unanswered] == [("sylvania-ltd-group",)]
