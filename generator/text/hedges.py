"""Hedges: words that qualify a sentence, such as "almost", "at least", "if confirmed". Leaving them out says more than
was said."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "about(?= [0-9])", "around(?= [0-9])", "some(?= [0-9])", "roughly", "approximately", "nearly", "almost", "close to", "estimated",
        "up to", "as many as", "at least", "at most", "(?:no |not )?more than", "(?:no |not )?(?:less|fewer) than", "over(?= [0-9])",
        "allegedly", "alleged", "reportedly", "apparently", "possibly", "probably", "presumably", "perhaps", "maybe", "likely", "supposedly",
        "(?-i:may)", "might", "could", "seems?", "appears?", "appeared to", "suspected", "unconfirmed", "not (?:yet )?confirmed", "believed to",
        "if (?:it is )?(?:confirmed|true|verified)", "cannot be (?:verified|confirmed)", "in part", "partly", "mostly", "largely",
    ),
    "ar": (
        "حوالي", "نحو", "ما يقرب من", "تقريبا", "تقريبًا", "ما لا يقل عن", "على الأقل", "على الأكثر", "أكثر من", "أقل من", "يصل إلى",
        "ربما", "قد", "يُزعم", "يزعم", "بحسب ما ورد", "إذا تأكد", "على ما يبدو", "يُحتمل", "من المحتمل",
    ),
    "de": (
        "etwa", "rund", "ungefähr", "circa", "knapp", "fast", "beinahe", "bis zu", "mindestens", "wenigstens", "höchstens", "mehr als",
        "weniger als", "angeblich", "mutmaßlich", "möglicherweise", "wahrscheinlich", "vermutlich", "vielleicht", "offenbar", "anscheinend",
        "könnten?", "dürften?", "soll(?:en)?", "falls (?:bestätigt|dies zutrifft)", "unbestätigt", "teilweise",
    ),
    "es": (
        "unos", "unas", "alrededor de", "cerca de", "aproximadamente", "casi", "hasta(?= [0-9])", "al menos", "por lo menos", "como máximo",
        "más de", "menos de", "supuestamente", "presuntamente", "posiblemente", "probablemente", "quizás?", "tal vez", "al parecer",
        "podrían?", "habrían?", "si se confirma", "sin confirmar", "en parte",
    ),
    "fr": (
        "environ", "autour de", "près de", "presque", "quelque(?= [0-9])", "jusqu['’]à", "au moins", "au plus", "plus de", "moins de",
        "prétendument", "peut-être", "probablement", "sans doute", "apparemment", "semble(?:nt)?", "pourrai(?:t|ent)", "aurai(?:t|ent)",
        "serai(?:t|ent)", "si cela se confirme", "non confirmée?s?", "en partie", "présumée?s?",
    ),
    "ko": (
        "약", "대략", "거의", "최소", "최대", "이상", "이하", "미만", "아마", "추정", "것으로 보인다", "것으로 알려졌다", "확인되지 않은", "일부",
    ),
    "ru": (
        "около", "примерно", "приблизительно", "порядка(?= [0-9])", "почти", "до(?= [0-9])", "не менее", "не более", "более", "менее",
        "свыше", "по меньшей мере", "якобы", "возможно", "вероятно", "предположительно", "по-видимому", "видимо", "кажется",
        "если (?:это )?подтвердится", "неподтвержд[её]нн\\w+", "отчасти", "может быть",
    ),
    "uk": (
        "близько", "приблизно", "орієнтовно", "майже", "до(?= [0-9])", "щонайменше", "щонайбільше", "не менше", "не більше", "більше",
        "менше", "понад", "нібито", "можливо", "ймовірно", "імовірно", "мабуть", "імовірне", "здається", "якщо (?:це )?підтвердиться",
        "непідтверджен\\w+", "частково", "може бути",
    ),
}  # fmt: skip
"""By language of the text, as regular expressions without capturing groups. A word with another meaning too counts only
before a number."""


def _pattern(language: str) -> re.Pattern[str]:
    longest = "|".join(word.replace(" ", r"\s+") for word in sorted(_WORDS[language], key=len, reverse=True))
    # Korean puts no space between a word and its particles.
    return re.compile(longest if language == "ko" else rf"(?<!\w)(?:{longest})(?!\w)", re.IGNORECASE)


_PATTERNS = {language: _pattern(language) for language in _WORDS}


def hedges(text: str, language: str) -> tuple[str, ...]:
    """The hedges in a text, in order and in lower case. Empty for a language without a list here."""
    pattern = _PATTERNS.get(language.partition("-")[0].lower())
    return tuple(" ".join(found[0].casefold().split()) for found in pattern.finditer(text)) if pattern else ()
