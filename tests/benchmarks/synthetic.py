"""A made-up archive of any size, the same in every run: what the benchmarks measure on.

Its proportions are those of this archive (`SHARES`), and what grows in a real one grows in it: new people, outlets, places and
occasions come with new articles, a few of them are named again and again, one body is named by every article, and one sentence is
rendered by every twenty-fifth. Quotations of one passage differ by a word or two. An article in Russian or Korean has its title and
what it quotes in that script.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")

HUB = "alba"
FAMOUS = "ada-on-the-river/rises"
_FIRST, _LAST = dt.date(2022, 2, 1), dt.date(2026, 10, 31)
_LAG = dt.timedelta(days=45)
"""How long before the articles that quote it something was said, so that none is published before."""
_COUNTRIES = ("RU", "UA", "KR", "KP", "US", "GB", "DE", "JP")
SHARES: Mapping[str, Mapping[Any, int]] = {
    "language": {"en": 54, "ru": 4, "uk": 1, "ko": 1, "de": 1},
    "quotations": {0: 5, 1: 6, 2: 18, 3: 29, 4: 2, 11: 1},
    "statements": {0: 2, 1: 15, 2: 24, 3: 12, 4: 6, 5: 1, 15: 1},
    "figures": {0: 23, 1: 16, 2: 12, 3: 5, 4: 2, 5: 2, 6: 1},
    "events": {0: 2, 1: 46, 2: 8, 3: 3, 4: 1, 6: 1},
    "topics": {1: 13, 2: 42, 3: 6},
    "relays": {True: 26, False: 35},
    "of a passage": {True: 146, False: 2},
    "translated": {True: 103, False: 45},
    "via": {0: 42, 1: 80, 2: 26},
    "fidelity": {None: 86, "translation": 30, "altered": 32},
    "note": {True: 114, False: 34},
    "stance": {"asserts": 76, "confirms": 43, "denies": 15, "doubts": 1, "declines": 6, "retracts": 2},
    "rests_on": {"words": 61, "verb": 70, "inferred": 10, "headline": 2},
    "original": {None: 80, "en": 19, "ru": 8, "ko": 3},
}
"""How often something is so in this archive: of its 61 articles, of their 148 quotations and 143 positions, of 110 passages."""
_LATIN = "abdefghiklmnoprstuvyz"
_CYRILLIC = dict(zip(_LATIN, "абдефгхиклмнопрстувызз", strict=False))


def write(root: Path, articles: int) -> int:
    """Writes the archive, and gives the size of its articles in bytes."""
    size = 0
    for path, text in files(articles):
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        written = file.write_bytes(text.encode())
        size += written if path.startswith("articles/") else 0
    return size


def files(articles: int) -> Iterator[tuple[str, str]]:
    """Every file of the archive: its path in `content/`, and its text."""
    world = _World(articles)
    for path, record in world.records():
        yield f"{path}.yml", "".join(_yaml(record))
    for number in range(articles):
        day, annotation, body = world.article(number)
        yield f"articles/{day.year}/article-{number}.md", f"---\n{''.join(_yaml(annotation))}---\n{body}\n"


# --- words ---------------------------------------------------------------------------------------------------------------


def _vocabulary() -> list[str]:
    dice = random.Random(2)  # noqa: S311 - the same made-up words in every run
    syllables = [a + b for a in "bdfghklmnprstvz" for b in "aeiou"]
    return list(dict.fromkeys("".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(24_000)))


WORDS = _vocabulary()
_WEIGHTS = list(accumulate(1 / (n + 3) for n in range(len(WORDS))))


def cyrillic(text: str) -> str:
    """A made-up name as Cyrillic letters would have it."""
    return "".join(_CYRILLIC.get(c, _CYRILLIC.get(c.lower(), c).upper() if c.isalpha() else c) for c in text)


def korean(text: str) -> str:
    """Made-up words as Korean letters would have them: each of their syllables is one."""
    return "".join(chr(0xAC00 + int(it)) if it.isdigit() else it for it in _syllables(text))


def _syllables(text: str) -> Iterator[str]:
    letters = iter(text.lower())
    for letter in letters:
        begin = _BEGINS.get(letter)
        yield letter if begin is None else str(28 * (21 * begin + _VOWELS.get(next(letters, "a"), 0)))


_BEGINS = dict(zip("gndlmbprsjtkfhvz", (0, 2, 3, 5, 6, 7, 8, 5, 9, 12, 16, 15, 17, 18, 17, 13), strict=True))
_VOWELS = {"a": 0, "e": 5, "o": 8, "u": 13, "i": 20}


def in_script(language: str, text: str) -> str:
    """Made-up words as an article in this language prints them."""
    if language == "ko":
        return korean(text)
    return cyrillic(text) if language in ("ru", "uk") else text


def _hangul(text: str) -> str:
    return "".join(chr(0xAC00 + sum(map(ord, word)) * 37 % 11_172) * 2 for word in text.split())


class _Often(Generic[T]):
    """Random items, the first ones most often, as with names in the news."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._weights = list(accumulate(1 / (n + 2) for n in range(len(things))))

    def some(self, dice: random.Random, number: int) -> list[T]:
        return dice.choices(self.things, cum_weights=self._weights, k=number)

    def one(self, dice: random.Random) -> T:
        return self.some(dice, 1)[0]


def _one(dice: random.Random, what: str) -> Any:
    """One of what there is of this, as often as here."""
    shares = SHARES[what]
    return dice.choices([*shares], [*shares.values()])[0]


# --- what there is -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Passage:
    path: str
    speaker: str
    day: dt.date
    words: tuple[str, ...]
    original: str | None
    """The language of its original, if known."""


class _World:
    """Everything that articles name, in numbers that grow with them."""

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.dice = dice = random.Random(1)  # noqa: S311 - the same archive in every run
        self.names: dict[str, str] = {HUB: "Republic of Alba", "ada": "Ada Zeliko"}
        taken = set(self.names.values())

        def named(folder: str, number: int, form: str) -> list[str]:
            ids = []
            for n in range(number):
                while (name := form.format(dice.choice(WORDS).title(), dice.choice(WORDS).title())) in taken:
                    pass
                taken.add(name)
                ids.append(f"{folder}-{n}")
                self.names[ids[-1]] = name
            return ids

        self.people = ["ada", *named("person", 5 + articles // 6, "{} {}")]
        self.bodies = named("body", 5 + articles // 15, "{} {} Ministry")
        self.outlets = named("outlet", 5 + articles // 12, "The {} {} Herald")
        self.places = named("place", 5 + articles // 12, "{}-{}")
        self.documents = named("document", 2 + articles // 100, "Treaty of {} and {}")
        self.events = [f"event-{n}" for n in range(5 + 6 * articles // 10)]
        self.topics = [f"topic-{n}" for n in range(8 + articles // 500)]
        self.propositions = [f"proposition-{n}" for n in range(2 * (5 + articles // 100))]
        self.measures = [f"measure-{n}" for n in range(5 + articles // 100)]
        self.passages = list(self._passages(3 + 8 * articles // 10))
        self.often = {
            name: _Often(getattr(self, name))
            for name in ("people", "bodies", "outlets", "places", "documents", "topics", "propositions", "measures")
        }

    def _passages(self, utterances: int) -> Iterator[_Passage]:
        speakers = _Often(self.people)
        yield _Passage(FAMOUS, "ada", _FIRST - _LAG, tuple(self.words(24).split()), "ru")
        for n in range(utterances):
            speaker = speakers.one(self.dice)
            day = _FIRST - _LAG + (_LAST - _FIRST) * n / utterances
            for part in range(self.dice.randint(1, 3)):
                words = tuple(self.words(self.dice.randint(4, 30)).split())
                yield _Passage(f"utterance-{n}/p{part}", speaker, day, words, _one(self.dice, "original"))

    def words(self, number: int) -> str:
        return " ".join(self.dice.choices(WORDS, cum_weights=_WEIGHTS, k=number))

    def sentence(self, number: int) -> str:
        return self.words(number).capitalize()

    # --- their records ---

    def records(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The path and the fields of every record that is no article."""
        dice = self.dice
        yield f"organisations/{HUB}", {"name": self.names[HUB], "kind": "state", "country": "RU"}
        for n, i in enumerate(self.people):
            name = self.names[i]
            also = [{"name": cyrillic(name), "language": "ru"}] + (
                [{"name": _hangul(f"{name} {n}"), "language": "ko"}] if n % 3 == 0 else []
            )
            role = {"title": self.words(3), "of": dice.choice(self.bodies), "from": "2020"}
            ties = [{"to": dice.choice(self.people), "kind": "deputy of"}] if n % 20 == 1 else []
            yield (
                f"people/{i}",
                {
                    "name": name,
                    "also": also,
                    "summary": self.sentence(14) + ".",
                    "country": dice.choice(_COUNTRIES),
                    "roles": [role],
                    "relations": ties,
                },
            )
        for kind, ids in (("ministry", self.bodies), ("newspaper", self.outlets)):
            for i in ids:
                belongs = {"part_of": HUB} if kind == "ministry" and dice.random() < 0.5 else {}
                yield (
                    f"organisations/{i}",
                    {"name": self.names[i], "kind": kind, "country": dice.choice(_COUNTRIES), **belongs},
                )
        for i in self.places:
            point = [round(dice.uniform(35, 65), 2), round(dice.uniform(-10, 140), 2)]
            where = {"point": point, "precision": "city", "basis": "made up"}
            yield f"places/{i}", {"name": self.names[i], "country": dice.choice(_COUNTRIES), **where}
        for i in self.documents:
            yield f"documents/{i}", {"name": self.names[i], "date": "2024-06-19", "parties": [HUB]}
        for n, i in enumerate(self.events):
            day = _FIRST + (_LAST - _FIRST) * n / len(self.events)
            where = {"place": dice.choice(self.places), "participants": dice.sample(self.people, 2)}
            yield f"events/{i}", {"what": f"{self.sentence(6)}, no. {n}", "date": _written(day, dice), **where}
        for i in self.topics:
            yield f"topics/{i}", {"title": f"{self.sentence(2)} {i}"}
        for n, i in enumerate(self.propositions):
            other = self.propositions[n ^ 1]
            yield f"propositions/{i}", {"sentence": f"{self.sentence(8)} {n}.", "contradicts": [other]}
        for i in self.measures:
            yield (
                f"measures/{i}",
                {"name": f"{self.sentence(3)} ({i})", "counts": self.sentence(20) + ".", "unit": "people"},
            )
        yield from self._utterances()

    def _utterances(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        occasions: dict[str, list[_Passage]] = {}
        for passage in self.passages:
            occasions.setdefault(passage.path.split("/")[0], []).append(passage)
        for n, (i, passages) in enumerate(occasions.items()):
            parts = [
                {
                    "id": p.path.split("/")[1],
                    "gist": " ".join(p.words[:6]),
                    **_original(p),
                }
                for p in passages
            ]
            said = {"said": passages[0].day.isoformat(), "form": "remarks to the press"}
            where = {"place": self.dice.choice(self.places)} if n % 3 == 0 else {}
            yield (
                f"utterances/{i}",
                {
                    "title": f"{self.names[passages[0].speaker]}, no. {n}",
                    "speaker": passages[0].speaker,
                    **said,
                    **where,
                    "passages": parts,
                },
            )

    # --- its articles ---

    def article(self, n: int) -> tuple[dt.date, dict[str, Any], str]:
        """The day of publication, the annotation and the body of one article."""
        dice = self.dice
        day = _FIRST + (_LAST - _FIRST) * n / max(self.articles, 1)
        publisher = self.often["outlets"].one(dice)
        language = _one(dice, "language")
        quotations = [self._quotation(n, q, day, publisher, language) for q in range(_one(dice, "quotations"))]
        annotation: dict[str, Any] = {
            "title": f"{in_script(language, self.sentence(8))}, no. {n}",
            "deck": self.sentence(14) + ".",
            "language": language,
            "publisher": publisher,
            "authors": [" ".join(w.title() for w in dice.sample(WORDS, 2))],
            "published": day.isoformat(),
            "source": {"url": f"https://example.org/articles/{n}", "seen": "2026-11-22", "sha256": f"{n + 1:064x}"}
            | ({"relays": f"article-{dice.randrange(max(0, n - 300), n)}"} if n and _one(dice, "relays") else {}),
            "topics": list(dict.fromkeys(self.often["topics"].some(dice, _one(dice, "topics")))),
            "quotations": quotations,
            "statements": [self._statement(s, day, quotations) for s in range(_one(dice, "statements"))],
            "figures": [self._figure(f, day) for f in range(_one(dice, "figures"))],
            "events": list(dict.fromkeys(self._near(self.events, n) for _ in range(_one(dice, "events")))),
            "notes": self.sentence(60) + ".",
        }
        return day, annotation, "\n\n".join(self._paragraphs(quotations))

    def _quotation(self, n: int, q: int, day: dt.date, publisher: str, language: str) -> dict[str, Any]:
        dice = self.dice
        famous = q == 0 and n % 25 == 0
        rendered = self.passages[0] if famous else self._near(self.passages, n) if _one(dice, "of a passage") else None
        if rendered is not None:
            words, speaker = list(rendered.words), rendered.speaker
            for _ in range(dice.choice((0, 0, 1, 2))):
                words[dice.randrange(len(words))] = dice.choice(WORDS)
            text = " ".join(words)
            said, own = rendered.day.isoformat(), {"utterance": rendered.path}
        else:
            text, speaker = self.words(dice.randint(2, 30)), self.often["people"].one(dice)
            said, own = _written(day, dice), {}
        translated = {"translated": "true"} if language == "en" and _one(dice, "translated") else {}
        fidelity = _one(dice, "fidelity") if rendered and rendered.original else None
        judged = {"fidelity": fidelity} if fidelity else {}
        noted = {"note": self.sentence(30) + "."} if fidelity or _one(dice, "note") else {}
        carriers = dict.fromkeys(self.often["outlets"].some(dice, _one(dice, "via")))
        return {
            "id": f"q{q}",
            "speaker": speaker,
            "role": self.words(3),
            "text": in_script(language, text),
            "context": self.words(8),
            "cue": "saying",
            "said": said,
            "via": [carrier for carrier in carriers if carrier != publisher],
            **own,
            **translated,
            **judged,
            **noted,
        }

    def _statement(self, s: int, day: dt.date, quotations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        dice = self.dice
        rests_on = _one(dice, "rests_on")
        words = dice.choice(quotations) if quotations and rests_on == "words" else None
        if words is None and rests_on == "words":
            rests_on = "verb"
        holder = words["speaker"] if words else self.often["people" if s else "bodies"].one(dice)
        return {
            "id": f"s{s}",
            "holder": holder,
            "stance": _one(dice, "stance"),
            "proposition": self.often["propositions"].one(dice),
            "date": _written(day, dice),
            "quotations": [words["id"]] if words else [],
            "rests_on": rests_on,
            **({"basis": self.sentence(12) + "."} if rests_on == "inferred" else {}),
        }

    def _figure(self, f: int, day: dt.date) -> dict[str, Any]:
        dice = self.dice
        low = dice.choice((100, 500, 1_000, 3_000, 10_000, 12_000))
        return {
            "id": f"f{f}",
            "measure": self.often["measures"].one(dice),
            **({"value": low} if dice.random() < 0.5 else {"low": low, "high": low * 2}),
            "by": [self.often["bodies"].one(dice)],
            "as_of": _written(day, dice),
            "qualifier": "about",
        }

    def _paragraphs(self, quotations: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        dice = self.dice
        yield f"[[{HUB}]] {self.words(12)} in [[{self.often['places'].one(dice)}]] {self.words(10)}."
        for quotation in quotations:
            by = f"[[{quotation['speaker']}|{self.words(2)}]]"
            yield f"{by} {self.words(10)} [[q:{quotation['id']}]]. {self.sentence(15)} [[{self.often['people'].one(dice)}]]."
        if dice.random() < 0.2:
            yield f"{self.sentence(8)} [[{self.often['documents'].one(dice)}]]."

    def _near(self, things: Sequence[T], n: int) -> T:
        """An item that is new at the time of the article, or an older one again."""
        reach = len(things) * (n + 1) // max(self.articles, 1)
        back = int(self.dice.expovariate(1 / 8)) if self.dice.random() < 0.8 else self.dice.randrange(reach + 1)
        return things[max(0, min(reach, len(things)) - 1 - back)]


def _original(passage: _Passage) -> dict[str, Any]:
    if passage.original is None:
        return {}
    text = in_script(passage.original, " ".join(passage.words))
    return {"original": {"language": passage.original, "text": text, "source": "a made-up record"}}


def _written(day: dt.date, dice: random.Random) -> str:
    forms = (day.isoformat(),) * 4 + (f"{day.isoformat()}~", f"{day:%Y-%m}", f"{day:%Y-%m}~")
    return dice.choice(forms)


# --- YAML as authors write it --------------------------------------------------------------------------------------------


def _yaml(record: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:\n"
            yield from _yaml(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{indent}{key}:\n"
            for item in value:
                first, *rest = _yaml(item, indent + "    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list):
            if value:
                yield f"{indent}{key}: [{', '.join(map(str, value))}]\n"
        else:
            yield f"{indent}{key}: {value if not isinstance(value, str) or ': ' not in value else repr(value)}\n"
