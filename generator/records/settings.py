"""The settings of an archive, in `site_config/archive.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, TypeAdapter

from generator.problems import quote_briefly
from generator.records.model import MeasureId, NamedReversal, Part
from generator.records.scalars import Language, Line, Number, Prose, QuotationPath, Truth, Url, fault
from generator.text.languages import is_code
from generator.text.messages import N_, _


def _contact(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,250}", value):
        return value
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return TypeAdapter(Url).validate_python(value)
    raise fault(
        "bad-contact",
        f"{quote_briefly(str(value))} is neither a mail address nor a web address",
        "write one, as in editors@archive.example",
    )


Contact = Annotated[str, BeforeValidator(_contact)]
"""A mail address, or the web address of a page that says how to reach the editors."""


def _known_language(tag: str) -> str:
    if not is_code(tag):
        raise fault(
            "bad-language",
            f"'{quote_briefly(tag)}' is no language: no code of ISO 639 is '{tag.partition('-')[0]}'",
            "write en, ar, uk, zh-Hant or the like",
        )
    return tag


FORMAT = 1
"""The format of the records that this generator reads."""


def _format(value: Any) -> int:
    if value != str(FORMAT):
        older = isinstance(value, str) and re.fullmatch("[1-9][0-9]{0,8}", value) and int(value) < FORMAT
        raise fault(
            "unknown-format",
            f"the records are of format {quote_briefly(str(value))}, and this generator reads format {FORMAT}",
            "run `archive migrate`"
            if older
            else f"install a generator that reads them, or write `format: {FORMAT}` where they are of that",
        )
    return FORMAT


# The darkest background of the light theme and the lightest of the dark theme.
_PAPER = {
    "light": "#f4f2ec",
    "dark": "#1c2226",
}
_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of normal size


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, as WCAG 2.2 defines it: 0 for black, 1 for white."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _readable_on(page: str) -> Callable[[Any], str]:
    """A validator of a colour: text in it must be readable on the light or the dark page."""

    def validated(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            raise fault(
                "bad-colour",
                f"{quote_briefly(str(value))} is not a colour",
                'write six hexadecimal digits, as in "#10586c"',
            )
        darker, lighter = sorted((_luminance(value), _luminance(_PAPER[page])))
        contrast = (lighter + 0.05) / (darker + 0.05)
        if contrast < _CONTRAST:
            raise fault(
                "unreadable-colour",
                f"words of the colour {value} cannot be read on the {page} page: their contrast is {contrast:.1f} to 1",
                f"take a {'darker' if page == 'light' else 'lighter'} one; {_CONTRAST} to 1 is the least",
            )
        return value.lower()

    return validated


class RightsStatus(Part):
    """A rights statement: its label, where it is explained, and how much may be quoted."""

    label: Line
    url: Url | None = None
    full_text: Truth = False
    # The share of the words shown on an article's page that may be quoted, from 0 to 1; None means no limit.
    quoted_share: Number | None = None

    @property
    def translated_label(self) -> str:
        """The label. A default label is translated into the language of the site."""
        return _(self.label) if self.label in _DEFAULT_LABELS else self.label


_DEFAULT_LABELS = {N_("In copyright"), N_("No copyright - United States"), N_("Copyright not evaluated")}


SECTIONS = {
    "home": N_("Home"), "articles": N_("Articles"), "topics": N_("Topics"), "sources": N_("Sources"), "lost": N_("Lost on the way"), "compare": N_("Compare two"),
    "quotations": N_("Quotations"),
    "utterances": N_("Statements"), "check": N_("Check a sentence"), "saved": N_("Saved"), "table": N_("Count in a table"),
    "propositions": N_("Claims"), "measures": N_("Figures"),
    "timeline": N_("Timeline"),
    "events": N_("Events"), "people": N_("People"), "network": N_("Network"), "organisations": N_("Organisations"), "places": N_("Places"),
    "map": N_("Map"), "documents": N_("Documents"), "gaps": N_("Open questions"), "stories": N_("Stories"), "about": N_("About"), "method": N_("Method"), "data": N_("Data"),
    "contributing": N_("Contributing"), "annotate": N_("Annotate"), "guide": N_("Guide"),
}  # fmt: skip
"""The pages that the navigation can have, with their default names."""


def _section_page(value: Any) -> str:
    if value not in SECTIONS:
        raise fault(
            "unknown-section",
            f"{quote_briefly(str(value))} is no page that the navigation can name",
            f"write one of {', '.join(SECTIONS)}",
        )
    return str(value)


class Section(Part):
    """A page in the navigation, and the pages below it."""

    page: Annotated[str, PlainValidator(_section_page)]
    name: Line | None = None  # its name in the navigation; None means the default name
    pages: tuple[Section, ...] = ()


_ORDER: tuple[str | tuple[str, ...], ...] = (
    "home", ("quotations", "utterances", "check", "table", "saved"), ("propositions", "topics", "stories"), ("people", "organisations", "network"), "measures",
    ("timeline", "events", "places", "map"), ("articles", "sources", "lost", "compare", "documents"),
    ("method", "data", "gaps", "about", "contributing", "annotate", "guide"),
)  # fmt: skip
"""The default navigation: seven entries besides the start page, few enough to read them all, each with the pages below
it."""

GROUPS = {"method": N_("Method and data")}
"""The names of entries that are not named after their first page."""


def _default_sections() -> tuple[Section, ...]:
    entries = ((entry,) if isinstance(entry, str) else entry for entry in _ORDER)
    return tuple(
        Section(page=first, name=GROUPS.get(first), pages=tuple(Section(page=page) for page in below))
        for first, *below in entries
    )


def _pair(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise fault(
            "bad-pair",
            "the sentence is not two quotations",
            "write two, as in [article/quotation, article/quotation]: first the one closer to what was said",
        )
    return value


class Front(Part):
    """What comes first on the start page. Anything left out is the best-evidenced finding of its kind.

    `sentence` is two versions of one sentence, the one closer to the original first. `figure` is the id of the measure
    whose numbers disagree.
    """

    headline: Line | None = None
    sentence: Annotated[tuple[QuotationPath, QuotationPath], BeforeValidator(_pair)] | None = None
    reversal: NamedReversal | None = None
    figure: MeasureId | None = None


class Colour(Part):
    """The colour of links and marks, for the light and the dark page, each as `#rrggbb`."""

    light: Annotated[str, PlainValidator(_readable_on("light"))]
    dark: Annotated[str, PlainValidator(_readable_on("dark"))]


class Licence(Part):
    """The licence for the archive's own words: summaries, notes and comments on quotations."""

    name: Line
    url: Url


_STATEMENTS = "https://rightsstatements.org/vocab"
_LICENSES = "https://creativecommons.org/licenses"

# Values are texts, as in a file, because the validators expect that.
RIGHTS = {
    code: RightsStatus.model_validate(status)
    for code, status in {
        "InC": {"label": "In copyright", "url": f"{_STATEMENTS}/InC/1.0/", "quoted_share": "0.7"},
        "CC-BY-4.0": {"label": "CC BY 4.0", "url": f"{_LICENSES}/by/4.0/", "full_text": "true"},
        "NoC-US": {"label": "No copyright - United States", "url": f"{_STATEMENTS}/NoC-US/1.0/", "full_text": "true"},
        "CNE": {"label": "Copyright not evaluated", "url": f"{_STATEMENTS}/CNE/1.0/", "quoted_share": "0.7"},
    }.items()
}
"""The rights statuses of an archive that defines none."""


class Scheme(Part):
    """A rating scheme for the reliability of outlets and the credibility of single articles: the meaning of each
    code."""

    name: Line
    url: Url | None = None
    outlets: dict[str, Line]
    items: dict[str, Line]

    @property
    def translated_name(self) -> str:
        """Its name. That of a built-in scheme is translated into the language of the site."""
        return _(self.name) if self.name == _ADMIRALTY else self.name

    def judgement(self, code: str, *, outlet: bool) -> str:
        """A code with its meaning, for an outlet or an article, as readers see it."""
        meaning = self.meaning(code, outlet=outlet)
        if outlet:
            return _("outlet {code}, {meaning}", code=code, meaning=meaning)
        return _("article {code}, {meaning}", code=code, meaning=meaning)

    def meaning(self, code: str, *, outlet: bool) -> str:
        """The meaning of a code; "" if the scheme does not have it. That of a built-in scheme is translated into the
        language of the site."""
        words = (self.outlets if outlet else self.items).get(code, "")
        return _(words) if words in _ADMIRALTY_WORDS else words


_ADMIRALTY = N_("Admiralty code (NATO AJP-2.1)")
_ADMIRALTY_OUTLETS = (
    N_("completely reliable"), N_("usually reliable"), N_("fairly reliable"), N_("not usually reliable"), N_("unreliable"),
    N_("reliability cannot be judged"),
)  # fmt: skip
_ADMIRALTY_ITEMS = (
    N_("confirmed by other sources"), N_("probably true"), N_("possibly true"), N_("doubtful"), N_("improbable"),
    N_("truth cannot be judged"),
)  # fmt: skip
_ADMIRALTY_WORDS = frozenset((*_ADMIRALTY_OUTLETS, *_ADMIRALTY_ITEMS))

SCHEMES = {
    "admiralty": {
        "name": _ADMIRALTY,
        "outlets": dict(zip("ABCDEF", _ADMIRALTY_OUTLETS, strict=True)),
        "items": dict(zip("123456", _ADMIRALTY_ITEMS, strict=True)),
    }
}
"""The built-in schemes by name. The Admiralty code was published as STANAG 2511 before AJP-2.1."""


def _scheme(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in SCHEMES:
        raise fault(
            "unknown-scheme",
            f"no scheme of reliability is called {quote_briefly(value)}",
            f"write {', '.join(SCHEMES)}, or one of your own: {{name: …, outlets: {{A: …}}, items: {{1: …}}}}",
        )
    return SCHEMES[value]


SharePictures = Literal["all", "findings", "none"]
"""Which pages have their own picture for sharing: "all" for those of every article, statement, claim, figure and
person; "findings" for those of claims, people and altered quotations."""


Format = Literal[
    "csv", "jsonl", "sqlite", "csl-json", "bibtex", "ris", "geojson", "graphml", "gexf", "timelinejs", "parquet", "ftm",
    "quickstatements", "obsidian",
]  # fmt: skip
"""The download formats of an archive; `tables/formats.py` describes each."""


Embeds = Literal["all", "findings", "none"]
"""What other sites may show in a frame, besides changes of sides: "all" for every quotation, claim and figure;
"findings" for altered quotations, claims on which somebody changed sides, and figures that disagree."""


class Settings(Part):
    """The settings of one archive. Every setting has a default, so the file may be empty or missing."""

    format: Annotated[int, PlainValidator(_format)] = FORMAT
    title: Line = "A research archive"
    lead: Prose | None = None
    language: Annotated[Language, AfterValidator(_known_language)] = "en"
    author: Line | None = None
    licence: Licence | None = None
    contact: Contact | None = None
    colour: Colour | None = None
    logo: Line | None = None  # a file below site_config/overrides, such as assets/logo.svg
    sections: tuple[Section, ...] = Field(default_factory=_default_sections)
    front: Front = Front()
    # Which pages have their own picture for sharing; None: depends on how many there are.
    share_pictures: SharePictures | None = None
    downloads: tuple[Format, ...] = ()  # formats in which readers may download the archive, besides CSV
    # What other sites may show in a frame; None: depends on how many articles there are.
    embeds: Embeds | None = None
    feeds: Truth = True  # whether to publish changes as feeds, if the archive has a history
    # The codes by which the archive rates its sources.
    reliability: Annotated[Scheme, BeforeValidator(_scheme)] | None = None
    history: Truth = True  # whether to publish who changed which value when, if the archive has a history
    guide: Truth = False  # whether to publish the guide to the generator at /guide/
    rights: dict[str, RightsStatus] = Field(default_factory=lambda: dict(RIGHTS))

    def publishes(self, name: Format) -> bool:
        """Whether readers may download the archive in this format."""
        return name == "csv" or name in self.downloads
