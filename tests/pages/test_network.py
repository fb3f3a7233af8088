"""The network: a legible drawing, a table with the same ties, and each profile's part of it."""

import re
from pathlib import Path

import pytest

from generator.drawing.label_placement import overlap
from generator.drawing.links import Side
from generator.drawing.svg import text_width
from generator.pages.network import pages
from generator.pages.network.page import MOST_LINKS, MOST_NAMES, NetworkView
from generator.pages.network.profile import around
from generator.pages.parts.here import Here
from tests.archive_files import archive_of, draw


def party(n: int) -> str:
    return f"content/people/p{n}.yml"


def crowd(people: int, articles: int, each: int) -> dict[str, str]:
    """Articles that each name the first of many people and a few of the others."""
    files = {party(n): f"name: Person Number {n}\n" for n in range(people)}
    for a in range(articles):
        named = ["p0", *(f"p{1 + (a * 7 + k * 3) % (people - 1)}" for k in range(each))]
        body = " ".join(f"[[{one}]]" for one in dict.fromkeys(named))
        files[f"content/articles/2025/a{a}.md"] = f"---\ntitle: T{a}\npublished: 2025-01-01\n---\n{body}\n"
    return files


def view(root: Path, files: dict[str, str]) -> NetworkView:
    (page,) = pages(archive_of(root, files))
    assert isinstance(page.view, NetworkView)
    return page.view


def meeting(*articles: str) -> dict[str, str]:
    """Articles that name people by their initials: "abc" names three."""
    files = {f"content/people/{one}.yml": f"name: {one.upper()}da Person\n" for one in sorted({*"".join(articles)})}
    for n, named in enumerate(articles):
        body = " and ".join(f"[[{one}]]" for one in named)
        files[f"content/articles/2025/m{n}.md"] = f"---\ntitle: T{n}\npublished: 2025-01-01\n---\n{body} met.\n"
    return files


@pytest.mark.parametrize(
    ("articles", "title", "lead"),
    [
        (
            ["ab", "abc", "abc"],
            "Ada Person and Bda Person are named together in 3 of 3 articles, more than any other two.",
            "Cda Person is the one most often named with both: in 2 articles with each.",
        ),
        (["ab", "ab", "cd", "cd"], "Ada Person and Bda Person are named together in 2 of 4 articles; one other pair is named together as often.", ""),
        (["ab", "cd"], "No two are named together in more than one article.", ""),
        (["ab"], "Ada Person and Bda Person are named together in 1 of 1 article, more than any other two.", ""),
        (
            ["ab", "ab", "ab", "abc", "ac", "bc", "bc"],
            "Ada Person and Bda Person are named together in 4 of 7 articles, more than any other two.",
            "Cda Person is the one most often named with both: in 2 articles with Ada Person, in 3 with Bda Person.",
        ),
    ],
)  # fmt: skip
def test_the_title_says_who_is_named_together_most(tmp_path: Path, articles: list[str], title: str, lead: str) -> None:
    found = view(tmp_path, meeting(*articles))
    assert [re.sub("</?bdi>", "", it) for it in (found.title, found.lead)] == [title, lead]


def test_what_is_drawn_stands_in_the_table(tmp_path: Path) -> None:
    found = view(tmp_path, crowd(12, 10, 3))
    (section,) = found.sections
    assert found.picture is not None
    drawn = set(re.findall(r'data-ends="([^"]+)"', found.picture.wide))
    assert len(drawn) == found.picture.number > 0
    assert drawn <= {row.ends for row in section.rows}
    assert all(row.evidence.href and row.evidence.href.endswith("/#with") for row in section.rows)


@pytest.mark.parametrize(
    "files", [crowd(150, 300, 8), crowd(12, 10, 3), crowd(30, 60, 5), meeting("abcdefgh", "abcdefgh", "ab")],
    ids=["many", "few", "some", "everybody with everybody"],
)  # fmt: skip
@pytest.mark.parametrize("side", ["wide", "narrow"])
def test_no_drawing_has_more_names_than_can_be_read_and_no_line_runs_through_one(
    tmp_path: Path, files: dict[str, str], side: Side
) -> None:
    picture = view(tmp_path, files).picture
    assert picture is not None
    drawing = picture.wide if side == "wide" else picture.narrow
    size = 15 if side == "wide" else 13
    names = re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)"(?: font-weight="600")?>([^<]+)</text></a>', drawing)
    lines = re.findall(r'd="M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)"', drawing)
    assert 2 <= len(names) == drawing.count('class="ar-node"') <= MOST_NAMES[side]
    assert 1 <= len(lines) <= MOST_LINKS[side]
    boxes = [(float(x), float(y) - 0.7 * size, float(x) + text_width(text, size), float(y)) for x, y, text in names]
    for n, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[2] <= (1180 if side == "wide" else 360)
        assert not any(overlap(box, other) for other in boxes[n + 1 :])
        for line in lines:
            x1, y1, x2, y2 = map(float, line)
            points = ((x1 + t * (x2 - x1) / 200, y1 + t * (y2 - y1) / 200) for t in range(201))
            assert not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points)


def test_a_line_has_its_number_from_five_articles_on(tmp_path: Path) -> None:
    picture = view(tmp_path, meeting(*["ab"] * 7, *["ac"] * 5, *["bd"] * 4)).picture
    assert picture is not None
    assert re.findall('text-anchor="middle" font-weight="600">([^<]+)<', picture.wide) == ["7 articles", "5"]
    assert picture.numbered == 5


def test_where_nobody_is_named_together_so_often_the_most_has_its_number(tmp_path: Path) -> None:
    picture = view(tmp_path, meeting("ab", "ab", "ac")).picture
    assert picture is not None
    assert re.findall('text-anchor="middle" font-weight="600">([^<]+)<', picture.wide) == ["2 articles"]


def test_a_page_of_many_links_stays_small(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, crowd(150, 300, 8)))
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


def test_a_line_on_a_profile_is_dashed_if_every_article_behind_it_was_changed_or_taken_back(tmp_path: Path) -> None:
    files = meeting("ab", "ac", "ad")
    path = next(path for path, text in files.items() if "[[b]]" in text)
    files[path] = files[path].replace("---\n", "---\nsource: {status: {is: corrected, basis: a note}}\n", 1)
    archive = archive_of(tmp_path, files)
    share = around(Here(archive, "people/a.md"), archive.entity("a"))
    assert share is not None
    assert share.wide.count("ar-tie--shaken") == 1
    assert share.said.endswith(
        "Long dashes: every article that it rests on has since been changed or withdrawn by its publisher."
    )


def test_an_archive_without_ties_says_so(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, {}))
    assert "No two people or organisations are linked" in draw(page)


def test_a_line_is_dashed_if_every_article_behind_it_was_changed_or_taken_back(tmp_path: Path) -> None:
    files = meeting("ab", "bc")
    path = next(path for path, text in files.items() if "[[a]]" in text)
    files[path] = files[path].replace("---\n", "---\nsource: {status: {is: corrected, basis: a note}}\n", 1)
    found = view(tmp_path, files)
    assert found.picture
    assert found.picture.shaken
    assert found.picture.wide.count("ar-tie--shaken") == 1
    assert sorted((row.ends, row.shaken) for row in found.sections[0].rows) == [("a b", True), ("b c", False)]
