"""The types of single values: a line, prose, an id, an address, a number, a date and others, each with its validator.

Records are made from trees in which every scalar is text, so every validator starts from text. On failure it raises
`fault` with a code, a fault and a remedy, which `load` turns into a problem at the place of the value.
"""

from __future__ import annotations

import ipaddress
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from generator import dates
from generator.dates.lexicon import with_ascii_digits
from generator.problems import quote_briefly
from generator.text import numerals


def fault(code: str, what: str, remedy: str = "") -> PydanticCustomError:
    """The error for a validator to raise. `load` turns it into a problem; `code` is one of `generator.codes`."""
    return PydanticCustomError("archive", "{fault}", {"code": code, "fault": what, "remedy": remedy})


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LIMIT = 80


def slug_fault(text: str) -> str | None:
    """Why a text is not an id; None if it is one. Ids become file names and addresses, which restricts their
    characters."""
    if not text:
        return "nothing is written here"
    if len(text) > ID_LIMIT:
        return f"an id has at most {ID_LIMIT} letters"
    if not SLUG.fullmatch(text):
        odd = _LOOKALIKE.search(text)
        if odd and SLUG.fullmatch(_in_latin(text)):
            return f"U+{ord(odd[0]):04X} looks like '{LOOKALIKES[odd[0]]}' and is another letter"
        return "an id is lower-case letters a-z and digits, in words joined by hyphens"
    if text == "null":
        return "YAML reads 'null' as nothing"
    if text in WINDOWS_DEVICES:
        return f"Windows keeps '{text}' for a device, and cannot check out a file of that name"
    return "'index' is kept for the page of a section" if text == "index" else None


LOOKALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u03bf\u03bd",
        "aeopcyxijshdqwov",
        strict=True,
    )
)
"""Cyrillic and Greek letters that cannot be told from Latin ones."""
_LOOKALIKE = re.compile(f"[{''.join(LOOKALIKES)}]")
_MIXED = re.compile(rf"\b(?=[^\W\d_]*[A-Za-z])(?=\w*{_LOOKALIKE.pattern})\w+")


def _in_latin(text: str) -> str:
    """The text with such letters replaced, in words that have Latin ones as well."""
    return _MIXED.sub(lambda word: _LOOKALIKE.sub(lambda found: LOOKALIKES[found[0]], word[0]), text)


WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that no file may have on Windows, whatever its extension."""


STRAIGHT = "write straight ones, or none"


def curly_quotes_fault(text: str) -> str | None:
    """The fault of a value in curly quotation marks, which YAML reads as part of it; None if it has none."""
    found = re.fullmatch(r"\s*([“”„‟«»‘’‚‛‹›「『＂＇])(.*)([“”„‟«»‘’‚‛‹›」』＂＇])\s*", text)
    return f"the quotation marks {found[1]}…{found[3]} are read as part of the value" if found else None


def _plain_value(value: Any, wanted: str = "a text") -> str:
    """A text that is not prose, such as an id, a date or a number. Quotation marks around it are a mistake."""
    text = _text(value, wanted)
    why = curly_quotes_fault(text)
    if why:
        raise fault("curly-quotes", why, STRAIGHT)
    return text


def _text(value: Any, wanted: str = "a text") -> str:
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "nothing"
        raise fault("wrong-type", f"{wanted} is wanted here, and {what} is written here")
    return value


def _line(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise fault("empty-text", "the text is empty", "write it, or leave the key out")
    if "\n" in text and "\r" not in text:  # what forbids the one speaks of both
        raise fault("text-over-several-lines", "the text runs over several lines", "write one line, or fold it with >-")
    if len(text) > 500:
        raise fault(
            "text-too-long",
            f"the text has {len(text):,} characters, and 500 is the limit here",
            "shorten it; notes take more",
        )
    return text


def _prose(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise fault("empty-text", "the text is empty", "write it, or leave the key out")
    if len(text) > 20_000:
        raise fault("text-too-long", f"the text has {len(text):,} characters, and 20,000 is the limit", "shorten it")
    return text


def _quoted_words(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise fault("empty-text", "the text is empty", "write the words as they are printed")
    if "\n" in text[: len(text) - len(text.lstrip())] or "\n" in text[len(text.rstrip()) :]:
        raise fault(
            "text-over-several-lines",
            "the text begins or ends with a line break, which is not printed there",
            "write |- for |, or >- for >",
        )
    text = text.strip()
    if len(text) > 5_000:
        remedy = "write a list of parts, each of fewer: - … and - …; or quote less"
        raise fault("text-too-long", f"the quotation has {len(text):,} characters, and 5,000 is the limit", remedy)
    return text


def _id(value: Any) -> str:
    text = _plain_value(value, "an id")
    why = slug_fault(text)
    if why:
        guess = to_slug(text)
        raise fault("bad-id", f"'{quote_briefly(text)}' is not an id: {why}", f"perhaps {guess}" if guess else "")
    return text


def to_slug(text: str) -> str:
    """The id that the author most likely meant by a text; "" if none of its characters can be part of one."""
    hyphened = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKD", _in_latin(text)))
    plain = hyphened.encode("ascii", "ignore").decode()
    guess = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:ID_LIMIT].strip("-")
    return "" if guess in ("index", "null") else guess


ADDRESS_LIMIT = 2_000
_USER = re.compile("https?://[^/?#]*@(?P<host>[^/?#@]*)", re.IGNORECASE | re.ASCII)
_SECRET = re.compile(
    r"[?&;#](password|passwd|pwd|access_token|id_token|refresh_token|auth_token|client_secret|api_?key|jsessionid|phpsessid|x-amz-signature)=[^&;#]",
    re.IGNORECASE | re.ASCII,
)
_ADDRESS = re.compile(
    r"https?://(?P<host>[^/?#:@\[\]]*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]*))?(?:[/?#].*)?", re.IGNORECASE | re.ASCII
)


def _url(value: Any) -> str:
    """A web address as written. annotate/check.js implements the same rule; tests/vectors/address-faults.json tests
    both."""
    text = _plain_value(value, "a web address")
    user = _USER.match(text)
    if user:
        # The address itself is not shown, since a report must not repeat a password.
        raise fault(
            "password-in-address",
            "the address contains a user name or password, which would be published",
            f"remove everything before {quote_briefly(user['host']) or 'the host'}, including the @",
        )
    secret = _SECRET.search(text)
    if secret:
        what = "the address contains a password or key, which would be published"
        raise fault("password-in-address", what, f"remove {quote_briefly(secret[1])} from it, or write null")
    if re.search(r"\s", text):
        raise fault(
            "bad-address", f"'{quote_briefly(text)}' is not a web address", "copy it from the browser, without spaces"
        )
    if not re.match("https?://[^/?#]", text, re.IGNORECASE | re.ASCII):
        raise fault(
            "bad-address",
            f"'{quote_briefly(text)}' is not an http or https address",
            "begin it with https://, or write null",
        )
    if len(text) > ADDRESS_LIMIT:
        remedy = (
            "leave out everything after the ? if the page opens without it, or write null and give the archived copy"
        )
        raise fault(
            "text-too-long", f"the address has {len(text):,} characters, and {ADDRESS_LIMIT:,} is the limit", remedy
        )
    unfit = dict.fromkeys(re.findall(r"[<>\"\\^`{|}]", text))
    if unfit:
        coded = ", ".join(f"%{ord(sign):02X} for {sign}" for sign in unfit)
        raise fault("bad-address", f"{' '.join(unfit)} cannot be part of a web address", f"write {coded}")
    match = _ADDRESS.fullmatch(text)
    imitation = _imitation(match["host"]) if match else None
    if imitation:
        what = f"every letter of {quote_briefly(imitation)} only looks like a Latin letter"
        coded = f"xn--{imitation.lower().encode('punycode').decode()}"
        raise fault("bad-address", what, f"write it in Latin letters, or {coded} if the name is meant so")
    mixed = _mixed_scripts_label(match["host"]) if match else None
    if mixed:
        sign = _ALIKE.findall(mixed)[0]
        what = f"{sign} (U+{ord(sign):04X}) only looks like a Latin letter in {quote_briefly(mixed)}"
        raise fault("bad-address", what, "copy the address from the browser")
    if match is None or not _is_host(match["host"]) or int(match["port"] or 0) > 65_535:
        raise fault("bad-address", f"'{quote_briefly(text)}' is not a web address", "copy it from the browser")
    return text


_LATIN, _ALIKE = re.compile("[A-Za-z]"), re.compile("[\u0370-\u04ff]")


def _mixed_scripts_label(host: str) -> str | None:
    """The label of a host name that mixes Latin letters with Greek or Cyrillic ones, which only imitations do; None if
    there is none."""
    return next((label for label in host.split(".") if _LATIN.search(label) and _ALIKE.search(label)), None)


_IMITATING = re.compile("[аеорсухіјѕһӏԁԛԝкмтвнαορνυκιχАВЕКМНОРСТУХІЈЅҺӀԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]{2,}")
"""Cyrillic and Greek letters with the shape of a Latin one."""


def _imitation(host: str) -> str | None:
    """The label of a host name under a Latin top-level domain that consists of letters that only look Latin; None if
    there is none."""
    *labels, top = host.removesuffix(".").split(".")
    return next(filter(_IMITATING.fullmatch, labels), None) if _LATIN.match(top) else None


def _is_host(text: str) -> bool:
    """Whether a part of an address is a host, and stays one after NFKC normalization, which some programs apply to
    it."""
    if not text.startswith("["):
        plain = unicodedata.normalize("NFKC", text)
        labels = plain.removesuffix(".").replace("。", ".").split(".")
        fit = all(0 < len(label) <= 63 for label in labels) and len(plain) <= 253
        return fit and not set(plain) & set("/?#:@") and plain.lower() not in ("http", "https")
    try:
        return ipaddress.ip_address(text[1:-1]).version == 6
    except ValueError:
        return False


def _pattern(code: str, pattern: str, what: str, remedy: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def matches(value: Any) -> str:
        text = _plain_value(value)
        if not compiled.fullmatch(text):
            meant = (
                text.strip(),
                _tag(text),
                text.lower(),
                text.upper(),
                text.replace("_", "-"),
                text.rstrip("/").split("/")[-1],
            )
            near = next(filter(compiled.fullmatch, meant), None)
            raise fault(code, f"'{quote_briefly(text)}' is not {what}", f"write {near}" if near else remedy)
        return text

    return BeforeValidator(matches)


def _tag(text: str) -> str:
    """A text with the capitalization of a language tag (RFC 5646, 2.1.1): zh-Hant-HK."""
    first, *more = text.strip().replace("_", "-").lower().split("-")
    return "-".join(
        [first, *(it.upper() if len(it) == 2 else it.title() if len(it) == 4 and it.isalpha() else it for it in more)]
    )


def _isni(value: Any) -> str:
    """An International Standard Name Identifier (ISO 27729) without spaces, with a valid check character."""
    text = _plain_value(value)
    digits = re.sub(r"(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?|[\s-]", "", text.strip()).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        what = f"'{quote_briefly(text)}' is not an ISNI"
        raise fault("bad-isni", what, "write its 16 signs, as in 0000 0001 2103 2683")
    if isni_check_character(digits[:15]) != digits[15]:
        what = f"'{quote_briefly(text)}' is not an ISNI: its last sign does not fit the others"
        raise fault("bad-isni", what, "one of its signs is wrong; copy it again")
    return digits


def isni_check_character(digits: str) -> str:
    """The check character of an ISNI that begins with these 15 digits (ISO/IEC 7064, MOD 11-2): a digit, or X for
    ten."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def isni_in_blocks(isni: str) -> str:
    """An ISNI in blocks of four, as ISO 27729 displays it."""
    return " ".join(isni[at : at + 4] for at in range(0, len(isni), 4))


def _number(value: Any) -> int | float:
    text = _plain_value(value, "a number")
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"-?\d{1,15}\.\d{1,6}", text, re.ASCII):
        return float(text)
    figures = with_ascii_digits(text.replace("−", "-"))
    with_point = figures.replace(",", ".") if re.fullmatch(r"-?\d{1,3},\d{1,2}", figures, re.ASCII) else figures
    digits = re.sub(r"[,_' \u00a0\u202f]", "", with_point)
    whole = re.fullmatch(r"-?\d+(\.\d+)?", digits, re.ASCII)
    if whole and not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", digits, re.ASCII):
        said, remedy = (
            f"'{quote_briefly(text)}' has too many digits",
            "write at most 15 digits before the decimal point and 6 after it",
        )
        raise fault("bad-number", said, remedy)
    raise fault(
        "bad-number",
        f"'{quote_briefly(text)}' is not a number",
        f"write {digits}" if whole else "write digits, with a point for decimals",
    )


QUALIFIED = re.compile(
    r"(?:[~≈<>≤≥]|(?:about|around|approx\.?|approximately|circa|ca\.?|c\.|some|nearly|almost|over|more than|at least|up to|fewer than"
    r"|less than|under) )? ?(.*?)(?:\+| or so| or more)?",
    re.IGNORECASE,
)
"""A number with words or signs that say how exact it is."""
UNCERTAIN = re.compile(
    r"(?<![a-z])(?:dozens|hundreds|thousands|millions|tens|scores|couple|several|few|handful|many)(?![a-z])",
    re.IGNORECASE,
)


def _amount(value: Any) -> int | float:
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,2}\.\d{2}0", value, re.ASCII):
        raise fault(
            "bad-number",
            f"'{value}' may be a number of thousands",
            f"write {value.replace('.', '')}, or {float(value):g} if the point separates the decimals",
        )
    try:
        return _number(value)
    except PydanticCustomError:
        ends = re.fullmatch(r"(\d+) *(?:-|–|to) *(\d+)", value, re.ASCII) if isinstance(value, str) else None
        around = re.search(r"\d", value) if isinstance(value, str) else None
        if ends:
            low, high = sorted(ends.groups(), key=int)
            raise fault(
                "bad-number", f"'{quote_briefly(value)}' is two numbers", f"write low: {low} and high: {high}"
            ) from None
        if isinstance(value, str) and UNCERTAIN.search(value):
            remedy = "write low: or high: where the words leave no doubt, and the words in qualifier"
            raise fault("bad-number", f"'{quote_briefly(value)}' is not a definite number", remedy) from None
        stated = _stated(value) if isinstance(value, str) else None
        if stated:
            said = f"'{quote_briefly(value)}' is not a number"
            remedy = f"write {stated}" if _in_words(value) else f"write {stated}, and the other words in qualifier"
            raise fault("bad-number", said, remedy) from None
        if around and re.search(r"[a-z]", value) and not re.match(r"\d+e\d+$", value):
            raise fault(
                "bad-number", f"'{quote_briefly(value)}' is not a number", "write digits alone: words go to qualifier"
            ) from None
        raise


def _stated(text: str) -> str | None:
    """The number, in digits, that a text states with words or signs beside it; None if it states none."""
    qualified = QUALIFIED.fullmatch(text)
    number = qualified[1] if qualified else text
    if in_words := _in_words(number):
        return in_words
    grouped = re.fullmatch(r"\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,12}(?:\.\d{1,3})?", number, re.ASCII)
    return re.sub("[, ]", "", number) if grouped and number != text else None


def _in_words(text: str) -> str | None:
    """The number, in digits, that a text states in words or partly in words; None if it states none."""
    value = numerals.stated(text) if re.search(r"[^\W\d_]", text) else None
    return None if value is None else f"{round(value, 3):.15g}"


def _truth(value: Any) -> bool | None:
    text = value if value is None else _plain_value(value)
    answers: dict[str | None, bool | None] = {None: None, "unknown": None, "true": True, "false": False}
    if text not in answers:
        remedy = {"yes": "write true", "no": "write false"}.get(str(text).lower(), "")
        raise fault("unknown-choice", f"'{quote_briefly(str(text))}' is not true, false or unknown", remedy)
    return answers[text]


def _coordinate(limit: int) -> PlainValidator:
    def within(value: Any) -> float:
        number = float(_number(value))
        if not math.fabs(number) <= limit:
            raise fault(
                "bad-point", f"{number:g} is not between -{limit} and {limit}", "the order is latitude, then longitude"
            )
        return number

    return PlainValidator(within)


def _offset(value: Any) -> int:
    text = _text(value, "an offset")
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise fault(
            "bad-span", f"'{quote_briefly(text)}' is not an offset", "`at` is written by `archive verify`: leave it out"
        )
    return int(text)


Line = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[str, BeforeValidator(_prose)]
Words = Annotated[str, BeforeValidator(_quoted_words)]
Id = Annotated[str, BeforeValidator(_id)]
Url = Annotated[str, BeforeValidator(_url)]
Number = Annotated[int | float, PlainValidator(_number)]
Amount = Annotated[int | float, PlainValidator(_amount)]
Truth = Annotated[bool | None, PlainValidator(_truth)]
Offset = Annotated[int, PlainValidator(_offset)]
Latitude = Annotated[float, _coordinate(90)]
Longitude = Annotated[float, _coordinate(180)]
LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
"""The pattern of language tags (BCP 47) in records: with variants and private parts, but without extensions."""
Language = Annotated[
    str,
    _pattern(
        "bad-language",
        LANGUAGE_TAG,
        "a language tag (BCP 47)",
        "write en, ru, ko, zh-Hant or the like",
    ),
]
Country = Annotated[
    str, _pattern("bad-country", r"[A-Z]{2}", "a country code (ISO 3166-1 alpha-2)", "write KR, UA, US or the like")
]
Wikidata = Annotated[
    str, _pattern("bad-wikidata", r"Q[1-9]\d{0,11}", "a Wikidata identifier", "write Q and digits, as in Q7747")
]
Isni = Annotated[str, BeforeValidator(_isni)]
Viaf = Annotated[
    str,
    _pattern("bad-viaf", r"[1-9]\d{0,21}", "a VIAF identifier", "write the digits of its address, as in 113230702"),
]
GeoNames = Annotated[
    str,
    _pattern("bad-geonames", r"[1-9]\d{0,8}", "a GeoNames identifier", "write the digits of its address, as in 703448"),
]
Sha256 = Annotated[
    str,
    _pattern(
        "bad-hash",
        r"[0-9a-f]{64}",
        "a SHA-256 hash",
        "it has 64 digits from 0-9 and a-f, and `archive verify` writes it",
    ),
]


TimeCode = Annotated[
    str,
    _pattern(
        "bad-time-code",
        r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?:\.[0-9]{1,3})?",
        "a time of a recording",
        "write minutes and seconds, as in 1:12, or hours before them, as in 1:01:12",
    ),
]
Ordinal = Annotated[
    str, _pattern("bad-ordinal", r"[1-9][0-9]{0,5}", "a whole number of 1 or more", "write 1, 2, 3 or the like")
]


def seconds(code: str) -> float:
    """The seconds from the beginning of a recording to a TimeCode."""
    whole = 0.0
    for part in code.split(":"):
        whole = 60 * whole + float(part)
    return whole


@dataclass(frozen=True, slots=True, order=True)
class PassageRef:
    """A passage: the id of its utterance, and its own id within that. As text it is `utterance/passage`, as in
    records."""

    utterance: str
    passage: str

    def __str__(self) -> str:
        return f"{self.utterance}/{self.passage}"


@dataclass(frozen=True, slots=True, order=True)
class QuotationRef:
    """A quotation: the id of its article, and its own id within that. As text it is `article/quotation`, as in
    records."""

    article: str
    quotation: str

    def __str__(self) -> str:
        return f"{self.article}/{self.quotation}"


Ref = TypeVar("Ref", PassageRef, QuotationRef)


def ref_in(ref: type[Ref], value: Any) -> Ref | None:
    """The reference in a value of a tree: two ids with a slash between them. None if it is not one."""
    first, _, second = value.partition("/") if isinstance(value, str) else ("", "", "")
    return None if slug_fault(first) or slug_fault(second) else ref(first, second)


def _read_as(ref: type[Ref], form: str) -> PlainValidator:
    def read(value: Any) -> Ref:
        text = _plain_value(value)
        found = ref_in(ref, text)
        if found is None:
            raise fault("bad-path", f"'{quote_briefly(text)}' is not of the form {form}", f"write {form}, both ids")
        return found

    return PlainValidator(read)


PassagePath = Annotated[PassageRef, _read_as(PassageRef, "utterance/passage"), PlainSerializer(str)]
QuotationPath = Annotated[QuotationRef, _read_as(QuotationRef, "article/quotation"), PlainSerializer(str)]


DATE_LIMIT = 200
"""The maximum length of a date in characters: room for a set of twelve days, which a remedy may propose."""


def _edtf(value: Any) -> dates.Edtf:
    if isinstance(value, list):
        inner = ", ".join(str(item) for item in value)
        raise fault("bad-date", "a date in brackets is read as a list", f'put it in quotation marks: "[{inner}]"')
    if isinstance(value, dict):
        raise fault(
            "bad-date",
            "a date is wanted here, and a mapping is written here",
            "write edtf, words and basis under the date itself",
        )
    if value is None:
        raise fault("bad-date", "the date is empty", "write it, or null for the whole date")
    text = _plain_value(value)
    if len(text) > DATE_LIMIT:
        raise fault("bad-date", f"'{text[:40]}…' is not a date", "write an EDTF date such as 2025-04-28")
    try:
        return _parsed(text)
    except dates.DateFault as wrong:
        raise fault("bad-date", wrong.fault, wrong.remedy) from None


_parsed = lru_cache(maxsize=10_000)(dates.parse)  # dates recur often


def _edtf_text(date: dates.Edtf) -> str:
    """The text of a date, as in records. Without this serializer, pydantic would dump all fields of the Edtf, with a
    warning."""
    return date.text


EdtfText = Annotated[dates.Edtf, PlainValidator(_edtf), PlainSerializer(_edtf_text)]
"""A date in EDTF (ISO 8601-2), parsed."""
