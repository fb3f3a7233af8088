"""The terms by which entries are found besides their words."""

from dataclasses import replace

from generator.exports.search.entries import Entry
from generator.exports.search.terms import MARK, STANCE, SearchSettings, Terms, is_made_up
from generator.text.search_words import without_accents

ADA = Entry(
    "people/ada/", "Ada Quill", "A mayor.", (("kind", ("Person",)),), names="Ada Quill Ада Квилл", called=("Ada Quill", "Ада Квилл"),
    alike=(("ada", "ада"), ("quill", "квилл")),
)  # fmt: skip
STATE = Entry(
    "organisations/state/",
    "Republic of Bohemia",
    "",
    (("kind", ("Organisation",)),),
    called=("Republic of Bohemia", "Bohemia", "ROB"),
)
LAND = Entry("places/land/", "Bohemia", "", (("kind", ("Place",)),), called=("Bohemia", "Böhmen"))
TEXT = Entry("articles/a/#q", "", "Mayor Quill of Bohemia, and Ада Квилл", (("kind", ("Quotation",)),))


def terms(*entries: Entry, synonyms: tuple[tuple[str, ...], ...] = (), language: str = "en") -> Terms:
    return Terms([ADA, STATE, LAND, TEXT, *entries], SearchSettings(language, synonyms))


def one(found: Terms, key: str) -> str:
    (term,) = found.table[key]
    return term


def test_all_names_of_a_record_lead_to_one_term_which_stands_where_they_are() -> None:
    found = terms()
    term = one(found, "ada quill")
    assert one(found, "ада квилл") == term
    assert term.startswith(MARK)
    assert found.indexed(TEXT).content.count(term) == 1  # "Quill" alone does not count as a name
    assert found.indexed(ADA).names.split()[-1] == term


def test_the_spellings_of_a_word_of_a_name_lead_to_one_term() -> None:
    found = terms()
    assert one(found, "quill") == one(found, "квилл") != one(found, "ada")
    assert found.indexed(TEXT).content.count(one(found, "quill")) == 2


def test_a_state_and_its_land_that_share_a_name_share_a_term_and_two_people_do_not() -> None:
    other = replace(ADA, url="people/ada-2/", called=("Ada Quill", "A. Q. Jones"))
    found = terms(other)
    assert one(found, "bohmen") == one(found, "republic of bohemia") == one(found, "bohemia")
    assert len(found.table["ada quill"]) == 2
    assert one(found, "a q jones") in found.table["ada quill"]


def test_a_name_of_two_capitals_is_one_in_capitals_alone() -> None:
    us = Entry("organisations/us/", "United States", "", (("kind", ("Organisation",)),), called=("United States", "US"))
    found = terms(us)
    term = one(found, "united states")
    assert found.table["us"] == [f"^{term}"]
    texts = [found.indexed(replace(TEXT, content=text)).content for text in ("The US and Bohemia", "They told us")]
    assert [term in text for text in texts] == [True, False]
    assert one(found, "rob") == one(found, "bohemia")  # three capitals match however they are typed
    assert one(found, "rob") not in found.indexed(replace(TEXT, content="to rob a bank")).content


def test_synonyms_are_one_with_each_other_and_with_the_name_among_them() -> None:
    found = terms(synonyms=(("POW", "prisoner of war"), ("Czechia", "Bohemia")))
    pow_ = one(found, "pow")
    assert one(found, "prison of war") == pow_  # stemmed
    text = found.indexed(replace(TEXT, content="two prisoners of war, a POW"))
    assert text.content.count(pow_) == 2
    assert one(found, "czechia") == one(found, "bohemia")


def test_each_word_of_a_text_stays_at_its_place() -> None:
    found = terms()
    for text in ("Mayor  Quill — of\nBohemia … 11 000 men", "北韓軍隊派遣。 b", "l’État Jong-un don’t"):
        assert len(found.indexed(replace(TEXT, content=text)).content.split()) == len(text.split())
    assert found.indexed(replace(TEXT, content="11 000 men")).content.split()[0].startswith("11-11000-")


def test_words_are_stemmed_in_the_language_of_their_entry() -> None:
    russian = replace(TEXT, content="героев parties", language="ru")
    found = terms(russian)
    assert found.languages == ("en", "ru")
    assert found.indexed(russian).content == "геро parties"
    assert found.indexed(replace(TEXT, content="parties")).content == "parti"


def test_what_pagefind_makes_of_several_words_at_one_place_is_told_from_them() -> None:
    assert [is_made_up(word) for word in (f"a{MARK}b{MARK}", MARK, f"{MARK}quill", "quill")] == [
        True,
        True,
        False,
        False,
    ]


def test_words_of_a_stance_lead_to_the_claims_on_which_somebody_takes_it() -> None:
    claim = Entry(
        "claims/a/", "Rain fell.", "", (("kind", ("Proposition",)), ("stance", ("denies",))), also="Ada Quill"
    )
    article = replace(claim, url="articles/b/", filters=(("kind", ("Article",)), ("stance", ("denies",))))
    found = terms(claim, article)
    term = one(found, "denied")
    assert {one(found, without_accents(it)) for it in ("deni", "dementierte", "опроверг", "부인했다", "نفى")} == {term}
    assert found.indexed(claim).also.split()[-1] == term
    assert term not in found.indexed(article).also
    assert "said" not in found.table


def test_a_claim_has_the_stance_of_each_who_takes_it_by_all_that_names_them() -> None:
    claim = Entry(
        "claims/c/", "It held", "", (("kind", ("Proposition",)), ("stance", ("denies",))),
        stance_holders=(("denies", "people/ada/"), ("denies", "people/ada/"), ("denies", "places/nowhere/")),
    )  # fmt: skip
    found = terms(claim)
    words = found.indexed(claim).also.split()
    for name in ("ada quill", "quill", "ada"):
        assert words.count(STANCE + "denies" + one(found, name).removeprefix(MARK)) == 2
    assert STANCE + "denies" in words
