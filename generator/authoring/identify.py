"""Proposes identifiers from Wikidata, ISNI, VIAF and GeoNames for records, from a file of candidates, with the evidence
for each.

A candidate matches a record if they share a name, in any spelling, script (`text.names`) and word order. Further facts
decide between several: country, website, point, other identifiers, and whether the person was alive when quoted. If
several remain, none is proposed, and all are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive.archive import Archive
from generator.authoring import candidates as read
from generator.authoring.candidates import Candidate, ReadReport
from generator.drawing.maps import kilometres
from generator.records.model import Date, Entity, Organisation, Person, Place, kind_of
from generator.text import addresses, names

_MAX_CANDIDATES = 20
"""How many candidates are kept per record, the best ones."""
_SAME_PLACE_KM, _DIFFERENT_PLACE_KM = 50, 300
"""Up to the first distance, two points may be the same place; beyond the second, they are not."""
_MIN_SPEAKING_AGE = 10
"""The minimum age in years at which somebody may be quoted."""


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate for a record.

    `names` are the shared names; `weak` says that only an abbreviation or one word of a person's name is shared. `also`
    and `counter_evidence` are further evidence for and against it.
    """

    candidate: Candidate
    names: tuple[str, ...]
    weak: bool
    also: tuple[str, ...] = ()
    counter_evidence: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """A short description of the candidate: its first identifier, its name, and its description in the file."""
        one = self.candidate
        first = next(iter(one.identifiers.values()), one.place)
        return f"{first} {self.name}" + (f" ({one.description})" if one.description else "")

    @property
    def name(self) -> str:
        """Its name in English or, if it has none, its first name."""
        called = self.candidate.names
        return next((name.text for name in called if name.language in ("en", "mul")), called[0].text if called else "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The candidates in a file for a record: the most likely one (`best`, None if undecided) and the others. `more` is
    how many were dropped."""

    entity: Entity
    best: Match | None
    others: tuple[Match, ...]
    more: int

    @property
    def identifiers(self) -> Mapping[str, str]:
        """The proposed identifiers that the record does not have yet."""
        given = self.best.candidate.identifiers if self.best else {}
        keys = type(self.entity).model_fields
        return {key: it for key, it in given.items() if key in keys and getattr(self.entity, key) is None}


def proposals(archive: Archive, file: Path, reading: ReadReport) -> tuple[Proposal, ...]:
    """A proposal for each record with a candidate in the file, sorted by id. `reading` receives the counts and the
    country codes.

    The file is read once; memory grows with the number of records, not with the length of the file. Raises RefusedError
    and OSError like `candidates.candidates`.
    """
    register = _NameIndex(archive)
    for candidate in read.candidates(file, register.name_filter, reading):
        register.add(candidate)
    return tuple(register.proposals(reading.countries))


class _NameIndex:
    """The names of all records, and the candidates found so far for each."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._bearers: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._items: dict[str, list[str]] = {}
        self._found: dict[str, list[Match]] = {}
        self._more: dict[str, int] = {}
        for entity in archive.entities:
            for name in entity.names:
                for key in _keys(name):
                    self._bearers.setdefault(key, []).append((entity.id, name))
            if entity.wikidata:
                self._items.setdefault(entity.wikidata, []).append(entity.id)

    @property
    def name_filter(self) -> read.NameFilter:
        """The filter for candidates that concern a record."""
        return read.NameFilter(lambda name: any(key in self._bearers for key in _keys(name)), self._items)

    def add(self, candidate: Candidate) -> None:
        """Add the candidate to each record that it may be."""
        item = candidate.identifiers.get("wikidata")
        for entity_id, same in self._alike(candidate).items():
            entity = self._archive.entity(entity_id)
            if entity.wikidata and item and entity.wikidata != item:
                continue
            if kind_of(entity) in candidate.kinds or (item and entity.wikidata == item):
                kept = self._found.setdefault(entity_id, [])
                kept.append(_match(self._archive, entity, candidate, same))
                if len(kept) > _MAX_CANDIDATES:
                    kept.sort(key=_rank)
                    kept.pop()
                    self._more[entity_id] = self._more.get(entity_id, 0) + 1

    def _alike(self, candidate: Candidate) -> dict[str, dict[str, read.Name]]:
        """The records with which the candidate shares a name or the Wikidata item, by id: for each shared name of the
        record, the candidate's spelling, preferably the identical one."""
        found: dict[str, dict[str, read.Name]] = {
            entity_id: {} for entity_id in self._items.get(candidate.identifiers.get("wikidata", ""), ())
        }
        for name in candidate.names:
            for key in _keys(name.text):
                for entity_id, own in self._bearers.get(key, ()):
                    same = found.setdefault(entity_id, {})
                    if own not in same or (name.text == own and same[own].text != own):
                        same[own] = name
        return found

    def proposals(self, countries: Mapping[str, str]) -> Iterator[Proposal]:
        """The proposals for all records with candidates; `countries` are codes by Wikidata item."""
        for entity_id in sorted(self._found):
            entity = self._archive.entity(entity_id)
            found = sorted((_by_country(entity, it, countries) for it in self._found[entity_id]), key=_rank)
            best = found[0]
            if (
                best.counter_evidence
                or (best.weak and not best.also)
                or (len(found) > 1 and _rank(found[1]) == _rank(best))
            ):
                yield Proposal(entity, None, tuple(found), self._more.get(entity_id, 0))
            else:
                yield Proposal(entity, best, tuple(found[1:]), self._more.get(entity_id, 0))


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """The index keys of a name: its words in any order, and for a short name also all words as one, as in Korean and
    Chinese."""
    words = names.key(name)
    if words:
        yield tuple(sorted(words))
        if 1 < len(words) <= 3:
            yield (names.fold("".join(words)),)


def _rank(match: Match) -> tuple[int, bool, int]:
    """The sort key of a record's candidates, the most likely first. If two rank equally, neither is proposed."""
    return len(match.counter_evidence), match.weak, -len(match.also)


def _match(archive: Archive, entity: Entity, candidate: Candidate, same: Mapping[str, read.Name]) -> Match:
    also: list[str] = []
    against: list[str] = []
    for key in read.SCHEMES:
        own, other = getattr(entity, key, None), candidate.identifiers.get(key)
        if own and other:
            (also if own == other else against).append(f"{key} {other}" + ("" if own == other else f", not {own}"))
    if not same:
        against.append("it has none of the names")
    site = entity.site if isinstance(entity, Organisation) else None
    if site and candidate.site and addresses.host(site) == addresses.host(candidate.site):
        also.append(f"website {addresses.host(site)}")
    if isinstance(entity, Place) and entity.point and candidate.point:
        apart = kilometres(entity.point, candidate.point)
        if apart <= _SAME_PLACE_KM:
            also.append(f"{apart:.0f} km apart")
        elif apart > _DIFFERENT_PLACE_KM:
            against.append(f"{apart:,.0f} km apart")
    if isinstance(entity, Person):
        against += _lifetime_conflicts(archive, entity, candidate)
    return Match(
        candidate,
        tuple(_shared_name(own, name) for own, name in same.items()),
        _is_weak(entity, same),
        tuple(also),
        tuple(against),
    )


def _shared_name(own: str, name: read.Name) -> str:
    language = f" ({name.language})" if name.language else ""
    return f"{name.text}{language}" + ("" if name.text == own else f" for {own}")


def _is_weak(entity: Entity, same: Mapping[str, read.Name]) -> bool:
    """Whether no full name is shared: many people share an abbreviation, or one word of a name."""
    whole = (own for own in same if not names.abbreviation((own,)))
    longest = max((len(name.split()) for name in entity.names), default=1)
    return not any(len(own.split()) > 1 or longest == 1 or not isinstance(entity, Person) for own in whole)


def _lifetime_conflicts(archive: Archive, person: Person, candidate: Candidate) -> Iterator[str]:
    """The evidence that the candidate was not alive when the person spoke or held an office."""
    said = [quoted.quotation.said for quoted in archive.quotations_by(person.id)]
    held = [date for role in person.roles for date in (role.from_, role.to)]
    years = sorted(year for date in (*said, *held) if date is not None and (year := _year(date)) is not None)
    if years and candidate.born is not None and years[0] < candidate.born + _MIN_SPEAKING_AGE:
        yield f"born in {candidate.born}, here already in {years[0]}"
    if years and candidate.died is not None and years[-1] > candidate.died:
        yield f"died in {candidate.died}, here still in {years[-1]}"


def _year(date: Date) -> int | None:
    """The year of a date; None if it may be in several."""
    first, last = date.edtf.core
    return first.year if first and last and first.year == last.year else None


def _by_country(entity: Entity, match: Match, countries: Mapping[str, str]) -> Match:
    """The match with the evidence of its country, once the codes of all countries are known."""
    own: str | None = getattr(entity, "country", None)
    codes = {code for it in match.candidate.countries if (code := countries.get(it, it if len(it) == 2 else None))}
    if own is None or not codes:
        return match
    if own in codes:
        return replace(match, also=(*match.also, f"country {own}"))
    return replace(match, counter_evidence=(*match.counter_evidence, f"country {', '.join(sorted(codes))}, not {own}"))
