"""Checks an article's quotations against a copy of its source, and writes where they stand into the record.

The rule: a quotation is verified when its words stand in the copy letter by letter. Two things are made alike first, on both
sides, and nothing else: the shapes of quotation marks and apostrophes, and runs of white space. Offsets count the characters
(Unicode code points) of the copy as it is, from 0, the end exclusive; the hash is that of the copy's bytes. Copies themselves
are kept outside the archive, since most sources may not be republished.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator import edit, selector, tidy
from generator.model import Article, Quotation
from generator.problems import Problem
from generator.source import Source, Steps, dotted

DOUBLE = "“”„‟«»＂"  # made alike: "
SINGLE = "‘’‚‛＇"  # made alike: '


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a source: its text, and the SHA-256 of its bytes."""

    text: str
    sha256: str

    @classmethod
    def of(cls, raw: bytes) -> Copy:
        """The copy in these bytes, which are UTF-8; raises UnicodeDecodeError where they are not."""
        return cls(raw.decode("utf-8"), hashlib.sha256(raw).hexdigest())


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of checking one article: where each quotation stands, by its id, and why others do not."""

    spans: dict[str, tuple[selector.Span, ...]]
    problems: tuple[Problem, ...]


def verify(article: Article, source: Source, copy: Copy, *, replace: bool = False) -> Verified:
    """Where the article's quotations stand in the copy. A copy with another hash than the one recorded is refused, unless the
    call is to `replace` it."""
    recorded = article.source.sha256
    if recorded and recorded != copy.sha256 and not replace:
        fault = f"the hash of this copy is {copy.sha256}: it is not the copy that was recorded"
        remedy = "find that one, or record this one with --replace"
        return Verified({}, (Problem(source.place(("source", "sha256")), "source.sha256", fault, remedy),))
    alike, offsets = _alike(copy.text)
    spans: dict[str, tuple[selector.Span, ...]] = {}
    problems = []
    for number, quotation in enumerate(article.quotations):
        parts = tuple(_alike(part)[0] for part in quotation.text)
        found = selector.find(alike, parts, _alike(quotation.prefix or "")[0], _alike(quotation.suffix or "")[0])
        if isinstance(found, selector.NotFound) and found.why == "ambiguous" and _stands(copy.text, quotation):
            spans[quotation.id] = quotation.at  # written before, and still right: it tells the equal passages apart
        elif isinstance(found, selector.NotFound):
            steps: Steps = ("quotations", number, "text", *([found.part] if len(parts) > 1 else []))
            problems.append(Problem(source.place(steps), dotted(steps), *_refusal(found, parts, alike)))
        else:
            spans[quotation.id] = tuple((offsets[start], offsets[end - 1] + 1) for start, end in found)
    return Verified(spans, tuple(problems))


def edits(article: Article, copy: Copy, verified: Verified) -> tuple[edit.Put, ...]:
    """What writes the hash of the copy and every offset into the record; nothing where they stand there already."""
    found = [
        edit.Put(("quotations", number, "at"), _written(verified.spans[quotation.id]))
        for number, quotation in enumerate(article.quotations)
        if quotation.at != verified.spans[quotation.id]
    ]
    if article.source.sha256 != copy.sha256:
        found.append(edit.Put(("source", "sha256"), copy.sha256))
    return tuple(found)


def _written(spans: tuple[selector.Span, ...]) -> list[tidy.Value]:
    """The spans as the record has them: one by itself, several as a list."""
    written: list[tidy.Value] = [list(span) for span in spans]
    first = written[0]
    return first if len(written) == 1 and isinstance(first, list) else written


# --- making alike --------------------------------------------------------------------------------------------------------


def _alike(text: str) -> tuple[str, list[int]]:
    """The text with its quotation marks of one shape and its white space single, and each letter's offset in the original."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        same = '"' if letter in DOUBLE else "'" if letter in SINGLE else " " if letter.isspace() else letter
        if same == " " and letters and letters[-1] == " ":
            continue
        letters.append(same)
        offsets.append(offset)
    return "".join(letters), offsets


def _stands(text: str, quotation: Quotation) -> bool:
    """Whether the offsets that were written before hold these very words."""
    return bool(quotation.at) and all(
        _alike(text[start:end])[0] == _alike(part)[0]
        for (start, end), part in zip(quotation.at, quotation.text, strict=True)
    )


# --- refusing ------------------------------------------------------------------------------------------------------------


def _refusal(found: selector.NotFound, parts: tuple[str, ...], alike: str) -> tuple[str, str]:
    if found.why == "ambiguous":
        return f"the words stand {found.times} times in the copy", "tell them apart with prefix or suffix"
    if found.why == "out of order":
        return (
            f"part {found.part + 1} stands before the part it follows here",
            "write the parts in the order of the copy",
        )
    words = parts[found.part]
    if words in alike:
        return "the words stand in the copy, but not beside this prefix and suffix", "copy all of them from there"
    nearest = fuzz.partial_ratio_alignment(words, alike, score_cutoff=60)
    if nearest is None:
        return "the words do not stand in the copy, nor anything like them", "is this the right copy?"
    near = alike[max(0, nearest.dest_start - len(words)) : nearest.dest_end + len(words)]
    ours, theirs = _first_difference(words, near)
    return f"the copy has '{theirs}' where the record has '{ours}'", "copy the words exactly, or look for another copy"


def _first_difference(words: str, near: str) -> tuple[str, str]:
    """Both texts around the letter up to which the words do stand near there."""
    agreed = next((n for n in range(1, len(words)) if words[:n] not in near), len(words)) - 1
    start = near.find(words[:agreed])
    lead = max(0, agreed - _SHOWN)
    ours, theirs = words[lead:][: 2 * _SHOWN], near[start + lead :][: 2 * _SHOWN]
    return tuple(("…" if lead else "") + text.strip() + "…" for text in (ours, theirs))  # type: ignore[return-value]


_SHOWN = 20
"""Letters shown on either side of a difference."""
