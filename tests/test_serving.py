"""What a server shows and what it is still making, from build to build."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Made
from generator.serving import Session
from tests.archive_files import write


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A complete archive with its pages."""
    return pipeline.make(write(tmp_path, {"content/people/ada.yml": "name: Ada\n"}))


@pytest.fixture
def edited(made: Made) -> Made:
    """The same archive after an edit: the page of one record is new, the others are still to be made."""
    return replace(made, behind=True)


def test_before_the_first_build_there_is_nothing_to_do() -> None:
    assert Session().built() == (Session(), "nothing")
    assert Session().quick() is None


def test_a_whole_build_asks_for_the_search(made: Made) -> None:
    session = Session().showing(made)
    assert session.built() == (session, "index")
    assert session.quick() is made


def test_an_edit_is_shown_and_the_other_pages_follow_once(made: Made, edited: Made) -> None:
    session, work = Session().showing(made).showing(edited).built()
    assert (work, session.following) == ("catch up", edited)
    assert session.built() == (session, "nothing"), "a reload meanwhile begins nothing anew"
    assert session.wants(edited)


def test_what_is_made_to_its_end_is_laid_out_and_its_search_made(made: Made, edited: Made) -> None:
    session, _ = Session().showing(made).showing(edited).built()
    session = session.caught_up(made)
    assert session.to_show(edited) is made
    session = session.showing(made)
    assert session.built()[1] == "index"


def test_pages_that_were_shown_once_they_were_made_are_what_the_next_edit_is_based_on(made: Made, edited: Made) -> None:
    session, _ = Session().showing(made).showing(edited).built()
    session = session.overtaken(made)
    assert (session.quick(), session.following) == (made, None)
    assert session.built()[1] == "index"


def test_a_later_edit_lays_out_itself_and_not_what_was_ready_for_the_former(made: Made, edited: Made) -> None:
    session = Session().showing(edited).caught_up(made)
    later = replace(edited, archive=replace(edited.archive))
    assert session.to_show(later) is later
    assert not session.showing(later).wants(edited)


def test_pages_that_could_not_be_made_are_made_with_the_next_build(made: Made, edited: Made) -> None:
    session, _ = Session().showing(made).showing(edited).built()
    session = session.failed(edited)
    assert session.quick() is None
    assert session.showing(made).quick() is made


def test_pages_that_were_given_up_are_made_after_the_next_build(made: Made, edited: Made) -> None:
    session, _ = Session().showing(made).showing(edited).built()
    so_far = replace(edited)
    session = session.given_up(edited, so_far)
    assert session.built()[1] == "catch up"
    assert session.quick() is so_far, "what was shown of them counts"
    assert session.given_up(made, made) == session


def test_the_end_of_work_that_nobody_waits_for_changes_nothing(made: Made, edited: Made) -> None:
    session = Session().showing(made)
    assert session.failed(edited) == session
