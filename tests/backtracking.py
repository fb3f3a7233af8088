"""Counts the steps that a backtracking engine takes for a regular expression: its work, measured without a clock.

`CountingPattern` matches as Python's own engine does, by the tree that `re` makes of a pattern, and counts every letter it looks at.
`hostile_texts` derives texts from the pattern itself on which a pattern that may take more than linear time does so.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import _compiler as compiler  # type: ignore[attr-defined]  # the tree of a pattern has no public names
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], bool]
Node = Callable[[int, Then], bool]
"""What matches from a place on, and hands each end it finds to what follows, until that holds."""

MANY = 20
"""Repetitions with a smaller limit are not pumped."""
_LETTERS = "a1 \n\tAb_-.,:;/'\"“”«»’()[]{}<>=&#%@+*|\\!?~`^$éжЖ한漢\u00a0\u2013\u2014\u3000\x00"
_SINGLE = (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)


class TooManyError(Exception):
    """The limit of steps was exceeded."""


@dataclass(frozen=True, slots=True)
class HostileText:
    """A text whose middle is repeated: its beginning, the repeated part, and its end."""

    head: str
    pump: str
    tail: str

    def text(self, size: int) -> str:
        """The text whose repeated part has about this many letters."""
        return self.head + self.pump * max(1, size // len(self.pump)) + self.tail


class CountingPattern:
    """A pattern that counts its steps. `flags` are those of `re`."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        # A pattern of bytes is read as that of the letters with these numbers.
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        self.tree = parser.parse(text, flags)
        self.flags = self.tree.state.flags
        self.leaves: list[_Leaf] = []
        self._made: dict[int, _Leaf] = {}
        self._text, self._steps, self._most = "", 0, 0
        self._groups: dict[int, tuple[int, int]] = {}
        self._start = self._sequence(list(self.tree))

    def steps(self, text: str, way: str = "search", most: int = 10**9) -> int:
        """The steps of a search for all matches; with "match" or "fullmatch", of one match. Raises TooManyError if
        there are more than `most`."""
        self.spans(text, way, most)
        return self._steps

    def spans(self, text: str, way: str = "search", most: int = 10**9) -> list[tuple[int, int]]:
        """The spans of all matches."""
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, 1_000_000))
        try:
            return self._spans(text, way, most)
        finally:  # a test that comes later in this process may need the limit
            sys.setrecursionlimit(limit)

    def _spans(self, text: str, way: str, most: int) -> list[tuple[int, int]]:
        self._text, self._steps, self._most = text, 0, most
        found: list[tuple[int, int]] = []
        at, last = 0, -1
        while at <= len(text):
            self._groups.clear()
            end = self._end_of(self._start, at, whole=way == "fullmatch", empty=at != last)
            self._tick()
            if end is None:
                at += 1
            else:
                found.append((at, end))
                at, last = end, (end if end == at else -1)  # no empty match begins directly after an empty match
            if way != "search":
                break
        return found

    def _end_of(self, node: Node, at: int, *, whole: bool = False, empty: bool = True) -> int | None:
        ends: list[int] = []

        def ended(end: int) -> bool:
            if (whole and end != len(self._text)) or (end == at and not empty):
                return False
            ends.append(end)
            return True

        return ends[0] if node(at, ended) else None

    def _tick(self) -> None:
        self._steps += 1
        if self._steps > self._most:
            raise TooManyError

    # --- the parts of a pattern, each made once ---

    def leaf(self, item: Any) -> _Leaf:
        """The matcher of an item that takes one letter."""
        made = self._made.get(id(item))
        if made is None:
            made = self._made[id(item)] = _Leaf(item, self.flags)
            self.leaves.append(made)
        return made

    def _sequence(self, items: Sequence[Any]) -> Node:
        nodes = [self._node(item) for item in items]
        if len(nodes) == 1:
            return nodes[0]
        rest: Node = lambda at, then: then(at)  # noqa: E731
        for node in reversed(nodes):
            rest = _joined(node, rest)
        return rest

    def _node(self, item: Any) -> Node:
        op, value = item
        if op in _SINGLE:
            return self._one(self.leaf(item))
        if op is c.SUBPATTERN:
            return self._group(value[0], self._sequence(list(value[3])))
        if op is c.BRANCH:
            return self._branch([(self._first(list(branch)), self._sequence(list(branch))) for branch in value[1]])
        if op is c.ATOMIC_GROUP:
            return self._atomic(self._sequence(list(value)))
        if op in (c.ASSERT, c.ASSERT_NOT):
            way, inner = value
            return self._looking(self._sequence(list(inner)), way, inner.getwidth()[0], op is c.ASSERT)
        if op is c.AT:
            return self._place(value)
        if op is c.GROUPREF:
            return self._again(value)
        if op is c.GROUPREF_EXISTS:
            group, yes, no = value
            return self._either(group, self._sequence(list(yes)), self._sequence(list(no or ())))
        if op in _REPEATS:
            least, most, inner = value
            items = list(inner)
            if len(items) == 1 and items[0][0] in _SINGLE:
                return self._letters(op, least, most, self.leaf(items[0]))
            return self._repeat(op, least, most, self._sequence(items))
        raise NotImplementedError(op)

    def _one(self, leaf: _Leaf) -> Node:
        takes = leaf.takes

        def node(at: int, then: Then) -> bool:
            self._tick()
            return at < len(self._text) and takes(self._text[at]) and then(at + 1)

        return node

    def _letters(self, op: Any, least: int, most: int, leaf: _Leaf) -> Node:
        takes = leaf.takes

        def taken(at: int, number: int) -> int:
            end, limit = at, min(len(self._text), at + number)
            while end < limit and takes(self._text[end]):
                end += 1
            self._steps += end - at
            self._tick()
            return end

        def lazy(at: int, then: Then) -> bool:
            end = taken(at, least)
            if end - at < least:
                return False
            while not then(end):
                if end - at >= most or taken(end, 1) == end:
                    return False
                end += 1
            return True

        def greedy(at: int, then: Then) -> bool:
            end = taken(at, most)
            while end - at >= least:
                self._tick()
                if then(end):
                    return True
                end -= 1
            return False

        def possessive(at: int, then: Then) -> bool:
            end = taken(at, most)
            return end - at >= least and then(end)

        return lazy if op is c.MIN_REPEAT else possessive if op is c.POSSESSIVE_REPEAT else greedy

    def _repeat(self, op: Any, least: int, most: int, inner: Node) -> Node:
        def possessive(at: int, then: Then) -> bool:
            number = 0
            while number < most:
                end = self._end_of(inner, at)
                if end is None or (end == at and number >= least):
                    break
                at, number = end, number + 1
            return number >= least and then(at)

        def some(at: int, then: Then) -> bool:
            def again(number: int, here: int, before: int) -> bool:
                self._tick()

                def more() -> bool:
                    if number >= most or (here == before and number > least):
                        return False
                    return inner(here, lambda end: again(number + 1, end, here))

                if number < least:
                    return more()
                return then(here) or more() if op is c.MIN_REPEAT else more() or then(here)

            return again(0, at, -1)

        return possessive if op is c.POSSESSIVE_REPEAT else some

    def _group(self, number: int | None, inner: Node) -> Node:
        if number is None:
            return inner

        def node(at: int, then: Then) -> bool:
            def closed(end: int) -> bool:
                before = self._groups.get(number)
                self._groups[number] = (at, end)
                if then(end):
                    return True
                if before is None:
                    del self._groups[number]
                else:
                    self._groups[number] = before
                return False

            return inner(at, closed)

        return node

    def _first(self, items: list[Any]) -> _Leaf | None:
        """The first item, if every text that the items match begins with a letter of it."""
        if not items:
            return None
        op, value = items[0]
        if op in _SINGLE:
            return self.leaf(items[0])
        if op is c.SUBPATTERN:
            return self._first(list(value[3]))
        return self._first(list(value[2])) if op in _REPEATS and value[0] else None

    def _branch(self, branches: list[tuple[_Leaf | None, Node]]) -> Node:
        fit: dict[str, list[Node]] = {}

        def node(at: int, then: Then) -> bool:
            letter = self._text[at : at + 1]
            if letter not in fit:
                fit[letter] = [it for first, it in branches if first is None or (letter and first.takes(letter))]
            self._steps += len(branches)
            self._tick()
            for branch in fit[letter]:  # noqa: SIM110  # `any` would take a frame of C for each letter of a long text
                if branch(at, then):
                    return True
            return False

        return node

    def _atomic(self, inner: Node) -> Node:
        def node(at: int, then: Then) -> bool:
            end = self._end_of(inner, at)
            return end is not None and then(end)

        return node

    def _looking(self, inner: Node, way: int, width: int, wanted: bool) -> Node:
        def node(at: int, then: Then) -> bool:
            self._tick()
            start = at if way > 0 else at - width
            return (start >= 0 and self._end_of(inner, start) is not None) == wanted and then(at)

        return node

    def _again(self, number: int) -> Node:
        def node(at: int, then: Then) -> bool:
            first, last = self._groups.get(number, (0, -1))
            if last < first:
                return False
            self._steps += last - first
            self._tick()
            return self._text.startswith(self._text[first:last], at) and then(at + last - first)

        return node

    def _either(self, number: int, yes: Node, no: Node) -> Node:
        def node(at: int, then: Then) -> bool:
            return yes(at, then) if number in self._groups else no(at, then)

        return node

    def _place(self, where: Any) -> Node:
        holds = _places(self.flags)[where]

        def node(at: int, then: Then) -> bool:
            self._tick()
            return holds(self._text, at) and then(at)

        return node


class _Leaf:
    """An item that takes one letter."""

    def __init__(self, item: Any, flags: int) -> None:
        state = parser.State()
        state.flags = flags
        self._one = compiler.compile(parser.SubPattern(state, [item]), flags)
        self._known: dict[str, bool] = {}

    def takes(self, letter: str) -> bool:
        """Whether it matches this letter, according to `re`."""
        known = self._known.get(letter)
        if known is None:
            known = self._known[letter] = self._one.fullmatch(letter) is not None
        return known


def _joined(node: Node, rest: Node) -> Node:
    return lambda at, then: node(at, lambda end: rest(end, then))


def _places(flags: int) -> dict[Any, Callable[[str, int], bool]]:
    many = bool(flags & re.MULTILINE)
    word = re.compile(r"\w", flags & re.ASCII)

    def edge(text: str, at: int) -> bool:
        return (at > 0 and word.match(text, at - 1) is not None) != (word.match(text, at) is not None)

    return {
        c.AT_BEGINNING: lambda text, at: at == 0 or (many and text[at - 1] == "\n"),
        c.AT_BEGINNING_STRING: lambda _, at: at == 0,
        c.AT_END_STRING: lambda text, at: at == len(text),
        c.AT_END: lambda text, at: at >= len(text) - (text[-1:] == "\n") or (many and text[at] == "\n"),
        c.AT_BOUNDARY: edge,
        c.AT_NON_BOUNDARY: lambda text, at: bool(text) and not edge(text, at),
    }


# --- texts that make a pattern work ---


def letters_of(counted: CountingPattern) -> list[str]:
    """One letter of each class that the items of a pattern distinguish."""
    own = [chr(number) for number in _numbers(list(counted.tree))]
    kinds: dict[tuple[bool, ...], str] = {}
    for letter in dict.fromkeys([*_LETTERS, *own]):
        takes = (leaf.takes(letter) for leaf in counted.leaves)
        kinds.setdefault((letter == "\n", letter.isalnum(), *takes), letter)  # where lines and words begin, counts too
    return list(kinds.values())


def _numbers(items: Sequence[Any]) -> Iterator[int]:
    for op, value in items:
        if op in (c.LITERAL, c.NOT_LITERAL):
            yield value
        elif op is c.IN:
            for kind, part in value:
                if kind is c.LITERAL:
                    yield part
                elif kind is c.RANGE:
                    yield part[0]
        for inner in _within(op, value):
            yield from _numbers(inner)


def _within(op: Any, value: Any) -> list[list[Any]]:
    """The items inside an item, by branch."""
    if op is c.SUBPATTERN:
        return [list(value[3])]
    if op is c.BRANCH:
        return [list(branch) for branch in value[1]]
    if op is c.ATOMIC_GROUP:
        return [list(value)]
    if op is c.GROUPREF_EXISTS:
        return [list(value[1]), list(value[2] or ())]
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [list(value[1])]
    if op in _REPEATS:
        return [list(value[2])]
    return []


class _Sampler:
    """Makes short texts that match items, from preferred letters."""

    def __init__(self, counted: CountingPattern, letters: Sequence[str]) -> None:
        self._counted, self._letters = counted, letters

    def of(self, items: Sequence[Any], liked: Iterable[str], branch: int = 0, *, spare: bool = False) -> str:
        """A text that matches the items: from these letters if possible, by this branch wherever there are several. A
        spare one leaves out what may be left out."""
        letters = [*liked, *self._letters]
        out = ""
        for item in items:
            op, value = item
            if op is c.LITERAL:
                out += chr(value)
            elif op in _SINGLE:
                out += next(filter(self._counted.leaf(item).takes, letters), "")
            elif op in _REPEATS:
                inner = self.of(list(value[2]), liked, branch, spare=spare)
                out += inner * (min(value[0], 5) if spare or value[0] else min(1, value[1]))
            elif op is c.BRANCH:
                out += self.of(list(value[1][branch % len(value[1])]), liked, branch, spare=spare)
            elif op is c.ASSERT_NOT or (op is c.ASSERT and value[0] > 0):
                continue
            else:
                for inner_items in _within(op, value)[:1]:
                    out += self.of(inner_items, liked, branch, spare=spare)
        return out


_MAX_PREFERRED = 3
"""Letters that each repetition is tried with: those that most items of the pattern take."""
_PAIRED = 6
"""Letters tried after one of these."""
_WAYS = ((0, False), (1, True), (2, False))
_MAX_TEXT = 100
"""Letters of what is repeated in a text."""


def hostile_texts(counted: CountingPattern) -> list[HostileText]:
    """Texts that may cause much backtracking: each repetition's own letters, and what begins it again and again."""
    letters = letters_of(counted)
    ranked = sorted(letters, key=lambda letter: -sum(leaf.takes(letter) for leaf in counted.leaves))
    sampler = _Sampler(counted, ranked)
    found: dict[HostileText, None] = {}
    for before, items, behind in _repetitions(list(counted.tree), [], []):
        leaf = counted.leaf(items[0]) if len(items) == 1 and items[0][0] in _SINGLE else None
        all_taken = [letter for letter in ranked if leaf is None or leaf.takes(letter)]
        taken = list(dict.fromkeys([*all_taken[:_MAX_PREFERRED], *(letter for letter in all_taken if letter == "\n")]))
        refused = next((letter for letter in reversed(ranked) if leaf is not None and not leaf.takes(letter)), "\x00")
        for letter, (branch, spare) in itertools.product(taken, _WAYS):
            liked = (letter, *taken)
            head = sampler.of(before, liked, branch, spare=spare)
            inner = sampler.of(items, liked, branch, spare=spare)
            follows = sampler.of(behind[:1], liked, branch, spare=spare)
            begun = [(head, pump) for pump in (inner, inner + follows, letter)]
            again = [("", head + pump) for pump in ("", inner, inner + follows, letter, inner * 3)]
            alone = [("", pump) for pump in (inner, inner + follows, inner + letter, follows)]
            for start, pump in [*begun, *again, *alone]:
                if 0 < len(pump) <= _MAX_TEXT:
                    found[HostileText(start, pump, refused)] = None
                    if letter == taken[0]:
                        found[HostileText(start, pump, "\n\x00")] = None
            for other in ranked[:_MAX_PREFERRED]:
                found[HostileText("", letter + other, refused)] = None
            begins = sampler.of(before, (letter, *taken))
            for other in all_taken[:_PAIRED]:
                found[HostileText("", (begins + letter + other)[-_MAX_TEXT:], refused)] = None
    whole = sampler.of(list(counted.tree), ())
    for text in {whole, whole[:-1], whole[: len(whole) // 2], whole[:1]} - {""}:
        found[HostileText("", text, "\x00")] = None
    return list({one.text(SHORT[1]): one for one in found}.values())


def _repetitions(
    items: list[Any], before: list[Any], behind: list[Any]
) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Each long repetition: the items before it, its own items, and the items after it."""
    for at, (op, value) in enumerate(items):
        ahead, rest = before + items[:at], items[at + 1 :] + behind
        if op in _REPEATS and value[1] > MANY:
            yield ahead, list(value[2]), rest
        for inner in _within(op, value):
            yield from _repetitions(inner, ahead, rest)


# --- how the work grows ---

SHORT, LONG = (40, 80), (500, 1000)
MAX_GROWTH = 2.2
"""The factor by which steps may grow if the text doubles in length."""
_CLEARLY_LINEAR = 2.03
"""Up to here a short text's growth is that of a linear pattern."""
_MAX_STEPS = 1000
"""Steps for each letter, beyond which nothing is counted."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The most that a pattern's steps grow by when a text doubles, the steps for each letter of the longer, and that text."""

    times: float
    each: float
    worst: HostileText

    def __lt__(self, other: Growth) -> bool:
        return (self.times, self.each) < (other.times, other.each)


def growth(pattern: str | bytes, flags: int = 0, way: str = "search") -> Growth:
    """The worst of the hostile texts. What grows a little faster than a short one is measured again on a long one, on which
    repetitions of a few hundred have their end, and on which a square is far above what is linear."""
    counted = CountingPattern(pattern, flags)
    worst = Growth(0.0, 0.0, HostileText("", "", ""))
    suspects: list[Growth] = []
    for text in hostile_texts(counted):
        grown = _growth(counted, text, SHORT, way)
        if grown.times <= _CLEARLY_LINEAR:
            worst = max(worst, grown)
            continue
        suspects.append(grown)
        if grown.times == math.inf:
            break
    # The ones that grow most, and the ones that take most.
    chosen = [*sorted(suspects)[-3:], *sorted(suspects, key=lambda it: it.each)[-3:]]
    for text in {one.worst: None for one in reversed(chosen)}:
        worst = max(worst, _growth(counted, text, LONG, way))
        if worst.times > MAX_GROWTH:
            break
    return worst


def _growth(counted: CountingPattern, one: HostileText, sizes: tuple[int, int], way: str) -> Growth:
    each = []
    for text in map(one.text, sizes):
        try:
            each.append(counted.steps(text, way, _MAX_STEPS * len(text)) / len(text))
        except TooManyError:
            return Growth(math.inf, math.inf, one)
    return Growth(2 * each[1] / each[0], each[1], one)
