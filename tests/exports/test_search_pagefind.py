"""The search index: built once for the same entries, and put into the site."""

import gzip
import json
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any, get_args

import pytest
from pagefind.index import PagefindIndex
from pagefind.service import get_executable

from generator.exports import swap
from generator.exports.linked import FormerSite
from generator.exports.search import pagefind
from generator.exports.search.entries import Entry, Facet
from generator.timings import Step

pytestmark = pytest.mark.processes

ADA = Entry("people/ada/", "Ada", "A mayor.", (("kind", ("Person",)),), names="Ada Ада")
WORDS = Entry("articles/flood/#q-rain", "Ada", "It never rains", (("kind", ("Quotation",)),), about="The Herald")


def fragments(index: Path) -> list[dict[str, Any]]:
    """The entries as a browser reads them, sorted by name."""
    files = sorted((index / "fragment").iterdir())
    return [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]


def values(index: Path, facet: Facet) -> dict[str, list[int]]:
    """The numbers of the entries with each value."""
    name = json.loads((index / "entries.json").read_text())["name"]
    held = json.loads((index / "values" / name / f"{facet}.json").read_text())
    return {value: list(accumulate(distances)) for value, distances in held.items()}


def tree(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_it_holds_what_the_search_asks_for_and_no_program_of_pagefinds(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    names = {path.name.partition(".")[0] if "." in path.name else path.name for path in index.iterdir()}
    assert names == {
        "pagefind-entry",
        "pagefind",
        "index",
        "fragment",
        "entries",
        "names",
        "values",
        "terms",
        "stems",
        "stamp",
    }
    assert not [*index.glob("*.js"), *index.glob("wasm*")]
    assert len(list((index / "fragment").iterdir())) == 2
    entry = json.loads((index / "pagefind-entry.json").read_text())
    assert [(code, language["page_count"]) for code, language in entry["languages"].items()] == [("und", 2)]
    listed = json.loads((index / "entries.json").read_text())
    assert (index / listed["listed"]).is_file()
    assert [(index / path).is_file() for path in listed["stems"].values()] == [True]


def test_what_is_shown_are_the_words_themselves_and_not_their_stems(tmp_path: Path) -> None:
    ada, words = fragments(pagefind.build_index(tmp_path, [ADA, WORDS]))
    assert (ada["content"], words["content"]) == ("A mayor.", "It never rains")
    assert ada["meta"] == {"title": "Ada", "names": "Ada Ада"}
    assert words["filters"] == {"kind": ["Quotation"], "about": ["The Herald"]}


def test_every_file_of_it_is_whole(tmp_path: Path) -> None:
    """Pagefind, writing files itself, reports success before it has finished and may be stopped in between."""
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(100)]
    for n in range(3):
        index = pagefind.build_index(tmp_path / str(n), many)
        assert json.loads((index / "pagefind-entry.json").read_text())["languages"]["und"]["page_count"] == 100
        packed = [*index.rglob("*.pf_*")]
        assert len(packed) > 100
        assert all(gzip.decompress(file.read_bytes()) for file in packed)


def test_entries_are_called_by_numbers_which_compress(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(300)]
    index = pagefind.build_index(tmp_path, many)
    (listed,) = index.glob("*.pf_meta")
    plain = gzip.decompress(listed.read_bytes())
    names = sorted(file.stem for file in index.glob("fragment/*"))
    assert [int(name[5:], 16) for name in names] == [*range(300)]
    assert [plain.count(name.encode()) for name in names] == [1] * 300
    other = pagefind.build_index(tmp_path, [*many, WORDS])
    assert not {file.name for file in other.glob("fragment/*")} & {file.name for file in index.glob("fragment/*")}


def test_it_says_how_many_entries_it_has_while_it_is_made_and_not_when_it_stands(tmp_path: Path) -> None:
    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(5)]
    said: list[Step] = []
    pagefind.build_index(tmp_path, many, shard=2, say=said.append)
    assert [(step.done, step.total) for step in said] == [(0, 5), (2, 5), (4, 5), (5, 5)]
    pagefind.build_index(tmp_path, many, say=said.append)
    assert len(said) == 4


def on(day: str, url: str) -> Entry:
    return replace(WORDS, url=url, filters=(*WORDS.filters, ("date", (day,))))


def test_entries_stand_by_date_the_newest_first_and_the_undated_last(tmp_path: Path) -> None:
    days = [
        "2025-04-01/2025-04-30",
        "2025-04-28",
        "-0043-03-15",
        "2025-04-01",
        "+12025-01-01",
        "0987-01-01",
        "-0044-03-15",
    ]
    index = pagefind.build_index(tmp_path, [ADA, *(on(day, day) for day in days), replace(ADA, url="people/bea/")])
    assert [entry["url"] for entry in fragments(index)] == [
        "+12025-01-01",
        "2025-04-28",
        "2025-04-01/2025-04-30",
        "2025-04-01",
        "0987-01-01",
        "-0043-03-15",
        "-0044-03-15",
        "people/ada/",
        "people/bea/",
    ]
    listed = json.loads((index / "entries.json").read_text())
    assert (listed["number"], listed["dated"]) == (9, 7)
    assert values(index, "date")["-0043-03-15"] == [5]


def test_two_indexes_share_no_name_under_which_a_browser_keeps_other_bytes(tmp_path: Path) -> None:
    """A returning reader's browser has files of the previous index cached, and revalidates only those that lead to all
    others."""
    topics: list[tuple[Facet, tuple[str, ...]]] = [("topic", ("Floods",)), ("topic", ("Rain",))]
    indexes = [pagefind.build_index(tmp_path, [ADA, replace(WORDS, filters=(*WORDS.filters, it))]) for it in topics]
    old, new = ({p.relative_to(i).as_posix(): p.read_bytes() for p in i.rglob("*") if p.is_file()} for i in indexes)
    assert {path for path in old.keys() & new.keys() if old[path] != new[path]} == {
        "entries.json",
        "pagefind-entry.json",
        "stamp.txt",
    }


def test_more_entries_than_are_handed_over_at_once_keep_their_order(tmp_path: Path) -> None:
    many = [on(f"{2000 - n}-01-01", f"{n}") for n in range(1_201)]
    assert [entry["url"] for entry in fragments(pagefind.build_index(tmp_path, many))] == [f"{n}" for n in range(1_201)]


def files_changed(monkeypatch: pytest.MonkeyPatch, change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    """Make Pagefind return other paths and contents, entries first; `change` gets the list of entries uncompressed."""
    get_files = PagefindIndex.get_files

    async def changed(self: PagefindIndex) -> list[dict[str, object]]:
        files: list[dict[str, object]] = []
        for file in sorted(await get_files(self), key=lambda file: not file["path"].startswith("fragment/")):
            packed = file["path"].endswith(".pf_meta")
            path, content = change(file["path"], gzip.decompress(file["content"]) if packed else file["content"])
            files.append({**file, "path": path, "content": gzip.compress(content) if packed else content})
        return files

    monkeypatch.setattr(PagefindIndex, "get_files", changed)


def test_an_entry_with_a_longer_digest_is_found_by_its_number_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind lengthens a digest that collides with another entry's name, as for two in 30,000 entries."""
    seen: list[str] = []

    def lengthen(path: str, content: bytes) -> tuple[str, bytes]:
        if path.endswith(".pf_fragment") and b"number 7" in gzip.decompress(content):
            seen.append(Path(path).stem)
            path = path.replace(seen[0], f"{seen[0]}a")
        if path.endswith(".pf_meta"):
            named, length = seen[0].encode(), len(seen[0])
            content = content.replace(bytes([0x60 + length]) + named, bytes([0x61 + length]) + named + b"a")
        return path, content

    many = [replace(ADA, url=f"people/ada-{n}/", content=f"number {n}") for n in range(9)]
    files_changed(monkeypatch, lengthen)
    index = pagefind.build_index(tmp_path, many)
    assert [int(file.stem[5:], 16) for file in sorted(index.glob("fragment/*"))] == [*range(9)]
    assert [entry["url"] for entry in fragments(index)] == [entry.url for entry in many]
    (listed,) = index.glob("*.pf_meta")
    assert seen[0].encode() not in gzip.decompress(listed.read_bytes())


LAYOUTS: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
    "names of another form": lambda path, content: (
        (path, content) if path.endswith(".pf_fragment") else (path, content.replace(b"und_", b"xxx_"))
    ),
    "a list under another name": lambda path, content: (
        path,
        content.replace(b'"hash":"', b'"hash":"v2-') if path == "pagefind-entry.json" else content,
    ),
    "entries under other names": lambda path, content: (path.replace("fragment/und_", "fragment/v2_"), content),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_index_that_is_laid_out_otherwise_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    """The browser parses Pagefind's files itself, so their format must be the expected one."""
    files_changed(monkeypatch, LAYOUTS[layout])
    with pytest.raises(RuntimeError, match=r"otherwise than 1\.5 and 1\.6 do"):
        pagefind.build_index(tmp_path, [ADA, WORDS])
    assert pagefind.latest_index(tmp_path) is None


def test_an_index_whose_entries_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(path: str, content: bytes) -> tuple[str, bytes]:
        return path, content[:20] if path.endswith(".pf_fragment") else content

    files_changed(monkeypatch, cut)
    with pytest.raises(RuntimeError, match=r"install one of these"):
        pagefind.build_index(tmp_path, [ADA, WORDS])
    assert pagefind.latest_index(tmp_path) is None


@pytest.mark.parametrize("content", ["", " ", "…"])
def test_what_has_no_text_is_found_by_its_title(tmp_path: Path, content: str) -> None:
    index = pagefind.build_index(tmp_path, [replace(ADA, content=content), WORDS])
    assert {entry["url"]: entry["content"] for entry in fragments(index)} == {
        ADA.url: "Ada",
        WORDS.url: "It never rains",
    }


def test_what_has_no_word_at_all_does_not_shift_the_others(tmp_path: Path) -> None:
    """Pagefind silently leaves it out."""
    silent = replace(WORDS, url="articles/flood/#q-mute", title="", content="!!!")
    index = pagefind.build_index(tmp_path, [ADA, silent, WORDS])
    assert [entry["url"] for entry in fragments(index)] == [ADA.url, WORDS.url]
    assert values(index, "kind") == {"Person": [0], "Quotation": [1]}
    assert json.loads((index / "entries.json").read_text())["number"] == 2


def test_names_are_suggested_and_quotations_are_not(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    assert json.loads((index / "names.json").read_text()) == [["Ada", "people/ada/", "Person"]]


def test_the_entries_of_each_value_of_a_filter_are_listed(tmp_path: Path) -> None:
    topics: tuple[Facet, tuple[str, ...]] = ("topic", ("Floods", "Rain", "Floods"))
    third = replace(WORDS, url="b/")
    index = pagefind.build_index(tmp_path, [ADA, replace(WORDS, filters=(*WORDS.filters, topics)), third])
    assert values(index, "kind") == {"Person": [0], "Quotation": [1, 2]}
    assert values(index, "topic") == {"Floods": [1], "Rain": [1]}
    assert not any(values(index, facet) for facet in {*get_args(Facet)} - {"kind", "topic"})


def test_a_changed_filter_changes_the_name_under_which_a_browser_keeps_the_lists(tmp_path: Path) -> None:
    entry = replace(WORDS, filters=(*WORDS.filters, ("topic", ("Floods",))))
    other = replace(WORDS, filters=(*WORDS.filters, ("topic", ("Rain",))))
    names = {next((pagefind.build_index(tmp_path, [it]) / "values").iterdir()).name for it in (entry, other)}
    assert len(names) == 2


def test_what_did_not_change_is_not_indexed_again(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    before = tree(index)
    assert pagefind.build_index(tmp_path, [ADA, WORDS]) == index
    assert tree(index) == before


def test_a_change_makes_another_index_and_the_last_but_one_is_kept(tmp_path: Path) -> None:
    made = [pagefind.build_index(tmp_path, [replace(ADA, content=f"{n}")]) for n in range(3)]
    assert pagefind.latest_index(tmp_path) == made[2]
    assert [index.is_dir() for index in made] == [False, True, True]


def test_an_index_that_is_asked_for_again_is_the_latest(tmp_path: Path) -> None:
    first = pagefind.build_index(tmp_path, [ADA])
    pagefind.build_index(tmp_path, [WORDS])
    pagefind.build_index(tmp_path, [ADA])  # an edit was undone
    assert pagefind.latest_index(tmp_path) == first


def test_another_program_of_pagefind_makes_its_own_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pagefind.build_index(tmp_path / "cache", [ADA])
    program = get_executable()
    assert program is not None
    other = tmp_path / "pagefind"
    other.write_bytes(program.read_bytes() + b"\n")
    other.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(other))
    assert pagefind.build_index(tmp_path / "cache", [ADA]) != first


def test_it_is_put_into_a_site_as_files_or_as_a_link(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path / "cache", [ADA])
    site = tmp_path / "site"
    site.mkdir()
    for linked in (False, True, False):
        pagefind.put_into_site(index, site, linked=linked)
        assert (site / "pagefind").is_symlink() == linked
        assert set(tree(site / "pagefind")) == set(tree(index))


def test_what_the_former_site_has_of_an_index_is_not_written_again(tmp_path: Path) -> None:
    before, now = (
        pagefind.build_index(tmp_path / "cache", [ADA, it]) for it in (WORDS, replace(WORDS, content="It poured"))
    )
    sites = [tmp_path / name for name in ("former", "new", "strange")]
    for site in sites:
        site.mkdir()
    former, new, strange = sites
    pagefind.put_into_site(before, former, linked=False)
    pagefind.put_into_site(now, new, linked=False, former=FormerSite(former))
    assert contents(new / "pagefind") == contents(now)
    inodes = {file.stat().st_ino for file in former.rglob("*") if file.is_file()}
    written = {file.name for file in new.rglob("*") if file.is_file() and file.stat().st_ino not in inodes}
    assert "names.json" not in written
    assert {"stamp.txt", "entries.json", "pagefind-entry.json"} <= written
    assert len([name for name in written if name.endswith(".pf_fragment")]) == 1
    (former / "pagefind" / "stamp.txt").write_text("0123456789abcdef")
    pagefind.put_into_site(now, strange, linked=False, former=FormerSite(former))
    assert contents(strange / "pagefind") == contents(now)


def test_what_is_changed_in_the_site_is_not_taken_for_the_index(tmp_path: Path) -> None:
    """The site and the cache share hard-linked files."""
    index = pagefind.build_index(tmp_path / "cache", [ADA])
    before = contents(index)
    pagefind.put_into_site(index, tmp_path, linked=False)
    (tmp_path / "pagefind" / "names.json").write_text("shortened in place")
    assert contents(pagefind.build_index(tmp_path / "cache", [ADA])) == before


def test_a_link_is_replaced_while_readers_ask(tmp_path: Path) -> None:
    """Under `mkdocs serve` the index is replaced in another thread; a moment without one would cause an error for
    readers."""
    site = tmp_path / "site"
    site.mkdir()
    indexes = [pagefind.build_index(tmp_path / "cache", [entry]) for entry in (ADA, WORDS)]
    pagefind.put_into_site(indexes[0], site, linked=True)
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
        pagefind.put_into_site(indexes[turn % 2], site, linked=True)
    done.set()
    reader.join()
    assert set(seen) <= {index.name for index in indexes}


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "noise": lambda held: bytes(range(255, 255 - min(len(held), 200), -1)) * 3,
    "cut": lambda held: held[: len(held) // 2],
    "emptied": lambda _: b"",
    "one bit": lambda held: bytes([held[0] ^ 1]) + held[1:],
    "another format": lambda _: b'{"version": 0}',
}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without_times(files: dict[str, bytes]) -> dict[str, object]:
    """The contents of a cache without the times when its files were written."""
    sums = {path: json.loads(held) for path, held in files.items() if path.endswith(".sums.json")}
    return files | {path: {**held, "stamps": sorted(held["stamps"])} for path, held in sums.items()}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_of_the_cache_that_is_not_as_it_was_made_is_never_used(tmp_path: Path, damage: str) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    whole = contents(tmp_path)
    assert len(whole) > 20
    for path, held in whole.items():
        (tmp_path / path).write_bytes(DAMAGES[damage](held))
        assert pagefind.latest_index(tmp_path) is None, path
        (tmp_path / path).write_bytes(held)
    assert pagefind.latest_index(tmp_path) == index
    for path, held in whole.items():
        (tmp_path / path).write_bytes(DAMAGES[damage](held))
    assert pagefind.build_index(tmp_path, [ADA, WORDS]) == index
    assert without_times(contents(tmp_path)) == without_times(whole)


def test_a_cache_with_a_file_more_or_less_or_of_another_kind_is_made_anew(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    whole = contents(tmp_path)

    def as_a_link() -> None:
        (index / "names.json").unlink()
        (index / "names.json").symlink_to("/etc/hostname")

    def as_a_file() -> None:
        shutil.rmtree(index)
        index.write_bytes(b"a file")

    spoils: list[Callable[[], object]] = [
        (index / "names.json").unlink,
        lambda: (index / "fragment" / "more.pf_fragment").write_bytes(b"more"),
        as_a_link,
        index.with_name(f"{index.name}.sums.json").unlink,
        as_a_file,
    ]
    for spoil in spoils:
        spoil()
        assert pagefind.latest_index(tmp_path) is None
        assert pagefind.build_index(tmp_path, [ADA, WORDS]) == index
        assert without_times(contents(tmp_path)) == without_times(whole)


def test_an_index_that_was_copied_to_another_machine_is_whole(tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [ADA, WORDS])
    for file in index.rglob("*"):
        os.utime(file, (0, 0))
    assert pagefind.latest_index(tmp_path) == index


def test_what_a_dead_run_left_in_the_cache_goes_with_the_next_whatever_that_indexes(tmp_path: Path) -> None:
    dead = tmp_path / ".0123456789abcdef.making-x"
    (dead / "new").mkdir(parents=True)
    (dead / "what-this-is.txt").write_text("")
    index = pagefind.build_index(tmp_path, [ADA])
    assert {path.name for path in tmp_path.iterdir()} == {index.name, f"{index.name}.sums.json"}


def test_the_sums_of_an_index_that_another_run_is_making_stay(tmp_path: Path) -> None:
    making = swap.Replacement(tmp_path / "0123456789abcdef")
    sums = tmp_path / "0123456789abcdef.sums.json"
    sums.write_text("{}")
    index = pagefind.build_index(tmp_path, [ADA])
    assert sums.exists()
    making.discard()
    pagefind.build_index(tmp_path, [ADA])
    assert {path.name for path in tmp_path.iterdir()} == {index.name, f"{index.name}.sums.json"}


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    """Pagefind writes the filters in its list in varying order, which changes the file's name."""
    many = [
        replace(
            WORDS, url=f"articles/flood/#q-{n}", content=f"It never rains {n % 7} {'wet ' * (n % 5)}", when=f"{n} May"
        )
        for n in range(120)
    ]
    made = [contents(pagefind.build_index(tmp_path / str(n), many)) for n in range(3)]
    assert made[0] == made[1] == made[2]
    other = contents(pagefind.build_index(tmp_path / "other", [*many[1:], replace(many[0], content="other words")]))
    (name,), (another,) = ([path for path in files if path.endswith(".pf_meta")] for files in (made[0], other))
    assert name != another
