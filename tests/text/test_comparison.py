"""Two texts compared word by word."""

import random
import time

import pytest

from generator.text import messages
from generator.text.comparison import Comparison, align, closeness, compare
from generator.text.spelling import read

KREMLIN = (
    "The Russian people will never forget the heroism of the DPRK special forces. We will always honour the heroes who gave "
    "their lives for Russia, for our common freedom, fighting side by side with their Russian brothers in arms"
)


def marked(comparison: Comparison) -> str:
    """The comparison in signs: {added} [missing] ~gently~ <beyond> (words left out)."""
    signs = {"added": ("{", "}"), "missing": ("[", "]"), "beyond": ("<", ">")}
    text = ""
    for run in comparison.runs:
        if run.kind == "left-out":
            text += f"({run.words})"
            continue
        before, after = signs.get(run.kind, ("", ""))
        text += before + "".join(f"~{p.text}~" if p.minor_change else p.text for p in run.parts) + after
    return text


def test_words_are_exchanged_added_and_left_out() -> None:
    rendering = (
        "The Russian people will never forget the bravery of North Korean special forces. We will always honor them alongside "
        "our Russian comrades who gave their lives for our shared freedom."
    )
    found = compare(KREMLIN, rendering, "en")
    assert found.relation == "differs"
    assert (found.common, found.of_reference, found.of_rendering) == (21, 39, 30)
    assert round(found.closeness, 2) == 0.61
    assert "forget the[heroism] {bravery} of[the DPRK] {North Korean} special forces. We will always ~honor~" in marked(
        found
    )
    assert marked(found).endswith("freedom.[fighting side by side with their Russian brothers in arms]")


def test_a_rendering_that_quotes_a_part_is_not_one_long_deletion() -> None:
    found = compare(KREMLIN, "never forget the heroism of the DPRK special forces", "en")
    assert (found.relation, found.is_altered, found.closeness) == ("part", False, 1.0)
    assert marked(found) == "(4)never forget the heroism of the DPRK special forces(26)"


def test_a_part_may_be_altered_within() -> None:
    found = compare(KREMLIN, "never forget the bravery of the DPRK special forces", "en")
    assert (found.relation, found.is_altered) == ("part", True)
    assert marked(found) == "(4)never forget the[heroism] {bravery} of the DPRK special forces(26)"


def test_a_rendering_that_goes_on_beyond_its_reference_does_not_alter_it() -> None:
    found = compare(
        "guided by a sense of solidarity, justice and genuine comradery",
        "Our Korean friends acted out of a sense of solidarity, justice, and true comradeship. We highly appreciate this and "
        "are sincerely grateful.",
        "en",
    )
    assert (found.relation, found.beyond) == ("more", 12)
    assert marked(found) == (
        "<Our Korean friends acted>[guided by] {out of} a sense of solidarity, justice~, ~and[genuine comradery] "
        "{true comradeship}. <We highly appreciate this and are sincerely grateful>."
    )


def test_a_word_or_two_less_is_a_difference_not_a_part() -> None:
    assert marked(compare("columns", "in columns", "en")) == "{in} columns"
    assert compare("all are heroes", "are heroes", "en").relation == "differs"


def test_a_chance_word_far_off_does_not_stretch_the_part() -> None:
    reference = "the war our armed forces went abroad to fight was a sacred mission aimed at peace and friendship"
    assert marked(compare(reference, "the sacred mission", "en")).startswith("(10)[a]{the} sacred mission")


def test_texts_that_share_next_to_nothing_are_reworded() -> None:
    found = compare("I hope good things happen to your soldiers", "Thank you very much to all your fighters", "en")
    assert found.relation == "reworded"
    assert found.is_altered


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("We honour our neighbours’ defence", "we honor our neighbors' defense", "en"),
        ("organised, travelled, fulfilled the programme", "organized traveled fulfilled the program", "en"),
        ("the plan is centred on the old harbour", "the plan is centered on the old harbor", "en"),
        ("a draught, a tyre by the kerb, jewellery", "a draft, a tire by the curb, jewelry", "en"),
        ("towards the aluminium plant", "toward the aluminum plant", "en"),
        ("it paralysed the centre's manoeuvres", "it paralyzed the center’s maneuvers", "en"),
        (
            "he analyses what paralyses us, which paralyses them",
            "he analyzes what paralyses us, which paralyzes them",
            "en",
        ),
        ("Željko Ibáñez, Müller", "Zeljko Ibanez, Muller", "en"),
        ("side-by-side with neo-Nazis", "Side by side with neonazis", "en"),
        ("the U.N. Charter, 10,000 men", "the UN charter: 10000 men", "en"),
        ("все герои — её сыны", "Все герои: ее сыны", "ru"),
        ("José est allé", "Jose\u0301 est alle", "fr"),
        ("북한군 파병", "북한군파병", "ko"),
        ("كَتَبَ", "كتب", "ar"),
        ("ｗｅ ５０", "we 50", "ja"),
        ("the mother\u00adland", "the motherland", "en"),
    ],
)
def test_spelling_capitals_accents_spaces_and_punctuation_make_no_other_word(
    one: str, other: str, language: str
) -> None:
    found = compare(one, other, language)
    assert (found.relation, found.is_altered) == ("same", False)
    assert read(one, language).signature == read(other, language).signature


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("filled", "filed"),
        ("refilled", "refiled"),
        ("court", "cort"),
        ("tour", "tor"),
        ("мой", "мои"),
        ("its", "it's"),
        ("the board analyses", "the board analyzes"),  # the plural of "analysis", or the verb: nobody can tell
        ("the paralyses", "the paralyzes"),
        ("a vice", "a vise"),
        ("a ton", "a tonne"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert read(one, "en").signature != read(other, "en").signature


def test_a_difference_of_spelling_is_said() -> None:
    assert [
        p.minor_change for run in compare("we honour", "we honor", "en").runs for p in run.parts if p.minor_change
    ] == ["spelling only: “honour”"]
    assert marked(compare("the Army marched", "the army marched", "en")) == "the ~army~ marched"
    assert marked(compare("All marched", "all marched", "en")) == "all marched"  # a capital by its place is none


def test_how_words_differ_is_said_in_the_language_that_is_spoken_though_the_comparison_is_kept() -> None:
    def said() -> list[str]:
        found = compare("we honour the Army, neo-Nazi", "we honor the army neonazi", "en")
        return [part.minor_change for run in found.runs for part in run.parts if part.minor_change]

    in_english = said()
    assert in_english == ["spelling only: “honour”", "capitals only: “Army”", "spaced as “neo-Nazi”"]
    with messages.language_set("de"):
        assert said() == [
            "nur Schreibweise: „honour“",
            "nur Groß- und Kleinschreibung: „Army“",
            "anders getrennt: „neo-Nazi“",
        ]
    assert said() == in_english


def test_scripts_without_spaces_are_compared_letter_by_letter() -> None:
    assert marked(compare("我们永远不会忘记", "我们不会忘记他", "zh")) == "我们[永远]不会忘记{他}"
    assert len(read("ประเทศไทย", "th").words) > 5


def test_marks_of_a_script_stay_with_their_letters() -> None:
    assert [read("हिन्दी में", "hi").stretch(n, n + 1) for n in (0, 1)] == ["हिन्दी", "में"]


def test_of_several_alignments_the_one_in_the_fewest_runs_is_taken() -> None:
    assert align(tuple("abxabc"), tuple("abc")) == ((3, 0), (4, 1), (5, 2))


def test_a_text_without_words_can_be_compared() -> None:
    assert compare("…", "!", "en").closeness == 1.0
    assert marked(compare("never", "…", "en")) == "[never]…"


def test_every_letter_of_the_rendering_is_told_once() -> None:
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    pieces = ["a", "b", "c,", "d.", "e-f", "(g)", "“h”", "[…]", "it's"]
    for _ in range(2_000):
        one, other = (" ".join(chance.choices(pieces, k=chance.randint(0, 16))) for _ in range(2))
        found = compare(one, other)
        told = "".join(p.text for r in found.runs if r.kind not in ("missing", "left-out") for p in r.parts)
        assert told == read(other).text
        assert 0 <= found.closeness <= 1
        assert found.of_reference + found.left_out == len(read(one).words) or found.common == 0


def test_closeness_of_whole_texts_agrees_with_the_comparison() -> None:
    one, other = "we will never forget the heroes", "we shall never forget these heroes"
    assert closeness(one, other) == compare(one, other).closeness


def test_the_longest_quotations_are_compared_in_a_moment() -> None:
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    one, other = (" ".join(chance.choices([f"w{n}" for n in range(300)], k=1_000)) for _ in range(2))
    start = time.process_time()
    compare(one, other)
    assert time.process_time() - start < 5
