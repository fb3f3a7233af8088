"""A stored ledger is either read back unchanged or rejected."""

import hashlib
from array import array

import pytest

from generator.pages.ledger import Entry, Ledger, dump, load


def test_a_ledger_comes_back_as_it_was_with_each_word_once() -> None:
    fingerprints = {("link", "tellings", "flood"): "ab", ("link", "tellings", "storm"): "ab", ("record", "flood"): ""}
    ledger = Ledger(
        "basis", fingerprints, {"flood": Entry(array("I", [0, 2]), ("flood.md",))}, "record_inputs", "file_inputs"
    )
    found, pages = load(dump(ledger, {}))
    assert (found, pages) == (ledger, {})
    one, other, record = found.fingerprints
    assert one[0] is other[0]
    assert one[2] is record[1]
    assert found.fingerprints[one] is found.fingerprints[other]


@pytest.mark.parametrize(
    "fingerprints", [b'[[["link",["flood"]],"ab"]]', b'[["link"]]', b'[[7,"ab"]]', b'[[["link"],["ab"]]]', b"null"]
)
def test_what_is_no_ledger_is_refused(fingerprints: bytes) -> None:
    content = (
        b'{"basis":"","record_inputs":"","file_inputs":"","fingerprints":' + fingerprints + b',"units":[],"pages":[]}'
    )
    with pytest.raises(ValueError):  # noqa: PT011 - its message is not shown
        load(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
