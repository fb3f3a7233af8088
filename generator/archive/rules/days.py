"""Dates that are probably wrong: in the future, from another calendar, before what they depend on, or unlike their
printed words.

Each is a warning or a notice, since only an editor knows what was meant. Dates are judged by their bounds and by the
day of the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from generator import dates
from generator.archive.rules.context import Context, Rule
from generator.dates import Day, Edtf
from generator.problems import Problem, Severity
from generator.records import structure
from generator.records.model import AnyRecord, Article, Date, Document, Event, Figure
from generator.records.yaml_text import Steps


class Doubt(NamedTuple):
    """Why a date is probably wrong: the problem's code, the steps to the date, the fault and its remedy."""

    code: str
    steps: Steps
    fault: str
    remedy: str
    severity: Severity = "warning"


class Dated(NamedTuple):
    """A date of a record, the steps to it, and the part that it belongs to."""

    steps: Steps
    date: Date
    owner: BaseModel


def no_doubtful_days(context: Context) -> Iterator[Problem]:
    """No date is doubtful."""
    for record_id in context.archive.records:
        for doubt in context.cached(record_id, doubts, context.today):
            yield context.problem(doubt.code, record_id, doubt.steps, doubt.fault, doubt.remedy, doubt.severity)


RULES: tuple[Rule, ...] = (no_doubtful_days,)


def doubts(record: AnyRecord, today: Day) -> tuple[Doubt, ...]:
    """Every date of a record that is probably wrong, judged on the day `today`."""
    return tuple(_doubts(record, today))


def _doubts(record: AnyRecord, today: Day) -> Iterator[Doubt]:
    published = record.published.edtf if isinstance(record, Article) and record.published else None
    found = tuple(dates_of(record))
    for one in found:
        yield from _doubts_about_words(one, published)
    told: set[Steps] = set()
    for one in found:
        doubt = _future_date(one, today) or _of_another_calendar(one, record, published, today)
        if doubt:
            told.add(doubt.steps)
            yield doubt
    # A date that is wrong by itself says nothing about the order.
    if isinstance(record, Article) and published and ("published",) not in told:
        yield from (doubt for doubt in _before_publication(record, published) if doubt.steps not in told)


def dates_of(record: BaseModel) -> Iterator[Dated]:
    """Every date of a record or of a part of one, at any depth, in the order of keys."""
    return (Dated(it.steps, it.value, it.owner) for it in structure.values(record, _is_date))


def _is_date(shape: structure.Shape) -> bool:
    return shape.part is Date


# --- printed words ---


def _doubts_about_words(one: Dated, published: Edtf | None) -> Iterator[Doubt]:
    """Doubts about a date that is vaguer or narrower than the printed words next to it, or different from them."""
    date = one.date
    if not date.words:
        return
    named = dates.parse_relative(date.words, published)
    if named:
        if _is_wider((date.edtf.earliest, date.edtf.latest), named.core):
            fault = f"'{date.words}' names {named.text} itself, and {date.edtf.text} is vaguer"
            yield Doubt("words-and-date-differ", one.steps, fault, f"write {named.text}")
        return
    first, last = date.edtf.core
    year = (first or last or Day(0, 1, 1)).year if first or last else None
    meant = dates.parse_phrase(date.words, year)
    if not meant or any(_is_within(date.edtf.core, it) for it in meant):
        return
    vague = any(it.form == "set" for it in meant)
    if any(_is_wider(date.edtf.core, it.core) for it in meant):
        if vague or not date.basis:
            fault = f"'{date.words}' is narrower than {date.edtf.text}"
            yield Doubt("words-and-date-differ", one.steps, fault, dates.propose(it.text for it in meant))
    elif not date.basis:
        fault = f"'{date.words}' does not name {date.edtf.text}"
        yield Doubt(
            "words-and-date-differ",
            one.steps,
            fault,
            f"{dates.propose(it.text for it in meant)}, or say in basis how it is known",
        )


Bounds = tuple[Day | None, Day | None]


def _is_wider(whole: Bounds, part: Bounds) -> bool:
    """Whether the first span contains the second and is longer."""
    starts = whole[0] is None or (part[0] is not None and whole[0] <= part[0])
    ends = whole[1] is None or (part[1] is not None and part[1] <= whole[1])
    return starts and ends and whole != part


def _is_within(core: Bounds, meant: Edtf) -> bool:
    starts = meant.earliest is None or (core[0] is not None and meant.earliest <= core[0])
    ends = meant.latest is None or (core[1] is not None and core[1] <= meant.latest)
    return starts and ends


# --- dates in the future ---

TOLERANCE = 1
"""By how many days the date may differ between places on earth: records have no time zone."""


def _is_future(date: Edtf, today: Day) -> bool:
    return date.earliest is not None and date.earliest.ordinal > today.ordinal + TOLERANCE


def _may_be_announced(one: Dated) -> bool:
    """Whether a date may be in the future: an announced event, the end of an office, a figure with a note or a
    basis."""
    if isinstance(one.owner, Figure):
        return bool(one.owner.note or one.date.basis)
    return isinstance(one.owner, Event | Document) or one.steps[-1] in ("to", "to_date") or one.steps[0] == "events"


FAR_AHEAD = 100
"""A date more than this many years ahead is more likely from another calendar than announced."""


def _future_date(one: Dated, today: Day) -> Doubt | None:
    date = one.date.edtf
    if not _is_future(date, today):
        return None
    year = date.earliest.year if date.earliest else 0
    calendars = other_calendars(year, today.year)
    if _may_be_announced(one) and not (calendars and year > today.year + FAR_AHEAD):
        return None
    remedy = _year_as_meant(year, calendars) if calendars else "check the day in the source"
    if isinstance(one.owner, Figure):
        remedy += ", or say in a note that this is a forecast"
    return Doubt("future-date", one.steps, f"{date.text} has not come yet", remedy)


# --- other calendars ---

NEAR = 30
"""A year of another calendar is considered only if it falls at most this many years before the reference year."""
NOTHING_PRINTED = 1600
"""Nothing dated before this year was published in a newspaper."""


def other_calendars(year: int, near: int) -> tuple[tuple[str, int, int], ...]:
    """The calendars that this year may come from: those in which it falls shortly before the year `near`, or just after
    it. Each as its name and the first and last year AD that it overlaps, nearest first."""
    found = (
        ("the Solar Hijri calendar", year + 621, year + 622),
        ("the Hebrew calendar", year - 3761, year - 3760),
        ("the Buddhist calendar", year - 543, year - 543),
        ("the Minguo or Juche calendar", year + 1911, year + 1911),
        ("the Islamic calendar", int(year * 0.970224 + 621.577), int(year * 0.970224 + 621.577) + 1),
        ("the Bengali calendar", year + 593, year + 594),
        ("the Bikram Sambat calendar", year - 57, year - 56),
    )
    likely = [it for it in found if year > 0 and it[2] >= near - NEAR and it[1] <= near + 1]
    return tuple(sorted(likely, key=lambda it: (abs(it[2] - near), it[0])))


def _year_as_meant(year: int, calendars: tuple[tuple[str, int, int], ...]) -> str:
    known = [f"{first if first == last else f'{first} or {last}'} in {name}" for name, first, last in calendars]
    return f"{year} is {', or '.join(known)}: write the day of the Gregorian one"


def _of_another_calendar(one: Dated, record: AnyRecord, published: Edtf | None, today: Day) -> Doubt | None:
    latest = one.date.edtf.core[1]
    if latest is None or latest.year >= NOTHING_PRINTED:
        return None
    if one.steps == ("published",) or one.steps[-1] in ("seen", "captured"):
        calendars = other_calendars(latest.year, today.year)
        fault = f"{dates.format_in_english(one.date.edtf)} is before anything was {'printed' if one.steps == ('published',) else 'kept'}"
        return Doubt(
            "other-calendar",
            one.steps,
            fault,
            _year_as_meant(latest.year, calendars) if calendars else "check the day in the source",
        )
    if one.date.words or one.date.basis:  # the author has said how the year is known
        return None
    day = published.core[1] if published else None
    near = day.year if day and NOTHING_PRINTED <= day.year <= today.year + 1 else today.year
    calendars = other_calendars(latest.year, near)
    if not calendars:
        return None
    fault = f"{dates.format_in_english(one.date.edtf)} is {near - latest.year:,} years back"
    remedy = f"{_year_as_meant(latest.year, calendars)}, or say in basis that this one is meant"
    return Doubt(
        "other-calendar", one.steps, fault, remedy, "notice" if isinstance(record, Event | Document) else "warning"
    )


# --- chronological order ---


def _before_publication(article: Article, published: Edtf) -> Iterator[Doubt]:
    """Doubts about what was said or copied at a time that contradicts the date of publication. Reported only if the
    bounds of both dates prove it."""
    for number, quotation in enumerate(article.quotations):
        if quotation.said and dates.proves_before(published, quotation.said.edtf):
            fault = f"published {published.text}, before it was said ({quotation.said.edtf.text})"
            yield Doubt("published-before", ("quotations", number, "said"), fault, "check both dates in the source")
    for number, statement in enumerate(article.statements):
        if statement.date and dates.proves_before(published, statement.date.edtf):
            fault = f"published {published.text}, before the stance was taken ({statement.date.edtf.text})"
            yield Doubt("published-before", ("statements", number, "date"), fault, "check both dates in the source")
    copies: list[tuple[Steps, Date | None, str]] = [(("source", "seen"), article.source.seen, "seen")]
    for number, capture in enumerate(article.source.archived):
        copies.append((("source", "archived", number, "captured"), capture.captured, "captured"))
    for steps, copied, how in copies:
        latest = copied.edtf.latest if copied else None
        if copied and latest and published.earliest and latest.ordinal + TOLERANCE < published.earliest.ordinal:
            fault = f"{how} {copied.edtf.text}, before it was published ({published.text})"
            yield Doubt("published-before", steps, fault, "check both dates in the source")
