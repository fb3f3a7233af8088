"""Topics, and what is filed there."""

from pathlib import Path

from generator.pages.topics.page import SHOWN
from tests import archive_files
from tests.archive_files import Content, archive_of, draw, pages_of

RAIN = "title: Rain\nsummary: What falls.\n"


def article(topic: str | None = "rain", title: str = "It rains") -> str:
    return archive_files.article(
        "[[ada]] spoke.",
        title=title,
        published="2025-04-28",
        topics=f"[{topic}]" if topic else None,
        quotations="[{id: q, speaker: ada, text: It rains}]",
        statements="[{id: s, holder: ada, stance: asserts, proposition: it-rains}]",
    )


def pages(root: Path, files: dict[str, Content]) -> dict[str, str]:
    records: dict[str, Content] = {
        "content/people/ada.yml": "name: Ada\n",
        "content/propositions/it-rains.yml": "sentence: It rains.\n",
        "content/topics/rain.yml": RAIN,
    }
    return {page.path: draw(page) for page in pages_of(archive_of(root, {**records, **files}), "topics")}


def test_a_topic_shows_its_articles_and_what_they_have_in_common(tmp_path: Path) -> None:
    page = pages(
        tmp_path, {"content/articles/2025/a.md": article(), "content/articles/2025/b.md": article(None, "Dry")}
    )
    rain = page["topics/rain.md"]
    assert '<p class="ar-label">Topic · 1 article, 1 quotation</p>' in rain
    assert '<a href="../../articles/a/">It rains</a>' in rain
    assert "Dry" not in rain
    assert '<a href="../../claims/it-rains/">It rains</a> <span class="ar-soft">1 stance</span>' in rain
    assert '<a href="../../people/ada/">Ada</a> <span class="ar-soft">1 quotation</span>' in rain


def test_the_index_counts_what_is_filed_and_what_is_not(tmp_path: Path) -> None:
    files: dict[str, Content] = {
        "content/articles/2025/a.md": article(),
        "content/articles/2025/b.md": article(None, "Dry"),
        "content/topics/snow.yml": "title: Snow\n",
    }
    index = pages(tmp_path, files)["topics/index.md"]
    assert "2 topics" in index
    assert (
        '<a href="../topics/rain/">Rain</a></span> <span class="ar-soft ar-small">1 article, 1 quotation, 2025</span>'
        in index
    )
    assert '<a href="../topics/snow/">Snow</a></span> <span class="ar-soft ar-small">nothing filed yet</span>' in index
    assert "1 article without a topic" in index


def test_a_topic_with_nothing_filed_says_so(tmp_path: Path) -> None:
    page = pages(tmp_path, {"content/topics/snow.yml": "title: Snow\n"})["topics/snow.md"]
    assert "Topic · nothing filed yet" in page
    assert "\n## " not in page


def test_a_long_topic_is_cut_and_leads_to_pages_that_hold_all(tmp_path: Path) -> None:
    made = pages(tmp_path, {f"content/articles/2025/a-{n}.md": article() for n in range(SHOWN + 1)})
    assert f'<a href="../../topics/rain/articles/">All {SHOWN + 1} articles</a>' in made["topics/rain.md"]
    assert made["topics/rain.md"].count('class="ar-entry"') == SHOWN
    assert made["topics/rain/articles.md"].count('class="ar-entry"') == SHOWN + 1
