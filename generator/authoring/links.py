"""Checks whether the addresses of sources and their archived copies still work. Nothing else in this package uses the
network, and this only on request.

Each address gets one GET request, since many servers refuse HEAD; only the days on which it worked are kept
(`records/reached.py`). A source counts as `gone` if the server itself says so (HTTP 404 or 410). Any other failure may
be temporary or local, and says nothing about the source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPException
from itertools import groupby
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from generator.archive.archive import Archive
from generator.records.edit import SetValue
from generator.records.model import Article
from generator.records.reached import Reached

GONE = (404, 410)
"""HTTP statuses by which a server says that a page no longer exists."""
_MAX_CONCURRENT = 8
"""How many hosts are queried in parallel; requests to one host are sequential."""
_AGENT = "research-archive links (a check of addresses; one request each)"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of an article's source, or of an archived copy of it."""

    article: str
    url: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The response from an address: the HTTP status, or None, with the reason."""

    address: Address
    status: int | None
    why: str

    @property
    def works(self) -> bool:
        """Whether the address works."""
        return self.status is not None and self.status < 400


def addresses(archive: Archive, chosen: Collection[str] = ()) -> tuple[Address, ...]:
    """Every address of a source, article by article; only of the articles in `chosen`, if it is not empty."""
    found = []
    for article in _articles(archive, chosen):
        if article.source.url:
            found.append(Address(article.id, article.source.url, False))
        found += [Address(article.id, copy.url, True) for copy in article.source.archived]
    return tuple(found)


def addresses_without_copy(archive: Archive, chosen: Collection[str] = ()) -> Iterator[str]:
    """The addresses without a recorded archived copy, without repeats: a list for the tools of archiving services."""
    yield from dict.fromkeys(
        article.source.url
        for article in _articles(archive, chosen)
        if article.source.url and not article.source.archived
    )


def _articles(archive: Archive, chosen: Collection[str]) -> list[Article]:
    return sorted((it for it in archive.articles if not chosen or it.id in chosen), key=lambda it: it.id)


def request_all(wanted: Iterable[Address], timeout: float) -> list[Answer]:
    """The response from each address, in the same order. `timeout` is in seconds per request."""
    listed = [*wanted]
    by_host = sorted(listed, key=lambda it: urlsplit(it.url).netloc)
    groups = [[*group] for _, group in groupby(by_host, key=lambda it: urlsplit(it.url).netloc)]

    def ask(group: list[Address]) -> list[Answer]:
        known: dict[str, tuple[int | None, str]] = {}
        answers = []
        for address in group:
            if address.url not in known:
                known[address.url] = _answer(address.url, timeout)
            answers.append(Answer(address, *known[address.url]))
        return answers

    with ThreadPoolExecutor(_MAX_CONCURRENT) as pool:
        found = {answer.address: answer for answers in pool.map(ask, groups) for answer in answers}
    return [found[address] for address in listed]


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to web addresses only."""

    max_redirections = 5


_OPENER = build_opener(ProxyHandler(), _Redirects())


def _answer(url: str, timeout: float) -> tuple[int | None, str]:
    if urlsplit(url).scheme not in ("http", "https"):
        return None, "it is no address of the web"
    try:
        request = Request(url.partition("#")[0], headers={"User-Agent": _AGENT})  # noqa: S310  (scheme checked above)
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, answer.reason
    except HTTPError as answer:
        with answer:
            return answer.code, str(answer.reason)
    except URLError as fault:
        return None, str(fault.reason)
    except (OSError, HTTPException, ValueError) as fault:
        return None, str(fault) or type(fault).__name__


def edits(article: Article, answers: Iterable[Answer], today: dt.date) -> tuple[SetValue, ...]:
    """The edits to an article's record: they mark its source as gone if its address says so and the record has no
    status yet. They do not look for an archived copy: that is for an editor."""
    for answer in answers:
        if not answer.address.is_copy and answer.status in GONE and article.source.status is None:
            basis = f"its address answered {answer.status} ({answer.why}) to archive links"
            return (SetValue(("source", "status"), {"is": "gone", "on": today.isoformat(), "basis": basis}),)
    return ()


def update_reached(archive: Archive, answers: Iterable[Answer], today: dt.date) -> Mapping[str, Reached]:
    """The table of when each address of the archive worked, updated with today's answers. Only 404 and 410 mark an
    address as lost; other failures change nothing. Addresses that no record has any more are left out."""
    found = {
        it.url: archive.reached_addresses[it.url] for it in addresses(archive) if it.url in archive.reached_addresses
    }
    day = today.isoformat()
    for answer in answers:
        url = answer.address.url
        before = found.get(url, Reached())
        if answer.works:
            found[url] = Reached(before.first or day, day)
        elif answer.status in GONE and not before.lost:
            found[url] = replace(before, lost=day)
    return found
