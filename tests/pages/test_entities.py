"""Profiles of people, organisations, places and documents, and their indexes."""

import re
from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.pages.entities.index import IndexView, index_pages
from generator.pages.entities.sections import SHOWN_MENTIONS
from generator.pages.paging import PAGE_BUDGET
from generator.pages.parts import evidence
from generator.pages.parts.lists import PER_PAGE
from tests.archive_files import ENTITIES, archive_of, draw, pages_of

PERSON = """\
name: Ada Lovelace
also: [Countess of Lovelace, {name: Ада Лавлейс, language: ru}]
summary: Wrote the first program.
country: GB
wikidata: Q7259
formerly: [ada-byron]
roles: [{title: analyst, of: mill, from: 1842, to: 1843}]
notes: Her letters are not read yet.
"""

SMALL = {
    "content/people/ada.yml": PERSON,
    "content/people/charles.yml": "name: Charles Babbage\nrelations: [{to: ada, kind: friend of, source: a letter}]\n",
    "content/organisations/mill.yml": "name: The Mill\nkind: workshop\nsite: https://mill.example.org/about\n",
    "content/organisations/wire.yml": "name: Wire\nkind: news agency\n",
    "content/organisations/herald.yml": "name: Herald\nkind: newspaper\ncountry: GB\n",
    "content/organisations/echo.yml": "name: Echo\nkind: newspaper\n",
    "content/places/london.yml": "name: London\nwithin: england\npoint: [51.5, -0.1]\nprecision: city\n",
    "content/places/england.yml": "name: England\n",
    "content/documents/notes-on-the-engine.yml": "name: Notes on the Engine\ndate: 1843\nparties: [ada]\n",
    "content/propositions/it-thinks.yml": "sentence: The engine thinks.\n",
    "content/measures/cards.yml": "name: Cards punched\ncounts: cards\n",
    "content/events/show.yml": "what: The engine is shown\ndate: 1843-05\nplace: london\nparticipants: [ada]\n",
    "content/utterances/talk.yml": (
        "title: Ada at the show\nspeaker: ada\nsaid: 1843-05-02\nplace: london\nto: the guests\n"
        "passages: [{id: weaves, gist: that it weaves}]\n"
    ),
    "content/articles/1843/first.md": """\
---
title: The engine weaves
publisher: herald
published: 1843-05-03
quotations:
  - {id: weaves, speaker: ada, role: a lady analyst, text: It weaves, utterance: talk/weaves, via: [wire],
     fidelity: verbatim}
  - {id: on-her, speaker: charles, text: Lovelace understands it.}
statements: [{id: s1, holder: ada, stance: denies, proposition: it-thinks, date: 1843-05-02}]
figures: [{id: f1, measure: cards, value: 4000, by: [ada]}]
events: [show]
---
At the show [[ada|the countess]] spoke. [[london]] was full.
""",
    "content/articles/1843/second.md": """\
---
title: null
publisher: echo
published: 1843-05-04
source: {relays: first}
quotations:
  - {id: weaves, speaker: ada, text: It weaves, utterance: talk/weaves, via: [wire, herald], fidelity: translation}
statements: [{id: s1, holder: ada, stance: asserts, proposition: it-thinks, date: 1844}]
---
[[ada]] spoke.
""",
}  # fmt: skip


def pages(archive: Archive) -> dict[str, str]:
    return {page.path: draw(page) for page in pages_of(archive, *ENTITIES)}


def section(page: str, anchor: str) -> str:
    """The text, without tags, under the heading with this id, or in the fold with it."""
    heading, fold = f"{{ #{anchor} }}\n", f'<div id="{anchor}">\n'
    part = page.split(heading, 1)[1] if heading in page else page.split(fold, 1)[1]
    end = r"(?m)^## |^<section |^<details class=\"ar-fold(?: ar-noprint)?\" name=\"more\"|^</section>"
    part = re.split(end, part)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def anchors(page: str) -> list[str]:
    """The ids of the sections of a page: those of headings, then those of folds."""
    return re.findall(r"(?m)^## .*\{ #(\S+) \}$", page) + re.findall(r'(?m)<div id="(\S+)">$', page)


def test_a_profile_has_only_the_sections_that_have_content(tmp_path: Path) -> None:
    made = pages(archive_of(tmp_path, SMALL))
    assert anchors(made["people/ada.md"]) == [
        "quoted", "reversals", "positions", "events", "about", "figures", "documents", "with", "mentions", "roles", "ties", "in-time",
        "names", "notes",
    ]  # fmt: skip
    assert anchors(made["people/charles.md"]) == ["quoted", "with", "ties"]
    assert anchors(made["organisations/mill.md"]) == ["reversals", "members", "names"]  # Ada spoke for it


def test_a_fold_names_every_spelling_with_its_language_and_the_identifiers(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["people/ada.md"]
    head, rest = page.split("</header>")
    names = rest[rest.index('<div id="names">') :]
    assert "<dt>Other spellings</dt><dd><span>Countess of Lovelace</span></dd>" in names
    assert '<dt>In Russian</dt><dd><span lang="ru" dir="ltr">Ада Лавлейс</span></dd>' in names
    assert '<a href="https://www.wikidata.org/wiki/Q7259" rel="external nofollow noopener">Q7259</a>' in names
    assert '<span>Countess of Lovelace</span>, <span lang="ru" dir="ltr">Ада Лавлейс</span></small>' in rest
    assert '<a href="#quoted">2 quotations in 2 articles</a>' in head


def test_of_an_occasion_the_version_closest_to_what_was_said_stands_first_and_the_rest_is_folded(
    tmp_path: Path,
) -> None:
    said = "said: 2025-05-02"
    quotations = [
        f"  - {{id: a, speaker: ada, text: 'It was changed, and it is long.', {said}, fidelity: altered, note: n}}",
        f"  - {{id: b, speaker: ada, text: Faithful., {said}, fidelity: translation}}",
        f"  - {{id: c, speaker: ada, text: 'Faithful, and longer.', {said}, fidelity: translation}}",
        "  - {id: d, speaker: ada, text: 'On another day.', said: 2025-05-03}",
    ]
    files = {
        "content/people/ada.yml": "name: Ada\n",
        "content/articles/2025/one.md": "---\ntitle: One\nquotations:\n" + "\n".join(quotations) + "\n---\nA report.\n",
    }
    said_by = section(pages(archive_of(tmp_path, files))["people/ada.md"], "quoted")
    best, rest = said_by.split("2 more quotations from this occasion")
    assert "Faithful, and longer." in best
    assert "It was changed" not in best
    assert "It was changed" in rest
    assert "Faithful." in rest
    assert said_by.count("from this occasion") == 1


def test_equal_words_of_one_occasion_stand_once_with_every_article_that_prints_them(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["people/ada.md"]
    said = section(page, "quoted")
    assert said.count("It weaves") == 1
    assert "2 May 1843 to the guests Ada at the show It weaves" in said
    assert "word for word The engine weaves , Herald , 3 May 1843 · via Wire" in said
    assert "translation Untitled, Echo , 4 May 1843 · via Wire › Herald" in said
    assert 'href="../../articles/first/#q-weaves"' in page
    assert 'href="../../statements/talk/#p-weaves">Compare 2 versions' in page


def test_a_holder_who_changed_sides_is_shown_on_both(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["people/ada.md"]
    assert "Denied on 2 May 1843, stated in 1844" in section(page, "reversals")
    positions = section(page, "positions")
    assert positions.startswith("Claims with a change of side come first")
    assert positions.count("changed sides") == 2


def test_vague_dates_prove_no_change_of_sides(tmp_path: Path) -> None:
    files = {
        **SMALL,
        "content/articles/1843/second.md": SMALL["content/articles/1843/second.md"].replace("1844}", "1843}"),
    }
    page = pages(archive_of(tmp_path, files))["people/ada.md"]
    assert "reversals" not in anchors(page)
    assert "changed sides" not in section(page, "positions")


def test_quotations_of_others_that_name_someone_stand_on_the_profile(tmp_path: Path) -> None:
    assert "Charles Babbage Lovelace understands it." in section(
        pages(archive_of(tmp_path, SMALL))["people/ada.md"], "about"
    )


def test_roles_of_the_record_come_before_those_that_articles_print(tmp_path: Path) -> None:
    roles = section(pages(archive_of(tmp_path, SMALL))["people/ada.md"], "roles")
    assert roles.endswith("analyst at The Mill 1842 to 1843 a lady analyst 1 article")


def test_every_mention_brings_its_sentence(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["people/ada.md"]
    assert '<p class="ar-mention">At the show <mark>the countess</mark> spoke.</p>' in page


def test_a_very_long_sentence_is_shortened_around_the_name(tmp_path: Path) -> None:
    body = f"{'rain ' * 200}[[ada]]{' snow' * 200}."
    files = {**SMALL, "content/articles/1843/third.md": f"---\ntitle: T\n---\n{body}\n"}
    page = pages(archive_of(tmp_path, files))["people/ada.md"]
    sentence = re.search(r'<p class="ar-mention">(…rain.*?)</p>', page)
    assert sentence is not None
    assert sentence[1].startswith("…rain rain")
    assert "rain <mark>Ada Lovelace</mark> snow" in sentence[1]
    assert sentence[1].endswith("snow…")
    assert len(sentence[1]) < 600


def test_an_agency_shows_what_passed_through_its_hands_and_who_took_it(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["organisations/wire.md"]
    assert "Ada Lovelace It weaves" in section(page, "carried")
    assert section(page, "relayed").endswith("Herald 2 quotations")
    assert anchors(page)[:2] == ["carried", "relayed"]  # it neither said nor printed anything, so these are unfolded


def test_an_outlet_shows_what_it_published_whom_it_relays_and_who_relays_it(tmp_path: Path) -> None:
    made = pages(archive_of(tmp_path, SMALL))
    assert section(made["organisations/herald.md"], "published").startswith("The engine weaves Herald , 3 May 1843")
    assert section(made["organisations/herald.md"], "takes").endswith(
        "Wire credited 2 quotations The engine weaves 3 May 1843 1 word for word"  # one through the Echo's chain
    )
    assert section(made["organisations/herald.md"], "relayed").endswith("Echo 1 text copied or rewritten, 1 quotation")
    assert section(made["organisations/echo.md"], "takes").endswith(
        "Herald credited 1 text copied or rewritten, 1 quotation Untitled, Echo 4 May 1843 1 faithful translation"
    )


def test_a_place_shows_what_happened_and_what_was_said_there(tmp_path: Path) -> None:
    made = pages(archive_of(tmp_path, SMALL))
    assert "The engine is shown" in section(made["places/london.md"], "events")
    assert "Ada at the show · Ada Lovelace" in section(made["places/london.md"], "said-here")
    assert "51.5° N, 0.1° W" in made["places/london.md"]
    assert section(made["places/england.md"], "parts") == "London"


def test_a_person_stands_in_lists_by_its_sort_key_and_is_shown_by_its_name(tmp_path: Path) -> None:
    names = {"ada-lind": "Ada Lind\nsort: Lind, Ada", "bo-ek": "Bo Ek", "cy-adler": "Cy Adler\nsort: Adler, Cy"}
    files = {f"content/people/{id_}.yml": f"name: {name}\n" for id_, name in names.items()}
    files["content/articles/2025/a.md"] = (
        "---\ntitle: A\nlanguage: en\n---\n[[ada-lind]], [[bo-ek]] and [[cy-adler]] met.\n"
    )
    files["content/people/cy-adler.yml"] += "notes: A page of its own.\n"
    made = pages(archive_of(tmp_path, files))
    index = made["people/index.md"]
    assert re.findall(r'class="ar-entry"><a [^>]*>(.*?)</a>', index) == ["Cy Adler", "Bo Ek", "Ada Lind"]
    assert "Adler, Cy" not in index + made["people/cy-adler.md"]
    assert section(made["people/cy-adler.md"], "with").startswith("Bo Ek 1 article Ada Lind 1 article")


def test_a_record_without_a_summary_says_so_and_leaves_no_blank(tmp_path: Path) -> None:
    made = pages(archive_of(tmp_path, SMALL))
    assert "No summary yet. What the articles say is below." in made["people/charles.md"]
    assert 'description: "Charles Babbage in this archive: 1 quotation in 1 article."' in made["people/charles.md"]
    bare = pages(archive_of(tmp_path / "bare", {"content/places/nowhere.yml": "name: Nowhere\nnotes: Where?\n"}))[
        "places/nowhere.md"
    ]
    assert "so far no article says more than the name" in bare
    assert "<dl" not in bare


def test_a_former_id_leads_to_the_profile(tmp_path: Path) -> None:
    page = pages(archive_of(tmp_path, SMALL))["people/ada-byron.md"]
    assert 'leads: "../../people/ada/"' in page
    assert 'It is now at <a href="../../people/ada/">Ada Lovelace</a>.' in page


def test_what_content_says_is_text_and_never_markup(tmp_path: Path) -> None:
    name = "<script>alert(1)</script> & co"
    files = {
        "content/people/x.yml": f"name: {name}\nsummary: |\n  <b>One\n\n  ## two\n",
        "content/articles/2025/a.md": (
            f"---\ntitle: '{name}'\nquotations: [{{id: q, speaker: x, text: \"a\\n\\n## b <i>\"}}]\n---\n[[x]] spoke.\n"
        ),
    }
    told_to_programs, _end, page = pages(archive_of(tmp_path, files))["people/x.md"].partition("\n---\n")
    assert told_to_programs.count("<script") == 1
    assert "<script>" not in told_to_programs
    assert "<script" not in page
    assert "<b>One" not in page
    assert "a<br><br>## b &lt;i&gt;" in page
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Quoted as saying <small>1 quotation in 1 article</small> { #quoted }",
    ]


def hub(number: int) -> dict[str, str]:
    """An archive in which `number` articles quote and name one person."""
    quotation = "quotations: [{id: q, speaker: ada, text: Words of number NN, fidelity: altered}]"
    article = f"---\ntitle: Number NN\npublished: 2025-04-28\n{quotation}\n---\n[[ada]] spoke {'at length ' * 60}.\n"
    articles = {f"content/articles/2025/a-{n}.md": article.replace("NN", str(n)) for n in range(number)}
    return {"content/people/ada.yml": "name: Ada\n", **articles}


def test_a_hub_is_cut_and_leads_to_pages_that_hold_the_whole_within_bounds(tmp_path: Path) -> None:
    number = 2 * PER_PAGE + 20
    made = pages(archive_of(tmp_path, hub(number)))
    profile = made["people/ada.md"]
    assert profile.count('class="ar-mention"') == SHOWN_MENTIONS
    assert f'<a href="../../people/ada/mentions/">All {number} articles</a>' in profile
    whole = [path for path in made if path.startswith("people/ada/mentions")]
    assert whole == ["people/ada/mentions.md", "people/ada/mentions-2.md", "people/ada/mentions-3.md"]
    assert sum(made[path].count('class="ar-mention"') for path in whole) == number
    middle = made["people/ada/mentions-2.md"]
    assert f"{number} articles: page 2 of 3" in middle
    assert '<a href="../../../people/ada/mentions/">Previous page</a>' in middle
    assert '<a href="../../../people/ada/mentions-3/">Next page</a>' in middle
    assert '<a href="../../../people/ada/#mentions">Ada</a>' in middle
    assert max(len(text.encode()) for text in made.values()) < PAGE_BUDGET


def test_an_index_of_few_is_one_list_with_what_there_is_to_read(tmp_path: Path) -> None:
    index = pages(archive_of(tmp_path, SMALL))["organisations/index.md"]
    assert anchors(index) == []
    listed = " ".join(re.sub(r"<[^>]+>", " ", index).split())
    assert "Herald newspaper · United Kingdom 1 article published, 1 quotation passed on, named in 2 articles" in listed
    assert "The Mill workshop not named in an article yet" in listed
    assert "by words, kind</small>" in index
    assert (
        '<li data-kind="newspaper" data-country="United Kingdom" data-here="publishes articles\npasses words on\nnamed">'
        in index
    )
    assert "<option>news agency</option><option>newspaper</option><option>workshop</option>" in index
    assert "<option>publishes articles</option>" in index


def test_letters_with_few_names_share_a_fold(tmp_path: Path) -> None:
    begin = [*"ABCDEFGHIJ", *["K"] * 30, *"LMN"]
    files = {f"content/people/p-{n}.yml": f"name: {letter}a {n:02}\n" for n, letter in enumerate(begin)}
    named = " ".join(f"[[p-{n}]]" for n in range(len(begin)))
    files["content/articles/2025/a.md"] = f"---\ntitle: T\n---\n{named} spoke.\n"
    index = pages(archive_of(tmp_path, files))["people/index.md"]
    folds = re.findall(r'name="letter"><summary><b>(.*?)</b>.*?<small[^>]*>(\d+) names', index)
    assert folds == [("A–J", "10"), ("K", "24"), ("K", "6"), ("L–N", "3")]


def test_an_index_of_very_many_shows_those_with_most_to_read_and_leads_to_all(tmp_path: Path) -> None:
    files = {f"content/people/p-{n}.yml": f"name: Person {n}\nsummary: {'word ' * 60}\n" for n in range(700)}
    files["content/people/zoe.yml"] = "name: Zoe\n"
    files["content/articles/2025/a.md"] = "---\ntitle: T\n---\n[[zoe]] spoke.\n"
    made = pages(archive_of(tmp_path, files))
    index = made["people/index.md"]
    assert "Zoe" in index
    assert '<a href="../people/index/all/">All 701 people</a>' in index
    assert "Zoe" in made[f"people/index/all-{-(-701 // PER_PAGE)}.md"]
    assert 'data-noun="name" data-lists="details.ar-fold" data-whole="701"' in index
    assert '<a href="../search/?kind=Person">all 701 people</a>' in index
    few = pages(archive_of(tmp_path / "few", SMALL))["people/index.md"]
    assert "data-whole" not in few
    assert "data-beyond" not in few
    assert max(len(text.encode()) for text in made.values()) < PAGE_BUDGET


def test_an_index_of_nothing_is_a_page_all_the_same(tmp_path: Path) -> None:
    index = pages(archive_of(tmp_path, {"content/people/ada.yml": "name: Ada\n"}))["documents/index.md"]
    assert "0 documents" in index
    assert "Nothing is recorded here yet." in index
    assert "<form" not in index


def test_the_strip_in_time_stands_where_there_is_something_to_see(tmp_path: Path) -> None:
    made = pages(archive_of(tmp_path, SMALL))
    assert "in-time" in anchors(made["people/ada.md"])
    assert "in-time" not in anchors(made["organisations/mill.md"])


def test_the_dates_of_a_role_show_their_words_and_their_basis(tmp_path: Path) -> None:
    role = "{title: warden, from: {edtf: 2019~, words: some years ago, basis: a guess}, to: 2024}"
    page = pages(archive_of(tmp_path, {"content/people/ada.yml": f"name: Ada\nroles: [{role}]\n"}))["people/ada.md"]
    assert "printed “ some years ago ”; a guess" in section(page, "roles")


def test_a_name_in_the_language_of_the_archive_is_no_name_in_another_language(tmp_path: Path) -> None:
    ada = "name: Ada\nnotes: A page of her own.\nalso: [{name: The Countess, language: en}, {name: La comtesse, language: fr}]\n"
    head = pages(archive_of(tmp_path, {"content/people/ada.yml": ada}))["people/ada.md"]
    assert re.search(r"<dt>Other spellings</dt><dd><span[^>]*>The Countess</span></dd>", head)
    assert '<dt>In French</dt><dd><span lang="fr" dir="ltr">La comtesse</span></dd>' in head
    assert "In English" not in head


@pytest.mark.parametrize(
    ("days", "time"),
    [
        (("2019-03-01", "2020-05-02", "2021-06-03"), "3 articles, 1 March 2019 to 3 June 2021"),
        (("2019-03-01", "2019-03-01"), "2 articles, 1 March 2019"),
        (("2019-03-01",), "1 article, 1 March 2019"),
    ],
)
def test_a_printed_role_spans_from_the_first_to_the_last_day_of_its_words(
    tmp_path: Path, days: tuple[str, ...], time: str
) -> None:
    quotation = "{{id: wall, speaker: ada, role: warden, text: In {0}, said: {0}}}"
    files = {
        f"content/articles/2019/a{n}.md": f"---\ntitle: Wall {n}\npublisher: herald\nquotations: [{quotation.format(day)}]\n---\n"
        for n, day in enumerate(days)
    }
    known = {k: SMALL[k] for k in SMALL if "/herald" in k} | {"content/people/ada.yml": "name: Ada\n"}
    page = pages(archive_of(tmp_path, files | known))["people/ada.md"]
    assert section(page, "roles").endswith(f"warden {time}")


def test_undated_words_of_three_years_stand_by_article_in_order_of_publication(tmp_path: Path) -> None:
    words = "---\ntitle: Wall {0}\npublisher: herald\npublished: {0}\nquotations: [{{id: wall, speaker: ada, text: In {0}}}]\n---\n[[ada]].\n"
    files = {f"content/articles/{y}/wall-{y}.md": words.format(y) for y in (2025, 2019, 2021)}
    archive = archive_of(tmp_path, files | {k: SMALL[k] for k in SMALL if "/people/" in k or "/organisations/" in k})
    found = evidence.merge_quotations(archive, archive.quotations)
    assert [(s.quotations[0].article.id) for s in found] == ["wall-2019", "wall-2021", "wall-2025"]
    assert len({s.occasion for s in found}) == 3


def test_an_organisation_is_found_by_the_whole_of_its_kind_and_a_place_by_its_first_words(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {
        "content/organisations/a.yml": "name: A\nkind: newspaper (weekly)\n",
        "content/organisations/b.yml": "name: B\nkind: newspaper (daily) of the state\n",
        "content/organisations/c.yml": "name: C\nkind: (unknown)\n",
        "content/places/d.yml": "name: D\nprecision: city (its centre)\n",
    })  # fmt: skip
    kinds = {
        page.view.kinds
        for kind in ("organisation", "place")
        for page in index_pages(archive, kind)
        if isinstance(page.view, IndexView)
    }
    assert kinds == {("(unknown)", "newspaper (daily) of the state", "newspaper (weekly)"), ("city",)}
