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
from generator.tables.formats import EXPORT_FORMATS as FORMATS
from generator.text import english, messages


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, as argparse reads them."""
    calls = argparse.ArgumentParser(
        prog="archive", description="Checks an archive of annotated articles and generates its pages."
    )
    calls.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    calls.add_argument(
        "--root", default=".", metavar="FOLDER", help="the root folder of the archive (default: this folder)"
    )
    commands = calls.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_check(commands)
    _add_generate(commands)
    _add_export(commands)
    _add_offline(commands)
    _add_verify(commands)
    _add_for_contributors(commands)
    _add_for_maintainers(commands)
    _add_who_said(commands)
    _add_init(commands)
    return calls


def _add_who_said(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive who-said`."""
    asking = commands.add_parser(
        "who-said",
        help="find who said a sentence, and how close it is",
        description="Finds the versions in the archive that are closest to a sentence, in any of the archive's languages, or says that "
        "there are none. If the text contains quotations, each of them is searched for. In any other longer text, each "
        "sentence is searched for. Exits with 1 if one is not found.",
        epilog='example: archive who-said "They will never forget the heroism of our soldiers"',
    )
    asking.add_argument("sentence", nargs="*", metavar="SENTENCE", help="the sentence, or a whole text")
    asking.add_argument("--file", type=Path, metavar="FILE", help="a plain-text file (UTF-8) with the text")
    asking.add_argument(
        "--most", type=int, default=1, metavar="N", help="how many versions of each to show (default: 1)"
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive check`."""
    check = commands.add_parser(
        "check",
        help="report every problem in every file",
        description="Reports every problem in every file. Exits with 1 if there is an error, otherwise with 0. With --strict, warnings "
        "count as errors, and each stance must say what it rests on (rests_on): older records may lack that, new ones may "
        "not. Each line ends with the code of its problem. --only and --ignore filter by this code, and problems that are "
        "filtered out do not count.",
        epilog="example: archive check --format github --strict",
    )
    check.add_argument(
        "--format", choices=sorted(reports.FORMS), default="text", help="how to print the problems (default: text)"
    )
    check.add_argument(
        "--strict", action="store_true", help="treat warnings as errors, and require rests_on in stances"
    )
    for option, words in (
        ("--only", "report only problems with this code"),
        ("--ignore", "report no problems with this code"),
    ):
        check.add_argument(
            option, action="append", default=[], metavar="CODE", type=_problem_code, help=f"{words}; may be repeated"
        )


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive verify`."""
    verifying = commands.add_parser(
        "verify",
        help="check quotations against a copy of their source",
        description="Checks that a copy of the source contains each quotation, letter by letter, and writes the copy's hash and the "
        "offsets into the record. The shape of quotation marks, white space and invisible characters may differ; invisible "
        "characters are named. Nothing is written unless every quotation of the article is found. In subtitles (SRT, WebVTT) "
        "and in texts whose lines begin with a time, the times are left out of the words. For a recording, the time at which "
        "each quotation is heard is written into the record.",
        epilog="example: archive verify an-article ../copies/an-article.txt",
    )
    verifying.add_argument("article", nargs="?", metavar="ARTICLE", help="the article's id or file")
    verifying.add_argument("file", nargs="?", type=Path, metavar="COPY", help="the copy; the same as --copy")
    verifying.add_argument(
        "--copy", type=Path, metavar="FILE", help="a plain-text copy (UTF-8), kept outside the archive"
    )
    verifying.add_argument(
        "--replace", action="store_true", help="accept a copy other than the one whose hash is recorded"
    )
    verifying.add_argument("--all", action="store_true", help="check again every article that has a copy in --copies")
    verifying.add_argument(
        "--copies", type=Path, metavar="FOLDER", help="a folder of copies named ARTICLE.txt, .srt or .vtt"
    )


def _add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive generate`."""
    generate = commands.add_parser(
        "generate",
        help="write a folder that MkDocs, ProperDocs and Zensical can build without this program or Material",
        description="Writes every page as Markdown, with the other files of the site, templates, and an mkdocs.yml that MkDocs, "
        "ProperDocs and Zensical all read. Writes only files that changed.",
        epilog="example: archive generate --out folder",
    )
    generate.add_argument(
        "--out",
        required=True,
        metavar="FOLDER",
        type=Path,
        help="where to write it; a new or empty folder, or one that this command wrote before",
    )
    generate.add_argument(
        "--timings",
        nargs="?",
        choices=("table", "json"),
        const="table",
        help="print what each phase took: elapsed seconds, seconds of processor time, and peak memory so far; as a table after all "
        "other output, or as JSON instead of it",
    )
    generate.add_argument(
        "--executor",
        type=_cluster_address,
        metavar="dask:ADDRESS",
        help="plan and render the pages on the workers of a Dask cluster with this scheduler, as in dask:tcp://10.0.0.1:8786; "
        "needs the extra `distributed`, and the same version of this program on each worker",
    )


def _add_offline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive offline`."""
    offline = commands.add_parser(
        "offline",
        help="write the site as a folder that opens from disk, without a server",
        description="Builds the site and writes it as a folder that a browser can open from a disk or USB stick. Links, search, filters "
        "and everything else work there too, without a server or network. Writes only files that changed.",
        epilog="example: archive offline ../archive-on-a-stick",
    )
    offline.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        help="where to write it; a new or empty folder, or one that this command wrote before",
    )
    offline.add_argument("--site", metavar="SITE", type=Path, help="use the site that mkdocs built in this folder")


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
        "folder",
        type=Path,
        metavar="FOLDER",
        help="where to write it; a new or empty folder, or one that this command wrote before",
    )
    exporting.add_argument(
        "--bag",
        action="store_true",
        help="instead, write a BagIt bag for long-term preservation: records, settings, site and formats, with their hashes; needs "
        "the extra `exports`",
    )
    exporting.add_argument(
        "--deposit",
        action="store_true",
        help="instead, write a folder for a repository that assigns DOIs: records and formats in single files, their hashes, "
        "CITATION.cff and the metadata that Zenodo reads",
    )
    exporting.add_argument(
        "--site", metavar="SITE", type=Path, help="for a bag, use the site that mkdocs built in this folder"
    )


def _add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of `archive init`."""
    beginning = commands.add_parser(
        "init",
        help="create a new archive",
        description="Writes a new, empty archive that builds: settings, mkdocs.yml, Makefile, workflows. Overwrites nothing.",
        epilog="example: archive init ../floods --title 'Who said what: the flood'",
    )
    beginning.add_argument("folder", type=Path, metavar="FOLDER", help="where to create it; a new or empty folder")
    beginning.add_argument("--title", default=starter.TITLE, metavar="TEXT", help="the archive's title")
    beginning.add_argument(
        "--language",
        default=messages.ENGLISH,
        metavar="TAG",
        help="the language of the records and of the site (BCP 47; default: en)",
    )
    beginning.add_argument(
        "--examples",
        action="store_true",
        help="also write a commented example of each kind of record to examples/, which is not published",
    )


def _add_for_contributors(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of the commands for contributors to an archive."""
    new = commands.add_parser(
        "new",
        help="create a record",
        description="Writes a new, valid, commented record with an id derived from its name. In a terminal, it asks for what is missing. "
        "Fetches nothing, and overwrites nothing.",
        epilog="example: archive new person --name 'Ada Lovelace' --country GB",
    )
    kinds = new.add_subparsers(required=True, metavar="KIND", dest="record_kind")
    for kind in RECORDS:
        a_kind = english.with_article(kind)
        one = kinds.add_parser(kind, help=f"begin {a_kind}", description=f"Writes {a_kind}.", epilog=_NEW[kind])
        for question in scaffold.questions(kind):
            action = "append" if question.many else "store"
            what = question.what + (" (may be repeated)" if question.many else "")
            one.add_argument(question.flag, dest=question.key, action=action, metavar="TEXT", help=what)
        if kind == "article":
            one.add_argument("--text", type=Path, metavar="FILE", help="the copy that you read, as plain text (UTF-8)")
        one.add_argument("--id", dest="record_id", metavar="ID", help="an id to use instead of the derived one")

    suggest = commands.add_parser(
        "suggest",
        help="propose an annotation from a copy of the source",
        description="Reads a plain-text copy and proposes, offline, the people and organisations that it names and quotes, the dates and "
        "numbers that it gives, and the known sentence that a quotation is a version of. Every line is a guess.",
        epilog="example: archive suggest an-article --copy ../copies/an-article.txt --write",
    )
    suggest.add_argument("article", metavar="ARTICLE", help="the article's id or file")
    suggest.add_argument("--copy", type=Path, required=True, metavar="FILE", help="a plain-text copy (UTF-8)")
    suggest.add_argument("--write", action="store_true", help="add the proposal to the record, marked `review: needed`")

    fmt = commands.add_parser(
        "fmt",
        help="format records",
        description="Sorts the keys of records and writes their YAML in one style, keeping every value and comment. A file for which this "
        "cannot be proved is left unchanged.",
        epilog="example: archive fmt content/people",
    )
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files, folders or ids (default: every record)")
    fmt.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something would change")

    schemas = commands.add_parser(
        "schema",
        help="write the schemas that editors use to complete and check records",
        description="Writes the JSON Schemas of all records, including the ids of existing records, and the settings with which Visual "
        "Studio Code finds them.",
        epilog="example: archive schema",
    )
    schemas.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a schema is out of date")

    adding = commands.add_parser(
        "add",
        help="create articles from saved pages, PDFs, texts and web archives",
        description="Reads files of saved sources (web pages, including those saved with SingleFile, MHTML, PDF, plain text, subtitles, "
        "WARC, WACZ) and shows what it would create from them. With --write, each becomes an article that waits for review, "
        "with the details that the file itself gives and where it gives them. Its text is kept in --copies, outside git. "
        "Quotations and figures are proposed, and verified against the copy at once. --undo reverses the last run. Does not "
        "use the network.",
        epilog="example: archive add saved/*.html --write",
    )
    adding.add_argument("files", nargs="*", type=Path, metavar="FILE", help="the files")
    adding.add_argument(
        "--copies",
        type=Path,
        metavar="FOLDER",
        help="where to keep the texts (default: copies/ in the archive, which git ignores)",
    )
    adding.add_argument("--write", action="store_true", help="create the records")
    adding.add_argument(
        "--undo", action="store_true", help="delete what the last run created, except for what has changed since"
    )

    importing = commands.add_parser(
        "import",
        help="import sources and annotations from another program",
        description="Reads sources from a reference manager (Zotero, JabRef, Mendeley, EndNote and others), or annotations from "
        "Hypothesis, Recogito and others, and shows what it would create from them: new articles with their outlets and "
        "topics, and quotations of the marked words. It also lists the articles that exist already, and what could not be "
        "read, with its position. With --write it creates the records, each marked `review: needed`. --undo reverses the last "
        "import. Does not use the network.",
        epilog="example: archive import library.bib --write",
    )
    importing.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="files of " + ", ".join((*imports.FORMATS, "jsonl", "csv", "tsv", "xlsx", "ods")),
    )
    importing.add_argument(
        "--format",
        choices=sorted((*imports.FORMATS, "jsonl")),
        help="the format of the files (default: determined by their names)",
    )
    importing.add_argument(
        "--copies",
        type=Path,
        metavar="FOLDER",
        help="where the texts of articles are kept, which are searched for the marked words (default: copies/ in the archive)",
    )
    importing.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help="a file that says what each column of a table holds; if it does not exist, it is written with guesses from the column "
        "headings, and nothing else is done",
    )
    importing.add_argument(
        "--of",
        metavar="ARTICLE",
        help="the id of the article to which all annotations belong, if they do not give its address",
    )
    importing.add_argument(
        "--notes",
        choices=imports.vault.KINDS,
        metavar="KIND",
        help="what the notes of a vault become that do not say it: " + ", ".join(imports.vault.KINDS),
    )
    importing.add_argument("--write", action="store_true", help="create the records")
    importing.add_argument(
        "--undo", action="store_true", help="delete what the last import created, except for what has changed since"
    )

    identifying = commands.add_parser(
        "link",
        help="propose identifiers from Wikidata, ISNI, VIAF and GeoNames",
        description="Reads a Wikidata dump (.json, also .gz or .bz2), or candidates in JSON or CSV. For each person, organisation, place "
        "and document it proposes the identifiers of the candidate with the same name, in any spelling and script, and gives "
        "the evidence for it. If there are several possible matches, it lists them and proposes none. With --out it writes a "
        "table for each kind, which you can review in a spreadsheet and apply with `archive apply`. Changes no record, and "
        "does not use the network.",
        epilog="example: archive link wikidata.json.gz --out proposals",
    )
    identifying.add_argument("file", type=Path, metavar="FILE", help="the dump, or the candidates")
    identifying.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where to write the tables; a new or empty folder"
    )

    tabling = commands.add_parser(
        "table",
        help="write the records of a kind as a table for a spreadsheet",
        description="Writes the records of a kind as CSV: a row for each record, a column for each key, and lists with one item on each "
        "line. Quotations, stances, figures and sentences have tables of their own. `archive apply` writes changes in the "
        "table back to the records.",
        epilog="example: archive table person --out people.csv",
    )
    tabling.add_argument("kind", choices=table.KINDS, metavar="KIND", help="one of: " + ", ".join(table.KINDS))
    tabling.add_argument("--out", type=Path, metavar="FILE", help="a new file, instead of standard output")

    applying = commands.add_parser(
        "apply",
        help="write the changes in a table back to the records",
        description="Reads a table that `archive table` wrote and that you edited in a spreadsheet. Every changed cell becomes an edit of "
        "its record, which keeps its comments and layout. Rows and columns may be missing or in another order. Nothing is "
        "written if a cell cannot be read, if a record has changed since, or if an error would result.",
        epilog="example: archive apply people.csv --dry-run",
    )
    applying.add_argument("file", type=Path, metavar="FILE", help="the table, as CSV in UTF-8")
    applying.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")


def _add_for_maintainers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The arguments of the commands for maintainers of an archive."""
    differing = commands.add_parser(
        "diff",
        help="describe in words what a change adds",
        description="Describes what is new or different in the archive since a revision: records, quotations, stances and figures, and "
        "what needs a second look. Writes Markdown for a review.",
        epilog="example: archive diff main",
    )
    differing.add_argument("base", metavar="BASE", help="a git revision: a branch, a tag or a commit")

    joining = commands.add_parser(
        "merge",
        help="merge two records of the same thing",
        description="Merges the person, organisation, place or document OLD into NEW: makes OLD a former id of NEW, rewrites every "
        "reference, adds OLD's names to NEW and deletes OLD's file. OLD's address redirects to NEW.",
        epilog="example: archive merge sergey-shoigu sergei-shoigu",
    )
    joining.add_argument("old", metavar="OLD", help="the id to give up")
    joining.add_argument("new", metavar="NEW", help="the id to keep")

    linking = commands.add_parser(
        "links",
        help="check whether the links to sources and their archived copies still work",
        description="Requests each address of a source and of its archived copies once, over the network, and reports which do not work. "
        "No other command uses the network. Exits with 1 if one does not work. With --write, a source whose server says that "
        "it is gone (404, 410) is recorded as gone as of today. content/links.csv then also records the days on which each "
        "address was first and last found to work, and the article's page shows them. With --uncopied nothing is requested: "
        "it lists the addresses that have no recorded archived copy, one on each line, for the tools of archiving services.",
        epilog="example: archive links --uncopied > addresses.txt",
    )
    linking.add_argument("articles", nargs="*", metavar="ARTICLE", help="ids of articles (default: all)")
    linking.add_argument(
        "--uncopied", action="store_true", help="list addresses without an archived copy, and request nothing"
    )
    linking.add_argument(
        "--write",
        action="store_true",
        help="write `source.status: {is: gone, …}` if a server says so, and the days to content/links.csv",
    )
    linking.add_argument(
        "--timeout", type=float, default=20, metavar="SECONDS", help="how long to wait for each address (default: 20)"
    )

    upgrading = commands.add_parser(
        "upgrade",
        help="update the files that `archive init` wrote to this version",
        description="Compares what `archive init` wrote with the files as they are now and with what it would write today, shows the "
        "differences, and asks before it changes anything. It asks separately about each file that was changed by hand. If "
        "both changes touch the same lines, it leaves the file as it is.",
        epilog="example: archive upgrade --dry-run",
    )
    upgrading.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    upgrading.add_argument("--yes", action="store_true", help="do not ask")

    migrating = commands.add_parser(
        "migrate",
        help="convert the records to the format of this version",
        description="Converts every record in an older format, keeping its comments, and writes the new format to "
        "site_config/archive.yml. Either all files change, or none.",
        epilog="example: archive migrate --dry-run",
    )
    migrating.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")

    commands.add_parser(
        "clean",
        help="delete the build cache",
        description="Deletes everything that this program wrote to the archive's .cache folder: pages, search indexes, and what the last "
        "build was made from. The next build creates it again. The site, the records and any other files in that folder are "
        "not touched.",
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


def _problem_code(name: str) -> str:
    if name not in CODES:
        otherwise = "archive check shows the codes in brackets"
        raise argparse.ArgumentTypeError(
            f"no problem has the code '{name}'; {problems.did_you_mean(name, CODES, otherwise)}"
        )
    return name


def _cluster_address(text: str) -> str:
    """The address of the scheduler. Raises ArgumentTypeError if the text is not dask:ADDRESS."""
    kind, _, address = text.partition(":")
    if kind != "dask" or not address:
        raise argparse.ArgumentTypeError(f"{text!r} is not dask:ADDRESS")
    return address
