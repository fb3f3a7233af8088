"""The structure of the models: the order of keys, the shape of each, and every value of a record."""

from typing import get_args

import pytest
from pydantic import BaseModel

from generator.records import structure
from generator.records.load import make_record
from generator.records.model import (
    RECORDS,
    AgentRef,
    AnyRecord,
    Article,
    Attribution,
    Date,
    Kind,
    Person,
    Quotation,
    Record,
    Relay,
    Step,
)
from generator.records.scalars import Line, Words
from generator.records.settings import RightsStatus, Section, Settings
from generator.records.structure import Shape, fields, keys, model_at, part_model, shape_of, values, values_in_tree
from generator.records.yaml_text import Source, read

PERSON = """\
name: Mira Okonjo
also: [Myra Okonjo, {name: Мира, language: ru}]
roles: [{title: chair, of: river-board, from: 2012}, {title: guest}]
"""

ARTICLE = """\
---
title: Flood
publisher: wire
source: {relays: agency}
quotations:
- {id: one, speaker: mira, text: [so much, water], via: [radio, {by: [wire, agency], date: 2025-05-29}]}
- {id: two, speaker: {unnamed: an official}, text: none, really: {speaker: null, basis: the release}}
events: [flood, {event: dam, date: 2025-04}]
---
Water rose.
"""


def source(text: str, kind: Kind) -> Source:
    found, problems = read("content/it", text.encode(), front_matter=kind == "article")
    assert found is not None
    assert problems == ()
    return found


def record(text: str, kind: Kind) -> AnyRecord:
    found, problems = make_record(source(text, kind), kind, "it")
    assert problems == ()
    assert found is not None
    return found


def is_reference(shape: Shape) -> bool:
    return shape.refers is not None


def is_date(shape: Shape) -> bool:
    return shape.part is Date


def is_line(shape: Shape) -> bool:
    return bool(shape.hint == Line)


def test_keys_stand_in_the_order_of_the_models_and_what_every_record_has_comes_last() -> None:
    assert keys(Person) == (
        "name", "also", "headline", "summary", "sort", "country", "roles", "relations", "wikidata", "isni", "viaf", "formerly", "notes",
    )  # fmt: skip
    assert keys(Quotation)[:3] == ("id", "review", "speaker")
    assert keys(AgentRef) == ("unnamed",)
    assert keys(Article)[-2:] == ("events", "notes")


def test_a_field_that_no_author_writes_has_its_place_too() -> None:
    assert [field.key for field in fields(Article)] == ["id", *keys(Article), "body"]


def test_a_key_is_as_it_is_written_and_a_name_as_the_model_has_it() -> None:
    named = {field.key: field.name for field in fields(structure.part_model(Person, "roles") or Record)}
    assert named == {"title": "title", "of": "of", "from": "from_", "to": "to"}


def test_a_part_is_found_under_its_key_or_in_its_list_or_table() -> None:
    assert part_model(Article, "quotations") is Quotation
    assert part_model(Quotation, "via") is Step
    assert part_model(Article, "title") is None
    assert part_model(Article, "no-such-key") is None
    assert part_model(Settings, "rights") is RightsStatus
    assert part_model(Section, "pages") is Section


def test_the_owner_of_a_key_is_the_part_in_which_it_stands() -> None:
    assert model_at(Article, ()) is Article
    assert model_at(Article, ("quotations", 1, "really")) is Attribution
    assert model_at(Article, ("source", "relays")) is Relay
    assert model_at(Article, ("quotations", 1, "no-such-key", "x")) is Quotation


def test_a_shape_says_what_may_stand_in_a_place() -> None:
    text = shape_of(Quotation, "text")
    assert text is not None
    assert (text.form, text.items[0].hint, text.nullable) == ("list", Words, False)
    assert [widen("one") for widen in text.widen] == [["one"]]
    stance = shape_of(structure.part_model(Article, "statements") or Record, "stance")
    assert stance is not None
    assert stance.choices == ("asserts", "confirms", "denies", "declines", "retracts", "doubts")
    speaker = shape_of(Attribution, "speaker")
    assert speaker is not None
    assert speaker.nullable
    assert speaker.refers is not None
    assert speaker.refers.kinds == ("person", "organisation")
    point = shape_of(RECORDS["place"], "point")
    assert point is not None
    assert (point.form, len(point.items), point.nullable) == ("row", 2, True)


def test_a_field_that_would_take_several_things_is_refused() -> None:
    class Odd(BaseModel):
        either: int | str

    with pytest.raises(TypeError, match="several things"):
        fields(Odd)


def test_every_reference_of_a_record_is_found_with_the_steps_of_its_long_form() -> None:
    found = values(record(ARTICLE, "article"), is_reference)
    assert [(it.steps, it.value) for it in found] == [
        (("publisher",), "wire"),
        (("source", "relays", "of"), "agency"),
        (("quotations", 0, "speaker", "id"), "mira"),
        (("quotations", 0, "via", 0, "by", 0), "radio"),
        (("quotations", 0, "via", 1, "by", 0), "wire"),
        (("quotations", 0, "via", 1, "by", 1), "agency"),
        (("events", 0, "event"), "flood"),
        (("events", 1, "event"), "dam"),
    ]


def test_of_a_wanted_part_the_walk_finds_the_whole_and_whose_it_is() -> None:
    found = list(values(record(ARTICLE, "article"), is_date))
    assert [it.steps for it in found] == [("quotations", 0, "via", 1, "date"), ("events", 1, "date")]
    assert [type(it.owner).__name__ for it in found] == ["Step", "Occurrence"]
    assert [it.value.edtf.text for it in found] == ["2025-05-29", "2025-04"]


def test_a_file_that_makes_no_record_shows_what_can_be_read_as_one() -> None:
    tree = source(ARTICLE.replace("title: Flood\n", ""), "article").tree
    tree["quotations"].append("no quotation")
    tree["quotations"].append({"id": "three", "speaker": {"id": "ada", "unnamed": "someone"}})
    whole = [(it.steps, it.value) for it in values(record(ARTICLE, "article"), is_reference)]
    assert [(steps, value) for steps, _, value in values_in_tree(tree, Article, is_reference)] == whole


def test_a_walk_goes_through_tables_and_ends_where_a_part_holds_parts_of_its_kind() -> None:
    settings = Settings.model_validate(
        {"rights": {"InC": {"label": "In copyright"}}, "sections": [{"page": "home", "name": "Start"}]}
    )
    found = {it.steps: it.value for it in values(settings, is_line)}
    assert found == {
        ("title",): "A research archive",
        ("rights", "InC", "label"): "In copyright",
        ("sections", 0, "name"): "Start",
    }


def test_the_steps_that_stand_in_the_file_are_those_of_the_short_form() -> None:
    found = source(ARTICLE, "article")
    assert found.existing_part(("quotations", 0, "via", 0, "by", 0)) == ("quotations", 0, "via", 0)
    assert found.existing_part(("source", "relays", "of")) == ("source", "relays")
    assert found.existing_part(("quotations", 9, "id")) == ("quotations",)
    assert found.existing_part(("title",)) == ("title",)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_key_of_every_record_has_a_shape(kind: Kind) -> None:
    forms = {field.shape.form for field in fields(RECORDS[kind])}
    assert forms <= {"scalar", "choice", "part", "list", "row"}
