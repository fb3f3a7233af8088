"""Finds the numbers in a text for the measures of an archive."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from generator.archive.archive import Archive
from generator.records.model import Measure
from generator.text import numerals, stop_words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number and its place in the text: a value or a range, its qualifier, and the id of the measure that it probably
    belongs to; None if unclear."""

    start: int
    end: int
    words: str
    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: str | None
    measure: str | None


@dataclass(frozen=True)
class MeasureIndex:
    """The measures of an archive, indexed by the words that indicate them."""

    archive: Archive

    @cached_property
    def _profiles(self) -> dict[str, dict[str, float]]:
        """For each measure, the stems that indicate it, with their weights. Stems of its name weigh most; stems near
        its numbers in articles are weighted by their frequency there. The fewer measures share a stem, the higher its
        weight."""
        bearing = self._names_of_entities
        words: dict[str, dict[str, float]] = {}
        for measure in self.archive.measures:
            own: dict[str, float] = {}
            for text, weight in ((measure.name, 1.0), (_first_clause(measure), 0.5), (measure.unit or "", 0.5)):
                for stem in _stems(text, bearing):
                    own[stem] = max(own.get(stem, 0.0), weight)
            for stem, share in self._beside.get(measure.id, {}).items():
                own[stem] = max(own.get(stem, 0.0), share)
            words[measure.id] = own
        of = Counter(stem for own in words.values() for stem in own)
        total = max(1, len(words))
        whole = math.log(1 + total)  # so that a word of only one measure has the weight 1
        return {i: {s: w * math.log(1 + total / of[s]) / whole for s, w in own.items()} for i, own in words.items()}

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """The stems of each measure's own name."""
        return {m.id: frozenset(_stems(m.name, {})) for m in self.archive.measures}

    @cached_property
    def _beside(self) -> dict[str, dict[str, float]]:
        """For each measure and stem, the share of the measure's numbers in article bodies that have the stem nearby."""
        seen: dict[str, list[set[str]]] = {}
        for estimated in self.archive.figures:
            figure, text = estimated.figure, estimated.article.body
            number = next((n for n in (figure.value, figure.high, figure.low) if n is not None), 0)
            at = text.find(f"{number:,}")
            if number >= _SMALL and at >= 0:
                near = " ".join([*text[:at].split()[-_NEARBY_WORDS:], *text[at:].split()[: _NEARBY_WORDS + 1]])
                seen.setdefault(figure.measure, []).append(set(_stems(_LINK.sub(r"\1", near), {})))
        return {
            measure: {s: n / (len(sets) + 1) for s, n in Counter(s for one in sets for s in one).items()}
            for measure, sets in seen.items()
        }

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(estimated.figure.measure for estimated in self.archive.figures)

    @cached_property
    def _names_of_entities(self) -> dict[str, frozenset[str]]:
        """By the stem of a one-word name, the stems of all names of its record, so that DPRK also matches North
        Korea."""
        found: dict[str, frozenset[str]] = {}
        for entity in (*self.archive.organisations, *self.archive.places):
            stems = frozenset(stem for name in entity.names for stem in _stems(name, {}))
            if len(stems) <= 12:
                for name in entity.names:
                    if " " not in name:
                        found[_stem(name)] = stems
        return found

    @cached_property
    def _values(self) -> dict[tuple[float, float], Counter[str]]:
        values: dict[tuple[float, float], Counter[str]] = {}
        for estimated in self.archive.figures:
            figure = estimated.figure
            ends = _ends(figure.value, figure.low, figure.high)
            values.setdefault(ends, Counter())[figure.measure] += 1
        return values

    def likeliest_measure(self, ends: tuple[float, float], near: str, around: Callable[[], set[str]]) -> str | None:
        """The measure that a number most likely belongs to, judged by the words next to it (`near`) and the stems
        around it.

        None if no measure scores enough, or if two score about the same.
        """
        near_stems = set(_stems(near, {}))
        spoken_of = [(m, profile) for m, profile in self._profiles.items() if not near_stems.isdisjoint(profile)]
        if not spoken_of:
            return None
        stems = around() | near_stems
        known = self._values.get(ends, Counter())
        scores = []
        for measure, profile in spoken_of:
            score = sum(w * (1.0 if s in near_stems else FAR_WEIGHT) for s, w in profile.items() if s in stems)
            missed = sum(profile[s] for s in self._named[measure] if s not in stems and s in profile)
            usual = USAGE_WEIGHT * math.log1p(self._times[measure])
            scores.append(
                (score - MISSING_PENALTY * missed + usual + (KNOWN_VALUE_BONUS if known[measure] else 0.0), measure)
            )
        scores.sort(reverse=True)
        if not scores or scores[0][0] < MIN_SCORE:
            return None
        if len(scores) > 1 and scores[0][0] - scores[1][0] < MIN_LEAD:
            return None
        return scores[0][1]


FAR_WEIGHT, MISSING_PENALTY, USAGE_WEIGHT, KNOWN_VALUE_BONUS, MIN_SCORE, MIN_LEAD = 0.2, 0.1, 0.17, 0.6, 1.15, 0.06
"""Parameters for scoring a measure: the weight of a word in the sentence that is not next to the number; the penalty
for a missing word of the measure's name; the weight of how often the measure is used; the bonus for a number that it
already has; the minimum score; and the minimum lead over the second best. Tuned on the articles of one archive
(tests/benchmarks/suggest_benchmark.py)."""

_NEARBY_WORDS = 8
_AROUND = 800
_LONGEST = 100
"""How many characters on either side of a number are read, and the maximum length of a number."""
_SMALL = 13
_LINK = re.compile(r"\[\[(?:[^\[\]|]*+\|)?([^\[\]]*+)\]\]")


def _ends(value: float | None, low: float | None, high: float | None) -> tuple[float, float]:
    return (
        float(value if value is not None else low if low is not None else -1),
        float(value if value is not None else high if high is not None else -1),
    )


def find_numbers(
    measures: MeasureIndex, text: str, sentences: Sequence[Span], dates: Iterable[Span], language: str = "en"
) -> tuple[FoundNumber, ...]:
    """The numbers in the text that count something, in order. Numbers in dates, percentages and names are left out.
    `language` is that of the text (BCP 47), for numbers in words."""
    taken = bytearray(len(text))
    for start, end in dates:
        taken[start:end] = b"\1" * (end - start)
    found = []
    for sentence in sentences:
        words = _Words(text, sentence)
        for number in _numbers(text, sentence, language):
            if taken.find(1, number.start, number.end) >= 0 or number.end - number.start > _LONGEST:
                continue
            around = max(sentence[0], number.start - _AROUND), min(sentence[1], number.end + _AROUND)
            counted = _found_number(measures, text, words, around, number)
            if counted and (counted.measure or (counted.value or counted.high or 0) >= _SMALL):
                found.append(counted)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number or range in a sentence; its place includes the qualifier."""

    start: int
    end: int
    first: int | float
    second: int | float | None
    qualifier: str | None
    plain: bool  # figures without a qualifier, which may be a year
    written: bool  # only words


def _numbers(text: str, sentence: Span, language: str) -> list[_Number]:
    """The numbers of a sentence in order: in figures, in words of its language, or in both ("11 mille")."""
    found: dict[int, _Number] = {}
    held = bytearray(sentence[1] - sentence[0])
    for match in _NUMBER.finditer(text, *sentence):
        if match.end() - match.start() <= _LONGEST:
            found[match.start("a")] = _number_in_figures(match)
        held[match.start() - sentence[0] : match.end() - sentence[0]] = b"\1" * (match.end() - match.start())
    last: _Number | None = None
    free = sentence[0]  # the end of the last number
    for number in numerals.numbers(text[slice(*sentence)], language):
        start, end = number.start + sentence[0], number.end + sentence[0]
        if held.find(1, number.start, number.end) >= 0:
            one = found.get(start)
            if one and one.second is None and end > one.end:
                for inner in [it for it in found if start < it < end]:
                    del found[inner]
                found[start] = replace(one, end=end, first=number.value, plain=False)
            last, free = None, end
        elif _is_in_a_code(text, start, end):
            last, free = None, end
        elif end - start > 1:  # a single syllable is often another word in Korean
            if last and (joined := _join_range(text, last, (free, end), language)):
                found[last.start], last, free = joined, None, end
                continue
            free = last.end if last else free
            before = max(sentence[0], start - _BEFORE)
            qualifier = _QUALIFIED.search(text, before, start)
            begin = qualifier.start("q") if qualifier else start
            last = _Number(begin, end, number.value, None, qualifier["q"] if qualifier else None, False, True)
            found[begin] = last
    return [found[start] for start in sorted(found)]


def _is_in_a_code(text: str, start: int, end: int) -> bool:
    """Whether figures stand directly beside a Latin letter, as in 1Q25 or 3M."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return text[start].isdigit() and any(sign.isascii() and sign.isalpha() for sign in beside)


def _join_range(text: str, first: _Number, within: Span, language: str) -> _Number | None:
    """The range made of a number in words and the next one, which ends `within`; None if they are not a range."""
    start, end = max(within[0], first.start - _BEFORE), within[1]
    if end - start > _LONGEST:
        return None
    range_ = numerals.amount(text[start:end], language)
    if range_.low is None or range_.high is None or range_.low < first.first:
        return None
    return replace(first, end=end, first=range_.low, second=range_.high)


def _number_in_figures(match: re.Match[str]) -> _Number:
    first = _number(match["a"], match["sa"] or (match["sb"] if match["b"] else None))
    second = _number(match["b"], match["sb"]) if match["b"] else None
    between = "between" in match[0].lower() or re.search(r"-|–|—|\bto\b|\bдо\b|\bbis\b", match[0])
    if second is not None and (second <= first or not between):
        second = None
    start = match.start("q") if match["q"] else match.start()
    return _Number(start, match.end(), first, second, match["q"], not match["q"], False)


_QUALIFIERS = (
    "no fewer than|not less than|as many as|more than|less than|fewer than|an estimated|at least|up to|close to|some|about|around|"
    "nearly|almost|over|roughly|approximately|estimated|only|exceeding|около|более|свыше|примерно|почти|не менее|до|більше|понад|"
    "близько|майже|щонайменше|приблизно|fast|etwa|rund|knapp|mindestens|ungefähr|mehr als|weniger als|bis zu|unos|más de|menos de|"
    "al menos|casi|cerca de|environ|près de|plus de|moins de|au moins|jusqu[’']à|약|최소|최대|거의|نحو|حوالي|أكثر من|ما لا يقل عن|قرابة"
)
_DIGITS = numerals.FIGURES
_SCALE = r"hundred|thousand|million|тыс\w*|тисяч\w*|млн|만\s?명|만|천|tausend|mil"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<q>{_QUALIFIERS})\s+)?(?:between\s+)?"
    rf"(?P<a>{_DIGITS})(?:[\s-]?(?P<sa>{_SCALE})\b)?"
    rf"(?:\s*(?:-|–|—|to|and|до|bis)\s*(?P<b>{_DIGITS})(?:[\s-]?(?P<sb>{_SCALE})\b)?)?(?![\w%])",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    rf"(?<!\w)(?P<q>{_QUALIFIERS})\s+(?:(?:an?|between|zwischen|entre|между|між|بين)\s+)?\Z", re.IGNORECASE
)
_BEFORE = 30
"""The maximum distance in characters between a qualifier and a number in words."""


class _Words:
    """The stems of a sentence with their offsets. Each word is stemmed once, however many numbers the sentence has."""

    def __init__(self, text: str, sentence: Span) -> None:
        self._text, self._sentence = text, sentence

    @cached_property
    def _all(self) -> tuple[list[int], list[str]]:
        words = [(m.start(), _stem(m[0])) for m in _WORD.finditer(self._text, *self._sentence)]
        return [start for start, _ in words], [stem for _, stem in words]

    def within(self, start: int, end: int) -> set[str]:
        """The stems of the words that begin between two offsets."""
        starts, stems = self._all
        return set(stems[bisect_left(starts, start) : bisect_left(starts, end)]) - _SLIGHT


def _found_number(
    measures: MeasureIndex, text: str, words_in: _Words, sentence: Span, number: _Number
) -> FoundNumber | None:
    tail = text[number.end : sentence[1]]
    if re.match(
        r"\s*(?:percent|per cent|%|°|th\b|st\b|nd\b|rd\b|a\.?m\.?|p\.?m\.?|mm\b|km\b|kilomet|miles?\b|metres?\b|meters?\b)",
        tail,
    ):
        return None
    if _looks_like_a_year(number, tail):
        return None
    first, second = number.first, number.second
    before = text[sentence[0] : number.start]
    near = " ".join(tail.split(None, 7)[:7]) + " " + " ".join(before.rsplit(None, 4)[-4:])
    ends = (float(first), float(second if second is not None else first))
    small = number.written and first < _SMALL  # as in "one of them"
    measure = None if small else measures.likeliest_measure(ends, near, lambda: words_in.within(*sentence))
    value, low, high = (first, None, None) if second is None else (None, first, second)
    words = " ".join(text[number.start : number.end].split())
    return FoundNumber(number.start, number.end, words, value, low, high, number.qualifier, measure)


def _factor(scale: str | None) -> int:
    if not scale:
        return 1
    scale = scale.lower()
    for stems, factor in (
        (("hundred",), 100),
        (("thousand", "тыс", "тис", "tausend", "mil", "천"), 1000),
        (("만",), 10_000),
    ):
        if scale.startswith(stems) and not scale.startswith("million"):
            return factor
    return 1_000_000


def _number(digits: str, scale: str | None) -> int | float:
    number = numerals.figures(digits, scaled=bool(scale)) * _factor(scale)
    return int(number) if number == int(number) else number


def _looks_like_a_year(number: _Number, tail: str) -> bool:
    return (
        number.plain
        and number.second is None
        and number.first in range(1900, 2100)
        and not re.match(r"\s+(?:of\s+)?[a-z]{4,}s\b", tail)
    )


_WORD = re.compile(r"[^\W\d_]{3,}")


def _first_clause(measure: Measure) -> str:
    return re.split(r"[;.]", measure.counts)[0]


def _stems(text: str, bearing: dict[str, frozenset[str]]) -> Iterator[str]:
    for word in _WORD.findall(text):
        stem = _stem(word)
        if stem not in _SLIGHT:
            yield stem
            yield from bearing.get(stem, ())


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    """The first five letters of a word without its ending: a crude stem."""
    word = word.lower()
    word = re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 5 else word.rstrip("s")
    return word[:5]


_SLIGHT = frozenset(map(_stem, stop_words.IN_COUNTS))
