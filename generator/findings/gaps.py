"""What the archive does not know yet, and which record would say it.

Each kind of gap is found in one pass over the records that can have it: the work grows with the number of records, and
sorting adds a logarithm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from generator.archive.archive import Archive, Quoted, Stated
from generator.findings.agreement import readings
from generator.findings.caching import cached_finding
from generator.findings.countries import countries
from generator.findings.origins import Origin, ancestry
from generator.findings.source_status import dead_address, is_revised, revised_evidence, supported_by
from generator.findings.stances import speaks_for
from generator.records.model import AgentRef, Article, Document, Entity, Event, Organisation, Person, Place, Utterance
from generator.text.collation import sort_key
from generator.text.countries import country_name


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A proposition naming parties that take no stance on it, while others do.

    `parties` are ids: for a country the id of its body or, if there is none, of its territory. `holders` are those who
    take a stance, without repeats, earliest first.
    """

    proposition: str
    parties: tuple[str, ...]
    holders: tuple[AgentRef, ...]


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A person who is named but never quoted. `articles` is the number of articles that name them."""

    person: Person
    articles: int


@dataclass(frozen=True, slots=True)
class SingleSource:
    """An event for which all reports go back to one origin. `articles` are all that report it."""

    event: Event
    origin: Origin
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class RevisedArticle:
    """An article that its publisher later corrected, updated or withdrew although something rests on it: the number of
    its quotations, positions and figures. `only_support_of` are the ids of the claims, figures, statements and events
    for which no other article has evidence."""

    article: Article
    quotations: int
    positions: int
    figures: int
    only_support_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unverified:
    """An article with quotations that were never looked up in a copy: `quotations` of its `total`."""

    article: Article
    quotations: int
    total: int


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """An article with positions that do not say what they rest on: `positions` of its `total`."""

    article: Article
    positions: int
    total: int


@dataclass(frozen=True, slots=True)
class Undescribed:
    """An entity without a summary or a Wikidata identifier. `summary` and `identifier` are true if that one is missing.

    `articles` is the number of articles that name it.
    """

    entity: Entity
    summary: bool
    identifier: bool
    articles: int


@dataclass(frozen=True, slots=True)
class Unspoken:
    """An utterance with passages known only from renderings: `passages` of its `total`."""

    utterance: Utterance
    passages: int
    total: int


@dataclass(frozen=True)
class Gaps:
    """Every gap by kind. Kinds on which more findings depend come first."""

    unanswered: tuple[Unanswered, ...]
    unquoted: tuple[Unquoted, ...]
    shaken: tuple[RevisedArticle, ...]
    disputed: tuple[Quoted | Stated, ...]
    single_source: tuple[SingleSource, ...]
    unverified: tuple[Unverified, ...]
    ungrounded: tuple[Ungrounded, ...]
    unarchived: tuple[Article, ...]
    undescribed: tuple[Undescribed, ...]
    unspoken: tuple[Unspoken, ...]


@cached_finding
def gaps(archive: Archive) -> Gaps:
    """Everything that is missing."""
    return Gaps(
        unanswered=tuple(_unanswered(archive)),
        unquoted=tuple(_unquoted(archive)),
        shaken=tuple(_revised_articles(archive)),
        disputed=(*readings(archive).quotations, *readings(archive).positions),
        single_source=tuple(_single_source(archive)),
        unverified=tuple(_unverified(archive)),
        ungrounded=tuple(_ungrounded(archive)),
        unarchived=tuple(_unarchived(archive)),
        undescribed=tuple(_undescribed(archive)),
        unspoken=tuple(_unspoken(archive)),
    )


def gap_counts(archive: Archive) -> Mapping[str, int]:
    """The number of gaps of each kind, by the kind's name in `Gaps`. Quotations, positions and passages are counted
    individually."""
    found = gaps(archive)
    counts = {field.name: len(getattr(found, field.name)) for field in fields(found)}
    counts["unverified"] = sum(gap.quotations for gap in found.unverified)
    counts["ungrounded"] = sum(gap.positions for gap in found.ungrounded)
    counts["unspoken"] = sum(gap.passages for gap in found.unspoken)
    return counts


def _unquoted(archive: Archive) -> Iterable[Unquoted]:
    found = [Unquoted(p, len(archive.articles_naming(p.id))) for p in archive.people if not archive.quotations_by(p.id)]
    return sorted((gap for gap in found if gap.articles), key=lambda gap: -gap.articles)


def _revised_articles(archive: Archive) -> Iterator[RevisedArticle]:
    found = revised_evidence(archive)
    for article in filter(is_revised, archive.articles):
        borne = dict.fromkeys(supported_by(article))
        alone = (i for i in borne if found[i].is_only_evidence and not isinstance(archive[i], Person | Organisation))
        if borne:
            numbers = (len(article.quotations), len(article.statements), len(article.figures))
            yield RevisedArticle(article, *numbers, tuple(alone))


def _unarchived(archive: Archive) -> Iterable[Article]:
    """Articles without an archived copy. Those no longer at their address come first, since nobody can copy them any
    more."""
    found = (article for article in archive.articles if article.source.url and not article.source.archived)
    return sorted(found, key=lambda it: dead_address(it.source) is None)


def _single_source(archive: Archive) -> Iterator[SingleSource]:
    for event in archive.events:
        found = ancestry(archive, archive.reports_of(event.id))
        if len(found.branches) == 1:
            yield SingleSource(event, found.branches[0].origin, found.branches[0].articles)


def _unverified(archive: Archive) -> Iterator[Unverified]:
    for article in archive.articles:
        unseen = sum(not quotation.at for quotation in article.quotations)
        if unseen:
            yield Unverified(article, unseen, len(article.quotations))


def _ungrounded(archive: Archive) -> Iterator[Ungrounded]:
    for article in archive.articles:
        silent = sum(statement.rests_on is None for statement in article.statements)
        if silent:
            yield Ungrounded(article, silent, len(article.statements))


def _undescribed(archive: Archive) -> Iterable[Undescribed]:
    found = []
    entities = archive.entities
    for entity in entities:
        if not entity.summary or not entity.wikidata:
            number = len(archive.articles_naming(entity.id))
            found.append(Undescribed(entity, not entity.summary, not entity.wikidata, number))
    return sorted(found, key=lambda gap: (not gap.summary, -gap.articles, sort_key(gap.entity.sort_name)))


def _unspoken(archive: Archive) -> Iterable[Unspoken]:
    found = []
    for utterance in archive.utterances:
        unknown = [passage for passage in utterance.passages if not passage.original]
        if unknown:
            found.append(Unspoken(utterance, len(unknown), len(utterance.passages)))
    return found


# --- parties without an answer -------------------------------------------------------------------------------------------


def _unanswered(archive: Archive) -> Iterator[Unanswered]:
    """Propositions to which a named party has not responded.

    A party is a person, body or country that the sentence names. Any stance is an answer, on the sentence or on one
    tied to it by either record (`implies`, `contradicts`). It may come from the party, from somebody who speaks for it,
    or for a country from a person or body that belongs to it.
    """
    names = _names(archive)
    tied: dict[str, set[str]] = defaultdict(set)
    for proposition in archive.propositions:
        for other in (*proposition.implies, *proposition.contradicts):
            tied[proposition.id].add(other)
            tied[other].add(proposition.id)
    for proposition in archive.propositions:
        stated = archive.statements_on(proposition.id)
        answers = [*stated, *(s for other in tied[proposition.id] for s in archive.statements_on(other))]
        answered = {key for one in answers for key in _counts_for(archive, one)}
        silent: list[str] = []
        others: dict[AgentRef, None] = {}
        for party, keys in _parties(proposition.sentence, names).items():
            if not keys & answered and stated:
                silent.append(party)
                others |= dict.fromkeys(one.statement.holder for one in stated)
        if silent:
            yield Unanswered(proposition.id, tuple(silent), tuple(others))


def _counts_for(archive: Archive, stated: Stated) -> set[str]:
    """For whom a stance counts: the ids of the holder and of the bodies for which it speaks, and the codes of their
    countries."""
    holder, date = stated.statement.holder.id, stated.date
    if holder is None:
        return set()
    found = {holder, *speaks_for(archive, holder, date.edtf if date else None)}
    code_of = countries(archive)
    return found | {code_of[i] for i in found if i in code_of}


_Bearer = tuple[str | None, frozenset[str]]
"""Whom a name means (an id; None if nobody could answer), and the keys from `_counts_for` that count as its answers."""
_Names = Mapping[str, tuple[tuple[tuple[str, ...], _Bearer], ...]]
_WORD = re.compile(r"\w+")


def _names(archive: Archive) -> _Names:
    """Every name as a tuple of words, with whom it means, by the first word, longer names first.

    Documents, and places that are not countries, mean nobody. They are included so that no part of "Kursk Region" or
    "UN Charter" is taken for another name.
    """
    bearers: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    entities: tuple[Entity, ...] = (*archive.organisations, *archive.people, *archive.places, *archive.documents)
    for entity in entities:
        for name in entity.names:
            words = tuple(_WORD.findall(name))
            if words and (name != name.lower() or name == name.upper()):
                bearers[words].append(entity)
    by_first: dict[str, list[tuple[tuple[str, ...], _Bearer]]] = defaultdict(list)
    for words, named in bearers.items():
        by_first[words[0]].append((words, _bearer(archive, named)))
    return {first: tuple(sorted(found, key=lambda n: -len(n[0]))) for first, found in by_first.items()}


def _bearer(archive: Archive, named: list[Entity]) -> _Bearer:
    """Whom a name means: one record, or a country with the body of the same name."""
    land = next((code for code in map(_country, named) if code), None)
    agents = [entity for entity in named if not isinstance(entity, Place | Document)]
    if land is None and agents and isinstance(agents[0], Organisation) and agents[0].country is None:
        # A body may have a country's name as one of its other names: DPRK is North Korea.
        land = countries(archive).get(agents[0].id) if not agents[0].part_of else None
    if len(agents) > 1 or not (agents or land):
        return None, frozenset()
    party = agents[0] if agents else next(entity for entity in named if _country(entity))
    return party.id, frozenset(filter(None, (party.id, land)))


def _country(entity: Entity) -> str | None:
    """The code of the country that a record itself is; None for anything else, even a place inside a country."""
    if isinstance(entity, Place) and entity.country and country_name(entity.country) in entity.names:
        return entity.country
    return None


def _parties(sentence: str, names: _Names) -> dict[str, frozenset[str]]:
    """The parties that a sentence names, with their keys. A country named under two names is listed once."""
    words = _WORD.findall(sentence)
    found: dict[str, frozenset[str]] = {}
    at = 0
    while at < len(words):
        match = next((n for n in names.get(words[at], ()) if tuple(words[at : at + len(n[0])]) == n[0]), None)
        if match:
            party, keys = match[1]
            if party and not any(keys & other for other in found.values()):
                found[party] = keys
        at += len(match[0]) if match else 1
    return found
