"""Rules about quotations: their words, their speakers, and how they compare with other renderings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.archive.resemblance import resemblances
from generator.archive.rules.context import Context, Rule
from generator.problems import Problem
from generator.records.model import SPOTS, Quotation, Turn, Utterance
from generator.records.yaml_text import Steps
from generator.text import marks, selector


def stands_in_the_full_text(context: Context) -> Iterator[Problem]:
    """If the body is the full text, each quotation of its version is found in it exactly once."""
    for article in context.archive.articles:
        if article.rights.text != "full":
            continue
        for number, quotation in enumerate(article.quotations):
            if not article.has_in_latest_version(quotation):
                continue
            found = selector.find(article.body, quotation.text, quotation.prefix or "", quotation.suffix or "")
            if isinstance(found, selector.NotFound):
                steps: Steps = ("quotations", number, "text", *([found.part] if len(quotation.text) > 1 else []))
                yield context.problem("not-in-full-text", article.id, steps, *_not_found(found, quotation))


def _not_found(found: selector.NotFound, quotation: Quotation) -> tuple[str, str]:
    part = f"part {found.part + 1} of the quotation" if len(quotation.text) > 1 else "the quotation"
    if found.reason == "ambiguous":
        times = "twice" if found.times == 2 else f"{found.times} times"
        if found.part:
            return f"{part} appears {times} in the full text after the part it follows", "tell them apart with suffix"
        return f"the quotation appears {times} in the full text", "tell them apart with prefix or suffix"
    if found.reason == "out of order":
        return (
            f"{part} stands in the full text before the part it follows here",
            "write the parts in the order of the text",
        )
    if found.reason == "elsewhere":
        beside = " and ".join(name for name in ("prefix", "suffix") if getattr(quotation, name))
        return f"the quotation is in the full text, but not next to this {beside}", "copy all of it from the text"
    return f"{part} is not in the full text", "copy the words exactly, spelling and punctuation included"


def no_marks_of_its_own(context: Context) -> Iterator[Problem]:
    """The text of a quotation is not itself in quotation marks: the page adds them."""
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if marks.has_own_marks(quotation.text):
                fault = "the text has quotation marks of its own"
                yield context.problem(
                    "own-quotation-marks",
                    article.id,
                    ("quotations", number, "text"),
                    fault,
                    "remove them: the page adds them",
                    "warning",
                )


def findings_have_notes(context: Context) -> Iterator[Problem]:
    """A quotation judged altered or a paraphrase has a note that says why."""
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.is_reworded and not quotation.note:
                fault = f"the quotation is called {quotation.fidelity}, and no note says why"
                yield context.problem(
                    "no-note", article.id, ("quotations", number, "fidelity"), fault, "add a note", "warning"
                )


def translations_have_originals(context: Context) -> Iterator[Problem]:
    """A quotation is judged a translation only if the archive has the original words, in `original` or in a verbatim
    rendering in another language."""
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.fidelity != "translation":
                continue
            language = quotation.language or article.language
            if not set(context.archive.spoken_in(quotation.passage)) - {language}:
                fault = "the quotation is called translation, and the original words are not in the archive"
                remedy = "leave fidelity out until they are: it is not yet judged"
                yield context.problem(
                    "no-original", article.id, ("quotations", number, "fidelity"), fault, remedy, "warning"
                )


MOST_TURNS = 4
"""The most `turns` of one text. More of them show a reader nothing."""


class _Turned(NamedTuple):
    """A text with words that change the meaning, and its place: the words of a quotation, or the original words of a
    passage."""

    record_id: str
    steps: Steps
    noun: str
    text: tuple[str, ...]
    turns: tuple[Turn, ...]


def _with_turns(archive: Archive) -> Iterator[_Turned]:
    for article in archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.turns:
                yield _Turned(article.id, ("quotations", number), "quotation", quotation.text, quotation.turns)
    for utterance in archive.utterances:
        for number, passage in enumerate(utterance.passages):
            original = passage.original
            if original and original.turns:
                steps: Steps = ("passages", number, "original")
                yield _Turned(utterance.id, steps, "original", (original.text,), original.turns)


def turns_stand_in_the_words(context: Context) -> Iterator[Problem]:
    """Words that change the meaning occur in their text exactly once, do not overlap, and are few."""
    for record_id, steps, noun, text, turns in _with_turns(context.archive):
        places: list[tuple[int, selector.Span, int]] = []
        for number, turn in enumerate(turns):
            found = selector.find_within(text, turn.words, turn.prefix or "", turn.suffix or "")
            if isinstance(found, selector.NotFound):
                at: Steps = (*steps, "turns", number, "words")
                yield context.problem("turn-not-in-words", record_id, at, *_not_there(found, turn, noun, len(text)))
                continue
            places.append((*found, number))
        for (part, (_, end), first), (next_part, (start, _), number) in pairwise(sorted(places)):
            if part == next_part and start < end:
                at = (*steps, "turns", number, "words")
                fault = f"the words overlap with those of turns.{first}"
                yield context.problem(
                    "turns-overlap", record_id, at, fault, "make one of the two, or write fewer words"
                )
        if len(turns) > MOST_TURNS:
            fault = f"{len(turns)} turns are given, and more than {MOST_TURNS} do not show what matters"
            remedy = "keep only those that change the meaning; a note can say the rest"
            yield context.problem("too-many-turns", record_id, (*steps, "turns"), fault, remedy, "warning", key=True)


def _not_there(found: selector.NotFound, turn: Turn, noun: str, parts: int) -> tuple[str, str]:
    if found.reason == "ambiguous":
        times = "twice" if found.times == 2 else f"{found.times} times"
        return f"the words appear {times} in the {noun}", "write more of them, or tell them apart with prefix or suffix"
    if found.reason == "elsewhere":
        beside = " and ".join(name for name in ("prefix", "suffix") if getattr(turn, name))
        return f"the words are in the {noun}, but not next to this {beside}", f"copy all of it from the {noun}"
    if parts > 1:
        return f"the words are not in one part of the {noun}", "copy them exactly, from one part"
    return f"the words are not in the {noun}", "copy them from its text exactly"


def really_another(context: Context) -> Iterator[Problem]:
    """`really` names somebody other than the speaker."""
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.really and quotation.really.speaker and quotation.really.speaker == quotation.speaker.id:
                fault = f"'{quotation.speaker.id}' is the speaker already"
                remedy = "name whose words they are, write null, or remove `really`"
                yield context.problem(
                    "really-the-same", article.id, ("quotations", number, "really", "speaker"), fault, remedy
                )


def speaker_of_the_utterance(context: Context) -> Iterator[Problem]:
    """A quotation's speaker is the speaker of the utterance that it renders, unless a note explains the article's
    error.

    Only people are compared: bodies speak for each other.
    """
    people = {person.id for person in context.archive.people}
    for article in context.archive.articles:
        for number, quotation in enumerate(article.quotations):
            utterance = context.archive.records.get(quotation.passage.utterance if quotation.passage else "")
            if not isinstance(utterance, Utterance) or quotation.note:
                continue
            said_by = quotation.said_by
            speaker, made_by = said_by.id if said_by else None, utterance.speaker.id
            if speaker in people and made_by in people and speaker != made_by:
                fault = f"the speaker is '{speaker}', and the statement was made by '{made_by}'"
                remedy = "name the same one, or say in a note how the article errs"
                yield context.problem(
                    "other-speaker", article.id, ("quotations", number, "utterance"), fault, remedy, "warning"
                )


def no_unlinked_renderings(context: Context) -> Iterator[Problem]:
    """No two quotations of one speaker resemble each other without being linked to a passage."""
    for found in resemblances(context.archive):
        quotation, other = found.quoted.quotation, found.other
        number = found.quoted.article.quotations.index(quotation)
        steps = ("quotations", number, "utterance" if quotation.passage else "text")
        fault = f"the same speaker's words resemble {other.key}"
        passage = other.quotation.passage
        if passage:
            fault += f", a version of {passage}"
            remedy = f"if it is the same sentence, write utterance: {passage}"
        else:
            remedy = "if it is the same sentence, link both to one statement"
        yield context.problem("similar-words", found.quoted.article.id, steps, fault, remedy, "notice")


def places_of_the_kind(context: Context) -> Iterator[Problem]:
    """The place of a quotation (`where`) uses only keys that its kind of source has. annotate/check.js has the same
    rule."""
    for article in context.archive.articles:
        kind = article.source.published_as
        for number, quotation in enumerate(article.quotations):
            for key, kinds in SPOTS.items() if quotation.where else ():
                if getattr(quotation.where, key) and kind not in kinds:
                    yield context.problem(
                        "key-of-another-kind",
                        article.id,
                        ("quotations", number, "where", key),
                        f"a source of the kind '{kind}' has no '{key}'",
                        f"remove it, or write a kind that has it: {', '.join(kinds)}",
                        "warning",
                        key=True,
                    )


RULES: tuple[Rule, ...] = (
    stands_in_the_full_text,
    no_marks_of_its_own,
    findings_have_notes,
    translations_have_originals,
    turns_stand_in_the_words,
    really_another,
    speaker_of_the_utterance,
    no_unlinked_renderings,
    places_of_the_kind,
)
