"""The archive's judgement of a source, as a page shows it: a code of the archive's scheme, its meaning, and the
reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.parts.here import Here
from generator.records.model import Article, Organisation, Reliability
from generator.records.settings import Scheme
from generator.text.messages import _, listed


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement: the code with its meaning, the reason, and the scheme with who judged and when. `link` explains the
    scheme."""

    text: str
    basis: str
    scheme: str
    link: str | None


def judgement_of(here: Here, record: Article | Organisation) -> Judgement | None:
    """The judgement of a record; None if the archive shows no judgements or has none of it. For an article, the
    judgement of its outlet is included if there is one."""
    scheme = here.archive.settings.reliability
    if scheme is None or not record.reliability:
        return None
    own = record.reliability
    texts = [scheme.judgement(own.code, outlet=isinstance(record, Organisation))]
    if isinstance(record, Article) and record.publisher:
        outlet = here.archive.entity(record.publisher)
        if isinstance(outlet, Organisation) and outlet.reliability:
            texts.insert(0, scheme.judgement(outlet.reliability.code, outlet=True))
    return Judgement(listed(texts), own.basis, "; ".join(_by(here, scheme, own)), scheme.url)


def _by(here: Here, scheme: Scheme, own: Reliability) -> Iterator[str]:
    yield scheme.translated_name
    if own.by:
        yield _("{who} ({date})", who=own.by, date=here.date(own.on).text) if own.on else own.by
