"""Numbers in figures and in words, as the commands and the page for annotating read them.

`pytest tests/text/test_numerals.py --update-golden` writes what is read from the texts in tests/vectors/numerals.json; read the diff.
"""

import json
from pathlib import Path

from generator.text import numerals

VECTORS = Path(__file__).parents[1] / "vectors" / "numerals.json"


def test_the_numbers_that_words_say_are_those_of_the_vectors(update_golden: bool) -> None:
    cases = json.loads(VECTORS.read_text(encoding="utf-8"))
    found = []
    for language, text, *_ in cases:
        amount = numerals.amount(text, language)
        found.append([language, text, amount.value, amount.low, amount.high])
    if update_golden:
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in found)
        VECTORS.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    assert json.loads(VECTORS.read_text(encoding="utf-8")) == found
    assert any(value is None and low is None for *_, value, low, _ in found)


def test_each_number_of_a_text_has_its_place() -> None:
    text = "Of the eleven thousand, some 300 came back."
    assert [(text[it.start : it.end], it.value) for it in numerals.numbers(text, "en")] == [
        ("eleven thousand", 11_000),
        ("300", 300),
    ]
