"""The page of changes: what was added, corrected and merged, by date, from the git history. There is none without a
history."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from generator import dates, routes
from generator.archive.archive import Archive
from generator.archive.history import Commit, Touched
from generator.findings.caching import cached_finding
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.records.model import FOLDERS, Article, Kind
from generator.records.vocabulary import MARKS, STANCES
from generator.text import counts, markup, messages
from generator.text.english import capitalised
from generator.text.languages import language_name
from generator.text.messages import N_, _, listed
from generator.text.terms import SOURCES

INDEX = routes.index("changes")
SHOWN = 30
"""How many commits the first page lists. A commit that touches records in every way takes up to 3 KB."""
NAMED = 6
"""How many records of one commit are listed for each kind of change."""
LONG = 70
"""How many characters of a name such a list shows; the name of a proposition is a sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """The records that a commit changed in one way, such as "Added"."""

    did: str
    counted: str
    named: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A commit that touched records."""

    day: When
    subject: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Everything on the page of changes."""

    headline: str
    block: Block
    follow: tuple[Link, ...]  # the feeds of the archive and of the search's filter values


def pages(archive: Archive) -> Iterator[Page[ChangesView | ListView]]:
    """The page of changes, and the further pages of its list."""
    section = _section(archive)
    if section is None:
        return
    here = Here(archive, INDEX)
    follow = tuple(_follow(here)) if archive.settings.feeds else ()
    view = ChangesView(section.counted, block(here, section), follow)
    description = _("What was added to the archive, corrected and merged, by date.")
    found = feeds_of(INDEX, routes.feed(), archive.settings.title) if follow else ""
    yield Page(INDEX, "changes/changes.md.j2", _("Changes"), description, view, is_single_column=True, metadata=found)
    yield from further_pages(archive, section, INDEX, _("Changes"), None)


def _follow(here: Here) -> Iterator[Link]:
    yield Link(_("Everything (Atom)"), routes.asset(here.path, f"{routes.feed()}.xml"))
    yield Link(_("Everything (JSON Feed)"), routes.asset(here.path, f"{routes.feed()}.json"))
    for name, label in facets(here.archive).items():
        yield Link(label, routes.asset(here.path, f"{routes.facet_feed(name)}.xml"))


@cached_finding
def facets(archive: Archive) -> Mapping[str, str]:
    """The feeds of the search's filter values: the label of each by its name. They cover the findings, stances, kinds
    of sources and languages that occur."""
    found = {facet for article in archive.articles for facet in facets_of(article)}
    labels = {f"finding-{key}": mark.label for key, mark in MARKS.items()}
    labels |= {f"stance-{key}": capitalised(said) for key, said in STANCES.items()}
    labels |= {f"kind-{kind.replace(' ', '-')}": capitalised(said) for kind, said in SOURCES.items()}
    labels |= {f"language-{article.language.lower()}": language_name(article.language) for article in archive.articles}
    return {name: label for name, label in labels.items() if name in found}


def facets_of(article: Article) -> Iterator[str]:
    """The names of the filter feeds that report news of an article."""
    yield f"language-{article.language.lower()}"
    yield f"kind-{article.source.published_as.replace(' ', '-')}"
    yield from (f"finding-{it.fidelity}" for it in article.quotations if it.fidelity)
    yield from (f"stance-{it.stance}" for it in article.statements)


def changes_link(here: Here) -> Link | None:
    """A link to the page of changes; None if there is no such page."""
    return here.page_link(INDEX, _("What changed")) if _section(here.archive) else None


FOLLOWED: tuple[Kind, ...] = ("person", "organisation", "proposition", "topic")
"""The kinds of records that have feeds, if they have a page of their own and the archive has a history."""


def feeds_of(path: str, name: str, title: str) -> str:
    """The <link> elements, as HTML, by which programs find a feed in both its formats. Material takes a link whose only
    relation is `alternate` for a translation of the site and asks for its sitemap, so `feed` is added."""
    forms = (("application/atom+xml", "xml"), ("application/feed+json", "json"))
    return "".join(
        Markup('<link rel="alternate feed" type="{}" title="{}" href="{}">').format(
            form, title, routes.asset(path, f"{name}.{ending}")
        )
        for form, ending in forms
    )


def feed_links(archive: Archive, page: Page) -> str:
    """The <link> elements for the feed of the record that a page is about; empty if it has none."""
    record = routes.subject(page.path) or ""
    if not archive.settings.feeds or record not in archive or archive.kind(record) not in FOLLOWED:
        return ""
    if page.path != routes.page(archive.kind(record), record):
        return ""
    return feeds_of(page.path, routes.feed(record), _("What is new: {name}", name=page.title))


@cached_finding
def last_changes(archive: Archive) -> Mapping[str, str]:
    """The day of each record's last change, in words, by the path of its file."""
    found: dict[str, str] = {}
    for commit in archive.history.commits if archive.history else ():
        for file in commit.files:
            found.setdefault(file.path, day_of(commit.day).text)
    return found


def _section(archive: Archive) -> Section | None:
    commits = archive.history.commits if archive.history else ()
    shown = [commit for commit in commits if commit.listed and any(_record(file.path) for file in commit.files)]
    if not shown:
        return None
    lead = _("Newest first, each with the editors’ note.")
    return Section("by-date", _("By date"), "changes", shown, _rows, counts.changes, SHOWN, lead)


def _rows(here: Here, items: Sequence[Commit]) -> tuple[ChangeRow, ...]:
    return tuple(
        ChangeRow(day_of(commit.day), commit.subject, tuple(groups_of(here, commit.files))) for commit in items
    )


def groups_of(here: Here, touched: Sequence[Touched]) -> Iterator[Group]:
    """The records whose files are in `touched`, grouped by what was done to them."""
    done: dict[str, list[Touched]] = {did: [] for did in DONE}
    for file in touched:
        if _record(file.path):
            done[_did(here.archive, file)].append(file)
    for did, files in done.items():
        if files:
            kinds = Counter(kind for file in files if (kind := _record(file.path)))
            numbers = [_COUNTED[kind](n) for kind, n in kinds.items()]
            named = tuple(_link(here, file) for file in files[:NAMED])
            yield Group(_(did), listed(numbers), named, max(0, len(files) - NAMED))


DONE = (N_("Added"), N_("Corrected"), N_("Renamed"), N_("Merged"), N_("Removed"))
"""What a commit can do to records, in the order in which a page lists it."""


_COUNTED: Mapping[Kind, Callable[[int], str]] = {
    "article": counts.articles,
    "person": counts.people,
    "organisation": counts.organisations,
    "place": counts.places,
    "document": counts.documents,
    "utterance": counts.statements,
    "proposition": counts.claims,
    "measure": counts.figures,
    "event": counts.events,
    "topic": counts.topics,
    "story": counts.stories,
}


def _did(archive: Archive, file: Touched) -> str:
    """What was done to a record, as one of `DONE`. A removed record whose id is now a former id of another was merged
    with it; a moved file with a new name was renamed."""
    if file.how == "removed":
        return "Merged" if PurePosixPath(file.path).stem in archive.former_ids else "Removed"
    if file.how == "moved":
        same = file.before and PurePosixPath(file.before).stem == PurePosixPath(file.path).stem
        return "Corrected" if same else "Renamed"
    return "Added" if file.how == "added" else "Corrected"


def _link(here: Here, file: Touched) -> Link:
    """A link to the record, or to the one that it was merged with; its id without a link if it no longer exists."""
    record_id = PurePosixPath(file.path).stem
    present = here.archive.former_ids.get(record_id, record_id)
    if present not in here.archive:
        return Link(record_id)
    link = here.link(present)
    words = link.text if present == record_id else _("{id}, now {name}", id=record_id, name=link.text)
    return replace(link, text=markup.excerpt(words, LONG), known=None)


def _record(path: str) -> Kind | None:
    """The kind of record in a file; None if it is a hand-written page."""
    parts = PurePosixPath(path).parts
    return FOLDERS.get(parts[1]) if len(parts) > 2 and path.endswith((".md", ".yml")) else None


@messages.cached_by_language
def day_of(day: dt.date) -> When:
    """A day of the history, as pages show it."""
    edtf = dates.parse(day.isoformat())
    return When(dates.format_date(edtf), dates.iso_attribute(edtf))
