"""Numbers of things as phrases, such as "2 articles"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from generator.text.messages import _, ngettext


def join_phrases(words: Iterable[str]) -> str:
    """The words as a list without "and": a, b, c. Empty words are left out."""
    some = [word for word in words if word]
    return reduce(lambda one, other: _("{one}, {other}", one=one, other=other), some) if some else ""


def articles(n: int) -> str:
    """ "1 article", "2 articles"."""
    return ngettext("{n} article", "{n} articles", n)


def quotations(n: int) -> str:
    """ "1 quotation", "2 quotations"."""
    return ngettext("{n} quotation", "{n} quotations", n)


def versions(n: int) -> str:
    """ "1 version", "2 versions"."""
    return ngettext("{n} version", "{n} versions", n)


def changes_of_side(n: int) -> str:
    """ "1 change of sides", "2 changes of sides"."""
    return ngettext("{n} change of sides", "{n} changes of sides", n)


def stances(n: int) -> str:
    """ "1 stance", "2 stances"."""
    return ngettext("{n} stance", "{n} stances", n)


def sources(n: int) -> str:
    """ "1 source", "2 sources"."""
    return ngettext("{n} source", "{n} sources", n)


def published_articles(n: int) -> str:
    """ "1 article published", "2 articles published"."""
    return ngettext("{n} article published", "{n} articles published", n)


def events(n: int) -> str:
    """ "1 event", "2 events"."""
    return ngettext("{n} event", "{n} events", n)


def statements(n: int) -> str:
    """ "1 statement", "2 statements"."""
    return ngettext("{n} statement", "{n} statements", n)


def figures(n: int) -> str:
    """ "1 figure", "2 figures"."""
    return ngettext("{n} figure", "{n} figures", n)


def estimates(n: int) -> str:
    """ "1 estimate", "2 estimates"."""
    return ngettext("{n} estimate", "{n} estimates", n)


def reports(n: int) -> str:
    """ "1 report", "2 reports"."""
    return ngettext("{n} report", "{n} reports", n)


def claims(n: int) -> str:
    """ "1 claim", "2 claims"."""
    return ngettext("{n} claim", "{n} claims", n)


def outlets(n: int) -> str:
    """ "1 outlet", "2 outlets"."""
    return ngettext("{n} outlet", "{n} outlets", n)


def people(n: int) -> str:
    """ "1 person", "2 people"."""
    return ngettext("{n} person", "{n} people", n)


def organisations(n: int) -> str:
    """ "1 organisation", "2 organisations"."""
    return ngettext("{n} organisation", "{n} organisations", n)


def places(n: int) -> str:
    """ "1 place", "2 places"."""
    return ngettext("{n} place", "{n} places", n)


def documents(n: int) -> str:
    """ "1 document", "2 documents"."""
    return ngettext("{n} document", "{n} documents", n)


def parts(n: int) -> str:
    """ "1 part", "2 parts"."""
    return ngettext("{n} part", "{n} parts", n)


def names(n: int) -> str:
    """ "1 name", "2 names"."""
    return ngettext("{n} name", "{n} names", n)


def speakers(n: int) -> str:
    """ "1 speaker", "2 speakers"."""
    return ngettext("{n} speaker", "{n} speakers", n)


def links(n: int) -> str:
    """ "1 link", "2 links"."""
    return ngettext("{n} link", "{n} links", n)


def roles(n: int) -> str:
    """ "1 role", "2 roles"."""
    return ngettext("{n} role", "{n} roles", n)


def topics(n: int) -> str:
    """ "1 topic", "2 topics"."""
    return ngettext("{n} topic", "{n} topics", n)


def stories(n: int) -> str:
    """ "1 story", "2 stories"."""
    return ngettext("{n} story", "{n} stories", n)


def steps(n: int) -> str:
    """ "1 step", "2 steps"."""
    return ngettext("{n} step", "{n} steps", n)


def changes(n: int) -> str:
    """ "1 change", "2 changes"."""
    return ngettext("{n} change", "{n} changes", n)


def occasions(n: int) -> str:
    """ "1 occasion", "2 occasions"."""
    return ngettext("{n} occasion", "{n} occasions", n)


def descriptions(n: int) -> str:
    """ "1 description", "2 descriptions"."""
    return ngettext("{n} description", "{n} descriptions", n)


def source_notes(n: int) -> str:
    """ "1 source note", "2 source notes"."""
    return ngettext("{n} source note", "{n} source notes", n)


def passed_on(n: int) -> str:
    """ "1 quotation passed on", "2 quotations passed on"."""
    return ngettext("{n} quotation passed on", "{n} quotations passed on", n)


def mentions(n: int) -> str:
    """ "1 mention", "2 mentions"."""
    return ngettext("{n} mention", "{n} mentions", n)


def original_reports(n: int) -> str:
    """ "1 original report", "2 original reports"."""
    return ngettext("{n} original report", "{n} original reports", n)
