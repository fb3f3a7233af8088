"""What positions rest on, which report shows one best, and the day that a position takes from its words."""

from pathlib import Path

import pytest

from generator import dates
from generator.archive.archive import DAY_OF_QUOTATION, DAYS_OF_QUOTATIONS
from generator.findings.stances import Position, Reversal, reversals, stances
from tests.archive_files import archive_of, article, articles

WORLD = {
    "content/people/ada-quill.yml": "name: Ada Quill\n",
    "content/people/tom-weir.yml": "name: Tom Weir\n",
    "content/organisations/quay-post.yml": "name: The Quay Post\n",
    "content/organisations/wire.yml": "name: Wire\n",
    "content/organisations/agency.yml": "name: Agency\n",
    "content/propositions/wall-is-safe.yml": "sentence: The wall is safe.\n",
    "content/propositions/gate-is-safe.yml": "sentence: The gate is safe.\n",
    "content/measures/cracks.yml": "name: Cracks\ncounts: Cracks in the wall.\n",
}


def taking(
    stance: str,
    *,
    published: str = "2025-03-11",
    statement: str = "",
    quotations: str = "",
    source: str = "",
    on: str = "wall-is-safe",
    language: str = "en",
    figures: str | None = None,
) -> str:
    """An article in which Ada Quill takes a position."""
    return article(
        publisher="quay-post",
        language=language,
        published=published,
        source=f'{{url: "https://example.org/{published}"{source}}}',
        quotations=f"[{quotations}]" if quotations else None,
        figures=figures,
        statements=f"[{{id: s, holder: ada-quill, stance: {stance}, proposition: {on}{statement}}}]",
    )


def quotation(id_: str, said: str = "", more: str = "", words: str = "nobody need fear the wall") -> str:
    return f"{{id: {id_}, speaker: ada-quill, text: {words}{f', said: {said}' if said else ''}{more}}}"


def files(**texts: str) -> dict[str, str]:
    return {**WORLD, **articles(**texts)}


def only(tmp_path: Path, **articles: str) -> Position:
    (position,) = stances(archive_of(tmp_path, files(**articles))).positions["wall-is-safe"]
    return position


def turned(tmp_path: Path, **articles: str) -> tuple[Reversal, ...]:
    return reversals(archive_of(tmp_path, files(**articles)))


# --- the day of a position ---


def test_a_position_without_a_date_takes_the_day_of_its_words_and_reverses_by_it(tmp_path: Path) -> None:
    (reversal,) = turned(
        tmp_path,
        a=taking(
            "denies", published="2024-01-11", quotations=quotation("q", "2024-01-10"), statement=", quotations: [q]"
        ),
        b=taking("confirms", quotations=quotation("q", "2025-03-10"), statement=", quotations: [q]"),
    )
    assert reversal.days == (425, 425)
    assert [p.date and (p.date.edtf.text, p.date.basis) for p in reversal.positions] == [
        ("2024-01-10", DAY_OF_QUOTATION),
        ("2025-03-10", DAY_OF_QUOTATION),
    ]


def test_the_date_of_the_statement_counts_before_that_of_its_words(tmp_path: Path) -> None:
    position = only(
        tmp_path,
        a=taking("denies", quotations=quotation("q", "2025-03-08"), statement=", date: 2025-03-09, quotations: [q]"),
    )
    assert position.date
    assert (position.date.edtf.text, position.date.basis) == ("2025-03-09", None)


def test_words_of_two_days_leave_open_on_which_it_was_taken(tmp_path: Path) -> None:
    words = f"{quotation('q', '2025-03-01')}, {quotation('r', '2025-03-04')}"
    position = only(tmp_path, a=taking("denies", quotations=words, statement=", quotations: [q, r]"))
    assert position.date
    assert (position.date.edtf.text, position.date.basis) == ("[2025-03-01..2025-03-04]", DAYS_OF_QUOTATIONS)
    assert dates.proves_before(position.date.edtf, dates.parse("2025-03-05"))


def test_of_a_vague_and_an_exact_day_the_exact_one_counts(tmp_path: Path) -> None:
    words = f"{quotation('q', '2025-03')}, {quotation('r', '2025-03-04')}"
    position = only(tmp_path, a=taking("denies", quotations=words, statement=", quotations: [q, r]"))
    assert position.date
    assert position.date.edtf.text == "2025-03-04"


def test_words_that_are_really_anothers_give_no_day(tmp_path: Path) -> None:
    words = quotation("q", "2025-03-01", ", really: {speaker: tom-weir, basis: his letter has them}")
    position = only(tmp_path, a=taking("denies", quotations=words, statement=", quotations: [q]"))
    assert position.date is None
    assert position.best.quoted is None


def test_positions_of_two_days_by_their_words_are_two(tmp_path: Path) -> None:
    first = taking("denies", quotations=quotation("q", "2025-03-01"), statement=", quotations: [q]")
    second = taking("denies", quotations=quotation("q", "2025-03-09"), statement=", quotations: [q]")
    found = stances(archive_of(tmp_path, files(a=first, b=second))).positions["wall-is-safe"]
    assert [p.date and p.date.edtf.text for p in found] == ["2025-03-01", "2025-03-09"]


def test_a_figure_without_a_date_takes_the_day_of_its_words(tmp_path: Path) -> None:
    figure = "[{id: f, measure: cracks, value: 4, by: [ada-quill], quotations: [q]}]"
    text = taking("denies", quotations=quotation("q", "2025-03-01"), figures=figure)
    (estimated,) = archive_of(tmp_path, files(a=text)).figures
    assert estimated.figure.as_of is None
    assert estimated.as_of
    assert (estimated.as_of.edtf.text, estimated.as_of.basis) == ("2025-03-01", DAY_OF_QUOTATION)


# --- the report that shows a position best ---

WORDS, VERB, HEADLINE = ", quotations: [q], rests_on: words", ", rests_on: verb", ", rests_on: headline"
INFERRED, OPEN, QUOTED = ", rests_on: inferred, basis: she was there", "", ", quotations: [q]"
COPY = ", relays: wire"
ONE = quotation("q")
ALTERED = quotation("q", more=", fidelity: altered, note: It is not what she said.")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((WORDS, ONE, ""), (VERB, "", "")),
        ((VERB, "", ""), (HEADLINE, "", "")),
        ((HEADLINE, "", ""), (INFERRED, "", "")),
        ((HEADLINE, "", ""), (OPEN, "", "")),
        ((WORDS, ONE, ""), (WORDS, ONE, COPY)),
        ((WORDS, ONE, ""), (WORDS, ALTERED, "")),
        ((VERB, "", ""), (WORDS, ONE, COPY)),
        ((VERB, "", ""), (WORDS, ALTERED, "")),
        ((WORDS, ONE, COPY), (HEADLINE, "", "")),
        ((QUOTED, ONE, ""), (QUOTED, ONE, COPY)),
        ((QUOTED, ONE, ""), (QUOTED, ALTERED, "")),
        ((OPEN, "", ""), (QUOTED, ONE, COPY)),
        ((QUOTED, ONE, ""), (OPEN, "", "")),
    ],
)
def test_a_position_is_shown_by_its_best_evidenced_report(
    better: tuple[str, str, str], worse: tuple[str, str, str], tmp_path: Path
) -> None:
    """Whichever of the two was published first."""
    for number, days in enumerate((("2025-03-11", "2025-03-12"), ("2025-03-12", "2025-03-11"))):
        texts = [
            taking("denies", published=day, statement=", date: 2025-03-10" + how, quotations=words, source=copies)
            for day, (how, words, copies) in zip(days, (better, worse), strict=True)
        ]
        position = only(tmp_path / str(number), better=texts[0], worse=texts[1])
        assert position.best.stated.article.id == "better"


WIRE, IMPLIED = quotation("q", more=", via: [wire]"), quotation("q", more=", via: [{by: wire, implied: true}]")


@pytest.mark.parametrize("words", [WIRE, IMPLIED])
def test_a_paper_that_prints_a_text_of_one_of_the_carriers_does_not_rewrite_it(words: str, tmp_path: Path) -> None:
    """It is one more hand: words through two hands come before those through three, and before a mere verb."""
    far = quotation("q", more=", via: [agency, quay-post]")
    position = only(
        tmp_path,
        far=taking("denies", statement=", date: 2025-03-10" + WORDS, quotations=far),
        near=taking("denies", statement=", date: 2025-03-10" + WORDS, quotations=words, source=COPY),
        verb=taking("denies", statement=", date: 2025-03-10" + VERB),
    )
    assert (position.best.stated.article.id, position.best.hands, position.best.is_rewritten) == ("near", 2, False)


def test_a_paper_that_rewrites_another_article_does_so_whoever_carried_the_words(tmp_path: Path) -> None:
    """That the outlet of the other article is a carrier brings the words no nearer to the speaker."""
    carried = quotation("q", more=", via: [quay-post]")
    position = only(
        tmp_path,
        first=taking("denies", statement=", date: 2025-03-10" + VERB),
        second=taking("denies", statement=", date: 2025-03-10" + WORDS, quotations=carried, source=", relays: first"),
    )
    assert position.best.stated.article.id == "first"


def test_of_two_reports_without_words_the_one_in_the_readers_language_is_shown(tmp_path: Path) -> None:
    position = only(
        tmp_path,
        english=taking("denies", published="2025-03-12", statement=", date: 2025-03-10, via: [wire]" + VERB),
        spanish=taking("denies", published="2025-03-11", statement=", date: 2025-03-10" + VERB, language="es"),
    )
    assert position.best.stated.article.id == "english"


def test_of_equals_the_one_through_the_fewest_hands_is_shown(tmp_path: Path) -> None:
    far = quotation("q", more=", via: [agency, wire]")
    near = quotation("q", more=", via: [wire]")
    position = only(
        tmp_path,
        far=taking("denies", published="2025-03-11", statement=", date: 2025-03-10" + WORDS, quotations=far),
        near=taking("denies", published="2025-03-12", statement=", date: 2025-03-10" + WORDS, quotations=near),
    )
    assert (position.best.stated.article.id, position.best.hands, position.rests_on) == ("near", 2, "words")


def test_words_in_the_archives_language_are_shown_before_others_and_a_sentence_before_two_words(tmp_path: Path) -> None:
    position = only(
        tmp_path,
        foreign=taking("denies", statement=", date: 2025-03-10" + WORDS, quotations=ONE, language="de"),
        short=taking("denies", statement=", date: 2025-03-10" + WORDS, quotations=quotation("q", words="no wall")),
        whole=taking("denies", published="2025-03-12", statement=", date: 2025-03-10" + WORDS, quotations=ONE),
    )
    assert position.best.stated.article.id == "whole"


def test_reversals_are_told_apart_by_the_weaker_of_their_ends(tmp_path: Path) -> None:
    def pair(on: str, first: str, second: str) -> dict[str, str]:
        return {
            f"{on}-1": taking(
                "denies", published="2024-01-11", on=on, quotations=ONE, statement=", date: 2024-01-10" + first
            ),
            f"{on}-2": taking("confirms", on=on, quotations=ONE, statement=", date: 2025-03-10" + second),
        }

    weak, strong = pair("wall-is-safe", WORDS, HEADLINE), pair("gate-is-safe", VERB, VERB)
    found = sorted(turned(tmp_path, **weak, **strong), key=lambda r: r.evidence)
    assert [r.proposition for r in found] == ["gate-is-safe", "wall-is-safe"]
