"""Queries find words of every language, in an archive that has all of them in one index."""

import shutil
from typing import Any

import pytest

from generator.exports.search import pagefind
from generator.exports.search.entries import Entry, Facet
from generator.exports.search.terms import SearchSettings
from tests.search import quality

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not here, in which the search is asked")

TEXTS = {
    "zh": "北韓軍隊派遣到俄羅斯，參與庫爾斯克戰鬥。",
    "ja": "北朝鮮の兵士がロシアに派遣された",
    "th": "ทหารเกาหลีเหนือถูกส่งไปรัสเซีย",
    "fr": "L’État n’a pas envoyé d’armées; c’est l’affaire de 11 000 hommes",
    "de": "Die Straßen und Soldaten, 11.000 Mann, 1,5 Millionen",
    "tr": "ısırgan Işık İstanbul",
    "ar": "الجنود الكوريون في روسيا ١١٠٠٠",
    "ru": "Герои не сдаются",
    "en": "Seven so\u00adft \ufb01sh of Łódź, 15 in all, by F-16 and e-mail",
}
FOUND = {
    "軍隊": "zh", "韓": "zh", "俄羅斯": "zh", '"北韓軍隊"': "zh", "兵士": "ja", "ロシア": "ja", "派遣": "zh ja", "รัสเซีย": "th", "ทหาร": "th",
    "État": "fr", "l'etat": "fr", "armée": "fr", "affaires": "fr", "11000": "fr de ar", "11’000": "fr de ar", "11 000 hommes": "fr",
    "strasse": "de", "Soldat": "de", "1.5": "de", "istanbul": "tr", "isik": "tr", "героев": "ru", "soft fish": "en", "lodz": "en",
    "15": "en", "f-16": "en", "E-Mail": "en", '"F-16 and e-mail"': "en", "軍艦": "", "-11000": "zh ja th tr ru en", "soldat OR героев": "de ru", "11000 -Mann": "fr ar",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("languages")
    shown: tuple[tuple[Facet, tuple[str, ...]], ...] = (("kind", ("Quotation",)), ("fidelity", ("Verbatim",)))
    entries = [Entry(it, "", text, shown, language=it if it != "en" else "") for it, text in TEXTS.items()]
    shutil.copytree(pagefind.build_index(folder / "cache", entries, SearchSettings("en")), folder / "pagefind")
    return quality.run_queries(folder, [*FOUND])


@pytest.mark.parametrize("words", FOUND)
def test_a_word_finds_the_texts_that_have_it(answers: dict[str, dict[str, Any]], words: str) -> None:
    answer = answers[words]
    assert not answer["some"]
    assert {*answer["found"]} == {*FOUND[words].split()}
