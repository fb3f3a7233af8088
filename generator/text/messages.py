"""The words of the interface, in the language that the archive's site speaks.

English messages stand in the code, the templates and the scripts, marked by `_`, `ngettext`, `pgettext` or, where they are only kept
to be said later, by `N_`. Catalogues have them in other languages (GNU gettext): those of `generator/locales`, and before them those
that an archive brings itself.

A message is a whole sentence, or a label that stands alone, so that another grammar can put its parts into another order. What varies
has a name in braces, `{outlet}`; integers are written as the language writes numbers. Where a number decides the form of a word, the
message is said by `ngettext`, whose `{n}` is that number.

A process speaks one language at a time, as a site has one: `speak` sets it before anything is planned. It is no parameter, since every
view and template would have to hand it on; a forked process speaks what its parent did.
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
"""The catalogues that come with the generator, each at `<language>/LC_MESSAGES/messages.po`."""

TEMPLATE = LOCALES / "messages.pot"
"""All messages, with the files in which they stand: what a new catalogue begins with."""

ENGLISH = "en"

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
C = TypeVar("C", bound="_lru_cache_wrapper[Any]")

_ENGLISH = gnu.NullTranslations()


@dataclass(frozen=True, slots=True)
class Speech:
    """A language (BCP 47) with the texts of its catalogues, those first that decide. What a process on another machine needs to speak."""

    language: str = ENGLISH
    catalogues: tuple[bytes, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of all that is said in it. What pages hold depends on it."""
        whole = hashlib.blake2b(self.language.encode("utf-8", "surrogatepass"), digest_size=16)
        for text in self.catalogues:
            whole.update(hashlib.blake2b(text, digest_size=16).digest())
        return whole.hexdigest()


_speech = Speech()
_catalogue: gnu.NullTranslations = _ENGLISH
_in_english = True
_forgetting: list[Callable[[], None]] = []


def speak(language: str, own: Path | None = None) -> None:
    """Have all messages said in a language (BCP 47) from now on; in English where no catalogue has it. `own` is a folder with an
    archive's own catalogues, laid out as `LOCALES`. Raises RefusedError for one of them that cannot be read."""
    files = [file for folder in (own, LOCALES) if folder and (file := _file(folder, language)) is not None]
    for file in files:
        _translations(file.read_bytes(), str(file))
    speak_as(Speech(language, tuple(file.read_bytes() for file in files)))


def speak_as(speech: Speech) -> None:
    """Have all messages said as another process says them."""
    global _speech, _catalogue, _in_english  # noqa: PLW0603 - a process speaks one language, see above
    if speech == _speech:
        return
    translations = [_translations(text) for text in speech.catalogues]
    _speech, _in_english = speech, not translations
    _catalogue = _Chain(translations) if translations else _ENGLISH
    for forget in _forgetting:
        forget()


def speech() -> Speech:
    """What is spoken now."""
    return _speech


@contextmanager
def speaking(language: str, own: Path | None = None) -> Iterator[None]:
    """Have all messages said in a language until the end of the block; see `speak`."""
    before = _speech
    speak(language, own)
    try:
        yield
    finally:
        speak_as(before)


class _Chain(gnu.NullTranslations):
    """Catalogues of which the first that has a message says it."""

    def __init__(self, catalogues: Sequence[gnu.GNUTranslations]) -> None:
        super().__init__()
        self._catalogues = catalogues

    def gettext(self, message: str) -> str:
        for it in self._catalogues:
            if (said := it.gettext(message)) != message:
                return said
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        for it in self._catalogues:
            if (said := it.ngettext(msgid1, msgid2, n)) not in (msgid1, msgid2):
                return said
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:
        for it in self._catalogues:
            if (said := it.pgettext(context, message)) != message:
                return said
        return message


def spoken() -> str:
    """The language in which messages are said (BCP 47): English where no catalogue has the one that was asked for."""
    return ENGLISH if _in_english and _speech.language.split("-")[0] != ENGLISH else _speech.language


def in_english() -> bool:
    """Whether messages are said in English, so that what English alone asks of words may be done to them."""
    return _in_english


def languages() -> list[str]:
    """The languages in which the generator has the words of the interface, by their tags."""
    there = (file.parts[-3] for file in LOCALES.glob(f"*/{_WITHIN}"))
    return sorted([ENGLISH, *(name.replace("_", "-") for name in there)])


def spoken_cache(function: Callable[P, T]) -> Callable[P, T]:
    """As `functools.cache`, for a function whose result has words of the interface: all is forgotten when another language is spoken."""
    kept = cache(function)
    _forgetting.append(kept.cache_clear)
    return cast("Callable[P, T]", kept)


def forgotten_with_speech(cached: C) -> C:
    """Have all that a function of `functools.lru_cache` keeps forgotten when another language is spoken, as `spoken_cache` does."""
    _forgetting.append(cached.cache_clear)
    return cached


@spoken_cache
def locale() -> Locale:
    """What the CLDR says of the language that is spoken, or of the nearest that it knows."""
    parts = [ENGLISH] if _in_english else re.split("-[A-Za-z0-9](?:-|$)", spoken(), maxsplit=1)[0].split("-")
    for length in range(len(parts), 0, -1):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(parts[:length]), sep="-")
    return Locale(ENGLISH)


def _(message: str, **values: object) -> str:
    """A message, with the values in place of their names in braces."""
    return _filled(_catalogue.gettext(message), values, message)


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """A message in the form that a number asks for; `{n}` in it is the number."""
    return _filled(_catalogue.ngettext(one, many, n), {"n": n, **values}, one if n == 1 else many)


def pgettext(context: str, message: str, **values: object) -> str:
    """A message whose words mean different things in different places, as it is said in this one."""
    return _filled(_catalogue.pgettext(context, message), values, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """The message itself, which catalogues have and `_` says later."""
    return message


class Table(Mapping[K, str]):
    """Messages by keys, each said when it is asked for."""

    def __init__(self, english: Mapping[K, str]) -> None:
        self.english = english

    def __getitem__(self, key: K) -> str:
        return _(self.english[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)


def number(value: float) -> str:
    """A number as the language writes it: 1,200 or 1 200."""
    return f"{value:,}" if _in_english else str(format_decimal(value, locale=locale()))


def megabytes(value: float) -> str:
    """A size in millions of bytes as the language writes it: 1.6 MB or 1,6 Mo."""
    return str(format_unit(value, "digital-megabyte", "short", locale=locale()))


def isolated(text: str) -> str:
    """A name or title as it stands in a sentence: between isolates (UAX #9) where letters of it run against the sentence, so that a
    number or another such name beside it keeps its place."""
    against = _FROM_THE_LEFT if _from_the_right() else _FROM_THE_RIGHT
    return f"{_ISOLATE}{text}\u2069" if against.search(text) and text[0] != _ISOLATE else text


def plain(text: str) -> str:
    """A message as a file has it, in which isolates would be letters of a name."""
    return text.replace(_ISOLATE, "").replace("\u2069", "")


_ISOLATE = "\u2068"
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FROM_THE_LEFT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u0900-\u1fff\u3040-\ud7ff]")


@spoken_cache
def _from_the_right() -> bool:
    return str(locale().text_direction) == "rtl"


def listed(words: Sequence[str]) -> str:
    """The words as a sentence lists them: a, b and c. Empty for no words."""
    if _in_english:  # the CLDR's English has a comma before "and", which this archive's has not
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
    return str(format_list(list(words), locale=locale()))


def of_scripts() -> str:
    """What stands before `assets/messages.js`, by which scripts say their messages: a statement of JavaScript with the `language`;
    `rtl`, whether it is written from the right; `forms`, which form of a message each plural category of the CLDR takes; the `messages` by their English (after a context and U+0004
    where they have one), each with its forms; and whether the page for annotating has others `apart`. Empty for English."""
    if _in_english:
        return ""
    found, forms = _of_scripts()
    said = {name: forms for name, forms, rooms in found if not rooms <= {_ANNOTATE}}
    apart = any(rooms == {_ANNOTATE} for _, _, rooms in found)
    whole = {"language": _speech.language, "rtl": _from_the_right(), "forms": forms, "messages": said, "apart": apart}
    return f"globalThis.archiveMessages = {_json(whole)};\n"


def of_annotator() -> str:
    """The script by which the page for annotating learns the messages that no other page has. Empty for English."""
    if _in_english:
        return ""
    said = {name: forms for name, forms, rooms in _of_scripts()[0] if rooms == {_ANNOTATE}}
    return f"archive.learn({_json(said)});\n"


_SCRIPTS = "generator/theme/assets/"
_ANNOTATE = "annotate"
"""The folder of scripts below that one which only the page for annotating loads."""


@spoken_cache
def _of_scripts() -> tuple[list[tuple[str, list[str], set[str]]], dict[str, int]]:
    """The messages of scripts: each by its name with its forms and the folders of scripts that have it; and the form that each plural
    category takes. Where a message stands, our own template says too: a catalogue of an archive may have been made without."""
    rooms: dict[str, set[str]] = {}
    messages: dict[str, list[str]] = {}
    forms: dict[str, int] = {}
    for text in (TEMPLATE.read_bytes(), *reversed(_speech.catalogues)):
        catalogue = _parsed(text)
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


def _file(folder: Path, language: str) -> Path | None:
    """The catalogue of a language, or of what is left of its tag without country and script; none for English."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        file = folder / "_".join(parts[:length]) / _WITHIN
        if file.is_file():
            return file
    return None


def _parsed(text: bytes) -> Catalog:
    return read_po(io.BytesIO(text), abort_invalid=True)


@lru_cache(maxsize=16)
def _translations(text: bytes, name: str = "") -> gnu.GNUTranslations:
    """A catalogue, ready to say messages. Raises RefusedError with its `name` where it is none."""
    compiled = io.BytesIO()
    try:
        catalogue = _parsed(text)
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = gnu.GNUTranslations(compiled)
        # Babel leaves the rule out of what it writes, where the file's header does not name a language of the CLDR.
        translations.plural = gnu.c2py(catalogue.plural_expr)  # type: ignore[attr-defined]
    except (ValueError, PoFileError, LookupError) as fault:
        raise RefusedError(f"{name} is no catalogue of messages: {fault}; mend it, or take it away") from None
    return translations


def _filled(message: str, values: Mapping[str, object], english: str) -> str:
    """A message with its values. Where an archive's own catalogue has names that are none, the English."""
    if not values:
        return message
    foreign = _from_the_right()
    written = {
        name: number(it)
        if type(it) is int
        else _apart(it, name, message)
        if type(it) is str and (foreign or not it.isascii())
        else it
        for name, it in values.items()
    }
    try:
        return _ended(message.format(**written))
    except (LookupError, ValueError, AttributeError, TypeError):
        if message == english:
            raise
        return english.format(**written)


def _ended(said: str) -> str:
    """A message in which a year with its abbreviation (2026 р. in Ukrainian, 2026 г. in Russian) ends a sentence by its own full stop."""
    return said if said.isascii() else _TWO_STOPS.sub(r".\1", said)


_TWO_STOPS = re.compile(r"(?<=\s[рг])\.(\u2069?(?:</\w{1,9}>){0,9})\.(?!\.)")


def _apart(text: str, name: str, message: str) -> str:
    """A value of a message: isolated, unless it stands in an attribute. What is HTML already is isolated by its elements."""
    return text if f'="{{{name}}}' in message or f'="#{{{name}}}' in message else isolated(text)
