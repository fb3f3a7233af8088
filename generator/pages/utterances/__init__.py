"""The page of an utterance, on which the renderings of each passage are compared word by word; and the index of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.findings.known import NOT_KNOWN, latest, published_by
from generator.findings.origins import ancestry
from generator.findings.renderings import Choice, Rendered, Tally, Versions, Wording, kin, rendered, tally
from generator.pages.page import Page
from generator.pages.parts.here import Attributed, Here, Link, Mark, When, country_of, hands, language_name, mark_of
from generator.pages.sources.sourcing import OriginsView, origins_view
from generator.records.model import Passage, Step, Utterance
from generator.text import markup
from generator.text.comparison import CLOSENESS, Comparison, Run, read
from generator.text.countries import country_name

INDEX = routes.index("utterances")

ROWS = 250
"""How many utterances a page of the index lists. A row takes about 1 KB of HTML, and a page is to stay under 300 KB."""

WEIGHT = 60_000
"""How much of its renderings an utterance's page shows, in letters as `_weight` counts them: about 150 KB of HTML. The rest
stands on further pages of twice that weight, a passage's own."""

FOLDED = 10
"""How many articles with the same words an utterance's page lists under the first; the further pages list them all."""

LISTED = 100
"""How many articles with the same words one row of a further page lists."""

NAMED = 3
"""How many outlets a sentence names before it counts the rest."""

HEADING = 48
"""Letters of what a passage is about that stand in its heading."""

ALONE = 30
"""How many words that stand in one wording only are listed for it."""


def pages(archive: Archive) -> Iterator[Page]:
    """Every utterance's page, the further pages of passages with very many renderings, and the index."""
    for utterance in archive.utterances:
        yield from of(archive, utterance)
    yield from _index(archive)


def of(archive: Archive, utterance: Utterance) -> Iterator[Page]:
    """The page of one utterance, with the further pages of passages with very many renderings."""
    return _pages(archive, utterance, rendered(archive)[utterance.id])


# --- what the differences are, in one sentence ---------------------------------------------------------------------------


def sentence(counts: Tally, passages: int = 1) -> str:
    """What the differences are: "7 articles in 5 languages; 4 wordings in English; 2 differ inside quotation marks"."""
    if not counts.articles:
        return "No article renders it yet"
    many = len(counts.languages)
    where = f"{many} languages" if many > 1 else language_name(counts.languages[0])
    said = [f"{markup.counted(counts.articles, 'article')} in {where}"]
    if passages > 1:
        said[0] += f", {passages} passages"
    else:
        said += [
            markup.counted(n, "wording") + (f" in {language_name(tag)}" if many > 1 else "")
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


# --- one utterance -------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """Everything on an utterance's page."""

    label: str
    title: str
    deck: str | None
    speaker: Link
    said: When
    place: Link | None
    to: Link | None
    event: Link | None
    carried: str
    origins: str | None
    originals: str
    sentence: str
    marked: bool
    compared: bool
    closeness: str
    passages: tuple[PassageView, ...]
    traced: OriginsView | None
    notes: tuple[str, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class RestView:
    """One page of all renderings of a passage."""

    owner: Link
    title: str
    number: int
    last: int
    passage: PassageView
    marked: bool
    compared: bool
    closeness: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class _Item:
    """A wording, or a stretch of the articles that print it."""

    versions: Versions
    wording: Wording
    start: int
    end: int


def _pages(archive: Archive, utterance: Utterance, passages: tuple[Rendered, ...]) -> Iterator[Page]:
    here = Here(archive, routes.page("utterance", utterance.id))
    counts = tally(utterance, passages)
    share = max(WEIGHT // len(passages), 1)
    shown = [_shown(passage, share) for passage in passages]
    views = tuple(
        _passage(here, utterance, passage, items, whole=whole)
        for passage, (items, whole) in zip(passages, shown, strict=True)
    )
    known = sum(p.passage.original is not None for p in passages)
    roots = ancestry(archive, (q for p in passages for q in p.renderings))
    earlier, later = _neighbours(here, utterance)
    view = UtteranceView(
        label=" · ".join(["Utterance", *filter(None, [utterance.form])]),
        title=utterance.title,
        deck=utterance.summary,
        speaker=here.agent(utterance.speaker),
        said=here.date(utterance.said),
        place=here.link(utterance.place) if utterance.place else None,
        to=_to(here, utterance),
        event=here.link(utterance.event) if utterance.event else None,
        carried=_carried(archive, counts),
        origins=markup.counted(len(roots.branches), "origin") if counts.articles > 1 else None,
        originals=_originals(known, len(passages)),
        sentence=sentence(counts, len(passages)),
        marked=any(row.runs for v in views for g in v.groups for row in g.rows),
        compared=any(row.relation or row.closeness for v in views for g in v.groups for row in g.rows),
        closeness=CLOSENESS,
        passages=views,
        traced=origins_view(here, (q for p in passages for q in p.renderings)),
        notes=tuple(p for p in (utterance.notes or "").split("\n\n") if p.strip()),
        earlier=earlier,
        later=later,
    )
    speaker = here.agent(utterance.speaker).text
    description = f"{speaker}, {view.said.text}: {view.sentence}."
    record = archive.paths[utterance.id]
    yield Page(here.path, "utterances/utterance.md.j2", utterance.title, description, view, record)
    for passage, (_, whole) in zip(passages, shown, strict=True):
        if not whole:
            yield from _rest(archive, utterance, passage, record)


def _to(here: Here, utterance: Utterance) -> Link | None:
    to = utterance.to
    if to is None:
        return None
    return here.link(to) if to in here.archive else Link(to)


def _carried(archive: Archive, counts: Tally) -> str:
    if not counts.articles:
        return "no article yet"
    languages = markup.listed([language_name(tag) for tag in counts.languages])
    return f"{counts.articles:,} of {markup.counted(len(archive.articles), 'article')}, in {languages}"


def _originals(known: int, passages: int) -> str:
    if not known:
        return "not known"
    if known == passages:
        return "known" if known == 1 else f"known for all {known} passages"
    return f"known for {known} of {passages} passages"


def _neighbours(here: Here, utterance: Utterance) -> tuple[Link | None, Link | None]:
    """The utterances of the same speaker before and after."""
    if utterance.speaker.id is None:
        return None, None
    own = here.archive.utterances_by(utterance.speaker.id)
    at = next(number for number, other in enumerate(own) if other.id == utterance.id)
    earlier = here.link(own[at - 1].id) if at else None
    later = here.link(own[at + 1].id) if at + 1 < len(own) else None
    return earlier, later


# --- how much stands on a page -------------------------------------------------------------------------------------------


def _items(passage: Rendered, folded: int) -> Iterator[_Item]:
    for versions in passage.versions:
        for wording in versions.wordings:
            for start in range(0, len(wording.renderings), folded):
                yield _Item(versions, wording, start, min(start + folded, len(wording.renderings)))


def _shown(passage: Rendered, share: int) -> tuple[tuple[_Item, ...], bool]:
    """What of a passage stands on its utterance's page, and whether that is all. One rendering always does."""
    items = [item for item in _items(passage, FOLDED) if item.start == 0]
    room = share
    shown: list[_Item] = []
    for item in items:
        room -= _weight(item)
        if shown and room < 0:
            break
        shown.append(item)
    whole = len(shown) == len(items) and all(i.end == len(i.wording.renderings) for i in items)
    return tuple(shown), whole


def _weight(item: _Item) -> int:
    """About what a row costs: its letters, those it lacks, its note, and what surrounds them and each article below it."""
    comparison = item.wording.comparison
    lacks = sum(len(p.text) for run in comparison.runs if run.kind == "missing" for p in run.parts) if comparison else 0
    quotation = item.wording.first.quotation
    return len(quotation.words) + lacks + len(quotation.note or "") + 600 + 300 * (item.end - item.start)


def _rest(archive: Archive, utterance: Utterance, passage: Rendered, record: str) -> Iterator[Page]:
    """All renderings of a passage, on as many pages as they take."""
    owner = routes.page("utterance", utterance.id)
    section = f"{passage.passage.id}/renderings"
    stretches: list[list[_Item]] = []
    room = 0
    for item in _items(passage, LISTED):
        if not stretches or room < _weight(item):
            stretches.append([])
            room = 2 * WEIGHT
        stretches[-1].append(item)
        room -= _weight(item)
    last = len(stretches)
    for number, items in enumerate(stretches, start=1):
        here = Here(archive, routes.further(owner, section, number))

        def to(page: int, words: str, here: Here = here) -> Link | None:
            return here.to(routes.further(owner, section, page), words) if 1 <= page <= last else None

        found = _passage(here, utterance, passage, items, whole=True)
        view = RestView(
            owner=here.link(utterance.id, anchor=routes.passage(passage.passage.id)),
            title=found.title,
            number=number,
            last=last,
            passage=found,
            marked=any(row.runs for group in found.groups for row in group.rows),
            compared=any(row.relation or row.closeness for group in found.groups for row in group.rows),
            closeness=CLOSENESS,
            previous=to(number - 1, "Previous page"),
            next=to(number + 1, "Next page"),
        )
        title = f"{utterance.title}: {markup.excerpt(passage.passage.gist, HEADING)}" + (
            f", page {number}" if last > 1 else ""
        )
        yield Page(
            here.path,
            "utterances/renderings.md.j2",
            title,
            f"All {markup.counted(len(passage.renderings), 'rendering')} of this passage, word by word.",
            view,
            record,
        )


# --- one passage ---------------------------------------------------------------------------------------------------------


def _headed(passage: Passage) -> str:
    """What a passage is about, as a heading says it."""
    words = markup.typeset(markup.excerpt(passage.gist, HEADING))
    return words[0].upper() + words[1:]


def _passage(
    here: Here, utterance: Utterance, passage: Rendered, items: Sequence[_Item], *, whole: bool
) -> PassageView:
    counts = tally(utterance, [passage])
    given = tuple((here.agent(speaker), _outlets(here, group)) for speaker, group in passage.speakers)
    speaker = here.agent(utterance.speaker)
    record = passage.passage
    rest = routes.further(routes.page("utterance", utterance.id), f"{record.id}/renderings")
    number = markup.counted(len(passage.renderings), "rendering")
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


def _outlets(here: Here, quotations: Iterable[Quoted]) -> str:
    """The outlets, each once; a few by name, the rest by number."""
    names = list(dict.fromkeys(_name(here, quoted) for quoted in quotations))
    rest = len(names) - NAMED
    return markup.listed([*names[:NAMED], markup.counted(rest, "other")] if rest > 0 else names)


def _name(here: Here, quoted: Quoted) -> str:
    return here.outlet(quoted.article).text if quoted.article.publisher else "an article that names no publisher"


def _cues(passage: Rendered) -> str | None:
    """The verbs with which the words are introduced, where they are several."""
    if len(passage.cues) < 2:
        return None
    rest = len(passage.cues) - 6
    said = [f"“{cue}”" + (f" ({number:,} times)" if number > 1 else "") for cue, number in passage.cues[:6]]
    return markup.listed([*said, markup.counted(rest, "other")] if rest > 0 else said)


def _as_said(here: Here, passage: Rendered, items: Sequence[_Item]) -> AsSaid | None:
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
        source = Link(original.source.split("/")[2].removeprefix("www."), original.source)
    return AsSaid(
        printed=read(original.text).text,
        language=original.language,
        direction=markup.direction(original.language),
        language_name=language_name(original.language),
        source=None if article and any(q.article.id == article.id for q in quotations) else source,
        outlet=here.outlet(article) if article else None,
        published=here.date(article.published) if article else None,
        known=here.known(original.source) if original.source in here.archive else NOT_KNOWN,
        reference=any(v.choice == "original" and any(w.differs for w in v.wordings) for v in passage.versions),
        repeats=tuple(_repeat(here, quoted, original.text) for quoted in quotations),
        repeated=_repeated(here, quotations, more, "Printed in these words by", "article"),
        more=more,
    )


def _groups(here: Here, passage: Rendered, items: Sequence[_Item]) -> Iterator[Group]:
    several = len(passage.versions) > 1
    for versions in passage.versions:
        own = [i for i in items if i.versions is versions and (i.start or not _as_spoken(i))]
        if not own:
            continue
        number = sum(len(wording.renderings) for wording in versions.wordings)
        lead = f"{language_name(versions.language)}: {markup.counted(number, 'rendering')}"
        if number > 1:
            lead += f", {markup.counted(versions.distinct, 'wording')}"
        rows = tuple(_row(here, item, several=several, speakers=len(passage.speakers) > 1) for item in own)
        yield Group(language_name(versions.language), lead if several else None, rows)


def _row(here: Here, item: _Item, *, several: bool, speakers: bool) -> Row:
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
        article=here.link(quoted.article.id, "In its article", routes.quotation(quotation.id)),
        speaker=here.agent(quotation.speaker) if speakers and not quotation.really else None,
        attributed=here.attributed(quoted),
        cue=quotation.cue,
        printed=read(quotation.words).text,
        runs=comparison.runs if comparison and marks and comparison.relation != "reworded" else (),
        language=quoted.language,
        direction=markup.direction(quoted.language),
        mark=mark,
        judged=quotation.fidelity in ("altered", "paraphrase"),
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
    """Where it was published; of an article that names no publisher, its title, which tells it from others such."""
    if quoted.article.publisher is None:
        return markup.excerpt(quoted.article.name, 60)
    code = country_of(here.archive, quoted.article)
    return country_name(code) if code else None


def _as_spoken(item: _Item) -> bool:
    """Whether these are, to the letter, the words of the original: its own row lists who prints them."""
    comparison = item.wording.comparison
    judged = item.wording.first.quotation.fidelity in ("altered", "paraphrase")
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
    """How the words stand to the reference, where marks alone do not say it."""
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
        return f"goes on beyond the {what}{unchanged}: {markup.counted(comparison.beyond, 'word')} more"
    if comparison.relation == "reworded":
        return "worded otherwise, or another part of the passage: not marked"
    if comparison.relation == "same":
        same = f"the same words as the {what}"
        return f"{same}; capitals, punctuation or spelling differ" if comparison.gently else same
    return None


def _closeness(comparison: Comparison) -> Closeness:
    common = markup.counted(comparison.common, "word")
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
        article=here.link(quoted.article.id, "In its article", routes.quotation(quoted.quotation.id)),
        mark=mark_of(quoted.quotation.fidelity),
        chain=_chain(here, quoted),
        printed=None if printed == read(words).text else printed,
        note=quoted.quotation.note,
    )


def _repeated(here: Here, repeats: Sequence[Quoted], more: int, said: str, articles: str) -> str | None:
    if not repeats and not more:
        return None
    words = f"{said} {markup.counted(len(repeats) + more, articles)}"
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
    return f"{name} and {markup.counted(rest, 'other')}" if rest else name


def _alone(where: Link, words: tuple[str, ...]) -> Alone:
    return Alone(where, words[:ALONE], max(0, len(words) - ALONE))


# --- the index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An utterance in the index. `findings` are what its filter knows it by."""

    utterance: Link
    speaker: Link
    said: When
    form: str | None
    sentence: str
    findings: tuple[str, ...]
    languages: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True)
class Part:
    """Utterances under one heading."""

    title: str
    anchor: str
    lead: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """A page of the index of utterances."""

    count: int
    differing: int
    parts: tuple[Part, ...]
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    years: tuple[str, ...]
    findings: tuple[str, ...]
    number: int
    last: int
    previous: Link | None
    next: Link | None


DIFFER, SPEAKER, JUDGED = "differ inside quotation marks", "given to another speaker", "judged altered"


def _index(archive: Archive) -> Iterator[Page]:
    """Those of which articles print differing words first; then by year, over as many pages as they take."""
    found = rendered(archive)
    ordered = sorted(
        ((utterance, tally(utterance, found[utterance.id])) for utterance in archive.utterances),
        key=lambda pair: not pair[1].differing,
    )
    last = max(1, -(-len(ordered) // ROWS))
    differing = sum(counts.differing > 0 for _, counts in ordered)
    for number in range(1, last + 1):
        here = Here(archive, _index_path(number))
        entries = [_entry(here, u, counts) for u, counts in ordered[(number - 1) * ROWS : number * ROWS]]
        view = IndexView(
            count=len(ordered),
            differing=differing,
            parts=tuple(_index_parts(entries)),
            speakers=tuple(sorted({e.speaker.text for e in entries}, key=str.casefold)),
            languages=tuple(sorted({name for e in entries for name in e.languages})),
            years=tuple(sorted({e.year for e in entries}, key=_year_order)),
            findings=tuple(f for f in (DIFFER, JUDGED, SPEAKER) if any(f in e.findings for e in entries)),
            number=number,
            last=last,
            previous=here.to(_index_path(number - 1), "Previous page") if number > 1 else None,
            next=here.to(_index_path(number + 1), "Next page") if number < last else None,
        )
        title = "Utterances" + (f", page {number}" if number > 1 else "")
        description = (
            f"{markup.counted(len(ordered), 'occasion')} of speech; of {differing:,}, articles print differing words."
        )
        yield Page(here.path, "utterances/index.md.j2", title, description, view)


def _index_path(number: int) -> str:
    # No record is called 'index', so no utterance's page can stand there.
    return INDEX if number == 1 else routes.further(INDEX, "page", number)


def _entry(here: Here, utterance: Utterance, counts: Tally) -> Entry:
    earliest = utterance.said.edtf.earliest if utterance.said else None
    findings = ((DIFFER, counts.differing), (JUDGED, counts.judged), (SPEAKER, counts.given_otherwise))
    return Entry(
        utterance=here.link(utterance.id),
        speaker=here.agent(utterance.speaker),
        said=here.date(utterance.said),
        form=utterance.form,
        sentence=sentence(counts, len(utterance.passages)),
        findings=tuple(name for name, holds in findings if holds),
        languages=tuple(language_name(kin(tag)) for tag in counts.languages),
        year=dates.year_name(earliest.year) if earliest else "no date",
    )


def _year_order(name: str) -> tuple[bool, int]:
    """Sorts years by time, and what has no date behind them."""
    digits = int("".join(filter(str.isdigit, name)) or 0)
    return not digits, -digits if name.endswith("BC") else digits


def _index_parts(entries: Sequence[Entry]) -> Iterator[Part]:
    differing = tuple(e for e in entries if DIFFER in e.findings)
    if differing:
        lead = "Articles print differing words of one passage between quotation marks."
        yield Part("Differing", "differing", lead, differing)
    others = [e for e in entries if DIFFER not in e.findings]
    for year in dict.fromkeys(e.year for e in others):
        own = tuple(e for e in others if e.year == year)
        title = year.capitalize()
        yield Part(title, f"y-{year.replace(' ', '-')}", markup.counted(len(own), "utterance"), own)
