"""A search index of many entries, which Pagefind makes of some at a time, is the one that it makes of all of them."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2
import pytest
from pagefind.index import PagefindIndex

from generator.exports.search import pagefind, shards
from generator.exports.search.renumbered import UnknownLayoutError
from tests.exports.test_search_pagefind import ADA, WORDS, contents, on

TEXTS = (
    "The wall was safe", "Café and cafe in Köln", "Стена была в порядке", "성벽은 안전했다", "2+2 is 4", "…", "The safe wall",
    "walls, walling and walled", "İstanbul naïve", "the the the",
)  # fmt: skip
MANY = (
    *(replace(on(f"2025-04-{day:02}", f"q-{day}"), content=text) for day, text in enumerate(TEXTS, start=1)),
    ADA,
    WORDS,
    replace(ADA, url="people/bo/", title="Bo", names="Bo Quill, Бо", also="the harbour master"),
    replace(WORDS, url="articles/a/#q-b", title="", content="nobody said so"),
)


def unpacked(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))


def listed(index: Path) -> Any:
    (file,) = index.glob("*.pf_meta")
    return unpacked(file)


def words(index: Path) -> dict[str, Any]:
    """By word its pages and its other forms, read from the file that a browser would ask for."""
    found: dict[str, Any] = {}
    for first, last, name in listed(index)[2]:
        for word, pages, variants in unpacked(index / "index" / f"{name}.pf_index")[0]:
            assert first <= word
            assert word <= last or word.startswith(last)
            found[word] = pages, sorted(variants)
    return found


@pytest.mark.parametrize("shard", [1, 2, 5, len(MANY) - 1])
def test_an_index_made_in_shards_is_the_one_that_is_made_at_once(tmp_path: Path, shard: int) -> None:
    whole, made = (pagefind.made(tmp_path / name, MANY, {}, most) for name, most in (("whole", 99), ("made", shard)))
    assert listed(made)[1] == listed(whole)[1]
    assert words(made) == words(whole)
    assert {"wall", "стена"} <= words(made).keys()
    assert words(made)["cafe"][1]  # its other form is café
    assert listed(made)[5] == listed(whole)[5] == ["also", "name", "names", "title"]
    one, other = ({path: held for path, held in contents(it).items() if "pf_" not in path} for it in (made, whole))
    assert one.keys() == other.keys()
    assert {path for path, held in one.items() if other[path] != held} <= {"pagefind-entry.json"}
    said = json.loads((made / "pagefind-entry.json").read_text())["languages"]["en"]
    assert said["page_count"] == len(MANY) - 1  # one has no word
    assert (made / f"pagefind.{said['hash']}.pf_meta").is_file()


def test_entries_of_an_index_made_in_shards_are_named_by_numbers_that_go_on(tmp_path: Path) -> None:
    index = pagefind.made(tmp_path, MANY, {}, 3)
    names = [name for name, *_ in listed(index)[1]]
    assert [int(name[5:], 16) for name in names] == [*range(len(MANY) - 1)]
    assert {file.stem for file in index.glob("fragment/*")} == {*names}


def test_the_same_entries_in_the_same_shards_make_the_same_bytes(tmp_path: Path) -> None:
    one, other = (contents(pagefind.made(tmp_path / name, MANY, {}, 4)) for name in ("one", "other"))
    assert one == other


def test_words_are_put_into_files_by_how_much_they_take(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/{n}/", content="harbour " * 300 + f"word{n:03}") for n in range(80)]
    index = pagefind.made(tmp_path, many, {}, 30)
    pieces = listed(index)[2]
    assert len(pieces) > 1
    assert all(last < first for (_, last, _), (first, _, _) in pairwise(pieces))
    assert all(last >= first[:-1] for (_, last, _), (first, _, _) in pairwise(pieces))  # no letter more than needed
    assert [*words(index)] == sorted(words(index))


def changed_in(monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[Any], Any]) -> None:
    """Have Pagefind write other content into the files of one kind."""
    get = PagefindIndex.get_files

    async def other(index: PagefindIndex) -> Any:
        def with_change(content: bytes) -> bytes:
            plain = cbor2.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
            return gzip.compress(b"pagefind_dcd" + cbor2.dumps(change(plain)))

        return [
            {**file, "content": with_change(file["content"])} if file["path"].endswith(suffix) else file
            for file in await get(index)
        ]

    monkeypatch.setattr(PagefindIndex, "get_files", other)


@pytest.mark.parametrize(
    ("suffix", "change"),
    [
        (".pf_index", lambda it: [[word[:2] for word in it[0]]]),
        (".pf_index", lambda it: [it[0][::-1]]),
        (".pf_index", lambda it: {"words": it}),
        (".pf_meta", lambda it: [*it, "more"]),
        (".pf_meta", lambda it: [*it[:4], [["by", "day"]], it[5]]),
    ],
)
def test_shards_that_are_laid_out_otherwise_are_not_merged_and_the_index_is_published_as_it_is_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[Any], Any]
) -> None:
    changed_in(monkeypatch, suffix, change)
    with pytest.warns(RuntimeWarning, match=r"otherwise than 1\.5 and 1\.6 do"):
        index = pagefind.made(tmp_path, MANY, {}, 5)
    assert len(json.loads((index / "entries.json").read_text())["names"]) == len(MANY) - 1


def test_a_file_without_the_sign_of_pagefind_is_not_merged() -> None:
    with pytest.raises(UnknownLayoutError, match="sign"):
        shards.merged([{"a.pf_meta": gzip.compress(b"{}")}] * 2, "abcde")
