"""Finds quotations and their speakers: the words in quotation marks, the reporting verb nearby, and its subject."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.authoring.suggest.mentions import Mention, NameIndex
from generator.authoring.suggest.text import Span, SplitText
from generator.records.model import Organisation, Person
from generator.text import names

_NEW_CLAUSE = re.compile(
    r"[”\"»“’‘'‹›]?\s*+[,—–;]?\s*+(?:and|but|while|whereas|although|though|or|und|aber|et|mais|y|pero|а|но)\s",
    re.IGNORECASE,
)
"""The beginning of another clause after a quotation: “angry”, and Tom Weir said she was “calm”."""
_OPENING = r"“\"«»„‘‚›'"
"""The marks that may open a quotation, for a character class."""


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A quotation: the spans of its parts, its speaker, the reporting verb, and the outlets that passed it on. Only the
    spans are always known."""

    spans: tuple[Span, ...]
    speaker: str | None = None
    unnamed: str | None = None
    cue: str | None = None
    to: str | None = None
    via: tuple[str, ...] = ()
    newcomer: bool = False
    """Whether `unnamed` is the name of a person who is not in the archive."""

    @property
    def start(self) -> int:
        """The offset of its first word."""
        return self.spans[0][0]


def find_quotations(known: NameIndex, copy: SplitText, mentions: Sequence[Mention]) -> tuple[FoundQuotation, ...]:
    """Every quotation of the text, in order."""
    reader = _Reader(known, copy, mentions)
    found: list[FoundQuotation] = []
    for spans in _spans_of_quotations(copy):
        if len(spans) == 1 and (_is_a_title(copy, spans[0]) or _is_so_called(copy, spans[0])):
            continue
        found.append(reader.read(spans, found[-1] if found else None))
    return tuple(found)


def number_giver(known: NameIndex, copy: SplitText, mentions: Sequence[Mention]) -> Callable[[Span], str | None]:
    """A function that returns who gives the number at a span: the subject of the sentence's reporting verb, or None."""
    reader = _Reader(known, dataclasses.replace(copy, quoted=()), mentions)

    def giver(span: Span) -> str | None:
        said = reader.read((span,), None)
        return said.speaker if said.cue else None

    return giver


# --- the words -----------------------------------------------------------------------------------------------------------


def _spans_of_quotations(copy: SplitText) -> Iterator[tuple[Span, ...]]:
    """The quotations. If a reporting clause interrupts one in the middle of a sentence, its parts are joined."""
    parts: list[Span] = []
    for span in copy.quoted:
        if parts and _continues(copy, parts[-1], span):
            parts.append(span)
            continue
        if parts:
            yield tuple(parts)
        parts = [_fragment(copy.text, span)]
    if parts:
        yield tuple(parts)


def _continues(copy: SplitText, before: Span, span: Span) -> bool:
    between = copy.text[before[1] : span[0]]
    short = len(between) <= 90 and "\n\n" not in between and copy.paragraph_at(before[0]) == copy.paragraph_at(span[0])
    open_end = re.match(r"\s*[,—–]", between) is not None or re.match(r"[”\"»«“’‘'‹›]?\s*[,—–]", between) is not None
    ends = re.search(r"[.!?;:](?=\s|[”\"“«»]|$)", between.rstrip(' “"«»„‘‚›‹'))
    lower = copy.text[span[0]].islower()
    clause = _CUE.search(between)
    finite = clause is not None and clause[0].lower() not in _PARTICIPLE
    another = _NEW_CLAUSE.match(between)
    continues = re.search(rf"[,—–]\s*[{_OPENING}]\s*$", between) is not None or (lower and len(between) <= 50)
    return bool(short and open_end and finite and continues and not ends and not another)


def _fragment(text: str, span: Span) -> Span:
    """The span without its full stop, if it is a few words that are not a sentence."""
    start, end = span
    words = text[start:end]
    if words.endswith(".") and words[:1].islower() and not re.search(r"[.!?]\s", words) and not words.endswith(".."):
        return start, end - 1
    return span


_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+|#\w+|[\w.-]+\.[a-z]{2,}(?:/\S*)?|\S+\.(?:jpe?g|png|gif|webp|svg|mp4)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:novels?|books?|poems?|films?|movies?|documentary|series|show|program(?:me)?s?|broadcast|podcast|songs?|albums?|plays?|opera|musical|"
    r"painting|ship|vessel|ferry|trawler|boat|frigate|tanker|yacht|steamer|schooner|submarine|magazine|newspaper|journal|channel|episode|game|website|"
    r"report|exhibition|operation|award|medal|prize|order of|called|titled|entitled|named|dubbed|codenamed|known as|guest (?:of|on)|"
    rf"(?:aboard|host|editor|author|star|director|presenter) (?:of|on)?)\s*+(?:,\s*+)?(?:the\s++)?[\s{_OPENING}「『]*+$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    rf"\b(?:headlined|headline|headed|titled|entitled|captioned|subtitled)(?:\s+(?:is|was|reads?))?[\s,:{_OPENING}「『]*+$",
    re.IGNORECASE,
)
"""After these words comes the title of a text, whatever its capitalization."""
_WORK_ELSEWHERE = re.compile(
    r"(?:\b(?:Romans?|Roman|Buch(?:es)?|Films?|Sendung|Serie|Zeitung|Zeitschrift|Lied|Schiff|livre|roman|film|émission|journal|chanson|navire|"
    r"novela|libro|película|programa|revista|diario|canción|barco|romanzo|libro|trasmissione|giornale|nave|"
    r"роман\w{0,3}|фильм\w{0,3}|фільм\w{0,3}|книг\w{0,3}|книз\w|программ\w{0,3}|програм\w{0,3}|передач\w{0,3}|газет\w{0,3}|журнал\w{0,3}|канал\w{0,3}|"
    r"телеканал\w{0,3}|песн\w{0,3}|пісн\w{0,3}|корабл\w{0,3}|агентств\w{0,3}|компани\w{0,3}|компані\w{0,3}|парти\w{0,3}|парті\w{0,3}|групп\w{0,3}|"
    rf"(?:a|the)\s(?:project|group|campaign|operation|programme|program|scheme|team)\s(?:called|named|dubbed)|(?P<named>nicknamed|codenamed))[\s{_OPENING}]++"
    rf"|(?:영화|소설|책|노래|방송|신문|电影|小说|节目|电视剧|電影|小説|番組|映画)\s*+[{_OPENING}「『]++)$"
)
"""Words that a name or title follows, such as “a group called”. The name may contain words in small letters."""
_SMALL_IN_TITLES = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "at",
        "by",
        "with",
        "from",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "el",
        "von",
    ]
)


def _is_a_title(copy: SplitText, span: Span) -> bool:
    """Whether the words are an address, or the title of a book, a programme or a ship, rather than speech."""
    text, words = copy.text, copy.words(span)
    if _ADDRESS.fullmatch(words):
        return True
    lead = text[max(0, span[0] - 60) : span[0]]
    if _HEADED.search(lead):
        return True
    named = _WORK_ELSEWHERE.search(lead)
    if named and len(words.split()) <= 9 and words[-1:] not in ".!?…" and (named["named"] or not words[:1].islower()):
        return True
    tail = text[span[1] : span[1] + 60]
    plain = words.split()
    capitals = [word for word in plain if word[:1].isupper()]
    small = [word for word in plain if word[:1].islower() and word not in _SMALL_IN_TITLES]
    if len(plain) > 9 or not capitals or small or words[-1:] in ".!?…":
        return False
    if _WORK.search(lead):
        return True
    cue = _last_match(_CUE, lead)
    led = cue is not None and re.fullmatch(rf"(?:\s+that)?[\s:,{_OPENING}]*", lead[cue.end() :]) is not None
    label = re.search(rf":[\s{_OPENING}]*$", lead)
    followed = re.match(r"[\s]*[,!?—–]", tail) is not None and _CUE.search(tail)
    return len(capitals) > 1 and not led and not label and not followed


def _is_so_called(copy: SplitText, span: Span) -> bool:
    """Whether the text marks the words as a common name, as in: the so-called “fortress”."""
    return (
        re.search(rf"\bso-called\s+[{_OPENING}「『]$", copy.text[max(0, span[0] - 20) : span[0]], re.IGNORECASE)
        is not None
    )


def _is_scare_quoted(copy: SplitText, spans: tuple[Span, ...]) -> bool:
    """Whether the quotation is one word after an article, as in: the "wall" was a heap. The speaker need not be in the
    sentence."""
    words, lead = copy.words(spans[0]), copy.text[max(0, spans[0][0] - 20) : spans[0][0]]
    behind = re.search(
        rf"\b(?:an?|the|this|that|these|those|his|her|its|their|so-called)\s+[{_OPENING}「]$", lead, re.IGNORECASE
    )
    return len(spans) == 1 and " " not in words and words[:1].islower() and behind is not None


# --- the reporting clause ------------------------------------------------------------------------------------------------

# Reporting verbs in English, Russian, Ukrainian, German, Spanish, Korean and other languages; longer phrases come
# first.
_PHRASES = (
    r"(?:was |were |is |been )?(?:quoted|cited|reported) (?:\w+ )?as (?:saying|telling|stating)",
    r"according to", r"in the words of", r"went on(?: to say)?", r"pointed out", r"points out", r"pointed to",
    r"expressed (?:gratitude|concern|hope|confidence)",
)  # fmt: skip
_FINITE = (
    "said says say told tells added adds stated states wrote writes noted notes announced announces declared declares warned warns "
    "emphasized emphasised emphasizes emphasises stressed stresses underscored underscores underlined claimed claims asserted "
    "asserts insisted insists argued argues replied replies responded responds explained explains confirmed confirms denied denies "
    "reported reports described describes called calls praised praises hailed hails dismissed dismisses condemned condemns vowed "
    "vows pledged pledges ordered orders thanked thanks recalled recalls concluded continued continues acknowledged acknowledges "
    "admitted admits suggested suggests urged urges asked asks remarked commented quoted quotes read reads tweeted posted accused "
    "countered counters retorted quipped joked shouted yelled whispered answered answers conceded concedes complained reiterated testified recounted "
    "cautioned lamented boasted wondered "
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
    r"(?:dijo|afirmó|señaló|subrayó|declaró|añadió|aseguró|explicó|anunció|destacó|indicó|expresó)|"
    r"(?:a |ont |avait )?(?:déclaré|affirmé|ajouté|expliqué|indiqué|souligné|précisé|assuré|annoncé)|(?:a|ont) (?:dit|lancé|estimé|averti)|dit|"
    r"déclare|affirme|explique|ajoute|(?:ha|hanno) (?:detto|dichiarato|affermato|aggiunto|spiegato|sottolineato)|"
    r"disse|afirmou|declarou|acrescentou|explicou|zei|zegt|verklaarde|aldus|sade|säger|uppgav|"
    r"(?:powiedzia|oświadczy|stwierdzi|doda|podkreśli|rzek)(?:ł|ła)|selon|laut|según|secondo|według|volgens|enligt|"
    r"(?:قال|أعلن|أكد|أضاف|صرح)ت?|אמרה?|הודיעה?"
)
_ATTRIBUTING = frozenset(
    [
        "according to",
        "in the words of",
        "по словам",
        "за словами",
        "selon",
        "laut",
        "según",
        "secondo",
        "według",
        "volgens",
        "enligt",
        "aldus",
    ]
)
"""Cues that come before the speaker."""
_KOREAN_CUES = r"(?:말했|밝혔|전했|강조했|덧붙였|했|설명했|주장했|보도했|지적했|언급했|평가했)다"
_CUE = re.compile(
    rf"\b(?:{'|'.join(_PHRASES)})\b|\b(?:{'|'.join(f'{_FINITE} {_PARTICIPLES}'.split())})\b|\b(?:{_ELSEWHERE})\b|{_KOREAN_CUES}",
    re.IGNORECASE,
)
_CUE_AT_END = re.compile(rf"\b(?:{_FINITE.replace(' ', '|')})\s+(?:that\s+)?$", re.IGNORECASE)
_DONE = frozenset(
    word for word in _FINITE.split() if word.endswith("ed") or word in ("said", "told", "read", "written")
)
_AT_ONCE = re.compile(
    rf"[”\"»“’'?!.…\s,]{{0,6}}(?:(?:[A-Z][\w’-]*|he|she|they|it|the \w+)\s+){{0,4}}(?:{_CUE.pattern})", re.IGNORECASE
)


def reported_at_once(text: str, at: int) -> bool:
    """Whether a reporting clause follows immediately after the quotation that ends at this offset: `”, Ada said`, `”
    asked Ada`."""
    return _AT_ONCE.match(text, at, at + 120) is not None


_NOT_SAID = re.compile(
    r"\b(?:(?:did|does|do|has|had|have)(?: not|n[’']t)|never|den(?:ied|ies|y|ying)|refus(?:ed|es|ing) to|declin(?:ed|es|ing) to|without)\s+"
    r"(?:(?:ever|actually|once|that|having|ha[ds]|have|been|he|she|they|it|anyone|anybody|[A-Z][\w’'-]{0,40})\s+){0,4}"
    r"(?:sa(?:y|id|ys|ying)|call(?:ed|ing)?|claim(?:ed|ing)?|wr(?:ite|ote|itten|iting)|stat(?:e|ed|ing)|us(?:e|ed|ing)|"
    r"declar(?:e|ed|ing)|sp(?:eak|oke|oken|eaking)|tell|told|telling|utter(?:ed|ing)?|describ(?:e|ed|ing))\b"
    rf"(?:\s+(?:that|him|her|them|it|this|the|an?|words?|phrase|of|as|anything|like|about|reporters|journalists)){{0,4}}[\s,:{_OPENING}「]*$"
)
"""The words after it were not said, or somebody denies them: did not say, denied that she had called him."""
_NOBODY_SAID = re.compile(
    rf"\b(?:[Nn]either\s[^.!?“”\"\n]{{1,80}}\snor\s[^.!?“”\"\n]{{1,80}}|(?:[Nn]obody|[Nn]o one|[Nn]one)\s[^,.!?“”\"\n]{{1,80}}"
    rf"|(?:(?<![\w,]\s)Asked|\b(?:was|were|been|being|is|when)\s+asked)\s+(?:whether|if|about|why|how|what)\s[^,.!?“”\"\n]{{0,80}})[\s,:{_OPENING}「]*$"
)
"""The words after it were said by nobody who is named there: neither … nor, nobody; asked whether the wall was."""
_PARTICIPLE = frozenset(_PARTICIPLES.split())
_WITHIN = 400
"""How many characters of its sentence are read on either side of a quotation. Sentences may have any length."""
_ANTECEDENT_RANGE = 4000
"""How many characters before a quotation are searched for the antecedent of a pronoun."""
_MAX_CUES = 6
"""How many reporting verbs near a quotation are tried."""
_MAX_CUE_DISTANCE = 160
"""The maximum distance in characters between a reporting verb and its quotation."""

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
    r"(?: (?:of|from|in|at|with) [^,.;:“”\"\n]{2,50})?)\s{0,9}(?:,[^,]{0,60},)?\s{0,9}$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:the\s+)?(reporters|journalists|the press|lawmakers|[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4})")
_SPEAKING_TO = re.compile(
    r"\b(?:speaking|talking|remarks|statement|interview|in comments) (?:to|with) (?:the\s+)?(reporters|journalists|lawmakers)",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    r"\b(?:speaking|talking|writing|turning|replying|responding|(?:in|during) an? (?:interview|conversation|talk|meeting))\s+(?:to|with)\s+$",
    re.IGNORECASE,
)
_GOVERNED = re.compile(
    r"(?:\b(?:of|in|by|from|against|with|for|to|at|on|between|(?<![,;]\s)and|near|into|inside|over|than|toward|towards|after)|[’']s)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_UNNAMED_PEOPLE = (
    "officials|sources|witnesses|residents|neighbou?rs|aides|diplomats|insiders|people|members|documents|critics|"
    "opponents|supporters|observers|experts|analysts|friends|relatives|lawyers|someone|somebody|anyone|anybody|nobody|everyone|everybody"
)
"""Words for unnamed people that have no article before them."""
_INDEFINITE_ARTICLE = "eine?[rsmn]?|une?|un[ao]?|um|uma|een|en|ett"
"""The indefinite articles of other languages."""
_SUBJECT = re.compile(
    r"(?:^\W*|[.,;:–—!?”\"»]\s+|[”\"»]|\b(?:but|and|while|as|that|when|where|if)\s+)"
    r"(?P<np>(?:an?|another|one|some|two|three|four|five|several|many|most|other|others|unnamed|anonymous|unidentified)\s[^,.;:“”\"\n]{1,90}"
    rf"|(?:{_UNNAMED_PEOPLE})\b[^,.;:“”\"\n]{{0,80}})"
    r"(?P<rest>(?:,[^,;:“”\"\n]{1,90}){0,2},)?\s*$",
    re.IGNORECASE,
)
"""An unnamed subject before the verb: a member of the board, who asked not to be named, (said)."""
_ANONYMOUS = re.compile(
    r"\b(?P<np>(?:the|his|her|its|their)\s[^,.;:“”\"\n]{1,60}),(?P<rest>[^;:“”\"\n]{0,90}\b(?:anonym\w*|not authori[sz]ed|unnamed|"
    r"not (?:to )?be(?:ing)? (?:named|identified|quoted)|withheld)\b[^;:“”\"\n]{0,60}),\s*$",
    re.IGNORECASE,
)
_GOVERNED_ELSEWHERE = re.compile(
    r"(?:\b(?:vo[nm]|bei|de|d[’']|du|des|del|della|di|da|do|van|av|af|chez|a|à)\s*)$", re.IGNORECASE
)
_SUBJECT_BEHIND = re.compile(
    r"\s+(?P<np>(?:an?|another|one|some|two|three|four|five|several|many|most|other|others|unnamed|anonymous|unidentified)\s[^,.;:“”\"\n]{1,90}"
    rf"|(?:{_UNNAMED_PEOPLE})\b[^,.;:“”\"\n]{{0,80}}|(?:{_INDEFINITE_ARTICLE})\s[^,.;:“”„«»\"\n]{{1,90}})(?P<rest>)",
    re.IGNORECASE,
)
_POSSESSED_NOUN = re.compile(
    r"[’']s?\s+(?P<who>(?:[a-z][\w-]*\s+){0,3}?[a-z][\w-]*)(?=\s*(?:[,.;:“”\"]|$|(?:on|in|at|to|after|before|during|who|when|and|also|later|then)\s))"
)
"""A noun after a possessive name, for somebody else than the person named: Mira Okonjo’s lawyer, said Mira Okonjo’s
deputy on Monday."""
_NOUN_BEFORE_NAME = re.compile(
    r"(?:^|[.,;:–—!?”\"»]|\b(?:but|and|while|as|that))\s*(?P<who>(?:the|an?|his|her|their)\s+(?:[a-z][\w-]*\s+){1,3}(?:of|to))\s+$",
    re.IGNORECASE,
)
"""A noun before a name, for somebody else than the person named: the mother of (Mira Okonjo)."""
_NOUN_BEFORE_NAME_ELSEWHERE = re.compile(
    rf"(?:^|[.,;:–—!?”\"»])\s*(?P<who>(?:(?:der|die|das|dem|l[ae]|les|el|los|las|il|lo|gli|o|os|as|de|het|{_INDEFINITE_ARTICLE})\s+|l[’'])"
    r"(?:[^\W\d_][\w-]*\s+){1,3}(?:(?:vo[nm]|de|di|do|da|van)\s+|d[’']))$",
    re.IGNORECASE,
)
"""The same in other languages: der Sprecher von (Mira Okonjo), un proche d'(Okonjo)."""
_WRITINGS_ELSEWHERE = re.compile(
    r"\b(?:communiqués?|déclarations?|lettres?|messages?|rapports?|textes?|livres?|propos|mots|paroles|avis|discours|posts?|tweets?|"
    r"Erklärung(?:en)?|Mitteilung(?:en)?|Brief(?:e|en)?|Nachricht(?:en)?|Bericht(?:e|en)?|Buch|Text(?:e|en)?|Rede|Worte[n]?|Angaben|Aussagen?|"
    r"Ansicht|Meinung|comunicados?|declaraci(?:ón|ones)|cartas?|mensajes?|informes?|libros?|textos?|palabras|discursos?|opinión|"
    r"comunicat[oi]|dichiarazion[ei]|letter[ae]|messagg(?:io|i)|testo|libro|parole|parere|discorso|declaraç(?:ão|ões)|mensagem|palavras)\b",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"\b(?:one|two|three|some|several|many|most|none)\s+of\s+$", re.IGNORECASE)
_WRITINGS = re.compile(
    r"\b(?:statements?|messages?|letters?|reports?|posts?|documents?|speech|address(?:es)?|diar(?:y|ies)|memoirs?|books?|tweets?|notes?|accounts?|words?|"
    r"voice|remarks?|comments?|articles?|essays?|columns?|e?-?mails?|telegrams?|testimony|will|answers?|repl(?:y|ies)|responses?|interviews?|blog|"
    r"pages?|channel|website|poems?|orders?|decrees?|motto|request|side|part|turn|own|behalf|view|opinion|memory|eyes)\b(?:\s+(?:of|to))?$"
)
"""Nouns for something that speaks for its owner, who is then the speaker: Okonjo’s statement said."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY_BEHIND = re.compile(r"[”\"»“’‘'‹›]?\s+by\s+(?:the\s+)?")
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_AT_A_TIME = re.compile(r"\s(?:on|at|in|after|late|early)\s(?=[A-Z\d])")
_RELATIVE = re.compile(
    r"\b(?:who|which|that|whose|familiar|close|seen|obtained|citing|speaking|knows?|asked)\b", re.IGNORECASE
)
_NO_SUBJECT = re.compile(
    r"(?:an?|one|some|two|three|four|five|several|many|another)\s+(?:few\s+|more\s+)?(?:day|week|month|year|hour|minute|moment|time|while|[\d,]+)s?\b|(?:nobody|anyone|anybody)\b",
    re.IGNORECASE,
)
_PARTICLES = (
    r"af|av|ben|lo|ould|vom|zum|zur|de|der|den|del|della|di|da|dos|du|van|von|zu|ter|ten|bin|ibn|bint|abu|el|al|la|le|y"
)
# These patterns match a name in only one way and never backtrack, so that matching takes linear time: a word of a name
# never begins inside another word, and a hyphen before a capital separates two words.
_APART = r"[\s-]{1,9}+"
_SMALL_WORDS = rf"(?:(?:{_PARTICLES}){_APART}){{0,4}}+"
_CAPITAL = r"(?:[^\W\d_a-z](?:\.[^\W\d_a-z]){1,3}+\.|[^\W\d_a-z](?:[\w’']|-(?![^\W\d_a-z])){0,40}+)"
_FIRST_NAME = rf"(?<!\w){_SMALL_WORDS}{_CAPITAL}\.?"
_NEXT_NAME = rf"{_APART}{_SMALL_WORDS}{_CAPITAL}(?:(?<=[\s-][^\W\d_a-z])\.)?+"
_NAME = rf"{_FIRST_NAME}(?:{_NEXT_NAME}){{1,6}}"
_NAME_BEFORE = re.compile(
    rf"(?P<name>{_NAME})(?:,[^,;:“”\"\n]{{1,90}},|\s\([^()\n]{{1,30}}\))?\s*+(?:(?:also|later|then)\s++)?$"
)
_APPOSED = re.compile(rf"\s*,\s*(?P<name>{_NAME})\s*,\s*")
_NAME_BEHIND = re.compile(rf"\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,5}}(?P<name>{_NAME})")
_WORD_BEHIND = re.compile(r"\s+([^\W\d_][\w’'-]*)")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w’'-]{0,40}+)\s*+$")
_CAPITAL_BEHIND = re.compile(rf"\s+(?P<name>{_FIRST_NAME})")
_CAPITALS_BEFORE = re.compile(rf"(?P<name>{_FIRST_NAME}(?:{_NEXT_NAME}){{0,6}})\s+(?:(?:also|later|then|has|had)\s+)?$")
_LABEL = re.compile(rf"(?P<name>{_FIRST_NAME}(?:{_NEXT_NAME}){{0,6}})\s*+:\s*+[{_OPENING}「]?$")
"""A name before a colon, as in printed interviews."""
_BEFORE_A_LABEL = '.!?…”"»“«‹›’‘」』—–'
"""What ends before a label: a sentence, or the words of the speaker before."""
_SMALL_LABEL = re.compile(
    rf"(?P<name>(?:[^\W\d_A-Z]|[’'@#])[\w.’'@-]{{0,30}}(?:\s[\w.’'-]{{1,30}}){{0,3}}|[A-Z])\s*+:\s*+[{_OPENING}「]?$"
)
"""Other words before a colon that begin a sentence, and so are the name of a speaker: bell hooks, @harbour_crew, Q."""
_GROUP = re.compile(r"\s(?:officials?|officers?|police|sources?|residents|aides?|spokes(?:man|woman|person|people))\b")
"""Words for a group that the name before them only describes: New York officials."""
_NO_NAME = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|"
    r"December|The|A|An|In|On|At|He|She|They|It|We|But|And|As|Ministry|Agency|News|Post|Times|Government|Army|Party|University|Council|Board|"
    r"Committee|Commission|Office|Department|Service|Press|House|Court|Union|Republic|Kingdom|States?)\b"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    words: str
    after: bool  # whether it comes after the quotation

    @property
    def participle(self) -> bool:
        return self.words.lower() in _PARTICIPLE or bool(re.fullmatch(_KOREAN_CUES, self.words))

    @property
    def attributes(self) -> bool:
        """Whether the speaker comes after it, as in: according to X."""
        return self.words.lower() in _ATTRIBUTING


class _Reader:
    """Reads the reporting clauses of one text."""

    def __init__(self, known: NameIndex, copy: SplitText, mentions: Sequence[Mention]) -> None:
        self._known = known
        self._copy = copy
        self._people, self._carriers = known.people, known.carriers
        outside = (m for m in mentions if not _inside(m.start, copy.quoted))
        self._verbs = [m.span() for m in _CUE.finditer(copy.text)]
        self._verb_starts = [start for start, _ in self._verbs]
        self._newcomers: dict[str, str] = {}  # names of people who are not in the archive, by their last word
        self._all = sorted(mentions, key=lambda m: m.start)
        self._all_starts = [m.start for m in self._all]
        self._agents = [m for m in map(self._speaking, outside) if m is not None]
        self._starts = [m.start for m in self._agents]

    def _between(self, start: int, end: int) -> list[Mention]:
        """The mentions outside quotations that begin between these offsets."""
        return self._agents[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _speaking(self, mention: Mention) -> Mention | None:
        """The mention as a speaker: if its record cannot speak, that of a person or organisation with the same name;
        None if there is none."""
        records = self._known.archive.records
        for bearer in (mention.id, *mention.others):
            if isinstance(records.get(bearer), Person | Organisation):
                return mention if bearer == mention.id else replace(mention, id=bearer)
        return None

    def read(self, spans: tuple[Span, ...], last: FoundQuotation | None) -> FoundQuotation:
        """The quotation with its speaker, as far as the sentence tells. `last` is the previous quotation, whose speaker
        may continue."""
        bare = FoundQuotation(spans)
        label = self._labelled(spans)
        if label is not None:
            return label
        sentence = self._sentence(spans)
        lead = self._copy.text[max(sentence[0], spans[0][0] - _MAX_CUE_DISTANCE) : spans[0][0]]
        if _NOT_SAID.search(lead) or _NOBODY_SAID.search(lead):
            return bare
        cues = self._cues(spans, sentence)
        attributed = {cue: self._speaker_by_cue(cue, sentence, spans, last).speaker for cue in cues if cue.attributes}
        via = [who for who in attributed.values() if who in self._carriers]
        for cue in cues:
            if attributed.get(cue) in self._carriers:
                continue
            who = self._speaker_by_cue(cue, sentence, spans, last)
            if who.speaker or who.unnamed or who.newcomer:
                return replace(
                    who,
                    spans=spans,
                    cue=" ".join(cue.words.split()),
                    to=self._audience(cue, sentence),
                    via=(*via, *who.via),
                )
            bare = replace(bare, cue=bare.cue or " ".join(cue.words.split()))
        if bare.cue is None and last and not _is_scare_quoted(self._copy, spans) and self._same_paragraph(last, spans):
            return replace(bare, speaker=last.speaker, unnamed=last.unnamed, newcomer=last.newcomer, via=tuple(via))
        if bare.cue is None and not via and _is_scare_quoted(self._copy, spans):
            return bare
        subject = self._first_named(sentence, spans)
        if subject and (bare.cue is None or via):
            return replace(bare, speaker=subject.id, via=tuple(via))
        if via:
            return replace(bare, speaker=via[0], cue="according to")
        if last and bare.cue is None and self._follows(last, spans):
            return replace(bare, speaker=last.speaker, unnamed=last.unnamed, newcomer=last.newcomer)
        return bare

    def _sentence(self, spans: tuple[Span, ...]) -> Span:
        first = self._copy.sentence_at(spans[0][0])
        last = self._copy.sentence_at(max(spans[-1][0], spans[-1][1] - 1))
        return max(first[0], spans[0][0] - _WITHIN), min(last[1], spans[-1][1] + _WITHIN)

    def _cues(self, spans: tuple[Span, ...], sentence: Span) -> list[_Cue]:
        """The reporting verbs around a quotation, the most likely first."""
        text = self._copy.text
        found: list[_Cue] = []
        quoted = self._copy.quoted
        first, following = bisect_left(quoted, (spans[0][0], 0)), bisect_left(quoted, (spans[-1][1], 0))
        low = max(sentence[0], quoted[first - 1][1] if first else 0)
        high = min(sentence[1], quoted[following][0] if following < len(quoted) else sentence[1])
        gaps = [(spans[n][1], spans[n + 1][0]) for n in range(len(spans) - 1)]
        for start, end, after in [*((*g, True) for g in gaps), (spans[-1][1], high, True), (low, spans[0][0], False)]:
            low_at, high_at = bisect_left(self._verb_starts, start), bisect_left(self._verb_starts, end)
            verbs = self._verbs[low_at:high_at]
            found += [_Cue(first, last, text[first:last], after) for first, last in verbs if last <= end]
        ends_open = (
            text[spans[0][1] : spans[0][1] + 3].lstrip('”"»“’').startswith(",")
            or "," in text[spans[0][1] : spans[0][1] + 2]
        )

        def cost(cue: _Cue) -> tuple[float, int]:
            distance = cue.start - spans[0][1] if cue.after else spans[0][0] - cue.end
            late = cue.after and not ends_open
            apart = not cue.after and re.search(r"[.!?…][^\w\s.!?…]*+\s", text[cue.end : spans[0][0]]) is not None
            return distance + (40 if late or apart else 0) + (25 if cue.attributes else 0) + (
                60 if cue.after and cue.participle else 0
            ), cue.start

        near = [
            c
            for c in found
            if cost(c)[0] <= _MAX_CUE_DISTANCE and not (c.after and _NEW_CLAUSE.match(text, spans[-1][1], c.start))
        ]
        return sorted(near, key=cost)[:_MAX_CUES]

    def _speaker_by_cue(
        self, cue: _Cue, sentence: Span, spans: tuple[Span, ...], last: FoundQuotation | None
    ) -> FoundQuotation:
        outside = self._between(*sentence)
        mentions_before = [m for m in outside if m.end <= cue.start and (not cue.after or m.start >= spans[0][1])]
        addressed = self._spoken_to(*sentence)
        mentions_before = [m for m in mentions_before if m.id not in addressed]
        behind = [m for m in outside if m.start >= cue.end and (cue.after or m.end <= spans[0][0])]
        text = self._copy.text
        if " as " in cue.words:
            between = [m for m in outside if cue.start <= m.start < cue.end]
            carriers = [m for m in mentions_before if m.id in self._carriers]
            quoted = between or [m for m in mentions_before if m.id not in self._carriers]
            via = (carriers[-1].id,) if carriers else ()
            return FoundQuotation(spans, quoted[-1].id if quoted else None, via=via)
        if cue.words.lower() in _DONE and not cue.after and (by := self._named_after_by(spans[-1][1])):
            return FoundQuotation(spans, by.id)
        if cue.words.lower() in _DONE and _PASSIVE.search(text[max(sentence[0], cue.start - 40) : cue.start]):
            by = next((m for m in outside if m.start >= cue.end and _BY.search(text[: m.start][-8:])), None)
            return FoundQuotation(spans, by.id if by else None)
        if cue.participle and mentions_before and not text[mentions_before[-1].end : cue.start].strip():
            return FoundQuotation(spans, mentions_before[-1].id)  # as in: an e-mail shows Okonjo calling it
        nameless = self._subject_by_relation(cue, sentence, spans) or self._unnamed_subject(cue, sentence, spans)
        if nameless is not None:
            return nameless
        if self._is_somebody_else(cue, sentence, spans, behind):
            return FoundQuotation(spans)
        if cue.attributes:
            return (
                FoundQuotation(spans, behind[0].id)
                if behind and behind[0].start - cue.end < 80
                else FoundQuotation(spans)
            )
        if cue.after:
            lead = text[spans[0][1] : cue.start]
            unnamed = _UNNAMED.search(lead.rstrip())
            pronoun = _last_match(_PRONOUN, lead)
            if mentions_before:
                return FoundQuotation(spans, self._subject(mentions_before, cue).id)
            inverted = [m for m in behind if m.start - cue.end < 90]
            if inverted and not pronoun:
                return FoundQuotation(spans, self._subject_after_verb(inverted, cue).id)
            if pronoun:
                return self._antecedent(pronoun, spans, last)
            if unnamed:
                return FoundQuotation(spans, unnamed=" ".join(unnamed[1].split()))
            return self._unnamed_after_cue(text[cue.end : sentence[1]], spans)
        lead = text[sentence[0] : cue.start]
        pronoun = _last_match(_PRONOUN, lead[-60:])
        unnamed = _UNNAMED.search(lead.rstrip())
        if cue.participle and mentions_before:
            return FoundQuotation(spans, self._first_of(mentions_before).id)
        if unnamed and not any(m.end > sentence[0] + unnamed.start() for m in mentions_before):
            return FoundQuotation(spans, unnamed=" ".join(unnamed[1].split()))
        if (
            pronoun
            and len(lead) - lead.rfind(pronoun[0]) - len(pronoun[0]) < 14
            and not any(m.end > cue.start - 14 for m in mentions_before)
        ):
            return self._antecedent(pronoun, spans, last)
        if mentions_before:
            return FoundQuotation(spans, self._subject(mentions_before, cue).id)
        if pronoun:
            return self._antecedent(pronoun, spans, last)
        return FoundQuotation(spans)

    def _named_after_by(self, end: int) -> Mention | None:
        """The mention after "by" directly after a quotation, as in: called “a liar” by Weir."""
        found = _BY_BEHIND.match(self._copy.text, end)
        named = self._between(found.end(), found.end() + 1) if found else None
        return named[0] if named else None

    def _subject(self, before: Sequence[Mention], cue: _Cue) -> Mention:
        """The most likely subject of a verb among the mentions before it."""
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

    def _subject_after_verb(self, behind: Sequence[Mention], cue: _Cue) -> Mention:
        """The subject after its verb: said Russia's foreign minister Sergey Lavrov."""
        clause = re.split(r"[,;.]", self._copy.text[cue.end : cue.end + 120])[0]
        inside = [m for m in behind if m.start < cue.end + len(clause)]
        people = [m for m in inside if m.id in self._people]
        return (people or inside or list(behind))[0]

    def _subject_by_relation(self, cue: _Cue, sentence: Span, spans: tuple[Span, ...]) -> FoundQuotation | None:
        """The subject of a verb, if it is described only by its relation to somebody named: Okonjo's lawyer, the mother
        of Okonjo."""
        text = self._copy.text
        low = max(spans[0][1] if cue.after else sentence[0], cue.start - 200)
        inverted = cue.attributes or (cue.after and not re.search(r"\w", text[low : cue.start]))
        low, high = (cue.end, min(cue.end + 160, sentence[1])) if inverted else (low, cue.start)
        named = self._between(low, high)
        mention = (named[0] if inverted else named[-1]) if named else None
        if mention is None or mention.id not in self._people:
            return None
        possessed = _POSSESSED_NOUN.match(text[mention.end : high])
        apposed = _APPOSED.fullmatch(text, mention.end + possessed.end(), high) if possessed and not inverted else None
        if apposed and self._is_unknown(apposed["name"], apposed.start("name"), apposed.end("name")):
            return FoundQuotation(spans, unnamed=" ".join(apposed["name"].split()), newcomer=True)
        noun_before = _NOUN_BEFORE_NAME.search(text[low : mention.start]) or _NOUN_BEFORE_NAME_ELSEWHERE.search(
            text[low : mention.start]
        )
        if (
            possessed
            and (inverted or not text[mention.end + possessed.end() : high].strip(" ,"))
            and (not inverted or mention.start - cue.end <= 1)
        ):
            who, start, end = possessed["who"], mention.start, mention.end + possessed.end()
        elif (
            noun_before
            and (inverted or not text[mention.end : high].strip(" ,"))
            and not re.match(r"[’']s?\s", text[mention.end : high])
        ):
            who, start, end = noun_before["who"], low + noun_before.start("who"), mention.end
        else:
            return None
        apposition = re.search(r"(?:^|\s)[^\W\d_a-z][\w’'-]*,\s*$", text[low:start]) and not inverted
        if apposition or _WRITINGS.search(who) or _WRITINGS_ELSEWHERE.search(who):
            return None
        some = _SOME_OF.search(text[low:start])
        start -= len(some[0]) if some else 0
        words = " ".join(text[start:end].split())
        return FoundQuotation(spans, unnamed=words[:1].lower() + words[1:] if some or not possessed else words)

    def _unnamed_subject(self, cue: _Cue, sentence: Span, spans: tuple[Span, ...]) -> FoundQuotation | None:
        """The subject of a verb, if it is unnamed, or a person who is not in the archive."""
        text = self._copy.text
        low = max(spans[0][1] if cue.after else sentence[0], cue.start - 200)
        lead, tail = text[low : cue.start], text[cue.end : min(cue.end + 160, sentence[1])]
        inverted = cue.after and not re.search(r"\w", lead)
        if cue.attributes or inverted:
            found = _SUBJECT_BEHIND.match(tail)
            offset, name = cue.end, _NAME_BEHIND.match(tail)
        else:
            found = _SUBJECT.search(lead) or (_ANONYMOUS.search(lead) if lead.rstrip().endswith(",") else None)
            offset, name = low, _NAME_BEFORE.search(lead)
        if (
            found
            and not _NO_SUBJECT.match(found["np"])
            and not _WRITINGS_ELSEWHERE.search(found["np"])
            and not self._contains_known_name(found, offset, ahead=cue.attributes and not cue.after)
        ):
            words = _AT_A_TIME.split(found["np"])[0] if cue.attributes or inverted else found["np"]
            words = " ".join(words.split())
            return FoundQuotation(spans, unnamed=words[:1].lower() + words[1:])
        if name and self._is_unknown(name["name"], offset + name.start("name"), offset + name.end("name")):
            whole = " ".join(name["name"].split())
            group = _GROUP.match(text, offset + name.end("name"))
            if group:
                return FoundQuotation(spans, unnamed=whole + group[0])
            self._newcomers[whole.split()[-1]] = whole
            return FoundQuotation(spans, unnamed=whole, newcomer=True)
        short = _WORD_BEHIND.match(tail) if offset == cue.end else _WORD_BEFORE.search(lead)
        if short and short[1] in self._newcomers:
            return FoundQuotation(spans, unnamed=self._newcomers[short[1]], newcomer=True)
        return None

    def _is_somebody_else(self, cue: _Cue, sentence: Span, spans: tuple[Span, ...], behind: Sequence[Mention]) -> bool:
        """Whether the subject of a verb is a capitalized word, like a name, but not known to the archive: Marsh said,
        said Marsh, who met Okonjo."""
        text = self._copy.text
        low = max(spans[0][1] if cue.after else sentence[0], cue.start - 200)
        if cue.attributes or (cue.after and not re.search(r"\w", text[low : cue.start])):
            found = _CAPITAL_BEHIND.match(text, cue.end, min(cue.end + 120, sentence[1]))
            apart = bool(behind) and re.search(r"[,;.]", text[cue.end : behind[0].start])
            return (
                found is not None
                and bool(apart)
                and self._may_be_unknown_name(found["name"], found.start("name"), found.end())
            )
        found = _CAPITALS_BEFORE.search(text, low, cue.start)
        if found is None or _GOVERNED.search(text[max(0, found.start() - 14) : found.start()]):
            return False
        return self._may_be_unknown_name(found["name"], found.start("name"), found.end("name"))

    def _may_be_unknown_name(self, name: str, start: int, end: int) -> bool:
        """Whether these capitalized words may be an unknown name: they belong to no mention, and are neither a pronoun
        nor an organisation."""
        near = self._all[bisect_left(self._all_starts, start - 60) : bisect_left(self._all_starts, end)]
        return not _NO_NAME.search(name) and not _PRONOUN.fullmatch(name) and not any(m.end >= start - 1 for m in near)

    def _contains_known_name(self, found: re.Match[str], offset: int, *, ahead: bool) -> bool:
        """Whether the subject contains a known name that is the subject itself, as in: a neighbour, Tom Weir, said.
        `ahead` means that the quotation follows: according to a neighbour, Tom Weir said."""
        text = self._copy.text
        start, end = offset + found.start("np"), offset + found.end()
        if re.search(r"\b(?:was|were|is|are|been)$", found["np"].rstrip()):
            return True  # passive: said of the subject, not by it
        beside = any(abs(mention.end - start) <= 3 for mention in self._between(start - 60, start))
        if beside and found["rest"] and found[0].startswith(","):
            return True  # as in: Mira Okonjo, a neighbour, said
        for mention in self._between(start, end + 60 if found.re is _SUBJECT_BEHIND else end):
            before = text[start : mention.start]
            if re.search(r",\s*(?:the\s+)?$", before) and mention.start - start < 80:
                return not ahead or text[mention.end : mention.end + 1] == ","
            governed = (
                _GOVERNED.search(before)
                or _GOVERNED_ELSEWHERE.search(before)
                or re.match(r"[’']s?\s", text[mention.end : mention.end + 3])
            )
            told = _CUE_AT_END.search(before)  # as in: a letter seen by the paper said Okonjo had called it
            if not governed and (told or not _RELATIVE.search(before)) and mention.start < offset + found.end("np"):
                return True
        return False

    def _is_unknown(self, name: str, start: int, end: int) -> bool:
        """Whether these capitalized words are the name of a person who is not in the archive."""
        known = self._all_starts[bisect_left(self._all_starts, start - 60) : bisect_left(self._all_starts, end)]
        at = bisect_left(self._all_starts, start - 60)
        overlaps = any(self._all[at + n].end > start for n in range(len(known)))
        return not overlaps and not _NO_NAME.search(name) and any(letter.islower() for letter in name)

    def _labelled(self, spans: tuple[Span, ...]) -> FoundQuotation | None:
        """The quotation with the speaker named before a colon directly in front of it; None if there is no such label.
        An unknown name is still the speaker, so no other is searched for."""
        start = spans[0][0]
        low = max(0, start - 80)
        for pattern in (_LABEL, _SMALL_LABEL):
            found = pattern.search(self._copy.text[low:start])
            if not found or (_CUE.search(found["name"]) and (pattern is _SMALL_LABEL or " " not in found["name"])):
                continue
            first, last = low + found.start("name"), low + found.end("name")
            before = self._copy.text[max(0, first - 10) : first]
            bare = before.rstrip()
            if bare and bare[-1] not in _BEFORE_A_LABEL and "\n" not in before[len(bare) :]:
                continue  # the colon belongs to a sentence
            named = [m for m in self._between(first, last) if m.end >= last - 1]
            if named:
                return FoundQuotation(spans, named[-1].id)
            if pattern is _SMALL_LABEL:
                return FoundQuotation(spans)
            if self._is_unknown(found["name"], first, last):
                whole = " " in found["name"]
                return FoundQuotation(
                    spans, unnamed=" ".join(found["name"].split()) if whole else None, newcomer=whole, cue=None
                )
        return None

    def _antecedent(
        self, pronoun: re.Match[str], spans: tuple[Span, ...], last: FoundQuotation | None
    ) -> FoundQuotation:
        """The quotation with the antecedent of a pronoun as its speaker: the last one who spoke or was named before
        it."""
        if last and last.unnamed and not self._between(last.spans[-1][1], self._copy.sentence_at(spans[0][0])[0]):
            return FoundQuotation(spans, unnamed=last.unnamed, newcomer=last.newcomer)
        if last and last.cue and not last.speaker and not self._between(last.spans[-1][1], spans[0][0]):
            return FoundQuotation(spans)  # the pronoun refers to the last speaker, who is unknown
        named_body = _NAMED_BODY.fullmatch(pronoun[0])
        if named_body:
            return FoundQuotation(spans, self._organisation_meant(named_body[1], spans[0][0]))
        body = bool(_BODIES.fullmatch(pronoun[0]))
        limit = self._copy.sentence_at(spans[0][0])[0]
        addressed = self._spoken_to(limit, spans[0][0])
        if last and last.speaker and last.speaker not in addressed and (last.speaker in self._people) != body:
            named = self._between(max(last.start + 1, spans[0][0] - _ANTECEDENT_RANGE), spans[0][0])
            newer = [
                m
                for m in named
                if (m.id in self._people) != body
                and m.id not in addressed
                and self._copy.sentence_at(m.start) != self._copy.sentence_at(last.start)
            ]
            if not newer or body:
                return FoundQuotation(spans, last.speaker)
        named = [
            m
            for m in self._between(spans[0][0] - _ANTECEDENT_RANGE, spans[0][0])
            if (m.id in self._people) != body and m.id not in addressed
        ]
        before = [m for m in named if m.start < limit] or named
        return FoundQuotation(spans, before[-1].id) if before else FoundQuotation(spans)

    def _spoken_to(self, start: int, end: int) -> frozenset[str]:
        """The ids of those whom somebody is speaking to, which rules them out as the speaker: speaking to Ada Quill,
        she said."""
        text = self._copy.text
        there = self._between(start, end)
        return frozenset(m.id for m in there if _SPOKEN_TO.search(text[max(start, m.start - 40) : m.start]))

    def _organisation_meant(self, words: str, offset: int) -> str | None:
        """The organisation that words such as "the ministry" refer to: the last one mentioned with such a name, or that
        of the country mentioned last."""
        wanted = names.key(words)
        before = self._between(offset - _ANTECEDENT_RANGE, offset)
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

    def _unnamed_after_cue(self, clause: str, spans: tuple[Span, ...]) -> FoundQuotation:
        first = re.split(r"[,;.]", clause)[0]
        unnamed = _UNNAMED.search(first.rstrip())
        return FoundQuotation(spans, unnamed=" ".join(unnamed[1].split())) if unnamed else FoundQuotation(spans)

    def _first_named(self, sentence: Span, spans: tuple[Span, ...]) -> Mention | None:
        """The probable speaker in a sentence without a reporting verb: the first person named, or else the first
        mention that is not an outlet."""
        inside = self._between(sentence[0], spans[0][0])
        people = [m for m in inside if m.id in self._people]
        return next(iter(people or [m for m in inside if m.id not in self._carriers]), None)

    def _same_paragraph(self, last: FoundQuotation, spans: tuple[Span, ...]) -> bool:
        here = self._copy.paragraph_at(spans[0][0])
        return self._copy.paragraph_at(last.start) == here and not self._first_named(self._sentence(spans), spans)

    def _follows(self, last: FoundQuotation, spans: tuple[Span, ...]) -> bool:
        """Whether there is no word between two quotations, so that the same speaker continues."""
        return not re.search(r"\w", self._copy.text[last.spans[-1][1] : spans[0][0]])

    def _audience(self, cue: _Cue, sentence: Span) -> str | None:
        if cue.words.lower() in ("told", "telling", "tells"):
            match = _TO.match(self._copy.text, cue.end)
            if match:
                return " ".join(match[1].split())
        match = _SPEAKING_TO.search(self._copy.text, *sentence)
        return match[1] if match else None


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether this offset is inside one of the sorted spans."""
    at = bisect_right(spans, (offset, offset)) - 1
    near = [spans[n] for n in (at, at + 1) if 0 <= n < len(spans)]
    return any(start <= offset < end for start, end in near)


def _last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(list(pattern.finditer(text))[::-1]), None)
