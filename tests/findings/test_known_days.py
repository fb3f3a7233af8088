"""From which day a record's name may be shown, and from which day what editors wrote of it."""

from pathlib import Path

import pytest

from generator.findings.known_days import NEVER_KNOWN, KnownDays, known_days
from tests import archive_files
from tests.archive_files import archive_of


def article(published: str, fields: str = "", *, title: str = "T", body: str = "Rain.") -> str:
    """An article whose text is its editors' summary."""
    return archive_files.article(body, title=title, published=published or None, rights="{text: summary}", more=fields)


def known_of(root: Path, **files: str) -> KnownDays:
    """The known days of an archive with these files, named by folder and id."""
    return known_days(archive_of(root, {_path(name): text for name, text in files.items()}))


def _path(name: str) -> str:
    folder, _, record_id = name.partition("__")
    suffix = "2024/" if folder == "articles" else ""
    return f"content/{folder}/{suffix}{record_id.replace('_', '-')}.{'md' if suffix else 'yml'}"


def test_of_an_empty_archive_nothing_is_known(tmp_path: Path) -> None:
    assert known_days(archive_of(tmp_path, {})) == KnownDays({}, {})


def test_a_name_is_known_from_the_first_article_that_tells_of_it_and_what_is_written_from_the_last(
    tmp_path: Path,
) -> None:
    found = known_of(
        tmp_path,
        people__ada="name: Ada Quill\nsummary: She denied it, and confirmed it.\n",
        articles__a=article("2024-01-11", "quotations: [{id: q, speaker: ada, text: it is not}]\n"),
        articles__b=article("2025-03-11", "quotations: [{id: q, speaker: ada, text: it is}]\n"),
    )
    assert (found.first["ada"], found.editorial["ada"]) == ("2024-01-11", "2025-03-11")


def test_of_whom_no_article_tells_nothing_is_known_on_any_day(tmp_path: Path) -> None:
    found = known_of(tmp_path, people__ada="name: Ada Quill\nsummary: Somebody.\n", articles__a=article("2024-01-11"))
    assert (found.first["ada"], found.editorial["ada"]) == (NEVER_KNOWN, NEVER_KNOWN)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-02", "2024-02-29"),
        ("2024", "2024-12-31"),
        ("2024-01/2024-03", "2024-03-31"),
        ("'2024-01-11?'", "2024-01-14"),
        ("", NEVER_KNOWN),
        ("2024-01-11/..", NEVER_KNOWN),
    ],
)
def test_a_vague_day_of_publication_proves_only_its_last(tmp_path: Path, published: str, day: str) -> None:
    found = known_of(tmp_path, articles__a=article(published))
    assert (found.first["a"], found.editorial["a"]) == (day, day)


def test_a_name_is_known_from_the_first_article_that_prints_it_too(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        places__vell="name: Vell Valley\nsummary: Where it rains.\n",
        people__ada="name: Ada Quill\n",
        people__ada_the_younger="name: Ada Quill\n",
        articles__a=article("2024-01-11", title="Rain in Vell Valley, says Ada Quill"),
        articles__b=article(
            "2025-03-11", "quotations: [{id: q, speaker: ada, text: it rains}]\n", body="[[vell|There]]."
        ),
        articles__c=article("2024-01-01", body="Our summary names Vell Valley."),
    )
    assert (found.first["vell"], found.editorial["vell"]) == ("2024-01-11", "2025-03-11")
    assert found.first["ada"] == "2025-03-11"  # it is not clear which of the two was meant
    assert found.first["ada-the-younger"] == NEVER_KNOWN


def test_one_undated_article_keeps_what_is_written_of_a_record_hidden_and_not_its_name(tmp_path: Path) -> None:
    quoting = "quotations: [{id: q, speaker: ada, text: it is}]\n"
    found = known_of(
        tmp_path,
        people__ada="name: Ada\n",
        articles__a=article("2024-01-11", quoting),
        articles__b=article("", quoting),
    )
    assert (found.first["ada"], found.editorial["ada"]) == ("2024-01-11", NEVER_KNOWN)


def test_a_summary_waits_for_whom_it_names(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        people__bob="name: Bob Inkwell\n",
        people__ada="name: Ada Quill\nsummary: Succeeded by Bob Inkwell.\n",
        articles__a=article("2024-01-11", "quotations: [{id: q, speaker: ada, text: it is}]\n"),
        articles__b=article("2025-03-11", "quotations: [{id: q, speaker: bob, text: it is}]\n"),
    )
    assert (found.first["ada"], found.editorial["ada"]) == ("2024-01-11", "2025-03-11")


def test_a_headline_waits_as_a_summary_does(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        people__ada="name: Ada Quill\nheadline: She followed Ben Marsh.\n",
        people__ben="name: Ben Marsh\nheadline: In 2026 he was followed.\n",
        articles__a=article("2024-01-11", "headline: Ada Quill, before Ben Marsh.\n", body="[[ada]] spoke."),
        articles__b=article("2025-03-11", body="[[ben]] spoke."),
    )
    assert {name: found.editorial[name] for name in ("ada", "ben", "a")} == {
        "ada": "2025-03-11",
        "ben": "2026-12-31",
        "a": "2025-03-11",
    }


def test_a_summary_of_an_article_that_tells_of_later_waits_until_then(tmp_path: Path) -> None:
    found = known_of(tmp_path, articles__a=article("2024-01-11", body="Denied. She took it back on 4 March 2025."))
    assert (found.first["a"], found.editorial["a"]) == ("2024-01-11", "2025-03-04")


def test_a_role_that_began_later_waits_until_then_and_one_that_has_no_end_does_not(tmp_path: Path) -> None:
    quoting = "quotations: [{id: q, speaker: ada, text: it is}, {id: r, speaker: bob, text: it is}]\n"
    found = known_of(
        tmp_path,
        people__ada="name: Ada\nroles: [{title: harbour master, from: 2019}, {title: minister, from: 2025-03}]\n",
        people__bob="name: Bob\nroles: [{title: harbour master, from: 2019/..}]\n",
        articles__a=article("2024-01-11", quoting),
    )
    assert (found.editorial["ada"], found.editorial["bob"]) == ("2025-03-31", "2024-01-11")


def test_a_span_that_began_on_the_day_of_publication_is_not_waited_for(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        people__ada="name: Ada\nroles: [{title: minister, from: 2024-01}]\n",
        articles__a=article("2024-01-01", "quotations: [{id: q, speaker: ada, text: it is}]\n"),
    )
    assert found.editorial["ada"] == "2024-01-01"


def test_an_events_name_waits_for_whom_it_names(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        people__bob="name: Bob Inkwell\n",
        events__wall="what: Bob Inkwell opens the wall\ndate: 2024-01-10\n",
        articles__a=article("2024-01-11", "events: [{event: wall}]\n"),
        articles__b=article("2025-03-11", "quotations: [{id: q, speaker: bob, text: it is}]\n"),
    )
    assert found.first["wall"] == "2025-03-11"


def test_an_utterances_title_waits_for_whom_it_names(tmp_path: Path) -> None:
    found = known_of(
        tmp_path,
        people__ada="name: Ada Quill\n",
        organisations__guild="name: The Wall Guild\n",
        utterances__talk="title: Ada to the Wall Guild\nspeaker: ada\npassages: [{id: p, gist: that it is}]\n",
        articles__a=article("2024-01-11", "quotations: [{id: q, speaker: ada, text: it is, utterance: talk/p}]\n"),
        articles__b=article("2025-03-11", "quotations: [{id: q, speaker: guild, text: it is}]\n"),
    )
    # "The Wall Guild" is the guild's name, and "the Wall Guild" stands in the title.
    assert found.first["talk"] == "2025-03-11"


def test_a_date_that_a_summary_writes_out_in_the_language_of_the_archive_has_passed_when_it_is_shown(
    tmp_path: Path,
) -> None:
    found = known_of(
        tmp_path,
        people__ada="name: Ada\nsummary: Ministre jusqu’au 28 avril 2025.\n",
        articles__a=article("2025-01-11", body="[[ada]] est là."),
    )
    assert (found.first["ada"], found.editorial["ada"]) == ("2025-01-11", "2025-04-28")


@pytest.mark.parametrize(
    ("folder", "name", "settled"),
    [
        ("places", "Moscow", "2025-03-11"),
        ("organisations", "Reuters", "2025-03-11"),
        ("people", "Madonna", "2025-03-11"),
        ("places", "moscow", "2024-01-11"),  # a word
        ("places", "Nice", "2024-01-11"),  # too often a word
    ],
)
def test_a_summary_that_names_a_place_of_one_word_is_of_the_day_from_which_that_is_known(
    tmp_path: Path, folder: str, name: str, settled: str
) -> None:
    found = known_of(
        tmp_path,
        people__ada=f"name: Ada Quill\nsummary: She went to {name} and back.\n",
        **{f"{folder}__it": f"name: {name}\n"},
        articles__a=article("2024-01-11", body="[[ada]] left."),
        articles__b=article("2025-03-11", body="It is [[it]]."),
    )
    assert (found.first["ada"], found.editorial["ada"]) == ("2024-01-11", settled)


def test_what_a_measure_counts_waits_for_whom_it_names(tmp_path: Path) -> None:
    figures = "figures: [{id: f, measure: walls, value: 1}]\n"
    found = known_of(
        tmp_path,
        organisations__guild="name: The Wall Guild\n",
        measures__walls="name: Walls\ncounts: Walls that the Wall Guild built.\n",
        articles__a=article("2024-01-11", figures),
        articles__b=article("2025-03-11", "quotations: [{id: q, speaker: guild, text: it is}]\n"),
    )
    assert (found.first["walls"], found.editorial["walls"]) == ("2024-01-11", "2025-03-11")
