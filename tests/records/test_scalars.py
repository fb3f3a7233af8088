"""Values with their own rules, used in several kinds of records."""

import pytest

from generator.records.model import Passage, Quotation
from generator.records.scalars import PassageRef, QuotationRef, ref_in

QUOTATION = {"id": "one", "speaker": "mira", "text": "so much"}


def test_a_reference_is_read_as_two_ids_and_written_as_it_was() -> None:
    quotation = Quotation.model_validate(QUOTATION | {"utterance": "talk/so-much"})
    assert quotation.passage == PassageRef("talk", "so-much")
    assert str(quotation.passage) == "talk/so-much"
    assert quotation.model_dump(by_alias=True)["utterance"] == "talk/so-much"
    passage = Passage.model_validate({"id": "so-much", "gist": "how much", "base": "flood/one"})
    assert passage.base == QuotationRef("flood", "one")
    assert str(passage.base) == "flood/one"


@pytest.mark.parametrize("value", ["talk", "talk/", "/one", "talk/one/two", "Talk/one", "", None, ["talk", "one"]])
def test_what_is_no_two_ids_is_no_reference(value: object) -> None:
    assert ref_in(PassageRef, value) is None


def test_references_stand_in_the_order_of_their_ids() -> None:
    assert sorted([PassageRef("b", "a"), PassageRef("a", "b"), PassageRef("a", "a")]) == [
        PassageRef("a", "a"), PassageRef("a", "b"), PassageRef("b", "a"),
    ]  # fmt: skip
