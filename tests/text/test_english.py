"""The words that we write ourselves, as English has them."""

from generator.text import english


def test_words_as_a_sentence_has_them() -> None:
    assert [english.listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert english.count_of(1, "article") == "1 article"
    assert english.count_of(1200, "article") == "1,200 articles"
    assert english.count_of(0, "body", "bodies") == "0 bodies"


def test_a_noun_has_its_article() -> None:
    nouns = ("person", "article", "event", "organisation", "utterance", "inference", "topic")
    assert [english.with_article(noun).split()[0] for noun in nouns] == ["a", "an", "an", "an", "an", "an", "a"]
