"""The page of an event, and the index of events."""

import re
from pathlib import Path

from generator.pages.events.page import EventView
from generator.pages.page import Page
from tests import archive_files
from tests.archive_files import archive_of, articles, by_path, draw, pages_of

FILES = {
    "content/people/ada.yml": "name: Ada\n",
    "content/people/bo.yml": "name: Bo\n",
    "content/places/mill.yml": "name: The Mill\nwithin: valley\n",
    "content/places/valley.yml": "name: The Valley\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/wire.yml": "name: The Wire\n",
    "content/events/storm.yml": "what: The storm\ndate: 2025-04\n",
    "content/events/flood.yml": (
        "what: The flood\ndate: 2025-04-26\nplace: mill\nparticipants: [ada, bo]\nkind: disaster\npart_of: storm\n"
        "notes: Said <i>twice</i>.\n"
    ),
    "content/utterances/speech.yml": (
        "title: A speech\nspeaker: ada\nsaid: 2025-04-27\nevent: flood\npassages: [{id: dam, gist: on the dam}]\n"
    ),
}


def article(title: str, publisher: str, published: str, occurrence: str = "flood", more: str = "") -> str:
    return archive_files.article(
        "The [[flood|flood]] came.",
        title=title,
        publisher=publisher,
        published=published,
        events=f"[{occurrence}]",
        more=more,
    )


def pages(root: Path, more: dict[str, str] | None = None) -> dict[str, Page]:
    return by_path(pages_of(archive_of(root, {**FILES, **(more or {})}), "events"))


def flood(root: Path, more: dict[str, str] | None = None) -> str:
    return draw(pages(root, more)["events/flood.md"])


def section(text: str, anchor: str) -> str:
    start = rf"(?:{{ #{anchor} }}|<div id=\"{anchor}\">)\n"
    found = re.search(rf"{start}(.*?)(?:^## |^<section|^</div></details>|^<nav|\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def plain(html: str) -> str:
    return re.sub(r" ([,:])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", html).split()))


def test_the_head_says_what_when_where_who_and_part_of_what(tmp_path: Path) -> None:
    head = plain(flood(tmp_path).split("</header>")[0])
    for words in (
        "Event · disaster",
        "The flood",
        "26 April 2025",
        "The Mill",
        "in The Valley",
        "Ada, Bo",
        "The storm",
    ):
        assert words in head
    assert "in no article yet" in head


def test_its_notes_are_escaped(tmp_path: Path) -> None:
    assert "Said &lt;i&gt;twice&lt;/i&gt;." in flood(tmp_path)


def test_articles_that_copy_one_source_are_one_origin(tmp_path: Path) -> None:
    text = flood(
        tmp_path,
        articles(
            one=article("One", "wire", "2025-04-26"),
            two=article("Two", "herald", "2025-04-28", more="source: {relays: one}\n"),
            three=article("Three", "herald", "2025-04-27"),
        ),
    )
    assert "3 articles, 2 original reports" in text
    assert plain(section(text, "told")) == (
        "Grouped by original report, then in order of publication. 2 articles from one original report: The Wire One The Wire, 26 April 2025, the same day "
        "Two The Herald, 28 April 2025, 2 days later Each of the others has a source of its own Three The Herald, 27 April 2025, 1 day later"
    )


def test_an_article_with_a_date_of_its_own_says_so(tmp_path: Path) -> None:
    own = "{event: flood, date: {edtf: 2025-04, words: in April, basis: the month alone}, note: In passing.}"
    text = flood(tmp_path, articles(one=article("One", "herald", "2025-05-26", own)))
    assert "1 with another date" in text
    assert plain(section(text, "told")) == (
        "One The Herald, 26 May 2025, 30 days later Gives another date: April 2025, printed “ in April ”; the month alone In passing."
    )


def test_an_article_with_the_same_date_is_not_said_to_differ(tmp_path: Path) -> None:
    text = flood(tmp_path, articles(one=article("One", "herald", "2025-04-26", "{event: flood, date: 2025-04-26}")))
    assert "Dates it" not in text
    assert "another date" not in text


def test_what_was_said_at_it_has_a_date_of_its_own(tmp_path: Path) -> None:
    said = plain(section(flood(tmp_path), "said"))
    assert said == "27 April 2025 A speech Ada 1 sentence in 0 articles"


def test_a_whole_lists_its_parts(tmp_path: Path) -> None:
    text = draw(pages(tmp_path)["events/storm.md"])
    assert plain(section(text, "parts")) == "26 April 2025 The flood · disaster"


def test_a_mention_stands_with_its_sentence(tmp_path: Path) -> None:
    text = flood(tmp_path, articles(one=article("One", "herald", "2025-04-26")))
    assert "The <mark>flood</mark> came." in section(text, "mentions")


def test_the_editors_line_leads_or_the_summary_or_in_how_many_articles_it_stands(tmp_path: Path) -> None:
    def leads(name: str, record: str) -> list[str]:
        page = draw(pages(tmp_path / name, {"content/events/bare.yml": f"what: Bare\n{record}"})["events/bare.md"])
        return [
            plain(it) for it in re.findall(r'<p class="ar-(?:lead|small)"[^>]*>.*?</p>', page.split("</header>")[0])
        ]

    assert leads("line", "headline: It came at night.\nsummary: Water.\n") == ["It came at night.", "Water."]
    assert leads("summary", "summary: Water.\n") == ["Water."]
    assert leads("none", "") == ["Reported in no article yet."]


def test_of_many_articles_that_tell_of_an_event_twenty_are_not_folded(tmp_path: Path) -> None:
    many = {f"a{n}": article(f"A{n}", "herald", "2025-04-26") for n in range(23)}
    told = flood(tmp_path, articles(**many))
    before, fold, rest = told.partition('<details class="ar-fold" name="rows"><summary>3 more</summary>')
    assert (before.count('class="ar-entry"'), bool(fold), rest.count('class="ar-entry"')) == (20, True, 3)


def test_events_lead_on_to_those_before_and_after(tmp_path: Path) -> None:
    made = pages(tmp_path)
    assert 'Before</span> <a href="../../events/storm/"' in draw(made["events/flood.md"])
    assert 'After</span> <a href="../../events/flood/"' in draw(made["events/storm.md"])


def test_the_index_has_each_year_once_and_the_undated_last(tmp_path: Path) -> None:
    more = {
        "content/events/vague.yml": "what: Vague\ndate: 2025~\n",
        "content/events/early.yml": "what: Early\ndate: 2024-12-31\n",
        "content/events/never.yml": "what: Never\n",
    }
    text = draw(pages(tmp_path, more)["events/index.md"])
    assert re.findall(r"^## (.*?) \{ #(.*?) \}", text, re.MULTILINE) == [
        ("2024", "y-2024"),
        ("2025", "y-2025"),
        ("Without a date", "undated"),
    ]
    assert re.findall(r'class="ar-entry"><a [^>]*>(.*?)</a>', text) == [
        "Early",
        "Vague",
        "The storm",
        "The flood",
        "Never",
    ]
    assert 'data-kind="disaster" data-year="2025" data-place="The Mill\nThe Valley" data-who="Ada\nBo"' in text


def test_a_hub_leads_to_further_pages_and_stays_small(tmp_path: Path) -> None:
    many = articles(**{f"a-{n}": article(f"Article {n}", "herald", "2025-04-26") for n in range(400)})
    made = pages(tmp_path, many)
    assert "All 400 articles" in draw(made["events/flood.md"])
    assert "events/flood/told-3.md" in made
    assert max(len(draw(page).encode()) for page in made.values()) < 250_000


def test_a_large_index_leads_to_pages_of_all_events(tmp_path: Path) -> None:
    many = {f"content/events/e-{n}.yml": f"what: Event {n}\ndate: 2024-01-01\n" for n in range(400)}
    made = pages(tmp_path, many)
    assert "All 402 events" in draw(made["events/index.md"])
    assert "events/index/all-3.md" in made
    assert max(len(draw(page).encode()) for page in made.values()) < 250_000


def coverage(text: str) -> str:
    return plain(section(text, "coverage"))


def test_the_days_after_which_each_outlet_carried_it_are_told(tmp_path: Path) -> None:
    said = coverage(
        flood(
            tmp_path,
            articles(
                one=article("One", "wire", "2025-04-26"),
                two=article("Two", "herald", "2025-04-29"),
                three=article("Three", "wire", "2025-05-02"),
            ),
        )
    )
    assert "Of 2 outlets that this archive knows, 2 are known to have carried it. The last did 3 days after it." in said
    assert "The Wire Carried it the same day One and 1 more article" in said
    assert "The Herald Carried it 3 days later Two" in said
    assert "nobody" not in said


def test_none_found_is_said_only_where_somebody_looked(tmp_path: Path) -> None:
    told = articles(
        one=article("One", "wire", "2025-04-26"), two=archive_files.article(title="Two", publisher="herald")
    )
    silent = coverage(flood(tmp_path / "a", told))
    assert "In 1 outlet nobody has looked, so we do not know whether it carried it." in silent
    assert "1 outlet in which nobody has looked" in silent
    assert "None found" not in silent
    assert "found nothing" not in silent
    search = "searches: [{where: herald, for: a <b>flood</b>, by: bo, on: 2025-06-01, found: none, note: All of it.}]\n"
    looked_for = {"content/events/flood.yml": FILES["content/events/flood.yml"] + search}
    html = flood(tmp_path / "b", {**told, **looked_for})
    looked = coverage(html)
    assert "In 1 outlet somebody looked and found nothing." in looked
    assert (
        "The Herald None found on 1 June 2025 Looked for on 1 June 2025 by bo: a &lt;b&gt;flood&lt;/b&gt; All of it."
        in looked
    )
    assert "nobody has looked" not in looked
    view = pages(tmp_path / "c", {**told, **looked_for})["events/flood.md"].view
    assert isinstance(view, EventView)
    assert view.coverage
    assert view.coverage.rows[-1].known == "2025-06-01", "it was not known before that somebody looked"
