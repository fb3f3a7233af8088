"""What changed from one version of a source to the next, as far as quotations from both are on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.archive.archive import Quoted
from generator.findings.lost_in_relay import same_sentences
from generator.records.model import Article, Quotation, SourceVersion


@dataclass(frozen=True, slots=True)
class AlteredQuotation:
    """A quotation of the earlier version and its counterpart in the later one; either is None if that version has no
    counterpart."""

    before: Quotation | None
    after: Quotation | None


@dataclass(frozen=True, slots=True)
class Step:
    """A version and the changes from the version before it, in the order of the earlier one. `altered` is empty for the
    first version."""

    version: SourceVersion
    altered: tuple[AlteredQuotation, ...]


def steps(article: Article) -> Iterator[Step]:
    """Every version of an article's source. A quotation that names no version is in all of them, and so counts as
    unchanged."""
    versions = article.source.versions
    for number, version in enumerate(versions):
        yield Step(version, tuple(_alterations_between(article, versions[number - 1], version)) if number else ())


def _alterations_between(article: Article, earlier: SourceVersion, later: SourceVersion) -> Iterator[AlteredQuotation]:
    had, has = (_only_in(article, one, other) for one, other in ((earlier, later), (later, earlier)))
    pairs = same_sentences(had, has)
    after = {before.key: other.quotation for before, other in pairs}
    yield from (AlteredQuotation(it.quotation, after.get(it.key)) for it in had)
    paired = {other.key for _, other in pairs}
    yield from (AlteredQuotation(None, it.quotation) for it in has if it.key not in paired)


def _only_in(article: Article, one: SourceVersion, other: SourceVersion) -> Sequence[Quoted]:
    return [Quoted(article, it) for it in article.quotations if one.id in it.version and other.id not in it.version]
