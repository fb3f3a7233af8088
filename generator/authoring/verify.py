"""Checks an article's quotations against a copy of its source, and writes their offsets into the record.

A quotation is verified if its words are in the copy character by character. Before comparing, both sides are normalized
in three ways only: the shapes of quotation marks and apostrophes; runs of white space; and invisible differences, such
as soft hyphens, directional marks, a letter in two encodings, a ligature, or a word broken at the end of a line. If the
copy and the record differ invisibly, the notes name the characters. Offsets count the characters (Unicode code points)
of the unchanged copy, from 0, end exclusive; the hash is that of the copy's bytes. Copies themselves are kept outside
the archive, since most sources may not be republished.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from generator.authoring.copies import Copy
from generator.authoring.suggest.speech import reported_at_once
from generator.problems import Problem
from generator.records import edit, layout
from generator.records.model import SPOTS, Article, Quotation, SourceVersion
from generator.records.yaml_text import Source, Steps, field_path
from generator.text import invisible, marks, selector


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """The result of checking one article: the spans of each quotation found, by its id, and why others were not
    found."""

    spans: dict[str, tuple[selector.Span, ...]]
    problems: tuple[Problem, ...]
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By id of a quotation, remarks on its place: invisible characters, words in between."""


def verify(article: Article, source: Source, copy: Copy, *, replace: bool = False) -> VerifyResult:
    """The places of the article's quotations in the copy. A copy whose hash is neither the recorded one nor that of a
    version is reported as a problem, unless `replace` is true."""
    recorded = article.source.sha256
    version = version_of(article, copy)
    if recorded and recorded != copy.sha256 and version is None and not replace:
        fault = f"the hash of this copy is {copy.sha256}: it is not the copy that was recorded"
        remedy = "find that one, or record this one with --replace"
        return VerifyResult(
            {}, (Problem("other-copy", source.place(("source", "sha256")), "source.sha256", fault, remedy),)
        )
    text = _Text(copy.text)
    spans: dict[str, tuple[selector.Span, ...]] = {}
    notes: dict[str, tuple[str, ...]] = {}
    problems = []
    for number, quotation in enumerate(article.quotations):
        if version and quotation.version and version.id not in quotation.version:
            continue
        if version is None and not article.has_in_latest_version(quotation):
            continue
        parts = quotation.text
        found, searched_text = text.find(parts, quotation.prefix or "", quotation.suffix or "")
        if isinstance(found, selector.NotFound) and found.reason == "ambiguous" and _offsets_hold(copy.text, quotation):
            # Offsets that are already recorded and still right decide between equal passages.
            spans[quotation.id] = quotation.at
        elif isinstance(found, selector.NotFound):
            steps: Steps = ("quotations", number, "text", *([found.part] if len(parts) > 1 else []))
            refusal = _not_found_message(found, tuple(_normalize(part).text.strip() for part in parts), searched_text)
            problems.append(Problem("not-in-copy", source.place(steps), field_path(steps), *refusal))
        else:
            spans[quotation.id] = tuple(searched_text.span(span) for span in found)
            notes[quotation.id] = (
                *_invisible_differences(copy.text, quotation, spans[quotation.id]),
                *(
                    f"more than a reporting clause comes before part {part + 2}: is it by the same speaker?"
                    for part, (one, other) in enumerate(pairwise(found))
                    if not selector.is_continued(searched_text.text, one[1], other[0])
                ),
                *(
                    f"there is a reporting clause before part {part + 2} and another after it: is it by the same speaker?"
                    for part, (one, other) in enumerate(pairwise(found))
                    if reported_at_once(searched_text.text, one[1]) and reported_at_once(searched_text.text, other[1])
                ),
            )
    return VerifyResult(spans, tuple(problems), notes)


def version_of(article: Article, copy: Copy) -> SourceVersion | None:
    """The version of an article's source that this copy is, by its hash; None if the record has no such version."""
    return next((it for it in article.source.versions if it.sha256 == copy.sha256), None)


def places(
    text: str, parts: tuple[str, ...], prefix: str = "", suffix: str = ""
) -> tuple[selector.Span, ...] | selector.NotFound:
    """The spans of a quotation's parts in a copy's text, in characters; or the reason why a part is not found."""
    found, alike = _Text(text).find(parts, prefix, suffix)
    if isinstance(found, selector.NotFound):
        return replaced(found, places=tuple(map(alike.span, found.places)))
    return tuple(map(alike.span, found))


def edits(article: Article, copy: Copy, verified: VerifyResult) -> tuple[edit.SetValue, ...]:
    """The edits that write the copy's hash and all offsets into the record; none if they are up to date."""
    found = [
        edit.SetValue(("quotations", number, "at"), _written(verified.spans[quotation.id]))
        for number, quotation in enumerate(article.quotations)
        if quotation.id in verified.spans and quotation.at != verified.spans[quotation.id]
    ]
    found += _transcript_times(article, copy, verified)
    if article.source.sha256 != copy.sha256 and version_of(article, copy) is None:
        found.append(edit.SetValue(("source", "sha256"), copy.sha256))
    return tuple(found)


def _transcript_times(article: Article, copy: Copy, verified: VerifyResult) -> Iterator[edit.SetValue]:
    """The times of words in a transcript, if the source is a recording and the record does not have them yet."""
    if copy.transcript is None or article.source.published_as not in SPOTS["time"]:
        return
    for number, quotation in enumerate(article.quotations):
        spans = verified.spans.get(quotation.id)
        if spans is None:
            continue
        times = copy.transcript.times(spans[0][0], spans[-1][1])
        if times is None or (quotation.where and quotation.where.time):
            continue
        named = {key: value for key, value in zip(("time", "until"), times, strict=True) if value}
        if quotation.where is None:
            yield edit.SetValue(("quotations", number, "where"), dict(named))
        else:
            yield from (edit.SetValue(("quotations", number, "where", key), value) for key, value in named.items())


def _written(spans: tuple[selector.Span, ...]) -> list[layout.Value]:
    """The spans in the form used in records: a single one by itself, several as a list."""
    written: list[layout.Value] = [list(span) for span in spans]
    first = written[0]
    return first if len(written) == 1 and isinstance(first, list) else written


# --- normalizing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _NormalizedText:
    """A normalised text, with the start and end of each of its characters in the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, span: selector.Span) -> selector.Span:
        """The span in the original of a span in this text."""
        return self.starts[span[0]], self.ends[span[1] - 1]


class _Text:
    """A copy's text, normalized once for all of its quotations."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _whole(self) -> _NormalizedText:
        return _normalize(self._text)

    @cached_property
    def _joined(self) -> tuple[_NormalizedText, ...]:
        """The text with words rejoined that are broken at the end of a line: once with their hyphens, once without."""
        return (
            (_normalize(self._text, joined="-"), _normalize(self._text, joined=""))
            if _BROKEN.search(self._text)
            else ()
        )

    def find(
        self, parts: tuple[str, ...], prefix: str, suffix: str
    ) -> tuple[tuple[selector.Span, ...] | selector.NotFound, _NormalizedText]:
        """The spans of the parts, or why they are not found; and the normalized text to which the spans refer."""
        wanted = tuple(_normalize(part).text for part in parts), _normalize(prefix).text, _normalize(suffix).text
        first = selector.find(self._whole.text, *wanted)
        if not (isinstance(first, selector.NotFound) and first.reason == "missing"):
            return first, self._whole
        for alike in self._joined:
            found = selector.find(alike.text, *wanted)
            if not (isinstance(found, selector.NotFound) and found.reason == "missing"):
                return found, alike
        return first, self._whole


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u3164\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
"""Invisible characters: the soft hyphen, zero-width, directional, joining and variation characters, and all others that
a text must not contain (tags apart)."""
_FLAG = "\U0001f3f4"
_TAG = re.compile("[\U000e0000-\U000e007f]")
"""Tags are invisible, except that those after a black flag make it the flag of a region."""

_SAME = {
    **dict.fromkeys(marks.DOUBLE, '"'),
    **dict.fromkeys(marks.SINGLE, "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u0132": "IJ", "\u0133": "ij",
}  # fmt: skip

# A character with its combining marks and syllable parts; at most 30, since NFC takes quadratic time.
_LETTER = re.compile(r"(?s).[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u09be\u09d7\u0bbe"
    r"\u0bd7\u0cd5\u0cd6\u0d3e\u0d57\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]{0,30}")  # fmt: skip

_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
"""A hyphen at the end of a line inside a word."""


def _normalize(text: str, joined: str | None = None) -> _NormalizedText:
    """The text normalized: one shape of quotation marks, single spaces, no invisible characters. `joined` replaces the
    hyphen of a word broken at the end of a line; None leaves such words alone."""
    broken = {m.start(): m.end() for m in _BROKEN.finditer(text)} if joined is not None else {}
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    flag = False
    for found in _LETTER.finditer(text):
        if found.start() < at:
            continue
        start, at, letter = found.start(), found.end(), found[0]
        tag = not letter.isascii() and _TAG.match(letter) is not None
        flag = letter == _FLAG or (tag and flag)
        seen = "" if tag and not flag else _INVISIBLE.sub("", letter)
        if start in broken:
            at, same = broken[start], joined or ""
        elif seen.isspace():
            same = "" if letters and letters[-1] == " " else " "
        else:
            same = seen if seen.isascii() else unicodedata.normalize("NFC", seen)
            same = "".join(_SAME.get(one, one) for one in same)
        letters.extend(same)
        starts.extend([start] * len(same))
        ends.extend([at] * len(same))
    return _NormalizedText("".join(letters), starts, ends)


def _offsets_hold(text: str, quotation: Quotation) -> bool:
    """Whether the offsets in the record still point at exactly these words."""
    return bool(quotation.at) and all(
        _normalize(text[start:end]).text.strip() == _normalize(part).text.strip()
        for (start, end), part in zip(quotation.at, quotation.text, strict=True)
    )


def _invisible_differences(text: str, quotation: Quotation, spans: tuple[selector.Span, ...]) -> Iterator[str]:
    """The invisible characters in which the copy and the record differ, in words."""
    for part, (start, end) in zip(quotation.text, spans, strict=True):
        theirs, ours = text[start:end], part
        for name, one, other in (("the copy", theirs, ours), ("the record", ours, theirs)):
            signs = dict.fromkeys(sign for sign in one if _is_invisible_or_lookalike(sign) and sign not in other)
            if signs:
                yield f"{name} alone has {', '.join(map(invisible.describe, signs))}"
        if _BROKEN.search(theirs) and not _BROKEN.search(ours):
            yield "a line's end breaks a word in the copy"


def _is_invisible_or_lookalike(sign: str) -> bool:
    """Whether a character is invisible, or looks the same as another."""
    return bool(
        _INVISIBLE.match(sign)
        or _TAG.match(sign)
        or unicodedata.combining(sign)
        or (sign.isspace() and sign not in " \t\n\r")
        or sign in "\u2010\u2011"
        or "\ufb00" <= sign <= "\ufb06"
        or sign in "\u0132\u0133"
    )


# --- refusing ------------------------------------------------------------------------------------------------------------


def _not_found_message(found: selector.NotFound, parts: tuple[str, ...], alike: _NormalizedText) -> tuple[str, str]:
    text = alike.text
    if found.reason == "ambiguous":
        places = " and ".join(_place(alike, span) for span in found.places)
        more = "; these are the first two" if found.times > 2 else ""
        if found.part:
            fault = f"part {found.part + 1} appears {found.times} times after part {found.part}: {places}{more}"
            way = "with suffix, or write" if found.part == len(parts) - 1 else "by writing"
            return fault, f"tell them apart {way} the right place of each part in `at`"
        return (
            f"the words appear {found.times} times in the copy: {places}{more}",
            "tell them apart with prefix or suffix",
        )
    if found.reason == "out of order":
        return (
            f"the copy has part {found.part + 1} only before the end of part {found.part}",
            "write the parts in the order of the copy, each once",
        )
    words = parts[found.part]
    if words in text:
        return "the words are in the copy, but not next to this prefix and suffix", "copy them all from the same place"
    near = _most_similar_part(words, text)
    if near is None:
        return "the words are not in the copy, nor anything like them", "is this the right copy?"
    ours, theirs, signs = _first_difference(words, *near)
    return (
        f"the copy has '{theirs}' where the record has '{ours}'{signs}",
        "copy the words exactly, or look for another copy",
    )


def _place(alike: _NormalizedText, span: selector.Span) -> str:
    start, end = alike.span(span)
    around = alike.text[max(0, span[0] - _SHOWN) : span[1] + _SHOWN // 2] if span[1] - span[0] < 2 * _SHOWN else ""
    return f"{start}-{end}" + (f" (…{around.strip()}…)" if around else "")


def _most_similar_part(words: str, text: str) -> tuple[str, int] | None:
    """The part of the text most similar to the words, with text around it, and where it begins in it; None if nothing
    is similar. Searches for pieces of the words, since a fuzzy search of the whole text would take time proportional to
    the product of both lengths."""
    best: tuple[float, tuple[str, int]] = (0.0, ("", 0))
    for length in (24, 12, 6, 4, 3):
        step = max(1, (len(words) - length) // 40)
        for at in range(0, max(1, len(words) - length + 1), step):
            piece, place = words[at : at + length], -1
            for _ in range(3):
                place = text.find(piece, place + 1)
                if place < 0:
                    break
                start = max(0, place - at)
                score = fuzz.ratio(words, text[start : start + len(words)])
                if score > best[0]:
                    low = max(0, start - len(words))
                    best = score, (text[low : start + 3 * len(words)], start - low)
        if best[0] >= 60:
            return best[1]
    return None


def _first_difference(words: str, near: str, at: int) -> tuple[str, str, str]:
    """Both texts around the first difference, where the second is most similar to the words at `at`; and a note on the
    two characters there if they may look alike."""
    low, high = 0, len(words)  # bounds of how many characters match
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in near else (low, middle - 1)
    start = near.find(words[:low]) if low else at
    lead = max(0, low - _SHOWN)
    ours, theirs = words[lead:][: 2 * _SHOWN], near[start + lead :][: 2 * _SHOWN]
    one, other = words[low : low + 1], near[start + low : start + low + 1]
    foreign = one and other and (not one.isascii() or not other.isascii())
    signs = f": {invisible.describe(other)} for {invisible.describe(one)}" if foreign else ""
    shown = [("…" if lead else "") + text.strip() + "…" for text in (ours, theirs)]
    return shown[0], shown[1], signs


_SHOWN = 20
"""How many characters to show on either side of a difference."""
