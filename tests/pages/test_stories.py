"""Stories: their steps with the evidence for each, and the index of stories."""

from pathlib import Path

from generator.findings.known_days import known_days
from tests.archive_files import Content, archive_of, article, articles, by_path, draw, pages_of

FILES: dict[str, Content] = {
    "content/people/ada.yml": "name: Ada\n",
    "content/organisations/wire.yml": "name: The Wire\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-05-01\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/utterances/speech.yml": "title: A speech\nspeaker: ada\npassages: [{id: dam, gist: on the dam}]\n",
    **articles(
        one=article(
            publisher="wire",
            published="2025-05-02",
            quotations="[{id: q, speaker: ada, text: the old dam held, utterance: speech/dam, fidelity: verbatim}, {id: r, speaker: ada, text: it rained, utterance: speech/dam}]",
            statements="[{id: s, holder: ada, stance: denies, proposition: dam-held, date: 2025-05-01}]",
        ),
        two=article(
            publisher="herald",
            published="2025-05-09",
            quotations="[{id: q, speaker: ada, text: the new dam held, utterance: speech/dam, fidelity: altered, note: N.}]",
            statements="[{id: s, holder: ada, stance: confirms, proposition: dam-held, date: 2025-05-08}]",
        ),
    ),
}


def story(steps: str, body: str) -> dict[str, Content]:
    return {**FILES, "content/stories/a-dam.md": f"---\ntitle: A dam\nlead: It held.\nsteps: {steps}\n---\n{body}\n"}


def drawn(root: Path, files: dict[str, Content], path: str = "stories/a-dam.md") -> str:
    return draw(by_path(pages_of(archive_of(root, files), "stories"))[path])


def test_each_step_stands_with_its_words_and_its_evidence_and_leads_to_those_beside_it(tmp_path: Path) -> None:
    page = drawn(
        tmp_path,
        story(
            "[{id: b, quotations: [one/q, two/q]}, {id: a, event: flood}, {id: c, reversal: {holder: ada, proposition: dam-held}}]",
            "## Rain {#a}\n\nIt [[flood|rained]].\n\n## Twice {#b}\n\nWords.\n\n## Turned {#c}\n\nIn the end.",
        ),
    )
    first, second, third = page.split('<section class="ar-step"')[1:]
    assert "Step 1 of 3" in first, "the order is that of the steps, and not of the headings"
    assert "<p>Words.</p>" in first
    assert 'the <mark class="ar-only">old</mark> dam held' in first
    assert 'the <mark class="ar-only">new</mark> dam held' in first
    assert 'href="#step-a">Next step' in first
    assert "Previous step" not in first
    assert '<a href="../../events/flood/">rained</a>' in second
    assert "1 May 2025" in second
    assert 'href="#step-b">Previous step' in second
    assert "Denied, then admitted: 7 days" in third
    assert "Next step" not in third


def test_two_quotations_of_one_article_are_no_two_versions(tmp_path: Path) -> None:
    page = drawn(tmp_path, story("[{id: a, quotations: [one/q, one/r]}]", "## A {#a}\n\nWords."))
    assert "ar-pair" not in page
    assert page.count("<blockquote") == 2


def test_what_a_story_says_runs_nothing_and_loads_nothing(tmp_path: Path) -> None:
    page = drawn(
        tmp_path,
        story(
            "[{id: a, event: flood}]",
            "<script>alert(1)</script>\n\n## <img src=x onerror=alert(2)> {#a}\n\n"
            "![x](https://example.org/x.png) [y](javascript:alert(3)) <b onclick=alert(4)>z</b>",
        ),
    )
    for sign in ("<script", "<img", "<b onclick", 'href="javascript'):
        assert sign not in page


def test_a_story_is_known_when_all_that_it_shows_had_been_published(tmp_path: Path) -> None:
    files = story("[{id: a, quotations: one/q}, {id: b, quotations: two/q}]", "## A {#a}\n\n## B {#b}")
    assert known_days(archive_of(tmp_path / "a", files)).first["a-dam"] == "2025-05-09"
    early = story("[{id: a, quotations: one/q}]", "## A {#a}\n\nIt was before 4 June 2026.")
    assert known_days(archive_of(tmp_path / "b", early)).editorial["a-dam"] == "2026-06-04"


def test_the_index_and_the_start_page_lead_to_stories_where_there_are_any(tmp_path: Path) -> None:
    files = story("[{id: a, event: flood}]", "## A {#a}")
    assert "../stories/a-dam/" in drawn(tmp_path / "a", files, "stories/index.md")
    home = {page.path: page for page in pages_of(archive_of(tmp_path / "b", files), "home")}["index.md"]
    assert 'Told step by step: <a href="stories/a-dam/">A dam</a>' in draw(home)
    assert "No story yet." in drawn(tmp_path / "c", FILES, "stories/index.md")
