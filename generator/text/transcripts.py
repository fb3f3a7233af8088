"""Timed transcripts: subtitles (SRT, WebVTT), and plain texts whose lines begin with a time.

Numbers, times and tags are replaced by spaces of the same length, and `&amp;` by its character and spaces. So words that continue over several captions are
contiguous, and every word keeps its offset in the file.
"""

from __future__ import annotations

import html
import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = r"(?:(?P<h{0}>[0-9]{{1,2}}):)?(?P<m{0}>[0-9]{{1,2}}):(?P<s{0}>[0-5][0-9](?:[.,][0-9]{{1,3}})?)"
_CAPTION = re.compile(rf"^{_CODE.format(1)}[ \t]+-->[ \t]+{_CODE.format(2)}[^\n]*$", re.MULTILINE)
_LINE = re.compile(
    rf"^[ \t]{{0,4}}(?:\[{_CODE.format(1)}(?:[ \t]+-->[ \t]+{_CODE.format(4)})?\]"
    rf"|\({_CODE.format(2)}\)|{_CODE.format(3)}(?=[ \t]))",
    re.MULTILINE,
)
"""The time at the beginning of a line. Whisper prints both times: `[00:00.000 --> 00:04.000]`."""
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)?[ \t]([^<>]*)>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>\n]*>|</?>|\{\\[^{}\n]*\}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|lrm|rlm|#39);")
_EMPTY_LINE = re.compile(r"\n[ \t]{0,8}\n")
_LEAST = 3
"""How many lines of a plain text must begin with a time for it to count as a timed transcript."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The offset in the text from which it applies, and the times in seconds at which its words begin and end; `end` is
    None if unknown."""

    offset: int
    start: float
    end: float | None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of a transcript, at their offsets in the file, and its cues in order."""

    text: str
    cues: tuple[Cue, ...]

    def times(self, start: int, end: int) -> tuple[str, str] | None:
        """When the words between two offsets begin and end, as m:ss or h:mm:ss, the end empty if unknown. None before
        the first cue."""
        places = [cue.offset for cue in self.cues]
        first, last = (bisect_right(places, place) - 1 for place in (start, max(start, end - 1)))
        if first < 0:
            return None
        begins, ends = self.cues[first].start, self.cues[last].end
        if ends is None:  # it ends where the next one begins
            ends = self.cues[last + 1].start if last + 1 < len(self.cues) else None
        whole = math.floor(begins)
        return time_code(whole), time_code(max(math.ceil(ends), whole + 1)) if ends is not None else ""


def time_code(seconds: int) -> str:
    """Seconds as a time in a recording: 1:12, 1:01:12."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def read(text: str) -> Transcript | None:
    """The text as a transcript; None if it is not one."""
    captions = list(_CAPTION.finditer(text))
    if captions:
        return _read_captions(text, captions)
    lines = list(_LINE.finditer(text))
    if len(lines) < _LEAST:
        return None
    cues = tuple(
        Cue(it.end(), _seconds(it, next(n for n in "123" if it[f"s{n}"])), _seconds(it, "4") if it["s4"] else None)
        for it in lines
    )
    return Transcript(_cut_out(text, ((it.start(), it.end()) for it in lines)), cues)


def _read_captions(text: str, captions: list[re.Match[str]]) -> Transcript:
    cues, shown_spans = [], []
    previous_lines: list[str] = []
    for number, caption in enumerate(captions, 1):
        caption_end = captions[number].start() if number < len(captions) else len(text)
        empty = _EMPTY_LINE.search(text, caption.end(), caption_end)
        if empty and empty.start() == caption.end() and text[caption.end() + 1] in " \t":
            # YouTube begins a caption with a line that holds a space
            empty = _EMPTY_LINE.search(text, empty.end() - 1, caption_end) or empty
        words_end = empty.start() if empty else caption_end
        cues.append(Cue(caption.end(), _seconds(caption, "1"), _seconds(caption, "2")))
        caption_lines = []
        at = caption.end() + 1
        while at < words_end:
            line = text[at : words_end if (end := text.find("\n", at, words_end)) < 0 else end]
            words = _TAG.sub("", line).strip()
            if words not in previous_lines:  # roll-up captions repeat a line
                shown_spans.append((at, at + len(line)))
            caption_lines.append(words)
            at += len(line) + 1
        previous_lines = caption_lines
    blank = "".join(sign if sign in "\r\n" else " " for sign in text)
    parts, copied_to = [], 0
    for start, words_end in shown_spans:
        parts += [blank[copied_to:start], _words(text[start:words_end])]
        copied_to = words_end
    return Transcript("".join([*parts, blank[copied_to:]]), tuple(cues))


def _words(line: str) -> str:
    """A line of a caption with its tags blanked; a speaker's name is followed by a colon."""
    line = _VOICE.sub(lambda it: f"{it[1].strip()}:".ljust(len(it[0])), line)
    line = _TAG.sub(lambda it: " " * len(it[0]), line)
    return _ENTITY.sub(_character, line) if "&" in line else line


def _character(found: re.Match[str]) -> str:
    """The character of an entity, on the side of the word that it belongs to."""
    sign, begins = html.unescape(found[0]), found.start() == 0 or found.string[found.start() - 1].isspace()
    return sign.rjust(len(found[0])) if begins else sign.ljust(len(found[0]))


def _seconds(found: re.Match[str], which: str) -> float:
    hours, minutes, seconds = (found[f"{unit}{which}"] or "0" for unit in "hms")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds.replace(",", "."))


def _cut_out(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, text[done:]])
