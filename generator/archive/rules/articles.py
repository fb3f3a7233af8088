"""Rules about an article as a whole: its rights, its text, its duplicates, and what nobody has reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.archive.rules.context import Context, Rule
from generator.problems import Problem, did_you_mean, quote_briefly
from generator.records.model import (
    CITED_BY,
    CITING,
    NEEDED,
    Article,
    FidelityReading,
    Organisation,
    Quotation,
    StanceReading,
    Statement,
)
from generator.records.yaml_text import Steps
from generator.text import addresses, wikilinks


def rights(context: Context) -> Iterator[Problem]:
    """The rights status is known, and allows the article's full text or its share of quoted words."""
    statuses = context.archive.settings.rights
    for article in context.archive.articles if statuses else ():
        rights = article.rights
        status = statuses.get(rights.status)
        if status is None:
            remedy = did_you_mean(rights.status, statuses, f"site_config/archive.yml knows {', '.join(statuses)}")
            yield context.problem(
                "unknown-rights",
                article.id,
                ("rights", "status"),
                f"no rights status is called '{rights.status}'",
                remedy,
            )
            continue
        if rights.text == "full" and not status.full_text:
            fault = f"the full text is given here, which {rights.status} ({status.label}) does not allow"
            yield context.problem(
                "full-text-not-allowed", article.id, ("rights", "text"), fault, "write a summary and `text: summary`"
            )
        if rights.text == "summary" and status.quoted_share is not None:
            share = quoted_share(article)
            if share > status.quoted_share:
                fault = f"{share:.0%} of the words on this page are quoted, and {rights.status} allows {status.quoted_share:.0%}"
                yield context.problem(
                    "too-much-quoted",
                    article.id,
                    ("quotations",),
                    fault,
                    "quote less, or say more in our own words",
                    "warning",
                    key=True,
                )


def quoted_share(article: Article) -> float:
    """The quoted share of an article's page, from 0 to 1: quoted words divided by quoted words plus words of the
    body."""
    quoted = sum(_count_words(part) for quotation in article.quotations for part in quotation.text)
    own = article.body
    for found in reversed(wikilinks.links(own)):
        own = own[: found.start] + (found.label or ("x" if found.quotation is None else "")) + own[found.end :]
    total = quoted + _count_words(own)
    return quoted / total if total else 0.0


def _count_words(text: str) -> int:
    """The number of words, separated by white space. In East Asian scripts, which do not separate words, two characters
    count as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


_WIDE = re.compile("[\u2e80-\u9fff]")


def no_empty_body(context: Context) -> Iterator[Problem]:
    """The article's file has a body: a summary, or the full text."""
    for article in context.archive.articles:
        if not article.body.strip():
            place = context.sources[article.id].place_in_body(0)
            yield Problem(
                "no-body", place, "body", "there is nothing below the annotation", "write a summary", "warning"
            )


MOST_QUOTATIONS = 150
"""The most quotations of one article. Its page has a card of up to 2 KB for each, so that more would make it slow to
open."""


def not_too_many_quotations(context: Context) -> Iterator[Problem]:
    """An article has no more quotations than its page can show."""
    for article in context.archive.articles:
        number = len(article.quotations)
        if number > MOST_QUOTATIONS:
            fault = (
                f"the article's page has to show all {number:,} quotations, and is slow to open above {MOST_QUOTATIONS}"
            )
            remedy = "keep those that matter here, or make two articles of a source that has parts"
            yield context.problem(
                "too-many-quotations", article.id, ("quotations",), fault, remedy, "warning", key=True
            )


def reviewed(context: Context) -> Iterator[Problem]:
    """Nothing is marked `review: needed`: an editor has checked everything that a program proposed."""
    for article in context.archive.articles:
        parts: list[tuple[str, Steps]] = [("article", ())] if article.review else []
        for field, what in (("quotations", "quotation"), ("statements", "statement"), ("figures", "figure")):
            parts += [(what, (field, n)) for n, part in enumerate(getattr(article, field)) if part.review]
        for what, steps in parts:
            fault = f"a program proposed this {what}, and nobody has reviewed it"
            remedy = "compare it with the source, correct it, and remove the line"
            yield context.problem("not-reviewed", article.id, (*steps, "review"), fault, remedy, "notice", key=True)


def one_address(context: Context) -> Iterator[Problem]:
    """No two articles have the same web address, however it is written."""
    seen: dict[str, Article] = {}
    for article in sorted(context.archive.articles, key=lambda a: context.archive.paths[a.id]):
        url = article.source.url
        if url is None:
            continue
        first = seen.setdefault(addresses.normalised(url), article)
        if first is not article:
            same = (first.source.url or "").rstrip("/") == url.rstrip("/")
            fault = f"{context.archive.paths[first.id]} has this address too"
            fault += "" if same else f", written {quote_briefly(first.source.url or '')}"
            remedy = "keep one article of the two; where the page changed, write its captures under source.versions"
            yield context.problem("same-address", article.id, ("source", "url"), fault, remedy, "warning")


def one_copy(context: Context) -> Iterator[Problem]:
    """No two articles were read from the same copy, judged by its hash, unless one relays the other."""
    seen: dict[str, str] = {}
    for article in sorted(context.archive.articles, key=lambda a: context.archive.paths[a.id]):
        sha256 = article.source.sha256
        first = context.archive.article(seen.setdefault(sha256, article.id)) if sha256 else article
        relays = {relay.of for relay in (article.source.relays, first.source.relays) if relay}
        if first is not article and not relays & {article.id, first.id}:
            fault = f"{context.archive.paths[first.id]} was read in the very same copy"
            remedy = "keep one article of the two, or say which relays the other"
            yield context.problem("same-copy", article.id, ("source", "sha256"), fault, remedy, "warning")


def cited_as_its_kind(context: Context) -> Iterator[Problem]:
    """A source has what its kind is cited by, and no keys that only other kinds have. annotate/check.js has the same
    rule."""
    for article in context.archive.articles:
        source, kind = article.source, article.source.published_as
        for key in CITING:
            if getattr(source, key) and key not in CITED_BY[kind]:
                others = ", ".join(other for other, keys in CITED_BY.items() if key in keys)
                yield context.problem(
                    "key-of-another-kind",
                    article.id,
                    ("source", key),
                    f"a source of the kind '{kind}' has no '{key}'",
                    f"remove it, or write a kind that has it: {others}",
                    "warning",
                    key=True,
                )
        needed = NEEDED.get(kind, ())
        if needed and not any(getattr(source, key) for key in needed):
            yield context.problem(
                "not-cited-as-its-kind",
                article.id,
                ("source", "kind"),
                f"a source of the kind '{kind}' is cited by its {' or '.join(needed)}, and none is given",
                "copy it exactly as it is printed there",
                "notice",
            )


def codes_of_reliability(context: Context) -> Iterator[Problem]:
    """A judgement of reliability uses a code of the archive's scheme, if there is one."""
    scheme = context.archive.settings.reliability
    outlets = (it for it in context.archive.entities if isinstance(it, Organisation)) if scheme else ()
    for record in (*(context.archive.articles if scheme else ()), *outlets):
        if scheme and record.reliability:
            code, codes = record.reliability.code, scheme.items if isinstance(record, Article) else scheme.outlets
            if code not in codes:
                fault = f"{scheme.name} has no code '{code}' for {'an article' if isinstance(record, Article) else 'an outlet'}"
                yield context.problem(
                    "unknown-reliability", record.id, ("reliability", "code"), fault, f"write one of {', '.join(codes)}"
                )


def independent_readings(context: Context) -> Iterator[Problem]:
    """Nobody gives two second judgements of the same thing, and nobody who annotated the article gives any."""
    for article in context.archive.articles:
        authors = {deed.by.casefold() for deed in article.annotated}
        parts: list[tuple[str, int, Quotation | Statement]] = [
            *(("quotations", number, it) for number, it in enumerate(article.quotations)),
            *(("statements", number, it) for number, it in enumerate(article.statements)),
        ]
        for field, number, part in parts:
            seen: set[str] = set()
            given: tuple[FidelityReading | StanceReading, ...] = part.readings
            for which, reading in enumerate(given):
                who = reading.by.casefold()
                steps: Steps = (field, number, "readings", which, "by")
                if who in seen:
                    fault = f"'{reading.by}' judges this twice"
                    yield context.problem("reader-twice", article.id, steps, fault, "keep the judgement that counts")
                elif who in authors:
                    fault = f"'{reading.by}' annotated the article"
                    yield context.problem(
                        "own-reading", article.id, steps, fault, "a second judgement is somebody else's", "warning"
                    )
                seen.add(who)


def versions_of_the_source(context: Context) -> Iterator[Problem]:
    """Versions have different names and different copies, and quotations name versions that exist. annotate/check.js
    has the same rule."""
    for article in context.archive.articles:
        versions = article.source.versions
        version_names: dict[str, None] = {}
        version_by_hash: dict[str, str] = {}
        for number, version in enumerate(versions):
            steps: Steps = ("source", "versions", number)
            if version.id in version_names:
                yield context.problem(
                    "version-twice",
                    article.id,
                    (*steps, "id"),
                    f"two versions are called '{version.id}'",
                    "give each its own name",
                )
            version_names[version.id] = None
            if version.sha256 and version_by_hash.setdefault(version.sha256, version.id) != version.id:
                fault = f"the copy of '{version_by_hash[version.sha256]}' has the same hash, so nothing was changed"
                yield context.problem(
                    "version-twice", article.id, (*steps, "sha256"), fault, "keep one of the two", "warning"
                )
        for number, quotation in enumerate(article.quotations):
            for name in quotation.version:
                if name not in version_names:
                    fault = f"the source has no version '{name}'"
                    yield context.problem(
                        "unknown-version",
                        article.id,
                        ("quotations", number, "version"),
                        fault,
                        "write it under `source.versions`",
                    )


RULES: tuple[Rule, ...] = (
    rights,
    no_empty_body,
    not_too_many_quotations,
    reviewed,
    one_address,
    one_copy,
    cited_as_its_kind,
    versions_of_the_source,
    independent_readings,
    codes_of_reliability,
)
