"""What is new, as values: news in sentences, and which feed has which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: its day, what tells it from all others, a sentence, where it is read, and which feeds have it."""

    day: dt.date
    key: str
    said: str
    path: str  # from the site's root
    about: frozenset[str]  # ids of records
    facets: frozenset[str] = frozenset()  # names of feeds of what the search filters by


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the path of its files from the site's root without their endings, its title, the page that it is about, and its latest
    news, the newest first."""

    name: str
    title: str
    path: str  # from the site's root
    news: tuple[News, ...]


MOST = 50
"""News in one feed: the latest."""
