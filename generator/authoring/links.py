"""Whether the addresses of sources, and of their archived copies, still lead somewhere: the only thing here that asks a network, and only when
it is asked to.

An address is asked for once, with GET, since many servers refuse HEAD; of what it answers only the days are kept on which it led somewhere
(`records/reached.py`). A source is `gone` where the server
itself says so (HTTP 404 or 410). Any other failure may be one of this network or of this day, and tells nothing about the source.
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
from generator.records.edit import Put
from generator.records.model import Article
from generator.records.reached import Reached

GONE = (404, 410)
"""With which numbers a server says that an address leads nowhere any more."""
_AT_ONCE = 8
"""Hosts that are asked at the same time; of one host one address after the other."""
_AGENT = "research-archive links (a check of addresses; one request each)"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of an article's source: its own, or that of an archived copy."""

    article: str
    url: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: the number of HTTP, or None and why there was none."""

    address: Address
    status: int | None
    why: str

    @property
    def leads(self) -> bool:
        """Whether it leads somewhere."""
        return self.status is not None and self.status < 400


def addresses(archive: Archive, chosen: Collection[str] = ()) -> tuple[Address, ...]:
    """Every address of a source, article by article; of the chosen articles alone, where some are chosen."""
    found = []
    for article in _articles(archive, chosen):
        if article.source.url:
            found.append(Address(article.id, article.source.url, False))
        found += [Address(article.id, copy.url, True) for copy in article.source.archived]
    return tuple(found)


def uncopied(archive: Archive, chosen: Collection[str] = ()) -> Iterator[str]:
    """The addresses of which no archived copy is recorded, each once: a list for the tools of archiving services."""
    yield from dict.fromkeys(
        article.source.url
        for article in _articles(archive, chosen)
        if article.source.url and not article.source.archived
    )


def _articles(archive: Archive, chosen: Collection[str]) -> list[Article]:
    return sorted((it for it in archive.articles if not chosen or it.id in chosen), key=lambda it: it.id)


def asked(wanted: Iterable[Address], timeout: float) -> list[Answer]:
    """What each address answers, in their order. `timeout` is in seconds for each."""
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

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = {answer.address: answer for answers in pool.map(ask, groups) for answer in answers}
    return [found[address] for address in listed]


class _Redirects(HTTPRedirectHandler):
    """Follows a server from one web address to another, and to nothing else."""

    max_redirections = 5


_OPENER = build_opener(ProxyHandler(), _Redirects())


def _answer(url: str, timeout: float) -> tuple[int | None, str]:
    if urlsplit(url).scheme not in ("http", "https"):
        return None, "it is no address of the web"
    try:
        request = Request(url.partition("#")[0], headers={"User-Agent": _AGENT})  # noqa: S310  (its scheme is looked at above)
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, answer.reason
    except HTTPError as answer:
        with answer:
            return answer.code, str(answer.reason)
    except URLError as fault:
        return None, str(fault.reason)
    except (OSError, HTTPException, ValueError) as fault:
        return None, str(fault) or type(fault).__name__


def edits(article: Article, answers: Iterable[Answer], today: dt.date) -> tuple[Put, ...]:
    """What is written into the record of an article: that its source is gone, where its address says so and nothing is said yet of what
    became of it. A person finds an archived copy, and says so."""
    for answer in answers:
        if not answer.address.is_copy and answer.status in GONE and article.source.status is None:
            basis = f"its address answered {answer.status} ({answer.why}) to archive links"
            return (Put(("source", "status"), {"is": "gone", "on": today.isoformat(), "basis": basis}),)
    return ()


def reached(archive: Archive, answers: Iterable[Answer], today: dt.date) -> Mapping[str, Reached]:
    """What is known of every address of the archive after it answered today: when it first and last led somewhere, and since when its server
    says that it is gone. Any other failure changes nothing. An address that no record has any more is left out."""
    found = {it.url: archive.answered[it.url] for it in addresses(archive) if it.url in archive.answered}
    day = today.isoformat()
    for answer in answers:
        url = answer.address.url
        before = found.get(url, Reached())
        if answer.leads:
            found[url] = Reached(before.first or day, day)
        elif answer.status in GONE and not before.lost:
            found[url] = replace(before, lost=day)
    return found
