"""Dates and times on the clock of their place."""

from pathlib import Path

from generator.findings.clocks import Entry, entries
from generator.records.model import AgentRef, Article, Event, Utterance
from tests.archive_files import archive_of

BASE = {
    "content/people/ada.yml": "name: Ada\n",
    "content/people/bo.yml": "name: Bo\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/places/mill.yml": "name: The Mill\nwithin: valley\n",
    "content/places/valley.yml": "name: The Valley\nwithin: mill\n",  # a ring, which ends where it closes
    "content/topics/rain.yml": "title: Rain\n",
    "content/propositions/dam-broke.yml": "sentence: The dam broke.\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-04-26\nplace: mill\nparticipants: [bo]\n",
    "content/utterances/speech.yml": (
        "title: A speech\nspeaker: ada\nsaid: 2025-04-27\nplace: mill\nevent: flood\npassages:\n  - {id: dam, gist: on the dam}\n"
    ),
}
ARTICLE = """---
title: {title}
publisher: herald
published: {published}
topics: [rain]
quotations:
  - {{id: q, speaker: ada, text: It broke, utterance: speech/dam}}
statements:
  - {{id: s, holder: ada, stance: confirms, proposition: dam-broke, date: 2025-04-27, quotations: [q]}}
  - {{id: t, holder: bo, stance: denies, proposition: dam-broke, date: 2025-04}}
events: [flood]
---
Rain in the [[mill]].
"""


def found(root: Path, more: dict[str, str] | None = None) -> tuple[Entry, ...]:
    one = {"content/articles/2025/one.md": ARTICLE.format(title="One", published="2025-04-28")}
    return entries(archive_of(root, {**BASE, **one, **(more or {})}))


def said(all_of_them: tuple[Entry, ...]) -> list[str]:
    names = {Event: "what", Utterance: "title", Article: "title", AgentRef: "id"}
    return [f"{e.clock} {getattr(e.subject, names[type(e.subject)])}" for e in all_of_them]


def test_everything_stands_on_one_clock_and_no_other(tmp_path: Path) -> None:
    assert said(found(tmp_path)) == ["said bo", "happened The flood", "said A speech", "published One"]


def test_a_position_stands_with_the_occasion_that_it_quotes_and_else_under_its_holder(tmp_path: Path) -> None:
    bo, _, speech, _ = found(tmp_path)
    assert [(p.holder.id, p.stance) for p in speech.positions] == [("ada", "confirms")]
    assert [(p.holder.id, p.stance) for p in bo.positions] == [("bo", "denies")]


def test_the_same_report_in_two_articles_is_one_entry(tmp_path: Path) -> None:
    two = {"content/articles/2025/two.md": ARTICLE.format(title="Two", published="2025-05-01")}
    again = found(tmp_path, two)
    assert said(again) == [*said(found(tmp_path / "alone")), "published Two"]
    assert [a.id for a in again[2].articles] == ["one", "two"]


def test_a_place_is_found_by_what_lies_around_it(tmp_path: Path) -> None:
    _, flood, speech, one = found(tmp_path)
    assert flood.places == ("mill", "valley")
    assert speech.places == ("mill", "valley")
    assert one.places == ("mill", "valley")


def test_an_utterance_has_no_place_but_its_own(tmp_path: Path) -> None:
    """An event may be answered from elsewhere."""
    speech = BASE["content/utterances/speech.yml"].replace("place: mill\n", "")
    entry = found(tmp_path, {"content/utterances/speech.yml": speech})[2]
    assert entry.places == ()


def test_it_is_known_by_the_day_on_which_the_first_article_was_certainly_out(tmp_path: Path) -> None:
    two = {"content/articles/2025/two.md": ARTICLE.format(title="Two", published="2025-04-20~")}
    _, flood, speech, *_ = found(tmp_path, two)
    assert flood.known == "2025-04-23"
    assert speech.known == "2025-04-23"


def test_of_articles_without_a_date_nobody_can_say_since_when_it_is_known(tmp_path: Path) -> None:
    undated = {"content/articles/2025/one.md": ARTICLE.format(title="One", published="null")}
    assert [entry.known for entry in found(tmp_path, undated)] == [""] * 4


def test_words_without_an_occasion_stand_by_speaker_and_date(tmp_path: Path) -> None:
    loose = """---
title: Two
published: 2025-05-01
quotations:
  - {id: a, speaker: bo, text: Never, said: 2025-04-30}
  - {id: b, speaker: bo, text: Not here, said: 2025-04-30}
  - {id: c, speaker: {unnamed: a miller}, text: Perhaps}
---
Words.
"""
    added = found(tmp_path, {"content/articles/2025/two.md": loose})
    assert [len(e.quotations) for e in added if isinstance(e.subject, AgentRef) and e.quotations] == [2, 1]
    assert added[-1].date is None


UNDATED = """---
title: Wall {year}
publisher: herald
published: {year}-05-01
quotations:
  - {{id: first, speaker: ada, text: The wall of {year}}}
  - {{id: second, speaker: bo, text: No wall in {year}}}
statements:
  - {{id: s, holder: ada, stance: confirms, proposition: dam-broke, quotations: [first]}}
---
The [[mill]].
"""


def undated(root: Path) -> list[Entry]:
    years = {f"content/articles/{y}/wall-{y}.md": UNDATED.format(year=y) for y in (2019, 2021, 2025)}
    return [e for e in entries(archive_of(root, BASE | years)) if e.clock == "said" and e.date is None and e.quotations]


def test_undated_words_of_three_articles_are_three_entries_of_each_speaker(tmp_path: Path) -> None:
    alone = [(e.subject.id, [q.article.id for q in e.quotations]) for e in undated(tmp_path)]
    assert sorted(alone) == [(who, [f"wall-{y}"]) for who in ("ada", "bo") for y in (2019, 2021, 2025)]


def test_an_undated_position_stands_with_the_words_that_it_rests_on(tmp_path: Path) -> None:
    (holding,) = [e for e in undated(tmp_path) if e.positions]
    assert [q.quotation.id for q in holding.quotations] == ["first"]


def test_undated_and_dated_words_of_one_article_do_not_mix(tmp_path: Path) -> None:
    dated = UNDATED.format(year=2021).replace("2021}", "2021, said: 2021-04}", 1)
    files = {**BASE, "content/articles/2021/wall.md": dated}
    spoken = [e for e in entries(archive_of(tmp_path, files)) if e.quotations]
    assert [(e.date.edtf.text if e.date else None, len(e.quotations)) for e in spoken] == [("2021-04", 1), (None, 1)]
