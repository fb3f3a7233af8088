"""Numbers in texts: in figures with any grouping, in words, and in both ("11 thousand").

The words are data, by language, so that the annotating page can use the same ones; it reads them by the same rules
(`theme/assets/annotate/numerals.js`, compared by `tests/vectors/numerals.json`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Literal, NamedTuple, TypedDict

Sort = Literal["unit", "group", "scale"]
"""A `unit` adds its value, a `group` multiplies what comes before it within a group ("two hundred"), a `scale` ends the
group ("two hundred thousand")."""


class Words(TypedDict):
    """The words of one language, in lower case."""

    values: dict[str, float]
    groups: list[str]
    """Words that multiply within a group: hundred."""
    scales: list[str]
    """Words that end a group: thousand."""
    joins: list[str]
    """Words that may occur inside a number: and."""
    ranges: list[str]
    """Words between the ends of a range: to."""
    between: list[str]
    """Words before a range whose ends are joined by an ordinary conjunction: between ten and twelve."""
    prefixes: list[str]
    """Conjunctions written as a prefix of the next word, in languages that say units before tens: خمسة وعشرون is 25."""
    counted: list[str]
    """Scales that give a number only after another one: "millions" alone does not."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its span in a text. `scale` is the value of the last word that ended a group: 1000 in "12
    thousand"."""

    start: int
    end: int
    value: int | float
    scale: int | float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount that a few words state: one number, or a range."""

    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None


FIGURES = r"\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
"""A number in figures: thousands may be grouped, and a fraction may follow."""
GROUPED = r"\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+"


def figures(written: str, *, scaled: bool = False) -> int | float:
    """The value of a number in figures. `scaled` says that a word such as "million" follows, before which "1.250" has a
    fraction."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in written)
    if re.fullmatch(GROUPED, plain) and not (scaled and "." in plain):
        return int(re.sub(r"[,.\u00a0\u202f' ]", "", plain))
    return _as_whole(float(plain.replace(",", ".")))


def amount(text: str, language: str) -> Amount:
    """The amount that a few words state, as in "eleven thousand" or "10 to 12 thousand". Nothing is guessed: words
    without a known number ("anderthalb") give an empty amount, and several numbers that are no range give the first."""
    found = numbers(text, language)
    if not found:
        return Amount()
    first, *others = [it for it in found if it.value != 1 or len(found) == 1] or found[
        :1
    ]  # skip the "one" of "one of the 300"
    for second in others[:1]:
        told, behind = words(language), text[first.end : second.start].strip().lower()
        before = text[: first.start].lower().split()
        if behind not in told["ranges"] and not (behind in told["joins"] and {*told["between"]}.intersection(before)):
            break
        low = first.value
        if second.scale and not first.scale and low * second.scale < second.value:
            low = _as_whole(low * second.scale)
        if low < second.value:
            return Amount(low=low, high=second.value)
    return Amount(value=first.value)


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text, in order."""
    found: list[Number] = []
    sum_: _Sum | None = None
    for token in _tokens(text, words(language)):
        if token is None:  # a word that is not a number, which ends the current number
            _finish(sum_, found)
            sum_ = None
        elif sum_ is None or not sum_.take(token):
            began = sum_.tail if sum_ and token.sort == "scale" else []
            if sum_ and sum_.before and began:  # "two thousand and three million" are two numbers
                found.append(sum_.before)
            else:
                _finish(sum_, found)
            sum_ = _Sum()
            for one in (*began, token):
                sum_.take(one)
    _finish(sum_, found)
    return tuple(found)


def stated(text: str) -> int | float | None:
    """The number that a text consists of, in the words of any language; None if it holds anything else. The language is
    not known; English words take precedence."""
    for language in ("en", *sorted(set(table()) - {"en"})):
        found = numbers(text, language)
        if len(found) == 1:
            before, after = text[: found[0].start].strip().lower(), text[found[0].end :].strip(" .")
            if not after and (not before or before in words(language)["joins"]):
                return found[0].value
    return None


class _Token(NamedTuple):
    value: float
    sort: Sort
    start: int
    end: int
    joined: bool
    """Whether "and" comes before it."""
    inside: bool = False
    """Whether it is part of the same word as the token before it: ein-und-zwanzig."""
    in_figures: bool = False
    counted: bool = False


class _Sum:
    """The number that is being read."""

    def __init__(self) -> None:
        self._total, self._group, self._unit, self._in_figures = 0.0, 0.0, None, False
        self._least = self._scale = self._factor = float("inf")
        self._start = self._end = -1
        self._lost = False
        self.before: Number | None = None
        """The number up to its last scale, if "and" follows that scale."""
        self.tail: list[_Token] = []
        """The tokens after that "and"."""

    _unit: float | None

    def take(self, token: _Token) -> bool:
        """Add a word if the number can continue with it; whether it was added."""
        if self._start >= 0 and token.joined and not self._may_join(token):
            return False
        self._lost = self._lost or (token.counted and self._start < 0)
        if self._lost:  # "millions" alone gives no number, whatever follows
            return True
        joins = (
            (token.joined or token.inside) and self._unit is None and not self._group and self._scale != float("inf")
        )
        before = self.number() if joins else self.before
        if not self._fits(token):
            return False
        self.before, self.tail = (before, [*self.tail, token]) if before and token.sort != "scale" else (None, [])
        if self._start < 0:
            self._start = token.start
        self._end = token.end
        return True

    @property
    def has_words(self) -> bool:
        """Whether it has any word."""
        return self._start >= 0

    def _may_join(self, token: _Token) -> bool:
        """Whether "and" may come here: hundred and two, one and a half, vingt et un; but not: ten and twelve."""
        if token.value < 1 or token.inside or self._unit is None:
            return True
        return token.sort != "unit" if self._unit < 1 else self._unit >= 20 and token.value < 20

    def _fits(self, token: _Token) -> bool:
        unit = self._unit
        if token.sort == "unit":
            if unit is None:
                self._unit, self._in_figures = token.value, token.in_figures
            elif token.in_figures:
                return False
            elif 0 < token.value < 1 and (token.joined or unit == 1):
                self._unit = unit + token.value if token.joined else token.value  # "eine halbe" is half
            elif not self._in_figures and _continues(unit, token):
                self._unit = unit + token.value
            else:
                return False
            return True
        if token.sort == "group":
            if token.value >= self._least or (unit is not None and unit >= token.value):
                return False
            self._group += (1 if unit is None else unit) * token.value
            self._unit, self._least = None, token.value
            return True
        whole = self._group + (unit or 0)
        if token.value < self._scale:
            self._total += (whole or 1) * token.value
            self._factor = token.value
        elif (
            token.value > self._scale
            and self._total < token.value
            and not self.before
            and not (unit and self._in_figures)
        ):
            # as in "mil millones"
            self._total = (self._total + whole) * token.value
            self._factor = token.value * (1 if whole else self._factor)
        else:
            return False
        self._group, self._unit, self._least, self._scale = 0.0, None, float("inf"), token.value
        return True

    def number(self) -> Number:
        value = self._total + self._group + (self._unit or 0)
        scale = None if self._factor == float("inf") else _as_whole(self._factor)
        return Number(self._start, self._end, _as_whole(value), scale)


def _continues(unit: float, token: _Token) -> bool:
    """Whether a word continues a number below a thousand: twenty five, сто двадцать, zwei-und-zwanzig."""
    if token.inside and 0 < unit < 10:
        return token.value % 10 == 0 and 20 <= token.value < 100
    if not 20 <= unit < 1000 or unit % 10 or not 0 < token.value < 100:
        return False
    return unit % 100 == 0 or (unit % 100 >= 20 and token.value < 20)


def _finish(sum_: _Sum | None, found: list[Number]) -> None:
    if sum_ is not None and sum_.has_words:
        found.append(sum_.number())


def _as_whole(value: float) -> int | float:
    return int(value) if isfinite(value) and value == int(value) else value


_WORD = r"[^\W\d_]+(?:['’\u064b-\u0652]+[^\W\d_]+)*[\u064b-\u0652]*"
"""A word, including Arabic vowel marks: ألفًا."""
_BETWEEN = re.compile(r"[\s\-\u2010\u2011\u00a0.]*")
"""What may come between two words of one number. The full stop is that of an abbreviation: 12 тыс."""


def _tokens(text: str, table: Words) -> Iterator[_Token | None]:
    """The words of numbers, with None wherever something else comes between two of them."""
    joined, inside, last = False, False, -1
    for piece in _pieces(table).finditer(text):
        apart = last >= 0 and not _BETWEEN.fullmatch(text, last, piece.start())
        before = text[piece.start() - 1 : piece.start()]
        if apart or (before in ("-", "–") and piece["figures"]):
            yield None
            joined = inside = False
        last = piece.end()
        if piece["figures"]:
            behind = _BEHIND.match(text, piece.end())
            scaled = behind is not None and _longest(behind[1].lower(), 0, table) in {
                *table["scales"],
                *table["groups"],
            }
            yield _Token(figures(piece[0], scaled=scaled), "unit", *piece.span(), joined, in_figures=True)
            joined = inside = False
            continue
        word = re.sub(r"\s", "-", piece[0].lower())
        if word in table["prefixes"]:
            inside = True
            continue
        if word in table["joins"]:
            joined = True
            continue
        inner, at = [*_compound_parts(word, table)], piece.start()
        for prefix in table["prefixes"]:
            if not inner and word.startswith(prefix):
                inner, at, inside = [*_compound_parts(word[len(prefix) :], table)], at + len(prefix), True
        if not inner:
            yield None
        for value, sort, start, end in inner:
            counted = word[at - piece.start() + start : at - piece.start() + end] in table["counted"]
            yield _Token(value, sort, at + start, at + end, joined and not inside, inside, counted=counted)
            inside = True
        if inner and at + inner[-1][3] < piece.end():
            yield None  # after a counter
        joined = inside = False


_BEHIND = re.compile(r"[\s\-.\u00a0]*([^\W\d_]+)")


def _pieces(table: Words) -> re.Pattern[str]:
    """The pattern that finds figures and words. Hyphenated number words are one word: quatre-vingt."""
    several = sorted(
        (re.escape(name).replace(r"\-", r"[\s-]") for name in table["values"] if "-" in name), key=len, reverse=True
    )
    before = f"(?:{'|'.join(table['prefixes'])})?" if table["prefixes"] else ""
    return re.compile(
        "|".join([f"(?P<figures>{FIGURES})", *(rf"\b{before}{name}\b" for name in several), _WORD]), re.IGNORECASE
    )


def _compound_parts(word: str, table: Words) -> Iterator[tuple[float, Sort, int, int]]:
    """The numbers that a compound word consists of: zwei-und-zwanzig-tausend. If any part is not a number, neither is
    the word, except for a counter at its end in Korean: 만명."""
    found: list[tuple[float, Sort, int, int]] = []
    at = 0
    while at < len(word):
        part = _longest(word, at, table)
        if part:
            sort: Sort = "scale" if part in table["scales"] else "group" if part in table["groups"] else "unit"
            found.append((table["values"][part], sort, at, at + len(part)))
            at += len(part)
            continue
        join = next((it for it in table["joins"] if found and word.startswith(it, at)), "")
        if not join:
            break
        at += len(join)
    whole = at == len(word)
    if whole or (found and found[-1][1] != "unit" and _HANGUL.match(word)):
        yield from found


_HANGUL = re.compile("[\uac00-\ud7a3]")


def _longest(word: str, at: int, table: Words) -> str:
    """The longest number word at this offset of a word; empty if there is none."""
    for end in range(min(len(word), at + _LONGEST), at, -1):
        if word[at:end] in table["values"]:
            return word[at:end]
    return ""


_LONGEST = 16


@cache
def words(language: str) -> Words:
    """The number words of a language; the English ones if the language is unknown."""
    return table().get(language.partition("-")[0], table()["en"])


@cache
def table() -> dict[str, Words]:
    """The number words by language (ISO 639-1)."""
    return {language: _words(*told) for language, told in _LANGUAGES.items()}


def _words(units: str, groups: str, scales: str, joins: str, ranges: str, between: str, prefixes: str) -> Words:
    values, counted = {}, []
    by_sort = []
    for told in (units, groups, scales):
        named = {}
        for entry in told.split():
            names, _, value = entry.rpartition("=")
            forms = [form for name in names.split("|") for form in dict.fromkeys((name, name.replace("'", "’")))]
            named.update(dict.fromkeys((form.removeprefix("+") for form in forms), float(value)))
            counted += [form[1:] for form in forms if form.startswith("+")]
        by_sort.append(named)
        values.update(named)
    return Words(
        values={name: _as_whole(value) for name, value in values.items()},
        groups=[*by_sort[1]],
        scales=[*by_sort[2]],
        joins=joins.split(),
        ranges=[*ranges.split(), "-", "–", "—"],
        between=between.split(),
        prefixes=prefixes.split(),
        counted=counted,
    )


_LANGUAGES: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "en": (
        (
            "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 "
            "sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 half=0.5"
        ),
        "dozen=12 hundred=100",
        "thousand|+k=1000 lakh|+lakhs=1e5 million|mln|mn=1e6 crore|+crores=1e7 billion|bln|bn=1e9 trillion|trn=1e12",
        "and a an",
        "to or",
        "between",
        "",
    ),
    "de": (
        (
            "ein|eins|eine|einen|einer=1 zwei|zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 dreizehn=13 "
            "vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig|dreissig=30 vierzig=40 fünfzig=50 "
            "sechzig=60 siebzig=70 achtzig=80 neunzig=90 halbe|halben=0.5"
        ),
        "dutzend=12 hundert=100",
        "tausend|tsd=1000 million|+millionen|mio=1e6 milliarde|+milliarden|mrd=1e9 billion|+billionen=1e12",
        "und",
        "bis oder",
        "zwischen",
        "",
    ),
    "fr": (
        (
            "un|une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 "
            "seize=16 vingt|vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 quatre-vingt|quatre-vingts=80 demi=0.5 dix-sept=17 dix-huit=18 dix-neuf=19"
        ),
        "douzaine=12 cent|cents=100",
        "mille=1000 million|+millions=1e6 milliard|+milliards=1e9",
        "et",
        "à ou",
        "entre",
        "",
    ),
    "es": (
        (
            "un|uno|una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 "
            "dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno|veintiún|veintiuna=21 veintidós=22 veintitrés=23 "
            "veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 "
            "sesenta=60 setenta=70 ochenta=80 noventa=90 medio=0.5 cien|ciento=100 doscientos|doscientas=200 trescientos|trescientas=300 "
            "cuatrocientos|cuatrocientas=400 quinientos|quinientas=500 seiscientos|seiscientas=600 setecientos|setecientas=700 "
            "ochocientos|ochocientas=800 novecientos|novecientas=900"
        ),
        "docena=12",
        "mil=1000 millón|+millones=1e6 billón|+billones=1e12",
        "y",
        "a o hasta",
        "entre",
        "",
    ),
    "ru": (
        (
            "один|одна|одного|одной=1 два|две|двух=2 три|трех|трёх=3 четыре|четырех|четырёх=4 пять|пяти=5 шесть|шести=6 семь|семи=7 восемь|восьми=8 "
            "девять|девяти=9 десять|десяти=10 одиннадцать|одиннадцати=11 двенадцать|двенадцати=12 тринадцать|тринадцати=13 "
            "четырнадцать|четырнадцати=14 пятнадцать|пятнадцати=15 шестнадцать|шестнадцати=16 семнадцать|семнадцати=17 "
            "восемнадцать|восемнадцати=18 девятнадцать|девятнадцати=19 двадцать|двадцати=20 тридцать|тридцати=30 сорок|сорока=40 "
            "пятьдесят|пятидесяти=50 шестьдесят|шестидесяти=60 семьдесят|семидесяти=70 восемьдесят|восьмидесяти=80 девяносто|девяноста=90 "
            "сто|ста=100 двести|двухсот=200 триста|трехсот|трёхсот=300 четыреста|четырехсот|четырёхсот=400 пятьсот|пятисот=500 "
            "шестьсот|шестисот=600 семьсот|семисот=700 восемьсот|восьмисот=800 девятьсот|девятисот=900 полмиллиона=5e5"
        ),
        "",
        "тысяча|тысячу|+тысячи|+тысяч|тыс=1000 миллион|миллиона|+миллионы|+миллионов|млн=1e6 миллиард|миллиарда|+миллиарды|+миллиардов|млрд=1e9",
        "и",
        "до или",
        "между",
        "",
    ),
    "uk": (
        (
            "один|одна|одного|однієї=1 два|дві|двох=2 три|трьох=3 чотири|чотирьох=4 п'ять|п'яти=5 шість|шести=6 сім|семи=7 вісім|восьми=8 "
            "дев'ять|дев'яти=9 десять|десяти=10 одинадцять|одинадцяти=11 дванадцять|дванадцяти=12 тринадцять|тринадцяти=13 "
            "чотирнадцять|чотирнадцяти=14 п'ятнадцять|п'ятнадцяти=15 шістнадцять|шістнадцяти=16 сімнадцять|сімнадцяти=17 "
            "вісімнадцять|вісімнадцяти=18 дев'ятнадцять|дев'ятнадцяти=19 двадцять|двадцяти=20 тридцять|тридцяти=30 сорок|сорока=40 "
            "п'ятдесят|п'ятдесяти=50 шістдесят|шістдесяти=60 сімдесят|сімдесяти=70 вісімдесят|вісімдесяти=80 дев'яносто|дев'яноста=90 "
            "сто|ста=100 двісті|двохсот=200 триста|трьохсот=300 чотириста|чотирьохсот=400 п'ятсот|п'ятисот=500 шістсот|шестисот=600 "
            "сімсот|семисот=700 вісімсот|восьмисот=800 дев'ятсот|дев'ятисот=900 півмільйона=5e5"
        ),
        "",
        "тисяча|тисячу|+тисячі|+тисяч|тис=1000 мільйон|мільйона|+мільйони|+мільйонів|млн=1e6 мільярд|мільярда|+мільярди|+мільярдів|млрд=1e9",
        "і та й",
        "до або",
        "між",
        "",
    ),
    "ko": (
        "일=1 이=2 삼=3 사=4 오=5 육=6 칠=7 팔=8 구=9",
        "십=10 백=100 천=1000",
        "만=1e4 억=1e8",
        "",
        "에서 내지",
        "",
        "",
    ),
    "ar": (
        (
            "واحد|واحدة=1 اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني=2 ثلاثة|ثلاث=3 أربعة|أربع|اربعة|اربع=4 خمسة|خمس=5 ستة|ست=6 سبعة|سبع=7 "
            "ثمانية|ثماني|ثمان=8 تسعة|تسع=9 عشرة|عشر=10 أحد-عشر|احد-عشر|إحدى-عشرة|احدى-عشرة=11 "
            "اثنا-عشر|اثني-عشر|اثنتا-عشرة|اثنتي-عشرة=12 ثلاثة-عشر|ثلاث-عشرة=13 أربعة-عشر|أربع-عشرة|اربعة-عشر=14 خمسة-عشر|خمس-عشرة=15 "
            "ستة-عشر|ست-عشرة=16 سبعة-عشر|سبع-عشرة=17 ثمانية-عشر|ثماني-عشرة=18 تسعة-عشر|تسع-عشرة=19 عشرون|عشرين=20 ثلاثون|ثلاثين=30 "
            "أربعون|أربعين|اربعون|اربعين=40 خمسون|خمسين=50 ستون|ستين=60 سبعون|سبعين=70 ثمانون|ثمانين=80 تسعون|تسعين=90 نصف=0.5"
        ),
        "مئة|مائة|مئات=100 مئتان|مائتان|مئتين|مائتين|مئتا|مائتا|مئتي|مائتي=200",
        (
            "ألف|الف|+ألفا|ألفًا|ألفاً|+آلاف|+الاف=1000 ألفان|ألفين|ألفي|الفان|الفين=2000 مليون|+مليونا|مليونًا|مليوناً|+ملايين=1e6 مليونان|مليونين|مليوني=2e6 "
            "مليار|+مليارا|مليارًا|ملياراً|+مليارات=1e9 ملياران|مليارين|ملياري=2e9"
        ),
        "و",
        "إلى الى أو",
        "بين",
        "و",
    ),
}
"""By language: units, multipliers within a group, scales, conjunctions, words between the ends of a range, words before
a range, and prefixed conjunctions. Inflected forms are those used before the noun that is counted."""
