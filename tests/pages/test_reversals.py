"""A reversal says what each of its ends rests on, wherever it stands."""

from pathlib import Path

from generator.archive.archive import Archive
from generator.pages import home
from generator.pages.home.page import HomeView
from generator.pages.render import draw
from generator.text import markup
from tests.archive_files import ENTITIES, archive_of, pages_of

WORLD = {
    "content/people/ada-quill.yml": "name: Ada Quill\n",
    "content/organisations/quay-post.yml": "name: The Quay Post\n",
    "content/organisations/wire.yml": "name: Wire\n",
    "content/propositions/wall-is-safe.yml": "sentence: The wall is safe.\n",
    "content/topics/walls.yml": "title: Walls\n",
}
HEADLINE = "rests_on: headline, basis: the agency's lead, note: Her words leave it open."


def article(stance: str, day: str, words: str, rest: str, source: str = "") -> str:
    return (
        f"---\ntitle: On {day}\npublisher: quay-post\npublished: {day}\ntopics: [walls]\n"
        f'source: {{url: "https://example.org/{stance}{day}"{source}}}\n'
        f"quotations: [{{id: q, speaker: ada-quill, text: {words}, said: {day}}}]\n"
        f"statements: [{{id: s, holder: ada-quill, stance: {stance}, proposition: wall-is-safe, quotations: [q], {rest}}}]\n"
        "---\nText.\n"
    )


def archive(tmp_path: Path, first: str = HEADLINE, second: str = "rests_on: words", **more: str) -> Archive:
    articles = {
        "one": article("denies", "2024-01-10", "I have nothing to say of the wall", first),
        "two": article("confirms", "2025-03-10", "nobody need fear the wall", second),
        **more,
    }
    return archive_of(tmp_path, {**WORLD, **{f"content/articles/2025/{n}.md": text for n, text in articles.items()}})


def texts(archive: Archive) -> dict[str, str]:
    """The words of the pages on which a reversal stands, by path."""
    pages = [*pages_of(archive, "home", "propositions", *ENTITIES, "topics")]
    return {page.path: markup.text_of(draw(page)) for page in pages}


def home_of(archive: Archive) -> HomeView:
    (page,) = home.pages(archive)
    assert isinstance(page.view, HomeView)
    return page.view


def test_what_an_end_rests_on_stands_wherever_the_reversal_does(tmp_path: Path) -> None:
    found = texts(archive(tmp_path))
    for path in ("index.md", "propositions/wall-is-safe.md", "people/ada-quill.md"):
        assert "in a headline: the agency’s lead" in found[path]
        assert "Her words leave it open." in found[path]
        assert "Quoted beside it:" in found[path]
        assert "in their own words" in found[path]
        assert "Denied on 10 January 2024 (in a headline), confirmed on 10 March 2025: 425 days." in found[path]
        assert "the day of its quotation" in found[path]
    assert "reversed after 425 days (denied in a headline)" in found["propositions/index.md"]


def test_of_ends_in_the_holders_own_words_nothing_is_held_back(tmp_path: Path) -> None:
    found = texts(archive(tmp_path, first="rests_on: words"))
    for text in found.values():
        assert "in a headline" not in text
        assert "Quoted beside it:" not in text
    assert "reversed after 425 days confirms" in found["propositions/index.md"]


def test_what_a_record_leaves_open_is_said_to_be_open(tmp_path: Path) -> None:
    (turn,) = home_of(archive(tmp_path, first="via: [wire]")).reversed.turns  # type: ignore[union-attr]
    assert (turn.start.footing.label, turn.start.beside) == ("not said what it rests on", False)


def test_each_end_is_shown_from_the_best_report_and_not_from_a_rewritten_one(tmp_path: Path) -> None:
    rewritten = article("denies", "2024-01-10", "never safe", "rests_on: words", ", relays: wire")
    plain = article("denies", "2024-01-10", "the wall is not safe at all", "rests_on: words")
    found = archive(tmp_path, first="rests_on: inferred, basis: she left", rewritten=rewritten, plain=plain)
    (turn,) = home_of(found).reversed.turns  # type: ignore[union-attr]
    assert turn.start.quote
    assert turn.start.quote.words == ("the wall is not safe at all",)
    assert turn.start.footing.label == "in their own words"


def test_without_a_reversal_or_anything_at_all_the_start_page_says_nothing_of_one(tmp_path: Path) -> None:
    assert home_of(archive_of(tmp_path / "empty", {})).reversed is None
    alone = {**WORLD, "content/articles/2025/one.md": article("denies", "2024-01-10", "it is not", "rests_on: words")}
    assert home_of(archive_of(tmp_path / "one", alone)).reversed is None


def test_the_best_evidenced_reversal_opens_the_start_page(tmp_path: Path) -> None:
    """Before a later one that rests on a headline."""
    gate = {
        "content/propositions/gate-is-safe.yml": "sentence: The gate is safe.\n",
        "content/articles/2025/gate.md": article("denies", "2024-05-01", "it is not", HEADLINE).replace(
            "wall-is", "gate-is"
        ),
        "content/articles/2025/gate2.md": article("confirms", "2025-06-01", "it is", "rests_on: words").replace(
            "wall-is", "gate-is"
        ),
        "content/articles/2025/one.md": article("denies", "2024-01-10", "it is not", "rests_on: verb"),
        "content/articles/2025/two.md": article("confirms", "2025-03-10", "it is so", "rests_on: words"),
    }
    shown = home_of(archive_of(tmp_path, {**WORLD, **gate})).reversed
    assert shown
    assert [turn.sentence.text for turn in shown.turns] == ["The wall is safe", "The gate is safe"]
