"""One passage with its renderings: each beside the reference, those in the same words under one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted
from generator.findings.countries import country_of
from generator.findings.known import earliest, latest, published_by
from generator.findings.renderings import Choice, Rendered, Tally, Versions, Wording, tally
from generator.pages.parts.here import Attributed, Here, Link, When
from generator.pages.parts.versions import since
from generator.records.model import Passage, Step, Utterance
from generator.records.vocabulary import Mark, hands, mark_of
from generator.text import addresses, english, markup
from generator.text.comparison import Comparison, Run
from generator.text.countries import country_name
from generator.text.languages import direction, language_name
from generator.text.spelling import read

NAMED = 3
"""How many outlets a sentence names before it counts the rest."""


HEADING = 48
"""Letters of what a passage is about that stand in its heading."""


ALONE = 30
"""How many words that stand in one wording only are listed for it."""


def sentence(counts: Tally, passages: int = 1) -> str:
    """What the differences are: "7 articles in 5 languages; 4 wordings in English; 2 differ inside quotation marks"."""
    if not counts.articles:
        return "No article renders it yet"
    many = len(counts.languages)
    where = f"{many} languages" if many > 1 else language_name(counts.languages[0])
    said = [f"{english.counted(counts.articles, 'article')} in {where}"]
    if passages > 1:
        said[0] += f", {passages} passages"
    else:
        said += [
            english.counted(n, "wording") + (f" in {language_name(tag)}" if many > 1 else "")
            for tag, n in counts.wordings[:3]
        ]
    if counts.differing:
        said.append(f"{counts.differing:,} differ{'s' if counts.differing == 1 else ''} inside quotation marks")
    elif counts.articles > 1 and counts.wordings and not counts.judged:
        said.append("none differs inside quotation marks")
    if counts.judged:
        said.append(f"{counts.judged:,} judged altered or paraphrased")
    if counts.given_otherwise:
        said.append("the speaker differs")
    return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier in a chain of one line."""

    link: Link
    implied: bool


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a rendering is to its reference: as a share, as a number, and by what count."""

    share: str
    number: str
    count: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that prints the same words. `printed` where spelling, capitals or punctuation differ."""

    anchor: str
    outlet: Link
    published: When
    article: Link
    mark: Mark
    chain: tuple[Carrier, ...]
    printed: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A rendering beside its reference."""

    anchor: str
    label: str | None
    outlet: Link
    whence: str | None
    published: When
    article: Link
    speaker: Link | None
    attributed: Attributed | None
    cue: str | None
    printed: str
    runs: tuple[Run, ...]
    marked: str  # the day from which the runs could be known
    language: str
    direction: str
    mark: Mark
    judged: bool
    note: str | None
    chain: tuple[Carrier, ...]
    hands: str
    relation: str | None
    closeness: Closeness | None
    nearest: tuple[Link, str] | None
    folded: bool
    repeats: tuple[Repeat, ...]
    repeated: str | None
    more: int


@dataclass(frozen=True, slots=True)
class Alone:
    """The words that stand in one wording only."""

    where: Link
    words: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """The renderings in one language, the reference first."""

    language: str
    lead: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AsSaid:
    """The words in the speaker's own language."""

    printed: str
    language: str
    direction: str
    language_name: str
    source: Link | None  # None where it is the first of those that print these words
    outlet: Link | None
    published: When | None
    known: str  # the day by which its source had certainly been published
    reference: bool
    repeats: tuple[Repeat, ...]
    repeated: str | None
    more: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its renderings; `gist` is empty where the title says all of it."""

    anchor: str
    title: str
    settled: str  # the day by which all its renderings had certainly been published: its title may use the words of any
    gist: str
    sentence: str | None
    speakers: tuple[tuple[Link, str], ...]
    otherwise: Link | None
    dates: tuple[tuple[When, str], ...]
    cues: str | None
    original: AsSaid | None
    groups: tuple[Group, ...]
    alone: tuple[tuple[str, str, tuple[Alone, ...]], ...]
    whole: Link | None


@dataclass(frozen=True)
class Stretch:
    """A wording, or a stretch of the articles that print it."""

    versions: Versions
    wording: Wording
    start: int
    end: int


def _headed(passage: Passage) -> str:
    """What a passage is about, as a heading says it."""
    words = markup.excerpt(english.typeset(passage.gist), HEADING)
    return words[0].upper() + words[1:]


def passage_view(
    here: Here, utterance: Utterance, passage: Rendered, items: Sequence[Stretch], *, whole: bool
) -> PassageView:
    """A passage with these of its renderings; `whole` where they are all."""
    counts = tally(utterance, [passage])
    given = tuple((here.agent(speaker), _outlets(here, group)) for speaker, group in passage.speakers)
    speaker = here.agent(utterance.speaker)
    record = passage.passage
    rest = routes.further(routes.page("utterance", utterance.id), f"{record.id}/renderings")
    number = english.counted(len(passage.renderings), "rendering")
    return PassageView(
        anchor=routes.passage(record.id),
        title=_headed(record),
        settled=latest(published_by(quoted.article) for quoted in passage.renderings),
        gist=record.gist if len(record.gist) > HEADING else "",
        sentence=sentence(counts) if len(utterance.passages) > 1 else None,
        speakers=given if counts.given_otherwise or len(given) > 1 else (),
        otherwise=speaker if counts.given_otherwise and all(speaker != other for other, _ in given) else None,
        dates=tuple((here.date(date), _outlets(here, group)) for date, group in passage.dates),
        cues=_cues(passage),
        original=_as_said(here, passage, items),
        groups=tuple(_groups(here, passage, items)),
        alone=tuple(_only_here(here, passage)) if whole else (),
        whole=None if whole else here.to(rest, f"All {number}"),
    )


def marked(passages: Iterable[PassageView]) -> str | None:
    """The day from which words of a row were known to differ from their reference; None where no row has marks."""
    rows = [row.marked for passage in passages for group in passage.groups for row in group.rows if row.runs]
    return earliest(rows) if rows else None


def _outlets(here: Here, quotations: Iterable[Quoted]) -> str:
    """The outlets, each once; a few by name, the rest by number."""
    names = list(dict.fromkeys(_name(here, quoted) for quoted in quotations))
    rest = len(names) - NAMED
    return english.listed([*names[:NAMED], english.counted(rest, "other")] if rest > 0 else names)


def _name(here: Here, quoted: Quoted) -> str:
    return here.outlet(quoted.article).text if quoted.article.publisher else "an article that names no publisher"


def _cues(passage: Rendered) -> str | None:
    """The verbs with which the words are introduced, where they are several."""
    if len(passage.cues) < 2:
        return None
    rest = len(passage.cues) - 6
    said = [f"“{cue}”" + (f" ({number:,} times)" if number > 1 else "") for cue, number in passage.cues[:6]]
    return english.listed([*said, english.counted(rest, "other")] if rest > 0 else said)


def _as_said(here: Here, passage: Rendered, items: Sequence[Stretch]) -> AsSaid | None:
    original = passage.passage.original
    if original is None:
        return None
    same = [item for item in items if item.start == 0 and _as_spoken(item)]
    quotations = [quoted for item in same for quoted in item.wording.renderings[: item.end]]
    more = sum(len(item.wording.renderings) - item.end for item in same)
    known = original.source in here.archive and here.archive.kind(original.source) == "article"
    article = here.archive.article(original.source) if known else None
    source = here.link(original.source) if original.source in here.archive else Link(original.source)
    if original.source.startswith(("https://", "http://")):
        source = Link(addresses.host(original.source), original.source)
    return AsSaid(
        printed=read(original.text).text,
        language=original.language,
        direction=direction(original.language),
        language_name=language_name(original.language),
        source=None if article and any(q.article.id == article.id for q in quotations) else source,
        outlet=here.outlet(article) if article else None,
        published=here.date(article.published) if article else None,
        known=since(here, original),
        reference=any(v.choice == "original" and any(w.differs for w in v.wordings) for v in passage.versions),
        repeats=tuple(_repeat(here, quoted, original.text) for quoted in quotations),
        repeated=_repeated(here, quotations, more, "Printed in these words by", "article"),
        more=more,
    )


def _groups(here: Here, passage: Rendered, items: Sequence[Stretch]) -> Iterator[Group]:
    several = len(passage.versions) > 1
    for versions in passage.versions:
        own = [i for i in items if i.versions is versions and (i.start or not _as_spoken(i))]
        if not own:
            continue
        number = sum(len(wording.renderings) for wording in versions.wordings)
        lead = f"{language_name(versions.language)}: {english.counted(number, 'rendering')}"
        if number > 1:
            lead += f", {english.counted(versions.distinct, 'wording')}"
        rows = tuple(_row(here, item, several=several, speakers=len(passage.speakers) > 1) for item in own)
        yield Group(language_name(versions.language), lead if several else None, rows)


def _row(here: Here, item: Stretch, *, several: bool, speakers: bool) -> Row:
    wording, versions = item.wording, item.versions
    quoted = wording.renderings[item.start]
    quotation = quoted.quotation
    comparison = wording.comparison
    repeats = wording.renderings[item.start + 1 : item.end]
    more = len(wording.renderings) - item.end
    mark = mark_of(quotation.fidelity)
    marks = comparison is not None and (comparison.altered or comparison.gently or comparison.relation != "same")
    continued = item.start > 0
    return Row(
        anchor=routes.rendering(quoted.article.id, quotation.id),
        label=_label(versions, wording, several=several, continued=continued),
        outlet=here.outlet(quoted.article),
        whence=_whence(here, quoted),
        published=here.date(quoted.article.published),
        article=here.quotation(quoted, "In its article"),
        speaker=here.agent(quotation.speaker) if speakers and not quotation.really else None,
        attributed=here.attributed(quoted),
        cue=quotation.cue,
        printed=read(quotation.words).text,
        runs=comparison.runs if comparison and marks and comparison.relation != "reworded" else (),
        marked=latest([since(here, versions.reference), published_by(quoted.article)]),
        language=quoted.language,
        direction=direction(quoted.language),
        mark=mark,
        judged=quotation.reworded,
        note=quotation.note,
        chain=_chain(here, quoted),
        hands=hands(quotation.via),
        relation=_relation(versions, wording),
        closeness=_closeness(comparison) if comparison and comparison.altered and not wording.apart else None,
        nearest=_nearest(here, wording),
        folded=continued,
        repeats=tuple(_repeat(here, q, quotation.words) for q in repeats),
        repeated=_repeated(here, repeats, more, "The same words in", "more article"),
        more=more,
    )


def _whence(here: Here, quoted: Quoted) -> str | None:
    """The country of the outlet; for an article that names no publisher its title."""
    if quoted.article.publisher is None:
        return markup.excerpt(quoted.article.name, 60)
    code = country_of(here.archive, quoted.article)
    return country_name(code) if code else None


def _as_spoken(item: Stretch) -> bool:
    """Whether these are, to the letter, the words of the original: its own row lists who prints them."""
    comparison = item.wording.comparison
    judged = item.wording.first.quotation.reworded
    same = comparison is not None and comparison.relation == "same" and not comparison.gently
    return item.versions.choice == "original" and same and not judged


def _label(versions: Versions, wording: Wording, *, several: bool, continued: bool) -> str | None:
    if continued:
        return "The same words, continued"
    number = sum(len(w.renderings) for w in versions.wordings)
    if versions.choice != "original" and wording.comparison is None:
        if number == 1:
            return f"The only rendering in {language_name(versions.language)}" if several else None
        where = f" for {language_name(versions.language)}" if several else ""
        return f"Reference{where}{_CHOSEN[versions.choice]}"
    return None


_CHOSEN: dict[Choice, str] = {"original": "", "named": ", named by the record", "chosen": ", chosen by rule"}


def _relation(versions: Versions, wording: Wording) -> str | None:
    """The relation of the words to the reference, in words, where marks alone do not show it."""
    comparison = wording.comparison
    if comparison is None:
        return None
    what = "original" if versions.choice == "original" else "reference"
    if wording.apart:
        return "another part of the passage, quoted beside the reference"
    unchanged = "" if comparison.altered else ", unchanged"
    if comparison.relation == "part":
        whole = comparison.of_reference + comparison.left_out
        return f"quotes a part{unchanged}: {comparison.of_reference:,} of {whole:,} words of the {what}"
    if comparison.relation == "more":
        return f"goes on beyond the {what}{unchanged}: {english.counted(comparison.beyond, 'word')} more"
    if comparison.relation == "reworded":
        return "worded otherwise, or another part of the passage: not marked"
    if comparison.relation == "same":
        same = f"the same words as the {what}"
        return f"{same}; capitals, punctuation or spelling differ" if comparison.gently else same
    return None


def _closeness(comparison: Comparison) -> Closeness:
    common = english.counted(comparison.common, "word")
    return Closeness(
        share=f"{comparison.closeness:.0%}",
        number=f"{comparison.closeness:.2f}",
        count=f"{common} in common, in order, of {comparison.of_reference:,} and {comparison.of_rendering:,}",
    )


def _nearest(here: Here, wording: Wording) -> tuple[Link, str] | None:
    if wording.nearest is None:
        return None
    other, closeness = wording.nearest
    return Link(here.outlet(other.article).text, f"#{routes.rendering(*other.key.split('/'))}"), f"{closeness:.2f}"


def _chain(here: Here, quoted: Quoted) -> tuple[Carrier, ...]:
    """Who carried the words, nearest the speaker first, the outlet last."""
    steps = [Carrier(_carrier(here, step), bool(step.implied)) for step in quoted.quotation.via]
    return (*steps, Carrier(Link(here.outlet(quoted.article).text), False)) if steps else ()


def _carrier(here: Here, step: Step) -> Link:
    if len(step.by) == 1:
        return here.link(step.by[0])
    return Link(here.chain((step,)).removesuffix(" (implied)"))


def _repeat(here: Here, quoted: Quoted, words: str) -> Repeat:
    printed = read(quoted.quotation.words).text
    return Repeat(
        anchor=routes.rendering(quoted.article.id, quoted.quotation.id),
        outlet=here.outlet(quoted.article),
        published=here.date(quoted.article.published),
        article=here.quotation(quoted, "In its article"),
        mark=mark_of(quoted.quotation.fidelity),
        chain=_chain(here, quoted),
        printed=None if printed == read(words).text else printed,
        note=quoted.quotation.note,
    )


def _repeated(here: Here, repeats: Sequence[Quoted], more: int, said: str, articles: str) -> str | None:
    if not repeats and not more:
        return None
    words = f"{said} {english.counted(len(repeats) + more, articles)}"
    return f"{words}: {_outlets(here, repeats)}" if not more and len(repeats) <= NAMED else words


def _only_here(here: Here, passage: Rendered) -> Iterator[tuple[str, str, tuple[Alone, ...]]]:
    """By language, the words that stand in one wording only; the first twelve wordings, and none where nothing is compared."""
    for versions in passage.versions:
        original = versions.choice == "original"
        if not any(w.differs and w.comparison and w.comparison.relation != "reworded" for w in versions.wordings):
            continue
        rows = [_alone(Link("The original"), versions.alone)] if original else []
        for wording in versions.wordings[:12]:
            if original and wording.comparison and not wording.comparison.altered:
                continue  # the original's own row says it
            anchor = f"#{routes.rendering(*wording.first.key.split('/'))}"
            rows.append(_alone(Link(_wording_name(here, wording), anchor), wording.alone))
        found = tuple(row for row in rows if row.words)
        if found:
            yield language_name(versions.language), versions.language, found


def _wording_name(here: Here, wording: Wording) -> str:
    rest = len(wording.renderings) - 1
    name = here.outlet(wording.first.article).text
    name = name[:1].upper() + name[1:]
    return f"{name} and {english.counted(rest, 'other')}" if rest else name


def _alone(where: Link, words: tuple[str, ...]) -> Alone:
    return Alone(where, words[:ALONE], max(0, len(words) - ALONE))
