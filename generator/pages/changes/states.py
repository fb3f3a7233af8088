"""The tagged states of the archive, for citing: the day and commit of each, and what had changed. There is no page
without a tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator import routes
from generator.archive.archive import Archive
from generator.archive.history import Commit, State, Touched
from generator.findings.caching import cached_finding
from generator.pages.changes.page import INDEX, Group, day_of, groups_of
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.text.messages import _, ngettext

PATH = routes.index("states")


@dataclass(frozen=True, slots=True)
class StateRow:
    """A tagged state, what had changed since the one before, and its citation."""

    name: str
    anchor: str
    day: When
    commit: str
    said: str
    groups: tuple[Group, ...]
    cited: str


@dataclass(frozen=True, slots=True)
class StatesView:
    """Everything on the page of states, with the latest state first."""

    headline: str
    rows: tuple[StateRow, ...]
    changes: Link
    data: Link


def pages(archive: Archive) -> Iterator[Page[StatesView]]:
    """The page of states; nothing if git has no tag."""
    past = archive.history
    if past is None or not past.states:
        return
    here = Here(archive, PATH)
    by_key = {commit.key: commit for commit in past.commits}
    rows = tuple(
        _row(here, state, number, [by_key[key] for key in by_key if key in state.commits])
        for number, state in enumerate(past.states)
    )
    headline = ngettext("{n} state", "{n} states", len(rows))
    view = StatesView(
        headline, rows, here.page_link(INDEX, _("All changes by date")), here.page_link(routes.index("data"), _("Data"))
    )
    description = _("States of the archive that can be cited, each with its day, its commit and what had changed.")
    yield Page(PATH, "changes/states.md.j2", _("States to cite"), description, view, is_single_column=True)


def states_link(here: Here) -> Link | None:
    """A link to the page of states; None if there is no such page."""
    return here.page_link(PATH, _("States to cite")) if "states" in _there(here.archive) else None


@cached_finding
def _there(archive: Archive) -> Mapping[str, bool]:
    # A mapping, so that pages that read one entry are not made again when another state is added.
    return {"states": True} if archive.history and archive.history.states else {}


def _row(here: Here, state: State, number: int, commits: list[Commit]) -> StateRow:
    """A row of the page. `commits` are those since the state before, the latest first."""
    settings = here.archive.settings
    day = day_of(state.day)
    cited = _(
        "{archive}, state {name} of {day} (commit {commit})",
        archive=settings.title,
        name=state.name,
        day=day.text,
        commit=state.commit[:12],
    )
    return StateRow(
        state.name,
        f"state-{number + 1}",
        day,
        state.commit,
        state.message,
        tuple(groups_of(here, _joined(commits))),
        cited,
    )


def _joined(commits: list[Commit]) -> tuple[Touched, ...]:
    """The combined effect of some commits on each file, that of the latest commits first. Files both added and removed
    within them are left out."""
    found: dict[str, Touched] = {}
    for commit in reversed(commits):
        for file in commit.files:
            former = found.pop(file.before or file.path, None)
            if file.how == "removed":
                if former is None or former.how != "added":
                    found[file.path] = file
            elif former is not None and former.how in ("added", "moved"):
                found[file.path] = replace(file, how=former.how, before=former.before)
            else:
                found[file.path] = file
    return tuple(reversed(found.values()))
