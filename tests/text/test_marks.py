"""Quotation marks of a text's own, as the command and the page for annotating see them, and the apostrophes of our own
words."""

import json
from pathlib import Path

import pytest

from generator import pipeline
from generator.exports import annotate
from generator.text import english, marks, messages
from generator.text.prose import html_of_markdown
from tests import in_node
from tests.archive_files import write

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/marks.json").read_text("utf-8"))


@pytest.mark.parametrize("parts", VECTORS["own"], ids=" ".join)
def test_a_text_that_brings_marks_of_its_own_is_noticed(parts: list[str]) -> None:
    assert marks.has_own_marks(parts)


@pytest.mark.parametrize("parts", VECTORS["none"], ids=" ".join)
def test_marks_within_a_text_are_its_own_business(parts: list[str]) -> None:
    assert not marks.has_own_marks(parts)


def test_the_page_for_annotating_notices_the_same_marks(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { hasOwnMarks } from "./marks.js";
        const [known, vectors] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf-8")));
        const seen = (all) => all.map((parts) => hasOwnMarks(parts, known.marks));
        console.log(JSON.stringify({ own: seen(vectors.own), none: seen(vectors.none) }));
        """
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    (tmp_path / "vectors.json").write_text(json.dumps(VECTORS), "utf-8")
    found = in_node.run_json(tmp_path, script, tmp_path / "known.json", tmp_path / "vectors.json")
    assert found == {"own": [True] * len(VECTORS["own"]), "none": [False] * len(VECTORS["none"])}


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        (
            "She said that 'twas so in the '70s, when fish 'n' chips were cheap.",
            "She said that ’twas so in the ’70s, when fish ’n’ chips were cheap.",
        ),
        ("'Twas the wall of '72", "’Twas the wall of ’72"),
        ("rock 'n' roll of the '90s", "rock ’n’ roll of the ’90s"),
        ("give 'em hell, 'cause we can, 'til dawn", "give ’em hell, ’cause we can, ’til dawn"),
        ("'s avonds bij 't water, 'n man", "’s avonds bij ’t water, ’n man"),
        ("la 'ndrangheta", "la ’ndrangheta"),
        ("It is '14–'18", "It is ’14–’18"),
        ('"\'Twas so," she said', "“’Twas so,” she said"),
        ("in '72 he said 'no'", "in ’72 he said ‘no’"),
        ("'Get 'em out,' he said", "‘Get ’em out,’ he said"),
        ("'The boys' wall,' he said", "‘The boys’ wall,’ he said"),
        ("He called it 'a wall', and 'the' wall", "He called it ‘a wall’, and ‘the’ wall"),
        ("the 'cause' of it, by the letter 'n' alone", "the ‘cause’ of it, by the letter ‘n’ alone"),
        ("'72 boats sank', he said", "‘72 boats sank’, he said"),
        ("the boys' wall", "the boys’ wall"),
        ("'the wall will…", "‘the wall will…"),
    ],
)
def test_an_apostrophe_in_front_of_a_word_opens_no_quotation(written: str, set_as: str) -> None:
    assert english.typeset(written) == set_as


def test_a_quotation_that_ends_in_another_element_is_set_as_one() -> None:
    html = html_of_markdown(
        "He said 'the *wall* will' and *'twas* so.\n\n- 'tis one\n- two'", lambda _target, _shown: None
    )
    assert "‘the <em>wall</em> will’ and <em>’twas</em> so." in html
    assert "<li>’tis one</li>" in html
    assert "<li>two’</li>" in html


def test_many_marks_take_no_longer_each() -> None:
    text = "'twas 'a' wall' '70s " * 20_000
    assert english.typeset(text).count("‘a’") == 20_000
    assert marks.has_own_marks(["“" + "a “b” " * 50_000 + "”"])


def test_french_marks_have_narrow_spaces_within_that_do_not_break() -> None:
    with messages.language_set("fr"):
        for text in ('Il dit "oui".', "Il dit « oui ».", "Il dit «oui»."):
            assert english.typeset(text) == "Il dit «\u202foui\u202f»."
        assert "<p>Il dit «\u202f<em>oui</em>\u202f».</p>" in html_of_markdown('Il dit "*oui*".', lambda *_: None)
    assert english.typeset("Il dit «oui».") == "Il dit «oui»."
