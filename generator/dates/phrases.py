"""Dates in words, as people write them: "late April 2025", "the 1930s", "4 mai 2025", "Q3 2024", "before 1931".

The vague words have these meanings:

| of | early | mid | late | first half | second half |
| --- | --- | --- | --- | --- | --- |
| a month | days 1 to 10 | 11 to 20 | 21 to the last | 1 to 15 | 16 to the last |
| a year | January to April | May to August | September to December | January to June | July to December |
| a decade | years 0 to 3 | 4 to 6 | 7 to 9 | 0 to 4 | 5 to 9 |
| a century | years 0 to 33 | 34 to 66 | 67 to 99 | 0 to 49 | 50 to 99 |
| a season | its first month | its second | its third | | |

"Beginning of" counts as early, "middle of" as mid and "end of" as late. Each means one unknown day in that range, so
"late April 2025" is `[2025-04-21..2025-04-30]`. The annotating page reads the same words with
`theme/assets/annotate/date-words.js`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from generator.dates.edtf import Day, Edtf, UnreadableError, iso_year, month_after, month_length, read
from generator.dates.lexicon import Part, convert_eras, lexicon, with_ascii_digits

MONTH_DAYS: Final[dict[Part, tuple[int, int]]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first half": (1, 15),
    "second half": (16, 31),
}
YEAR_MONTHS: Final[dict[Part, tuple[int, int]]] = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}
DECADE_YEARS: Final[dict[Part, tuple[int, int]]] = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "first half": (0, 4),
    "second half": (5, 9),
}
CENTURY_YEARS: Final[dict[Part, tuple[int, int]]] = {
    "early": (0, 33),
    "mid": (34, 66),
    "late": (67, 99),
    "first half": (0, 49),
    "second half": (50, 99),
}
_SEASON_MONTH: Final = {"early": 0, "mid": 1, "late": 2}

_L: Final = r"[^\W\d_]"  # a letter of any script


def parse_phrase(text: str, year: int | None = None) -> tuple[Edtf, ...]:
    """Every date that the words may state, the likeliest first; empty if they state none.

    `year` is the year to assume if the words give none, as in "late April".
    """
    found = candidates(text)
    if not found and year is not None and simplify(text):
        with_year = f"{iso_year(year)}년 {text.strip()}" if re.search("[월月]", text) else f"{text} {iso_year(year)}"
        found = candidates(with_year)
    return tuple(read(candidate) for candidate in dict.fromkeys(found) if is_edtf(candidate))


def parse_relative(text: str, published: Edtf | None) -> Edtf | None:
    """The year or month that words such as "the previous year" mean, counted from the date of publication; None if
    there is none."""
    first, last = published.core if published else (None, None)
    words = " ".join(re.sub(r"[’']", "'", text.lower()).split())
    if first is None or last is None or first.year != last.year:
        return None
    for pattern, years in _YEARS_FROM:
        if pattern.fullmatch(words):
            return read(iso_year(first.year + years)) if 0 <= first.year + years <= 9999 else None
    for pattern, months in _MONTHS_FROM:
        if pattern.fullmatch(words) and first.month == last.month:
            year, month = month_after(first.year, first.month, months)
            return read(f"{iso_year(year)}-{month:02}") if 0 <= year <= 9999 else None
    return None


_YEARS_FROM: Final = (
    (
        re.compile(
            r"(?:(?:in|during|back in) )?(?:(?:the )?(?:previous|last|preceding) year|(?:a|the|one) year (?:earlier|before|ago))"
            r"|(?:im )?(?:vorigen |letzten |vergangenen )?(?:vorjahr|jahr zuvor)|(?:im )?(?:vorigen|letzten|vergangenen) jahr"
            r"|l'an(?:née)? (?:dernière?|passée?|précédente?)|(?:el )?año (?:pasado|anterior)"
            r"|(?:в )?прошлом году|(?:у )?минулому році|минулого року|торік|작년|지난해|去年|昨年"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?:(?:earlier|later|early|late) )?(?:in )?(?:this|the current|the same) year|(?:in )?diesem jahr|dieses jahr"
            r"|cette année|este año|(?:в )?этом году|цього року|올해|今年"
        ),
        0,
    ),
    (
        re.compile(
            r"(?:in )?(?:the )?(?:next|following|coming) year|(?:im )?(?:nächsten|kommenden) jahr|l'an(?:née)? prochaine?"
            r"|el año próximo|(?:в )?следующем году|наступного року|내년|来年|明年"
        ),
        1,
    ),
)
_MONTHS_FROM: Final = (
    (
        re.compile(
            r"(?:in )?(?:the )?(?:previous|last|preceding) month|(?:im )?(?:letzten|vorigen|vergangenen) monat|le mois dernier"
            r"|el mes pasado|(?:в )?прошлом месяце|минулого місяця|지난달|上个月|先月"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?:(?:earlier|later) )?(?:in )?(?:this|the current) month|diesen monat|ce mois(?:-ci)?|este mes"
            r"|(?:в )?этом месяце|цього місяця|이번 ?달|本月|今月"
        ),
        0,
    ),
)


def is_edtf(text: str) -> bool:
    """Whether the text is valid EDTF."""
    try:
        read(text)
    except UnreadableError:
        return False
    return True


def simplify(text: str) -> str:
    """The words in lower case, without everything that does not affect the date: full stops, weekdays, articles and
    prepositions."""
    words = lexicon()
    text = re.sub("[‘’ʼ]", "'", unicodedata.normalize("NFC", text).lower().replace("−", "-"))
    text = re.sub(rf"(?<=[0-9])'s(?!{_L})", "s", text)
    text = re.sub(r"(?<![^\W_])'?([0-9]0)-?(?:s|ern?|х|е|ті|тих|ых)(?![^\W_])", r"\1 s", text)
    text = re.sub(rf"(?<={_L})\.|(?<=[0-9])\.(?= ?{_L})|[,;'()（）]", " ", text)
    text = re.sub(r"(?<![0-9])([0-9]{1,2})-?(?:st|nd|rd|th|er|ère|ème|re|º|ª|°|го|й|я|е)(?![^\W_])", r"\1", text)
    text = re.sub(rf"(?<=[0-9])-(?={_L})|(?<={_L})-(?=[0-9])|(?<![^\W_])(mid|mi)-(?={_L})", r"\1 ", text)
    text = re.sub(r"(?<=(?<![0-9])[0-9]{4})[/ -]?(?=[qht] ?[1-4](?![^\W_]))", " ", text)
    text = re.sub(r"(?<![^\W_])([qht]) ?([1-4])[/-](?=[0-9]{4}(?![^\W_]))", r"\1 \2 ", text)
    text = re.sub(r"(?<![^\W_])(ca|c|q|h|t)(?=[0-9])", r"\1 ", text)
    text = re.sub(rf"(?<=[0-9]{{4}})(?=(?:s|er|ern)(?!{_L}))", " ", text)
    text = re.sub(r"(?<![^\W_])([ivx]+)e(?= siècle)", r"\1", text)
    text = re.sub(r"(?<![^\W_])(?:années|años|anni|anos) +((?:[0-9]{2})?[0-9]0)(?![0-9])", r"\1 s", text)
    text = re.sub(r"(?<![^\W_])prior to(?![^\W_])", "before", text)
    text = re.sub(r"(?<![^\W_])(?:on )?or about(?![^\W_])", "about", text)
    text = re.sub(rf"(?<![^\W_])(?:{_HOURS})(?![^\W_])|(?<=[0-9])\.$|(?<=[0-9]{{4}}) r *$", " ", text)
    text = re.sub(rf"(?<![^\W_])(?:{_NOT}) (?:{_EARLIER})(?![^\W_])", "earliest", text)
    text = re.sub(rf"(?<![^\W_])(?:{_NOT}) (?:{_LATER})(?![^\W_])", "latest", text)
    dropped = {*words["fillers"], *words["weekdays"]}
    text = " ".join(token for token in text.split() if token not in dropped)
    text = re.sub(
        rf"(?<![^\W_])({_L}+) ([0-9]{{1,2}})( ?[–—-] ?| to | and )([0-9]{{1,2}}) (?=[0-9]{{4}}(?![0-9]))",
        lambda m: f"{m[2]}{m[3]}{m[4]} {m[1]} " if m[1] in words["months"] else m[0],
        text,
    )
    text = re.sub(
        rf"(?<![0-9])([0-9]{{1,4}})(?: ?[–—-] ?|( to | and | or ))(?=[0-9]{{1,4}} ({_BEFORE_CHRIST})(?!{_L}))",
        lambda m: f"{m[1]} {m[3]}{m[2] or ' – '}",
        text,
    )
    text = re.sub(rf"(?<![0-9])([0-9]{{1,4}}) (?:{_BEFORE_CHRIST})(?!{_L})", lambda m: iso_year(1 - int(m[1])), text)
    return re.sub(
        rf"(?<!{_L})ad ([0-9]{{1,4}})(?![0-9])|(?<![0-9])([0-9]{{1,4}}) (?:{_AFTER_CHRIST})(?!{_L})",
        lambda m: (m[1] or m[2]).zfill(4),
        text,
    )


_HOURS: Final = "(?:early |small |late )?(?:hours|morning|afternoon|evening|night)|noon|midday|midnight"
_NOT: Final = "not|no|nicht|pas|non|não|не|nie|niet|inte"
_EARLIER: Final = (
    "before|earlier than|vor|früher als|avant|antes|prima|раньше|ранее|раніше|wcześniej niż|przed|voor|eerder dan|före"
)
_LATER: Final = (
    "after|later than|nach|später als|après|después|depois|dopo|позже|позднее|пізніше|później niż|po|na|later dan|efter"
)
_BEFORE_CHRIST: Final = r"bce?|b c(?: e)?|v chr|av j ?-?c|до н ?э|до нашей эры|до н ?е"
_AFTER_CHRIST: Final = r"ad|ce|n chr|ap j ?-?c|н ?э|н ?е"


def candidates(text: str) -> list[str]:
    """What the words may state, as EDTF that may be invalid: "31 April 2025" gives 2025-04-31."""
    text = convert_eras(with_ascii_digits(text))
    certain = text.rstrip().removesuffix("?")
    if certain != text.rstrip():
        return [date if date.startswith("[") else f"{date}?" for date in candidates(certain)]
    return _east_asian_date(text) or _week(text) or _dates(simplify(text))


_EAST_ASIAN: Final = re.compile(
    r"(-?[0-9]{4}) ?[年년] ?(?:([0-9]{1,2}) ?[月월] ?)?(?:(上旬|初旬|初|초순|상순|초)|(中旬|중순|中|중반)|(下旬|末|하순|말))[にに의에]?"
)
_VIETNAMESE: Final = re.compile(r"(?:(?:[Nn]gày )?([0-9]{1,2}) )?[Tt]háng ([0-9]{1,2})(?: năm|,)? ([0-9]{4})")
_EAST_ASIAN_DECADE: Final = re.compile(r"([0-9]{3})0 ?(?:年代|년대)")
_EAST_ASIAN_CENTURY: Final = re.compile(r"([0-9]{1,2}) ?(?:世纪|世紀|세기)")
_EAST_ASIAN_QUARTER: Final = re.compile(r"([0-9]{4}) ?[年년] ?第?([1-4一二三四]) ?(?:季度|四半期|분기)")
_EAST_ASIAN_HALF: Final = re.compile(r"([0-9]{4}) ?[年년] ?(?:(上半年|上半期|前半|상반기)|下半年|下半期|後半|하반기)")


def _east_asian_date(text: str) -> list[str]:
    """Chinese, Japanese, Korean and Vietnamese: 2025年4月下旬, 2025년 초, 1930年代, ngày 4 tháng 5 năm 2025."""
    text = " ".join(text.split())
    if match := _EAST_ASIAN.fullmatch(text):
        year, month, early, mid, _ = match.groups()
        part: Part = "early" if early else "mid" if mid else "late"
        return _of_month(part, year, int(month)) if month else _of_year(part, year)
    if match := _EAST_ASIAN_DECADE.fullmatch(text):
        return [f"{match[1]}X"]
    if match := _EAST_ASIAN_CENTURY.fullmatch(text):
        return [f"{int(match[1]) - 1:02}XX"]
    if match := _EAST_ASIAN_QUARTER.fullmatch(text):
        return _of_quarter(int(match[2].translate(str.maketrans("一二三四", "1234"))), match[1])
    if match := _EAST_ASIAN_HALF.fullmatch(text):
        return _of_year("first half" if match[2] else "second half", match[1])
    if match := _VIETNAMESE.fullmatch(text):
        day, month, year = match.groups()
        return ["-".join(filter(None, (year, month.zfill(2), day and day.zfill(2))))]
    return []


_WEEK_OF: Final = re.compile(r"(?:the )?week (of|beginning|starting|commencing|ending) (.+)")


def _week(text: str) -> list[str]:
    """A week by its number (ISO 8601), or by one of its days."""
    text = " ".join(text.lower().split())
    for pattern in lexicon()["weeks"]:
        if match := re.fullmatch(pattern, text):
            return _seven_days(_monday(int(match[2]), int(match[1])))
    for pattern in lexicon()["weeks_of_year"]:
        if match := re.fullmatch(pattern, text):
            return _seven_days(_monday(int(match[1]), int(match[2])))
    if match := _WEEK_OF.fullmatch(text):
        days = [
            read(date).core[0] for date in _dates(simplify(match[2])) if re.fullmatch("[0-9]{4}(?:-[0-9]{2}){2}", date)
        ]
        day = days[0].ordinal if len(days) == 1 and days[0] else None
        if day is None:
            return []
        before = 6 if match[1] == "ending" else (day - 1) % 7 if match[1] == "of" and day % 7 else 0
        return _seven_days(day - before)
    return []


def _monday(year: int, week: int) -> int | None:
    """The ordinal of the first day of a week; None if the year has no such week."""
    try:
        return dt.date.fromisocalendar(year, week, 1).toordinal()
    except ValueError:
        return None


def _seven_days(first: int | None) -> list[str]:
    """The week that begins on the day with this ordinal, as seven days and as one of them."""
    if first is None or not 1 <= first <= dt.date.max.toordinal() - 6:
        return []
    low, high = Day.from_ordinal(first).iso, Day.from_ordinal(first + 6).iso
    return [f"{low}/{high}", f"[{low}..{high}]"]


def _dates(words: str) -> list[str]:
    words_of_dates = lexicon()
    if date := _single_date(words):
        return date
    first, _, other_words = words.partition(" ")
    if match := re.fullmatch(r"(?:one day|some ?time) (.+)", words):
        return [date for date in _dates(match[1]) if date.startswith("[")]
    if first in words_of_dates["between"]:
        for word in words_of_dates["and_"]:
            start, _, end = other_words.partition(f" {word} ")
            if end:
                return _date_pair("[{}..{}]", start, end)
    if match := re.fullmatch(r"(?s)(?:from|von|vom) (.+) (?:to|until|till|bis) (.+)", words):
        return _date_pair("{}/{}", match[1], match[2])
    if other_words and first in words_of_dates["before"]:
        return [
            form.format(day)
            for date in _dates(other_words)
            for day in _neighbour(date, -1)
            for form in ("../{}", "[..{}]")
        ]
    if other_words and first in words_of_dates["after"]:
        return [
            form.format(day)
            for date in _dates(other_words)
            for day in _neighbour(date, 1)
            for form in ("{}/..", "[{}..]")
        ]
    if other_words and first in words_of_dates["since"]:
        return [f"{date}/.." for date in _dates(re.sub(" onwards?$", "", other_words))]
    if other_words and first == "earliest":
        return [form.format(date) for date in _dates(other_words) for form in ("{}/..", "[{}..]")]
    if other_words and first == "latest":
        return [form.format(date) for date in _dates(other_words) for form in ("../{}", "[..{}]")]
    if match := re.fullmatch(r"(?:up to|by) (.+)", words):
        return [f"../{date}" for date in _dates(match[1])]
    if other_words and first in words_of_dates["until"]:
        return [f"../{date}" for date in _dates(other_words)]
    if match := re.fullmatch(r"(?s)(?:(?:either|one) )?(.+) or (.+)", words):
        open_end = {"earlier": "[..{}]", "before": "[..{}]", "later": "[{}..]", "after": "[{}..]"}.get(match[2])
        if open_end:
            return [open_end.format(date) for date in _single_date(match[1])]
        return _date_pair("[{}, {}]", match[1], match[2])
    if match := _SPLIT_RANGE.fullmatch(words) or _HYPHENATED_RANGE.fullmatch(words):
        return _date_pair("{}/{}", match[1], match[2]) + _date_pair("[{}..{}]", match[1], match[2])
    for word in words_of_dates["and_"]:
        start, _, end = words.partition(f" {word} ")
        if end:
            return _date_pair("{}/{}", start, end)
    return []


_SPLIT_RANGE: Final = re.compile(r"(?s)(.+?)(?: to | - | ?[–—] ?)(.+)")
_HYPHENATED_RANGE: Final = re.compile(
    rf"(?s)(.+?)(?:(?<=[0-9])-(?=[0-9]{{1,2}} |[0-9]{{4}}$)|(?<={_L})[/-](?={_L}))(.+)"
)


def _date_pair(form: str, first: str, second: str) -> list[str]:
    """Both dates, inserted into `form`. The first takes the month or year from the second if it is printed only
    there."""
    end = _single_date(second)
    tail = second.split(" ")
    starts = (
        _single_date(" ".join([first, *tail[max(0, len(tail) - borrowed) :][:borrowed]])) for borrowed in range(3)
    )
    start = next(filter(None, starts), [])
    return [form.format(start[0], end[0])] if start and end else []


def _neighbour(date: str, step: int) -> list[str]:
    """The day, month or year before or after a date (`step` -1 or 1); empty if the date has no sharp end."""
    if not is_edtf(date):
        return []
    stated = read(date)
    unit = stated.spans[0].start if len(stated.spans) == 1 and stated.form == "date" else None
    if unit is None or unit.approximate or unit.uncertain or unit.precision == "season":
        return []
    if unit.precision == "day":
        return [Day.from_ordinal(unit.first.ordinal + step).iso]
    if unit.precision == "month":
        year, month = month_after(unit.first.year, unit.first.month, step)
        return [f"{iso_year(year)}-{month:02}"]
    year = unit.first.year - 1 if step < 0 else unit.last.year + 1
    return [iso_year(year) if abs(year) <= 9999 else f"Y{year}"]


# A single date


def _single_date(words: str) -> list[str]:
    if is_edtf(words):
        return [words]
    known = lexicon()
    first, *rest = words.split(" ")
    if rest and (first in known["about"] or first in known["perhaps"]):
        mark = "~" if first in known["about"] else "?"
        # A set is already vague: "around mid-May" gives no wider range than "mid-May".
        return [
            date if date.startswith("[") else f"{date}{mark}".replace("~?", "%")
            for date in _single_date(" ".join(rest))
        ]
    tokens = [first, *rest]
    return _calendar(tokens) or _part(tokens) or _season(tokens) or _quarter(tokens) or _years(tokens)


def _is_year(token: str) -> bool:
    return re.fullmatch(r"-?[0-9]{4}", token) is not None


def _is_day(token: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}", token) is not None


def _calendar(tokens: list[str]) -> list[str]:
    """A month with its year, and possibly the day, in any usual order."""
    months = lexicon()["months"]
    if len(tokens) == 2 and tokens[0] in months and _is_year(tokens[1]):
        year, month, day = tokens[1], tokens[0], ""
    elif len(tokens) == 2 and _is_year(tokens[0]) and tokens[1] in months:
        year, month, day = tokens[0], tokens[1], ""
    elif len(tokens) == 3 and _is_day(tokens[0]) and tokens[1] in months and _is_year(tokens[2]):
        day, month, year = tokens
    elif len(tokens) == 3 and tokens[0] in months and _is_day(tokens[1]) and _is_year(tokens[2]):
        month, day, year = tokens
    elif len(tokens) == 3 and _is_year(tokens[0]) and tokens[1] in months and _is_day(tokens[2]):
        year, month, day = tokens
    else:
        return []
    return ["-".join(filter(None, (year, f"{number:02}", day.zfill(2) if day else ""))) for number in months[month]]


def _part(tokens: list[str]) -> list[str]:
    """The early, middle or late part, or a half, of a month, year, decade, century or season."""
    known = lexicon()
    first, *unit = tokens
    part = known["parts"].get(first)
    half = known["ordinals"].get(first, 0) if unit and unit[0] in known["halves"] else 0
    if 1 <= half <= 2:
        part, unit = ("first half" if half == 1 else "second half"), unit[1:]
    elif first == "h" and unit and unit[0] in {"1", "2"}:
        part, unit = ("first half" if unit[0] == "1" else "second half"), unit[1:]
    elif len(tokens) == 3 and _is_year(first) and unit[0] == "h" and unit[1] in {"1", "2"}:
        part, unit = ("first half" if unit[1] == "1" else "second half"), [first]
    if part is None or not unit:
        return []
    if len(unit) == 1 and _is_year(unit[0]):
        return _of_year(part, unit[0])
    if len(unit) == 2 and unit[0] in known["months"] and _is_year(unit[1]):
        return [date for month in known["months"][unit[0]] for date in _of_month(part, unit[1], month)]
    found = []
    for date in _season(unit) or _years(unit):
        stated = read(date)
        years = DECADE_YEARS if stated.precision == "decade" else CENTURY_YEARS
        first_day = stated.core[0]
        if first_day is None:
            continue
        if stated.precision == "season":
            if part in _SEASON_MONTH:
                year, month = month_after(first_day.year, first_day.month, _SEASON_MONTH[part])
                found.append(f"{iso_year(year)}-{month:02}")
        else:
            low, high = (first_day.year + years[part][end] for end in (0, 1))
            found.append(f"[{iso_year(low)}..{iso_year(high)}]")
    return found


def _of_month(part: Part, year: str, month: int) -> list[str]:
    if not 1 <= month <= 12:
        return []
    low, high = MONTH_DAYS[part]
    return [f"[{year}-{month:02}-{low:02}..{year}-{month:02}-{min(high, month_length(int(year), month)):02}]"]


def _of_year(part: Part, year: str) -> list[str]:
    low, high = YEAR_MONTHS[part]
    return [f"[{year}-{low:02}..{year}-{high:02}]"]


def _season(tokens: list[str]) -> list[str]:
    code = lexicon()["seasons"].get(tokens[0])
    match = re.fullmatch(r"(-?[0-9]{4})(?:[/–-]([0-9]{2}|[0-9]{4}))?", tokens[1]) if len(tokens) == 2 else None
    if code is None or match is None:
        return []
    year, next_year = match.groups()
    stated = f"{year}-{code}"
    # "winter 2025" may begin or end in that year.
    return [f"{iso_year(int(year) - 1)}-24", stated] if code == "24" and not next_year else [stated]


def _quarter(tokens: list[str]) -> list[str]:
    known = lexicon()
    number, year = 0, ""
    if len(tokens) == 3 and tokens[0] in {"q", "t"} and _is_year(tokens[2]):
        number, year = known["ordinals"].get(tokens[1], 0), tokens[2]
    elif len(tokens) == 3 and _is_year(tokens[0]) and tokens[1] == "q":
        number, year = known["ordinals"].get(tokens[2], 0), tokens[0]
    elif len(tokens) == 3 and tokens[1] in known["quarters"] and _is_year(tokens[2]):
        number, year = known["ordinals"].get(tokens[0], 0), tokens[2]
    if not number:
        return []
    return _of_quarter(number, year)


def _of_quarter(number: int, year: str) -> list[str]:
    low, high = f"{year}-{3 * number - 2:02}", f"{year}-{3 * number:02}"
    return [f"{low}/{high}", f"[{low}..{high}]"]


def _years(tokens: list[str]) -> list[str]:
    """A decade or a century."""
    known = lexicon()
    if len(tokens) == 2 and re.fullmatch(r"[0-9]{3}0", tokens[0]) and tokens[1] in known["decades"]:
        decade, century = f"{tokens[0][:3]}X", f"{tokens[0][:2]}XX"
        return [decade, century] if tokens[0].endswith("00") else [decade]
    if len(tokens) == 2 and re.fullmatch("[0-9]0", tokens[0]) and tokens[1] == "s":
        return _decade(int(tokens[0]))
    if len(tokens) == 1 and tokens[0] in known["tens"]:
        return _decade(known["tens"][tokens[0]])
    if len(tokens) == 2 and tokens[0] in known["centuries"]:
        tokens = [tokens[1], tokens[0]]
    if len(tokens) >= 2 and tokens[1] in known["centuries"]:
        number = int(tokens[0]) if _is_day(tokens[0]) else _roman(tokens[0])
        before = re.fullmatch(_BEFORE_CHRIST, " ".join(tokens[2:]))
        return [f"{'-' if before else ''}{number - 1:02}XX"] if number and (before or len(tokens) == 2) else []
    return []


def _decade(tens: int) -> list[str]:
    """A decade named without its century, such as the nineties: in the twentieth century, and in the twenty-first if
    that decade has begun there."""
    return [f"{century}{tens // 10}X" for century in ((19,) if tens >= 30 else (20, 19) if tens else (20,))]


def _roman(text: str) -> int:
    """The value of a Roman numeral up to 39, in lower case; 0 if it is not one."""
    match = re.fullmatch(r"(x{0,3})(ix|iv|v?i{0,3})", text)
    return (
        len(match[1]) * 10 + {"ix": 9, "iv": 4}.get(match[2], 5 * ("v" in match[2]) + match[2].count("i"))
        if match
        else 0
    )
