"""One passage with its renderings: each compared with the reference, and those with the same words listed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted
from generator.findings.countries import country_of
from generator.findings.known_days import earliest, latest, published_at_latest
from generator.findings.renderings import RenderedPassage, Tally, Versions, Wording, tally
from generator.pages.parts.here import Here, Link, When, WrongAttribution, title_of
from generator.pages.parts.quotation import CarrierStep, steps_of
from generator.pages.parts.versions import since
from generator.records.model import Passage, Turn, Utterance
from generator.records.scalars import PassageRef
from generator.records.vocabulary import Mark, mark_of
from generator.text import addresses, counts, english, markup
from generator.text.comparison import Comparison
from generator.text.countries import country_name
from generator.text.languages import language_name
from generator.text.marked_pieces import MarkedWords, Piece, pieces, spans
from generator.text.messages import _, listed, ngettext, pgettext
from generator.text.spelling import read

NAMED = 3
"""How many outlets a sentence names before it counts the rest."""


HEADING = 90
"""How many characters of a passage's gist its heading shows."""


MOST_UNIQUE_WORDS = 30
"""How many of the words found in only one wording are listed for it."""


def in_languages(tallied: Tally) -> str:
    """How many articles print it, and in which language, or in how many, in words."""
    many = len(tallied.languages)
    if many > 1:
        return ngettext(
            "{n} article in {number} languages", "{n} articles in {number} languages", tallied.articles, number=many
        )
    language = language_name(tallied.languages[0])
    return ngettext("{n} article in {language}", "{n} articles in {language}", tallied.articles, language=language)


def sentence(tallied: Tally, passages: int = 1) -> str:
    """The differences between renderings, in words: "7 articles in 5 languages; 4 wordings in English; 2 differ inside
    quotation marks"."""
    if not tallied.articles:
        return _("No article quotes it yet")
    parts = [in_languages(tallied)]
    if passages > 1:
        parts[0] = ngettext("{articles}, {n} sentence", "{articles}, {n} sentences", passages, articles=parts[0])
    elif len(tallied.languages) > 1:
        parts += [
            ngettext("{n} version in {language}", "{n} versions in {language}", n, language=language_name(tag))
            for tag, n in tallied.wordings[:3]
        ]
    else:
        parts += [counts.versions(n) for _tag, n in tallied.wordings[:3]]
    if tallied.differing:
        parts.append(
            ngettext("{n} differs inside quotation marks", "{n} differ inside quotation marks", tallied.differing)
        )
    elif tallied.articles > 1 and tallied.wordings and not tallied.judged:
        parts.append(_("none differs inside quotation marks"))
    if tallied.judged:
        parts.append(ngettext("{n} found altered or paraphrased", "{n} found altered or paraphrased", tallied.judged))
    if tallied.is_given_differently:
        parts.append(_("the speaker differs"))
    return pgettext("between findings that are told one after another", "; ").join(parts)


@dataclass(frozen=True, slots=True)
class Same:
    """How many words a version shares with the one it is compared with. `share` is in percent. `partly` means that one
    of the two quotes more of the sentence, so that not all of its words are compared."""

    number: int
    of: int
    share: int
    partly: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that prints the same words. `printed` is its own text if spelling, capitals or punctuation differ,
    else None."""

    anchor: str
    outlet: Link
    published: When
    article: Link
    mark: Mark
    way: tuple[CarrierStep, ...]
    printed: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A version, compared with the reference in its language. `turns` says what its filled-in words change, and
    `settled` is the day from which that could be known."""

    anchor: str
    label: str | None
    outlet: Link
    whence: str | None
    published: When
    article: Link
    speaker: Link | None
    attributed: WrongAttribution | None
    cue: str | None
    pieces: tuple[Piece, ...]
    marked: str | None  # the day from which the marks on the pieces could be known; None if there are no marks
    language: str
    mark: Mark
    turns: tuple[str, ...]
    settled: str
    note: str | None
    way: tuple[CarrierStep, ...]
    relation: str | None
    same: Same | None
    nearest: Link | None
    continued: bool
    repeats: tuple[Repeat, ...]
    repeated: str | None
    more: int


@dataclass(frozen=True, slots=True)
class Alone:
    """The words found in one version only."""

    where: Link
    words: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """The versions in one language, the reference first. `again` are those that change nothing."""

    language: str
    rows: tuple[Row, ...]
    again: tuple[Row, ...]
    said_again: str


@dataclass(frozen=True, slots=True)
class AsSaid:
    """The words in the language in which they were spoken."""

    pieces: tuple[Piece, ...]
    language: str
    language_name: str
    source: Link | None  # None if its source is the first of the articles that print these words
    outlet: Link | None
    published: When | None
    known: str  # the day by which its source had certainly been published
    marked: str | None
    repeats: tuple[Repeat, ...]
    repeated: str | None
    more: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A sentence with its versions. `gist` is empty if the title shows all of it. `spoken` lists the languages in which
    versions print the sentence as it was spoken, if the archive lacks the original."""

    anchor: str
    title: str
    # the day by which all its versions had certainly been published, since its title may use words of any of them
    settled: str
    gist: str
    counted: str
    speakers: tuple[tuple[Link, str], ...]
    otherwise: Link | None
    dates: tuple[tuple[When, str], ...]
    original: AsSaid | None
    spoken: str
    groups: tuple[Group, ...]
    alone: tuple[tuple[str, str, tuple[Alone, ...]], ...]
    whole: Link | None


@dataclass(frozen=True)
class Stretch:
    """A wording with the articles from `start` to `end` that print it."""

    versions: Versions
    wording: Wording
    start: int
    end: int


def _headed(passage: Passage) -> str:
    """A passage's gist as a heading."""
    words = markup.excerpt(english.typeset(passage.gist), HEADING)
    return words[0].upper() + words[1:]


def passage_view(
    here: Here, utterance: Utterance, passage: RenderedPassage, items: Sequence[Stretch], *, whole: bool
) -> PassageView:
    """A passage with these of its renderings. `whole` says that they are all of them."""
    tallied = tally(utterance, [passage])
    attributions = tuple((here.agent_link(speaker), _outlets(here, group)) for speaker, group in passage.speakers)
    speaker = here.agent_link(utterance.speaker)
    record = passage.passage
    further_page = routes.continuation(routes.page("utterance", utterance.id), f"{record.id}/renderings")
    spoken = dict.fromkeys(language_name(tag) for tag in here.archive.spoken_in(PassageRef(utterance.id, record.id)))
    return PassageView(
        anchor=routes.passage(record.id),
        title=_headed(record),
        settled=latest(published_at_latest(quoted.article) for quoted in passage.renderings),
        gist=record.gist if len(record.gist) > HEADING else "",
        counted=_counted(passage),
        speakers=attributions if tallied.is_given_differently or len(attributions) > 1 else (),
        otherwise=speaker
        if tallied.is_given_differently and all(speaker != other for other, _ in attributions)
        else None,
        dates=tuple((here.date(date), _outlets(here, group)) for date, group in passage.dates),
        original=_as_said(here, utterance, passage, items),
        spoken=listed([*spoken]),
        groups=tuple(_groups(here, utterance, passage, items)),
        alone=tuple(_only_here(here, passage)) if whole else (),
        whole=None
        if whole
        else here.page_link(further_page, ngettext("All {n} version", "All {n} versions", len(passage.renderings))),
    )


def _counted(passage: RenderedPassage) -> str:
    """How many versions there are in each language, and how many of them were altered: "3 versions in English, 1 of
    them altered"."""
    return pgettext("between findings that are told one after another", "; ").join(
        _in_language(versions) for versions in passage.versions
    )


def _in_language(versions: Versions) -> str:
    marks = [quoted.quotation.fidelity for wording in versions.wordings for quoted in wording.renderings]
    number, altered, language = len(marks), marks.count("altered"), language_name(versions.language)
    if altered == number:
        return ngettext(
            "{n} version in {language}, altered",
            "{n} versions in {language}, all of them altered",
            number, language=language,
        )  # fmt: skip
    if altered:
        return ngettext(
            "{n} version in {language}, {altered} of them altered",
            "{n} versions in {language}, {altered} of them altered",
            number, language=language, altered=altered,
        )  # fmt: skip
    if number == 1:
        return ngettext("{n} version in {language}", "{n} versions in {language}", number, language=language)
    return ngettext(
        "{n} version in {language}, not found altered",
        "{n} versions in {language}, none found altered",
        number, language=language,
    )  # fmt: skip


def marked(passages: Sequence[PassageView]) -> str | None:
    """The day from which words of some version were known to differ from another's; None if no version has marks."""
    rows = [row.marked for passage in passages for group in passage.groups for row in (*group.rows, *group.again)]
    rows += [passage.original.marked for passage in passages if passage.original]
    found = [day for day in rows if day is not None]
    return earliest(found) if found else None


def kinds(passages: Iterable[PassageView]) -> frozenset[str]:
    """The kinds of marks on the words of these sentences."""
    shown = list(passages)
    words = [row.pieces for passage in shown for group in passage.groups for row in (*group.rows, *group.again)]
    words += [passage.original.pieces for passage in shown if passage.original]
    return frozenset(piece.kind for some in words for piece in some)


def _outlets(here: Here, quotations: Iterable[Quoted]) -> str:
    """The outlets without repetition: up to `NAMED` by name, the rest as a number."""
    names = list(dict.fromkeys(_name(here, quoted) for quoted in quotations))
    rest = len(names) - NAMED
    return listed([*names[:NAMED], ngettext("{n} other", "{n} others", rest)] if rest > 0 else names)


def _name(here: Here, quoted: Quoted) -> str:
    return (
        here.outlet_link(quoted.article).text if quoted.article.publisher else _("an article that names no publisher")
    )


def _as_said(here: Here, utterance: Utterance, passage: RenderedPassage, items: Sequence[Stretch]) -> AsSaid | None:
    original = passage.passage.original
    if original is None:
        return None
    shown = pieces(read(original.text).text, (), spans((original.text,), map(_filled, original.turns)))
    same = [item for item in items if item.start == 0 and _as_spoken(item)]
    quotations = [quoted for item in same for quoted in item.wording.renderings[: item.end]]
    further = sum(len(item.wording.renderings) - item.end for item in same)
    known = original.source in here.archive and here.archive.kind(original.source) == "article"
    article = here.archive.article(original.source) if known else None
    source = here.link(original.source) if original.source in here.archive else Link(original.source)
    if original.source.startswith(("https://", "http://")):
        source = Link(addresses.host(original.source), original.source)
    return AsSaid(
        pieces=shown,
        language=original.language,
        language_name=language_name(original.language),
        source=None if article and any(q.article.id == article.id for q in quotations) else source,
        outlet=here.outlet_link(article) if article else None,
        published=here.date(article.published) if article else None,
        known=since(here, original),
        marked=_marked(shown, here.settled_day(utterance.id)),
        repeats=tuple(_repeat(here, quoted, original.text) for quoted in quotations),
        repeated=_printed(here, quotations, further),
        more=further,
    )


def _groups(here: Here, utterance: Utterance, passage: RenderedPassage, items: Sequence[Stretch]) -> Iterator[Group]:
    for versions in passage.versions:
        own = [i for i in items if i.versions is versions and (i.start or not _as_spoken(i))]
        if not own:
            continue
        several = len(passage.speakers) > 1
        rows = [(item, _row(here, utterance, item, speakers=several)) for item in own]
        again = [(item, row) for item, row in rows if _changes_nothing(item) and not row.speaker and not row.attributed]
        yield Group(
            language=language_name(versions.language),
            rows=tuple(row for item, row in rows if (item, row) not in again),
            again=tuple(row for _, row in again),
            said_again=_said_again([item for item, _ in again]),
        )


def _changes_nothing(item: Stretch) -> bool:
    """Whether a version has the same words as the reference, or a part of them, and nobody found it altered."""
    comparison = item.wording.comparison
    if comparison is None or item.start or item.wording.is_apart or item.wording.first.quotation.is_reworded:
        return False
    return comparison.relation in ("part", "same") and not comparison.is_altered


def _said_again(items: Sequence[Stretch]) -> str:
    number = sum(len(item.wording.renderings) for item in items)
    if all(item.wording.comparison and item.wording.comparison.relation == "part" for item in items):
        return ngettext("{n} article quotes a part, word for word", "{n} articles quote a part, word for word", number)
    return ngettext("{n} article, with nothing changed", "{n} articles, with nothing changed", number)


def _filled(turn: Turn) -> MarkedWords:
    return turn.words, turn.prefix or "", turn.suffix or ""


def _marked(shown: Sequence[Piece], day: str) -> str | None:
    """The day, if any of these pieces is marked, else None."""
    return day if any(piece.kind != "plain" for piece in shown) else None


def _row(here: Here, utterance: Utterance, item: Stretch, *, speakers: bool) -> Row:
    wording, versions = item.wording, item.versions
    quoted = wording.renderings[item.start]
    quotation = quoted.quotation
    comparison = wording.comparison
    repeats = wording.renderings[item.start + 1 : item.end]
    further = len(wording.renderings) - item.end
    marks = comparison is not None and (
        comparison.is_altered or comparison.has_minor_changes or comparison.relation != "same"
    )
    runs = comparison.runs if comparison and marks and comparison.relation != "reworded" else ()
    shown = pieces(read(quotation.words).text, runs, spans(quotation.text, map(_filled, quotation.turns)))
    known_from = latest([since(here, versions.reference), published_at_latest(quoted.article)])
    settled = here.settled_day(utterance.id)
    return Row(
        anchor=routes.rendering(quoted.article.id, quotation.id),
        label=_label(versions, wording, continued=item.start > 0),
        outlet=here.outlet_link(quoted.article),
        whence=_whence(here, quoted),
        published=here.date(quoted.article.published),
        article=here.quotation_link(quoted, _("In its article")),
        speaker=here.agent_link(quotation.speaker) if speakers and not quotation.really else None,
        attributed=here.wrong_attribution(quoted),
        cue=quotation.cue,
        pieces=shown,
        marked=_marked(shown, settled if quotation.turns else known_from),
        language=quoted.language,
        mark=mark_of(quotation.fidelity),
        turns=tuple(turn.why if turn.why[-1] in ".!?…" else f"{turn.why}." for turn in quotation.turns),
        settled=settled,
        note=quotation.note,
        way=tuple(steps_of(here, quoted))[1:] if quotation.via else (),
        relation=_relation(wording),
        same=_same(comparison) if runs and comparison and comparison.is_altered and not wording.is_apart else None,
        nearest=_nearest(here, wording),
        continued=item.start > 0,
        repeats=tuple(_repeat(here, q, quotation.words) for q in repeats),
        repeated=_repeated(here, repeats, further),
        more=further,
    )


def _whence(here: Here, quoted: Quoted) -> str | None:
    """The country of the outlet; the article's title if it names no publisher."""
    if quoted.article.publisher is None:
        return markup.excerpt(title_of(quoted.article), 60)
    code = country_of(here.archive, quoted.article)
    return country_name(code) if code else None


def _as_spoken(item: Stretch) -> bool:
    """Whether these are exactly the words of the original, whose own row lists the articles that print them."""
    comparison = item.wording.comparison
    judged = item.wording.first.quotation.is_reworded
    same = comparison is not None and comparison.relation == "same" and not comparison.has_minor_changes
    return item.versions.choice == "original" and same and not judged


def _label(versions: Versions, wording: Wording, *, continued: bool) -> str | None:
    if continued:
        return _("The same words, continued")
    others = len(versions.wordings) - 1
    if versions.choice == "original" or wording.comparison is not None or not others:
        return None
    return ngettext("The other is compared with this version.", "The others are compared with this version.", others)


def _relation(wording: Wording) -> str | None:
    """How the words relate to those they are compared with, in words; None if the marks show it."""
    comparison = wording.comparison
    if comparison is None:
        return None
    if wording.is_apart:
        return _("Another part of the sentence, quoted in the same article.")
    if comparison.relation == "part":
        whole = comparison.of_reference + comparison.left_out
        if comparison.is_altered:
            return ngettext(
                "It quotes a part: {number} of {n} words.", "It quotes a part: {number} of {n} words.",
                whole, number=comparison.of_reference,
            )  # fmt: skip
        return ngettext(
            "It quotes a part, and changes nothing in it: {number} of {n} words.",
            "It quotes a part, and changes nothing in it: {number} of {n} words.",
            whole, number=comparison.of_reference,
        )  # fmt: skip
    if comparison.relation == "more":
        return ngettext(
            "{n} word goes beyond what the other version quotes.",
            "{n} words go beyond what the other version quotes.",
            comparison.beyond,
        )
    if comparison.relation == "reworded":
        return _("Worded differently, or another part of the sentence: too little is the same for marks.")
    if comparison.relation == "same":
        if comparison.has_minor_changes:
            return _("The same words; capitals, punctuation or spelling differ.")
        return _("The same words.")
    return None


def _same(comparison: Comparison) -> Same:
    of = max(comparison.of_reference, comparison.of_rendering)
    partly = comparison.relation in ("part", "more")
    return Same(comparison.common, of, round(100 * comparison.common / of), partly)


def _nearest(here: Here, wording: Wording) -> Link | None:
    """A link to the version to which the words are clearly closer than to the reference; None if there is none."""
    if wording.nearest is None:
        return None
    other, _ = wording.nearest
    return Link(here.outlet_link(other.article).text, f"#{routes.rendering(*other.key.split('/'))}")


def _repeat(here: Here, quoted: Quoted, words: str) -> Repeat:
    printed = read(quoted.quotation.words).text
    return Repeat(
        anchor=routes.rendering(quoted.article.id, quoted.quotation.id),
        outlet=here.outlet_link(quoted.article),
        published=here.date(quoted.article.published),
        article=here.quotation_link(quoted, _("In its article")),
        mark=mark_of(quoted.quotation.fidelity),
        way=tuple(steps_of(here, quoted))[1:] if quoted.quotation.via else (),
        printed=None if printed == read(words).text else printed,
        note=quoted.quotation.note,
    )


def _repeated(here: Here, repeats: Sequence[Quoted], more: int) -> str | None:
    """How many more articles print a version, and which, if there are few."""
    number = len(repeats) + more
    if not number:
        return None
    if more or len(repeats) > NAMED:
        return ngettext("The same words in {n} more article", "The same words in {n} more articles", number)
    return ngettext(
        "The same words in {n} more article: {outlets}",
        "The same words in {n} more articles: {outlets}",
        number, outlets=_outlets(here, repeats),
    )  # fmt: skip


def _printed(here: Here, repeats: Sequence[Quoted], more: int) -> str | None:
    """How many articles print the original, and which, if there are few."""
    number = len(repeats) + more
    if not number:
        return None
    if more or len(repeats) > NAMED:
        return ngettext("Printed in these words by {n} article", "Printed in these words by {n} articles", number)
    return ngettext(
        "Printed in these words by {n} article: {outlets}",
        "Printed in these words by {n} articles: {outlets}",
        number, outlets=_outlets(here, repeats),
    )  # fmt: skip


def _only_here(here: Here, passage: RenderedPassage) -> Iterator[tuple[str, str, tuple[Alone, ...]]]:
    """Words found in one wording only, as (language name, language tag, wordings), for up to twelve wordings of each
    language. Languages in which nothing was compared are left out."""
    for versions in passage.versions:
        original = versions.choice == "original"
        if not any(w.differs and w.comparison and w.comparison.relation != "reworded" for w in versions.wordings):
            continue
        rows = [_alone(Link(_("The original")), versions.unique_words)] if original else []
        for wording in versions.wordings[:12]:
            if original and wording.comparison and not wording.comparison.is_altered:
                continue  # already covered by the original's own row
            anchor = f"#{routes.rendering(*wording.first.key.split('/'))}"
            rows.append(_alone(Link(_wording_name(here, wording), anchor), wording.unique_words))
        found = tuple(row for row in rows if row.words)
        if found:
            yield language_name(versions.language), versions.language, found


def _wording_name(here: Here, wording: Wording) -> str:
    rest = len(wording.renderings) - 1
    name = here.outlet_link(wording.first.article).text
    name = english.capitalised(name)
    return ngettext("{name} and {n} other", "{name} and {n} others", rest, name=name) if rest else name


def _alone(where: Link, words: tuple[str, ...]) -> Alone:
    return Alone(where, words[:MOST_UNIQUE_WORDS], max(0, len(words) - MOST_UNIQUE_WORDS))
