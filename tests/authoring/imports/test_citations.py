"""Files of reference managers become records."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline
from generator.authoring import imports
from generator.authoring.imports import Item, Plan
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write
from tests.authoring.imports import sources

FILES = {
    "content/organisations/herald.yml": "name: The Herald\nalso: [Herald]\n",
    "content/topics/floods.yml": "title: Floods\n",
    "content/articles/2025/flood.md": (
        "---\ntitle: A dam breaks\npublisher: herald\npublished: 2025-04-28\n"
        "source: {url: https://herald.test/1}\n---\nIt rained.\n"
    ),
}
TODAY = dt.date(2026, 11, 30)

ZOTERO_CSL: list[Mapping[str, object]] = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "type": "article-newspaper",
        "title": "The <i>wall</i> holds",
        "container-title": "Herald",
        "author": [{"family": "Weir", "given": "Sergei", "non-dropping-particle": "van"}, {"literal": "River Board"}],
        "issued": {"date-parts": [["2025", 4, 29]]},
        "accessed": {"date-parts": [["2025", 5, 2]]},
        "URL": "https://herald.test/2",
        "language": "en-GB",
        "note": "Seen in the reading room.",
        "abstract": "The wall has held, the board says.",
        "page": "3",
    }
]
BIBTEX = r"""
@string{herald = "The Herald"}
@article{weir2025, title = {The {Wall} holds: Caf{\'e} \& more}, author = {Weir, Sergei and {River Board, North} and Jan van der Berg},
  journal = herald, year = 2025, month = apr, url = {https://herald.test/~weir/100%25}, keywords = {floods, dams}}
@online{later, title = {Later}, author = {family=Dijk, given=Marten, prefix=van}, date = {2025-04-28/2025-05-02}, urldate = {2025-05-03},
  langid = {ngerman}, howpublished = {\url{https://b.test/x}}}
@misc{cut, title = {C
@online{later, title = {The same key}}
"""
RIS = """\
TY  - NEWS
TI  - The wall holds
AU  - Weir, Sergei, Jr.
T2  - The Herald
PY  - 2025/04/29/
Y2  - 2025/05/01
UR  - https://www.herald.test/2?utm_source=a
KW  - floods
KW  - dams
LA  - en
AB  - The wall has held.
ER  -

TY  - ELEC
TI  - In spring
DA  - 2025///spring
ER  -
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "root", FILES)


def plan(root: Path, items: list[Item]) -> Plan:
    return imports.plan_import(items, pipeline.read(root).archive, TODAY)


def of_csl(*entries: Mapping[str, object]) -> list[Item]:
    return sources.read(json.dumps(entries).encode(), "library.json")


def only(made: Plan) -> str:
    (row,) = made.rows
    assert row.path is not None
    return made.files[row.path].decode()


def test_a_newspaper_article_of_csl_json_is_an_article_that_waits_for_review(root: Path) -> None:
    made = plan(root, of_csl(*ZOTERO_CSL))
    assert only(made) == (
        "---\n# yaml-language-server: $schema=../../../site_config/schemas/article.json\n"
        "# imported from library.json: http://zotero.org/users/1/items/ABC: review it\n"
        "title: The wall holds\nlanguage: en-GB\npublisher: herald\nauthors: [Sergei van Weir, River Board]\npublished: 2025-04-29\n"
        'source: {url: "https://herald.test/2", seen: 2025-05-02}\nrights: {status: InC, text: summary}\nreview: needed\n'
        "notes: Seen in the reading room.\n---\n"
    )
    assert made.rows[0].unread == ("abstract: the words of the source are not copied", "page: 3")
    assert [*made.files] == ["content/articles/2025/herald-wall-holds.md"]


def test_what_stands_in_bibtex_is_read_whole_or_said_to_be_unread() -> None:
    weir, later, cut, same = sources.read(BIBTEX.encode(), "library.bib")
    assert weir == Item(
        "library.bib: weir2025",
        title="The Wall holds: Café & more",
        authors=("Sergei Weir", "River Board, North", "Jan van der Berg"),
        published="2025-04",
        outlet="The Herald",
        url="https://herald.test/~weir/100%25",
        kind="article",
        tags=("floods", "dams"),
    )
    assert (later.authors, later.published, later.seen) == (("Marten van Dijk",), "2025-04-28/2025-05-02", "2025-05-03")
    assert (later.url, later.language, later.outlet) == ("https://b.test/x", "de", None)
    assert cut.title is None
    assert cut.unread[0].startswith("this is no entry of BibTeX")
    assert same.title == "The same key"


def test_a_reference_of_ris_is_the_same_as_of_other_formats(root: Path) -> None:
    wall, spring = sources.read(RIS.encode(), "library.ris")
    assert (wall.title, wall.authors, wall.published, wall.seen) == (
        "The wall holds",
        ("Sergei Weir Jr.",),
        "2025-04-29",
        "2025-05-01",
    )
    assert (wall.outlet, wall.tags, wall.language) == ("The Herald", ("floods", "dams"), "en")
    assert spring.published == "2025"
    made = plan(root, [*of_csl(*ZOTERO_CSL), wall])
    assert [(row.is_new, row.why) for row in made.rows] == [(True, ""), (False, "it is there already")]


def test_authors_of_ris_stay_in_order_and_other_spaces_around_its_hyphens_are_read() -> None:
    mixed = "TY  - JOUR\nTI  - Both\nA1  - First, Ann\nAU  - Second, Ben\nN1  - UN - a remark\nER  - \n"
    loose = "TY - JOUR\nTI - Rain\nAU - Weir, Sergei\nPY - 2025\nER -\n"
    (both,), (rain,) = (sources.read(text.encode(), "a.ris") for text in (mixed, loose))
    assert (both.authors, both.notes) == (("Ann First", "Ben Second"), ("UN - a remark",))
    assert (rain.title, rain.authors, rain.published) == ("Rain", ("Sergei Weir",), "2025")


def test_bibtex_with_keys_in_capitals_and_a_bare_ampersand_is_read() -> None:
    (item,) = sources.read(
        b"@article{a, TITLE = {Rain \\& wind}, AUTHOR = {Weir, Sergei and Lind, Ada}, JOURNAL = {Oil & Gas}, YEAR = 2025}",
        "a.bib",
    )
    assert (item.title, item.authors, item.outlet) == ("Rain & wind", ("Sergei Weir", "Ada Lind"), "Oil & Gas")


@pytest.mark.parametrize(
    "entry",
    [
        {"title": "Any", "URL": "http://m.herald.test/1/?utm_medium=x"},
        {"title": "A DAM  breaks", "issued": {"date-parts": [[2025, 4, 28]]}},
    ],
)
def test_what_is_there_by_its_address_or_by_title_and_day_is_not_made_again(
    root: Path, entry: Mapping[str, object]
) -> None:
    made = plan(root, of_csl(entry))
    assert (made.rows[0].path, made.rows[0].is_new) == ("content/articles/2025/flood.md", False)
    assert not made.files


def test_the_same_title_on_another_day_is_another_article(root: Path) -> None:
    made = plan(root, of_csl({"title": "A dam breaks", "issued": {"date-parts": [[2025, 4, 29]]}}))
    assert [*made.files] == ["content/articles/2025/dam-breaks.md"]


def test_an_outlet_and_a_topic_are_made_once_and_known_by_any_of_their_names(root: Path) -> None:
    entries = [
        {"title": f"Rain {n}", "container-title": outlet, "keyword": "floods, The wall"}
        for n, outlet in enumerate(["Herald", "the herald", "The Tribune", "Tribune, The"])
    ]
    made = plan(root, of_csl(*entries))
    others = [path for path in made.files if "articles" not in path]
    assert others == [
        "content/topics/the-wall.yml",
        "content/organisations/the-tribune.yml",
        "content/organisations/tribune-the.yml",
    ]
    assert (
        made.files["content/organisations/the-tribune.yml"]
        .decode()
        .endswith("# imported: review it\nname: The Tribune\n")
    )


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ({"issued": {"raw": "3/4/2025"}}, "issued: 3/4/2025"),
        ({"issued": {"date-parts": [[2025, 14, 40]]}}, 'issued: {"date-parts": [[2025, 14, 40]]}'),
        ({"issued": {"date-parts": [[2025, 2, 30]]}}, "published: 2025-02-30: "),
        ({"URL": "javascript:alert(1)"}, "source.url: javascript:alert(1): "),
        ({"language": "Deutsch !!"}, "language: Deutsch !!: "),
        ({"author": [{}]}, "author: {}"),
        ({"container-title": "***"}, "outlet: ***"),
        ({"keyword": "floods, ***"}, "tag: ***"),
        ({"volume": 3}, "volume: 3"),
    ],
)
def test_what_does_not_fit_is_left_out_and_said(root: Path, entry: Mapping[str, object], left: str) -> None:
    made = plan(root, of_csl({"title": "Rain", **entry}))
    assert made.rows[0].is_new
    assert any(said.startswith(left) for said in made.rows[0].unread), made.rows[0].unread


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2024, 5], [2024, 6]], "circa": True}, "2024-05~/2024-06~"),
        ({"date-parts": [[2024]], "season": 2}, "2024-22"),
        ({"raw": "2024-05-06T10:00:00Z"}, "2024-05-06"),
        ({"literal": "2024/5/6"}, "2024-05-06"),
        ("2024", "2024"),
        ({"date-parts": [[None]]}, None),
        ({"raw": "Spring 2024"}, None),
        ({"date-parts": [[0, 1, 1]]}, None),
    ],
)
def test_dates_are_read_where_there_is_one_way_to_read_them(issued: object, published: str | None) -> None:
    (item,) = of_csl({"title": "Rain", "issued": issued})
    assert item.published == published


@pytest.mark.parametrize(
    ("latex", "html", "title"),
    [
        (r"$10^{6}$ and $10^{-6}$", "10<sup>6</sup> and 10<sup>-6</sup>", "10⁶ and 10⁻⁶"),
        (
            r"H$_2$O, CO\textsubscript{2}, DNA$_{\textrm{2}}$",
            "H<sub>2</sub>O, CO<sub>2</sub>, DNA<sub>2</sub>",
            "H₂O, CO₂, DNA₂",
        ),
        (r"the 18\textsuperscript{th} at 5\,$^{\circ}$C", "the 18<sup>th</sup> at 5 °C", "the 18th at 5 °C"),
        (r"$\beta^-$ in $\mathrm{km^2}$", "β<sup>−</sup> in km<sup>2</sup>", "β⁻ in km²"),
        (r"$x_i$ to the $\,$2a\textsuperscript{2a}", "x_i to the 2a<sup>2a</sup>", "x_i to the 2a^(2a)"),
        (
            r"{\textless}i{\textgreater}Natrix{\textless}/i{\textgreater} costs \$5 to \$6",
            '<i>Natrix</i> <span class="nocase">costs</span> $5 to $6',
            "Natrix costs $5 to $6",
        ),
        (r"4 {\textless} 5 and 6 {\textgreater} 5 \& more", "4 < 5 and 6 > 5 &amp; more", "4 < 5 and 6 > 5 & more"),
    ],
)
def test_raised_and_lowered_signs_of_a_title_stay_what_they_are(latex: str, html: str, title: str) -> None:
    given = {
        "a.bib": f"@misc{{a, title = {{{latex}}}}}",
        "a.json": json.dumps([{"id": "a", "title": html}]),
        "a.ris": f"TY  - NEWS\nTI  - {html}\nER  - \n",
    }
    assert {item.title for name, raw in given.items() for item in sources.read(raw.encode(), name)} == {title}


def test_pieces_of_bibtex_are_joined() -> None:
    raw = """@String(tove = "Tove Lind")
@string{AND = { and }}
@misc{a, author = tove # And # "Sergei " # {Weir}, title = "The " # {Wall}, month = mar, year = 2025, note = no # "name"}"""
    (item,) = imports.read(raw.encode(), "a.bib")
    assert isinstance(item, Item)
    assert (item.authors, item.title, item.published) == (("Tove Lind", "Sergei Weir"), "The Wall", "2025-03")
    assert item.notes == ('no # "name"',)


def test_a_field_of_bibtex_without_a_comma_before_it_is_read_and_told() -> None:
    raw = """@string{q = "The Quay"}
@article{a,
  title = "The {"}harbour{"} wall = sea"
  author = {Quill, Ada {=} B}
  journal = q # " " # {Post}
  year = 2024
  month = mar,
  note = {see url = x, {year = 3}},
}
@article{b, title = {unclosed, year = 2023}"""
    item, unclosed = imports.read(raw.encode(), "a.bib")
    assert isinstance(item, Item)
    assert isinstance(unclosed, Item)
    assert (item.title, item.outlet, item.published) == ('The "harbour" wall = sea', "The Quay Post", "2024-03")
    assert item.authors == ("Ada = B Quill",)
    fault = "no comma stands before it; it was read all the same"
    assert item.unread == tuple(f"{key}: {fault}" for key in ("author", "journal", "year", "month"))
    assert unclosed.unread == ("this is no entry of BibTeX",)


def test_a_doi_is_an_address_where_there_is_no_other() -> None:
    def read(**given: str) -> tuple[str | None, tuple[str, ...]]:
        (item,) = imports.read(json.dumps([{"id": "a", "title": "T", **given}]).encode(), "a.json")
        assert isinstance(item, Item)
        return item.url, item.unread

    assert read(DOI="10.1000/Xy") == ("https://doi.org/10.1000/Xy", ())
    assert read(DOI="https://doi.org/10.1000/Xy") == ("https://doi.org/10.1000/Xy", ())
    assert read(DOI="10.1000/xy", URL="https://dx.doi.org/10.1000/XY") == ("https://dx.doi.org/10.1000/XY", ())
    assert read(DOI="10.1000/xy", URL="https://a.test/1") == ("https://a.test/1", ("DOI: 10.1000/xy",))
    assert read(DOI="none") == (None, ("DOI: none",))


@pytest.mark.parametrize(
    ("raw", "name", "fault"),
    [
        (b"[", "a.json", "is no JSON"),
        (b"[1]", "a.json", "no list of sources"),
        (b"{}", "a.json", "no list of sources"),
        (b"\xff\x00", "a.bib", "not in UTF-8"),
        (b"nothing", "a.bib", "no entry of BibTeX"),
        (b"", "a.ris", "no reference in RIS"),
        (b"", "a.txt", "its name does not tell its format"),
        (b"[" * 100_000, "a.json", "is no JSON"),
    ],
)
def test_a_file_of_another_format_is_refused(raw: bytes, name: str, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        sources.read(raw, name)


def test_an_outlet_of_an_article_that_cannot_be_made_is_made_for_the_next(root: Path) -> None:
    refused: Mapping[str, object] = {"title": "Rain\u00ad", "container-title": "Tribune", "keyword": "rain"}
    made = plan(root, of_csl(refused, {"title": "Sun", "container-title": "Tribune"}))
    assert [row.is_new for row in made.rows] == [False, True]
    assert sorted(made.files) == ["content/articles/2026/tribune-sun.md", "content/organisations/tribune.yml"]


def test_what_is_hostile_stays_a_text(root: Path) -> None:
    entry: Mapping[str, object] = {
        "id": "x\n- {evil: 1}",
        "title": "a: [b]\n---\n# c",
        "note": "]]>\x00 <script>",
        "author": ["- x: y"],
    }
    made = plan(root, of_csl(entry))
    assert made.rows[0].path is None or "evil: 1}\n" not in made.files[made.rows[0].path].decode()
    made = plan(root, of_csl({**entry, "note": "<script>"}))
    row = made.rows[0]
    assert row.path is not None
    write(root, {row.path: made.files[row.path].decode()})
    article = next(a for a in pipeline.read(root).archive.articles if a.id != "flood")
    assert (article.title, tuple(it.name for it in article.authors), article.notes) == (
        "a: [b] --- # c",
        ("- x: y",),
        "<script>",
    )


def test_an_import_is_tried_first_written_then_and_taken_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root.parent / "library.json"
    file.write_text(json.dumps([*ZOTERO_CSL, {"title": "Rain", "container-title": "Tribune"}]), encoding="utf-8")
    before = sorted(root.rglob("*.*"))
    call = ["--root", str(root), "import"]
    assert main([*call, str(file)]) == 0
    said = capsys.readouterr().out
    assert (
        "new   content/articles/2025/herald-wall-holds.md  (library.json: http://zotero.org/users/1/items/ABC)\n"
        in said
    )
    assert "2 sources: 2 new, 0 existing, 0 not read; 1 outlet or topic new with them\nnothing was written" in said
    assert sorted(root.rglob("*.*")) == before
    assert main([*call, str(file), "--write"]) == 0
    assert not [p for p in pipeline.read(root).problems if p.severity == "error"]
    assert main([*call, str(file), "--write"]) == 0
    assert "0 new, 2 existing" in capsys.readouterr().out.splitlines()[-2]


def test_what_was_changed_since_stays_when_an_import_is_taken_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root.parent / "library.json"
    file.write_text(json.dumps([*ZOTERO_CSL, {"title": "Rain", "container-title": "Tribune"}]), encoding="utf-8")
    call = ["--root", str(root), "import"]
    assert main([*call, str(file), "--write"]) == 0
    changed = root / "content/articles/2025/herald-wall-holds.md"
    changed.write_text(changed.read_text().replace("review: needed\n", ""))
    capsys.readouterr()
    assert main([*call, "--undo"]) == 0
    assert capsys.readouterr().out == (
        "content/articles/2025/herald-wall-holds.md: kept, since it was changed\n2 files deleted\n"
    )
    assert changed.is_file()
    assert main([*call, "--undo"]) == 1
    assert "there is nothing to undo" in capsys.readouterr().err


def test_an_import_is_not_taken_back_where_others_rest_on_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root.parent / "library.json"
    file.write_text(json.dumps([{"title": "Rain", "container-title": "Tribune"}]), encoding="utf-8")
    call = ["--root", str(root), "import"]
    assert main([*call, str(file), "--write"]) == 0
    flood = root / "content/articles/2025/flood.md"
    flood.write_text(flood.read_text().replace("herald\n", "tribune\n"))
    assert main([*call, "--undo"]) == 1
    assert "these would follow, so nothing was done" in capsys.readouterr().err
    assert (root / "content/organisations/tribune.yml").is_file()
