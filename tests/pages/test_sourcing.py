"""Whom articles and outlets rely on, how outlets' wordings compare, origins, and the register of sources without a
name."""

import re
from pathlib import Path

from generator.archive.archive import Archive
from generator.pages.parts.here import Here
from generator.pages.sources import unnamed
from generator.pages.sources.origins import OriginsView, origins_view
from tests.archive_files import ENTITIES, archive_of, at_path, draw, pages_of

FILES = {
    "content/people/ada.yml": "name: Ada\ncountry: GB\n",
    "content/organisations/wire.yml": "name: Wire\ncountry: FR\n",
    "content/organisations/herald.yml": "name: Herald\ncountry: GB\n",
    "content/organisations/echo.yml": "name: Echo\n",
    "content/articles/2025/a.md": """\
---
title: A
publisher: herald
published: 2025-04-28
quotations:
  - {id: q1, speaker: ada, text: It rains, via: [wire], fidelity: altered, note: It poured.}
  - {id: q2, speaker: ada, text: It is wet, via: [wire], fidelity: verbatim}
  - {id: q3, speaker: {unnamed: "a <b>neighbour</b>"}, text: We heard}
---
Rain.
""",
    "content/articles/2025/b.md": """\
---
title: null
publisher: echo
published: 2025-04-29
quotations:
  - {id: q1, speaker: ada, text: It rains, via: [wire]}
  - {id: q2, speaker: {unnamed: "A <b>neighbour</b>"}, text: We saw}
---
Rain.
""",
    "content/articles/2025/plain.md": "---\ntitle: Plain\n---\nRain.\n",
}


def page(archive: Archive, path: str) -> str:
    """The text of the page at this path."""
    return draw(at_path(pages_of(archive, "articles", *ENTITIES, "sources"), path))


def section(text: str, anchor: str) -> str:
    """The content under one heading, or in one fold."""
    end = "</details>" if f'<div id="{anchor}">' in text else "\n## "
    return re.split(rf'{{ #{anchor} }}|<div id="{anchor}">', text)[1].split(end, maxsplit=1)[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_an_article_says_on_whom_it_relies_by_kind_and_country(tmp_path: Path) -> None:
    text = section(page(archive_of(tmp_path, FILES), "articles/a.md"), "sourced-from")
    assert "3 sources: 1 named person, 1 source without a name and 1 agency or outlet." in text
    assert 'aria-label="Named people: 1, Without a name: 1, Agencies and outlets: 1"' in text
    assert "Ada</a>&nbsp;" in text
    assert "×\u202f2" in text
    assert "“a &lt;b&gt;neighbour&lt;/b&gt;”" in text
    assert words(text).endswith("Country Sources Bar France 1 United Kingdom 1 country not known 1")


def test_an_article_that_names_nobody_has_no_such_section(tmp_path: Path) -> None:
    assert "sourced-from" not in page(archive_of(tmp_path, FILES), "articles/plain.md")


def test_an_outlets_profile_shows_its_sources_and_first_the_wordings_that_differ(tmp_path: Path) -> None:
    text = page(archive_of(tmp_path, FILES), "organisations/herald.md")
    assert "3 sources in 1 article." in section(text, "sourced-from")
    compared = section(text, "renderings")
    head = words(text.split("</header>")[0])
    assert "Of the 3 quotations that it prints here, 1 was altered. 1 altered 1 word for word 1 not yet checked" in head
    assert re.findall(r'href="[^"]*(#q-q\d)"', text) == ["#q-q1", "#q-q2", "#q-q3"]
    assert "It poured." in compared
    assert "2 quotations, 1 of them altered or paraphrased" in section(text, "takes")


def test_who_takes_an_agencys_words_over_is_shown_with_how_often_it_changed_them(tmp_path: Path) -> None:
    text = words(section(page(archive_of(tmp_path, FILES), "organisations/wire.md"), "relayed"))
    assert "Herald 2 quotations, 1 of them altered or paraphrased" in text
    assert "Echo 1 quotation" in text


def test_the_register_has_each_description_once_and_the_sources_page_leads_to_it(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    text = page(archive, "sources/unnamed.md")
    assert "1 description" in text
    assert text.count('<q class="ar-entry">') == 1
    assert 'data-outlet="Echo\nHerald"' in text
    assert "&lt;b&gt;neighbour" in text
    assert "../../articles/a/#q-q3" in text
    assert "../../articles/b/#q-q2" in text
    assert 'href="../sources/unnamed/"' in page(archive, "sources/index.md")


def test_without_such_sources_there_is_no_register(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {"content/articles/2025/plain.md": FILES["content/articles/2025/plain.md"]})
    assert list(unnamed.pages(archive)) == []
    assert "sources/unnamed" not in page(archive, "sources/index.md")


def origins(root: Path, *article_ids: str) -> OriginsView | None:
    archive = archive_of(root, FILES)
    quotations = [q for q in archive.quotations if q.article.id in article_ids and q.quotation.speaker.id]
    return origins_view(Here(archive, "statements/talk.md"), quotations)


def test_two_articles_that_have_their_words_from_one_agency_have_one_origin(tmp_path: Path) -> None:
    found = origins(tmp_path, "a", "b")
    assert found
    assert found.headline == "2 articles, 1 original report"
    assert [(row.origin[0].text, row.count, [a.text for a in row.articles]) for row in found.rows] == [
        ("Wire", "2 articles", ["Herald", "Echo"])
    ]


def test_of_one_article_no_origins_are_counted(tmp_path: Path) -> None:
    assert origins(tmp_path, "a") is None


def test_an_outlet_and_a_register_of_thousands_stay_small(tmp_path: Path) -> None:
    people = {f"content/people/p{n}.yml": f"name: Person {n}\n" for n in range(60)}
    note = "It was changed. " * 20
    many = {
        f"content/articles/2025/m{n}.md": f"---\ntitle: M{n}\npublisher: herald\npublished: 2025-05-01\nquotations:\n"
        + "".join(
            f"  - {{id: q{i}, speaker: p{(n + i) % 60}, text: Rain {n} {i}, fidelity: altered, note: {note}}}\n"
            f"  - {{id: u{i}, speaker: {{unnamed: neighbour {n} {i}}}, text: We saw it}}\n"
            for i in range(5)
        )
        + "---\nRain.\n"
        for n in range(80)
    }
    archive = archive_of(tmp_path, {**FILES, **people, **many})
    herald = pages_of(archive, *ENTITIES)
    register = unnamed.pages(archive)
    sizes = {p.path: len(draw(p)) for pages in (herald, register) for p in pages if "person" not in p.path}
    assert max(sizes.values()) < 250_000
    assert "sources/unnamed/register-2.md" in sizes
    assert "organisations/herald/renderings.md" in sizes


def test_what_has_no_named_source_stands_below_the_register(tmp_path: Path) -> None:
    article = (
        "---\ntitle: Count\nfigures:\n  - {id: f, measure: houses, value: 1600, qualifier: about}\n"
        "  - {id: g, measure: houses, value: 12, by: [{unnamed: <i>officials</i>}]}\n---\n"
    )
    files = {
        "content/articles/2025/count.md": article,
        "content/measures/houses.yml": "name: Houses\ncounts: Houses flooded.\n",
    }
    archive = archive_of(tmp_path, files)
    alone = section(page(archive, "sources/unnamed.md"), "alone")
    assert 'Houses</a>: <b class="ar-num">about 1,600</b>' in alone
    assert "source not stated" in alone
    assert "from “&lt;i&gt;officials&lt;/i&gt;”" in alone
    assert 'href="../../articles/count/#f-g"' in alone
    assert 'href="../sources/unnamed/#alone">2 claims' in page(archive, "sources/index.md")
    del files["content/articles/2025/count.md"]
    assert list(unnamed.pages(archive_of(tmp_path / "none", files))) == []
