"""The network: drawn so that it can be read, and told by a table and on profiles."""

import re
from pathlib import Path

import pytest

from generator.pages.network import pages
from generator.pages.network.page import MOST, NetworkView
from generator.pages.network.profile import around
from generator.pages.parts.here import Here
from tests.archive_files import archive_of, draw


def party(n: int) -> str:
    return f"content/people/p{n}.yml"


def crowd(people: int, articles: int, each: int) -> dict[str, str]:
    """Articles that each name a few of many people, always the first of them."""
    files = {party(n): f"name: Person Number {n}\n" for n in range(people)}
    for a in range(articles):
        named = ["p0", *(f"p{1 + (a * 7 + k * 3) % (people - 1)}" for k in range(each))]
        body = " ".join(f"[[{one}]]" for one in dict.fromkeys(named))
        files[f"content/articles/2025/a{a}.md"] = f"---\ntitle: T{a}\npublished: 2025-01-01\n---\n{body}\n"
    return files


def test_the_table_says_what_is_drawn(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, crowd(12, 10, 3)))
    assert isinstance(page.view, NetworkView)
    (section,) = page.view.sections
    drawn = set(re.findall(r'data-ends="([^"]+)"', section.wide))
    assert drawn
    assert drawn <= {row.ends for row in section.rows}
    assert all(row.evidence.href and row.evidence.href.endswith("/#with") for row in section.rows)


def test_no_drawing_has_more_marks_than_can_be_read(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, crowd(150, 300, 8)))
    assert isinstance(page.view, NetworkView)
    (section,) = page.view.sections
    for drawing, side in ((section.wide, "wide"), (section.narrow, "narrow")):
        marks = drawing.count('class="ar-node"')
        assert marks <= MOST[side]  # type: ignore[index]
        assert drawing.count('class="ar-tie"') <= 3 * marks
        assert drawing.count("<text") > 0.8 * marks
    assert len(draw(page).encode()) < 290_000


def test_the_same_ties_are_drawn_alike(tmp_path: Path) -> None:
    files = crowd(20, 12, 4)
    assert [*pages(archive_of(tmp_path / "one", files))] == [*pages(archive_of(tmp_path / "other", files))]


def test_a_profile_shows_its_share_of_the_network_where_there_is_one(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, crowd(12, 10, 3) | {"content/people/hermit.yml": "name: Hermit\n"})
    here = Here(archive, "people/p0.md")
    share = around(here, archive.entity("p0"))
    assert share is not None
    assert share.said == "10 links of 11: a line for being named together."
    assert share.wide.count('class="ar-node"') == 11
    assert share.more.href == "../../network/"
    assert around(Here(archive, "people/hermit.md"), archive.entity("hermit")) is None


def test_an_archive_without_ties_says_so(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, {}))
    assert "No two people or bodies are linked" in draw(page)


def pairs(number: int) -> dict[str, str]:
    """Articles that each name two people whom no other article names; sorted by id, no two of a pair are neighbours."""
    files = {}
    for n in range(number):
        files[f"content/people/a{n}.yml"] = f"name: Ann Number {n}\n"
        files[f"content/people/z{n}.yml"] = f"name: Zoe Number {n}\n"
        body = f"[[a{n}]] and [[z{n}]] met."
        files[f"content/articles/2025/pair{n}.md"] = f"---\ntitle: P{n}\npublished: 2025-01-01\n---\n{body}\n"
    return files


def marks_and_ties(drawing: str) -> tuple[set[str], set[str]]:
    ties = re.findall(r'data-ends="([^"]+)"', drawing)
    return set(re.findall(r'class="ar-node"[^>]* data-id="([^"]+)"', drawing)), {
        end for tie in ties for end in tie.split()
    }


@pytest.mark.parametrize("number", [1, 7, 8, 9, 16, 17, 34, 35])
def test_pairs_that_nobody_else_is_tied_to_are_drawn_whole(tmp_path: Path, number: int) -> None:
    (page,) = pages(archive_of(tmp_path, pairs(number)))
    assert isinstance(page.view, NetworkView)
    (section,) = page.view.sections
    for drawing, most in ((section.wide, MOST["wide"]), (section.narrow, MOST["narrow"])):
        marks, ends = marks_and_ties(drawing)
        assert marks == ends
        assert len(marks) == min(2 * number, most)


def test_pairs_beside_a_larger_group_are_drawn_whole(tmp_path: Path) -> None:
    group = {
        f"content/articles/2025/g{n}.md": f"---\ntitle: G{n}\npublished: 2025-01-01\n---\n[[a1]], [[a2]] and [[a3]] met.\n"
        for n in range(3)
    }
    (page,) = pages(archive_of(tmp_path, pairs(16) | group))
    assert isinstance(page.view, NetworkView)
    (section,) = page.view.sections
    for drawing in (section.wide, section.narrow):
        marks, ends = marks_and_ties(drawing)
        assert marks == ends
        assert {"a1", "a2", "a3"} < marks


def test_a_hub_whose_others_have_no_other_tie_is_drawn(tmp_path: Path) -> None:
    star = {party(n): f"name: Person Number {n}\n" for n in range(60)}
    for n in range(1, 60):
        body = f"[[p0]] and [[p{n}]] met."
        star[f"content/articles/2025/s{n}.md"] = f"---\ntitle: S{n}\npublished: 2025-01-01\n---\n{body}\n"
    (page,) = pages(archive_of(tmp_path, star))
    assert isinstance(page.view, NetworkView)
    marks, ends = marks_and_ties(page.view.sections[0].narrow)
    assert marks == ends
    assert len(marks) == MOST["narrow"]
