"""The files in which a line of a pasted list is looked up: a name in any spelling, a number, or a web address.

Each of these gives a key. Keys are distributed over files by a hash that scripts also compute (`check/list.js`), so a
list of a hundred lines loads at most a hundred small files, however large the archive is. Phrases are looked up in the
files of `checked`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.exports.checked import spread_rows
from generator.exports.emit import as_json
from generator.findings.known_days import known_days
from generator.findings.naming import short_name
from generator.records.model import Document, Figure, Person, Place
from generator.records.vocabulary import qualified_number
from generator.text import addresses
from generator.text.closest_text import fold
from generator.text.messages import listed
from generator.text.romanise import spellings

KEYS_PER_FILE = 120
"""The approximate number of keys in a file."""

MOST = 60
"""The most results for a key. If there are more, the last entry is their total number."""

Row = tuple[str, str, str, str, str]
"""A result: its kind, name and address, its spelling there, and the day from which it was known."""


def files(archive: Archive) -> dict[str, str]:
    """The files by path from the site's root. The first gives the number of the others, and the parameters that are
    ignored in addresses."""
    found: dict[str, list[Row]] = defaultdict(list)
    given = dict.fromkeys((*_names(archive), *_numbers(archive), *_addresses(archive)))
    for key, row in given:
        found[key].append(row)
    spread = max(1, len(found) // KEYS_PER_FILE)
    listed: dict[str, Any] = {}
    for key in sorted(found):
        rows = found[key]
        if len(rows) > MOST:  # keep those known first, so that a view of an early day is complete
            first = sorted(rows, key=lambda row: (not row[4], row[4]))[:MOST]
            listed[key] = [*first, len(rows)]
        else:
            listed[key] = rows
    made = {routes.LOOKUPS: as_json({"spread": spread, "tracking": addresses.TRACKING})}
    for number, some in enumerate(spread_rows(listed, spread)):
        made[routes.lookups(number)] = as_json(some)
    return made


def name_key(name: str) -> str:
    """The key for comparing names: letters and digits, without case, accents and punctuation."""
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return f"name {' '.join(letters.split())}"


def number_key(value: float) -> str:
    """The key for comparing numbers, regardless of digit grouping."""
    return f"number {int(value) if value == int(value) else value}"


def address_key(url: str) -> str:
    """The key for comparing addresses: the same for two addresses of one page."""
    return f"address {addresses.normalised(url)}"


def _names(archive: Archive) -> Iterator[tuple[str, Row]]:
    first = known_days(archive).first
    for entity in archive.entities:
        kind = archive.kind(entity.id)
        at = routes.from_root(routes.page(kind, entity.id))
        readable = entity.country if isinstance(entity, Person | Place) else None
        short = [] if isinstance(entity, Document) else [short_name(archive, entity.id)]
        for name in dict.fromkeys([*entity.names, *short, *spellings(entity.names, readable)]):
            row: Row = (kind, entity.name, at, name, first[entity.id])
            yield name_key(name), row
            if isinstance(entity, Person):  # a family name alone
                for word in name_key(name).split()[1:]:
                    yield f"word {word}", row


def _numbers(archive: Archive) -> Iterator[tuple[str, Row]]:
    settled = known_days(archive).editorial
    for given in archive.figures:
        figure = given.figure
        who = listed([archive[agent.id].name if agent.id else agent.unnamed or "" for agent in figure.by])
        at = routes.from_root(routes.page("article", given.article.id), routes.figure(figure.id))
        name = archive[figure.measure].name
        counted = f"{name} ({who})" if who else name
        outlet = given.article.publisher
        row: Row = (
            "estimate",
            f"{counted}, {archive[outlet].name}" if outlet else counted,
            at,
            qualified_number(figure),
            settled[given.article.id],
        )
        for value in _values(figure):
            yield number_key(value), row


def _values(figure: Figure) -> Iterator[float]:
    for value in (figure.value, figure.low, figure.high, figure.best):
        if value is not None and math.isfinite(value):
            yield value


def _addresses(archive: Archive) -> Iterator[tuple[str, Row]]:
    settled = known_days(archive).editorial
    for article in archive.articles:
        at = routes.from_root(routes.page("article", article.id))
        for url in filter(None, [article.source.url, *(copy.url for copy in article.source.archived)]):
            yield address_key(url), ("article", article.name, at, url, settled[article.id])
