"""An index of many entries, built in shards, is the same as one built of all entries at once."""

import gzip
import json
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2
import pytest
from pagefind.index import PagefindIndex

from generator.exports.search import pagefind, shards
from generator.exports.search.layout import UnknownLayoutError
from generator.exports.search.service import Service
from tests.exports.test_search_pagefind import ADA, WORDS, contents, on

pytestmark = pytest.mark.processes

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
    """By word, its pages and variants, read from the file that a browser would load."""
    found: dict[str, Any] = {}
    for first, last, name in listed(index)[2]:
        for word, pages, variants in unpacked(index / "index" / f"{name}.pf_index")[0]:
            assert first <= word
            assert word <= last or word.startswith(last)
            found[word] = pages, sorted(variants)
    return found


@pytest.mark.parametrize("shard", [1, 2, 5, len(MANY) - 1])
def test_an_index_made_in_shards_is_byte_for_byte_the_one_that_is_made_at_once(tmp_path: Path, shard: int) -> None:
    whole, made = (
        pagefind.build_index(tmp_path / name, MANY, shard=most) for name, most in (("whole", 99), ("made", shard))
    )
    assert contents(made) == contents(whole)
    assert {"wall", "стена"} <= words(made).keys()
    assert len(words(made)["cafe"][0]) == 1  # and of café
    assert listed(made)[5] == ["also", "name", "names", "title"]
    said = json.loads((made / "pagefind-entry.json").read_text())["languages"]["und"]
    assert said["page_count"] == len(MANY) - 1  # one entry has no word
    assert (made / f"pagefind.{said['hash']}.pf_meta").is_file()


def test_after_any_change_an_index_is_byte_for_byte_the_one_that_is_made_anew(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311  (the same changes in each run)
    present = [*MANY]
    for number in range(14):
        index = pagefind.build_index(tmp_path / "patched", present)
        assert contents(index) == contents(pagefind.build_index(tmp_path / str(number), present)), number
        place = chance.randrange(len(present))
        match number % 4:
            case 0:
                present[place] = replace(present[place], content=f"{present[place].content} rose {number}")
            case 1:
                present.insert(
                    place, replace(on(f"2025-04-{number:02}", f"new-{number}"), content=chance.choice(TEXTS))
                )
            case 2:
                present = [entry for entry in present if entry.also or not chance.randrange(3)]
            case 3:
                present = [*MANY, *(entry for entry in present if entry.url not in {it.url for it in MANY})]


def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the entries sent to Pagefind from now on."""
    seen: list[str] = []
    add = Service.add

    async def noted(service: Service, index: PagefindIndex, records: Iterable[Mapping[str, Any]]) -> None:
        given = [*records]
        seen.extend(record["url"] for record in given)
        await add(service, index, given)

    monkeypatch.setattr(Service, "add", noted)
    return seen


def test_pagefind_is_given_only_what_the_latest_index_has_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pagefind.build_index(tmp_path, MANY)
    seen = handed_over(monkeypatch)
    pagefind.build_index(tmp_path, [*MANY[:-1], replace(MANY[-1], content="somebody said so")])
    assert seen == [MANY[-1].url]
    pagefind.build_index(tmp_path, MANY[:-1])
    assert seen == [MANY[-1].url]


def test_nothing_is_taken_from_an_index_that_is_not_as_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = pagefind.build_index(tmp_path, MANY)
    next(index.glob("index/*")).write_bytes(b"spoilt")
    seen = handed_over(monkeypatch)
    pagefind.build_index(tmp_path, MANY[:-1])
    assert len(seen) == len(MANY) - 1


def test_entries_of_an_index_made_in_shards_are_named_by_numbers_that_go_on(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, MANY, shard=3)
    names = [name for name, *_ in listed(index)[1]]
    assert [int(name[5:], 16) for name in names] == [*range(len(MANY) - 1)]
    assert {file.stem for file in index.glob("fragment/*")} == {*names}


def test_words_are_put_into_files_by_how_much_they_take(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/{n}/", content="harbour " * 300 + f"word{n:03}") for n in range(80)]
    index = pagefind.build_index(tmp_path, many, shard=30)
    pieces = listed(index)[2]
    assert len(pieces) > 1
    assert all(last < first for (_, last, _), (first, _, _) in pairwise(pieces))
    assert all(last >= first[:-1] for (_, last, _), (first, _, _) in pairwise(pieces))  # no longer than needed
    assert [*words(index)] == sorted(words(index))


def changed_in(monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[Any], Any]) -> None:
    """Make Pagefind write other content into the files of one kind."""
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
def test_shards_that_are_laid_out_otherwise_are_not_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[Any], Any]
) -> None:
    changed_in(monkeypatch, suffix, change)
    with pytest.raises(RuntimeError, match=r"otherwise than 1\.5 and 1\.6 do"):
        pagefind.build_index(tmp_path, MANY, shard=5)


def test_a_file_without_the_sign_of_pagefind_is_not_merged() -> None:
    entry = {"pagefind-entry.json": b'{"languages": {"und": {"hash": "a"}}}'}
    with pytest.raises(UnknownLayoutError, match="sign"):
        shards.merge_shards([shards.Shard({**entry, "pagefind.a.pf_meta": gzip.compress(b"{}")}, {})], "abcde")
