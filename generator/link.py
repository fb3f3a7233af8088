"""Who refers to whom: every reference of every record resolved, and each that cannot be reported."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any

from pydantic import BaseModel

from generator import body as bodies
from generator.archive import Archive, Mention
from generator.load import Contents
from generator.model import AnyRecord, Article, Kind, Refers, Utterance, kind_of
from generator.problems import Place, Problem, did_you_mean
from generator.source import Source, Steps, dotted


def link(contents: Contents) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive, and the faults of its references. Where some stand, the archive is whole but for what they name."""
    records: dict[str, AnyRecord] = {}
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for loaded in contents.files.values():
        record = loaded.record
        if record is None or loaded.source is None:
            continue
        if record.id in records:
            first = sources[record.id].path
            fault = f"the id '{record.id}' is taken by {first}"
            problems.append(Problem(Place(loaded.path), "", fault, "ids are unique over all kinds: rename one of the two files"))
            continue
        records[record.id] = record
        sources[record.id] = loaded.source
    formerly, clashes = _formerly(records, sources)
    problems.extend(clashes)
    # A file that could not be loaded still holds its id: what refers to it is not at fault.
    broken = {path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path, f in contents.files.items() if f.record is None}
    names = _Names(records, formerly, frozenset(broken))
    mentions: list[Mention] = []
    for record_id, record in records.items():
        source = sources[record_id]
        problems.extend(_faulty_references(record, source, names))
        if isinstance(record, Article):
            problems.extend(_faulty_parts(record, source, records, names))
            found, faults = _mentions(record, source, records, names)
            mentions.extend(found)
            problems.extend(faults)
        elif isinstance(record, Utterance):
            problems.extend(_faulty_passages(record, source, records, names))
    paths = {record_id: source.path for record_id, source in sources.items()}
    return Archive(contents.settings, records, paths, tuple(mentions), formerly), tuple(problems)


# --- ids -----------------------------------------------------------------------------------------------------------------


class _Names:
    """Which ids there are, of which kind, and what to say of those there are not."""

    def __init__(self, records: Mapping[str, AnyRecord], formerly: Mapping[str, str], broken: frozenset[str]) -> None:
        self.kinds: dict[str, Kind] = {record_id: kind_of(record) for record_id, record in records.items()}
        self._formerly = formerly
        self._broken = broken
        self._ids_of: dict[Kind, list[str]] = {}
        for record_id, kind in self.kinds.items():
            self._ids_of.setdefault(kind, []).append(record_id)

    def fault(self, record_id: str, wanted: tuple[Kind, ...]) -> tuple[str, str] | None:
        """Why no record of the wanted kinds has this id, with a remedy; None where one has."""
        kind = self.kinds.get(record_id)
        if kind in wanted or (kind is None and record_id in self._broken):
            return None
        known = [i for k in wanted for i in self._ids_of.get(k, ())]
        what = "record" if len(wanted) == len(_EVERY_KIND) else " or ".join(wanted)
        if kind is not None:
            article = "an" if kind[0] in "aeou" else "a"
            return f"'{record_id}' is {article} {kind}, and {what} is wanted here", did_you_mean(record_id, known)
        if record_id in self._formerly:
            return f"'{record_id}' is a former id", f"it is now '{self._formerly[record_id]}'"
        remedy = did_you_mean(record_id, known, f"add the {wanted[0]}, or look its id up" if len(wanted) < 3 else "look its id up")
        return f"no {what} has the id '{record_id}'", remedy


_EVERY_KIND: tuple[Kind, ...] = typing.get_args(Kind)


def _formerly(records: Mapping[str, AnyRecord], sources: Mapping[str, Source]) -> tuple[dict[str, str], list[Problem]]:
    formerly: dict[str, str] = {}
    problems = []
    for record_id, record in records.items():
        for number, old in enumerate(getattr(record, "formerly", ())):
            taken = old if old in records else formerly.get(old)
            if taken:
                place = sources[record_id].place(("formerly", number))
                fault = f"the former id '{old}' belongs to '{taken}'"
                problems.append(Problem(place, f"formerly.{number}", fault, "an id is never reused: take it out"))
            else:
                formerly[old] = record_id
    return formerly, problems


# --- references in fields ------------------------------------------------------------------------------------------------


def _faulty_references(record: AnyRecord, source: Source, names: _Names) -> Iterator[Problem]:
    for steps, wanted, record_id in references(record):
        fault = names.fault(record_id, wanted)
        if fault:
            place = source.place(steps)
            yield Problem(place, dotted(_written(source, steps)), *fault)


def references(record: BaseModel) -> Iterator[tuple[Steps, tuple[Kind, ...], str]]:
    """Every id that the record's fields name: where, of which kinds it may be, and the id."""
    for name, alias, walk in _walkers(type(record)):
        value = getattr(record, name)
        if value is not None and value != ():
            yield from walk(value, (alias,))


_Walk = Callable[[Any, Steps], Iterable[tuple[Steps, tuple[Kind, ...], str]]]


@cache
def _walkers(model: type[BaseModel]) -> tuple[tuple[str, str, _Walk], ...]:
    """For each field of the model that can hold a reference, how to reach it. Worked out once from the annotations."""
    hints = typing.get_type_hints(model, include_extras=True)
    found = []
    for name, field in model.model_fields.items():
        walk = _walker(hints[name])
        if walk:
            found.append((name, field.alias or name, walk))
    return tuple(found)


def _walker(hint: Any) -> _Walk | None:
    if typing.get_origin(hint) is typing.Annotated:
        inner, *marks = typing.get_args(hint)
        refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
        if refers:
            kinds = refers.kinds
            return lambda value, steps: ((steps, kinds, value),)
        return _walker(inner)
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        walks = [walk for walk in map(_walker, typing.get_args(hint)) if walk]
        return walks[0] if walks else None
    if typing.get_origin(hint) is tuple:
        item = _walker(typing.get_args(hint)[0])
        if item is None:
            return None
        return lambda values, steps: (
            found for number, value in enumerate(values) for found in item(value, (*steps, number))
        )
    if isinstance(hint, type) and issubclass(hint, BaseModel) and _walkers(hint):
        return lambda value, steps: (((*steps, *inner), kinds, i) for inner, kinds, i in references(value))
    return None


def _written(source: Source, steps: Steps) -> Steps:
    """The steps that stand in the file: a short form has fewer than its widened value."""
    at: Any = source.tree
    for depth, step in enumerate(steps):
        if isinstance(at, dict) and step in at:
            at = at[str(step)]
        elif isinstance(at, list) and isinstance(step, int) and step < len(at):
            at = at[step]
        else:
            return steps[:depth]
    return steps


# --- references between parts of records ---------------------------------------------------------------------------------


def _faulty_parts(article: Article, source: Source, records: Mapping[str, AnyRecord], names: _Names) -> Iterator[Problem]:
    """Ids within the article that are given twice, passages that do not exist, quotations that a statement has not."""
    seen: dict[str, str] = {}
    own = {quotation.id for quotation in article.quotations}
    for field in ("quotations", "statements", "figures"):
        for number, part in enumerate(getattr(article, field)):
            if part.id in seen:
                place = source.place((field, number, "id"))
                fault = f"the id '{part.id}' stands twice in this article, first in {seen[part.id]}"
                yield Problem(place, f"{field}.{number}.id", fault, "give each its own: it is part of an address")
            seen.setdefault(part.id, field)
            for place_in_list, quotation_id in enumerate(getattr(part, "quotations", ())):
                if quotation_id not in own:
                    steps = (field, number, "quotations", place_in_list)
                    fault = f"no quotation of this article has the id '{quotation_id}'"
                    yield Problem(source.place(steps), dotted(steps), fault, did_you_mean(quotation_id, own))
    for number, quotation in enumerate(article.quotations):
        if quotation.utterance:
            steps = ("quotations", number, "utterance")
            utterance_id, passage_id = quotation.utterance.split("/")
            fault_and_remedy = names.fault(utterance_id, ("utterance",))
            utterance = records.get(utterance_id)
            if fault_and_remedy is None and isinstance(utterance, Utterance):
                passages = [passage.id for passage in utterance.passages]
                if passage_id not in passages:
                    remedy = did_you_mean(passage_id, passages, f"its passages are {', '.join(passages)}")
                    fault_and_remedy = f"the utterance '{utterance_id}' has no passage '{passage_id}'", remedy
            if fault_and_remedy:
                yield Problem(source.place(steps), dotted(steps), *fault_and_remedy)


def _faulty_passages(utterance: Utterance, source: Source, records: Mapping[str, AnyRecord], names: _Names) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, passage in enumerate(utterance.passages):
        if passage.id in seen:
            place = source.place(("passages", number, "id"))
            fault = f"the passage '{passage.id}' stands twice"
            yield Problem(place, f"passages.{number}.id", fault, "give each its own id: it is part of an address")
        seen.add(passage.id)
        if passage.base is None:
            continue
        steps = ("passages", number, "base")
        article_id, quotation_id = passage.base.split("/")
        fault_and_remedy = names.fault(article_id, ("article",))
        article = records.get(article_id)
        if fault_and_remedy is None and isinstance(article, Article):
            renders = {q.id: q.utterance for q in article.quotations}
            if quotation_id not in renders:
                fault_and_remedy = (
                    f"the article '{article_id}' has no quotation '{quotation_id}'",
                    did_you_mean(quotation_id, renders),
                )
            elif renders[quotation_id] != f"{utterance.id}/{passage.id}":
                fault_and_remedy = f"'{passage.base}' does not render this passage", "name one that does"
        if fault_and_remedy:
            yield Problem(source.place(steps), dotted(steps), *fault_and_remedy)


# --- the body ------------------------------------------------------------------------------------------------------------


def _mentions(
    article: Article, source: Source, records: Mapping[str, AnyRecord], names: _Names
) -> tuple[list[Mention], list[Problem]]:
    """Each mention with its sentence, and each link of the body that leads nowhere."""
    problems = []
    own = {quotation.id: quotation for quotation in article.quotations}
    shown: dict[bodies.Link, str] = {}
    for found in bodies.links(article.body):
        if found.quotation is not None:
            if found.quotation in own:
                shown[found] = f"“{own[found.quotation].words}”"
                continue
            fault = (f"no quotation of this article has the id '{found.quotation}'", did_you_mean(found.quotation, own))
        else:
            unknown = names.fault(found.target, _EVERY_KIND)
            if unknown is None:
                record = records.get(found.target)
                shown[found] = found.shown or (record.name if record else found.target)
                continue
            fault = unknown
        problems.append(Problem(source.place_in_body(found.start), "body", *fault))
    mentions = []
    spans = list(bodies.sentences(article.body)) if shown else []
    links = sorted(shown, key=lambda x: x.start)
    for start, end in spans:
        inside = [x for x in links if start <= x.start and x.end <= end]
        for one in inside:
            if one.quotation is None and one.target in records:
                before = _plain(article.body, start, one.start, inside, shown)
                after = _plain(article.body, one.end, end, inside, shown)
                mentions.append(Mention(article, one.target, before, shown[one], after))
    return mentions, problems


def _plain(body: str, start: int, end: int, links: list[bodies.Link], shown: Mapping[bodies.Link, str]) -> str:
    """The body from `start` to `end` as plain text, its links as the words they show."""
    pieces, at = [], start
    for one in links:
        if start <= one.start and one.end <= end:
            pieces += [body[at : one.start], shown[one]]
            at = one.end
    pieces.append(body[at:end])
    return bodies.unmarked("".join(pieces))


