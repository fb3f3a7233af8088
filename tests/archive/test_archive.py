"""The Archive's queries, which pages and findings use."""

from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.records.scalars import PassageRef
from tests.archive_files import archive_of

SMALL = Path(__file__).parents[1] / "archives" / "small"


@pytest.fixture(scope="module")
def small() -> Archive:
    return archive_of(SMALL, {})


def test_articles_stand_newest_first_and_undated_last(small: Archive) -> None:
    assert [article.id for article in small.articles] == ["shitafon", "heroic-flood", "full-flood", "untitled"]


def test_records_stand_in_the_order_in_which_they_are_shown(small: Archive) -> None:
    assert [record.id for record in small.people] == ["mira-okonjo", "tom-weir"]
    assert [record.id for record in small.events] == ["flood-of-may", "dam-opens"]
    assert [quoted.key for quoted in small.quotations] == [
        "heroic-flood/too-late",
        "full-flood/it-held",
        "heroic-flood/it-held",
        "full-flood/nobody-knew",
        "full-flood/nobody-knew-either",
        "heroic-flood/rtl",
        "shitafon/mahar",
    ]


def test_who_said_held_counted_and_carried_what(small: Archive) -> None:
    assert [x.key for x in small.quotations_by("tom-weir")] == ["heroic-flood/rtl"]
    assert [x.statement.id for x in small.statements_by("mira-okonjo")] == [
        "okonjo-unsafe",
        "okonjo-held",  # it has no date of its own, so it has that of its quotation
        "okonjo-safe",
        "okonjo-retracts",
    ]
    assert [x.statement.id for x in small.statements_on("dam-was-safe")] == [
        "okonjo-safe",
        "okonjo-retracts",
        "official-unsafe",
    ]
    assert [(x.article.id, x.figure.id) for x in small.figures_by("river-board")] == [
        ("full-flood", "houses"),
        ("heroic-flood", "houses"),
    ]
    assert [x.figure.id for x in small.figures_of("houses-flooded")] == [
        "moved",
        "houses",
        "houses",
    ]  # moved: the day of its words
    assert [x.key for x in small.carried_by("wire-service")] == ["full-flood/it-held", "heroic-flood/it-held"]


def test_renderings_of_a_passage_stand_in_order_of_publication(small: Archive) -> None:
    assert [x.key for x in small.renderings_of(PassageRef("okonjo-at-the-dam", "it-held"))] == [
        "full-flood/it-held",
        "heroic-flood/it-held",
        "shitafon/mahar",
    ]


def test_what_was_published_and_relayed(small: Archive) -> None:
    assert [article.id for article in small.published_by("vell-herald")] == ["shitafon", "full-flood"]
    assert [article.id for article in small.relayed_from("full-flood")] == ["heroic-flood"]
    assert [article.id for article in small.relayed_from("wire-service")] == ["shitafon"]
    assert [article.id for article in small.articles_on("floods")] == ["shitafon", "heroic-flood", "full-flood"]


def test_where_and_with_whom(small: Archive) -> None:
    assert [event.id for event in small.events_at("upper-valley")] == ["flood-of-may", "dam-opens"]
    assert [event.id for event in small.events_of("mira-okonjo")] == ["dam-opens"]
    assert [told.article.id for told in small.reports_of("flood-of-may")] == ["heroic-flood", "full-flood"]
    assert [person.id for person in small.members_of("river-board")] == ["mira-okonjo"]
    assert [body.id for body in small.parts_of("republic-of-vell")] == ["river-board"]
    assert [place.id for place in small.parts_of("vell")] == ["upper-valley"]
    assert [utterance.id for utterance in small.utterances_by("mira-okonjo")] == ["okonjo-at-the-dam"]
    assert dict(small.named_with("tom-weir")) == dict.fromkeys(set(small.named_in("heroic-flood")) - {"tom-weir"}, 1)


def test_what_nobody_answers_is_empty(small: Archive) -> None:
    assert small.quotations_by("nobody") == ()
    assert small.mentions_of("nobody") == ()
    assert small.renderings_of(PassageRef("no", "body")) == ()


def test_a_mention_stands_under_every_record_that_a_body_links(small: Archive) -> None:
    assert [m.words for m in small.mentions_of("mira-okonjo")] == [
        "מירה אוקונג׳ו",
        "Okonjo",
        "Mira Okonjo",
        "Mira Okonjo",
    ]
    assert [m.article.id for m in small.mentions_of("dam-was-unsafe")] == ["heroic-flood"]
