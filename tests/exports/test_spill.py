"""Texts stored in a temporary file are read back unchanged."""

import os
import pickle
import sys
from pathlib import Path

import pytest

from generator.exports.spill import SpillFile


def test_texts_come_back_in_any_order(tmp_path: Path) -> None:
    aside = SpillFile(tmp_path / "cache")
    texts = ["", "one", "два\n", "\ud800 alone", "x" * 100_000]
    put = [aside.put(text) for text in texts]
    assert [text() for text in reversed(put)] == texts[::-1]
    assert put[1]() == "one"
    aside.close()


def test_many_items_that_are_put_together_come_back_one_by_one(tmp_path: Path) -> None:
    aside = SpillFile(tmp_path / "cache")
    items = [{"number": number} for number in range(2_500)]
    put = aside.put_all(items)
    assert [put[place]() for place in (2_499, 0, 1_000, 999)] == [items[place] for place in (2_499, 0, 1_000, 999)]
    assert [item() for item in put] == items
    aside.close()


def test_a_file_has_no_name(tmp_path: Path) -> None:
    aside = SpillFile(tmp_path)
    aside.put("some text")
    assert sys.platform == "win32" or not [*tmp_path.iterdir()]
    aside.close()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_processes_that_were_forked_put_their_texts_into_the_same_file(tmp_path: Path) -> None:
    aside = SpillFile(tmp_path)
    ends = [os.pipe() for _ in range(4)]
    for number, (_, out) in enumerate(ends):
        if os.fork() == 0:
            put = [aside.put(f"{number}: {'я' * (200 * turn)}") for turn in range(50)]
            os.write(out, pickle.dumps(put))
            os._exit(0)
    mine = aside.put("of the first process")
    for number, (out, _) in enumerate(ends):
        os.wait()
        put = pickle.loads(os.read(out, 50_000))  # noqa: S301
        assert [text() for text in put] == [f"{number}: {'я' * (200 * turn)}" for turn in range(50)]
    assert mine() == "of the first process"
    aside.close()
