"""Splits a plain text into paragraphs, sentences and quoted words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.marks import opening_marks
from generator.text.sentences import sentences

Span = tuple[int, int]


@dataclass(frozen=True)
class SplitText:
    """A text with the sorted spans (start, end) of its paragraphs, of its quoted words without the marks, and of its
    sentences."""

    text: str
    paragraphs: tuple[Span, ...]
    quoted: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> SplitText:
        """Split a text. If it has no empty lines, each line counts as a paragraph."""
        paragraphs = tuple(_paragraphs(text))
        pairs = _marks_of(text)
        opens = re.compile(f"[{re.escape(''.join(pairs))}]")
        quoting = (paragraph for paragraph in paragraphs if opens.search(text, *paragraph))
        quoted = tuple(span for paragraph in quoting for span in _quoted(text, paragraph, pairs))
        return cls(text, paragraphs, quoted, tuple(_sentences(text, paragraphs, quoted)))

    def sentence_at(self, offset: int) -> Span:
        """The span of the sentence at this offset."""
        return self.sentences[max(0, bisect_right(self.sentences, (offset, len(self.text))) - 1)]

    def paragraph_at(self, offset: int) -> Span:
        """The span of the paragraph at this offset."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, (offset, len(self.text))) - 1)]

    def is_quoted(self, offset: int) -> bool:
        """Whether this offset is between quotation marks."""
        at = bisect_right(self.quoted, (offset, len(self.text))) - 1
        return at >= 0 and self.quoted[at][0] <= offset < self.quoted[at][1]

    def words(self, span: Span) -> str:
        """The words of a span, with single spaces."""
        return " ".join(self.text[span[0] : span[1]].split())


_EMPTY_LINE = re.compile(r"\n[ \t]*+\n")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*+\n))*+")
_LINE = re.compile(r"\S[^\n]*")


def _paragraphs(text: str) -> Iterator[Span]:
    text = text.rstrip()
    parted = _EMPTY_LINE.search(text.lstrip())
    for found in _PARAGRAPH.finditer(text) if parted else _LINE.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip())


_PAIRS = {"“": "”", "„": "“”", "「": "」", "『": "』", "〝": "〞〟", "❝": "❞", '"': '"', "＂": "＂", "״": "״"}


def _marks_of(text: str) -> dict[str, str]:
    """The quotation marks used in this text, opening to closing. Single marks count only if there are no others, as in
    British newspapers."""
    doubles = {mark: ends for mark, ends in _PAIRS.items() if mark in text} | _angle_marks_of(text, "«", "»")
    # In Swedish and Finnish, the mark that closes elsewhere also opens.
    if "”" in text and not doubles:
        doubles = {"”": "”"}
    if doubles:
        return doubles
    singles = {
        mark: ends for mark, ends in (("‘", "’"), ("‚", "‘’")) if mark in text and not ("‚" in text and mark == "‘")
    }
    return singles | _angle_marks_of(text, "‹", "›") or {"'": "'"}


def _angle_marks_of(text: str, left: str, right: str) -> dict[str, str]:
    """The angle quotation marks used in this text: «…» in most languages, »…« in German and Danish, »…» in Finnish and
    Swedish."""
    first = next((sign for sign in text if sign in (left, right)), None)
    if first != right:
        return {left: right} if first else {}
    return {right: left if left in text else right}


def _quoted(text: str, paragraph: Span, pairs: dict[str, str]) -> Iterator[Span]:
    """The outermost quotations of a paragraph. An unclosed one extends to the end of the paragraph if the next
    paragraph begins with the same mark, which continues it."""
    at, end = paragraph
    closing = _closing(text, paragraph, pairs)
    following = re.compile(r"\s*(\S)").match(text, end)
    goes_on = following[1] if following and text[end - 1] in ".!?…" else None
    while at < end:
        ends = pairs.get(text[at])
        if ends is None or (text[at] == '"' and at and text[at - 1].isalnum()):  # 6" is a length
            at += 1
            continue
        close = closing.get(at)
        if close is None:
            if text[at] == goes_on:
                goes_on = None
                yield _trim(text, at + 1, end)
            at += 1
            continue
        span = _trim(text, at + 1, close)
        if re.search(r"\w", text[span[0] : span[1]]):
            yield span
        at = close + 1


def _closing(text: str, paragraph: Span, pairs: dict[str, str]) -> dict[int, int]:
    """The offset of the closing mark for each opening mark. Nested quotations with the same marks are matched from the
    inside."""
    found: dict[int, int] = {}
    for mark, ends in pairs.items():
        if mark in "'‘":
            found |= _closing_singles(text, paragraph, mark)
            continue
        opened: list[int] = []
        for at in (m.start() for m in re.compile(f"[{re.escape(mark + ends)}]").finditer(text, *paragraph)):
            letter = text[at]
            if letter in "’״" and at > paragraph[0] and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum():
                continue  # an apostrophe, or the sign of a Hebrew abbreviation
            if mark in ends:  # the same character opens and closes: each closes the one before
                inch = letter == '"' and at and text[at - 1].isdigit() and not opened
                if opened:
                    found[opened.pop()] = at
                if not inch:
                    opened.append(at)
            elif letter == mark:
                opened.append(at)
            elif opened:
                found[opened.pop()] = at
    return found


_SINGLES = {"'": re.compile("'"), "‘": re.compile("[‘’]")}


def _closing_singles(text: str, paragraph: Span, mark: str) -> dict[int, int]:
    """The offset of the closing mark for each opening single mark. Of the marks before the next opening one, this is
    the first after punctuation, or after a letter other than the s of "the boys' wall"; if there is none, the first."""
    start, end = paragraph
    opens = [start + at for at in opening_marks(text[start:end])] if mark == "'" else []
    closes: list[int] = []
    for found in _SINGLES[mark].finditer(text, start, end):
        at = found.start()
        if mark == "‘" and found[0] == mark:
            opens.append(at)
        elif at not in opens and at > start and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum():
            closes.append(at)
    pairs = {}
    for number, at in enumerate(opens):
        until = opens[number + 1] if number + 1 < len(opens) else end
        likely = closes[bisect_right(closes, at) : bisect_right(closes, until)]
        if likely:
            pairs[at] = next((it for it in likely if text[it - 1] not in "sS"), likely[0])
    return pairs


def _trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends, and without the comma or dash before a reporting clause."""
    while end > start and text[end - 1] in " \n\t,—–":
        end -= 1
    while start < end and text[start] in " \n\t…" and text[start] != "…":
        start += 1
    return start, end


def _sentences(text: str, paragraphs: tuple[Span, ...], quoted: tuple[Span, ...]) -> Iterator[Span]:
    """The spans of the sentences. Within quotation marks, only the last character can end one."""
    masked = list(text)
    for start, end in quoted:
        inner = end - 1 if end > start and text[end - 1] in ".!?…" else end
        for at in range(start, inner):
            masked[at] = "x" if not masked[at].isspace() else " "
    whole = "".join(masked)
    for start, end in paragraphs:
        for first, last in sentences(whole[start:end].replace("\n", " ")):
            yield start + first, start + last
