"""Rules about people, bodies, places and documents: each has one record and a unique name, and something refers to
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.archive import link
from generator.archive.lookalikes import identifiers_of, lookalikes
from generator.archive.rules.context import Context, Rule
from generator.problems import Place as Where
from generator.problems import Problem
from generator.records.model import Article, Entity, Event, Place, Story, Utterance
from generator.records.yaml_text import Steps
from generator.text import terms


def one_name(context: Context) -> Iterator[Problem]:
    """No two entities have the same name, and no entity has a name twice."""
    owners: dict[str, list[tuple[str, Steps, str]]] = defaultdict(list)
    archive = context.archive
    for entity in archive.entities:
        # A state and its territory share their name by design: one speaks, the other is where something happens.
        sort = "place" if isinstance(entity, Place) else "other"
        owners[f"{sort}:{entity.name.casefold()}"].append((entity.id, ("name",), entity.name))
        for number, alias in enumerate(entity.also):
            owners[f"{sort}:{alias.name.casefold()}"].append((entity.id, ("also", number), alias.name))
    identifiers = {e.id: identifiers_of(e) for e in archive.entities}
    for sharing in owners.values():
        # The entity with this as its `name` comes before those that list it under `also`.
        in_order = sorted(sharing, key=lambda owner: (owner[1] != ("name",), owner))
        first = {entity_id: steps for entity_id, steps, _ in reversed(in_order)}
        # Entities that have different identifiers in one catalogue may share a name. Those with the same identifier are
        # reported for that.
        first_by_identifier: dict[tuple[str, str], str] = {}
        first_by_catalogues: dict[frozenset[str], str] = {}  # the first entity with identifiers in these catalogues
        for entity_id, steps, name in in_order:
            own = identifiers[entity_id]
            twins = {first_by_identifier.setdefault(identifier, entity_id) for identifier in own.items()} - {entity_id}
            owner = next(
                (it for there, it in first_by_catalogues.items() if it != entity_id and not there & own.keys()), None
            )
            if owner and not twins:
                fault = f"the name '{name}' belongs to '{owner}' too"
                remedy = "merge the two records, or give both their Wikidata identifiers, or make the names differ"
                yield context.problem("same-name", entity_id, steps, fault, remedy, "warning")
            elif steps != first[entity_id]:
                fault = f"the name '{name}' appears twice in this record"
                yield context.problem("name-twice", entity_id, steps, fault, "keep one", "warning")
            first_by_catalogues.setdefault(frozenset(own), entity_id)


def one_abbreviation(context: Context) -> Iterator[Problem]:
    """An abbreviation stands for a single, longer name."""
    owners: dict[str, str] = {}
    for entity in context.archive.entities:
        for number, alias in enumerate(entity.also):
            if not alias.abbr:
                continue
            steps: Steps = ("also", number, "abbr")
            first = owners.setdefault(alias.name, entity.id)
            if not entity.spell_out(alias.name, context.archive.settings.language):
                fault = (
                    f"'{alias.name}' is called an abbreviation, and this record has no longer name that it stands for"
                )
                remedy = "write the whole name as `name` or under `also`, or leave `abbr` out"
                yield context.problem("abbreviation-of-nothing", entity.id, steps, fault, remedy, "warning")
            elif first != entity.id:
                fault = f"'{alias.name}' is an abbreviation of '{first}' too, so pages spell out neither"
                yield context.problem(
                    "abbreviation-of-two",
                    entity.id,
                    steps,
                    fault,
                    "leave `abbr` out of the one that is meant less",
                    "warning",
                )


def no_lookalikes(context: Context) -> Iterator[Problem]:
    """No two entities have names that are equal, or nearly equal, but for spelling or script."""
    for pair in lookalikes(context.archive):
        entity = context.archive.entity(pair.other)
        if _named_alike(entity, context.archive.entity(pair.one)):
            continue  # reported for that
        number = next((n for n, alias in enumerate(entity.also) if alias.name == pair.other_name), None)
        steps: Steps = ("name",) if entity.name == pair.other_name else ("also", number or 0)
        like = "is another spelling of" if pair.same else "looks like"
        fault = f"'{pair.other_name}' {like} '{pair.name}', a name of '{pair.one}'"
        remedy = "merge the two records, or give both their Wikidata identifiers"
        yield context.problem("similar-name", pair.other, steps, fault, remedy, "warning" if pair.same else "notice")


def _named_alike(one: Entity, other: Entity) -> bool:
    """Whether two entities have a name in common, whatever its case."""
    return not {name.casefold() for name in one.names}.isdisjoint(name.casefold() for name in other.names)


def one_identifier(context: Context) -> Iterator[Problem]:
    """No two entities have the same identifier. A state and its territory may share theirs in Wikidata."""
    seen: dict[tuple[bool, str, str], str] = {}
    for entity in context.archive.entities:
        for key, identifier in identifiers_of(entity).items():
            first = seen.setdefault((isinstance(entity, Place), key, identifier), entity.id)
            if first != entity.id:
                fault = f"'{first}' has the identifier {identifier} too"
                code = "same-wikidata" if key == "wikidata" else "same-identifier"
                yield context.problem(code, entity.id, (key,), fault, "merge the two, or look it up again", "warning")


def referred_to(context: Context) -> Iterator[Problem]:
    """Something refers to every record except articles and stories. Not checked while any file is invalid, since that
    file may contain the reference."""
    archive = context.archive
    if not context.is_complete:
        return
    used = {mention.target for mention in archive.mentions}
    for article in archive.articles:
        used.update(q.passage.utterance for q in article.quotations if q.passage)
    for record_id, record in archive.records.items():
        own = None if isinstance(record, Article) else record_id
        used.update(i for _, i in context.cached(record_id, link.referred_to) if i != own)
    for record_id, record in archive.records.items():
        if isinstance(record, Article | Story) or record_id in used:
            continue
        verb = "quotes" if isinstance(record, Utterance) else "reports" if isinstance(record, Event) else "names"
        kind = terms.KINDS[archive.kind(record_id)].one
        remedy = "link it where it is meant, or delete the file"
        yield Problem(
            "unused-record", Where(archive.paths[record_id]), "", f"no article {verb} this {kind}", remedy, "warning"
        )


RULES: tuple[Rule, ...] = (
    one_name,
    one_abbreviation,
    no_lookalikes,
    one_identifier,
    referred_to,
)
