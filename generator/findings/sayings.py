"""Every sentence that the archive has in somebody's words, with what is shown to a reader who looks up a similar
one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates
from generator.archive.archive import Archive, Quoted
from generator.findings.caching import cached_finding
from generator.findings.naming import short_name
from generator.records.model import Article, Date, Original, Passage, Utterance
from generator.records.scalars import PassageRef
from generator.records.vocabulary import Finding
from generator.text import lines


@dataclass(frozen=True, slots=True)
class Saying:
    """Words in one version: as spoken, or as an article prints them.

    `sentence` is the passage of which this is a version, or None. `named` says whether that passage names this as the
    version that others are compared with. `article` prints the words, or is where the spoken words were found.
    `quotation` is the id of the quotation in it; empty for the spoken words. `chain` lists the speaker and the
    carriers, each with whether the article leaves it uncredited. `turns` are words that change the meaning, as judged
    by an editor.
    """

    words: str
    language: str
    speaker: str
    said: Date | None
    sentence: PassageRef | None
    article: Article | None
    quotation: str
    finding: Finding | None
    named: bool
    chain: tuple[tuple[str, bool], ...]
    outlet: str
    turns: tuple[str, ...]
    source: str = ""
    """Where the spoken words were found, if not in an article: the name of a record, an address, or a description."""

    @property
    def is_original(self) -> bool:
        """Whether these are the words as spoken, from the record of the utterance."""
        return not self.quotation


@cached_finding
def sayings(archive: Archive) -> tuple[Saying, ...]:
    """All versions of all sentences. Versions of the same sentence are together: the spoken words first, then by
    publication."""
    return tuple(_sayings(archive))


def _sayings(archive: Archive) -> Iterator[Saying]:
    for utterance in archive.utterances:
        for passage in utterance.passages:
            ref = PassageRef(utterance.id, passage.id)
            if passage.original:
                yield _saying_of_original(archive, utterance, passage, passage.original)
            for quoted in archive.renderings_of(ref):
                yield _saying_of_quotation(archive, quoted, named=quoted.ref == passage.base)
    for quoted in archive.quotations:
        if quoted.quotation.passage is None:
            yield _saying_of_quotation(archive, quoted, named=False)


def _saying_of_original(archive: Archive, utterance: Utterance, passage: Passage, original: Original) -> Saying:
    found = archive[original.source] if original.source in archive else None  # noqa: SIM401 - an archive has no get()
    article = found if isinstance(found, Article) else None
    return Saying(
        words=lines.on_one_line(original.text),
        language=original.language,
        speaker=archive[utterance.speaker.id].name if utterance.speaker.id else utterance.speaker.unnamed or "",
        said=utterance.said,
        sentence=PassageRef(utterance.id, passage.id),
        article=article,
        quotation="",
        finding=None,
        named=False,
        chain=(),
        outlet=_outlet(archive, article),
        turns=tuple(lines.on_one_line(turn.words) for turn in original.turns),
        source="" if article else found.name if found else original.source,
    )


def _saying_of_quotation(archive: Archive, quoted: Quoted, *, named: bool) -> Saying:
    article, quotation = quoted.article, quoted.quotation
    who = quoted.said_by
    speaker = "" if who is None else archive[who.id].name if who.id else who.unnamed or ""
    way = [(short_name(archive, who.id) if who and who.id else speaker, False)]
    for step in quotation.via:
        way += [(short_name(archive, by), bool(step.implied)) for by in step.by] or [
            (step.unnamed or "", bool(step.implied))
        ]
    return Saying(
        words=lines.on_one_line(quotation.words),
        language=quoted.language,
        speaker=speaker,
        said=quotation.said,
        sentence=quotation.passage,
        article=article,
        quotation=quotation.id,
        finding=quotation.fidelity,
        named=named,
        chain=tuple(way),
        outlet=_outlet(archive, article),
        turns=tuple(lines.on_one_line(turn.words) for turn in quotation.turns),
    )


def _outlet(archive: Archive, article: Article | None) -> str:
    return archive[article.publisher].name if article and article.publisher else ""


def date_in_words(date: Date | None) -> str:
    """A date in words; empty if there is none."""
    return dates.format_date(date.edtf) if date else ""
