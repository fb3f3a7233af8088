"""One sentence on what happened to the words of a statement, with which its page begins."""

from __future__ import annotations

from collections.abc import Sequence

from generator.findings.renderings import RenderedPassage
from generator.text.english import in_words
from generator.text.messages import _, ngettext


def is_altered(passage: RenderedPassage) -> bool:
    """Whether any article was found to have altered this sentence."""
    return any(quoted.quotation.fidelity == "altered" for quoted in passage.renderings)


def differs(passage: RenderedPassage) -> bool:
    """Whether articles print this sentence in different words."""
    return any(wording.differs for versions in passage.versions for wording in versions.wordings)


def _is_paraphrased(passage: RenderedPassage) -> bool:
    return any(quoted.quotation.fidelity == "paraphrase" for quoted in passage.renderings)


def verdict(passages: Sequence[RenderedPassage]) -> str:
    """What happened to the sentences of a statement on the way to readers, in one sentence."""
    articles = {quoted.article.id for passage in passages for quoted in passage.renderings}
    if not articles:
        return _("No article in this archive prints it yet.")
    number = len(passages)
    altered = sum(map(is_altered, passages))
    if altered:
        return _altered(altered, number)
    paraphrased = sum(map(_is_paraphrased, passages))
    if paraphrased:
        return _paraphrased(paraphrased, number)
    differing = sum(map(differs, passages))
    if differing:
        return _differing(differing, number)
    if len(articles) == 1:
        return _("Only one article in this archive prints it so far.")
    wordings = [wording for passage in passages for versions in passage.versions for wording in versions.wordings]
    if any(wording.comparison or len(wording.renderings) > 1 for wording in wordings):
        return _("The articles that can be compared print the same words.")
    return _("No two articles print the same sentence in one language, so nothing can be compared yet.")


def _altered(altered: int, number: int) -> str:
    if number == 1:
        return _("Its one sentence here was altered on the way to readers.")
    if altered == number == 2:
        return _("Both of its sentences were altered on the way to readers.")
    if altered == number:
        return ngettext(
            "All {number} of its sentences were altered on the way to readers.",
            "All {number} of its sentences were altered on the way to readers.",
            number, number=in_words(number),
        )  # fmt: skip
    if altered == 1:
        return ngettext(
            "One of its {number} sentences was altered on the way to readers.",
            "One of its {number} sentences was altered on the way to readers.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "{some} of its {number} sentences were altered on the way to readers.",
        "{some} of its {number} sentences were altered on the way to readers.",
        altered, some=in_words(altered).capitalize(), number=in_words(number),
    )  # fmt: skip


def _paraphrased(paraphrased: int, number: int) -> str:
    if number == 1:
        return _(
            "Its one sentence here was not found altered; an article sets a paraphrase of it between quotation marks."
        )
    if number == 2 and paraphrased == 1:
        return _(
            "Neither of its two sentences was found altered; of one, an article sets a paraphrase between quotation marks."
        )
    if number == 2:
        return _(
            "Neither of its two sentences was found altered; of two, articles set paraphrases between quotation marks."
        )
    if paraphrased == 1:
        return ngettext(
            "None of its {number} sentences was found altered; of one, an article sets a paraphrase between quotation marks.",
            "None of its {number} sentences was found altered; of one, an article sets a paraphrase between quotation marks.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "None of its {number} sentences was found altered; of {some}, articles set paraphrases between quotation marks.",
        "None of its {number} sentences was found altered; of {some}, articles set paraphrases between quotation marks.",
        paraphrased, some=in_words(paraphrased), number=in_words(number),
    )  # fmt: skip


def _differing(differing: int, number: int) -> str:
    if number == 1:
        return _("Articles print its one sentence here in different words, and none was found to have altered it.")
    if differing == number == 2:
        return _("Articles print both of its sentences in different words, and none was found to have altered them.")
    if differing == number:
        return ngettext(
            "Articles print all {number} of its sentences in different words, and none was found to have altered them.",
            "Articles print all {number} of its sentences in different words, and none was found to have altered them.",
            number, number=in_words(number),
        )  # fmt: skip
    if differing == 1:
        return ngettext(
            "Articles print one of its {number} sentences in different words, and none was found to have altered it.",
            "Articles print one of its {number} sentences in different words, and none was found to have altered it.",
            number, number=in_words(number),
        )  # fmt: skip
    return ngettext(
        "Articles print {some} of its {number} sentences in different words, and none was found to have altered them.",
        "Articles print {some} of its {number} sentences in different words, and none was found to have altered them.",
        differing, some=in_words(differing), number=in_words(number),
    )  # fmt: skip
