"""Resolves the references of all records, and reports those that lead nowhere."""

from __future__ import annotations

import re
import typing
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from generator.archive.archive import Archive, Mention
from generator.problems import Place, Problem, did_you_mean, quote_briefly
from generator.records import structure
from generator.records.load import Contents, LoadedFile
from generator.records.model import RECORDS, AnyRecord, Article, Kind, Utterance
from generator.records.scalars import PassageRef, QuotationRef, ref_in, slug_fault
from generator.records.settings import Settings
from generator.records.yaml_text import Source, Steps, Tree, field_path
from generator.text import english, lines, sections, terms, wikilinks
from generator.text.sentences import sentences


def link(contents: Contents) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive, and the problems with its references. Broken references are left as they are; everything else is
    linked.

    A file that failed validation still reserves its id, so that references to it are not reported as well. Its own
    references are checked as far as they can be read, so that an author sees all faults in one run.
    """
    holders: dict[str, LoadedFile] = {}
    problems: list[Problem] = []
    for loaded in contents.files.values():
        first = holders.setdefault(loaded.id, loaded)
        if first is not loaded and not slug_fault(loaded.id):
            fault = f"the id '{loaded.id}' is taken by {first.path}"
            remedy = "ids are unique over all kinds: rename one of the two files"
            problems.append(Problem("id-taken", Place(loaded.path), "", fault, remedy))
    formerly, clashes = _former_ids(holders)
    problems.extend(clashes)
    records = {record_id: loaded.record for record_id, loaded in holders.items() if loaded.record is not None}
    names = _Names(holders, formerly)
    mentions: list[Mention] = []
    for loaded in contents.files.values():
        if loaded.source is None:
            continue
        problems.extend(_faulty_references(loaded, loaded.source, names))
        if loaded.kind == "article":
            problems.extend(_faulty_parts(loaded.source, names))
            problems.extend(_faulty_links(loaded.source, names))
        elif loaded.kind == "story":
            problems.extend(_faulty_steps(loaded.source, names))
            problems.extend(_faulty_links(loaded.source, names, by_hand=True))
        elif loaded.kind == "utterance":
            problems.extend(_faulty_passages(loaded.id, loaded.source, names))
        if isinstance(loaded.record, Article) and holders[loaded.id] is loaded:
            mentions.extend(_mentions(loaded.record, records, contents.settings.language))
    for path, text in contents.pages.items():
        page = Source(path, {}, "", 1, body=wikilinks.without_code(text))
        problems.extend(_faulty_links(page, names, by_hand=True))
    if contents.settings_source:
        problems.extend(_faulty_settings(contents.settings, contents.settings_source, names))
    paths = {record_id: holders[record_id].path for record_id in records}
    archive = Archive(contents.settings, records, paths, tuple(mentions), formerly, reached_addresses=contents.reached)
    return archive, tuple(problems)


# --- ids -----------------------------------------------------------------------------------------------------------------


Fault = tuple[str, str, str]
"""A problem's code, fault and remedy."""


class _Names:
    """Looks up ids, and explains what is wrong with one that does not exist or is of the wrong kind."""

    def __init__(self, holders: Mapping[str, LoadedFile], formerly: Mapping[str, str]) -> None:
        self.holders = holders
        self._formerly = formerly
        self._ids_of: dict[Kind, list[str]] = {}
        for record_id, loaded in holders.items():
            self._ids_of.setdefault(loaded.kind, []).append(record_id)

    def fault(self, record_id: str, wanted: tuple[Kind, ...]) -> Fault | None:
        """What is wrong with a reference to this id; None if it is the id of a record of a wanted kind."""
        holder = self.holders.get(record_id)
        if holder and holder.kind in wanted:
            return None
        what = "record" if len(wanted) == len(_EVERY_KIND) else _kinds_in_words(wanted)
        known = [i for k in wanted for i in self._ids_of.get(k, ())]
        if holder:
            why = f"'{record_id}' is {english.with_article(terms.KINDS[holder.kind].one)}, and {english.with_article(what)} is wanted here"
            return "wrong-kind", why, self._remedy_for_kind(holder, known)
        if record_id in self._formerly:
            return "former-id", f"'{record_id}' is a former id", f"it is now '{self._formerly[record_id]}'"
        otherwise = f"add the {_kinds_in_words(wanted)}, or look its id up" if what != "record" else "look its id up"
        return (
            "unknown-id",
            f"no {what} has the id '{quote_briefly(record_id)}'",
            did_you_mean(record_id, known, otherwise),
        )

    def _remedy_for_kind(self, holder: LoadedFile, known: list[str]) -> str:
        """The remedy for an id of the wrong kind: a record of a wanted kind with the same name, or else with a similar
        id."""
        name = getattr(holder.record, "name", None)
        namesake = next((i for i in known if name and getattr(self.holders[i].record, "name", None) == name), None)
        if namesake:
            return f"did you mean '{namesake}'?"
        speaks = holder.kind == "place" and any(self.holders[i].kind == "organisation" for i in known)
        otherwise = "a state that speaks is an organisation" if speaks else "look its id up, or leave it out"
        return did_you_mean(holder.id, known, otherwise)


_EVERY_KIND: tuple[Kind, ...] = typing.get_args(Kind)


def _kinds_in_words(kinds: tuple[Kind, ...]) -> str:
    *others, last = [terms.KINDS[kind].one for kind in kinds]
    return f"{', '.join(others)} or {last}" if others else last


def _former_ids(holders: Mapping[str, LoadedFile]) -> tuple[dict[str, str], list[Problem]]:
    formerly: dict[str, str] = {}
    problems = []
    for record_id, loaded in holders.items():
        old_ids = loaded.source.tree.get("formerly") if loaded.source else None
        for number, old in enumerate(old_ids if isinstance(old_ids, list) else []):
            if not isinstance(old, str):
                continue
            owner = old if old in holders else formerly.get(old)
            if owner and loaded.source:
                place = loaded.source.place(("formerly", number))
                whose = f"the id of {holders[old].path}" if old in holders else f"a former id of '{owner}' too"
                fault = f"'{quote_briefly(old)}' is {whose}"
                problems.append(
                    Problem("id-taken", place, f"formerly.{number}", fault, "an id is never reused: take it out")
                )
            else:
                formerly[old] = record_id
    return formerly, problems


# --- references in fields ------------------------------------------------------------------------------------------------


def _faulty_references(loaded: LoadedFile, source: Source, names: _Names) -> Iterator[Problem]:
    record = loaded.record
    if record and not any(names.fault(record_id, wanted) for wanted, record_id in loaded.cached(referred_to)):
        return
    for steps, wanted, record_id in references(record) if record else _references_in_tree(source.tree, loaded.kind):
        fault = names.fault(record_id, wanted)
        if fault:
            code, why, remedy = fault
            yield Problem(code, source.place(steps), field_path(source.existing_part(steps)), why, remedy)


def references(record: BaseModel) -> Iterator[tuple[Steps, tuple[Kind, ...], str]]:
    """Every reference in the record's fields: the steps that lead to it, the kinds allowed, and the id."""
    return ((it.steps, it.shape.refers.kinds, it.value) for it in structure.values(record, _refers) if it.shape.refers)


def referred_to(record: BaseModel) -> tuple[tuple[tuple[Kind, ...], str], ...]:
    """The ids to which the record's fields refer, without repeats, each with the kinds allowed."""
    return tuple(dict.fromkeys((wanted, record_id) for _, wanted, record_id in references(record)))


def _references_in_tree(tree: Tree, kind: Kind) -> Iterator[tuple[Steps, tuple[Kind, ...], str]]:
    """Like `references`, for a file that failed validation: the ids that can still be recognised."""
    for steps, shape, value in structure.values_in_tree(tree, RECORDS[kind], _refers):
        if shape.refers and isinstance(value, str) and not slug_fault(value):
            yield steps, shape.refers.kinds, value


def _refers(shape: structure.Shape) -> bool:
    return shape.refers is not None


# --- references between parts of records ---------------------------------------------------------------------------------


def _parts(tree: Tree, field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in a list of the tree, with their indices. They are read from the tree because the file may have
    failed validation."""
    parts = tree.get(field) if isinstance(tree, dict) else None
    for number, part in enumerate(parts if isinstance(parts, list) else []):
        if isinstance(part, dict):
            yield number, part


def _quotation_ids(source: Source) -> list[str] | None:
    """The ids of an article's quotations; None if any of them cannot be read, since then no id can be called
    missing."""
    written = source.tree.get("quotations") or []
    ids = [part.get("id") for _, part in _parts(source.tree, "quotations")]
    if not isinstance(written, list) or len(ids) != len(written) or not all(isinstance(i, str) for i in ids):
        return None
    return typing.cast("list[str]", ids)


def _faulty_parts(source: Source, names: _Names) -> Iterator[Problem]:
    """Ids used twice within an article, and references to passages and quotations that do not exist."""
    seen: dict[str, str] = {}
    quotation_ids = _quotation_ids(source)
    for field in ("quotations", "statements", "figures"):
        for number, part in _parts(source.tree, field):
            part_id, named_quotations = part.get("id"), part.get("quotations")
            if isinstance(part_id, str):
                if part_id in seen:
                    fault = f"the id '{quote_briefly(part_id)}' is used twice in this article, first in {seen[part_id]}"
                    yield _problem(
                        source,
                        (field, number, "id"),
                        "part-id-twice",
                        fault,
                        "give each its own: it is part of an address",
                    )
                seen.setdefault(part_id, field)
            for which, quotation_id in enumerate(named_quotations if isinstance(named_quotations, list) else []):
                if quotation_ids is not None and isinstance(quotation_id, str) and quotation_id not in quotation_ids:
                    fault = f"no quotation of this article has the id '{quote_briefly(quotation_id)}'"
                    steps = (field, number, "quotations", which)
                    yield _problem(source, steps, "unknown-quotation", fault, did_you_mean(quotation_id, quotation_ids))
    for number, part in _parts(source.tree, "quotations"):
        ref = ref_in(PassageRef, part.get("utterance"))
        if not ref:
            continue
        missing = names.fault(ref.utterance, ("utterance",))
        holder = names.holders.get(ref.utterance)
        if missing is None and holder and isinstance(holder.record, Utterance):
            passages = [passage.id for passage in holder.record.passages]
            if ref.passage not in passages:
                remedy = did_you_mean(ref.passage, passages, f"its sentences are {', '.join(passages)}")
                missing = "unknown-passage", f"the statement '{ref.utterance}' has no sentence '{ref.passage}'", remedy
        if missing:
            yield _problem(source, ("quotations", number, "utterance"), *missing)


def _faulty_passages(utterance_id: str, source: Source, names: _Names) -> Iterator[Problem]:
    """Ids of passages that are used twice, and each `base` that names no quotation, or one that does not render the
    passage."""
    seen: set[str] = set()
    for number, passage in _parts(source.tree, "passages"):
        passage_id = passage.get("id")
        if isinstance(passage_id, str):
            if passage_id in seen:
                fault = f"the sentence '{quote_briefly(passage_id)}' appears twice"
                yield _problem(
                    source,
                    ("passages", number, "id"),
                    "part-id-twice",
                    fault,
                    "give each its own id: it is part of an address",
                )
            seen.add(passage_id)
        base = ref_in(QuotationRef, passage.get("base"))
        if not base:
            continue
        missing = _missing_quotation(base, names)
        holder = names.holders.get(base.article)
        if missing is None and holder and isinstance(holder.record, Article):
            renders = {q.id: q.passage for q in holder.record.quotations}
            if renders[base.quotation] != PassageRef(utterance_id, str(passage_id)):
                why = f"'{base}' is no version of this sentence"
                missing = "wrong-base", why, "name one that does"
        if missing:
            yield _problem(source, ("passages", number, "base"), *missing)


def _faulty_steps(source: Source, names: _Names) -> Iterator[Problem]:
    """Ids of a story's steps that are used twice, quotations that do not exist, steps without a heading in the body and
    headings without a step."""
    heading_offsets: dict[str, int] = {}
    for heading in sections.split_sections(source.body or "").parts:
        if heading.id in heading_offsets:
            yield _in_body(
                source,
                heading.start,
                "heading-of-no-step",
                f"the step '{quote_briefly(heading.id)}' has a heading already",
                "keep one",
            )
        heading_offsets.setdefault(heading.id, heading.start)
    step_ids: set[str] = set()
    for number, step in _parts(source.tree, "steps"):
        step_id = step.get("id")
        if isinstance(step_id, str):
            if step_id in step_ids:
                fault, remedy = (
                    f"the step '{quote_briefly(step_id)}' appears twice",
                    "give each its own id: it is part of an address",
                )
                yield _problem(source, ("steps", number, "id"), "part-id-twice", fault, remedy)
            elif step_id not in heading_offsets:
                fault = f"no heading of the body opens the words of '{quote_briefly(step_id)}'"
                remedy = f"write ## and a title, and {{#{step_id}}} behind it, above its words"
                yield _problem(source, ("steps", number, "id"), "step-without-words", fault, remedy)
            step_ids.add(step_id)
        quotations = step.get("quotations")
        for which, path in enumerate(quotations if isinstance(quotations, list) else [quotations]):
            ref = ref_in(QuotationRef, path)
            missing = _missing_quotation(ref, names) if ref else None
            if missing:
                yield _problem(source, ("steps", number, "quotations", which), *missing)
    for step_id, offset in heading_offsets.items():
        if step_id not in step_ids:
            fault = f"no step has the id '{quote_briefly(step_id)}'" if step_id else "the heading names no step"
            remedy = did_you_mean(step_id, step_ids, "write {#id} behind it, with the id of a step")
            yield _in_body(source, offset, "heading-of-no-step", fault, remedy)


def _in_body(source: Source, at: int, code: str, fault: str, remedy: str) -> Problem:
    return Problem(code, source.place_in_body(at), "body", fault, remedy)


def _missing_quotation(ref: QuotationRef, names: _Names) -> Fault | None:
    """What is wrong with `article/quotation`; None if it exists, or its article cannot be read."""
    missing = names.fault(ref.article, ("article",))
    holder = names.holders.get(ref.article)
    if missing is None and holder and isinstance(holder.record, Article):
        own = [quotation.id for quotation in holder.record.quotations]
        if ref.quotation not in own:
            why = f"the article '{ref.article}' has no quotation '{quote_briefly(ref.quotation)}'"
            return "unknown-quotation", why, did_you_mean(ref.quotation, own)
    return missing


def _faulty_settings(settings: Settings, source: Source, names: _Names) -> Iterator[Problem]:
    """References in the settings that lead nowhere."""
    for steps, wanted, record_id in references(settings):
        missing = names.fault(record_id, wanted)
        if missing:
            yield _problem(source, steps, *missing)
    for number, ref in enumerate(settings.front.sentence or ()):
        missing = _missing_quotation(ref, names)
        if missing:
            yield _problem(source, ("front", "sentence", number), *missing)


def _problem(source: Source, steps: Steps, code: str, fault: str, remedy: str) -> Problem:
    return Problem(code, source.place(steps), field_path(steps), fault, remedy)


# --- the body ------------------------------------------------------------------------------------------------------------


def _faulty_links(source: Source, names: _Names, *, by_hand: bool = False) -> Iterator[Problem]:
    """Links in an article's body, or in a page written by hand, that lead nowhere or are malformed."""
    quotation_ids = _quotation_ids(source)
    body = source.body or ""
    links = wikilinks.links(body)
    for found in links:
        fault: Fault | None
        if not found.target or found.quotation == "":
            fault = "empty-link", "the link names nothing", "write an id between the brackets"
        elif found.quotation is not None and by_hand:
            fault = (
                "unknown-quotation",
                "a page has no quotations of its own",
                "link the article that has it: [[its-id]]",
            )
        elif found.quotation is not None:
            if quotation_ids is None:
                continue
            known = found.quotation in quotation_ids
            words = f"no quotation of this article has the id '{quote_briefly(found.quotation)}'"
            remedy = did_you_mean(found.quotation, quotation_ids, "look at the ids under quotations")
            fault = None if known else ("unknown-quotation", words, remedy)
            if known and found.label:
                words = "a quotation is shown in its own words, but other words are given here"
                fault = "words-for-a-quotation", words, f"write [[{found.target}]]"
        else:
            fault = names.fault(found.target, _EVERY_KIND)
            if fault and quotation_ids and found.target in quotation_ids:
                fault = fault[0], fault[1], f"the quotation is [[q:{found.target}]]"
        if fault:
            code, why, remedy = fault
            yield Problem(code, source.place_in_body(found.start), "body", why, remedy)
    if isinstance(rights := source.tree.get("rights"), dict) and rights.get("text") == "full":
        return  # the body is the source's own text, which may contain any brackets
    closed = {found.start for found in links}
    for opened in re.finditer(r"\[\[", body):
        if opened.start() in closed:
            continue
        why, remedy = "a link opens here, and is not closed on this line", "write [[id]] or [[id|shown words]]"
        bracket = _BRACKET_WITHIN.match(body, opened.start())
        if bracket:
            remedy = "take the bracket out, or write a round one"
            why = f"the words to show hold the bracket {bracket[1]}, and a link cannot"
        yield Problem("link-not-closed", source.place_in_body(opened.start()), "body", why, remedy)


# A link broken by a bracket in its shown words, as in [[id|Ada] Quill]].
_BRACKET_WITHIN = re.compile(r"\[\[[^\[\]|\n]*\|[^\[\]\n]*([\[\]])(?!\])[^\n]{0,200}?\]\]")


def _mentions(article: Article, records: Mapping[str, AnyRecord], language: str) -> list[Mention]:
    """Each mention of a record in the article's body, with its sentence. `language` is the archive's own, in which
    summaries are written."""
    full = article.rights.text == "full"
    own = {quotation.id: quotation for quotation in article.quotations}
    shown_words: dict[wikilinks.Link, str] = {}
    for found in wikilinks.links(article.body):
        if found.quotation in own:
            shown_words[found] = f"“{lines.on_one_line(own[found.quotation].words)}”"
        elif found.target in records:
            shown_words[found] = found.label or records[found.target].name
    found_in = _in_sentences(article.body, tuple(shown_words.items()), article.language if full else language, full)
    return [Mention(article, *mention) for mention in found_in]


@lru_cache(maxsize=1 << 16)  # a server links everything again after each edit, and most bodies are unchanged
def _in_sentences(
    body: str, shown_links: tuple[tuple[wikilinks.Link, str], ...], language: str, plain: bool
) -> tuple[tuple[str, str, str, str], ...]:
    """For each link to a record: its target, the part of its sentence before it, the words shown, and the part after
    it.

    If `plain`, the body is plain text and not Markdown.
    """
    mentions = []
    shown_words = dict(shown_links)
    spans = list(sentences(body, language, plain=plain)) if shown_words else []
    links = list(shown_words)
    starts = [found.start for found in links]
    for start, end in spans:
        for one in links[bisect_left(starts, start) : bisect_left(starts, end)]:
            if one.quotation is None:
                first = max(start, _end_of_link(one.start - MOST_CONTEXT, links, starts))
                last = min(end, _end_of_link(one.end + MOST_CONTEXT, links, starts))
                inside = links[bisect_left(starts, first) : bisect_left(starts, last)]
                before = _plain(body, first, one.start, inside, shown_words, plain=plain)
                after = _plain(body, one.end, last, inside, shown_words, plain=plain)
                if first > start:
                    before = f"… {before.partition(' ')[2] or before}"
                if last < end:
                    after = f"{after.rpartition(' ')[0] or after} …"
                mentions.append((one.target, before, shown_words[one], after))
    return tuple(mentions)


def clear_caches() -> None:
    """Clear the caches of bodies: their links and sentences."""
    clear_sentence_cache()
    wikilinks.clear_caches()


def clear_sentence_cache() -> None:
    """Clear only the cache of sentences, which is used only by linking. The links in bodies are used by pages too."""
    _in_sentences.cache_clear()


MOST_CONTEXT = 1_000
"""The most characters of a sentence kept on either side of a mention. One sentence may contain thousands of links, and
each mention repeats it."""


def _end_of_link(at: int, links: list[wikilinks.Link], starts: list[int]) -> int:
    """The offset itself or, if it is inside a link, the end of that link."""
    before = bisect_left(starts, at) - 1
    return max(at, links[before].end) if before >= 0 else at


def _plain(
    body: str, start: int, end: int, links: list[wikilinks.Link], shown: Mapping[wikilinks.Link, str], *, plain: bool
) -> str:
    """The body from `start` to `end` on one line, with the words that its links show and without Markdown."""
    pieces, at = [], start
    for one in links:
        if start <= one.start and one.end <= end:
            pieces += [body[at : one.start], shown[one]]
            at = one.end
    return wikilinks.to_plain_text([*pieces, body[at:end]], plain=plain)
