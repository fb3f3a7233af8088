"""Converts our own Markdown and the texts of sources to HTML. Content is untrusted: it is escaped, never executed,
never fetched."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from html import escape as escape_html
from html import unescape
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element, tostring

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.text.english import with_french_spaces, with_typographic_marks
from generator.text.selector import Span
from generator.text.wikilinks import links

LinkElement = Callable[[str, str | None], Element | None]
"""Makes the element for a `[[target|words]]` from the target and the words (None if the author gives none). Returns
None if it is not a link."""


def html_of_markdown(body: str, element: LinkElement) -> str:
    """Our own Markdown as HTML, with typographic quotation marks. `element` makes the element for each `[[…]]`.

    Raw HTML is shown as text, images are removed, and links lead to http, https and mailto only. Headings start at the
    third level, and no level is skipped.
    """
    # Creating a converter takes longer than converting a sentence, so they are reused. One that raised is dropped,
    # since its state is undefined.
    converter = _idle_converters.pop() if _idle_converters else _Converter()
    html = converter.html(body, element)
    _idle_converters.append(converter)
    return html


class _Converter:
    """A reusable converter for one text at a time."""

    def __init__(self) -> None:
        self._element: LinkElement = _no_element
        self._markdown = markdown.Markdown(extensions=[_Safe(self._link_element)], output_format="html")

    def _link_element(self, target: str, shown: str | None) -> Element | None:
        return self._element(target, shown)

    def html(self, body: str, element: LinkElement) -> str:
        """The text as HTML."""
        self._element = element
        html = self._markdown.reset().convert(body)
        self._element = _no_element
        return html


def _no_element(_target: str, _shown: str | None) -> None:
    return None


_idle_converters: list[_Converter] = []
"""Idle converters: a thread removes one while it converts a text."""


DEPTH_LIMIT = 100
"""The deepest nesting of lists and quotations. Python's recursion limit, at which a build would fail, is reached at
about four times as much."""

_OPENING = re.compile(r"^([ \t]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*)+)(?=[^-*+>\s])", re.MULTILINE)
_ENDS_OF_MARKERS = frozenset("-*+>.)")


def find_too_deep(text: str) -> int | None:
    """The offset in a Markdown text at which a list or quotation is nested deeper than `DEPTH_LIMIT`; None if there is
    none."""
    for line in _OPENING.finditer(text):
        if len(line[1].expandtabs(4)) // 4 + sum(sign in _ENDS_OF_MARKERS for sign in line[2]) > DEPTH_LIMIT:
            return line.start()
    return None


def html_of_text(text: str, element: LinkElement, marked: Iterable[tuple[str, Span]] = ()) -> str:
    """A source's text as HTML, exactly as written: nothing in it is read as Markdown or HTML.

    A paragraph whose lines are significant (verse, an address, a table) gets the class `ar-lines`, for which the style
    preserves lines and spaces. `element` makes the element for each `[[…]]`. `marked` has pairs of an anchor and a span
    of the text (offsets, end exclusive) that becomes a <mark> linking there. Where spans overlap, the words belong to
    the one that begins last.
    """
    spans = list(_flatten(sorted(marked, key=lambda one: one[1])))
    starts = [start for start, _, _ in spans]
    pieces: list[tuple[int, int, str | Element | None]] = [*spans]
    for link in links(text):
        before = bisect_left(starts, link.end) - 1
        made = element(link.target, link.label) if before < 0 or spans[before][1] <= link.start else None
        if made is not None:
            pieces.append((link.start, link.end, made))
    pieces.sort(key=lambda piece: piece[:2])
    html, number = [], 0
    for start, end, blank in _paragraphs(text):
        if blank:
            html.append("\n" * text.count("\n", start, end))
            continue
        html.append('<p class="ar-lines">' if _has_lines(text[start:end]) else "<p>")
        at = start
        while number < len(pieces) and pieces[number][0] < end:
            first, last, what = pieces[number]
            html += [_letters(text[at : max(at, first)]), _piece(text[max(at, first) : min(last, end)], what)]
            at = max(at, min(last, end))
            if last > end:
                break  # the rest of it is in the next paragraph
            number += 1
        html.append(_letters(text[at:end]) + "</p>")
    return "".join(html).strip("\n")


def _letters(text: str) -> str:
    return escape_html(text, quote=False).replace("\t", "&#9;")  # the site builder would replace tabs by spaces


def _piece(text: str, what: str | Element | None) -> str:
    if not isinstance(what, Element):
        return f'<mark class="ar-said"><a class="ar-q" href="#{what}">{_letters(text)}</a></mark>' if text else ""
    return tostring(what, encoding="unicode", method="html").replace("\t", "&#9;").replace("\n", "&#10;")


def _flatten(spans: Iterable[tuple[str, Span]]) -> Iterator[tuple[int, int, str]]:
    """The spans, which are sorted by their start, as stretches that do not overlap: shared words go to the later
    span."""
    open_: list[tuple[str, int]] = []
    at = 0

    def closing(until: int) -> Iterator[tuple[int, int, str]]:
        nonlocal at
        while open_ and at < until:
            name, end = open_[-1]
            if end > at:
                yield at, min(end, until), name
                at = min(end, until)
            if end <= until:
                open_.pop()

    for name, (start, end) in spans:
        yield from closing(start)
        at = start
        open_.append((name, end))
    yield from closing(max((end for _, end in open_), default=0))


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans of paragraphs, and spans of the blank lines between them including the adjacent line ends; True for blank
    ones."""
    at = 0
    for blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip()):
        length = sum(len(line) + 1 for line in lines)
        if blank:
            yield max(0, at - 1), min(at + length, len(text)), True
        else:
            yield at, min(at + length - 1, len(text)), False
        at += length


def _has_lines(text: str) -> bool:
    """Whether lines and spaces are significant. Lines are not if each is as long as the next word allows: then the text
    was wrapped."""
    if text[0].isspace() or re.search(r"[^\S\n]{2}\S|\t|\n[^\S\n]", text):
        return True
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines))
    return len(lines) > 1 and (
        width < _WRAPPED
        or any(len(line) + 1 + len(following.split(" ", 1)[0]) <= width for line, following in pairwise(lines))
    )


_WRAPPED = 60
"""The narrowest width, in characters, at which texts are wrapped."""


class _Safe(Extension):
    def __init__(self, element: LinkElement) -> None:
        super().__init__()
        self._element = element

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_RecordLink(self._element), "record_link", 200)
        md.treeprocessors.register(_RestrictLinks(), "tame", 0)
        md.treeprocessors.register(_Typeset(md), "typeset", -1)


class _RecordLink(InlineProcessor):
    def __init__(self, element: LinkElement) -> None:
        super().__init__(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
        self._element = element

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        shown = m[2].strip() if m[2] and m[2].strip() else None
        made = self._element(m[1].strip(), shown)
        if made is None:
            made = Element("span")
            made.text = AtomicString(shown or m[1].strip())
        for node in made.iter():
            node.text, node.tail = _protect(node.text), _protect(node.tail)
            node.attrib.update({name: value.replace("&", "&amp;") for name, value in node.attrib.items()})
        return made, m.start(0), m.end(0)


def _protect(text: str | None) -> str | None:
    """Our own words, protected from Markdown: it would take `&lt;` in a name for an escaped character."""
    return AtomicString(text.replace("&", "&amp;")) if isinstance(text, AtomicString) else text


class _RestrictLinks(Treeprocessor):
    """Removes the address from every link that is not a plain web address, and puts headings below the page's own
    without skipping levels (WCAG 2.2, 1.3.1), whichever levels the author uses."""

    def run(self, root: Element) -> None:
        above: list[str] = []
        for node in root.iter():
            href = node.get("href")
            if href is not None and not re.match(r"(?:https?://|mailto:|#|\.\.?/|\.$)", href, re.IGNORECASE):
                del node.attrib["href"]
            if node.tag in _HEADINGS:
                while above and above[-1] >= node.tag:
                    above.pop()
                above.append(node.tag)
                node.tag = f"h{min(len(above) + 2, 6)}"


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _Typeset(Treeprocessor):
    """Gives the archive's own words typographic quotation marks. Atomic texts (a quotation, a name) stay as they are.

    A block is processed as one text, since a quotation may begin in one element and end in another.
    """

    def run(self, root: Element) -> None:
        for slots in _blocks(root):
            whole = with_typographic_marks(
                "".join(self._unescape(text) if own else _PLACEHOLDER * len(text) for *_, text, own in slots)
            )
            at = 0
            for node, is_tail, text, own in slots:
                if own:
                    signs = list(whole[at : at + len(text)])
                    for kept in _STASHED.finditer(text):
                        signs[kept.start() : kept.end()] = kept[0]
                    setattr(node, "tail" if is_tail else "text", with_french_spaces("".join(signs)))
                at += len(text)

    def _unescape(self, text: str) -> str:
        """The text with each character reference replaced by the character that it stands for (`[` for `&#91;`),
        repeated to keep the length: the direction of a quotation mark depends on the character before it."""
        return _STASHED.sub(lambda kept: self._character(int(kept[1])) * len(kept[0]), text)

    def _character(self, number: int) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        return unescape(str(blocks[number]))[:1] or _PLACEHOLDER if number < len(blocks) else _PLACEHOLDER


_STASHED = re.compile("\x02wzxhzdk:(\\d{1,9})\x03")
"""Where Python-Markdown has stashed a character reference."""


_PLACEHOLDER = "x"
"""Replaces each character of a text that is not changed: a quotation mark directly after a letter closes a
quotation."""
_WITHIN_A_LINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "mark", "q", "span", "strong", "sub", "sup"}
)

_Slot = tuple[Element, bool, str, bool]
"""One text of a tree: its element, whether it is the element's tail, the text, and whether it may be changed."""


def _blocks(root: Element) -> Iterator[list[_Slot]]:
    """The texts of each block, grouped by block."""
    slots: list[_Slot] = []
    for node, is_tail in _texts(root):
        if node.tag not in _WITHIN_A_LINE and slots:
            yield slots
            slots = []
        text = (node.tail if is_tail else node.text) or ""
        own = not isinstance(text, AtomicString) and (is_tail or node.tag != "code")
        slots.append((node, is_tail, text, own))
    yield slots


def _texts(node: Element) -> Iterator[tuple[Element, bool]]:
    yield node, False
    for child in node:
        yield from _texts(child)
        yield child, True
