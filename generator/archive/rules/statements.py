"""Rules about statements and propositions: what a position rests on, and which propositions contradict or imply each
other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.rules.context import Context, Rule
from generator.problems import Problem
from generator.records.yaml_text import Steps


def rests_on_words_of_the_holder(context: Context) -> Iterator[Problem]:
    """An inferred position has a basis, and one that rests on words names a quotation of its holder."""
    people = {person.id for person in context.archive.people}
    for article in context.archive.articles:
        by_id = {quotation.id: quotation for quotation in article.quotations}
        for number, statement in enumerate(article.statements):
            steps: Steps = ("statements", number, "rests_on")
            if statement.rests_on == "inferred" and not statement.basis:
                fault = "the stance is inferred, and no basis says from what"
                yield context.problem(
                    "inferred-without-basis", article.id, steps, fault, "add basis, with what leads to it"
                )
            if statement.rests_on != "words":
                continue
            named = [by_id[i] for i in statement.quotations if i in by_id]
            if not statement.quotations:
                fault = "the stance rests on quoted words, and names no quotation"
                yield context.problem(
                    "words-without-quotation",
                    article.id,
                    steps,
                    fault,
                    "add quotations, or write verb, headline or inferred",
                )
            elif named and all(q.really and q.said_by != statement.holder for q in named):
                fault = "the stance rests on quoted words, but the ones it names are really somebody else's"
                yield context.problem(
                    "words-of-another",
                    article.id,
                    steps,
                    fault,
                    "name a quotation of theirs, or write what else it rests on",
                )
            elif statement.holder.id in people and named:
                # Only people are compared: bodies speak for each other, and people for bodies.
                others = [q.said_by.id for q in named if q.said_by]
                if statement.holder.id not in others and all(other in people for other in others):
                    fault = f"the stance rests on quoted words, but none of them are by '{statement.holder.id}'"
                    remedy = "name a quotation of theirs, or write what else it rests on"
                    yield context.problem("words-of-another", article.id, steps, fault, remedy, "warning")


def says_what_it_rests_on(context: Context) -> Iterator[Problem]:
    """Every statement has `rests_on`. Records from before this key existed may lack it; new ones may not."""
    for article in context.archive.articles:
        for number, statement in enumerate(article.statements):
            if statement.rests_on is None:
                fault = "the stance does not say what it rests on"
                remedy = "add rests_on: words, verb, headline or inferred"
                yield context.problem("no-ground", article.id, ("statements", number), fault, remedy)


def contradictions_are_mutual(context: Context) -> Iterator[Problem]:
    """Contradictions are mutual: each of the two propositions names the other, so that either record can be read
    alone."""
    archive = context.archive
    for proposition in archive.propositions:
        for number, other_id in enumerate(proposition.contradicts):
            other = archive.records.get(other_id)
            steps = ("contradicts", number)
            if other_id == proposition.id:
                yield context.problem(
                    "contradicts-itself", proposition.id, steps, "the claim contradicts itself", "take it out"
                )
            elif other is not None and proposition.id not in getattr(other, "contradicts", (proposition.id,)):
                fault = f"'{other_id}' does not say that it contradicts this one"
                yield context.problem(
                    "one-sided-contradiction",
                    proposition.id,
                    steps,
                    fault,
                    f"add contradicts: [{proposition.id}] there",
                    "warning",
                )


def implies_another_that_can_be_true_with_it(context: Context) -> Iterator[Problem]:
    """A proposition implies neither itself nor one that it contradicts."""
    for proposition in context.archive.propositions:
        for number, other_id in enumerate(proposition.implies):
            steps = ("implies", number)
            if other_id == proposition.id:
                yield context.problem(
                    "implies-itself", proposition.id, steps, "the claim implies itself", "take it out"
                )
            elif other_id in proposition.contradicts:
                fault, remedy = (
                    f"the claim both implies and contradicts '{other_id}'",
                    "take it out of one of the two",
                )
                yield context.problem("implies-what-it-contradicts", proposition.id, steps, fault, remedy)


RULES: tuple[Rule, ...] = (
    rests_on_words_of_the_holder,
    contradictions_are_mutual,
    implies_another_that_can_be_true_with_it,
)

DEMANDS: tuple[Rule, ...] = (says_what_it_rests_on,)
"""Rules that only `archive check --strict` applies: what a new record must have and an older one may lack."""
