"""Short names for drawings and lines of text: North Korea, HUR, Peskov."""

from __future__ import annotations

from collections.abc import Sequence

from generator.archive.archive import Archive
from generator.records.model import AgentRef, Organisation, Person
from generator.text import english, markup
from generator.text.messages import _, listed, ngettext
from generator.text.names import without_remark

LONG_NAME, SHORT_NAME = 34, 18
FAMILY_FIRST = frozenset({"CN", "HK", "HU", "JP", "KH", "KP", "KR", "MN", "MO", "SG", "TW", "VN"})
"""Countries where people are usually not called by the last word of their name alone."""


def names_of(archive: Archive, holders: Sequence[AgentRef]) -> tuple[str, str]:
    """The names of those who gave a number, for a wide and for a narrow plot."""
    if not holders:
        return _("source not stated"), _("not stated")
    long, short = [_long(archive, a) for a in holders], [short_name(archive, a) for a in holders]
    whole, brief = listed(long), listed(short)
    if len(short) > 2 and len(brief) > SHORT_NAME * 2:
        brief = ngettext("{name} and {n} more", "{name} and {n} more", len(short) - 1, name=short[0])
    return whole if len(whole) <= LONG_NAME + 8 else brief, brief


def short_name(archive: Archive, agent: AgentRef) -> str:
    """A name as short as possible: initials if there are any, else the shortest spelling or, where people are called by
    it, the last word of a person's name."""
    names = _spellings(archive, agent)
    record = archive.records.get(agent.id or "")
    if isinstance(record, Person) and record.country not in FAMILY_FIRST:
        names.append(names[0].split(" ")[-1])
    initials = next((n for n in names if n.isupper() and len(n) <= 6), None)
    fitting = [n for n in names if len(n) <= SHORT_NAME and n != without_remark(names[0])] or names[:1]
    return initials or markup.excerpt(min(fitting, key=len), SHORT_NAME)


def side_name(archive: Archive, agent: AgentRef) -> str:
    """The name that newspapers use for an organisation: its shortest spelling that is not initials, such as Russia or
    North Korea. For others, the full name."""
    record = archive.records.get(agent.id or "")
    if not isinstance(record, Organisation):
        return _spellings(archive, agent)[0]
    names = [n for n in _spellings(archive, agent)[:-1] if not n.isupper()]
    return min(names, key=len) if names else record.name


def in_sentence(archive: Archive, agent: AgentRef) -> str:
    """The same name within a sentence, with an article if needed: the United States, Russia. For an unnamed source, the
    words of the article in quotation marks."""
    if agent.id is None:
        return _("“{words}”", words=" ".join((agent.unnamed or "").split()))
    name = side_name(archive, agent)
    return english.with_the(name) if archive.kind(agent.id) == "organisation" else name


def _spellings(archive: Archive, agent: AgentRef) -> list[str]:
    """The name, its other spellings in the archive's language, and the name without a remark in brackets."""
    if not agent.id:
        return [agent.unnamed or ""]
    record = archive[agent.id]
    also = record.also if isinstance(record, Person | Organisation) else ()
    own = [alias.name for alias in also if alias.language in (None, archive.settings.language)]
    return [record.name, *own, without_remark(record.name)]


def _long(archive: Archive, agent: AgentRef) -> str:
    names = _spellings(archive, agent)
    fitting = [n for n in names if len(n) <= LONG_NAME]
    return next((n for n in fitting if not n.isupper()), fitting[0] if fitting else markup.excerpt(names[0], LONG_NAME))
