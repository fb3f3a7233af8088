"""Who is quoted: the words between quotation marks, the reporting verb beside them, and whose it probably is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator import names
from generator.model import Organisation, Person
from generator.suggest.mentions import Known, Mention
from generator.suggest.text import Copy, Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation: where its parts stand, who said it by which verb, and who carried it. All but the words may be unknown."""

    spans: tuple[Span, ...]
    speaker: str | None = None
    unnamed: str | None = None
    cue: str | None = None
    to: str | None = None
    via: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return self.spans[0][0]


def spoken_in(known: Known, copy: Copy, mentions: Sequence[Mention]) -> tuple[Spoken, ...]:
    """Every quotation of the text, in order."""
    reader = _Reader(known, copy, mentions)
    found: list[Spoken] = []
    for spans in _joined(copy):
        found.append(reader.read(spans, found[-1] if found else None))
    return tuple(found)


# --- the words -----------------------------------------------------------------------------------------------------------


def _joined(copy: Copy) -> Iterator[tuple[Span, ...]]:
    """The quotations, those joined that the reporting clause interrupts in the middle of a sentence."""
    parts: list[Span] = []
    for span in copy.quoted:
        if parts and _goes_on(copy, parts[-1], span):
            parts.append(span)
            continue
        if parts:
            yield tuple(parts)
        parts = [_fragment(copy.text, span)]
    if parts:
        yield tuple(parts)


def _goes_on(copy: Copy, before: Span, span: Span) -> bool:
    between = copy.text[before[1] : span[0]]
    short = len(between) <= 90 and "\n\n" not in between and copy.paragraph_at(before[0]) == copy.paragraph_at(span[0])
    open_end = re.match(r"\s*[,—–]", between) is not None or re.match(r"[”\"»“]?\s*[,—–]", between) is not None
    ends = re.search(r"[.!?;:](?=\s|[”\"“«]|$)", between.rstrip(' “"«„‘'))
    lower = copy.text[span[0]].islower()
    clause = _CUE.search(between)
    finite = clause is not None and clause[0].lower() not in _PARTICIPLE
    continues = re.search(r"[,—–]\s*[“\"«„‘]\s*$", between) is not None or (lower and len(between) <= 50)
    return short and open_end and finite and continues and not ends


def _fragment(text: str, span: Span) -> Span:
    """A few words that are no sentence of their own leave the full stop to the sentence around them."""
    start, end = span
    words = text[start:end]
    if words.endswith(".") and words[:1].islower() and not re.search(r"[.!?]\s", words) and not words.endswith(".."):
        return start, end - 1
    return span


# --- the reporting clause ------------------------------------------------------------------------------------------------

# Forms of English, Russian, Ukrainian, German, Spanish and Korean verbs that report speech, the longer ones first.
_PHRASES = (
    r"(?:was |were |is |been )?(?:quoted|cited|reported) (?:\w+ )?as (?:saying|telling|stating)",
    r"according to", r"in the words of", r"went on(?: to say)?", r"pointed out", r"points out", r"pointed to",
    r"expressed (?:gratitude|concern|hope|confidence)",
)  # fmt: skip
_FINITE = (
    "said says told tells added adds stated states wrote writes noted notes announced announces declared declares warned warns "
    "emphasized emphasised emphasizes emphasises stressed stresses underscored underscores underlined claimed claims asserted "
    "asserts insisted insists argued argues replied replies responded responds explained explains confirmed confirms denied denies "
    "reported reports described describes called calls praised praises hailed hails dismissed dismisses condemned condemns vowed "
    "vows pledged pledges ordered orders thanked thanks recalled recalls concluded continued continues acknowledged acknowledges "
    "admitted admits suggested suggests urged urges asked asks remarked commented quoted quotes read reads tweeted posted accused "
    "promised predicted estimated estimates believes assesses assessed"
)
_PARTICIPLES = (
    "saying telling adding stating writing noting announcing declaring warning emphasizing emphasising stressing underscoring "
    "underlining claiming asserting insisting arguing replying responding explaining confirming denying reporting describing calling "
    "praising hailing dismissing condemning vowing pledging thanking recalling concluding acknowledging admitting suggesting urging"
)
_ELSEWHERE = (
    r"говорится в (?:\w+ ){0,2}(?:заявлении|сообщении|документе)|по словам|за словами|как (?:заявил|сообщил|отметил)\w*|"
    r"(?:сказа|заяви|сообщи|отмети|подчеркну|доба́?ви|написа|рассказа|объясни|призна|пояс?ни|указа|утвержда|поблагодари|напомни)"
    r"(?:л|ла|ли|ло)|(?:каза|сказа|заяви|повідоми|зазначи|наголоси|дода|написа|розпові|поясни|підкресли)(?:в|ла|ли)|"
    r"подчеркнул[аи]?|добавил[аи]?|"
    r"(?:sagte|erklärte|betonte|schrieb|teilte mit|hieß es|kündigte an|dankte)|"
    r"(?:dijo|afirmó|señaló|subrayó|declaró|añadió|aseguró|explicó|anunció|destacó|indicó|expresó)"
)
_KOREAN_CUES = r"(?:말했|밝혔|전했|강조했|덧붙였|했|설명했|주장했|보도했|지적했|언급했|평가했)다"
_CUE = re.compile(
    rf"\b(?:{'|'.join(_PHRASES)})\b|\b(?:{'|'.join(f'{_FINITE} {_PARTICIPLES}'.split())})\b|\b(?:{_ELSEWHERE})\b|{_KOREAN_CUES}",
    re.IGNORECASE,
)
_PARTICIPLE = frozenset(_PARTICIPLES.split())
_NEAR = 160
"""Letters within which a reporting verb belongs to a quotation."""

_BODY = r"ministry|agency|service|office|government|army|command|council|commission|committee|embassy|department|mission|party"
_PRONOUN = re.compile(
    rf"\b(he|she|they|it|who|which|(?:the|its|their|his) (?:\w+ ){{0,2}}(?:{_BODY}|statement|message|letter|report|post|document)"
    r"|the (?:\w+ )?(?:leader|president|minister|official|spokesman|spokeswoman|spokesperson|secretary|diplomat|general|envoy|ambassador)"
    r"|он|она|они|він|вона|вони|그는|그)\b",
    re.IGNORECASE,
)
_NAMED_BODY = re.compile(rf"(?:the|its|their|his) ((?:\w+ ){{0,2}}(?:{_BODY}))", re.IGNORECASE)
_BODIES = re.compile(r"it|they|which|(?:the|its|their|his) .*(?:statement|message|report|document)", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b((?:an?|one|another|some|two|three|several|unnamed|anonymous|senior|top|western|officials?)\b[^,.;:“”\"\n]{0,80}?"
    r"(?:official|officer|source|spokes(?:man|woman|person)|diplomat|soldier|prisoner|commander|expert|analyst|aide|adviser|lawmaker)s?"
    r"(?: (?:of|from|in|at|with) [^,.;:“”\"\n]{2,50})?)\s*(?:,[^,]{0,60},)?\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:the\s+)?(reporters|journalists|the press|lawmakers|[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4})")
_SPEAKING_TO = re.compile(
    r"\b(?:speaking|talking|remarks|statement|interview|in comments) (?:to|with) (?:the\s+)?(reporters|journalists|lawmakers)",
    re.IGNORECASE,
)
_GOVERNED = re.compile(
    r"(?:\b(?:of|in|by|from|against|with|for|to|at|on|between|and|near|into|inside|over|than|toward|towards|after)|[’']s)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    words: str
    after: bool  # the quotation

    @property
    def participle(self) -> bool:
        return self.words.lower() in _PARTICIPLE or bool(re.fullmatch(_KOREAN_CUES, self.words))

    @property
    def attributes(self) -> bool:
        """Whether who spoke stands behind it: according to X."""
        return self.words.lower() in ("according to", "in the words of", "по словам", "за словами")


class _Reader:
    """Reads reporting clauses of one text."""

    def __init__(self, known: Known, copy: Copy, mentions: Sequence[Mention]) -> None:
        self._known = known
        self._copy = copy
        self._people, self._carriers = known.people, known.carriers
        outside = (m for m in mentions if not _inside(m.start, copy.quoted))
        self._agents = [m for m in map(self._speaking, outside) if m is not None]
        self._starts = [m.start for m in self._agents]

    def _between(self, start: int, end: int) -> list[Mention]:
        """Who is named there, outside of quotations."""
        return self._agents[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _speaking(self, mention: Mention) -> Mention | None:
        """A mention as of somebody who can speak: of a place, the body that bears its name."""
        records = self._known.archive.records
        for bearer in (mention.id, *mention.others):
            if isinstance(records.get(bearer), Person | Organisation):
                return mention if bearer == mention.id else replace(mention, id=bearer)
        return None

    def read(self, spans: tuple[Span, ...], last: Spoken | None) -> Spoken:
        """A quotation with what its sentence says of it; the one before it may go on."""
        bare = Spoken(spans)
        sentence = self._sentence(spans)
        cues = self._cues(spans, sentence)
        attributed = {cue: self._who(cue, sentence, spans, last).speaker for cue in cues if cue.attributes}
        via = [who for who in attributed.values() if who in self._carriers]
        for cue in cues:
            if attributed.get(cue) in self._carriers:
                continue
            who = self._who(cue, sentence, spans, last)
            if who.speaker or who.unnamed:
                return replace(
                    who, spans=spans, cue=" ".join(cue.words.split()), to=self._to(cue, sentence), via=(*via, *who.via)
                )
            bare = replace(bare, cue=bare.cue or " ".join(cue.words.split()))
        if bare.cue is None and last and self._same_paragraph(last, spans):
            return replace(bare, speaker=last.speaker, unnamed=last.unnamed, via=tuple(via))
        subject = self._first(sentence, spans)
        if subject and (bare.cue is None or via):
            return replace(bare, speaker=subject.id, via=tuple(via))
        if via:
            return replace(bare, speaker=via[0], cue="according to")
        if last and bare.cue is None and self._follows(last, spans):
            return replace(bare, speaker=last.speaker, unnamed=last.unnamed)
        return bare

    def _sentence(self, spans: tuple[Span, ...]) -> Span:
        first = self._copy.sentence_at(spans[0][0])
        last = self._copy.sentence_at(max(spans[-1][0], spans[-1][1] - 1))
        return first[0], last[1]

    def _cues(self, spans: tuple[Span, ...], sentence: Span) -> list[_Cue]:
        """The reporting verbs around a quotation, the likeliest first."""
        text = self._copy.text
        found: list[_Cue] = []
        quoted = self._copy.quoted
        first, following = bisect_left(quoted, (spans[0][0], 0)), bisect_left(quoted, (spans[-1][1], 0))
        low = max(sentence[0], quoted[first - 1][1] if first else 0)
        high = min(sentence[1], quoted[following][0] if following < len(quoted) else sentence[1])
        gaps = [(spans[n][1], spans[n + 1][0]) for n in range(len(spans) - 1)]
        for start, end, after in [*((*g, True) for g in gaps), (spans[-1][1], high, True), (low, spans[0][0], False)]:
            found += [_Cue(m.start(), m.end(), m[0], after) for m in _CUE.finditer(text, start, end)]
        ends_open = (
            text[spans[0][1] : spans[0][1] + 3].lstrip('”"»“’').startswith(",")
            or "," in text[spans[0][1] : spans[0][1] + 2]
        )

        def cost(cue: _Cue) -> tuple[float, int]:
            distance = cue.start - spans[0][1] if cue.after else spans[0][0] - cue.end
            late = cue.after and not ends_open
            return distance + (40 if late else 0) + (25 if cue.attributes else 0) + (
                60 if cue.after and cue.participle else 0
            ), cue.start

        near = [c for c in found if cost(c)[0] <= _NEAR]
        return sorted(near, key=cost)

    def _who(self, cue: _Cue, sentence: Span, spans: tuple[Span, ...], last: Spoken | None) -> Spoken:
        outside = self._between(*sentence)
        before = [m for m in outside if m.end <= cue.start and (not cue.after or m.start >= spans[0][1])]
        behind = [m for m in outside if m.start >= cue.end and (cue.after or m.end <= spans[0][0])]
        text = self._copy.text
        if " as " in cue.words:
            between = [m for m in outside if cue.start <= m.start < cue.end]
            carriers = [m for m in before if m.id in self._carriers]
            quoted = between or [m for m in before if m.id not in self._carriers]
            via = (carriers[-1].id,) if carriers else ()
            return Spoken(spans, quoted[-1].id if quoted else None, via=via)
        if cue.attributes:
            return Spoken(spans, behind[0].id) if behind and behind[0].start - cue.end < 80 else Spoken(spans)
        if cue.after:
            lead = text[spans[0][1] : cue.start]
            unnamed = _UNNAMED.search(lead.rstrip())
            pronoun = _last(_PRONOUN, lead)
            if before:
                return Spoken(spans, self._subject(before, cue).id)
            inverted = [m for m in behind if m.start - cue.end < 90]
            if inverted and not pronoun:
                return Spoken(spans, self._inverted(inverted, cue).id)
            if pronoun:
                return self._meant(pronoun, spans, last)
            if unnamed:
                return Spoken(spans, unnamed=" ".join(unnamed[1].split()))
            return self._unnamed_behind(text[cue.end : sentence[1]], spans)
        lead = text[sentence[0] : cue.start]
        pronoun = _last(_PRONOUN, lead[-60:])
        unnamed = _UNNAMED.search(lead.rstrip())
        if cue.participle and before:
            return Spoken(spans, self._first_of(before).id)
        if unnamed and not any(m.end > sentence[0] + unnamed.start() for m in before):
            return Spoken(spans, unnamed=" ".join(unnamed[1].split()))
        if (
            pronoun
            and len(lead) - lead.rfind(pronoun[0]) - len(pronoun[0]) < 14
            and not any(m.end > cue.start - 14 for m in before)
        ):
            return self._meant(pronoun, spans, last)
        if before:
            return Spoken(spans, self._subject(before, cue).id)
        if pronoun:
            return self._meant(pronoun, spans, last)
        return Spoken(spans)

    def _subject(self, before: Sequence[Mention], cue: _Cue) -> Mention:
        """The likeliest subject of a verb among the mentions before it."""
        text = self._copy.text

        def cost(mention: Mention) -> tuple[float, int]:
            away = len(text[mention.end : cue.start].split())
            governed = 9 if _GOVERNED.search(text[max(0, mention.start - 14) : mention.start]) else 0
            owns = 9 if re.match(r"[’']s?\s", text[mention.end : mention.end + 3]) else 0
            body = 0 if mention.id in self._people else 4
            return away + governed + owns + body, -mention.start

        return min(before, key=cost)

    def _first_of(self, mentions: Sequence[Mention]) -> Mention:
        people = [m for m in mentions if m.id in self._people]
        return (people or list(mentions))[0]

    def _inverted(self, behind: Sequence[Mention], cue: _Cue) -> Mention:
        """The subject behind its verb: said Russia's foreign minister Sergey Lavrov."""
        clause = re.split(r"[,;.]", self._copy.text[cue.end : cue.end + 120])[0]
        inside = [m for m in behind if m.start < cue.end + len(clause)]
        people = [m for m in inside if m.id in self._people]
        return (people or inside or list(behind))[0]

    def _meant(self, pronoun: re.Match[str], spans: tuple[Span, ...], last: Spoken | None) -> Spoken:
        """Whom a pronoun means: the one before, who spoke last or was named last."""
        named_body = _NAMED_BODY.fullmatch(pronoun[0])
        if named_body:
            return Spoken(spans, self._body(named_body[1], spans[0][0]))
        body = bool(_BODIES.fullmatch(pronoun[0]))
        if last and last.speaker and (last.speaker in self._people) != body:
            named = self._between(last.start + 1, spans[0][0])
            newer = [
                m
                for m in named
                if (m.id in self._people) != body
                and self._copy.sentence_at(m.start) != self._copy.sentence_at(last.start)
            ]
            if not newer or body:
                return Spoken(spans, last.speaker)
        limit = self._copy.sentence_at(spans[0][0])[0]
        named = [m for m in self._between(0, spans[0][0]) if (m.id in self._people) != body]
        before = [m for m in named if m.start < limit] or named
        return Spoken(spans, before[-1].id) if before else Spoken(spans)

    def _body(self, words: str, offset: int) -> str | None:
        """The body that a text calls its ministry: the last one named whose name ends so, or that of the country named last."""
        wanted = names.key(words)
        before = self._between(0, offset)
        for mention in reversed(before):
            if any(wanted[-1] in names.key(name) for name in self._names(mention.id)):
                return mention.id
        records = self._known.archive.records
        lands = [getattr(records.get(m.id), "country", None) for m in before if m.id not in self._people]
        land = next((code for code in reversed(lands) if code), None)
        ours = [o.id for o in self._known.archive.organisations if land and o.country == land]
        named = [o for o in ours if any(names.key(name)[-len(wanted) :] == wanted for name in self._names(o))]
        return named[0] if len(named) == 1 else None

    def _names(self, entity: str) -> tuple[str, ...]:
        return getattr(self._known.archive.records.get(entity), "names", ())

    def _unnamed_behind(self, clause: str, spans: tuple[Span, ...]) -> Spoken:
        first = re.split(r"[,;.]", clause)[0]
        unnamed = _UNNAMED.search(first.rstrip())
        return Spoken(spans, unnamed=" ".join(unnamed[1].split())) if unnamed else Spoken(spans)

    def _first(self, sentence: Span, spans: tuple[Span, ...]) -> Mention | None:
        """Who is named in the sentence without a reporting verb: the one who, for want of another, has the word."""
        inside = self._between(sentence[0], spans[0][0])
        people = [m for m in inside if m.id in self._people]
        return next(iter(people or [m for m in inside if m.id not in self._carriers]), None)

    def _same_paragraph(self, last: Spoken, spans: tuple[Span, ...]) -> bool:
        here = self._copy.paragraph_at(spans[0][0])
        return self._copy.paragraph_at(last.start) == here and not self._first(self._sentence(spans), spans)

    def _follows(self, last: Spoken, spans: tuple[Span, ...]) -> bool:
        """Whether nothing but space stands between two quotations: the same mouth goes on in a new paragraph."""
        return not re.search(r"\w", self._copy.text[last.spans[-1][1] : spans[0][0]])

    def _to(self, cue: _Cue, sentence: Span) -> str | None:
        if cue.words.lower() in ("told", "telling", "tells"):
            match = _TO.match(self._copy.text, cue.end)
            if match:
                return " ".join(match[1].split())
        match = _SPEAKING_TO.search(self._copy.text, *sentence)
        return match[1] if match else None


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether this letter stands in one of the spans, which are in order."""
    at = bisect_right(spans, (offset, offset)) - 1
    near = [spans[n] for n in (at, at + 1) if 0 <= n < len(spans)]
    return any(start <= offset < end for start, end in near)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(list(pattern.finditer(text))[::-1]), None)
