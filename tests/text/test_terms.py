"""That each term is decided once, and that scripts and the guide have it from there."""

from __future__ import annotations

import re
from pathlib import Path

from generator import theme
from generator.records.vocabulary import GROUNDS, KIND_LABELS, KIND_VALUES, MARKS, PAST
from generator.text import messages, terms

SCRIPT = (theme.FOLDER / "assets" / "lib" / "terms.js").read_text(encoding="utf-8")


def table(name: str) -> dict[str, str]:
    """A table of the script: each value as it stands there, a finding as its label and its sign."""
    body = re.search(rf"export const {name} = \{{(.*?)\}};", SCRIPT, re.DOTALL)
    assert body, name
    pairs = re.findall(r'(?:"([^"]+)"|(\w+)): (?:N_\("([^"]*)"\)|findingTerm\(N_\("([^"]*)"\), ("[^"]*")\))', body[1])
    return {quoted or bare: said or f"{label} {sign}" for quoted, bare, said, label, sign in pairs}


def test_the_scripts_have_the_words_of_the_pages() -> None:
    assert table("STANCES") == {key: it.says for key, it in terms.STANCES.items()}
    kinds = {value: terms.KINDS[kind].one for kind, value in KIND_VALUES.items()}
    assert table("KINDS") == kinds | {"Quotation": "quotation"}
    assert table("SOURCES") == dict(terms.SOURCES)
    assert table("STATUSES") == dict(terms.STATUSES)
    assert table("GROUNDS") == {key: said for key, said in terms.GROUNDS.items() if key}
    assert table("FINDINGS") == {mark.value: f'{mark.label.lower()} "{mark.glyph}"' for mark in MARKS.values()}


def test_every_term_is_said_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    file = tmp_path / "br" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    said = {
        "claim": "arguz",
        "denies it": "nac’h",
        "denied": "nac’het",
        "altered": "kemmet",
        "in a headline": "en un titl",
    }
    file.write_text("".join(f'msgid "{it}"\nmsgstr "{of}"\n\n' for it, of in said.items()), encoding="utf-8")
    with messages.language_set("br", tmp_path):
        assert (terms.KINDS["proposition"].one, KIND_LABELS["proposition"][0]) == ("arguz", "Arguz")
        assert (terms.stance("denies"), PAST["denies"], GROUNDS["headline"]) == ("nac’h", "nac’het", "en un titl")
        assert MARKS["altered"].label == "Kemmet"
    assert MARKS["altered"].label == "Altered"


def test_what_stands_in_addresses_of_the_search_stays_as_people_have_kept_it() -> None:
    assert {KIND_VALUES[kind] for kind in ("utterance", "proposition", "measure")} == {
        "Utterance",
        "Proposition",
        "Measure",
    }
    assert [mark.value for mark in MARKS.values()] == [
        "Verbatim",
        "Translation",
        "Altered",
        "Paraphrase",
        "Not yet judged",
    ]


def test_no_two_things_have_one_name() -> None:
    names = [term.one for term in (*terms.KINDS.values(), *terms.OTHERS)]
    assert len(names) == len(set(names))
    assert len({it.says for it in terms.STANCES.values()}) == len(terms.STANCES)


def test_the_glossary_has_every_term_with_what_records_call_it() -> None:
    rows = terms.glossary()
    assert rows.count("<dt>") == len(terms.KINDS) + len(terms.OTHERS)
    assert (
        "<dt>claim</dt><dd>A sentence that some say is true and others deny. <small>In records: <code>proposition</code></small></dd>"
        in rows
    )


def test_how_exact_a_place_is_is_said_in_the_language_of_the_site_where_a_record_has_a_word_of_the_guide() -> None:
    for words in ("city", "region (the point is the capital)", "Marktplatz", "a city", ""):
        assert terms.precision_label(words) == words
    with messages.language_set("de"):
        assert terms.precision_label("city") == "Stadt"
        assert terms.precision_label("region (die Hauptstadt)") == "Region (die Hauptstadt)"
        assert terms.precision_label("Marktplatz") == "Marktplatz"
