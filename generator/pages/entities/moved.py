"""Redirecting pages: at a former id, to the present page; at the address of a record without a page, to its row in the
index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.thin_records import place_of, thin_records
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.prose import on_one_line
from generator.records.model import AnyRecord, Entity, Kind, Measure, kind_of
from generator.text import markup
from generator.text.messages import N_, _


@dataclass(frozen=True, slots=True)
class SignpostView:
    """Where to read on. `is_row` means that the record has no page and that this is its address."""

    label: str
    name: str
    to: Link
    is_row: bool


def paths(archive: Archive) -> Iterator[str]:
    """The source paths of all redirecting pages."""
    for old, present in archive.former_ids.items():
        yield routes.page(archive.kind(present), old)
    for record, kind in thin_records(archive).items():
        yield routes.page(kind, record)


def signpost(archive: Archive, old: str, present: str) -> Page[SignpostView]:
    """The page at a former id, which redirects to the present one."""
    here = Here(archive, routes.page(archive.kind(present), old))
    name = archive[present].name
    view = SignpostView(_("This page has moved"), name, here.link(present), is_row=False)
    description = _("The page that was at {old} has moved: {name}.", old=old, name=name)
    return Page(
        here.path,
        "entities/moved.md.j2",
        _("{name} (moved from {old})", name=name, old=old),
        description,
        view,
        archive.paths[present],
        is_single_column=True,
        redirect_url=_address(archive, present),
        immediate_redirect=view.to.href or "",
    )


def row_of(archive: Archive, record: AnyRecord) -> Page[SignpostView]:
    """The page at the address of a record without a page of its own, which redirects to its row in the index."""
    kind = kind_of(record)
    here = Here(archive, routes.page(kind, record.id))
    view = SignpostView(_(_LABELS[kind]), record.name, here.link(record.id, _(_LISTS[kind])), is_row=True)
    summary = on_one_line(record.summary) if isinstance(record, Entity | Measure) and record.summary else ""
    said = summary or _("A row of a list is all that this archive has of it so far.")
    return Page(
        here.path,
        "entities/moved.md.j2",
        record.name,
        markup.excerpt(f"{record.name}: {said}", 200),
        view,
        archive.paths[record.id],
        is_single_column=True,
        redirect_url=_address(archive, record.id),
        immediate_redirect=view.to.href or "",
    )


def _address(archive: Archive, record: str) -> str:
    path, _anchor = place_of(archive, record)
    return routes.from_root(path)


_LABELS: dict[Kind, str] = {
    "person": N_("Person"),
    "organisation": N_("Organisation"),
    "place": N_("Place"),
    "document": N_("Document"),
    "measure": N_("Figure"),
}
_LISTS: dict[Kind, str] = {
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "place": N_("Places"),
    "document": N_("Documents"),
    "measure": N_("Figures"),
}
