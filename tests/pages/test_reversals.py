"""A change of sides says what each of its ends rests on, wherever it is shown."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.pages import home
from generator.pages.home.page import HomeView
from generator.pages.parts.swing import Swing
from generator.pages.render import draw
from generator.text import markup
from tests.archive_files import ENTITIES, archive_of, article, articles, pages_of

WORLD = {
    "content/people/ada-quill.yml": "name: Ada Quill\n",
    "content/organisations/quay-post.yml": "name: The Quay Post\n",
    "content/organisations/wire.yml": "name: Wire\n",
    "content/propositions/wall-is-safe.yml": "sentence: The wall is safe.\n",
    "content/topics/walls.yml": "title: Walls\n",
}
HEADLINE = "rests_on: headline, basis: the agency's lead, note: Her words leave it open."


def taking(stance: str, day: str, words: str, rest: str, source: str = "") -> str:
    """The file of an article in which Ada Quill takes a position."""
    return article(
        title=f"On {day}",
        publisher="quay-post",
        published=day,
        topics="[walls]",
        source=f'{{url: "https://example.org/{stance}{day}"{source}}}',
        quotations=f"[{{id: q, speaker: ada-quill, text: {words}, said: {day}}}]",
        statements=f"[{{id: s, holder: ada-quill, stance: {stance}, proposition: wall-is-safe, quotations: [q], {rest}}}]",
    )


def archive(tmp_path: Path, first: str = HEADLINE, second: str = "rests_on: words", **more: str) -> Archive:
    made = {
        "one": taking("denies", "2024-01-10", "I have nothing to say of the wall", first),
        "two": taking("confirms", "2025-03-10", "nobody need fear the wall", second),
        **more,
    }
    return archive_of(tmp_path, {**WORLD, **articles(**made)})


def texts(archive: Archive) -> dict[str, str]:
    """The texts of the pages that show a change of sides, by path."""
    pages = [*pages_of(archive, "home", "propositions", *ENTITIES, "topics")]
    return {page.path: markup.text_of(draw(page)) for page in pages}


def home_of(archive: Archive) -> HomeView:
    (page,) = home.pages(archive)
    return page.view


def swing_of(archive: Archive) -> Swing:
    found = home_of(archive).swing
    assert found
    return found


def test_what_an_end_rests_on_stands_wherever_the_reversal_does(tmp_path: Path) -> None:
    found = texts(archive(tmp_path))
    for path in ("claims/wall-is-safe.md", "people/ada-quill.md"):
        assert "in a headline: the agency’s lead" in found[path]
        assert "Her words leave it open." in found[path]
        assert "Quoted next to it:" in found[path]
        assert "in their own words" in found[path]
        assert "Denied on 10 January 2024 (in a headline), confirmed on 10 March 2025: 425 days." in found[path]
        assert "the day of its quotation" in found[path]
    assert "changed sides after 425 days (denied in a headline)" in found["claims/index.md"]


def test_of_ends_in_the_holders_own_words_nothing_is_held_back(tmp_path: Path) -> None:
    found = texts(archive(tmp_path, first="rests_on: words"))
    for text in found.values():
        assert "in a headline" not in text
        assert "Quoted next to it:" not in text
    assert "changed sides after 425 days confirms it:" in found["claims/index.md"]


def test_what_a_record_leaves_open_is_said_to_be_open(tmp_path: Path) -> None:
    turn = swing_of(archive(tmp_path, first="via: [wire]")).turn
    assert (turn.start.footing.label, turn.start.beside) == ("not recorded what it rests on", False)


def test_each_end_is_shown_from_the_best_report_and_not_from_a_rewritten_one(tmp_path: Path) -> None:
    rewritten = taking("denies", "2024-01-10", "never safe", "rests_on: words", ", relays: wire")
    plain = taking("denies", "2024-01-10", "the wall is not safe at all", "rests_on: words")
    found = archive(tmp_path, first="rests_on: inferred, basis: she left", rewritten=rewritten, plain=plain)
    turn = swing_of(found).turn
    assert turn.start.quote
    assert turn.start.quote.words == ("the wall is not safe at all",)
    assert turn.start.footing.label == "in their own words"


def test_without_a_reversal_or_anything_at_all_the_start_page_says_nothing_of_one(tmp_path: Path) -> None:
    assert home_of(archive_of(tmp_path / "empty", {})).swing is None
    alone = {**WORLD, "content/articles/2025/one.md": taking("denies", "2024-01-10", "it is not", "rests_on: words")}
    assert home_of(archive_of(tmp_path / "one", alone)).swing is None


def test_the_best_evidenced_reversal_opens_the_start_page(tmp_path: Path) -> None:
    """It precedes a later one with equal evidence."""
    gate = {
        "content/propositions/gate-is-safe.yml": "sentence: The gate is safe.\n",
        "content/articles/2025/gate.md": taking("denies", "2024-05-01", "it is not", HEADLINE).replace(
            "wall-is", "gate-is"
        ),
        "content/articles/2025/gate2.md": taking("confirms", "2025-06-01", "it is", "rests_on: words").replace(
            "wall-is", "gate-is"
        ),
        "content/articles/2025/one.md": taking("denies", "2024-01-10", "it is not", "rests_on: words"),
        "content/articles/2025/two.md": taking("confirms", "2025-03-10", "it is so", "rests_on: words"),
    }
    assert swing_of(archive_of(tmp_path, {**WORLD, **gate})).turn.sentence.text == "The wall is safe"


def test_a_reversal_of_which_one_end_rests_on_less_than_words_stays_off_the_start_page(tmp_path: Path) -> None:
    for rest in (HEADLINE, "rests_on: verb", "rests_on: inferred, basis: she left"):
        assert home_of(archive(tmp_path / rest[10:14], first=rest)).swing is None
        assert home_of(archive(tmp_path / f"2{rest[10:14]}", second=rest)).swing is None
    assert home_of(archive(tmp_path / "words", first="rests_on: words")).swing


def test_both_ends_stand_on_the_line_where_their_days_are(tmp_path: Path) -> None:
    found = swing_of(archive(tmp_path, first="rests_on: words"))
    assert (found.title, found.days) == ("Denied, then admitted: 425 days", "425 days")
    # The axis: 10 January 2024 to 10 March 2025, with a margin of 6 % of that, 26 days (rounded), on each side.
    assert found.start is not None
    assert found.end is not None
    low, high = date(2024, 1, 10) - timedelta(26), date(2025, 3, 10) + timedelta(26)
    for day, at in ((date(2024, 1, 10), found.start), (date(2025, 3, 10), found.end)):
        assert float(at) == pytest.approx((day - low).days / ((high - low).days + 1) * 100, abs=0.01)
    (january,) = (tick for tick in found.ticks if tick.label == "Jan 2025")
    assert float(january.at) == pytest.approx((date(2025, 1, 1) - low).days / ((high - low).days + 1) * 100, abs=0.01)
    places = [float(tick.at) for tick in found.ticks]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("first", "last"), [("2024-01-10", "2024-01-11"), ("1890-01-01", "2025-03-10"), ("2024-02-28", "2024-06-01")]
)
def test_a_line_of_any_length_has_ticks_that_do_not_crowd(tmp_path: Path, first: str, last: str) -> None:
    made = archive_of(
        tmp_path,
        {
            **WORLD,
            **articles(
                one=taking("denies", first, "it is not", "rests_on: words"),
                two=taking("confirms", last, "it is so", "rests_on: words"),
            ),
        },
    )
    ticks = swing_of(made).ticks
    assert len(ticks) <= 13
    assert all(0 <= float(tick.at) <= 100 for tick in ticks)
