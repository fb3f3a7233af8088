"""Where each record's page and anchor live: the only place that builds an address.

A page has a source path (`people/ada.md`), under which the site builder knows it, and is read at the folder address
(`people/ada/`). Every link is relative, so that the site may stand anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from generator.records.model import FOLDERS, Kind

FOLDER_OF: dict[Kind, str] = {kind: folder for folder, kind in FOLDERS.items()}
HOME = "index.md"
ANNOTATE = "contributing/annotate.md"
"""The source path of the page on which a record is written in the browser."""
KNOWN, TITLES = "contributing/known.json", "contributing/titles.json"
"""Files that the page asks for, from the site's root."""
PACKAGE = "data/datapackage.json"
"""The description of the tables that can be downloaded, from the site's root."""


def page(kind: Kind, record_id: str) -> str:
    """The source path of a record's page."""
    return f"{FOLDER_OF[kind]}/{record_id}.md"


def subject(path: str) -> str | None:
    """The id of the record whose page is at a source path, or whose page that one carries on; None elsewhere.

    A part of an index, such as the articles of 2025, is at an address of the same form: whether there is such a record, the
    archive knows.
    """
    folder, _, rest = path.removesuffix(".md").partition("/")
    return rest.split("/")[0] if folder in FOLDERS and rest else None


def index(section: str) -> str:
    """The source path of a section's first page, such as `people` or `quotations`."""
    return f"{section}/index.md"


def part(section: str, name: str) -> str:
    """The source path of a part of a section's index that is too long for one page, such as the quotations of 2025."""
    return f"{section}/{name}.md"


def address(path: str) -> str:
    """The address of a page from the site's root: '' for the start page, else with a slash at its end."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def rooted(path: str, anchor: str = "") -> str:
    """The address of a page, or of an anchor on it, from the site's root: for what is no page itself, such as a search."""
    return address(path) + (f"#{anchor}" if anchor else "")


def relative(start: str, end: str, anchor: str = "") -> str:
    """How to get from the page at source path `start` to the one at `end`, as a relative address."""
    fragment = f"#{anchor}" if anchor else ""
    if start == end:
        return fragment or "."
    up = "../" * address(start).count("/")
    return (up + address(end) or ".") + fragment


def asset(start: str, path: str) -> str:
    """How to get from the page at source path `start` to a file that is no page, given from the site's root."""
    return "../" * address(start).count("/") + path


def record(article_id: str) -> str:
    """The file that holds an article's record for the page on which it is changed, from the site's root."""
    return f"{FOLDER_OF['article']}/{article_id}/record.json"


def table(name: str) -> str:
    """The file that holds a table of records, from the site's root."""
    return f"data/{name}.csv"


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
    """The anchor of a position on its proposition's page, by the article/statement that was published first."""
    return f"e-{key.replace('/', '--')}"


def report(key: str) -> str:
    """The anchor of an article/statement in the list of all reports on a proposition."""
    return f"r-{key.replace('/', '--')}"


def passage(passage_id: str) -> str:
    """The anchor of a passage on its utterance's page."""
    return f"p-{passage_id}"


def rendering(article_id: str, quotation_id: str) -> str:
    """The anchor of a rendering on its utterance's page; no id has two hyphens together."""
    return f"r-{article_id}--{quotation_id}"


def further(path: str, section: str, number: int = 1) -> str:
    """The source path of a page that carries on the page at `path`: of a section's whole list, the `number`th page.

    It lies in a folder named like that page, where no record's own page can stand; 'index' is no record's id.
    """
    return f"{path.removesuffix('.md')}/{section}{f'-{number}' if number > 1 else ''}.md"


def asked(href: str, values: Mapping[str, str]) -> str:
    """A relative address with what the filter of its page is to be asked, which the page's own address then says."""
    return f"{href}?{urlencode(values)}" if values else href


def wikidata(item: str) -> str:
    """The address of an item of Wikidata."""
    return f"https://www.wikidata.org/wiki/{item}"
