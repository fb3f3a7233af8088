"""Runs the phases in order: load, link, check and, if there is no error, plan and render."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath

from generator import routes
from generator.archive import history, versions
from generator.archive.archive import Archive
from generator.archive.link import clear_caches as clear_links
from generator.archive.link import clear_sentence_cache, link
from generator.archive.rules import check
from generator.collector import paused
from generator.dates import Day
from generator.drawing.embedding import Embed
from generator.exports import (
    annotate,
    cache,
    checked,
    cite,
    compared,
    data,
    described,
    embeds,
    feeds,
    fields,
    histories,
    lookups,
    pdf,
    published,
    saved,
    since,
    sql,
    webannotations,
)
from generator.exports.search import entries
from generator.exports.search.terms import SearchSettings
from generator.exports.spill import LazyTexts, SpillFile
from generator.findings import front, stories
from generator.pages import asking, plan_of
from generator.pages.changes import news
from generator.pages.ledger import Ledger
from generator.pages.making import EarlierRun, UnitHandler
from generator.pages.making import make_pages as pages_of
from generator.pages.parts import embedding
from generator.pages.render import Drawn, Rendered, UnchangedPage, render_page
from generator.problems import Problem, prevents_publishing, sort_problems
from generator.records import files
from generator.records.load import LOCALES, Contents, load, put_aside, reread
from generator.records.settings import Settings
from generator.tables.formats import FEEDS
from generator.text import messages
from generator.text.comparison import compare
from generator.text.spelling import clear_caches as clear_words
from generator.timings import Timings


@dataclass(frozen=True)
class Build:
    """The result of a run: the contents, the linked archive, the problems, and the pages by source path. If there is an
    error, there are no pages.

    Passed to the next run as `previous`, it lets that run reuse unchanged files and pages. `is_behind`: some pages may
    show an earlier state; `finish_pages` makes them again.
    """

    contents: Contents
    archive: Archive
    problems: tuple[Problem, ...]
    all_pages: Mapping[str, Drawn] = field(default_factory=dict)
    """All pages, by source path."""
    ledger: Ledger = field(default_factory=Ledger)
    is_behind: bool = False
    language_digest: str = ""
    """A digest of the site's language and its messages."""
    address: str = ""
    """The site's URL, as far as it is known, for files that are read outside the site."""
    pictures: Path | None = None
    """A folder in which the pictures of `embed_files` are cached; if None, they are drawn each time."""

    @cached_property
    def pages(self) -> Mapping[str, Rendered]:
        """The pages drawn by this process: all, unless some are `unchanged_pages`."""
        return {path: page for path, page in self.all_pages.items() if isinstance(page, Rendered)}

    @cached_property
    def unchanged_pages(self) -> Mapping[str, UnchangedPage]:
        """The pages drawn by an earlier process that would be the same now."""
        return {path: page for path, page in self.all_pages.items() if isinstance(page, UnchangedPage)}

    @property
    def earlier_run(self) -> EarlierRun:
        """What the next run may reuse."""
        return EarlierRun(self.ledger, self.all_pages)


def read(
    root: Path,
    previous: Build | None = None,
    *,
    strict: bool = False,
    today: Day | None = None,
    timings: Timings | None = None,
) -> Build:
    """The linked and checked archive at `root`, without pages.

    `strict` adds the rules that only new records have to meet. `today` is the day of the check, after which dates are
    in the future; by default `day_of_check()`.
    """
    timings = timings or Timings()
    with paused():
        with timings.phase("load"):
            contents = load(root, previous.contents if previous else None, timings)
        return _link_and_check(contents, strict=strict, today=today, timings=timings, stories_too=True)


def day_of_check(environment: Mapping[str, str] = os.environ) -> Day:
    """Today in UTC, or the day of SOURCE_DATE_EPOCH if set, for reproducible builds."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    # At most eleven digits: twelve would exceed the years that Python's dates can hold.
    seconds = int(epoch) if re.fullmatch("[0-9]{1,11}", epoch) else time.time()
    return Day.from_ordinal(_FIRST_OF_1970 + int(seconds) // 86_400)


_FIRST_OF_1970 = Day(1970, 1, 1).ordinal


def _link_and_check(
    contents: Contents,
    past: history.History | None = None,
    *,
    strict: bool = False,
    today: Day | None = None,
    timings: Timings | None = None,
    stories_too: bool = False,
) -> Build:
    """The linked and checked archive. Commands, builds and servers all get their problems from here, so that they
    report the same ones.

    `stories_too`: also check that everything shown in stories can be drawn. Only commands do this, since it needs
    findings, which a build computes only as far as it must.
    """
    timings = timings or Timings()
    with timings.phase("link"):
        archive, link_problems = link(contents)
        archive = replace(archive, history=past)
    with timings.phase("check"):
        found = check(archive, contents, today or day_of_check(), strict=strict)
        # Skip checks that need findings if a record is missing or a reference is broken.
        sound = not any(problem.severity == "error" for problem in (*contents.problems, *link_problems))
        at_front = front.unfit_choices(archive, contents.settings_source) if sound and contents.settings_source else ()
        sources = {loaded.id: loaded.source for loaded in contents.files.values() if loaded.source}
        in_stories = stories.unfit_steps(archive, sources) if sound and stories_too else ()
        problems = sort_problems([*contents.problems, *link_problems, *found, *at_front, *in_stories])
    return Build(contents, archive, problems, language_digest=messages.current_speech().digest)


def recheck(build: Build, changed: Mapping[str, bytes], removed: Iterable[str] = ()) -> Build:
    """The archive as it would be if some files had other bytes and others were removed, checked. Nothing is written."""
    return _link_and_check(reread(build.contents, changed, removed), build.archive.history)


def use_archive_language(root: Path, settings: Settings) -> None:
    """Use the archive's language for all messages. Raises RefusedError if one of its own catalogues cannot be read."""
    messages.set_language(settings.language, root / LOCALES)


def _load_and_link(root: Path, previous: Build | None, timings: Timings) -> Build:
    """The archive at `root` with its history, but without pages. If nothing has changed, its `archive` is that of
    `previous`."""
    with timings.phase("load"):
        contents = load(root, previous.contents if previous else None, timings)
        use_archive_language(root, contents.settings)
    with timings.phase("history"):
        past = _history(root, previous.archive.history if previous else None)
    same = previous and previous.language_digest == messages.current_speech().digest
    if previous and same and (contents, past) == (previous.contents, previous.archive.history):
        return replace(previous, all_pages={})
    return _link_and_check(contents, past, timings=timings)


def _history(root: Path, previous: history.History | None) -> history.History | None:
    """The history with earlier versions of records. If the archive has a cache folder, these are cached there."""
    past = history.history(root, previous)
    if past is None or past is previous:
        return past
    file = root / cache.FOLDER / cache.VERSIONS
    kept = versions.CachedVersions(previous.parts, previous.altered) if previous else versions.read(file)
    past = versions.with_versions(root, past, kept)
    lacks = past.parts.keys() - kept.parts.keys() or past.altered.keys() - kept.altered.keys()
    if lacks and file.parent.is_dir():
        with suppress(OSError):  # otherwise they are read again next time
            files.write_file(file, versions.to_text(past).encode())
    return past


def _unstored(page: Rendered) -> Rendered:
    return page


def make(
    root: Path,
    previous: Build | None = None,
    timings: Timings | None = None,
    *,
    before: EarlierRun | None = None,
    store: Callable[[Rendered], Rendered] = _unstored,
    executor: Executor | None = None,
    aside: SpillFile | None = None,
) -> Build:
    """The archive at `root` with its pages. `timings` records each phase: "load", "history", "link", "check", "compare
    reads", "plan", "findings", "render" and "digest reads".

    `before` is the result of an earlier process. Pages that would be the same are `unchanged_pages` in the result.

    `store` may store the text of a page elsewhere. `executor` plans and draws the pages, possibly on other machines;
    without one, large archives use one process per processor. With `aside`, what pages do not need is freed before they
    are made, or stored there in a large archive; the result then cannot be the `previous` of a later run.
    """
    timings = timings or Timings()
    with paused():
        build = _load_and_link(root, previous, timings)
        if aside is not None:
            clear_sentence_cache()
            if len(build.contents.files) > _MANY_FILES:
                build = replace(build, contents=put_aside(build.contents, aside.put_all))
        return _with_all_pages(
            build, previous.earlier_run if previous else before or _NOTHING_REUSABLE, timings, store, executor
        )


def _with_all_pages(
    build: Build,
    before: EarlierRun,
    timings: Timings,
    store: Callable[[Rendered], Rendered] = _unstored,
    executor: Executor | None = None,
    *,
    at_once: bool = False,
) -> Build:
    """`build` with all its pages; without any if there is an error. `at_once`: somebody is waiting."""
    if prevents_publishing(build.problems):
        return build
    with paused():
        digests = _digests(build.contents)
        pages, ledger = pages_of(
            build.archive, digests, before, timings, store=store, executor=executor, is_urgent=at_once
        )
    return replace(build, all_pages=pages, ledger=ledger, is_behind=False)


_MANY_FILES = 5_000
"""From this number of records on, memory is short."""

_NOTHING_REUSABLE = EarlierRun(Ledger(), {})


def _digests(contents: Contents) -> dict[str, str]:
    """The digest of each record's YAML, without the body, by id."""
    found: dict[str, str] = {}
    for loaded in contents.files.values():
        if loaded.source is not None:
            text = loaded.source.yaml_text.encode("utf-8", "surrogatepass")
            found.setdefault(loaded.id, blake2b(text, digest_size=16).hexdigest())
    return found


MOST_EDITED = 5
"""If at most this many records were edited, their own pages are made first. After more, as when switching branches, all
pages are made at once."""


def make_edited(root: Path, previous: Build, *, or_all: bool = True) -> Build:
    """Like `make`, but if only a few records were edited, only their own pages are made again, and the result is
    `is_behind`.

    So an author sees an edit at once, however large the archive is. If anything else has changed, all pages are made;
    without `or_all`, none are, and the result is `previous`.
    """
    timings = Timings()
    with paused():
        build = _load_and_link(root, previous, timings)
    if prevents_publishing(build.problems):
        return build
    if build.archive is previous.archive:
        return previous
    edited = _edited_records(previous, build)
    if edited is None:
        return _with_all_pages(build, previous.earlier_run, timings, at_once=True) if or_all else previous
    pages = {page.path: render_page(page) for page in plan_of(build.archive, edited)}
    return replace(
        build, all_pages={**previous.all_pages, **pages}, ledger=previous.ledger.without(edited), is_behind=True
    )


def finish_pages(build: Build, wanted: Callable[[], bool], take: UnitHandler = lambda _, pages: pages) -> Build | None:
    """`build` with every page up to date. `wanted` is called repeatedly; if it returns False, making stops and the
    result is None. `take` receives the pages of each unit as soon as they are made."""

    def ask() -> None:
        if not wanted():
            raise _UnwantedError

    try:
        digests = _digests(build.contents)
        pages, ledger = pages_of(
            build.archive, digests, build.earlier_run, Timings(), check_wanted=ask, is_urgent=True, on_unit=take
        )
    except _UnwantedError:
        return None
    return replace(build, all_pages=pages, ledger=ledger, is_behind=False)


class _UnwantedError(Exception):
    pass


def _edited_records(before: Build, now: Build) -> list[str] | None:
    """The ids of the records whose files have changed; None if there are more than MOST_EDITED, or anything else has
    changed."""
    old, new = before.contents, now.contents
    if (
        before.language_digest != now.language_digest
        or old.files.keys() != new.files.keys()
        or (old.settings, old.pages) != (new.settings, new.pages)
    ):
        return None
    edited = [loaded.id for path, loaded in new.files.items() if loaded is not old.files[path]]
    return edited if len(edited) <= MOST_EDITED else None


def annotator_files(build: Build) -> Mapping[str, str]:
    """The files that the annotation page loads, by path from the site's root, each made on demand."""
    return LazyTexts(
        {
            routes.KNOWN: partial(annotate.known, build.archive),
            routes.TITLES: partial(annotate.titles, build.archive),
            routes.PDF_SCRIPT: pdf.script,
            routes.PDF_WORKER: pdf.worker,
        }
    )


def record_files(build: Build) -> Mapping[str, str]:
    """The articles' records, which the annotation page loads, by path from the site's root, each made on demand."""
    files: dict[str, Callable[[], str]] = {}
    for article in build.archive.articles:
        source = build.contents.files[build.archive.paths[article.id]].source
        if source is not None:
            files[routes.record(article.id)] = partial(annotate.record, source)
    return LazyTexts(files)


def citation_files(build: Build) -> dict[str, str]:
    """The files for formatting citations in a style, by path from the site's root."""
    return cite.files(build.archive.settings.language, build.contents.styles)


def download_files(build: Build) -> dict[str, str]:
    """The files that readers can download, by path from the site's root: the archive as tables, its quotations as Web
    Annotations, and lists of these files."""
    tables, annotations = data.files(build.archive), webannotations.files(build.archive)
    whole = annotations.pop(routes.ANNOTATIONS)
    of_articles = _listed(annotations, routes.ANNOTATIONS_LIST)
    first = {**tables, routes.ANNOTATIONS: whole, routes.ANNOTATIONS_LIST: of_articles}
    return {**first, **annotations, routes.TABLES_LIST: _listed(first, routes.TABLES_LIST)}


def _listed(texts: Mapping[str, str], path: str) -> str:
    """The list, at this path, of texts below its folder."""
    folder = PurePosixPath(path).parent
    return published.listed({str(PurePosixPath(it).relative_to(folder)): text.encode() for it, text in texts.items()})


def description_files(build: Build, text_of: Callable[[str], str]) -> dict[str, str]:
    """The Data Package and the RO-Crate that describe everything below `/data/`, by path from the site's root.
    `text_of` gives the text of one of the other files of the site by its path."""
    archive = build.archive
    past, settings = archive.history, archive.settings
    day = history.published_day(past, day_of_check().iso)
    address = build.address.rstrip("/") if past and settings.feeds else ""
    feeds = {f"{address}/{routes.feed()}{ending}": kind for ending, kind in FEEDS.items()} if address else {}
    made = described.files(settings, published.data_files(archive, text_of), day, feeds)
    folder = PurePosixPath(routes.PACKAGE).parent
    return {str(folder / name): text for name, text in made.items()}


def published_files(build: Build) -> Mapping[str, str | bytes]:
    """The archive's published formats other than CSV that contain no text of bodies, by path from the site's root."""
    return {**published.files(build.archive, build.contents, of_bodies=False), **sql.files(build.archive)}


def published_files_with_bodies(build: Build) -> Mapping[str, str | bytes]:
    """The published formats that contain text of bodies, by path from the site's root."""
    return published.files(build.archive, build.contents, of_bodies=True)


def check_files(build: Build) -> dict[str, str]:
    """The files in which a sentence or a list is looked up, by path from the site's root."""
    return checked.files(build.archive) | lookups.files(build.archive)


def saved_files(build: Build) -> dict[str, str]:
    """The files for the page of saved records, by path from the site's root."""
    return saved.files(build.archive)


def comparison_files(build: Build) -> Mapping[str, str]:
    """The files for the page that compares two things, by path from the site's root."""
    return compared.files(build.archive)


def table_files(build: Build) -> dict[str, str]:
    """The files for tables and for exporting what is shown, by path from the site's root."""
    return fields.files(build.archive)


def since_files(build: Build) -> dict[str, str]:
    """The files with what is new about each record since a day, by path from the site's root."""
    return since.files(build.archive)


def history_files(build: Build) -> dict[str, str]:
    """The files with who altered what in each record, and when, by path from the site's root."""
    return histories.files(build.archive)


def embed_files(build: Build) -> Mapping[str, str | bytes]:
    """The embeds, which other sites may show in an iframe, by path from the site's root, each made on demand."""
    archive, notes = build.archive, embeds.Notes(build.pictures)
    of_pages: dict[str, tuple[Embed, ...]] = {}
    for path, record in embedding.owners(archive).items():
        page = build.all_pages[path]
        shown = page.about.embeds if isinstance(page, Rendered) else notes.get(page.digest)
        if shown is None:  # the page was not made again, and its cached note is missing
            shown = tuple(it for again in plan_of(archive, [record]) for it in again.embeds)
        of_pages[page.digest] = shown
    notes.put(of_pages)
    every = (*embedding.quotations(archive), *chain.from_iterable(of_pages.values()))
    return embeds.files(archive, every, build.address, build.pictures)


def feed_files(build: Build) -> dict[str, str]:
    """The news feeds, by path from the site's root."""
    return feeds.files(build.archive, news.feeds(build.archive), build.address)


SiteFiles = Mapping[str, str] | Mapping[str, str | bytes]
"""Files by path from the site's root."""

FILES_WITHOUT_BODIES: tuple[Callable[[Build], SiteFiles], ...] = (
    annotator_files,
    download_files,
    published_files,
    check_files,
    saved_files,
    table_files,
    since_files,
    history_files,
    feed_files,
    embed_files,
    comparison_files,
)
"""The functions for files beside the pages that stay the same as long as `Ledger.file_inputs` does."""

FILES_WITH_BODIES: tuple[Callable[[Build], SiteFiles], ...] = (
    record_files,
    citation_files,
    published_files_with_bodies,
)
"""The functions for files that also depend on bodies, styles and other things outside the records: they are called each
time."""

SITE_FILES = (*FILES_WITH_BODIES, *FILES_WITHOUT_BODIES)
"""All functions that make files beside the pages, except `description_files`, which needs what these make."""


def search_entries(build: Build) -> tuple[entries.Entry, ...]:
    """The entries of the search."""
    return tuple(entries.entries(build.archive))


def clear_caches() -> None:
    """Clear the caches of texts that are kept for the next run of this process."""
    for clear in (clear_links, clear_words, compare.cache_clear):
        clear()


def search_vocabulary(build: Build) -> SearchSettings:
    """What the search knows about the archive besides its entries."""
    return SearchSettings(build.archive.settings.language, build.contents.synonyms, asking.answer_pages(build.archive))
