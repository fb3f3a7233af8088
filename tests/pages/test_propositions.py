"""The page of a proposition, and the index of propositions."""

import re
from pathlib import Path

from generator.archive.archive import Archive
from generator.pages.parts.lists import PER_PAGE
from generator.pages.propositions.index import IndexView
from generator.pages.propositions.page import SHOWN, TURNED, PropositionView
from tests import archive_files
from tests.archive_files import archive_of, at_path, draw, pages_of

SMALL = {
    "content/people/peter.yml": "name: Peter\nroles: [{title: spokesman, of: state}]\n",
    "content/people/paul.yml": "name: Paul\nroles: [{title: president, of: state}]\n",
    "content/people/mary.yml": "name: Mary\n",
    "content/organisations/state.yml": "name: State\nkind: state\n",
    "content/propositions/troops-fight.yml": "sentence: Troops fight.\nimplies: [troops-are-there]\n",
    "content/propositions/troops-are-there.yml": "sentence: Troops are <b>there</b>.\n",
    "content/propositions/nobody-is-there.yml": "sentence: Nobody is there.\ncontradicts: [troops-are-there]\n",
    "content/propositions/it-rains.yml": "sentence: It rains.\n",
}


def article(published: str, *statements: str) -> str:
    lines = []
    for number, statement in enumerate(statements):
        holder, stance, proposition, date = statement.split()
        lines.append(
            f"  - {{id: s{number}, holder: {holder}, stance: {stance}, proposition: {proposition}, date: {date}}}"
        )
    stated = "\n".join(["statements:", *lines, ""])
    return archive_files.article(
        "Text.", title="Report", publisher="null", published=published, source="{seen: 2025-06-02}", more=stated
    )


def archive(tmp_path: Path) -> Archive:
    files = {
        "content/articles/2024/old.md": article("2024-10-11", "peter denies troops-are-there 2024-10-10"),
        "content/articles/2025/new.md": article(
            "2025-04-27", "paul confirms troops-fight 2025-04-26", "mary asserts nobody-is-there 2025-04-26"
        ),
        "content/articles/2025/late.md": article("2025-06-01", "peter denies troops-are-there 2024-10-10"),
    }
    return archive_of(tmp_path, {**SMALL, **files})


def drawn(archive: Archive, path: str) -> str:
    return draw(at_path(pages_of(archive, "propositions"), path))


def view_of(archive: Archive, path: str) -> PropositionView:
    view = at_path(pages_of(archive, "propositions"), path).view
    assert isinstance(view, PropositionView)
    return view


def test_a_reversal_is_dated_and_explained_and_its_persons_are_named(tmp_path: Path) -> None:
    (turn,) = view_of(archive(tmp_path), "claims/troops-are-there.md").turns
    assert turn.explained == "Denied by Peter on 10 October 2024, confirmed by Paul on 26 April 2025: 198 days."
    assert (turn.subject.text, turn.differ, turn.later, turn.known) == (
        "State",
        "Peter spoke first, Paul later, both for the same side.",
        "<b>198</b> <span>days later</span>",
        "2025-04-27",
    )


def test_the_grid_has_holders_down_by_party_and_months_across(tmp_path: Path) -> None:
    grid = view_of(archive(tmp_path), "claims/troops-are-there.md").grid
    assert grid is not None
    assert [(column.label, column.gap) for column in grid.columns] == [("Oct 2024", False), ("Apr 2025", True)]
    (party,) = grid.parties
    assert (party.name.text, party.turned and party.turned.text) == ("State", "reversed after 198 days")
    assert [row.holder.text for row in party.rows] == ["Peter", "Paul"]
    assert [(c.stance, c.text, c.times, c.mark) for row in party.rows for cells in row.cells for c in cells] == [
        ("denies", "10 Oct", 2, ""),
        ("confirms", "26 Apr", 1, "†"),
    ]
    assert [(sign, implies, link.text, known) for sign, implies, link, known in grid.marks] == [
        ("†", True, "Troops fight", "2025-04-27")
    ]


def test_the_key_of_the_grid_says_from_which_day_each_stance_was_known(tmp_path: Path) -> None:
    grid = view_of(archive(tmp_path), "claims/troops-are-there.md").grid
    assert grid is not None
    assert [(stance, known) for stance, _, known in grid.key] == [("confirms", "2025-04-27"), ("denies", "2024-10-11")]


def test_every_cell_of_the_grid_leads_to_its_evidence(tmp_path: Path) -> None:
    text = drawn(archive(tmp_path), "claims/troops-are-there.md")
    wanted = set(re.findall(r'class="ar-cell" href="#([^"]+)"', text))
    assert wanted
    assert wanted <= set(re.findall(r'id="([^"]+)"', text))


def test_the_evidence_stands_in_the_order_of_days_with_the_day_of_each_article(tmp_path: Path) -> None:
    entries = view_of(archive(tmp_path), "claims/troops-are-there.md").entries
    assert [(entry.holder.text, entry.said) for entry in entries] == [("Peter", "denies it"), ("Paul", "admits it")]
    assert [one.known for one in (entries[0].first, *entries[0].carriers)] == ["2024-10-11", "2025-06-01"]


def test_a_band_says_where_a_side_turned_and_after_how_long(tmp_path: Path) -> None:
    entries = view_of(archive(tmp_path), "claims/troops-are-there.md").entries
    assert [[band.said for band in entry.bands] for entry in entries] == [
        [],
        ["198 days after first denying it, State changes sides"],
    ]


def test_what_one_holder_says_on_one_day_of_several_claims_is_one_entry(tmp_path: Path) -> None:
    report = article("2025-04-27", "paul confirms troops-fight 2025-04-26", "paul confirms troops-are-there 2025-04-26")
    page = view_of(archive_of(tmp_path, {**SMALL, "content/articles/2025/a.md": report}), "claims/troops-are-there.md")
    (entry,) = page.entries
    assert [also.holder.text for also in entry.also] == ["Paul"]
    assert {entry.anchor, *(also.anchor for also in entry.also)} == {"e-a--s0", "e-a--s1"}


def test_who_takes_a_stance_has_the_role_of_that_day(tmp_path: Path) -> None:
    files = {
        "content/people/peter.yml": "name: Peter\nroles: [{title: mayor, to: 2024-06}, {title: prisoner, from: 2025-04-01}]\n",
        "content/articles/2024/old.md": article("2024-10-11", "peter denies it-rains 2024-01-10"),
        "content/articles/2025/new.md": article("2025-04-27", "peter asserts it-rains 2024-08-10"),
        "content/articles/2025/late.md": article("2025-06-01", "peter confirms it-rains 2025-05-02"),
    }
    found = view_of(archive_of(tmp_path, {**SMALL, **files}), "claims/it-rains.md").entries
    told = [row.role.title if row.role else None for row in found]
    assert told == ["mayor", None, "prisoner"]


def test_a_stance_without_a_day_stands_apart_and_is_counted(tmp_path: Path) -> None:
    undated = article("2025-04-27", "mary denies it-rains null", "paul asserts it-rains 2025-04-26")
    view = view_of(archive_of(tmp_path, {**SMALL, "content/articles/2025/a.md": undated}), "claims/it-rains.md")
    assert [entry.holder.text for entry in view.entries] == ["Paul"]
    assert [entry.holder.text for entry in view.undated] == ["Mary"]
    assert "One stance without a day is in the list only." in [remark.text for remark in view.remarks]


def test_a_claim_on_which_nobody_takes_a_stance_says_so(tmp_path: Path) -> None:
    view = view_of(archive(tmp_path), "claims/it-rains.md")
    assert view.answer == "No article in this archive reports what anyone says about it."
    assert view.picture is None
    assert "ar-stands" not in drawn(archive(tmp_path), "claims/it-rains.md")


def test_sentences_that_contradict_each_other_stand_side_by_side_whichever_says_so(tmp_path: Path) -> None:
    for path in ("claims/troops-are-there.md", "claims/nobody-is-there.md"):
        ((one, two),) = view_of(archive(tmp_path), path).beside
        assert one.here
        assert not two.here
        assert {h.holder.text for h in (*one.held, *two.held)} == {"Peter", "Mary"}


def test_the_index_tells_the_reversed_from_the_disputed_and_the_rest(tmp_path: Path) -> None:
    view = at_path(pages_of(archive(tmp_path), "propositions"), "claims/index.md").view
    assert isinstance(view, IndexView)
    assert {group.anchor: [row.sentence.text for row in group.rows] for group in view.groups} == {
        "reversed": ["Troops are <b>there</b>", "Troops fight"],
        "disputed": ["Nobody is there"],
        "open": ["It rains"],
    }


def test_what_content_says_is_escaped(tmp_path: Path) -> None:
    for page in pages_of(archive(tmp_path), "propositions"):
        assert "<b>there" not in draw(page).split("---", 2)[2]


def test_a_grid_over_many_months_falls_back_to_longer_periods(tmp_path: Path) -> None:
    statements = [f"mary asserts it-rains 2024-{month:02}-10" for month in range(1, 13)]
    vague = "paul asserts it-rains 2023-11/2024-02"
    files = {**SMALL, "content/articles/2025/one.md": article("2025-06-01", *statements, vague)}
    grid = view_of(archive_of(tmp_path, files), "claims/it-rains.md").grid
    assert grid is not None
    assert [column.label for column in grid.columns] == [
        "Jan–Mar 2024",
        "Apr–Jun",
        "Jul–Sep",
        "Oct–Dec",
        "Not to the quarter",
    ]


def test_a_sentence_that_everybody_speaks_of_still_opens_at_once(tmp_path: Path) -> None:
    people = {f"content/people/p{n}.yml": f"name: Person {n}\n" for n in range(300)}
    every = [f"p{n % 300} asserts it-rains 20{10 + n // 300 % 10}-0{1 + n % 9}-10" for n in range(3000)]
    reports = {
        f"content/articles/2025/a{n}.md": article("2025-06-01", *every[n * 300 : n * 300 + 300]) for n in range(10)
    }
    many = archive_of(tmp_path, {**SMALL, **people, **reports})
    pages = {
        page.path: draw(page) for page in pages_of(many, "propositions") if page.path.startswith("claims/it-rains")
    }
    assert max(len(text) for text in pages.values()) < 250_000
    assert len(pages) == 1 - -3000 // PER_PAGE
    assert pages["claims/it-rains.md"].count('<li id="e-') == SHOWN
    assert 'id="r-a0--s0"' in pages["claims/it-rains/reports.md"]
    # A position that is not on the page links to its report on a further page.
    for path, anchor in re.findall(r'class="ar-cell" href="(reports[^"#]*)/#([^"]+)"', pages["claims/it-rains.md"]):
        assert f'id="{anchor}"' in pages[f"claims/it-rains/{path}.md"]


def test_of_many_reversals_the_page_shows_the_first_and_leads_to_all(tmp_path: Path) -> None:
    people = {f"content/people/p{n}.yml": f"name: Person {n}\n" for n in range(TURNED + 1)}
    reports = {
        f"content/articles/2025/{when}.md": article(
            f"2025-{month}-20", *(f"p{n} {stance} it-rains 2025-{month}-11" for n in range(TURNED + 1))
        )
        for when, stance, month in (("before", "denies", "04"), ("then", "confirms", "05"))
    }
    everything = archive_of(tmp_path, {**SMALL, **people, **reports})
    page = drawn(everything, "claims/it-rains.md")
    assert page.count("ar-switches__said") == TURNED
    assert f'it-rains/reversals/">All {TURNED + 1} changes of sides</a>' in page
    whole = [drawn(everything, f"claims/it-rains/reversals{part}.md") for part in ("", "-2")]
    assert sum(text.count("ar-switches__said") for text in whole) == TURNED + 1


def test_who_speaks_for_two_bodies_stands_with_the_one_for_which_others_speak_too(tmp_path: Path) -> None:
    files = {
        **SMALL,
        "content/people/peter.yml": "name: Peter\nroles: [{title: head, of: club}, {title: spokesman, of: state}]\n",
        "content/organisations/club.yml": "name: Club\n",
        "content/articles/2025/one.md": article(
            "2025-06-01", "peter denies it-rains 2024-10", "paul asserts it-rains 2024-10-17"
        ),
    }
    grid = view_of(archive_of(tmp_path, files), "claims/it-rains.md").grid
    assert grid is not None
    assert [(party.name.text, party.note, [row.holder.text for row in party.rows]) for party in grid.parties] == [
        ("State", "on both sides, in an order that no date proves", ["Peter", "Paul"])
    ]
