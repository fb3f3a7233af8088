"""The answer at the head of a claim's page, and its picture: marks are at their days, and no words overlap."""

import math
import re
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from generator import routes
from generator.archive.archive import Archive
from generator.pages.parts import turn
from generator.pages.parts.answer import answer
from generator.pages.parts.here import Here
from generator.pages.parts.sides import sides_of
from generator.pages.parts.turn import MAX_ROWS, ClaimPicture, claim_picture
from generator.text import english
from tests import archive_files
from tests.archive_files import archive_of

BODIES = {
    "content/organisations/russia.yml": "name: Russian Federation\nalso: [Russia]\n",
    "content/organisations/states.yml": "name: United States of America\nalso: [United States, US]\n",
    "content/organisations/kyiv.yml": "name: Kyiv\n",
    "content/people/peskov.yml": "name: Dmitry Peskov\nroles: [{title: spokesman, of: russia}]\n",
    "content/people/putin.yml": "name: Vladimir Putin\nroles: [{title: president, of: russia}]\n",
    "content/people/kim.yml": "name: Kim Jong Un\ncountry: KP\n",
    "content/propositions/sent.yml": "sentence: Soldiers were sent.\n",
    "content/propositions/fought.yml": "sentence: Soldiers fought.\nimplies: [sent]\n",
    "content/propositions/none.yml": "sentence: No soldiers were sent.\ncontradicts: [sent]\n",
}


def made(root: Path, *stances: str, language: str = "en") -> Archive:
    """An archive of one article with these stances, each "HOLDER STANCE CLAIM DAY" and what it rests on."""
    lines = []
    for number, words in enumerate(stances):
        holder, stance, claim, day, *rest = words.split(" ")
        who = f"{{unnamed: {holder[1:]}}}" if holder.startswith("~") else holder
        rests = f", rests_on: {rest[0]}" if rest else ""
        basis = ", basis: it says so" if rest == ["inferred"] else ""
        lines.append(
            f"  - {{id: s{number}, holder: {who}, stance: {stance}, proposition: {claim}, date: {day}{rests}{basis}}}\n"
        )
    text = archive_files.article(
        published="2026-06-01", publisher="null", source="{seen: 2026-06-02}", more="statements:\n" + "".join(lines)
    )
    files = {**BODIES, "content/articles/2026/a.md": text}
    if language != "en":
        files["site_config/archive.yml"] = f"title: A\nlanguage: {language}\n"
    return archive_of(root, files)


def said(archive: Archive, claim: str = "sent") -> str:
    return str(answer(archive, claim, sides_of(archive, claim)))


def drawn(archive: Archive, claim: str = "sent") -> ClaimPicture:
    found = claim_picture(Here(archive, routes.page("proposition", claim)), sides_of(archive, claim))
    assert found is not None
    return found


DENIED, ADMITTED = "peskov denies sent 2024-10-10", "putin confirms sent 2025-04-26"


@pytest.mark.parametrize(
    ("stances", "sentences"),
    [
        ((DENIED, ADMITTED), "Russia <b>denied</b> it on 10 October 2024 and <b>admitted</b> it on 26 April 2025, 198 days later."),
        (
            (DENIED, ADMITTED, "states asserts sent 2024-12-27"),
            ("Russia <b>denied</b> it on 10 October 2024 and <b>admitted</b> it on 26 April 2025, 198 days later. "
            "The United States also said it was true."),
        ),
        (
            ("peskov denies sent 2024-10 verb", "putin confirms sent 2025-04-26 inferred"),
            ("Russia <b>denied</b> it in October 2024 and <b>admitted</b> it on 26 April 2025, 177 to 207 days later. "
            "The earlier stance is in the reporter’s words. The later stance is inferred by us."),
        ),
        (
            ("kim asserts sent 2024-10-10", "kim retracts sent 2024-10-11"),
            "Kim Jong Un <b>said it was true</b> on 10 October 2024 and <b>took that back</b> on 11 October 2024, 1 day later.",
        ),
        (
            ("states asserts sent 2024-10-10", "kyiv asserts sent 2024-10-11", "peskov denies sent 2024-10-12"),
            "According to the United States and Kyiv it is <b>true</b>; according to Russia it is <b>false</b>.",
        ),
        (
            ("states asserts sent 2024-10-10", "kyiv doubts sent 2024-10-11"),
            "According to the United States it is <b>true</b>; Kyiv called it <b>doubtful</b>.",
        ),
        (("kyiv asserts sent 2024-10-10",), "According to Kyiv it is <b>true</b>. Nobody in this archive says it is false."),
        (("kyiv denies sent 2024-10-10",), "According to Kyiv it is <b>false</b>. Nobody in this archive says it is true."),
        (
            ("kyiv asserts sent 2024-10-10", "states asserts none 2024-10-10"),
            "According to Kyiv it is <b>true</b>. A claim that contradicts it comes from the United States.",
        ),
        (("states declines sent 2024-10-10",), "The United States <b>would not say</b> whether it is true."),
        (
            ("peskov denies sent 2024-10", "putin asserts sent 2024-10"),
            "Russia took both sides, and no date proves which came first.",
        ),
        (("~<b>&co asserts sent null",), "According to “&lt;b&gt;&amp;co” it is <b>true</b>. Nobody in this archive says it is false."),
        ((), "No article in this archive reports what anyone says about it."),
    ],
)  # fmt: skip
def test_the_answer_is_a_sentence(tmp_path: Path, stances: tuple[str, ...], sentences: str) -> None:
    archive = made(tmp_path, *stances) if stances else archive_of(tmp_path, BODIES)
    assert said(archive) == sentences


def test_of_a_change_of_sides_a_claim_says_what_was_said_of_it(tmp_path: Path) -> None:
    # Denying that soldiers were sent implies denying that they fought; but that they fought was admitted later.
    archive = made(tmp_path, DENIED, ADMITTED, "putin confirms fought 2025-04-28")
    assert "admitted</b> it on 26 April 2025, 198 days later" in said(archive)
    assert "admitted</b> it on 28 April 2025, 200 days later" in said(archive, "fought")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("United States", "the United States"), ("Ministry of Defence", "the Ministry of Defence"), ("Russia", "Russia"),
        ("NATO", "NATO"), ("The Herald Press", "The Herald Press"), ("Press", "Press"), ("European Union", "the European Union"),
    ],
)  # fmt: skip
def test_a_body_has_its_article_where_english_wants_one(name: str, told: str) -> None:
    assert english.with_the(name) == told


# --- the picture ---

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TURNS = (
    DENIED, "peskov denies sent 2024-10-30 verb", "states asserts sent 2024-12-27", "kyiv asserts sent 2025-01-21 verb",
    "kyiv declines sent 2025-03", ADMITTED, "putin confirms sent 2025-09-03 inferred",
)  # fmt: skip
SHAPE = re.compile(
    r'<g data-published="[^"]*"><title>(?P<said>[^<]*)</title>(?:<path class="thin"[^>]*>)?'
    r'<(?:circle|rect|path) class="(?P<kind>own|told|headline|inferred|unsaid)" (?P<place>[^>]*)>'
)


def middle(place: str) -> tuple[float, float]:
    """The centre of a shape, from its SVG attributes."""
    if found := re.search(r'cx="([\d.]+)" cy="([\d.]+)"', place):
        return float(found[1]), float(found[2])
    if found := re.search(r' ?x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', place):
        return float(found[1]) + float(found[3]) / 2, float(found[2]) + float(found[3]) / 2
    found = re.search(r'd="M([\d.]+) ([\d.]+)l([\d.]+) ([\d.]+)l', place)
    assert found
    return float(found[1]) + float(found[4]) * 0.8, float(found[2]) + float(found[4])  # a triangle


def days_of(said: str) -> float:
    """The middle of the days of a mark, read from its title."""
    found = re.search(r"(?:(\d+) )?(\w{3})\w* (\d{4})", said)
    assert found
    month, year = MONTHS.index(found[2]) + 1, int(found[3])
    first = date(year, month, int(found[1] or 1)).toordinal()
    last = first if found[1] else date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return (first + last + 1) / 2


def ticks(svg: str, *, down: bool) -> list[tuple[float, float]]:
    """The days of the axis, each with its position."""
    found, year = [], 0
    lines = re.findall(
        r'<path class="tickline" d="M([\d.]+) ([\d.]+)L[^"]*"/></g><text[^>]* class="tickname"[^>]*>(.*?)</text>',
        svg,
        re.DOTALL,
    )
    for x, y, text in lines:
        words = re.sub(r"<[^>]+>", "", text).split()
        year = int(words[-1]) if words[-1].isdigit() else year
        month = MONTHS.index(words[0]) + 1 if words[0] in MONTHS else 1
        if year:
            found.append((float(date(year, month, 1).toordinal()), float(y if down else x)))
    return found


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_every_mark_stands_at_its_day(tmp_path: Path, size: str) -> None:
    svg = str(getattr(drawn(made(tmp_path, *TURNS)), size))
    known = ticks(svg, down=size == "narrow")
    assert len(known) > 1
    (low, at_low), (high, at_high) = known[0], known[-1]
    marks = [(m["said"], middle(m["place"])[size == "narrow"]) for m in SHAPE.finditer(svg)]
    assert len(marks) == len(TURNS)
    for words, at in marks:
        meant = at_low + (at_high - at_low) * (days_of(words) - low) / (high - low)
        assert math.isclose(at, meant, abs_tol=0.7), words


def test_marks_stand_on_their_side_and_say_what_they_rest_on(tmp_path: Path) -> None:
    svg = str(drawn(made(tmp_path, *TURNS)).wide)
    zones = [
        (float(y), float(y) + float(h))
        for y, h in re.findall(r'class="zone"[^>]* y="([\d.]+)"[^>]* height="([\d.]+)"', svg)
    ]
    assert len(zones) == 3
    sides = {"says so": 0, "admits or confirms it": 0, "won’t say": 1, "denies it": 2}
    kinds = {"in their own words": "own", "in the reporter’s words": "told", "inferred by us": "inferred"}
    for mark in SHAPE.finditer(svg):
        side = next(at for words, at in sides.items() if words in mark["said"])
        _, y = middle(mark["place"])
        assert zones[side][0] < y < zones[side][1], mark["said"]
        assert mark["kind"] == next((kind for words, kind in kinds.items() if words in mark["said"]), "unsaid")


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_line_of_a_side_that_turned_goes_through_both_marks(tmp_path: Path, size: str) -> None:
    svg = str(getattr(drawn(made(tmp_path, DENIED, ADMITTED)), size))
    marks = [middle(m["place"]) for m in SHAPE.finditer(svg)]
    (line,) = re.findall(r'class="path" d="M([^"]+)"', svg)
    points = [tuple(map(float, point.split())) for point in line.split("L")]
    for mark in marks:
        assert any(math.dist(mark, point) < 0.3 for point in points)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    assert "198 days" in svg


TEXT = re.compile(
    r'<text[^>]* class="label" x="([\d.-]+)" y="([\d.-]+)"(?: text-anchor="(\w+)")? font-size="([\d.]+)">(.*?)</text>'
)


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """The texts of a picture, each with an estimate of its bounding box."""
    found = []
    for x, y, anchor, size, text in TEXT.findall(svg):
        words = re.sub(r"<[^>]+>", "", text)
        wide = len(words) * float(size) * 0.5
        left = float(x) - {"": 0, "middle": wide / 2, "end": wide}[anchor]
        found.append((words, left, float(y) - float(size) * 0.7, left + wide, float(y)))
    return found


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_words_stand_over_others_however_crowded(tmp_path: Path, size: str) -> None:
    crowd = [f"peskov denies sent 2024-10-{day:02}" for day in range(1, 20)]
    crowd += [f"putin confirms sent 2025-04-{day:02}" for day in range(1, 20)]
    crowd += [f"~somebody-{n} asserts sent 2025-0{1 + n % 4}-11" for n in range(20)]
    svg = str(getattr(drawn(made(tmp_path, *crowd)), size))
    labels = boxes(svg)
    assert len(labels) > 5
    for (one, *a), (other, *b) in combinations(labels, 2):
        assert not (a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]), (one, other)


def test_of_many_sides_some_have_a_row_and_the_others_are_counted(tmp_path: Path) -> None:
    many = [f"~somebody-{n} asserts sent 2025-01-{n + 1:02}" for n in range(20)]
    svg = str(drawn(made(tmp_path, *many)).wide)
    assert f"and {20 - MAX_ROWS['true']} more sides, in the list below" in svg
    assert len(SHAPE.findall(svg)) == MAX_ROWS["true"]


def test_from_right_to_left_time_runs_from_the_right(tmp_path: Path) -> None:
    picture = drawn(made(tmp_path, *TURNS, language="ar"))
    assert 'direction="rtl"' in picture.wide
    places = sorted(
        (days_of(m["said"]), middle(m["place"])[0]) for m in SHAPE.finditer(str(picture.wide)) if "M" not in m["place"]
    )
    assert [x for _, x in places] == sorted((x for _, x in places), reverse=True)


def test_a_picture_of_a_single_stance_and_one_of_a_distant_past_are_drawn(tmp_path: Path) -> None:
    assert len(SHAPE.findall(str(drawn(made(tmp_path, "kyiv declines sent 2024-10-10")).wide))) == 1
    old = drawn(made(tmp_path / "old", "kyiv asserts sent -0043-03-15", "states denies sent 2025-01-01"))
    assert len(SHAPE.findall(str(old.narrow))) == 2


def test_of_sides_with_many_stances_some_are_drawn_and_some_told_and_the_key_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "MAX_MARKS", 14)
    both = ("states asserts", "kyiv denies")
    many = drawn(made(tmp_path / "many", *(f"{who} sent 2024-10-{day:02}" for who in both for day in range(1, 21))))
    for picture in (many.wide, many.narrow):
        assert picture.count("<title>") == 14
        assert picture.count("more stances") == 2
    assert many.thinned
    few = drawn(made(tmp_path / "few", *(f"{who} sent 2024-10-{day:02}" for who in both for day in range(1, 5))))
    assert few.wide.count("<title>") == 8
    assert "more stance" not in few.wide
    assert not few.thinned


def test_of_a_side_that_changed_often_some_changes_are_drawn_with_the_first_and_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "MOST_TURNS", 3)
    monkeypatch.setattr(turn, "MAX_MARKS", 10)
    stances = [f"kyiv {('asserts', 'denies')[day % 2]} sent 2024-10-{day:02}" for day in range(1, 31)]
    picture = drawn(made(tmp_path, *stances))
    for size in (picture.wide, picture.narrow):
        assert size.count('class="path"') == 3
        assert size.count("<title>") <= 16  # ten, and six at the ends of the lines
        assert "1 October 2024" in size
        assert "30 October 2024" in size
    assert picture.thinned
