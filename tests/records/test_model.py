"""Records are immutable values that can be pickled."""

import copy
import pickle

import pytest
from pydantic import ValidationError

from generator.records.model import Event, Statement

DAY = {"edtf": "2025-04", "words": "in April 2025"}


def event(**more: object) -> Event:
    return Event.model_validate({"id": "launch", "what": "A launch", "date": DAY, **more})


def test_equal_dates_and_parties_of_many_records_are_held_once() -> None:
    assert event().date is event(id="another").date
    assert event().date is not event(date="2025-04").date
    told = [
        {"id": name, "holder": "ada", "proposition": "it-rains", "stance": "asserts", "rests_on": "verb"}
        for name in "ab"
    ]
    one, other = map(Statement.model_validate, told)
    assert one.holder is other.holder


def test_what_was_written_of_a_record_is_known_of_each_by_itself() -> None:
    one, other, third = event(), event(part_of="war"), event(id="another")
    assert one.model_fields_set == {"id", "what", "date"} == third.model_fields_set
    assert one.model_fields_set is third.model_fields_set
    assert other.model_fields_set == {"id", "what", "date", "part_of"}
    changed = one.model_copy(update={"part_of": "war"})
    assert changed.model_fields_set == other.model_fields_set
    assert one.model_fields_set == {"id", "what", "date"}


def test_a_record_is_like_any_other_value_whatever_it_takes_of_memory() -> None:
    one, same, other = event(part_of="war"), event(part_of="war"), event()
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
    assert copy.deepcopy(one) == one
    assert {*one.model_dump(exclude_unset=True)} == {"id", "what", "date", "part_of"}
    with pytest.raises(ValidationError, match="frozen"):
        one.what = "Another"  # type: ignore[misc]
