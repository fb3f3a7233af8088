"""The index that a browser asks: made once for what can be found, and put into the site."""

import gzip
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from pagefind.service import get_executable

from generator import search_index
from generator.exports.search import Entry, Facet

ADA = Entry("people/ada/", "Ada", "A mayor.", (("kind", ("Person",)),), names="Ada Ада")
WORDS = Entry("articles/flood/#q-rain", "Ada", "It never rains", (("kind", ("Quotation",)),), about="The Herald")


def tree(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_it_holds_what_the_search_asks_for_and_no_ready_made_interface(tmp_path: Path) -> None:
    index = search_index.made(tmp_path, [ADA, WORDS])
    names = {path.name for path in index.iterdir()}
    assert {"pagefind.js", "pagefind-entry.json", "index", "filter", "fragment", "names.json"} <= names
    assert not [name for name in names if "ui" in name or "worker" in name or "highlight" in name]
    assert len(list((index / "fragment").iterdir())) == 2
    entry = json.loads((index / "pagefind-entry.json").read_text())
    assert [(code, language["page_count"]) for code, language in entry["languages"].items()] == [("en", 2)]


def test_every_file_of_it_is_whole(tmp_path: Path) -> None:
    """Pagefind's own way of writing them says that they are there before they are, and may be stopped in between."""
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(100)]
    for n in range(3):
        index = search_index.made(tmp_path / str(n), many)
        assert json.loads((index / "pagefind-entry.json").read_text())["languages"]["en"]["page_count"] == 100
        packed = [*index.rglob("*.pf_*")]
        assert len(packed) > 100
        assert all(gzip.decompress(file.read_bytes()) for file in packed)


def test_entries_are_called_by_numbers_which_compress(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(300)]
    index = search_index.made(tmp_path, many)
    (listed,) = index.glob("*.pf_meta")
    plain = gzip.decompress(listed.read_bytes())
    names = sorted(file.stem for file in index.glob("fragment/*"))
    assert [int(name[5:], 16) for name in names] == [*range(300)]
    assert [plain.count(name.encode()) for name in names] == [1] * 300
    other = search_index.made(tmp_path, [*many, WORDS])
    assert not {file.name for file in other.glob("fragment/*")} & {file.name for file in index.glob("fragment/*")}


@pytest.mark.parametrize("content", ["", " ", "…"])
def test_what_has_no_text_is_found_by_its_title(tmp_path: Path, content: str) -> None:
    index = search_index.made(tmp_path, [replace(ADA, content=content), WORDS])
    found = [json.loads(gzip.decompress(file.read_bytes())[12:]) for file in index.glob("fragment/*")]
    assert {entry["url"]: entry["content"] for entry in found} == {ADA.url: "Ada", WORDS.url: "It never rains"}


def test_names_are_suggested_and_quotations_are_not(tmp_path: Path) -> None:
    index = search_index.made(tmp_path, [ADA, WORDS])
    assert json.loads((index / "names.json").read_text()) == [["Ada", "people/ada/", "Person"]]


def test_the_values_of_each_filter_are_counted_over_the_whole_archive(tmp_path: Path) -> None:
    topics: tuple[Facet, tuple[str, ...]] = ("topic", ("Floods", "Rain", "Floods"))
    index = search_index.made(
        tmp_path, [ADA, replace(WORDS, filters=(*WORDS.filters, topics)), replace(WORDS, url="b/")]
    )
    values = {file.stem: json.loads(file.read_text()) for file in (index / "values").iterdir()}
    assert values.pop("kind") == {"Person": 1, "Quotation": 2}
    assert values.pop("topic") == {"Floods": 1, "Rain": 1}
    assert set(values) == {*get_args(Facet)} - {"kind", "topic"}
    assert not any(values.values())


def test_what_did_not_change_is_not_indexed_again(tmp_path: Path) -> None:
    index = search_index.made(tmp_path, [ADA, WORDS])
    before = tree(index)
    assert search_index.made(tmp_path, [ADA, WORDS]) == index
    assert tree(index) == before


def test_a_change_makes_another_index_and_the_last_but_one_is_kept(tmp_path: Path) -> None:
    made = [search_index.made(tmp_path, [replace(ADA, content=f"{n}")]) for n in range(3)]
    assert search_index.latest(tmp_path) == made[2]
    assert [index.is_dir() for index in made] == [False, True, True]


def test_an_index_that_is_asked_for_again_is_the_latest(tmp_path: Path) -> None:
    first = search_index.made(tmp_path, [ADA])
    search_index.made(tmp_path, [WORDS])
    search_index.made(tmp_path, [ADA])  # an edit was taken back
    assert search_index.latest(tmp_path) == first


def test_another_program_of_pagefind_makes_its_own_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = search_index.made(tmp_path / "cache", [ADA])
    program = get_executable()
    assert program is not None
    other = tmp_path / "pagefind"
    other.write_bytes(program.read_bytes() + b"\n")
    other.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(other))
    assert search_index.made(tmp_path / "cache", [ADA]) != first


def test_more_entries_than_are_handed_over_at_once(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(1_201)]
    assert len(list((search_index.made(tmp_path, many) / "fragment").iterdir())) == 1_201


def test_it_is_put_into_a_site_as_files_or_as_a_link(tmp_path: Path) -> None:
    index = search_index.made(tmp_path / "cache", [ADA])
    site = tmp_path / "site"
    site.mkdir()
    for linked in (False, True, False):
        search_index.put(index, site, linked=linked)
        assert (site / "pagefind").is_symlink() == linked
        assert set(tree(site / "pagefind")) == set(tree(index))


def test_what_changes_the_site_leaves_the_cache_as_it_is(tmp_path: Path) -> None:
    index = search_index.made(tmp_path / "cache", [ADA])
    before = tree(index)
    search_index.put(index, tmp_path, linked=False)
    (tmp_path / "pagefind" / "pagefind.js").write_text("shortened in place")
    assert (tmp_path / "pagefind" / "pagefind.js").read_text() != (index / "pagefind.js").read_text()
    assert tree(index) == before


def test_a_link_is_replaced_while_readers_ask(tmp_path: Path) -> None:
    """Under `mkdocs serve` the index is exchanged in a thread of its own; a moment without one would be an error to a reader."""
    site = tmp_path / "site"
    site.mkdir()
    indexes = [search_index.made(tmp_path / "cache", [entry]) for entry in (ADA, WORDS)]
    search_index.put(indexes[0], site, linked=True)
    done = threading.Event()
    seen = []

    def read() -> None:
        while not done.is_set():
            try:
                seen.append((site / "pagefind" / "stamp.txt").read_text())
            except OSError:
                seen.append("")

    reader = threading.Thread(target=read)
    reader.start()
    turn = 0
    while len(seen) < 500:
        turn += 1
        search_index.put(indexes[turn % 2], site, linked=True)
    done.set()
    reader.join()
    assert set(seen) <= {index.name for index in indexes}
