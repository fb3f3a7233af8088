"""Metadata about a page's record for programs: meta tags for reference managers, and JSON-LD with schema.org terms.

An article's page describes the article as its outlet published it; this archive is only where it was consulted. URLs
within the archive are relative, which JSON-LD allows, so that they are right at any address of the site. Claims are not
rated: there is no ClaimReview. Stances on a claim use terms of CiTO, the Citation Typing Ontology; the citing entity is
the stance, not its article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.pages.parts.here import Here
from generator.records.model import (
    Article,
    Date,
    Document,
    Entity,
    Event,
    Organisation,
    Person,
    Place,
    Proposition,
    SourceKind,
    SourceStatus,
    Stance,
    Utterance,
)
from generator.text.messages import pgettext

_ZOTERO: Mapping[SourceKind, str] = {
    "article": "newspaperArticle", "post": "forumPost", "video": "videoRecording", "audio": "podcast", "broadcast": "tvBroadcast",
    "transcript": "document", "press release": "report", "report": "report", "document": "document", "interview": "interview",
}  # fmt: skip
"""Zotero's item type for each kind of source (api.zotero.org/itemTypes)."""
_SCHEMA: Mapping[SourceKind, str] = {
    "article": "NewsArticle", "post": "SocialMediaPosting", "video": "VideoObject", "audio": "AudioObject", "broadcast": "BroadcastEvent",
    "transcript": "DigitalDocument", "press release": "Article", "report": "Report", "document": "DigitalDocument", "interview": "Article",
}  # fmt: skip
"""The schema.org type for each kind of source."""
_MOST = 20
"""How many quotations, and how many sources of a claim, one page describes."""

_CITO: Mapping[Stance, str] = {"asserts": "isAgreedWithBy", "confirms": "isConfirmedBy", "denies": "isDisputedBy"}
"""The CiTO property from a claim to such a stance. There are none for the other stances: declining, doubting or taking
back is neither agreement nor dispute."""

Thing = dict[str, Any]


def metadata(here: Here, record: object) -> str:
    """Elements for the head of a record's page, as HTML; empty for kinds of records without metadata."""
    tags = ""
    if isinstance(record, Article):
        tags = "".join(Markup('<meta name="{}" content="{}">').format(*pair) for pair in _tags(here.archive, record))
    thing = _thing(here, record)
    return f"{tags}{_script(thing)}" if thing else tags


def dataset(archive: Archive, description: str, files: Iterable[tuple[str, str]]) -> str:
    """Elements for the head of the download page, as HTML: the archive as a Dataset. `files` are (name, media type)
    pairs."""
    licence = archive.settings.licence
    thing: Thing = {
        "@type": "Dataset",
        "@id": "#",
        "name": archive.settings.title,
        "description": description,
        "inLanguage": archive.settings.language,
        "license": licence and (licence.url or licence.name),
        "distribution": [
            {"@type": "DataDownload", "name": file, "contentUrl": file, "encodingFormat": kind} for file, kind in files
        ],
    }
    return _script(thing)


def _script(thing: Thing) -> str:
    """JSON-LD as a <script> element. `<`, `>` and `&` are escaped, so that no text can end it."""
    known = _known(thing)
    terms = {name: f"http://purl.org/spar/cito/{name}" for name in _CITO.values() if name in known}
    context: object = ["https://schema.org", terms] if terms else "https://schema.org"
    held = json.dumps({"@context": context, **known}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        held = held.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{held}</script>'


def _known(thing: Thing) -> Thing:
    """A thing without its empty values."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], ())}


def _thing(here: Here, record: object) -> Thing | None:
    if isinstance(record, Article):
        return _article(here, record)
    if isinstance(record, Person | Organisation | Place | Document):
        return _entity(here, record)
    if isinstance(record, Event):
        return _event(here, record)
    if isinstance(record, Proposition):
        return _claim(here, record)
    return _statement(here, record) if isinstance(record, Utterance) else None


# --- reference managers --------------------------------------------------------------------------------------------------


SOURCE = '<meta name="z:itemType"'
"""The beginning of `metadata` for a page that describes a source."""


def _tags(archive: Archive, article: Article) -> Iterator[tuple[str, str]]:
    """(name, content) pairs for <meta> elements: z:itemType, which takes precedence over other types in Zotero's
    translator; Highwire and Dublin Core names; and PRISM for the outlet, since Highwire's only name for it would make
    any source a journal article.

    Dates that ISO 8601 cannot express are given in words and missing ones as "n.d.", because Zotero would otherwise
    take the first date on the page.
    """
    source = article.source
    outlet = archive.entity(article.publisher).name if article.publisher else None
    day = _day(article.published)
    first, dash, last = (source.pages or "").partition("–")
    yield "z:itemType", _ZOTERO[source.published_as]
    for highwire, core, value in (
        ("citation_title", "DC.title", article.name if article.has_title else None),
        *(("citation_author", "", name) for name in _authors(archive, article)),
        *(("", "DC.creator", name) for name in archive.authors_of(article)),
        ("citation_publication_date", "DC.date", day),
        ("", "DC.date", None if day else _in_words(article.published)),
        ("prism.publicationName", "DC.publisher", source.programme or outlet or source.channel),
        ("citation_public_url", "DC.identifier", source.url),
        ("citation_language", "DC.language", article.language),
        ("citation_firstpage", "", first if dash else source.pages),
        ("citation_lastpage", "", last),
        ("", "DC.rights", article.rights.status),
    ):
        if value:
            if highwire:
                yield highwire, value
            if core:
                yield core, value


def _authors(archive: Archive, article: Article) -> Iterator[str]:
    """The names of the authors. An organisation's name ends with a comma, so that programs do not divide it into given
    name and surname."""
    for author, name in zip(article.authors, archive.authors_of(article), strict=True):
        yield f"{name}," if author.by and isinstance(archive.entity(author.by), Organisation) else name


def _in_words(date: Date | None) -> str:
    """The date of a citation in words, for dates that are not a day, month or year; "n.d." if there is none."""
    if date is None:
        return pgettext("the date of a source that has none, where it is cited", "n.d.")
    return dates.format_date(date.edtf)


def coins(archive: Archive, articles: Iterable[Article]) -> Markup:
    """The listed articles as COinS (ocoins.info), from which reference managers offer a choice: empty elements, each
    with an OpenURL (ANSI/NISO Z39.88-2004) in Dublin Core.

    Only the first `COINS` articles with a title are included. Empty if there are fewer than two, because a page about a
    single source has other metadata.
    """
    listed = list(islice((it for it in dict.fromkeys(a.id for a in articles) if archive.article(it).has_title), COINS))
    if len(listed) < 2:
        return Markup()
    told = (escape(urlencode([*_OPENURL, *_openurl(archive, archive.article(it))])) for it in listed)
    return (
        Markup('<div hidden><span class="Z3988" title="')
        + Markup('"></span><span class="Z3988" title="').join(told)
        + Markup('"></span></div>')
    )


COINS = 40
"""The most articles of one page offered to reference managers; each takes a third of a kilobyte."""
_OPENURL = (("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"))


def _openurl(archive: Archive, article: Article) -> Iterator[tuple[str, str]]:
    source = article.source
    outlet = archive.entity(article.publisher).name if article.publisher else None
    for key, value in (
        ("type", _ZOTERO[source.published_as]),
        ("title", article.name),
        ("source", source.programme or outlet),
        ("identifier", source.url),
        ("date", _day(article.published)),
        ("language", article.language),
    ):
        if value:
            yield f"rft.{key}", value
    for author in article.authors:
        whose = archive.entity(author.by) if author.by else None
        name = whose.name if whose else author.name
        if name:
            yield "rft.aucorp" if isinstance(whose, Organisation) else "rft.creator", name


def _day(date: Date | None) -> str | None:
    """A date in ISO 8601: a day, month or year; None if only EDTF can express it."""
    if date is None:
        return None
    first, last = date.edtf.core
    if first and last and first == last:
        return first.iso
    text = date.edtf.text.rstrip("~?%").removesuffix("-XX").removesuffix("-XX")
    return text if text.replace("-", "").isdigit() and len(text) in (4, 7) else None


# --- schema.org ----------------------------------------------------------------------------------------------------------


def _article(here: Here, article: Article) -> Thing:
    archive, source = here.archive, article.source
    quoted = [Quoted(article, quotation) for quotation in article.quotations]
    return {
        "@type": _SCHEMA[source.published_as],
        "@id": "#",
        "headline": article.name if article.has_title else None,
        "url": source.url,
        "datePublished": _day(article.published),
        "inLanguage": article.language,
        "author": [*_writers(here, article)],
        "publisher": _named(here, article.publisher, "Organization"),
        "archivedAt": [capture.url for capture in source.archived],
        "isBasedOn": _based_on(here, article),
        "correction": _correction(source.status),
        "sdPublisher": {"@type": "Organization", "name": archive.settings.title},
        "about": [{"@id": here.link(topic).href, "name": here.link(topic).text} for topic in article.topics],
        "hasPart": [_quotation(here, it) for it in quoted[:_MOST]],
    }


def _writers(here: Here, article: Article) -> Iterator[Thing]:
    """The authors of an article. One without a record is assumed to be a person."""
    for author in article.authors:
        if author.by is None:
            yield {"@type": "Person", "name": author.name}
        else:
            of_body = isinstance(here.archive.entity(author.by), Organisation)
            named = _linked(here, author.by, "Organization" if of_body else "Person")
            yield _known({**named, "alternateName": author.name if author.name != named["name"] else None})


def _correction(status: SourceStatus | None) -> Thing | None:
    """An outlet's correction of an article, in the words of the status' basis; None if it was not corrected."""
    if status is None or status.is_ != "corrected":
        return None
    return _known({"@type": "CorrectionComment", "text": status.basis, "datePublished": _day(status.on)})


def _based_on(here: Here, article: Article) -> Thing | None:
    relayed = article.source.relays
    if relayed is None:
        return None
    other = here.archive.records.get(relayed.of)
    if isinstance(other, Article):
        return _known(
            {"@type": "NewsArticle", "@id": here.link(other.id).href, "url": other.source.url, "headline": other.title}
        )
    return {"@type": "CreativeWork", "publisher": _named(here, relayed.of, "Organization")}


def _named(here: Here, record_id: str | None, kind: str) -> Thing | None:
    return _linked(here, record_id, kind) if record_id else None


def _linked(here: Here, record_id: str, kind: str) -> Thing:
    link = here.link(record_id)
    return {"@type": kind, "@id": link.href, "name": link.text}


def _speaker(here: Here, quoted: Quoted) -> Thing | None:
    by = quoted.said_by
    if by is None:
        return None
    if by.id is None:
        return {"@type": "Person", "description": by.unnamed}
    return _named(here, by.id, "Person" if isinstance(here.archive[by.id], Person) else "Organization")


def _quotation(here: Here, quoted: Quoted) -> Thing:
    """A quotation as an article prints it, with its address on the article's page."""
    place = routes.relative(here.path, routes.page("article", quoted.article.id), routes.quotation(quoted.quotation.id))
    passage = quoted.quotation.passage
    return _known(
        {
            "@type": "Quotation",
            "@id": place,
            "text": quoted.quotation.words,
            "inLanguage": quoted.language,
            "spokenByCharacter": _speaker(here, quoted),
            "dateCreated": _day(quoted.quotation.said),
            "isBasedOn": [
                *([here.link(passage.utterance).href] if passage else ()),
                *(here.link(step.article).href for step in quoted.quotation.via if step.article),
            ],
        }
    )


def _entity(here: Here, entity: Entity) -> Thing:
    kinds = {Person: "Person", Organisation: "Organization", Place: "Place", Document: "CreativeWork"}
    thing: Thing = {
        "@type": kinds[type(entity)],
        "@id": "#",
        "name": entity.name,
        "alternateName": [name for name in entity.names if name != entity.name],
        "description": entity.summary,
        "sameAs": [it.url for it in routes.identifiers(entity)],
    }
    if isinstance(entity, Place) and entity.point:
        latitude, longitude = entity.point
        thing["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    if isinstance(entity, Organisation):
        thing |= {"url": entity.site, "parentOrganization": _named(here, entity.part_of, "Organization")}
    if isinstance(entity, Document):
        thing |= {"url": entity.url, "dateCreated": _day(entity.date)}
    return thing


def _event(here: Here, event: Event) -> Thing:
    first, last = event.date.edtf.core if event.date else (None, None)
    return {
        "@type": "Event",
        "@id": "#",
        "name": event.what,
        "description": event.summary,
        "startDate": first and first.iso,
        "endDate": last and last.iso,
        "location": _named(here, event.place, "Place"),
        "superEvent": _named(here, event.part_of, "Event"),
    }


def _claim(here: Here, claim: Proposition) -> Thing:
    """A claim with the articles in which somebody takes a stance on it, earliest first."""
    stated = here.archive.statements_on(claim.id)
    articles = list({it.article.id: it.article for it in stated}.values())
    dated = sorted((it for it in articles if _day(it.published)), key=lambda it: (_day(it.published) or "", it.id))
    appearances = [_known({"@type": "NewsArticle", "@id": here.link(it.id).href, "url": it.source.url}) for it in dated]
    stances: dict[str, list[Thing]] = {}
    for it in stated:
        if term := _CITO.get(it.statement.stance):
            place = routes.relative(here.path, routes.page("article", it.article.id), routes.statement(it.statement.id))
            stances.setdefault(term, []).append({"@id": place})
    return {
        "@type": "Claim",
        "@id": "#",
        "name": claim.sentence,
        **{term: found[:_MOST] for term, found in stances.items()},
        "firstAppearance": appearances[0] if appearances else None,
        "appearance": appearances[:_MOST],
    }


def _statement(here: Here, utterance: Utterance) -> Thing:
    """An utterance, with its original words if the archive has them."""
    original = next(
        (passage.original for passage in utterance.passages if passage.original and passage.original.text), None
    )
    speaker = utterance.speaker
    by: Thing | None = {"@type": "Person", "description": speaker.unnamed}
    if speaker.id is not None:
        by = _named(here, speaker.id, "Person" if isinstance(here.archive[speaker.id], Person) else "Organization")
    return {
        "@type": "Quotation",
        "@id": "#",
        "name": utterance.title,
        "text": original.text if original else None,
        "inLanguage": original.language if original else None,
        "spokenByCharacter": by,
        "dateCreated": _day(utterance.said),
    }
