"""What is new, in sentences, and the feeds with it: new articles, versions of a sentence, changes of sides, statuses of
sources, and corrections.

Each piece of news has the day on which its record, quotation or stance came into the git history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.archive.history import Commit
from generator.findings.news import MOST, Feed, News
from generator.findings.renderings import Wording, rendered_passages
from generator.findings.since import days, days_of_part, statuses
from generator.findings.source_status import status_of, supported_by
from generator.findings.stances import reversals
from generator.findings.thin_records import place_of, thin_records
from generator.pages.changes.page import FOLLOWED, facets, facets_of
from generator.pages.parts.here import Here
from generator.pages.parts.reversals import in_a_sentence
from generator.records.model import FOLDERS, Article
from generator.text import lines, markup
from generator.text.messages import _, ngettext

MANY = 20
"""A commit that changes more records than this becomes one piece of news instead of one per record."""
_LONG = 120
"""How many characters of a name or a commit message are shown."""


def feeds(archive: Archive) -> Iterator[Feed]:
    """Every feed: of the archive, of each record that has one, and of each filter value of the search. None if there is
    no history or if the settings turn feeds off."""
    if not archive.settings.feeds or archive.history is None:
        return
    every = sorted(news(archive), key=lambda it: (it.day, it.key), reverse=True)
    by_record: dict[str, list[News]] = defaultdict(list)
    by_facet: dict[str, list[News]] = defaultdict(list)
    for it in every:
        for record in it.about:
            by_record[record].append(it)
        for facet in it.facets:
            by_facet[facet].append(it)
    title = archive.settings.title
    yield Feed(routes.feed(), title, "", tuple(every[:MOST]))
    for record in followed(archive):
        name = _("{name} - {archive}", name=archive[record].name, archive=title)
        path = routes.address(routes.page(archive.kind(record), record))
        yield Feed(routes.feed(record), name, path, tuple(by_record[record][:MOST]))
    search = routes.address(routes.index("search"))
    for facet, label in facets(archive).items():
        name = _("{name} - {archive}", name=label, archive=title)
        yield Feed(routes.facet_feed(facet), name, search, tuple(by_facet[facet][:MOST]))


def followed(archive: Archive) -> Iterator[str]:
    """The ids of the records that have a feed: those of certain kinds that have a page of their own and are in the
    history."""
    known = days(archive)
    rows = thin_records(archive)
    for record in archive.records:
        if archive.kind(record) in FOLLOWED and record in known and record not in rows:
            yield record


def news(archive: Archive) -> Iterator[News]:
    """Everything new since the archive began, in no particular order."""
    yield from _records(archive)
    yield from _articles(archive)
    yield from _versions(archive)
    yield from _turns(archive)
    yield from _statuses(archive)
    yield from _corrections(archive)


def _records(archive: Archive) -> Iterator[News]:
    known = days(archive)
    for record in followed(archive):
        name = markup.excerpt(archive[record].name, _LONG)
        path = routes.address(routes.page(archive.kind(record), record))
        said = _("“{name}” was added.", name=name)
        yield News(known[record].added, f"added/{record}", said, path, frozenset((record,)))


def _articles(archive: Archive) -> Iterator[News]:
    known = days(archive)
    for article in archive.articles:
        if article.id not in known:
            continue
        name, outlet = markup.excerpt(article.name, _LONG), _outlet(archive, article)
        said = (
            _("{outlet}’s article “{title}” was added.", outlet=outlet, title=name)
            if outlet
            else _("The article “{title}” was added.", title=name)
        )
        path = routes.address(routes.page("article", article.id))
        about, of = frozenset(_about(article)), frozenset(facets_of(article))
        yield News(known[article.id].added, f"article/{article.id}", said, path, about, of)


def _about(article: Article) -> Iterator[str]:
    """The ids of the records that an article has something new about."""
    if article.publisher:
        yield article.publisher
    yield from article.topics
    yield from supported_by(article)


def _versions(archive: Archive) -> Iterator[News]:
    every = (it for passages in rendered_passages(archive).values() for passage in passages for it in passage.versions)
    for wording in (wording for versions in every for wording in versions.wordings):
        for quoted in wording.renderings:
            article, quotation = quoted.article, quoted.quotation
            anchor = routes.quotation(quotation.id)
            came, said = days_of_part(archive, article.id, anchor), _compared(archive, quoted, wording)
            if came and said:
                path = routes.from_root(routes.page("article", article.id), anchor)
                about = (article.publisher, quoted.said_by.id if quoted.said_by else None)
                facet = (f"finding-{quotation.fidelity}",) if quotation.fidelity else ()
                key = f"version/{article.id}/{quotation.id}"
                yield News(came.added, key, said, path, frozenset(filter(None, about)), frozenset(facet))


def _compared(archive: Archive, quoted: Quoted, wording: Wording) -> str:
    """That a version was added, and in how many words it differs from the reference; empty for the reference itself."""
    comparison = wording.comparison
    if comparison is None or wording.is_apart:
        return ""
    outlet = _outlet(archive, quoted.article) or markup.excerpt(quoted.article.name, _LONG)
    speaker = archive[quoted.said_by.id].name if quoted.said_by and quoted.said_by.id else _("an unnamed source")
    differing = max(comparison.of_reference, comparison.of_rendering) - comparison.common
    if not differing:
        return _("{outlet}’s version of {speaker}’s words was added: no word differs.", outlet=outlet, speaker=speaker)
    return ngettext(
        "{outlet}’s version of {speaker}’s words was added: it differs in {n} word.",
        "{outlet}’s version of {speaker}’s words was added: it differs in {n} words.",
        differing,
        outlet=outlet,
        speaker=speaker,
    )


def _turns(archive: Archive) -> Iterator[News]:
    here = Here(archive, routes.HOME)
    for turn in reversals(archive):
        reports = (turn.before[0].best.stated, turn.after[0].best.stated)
        ends = [days_of_part(archive, it.article.id, routes.statement(it.statement.id)) for it in reports]
        came = [it.added for it in ends if it]
        if len(came) == 2:
            path = routes.address(routes.page("proposition", turn.proposition))
            said = f"{archive[turn.subject].name}: {in_a_sentence(here, turn)}"
            about = frozenset((turn.subject, turn.proposition, *filter(None, (turn.against,))))
            key = f"turn/{turn.before[0].key}/{turn.after[0].key}"
            yield News(max(came), key, said, path, about)


def _statuses(archive: Archive) -> Iterator[News]:
    for article, commit in statuses(archive):
        if found := status_of(article):
            name, basis = markup.excerpt(article.name, _LONG), markup.excerpt(found.basis, _LONG)
            said = _("“{title}”: {status}. {basis}", title=name, status=found.text, basis=basis)
            path = routes.address(routes.page("article", article.id))
            about, of = frozenset(supported_by(article)) | frozenset(_about(article)), frozenset(facets_of(article))
            yield News(commit.committed, f"status/{commit.key}/{article.id}", said, path, about, of)


def _corrections(archive: Archive) -> Iterator[News]:
    for commit in archive.history.commits if archive.history else ():
        changed = [record for record in _changed(commit) if record in archive] if commit.listed else []
        words = markup.excerpt(lines.on_one_line(commit.subject), _LONG)
        if len(changed) > MANY:
            said = ngettext(
                "{n} record was corrected. The editors’ note: “{words}”",
                "{n} records were corrected. The editors’ note: “{words}”",
                len(changed),
                words=words,
            )
            yield News(commit.committed, commit.key, said, routes.address(routes.index("changes")), frozenset())
            continue
        for record in changed:
            name = markup.excerpt(archive[record].name, _LONG)
            said = (
                _("“{name}” was corrected. The editors’ note: “{words}”", name=name, words=words)
                if words
                else _("“{name}” was corrected.", name=name)
            )
            kept = archive[record]
            about = frozenset((record, *_about(kept))) if isinstance(kept, Article) else frozenset((record,))
            yield News(
                commit.committed, f"{commit.key}/{record}", said, routes.from_root(*place_of(archive, record)), about
            )


def _changed(commit: Commit) -> Iterator[str]:
    """The ids of the records that a commit changed."""
    for file in commit.files:
        parts = PurePosixPath(file.path).parts
        if file.how == "changed" and len(parts) > 2 and parts[1] in FOLDERS:
            yield PurePosixPath(file.path).stem


def _outlet(archive: Archive, article: Article) -> str:
    return archive[article.publisher].name if article.publisher else ""
