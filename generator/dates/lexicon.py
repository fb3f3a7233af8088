"""The words used in dates: month names in many languages from the Unicode CLDR, and other words, which no library
lists.

`lexicon()` is plain data, so that the annotating page can use the same words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, Literal, TypedDict

from babel import Locale

Part = Literal["early", "mid", "late", "first half", "second half"]

LANGUAGES: Final = (
    *(
        "ar",
        "be",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "it",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
    ),
    *("pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk"),
    *("he", "hi", "is", "th"),
)
"""Languages besides English whose names of months and weekdays are known. Chinese, Japanese and Korean use figures."""

ENGLISH_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


class Lexicon(TypedDict):
    """Every word in lower case, without full stops. A name may mean two months: listopad is October in Croatian and
    November in Polish."""

    months: dict[str, list[int]]
    weekdays: dict[str, int]  # from 0 for Monday to 6
    days_ago: dict[str, int]
    seasons: dict[str, str]  # its EDTF code
    parts: dict[str, Part]
    ordinals: dict[str, int]
    halves: list[str]
    quarters: list[str]
    decades: list[str]
    tens: dict[str, int]  # a decade by its name: 90 for "nineties"
    centuries: list[str]
    about: list[str]
    perhaps: list[str]
    before: list[str]
    after: list[str]
    until: list[str]
    since: list[str]
    between: list[str]
    and_: list[str]
    fillers: list[str]
    eras: list[tuple[str, int]]  # a pattern of what comes before a year, and the number to add for the year AD
    weeks: list[str]  # patterns of a week by its number before its year; the groups are both, in this order
    weeks_of_year: list[str]  # the same, but the year comes first
    calendars: dict[str, str]  # by calendar other than the Gregorian, a pattern of its words


@cache
def lexicon() -> Lexicon:
    """The words, English ones first. Built on first use, which takes about a tenth of a second."""
    months: dict[str, list[int]] = {}
    weekdays = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
    for number, name in enumerate(ENGLISH_MONTHS, start=1):
        for short in {name, name[:3], name[:4]}:
            months[short] = [number]
    for number, words in enumerate(_LOCATIVES, start=1):
        months.update((word, [number]) for word in words.split())
    english = frozenset(months)
    for code in LANGUAGES:
        locale = Locale.parse(code)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    word = name.lower().rstrip(".")
                    if code == "he" and context == "format":
                        months["ב" + word] = [number]  # "in May"
                    if (
                        word not in english
                        and (len(word) > 2 or word > "\u0900")
                        and number not in months.setdefault(word, [])
                    ):
                        months[word].append(number)
            weekdays |= {name.lower(): number for number, name in locale.days[context]["wide"].items()}
    return Lexicon(
        months={word: sorted(months[word]) for word in sorted(months)},
        weekdays={day: weekdays[day] for day in sorted(weekdays) if " " not in day and day not in months},
        days_ago={word: days for days, words in enumerate(_DAYS_AGO) for word in words.split()},
        seasons={word: code for code, words in _SEASONS.items() for word in words.split()},
        parts={word: part for part, words in _PARTS.items() for word in words.split()},
        ordinals={word: number for number, words in enumerate(_ORDINALS, start=1) for word in words.split()},
        halves=_split_words("half hälfte moitié mitad metade половина половине половину половині połowa połowie"),
        quarters=_split_words("quarter quartal trimestre квартал квартале кварталі kwartał kwartale kwartaal"),
        decades=_split_words("s er ern ер х е ті тих ых"),
        tens={word: 10 * number for number, words in enumerate(_TENS) for word in words.split()},
        centuries=_split_words(
            "century jahrhundert jahrhunderts siècle siglo secolo século век века веке століття wiek wieku eeuw"
        ),
        about=_split_words(
            "about around circa ca c approx approximately roughly etwa ungefähr um gegen vers environ autour hacia "
            "aproximadamente circà verso cerca около примерно приблизительно близько приблизно około ok omkring"
        ),
        perhaps=_split_words(
            "perhaps possibly probably maybe likely vielleicht wahrscheinlich peut-être возможно можливо"
        ),
        before=_split_words("before vor avant antes prima до перед przed voor före"),
        after=_split_words("after nach après después dopo depois после після po na efter"),
        until=_split_words("until till to bis jusqu hasta fino até"),
        since=_split_words("from since seit depuis desde dal от с з із від od sinds sedan"),
        between=_split_words("between zwischen entre между між"),
        and_=_split_words("and und et y e и і та"),
        fillers=_split_words(
            "the die das of on in at during year years month month's date dated de d du des la le les l el los las en im am den dem "
            "der del dell nel nella a al em no na do da jahr jahre jahren jahres année années an año años anno anni ano "
            "anos в во у на год года году годы годов годах г гг рік року році роки років роках р рр rok roku roce w van het as"
        ),
        eras=list(ERAS),
        weeks=list(_WEEKS),
        weeks_of_year=list(_WEEKS_OF_YEAR),
        calendars=dict(CALENDARS),
    )


@cache
def month_names(code: str) -> dict[str, int]:
    """The months of one of `LANGUAGES` by their full names, in lower case and in every form of the CLDR."""
    locale = Locale.parse(code)
    return {
        name.lower(): number
        for context in ("format", "stand-alone")
        for number, name in locale.months[context]["wide"].items()
    }


_WEEK: Final = (
    "week|wk|kalenderwoche|woche|kw|semaine|semana|settimana|vecka|uge|uke|tydzień|hafta|неделя|неделе|тиждень|тижні"
)
_OF: Final = "(?:,| of| in| de| del| des| di| von|/| -)? ?"
_YEAR: Final = "([0-9]{4})(?: года| року)?"
_WEEKS: Final = (
    rf"(?:the )?(?:iso |calendar )?(?:{_WEEK}|w)[. ]*([0-9]{{1,2}}){_OF}{_YEAR}",
    rf"(?:the )?([0-9]{{1,2}})(?:\.|st|nd|rd|th|-?[яйаі]|-?ша|-?га)? ?(?:{_WEEK}){_OF}{_YEAR}",
)
_WEEKS_OF_YEAR: Final = (
    rf"([0-9]{{4}}) ?(?:[,/年년-] ?)?(?:w|{_WEEK}) ?([0-9]{{1,2}}) ?(?:週|周|주)?차?",
    r"([0-9]{4}) ?(?:[,/年년-] ?)?第? ?([0-9]{1,2}) ?(?:週|周|주)차?",
)


def with_ascii_digits(text: str) -> str:
    """The text with the digits of other scripts replaced by 0 to 9."""
    return text if text.isascii() else re.sub(r"[^\W\D]", lambda digit: str(unicodedata.digit(digit[0])), text)


def convert_eras(text: str) -> str:
    """The text with years of Japanese eras, and of Taiwan, North Korea and Thailand, converted to years AD: "2025年5月4日"
    for "令和7年5月4日". If such a year is followed by a year AD in brackets, that one is used."""
    for pattern, more in _BEFORE_YEARS:
        text = pattern.sub(lambda found, more=more: found[2] or str(int(found[1].replace("元", "1")) + more), text)  # type: ignore[misc]
    return text


ERAS: Final = (
    ("令和|[Rr]eiwa", 2018),
    ("平成|[Hh]eisei", 1988),
    ("昭和|[Ss]h[oō]wa", 1925),
    ("大正|[Tt]aish[oō]", 1911),
    ("明治|[Mm]eiji", 1867),
    ("(?:中華)?民國|(?:中华)?民国|Minguo", 1911),
    ("주체|主體|主体|[Jj]uche", 1911),
    (r"พ\.? ?ศ\.?|(?<=[\u0e01-\u0e4e] )(?=2[4-6][0-9]{2}(?![0-9]))|(?<![A-Za-z])B\.?E\.?(?= ?2[4-6][0-9]{2})", -543),
)
"""Year counts that differ from years AD only by their start. The last is that of Thailand, which is also recognised by
Thai months."""
_BEFORE_YEARS: Final = tuple(
    (re.compile(rf"(?:{pattern}) ?(元|[0-9]{{1,4}})(?![0-9])(?:年?[(（]([0-9]{{4}})年?[)）])?"), more)
    for pattern, more in ERAS
)


def foreign_calendar(text: str) -> str | None:
    """The name of the calendar, other than the Gregorian, whose months or year count appear in a text; None if there is
    none."""
    words = unicodedata.normalize("NFC", text).lower()
    return next((name for name, pattern in _OF_CALENDARS if pattern.search(words)), None)


CALENDARS: Final = {
    "Solar Hijri": (
        "farvardin|ordibehesht|khordad|tir|a?mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
        "|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
    ),
    "Islamic": (
        "a\\.?h\\.?|hijri|muharram|safar|rabi.?|jumada|rajab|sha.?ban|shaaban|rama[dz]an|shawwal|dhu.?l?.?(?:qa.?da|hijja)h?|ramazan"
        "|هـ|محرم|صفر|ربيع|جمادى|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة|ذي الحجة|ذي القعدة"
    ),
    "Hebrew": (
        "tishre?i|(?:mar)?[ck]?heshvan|kislev|tevet|she?vat|adar|nis+an|iy+ar|sivan|tam+uz|av|elul"
        "|ב?(?:תשרי|חשו?ון|כסלו|טבת|שבט|אדר|ניסן|אייר|סיו?ון|תמוז|אב|אלול)"
    ),
    "Indian national": "saka|chaitra|vai?sh?akha|jyai?sh?tha|asha?dha|shravana|bhadra|ashvin|kartik|agrahayana|pausha|magha|phalguna",
}
"""Words that show that a date is from another calendar. Such dates are not converted, since that needs tables."""
_OF_CALENDARS: Final = tuple(
    (name, re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")) for name, pattern in CALENDARS.items()
)


def _split_words(words: str) -> list[str]:
    return words.split()


_LOCATIVES: Final = (  # "in April", which the CLDR does not have
    *("январе січні styczniu lednu", "феврале лютому lutym únoru", "марте березні marcu březnu"),
    *("апреле квітні kwietniu dubnu", "мае травні maju květnu", "июне червні czerwcu červnu"),
    *("июле липні lipcu červenci", "августе серпні sierpniu srpnu", "сентябре вересні wrześniu září"),
    *("октябре жовтні październiku říjnu", "ноябре листопаді listopadzie", "декабре грудні grudniu prosinci"),
)
_WEEKDAYS: Final = (  # in addition to the CLDR, which does not have "on Wednesday"
    *("mon monday", "tue tues tuesday", "wed wednes wednesday среду середу", "thu thur thurs thursday"),
    *("fri friday пятницу п'ятницю п’ятницю", "sat satur saturday субботу суботу", "sun sunday неділю"),
)
_DAYS_AGO: Final = (
    "today heute aujourd'hui aujourd’hui hoy сегодня сьогодні 오늘 اليوم",
    "yesterday gestern hier ayer вчера вчора 어제 أمس",
)
_SEASONS: Final = {
    "21": "spring frühling frühjahr printemps primavera весна весной весны весною навесні весни wiosna wiosną jaro lente",
    "22": "summer sommer été verano estate verão лето летом лета літо влітку літа lato latem léto zomer",
    "23": "autumn fall herbst automne otoño autunno outono осень осенью осени осінь восени jesień jesienią podzim herfst",
    "24": "winter hiver invierno inverno зима зимой зимы зимою взимку зими zima zimą",
}
_PARTS: Final[dict[Part, str]] = {
    "early": (
        "early beginning start anfang début debut principios comienzos inicios inizio inizi início começo начале начало "
        "начала початок початку początek początku počátek počátku začátek začátku begin början"
    ),
    "mid": (
        "mid middle mitte mi milieu mediados metà meados середина середине середины середини середині połowie midden "
        "medio mitten"
    ),
    "late": (
        "late end close ende fin finales fines fine fim final finais конец конце конца кінець кінці кінця наприкінці koniec "
        "końcu końca konec konce eind einde slutet slut"
    ),
}
_TENS: Final = (
    "noughties",
    "",
    "twenties zwanziger veinte venti двадцатые двадцяті",
    "thirties dreißiger treinta trenta тридцатые тридцяті",
    "forties vierziger cuarenta quaranta сороковые сорокові",
    "fifties fünfziger cincuenta cinquanta пятидесятые п'ятдесяті",
    "sixties sechziger sesenta sessanta шестидесятые шістдесяті",
    "seventies siebziger setenta settanta семидесятые сімдесяті",
    "eighties achtziger ochenta ottanta восьмидесятые вісімдесяті",
    "nineties neunziger noventa novanta девяностые дев'яності",
)
_ORDINALS: Final = (
    "first 1 i erste ersten premier première primer primera primo первый первая первой первом перший перша першій pierwsza",
    "second 2 ii zweite zweiten deuxième second seconde segundo segunda secondo второй вторая втором другий друга другій druga",
    "third 3 iii dritte dritten troisième tercer tercero terzo третий третьем третій",
    "fourth 4 iv vierte vierten quatrième cuarto quarto четвертый четвёртый четвертом четвертий",
)
