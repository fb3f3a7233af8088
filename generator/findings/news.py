"""News items and feeds, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """A news item: its day, a key that no other item has, its sentence, the path of the page to read it on, and the
    feeds that list it."""

    day: dt.date
    key: str
    sentence: str
    path: str  # from the site's root
    about: frozenset[str]  # ids of records
    facets: frozenset[str] = frozenset()  # names of the feeds for the search filters


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the path of its files without suffix, its title, the page that it is about, and its latest news, newest
    first."""

    name: str
    title: str
    path: str  # from the site's root
    news: tuple[News, ...]


MOST = 50
"""The most items in one feed; older ones are dropped."""
