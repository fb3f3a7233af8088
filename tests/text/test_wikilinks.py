"""The links and sentences of a body."""

from itertools import pairwise

import pytest

from generator.text.wikilinks import Link, links, plainly, sentences, unmarked


def sentences_of(body: str, language: str = "en") -> list[str]:
    return [body[start:end] for start, end in sentences(body, language)]


def test_a_link_names_a_record_a_record_in_other_words_or_a_quotation() -> None:
    body = "[[ada]] met [[ charles-babbage | her friend ]]: [[q:own-land]]."
    assert links(body) == (
        Link("ada", None, 0, 7),
        Link("charles-babbage", "her friend", 12, 46),
        Link("q:own-land", None, 48, 62),
    )
    assert [found.quotation for found in links(body)] == [None, None, "own-land"]


@pytest.mark.parametrize("body", ["[[ada]", "[ada]", "[[ada\n]]", "[[ada|her\nname]]", "[[a[b]]", "[[a|b|c", ""])
def test_what_is_no_link_is_none(body: str) -> None:
    assert links(body) == ()


def test_a_link_without_words_to_show_shows_its_own() -> None:
    assert links("[[ada| ]] and [[|x]]") == (Link("ada", None, 0, 9), Link("", "x", 14, 20))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It rose. It fell! Did it? Yes…", ["It rose.", "It fell!", "Did it?", "Yes…"]),
        ("“It rose.” She left.", ["“It rose.”", "She left."]),
        (
            "Mr. Weir of the U.S. Army spoke to J. Doe. We listened.",
            ["Mr. Weir of the U.S. Army spoke to J. Doe.", "We listened."],
        ),
        ("“Did it?” she asked. It approx. tripled.", ["“Did it?” she asked.", "It approx. tripled."]),
        ("It cost 1.5 million. So what.", ["It cost 1.5 million.", "So what."]),
        ("[[a|Mr. X. Y]] spoke. [[b]] did not.", ["[[a|Mr. X. Y]] spoke.", "[[b]] did not."]),
        ("One line\nand its next.\n\nAnother paragraph", ["One line\nand its next.", "Another paragraph"]),
        ("- one item\n- another\n1. a third", ["- one item", "- another", "1. a third"]),
        ("Вода поднялась. Она упала.", ["Вода поднялась.", "Она упала."]),
        ("물이 불었다. 집이 잠겼다.", ["물이 불었다.", "집이 잠겼다."]),
        ("水が出た。家が沈んだ。", ["水が出た。", "家が沈んだ。"]),
        ("המים עלו. הבית שקע.", ["המים עלו.", "הבית שקע."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_body_falls_into_sentences(body: str, expected: list[str]) -> None:
    assert sentences_of(body) == expected


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Adm. Quill and Capt. Lowe met Sec. Marsh on Feb. 3 at Quay Inc. offices.", "Nothing else was said."),
        ("en", "Brig. Gen. Poe, Amb. Roe and Lt. Col. Doe spoke for Quay Corp. on Aug. 5.", "They left."),
        ("en", "“Adm. ‘Bull’ Quill,” read No. 5 on p. 7, vol. 2, of the U.S. Navy list at 5 p.m. Monday.", "It rose."),
        ("en", "J. R. R. Poe and John Q. Public Jr. met Ph.D. students.", "“Good,” they said."),
        ("en", "It works for Quay Inc.", "Nothing else is known."),
        ("en", "It rose at 5 p.m.", "The town slept."),
        ("en", "She lives in the U.S.", "“It is far,” she said."),
        ("en", "He met Joe.", "Maria left."),
        ("en", "He said no.", "Maria said so."),
        ("en-GB", "Cmdr. [[ada|Ada Quill]] spoke.", "Nobody heard."),
        ("de", "Prof. Dr. Maier sprach z. B. am 3. Mai mit Hrn. Vogt, vgl. Nr. 5.", "Danach ging er."),
        ("fr", "M. Durand et Mme. Petit ont vu le col. Roux le 3 févr. 2025, cf. p. 5.", "Il est parti."),
        ("es", "El Sr. Ruiz y la Dra. Paz leyeron la pág. 5 del vol. 2.", "No hay más."),
        ("ru", "В 2024 г. Россия и проф. Иванов из г. Москва, т. е. все, на ул. Ленина.", "Он ушёл."),
        ("uk", "Проф. Коваль з м. Київ на вул. Хрещатик отримав 5 тис. грн.", "Він пішов."),
    ],
)
def test_an_abbreviation_ends_no_sentence_unless_the_next_word_begins_one(language: str, one: str, other: str) -> None:
    assert sentences_of(f"{one} {other}", language) == [one, other]


def test_a_plain_text_has_no_items_and_no_headings() -> None:
    text = "It happened in\n1986. A great year\n# for Vell.\n\nNothing else."
    assert [text[a:b] for a, b in sentences(text, plain=True)] == [
        "It happened in\n1986.",
        "A great year\n# for Vell.",
        "Nothing else.",
    ]


def test_sentences_cover_every_word_once_and_in_order() -> None:
    body = "A. [[b|c. D]] e! F\n\n> g. H\n- i? J. K\n\n## L. M\n" * 3
    spans = list(sentences(body))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    left_out = "".join(
        body[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(body), 0)], strict=True)
    )
    assert left_out.strip() == ""


def test_a_long_body_without_an_end_takes_no_long_time() -> None:
    assert len(list(sentences("word " * 100_000))) == 1
    assert len(list(sentences("… " * 50_000))) > 0
    assert links("[[" * 100_000) == ()


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("> a *b* **c**  d", "a b c d"),
        ("## A heading", "A heading"),
        ("- an\n  item", "an item"),
        ("1. first", "first"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("_so_ snake_case_word __is__", "so snake_case_word is"),
    ],
)
def test_markdown_marks_come_off(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


@pytest.mark.parametrize("words", ["**never** a _b_", "> # 1. x", "a *b", "[[x]] \\1", "two  spaces"])
def test_words_that_a_link_shows_keep_their_signs_while_the_body_loses_its_own(words: str) -> None:
    one_line = " ".join(words.split())
    assert plainly(["**She** said ", words, " _there_."], plain=False) == f"She said {one_line} there."
    assert plainly(["**She** said ", words, " _there_."], plain=True) == f"**She** said {one_line} _there_."
