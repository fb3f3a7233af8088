"""The commands of `archive` with their arguments, for the command line and for the guide.

What a command does is in `cli/`, under the same name.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import __version__, problems, reports
from generator.authoring import imports, scaffold, starter, table
from generator.codes import CODES
from generator.records.model import RECORDS, Kind
from generator.tables.formats import KNOWN as FORMATS
from generator.text import english, messages


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, as argparse reads them."""
    calls = argparse.ArgumentParser(
        prog="archive", description="Checks an archive of annotated articles and makes its pages."
    )
    calls.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    calls.add_argument("--root", default=".", metavar="FOLDER", help="the archive's root (default: this folder)")
    commands = calls.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_check(commands)
    _add_generate(commands)
    _add_export(commands)
    _add_offline(commands)
    _add_verify(commands)
    _add_for_contributors(commands)
    _add_for_keepers(commands)
    _add_who_said(commands)
    _add_init(commands)
    return calls


def _add_who_said(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive who-said`."""
    asking = commands.add_parser(
        "who-said",
        help="find who said a sentence, and how close it is",
        description="Finds the versions in the archive that are closest to a sentence, in any of its languages, or says that it is not "
        "there. Of a text with quotations each of these is looked for, and of a longer text each sentence. Exits 1 where one is not there.",
        epilog='example: archive who-said "They will never forget the heroism of our soldiers"',
    )
    asking.add_argument("sentence", nargs="*", metavar="SENTENCE", help="the sentence, or a whole text")
    asking.add_argument("--file", type=Path, metavar="FILE", help="a plain-text file (UTF-8) with the text")
    asking.add_argument(
        "--most", type=int, default=1, metavar="N", help="how many versions of each are shown (default: 1)"
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive check`."""
    check = commands.add_parser(
        "check",
        help="report every fault of every file",
        description="Reports every fault of every file. Exits 1 where an error stands, 0 otherwise. With --strict a warning is "
        "an error, and each statement must say what it rests on (rests_on): older records may lack that, new ones may not. "
        "Each line ends with the code of its problem: --only and --ignore filter by it, and what is filtered out does not count.",
        epilog="example: archive check --format github --strict",
    )
    check.add_argument(
        "--format", choices=sorted(reports.FORMS), default="text", help="how to print them (default: text)"
    )
    check.add_argument("--strict", action="store_true", help="make warnings errors, and demand rests_on of statements")
    for option, words in (("--only", "only problems of this code"), ("--ignore", "no problems of this code")):
        check.add_argument(
            option, action="append", default=[], metavar="CODE", type=_code, help=f"{words}; may be repeated"
        )


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive verify`."""
    verifying = commands.add_parser(
        "verify",
        help="check quotations against a copy of their source",
        description="Checks that each quotation stands in a copy of the source, letter by letter but for the shape of quotation "
        "marks, for white space and for signs that nobody sees, which it names, and writes the copy's hash and the offsets into the record. Nothing is written unless every "
        "quotation of the article is found. Of subtitles (SRT, WebVTT) and of texts whose lines begin with a time, the words are read "
        "without these, and the record of a recording is told when each quotation is heard.",
        epilog="example: archive verify an-article ../copies/an-article.txt",
    )
    verifying.add_argument("article", nargs="?", metavar="ARTICLE", help="the article's id, or its file")
    verifying.add_argument("file", nargs="?", type=Path, metavar="COPY", help="the copy; the same as --copy")
    verifying.add_argument(
        "--copy", type=Path, metavar="FILE", help="a plain-text copy (UTF-8), kept outside the archive"
    )
    verifying.add_argument(
        "--replace", action="store_true", help="accept another copy than the one whose hash is recorded"
    )
    verifying.add_argument("--all", action="store_true", help="check every article again that has a copy in --copies")
    verifying.add_argument("--copies", type=Path, metavar="FOLDER", help="copies named ARTICLE.txt, .srt or .vtt")


def _add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive generate`."""
    generate = commands.add_parser(
        "generate",
        help="write a folder that MkDocs, ProperDocs and Zensical build, with neither this program nor Material",
        description="Writes every page as Markdown, what stands beside the pages, templates, and an mkdocs.yml that MkDocs, "
        "ProperDocs and Zensical all read. Writes only what changed.",
        epilog="example: archive generate --out folder",
    )
    generate.add_argument(
        "--out", required=True, metavar="FOLDER", type=Path, help="where to write it; new, empty or written before"
    )
    generate.add_argument(
        "--timings",
        nargs="?",
        choices=("table", "json"),
        const="table",
        help="print what each phase took: seconds by the clock, seconds of processor time, and the most memory so far; as a "
        "table after everything else, or as JSON instead of it",
    )
    generate.add_argument(
        "--executor",
        type=_cluster,
        metavar="dask:ADDRESS",
        help="have the pages planned and drawn by the workers of a Dask cluster with this scheduler, as in "
        "dask:tcp://10.0.0.1:8786; this needs the extra `distributed`, and on each worker this same version",
    )


def _add_offline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive offline`."""
    offline = commands.add_parser(
        "offline",
        help="write the site as a folder that is opened from disk, without a server",
        description="Builds the site and writes it as a folder that a browser opens from a disk or a stick: links, search, filters and all "
        "else work there too, with no server and no network. Writes only what changed.",
        epilog="example: archive offline ../archive-on-a-stick",
    )
    offline.add_argument("folder", metavar="FOLDER", type=Path, help="where to write it; new, empty or written before")
    offline.add_argument("--site", metavar="SITE", type=Path, help="take the site that mkdocs built there")


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive export`."""
    exporting = commands.add_parser(
        "export",
        help="write the archive in the format of another program",
        description="Writes the archive in another format. "
        + " ".join(f"{name}: {known.what}." for name, known in FORMATS.items()),
        epilog="example: archive export sqlite ../export",
    )
    exporting.add_argument(
        "format", nargs="?", choices=sorted(FORMATS), metavar="FORMAT", help="one of: " + ", ".join(sorted(FORMATS))
    )
    exporting.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where to write it; new, empty or written by this command before"
    )
    exporting.add_argument(
        "--bag",
        action="store_true",
        help="write all that is to be kept as a BagIt bag instead: records, settings, site and formats, with their hashes; this needs the extra `exports`",
    )
    exporting.add_argument(
        "--deposit",
        action="store_true",
        help="write a folder for a repository that gives out DOIs instead: records and formats in single files, their hashes, CITATION.cff "
        "and the metadata that Zenodo reads",
    )
    exporting.add_argument("--site", metavar="SITE", type=Path, help="for a bag, take the site that mkdocs built there")


def _add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive init`."""
    beginning = commands.add_parser(
        "init",
        help="begin a new archive",
        description="Writes a new, empty archive that builds: settings, mkdocs.yml, Makefile, workflows. Overwrites nothing.",
        epilog="example: archive init ../floods --title 'Who said what: the flood'",
    )
    beginning.add_argument("folder", type=Path, metavar="FOLDER", help="where to; new or empty")
    beginning.add_argument("--title", default=starter.TITLE, metavar="TEXT", help="the archive's name")
    beginning.add_argument(
        "--language",
        default=messages.ENGLISH,
        metavar="TAG",
        help="the language that it is written in and its site speaks (BCP 47): en when left out",
    )
    beginning.add_argument(
        "--examples",
        action="store_true",
        help="also a commented example of each kind of record, in examples/, where nothing is published",
    )


def _add_for_contributors(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of the commands for contributors to an archive."""
    new = commands.add_parser(
        "new",
        help="begin a record",
        description="Writes a new record, valid and commented, with an id derived from its name. Asks for what is missing where a "
        "terminal is there. Fetches nothing, and overwrites nothing.",
        epilog="example: archive new person --name 'Ada Lovelace' --country GB",
    )
    kinds = new.add_subparsers(required=True, metavar="KIND", dest="record_kind")
    for kind in RECORDS:
        a_kind = english.a(kind)
        one = kinds.add_parser(kind, help=f"begin {a_kind}", description=f"Writes {a_kind}.", epilog=_NEW[kind])
        for question in scaffold.questions(kind):
            action = "append" if question.many else "store"
            what = question.what + (" (may be given again)" if question.many else "")
            one.add_argument(question.flag, dest=question.key, action=action, metavar="TEXT", help=what)
        if kind == "article":
            one.add_argument("--text", type=Path, metavar="FILE", help="the copy that was read, as plain text (UTF-8)")
        one.add_argument("--id", dest="record_id", metavar="ID", help="another id than the one derived")

    suggest = commands.add_parser(
        "suggest",
        help="propose an annotation from a copy of the source",
        description="Reads a plain-text copy and proposes, offline, whom it names and quotes, which days and numbers it gives, and "
        "which known passage a quotation renders. Every line of it is a guess.",
        epilog="example: archive suggest an-article --copy ../copies/an-article.txt --write",
    )
    suggest.add_argument("article", metavar="ARTICLE", help="the article's id, or its file")
    suggest.add_argument("--copy", type=Path, required=True, metavar="FILE", help="a plain-text copy (UTF-8)")
    suggest.add_argument("--write", action="store_true", help="add it to the record, marked `review: needed`")

    fmt = commands.add_parser(
        "fmt",
        help="put records in order",
        description="Puts the keys of records in order and their YAML in one style, and keeps every value and comment. A file for "
        "which that cannot be proved stays as it is.",
        epilog="example: archive fmt content/people",
    )
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files, folders or ids (default: every record)")
    fmt.add_argument("--check", action="store_true", help="write nothing; exit 1 where something would change")

    schemas = commands.add_parser(
        "schema",
        help="write what editors complete and check by",
        description="Writes the JSON Schemas of all records, with the ids of those there are, and the settings by which Visual "
        "Studio Code finds them.",
        epilog="example: archive schema",
    )
    schemas.add_argument("--check", action="store_true", help="write nothing; exit 1 where a schema is not current")

    adding = commands.add_parser(
        "add",
        help="begin articles from saved pages, PDFs, texts and web archives",
        description="Reads files in which sources were saved (web pages, also by SingleFile, MHTML, PDF, plain text, subtitles, WARC, WACZ) and says what it "
        "would make of them. With --write each becomes an article that waits for review, with what the file says of it by itself and where "
        "it says so; its text is kept in --copies, outside git; quotations and figures are proposed, and verified in the copy at once. "
        "--undo takes the last call back. Asks no network.",
        epilog="example: archive add saved/*.html --write",
    )
    adding.add_argument("files", nargs="*", type=Path, metavar="FILE", help="the files")
    adding.add_argument(
        "--copies",
        type=Path,
        metavar="FOLDER",
        help="where the texts are kept (default: copies/ in the archive, which git passes over)",
    )
    adding.add_argument("--write", action="store_true", help="make the records")
    adding.add_argument(
        "--undo", action="store_true", help="delete what the last call made, but for what was changed since"
    )

    importing = commands.add_parser(
        "import",
        help="take over sources and annotations from another program",
        description="Reads the sources of a reference manager (Zotero, JabRef, Mendeley, EndNote and others write these formats), or the "
        "annotations of Hypothesis, Recogito and others, and says what it would make of them: new articles with their outlets and topics, "
        "those that are there already, quotations of what was marked, and what could not be read, with its place. With --write it makes "
        "them, each marked `review: needed`; --undo takes the last import back. Asks no network.",
        epilog="example: archive import library.bib --write",
    )
    importing.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="files of " + ", ".join((*imports.FORMATS, "jsonl", "csv", "tsv", "xlsx")),
    )
    importing.add_argument(
        "--format", choices=sorted((*imports.FORMATS, "jsonl")), help="their format (default: by their names)"
    )
    importing.add_argument(
        "--copies",
        type=Path,
        metavar="FOLDER",
        help="where the texts of articles are kept, in which marked words are looked for (default: copies/ in the archive)",
    )
    importing.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help="what the columns of a table are; where there is no such file, it is written as the heads propose it, and nothing else is done",
    )
    importing.add_argument(
        "--of",
        metavar="ARTICLE",
        help="the id of the article that all annotations are of, where they do not give its address",
    )
    importing.add_argument("--write", action="store_true", help="make the records")
    importing.add_argument(
        "--undo", action="store_true", help="delete what the last import made, but for what was changed since"
    )

    identifying = commands.add_parser(
        "link",
        help="propose identifiers of Wikidata, ISNI, VIAF and GeoNames",
        description="Reads a dump of Wikidata (.json, also .gz or .bz2), or candidates in JSON or CSV, and proposes for each person, "
        "organisation, place and document the identifiers of the one that bears its name, in any spelling and script, with what speaks for "
        "it; where several may be meant it proposes none, and names them. With --out it writes a table for each kind, to look through in "
        "a spreadsheet; `archive apply` takes it back. Changes no record, and asks no network.",
        epilog="example: archive link wikidata.json.gz --out proposals",
    )
    identifying.add_argument("file", type=Path, metavar="FILE", help="the dump, or the candidates")
    identifying.add_argument("--out", type=Path, metavar="FOLDER", help="where the tables are written; new or empty")

    tabling = commands.add_parser(
        "table",
        help="write the records of a kind as a table for a spreadsheet",
        description="Writes the records of a kind as CSV: a row for each record, a column for each key, lists with an item to a line. "
        "Quotations, positions, figures and passages have tables of their own. `archive apply` takes the table back.",
        epilog="example: archive table person --out people.csv",
    )
    tabling.add_argument("kind", choices=table.KINDS, metavar="KIND", help="one of: " + ", ".join(table.KINDS))
    tabling.add_argument("--out", type=Path, metavar="FILE", help="a new file, instead of standard output")

    applying = commands.add_parser(
        "apply",
        help="take a table back into the records",
        description="Takes back a table that `archive table` wrote and a spreadsheet changed: every changed cell becomes an edit of its "
        "record, which keeps its comments and its layout. Rows and columns may be missing or in another order. Nothing is written "
        "where a cell cannot be read, where a record has changed since, or where an error would follow.",
        epilog="example: archive apply people.csv --dry-run",
    )
    applying.add_argument("file", type=Path, metavar="FILE", help="the table, as CSV in UTF-8")
    applying.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")


def _add_for_keepers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of the commands for maintainers of an archive."""
    differing = commands.add_parser(
        "diff",
        help="say in words what a change adds",
        description="Says what the archive has that a revision had not, or had otherwise: records, quotations, positions and figures, "
        "and what wants a second look. Markdown, for a review.",
        epilog="example: archive diff main",
    )
    differing.add_argument("base", metavar="BASE", help="a revision of git: a branch, a tag, a commit")

    joining = commands.add_parser(
        "merge",
        help="join two records of one thing",
        description="Makes the person, organisation, place or document OLD a former id of NEW: rewrites every reference, adds its names to "
        "NEW's, deletes its file. Its address leads on to NEW.",
        epilog="example: archive merge sergey-shoigu sergei-shoigu",
    )
    joining.add_argument("old", metavar="OLD", help="the id that is given up")
    joining.add_argument("new", metavar="NEW", help="the id that stays")

    linking = commands.add_parser(
        "links",
        help="ask whether the addresses of sources and their archived copies still lead somewhere",
        description="Asks each address of a source, and of its archived copies, once, over the network, and says which lead nowhere. No other "
        "command asks a network. Exits 1 where one leads nowhere. A source whose server says that it is gone (404, 410) can be written down "
        "as gone, today. Then it is also written down, in content/links.csv, on which days each address was first and last found to lead somewhere, "
        "which its article's page shows. With --uncopied nothing is asked: it lists the addresses of which no archived copy is recorded, one a line, for the "
        "tools of archiving services.",
        epilog="example: archive links --uncopied > addresses.txt",
    )
    linking.add_argument("articles", nargs="*", metavar="ARTICLE", help="ids of articles (default: all)")
    linking.add_argument(
        "--uncopied", action="store_true", help="list addresses without an archived copy, and ask nothing"
    )
    linking.add_argument(
        "--write",
        action="store_true",
        help="write `source.status: {is: gone, …}` where a server says so, and the days into content/links.csv",
    )
    linking.add_argument(
        "--timeout", type=float, default=20, metavar="SECONDS", help="how long to wait for each (default: 20)"
    )

    upgrading = commands.add_parser(
        "upgrade",
        help="bring the files that came from `archive init` to the present version",
        description="Compares what `archive init` wrote, what stands there now, and what it would write today; shows the difference, and "
        "asks. A file that was changed by hand is asked about by itself; where both changes touch the same lines, it stays.",
        epilog="example: archive upgrade --dry-run",
    )
    upgrading.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    upgrading.add_argument("--yes", action="store_true", help="ask nothing")

    migrating = commands.add_parser(
        "migrate",
        help="bring the records to the format of this version",
        description="Edits every record of an older format in place, with its comments, and says so in site_config/archive.yml. "
        "All files change, or none.",
        epilog="example: archive migrate --dry-run",
    )
    migrating.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")

    commands.add_parser(
        "clean",
        help="remove what builds keep to be faster",
        description="Removes from the folder .cache of the archive all that this program wrote there: pages, indexes of the search, what "
        "the last build was made from. The next build makes it again. The site and the records stay as they are, and so does whatever "
        "else lies there.",
        epilog="example: archive clean",
    )


_NEW: dict[Kind, str] = {
    "article": "example: archive new article --url https://example.org/item --title 'A dam breaks' --published 2025-04-28",
    "person": "example: archive new person --name 'Ada Lovelace' --also 'Ada King' --country GB",
    "organisation": "example: archive new organisation --name 'The Herald' --kind newspaper --country GB",
    "place": "example: archive new place --name 'Upper Valley' --country GB --point '51.5, -0.12'",
    "document": "example: archive new document --name 'Treaty on the Flood' --date 2024-06-19",
    "utterance": "example: archive new utterance --title 'A minister on the dam' --speaker 'unnamed: a minister' --gist 'that it held'",
    "proposition": "example: archive new proposition --sentence 'The dam held.'",
    "measure": "example: archive new measure --name 'Fields flooded' --counts 'Hectares under water; no pasture.'",
    "event": "example: archive new event --what 'A dam breaks' --date 2025-04~",
    "topic": "example: archive new topic --title Floods",
    "story": "example: archive new story --title 'How the dam became unsafe' --lead 'One word changed.' --shows flood-of-may",
}


def _code(name: str) -> str:
    if name not in CODES:
        otherwise = "archive check shows the codes in brackets"
        raise argparse.ArgumentTypeError(
            f"no problem has the code '{name}'; {problems.did_you_mean(name, CODES, otherwise)}"
        )
    return name


def _cluster(text: str) -> str:
    """The address of the scheduler. Raises ArgumentTypeError if the text is not dask:ADDRESS."""
    kind, _, address = text.partition(":")
    if kind != "dask" or not address:
        raise argparse.ArgumentTypeError(f"{text!r} is not dask:ADDRESS")
    return address
