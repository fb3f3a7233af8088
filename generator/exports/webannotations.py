"""The quotations as W3C Web Annotations (Recommendation of 23 February 2017): a collection, with a page for each
article.

An annotation targets the original article at its URL, by the quoted words (TextQuoteSelector) and by time or page
(FragmentSelector: Media Fragments URI 1.0, RFC 3778). Character positions refer to the editors' copy, so they are a
separate target (TextPositionSelector), identified by the copy's hash (`ni:`, RFC 6920). URLs within the archive are
relative to the file, as JSON-LD allows.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.exports.emit import as_json
from generator.records.model import Article, Spot
from generator.records.scalars import seconds
from generator.records.vocabulary import mark_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Node = dict[str, Any]


def files(archive: Archive) -> dict[str, str]:
    """The files by path from the site's root. Articles without quotations have none."""
    articles = sorted((it for it in archive.articles if it.quotations), key=lambda it: it.id)
    total = sum(len(article.quotations) for article in articles)
    about: Node = {"type": "AnnotationCollection", "label": archive.settings.title, "total": total}
    names = [f"{article.id}.jsonld" for article in articles]
    folder = routes.ANNOTATIONS.removesuffix(".jsonld").rpartition("/")[2]
    ends = {"first": f"{folder}/{names[0]}", "last": f"{folder}/{names[-1]}"} if names else {}
    collection = {"@context": CONTEXT, "id": routes.ANNOTATIONS.rpartition("/")[2], **about, **ends}
    made = {routes.ANNOTATIONS: as_json(collection)}
    start = 0
    for number, article in enumerate(articles):
        page = {
            "@context": CONTEXT,
            "id": names[number],
            "type": "AnnotationPage",
            "partOf": {"id": f"../{collection['id']}", **about},
            "startIndex": start,
            **({"prev": names[number - 1]} if number else {}),
            **({"next": names[number + 1]} if number + 1 < len(names) else {}),
            "items": [_annotation(archive, Quoted(article, quotation)) for quotation in article.quotations],
        }
        made[routes.annotation_page(article.id)] = as_json(page)
        start += len(article.quotations)
    return made


def _annotation(archive: Archive, quoted: Quoted) -> Node:
    article, quotation = quoted.article, quoted.quotation
    targets = [*_targets(quoted)]
    return {
        "id": _relative(routes.page("article", article.id), routes.quotation(quotation.id)),
        "type": "Annotation",
        "motivation": "describing",
        "body": [*_bodies(archive, quoted)],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _relative(path: str, anchor: str = "") -> str:
    return "../../" + routes.from_root(path, anchor)


def _bodies(archive: Archive, quoted: Quoted) -> Iterator[Node]:
    """Who said it, as the URL of their page or by name; the editors' finding; and their note."""
    by, quotation, language = quoted.said_by, quoted.quotation, archive.settings.language
    if by and by.id:
        page = _relative(routes.page(archive.kind(by.id), by.id))
        yield {"type": "SpecificResource", "source": page, "purpose": "identifying"}
    name = archive[by.id].name if by and by.id else by.unnamed if by else None
    if name:
        yield {"type": "TextualBody", "value": name, "purpose": "identifying"}
    if quotation.fidelity:
        yield {"type": "TextualBody", "value": mark_of(quotation.fidelity).key, "purpose": "classifying"}
    if quotation.note:
        yield {
            "type": "TextualBody", "value": quotation.note, "format": "text/plain", "language": language, "purpose": "commenting",
        }  # fmt: skip


def _targets(quoted: Quoted) -> Iterator[Node]:
    quotation, article = quoted.quotation, quoted.article
    source = article.source
    address = source.url or next((it.url for it in source.archived), None)
    found = address or _relative(routes.page("article", article.id))
    state = _state(article) if source.url else {}
    last = len(quotation.text) - 1
    for number, part in enumerate(quotation.text):
        beside = {
            "prefix": quotation.prefix if number == 0 else None,
            "suffix": quotation.suffix if number == last else None,
        }
        selectors: list[Node] = [
            {"type": "TextQuoteSelector", "exact": part, **{name: it for name, it in beside.items() if it}},
            *(_fragment(quotation.where) if quotation.where else ()),
        ]
        yield {"source": found, "selector": selectors[0] if len(selectors) == 1 else selectors, **state}
    if source.sha256:
        digest = base64.urlsafe_b64encode(bytes.fromhex(source.sha256)).decode().rstrip("=")
        for start, end in quotation.at:
            yield {
                "source": f"ni:///sha-256;{digest}",
                "selector": {"type": "TextPositionSelector", "start": start, "end": end},
            }


def _state(article: Article) -> Node:
    """The day on which the source was read, and the URLs of archived copies."""
    source = article.source
    copies = [it.url for it in source.archived]
    seen = source.seen.edtf.core[0] if source.seen else None
    held = {
        **(
            {"sourceDate": f"{seen.iso}T00:00:00Z"}
            if seen and source.seen and seen.iso == source.seen.edtf.text
            else {}
        ),
        **({"cached": copies[0] if len(copies) == 1 else copies} if copies else {}),
    }
    return {"state": {"type": "TimeState", **held}} if held else {}


def _fragment(where: Spot) -> Iterator[Node]:
    if where.time:
        until = f",{seconds(where.until):g}" if where.until else ""
        yield {
            "type": "FragmentSelector",
            "conformsTo": "http://www.w3.org/TR/media-frags/",
            "value": f"t={seconds(where.time):g}{until}",
        }
    if where.page:
        yield {
            "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": f"page={where.page}",
        }  # fmt: skip
