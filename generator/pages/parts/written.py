"""The pages that are written by hand: their `[[id]]` and `[[id|words]]` become links, as in the body of an article.

Some of them are the same in every archive: how records come to be, and how to send one. The package has these in English; an archive
that writes its own, as in another language, puts a file of the same name into `content/pages`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

from generator.archive.archive import Archive
from generator.findings.agreement import Agreement, readings
from generator.pages.parts.here import Here
from generator.text import messages, terms, wikilinks
from generator.text.messages import _, ngettext, number


def linked(archive: Archive, path: str, text: str) -> str:
    """The Markdown of the page at source path `path`, with links to the records it names. What names no record stands as it is. Where
    it says `<!-- made from the code: terms -->`, it gets the terms of the site with their meanings, as rows of a `<dl>`."""
    here = Here(archive, path)
    text = _with_terms(text)
    if _AGREEMENT in text:
        text = text.replace(_AGREEMENT, _agreement(archive))
    pieces, at = [], 0
    for found in wikilinks.links(wikilinks.without_code(text)):
        if found.target in archive:
            link = here.link(found.target, found.shown)
            pieces += [text[at : found.start], f'<a href="{escape(link.href or "")}">{escape(link.text)}</a>']
            at = found.end
    return "".join([*pieces, text[at:]])


def usual(pages: Path) -> dict[str, str]:
    """The Markdown of each usual page, by its source path, without those that the folder `pages` has itself.

    Where the site speaks another language, their front matter says that they are written in English: `written: en`. They lead to
    sections of `about.md`, which every archive writes itself: where it has no such section, or no such page, they
    lead to the page, or nowhere.
    """
    about = pages / "about.md"
    written = about.read_text(encoding="utf-8", errors="replace") if about.is_file() else None

    def link(found: re.Match[str]) -> str:
        words, anchor = found[1], found[2]
        if written is None:
            return words
        return found[0] if re.search(rf"[#\"']{re.escape(anchor)}\b", written) else f"[{words}](about.md)"

    with messages.speaking(messages.ENGLISH):
        texts = {path: _with_terms(text) for path, text in _usual().items() if not (pages / path).is_file()}
    front = "---\n" if messages.in_english() else f"---\nwritten: {messages.ENGLISH}\n"
    return {path: front + _ABOUT.sub(link, text).removeprefix("---\n") for path, text in texts.items()}


_ABOUT = re.compile(r"\[([^\[\]]{1,200})\]\(about\.md#([a-z-]{1,40})\)")


@cache
def _usual() -> dict[str, str]:
    folder = resources.files("generator.pages") / "usual"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".md")}


def _with_terms(text: str) -> str:
    return text.replace(_TERMS, terms.glossary()) if _TERMS in text else text


_AGREEMENT = "<!-- made from the records: agreement -->"


def _agreement(archive: Archive) -> str:
    """How far independent judgements agree, as a list."""
    found = readings(archive)
    return f"<ul>\n<li>{_told(_('Fidelity of quotations'), found.fidelity)}</li>\n<li>{_told(_('Stances'), found.stances)}</li>\n</ul>"


def _told(what: str, found: Agreement) -> str:
    if not found.judged:
        return _("{what}: not enough judgements; nothing has been judged twice yet.", what=what)
    alike = ngettext(
        "{what}: {n} judged twice, {alike} of them alike", "{what}: {n} judged twice, {alike} of them alike", found.judged,
        what=what, alike=found.alike,
    )  # fmt: skip
    if found.alpha is None:
        return _("{found}; not enough judgements for alpha.", found=alike)
    return _("{found}; alpha {alpha}.", found=alike, alpha=number(round(found.alpha, 2)))


_TERMS = "<!-- made from the code: terms -->"
