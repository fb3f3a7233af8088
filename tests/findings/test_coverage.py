"""Who carried an event or a claim, who passed it on, and in which outlets somebody looked."""

from pathlib import Path

from generator.archive.archive import Archive
from generator.findings.coverage import Coverage, coverage_of_claim, coverage_of_event, outlets
from generator.records.model import Event, Proposition
from tests.archive_files import archive_of, article, articles

FILES = {
    **{f"content/organisations/{name}.yml": f"name: {name.title()}\n" for name in ("herald", "wire", "post", "radio")},
    "content/people/ada.yml": "name: Ada\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-05-01\n",
    "content/utterances/speech.yml": (
        "title: A speech\nspeaker: ada\nevent: flood\npassages: [{id: dam, gist: on the dam}]\n"
    ),
}
QUOTES = (
    "quotations:\n  - {id: held, speaker: ada, text: the dam held, utterance: speech/dam, via: [wire, {by: post, implied: true}]}\n"
    "statements:\n  - {id: says-so, holder: ada, stance: asserts, proposition: dam-held, quotations: [held], rests_on: words, via: [wire]}\n"
)


def telling(publisher: str | None, published: str | None, more: str = "") -> str:
    return article(publisher=publisher, published=published, events="[flood]", more=more)


def archive(root: Path, event: str = "", claim: str = "", **texts: str) -> Archive:
    files = {**FILES, **articles(**texts)}
    files["content/events/flood.yml"] += event
    files["content/propositions/dam-held.yml"] += claim
    return archive_of(root, files)


def of_event(found: Archive) -> Coverage:
    event = found["flood"]
    assert isinstance(event, Event)
    return coverage_of_event(found, event)


def test_outlets_come_in_the_order_of_their_first_article_and_those_without_one_are_not_looked_at(
    tmp_path: Path,
) -> None:
    found = of_event(
        archive(
            tmp_path,
            late=telling("herald", "2025-05-09"),
            early=telling("herald", "2025-05-03"),
            first=telling("radio", "2025-05-02"),
            nobodys=telling(None, "2025-05-04"),
            other=article(publisher="post"),
        )
    )
    assert {outlet: [one.article.id for one in some] for outlet, some in found.reports.items()} == {
        "radio": ["first"],
        "herald": ["early", "late"],
        None: ["nobodys"],
    }
    assert found.not_searched == ("post",), "the wire published nothing here, and so is no outlet that was to carry it"
    assert found.outlets == 3
    assert found.first
    assert found.first.id == "first"


def test_who_passed_the_words_on_is_told_from_who_carried_them_and_a_credit_outweighs_an_inference(
    tmp_path: Path,
) -> None:
    found = of_event(archive(tmp_path, one=telling("herald", "2025-05-02", QUOTES)))
    assert [(one.organisation, one.to.id, one.implied) for one in found.passed_on] == [
        ("wire", "one", False),
        ("post", "one", True),
    ]
    assert [one.words and one.words.key for some in found.reports.values() for one in some] == ["one/held"]
    own = of_event(
        archive(tmp_path / "b", one=telling("herald", "2025-05-02", QUOTES), two=telling("wire", "2025-05-05"))
    )
    assert [one.organisation for one in own.passed_on] == ["post"]
    assert list(own.reports) == ["herald", "wire"]


def test_only_a_search_makes_an_outlet_one_in_which_nothing_was_found(tmp_path: Path) -> None:
    searches = (
        "searches:\n"
        "  - {where: post, for: a flood, by: bo, on: 2025-06-01, found: none}\n"
        "  - {where: post, for: the river, by: bo, on: 2025-07-01, found: none}\n"
        "  - {where: herald, for: a flood, by: bo, on: 2025-05-01, found: none}\n"
        "  - {where: radio, for: a flood, by: bo, on: 2025-06-01, found: other}\n"
    )
    found = of_event(archive(tmp_path, searches, one=telling("herald", "2025-05-02"), other=article(publisher="radio")))
    assert {where: [s.on.edtf.text for s in some] for where, some in found.searched_in_vain.items()} == {
        "post": ["2025-07-01", "2025-06-01"]
    }
    assert list(found.searched) == ["radio", "herald"]
    assert [one.article.id for one in found.reports["radio"]] == ["other"], "an editor found it there"
    assert found.not_searched == ()


def test_a_claim_is_carried_by_whoever_reports_a_stance_on_it_with_the_words_behind_it(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        claim="searches: [{where: radio, for: the dam, by: bo, on: 2025-06-01, found: none}]\n",
        one=telling("herald", "2025-05-02", QUOTES),
        two=telling("post", "2025-05-03"),
    )
    claim = found["dam-held"]
    assert isinstance(claim, Proposition)
    coverage = coverage_of_claim(found, claim)
    assert [(outlet, some[0].words and some[0].words.key) for outlet, some in coverage.reports.items()] == [
        ("herald", "one/held")
    ]
    assert [one.organisation for one in coverage.passed_on] == ["wire"]
    assert list(coverage.searched_in_vain) == ["radio"]
    assert coverage.not_searched == ("post",)


def test_the_order_of_outlets_changes_only_where_one_has_twice_as_many_articles(tmp_path: Path) -> None:
    files = {f"r{n}": article(publisher="radio") for n in range(4)} | {
        f"h{n}": article(publisher="herald") for n in range(3)
    }
    assert outlets(archive(tmp_path / "a", **files)) == ("radio", "herald")
    assert outlets(archive(tmp_path / "b", **files, h3=article(publisher="herald"))) == ("herald", "radio")
    assert outlets(archive(tmp_path / "c", **files, r4=article(publisher="radio"))) == ("radio", "herald")
