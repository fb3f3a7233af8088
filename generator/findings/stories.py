"""Checks the steps of stories against what follows from the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.archive.archive import Archive
from generator.findings.figures import estimates
from generator.findings.front import is_missing_reversal
from generator.problems import Problem
from generator.records.model import Measure, Proposition, StoryStep
from generator.records.yaml_text import Source, field_path


def unfit_steps(archive: Archive, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Problems with the steps of stories: a reversal that is not found, or a measure with too few dated numbers to
    draw. `sources` are the files of records, by id."""
    for story in archive.stories:
        for number, step in enumerate(story.steps):
            for key, fault, remedy in _unfit_parts(archive, step):
                steps = ("steps", number, key)
                yield Problem("story-unfit", sources[story.id].place(steps), field_path(steps), fault, remedy)


def _unfit_parts(archive: Archive, step: StoryStep) -> Iterator[tuple[str, str, str]]:
    named = step.reversal
    if (
        named
        and named.holder in archive
        and isinstance(archive.records.get(named.proposition), Proposition)
        and is_missing_reversal(archive, named)
    ):
        fault = f"no change of sides of '{named.holder}' on '{named.proposition}' is found"
        yield "reversal", fault, "name one that the page of all claims lists"
    if step.measure and isinstance(archive.records.get(step.measure), Measure):
        drawn = [one for one in estimates(archive).get(step.measure, ()) if one.span]
        if len(drawn) < 2:
            fault = f"fewer than two numbers with a day are given for '{step.measure}'"
            yield "measure", fault, "name a figure with at least two, or show a quotation"
