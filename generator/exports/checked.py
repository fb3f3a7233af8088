"""The files in which the page for checking a sentence looks it up, in the browser.

The first gives the number of texts, the number of word files, and the common words. Words are distributed over files by
a hash, each with the texts that contain it. Texts are in files of `TEXTS_PER_FILE`, with the versions of a sentence next to
each other. A query loads the files of some of its words and those of the few texts that share the most words with it:
some hundred kilobytes, however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from generator import routes
from generator.archive.archive import Archive
from generator.exports.emit import as_json
from generator.findings.known_days import known_days
from generator.findings.sayings import Saying, date_in_words, sayings
from generator.findings.source_status import common_status, status_for_scripts
from generator.text.closest_text import Corpus
from generator.text.languages import direction, language_name

TEXTS_PER_FILE = 32
"""The number of texts in a file."""
SIZE = 6_000
"""The approximate size of a word file, in characters."""

Row = TypeVar("Row")


def files(archive: Archive) -> dict[str, str]:
    """The files, by path from the site's root."""
    all_sayings = sayings(archive)
    corpus = Corpus([it.words for it in all_sayings])
    lists = {word: _differences(numbers) for word, numbers in corpus.holders.items()}
    spread = max(1, sum(len(word) + 5 + 4 * len(numbers) for word, numbers in lists.items()) // SIZE)
    head = {
        "texts": len(all_sayings),
        "spread": spread,
        "together": TEXTS_PER_FILE,
        "common": sorted(corpus.common),
        "languages": {tag: [language_name(tag), direction(tag)] for tag in sorted({it.language for it in all_sayings})},
    }
    made = {routes.CHECKED: as_json(head)}
    for number, words in enumerate(spread_rows({word: lists[word] for word in sorted(lists)}, spread)):
        made[routes.check_words(number)] = as_json(words)
    rows = _rows(all_sayings, _since(archive, all_sayings))
    for start in range(0, len(rows), TEXTS_PER_FILE):
        made[routes.check_texts(start // TEXTS_PER_FILE)] = as_json(rows[start : start + TEXTS_PER_FILE])
    return made


def spread_rows(rows: Mapping[str, Row], spread: int) -> list[dict[str, Row]]:
    """The rows distributed over `spread` files by a hash of their keys, which scripts also compute. Each file keeps the
    order of the rows."""
    files: list[dict[str, Row]] = [{} for _ in range(spread)]
    for key, row in rows.items():
        files[place(key, spread)][key] = row
    return files


def place(word: str, spread: int) -> int:
    """The number of the file that contains a word, of `spread` files: a hash that scripts compute too."""
    value = 0
    for byte in word.encode():
        value = (value * 31 + byte) & 0xFFFFFFFF
    return value % spread


def _differences(numbers: Sequence[int]) -> list[int]:
    """Ascending numbers as differences, which are shorter."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _since(archive: Archive, said: Sequence[Saying]) -> list[str]:
    """The day from which each text was known: that of its article, or of the record of the occasion. Empty if
    unknown."""
    found = known_days(archive)
    return [
        found.editorial[it.article.id] if it.article else found.first[it.sentence.utterance] if it.sentence else ""
        for it in said
    ]


def _rows(said: Sequence[Saying], since: Sequence[str]) -> list[dict[str, Any]]:
    first: dict[str, int] = {}
    many: dict[str, int] = defaultdict(int)
    for number, it in enumerate(said):
        if it.sentence:
            first.setdefault(str(it.sentence), number)
            many[str(it.sentence)] += 1
    return [_row(it, first, many, day) for it, day in zip(said, since, strict=True)]


def _row(it: Saying, first: dict[str, int], many: dict[str, int], since: str) -> dict[str, Any]:
    """A text as the script reads it. Empty and false values are omitted."""
    row: dict[str, Any] = {
        "words": it.words,
        "language": it.language,
        "speaker": it.speaker,
        "said": date_in_words(it.said),
        "outlet": it.outlet,
        "published": date_in_words(it.article.published) if it.article else "",
        "finding": it.finding or "",
        "original": it.is_original,
        "named": it.named,
        "source": it.source,
        "way": [[name, int(uncredited)] for name, uncredited in it.chain],
        "turns": list(it.turns),
        "at": _address(it),
        "became": status_for_scripts(common_status([it.article]) if it.article else None),
        "since": since,
    }
    if it.sentence:
        row["versions"] = [first[str(it.sentence)], many[str(it.sentence)]]
        row["of"] = routes.from_root(
            routes.page("utterance", it.sentence.utterance), routes.passage(it.sentence.passage)
        )
    return {name: value for name, value in row.items() if value}


def _address(it: Saying) -> str:
    if it.article is None:
        return ""
    page = routes.page("article", it.article.id)
    return routes.from_root(page, routes.quotation(it.quotation)) if it.quotation else routes.from_root(page)
