"""Reads annotations of web pages and texts: W3C Web Annotations (w3.org/TR/annotation-model), including those by
Recogito, and Hypothesis.

The selectors of a target say which words are marked. Selectors that only give a position in another program's page
(XPath, CSS, offsets without words) are useless for a copy, and are not imported. Marked names of people or places, as
in Recogito, are not quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.authoring.imports.html_text import text_of_html
from generator.authoring.imports.items import Item, MarkedWords
from generator.problems import RefusedError
from generator.text import addresses, english
from generator.text.transcripts import time_code

_NAMES = frozenset({"identifying", "georeferencing", "classifying", "linking", "grouping", "ordering"})
"""Purposes of a body that says what the marked words name, or their order."""
_OURS = "describing"
"""The motivation of annotations published by archives like this one."""
_MAX_DEPTH = 5


@dataclass
class _Source:
    """An annotated source, with its marks so far."""

    place: str
    url: str | None
    title: str | None
    of: str | None = None
    """The id of the article, if the target is an article's page in an archive like this one."""
    parts: list[MarkedWords] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    names: int = 0
    """The number of marks that are names of people, places and the like."""


def holds_annotations(found: object) -> bool:
    """Whether a JSON value holds annotations."""
    first = next(iter(_listed(found)), None)
    return isinstance(first, dict) and "target" in first


def items(found: object, name: str) -> list[Item]:
    """The annotated sources in a file, each with its marks. Raises RefusedError if the value holds no annotations."""
    sources: dict[str, _Source] = {}
    listed = list(_listed(found))
    if not listed or not all(isinstance(one, dict) for one in listed):
        raise RefusedError(f"{name} holds no annotations")
    marks = {_text(one.get("id")) for one in listed}
    links = 0
    for number, annotation in enumerate(listed, 1):
        place = f"{name}: {_text(annotation.get('id')) or number}"
        for target in _targets(annotation):
            address = _address(target) or _text(annotation.get("uri"))
            if address and address in marks:
                links += 1
                continue
            web = address if address and addresses.is_web(address) else None
            at = addresses.normalised(web) if web else address or ""
            if at not in sources:
                called = f"{name}: {address or 'without an address'}"
                sources[at] = _Source(called, web, _title(annotation, target), of=_page_here(address))
            _add_target(annotation, target, place, sources[at])
    found_items = [_item(source) for source in sources.values()]
    if links:
        found_items.append(Item(name, unread=(f"{english.count_of(links, 'link')} to other marks, not to a source",)))
    return found_items


def _item(source: _Source) -> Item:
    if source.names:
        source.unread.append(f"marks of names of people, places and the like, which are no quotations: {source.names}")
    return Item(
        source.place,
        title=source.title,
        url=source.url,
        article_id=source.of,
        parts=tuple(source.parts),
        notes=tuple(source.notes),
        unread=tuple(source.unread),
    )


def _listed(found: object, depth: int = 0) -> Iterator[Any]:
    """The annotations in a list, in a page or collection (W3C), in a response of the Hypothesis API, or in a Hypothesis
    export."""
    if isinstance(found, list):
        yield from found
    elif isinstance(found, dict):
        held = next((found[key] for key in ("annotations", "rows", "items", "first", "@graph") if key in found), None)
        if held is None and "target" in found:
            yield found
        elif held is not None and depth < _MAX_DEPTH:
            yield from _listed(held, depth + 1)


def _targets(annotation: Mapping[str, Any]) -> list[Any]:
    """The targets of an annotation. Targets named by the hash of a copy (RFC 6920) are skipped, since they only have
    offsets. If several targets in one source are the parts of interrupted words, they become one target with the key
    `further`."""
    given = annotation.get("target")
    if not isinstance(given, list):
        return [given]
    targets = [one for one in given if not (_address(one) or "").startswith("ni:")]
    parts = [next(_quotes(one), None) for one in targets]
    one_source = len({_address(one) for one in targets}) == 1
    if len(targets) < 2 or not one_source or None in parts or annotation.get("motivation") != _OURS:
        return targets or given
    return [
        {
            **targets[0],
            "further": [part["exact"] for part in parts[1:] if part],
            "suffix": (parts[-1] or {}).get("suffix"),
        }
    ]


def _quotes(target: object) -> Iterator[Mapping[str, Any]]:
    """The selectors of a target that quote words."""
    for one in _selectors(target.get("selector") if isinstance(target, dict) else None):
        if one.get("type") == "TextQuoteSelector" and _words(one.get("exact")):
            yield one


def _page_here(address: str | None) -> str | None:
    """The last part of a relative address such as `../../articles/an-article/`."""
    found = re.fullmatch(r"(?:\.\./)+(?:[\w-]+/)*([\w-]+)/?(?:#.*)?", address or "")
    return found[1] if found else None


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("value") or value.get("@value")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _address(target: object) -> str | None:
    """The address of a target's document: its own, or that of its source."""
    if isinstance(target, dict):
        source = target.get("source") or target.get("id") or target.get("@id")
        target = source.get("id") or source.get("@id") if isinstance(source, dict) else source
    return _text(target)


def _title(annotation: Mapping[str, Any], target: object) -> str | None:
    document = annotation.get("document")
    title = _text(document.get("title")) if isinstance(document, dict) else None
    return title or (_text(target.get("label") or target.get("title")) if isinstance(target, dict) else None)


def _add_target(annotation: Mapping[str, Any], target: object, place: str, source: _Source) -> None:
    """Add what an annotation says about one of its targets to `source`."""
    if annotation.get("references"):
        source.unread.append(f"{place}: it is an answer to another annotation")
        return
    notes, tags, purposes = _bodies(annotation)
    given = target.get("selector") if isinstance(target, dict) else None
    selectors = list(_selectors(given))
    if not selectors:
        source.notes += [note for note in notes if note not in source.notes]
        if not notes:
            source.unread.append(f"{place}: it is of the whole source, and says nothing")
        return
    quoted = next(_quotes(target), None)
    speaker, speaker_id = _speaker_of(annotation)
    if purposes and purposes <= _NAMES and not notes and speaker is None:
        source.names += 1
    elif quoted is None:
        kinds = ", ".join(dict.fromkeys(str(one.get("type")) for one in selectors))
        source.unread.append(f"{place}: it does not say which words it marks, only where they stood ({kinds})")
    else:
        starts = (one.get("start") for one in selectors if one.get("type") == "TextPositionSelector")
        source.parts.append(
            MarkedWords(
                _words(quoted["exact"]) or "",
                place=place,
                is_quotation=speaker is not None,
                further=tuple(target.get("further", ())) if isinstance(target, dict) else (),
                speaker=speaker,
                speaker_id=speaker_id,
                prefix=_words(quoted.get("prefix")),
                suffix=_words(quoted.get("suffix") or (target.get("suffix") if isinstance(target, dict) else None)),
                start=next((start for start in starts if isinstance(start, int)), None),
                note="\n\n".join(notes) or None,
                tags=tuple(tags),
                spot=_spot(selectors),
            )
        )


def _speaker_of(annotation: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The speaker's name and id according to an annotation in the form of the files in `/data/annotations/`; the id is
    one of that archive.

    In these files the motivation is "describing", and an identifying body names the speaker. Elsewhere such a body says
    what the marked words name.
    """
    name = speaker_id = None
    bodies = annotation.get("body")
    for body in bodies if isinstance(bodies, list) and annotation.get("motivation") == _OURS else ():
        if isinstance(body, dict) and body.get("purpose") == "identifying":
            if body.get("type") == "SpecificResource":
                speaker_id = _page_here(_text(body.get("source")))
            else:
                name = _text(body.get("value"))
    return name, speaker_id


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _bodies(annotation: Mapping[str, Any]) -> tuple[list[str], list[str], set[str]]:
    """The notes, the tags, and the purposes of the bodies of an annotation."""
    notes, purposes = [], set()
    text, tagged = annotation.get("text"), annotation.get("tags")
    if isinstance(text, str) and text.strip():
        notes.append(text.strip())
    tags = [one for one in map(_text, tagged) if one] if isinstance(tagged, list) else []
    held = annotation.get("body", annotation.get("bodyValue"))
    for body in held if isinstance(held, list) else [held]:
        if isinstance(body, str):
            notes.append(body) if "bodyValue" in annotation else None
            continue
        if not isinstance(body, dict):
            continue
        purpose = _text(body.get("purpose"))
        if purpose:
            purposes.add(purpose)
        value = body.get("value")
        if isinstance(value, dict):  # a tag of a vocabulary in Recogito Studio
            value = value.get("label")
        if not isinstance(value, str) or not value.strip():
            value = body.get("note") or ""
        if not isinstance(value, str) or not value.strip() or purpose in _NAMES:
            continue
        if purpose == "tagging":
            tags.append(" ".join(value.split()))
        else:
            notes.append(text_of_html(value) if body.get("format") == "text/html" else value.strip())
    return [note for note in dict.fromkeys(notes) if note], list(dict.fromkeys(tags)), purposes


def _selectors(given: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The selectors of a target, including those that refine them."""
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, dict) and depth < _MAX_DEPTH:
            yield one
            yield from _selectors(one.get("refinedBy"), depth + 1)
            if one.get("type") == "Choice":
                yield from _selectors(one.get("items"), depth + 1)


def _spot(selectors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Where a reader finds the words: a page of a PDF (RFC 8118, Hypothesis), or a time in a recording (Media
    Fragments, Hypothesis)."""
    for one in selectors:
        if one.get("type") == "FragmentSelector":
            of = dict(part.partition("=")[::2] for part in str(one.get("value", "")).split("&"))
            if of.get("page", "").isdigit():
                return {"page": str(int(of["page"]))}
            if "t" in of:
                return _times(*of["t"].removeprefix("npt:").partition(",")[::2])
        elif one.get("type") == "PageSelector":
            label, index = str(one.get("label", "")), one.get("index")
            if label.isdigit() or isinstance(index, int):
                return {"page": label if label.isdigit() else str(int(index or 0) + 1)}
        elif one.get("type") == "MediaTimeSelector":
            return _times(one.get("start"), one.get("end"))
    return {}


def _times(start: object, end: object) -> dict[str, str]:
    try:
        begins = int(float(str(start or 0)))
        ends = int(-(-float(str(end)) // 1)) if end else None
    except (ValueError, OverflowError):
        return {}
    if begins < 0 or begins > 359_999:
        return {}
    return {"time": time_code(begins)} | (
        {"until": time_code(ends)} if ends is not None and begins < ends < 360_000 else {}
    )
