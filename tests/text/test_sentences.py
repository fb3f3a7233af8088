"""The sentences of a body."""

from itertools import pairwise

import pytest

from generator.text.sentences import sentences


def sentences_of(body: str, language: str = "en") -> list[str]:
    return [body[start:end] for start, end in sentences(body, language)]


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
        (
            "壁は「立つ。」と言った。「疲れた。」彼は去った。",
            ["壁は「立つ。」と言った。", "「疲れた。」", "彼は去った。"],
        ),
        ("दीवार खड़ी है। और कुछ नहीं।", ["दीवार खड़ी है।", "और कुछ नहीं।"]),
        ("ግድግዳው ቆሟል። ሌላ የለም።", ["ግድግዳው ቆሟል።", "ሌላ የለም።"]),
        ("هل الجدار باق؟ لا شيء آخر.", ["هل الجدار باق؟", "لا شيء آخر."]),
        ("دیوار کھڑی ہے۔ اور کچھ نہیں۔", ["دیوار کھڑی ہے۔", "اور کچھ نہیں۔"]),
        ("Պատը կանգնած է։ Ուրիշ ոչինչ։", ["Պատը կանգնած է։", "Ուրիշ ոչինչ։"]),
        ("Вода поднялась. «Она упала», — сказал он.", ["Вода поднялась.", "«Она упала», — сказал он."]),
        (
            "L’eau monte. « Elle tombe », dit-il. ¿Qué? ¡No!",
            ["L’eau monte.", "« Elle tombe », dit-il.", "¿Qué?", "¡No!"],
        ),
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
        (
            "en",
            "The Rt. Hon. Quill, Const. Lowe, Cllr. Marsh and Flt. Lt. Fen saw Tab. 4 and Op. cit. Lowe.",
            "It rose.",
        ),
        ("es", "El gral. Quill y el Cnel. Marsh contaron 4 barcos.", "Se fueron."),
        ("tr", "Gen. Quill ve Alb. Marsh dört gemi saydı.", "Gittiler."),
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
        ("nl", "Dhr. Jansen en mr. dr. Vries, o.a. lt.-gen. Bos, zijn er.", "Niets meer."),
        ("pl", "Gen. Nowak i płk. Kowal z ul. Długiej, tj. prof. Lis, są tu.", "Nic więcej."),
        ("cs", "Gen. Novák a plk. Malý, tj. Ing. Černý, jsou zde.", "Nic víc."),
        ("tr", "Org. Yılmaz ve Alb. Demir, Dr. Kaya ile vb. geldi.", "Başka bir şey yok."),
        ("sv", "Gen. Berg och bl.a. kapt. Lund kom kl. 5 t.ex. hit.", "Inget mer."),
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


def test_a_long_body_without_an_end_is_one_sentence() -> None:
    assert len(list(sentences("word " * 100_000))) == 1
    assert len(list(sentences("… " * 50_000))) > 0
