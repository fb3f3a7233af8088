"""Hand-written pages: `[[id]]` and `[[id|words]]` become links, as in the body of an article.

Some pages are the same in every archive: how records are made, and how to contribute one. The package has these in
English, and its catalogues have their paragraphs in other languages. An archive with its own version puts a file of the
same name into `content/pages`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

from generator import dates
from generator.archive.archive import Archive
from generator.findings.agreement import Agreement, readings
from generator.pages.parts.here import Here
from generator.text import messages, paragraphs, terms, wikilinks
from generator.text.messages import _, ngettext, number


def with_links(archive: Archive, path: str, text: str) -> str:
    """The Markdown of the page at source path `path`, with links to the records it names. A link target that is no
    record is left as it is. `<!-- made from the code: terms -->` is replaced by the site's terms with their meanings,
    as rows of a `<dl>`."""
    here = Here(archive, path)
    text = _with_terms(text)
    if _AGREEMENT in text:
        text = text.replace(_AGREEMENT, _agreement(archive))
    pieces, at = [], 0
    for found in wikilinks.links(wikilinks.without_code(text)):
        if found.target in archive:
            link = here.link(found.target, found.label)
            pieces += [text[at : found.start], f'<a href="{escape(link.href or "")}">{escape(link.text)}</a>']
            at = found.end
    return "".join([*pieces, text[at:]])


def package_pages(pages: Path) -> dict[str, str]:
    """The Markdown of each page of the package, by its source path, except those that the folder `pages` has itself.

    They are in the language of the site. If its catalogue has less than half of a page, that page is in English, and
    its front matter says so: `written: en`. Links to sections of `about.md`, which every archive writes itself, become
    links to that page if it has no such section, and plain words if there is no such page.
    """
    about = pages / "about.md"
    written = about.read_text(encoding="utf-8", errors="replace") if about.is_file() else None

    def link(found: re.Match[str]) -> str:
        words, anchor = found[1], found[2]
        if written is None:
            return words
        return found[0] if re.search(rf"[#\"']{re.escape(anchor)}\b", written) else f"[{words}](about.md)"

    texts = {path: _in_language(text) for path, text in _package_texts().items() if not (pages / path).is_file()}
    return {path: _ABOUT.sub(link, text) for path, text in texts.items()}


def _in_language(text: str) -> str:
    """A page of the package in the language of the site, or in English if its catalogue has too little of it."""
    if messages.in_english():
        return _with_examples(text)
    if (said := paragraphs.translate_page(text)) is not None:
        return _with_examples(said)
    with messages.language_set(messages.ENGLISH):
        return _with_examples(text).replace("---\n", f"---\nwritten: {messages.ENGLISH}\n", 1)


_ABOUT = re.compile(r"\[([^\[\]]{1,200})\]\(about\.md#([a-z-]{1,40})\)")


@cache
def _package_texts() -> dict[str, str]:
    folder = resources.files("generator.pages") / "usual"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".md")}


def _with_examples(text: str) -> str:
    """The page with the list of terms, and with its examples of dates as the site writes dates."""
    return _with_terms(_DATE.sub(lambda found: dates.format_date(dates.parse(found[1])), text))


_DATE = re.compile("<!-- made from the code: date ([^ ]+) -->")


def _with_terms(text: str) -> str:
    return text.replace(_TERMS, terms.glossary()) if _TERMS in text else text


_AGREEMENT = "<!-- made from the records: agreement -->"


def _agreement(archive: Archive) -> str:
    """How far independent judgements agree, as an HTML list."""
    found = readings(archive)
    return f"<ul>\n<li>{_counted(_('Fidelity of quotations'), found.fidelity)}</li>\n<li>{_counted(_('Stances'), found.stances)}</li>\n</ul>"


def _counted(what: str, found: Agreement) -> str:
    if not found.judged:
        return _("{what}: not enough judgements; nothing has been judged twice yet.", what=what)
    alike = ngettext(
        "{what}: {n} judged twice, {alike} of them alike", "{what}: {n} judged twice, {alike} of them alike", found.judged,
        what=what, alike=found.agreed,
    )  # fmt: skip
    if found.alpha is None:
        return _("{found}; not enough judgements for alpha.", found=alike)
    return _("{found}; alpha {alpha}.", found=alike, alpha=number(round(found.alpha, 2)))


_TERMS = "<!-- made from the code: terms -->"
