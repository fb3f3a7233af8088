"""The roles of a person or an organisation, and the relations of an entity to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Section
from generator.records.model import Date, Entity, Organisation, Person, Relation, Role
from generator.text import counts
from generator.text.messages import _, pgettext

SHOWN_ROLES, MOST_ROLES = 12, 36


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role: its title, the organisation, and the time. If `printed`, it is as articles print it with quotations, and
    `time` starts with the number of articles."""

    title: str
    of: Link | None
    time: str
    printed: bool
    language: str | None = None  # of a printed role, if it is not the archive's
    grounds: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class TieRow:
    """A relation to another entity. `of` is the name of this page's entity if the relation is recorded by the other
    one."""

    kind: str
    to: Link
    of: str
    time: str
    source: Link | None
    grounds: tuple[When, ...] = ()


def _period(start: Date | None, end: Date | None) -> str:
    if start and end:
        return _("{start} to {end}", start=dates.format_date(start.edtf), end=dates.format_date(end.edtf))
    if start:
        return pgettext("of a period", "from {start}", start=dates.format_date(start.edtf))
    return _("until {end}", end=dates.format_date(end.edtf)) if end else ""


def _grounds(here: Here, *ends: Date | None) -> tuple[When, ...]:
    """The dates of a period that have printed words or a basis."""
    return tuple(here.date(end) for end in ends if end and (end.words or end.basis))


_PrintedRole = tuple[Quoted, ...]


def roles(archive: Archive, entity: Person | Organisation) -> Section:
    """The section of roles: first the record's, in order of time, then those printed with quotations, the most frequent
    first."""
    printed: dict[str, list[Quoted]] = {}
    for quoted in archive.quotations_by(entity.id):
        # a printed role belongs to the speaker whom the article names
        if quoted.quotation.role and not quoted.quotation.really:
            printed.setdefault(quoted.quotation.role.casefold(), []).append(quoted)
    commonest = sorted((tuple(found) for found in printed.values()), key=lambda found: -len(found))
    items: list[Role | _PrintedRole] = [*sorted(entity.roles, key=lambda r: date_sort_key(r.from_ or r.to)), *commonest]
    lead = _("Those in quotation marks are as articles print them next to the words.") if printed else ""
    return Section("roles", _("Roles"), "roles", items, _role_rows, counts.roles, SHOWN_ROLES, lead, most=MOST_ROLES)


def _role_rows(here: Here, items: Sequence[Role | _PrintedRole]) -> tuple[RoleRow, ...]:
    return tuple(_role(here, item) if isinstance(item, Role) else _printed_role(here, item) for item in items)


def _role(here: Here, role: Role) -> RoleRow:
    period, grounds = _period(role.from_, role.to), _grounds(here, role.from_, role.to)
    return RoleRow(role.title, here.link(role.of) if role.of else None, period, printed=False, grounds=grounds)


def _printed_role(here: Here, found: _PrintedRole) -> RoleRow:
    first, last = found[0].quotation, found[-1].quotation
    time = ""
    if first.said and last.said:
        start, end = dates.format_date(first.said.edtf), dates.format_date(last.said.edtf)
        time = start if start == end else _("{start} to {end}", start=start, end=end)
    number = counts.articles(len({quoted.article.id for quoted in found}))
    language = found[0].language if here.is_foreign(found[0].language) else None
    return RoleRow(first.role or "", None, counts.join_phrases([number, time]), printed=True, language=language)


def ties(archive: Archive, entity: Entity) -> Iterator[tuple[str, str, Relation]]:
    """An entity's relations, and those that other records have to it, as (other's id, name, relation). The name is the
    entity's own if the other record has the relation, otherwise empty."""
    if isinstance(entity, Person | Organisation):
        for relation in entity.relations:
            yield relation.to, "", relation
    for other, relation in archive.relations_to(entity.id):
        yield other.id, entity.name, relation


def tie_rows(here: Here, items: Sequence[tuple[str, str, Relation]]) -> tuple[TieRow, ...]:
    """A row for each relation."""
    return tuple(
        TieRow(
            tie.kind,
            here.link(to),
            of,
            _period(tie.from_, tie.to_date),
            _source(here, tie.source),
            _grounds(here, tie.from_, tie.to_date),
        )
        for to, of, tie in items
    )


def _source(here: Here, source: str | None) -> Link | None:
    """Where a relation comes from: a link to a record, or the text of the relation's source; None if there is none."""
    if source is None:
        return None
    return here.link(source) if source in here.archive else Link(source)
