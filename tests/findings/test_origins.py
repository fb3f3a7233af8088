"""To which origin each article goes back."""

from pathlib import Path

from generator.findings.origins import Origin, ancestry, origin_of, origins
from tests import archive_files
from tests.archive_files import archive_of


def article(relays: str | None = None) -> str:
    return archive_files.article(published="2025-04-28", source=f"{{relays: {relays}}}" if relays else None)


def test_a_copy_of_a_copy_goes_back_to_the_first(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/first.md": article(),
        "content/articles/2025/second.md": article("first"),
        "content/articles/2025/third.md": article("second"),
    }
    assert origins(archive_of(tmp_path, files)) == {"first": "first", "second": "first", "third": "first"}


def test_an_outlet_stands_for_a_text_that_is_not_in_the_archive(tmp_path: Path) -> None:
    files = {
        "content/organisations/wire.yml": "name: Wire\n",
        "content/articles/2025/one.md": article("wire"),
        "content/articles/2025/two.md": article("wire"),
    }
    found = origins(archive_of(tmp_path, files))
    assert (found["one"], found["two"]) == ("wire", "wire")


def test_a_ring_of_articles_has_one_origin_and_an_end(tmp_path: Path) -> None:
    files = {
        "content/articles/2025/b.md": article("c"),
        "content/articles/2025/c.md": article("b"),
        "content/articles/2025/d.md": article("c"),
    }
    assert set(origins(archive_of(tmp_path, files)).values()) == {"b"}


WIRES = {f"content/organisations/{name}.yml": f"name: {name}\n" for name in ("wire", "herald", "echo", "post")}
PEOPLE = {"content/people/ada.yml": "name: Ada\n"}
TALK = {
    "content/utterances/talk.yml": "title: Talk\nspeaker: ada\npassages: [{id: rain, gist: rain}, {id: wind, gist: wind}]\n"
}
POSITIONS = {"content/propositions/wet.yml": "sentence: It is wet.\n"}
SMALL = {**WIRES, **PEOPLE, **TALK}


def rendering(publisher: str | None, via: str = "[]", relays: str | None = None, passage: str = "rain") -> str:
    """An article that quotes one passage of the talk."""
    head = f"publisher: {publisher or 'null'}\npublished: 2025-04-28\n"
    head += f"source: {{relays: {relays}}}\n" if relays else ""
    quotation = f"quotations: [{{id: q, speaker: ada, text: It rains, via: {via}, utterance: talk/{passage}}}]\n"
    return f"---\ntitle: T\n{head}{quotation}---\nRain.\n"


def traced(root: Path, articles: dict[str, str]) -> list[tuple[str, str | None, list[str]]]:
    """The origins of all quotations: the id, or the words if unnamed, and the articles."""
    paths = {f"content/articles/2025/{name}.md": text for name, text in articles.items()}
    archive = archive_of(root, {**SMALL, **POSITIONS, **paths})
    found = ancestry(archive, archive.quotations)
    return [("+".join(b.origin.ids), b.origin.unnamed, sorted(a.id for a in b.articles)) for b in found.branches]


def test_articles_that_have_the_words_from_one_agency_have_one_origin(tmp_path: Path) -> None:
    articles = {
        "a": rendering("herald", "[wire]"),
        "b": rendering("echo", "[wire, herald]"),
        "c": rendering("wire"),
        "d": rendering("post"),
    }
    assert traced(tmp_path, articles) == [("wire", None, ["a", "b", "c"]), ("post", None, ["d"])]


def test_without_a_chain_the_words_come_from_what_the_article_copies(tmp_path: Path) -> None:
    articles = {"a": rendering("herald", relays="wire"), "b": rendering("echo", relays="a"), "c": rendering("post")}
    assert traced(tmp_path, articles) == [("wire", None, ["a", "b"]), ("post", None, ["c"])]


def test_an_article_in_the_chain_is_followed_into_its_own_chain_of_that_passage(tmp_path: Path) -> None:
    articles = {
        "a": rendering("herald", "[{by: echo, article: b}]"),
        "b": rendering("echo", "[wire]"),
        "c": rendering("post", "[{by: echo, article: b}]", passage="wind"),
    }
    assert traced(tmp_path, articles) == [("wire", None, ["a", "b"]), ("echo", None, ["c"])]


def test_the_speakers_own_channel_is_no_origin(tmp_path: Path) -> None:
    articles = {"a": rendering("herald", "[ada, wire]"), "b": rendering("echo", "[ada]")}
    assert traced(tmp_path, articles) == [("echo", None, ["b"]), ("wire", None, ["a"])]


def test_carriers_side_by_side_are_one_origin(tmp_path: Path) -> None:
    articles = {"a": rendering("herald", "[{by: [wire, post]}]"), "b": rendering("echo", "[{by: [post, wire]}]")}
    assert traced(tmp_path, articles) == [("post+wire", None, ["a", "b"])]


def test_carriers_side_by_side_add_nothing_to_those_found_alone(tmp_path: Path) -> None:
    articles = {"a": rendering("herald", "[{by: [wire, post]}]"), "b": rendering("echo", "[wire]")}
    assert traced(tmp_path, articles) == [("wire", None, ["a", "b"])]


def test_a_carrier_without_a_name_is_an_origin_of_its_article_alone(tmp_path: Path) -> None:
    step = "[{unnamed: an agency}]"
    articles = {"a": rendering("herald", step), "b": rendering("echo", step), "c": rendering("post")}
    assert traced(tmp_path, articles) == [
        ("post", None, ["c"]),
        ("a", "an agency", ["a"]),
        ("b", "an agency", ["b"]),
    ]


def test_an_article_of_no_known_publisher_is_its_own_origin(tmp_path: Path) -> None:
    assert traced(tmp_path, {"a": rendering(None), "b": rendering(None)}) == [("a", None, ["a"]), ("b", None, ["b"])]


def test_a_ring_of_chains_has_one_origin_and_an_end(tmp_path: Path) -> None:
    articles = {
        "a": rendering("herald", "[{by: echo, article: b}]"),
        "b": rendering("echo", "[{by: herald, article: a}]"),
        "c": rendering("post", "[{by: echo, article: b}]"),
    }
    assert traced(tmp_path, articles) == [("herald", None, ["a", "b", "c"])]


def test_a_very_long_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    long = {f"n{n:04}": rendering("herald", relays=f"n{n + 1:04}") for n in range(1500)}
    assert traced(tmp_path, {**long, "n1500": rendering("echo", "[wire]")}) == [
        ("wire", None, sorted([*long, "n1500"]))
    ]


def test_a_position_without_a_chain_has_that_of_its_quotation(tmp_path: Path) -> None:
    stated = rendering("herald", "[wire]").replace(
        "---\nRain", "statements: [{id: s, holder: ada, stance: asserts, proposition: wet, quotations: [q]}]\n---\nRain"
    )
    files = {**SMALL, "content/propositions/wet.yml": "sentence: It is wet.\n", "content/articles/2025/a.md": stated}
    archive = archive_of(tmp_path, files)
    assert origin_of(archive, archive.statements[0]) == Origin("wire")
    assert origin_of(archive, archive.article("a")) == Origin("herald")


def release(publisher: str, quotations: list[str], more: str) -> str:
    """An article that quotes the talk and reports the speaker's position."""
    listed = "".join(f"  - {{id: q{number}, speaker: ada, {one}}}\n" for number, one in enumerate(quotations))
    return (
        f"---\ntitle: T\npublisher: {publisher}\npublished: 2025-04-28\nquotations:\n{listed}"
        f"statements: [{{id: s, holder: ada, stance: asserts, proposition: wet{more}}}]\n---\nRain.\n"
    )


def origins_of_positions(root: Path, articles: dict[str, str]) -> list[tuple[str, int]]:
    """Of all positions: each origin, and how many articles go back to it."""
    paths = {f"content/articles/2025/{name}.md": text for name, text in articles.items()}
    archive = archive_of(root, {**SMALL, **POSITIONS, **paths})
    found = ancestry(archive, archive.statements)
    return [("+".join(branch.origin.ids), len(branch.articles)) for branch in found.branches]


def test_one_release_through_three_outlets_is_one_origin(tmp_path: Path) -> None:
    articles = {
        "a": release("herald", ["text: It rains, via: [wire, echo]"], ", via: [echo]"),
        "b": release("echo", ["text: Rain, via: [wire]"], ""),
        "c": release("post", ["text: Rain, via: [wire]"], ", quotations: [q0]"),
    }
    assert origins_of_positions(tmp_path, articles) == [("wire", 3)]


def test_a_position_keeps_a_chain_that_its_words_do_not_tell(tmp_path: Path) -> None:
    articles = {
        "a": release("herald", ["text: Rain, via: [wire]"], ", via: [echo]"),
        "b": release("post", ["text: Rain, via: [wire]", "text: Wind"], ""),
    }
    assert sorted(origins_of_positions(tmp_path, articles)) == [("echo", 1), ("post", 1)]


def test_what_an_article_prints_of_one_passage_came_in_one_way(tmp_path: Path) -> None:
    one = ["text: It rains, utterance: talk/rain", "text: it rains still, via: [wire], utterance: talk/rain"]
    articles = {"a": release("herald", one, ""), "b": rendering("echo", "[wire]")}
    assert traced(tmp_path, articles) == [("wire", None, ["a", "b"])]


def test_words_of_two_passages_keep_their_own_ways(tmp_path: Path) -> None:
    one = ["text: It rains, utterance: talk/rain", "text: it blows, via: [wire], utterance: talk/wind"]
    assert traced(tmp_path, {"a": release("herald", one, "")}) == [("herald", None, ["a"]), ("wire", None, ["a"])]


def test_a_figure_goes_back_to_its_carrier_or_to_that_of_the_words_of_its_holder(tmp_path: Path) -> None:
    head = "---\ntitle: T\npublisher: herald\npublished: 2025-04-28\n"
    figure = "figures: [{{id: f, measure: rain, value: 3, by: [ada]{}}}]\n---\nRain.\n"
    quotation = "quotations: [{id: q, speaker: ada, text: It rains, via: [{by: echo}, {by: wire}]}]\n"
    archive = archive_of(
        tmp_path,
        {
            **SMALL,
            "content/measures/rain.yml": "name: Rain\ncounts: Rain.\n",
            "content/articles/2025/carried.md": head + figure.format(", via: [{by: wire}]"),
            "content/articles/2025/own.md": head + figure.format(""),
            "content/articles/2025/quoted.md": head + quotation + figure.format(", via: [{by: wire}]"),
        },
    )
    origins_of = {one.article.id: origin_of(archive, one).id for one in archive.figures}
    assert origins_of == {"carried": "wire", "own": "herald", "quoted": "echo"}
