"""Rules about chains of records: who relayed whom, who carried whose words, and what is part of what. None of these may
form a cycle."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates
from generator.archive.rules.context import Context, Rule
from generator.problems import Problem
from generator.records.model import Article
from generator.records.yaml_text import Steps


def relays_in_no_ring(context: Context) -> Iterator[Problem]:
    """No article relays itself, directly or through others."""
    articles = {a.id: a.source.relays.of for a in context.archive.articles if a.source.relays}
    for ring in rings(articles):
        for member in ring:
            steps = ("source", "relays")
            if len(ring) == 1:
                yield context.problem(
                    "relays-itself", member, steps, "the article relays itself", "name the one that it copies"
                )
            else:
                way = " > ".join([*_starting_at(ring, member), member])
                yield context.problem(
                    "ring",
                    member,
                    steps,
                    f"these articles relay each other in a ring: {way}",
                    "take relays out of the one that came first",
                )


def carriers(context: Context) -> Iterator[Problem]:
    """A chain (`via`) names no carrier twice, and leads only through articles that quote the same passage."""
    archive = context.archive
    quotation_of = {(a.id, q.passage): f"{a.id}/{q.id}" for a in archive.articles for q in a.quotations if q.passage}
    before: dict[str, str] = {}
    places: dict[str, tuple[str, Steps]] = {}
    for article in archive.articles:
        for number, quotation in enumerate(article.quotations):
            carriers_so_far: set[str] = set()
            for place, step in enumerate(quotation.via):
                steps = ("quotations", number, "via", place)
                for carrier in step.by:
                    if carrier in carriers_so_far:
                        fault = f"'{carrier}' passes these words on twice"
                        yield context.problem(
                            "carrier-twice",
                            article.id,
                            steps,
                            fault,
                            "keep the place where it first had them",
                            "warning",
                        )
                carriers_so_far.update(step.by)
                if step.article == article.id:
                    yield context.problem(
                        "own-article-in-chain",
                        article.id,
                        steps,
                        "the step leads back to this article",
                        "name the one before it",
                    )
                elif step.article and step.article in archive and quotation.passage:
                    # If several steps name an article, the last one counts: this article has the words from there.
                    after = quotation_of.get((step.article, quotation.passage))
                    if after:
                        before[f"{article.id}/{quotation.id}"] = after
                        places[f"{article.id}/{quotation.id}"] = article.id, steps
                    elif not quotation.note and not step.note:
                        fault = f"the chain ends in '{step.article}', which has no quotation of this sentence"
                        yield context.problem(
                            "chain-without-words",
                            article.id,
                            steps,
                            fault,
                            "add it there, or say in a note how it came",
                            "notice",
                        )
    for ring in rings(before):
        for member in ring:
            way = " > ".join([*_starting_at(ring, member), member])
            fault = f"these quotations carry each other in a ring: {way}"
            yield context.problem("ring", *places[member], fault, "take the article out of the one that came first")


def carried_in_order(context: Context) -> Iterator[Problem]:
    """No article relays or passes on something published later. Reported only if the bounds of both dates prove it."""
    for article in context.archive.articles:
        relays = article.source.relays
        sources: list[tuple[str, Steps]] = [(relays.of, ("source", "relays"))] if relays else []
        for number, quotation in enumerate(article.quotations):
            via = enumerate(quotation.via)
            sources += [(s.article, ("quotations", number, "via", n)) for n, s in via if s.article]
        for source_id, steps in sources:
            source = context.archive.records.get(source_id)
            published = source.published if isinstance(source, Article) else None
            if published and article.published and dates.proves_before(article.published.edtf, published.edtf):
                fault = f"'{source_id}' was published later, {published.edtf.text}"
                yield context.problem(
                    "later-source", article.id, steps, fault, "check both dates in the source", "warning"
                )


def publisher_is_no_carrier(context: Context) -> Iterator[Problem]:
    """The article's publisher is not listed as the last carrier: it is implied."""
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            last = quotation.via[-1] if quotation.via else None
            if last and article.publisher and last.by == (article.publisher,):
                steps = ("quotations", number, "via", len(quotation.via) - 1)
                fault = "the article's own publisher is last in the chain"
                yield context.problem(
                    "publisher-in-chain",
                    article.id,
                    steps,
                    fault,
                    "remove it: the article itself is always the last step",
                    "warning",
                )


def wholes_in_no_ring(context: Context) -> Iterator[Problem]:
    """No place, body or event is part of itself, directly or through others."""
    archive = context.archive
    for field, above in (
        ("within", {p.id: p.within for p in archive.places if p.within}),
        ("part_of", {o.id: o.part_of for o in archive.organisations if o.part_of}),
        ("part_of", {e.id: e.part_of for e in archive.events if e.part_of}),
    ):
        for ring in rings(above):
            way = " > ".join([*ring, ring[0]])
            yield context.problem("ring", ring[0], (field,), f"this runs in a ring: {way}", "take one of these out")


def rings(successor: dict[str, str]) -> list[list[str]]:
    """The cycles of a graph in which each node has at most one successor. Each cycle once, starting with its smallest
    node. Linear time."""
    done: set[str] = set()
    found = []
    for start in sorted(successor):
        path: list[str] = []
        where: dict[str, int] = {}
        node: str | None = start
        while node is not None and node not in done and node not in where:
            where[node] = len(path)
            path.append(node)
            node = successor.get(node)
        if node is not None and node in where:
            ring = path[where[node] :]
            found.append(_starting_at(ring, min(ring)))
        done.update(path)
    return found


def _starting_at(ring: list[str], first: str) -> list[str]:
    """The same cycle, starting with another of its members."""
    at = ring.index(first)
    return ring[at:] + ring[:at]


RULES: tuple[Rule, ...] = (
    relays_in_no_ring,
    carriers,
    carried_in_order,
    publisher_is_no_carrier,
    wholes_in_no_ring,
)
