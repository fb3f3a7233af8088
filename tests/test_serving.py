"""The state of a server: what it shows and what it is still building."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Build
from generator.serving import Session
from tests.archive_files import write


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A complete archive with its pages."""
    return pipeline.make(write(tmp_path, {"content/people/ada.yml": "name: Ada\n"}))


@pytest.fixture
def edited(build: Build) -> Build:
    """The same archive after an edit: the page of one record is new, the others are still to be made."""
    return replace(build, is_behind=True)


def test_before_the_first_build_there_is_nothing_to_do() -> None:
    assert Session().after_build() == (Session(), "nothing")
    assert Session().base() is None


def test_a_whole_build_asks_for_the_search(build: Build) -> None:
    session = Session().after_showing(build)
    assert session.after_build() == (session, "index")
    assert session.base() is build


def test_an_edit_is_shown_and_the_other_pages_follow_once(build: Build, edited: Build) -> None:
    session, work = Session().after_showing(build).after_showing(edited).after_build()
    assert (work, session.catching_up) == ("catch up", edited)
    assert session.after_build() == (session, "nothing"), "a reload meanwhile begins nothing anew"
    assert session.is_wanted(edited)


def test_what_is_made_to_its_end_is_laid_out_and_its_search_made(build: Build, edited: Build) -> None:
    session, _ = Session().after_showing(build).after_showing(edited).after_build()
    session = session.after_catching_up(build)
    assert session.to_show(edited) is build
    session = session.after_showing(build)
    assert session.after_build()[1] == "index"


def test_pages_that_were_shown_once_they_were_made_are_what_the_next_edit_is_based_on(
    build: Build, edited: Build
) -> None:
    session, _ = Session().after_showing(build).after_showing(edited).after_build()
    session = session.after_showing_all(build)
    assert (session.base(), session.catching_up) == (build, None)
    assert session.after_build()[1] == "index"


def test_a_later_edit_lays_out_itself_and_not_what_was_ready_for_the_former(build: Build, edited: Build) -> None:
    session = Session().after_showing(edited).after_catching_up(build)
    later = replace(edited, archive=replace(edited.archive))
    assert session.to_show(later) is later
    assert not session.after_showing(later).is_wanted(edited)


def test_pages_that_could_not_be_made_are_made_with_the_next_build(build: Build, edited: Build) -> None:
    session, _ = Session().after_showing(build).after_showing(edited).after_build()
    session = session.after_failure(edited)
    assert session.base() is None
    assert session.after_showing(build).base() is build


def test_pages_that_were_given_up_are_made_after_the_next_build(build: Build, edited: Build) -> None:
    session, _ = Session().after_showing(build).after_showing(edited).after_build()
    so_far = replace(edited)
    session = session.after_abandoning(edited, so_far)
    assert session.after_build()[1] == "catch up"
    assert session.base() is so_far, "what was shown of them counts"
    assert session.after_abandoning(build, build) == session


def test_the_end_of_work_that_nobody_waits_for_changes_nothing(build: Build, edited: Build) -> None:
    session = Session().after_showing(build)
    assert session.after_failure(edited) == session
