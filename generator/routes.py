"""The paths, addresses and anchors of all pages. No other module builds an address.

A page has a source path (`people/ada.md`), by which the site builder identifies it, and an address, which is a folder
(`people/ada/`). Every link is relative, so that the site can be published anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from generator.records.model import FOLDERS, Entity, Kind
from generator.records.scalars import isni_in_blocks

FOLDER_OF: dict[Kind, str] = {kind: folder for folder, kind in FOLDERS.items()}
RENAMED_FOLDERS = {
    "utterances": "statements",
    "propositions": "claims",
    "measures": "figures",
    "gaps": "open-questions",
}
"""Sections whose addresses differ from the name of their folder or setting. Addresses use the words of the pages; the
names in records and settings must not change. Pages used to be at the old names, so 404.html redirects from these."""
HOME = "index.md"
ANNOTATE = "contributing/annotate.md"
"""The source path of the annotation page, on which a record is written in the browser."""
KNOWN, TITLES = "contributing/known.json", "contributing/titles.json"
"""Files that the annotation page loads, from the site's root."""
CHECKED = "check/texts.json"
"""The first file that the page for checking a sentence loads, from the site's root."""
COMPARED = "compare/rows.json"
"""The first file that the page for comparing two things loads, from the site's root."""
LOOKUPS = "check/list.json"
"""The first file that the page for checking a list loads, from the site's root."""
SAVED = "saved/records.json"
"""The first file that the page of saved records loads, from the site's root."""
FIELDS = "table/fields.json"
"""The first file that scripts load for counting in tables or exporting, from the site's root."""
SINCE = "changes/since.json"
"""The first file that a page loads for a reader who has been there before, from the site's root."""
HISTORY, DAYS = "changes/history.json", "changes/days.json"
"""The first file with the history of records, and the file with the days of all records (for viewing a page as of a
day), from the site's root."""
STYLES, CITEPROC = "cite/styles.json", "cite/citeproc.js"
"""The first file for formatting citations, and the citation processor, from the site's root."""
ANNOTATIONS = "data/annotations.jsonld"
"""The collection of all quotations as W3C Web Annotations, from the site's root."""
PACKAGE = "data/datapackage.json"
"""The description of the tables, a Data Package, from the site's root."""
SQLITE_SCRIPT, SQLITE_PROGRAM = "data/sql/sqlite3.mjs", "data/sql/sqlite3.wasm"
"""The script that the SQL page loads first, and the program that this loads, from the site's root."""
PDF_SCRIPT, PDF_WORKER = "contributing/pdf/pdf.mjs", "contributing/pdf/pdf.worker.mjs"
"""The scripts that the annotation page loads when a PDF is opened, from the site's root."""
FILES = "files.json"
"""The name of a list of files with sizes and hashes, which stands next to them. The data page shows sizes from it;
programs can check the hashes."""
TABLES_LIST, ANNOTATIONS_LIST = f"data/{FILES}", f"data/annotations/{FILES}"
"""The list of the tables and of the files that describe them, from the site's root."""
CRATE = "data/ro-crate-metadata.json"
"""The description of the tables as an RO-Crate, from the site's root."""

_FOLDERS_OF_PAGES = frozenset(RENAMED_FOLDERS.get(folder, folder) for folder in FOLDERS)


def page(kind: Kind, record_id: str) -> str:
    """The source path of a record's page."""
    return part(FOLDER_OF[kind], record_id)


def subject(path: str) -> str | None:
    """The id of the record that a page is about, given its source path; also for a page that continues it. None for
    other pages.

    A part of an index, such as the articles of 2025, has a path of the same form, so check that the archive has such a
    record.
    """
    folder, _, rest = path.removesuffix(".md").partition("/")
    return rest.split("/")[0] if folder in _FOLDERS_OF_PAGES and rest else None


def index(section: str) -> str:
    """The source path of a section's first page, by the section's name in the settings, such as `people` or
    `measures`."""
    return part(section, "index")


def part(section: str, name: str) -> str:
    """The source path of one part of a section's index that is split over several pages, such as the quotations of
    2025."""
    return f"{RENAMED_FOLDERS.get(section, section)}/{name}.md"


def current(path: str) -> str:
    """The present path, from the site's root, for a path that may use a section's old name."""
    folder, slash, rest = path.partition("/")
    return RENAMED_FOLDERS.get(folder, folder) + slash + rest if slash else path


@lru_cache(1 << 16)
def address(path: str) -> str:
    """The address of a page, from the site's root: '' for the start page, otherwise ending in a slash."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def from_root(path: str, anchor: str = "") -> str:
    """The address of a page, or of an anchor on it, from the site's root: for links in files that are not pages, such
    as the search index."""
    return address(path) + (f"#{anchor}" if anchor else "")


def relative(start: str, end: str, anchor: str = "") -> str:
    """The relative URL from the page at source path `start` to the one at `end`."""
    fragment = f"#{anchor}" if anchor else ""
    if start == end:
        return fragment or "."
    up = "../" * address(start).count("/")
    return (up + address(end) or ".") + fragment


def asset(start: str, path: str) -> str:
    """The relative URL from the page at source path `start` to a file that is not a page, given by its path from the
    site's root."""
    return "../" * address(start).count("/") + path


def record(article_id: str) -> str:
    """The file with an article's record for the annotation page, from the site's root."""
    return f"{FOLDER_OF['article']}/{article_id}/record.json"


def table(name: str) -> str:
    """The file with a table of records, from the site's root."""
    return f"data/{name}.csv"


def annotation_page(article_id: str) -> str:
    """The file with an article's quotations as W3C Web Annotations, from the site's root."""
    return f"data/annotations/{article_id}.jsonld"


def style(name: str) -> str:
    """The file with a citation style, as a JSON string, from the site's root."""
    return f"cite/style-{name}.json"


def style_locale(name: str) -> str:
    """The file with the CSL terms of a language, as a JSON string, from the site's root."""
    return f"cite/words-{name}.json"


def download(name: str, file: str) -> str:
    """A file of one of the archive's published formats, by the format's name, from the site's root."""
    return f"data/{name}/{file}"


def check_words(number: int) -> str:
    """A word file for checking a sentence, from the site's root."""
    return f"check/words-{number}.json"


def lookups(number: int) -> str:
    """A file in which the names, numbers and addresses of a list are looked up, from the site's root."""
    return f"check/list-{number}.json"


def check_texts(number: int) -> str:
    """A file of texts that a sentence is compared with, from the site's root."""
    return f"check/texts-{number}.json"


def comparison_rows(number: int) -> str:
    """A file with some of the things that can be compared, from the site's root."""
    return f"compare/rows-{number}.json"


def saved_records(number: int) -> str:
    """A file with the data of some records for the page of saved records, from the site's root."""
    return f"saved/records-{number}.json"


def row(record_id: str) -> str:
    """The anchor of a record on its index, if it has no page of its own."""
    return f"row-{record_id}"


def field(kind: str, name: str) -> str:
    """The file with a field's values for all articles, or for all their parts of a kind, from the site's root."""
    return f"table/{kind}-{name}.json"


def rows(number: int) -> str:
    """A file with the contents of some articles and their parts, from the site's root."""
    return f"table/rows-{number}.json"


def since(number: int) -> str:
    """A file with what is new about some records, from the site's root."""
    return f"changes/since-{number}.json"


def history(number: int) -> str:
    """A file with the history of some records, from the site's root."""
    return f"changes/history-{number}.json"


def quotation(quotation_id: str) -> str:
    """The anchor of a quotation's card on its article's page."""
    return f"q-{quotation_id}"


def statement(statement_id: str) -> str:
    """The anchor of a statement on its article's page."""
    return f"s-{statement_id}"


def figure(figure_id: str) -> str:
    """The anchor of a figure on its article's page."""
    return f"f-{figure_id}"


def position(key: str) -> str:
    """The anchor of a position on its proposition's page. `key` is the article/statement published first."""
    return f"e-{key.replace('/', '--')}"


def report(key: str) -> str:
    """The anchor of an article/statement in the list of all reports on a proposition."""
    return f"r-{key.replace('/', '--')}"


def story_step(step_id: str) -> str:
    """The anchor of a step on its story's page."""
    return f"step-{step_id}"


def passage(passage_id: str) -> str:
    """The anchor of a passage on its utterance's page."""
    return f"p-{passage_id}"


def rendering(article_id: str, quotation_id: str) -> str:
    """The anchor of a rendering on its utterance's page. It is unique: no id has two hyphens in a row."""
    return f"r-{article_id}--{quotation_id}"


def continuation(path: str, section: str, number: int = 1) -> str:
    """The source path of the `number`th page that continues a list of the page at `path`.

    It is in a folder named like that page, where no record's page can be. 'index' is not a valid id.
    """
    return f"{path.removesuffix('.md')}/{section}{f'-{number}' if number > 1 else ''}.md"


def picture(name: str) -> str:
    """The preview picture of a page, by its name, from the site's root."""
    return f"assets/share/{name}"


def feed(record_id: str = "") -> str:
    """The news feed of a record, or of the whole archive, from the site's root, without its suffix (.xml or .json)."""
    return f"feeds/{record_id}" if record_id else "feed"


def facet_feed(facet: str) -> str:
    """The news feed of a search filter value, such as finding-altered, from the site's root, without its suffix."""
    return f"feeds/by/{facet}"


def embed(kind: str, name: str) -> str:
    """The source path of an embed page of a quotation (article/quotation), a claim or a figure. MkDocs does not know
    these pages."""
    return f"embed/{kind}/{name}.md"


def with_query(href: str, values: Mapping[str, str]) -> str:
    """A relative URL with a query that sets the page's filters."""
    return f"{href}?{urlencode(values)}" if values else href


def archived_near(url: str, day: str) -> str:
    """The Internet Archive's URL for the copy of a page nearest to a day (ISO 8601); without a day, the newest."""
    return f"https://web.archive.org/web/{day.replace('-', '') or 2}/{url}"


class Identifier(NamedTuple):
    """An entity's identifier in an external catalogue: the catalogue's name, the identifier as people write it, and its
    URL."""

    scheme: str
    label: str
    url: str


def identifiers(entity: Entity) -> tuple[Identifier, ...]:
    """The entity's identifiers in external catalogues."""
    isni, viaf, geonames = (getattr(entity, key, None) for key in ("isni", "viaf", "geonames"))
    found = []
    if entity.wikidata:
        found.append(Identifier("Wikidata", entity.wikidata, f"https://www.wikidata.org/wiki/{entity.wikidata}"))
    if isni:
        found.append(Identifier("ISNI", isni_in_blocks(isni), f"https://isni.org/isni/{isni}"))
    if viaf:
        found.append(Identifier("VIAF", viaf, f"https://viaf.org/viaf/{viaf}"))
    if geonames:
        found.append(Identifier("GeoNames", geonames, f"https://www.geonames.org/{geonames}"))
    return tuple(found)
