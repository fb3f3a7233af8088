"""The sentence at the head of an article's page on what happened to its quotations."""

from collections import Counter

import pytest

from generator.pages.articles.verdict import verdict


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({}, ""),
        ({"altered": 1}, "Its only quotation was altered inside the quotation marks."),
        ({"unexamined": 1}, "Its only quotation has not been checked yet."),
        ({"altered": 4, "paraphrase": 2, "unexamined": 4}, "Four of its ten quotations were altered inside their quotation marks."),
        ({"altered": 1, "verbatim": 1}, "One of its two quotations was altered inside its quotation marks."),
        ({"altered": 2}, "Both of its quotations were altered inside their quotation marks."),
        ({"altered": 3}, "All three of its quotations were altered inside their quotation marks."),
        ({"paraphrase": 1, "verbatim": 12}, "One of its 13 quotations is a paraphrase set between quotation marks."),
        ({"unexamined": 2}, "Neither of its two quotations has been checked yet."),
        ({"unexamined": 5}, "None of its five quotations has been checked yet."),
        ({"unexamined": 5, "verbatim": 1}, "One of its six quotations was checked, and it was not altered."),
        ({"unexamined": 5, "verbatim": 1, "translation": 1}, "Two of its seven quotations were checked, and none was altered."),
        ({"verbatim": 2}, "Both of its quotations are word for word."),
        ({"translation": 3}, "All three of its quotations are faithful translations."),
        ({"translation": 1200, "verbatim": 34}, "All 1,234 of its quotations are word for word or faithfully translated."),
    ],
)  # fmt: skip
def test_a_verdict_is_a_whole_sentence(found: dict[str, int], sentence: str) -> None:
    assert verdict(Counter(found)) == sentence  # type: ignore[arg-type]
