"""Editorial rules over the linked archive: what the fields alone cannot tell. Errors, warnings and notices, never a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator import dates
from generator.archive import days
from generator.archive.archive import Archive
from generator.archive.link import references
from generator.archive.lookalikes import lookalikes
from generator.problems import Place as Where
from generator.problems import Problem, Severity, did_you_mean, shown
from generator.records.load import Contents
from generator.records.model import Article, Event, Place, Quotation, Utterance
from generator.records.yaml_text import Source, Steps, dotted
from generator.text import addresses, marks, selector, wikilinks


def check(archive: Archive, contents: Contents, today: dates.Day, *, strict: bool = False) -> tuple[Problem, ...]:
    """What the editorial rules find on that day, in no order. `strict` demands what older records may lack, as errors."""
    sources = {record_id: contents.files[path].source for record_id, path in archive.paths.items()}
    whole = all(loaded.record for loaded in contents.files.values())
    desk = _Desk(archive, {i: source for i, source in sources.items() if source}, today, whole)
    return tuple(problem for rule in (*_RULES, *(_DEMANDS if strict else ())) for problem in rule(desk))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a rule works with."""

    archive: Archive
    sources: dict[str, Source]
    today: dates.Day
    whole: bool
    """Whether every file made a record. Where one did not, nothing can be said to be missing."""

    def problem(
        self,
        code: str,
        record_id: str,
        steps: Steps,
        fault: str,
        remedy: str = "",
        severity: Severity = "error",
        *,
        key: bool = False,
    ) -> Problem:
        return Problem(code, self.sources[record_id].place(steps, of_key=key), dotted(steps), fault, remedy, severity)


# --- articles ------------------------------------------------------------------------------------------------------------


def _rights(desk: _Desk) -> Iterator[Problem]:
    """A known status, full text only where it is allowed, and no more quoted than it sets."""
    statuses = desk.archive.settings.rights
    for article in desk.archive.articles if statuses else ():
        rights = article.rights
        status = statuses.get(rights.status)
        if status is None:
            remedy = did_you_mean(rights.status, statuses, f"site_config/archive.yml knows {', '.join(statuses)}")
            yield desk.problem(
                "unknown-rights",
                article.id,
                ("rights", "status"),
                f"no rights status is called '{rights.status}'",
                remedy,
            )
            continue
        if rights.text == "full" and not status.full_text:
            fault = f"the full text stands here, and {rights.status} ({status.label}) does not allow it"
            yield desk.problem(
                "full-text-not-allowed", article.id, ("rights", "text"), fault, "write a summary and `text: summary`"
            )
        if rights.text == "summary" and status.quoted_share is not None:
            share = quoted_share(article)
            if share > status.quoted_share:
                fault = f"{share:.0%} of the words on this page are quoted, and {rights.status} allows {status.quoted_share:.0%}"
                yield desk.problem(
                    "too-much-quoted",
                    article.id,
                    ("quotations",),
                    fault,
                    "quote less, or say more in our own words",
                    "warning",
                    key=True,
                )


def quoted_share(article: Article) -> float:
    """The share of an article's page that is the source's words: quoted words over these and the body's own, from 0 to 1."""
    quoted = sum(_count_words(part) for quotation in article.quotations for part in quotation.text)
    own = article.body
    for found in reversed(wikilinks.links(own)):
        own = own[: found.start] + (found.shown or ("x" if found.quotation is None else "")) + own[found.end :]
    total = quoted + _count_words(own)
    return quoted / total if total else 0.0


def _count_words(text: str) -> int:
    """Words as white space parts them; in scripts that do not, every second letter counts for one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


_WIDE = re.compile("[\u2e80-\u9fff]")


def _full_texts(desk: _Desk) -> Iterator[Problem]:
    """In a full text each quotation stands, once, as it is written."""
    for article in desk.archive.articles:
        if article.rights.text != "full":
            continue
        for number, quotation in enumerate(article.quotations):
            found = selector.find(article.body, quotation.text, quotation.prefix or "", quotation.suffix or "")
            if isinstance(found, selector.NotFound):
                steps: Steps = ("quotations", number, "text", *([found.part] if len(quotation.text) > 1 else []))
                yield desk.problem("not-in-full-text", article.id, steps, *_not_found(found, quotation))


def _not_found(found: selector.NotFound, quotation: Quotation) -> tuple[str, str]:
    part = f"part {found.part + 1} of the quotation" if len(quotation.text) > 1 else "the quotation"
    if found.why == "ambiguous":
        times = "twice" if found.times == 2 else f"{found.times} times"
        if found.part:
            return f"{part} stands {times} in the full text behind the part it follows", "tell them apart with suffix"
        return f"the quotation stands {times} in the full text", "tell them apart with prefix or suffix"
    if found.why == "out of order":
        return (
            f"{part} stands in the full text before the part it follows here",
            "write the parts in the order of the text",
        )
    if found.why == "elsewhere":
        beside = " and ".join(name for name in ("prefix", "suffix") if getattr(quotation, name))
        return f"the quotation stands in the full text, but not beside this {beside}", "copy all of it from the text"
    return f"{part} does not stand in the full text", "copy the words exactly, spelling and punctuation included"


def _quotation_marks(desk: _Desk) -> Iterator[Problem]:
    """Quotation marks belong to the page, not to the words."""
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if marks.own_marks(quotation.text):
                fault = "the text stands in quotation marks of its own"
                yield desk.problem(
                    "own-quotation-marks",
                    article.id,
                    ("quotations", number, "text"),
                    fault,
                    "take them off: the page sets them",
                    "warning",
                )


def _findings_have_grounds(desk: _Desk) -> Iterator[Problem]:
    """Who calls a quotation altered says what was altered."""
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.fidelity in ("altered", "paraphrase") and not quotation.note:
                fault = f"the quotation is called {quotation.fidelity}, and no note says why"
                yield desk.problem(
                    "no-note", article.id, ("quotations", number, "fidelity"), fault, "add a note", "warning"
                )


def _translations_have_originals(desk: _Desk) -> Iterator[Problem]:
    """A translation is judged beside the words that it translates: an original, or a rendering in the speaker's own words."""
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.fidelity != "translation":
                continue
            language = quotation.language or article.language
            if not set(desk.archive.spoken_in(quotation.utterance or "")) - {language}:
                fault = "the quotation is called translation, and the original words are not in the archive"
                remedy = "leave fidelity out until they are: it is not yet judged"
                yield desk.problem(
                    "no-original", article.id, ("quotations", number, "fidelity"), fault, remedy, "warning"
                )


def _grounds(desk: _Desk) -> Iterator[Problem]:
    """A position rests on words that are quoted here and are the holder's, or says what it was inferred from."""
    people = {person.id for person in desk.archive.people}
    for article in desk.archive.articles:
        by_id = {quotation.id: quotation for quotation in article.quotations}
        for number, statement in enumerate(article.statements):
            steps: Steps = ("statements", number, "rests_on")
            if statement.rests_on == "inferred" and not statement.basis:
                fault = "the position is inferred, and no basis says from what"
                yield desk.problem(
                    "inferred-without-basis", article.id, steps, fault, "add basis, with what leads to it"
                )
            if statement.rests_on != "words":
                continue
            named = [by_id[i] for i in statement.quotations if i in by_id]
            if not statement.quotations:
                fault = "the position rests on quoted words, and names no quotation"
                yield desk.problem(
                    "words-without-quotation",
                    article.id,
                    steps,
                    fault,
                    "add quotations, or write verb, headline or inferred",
                )
            elif named and all(q.really and q.said_by != statement.holder for q in named):
                fault = "the position rests on quoted words, and those it names are really another's"
                yield desk.problem(
                    "words-of-another",
                    article.id,
                    steps,
                    fault,
                    "name words of the holder, or write what else it rests on",
                )
            elif statement.holder.id in people and named:
                # Judged of people only: bodies speak for each other, and people for bodies.
                others = [q.said_by.id for q in named if q.said_by]
                if statement.holder.id not in others and all(other in people for other in others):
                    fault = f"the position rests on quoted words, and none of them are of '{statement.holder.id}'"
                    remedy = "name words of the holder, or write what else it rests on"
                    yield desk.problem("words-of-another", article.id, steps, fault, remedy, "warning")


def _says_what_it_rests_on(desk: _Desk) -> Iterator[Problem]:
    """A position says on what evidence it stands. Records from before this key may leave it open; new ones may not."""
    for article in desk.archive.articles:
        for number, statement in enumerate(article.statements):
            if statement.rests_on is None:
                fault = "the position does not say what it rests on"
                remedy = "add rests_on: words, verb, headline or inferred"
                yield desk.problem("no-ground", article.id, ("statements", number), fault, remedy)


def _really(desk: _Desk) -> Iterator[Problem]:
    """Words that are really another's are not those of the speaker whom the article names."""
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            if quotation.really and quotation.really.speaker and quotation.really.speaker == quotation.speaker.id:
                fault = f"'{quotation.speaker.id}' is the speaker already"
                remedy = "name whose words they are, write null, or take `really` out"
                yield desk.problem(
                    "really-the-same", article.id, ("quotations", number, "really", "speaker"), fault, remedy
                )


MOST_QUOTATIONS = 150
"""Cards of quotations on the page of an article, at up to 2 KB each: with more it takes longer to open than readers wait."""


def _many_quotations(desk: _Desk) -> Iterator[Problem]:
    """An article's page holds all of its quotations, and still opens at once."""
    for article in desk.archive.articles:
        number = len(article.quotations)
        if number > MOST_QUOTATIONS:
            fault = (
                f"the article's page has to show all {number:,} quotations, and is slow to open above {MOST_QUOTATIONS}"
            )
            remedy = "keep those that matter here, or make two articles of a source that has parts"
            yield desk.problem("too-many-quotations", article.id, ("quotations",), fault, remedy, "warning", key=True)


def _reviewed(desk: _Desk) -> Iterator[Problem]:
    """What a program proposed is looked at by somebody before it counts."""
    for article in desk.archive.articles:
        parts: list[tuple[str, Steps]] = [("article", ())] if article.review else []
        for field, what in (("quotations", "quotation"), ("statements", "statement"), ("figures", "figure")):
            parts += [(what, (field, n)) for n, part in enumerate(getattr(article, field)) if part.review]
        for what, steps in parts:
            fault = f"a program had a hand in this {what}, and nobody has reviewed it"
            remedy = "compare it with the source, mend it, and take the line out"
            yield desk.problem("not-reviewed", article.id, (*steps, "review"), fault, remedy, "notice", key=True)


def _doubtful_days(desk: _Desk) -> Iterator[Problem]:
    """A date is the one that was meant."""
    for record_id, record in desk.archive.records.items():
        for doubt in days.doubts(record, desk.today):
            yield desk.problem(doubt.code, record_id, doubt.steps, doubt.fault, doubt.remedy, doubt.severity)


def _bodies(desk: _Desk) -> Iterator[Problem]:
    """A page says in words what the article says."""
    for article in desk.archive.articles:
        if not article.body.strip():
            place = desk.sources[article.id].place_in_body(0)
            yield Problem("no-body", place, "body", "nothing stands below the annotation", "write a summary", "warning")


def _one_mouth(desk: _Desk) -> Iterator[Problem]:
    """Who is quoted with a passage of an utterance made it, unless a note says what the article has done.

    Judged of people only: bodies speak for each other.
    """
    people = {person.id for person in desk.archive.people}
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            utterance = desk.archive.records.get((quotation.utterance or "").split("/")[0])
            if not isinstance(utterance, Utterance) or quotation.note:
                continue
            said_by = quotation.said_by
            speaker, made_by = said_by.id if said_by else None, utterance.speaker.id
            if speaker in people and made_by in people and speaker != made_by:
                fault = f"the speaker is '{speaker}', and the utterance was made by '{made_by}'"
                remedy = "name the same one, or say in a note how the article errs"
                yield desk.problem(
                    "other-speaker", article.id, ("quotations", number, "utterance"), fault, remedy, "warning"
                )


def _one_address(desk: _Desk) -> Iterator[Problem]:
    """One web page is one article, however its address is written."""
    seen: dict[str, Article] = {}
    for article in sorted(desk.archive.articles, key=lambda a: desk.archive.paths[a.id]):
        url = article.source.url
        if url is None:
            continue
        first = seen.setdefault(addresses.key(url), article)
        if first is not article:
            same = (first.source.url or "").rstrip("/") == url.rstrip("/")
            fault = f"{desk.archive.paths[first.id]} has this address too"
            fault += "" if same else f", written {shown(first.source.url or '')}"
            yield desk.problem(
                "same-address", article.id, ("source", "url"), fault, "keep one article of the two", "warning"
            )


def _one_copy(desk: _Desk) -> Iterator[Problem]:
    """The same bytes are one copy: of two articles that were read in it, one is a duplicate, or copies the other."""
    seen: dict[str, str] = {}
    for article in sorted(desk.archive.articles, key=lambda a: desk.archive.paths[a.id]):
        sha256 = article.source.sha256
        first = desk.archive.article(seen.setdefault(sha256, article.id)) if sha256 else article
        relays = {relay.of for relay in (article.source.relays, first.source.relays) if relay}
        if first is not article and not relays & {article.id, first.id}:
            fault = f"{desk.archive.paths[first.id]} was read in the very same copy"
            remedy = "keep one article of the two, or say which relays the other"
            yield desk.problem("same-copy", article.id, ("source", "sha256"), fault, remedy, "warning")


# --- chains that must end ------------------------------------------------------------------------------------------------


def _relays(desk: _Desk) -> Iterator[Problem]:
    """An article copies another, never itself, and no ring of articles copies each other."""
    articles = {a.id: a.source.relays.of for a in desk.archive.articles if a.source.relays}
    for ring in rings(articles):
        for member in ring:
            steps = ("source", "relays")
            if len(ring) == 1:
                yield desk.problem(
                    "relays-itself", member, steps, "the article relays itself", "name the one that it copies"
                )
            else:
                way = " > ".join([*_from(ring, member), member])
                yield desk.problem(
                    "ring",
                    member,
                    steps,
                    f"these articles relay each other in a ring: {way}",
                    "take relays out of the one that came first",
                )


def _carriage(desk: _Desk) -> Iterator[Problem]:
    """A chain runs from the speaker to the article: through no carrier twice, and through articles that printed the words."""
    archive = desk.archive
    rendered = {(a.id, q.utterance): f"{a.id}/{q.id}" for a in archive.articles for q in a.quotations if q.utterance}
    before: dict[str, str] = {}
    places: dict[str, tuple[str, Steps]] = {}
    for article in archive.articles:
        for number, quotation in enumerate(article.quotations):
            passed: set[str] = set()
            for place, step in enumerate(quotation.via):
                steps = ("quotations", number, "via", place)
                for carrier in step.by:
                    if carrier in passed:
                        fault = f"'{carrier}' carries these words twice"
                        yield desk.problem(
                            "carrier-twice",
                            article.id,
                            steps,
                            fault,
                            "keep the place where it first had them",
                            "warning",
                        )
                passed.update(step.by)
                if step.article == article.id:
                    yield desk.problem(
                        "own-article-in-chain",
                        article.id,
                        steps,
                        "the step leads back to this article",
                        "name the one before it",
                    )
                elif step.article and step.article in archive and quotation.utterance:
                    # Of several such steps the last counts: the article from which this one has the words.
                    after = rendered.get((step.article, quotation.utterance))
                    if after:
                        before[f"{article.id}/{quotation.id}"] = after
                        places[f"{article.id}/{quotation.id}"] = article.id, steps
                    elif not quotation.note and not step.note:
                        fault = f"the chain ends in '{step.article}', which has no quotation of this passage"
                        yield desk.problem(
                            "chain-without-words",
                            article.id,
                            steps,
                            fault,
                            "add it there, or say in a note how it came",
                            "notice",
                        )
    for ring in rings(before):
        for member in ring:
            way = " > ".join([*_from(ring, member), member])
            fault = f"these quotations carry each other in a ring: {way}"
            yield desk.problem("ring", *places[member], fault, "take the article out of the one that came first")


def _order_of_carriage(desk: _Desk) -> Iterator[Problem]:
    """Nothing copies or passes on what was published later; claimed only where the bounds prove it."""
    for article in desk.archive.articles:
        relays = article.source.relays
        sources: list[tuple[str, Steps]] = [(relays.of, ("source", "relays"))] if relays else []
        for number, quotation in enumerate(article.quotations):
            via = enumerate(quotation.via)
            sources += [(s.article, ("quotations", number, "via", n)) for n, s in via if s.article]
        for source_id, steps in sources:
            source = desk.archive.records.get(source_id)
            published = source.published if isinstance(source, Article) else None
            if published and article.published and dates.proves_before(article.published.edtf, published.edtf):
                fault = f"'{source_id}' was published later, {published.edtf.text}"
                yield desk.problem("later-source", article.id, steps, fault, "look both dates up", "warning")


def _wholes(desk: _Desk) -> Iterator[Problem]:
    """Nothing is part of itself, at any remove."""
    archive = desk.archive
    for field, above in (
        ("within", {p.id: p.within for p in archive.places if p.within}),
        ("part_of", {o.id: o.part_of for o in archive.organisations if o.part_of}),
        ("part_of", {e.id: e.part_of for e in archive.events if e.part_of}),
    ):
        for ring in rings(above):
            way = " > ".join([*ring, ring[0]])
            yield desk.problem("ring", ring[0], (field,), f"this runs in a ring: {way}", "take one of these out")


def rings(successor: dict[str, str]) -> list[list[str]]:
    """The cycles of a graph in which each node has at most one successor, each once, from its least node on. Linear in time."""
    done: set[str] = set()
    found = []
    for start in sorted(successor):
        path: list[str] = []
        where: dict[str, int] = {}
        node: str | None = start
        while node is not None and node not in done and node not in where:
            where[node] = len(path)
            path.append(node)
            node = successor.get(node)
        if node is not None and node in where:
            ring = path[where[node] :]
            found.append(_from(ring, min(ring)))
        done.update(path)
    return found


def _from(ring: list[str], first: str) -> list[str]:
    at = ring.index(first)
    return ring[at:] + ring[:at]


# --- entities ------------------------------------------------------------------------------------------------------------


def _aliases(desk: _Desk) -> Iterator[Problem]:
    """One name means one person, body, place or document."""
    owners: dict[str, list[tuple[str, Steps, str]]] = defaultdict(list)
    archive = desk.archive
    for entity in (*archive.people, *archive.organisations, *archive.places, *archive.documents):
        # A state and its territory share their name by design: a party speaks, a place lies somewhere.
        sort = "place" if isinstance(entity, Place) else "other"
        owners[f"{sort}:{entity.name.casefold()}"].append((entity.id, ("name",), entity.name))
        for number, alias in enumerate(entity.also):
            owners[f"{sort}:{alias.name.casefold()}"].append((entity.id, ("also", number), alias.name))
    wikidata = {
        e.id: e.wikidata for e in (*archive.people, *archive.organisations, *archive.places, *archive.documents)
    }
    for sharing in owners.values():
        # Who bears it as a name owns it, before those who bear it as another.
        in_order = sorted(sharing, key=lambda owner: (owner[1] != ("name",), owner))
        first = {entity_id: steps for entity_id, steps, _ in reversed(in_order)}
        # Whom Wikidata tells apart may share a name: so an owner is asked for among those of the same identifier, or of none.
        known: dict[str | None, str] = {}
        for entity_id, steps, name in in_order:
            own = wikidata[entity_id]
            owner = next(iter(known.values()), None) if own is None else known.get(own) or known.get(None)
            if owner not in (None, entity_id):
                fault = f"the name '{name}' belongs to '{owner}' too"
                remedy = "merge the two records, or give both their Wikidata identifiers, or make the names differ"
                yield desk.problem("same-name", entity_id, steps, fault, remedy, "warning")
            elif steps != first[entity_id]:
                fault = f"the name '{name}' stands twice in this record"
                yield desk.problem("name-twice", entity_id, steps, fault, "keep one", "warning")
            known.setdefault(own, entity_id)


def _lookalikes(desk: _Desk) -> Iterator[Problem]:
    """One entity has one record, however its name is spelled."""
    for pair in lookalikes(desk.archive):
        entity = desk.archive.entity(pair.other)
        number = next((n for n, alias in enumerate(entity.also) if alias.name == pair.other_name), None)
        steps: Steps = ("name",) if entity.name == pair.other_name else ("also", number or 0)
        like = "is another spelling of" if pair.same else "looks like"
        fault = f"'{pair.other_name}' {like} '{pair.name}', a name of '{pair.one}'"
        remedy = "merge the two records, or give both their Wikidata identifiers"
        yield desk.problem("similar-name", pair.other, steps, fault, remedy, "warning" if pair.same else "notice")


def _one_identifier(desk: _Desk) -> Iterator[Problem]:
    """Wikidata has one item for one thing; a state and its territory may share theirs."""
    seen: dict[tuple[bool, str], str] = {}
    archive = desk.archive
    for entity in (*archive.people, *archive.organisations, *archive.places, *archive.documents):
        if entity.wikidata:
            first = seen.setdefault((isinstance(entity, Place), entity.wikidata), entity.id)
            if first != entity.id:
                fault = f"'{first}' has the identifier {entity.wikidata} too"
                yield desk.problem(
                    "same-wikidata", entity.id, ("wikidata",), fault, "merge the two, or look it up again", "warning"
                )


def _unnamed_records(desk: _Desk) -> Iterator[Problem]:
    """A record that nothing refers to is a record that nobody finds."""
    archive = desk.archive
    if not desk.whole:
        return
    used = {mention.target for mention in archive.mentions}
    for article in archive.articles:
        used.update(i for _, _, i in references(article))
        used.update(q.utterance.split("/")[0] for q in article.quotations if q.utterance)
    for record_id, record in archive.records.items():
        if not isinstance(record, Article):
            used.update(i for _, _, i in references(record) if i != record_id)
    for record_id, record in archive.records.items():
        if isinstance(record, Article) or record_id in used:
            continue
        verb = "renders" if isinstance(record, Utterance) else "tells of" if isinstance(record, Event) else "names"
        kind = archive.kind(record_id)
        remedy = "link it where it is meant, or delete the file"
        yield Problem(
            "unused-record", Where(archive.paths[record_id]), "", f"no article {verb} this {kind}", remedy, "warning"
        )


def _contradictions(desk: _Desk) -> Iterator[Problem]:
    """Contradiction is mutual, and both records say so, so that either can be read alone."""
    archive = desk.archive
    for proposition in archive.propositions:
        for number, other_id in enumerate(proposition.contradicts):
            other = archive.records.get(other_id)
            steps = ("contradicts", number)
            if other_id == proposition.id:
                yield desk.problem(
                    "contradicts-itself", proposition.id, steps, "the proposition contradicts itself", "take it out"
                )
            elif other is not None and proposition.id not in getattr(other, "contradicts", (proposition.id,)):
                fault = f"'{other_id}' does not say that it contradicts this one"
                yield desk.problem(
                    "one-sided-contradiction",
                    proposition.id,
                    steps,
                    fault,
                    f"add contradicts: [{proposition.id}] there",
                    "warning",
                )


def _chains_of_bodies(desk: _Desk) -> Iterator[Problem]:
    """A carrier of a quotation is not its speaker: a body that carries its own words adds no hand."""
    for article in desk.archive.articles:
        for number, quotation in enumerate(article.quotations):
            last = quotation.via[-1] if quotation.via else None
            if last and article.publisher and last.by == (article.publisher,):
                steps = ("quotations", number, "via", len(quotation.via) - 1)
                fault = "the article's own publisher stands last in the chain"
                yield desk.problem(
                    "publisher-in-chain",
                    article.id,
                    steps,
                    fault,
                    "take it out: the article itself is always the last step",
                    "warning",
                )


_RULES: tuple[Callable[[_Desk], Iterator[Problem]], ...] = (
    _rights,
    _full_texts,
    _quotation_marks,
    _findings_have_grounds,
    _translations_have_originals,
    _grounds,
    _really,
    _many_quotations,
    _reviewed,
    _doubtful_days,
    _bodies,
    _one_mouth,
    _one_address,
    _one_copy,
    _relays,
    _carriage,
    _order_of_carriage,
    _wholes,
    _aliases,
    _lookalikes,
    _one_identifier,
    _unnamed_records,
    _contradictions,
    _chains_of_bodies,
)

_DEMANDS: tuple[Callable[[_Desk], Iterator[Problem]], ...] = (_says_what_it_rests_on,)
"""What a new record must have, and an older one may lack: asked for by `archive check --strict` alone."""
