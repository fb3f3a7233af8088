"""The text of the interface, in the language of the archive's site.

English messages are in the code, templates and scripts, marked by `_`, `ngettext` or `pgettext`, or by `N_` if they are
stored now and translated later. Translations come from catalogues (GNU gettext): first those that an archive brings
itself, then those in `generator/locales`.

A message is a whole sentence, or a label that is complete by itself, so that translators can reorder its parts.
Variables are named in braces, `{outlet}`; integers are formatted for the language. If a number decides the form of a
word, use `ngettext`, in which `{n}` is that number.

A process uses one language at a time, since a site has only one: `set_language` sets it before any page is planned. It
is global because otherwise every view and template would have to pass it on; a forked process inherits it from its
parent.
"""

from __future__ import annotations

import gettext as gnu
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from generator.problems import RefusedError

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

LOCALES = Path(__file__).parents[1] / "locales"
"""The catalogues that come with the generator, as `<language>/LC_MESSAGES/messages.po`."""

TEMPLATE = LOCALES / "messages.pot"
"""All messages, with the files that use them: the template for new catalogues."""

ENGLISH = "en"

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
C = TypeVar("C", bound="_lru_cache_wrapper[Any]")

_ENGLISH = gnu.NullTranslations()


@dataclass(frozen=True, slots=True)
class Speech:
    """A language (BCP 47) with the contents of its catalogues, in order of precedence. It can be pickled for another
    machine."""

    language: str = ENGLISH
    catalogues: tuple[bytes, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of all translations. Pages depend on it."""
        whole = hashlib.blake2b(self.language.encode("utf-8", "surrogatepass"), digest_size=16)
        for text in self.catalogues:
            whole.update(hashlib.blake2b(text, digest_size=16).digest())
        return whole.hexdigest()


_speech = Speech()
_catalogue: _Chain | gnu.NullTranslations = _ENGLISH
_in_english = True
_cache_clearers: list[Callable[[], None]] = []


def set_language(language: str, own: Path | None = None) -> None:
    """Set the language (BCP 47) of all messages; English if no catalogue has it. `own` is a folder with an archive's
    own catalogues, laid out like `LOCALES`. Raises RefusedError if a catalogue cannot be read."""
    files = [file for folder in (own, LOCALES) if folder and (file := _catalogue_file(folder, language)) is not None]
    texts = tuple(file.read_bytes() for file in files)
    for file, text in zip(files, texts, strict=True):
        try:
            _compile(text)
        except (ValueError, PoFileError, LookupError) as fault:
            raise RefusedError(f"{file} is no catalogue of messages: {fault}; mend it, or take it away") from None
    restore_language(Speech(language, texts))


def restore_language(speech: Speech) -> None:
    """Use the language and catalogues of another process."""
    global _speech, _catalogue, _in_english  # noqa: PLW0603 - one language for the whole process, see above
    if speech == _speech:
        return
    translations = [_compile(text) for text in speech.catalogues]
    _speech, _in_english = speech, not translations
    _catalogue = _Chain(translations) if translations else _ENGLISH
    for forget in _cache_clearers:
        forget()


def current_speech() -> Speech:
    """The current language and catalogues."""
    return _speech


@contextmanager
def language_set(language: str, own: Path | None = None) -> Iterator[None]:
    """Set the language until the end of the block; see `set_language`."""
    before = _speech
    set_language(language, own)
    try:
        yield
    finally:
        restore_language(before)


class _Chain(gnu.NullTranslations):
    """Several catalogues: the first that has a message translates it."""

    def __init__(self, catalogues: Sequence[gnu.GNUTranslations]) -> None:
        super().__init__()
        self._catalogues = catalogues

    def gettext(self, message: str) -> str:
        for it in self._catalogues:
            if said := it.gettext(message):
                return said
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        for it in self._catalogues:
            if said := it.ngettext(msgid1, msgid2, n):
                return said
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:
        for it in self._catalogues:
            if said := it.pgettext(context, message):
                return said
        return message

    def has(self, message: str) -> bool:
        """Whether one of them translates the message; the translation may be the same as the English."""
        return any(it.gettext(message) for it in self._catalogues)


class _NoTranslation(gnu.NullTranslations):
    """Gives nothing for a message that a catalogue lacks. The English would look like a translation that is the
    same."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the names are those of the class
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return ""


def message_language() -> str:
    """The language (BCP 47) in which messages are really given: English if no catalogue has the requested one."""
    return ENGLISH if _in_english and _speech.language.split("-")[0] != ENGLISH else _speech.language


def in_english() -> bool:
    """Whether messages are in English, so that rules of English grammar may be applied to them."""
    return _in_english


def languages() -> list[str]:
    """The tags of the languages into which the interface is translated, English included."""
    there = (file.parts[-3] for file in LOCALES.glob(f"*/{_WITHIN}"))
    return sorted([ENGLISH, *(name.replace("_", "-") for name in there)])


def cached_by_language(function: Callable[P, T]) -> Callable[P, T]:
    """Like `functools.cache`, for a function whose result contains messages: the cache is cleared when the language
    changes."""
    kept = cache(function)
    _cache_clearers.append(kept.cache_clear)
    return cast("Callable[P, T]", kept)


def cleared_with_language(cached: C) -> C:
    """Clear the cache of a function decorated with `functools.lru_cache` when the language changes, as
    `cached_by_language` does."""
    _cache_clearers.append(cached.cache_clear)
    return cached


@cached_by_language
def locale() -> Locale:
    """The CLDR locale of the current language, or the nearest one that Babel knows."""
    parts = [ENGLISH] if _in_english else re.split("-[A-Za-z0-9](?:-|$)", message_language(), maxsplit=1)[0].split("-")
    for length in range(len(parts), 0, -1):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(parts[:length]), sep="-")
    return Locale(ENGLISH)


def _(message: str, **values: object) -> str:
    """A translated message, with the values in place of their names in braces."""
    return _fill(_catalogue.gettext(message), values, message)


def is_translated(message: str) -> bool:
    """Whether a catalogue translates the message; the translation may be the same as the English."""
    return isinstance(_catalogue, _Chain) and _catalogue.has(message)


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """A translated message in the plural form for `n`; `{n}` in it is the number."""
    return _fill(_catalogue.ngettext(one, many, n), {"n": n, **values}, one if n == 1 else many)


def pgettext(context: str, message: str, **values: object) -> str:
    """A translated message for the given context, for words that mean different things in different places."""
    return _fill(_catalogue.pgettext(context, message), values, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogues and return it unchanged; `_` translates it later."""
    return message


class Table(Mapping[K, str]):
    """A mapping from keys to messages, each translated on access."""

    def __init__(self, english: Mapping[K, str]) -> None:
        self.english = english

    def __getitem__(self, key: K) -> str:
        return _(self.english[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)


def number(value: float) -> str:
    """A number formatted for the language: 1,200 or 1 200."""
    return f"{value:,}" if _in_english else str(format_decimal(value, locale=locale()))


def megabytes(value: float) -> str:
    """A size in megabytes (10^6 bytes), formatted for the language: 1.6 MB or 1,6 Mo."""
    return str(format_unit(value, "digital-megabyte", "short", locale=locale()))


def isolate(text: str) -> str:
    """A name or title for use in a sentence: wrapped in bidirectional isolates (UAX #9) if it has letters of the
    opposite direction, so that adjacent numbers and names keep their places."""
    against = _LEFT_TO_RIGHT if _is_right_to_left() else _RIGHT_TO_LEFT
    return f"{_ISOLATE}{text}\u2069" if against.search(text) and text[0] != _ISOLATE else text


def without_isolates(text: str) -> str:
    """A message without isolates, for files, in which they would become part of a name."""
    return text.replace(_ISOLATE, "").replace("\u2069", "")


_ISOLATE = "\u2068"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u0900-\u1fff\u3040-\ud7ff]")


@cached_by_language
def _is_right_to_left() -> bool:
    return str(locale().text_direction) == "rtl"


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: a, b and c. Empty if there are no words."""
    if _in_english:  # CLDR's English has a comma before "and"; this archive does not use it
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
    return str(format_list(list(words), locale=locale()))


def messages_for_scripts() -> str:
    """A JavaScript statement to put before `assets/messages.js`: the `language`; `rtl`, whether it is written from
    right to left; `forms`, the index of the plural form for each plural category of the CLDR; the `messages` by their
    English text (with context and U+0004 in front if they have one), each with its forms; and `apart`, whether the
    annotating page has further messages. Empty for English."""
    if _in_english:
        return ""
    found, forms = _script_messages()
    said = {name: forms for name, forms, rooms in found if not rooms <= {_ANNOTATE}}
    apart = any(rooms == {_ANNOTATE} for _, _, rooms in found)
    whole = {"language": _speech.language, "rtl": _is_right_to_left(), "forms": forms, "messages": said, "apart": apart}
    return f"globalThis.archiveMessages = {_json(whole)};\n"


def messages_for_annotator() -> str:
    """A JavaScript statement with the messages that only the annotating page uses. Empty for English."""
    if _in_english:
        return ""
    said = {name: forms for name, forms, rooms in _script_messages()[0] if rooms == {_ANNOTATE}}
    return f"archive.learn({_json(said)});\n"


_SCRIPTS = "generator/theme/assets/"
_ANNOTATE = "annotate"
"""The subfolder with scripts that only the annotating page loads."""


@cached_by_language
def _script_messages() -> tuple[list[tuple[str, list[str], set[str]]], dict[str, int]]:
    """The messages of scripts, each as its name, its forms and the folders of scripts that use it; and the form for
    each plural category. The places where messages are used are read from our catalogue of the language, or from our
    template if there is none; an archive's own catalogue may not say it."""
    ours = _catalogue_file(LOCALES, _speech.language)
    found = [*reversed(_speech.catalogues)]
    if ours is None or ours.read_bytes() not in found:
        found.insert(0, TEMPLATE.read_bytes())
    rooms: dict[str, set[str]] = {}
    messages: dict[str, list[str]] = {}
    forms: dict[str, int] = {}
    for text in found:
        catalogue = _parse(text)
        if text in _speech.catalogues:
            form = gnu.c2py(catalogue.plural_expr)
            forms = {locale().plural_form(n): form(n) for n in (*range(1001), 1_000_000)}
        for it in catalogue:
            name = it.id if isinstance(it.id, str) else it.id[0]
            name = f"{it.context}\u0004{name}" if it.context else name
            paths = [path.removeprefix(_SCRIPTS) for path, _ in it.locations if path.startswith(_SCRIPTS)]
            rooms.setdefault(name, set()).update(path.partition("/")[0] if "/" in path else "" for path in paths)
            said = [it.string] if isinstance(it.string, str) else [*(it.string or ())]
            if name and all(said) and not it.fuzzy:
                messages[name] = said
    return [(name, said, rooms[name]) for name, said in sorted(messages.items()) if rooms[name]], forms


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_WITHIN = "LC_MESSAGES/messages.po"


def _catalogue_file(folder: Path, language: str) -> Path | None:
    """The catalogue of a language, or of the language without region or script; None if there is none."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        file = folder / "_".join(parts[:length]) / _WITHIN
        if file.is_file():
            return file
    return None


def _parse(text: bytes) -> Catalog:
    return read_po(io.BytesIO(text), abort_invalid=True)


@lru_cache(maxsize=16)
def _compile(text: bytes) -> gnu.GNUTranslations:
    """A parsed and compiled catalogue. Raises ValueError, PoFileError or LookupError if it is invalid."""
    compiled = io.BytesIO()
    catalogue = _parse(text)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gnu.GNUTranslations(compiled)
    # Babel omits the plural rule if the file's header does not name a language of the CLDR.
    translations.plural = gnu.c2py(catalogue.plural_expr)  # type: ignore[attr-defined]
    translations.add_fallback(_NoTranslation())
    return translations


def _fill(message: str, values: Mapping[str, object], english: str) -> str:
    """A message with its values filled in; the English one if the translation uses unknown names."""
    if not values:
        return message
    foreign = _is_right_to_left()
    written = {
        name: number(it)
        if type(it) is int
        else _value_in_message(it, name, message)
        if type(it) is str and (foreign or not it.isascii())
        else it
        for name, it in values.items()
    }
    try:
        return _without_double_stop(message.format(**written))
    except (LookupError, ValueError, AttributeError, TypeError):
        if message == english:
            raise
        return english.format(**written)


def _without_double_stop(said: str) -> str:
    """A message in which the full stop of a year's abbreviation (2026 р. in Ukrainian, 2026 г. in Russian) also ends
    the sentence, instead of two full stops."""
    return said if said.isascii() else _TWO_STOPS.sub(r".\1", said)


_TWO_STOPS = re.compile(r"(?<=\s[рг])\.(\u2069?(?:</\w{1,9}>){0,9})\.(?!\.)")


def _value_in_message(text: str, name: str, message: str) -> str:
    """A value for a message: isolated, unless it is in an attribute. Values that are already HTML are isolated by their
    elements."""
    return text if f'="{{{name}}}' in message or f'="#{{{name}}}' in message else isolate(text)
