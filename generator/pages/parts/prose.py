"""The body of an article as HTML, with links to records and to the quotations on the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from generator import routes
from generator.archive.archive import Quoted
from generator.pages.parts.here import Here
from generator.records.model import Article
from generator.records.vocabulary import mark_of
from generator.text import lines, markup
from generator.text.languages import direction
from generator.text.prose import LinkElement, html_of_markdown, html_of_text


def prose(here: Here, article: Article, marked: tuple[tuple[str, tuple[int, int]], ...] = ()) -> str:
    """The body of an article as HTML. Our own summary is read as Markdown, a full text as plain text."""
    body = here.archive.body(article)
    if article.rights.text == "full":
        return html_of_text(body, _element_maker(here, article), marked)
    return html_of_markdown(body, _element_maker(here, article))


def words(here: Here, text: str) -> str:
    """The editors' Markdown as HTML, with links to the records that it names."""
    return html_of_markdown(text, lambda target, shown: _mention(here, target, shown))


def _element_maker(here: Here, article: Article) -> LinkElement:
    """A function that makes the element for a link in a body: a record's name, or the words of one of the article's
    quotations."""
    own = {q.id: q for q in article.quotations}

    def element(target: str, shown: str | None) -> Element | None:
        quotation = own.get(target[2:]) if target.startswith("q:") else None
        if quotation:
            return _quotation_element(Quoted(article, quotation), here.archive.settings.language)
        return _mention(here, target, shown)

    return element


def _mention(here: Here, target: str, shown: str | None) -> Element | None:
    if target not in here.archive:
        return None
    link = here.link(target, shown)
    anchor = Element("a", {"href": link.href or ""})
    anchor.text = AtomicString(link.text)
    return anchor


def _quotation_element(quoted: Quoted, language: str) -> Element:
    quotation, mark = quoted.quotation, mark_of(quoted.quotation.fidelity)
    href = f"#{routes.quotation(quotation.id)}"
    outer = Element("span", {"class": "ar-quoted"})
    foreign = quoted.language != language
    spoken = {"lang": quoted.language, "dir": direction(quoted.language)} if foreign else {}
    quote = SubElement(outer, "q", spoken)
    link = SubElement(quote, "a", {"class": "ar-q", "href": href})
    markup.append_lines(link, lines.normalise_lines(quotation.words))
    flag = SubElement(outer, "a", {"class": "ar-flag", "href": href, "title": mark.label})
    glyph = SubElement(flag, "span", {"aria-hidden": "true"})
    glyph.text = AtomicString(mark.glyph)
    word = SubElement(flag, "span", {"class": "ar-sr"})
    word.text = AtomicString(f" ({mark.word})")
    return outer


def on_one_line(text: str) -> str:
    """The text on one line, because an empty line would end a block of HTML within Markdown."""
    return " ".join(text.split())
