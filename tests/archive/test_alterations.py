"""What differs between two versions of a record."""

import pytest

from generator.archive.alterations import BODY, LONGEST, Alteration, find_alterations
from generator.records import yaml_text


def differing(before: str, after: str) -> list[Alteration]:
    sources = (yaml_text.read("", it.encode(), front_matter=it.startswith("---"))[0] for it in (before, after))
    return find_alterations(*sources)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("name: Ada\n", "name: 'Ada'\n", []),
        ("name: Ada\n", "name: Eva\n", [("name", "Ada", "Eva")]),
        ("name: Ada\nsort: x\n", "name: Ada\n", [("sort", "x", None)]),
        ("name: Ada\n", "name: Ada\nsort: null\n", []),
        ("also: [A]\n", "also: [A, B]\n", [("also", "A", "A, B")]),
        (
            "roles:\n- {title: Minister, of: x}\n",
            "roles:\n- {title: Head, of: x}\n- {title: Y}\n",
            [("roles.1.title", "Minister", "Head"), ("roles.2", None, "title: Y")],
        ),
        (
            "quotations:\n- {id: a, text: One}\n- {id: b, text: Two}\n",
            "quotations:\n- {id: b, text: Two!}\n- {id: c, text: Three, speaker: ada}\n",
            [
                ("quotations.b.text", "Two", "Two!"),
                ("quotations.c", None, "text: Three; speaker: ada"),
                ("quotations.a", "text: One", None),
            ],
        ),
        ("---\ntitle: A\n---\nRain.\n", "---\ntitle: A\n---\nSnow.\n", [("body", "Rain.", "Snow.")]),
        (
            "---\nrights: {text: full}\n---\nTheir words.\n",
            "---\nrights: {text: summary}\n---\nOur words.\n",
            [("rights.text", "full", "summary"), ("body", "", "")],
        ),
        ("name: [\n", "name: Ada\n", [("", None, None)]),
    ],
)  # fmt: skip
def test_each_field_that_differs_is_told_with_both_values(
    before: str, after: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    assert differing(before, after) == [Alteration(*it) for it in found]


def test_of_long_values_the_pieces_are_kept_in_which_they_begin_to_differ() -> None:
    ahead, rest = "x" * 5000, "y" * 5000
    [(place, before, after)] = differing(f"---\na: b\n---\n{ahead}1{rest}", f"---\na: b\n---\n{ahead}2{rest}")
    assert place == BODY
    assert before is not None
    assert after is not None
    assert before.startswith("…xxx")
    assert before.endswith("yyy…")
    assert len(before) == LONGEST + 2
    assert ("x1y" in before, "x2y" in after) == (True, True)
