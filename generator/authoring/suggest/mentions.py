"""Finds names of the archive's records in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.archive.archive import Archive
from generator.records.model import Entity, Person
from generator.text import names


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, its place in the text, and the id of the record that it most likely refers to. `others` are the ids of
    other records with this name."""

    start: int
    end: int
    words: str
    id: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameIndex:
    """The names in an archive, indexed for finding them in texts."""

    archive: Archive

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All records that have names."""
        archive = self.archive
        return archive.entities

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of all people."""
        return frozenset(person.id for person in self.archive.people)

    @cached_property
    def carriers(self) -> frozenset[str]:
        """The ids of outlets and agencies, which pass on what others say."""
        published = {article.publisher for article in self.archive.articles}
        return frozenset(o.id for o in self.archive.organisations if o.id in published or _CARRIER.search(o.kind or ""))

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The ids of organisations that publish, or may: outlets and agencies, and those whose name suggests it."""
        return self.carriers | frozenset(
            o.id for o in self.archive.organisations if any(_OUTLET.search(name) for name in o.names)
        )

    @cached_property
    def index(self) -> names.Index:
        """An index of names, other names, and the link texts for records in articles."""
        return names.Index([(name, e.id) for e in self.entities for name in e.names] + list(self._linked()))

    @cached_property
    def surnames(self) -> names.Index:
        """An index of single words for people: first or last names that only one person has, and no other record."""
        bearers: dict[str, set[str]] = defaultdict(set)
        shown: dict[str, str] = {}
        for person in self.archive.people:
            for word in _short_forms(person):
                bearers[names.fold(word)].add(person.id)
                shown[names.fold(word)] = word
        own = {names.key(name)[:1] for e in self.entities if not isinstance(e, Person) for name in e.names}
        single = [(shown[k], next(iter(who))) for k, who in bearers.items() if len(who) == 1 and (k,) not in own]
        return names.Index((word, who) for word, who in single if len(word) > 3 or not word.isascii())

    @cached_property
    def usual(self) -> dict[tuple[str, ...], Counter[str]]:
        """By name, how often articles link it to each record."""
        counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for mention in self.archive.mentions:
            counts[names.key(mention.words)][mention.target] += 1
        return counts

    def _linked(self) -> Iterator[tuple[str, str]]:
        known = {entity.id for entity in self.entities}
        written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for mention in self.archive.mentions:
            words = mention.words
            capitals = [w for w in re.findall(r"\w+", words) if w[0].isupper()]
            if mention.target in known and words[:1].isupper() and len(capitals) * 2 > len(re.findall(r"\w+", words)):
                written[names.key(words)][words] += 1
        for folded, shown in written.items():
            ((target, times),) = self.usual[folded].most_common(1)
            if times > 1 and target in known and times >= 0.6 * self.usual[folded].total():
                yield shown.most_common(1)[0][0], target

    def rank_bearers(self, words: str, bearers: Iterable[str]) -> tuple[str, ...]:
        """The ids of these bearers of a name: first those that articles link most often with it; for equal counts
        people, organisations, then places."""
        usual = self.usual.get(names.key(words), Counter())
        order = {entity.id: number for number, entity in enumerate(self.entities)}
        return tuple(sorted(bearers, key=lambda i: (-usual[i], order.get(i, 0))))


PARTICLES = frozenset(
    [
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "van",
        "von",
        "zu",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "abu",
        "el",
        "al",
        "la",
        "le",
        "y",
    ]
)
"""Lower-case words that are part of a family name."""

_OF_A_SON = re.compile(r"[JS]n?r|I{2,3}|IV|junior|senior|filho|neto|fils|père", re.IGNORECASE)
"""Suffixes after a name that distinguish members of one family."""

_OUTLET = re.compile(
    r"\b(?:news|post|times|herald|tribune|gazette|journal|press|daily|radio|tv|broadcasting)\b", re.IGNORECASE
)
_CARRIER = re.compile(r"news|agency|newspaper|broadcaster|media|outlet|press|radio|television", re.IGNORECASE)


def find_mentions(known: NameIndex, text: str) -> tuple[Mention, ...]:
    """All mentions, in order. A surname alone refers to the person whose full name came last before it, or to the only
    one with this surname."""
    words = tuple(names.words(text))
    found: list[Mention] = []
    for name in known.index.find_among(text, words):
        first, *others = known.rank_bearers(name.text, name.ids)
        found.append(Mention(name.start, name.end, name.text, first, tuple(others)))
    full = [m for m in found if m.id in known.people and len(names.key(m.words)) > 1]
    bearing: dict[str, list[Mention]] = defaultdict(list)
    for mention in full:
        for key in {names.fold(word) for word in _ends(mention.words)}:
            bearing[key].append(mention)
    starts = {key: [mention.start for mention in those] for key, those in bearing.items()}
    taken = [(m.start, m.end) for m in found]
    free = [w for w in words if not any(start <= w.start < end for start, end in _around(taken, w.start))]
    alone = {f.start: f for f in known.surnames.find_among(text, tuple(free))}
    until = 0
    for word in free:
        if word.start < until:
            continue
        if word.start in alone and alone[word.start].end > word.end:  # names of several words: de Wit, al-Noor
            until = alone[word.start].end
            found.append(Mention(word.start, until, text[word.start : until], alone[word.start].ids[0]))
            continue
        if not word.text[0].isupper() and word.text[0].islower():
            continue
        keys = [key for key in word.keys if key in bearing]
        if keys:
            last = max(keys, key=lambda key: _latest(starts[key], word.start))
            at = _latest(starts[last], word.start)
            who = bearing[last][bisect_left(starts[last], at)] if at >= 0 else bearing[keys[0]][0]
            found.append(Mention(word.start, word.end, word.text, who.id))
        elif word.start in alone:
            found.append(Mention(word.start, word.end, word.text, alone[word.start].ids[0]))
    return tuple(sorted(found, key=lambda m: m.start))


def _latest(starts: list[int], before: int) -> int:
    """The last of these sorted offsets that is less than `before`; -1 if there is none."""
    at = bisect_left(starts, before)
    return starts[at - 1] if at else -1


def _around(taken: list[tuple[int, int]], at: int) -> Iterable[tuple[int, int]]:
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][0] <= at:
            low = middle + 1
        else:
            high = middle
    return taken[max(0, low - 1) : low]


def _short_forms(person: Person) -> Iterator[str]:
    for name in person.names:
        yield from _ends(name)


def _ends(name: str) -> tuple[str, ...]:
    """Short forms of a name: the last word, also with the particles before it; or the first, if that is the family name
    (Jan de Wit: de Wit, Wit; Kim Jong Un: Kim); also with a generational suffix (Reeve Jr., Reeve)."""
    found = list(re.finditer(r"[^\W\d_][\w’']*", name))
    if len(found) > 2 and _OF_A_SON.fullmatch(found[-1][0]):
        return name[found[-2].start() :], *_ends(name[: found[-2].end()])
    words = [word[0] for word in found]
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        return name[found[first].start() :], words[-1]
    family_first = len(words) == 3 and all(len(word) <= 5 for word in words)
    return (words[0],) if family_first else (words[-1],)
