"""Files in which the page for checking a sentence looks for it, in the browser.

The first says how many texts there are, in how many files their words stand, and which words are common. Words are spread over files by a
hash, each with the texts that have it; texts stand in files of `TOGETHER`, the versions of a sentence beside each other. A question
loads the files of some of its words, and those of the few texts that share most with it: some hundred kilobytes, however large
the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from generator import routes
from generator.archive.archive import Archive
from generator.exports.emit import as_json
from generator.findings.known import known
from generator.findings.sayings import Said, day, sayings
from generator.findings.standing import all_shaken, for_scripts
from generator.text.closest import Corpus
from generator.text.languages import direction, language_name

TOGETHER = 32
"""Texts in one file."""
SIZE = 6_000
"""Letters that a file of words has about."""

Row = TypeVar("Row")


def files(archive: Archive) -> dict[str, str]:
    """The files by their paths from the site's root."""
    said = sayings(archive)
    corpus = Corpus([it.words for it in said])
    lists = {word: _steps(numbers) for word, numbers in corpus.holders.items()}
    spread = max(1, sum(len(word) + 5 + 4 * len(numbers) for word, numbers in lists.items()) // SIZE)
    head = {
        "texts": len(said),
        "spread": spread,
        "together": TOGETHER,
        "common": sorted(corpus.common),
        "languages": {tag: [language_name(tag), direction(tag)] for tag in sorted({it.language for it in said})},
    }
    made = {routes.CHECKED: as_json(head)}
    for number, words in enumerate(spread_over({word: lists[word] for word in sorted(lists)}, spread)):
        made[routes.words_checked(number)] = as_json(words)
    rows = _rows(said, _since(archive, said))
    for start in range(0, len(rows), TOGETHER):
        made[routes.texts_checked(start // TOGETHER)] = as_json(rows[start : start + TOGETHER])
    return made


def spread_over(rows: Mapping[str, Row], spread: int) -> list[dict[str, Row]]:
    """The rows in so many files, in their order: each in the one in which a script looks for its key."""
    files: list[dict[str, Row]] = [{} for _ in range(spread)]
    for key, row in rows.items():
        files[place(key, spread)][key] = row
    return files


def place(word: str, spread: int) -> int:
    """The file in which a word stands, of so many: by a hash that scripts make as well."""
    value = 0
    for byte in word.encode():
        value = (value * 31 + byte) & 0xFFFFFFFF
    return value % spread


def _steps(numbers: Sequence[int]) -> list[int]:
    """Ascending numbers, each as the step from the one before: these are shorter."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _since(archive: Archive, said: Sequence[Said]) -> list[str]:
    """The day from which each text was known: that by which its article, or the record of the occasion, was."""
    found = known(archive)
    return [
        found.settled[it.article.id] if it.article else found.first[it.sentence.utterance] if it.sentence else ""
        for it in said
    ]


def _rows(said: Sequence[Said], since: Sequence[str]) -> list[dict[str, Any]]:
    first: dict[str, int] = {}
    many: dict[str, int] = defaultdict(int)
    for number, it in enumerate(said):
        if it.sentence:
            first.setdefault(str(it.sentence), number)
            many[str(it.sentence)] += 1
    return [_row(it, first, many, day) for it, day in zip(said, since, strict=True)]


def _row(it: Said, first: dict[str, int], many: dict[str, int], since: str) -> dict[str, Any]:
    """A text as the script takes it; what is not known or not so is left out."""
    row: dict[str, Any] = {
        "words": it.words,
        "language": it.language,
        "speaker": it.speaker,
        "said": day(it.said),
        "outlet": it.outlet,
        "published": day(it.article.published) if it.article else "",
        "finding": it.finding or "",
        "original": it.is_original,
        "named": it.named,
        "source": it.source,
        "way": [[name, int(uncredited)] for name, uncredited in it.way],
        "turns": list(it.turns),
        "at": _address(it),
        "became": for_scripts(all_shaken([it.article]) if it.article else None),
        "since": since,
    }
    if it.sentence:
        row["versions"] = [first[str(it.sentence)], many[str(it.sentence)]]
        row["of"] = routes.rooted(routes.page("utterance", it.sentence.utterance), routes.passage(it.sentence.passage))
    return {name: value for name, value in row.items() if value}


def _address(it: Said) -> str:
    if it.article is None:
        return ""
    page = routes.page("article", it.article.id)
    return routes.rooted(page, routes.quotation(it.quotation)) if it.quotation else routes.rooted(page)
