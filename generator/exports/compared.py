"""The files for the page that compares two things of the same kind: articles, people and organisations, claims,
figures, or days.

Each thing is a row with items such as quotations, stances and estimates. Two items belong together if they have the
same sort and key, such as the sentence that two articles print, or the claim on which two people took a stance. Rows
are distributed over files by a hash of their ids, so a comparison loads two files, however large the archive is. A
day's row is stored under its ISO 8601 date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from generator import dates, routes
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.exports.checked import spread_rows
from generator.exports.emit import as_json
from generator.exports.spill import LazyTexts
from generator.findings.known_days import known_days as both_days
from generator.findings.known_days import published_at_latest
from generator.findings.source_status import common_status, status_for_scripts, status_of
from generator.records.model import AgentRef, AnyRecord, Article, Date, Measure, Organisation, Person, Proposition
from generator.records.vocabulary import qualified_number
from generator.text import lines, markup
from generator.text.languages import direction

FILE_LETTERS = 40_000
"""The approximate size of a file, in characters."""
EXCERPT = 160
"""The length of a quotation that is not compared word by word."""
MOST = 200
"""The most items of one thing; `more` is the number of those left out."""

Item = dict[str, Any]
Row = dict[str, Any]


def files(archive: Archive) -> Mapping[str, str]:
    """The files by path from the site's root, each made on demand. The first gives the number of the others."""
    letters, rows = 0, dict[str, bytes]()
    for name, row in _rows(archive):
        text = as_json(row).rstrip("\n")
        letters += len(text)
        # Encoded, since one curly quotation mark doubles the size of a Python string.
        rows[name] = text.encode("utf-8", "surrogatepass")
    spread = max(1, letters // FILE_LETTERS)
    tongues = sorted({quoted.language for quoted in archive.quotations if direction(quoted.language) == "rtl"})
    made = {routes.COMPARED: partial(as_json, {"spread": spread, "rtl": tongues})}
    for number, some in enumerate(spread_rows(rows, spread)):
        made[routes.comparison_rows(number)] = partial(_file, some)
    return LazyTexts(made)


def _file(rows: Mapping[str, bytes]) -> str:
    """The file with these rows, by id, as JSON."""
    texts = (f"{as_json(name).rstrip()}:{row.decode('utf-8', 'surrogatepass')}" for name, row in rows.items())
    return "{" + ",".join(texts) + "}\n"


def _rows(archive: Archive) -> Iterator[tuple[str, Row]]:
    parts = _ItemMaker(archive)
    for day, items in parts.days():
        yield (
            day,
            _row(
                "day",
                dates.format_date(dates.parse(day)),
                items,
                known=min(filter(None, (i.get("known") for i in items)), default=""),
            ),
        )
    first = both_days(archive).first
    for record_id, record in archive.records.items():
        made = parts.of(record)
        if made is None:
            continue
        kind = archive.kind(record_id)
        row = _row(kind, record.name, made, known=first[record_id])
        row["at"] = routes.from_root(routes.page(kind, record_id))
        if isinstance(record, Article):
            row["note"] = _published(archive, record)
            row["read"] = record.source.copy_ or ""
            row["language"] = record.language
            row |= _item(became=status_for_scripts(status_of(record)))
        yield record_id, row
    for old, present in archive.former_ids.items():
        yield old, {"now": present}


def _row(kind: str, title: str, items: list[Item], known: str) -> Row:
    row: Row = {"kind": kind, "title": title, "known": known, "items": items[:MOST]}
    if len(items) > MOST:
        row["more"] = len(items) - MOST
    return row


def _published(archive: Archive, article: Article) -> list[str]:
    """The outlet of an article, and its date in words; either may be empty."""
    return [archive[article.publisher].name if article.publisher else "", _said(article.published)]


def _said(date: Date | None) -> str:
    return dates.format_date(date.edtf) if date else ""


def _iso(date: Date | None) -> str:
    """The date in ISO 8601 if it is a single day, else empty."""
    day = date.edtf.only_day if date else None
    return day.iso if day else ""


class _ItemMaker:
    """Makes items: `sort`, `key`, and what is shown. Empty values are omitted."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        # Caches: several items share a quotation's words, a date or an article.
        self._texts: dict[int, str] = {}
        self._dates: dict[tuple[str, bool], Item] = {}
        self._articles: dict[str, tuple[str, str, str]] = {}

    def of(self, record: AnyRecord) -> list[Item] | None:
        """The items of a record; None if its kind is not compared."""
        archive = self._archive
        if isinstance(record, Article):
            return [
                *(self._quotation(Quoted(record, it), "", versions=True) for it in record.quotations),
                *(self._estimate(Estimated(record, it), it.measure) for it in record.figures),
                *(self._stance(Stated(record, it), f"{it.proposition} {it.holder.key}") for it in record.statements),
            ]
        if isinstance(record, Person | Organisation):
            stances = [self._stance(it, it.statement.proposition, by=False) for it in archive.statements_by(record.id)]
            estimates = [self._estimate(it, it.figure.measure, by=False) for it in archive.figures_by(record.id)]
            spoken = [self._quotation(it, "", by=False) for it in archive.quotations_by(record.id)]
            printed = [
                self._quotation(Quoted(article, it), "", sort="version", versions=True)
                for article in archive.published_by(record.id)
                for it in article.quotations
                if it.passage
            ]
            return [*_without_repeats(stances), *_without_repeats(estimates), *printed, *spoken]
        if isinstance(record, Proposition):
            return _without_repeats(
                self._stance(it, it.statement.holder.key, on=False) for it in archive.statements_on(record.id)
            )
        if isinstance(record, Measure):
            return _without_repeats(
                self._estimate(it, " ".join(sorted(agent.key for agent in it.figure.by)), of=False)
                for it in archive.figures_of(record.id)
            )
        return None

    def days(self) -> Iterator[tuple[str, list[Item]]]:
        """What was said, happened and was published on each day, in chronological order. The items of a day are made
        only when it is reached: those of all days would take much memory."""
        found: dict[str, list[Callable[[], Item]]] = defaultdict(list)
        archive = self._archive
        seen: set[tuple[str, object]] = set()
        for quoted in archive.quotations:
            day, passage = _iso(quoted.quotation.said), quoted.quotation.passage
            if day and not (passage and (day, passage) in seen):
                seen.add((day, passage))
                speaker = quoted.said_by
                found[day].append(partial(self._quotation, quoted, speaker.key if speaker else ""))
        for stated in archive.statements:
            if day := _iso(stated.date):
                key = f"{stated.statement.proposition} {stated.statement.holder.key}"
                if (day, (key, stated.statement.stance)) not in seen:
                    seen.add((day, (key, stated.statement.stance)))
                    found[day].append(partial(self._stance, stated, key))
        for estimated in archive.figures:
            if day := _iso(estimated.as_of):
                found[day].append(partial(self._estimate, estimated, estimated.figure.measure))
        first = both_days(archive).first
        for event in archive.events:
            if day := _iso(event.date):
                page = routes.from_root(routes.page("event", event.id))
                found[day].append(
                    partial(
                        _item, sort="event", key=event.id, text=event.what, at=page, known=first[event.id], when=day
                    )
                )
        for article in archive.articles:
            if day := _iso(article.published):
                page = routes.from_root(routes.page("article", article.id))
                found[day].append(
                    partial(
                        _item,
                        sort="article",
                        key=article.id,
                        text=article.name,
                        at=page,
                        known=first[article.id],
                        note=_published(archive, article)[0],
                    )
                )
        for day, makers in sorted(found.items()):
            yield day, [make() for make in makers]

    def _who(self, agent: AgentRef | None) -> str:
        return "" if agent is None else self._archive[agent.id].name if agent.id else agent.unnamed or ""

    def _whom(self, agents: Iterable[AgentRef]) -> str:
        return "; ".join(map(self._who, agents))

    def _dated(self, date: Date | None) -> Item:
        """A date in words, its first day, and its last day if different; empty if there is no date."""
        if date is None:
            return {}
        key = (date.edtf.text, date.edtf.as_worded)
        found = self._dates.get(key)
        if found is None:
            first, last = date.edtf.earliest, date.edtf.latest
            found = self._dates[key] = {"date": dates.format_date(date.edtf)}
            if first and last and first.year > 0 and last.year <= 9999:
                found["when"] = first.iso
                if first != last:
                    found["till"] = last.iso
        return found

    def _article_facts(self, article: Article) -> tuple[str, str, str]:
        """An article's address, the day by which it was known, and its outlet. The last two may be empty."""
        found = self._articles.get(article.id)
        if found is None:
            outlet = self._archive[article.publisher].name if article.publisher else ""
            page = routes.from_root(routes.page("article", article.id))
            found = self._articles[article.id] = (page, published_at_latest(article), outlet)
        return found

    def _words(self, quoted: Quoted) -> str:
        found = self._texts.get(id(quoted.quotation))
        if found is None:
            found = self._texts[id(quoted.quotation)] = lines.on_one_line(quoted.quotation.words)
        return found

    def _quotation(
        self, quoted: Quoted, key: str, *, by: bool = True, sort: str = "quotation", versions: bool = False
    ) -> Item:
        """The item of a quotation. `versions`: it is compared word by word, so its words are given in full."""
        quotation, article = quoted.quotation, quoted.article
        words = self._words(quoted)
        page, known, outlet = self._article_facts(article)
        return _item(
            sort=sort,
            key=key or str(quotation.passage or ""),
            words=words if versions else markup.excerpt(words, EXCERPT),
            language=quoted.language,
            who=self._who(quotation.speaker if versions else quoted.said_by) if by else "",
            finding=quotation.fidelity or "",
            **self._dated(quotation.said),
            at=f"{page}#{routes.quotation(quotation.id)}",
            known=known,
            became=status_for_scripts(common_status([article])),
            note="" if by and sort == "quotation" else outlet,
        )

    def _stance(self, stated: Stated, key: str, *, by: bool = True, on: bool = True) -> Item:
        statement = stated.statement
        page, known, _ = self._article_facts(stated.article)
        return _item(
            sort="stance",
            key=key,
            of=self._archive[statement.proposition].name if on else "",
            who=self._who(statement.holder) if by else "",
            stance=statement.stance,
            **self._dated(stated.date),
            at=f"{page}#{routes.statement(statement.id)}",
            known=known,
            became=status_for_scripts(common_status([stated.article])),
        )

    def _estimate(self, estimated: Estimated, key: str, *, by: bool = True, of: bool = True) -> Item:
        figure = estimated.figure
        page, known, _ = self._article_facts(estimated.article)
        return _item(
            sort="figure",
            key=key,
            of=self._archive[figure.measure].name if of else "",
            text=qualified_number(figure),
            who=self._whom(figure.by) if by else "",
            **self._dated(estimated.as_of),
            at=f"{page}#{routes.figure(figure.id)}",
            known=known,
            became=status_for_scripts(common_status([estimated.article])),
        )


def _item(**given: str | tuple[str, ...]) -> Item:
    return {name: value for name, value in given.items() if value}


_SAME = ("key", "who", "stance", "text", "date")


def _without_repeats(items: Iterable[Item]) -> list[Item]:
    """The stances or estimates without repeats across articles: the one published first counts. It is marked as altered
    or taken back only if all of its reports were."""
    found: dict[tuple[Any, ...], Item] = {}
    for item in sorted(items, key=lambda it: it.get("known") or "~"):
        first = found.setdefault(tuple(item.get(name) for name in _SAME), item)
        if "became" not in item:
            first.pop("became", None)
    return sorted(found.values(), key=lambda it: (it.get("when") or "~", it.get("key", "")))
