"""The differences of a contribution in words, as Markdown for its reviewers.

Text from records is untrusted here too: it is escaped, so that it creates no formatting, no links and no notifications.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.authoring.diff import ChangedRecord, Diff, SimilarEntity
from generator.problems import quote_briefly
from generator.records.model import AgentRef, AnyRecord, Article, Kind, Stance, kind_of
from generator.text import english, lines, markup, terms
from generator.text.markup import escape_markdown as plain

MAX_GROUPS = 3
"""How many speakers, claims and measures the summary names; the rest are only counted."""
MAX_LISTED = 25
"""The maximum number of items in one list: nobody reviews a larger contribution item by item."""
MAX_KEYS = 6
"""The maximum number of keys listed per changed record."""

_KINDS: dict[Kind, tuple[str, str]] = {kind: (terms.KINDS[kind].one, terms.KINDS[kind].many) for kind in get_args(Kind)}

_STANCES: dict[Stance, tuple[str, str]] = {
    "asserts": ("assertion", "assertions"),
    "confirms": ("confirmation", "confirmations"),
    "denies": ("denial", "denials"),
    "declines": ("refusal to answer", "refusals to answer"),
    "retracts": ("retraction", "retractions"),
    "doubts": ("doubt", "doubts"),
}


def as_markdown(diff: Diff, before: Archive, after: Archive) -> str:
    """The whole summary: a paragraph with all counts, what needs attention, then record by record."""
    if not diff:
        return "## What this changes\n\nNo record changes.\n"
    sections = [
        ("To look at", list(_points_to_review(diff, before, after))),
        ("New articles", [_article(record, after) for record in diff.added if isinstance(record, Article)]),
        ("Other new records", list(_by_kind(diff.added))),
        ("Changed", [_changed(change, after) for change in diff.changed]),
        ("Merged", [f"{_record(old)} is now {_record(new)}" for old, new in diff.merged]),
        ("Removed", [_record(record) for record in diff.removed]),
    ]
    paragraphs = ["## What this changes", _counts_in_words(diff, before, after)]
    for title, items in sections:
        if items:
            paragraphs += [f"### {title}", "\n".join(_listed(items))]
    return "\n\n".join(paragraphs) + "\n"


def _listed(items: Sequence[str]) -> Iterator[str]:
    yield from (f"- {item}" for item in items[:MAX_LISTED])
    if len(items) > MAX_LISTED:
        yield f"- and {len(items) - MAX_LISTED:,} more"


# --- counts --------------------------------------------------------------------------------------------------------------


def _counts_in_words(diff: Diff, before: Archive, after: Archive) -> str:
    brought = [
        *_quotation_counts(diff.quotations.added, after),
        *_statement_counts(diff.statements.added, after),
        *_figure_counts(diff.figures.added, after),
    ]
    changed = [*_counted([change.after for change in diff.changed]), *(["the settings"] if diff.settings else [])]
    removed = [
        *_counted(diff.removed),
        *_quotation_counts(_removed_without_article(diff.quotations.removed, diff), before),
        *_statement_counts(_removed_without_article(diff.statements.removed, diff), before),
        *_figure_counts(_removed_without_article(diff.figures.removed, diff), before),
    ]
    sentences = (
        ("Adds", list(_counted(diff.added)), ""),
        ("New in articles:", brought, ""),
        ("Changes", changed, ""),
        ("Merges", list(_counted([old for old, _ in diff.merged])), " with another"),
        ("**Removes**", removed, ""),
    )
    return " ".join(f"{verb} {english.listed(what)}{rest}." for verb, what, rest in sentences if what)


def _removed_without_article(
    parts: Iterable[Quoted | Stated | Estimated], diff: Diff
) -> list[Quoted | Stated | Estimated]:
    """The parts removed from articles that still exist. Those of removed articles are not listed separately."""
    gone = {record.id for record in diff.removed}
    return [part for part in parts if part.article.id not in gone]


def _counted(records: Iterable[AnyRecord]) -> Iterator[str]:
    counts = Counter(kind_of(record) for record in records)
    for kind, (one, many) in _KINDS.items():
        if counts[kind]:
            yield _number(counts[kind], one, many)


def _number(number: int, one: str, many: str) -> str:
    return f"one {one}" if number == 1 else f"{number:,} {many}"


def _quotation_counts(parts: Iterable[object], archive: Archive) -> Iterator[str]:
    quotations = [part for part in parts if isinstance(part, Quoted)]
    by = Counter(_agent(quoted.said_by or quoted.quotation.speaker, archive) for quoted in quotations)
    yield from _grouped(by, "quotation", "quotations", "by", "speakers")


def _statement_counts(parts: Iterable[object], archive: Archive) -> Iterator[str]:
    by = Counter((s.statement.stance, s.statement.proposition) for s in parts if isinstance(s, Stated))
    for (stance, proposition), number in by.most_common(MAX_GROUPS):
        yield f"{_number(number, *_STANCES[stance])} of “{_name(proposition, archive)}”"
    rest = sum(number for _, number in by.most_common()[MAX_GROUPS:])
    if rest:
        yield _number(rest, "other stance", "other stances")


def _figure_counts(parts: Iterable[object], archive: Archive) -> Iterator[str]:
    by = Counter(_name(f.figure.measure, archive) for f in parts if isinstance(f, Estimated))
    yield from _grouped(by, "estimate", "estimates", "of", "figures")


def _grouped(by: Counter[str], one: str, many: str, of: str, groups: str) -> Iterator[str]:
    """Phrases such as "3 quotations by Ada Weir" for the largest groups, and "12 quotations by 5 speakers more" for the
    rest."""
    named = by.most_common(MAX_GROUPS)
    for name, number in named:
        yield f"{_number(number, one, many)} {of} {name}"
    rest = by.most_common()[MAX_GROUPS:]
    if rest:
        yield f"{_number(sum(n for _, n in rest), one, many)} {of} {_number(len(rest), groups.removesuffix('s'), groups)} more"


# --- what needs attention ------------------------------------------------------------------------------------------------


def _points_to_review(diff: Diff, before: Archive, after: Archive) -> Iterator[str]:
    yield from (_alike(likeness) for likeness in diff.similar)
    for old, new in diff.quotations.changed:
        if old.quotation.text != new.quotation.text:
            words = f"“{_shorten(old.quotation.words)}” is now “{_shorten(new.quotation.words)}”"
            yield f"the words of a quotation, {_as_code(new.key)}: {words}"
        if old.quotation.speaker != new.quotation.speaker:
            speakers = f"{_agent(old.quotation.speaker, before)} is now {_agent(new.quotation.speaker, after)}"
            yield f"the speaker of a quotation, {_as_code(new.key)}: {speakers}"
        if old.said_by != new.said_by and old.quotation.speaker == new.quotation.speaker:
            whose = (_agent(q.said_by, a) if q.said_by else "not known" for q, a in ((old, before), (new, after)))
            yield f"whose words a quotation really holds, {_as_code(new.key)}: {' is now '.join(whose)}"
    for was, now in diff.statements.changed:
        if was.statement.stance != now.statement.stance:
            stances = f"{was.statement.stance} is now {now.statement.stance}"
            yield f"a stance, {_as_code(now.key)}: {stances}"
    changed = {change.after.id for change in diff.changed}
    for quoted in diff.quotations.removed:
        if quoted.article.id in changed:
            yield f"a quotation is gone, {_as_code(quoted.key)}: “{_shorten(quoted.quotation.words)}”"
    if diff.unreviewed:
        yield (
            f"{_number(len(diff.unreviewed), 'part', 'parts')} that a program proposed and nobody has looked at: "
            + ", ".join(_as_code(key) for key in diff.unreviewed[:MAX_KEYS])
            + (" …" if len(diff.unreviewed) > MAX_KEYS else "")
        )
    if diff.settings:
        yield f"the settings of the archive change: {', '.join(map(_as_code, diff.settings))}"


def _alike(likeness: SimilarEntity) -> str:
    kind = kind_of(likeness.new)
    one, other = (plain(name) for name in likeness.by)
    return f"a new {_KINDS[kind][0]} that resembles another: {_record(likeness.new)} and {_record(likeness.other)}" + (
        f" (“{one}”, “{other}”)" if (one, other) != (plain(likeness.new.name), plain(likeness.other.name)) else ""
    )


# --- record by record ----------------------------------------------------------------------------------------------------


def _article(article: Article, archive: Archive) -> str:
    publisher = _name(article.publisher, archive) if article.publisher else "no publisher named"
    parts = [
        *_quotation_counts((Quoted(article, q) for q in article.quotations), archive),
        *_statement_counts((Stated(article, s) for s in article.statements), archive),
        *_figure_counts((Estimated(article, f) for f in article.figures), archive),
        *([_number(len(article.events), "event", "events")] if article.events else []),
    ]
    return f"{_record(article)}, {publisher}" + (f": {', '.join(parts)}" if parts else "")


def _by_kind(records: Sequence[AnyRecord]) -> Iterator[str]:
    """One line per kind of the new records, except articles."""
    for kind, words in _KINDS.items():
        some = [_record(record) for record in records if kind_of(record) == kind != "article"]
        if some:
            more = f" and {len(some) - MAX_LISTED:,} more" if len(some) > MAX_LISTED else ""
            yield f"{words[len(some) > 1]}: {', '.join(some[:MAX_LISTED])}{more}"


def _changed(change: ChangedRecord, archive: Archive) -> str:
    keys = ", ".join(map(_as_code, change.keys[:MAX_KEYS]))
    more = f" and {len(change.keys) - MAX_KEYS} more" if len(change.keys) > MAX_KEYS else ""
    return f"{_KINDS[archive.kind(change.after.id)][0]} {_record(change.after)}: {keys}{more}"


def _record(record: AnyRecord) -> str:
    return f"**{plain(quote_briefly(record.name))}** ({_as_code(record.id)})"


def _name(record_id: str, archive: Archive) -> str:
    return plain(quote_briefly(archive[record_id].name)) if record_id in archive else _as_code(record_id)


def _agent(agent: AgentRef, archive: Archive) -> str:
    return _name(agent.id, archive) if agent.id else f"“{plain(quote_briefly(agent.unnamed or ''))}”"


def _as_code(words: str) -> str:
    """An id or key as code. Ids contain no Markdown syntax."""
    return f"`{words.replace('`', '')}`"


def _shorten(words: str) -> str:
    return plain(markup.excerpt(lines.on_one_line(words), 160))
