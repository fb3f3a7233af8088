"""The answer at the head of a claim's page, in a sentence or two: who says that it is true and who that it is false, or
who changed sides.

Each sentence is a complete message. `**` surrounds text to be set in bold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from generator.archive.archive import Archive
from generator.drawing.turns import FIELDS
from generator.findings.stances import Reversal, stances
from generator.pages.parts.names import in_sentence
from generator.pages.parts.reversals import duration, when_in_sentence
from generator.pages.parts.sides import Side, Sides
from generator.records.model import AgentRef, Ground, Stance
from generator.text import english
from generator.text.messages import N_, _, listed, ngettext

TURNED: Final[Mapping[tuple[Stance, Stance], str]] = {
    ("denies", "confirms"): N_("{who} **denied** it {first} and **admitted** it {then}, {days} later."),
    ("denies", "asserts"): N_("{who} **denied** it {first} and **said it was true** {then}, {days} later."),
    ("denies", "retracts"): N_("{who} **denied** it {first} and **took that back** {then}, {days} later."),
    ("doubts", "confirms"): N_("{who} **doubted** it {first} and **admitted** it {then}, {days} later."),
    ("doubts", "asserts"): N_("{who} **doubted** it {first} and **said it was true** {then}, {days} later."),
    ("doubts", "retracts"): N_("{who} **doubted** it {first} and **took that back** {then}, {days} later."),
    ("asserts", "denies"): N_("{who} **said it was true** {first} and **denied** it {then}, {days} later."),
    ("asserts", "doubts"): N_("{who} **said it was true** {first} and **doubted** it {then}, {days} later."),
    ("asserts", "retracts"): N_("{who} **said it was true** {first} and **took that back** {then}, {days} later."),
    ("confirms", "denies"): N_("{who} **admitted** it {first} and **denied** it {then}, {days} later."),
    ("confirms", "doubts"): N_("{who} **admitted** it {first} and **doubted** it {then}, {days} later."),
    ("confirms", "retracts"): N_("{who} **admitted** it {first} and **took that back** {then}, {days} later."),
    ("retracts", "confirms"): N_("{who} **took it back** {first} and **admitted** it {then}, {days} later."),
    ("retracts", "asserts"): N_("{who} **took it back** {first} and **said it was true** {then}, {days} later."),
    ("retracts", "denies"): N_("{who} **took back a denial** {first} and **denied** it {then}, {days} later."),
    ("retracts", "doubts"): N_("{who} **took back a denial** {first} and **doubted** it {then}, {days} later."),
    ("retracts", "retracts"): N_("{who} **took it back** {first} and **took that back** {then}, {days} later."),
}
"""The sentence for a change of sides, by the stances before and after it."""

OPPOSED: Final = {
    True: N_("{who} **said that it was true** {first} and **the opposite** {then}, {days} later."),
    False: N_("{who} **said the opposite** {first} and **that it was true** {then}, {days} later."),
}
"""The sentence for a change of sides between this claim and one that contradicts it. The key is whether the stance on
this claim came first."""

EARLIER: Final[Mapping[Ground | None, str]] = {
    "verb": N_("The earlier stance is in the reporter’s words."),
    "headline": N_("The earlier stance is from a headline."),
    "inferred": N_("The earlier stance is inferred by us."),
}
LATER: Final[Mapping[Ground | None, str]] = {
    "verb": N_("The later stance is in the reporter’s words."),
    "headline": N_("The later stance is from a headline."),
    "inferred": N_("The later stance is inferred by us."),
}
BOTH: Final[Mapping[Ground | None, str]] = {
    "verb": N_("Both stances are in the reporter’s words."),
    "headline": N_("Both stances are from headlines."),
    "inferred": N_("Both stances are inferred by us."),
}
"""What one end, or both, of a change of sides rests on, if that is less than the speaker's own words."""

MAX_NAMED = 3
"""How many sides a sentence names; the others are counted."""
MAX_DESCRIBED = 2
"""How many changes of sides are described in full."""


def answer(archive: Archive, proposition: str, sides: Sides) -> Markup:
    """The answer in a sentence or two, as HTML."""
    return Markup(" ").join(_bold(sentence) for sentence in _sentences(archive, proposition, sides))


def _bold(sentence: str) -> Markup:
    parts = [part.replace(_STAR, "*") for part in str(escape(sentence)).split("**")]
    return Markup("").join(Markup(f"<b>{part}</b>" if n % 2 else part) for n, part in enumerate(parts))  # noqa: S704  (escaped above)


_STAR = "\x03"
"""Replaces asterisks in names until `**` has been interpreted. YAML does not allow this character, and loading rejects
it as an escape too."""


def _plain(name: str) -> str:
    return name.replace("*", _STAR)


def _sentences(archive: Archive, proposition: str, sides: Sides) -> Iterator[str]:
    for reversal in sides.turned[:MAX_DESCRIBED]:
        yield from _turned(archive, reversal, sides)
    subjects = {r.subject for r in sides.turned[:MAX_DESCRIBED]} | {
        key
        for r in sides.turned[:MAX_DESCRIBED]
        for p in (r.before[0], r.after[0])
        for key in (p.holder.id, *p.parties)
        if key
    }
    rest = [side for side in sides.all if side.id not in subjects]
    true, neither, false = ([s for s in rest if s.of(field)] for field in FIELDS)
    if sides.turned:
        yield from _others(true, false)
    else:
        yield from _without_turn(archive, proposition, true, false, neither)


def _others(true: Sequence[Side], false: Sequence[Side]) -> Iterator[str]:
    doubting = [side for side in false if all(p.stance == "doubts" for p in side.of("false"))]
    denying = [side for side in false if side not in doubting]
    if true and denying:
        yield _(
            "{who} also said it was true; {others} said it was false.",
            who=english.capitalised(_listed(true)),
            others=_listed(denying),
        )
    elif true:
        who = english.capitalised(_listed(true))
        yield ngettext("{who} also said it was true.", "{who} also said it was true.", len(true), who=who)
    elif denying:
        who = english.capitalised(_listed(denying))
        yield ngettext("{who} also said it was false.", "{who} also said it was false.", len(denying), who=who)
    if doubting:
        who = english.capitalised(_listed(doubting))
        yield ngettext("{who} called it doubtful.", "{who} called it doubtful.", len(doubting), who=who)


def _without_turn(
    archive: Archive, proposition: str, true: Sequence[Side], false: Sequence[Side], neither: Sequence[Side]
) -> Iterator[str]:
    both = [side for side in true if side in false]
    only_doubted = false and all(p.stance == "doubts" for side in false for p in side.of("false"))
    if both:
        yield ngettext(
            "{who} took both sides, and no date proves which came first.",
            "{who} took both sides, and no date proves which came first.",
            len(both),
            who=english.capitalised(_listed(both)),
        )
        true, false = [s for s in true if s not in both], [s for s in false if s not in both]
        yield from _others(true, false)
    elif true and false and only_doubted:
        yield _(
            "According to {who} it is **true**; {others} called it **doubtful**.",
            who=_listed(true),
            others=_listed(false),
        )
    elif true and false:
        yield _(
            "According to {who} it is **true**; according to {others} it is **false**.",
            who=_listed(true),
            others=_listed(false),
        )
    elif true:
        yield _("According to {who} it is **true**.", who=_listed(true))
        opposed = _opposed(archive, proposition)
        yield (
            _("A claim that contradicts it comes from {who}.", who=opposed)
            if opposed
            else _("Nobody in this archive says it is false.")
        )
    elif false:
        who = english.capitalised(_listed(false))
        yield (
            ngettext("{who} called it **doubtful**.", "{who} called it **doubtful**.", len(false), who=who)
            if only_doubted
            else _("According to {who} it is **false**.", who=_listed(false))
        )
        yield _("Nobody in this archive says it is true.")
    elif neither and all(p.stance == "declines" for side in neither for p in side.of("neither")):
        yield ngettext(
            "{who} **would not say** whether it is true.",
            "{who} **would not say** whether it is true.",
            len(neither),
            who=english.capitalised(_listed(neither)),
        )
    elif neither:
        yield ngettext(
            "{who} **took back** what had been said of it.",
            "{who} **took back** what had been said of it.",
            len(neither),
            who=english.capitalised(_listed(neither)),
        )
    else:
        opposed = _opposed(archive, proposition)
        yield _("No article in this archive reports what anyone says about it.")
        if opposed:
            yield _("A claim that contradicts it comes from {who}.", who=opposed)


def _opposed(archive: Archive, proposition: str) -> str:
    """Those who say that a claim is true that contradicts this one, in words; empty if there are none."""
    found = stances(archive)
    held = [p for other in found.contradicting[proposition] for p in found.positions[other] if p.side == 1]
    agents = dict.fromkeys(p.parties[0] if p.parties else p.holder.id or p.holder.unnamed or "" for p in held)
    names = [in_sentence(archive, AgentRef(id=a) if a in archive else AgentRef(unnamed=a)) for a in agents]
    return _shorten(names)


def _turned(archive: Archive, reversal: Reversal, sides: Sides) -> Iterator[str]:
    start, end = reversal.before[0], reversal.after[0]
    facts = {
        "who": _plain(in_sentence(archive, AgentRef(id=reversal.subject))),
        "first": when_in_sentence(start),
        "then": when_in_sentence(end),
        "days": duration(reversal),
    }
    first = any(p.key == start.key for side in sides.all for p in side.positions)
    sentence = OPPOSED[first] if reversal.against else TURNED[start.stance, end.stance]
    yield english.capitalised(_(sentence, **facts))
    if start.rests_on == end.rests_on and start.rests_on in BOTH:
        yield _(BOTH[start.rests_on])
        return
    for position, grounds in ((start, EARLIER), (end, LATER)):
        if position.rests_on in grounds:
            yield _(grounds[position.rests_on])


def _listed(some: Sequence[Side]) -> str:
    return _shorten([side.told for side in some])


def _shorten(names: Sequence[str]) -> str:
    """The names in words: the first `MAX_NAMED`, and the number of others."""
    if len(names) <= MAX_NAMED + 1:
        return listed([*map(_plain, names)])
    return listed([*map(_plain, names[:MAX_NAMED]), ngettext("{n} other", "{n} others", len(names) - MAX_NAMED)])
