"""Web archives that are damaged or cut off: what can be read is read, and what cannot is listed with its place."""

import gzip
import hashlib
import io
import zipfile

import pytest

from generator.authoring.imports import saved
from generator.problems import RefusedError
from tests.authoring.imports.test_saved import page, warc

LONG = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(30))
"""A text that is still long when it is packed."""
WARCS = [
    warc(
        (
            f"https://herald.test/{name}",
            "text/html",
            page(f"<title>Page {name}</title>", f"<p>Rain.</p><i id={LONG}></i>"),
        )
    )
    for name in "abc"
]
"""A packed record each."""
PLAIN = [gzip.decompress(one) for one in WARCS]
ALL = [("Page a", ()), ("Page b", ()), ("Page c", ())]
STARTS = [0, len(WARCS[0]), len(WARCS[0]) + len(WARCS[1])]


def read(raw: bytes, name: str = "x.warc.gz") -> list[tuple[str | None, tuple[str, ...]]]:
    """The title of each item, or its place if it has none, and what was not read of it."""
    return [(item.title or item.place, item.unread) for item in saved.items(raw, name)]


def left_out(at: int, of: str, why: str) -> tuple[str, tuple[str, ...]]:
    address = f": https://herald.test/{of}" if of else ""
    return f"x.warc.gz, byte {at:,}{address}", (f"the record here was left out, since it is {why}",)


def spoilt(raw: bytes) -> bytes:
    return raw[:-60] + bytes(40) + raw[-20:]


def test_a_sound_archive_is_read_whole_however_it_is_packed() -> None:
    whole = b"".join(PLAIN)
    cut = len(whole) // 2
    packed_in = {
        "a member for each record": b"".join(WARCS),
        "one member": gzip.compress(whole),
        "members that end within a record": gzip.compress(whole[:cut]) + gzip.compress(whole[cut:]),
        "not at all": whole,
    }
    assert {how: read(raw) for how, raw in packed_in.items()} == dict.fromkeys(packed_in, ALL)


def test_behind_a_damaged_record_the_others_are_read() -> None:
    damaged = left_out(STARTS[1], "b", "damaged")
    assert read(WARCS[0] + spoilt(WARCS[1]) + WARCS[2]) == [ALL[0], damaged, ALL[2]]
    # the head of the member is gone, too
    assert read(WARCS[0] + b"nonsense" + WARCS[1][8:] + WARCS[2]) == [
        ALL[0],
        left_out(STARTS[1], "", "damaged"),
        ALL[2],
    ]


def test_a_file_that_is_cut_off_says_which_record_is_incomplete() -> None:
    assert read(b"".join(WARCS)[:-30]) == [*ALL[:2], left_out(STARTS[2], "c", "cut off")]
    plain = b"".join(PLAIN)
    assert read(plain[:-30]) == [*ALL[:2], left_out(len(PLAIN[0] + PLAIN[1]), "c", "cut off")]


def test_a_record_that_is_not_packed_may_be_shorter_or_longer_than_it_says() -> None:
    b = PLAIN[1]
    shorter = b[:-60] + b"\r\n\r\n"
    assert read(PLAIN[0] + shorter + PLAIN[2]) == [ALL[0], left_out(len(PLAIN[0]), "b", "cut off"), ALL[2]]
    longer = b.replace(b"<p>Rain.</p>", b"<p>Rain and snow.</p>")
    doubt = "its record gives a length that is too short, so its end may be wrong"
    assert read(PLAIN[0] + longer + PLAIN[2]) == [ALL[0], ("Page b", (doubt,)), ALL[2]]
    (item,) = saved.items(longer + PLAIN[2], "x.warc")[:1]
    assert item.copy == "Rain and snow.\n"
    assert read(PLAIN[0] + b"nonsense\r\n" + PLAIN[2]) == [
        ALL[0],
        (f"x.warc.gz, byte {len(PLAIN[0]):,}", ("10 bytes here belong to no record",)),
        ALL[2],
    ]


def test_a_page_that_was_changed_in_the_archive_is_doubted() -> None:
    changed = PLAIN[0].replace(b"Rain", b"Snow")
    doubt = "its checksum in the web archive is that of other bytes, so it may have been changed or damaged"
    assert read(changed) == [("Page a", (doubt,))]


def test_a_page_that_cannot_be_read_does_not_hide_the_others() -> None:
    empty = warc(("https://herald.test/e", "text/html", b""))
    assert read(empty + WARCS[1]) == [
        ("x.warc.gz: https://herald.test/e", ("this page cannot be read: Document is empty",)),
        ALL[1],
    ]


def test_of_many_faults_the_first_are_listed_and_the_others_counted() -> None:
    found = read(b"".join([*(spoilt(WARCS[1]) for _ in range(23)), WARCS[2]]))
    assert len(found) == 22
    assert found[-2:] == [ALL[2], ("x.warc.gz", ("3 other places in it cannot be read",))]


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, raw in files.items():
            file.writestr(name, raw)
    return held.getvalue()


LISTS = {
    "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://herald.test/a"}\n{"url": "https://herald.test/gone"}\n',
    "pages/extraPages.jsonl": b'{"url": "https://herald.test/b"}\n',
}
PICTURE = warc(("https://herald.test/x.png", "image/png", b"x"))


def test_a_wacz_has_several_lists_and_web_archives_some_without_pages() -> None:
    whole = packed({"archive/a.warc.gz": PICTURE, "archive/b.warc.gz": b"".join(WARCS), **LISTS})
    gone = ("x.wacz", ("1 page of its list is not in it, the first https://herald.test/gone",))
    assert read(whole, "x.wacz") == [*ALL[:2], gone]


def test_a_wacz_that_is_cut_off_or_damaged_gives_the_records_that_are_left() -> None:
    whole = packed({"archive/a.warc.gz": PICTURE, "archive/b.warc.gz": b"".join(WARCS), **LISTS})
    (why, *found) = read(whole[: whole.index(b"pages/")], "x.wacz")
    assert found == ALL
    assert why[0] == "x.wacz"
    assert why[1][0].startswith("it is damaged or cut off (File is not a zip file); its records were searched for")
    (why, first, damaged, gone) = read(whole.replace(WARCS[1], spoilt(WARCS[1])), "x.wacz")
    assert why[1][0].startswith("it is damaged or cut off (Bad CRC-32")
    assert first == ALL[0]
    assert (str(damaged[0]).partition(": ")[2], damaged[1]) == ("https://herald.test/b", left_out(0, "b", "damaged")[1])
    assert gone[1] == ("2 pages of its list are not in it, the first https://herald.test/b",)
    with pytest.raises(RefusedError, match="cannot be unpacked"):
        saved.items(whole[:40], "x.wacz")
    with pytest.raises(RefusedError, match="holds no web archive"):
        saved.items(packed({"readme.txt": b"x"}), "x.wacz")


def test_what_is_no_web_archive_is_listed_as_such() -> None:
    assert read(b"WARC/1.0\r\nnonsense") == [left_out(0, "", "cut off")]
    assert read(b"\x1f\x8bnonsense") == [left_out(0, "", "damaged")]
    with pytest.raises(RefusedError, match="holds no web page"):
        saved.items(PICTURE, "x.warc.gz")
