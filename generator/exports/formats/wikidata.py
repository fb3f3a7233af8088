"""Articles as new Wikidata items, in the commands of QuickStatements 1 (www.wikidata.org/wiki/Help:QuickStatements).

An article becomes an item if it was published as an article and its address is known. That address is the reference of
every value, with the day on which it was read. People and organisations are given by their Wikidata identifier. An
author without one is given by name, and an outlet without one is left out. Other names of records with an identifier
become aliases. What an article claims about the world does not become a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.records.model import Article, Date

_NEWS_ARTICLE = "Q5707594"
_LANGUAGES = {
    "ar": "Q13955", "de": "Q188", "en": "Q1860", "es": "Q1321", "fr": "Q150", "ja": "Q5287", "ko": "Q9176", "ru": "Q7737", "uk": "Q8798",
    "zh": "Q7850",
}  # fmt: skip
"""The Wikidata items of languages. For others, the language is left out."""
_LONGEST = 250
"""The maximum length of a label or alias in Wikidata, in characters."""


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """`quickstatements.txt`, to be pasted whole or in part."""
    lines = [*_aliases(archive), *(line for article in archive.articles for line in _item(archive, article))]
    return {"quickstatements.txt": "".join(f"{line}\n" for line in lines).encode()}


def _aliases(archive: Archive) -> Iterator[str]:
    for entity in archive.entities:
        for alias in entity.also if entity.wikidata else ():
            language = alias.language or archive.settings.language
            yield _line(entity.wikidata or "", f"A{language.lower()}", _text(alias.name[:_LONGEST]))


def _item(archive: Archive, article: Article) -> Iterator[str]:
    source = article.source
    if not (source.url and article.title and source.published_as == "article"):
        return
    read = _date(source.seen)
    reference = ["S854", _text(source.url), *(["S813", read] if read else [])]
    language = article.language.partition("-")[0].lower()
    outlet = archive.entity(article.publisher).wikidata if article.publisher else None
    yield "CREATE"
    yield _line("LAST", f"L{language}", _text(article.title[:_LONGEST]))
    said: list[tuple[str, str | None]] = [
        ("P31", _NEWS_ARTICLE),
        ("P1476", f"{language}:{_text(article.title)}"),
        ("P577", _date(article.published)),
        ("P1433", outlet),
        ("P407", _LANGUAGES.get(language)),
        *_authors(archive, article),
        ("P953", _text(source.url)),
    ]
    for name, value in said:
        if value:
            yield _line("LAST", name, value, *reference)


def _authors(archive: Archive, article: Article) -> Iterator[tuple[str, str]]:
    for author, name in zip(article.authors, archive.authors_of(article), strict=True):
        item = archive.entity(author.by).wikidata if author.by else None
        yield ("P50", item) if item else ("P2093", _text(name))


def _line(*parts: str) -> str:
    return "\t".join(parts)


def _text(text: str) -> str:
    """A quoted text. Quotation marks inside need no escape: the outermost pair counts."""
    return f'"{" ".join(text.split())}"'


_DAY = re.compile(r"(\d{4})(?:-(0\d|1[0-2]))?(?:-(\d\d))?")


def _date(date: Date | None) -> str | None:
    """A day, month or year with its precision; None for any other date."""
    found = _DAY.fullmatch(date.edtf.text.split("T")[0]) if date else None
    if not found:
        return None
    precision = 11 if found[3] else 10 if found[2] else 9
    return f"+{found[1]}-{found[2] or '00'}-{found[3] or '00'}T00:00:00Z/{precision}"
