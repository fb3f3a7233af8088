"""Writes a proposal as parts of a record, each marked `review: needed`, and lists what is left to the contributor."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.authoring import scaffold
from generator.authoring.copies import Copy
from generator.authoring.suggest import Mention, Proposal, ProposedFigure, ProposedQuotation
from generator.problems import RefusedError
from generator.records import edit, layout
from generator.records.load import make_record
from generator.records.model import SPOTS, Article
from generator.records.scalars import to_slug
from generator.records.yaml_text import Source, read
from generator.text import names, stop_words


@dataclass(frozen=True, slots=True)
class Additions:
    """The additions to an article: items by key, and a first sentence if there is no body yet. `left` lists what is not
    included, and why."""

    items: Mapping[str, tuple[dict[str, layout.Value], ...]]
    body: str | None
    left: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.body or any(self.items.values()))


def additions(archive: Archive, article: Article, copy: Copy, proposal: Proposal) -> Additions:
    """The additions that a proposal makes to an article, without those that it already has, and those without a speaker
    or a measure."""
    ids = IdMaker({part.id for field in (article.quotations, article.statements, article.figures) for part in field})
    left: list[str] = []
    quotations = list(_quotations(article, copy, proposal.quotations, ids, left))
    figures = list(_figures(article, proposal.figures, ids, left))
    body = None if article.body.strip() else _first_sentence(archive, proposal.mentions, article)
    return Additions({"quotations": tuple(quotations), "figures": tuple(figures)}, body, tuple(left))


def proposal_as_text(archive: Archive, article: Article, proposal: Proposal, found: Additions) -> str:
    """The proposal as text for a contributor: the YAML that would be added, then everything to check by hand."""
    lines = []
    for key, items in found.items.items():
        if items:
            lines += [f"{key}:", *layout.to_lines(items, 2), ""]
    head = proposal.head
    lines.append("head of the copy:")
    for key, reads in (
        ("publisher", [head.publisher]),
        ("authors", list(head.authors)),
        ("published", [head.published]),
    ):
        if any(reads):
            lines += [f"    {key}: {r.value} (line {r.line}: “{_shown(r.words)}”)" for r in reads if r]
        else:
            lines.append(f"    {key}: {'[]' if key == 'authors' else 'null'}")
    counted: dict[str, list[Mention]] = {}
    for mention in proposal.mentions:
        counted.setdefault(mention.id, []).append(mention)
    lines.append(f"names {len(counted)} known record{'s' * (len(counted) != 1)}" + (":" if counted else ""))
    linked = set(archive.named_in(article.id))
    for record_id, mentions in counted.items():
        shown = " / ".join(dict.fromkeys(m.words.replace("\n", " ") for m in mentions))
        others = f", or {', '.join(mentions[0].others)}" if mentions[0].others else ""
        mark = " " if record_id in linked else "+"
        lines.append(f"  {mark} [[{record_id}|{mentions[0].words}]] × {len(mentions)}: {shown}{others}")
    if any(record_id not in linked for record_id in counted):
        lines.append("  (+: not linked in the article yet)")
    if proposal.dates:
        lines.append("dates:")
        for date in proposal.dates:
            basis = f" ({date.basis})" if date.basis else ""
            lines.append(f"    “{date.words}”: {date.edtf or 'not clear from its words'}{basis}")
    if found.left:
        lines += ["left to you:", *(f"    {line}" for line in found.left)]
    return "\n".join(lines)


def apply_proposal(article: Article, source: Source, raw: bytes, found: Additions) -> str:
    """The whole file with the additions, formatted; `raw` is its present content. Raises RefusedError if the result
    would not be a valid record."""
    edits: list[edit.Edit] = []
    for key, items in found.items.items():
        if items:
            # Remove the example that `archive new` wrote for this key.
            edits += [edit.DeleteComment(tuple(scaffold.as_comment("article", key))), edit.AppendItems((key,), items)]
    body = []
    if found.body:
        edits += [] if article.review else [edit.SetValue(("review",), "needed")]
        body = [edit.Splice(0, len(source.body or ""), found.body + "\n")]
    try:
        whole = edit.edit_file(raw, source, edits, body)
    except RefusedError as refusal:
        raise RefusedError(str(refusal)) from None
    after, problems = read(source.path, whole, front_matter=True)
    if after is not None and not problems:
        _, problems = make_record(after, "article", article.id)
    if after is None or problems:
        raise RefusedError("; ".join(map(str, problems)) or "the record could not be read back")
    return layout.format_source(after, "article")


# --- items ---------------------------------------------------------------------------------------------------------------


def _quotations(
    article: Article, copy: Copy, proposed: Iterable[ProposedQuotation], ids: IdMaker, left: list[str]
) -> Iterator[dict[str, layout.Value]]:
    known_words = {_plain(part) for quotation in article.quotations for part in (quotation.words, *quotation.text)}
    is_recorded_copy = article.source.sha256 == copy.sha256
    # The text of a PDF has form feeds between its pages.
    has_pages = "\f" in copy.text and article.source.published_as in SPOTS["page"]
    newcomers: set[str] = set()
    repeats = RepeatFinder(copy.text)
    for proposal in proposed:
        words, found = " ".join(proposal.parts), proposal.found
        if _plain(words) in known_words:
            continue
        known_words.add(_plain(words))
        if found.newcomer and found.unnamed and found.unnamed not in newcomers:
            newcomers.add(found.unnamed)
            left.append(f"{found.unnamed} is no record yet: archive new person --name {shlex.quote(found.unnamed)}")
        if not found.speaker and not found.unnamed:
            left.append(f"“{_shown(words)}”: no speaker was found near it")
            continue
        item: dict[str, layout.Value] = {"id": ids.fresh(_id_of(words)), "review": "needed"}
        item["speaker"] = found.speaker or {"unnamed": found.unnamed or ""}
        item["text"] = proposal.parts[0] if len(proposal.parts) == 1 else list(proposal.parts)
        optional: dict[str, layout.Value] = {
            "cue": found.cue,
            "said": _date(proposal.date) if proposal.date else None,
            "to": found.to,
            "via": [carrier for carrier in found.via if carrier != article.publisher] or None,
            "utterance": str(proposal.passage.ref) if proposal.passage else None,
        }
        item |= {key: value for key, value in optional.items() if value is not None}
        start, end = found.spans[0]
        if is_recorded_copy:
            spans = [[first, last] for first, last in found.spans]
            item["at"] = spans[0] if len(spans) == 1 else spans
        elif repeats.occurs_again(start, end):
            item["prefix"] = _prefix(copy.text, start)
        if has_pages:
            item["where"] = {"page": str(1 + copy.text.count("\f", 0, start))}
        yield item


def _figures(
    article: Article, proposed: Iterable[ProposedFigure], ids: IdMaker, left: list[str]
) -> Iterator[dict[str, layout.Value]]:
    known_figures = {(f.measure, f.value, f.low, f.high) for f in article.figures}
    for one in proposed:
        found = one.number
        if found.measure is None:
            left.append(f"{found.words}: it counts nothing that the archive surely knows")
            continue
        key = (found.measure, found.value, found.low, found.high)
        if key in known_figures:
            continue
        known_figures.add(key)
        numbers = {"value": found.value, "low": found.low, "high": found.high}
        number = "-to-".join(
            f"{n:g}".replace(".", "-") if n < 1e6 else f"{n:.0f}" for n in numbers.values() if n is not None
        )
        item: dict[str, layout.Value] = {
            "id": ids.fresh(f"{found.measure[:50].rstrip('-')}-{number}"),
            "review": "needed",
            "measure": found.measure,
            **{name: n for name, n in numbers.items() if n is not None},
            "by": [one.source] if one.source else [],
        }
        if one.as_of:
            date = _date(one.as_of)
            item |= {"as_of": date} if date is not None else {}
        if found.qualifier:
            item["qualifier"] = found.qualifier
        yield item


def _date(date: object) -> layout.Value:
    edtf, words, basis = (getattr(date, name) for name in ("edtf", "words", "basis"))
    if edtf is None:
        return None
    found: dict[str, layout.Value] = {"edtf": edtf, "words": words}
    return found | ({"basis": basis} if basis else {})


class RepeatFinder:
    """Tells whether words occur twice in a text, and so need a prefix. After searching `letters` characters in all, as
    in a hundred long articles, it always says yes, since an unnecessary prefix does no harm."""

    def __init__(self, text: str, letters: int = 50_000_000) -> None:
        self._text = text
        self._left = letters

    def occurs_again(self, start: int, end: int) -> bool:
        """Whether the words of this span also occur elsewhere. True if the limit is used up."""
        if self._left <= 0:
            return True
        words = self._text[start:end]
        first = self._text.find(words)
        second = self._text.find(words, first + 1)
        self._left -= second if second >= 0 else len(self._text)
        return second >= 0


def _prefix(text: str, start: int) -> str:
    """The last four words before the quotation, including its opening mark."""
    before = " ".join(text[max(0, start - 60) : start].split())
    return " ".join(before.split(" ")[-4:])


def _first_sentence(archive: Archive, mentions: Iterable[Mention], article: Article) -> str | None:
    named: dict[str, str] = {}
    for mention in mentions:
        if mention.id in archive and mention.id != article.publisher:
            words = " ".join(mention.words.split())
            if len(words) > len(named.get(mention.id, "")):
                named[mention.id] = words
    links = [
        f"[[{record_id}]]" if archive[record_id].name == words else f"[[{record_id}|{words}]]"
        for record_id, words in named.items()
    ]
    if not links:
        return None
    listed = [f"{link}," for link in links[:-2]] + ([links[-2], "and"] if len(links) > 1 else [])
    lines = ["This copy names"]
    for piece in (*listed, f"{links[-1]}."):  # never break a line inside a link
        if len(lines[-1]) + 1 + len(piece) > layout.WIDTH:
            lines.append(piece)
        else:
            lines[-1] += f" {piece}"
    return "\n".join(lines)


def _plain(text: str) -> str:
    return " ".join(names.key(text))


def _shown(words: str) -> str:
    return words if len(words) <= 70 else words[:69] + "…"


def _id_of(words: str) -> str:
    parts = to_slug(names.latin(words)).split("-")
    telling = [part for part in parts if part not in stop_words.IN_QUOTATIONS] or parts
    return "-".join(telling[:4])[:40].strip("-") or "quotation"


class IdMaker:
    """Makes ids that no part of an article has yet, in a few steps, however many of them begin alike."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = {}

    def fresh(self, wanted: str) -> str:
        """The wanted id, with the lowest free number appended if it is taken. It is not returned again, unless
        released."""
        found = wanted
        while found in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found

    def release(self, given: str) -> None:
        """Make an id available again."""
        self._taken.discard(given)
