"""The entries of the search: one for each record, and one for each quotation, which links to its card.

An entry says what is searched, what is shown, and by what it is filtered. The page's frame is not included. Filter
values are the words that a reader sees.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from generator import dates, routes
from generator.archive.archive import Archive, Quoted, Stated
from generator.findings.countries import countries, country_of
from generator.findings.figures import estimates
from generator.findings.known_days import known_days
from generator.findings.since import Days, days, days_of_part
from generator.findings.source_status import (
    SourceStatus,
    common_status,
    status_for_scripts,
    status_of,
    status_of_evidence,
)
from generator.findings.thin_records import place_of
from generator.records.model import (
    AgentRef,
    AnyRecord,
    Article,
    Date,
    Document,
    Entity,
    Event,
    Figure,
    Measure,
    Organisation,
    Person,
    Place,
    Proposition,
    Stance,
    Statement,
    Story,
    Topic,
    Utterance,
)
from generator.records.vocabulary import (
    KIND_VALUES,
    NO_PUBLISHER,
    STANCES,
    UNNAMED,
    mark_of,
    passed_on_by,
    qualified_number,
)
from generator.text import counts, lines, sections, terms, wikilinks
from generator.text.countries import country_name, names_in_all_languages
from generator.text.languages import language_name
from generator.text.messages import _, number, pgettext
from generator.text.romanise import spellings
from generator.text.spelling_groups import spelling_groups

Facet = Literal[
    "kind", "speaker", "named", "outlet", "country", "language", "topic", "stance", "fidelity", "verified", "status", "reliability", "date", "published",
    "changed",
]  # fmt: skip
VERIFIED, NOT_VERIFIED = "found word by word in a copy", "not yet checked"


@dataclass(frozen=True, slots=True)
class Entry:
    """A searchable entry. It is found by `title`, `content`, `names` (all its names and their spellings) and `also`."""

    url: str  # relative to the site's root
    title: str
    content: str
    filters: tuple[tuple[Facet, tuple[str, ...]], ...]
    names: str = ""
    also: str = ""
    about: str = ""  # a line shown below the title, not searched
    when: str = ""  # the date in words
    language: str = ""  # of the content, if it is not the archive's
    # if all articles behind the entry were altered or taken back: what happened in words, since when, and its key
    became: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # all names, for a record with several
    alike: tuple[tuple[str, ...], ...] = ()  # groups of words in a person's names that are spellings of each other
    # for a claim, pairs of a stance and the address of its holder or of the holder's country; for a statement, "said" and
    # its speaker
    stance_holders: tuple[tuple[str, str], ...] = ()
    # how much there is to read about a record: of equal matches, the highest comes first
    weight: int = field(default=0, repr=False)

    @property
    def is_quotation(self) -> bool:
        """Whether this is a quotation, whose title is the name of its speaker."""
        return ("kind", ("Quotation",)) in self.filters


def entries(archive: Archive) -> Iterator[Entry]:
    """All entries: the records by kind, each article followed by its quotations."""
    return _EntryMaker(archive).all()


@dataclass(frozen=True)
class _EntryMaker:
    archive: Archive

    def all(self) -> Iterator[Entry]:
        archive = self.archive
        for article in archive.articles:
            yield self._article(article)
            for quotation in article.quotations:
                yield self._quotation(Quoted(article, quotation))
        entities = archive.entities
        yield from map(self._entity, entities)
        yield from map(self._utterance, archive.utterances)
        yield from map(self._proposition, archive.propositions)
        yield from map(self._measure, archive.measures)
        yield from map(self._event, archive.events)
        yield from map(self._topic, archive.topics)
        yield from map(self._story, archive.stories)

    # --- articles and quotations ---

    def _article(self, article: Article) -> Entry:
        positions = [
            *(words for s in article.statements for words in (s.basis, s.note)),
            *(f.note for f in article.figures),
        ]
        figures = (f"{qualified_number(figure)}: {self.archive[figure.measure].name}" for figure in article.figures)
        return self._entry(
            article,
            content=_text(
                [
                    article.headline,
                    article.deck,
                    _plain(article, self.archive),
                    *positions,
                    *figures,
                    *self.archive.authors_of(article),
                ]
            ),
            filters={
                **self._article_filters(article),
                "named": self._agents(self.archive.named_in(article.id)),
                "stance": _stances(article.statements),
                "date": _spans(article.published),
            },
            about=self._shown_outlet(article),
            when=article.published,
            language=article.language if article.rights.text == "full" else "",
        )

    def _quotation(self, quoted: Quoted) -> Entry:
        article, quotation = quoted.article, quoted.quotation
        really = quotation.really
        speaker = self._speaker(quoted.said_by) if quoted.said_by else ""
        attributed_to = self._shown_speaker(quotation.speaker)
        attributed = _("attributed to {speaker}", speaker=attributed_to) if really else ""
        speaking = (agent.id for agent in (quoted.said_by, quotation.speaker) if agent)
        carriers = (agent for step in quotation.via for agent in step.by)
        date = quotation.said or article.published
        # A stance that rests on a headline or a verb is not expressed in the words of a quotation.
        stated = (Stated(article, s) for s in article.statements if s.rests_on in (None, "words"))
        citing = [s.statement for s in stated if any(q.quotation is quotation for q in s.quotations)]
        resting = status_of(article)
        when_said = _said(quotation.said) if quotation.said else _("printed {date}", date=_said(article.published))
        return Entry(
            url=routes.from_root(routes.page("article", article.id), routes.quotation(quotation.id)),
            title=self._shown_speaker(quoted.said_by)
            if quoted.said_by
            else _("Not known whose words, attributed to {speaker}", speaker=attributed_to),
            content=lines.on_one_line(quotation.words),
            filters=_filters(
                {
                    **self._article_filters(article),
                    "kind": ("Quotation",),
                    "speaker": (speaker,) if speaker else (),
                    "named": self._agents([*filter(None, speaking), *carriers]),
                    "language": (language_name(quoted.language),),
                    "stance": _stances(citing),
                    "fidelity": (mark_of(quotation.fidelity).value,),
                    "verified": (VERIFIED if quotation.at else NOT_VERIFIED,),
                    "status": _status(resting),
                    "published": _day(known_days(self.archive).editorial[article.id]),
                    "changed": _change_days(days_of_part(self.archive, article.id, routes.quotation(quotation.id))),
                    "date": _spans(date),
                }
            ),
            also=_text([quotation.role, quotation.context, quotation.note, really.basis if really else None]),
            about=counts.join_phrases([self._shown_outlet(article), passed_on_by(quotation.via), attributed]),
            when=when_said,
            became=status_for_scripts(common_status([article])),
            language=quoted.language if quoted.language != self.archive.settings.language else "",
        )

    def _article_filters(self, article: Article) -> dict[Facet, tuple[str, ...]]:
        """The filter values that an article and its quotations share."""
        country = country_of(self.archive, article)
        return {
            "outlet": (self._outlet(article),),
            "country": (country_name(country),) if country else (),
            "language": (language_name(article.language),),
            "topic": tuple(self.archive[topic].name for topic in article.topics),
            "reliability": self._reliability(article),
        }

    def _reliability(self, record: Article | Organisation) -> tuple[str, ...]:
        """The archive's reliability judgements of an article and its outlet, or of an organisation. Empty if the
        archive shows none."""
        scheme = self.archive.settings.reliability
        if scheme is None:
            return ()
        outlet = self.archive.entity(record.publisher) if isinstance(record, Article) and record.publisher else record
        found = [(outlet, True), *([(record, False)] if isinstance(record, Article) else [])]
        return tuple(
            scheme.judgement(of.reliability.code, outlet=is_outlet)
            for of, is_outlet in found
            if isinstance(of, Organisation if is_outlet else Article) and of.reliability
        )

    # --- entities ---

    def _entity(self, entity: Entity) -> Entry:
        country = None if isinstance(entity, Document) else entity.country
        roles = [role.title for role in entity.roles] if isinstance(entity, Person | Organisation) else []
        about = roles[0] if roles else entity.kind or "" if isinstance(entity, Organisation) else ""
        readable = country if isinstance(entity, Person | Place) else None  # names of organisations are not romanised
        return self._entry(
            entity,
            content=_text([entity.headline, entity.summary, *roles]),
            filters={
                "country": (country_name(country),) if country else (),
                "named": self._agents(entity.parties) if isinstance(entity, Document) else (),
                "date": _spans(entity.date) if isinstance(entity, Document) else (),
                "reliability": self._reliability(entity) if isinstance(entity, Organisation) else (),
            },
            names=" ".join([*entity.names, *spellings(entity.names, readable)]),
            about=about,
            when=entity.date if isinstance(entity, Document) else None,
            called=(*entity.names, *self._in_other_languages(entity)),
            alike=spelling_groups(entity.names, readable) if isinstance(entity, Person) else (),
            weight=len(self.archive.ids_naming(entity.id)) + len(self.archive.quotations_by(entity.id)),
        )

    # --- utterances, propositions, measures and others ---

    def _utterance(self, utterance: Utterance) -> Entry:
        originals = [passage.original for passage in utterance.passages if passage.original]
        speaker = self._speaker(utterance.speaker)
        gists = (passage.gist for passage in utterance.passages)
        return self._entry(
            utterance,
            stance_holders=(("said", self._url(utterance.speaker.id)),) if utterance.speaker.id else (),
            content=_text([utterance.headline, utterance.summary, *gists, *(original.text for original in originals)]),
            filters={
                "speaker": (speaker,),
                "named": self._agents(filter(None, [utterance.speaker.id])),
                "language": tuple(dict.fromkeys(language_name(original.language) for original in originals)),
                "date": _spans(utterance.said),
            },
            about=counts.join_phrases(
                [
                    self._shown_speaker(utterance.speaker),
                    _("to {audience}", audience=utterance.to) if utterance.to else "",
                ]
            ),
            when=utterance.said,
        )

    def _proposition(self, proposition: Proposition) -> Entry:
        stated = [x.statement for x in self.archive.statements_on(proposition.id)]
        tally = Counter(statement.stance for statement in stated)
        holders = (statement.holder.id for statement in stated if statement.holder.id)
        stands = dict.fromkeys((self._shown_speaker(it.holder), terms.stance(it.stance)) for it in stated)
        return self._entry(
            proposition,
            stance_holders=tuple((it.stance, url) for it in stated for url in self._question_addresses(it.holder)),
            content=_text([proposition.headline, proposition.summary]),
            filters={"named": self._agents(dict.fromkeys(holders)), "stance": _stances(stated)},
            also=_joined_parts(counts.join_phrases(it) for it in stands),
            about=counts.join_phrases(
                f"{number(tally[stance])} {terms.stance(stance)}" for stance in STANCES if tally[stance]
            ),
            weight=len(stated),
        )

    def _measure(self, measure: Measure) -> Entry:
        figures = self.archive.figures_of(measure.id)
        by = (agent.id for x in figures for agent in x.figure.by if agent.id)
        given = dict.fromkeys(f"{qualified_number(x.figure)}, {self._holders(x.figure)}" for x in figures)
        return self._entry(
            measure,
            content=_text([measure.headline, measure.counts, measure.summary, _joined_parts(given)]),
            filters={"named": self._agents(dict.fromkeys(by))},
            about=counts.estimates(len(estimates(self.archive).get(measure.id, ()))),
            weight=len(figures),
        )

    def _event(self, event: Event) -> Entry:
        place = self.archive[event.place].name if event.place else ""
        return self._entry(
            event,
            content=_text([event.headline, event.summary]),
            filters={"named": self._agents(event.participants), "date": _spans(event.date)},
            about=counts.join_phrases([event.kind or "", place]),
            when=event.date,
        )

    def _topic(self, topic: Topic) -> Entry:
        return self._entry(
            topic,
            content=_text([topic.headline, topic.summary]),
            filters={"topic": (topic.title,)},
            about=counts.articles(len(self.archive.articles_on(topic.id))),
            weight=len(self.archive.articles_on(topic.id)),
        )

    def _story(self, story: Story) -> Entry:
        whole = sections.split_sections(_named_in(story.body, self.archive))
        steps = (f"{part.title}\n\n{part.text}" for part in whole.parts)
        body = wikilinks.to_plain_text(["\n\n".join([whole.before, *steps])], plain=False)
        return self._entry(story, content=_text([story.lead, body]), filters={}, about=counts.steps(len(story.steps)))

    # --- parts of an entry ---

    def _entry(
        self,
        record: AnyRecord,
        content: str,
        filters: dict[Facet, tuple[str, ...]],
        names: str = "",
        also: str = "",
        about: str = "",
        when: Date | None = None,
        language: str = "",
        called: tuple[str, ...] = (),
        alike: tuple[tuple[str, ...], ...] = (),
        stance_holders: tuple[tuple[str, str], ...] = (),
        weight: int = 0,
    ) -> Entry:
        kind = self.archive.kind(record.id)
        resting = status_of(record) if isinstance(record, Article) else status_of_evidence(self.archive, record.id)
        return Entry(
            url=self._url(record.id),
            title=record.name,
            content=content,
            filters=_filters(
                {
                    "kind": (KIND_VALUES[kind],),
                    **filters,
                    "status": _status(resting),
                    "published": _day(known_days(self.archive).editorial[record.id]),
                    "changed": _change_days(days(self.archive).get(record.id)),
                }
            ),
            names=names,
            also=also,
            about=about,
            when=_said(when) if when else "",
            became=status_for_scripts(resting),
            language=language if language != self.archive.settings.language else "",
            called=called,
            alike=alike,
            stance_holders=stance_holders,
            weight=weight,
        )

    def _speaker(self, agent: AgentRef) -> str:
        return self._name(agent.id) if agent.id else UNNAMED

    def _in_other_languages(self, entity: object) -> tuple[str, ...]:
        """The names of a country or its state in all supported languages, so that readers find it in any of them: most
        records give only one. Empty if the entity is neither."""
        if not isinstance(entity, Place | Organisation):
            return ()
        named = names_in_all_languages(countries(self.archive).get(entity.id, ""))
        return tuple(it for it in named if it not in entity.names) if {*named} & {*entity.names} else ()

    def _question_addresses(self, agent: AgentRef) -> list[str]:
        """The addresses that a question about an agent or its country matches: "has Russia denied" also matches its
        spokesman."""
        if not agent.id:
            return []
        lands = self._addresses_by_country.get(countries(self.archive).get(agent.id, ""), ())
        return [self._url(it) for it in dict.fromkeys((agent.id, *lands))]

    def _url(self, record_id: str) -> str:
        return routes.from_root(*place_of(self.archive, record_id))

    @cached_property
    def _addresses_by_country(self) -> dict[str, list[str]]:
        """The addresses of records of a country and of its state, by country code."""
        lands: dict[str, list[str]] = defaultdict(list)
        for entity in (*self.archive.places, *self.archive.organisations):
            if self._in_other_languages(entity):
                lands[countries(self.archive)[entity.id]].append(entity.id)
        return lands

    def _holders(self, figure: Figure) -> str:
        who = (self.archive[agent.id].name if agent.id else agent.unnamed for agent in figure.by)
        return ", ".join(filter(None, who)) or _("source not stated")

    def _outlet(self, article: Article) -> str:
        return self._name(article.publisher) if article.publisher else NO_PUBLISHER

    def _shown_speaker(self, agent: AgentRef) -> str:
        """A speaker as shown to readers, translated. The filter value, in contrast, is part of addresses and the same
        in every language."""
        return self._name(agent.id) if agent.id else _(UNNAMED)

    def _shown_outlet(self, article: Article) -> str:
        return self._name(article.publisher) if article.publisher else _(NO_PUBLISHER)

    def _agents(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of the people and organisations among these ids."""
        agents = (i for i in dict.fromkeys(ids) if isinstance(self.archive[i], Person | Organisation))
        return tuple(map(self._name, agents))

    def _name(self, record_id: str) -> str:
        """The name used as a filter value. If two people or organisations share it, the id is added."""
        name = self.archive[record_id].name
        return name if len(self._ids_by_name[name]) == 1 else f"{name} ({record_id})"

    @cached_property
    def _ids_by_name(self) -> dict[str, list[str]]:
        bearers: dict[str, list[str]] = defaultdict(list)
        for agent in (*self.archive.people, *self.archive.organisations):
            bearers[agent.name].append(agent.id)
        return bearers


def _filters(filters: dict[Facet, tuple[str, ...]]) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    return tuple((facet, values) for facet, values in filters.items() if values)


def _status(found: SourceStatus | None) -> tuple[str, ...]:
    """The key of what happened to the articles behind an entry, if all of them were altered or taken back."""
    return (found.key,) if found else ()


def _day(settled: str) -> tuple[str, ...]:
    """The day by which everything that an entry mentions had been published; empty if unknown."""
    return (settled,) if settled else ()


def _change_days(both: Days | None) -> tuple[str, ...]:
    """The days on which an entry was last changed and added, as "2026-11-20 2026-11-12"; empty without a history."""
    return (f"{both.changed.isoformat()} {both.added.isoformat()}",) if both else ()


def _stances(statements: Iterable[Statement]) -> tuple[Stance, ...]:
    found = {statement.stance for statement in statements}
    return tuple(stance for stance in STANCES if stance in found)


def _spans(date: Date | None) -> tuple[str, ...]:
    """The range of days of a date as one value: from/to, or a single day. The margin of an approximate date is
    ignored."""
    if date is None:
        return ()
    first, last = date.edtf.core
    start, end = first or last, last or first
    if start is None or end is None:
        return ()
    return (start.iso if start == end else f"{start.iso}/{end.iso}",)


def _said(date: Date | None) -> str:
    return dates.format_date(date.edtf) if date else _("no date given")


def _text(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)


def _joined_parts(parts: Iterable[str]) -> str:
    """The parts on one line, separated so that a snippet shows where each ends."""
    return pgettext("between findings that are told one after another", "; ").join(parts)


def _named_in(text: str, archive: Archive) -> str:
    """A text with its links replaced by the words that they show."""
    return wikilinks.LINK.sub(
        lambda found: found[2] or (archive[found[1].strip()].name if found[1].strip() in archive else ""), text
    )


def _plain(article: Article, archive: Archive) -> str:
    """A body as plain text, without the quotations that it includes, which have entries of their own."""
    text = article.body
    pieces, at = [], 0
    for link in wikilinks.links(text):
        named = "" if link.quotation else link.label or (archive[link.target].name if link.target in archive else "")
        pieces += [text[at : link.start], named or "“…”"]
        at = link.end
    return wikilinks.to_plain_text([*pieces, text[at:]], plain=article.rights.text == "full")
