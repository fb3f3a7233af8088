"""One sentence each on what happened to an article's quotations and on what the article follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator.archive.archive import Archive
from generator.records.model import Article, Organisation
from generator.records.vocabulary import Finding
from generator.text.english import in_words
from generator.text.messages import N_, _, ngettext


def verdict(tally: Mapping[Finding, int]) -> str:
    """What was found about an article's quotations, in a sentence; empty if it has none. `tally` counts each
    finding."""
    number = sum(tally.values())
    if not number:
        return ""
    if number == 1:
        return _(_ALONE[next(finding for finding, made in tally.items() if made)])
    of_all = next((finding for finding, made in tally.items() if made == number), None)
    if of_all is not None and number == 2:
        return _(_BOTH[of_all])
    altered, paraphrased, unexamined = tally["altered"], tally["paraphrase"], tally["unexamined"]
    if altered:
        return _altered(altered, number)
    if paraphrased:
        return _paraphrased(paraphrased, number)
    if unexamined:
        return _unexamined(unexamined, number)
    if number == 2:
        return _("Both of its quotations are word for word or faithfully translated.")
    if of_all == "translation":
        return ngettext(
            "All {number} of its quotations are faithful translations.",
            "All {number} of its quotations are faithful translations.",
            number, number=in_words(number),
        )  # fmt: skip
    if of_all == "verbatim":
        return ngettext(
            "All {number} of its quotations are word for word.",
            "All {number} of its quotations are word for word.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "All {number} of its quotations are word for word or faithfully translated.",
        "All {number} of its quotations are word for word or faithfully translated.",
        number, number=in_words(number),
    )  # fmt: skip


def _altered(altered: int, number: int) -> str:
    if altered == number:
        return ngettext(
            "All {number} of its quotations were altered inside their quotation marks.",
            "All {number} of its quotations were altered inside their quotation marks.",
            number, number=in_words(number),
        )  # fmt: skip
    if altered == 1:
        return ngettext(
            "One of its {number} quotations was altered inside its quotation marks.",
            "One of its {number} quotations was altered inside its quotation marks.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "{some} of its {number} quotations were altered inside their quotation marks.",
        "{some} of its {number} quotations were altered inside their quotation marks.",
        altered, some=in_words(altered).capitalize(), number=in_words(number),
    )  # fmt: skip


def _paraphrased(paraphrased: int, number: int) -> str:
    if paraphrased == number:
        return ngettext(
            "All {number} of its quotations are paraphrases set between quotation marks.",
            "All {number} of its quotations are paraphrases set between quotation marks.",
            number, number=in_words(number),
        )  # fmt: skip
    if paraphrased == 1:
        return ngettext(
            "One of its {number} quotations is a paraphrase set between quotation marks.",
            "One of its {number} quotations is a paraphrase set between quotation marks.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "{some} of its {number} quotations are paraphrases set between quotation marks.",
        "{some} of its {number} quotations are paraphrases set between quotation marks.",
        paraphrased, some=in_words(paraphrased).capitalize(), number=in_words(number),
    )  # fmt: skip


def _unexamined(unexamined: int, number: int) -> str:
    checked = number - unexamined
    if not checked:
        return ngettext(
            "None of its {number} quotations has been checked yet.",
            "None of its {number} quotations has been checked yet.",
            number, number=in_words(number),
        )  # fmt: skip
    if checked == 1:
        return ngettext(
            "One of its {number} quotations was checked, and it was not altered.",
            "One of its {number} quotations was checked, and it was not altered.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "{some} of its {number} quotations were checked, and none was altered.",
        "{some} of its {number} quotations were checked, and none was altered.",
        checked, some=in_words(checked).capitalize(), number=in_words(number),
    )  # fmt: skip


_BOTH: Mapping[Finding, str] = {
    "altered": N_("Both of its quotations were altered inside their quotation marks."),
    "paraphrase": N_("Both of its quotations are paraphrases set between quotation marks."),
    "translation": N_("Both of its quotations are faithful translations."),
    "verbatim": N_("Both of its quotations are word for word."),
    "unexamined": N_("Neither of its two quotations has been checked yet."),
}
_ALONE: Mapping[Finding, str] = {
    "altered": N_("Its only quotation was altered inside the quotation marks."),
    "paraphrase": N_("Its only quotation is a paraphrase set between quotation marks."),
    "translation": N_("Its only quotation is a faithful translation."),
    "verbatim": N_("Its only quotation is word for word."),
    "unexamined": N_("Its only quotation has not been checked yet."),
}


def counted(finding: Finding, number: int) -> str:
    """The number of times a finding was made, in words, such as "2 faithful translations"."""
    if finding == "altered":
        return ngettext("{n} altered", "{n} altered", number)
    if finding == "paraphrase":
        return ngettext("{n} paraphrase in quotation marks", "{n} paraphrases in quotation marks", number)
    if finding == "translation":
        return ngettext("{n} faithful translation", "{n} faithful translations", number)
    if finding == "verbatim":
        return ngettext("{n} word for word", "{n} word for word", number)
    return ngettext("{n} not yet checked", "{n} not yet checked", number)


def follows(archive: Archive, article: Article) -> str:
    """Whose text an article follows, and whether it credits that, in a sentence; empty if that is not known."""
    carried = [(step.by, bool(step.implied)) for quotation in article.quotations for step in quotation.via]
    credited = {carrier for by, implied in carried for carrier in by if not implied}
    followed = archive[article.source.relays.of] if article.source.relays else None
    outlet = followed.publisher if isinstance(followed, Article) else followed.id if followed else None
    silent = Counter(
        quotation.via[-1].by[0]
        for quotation in article.quotations
        if quotation.via
        and quotation.via[-1].implied
        and quotation.via[-1].by
        and quotation.via[-1].by[0] not in credited
    )
    number = len(article.quotations)
    if silent:
        carrier, many = silent.most_common(1)[0]
        if many * 2 > number:
            return _through(archive[carrier].name, many, number)
    if isinstance(followed, Organisation):
        return _("It follows a text by {outlet} that is not in this archive.", outlet=followed.name)
    if followed is None:
        return ""
    if outlet is None or outlet == article.publisher:
        return _("It follows another article in this archive.")
    return _("It follows an article by {outlet}.", outlet=archive[outlet].name)


def _through(carrier: str, many: int, number: int) -> str:
    """Through whom quotations reached the article without credit: `many` of its `number` quotations, in a sentence."""
    if number == 1:
        return _("It came through {carrier}, which the article does not credit.", carrier=carrier)
    if many == number:
        return ngettext(
            "All {number} came through {carrier}, which it does not credit.",
            "All {number} came through {carrier}, which it does not credit.",
            number, number=in_words(number), carrier=carrier,
        )  # fmt: skip
    return ngettext(
        "{some} of the {number} came through {carrier}, which it does not credit.",
        "{some} of the {number} came through {carrier}, which it does not credit.",
        many, some=in_words(many).capitalize(), number=in_words(number), carrier=carrier,
    )  # fmt: skip
