"""How many independent sources there are: which articles copy or rewrite which, followed to where the copying begins."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive import Archive
from generator.model import Article


def origins(archive: Archive) -> Mapping[str, str]:
    """The origin of every article, by the article's id: the article or outlet at the end of the chain of those that it relays.

    An article that relays nothing is its own origin. Of a ring of articles that relay each other, which `check` reports, the
    first by id stands for all.
    """
    found: dict[str, str] = {}
    for article in archive.articles:
        chain: list[str] = []
        at = article.id
        while at not in found and at not in chain:
            chain.append(at)
            record = archive[at]
            if not isinstance(record, Article) or record.source.relays is None or record.source.relays.of not in archive:
                break
            at = record.source.relays.of
        origin = found.get(at) or (min(chain[chain.index(at) :]) if at in chain else at)
        found.update((passed, origin) for passed in chain)
    return found
