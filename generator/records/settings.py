"""What a maintainer of one archive sets in `site_config/archive.yml`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator

from generator.problems import shown
from generator.records.model import Language, Line, Number, Part, Prose, Truth, Url, fault

FORMAT = 1
"""The format of the records that this generator reads."""


def _format(value: Any) -> int:
    if value != str(FORMAT):
        raise fault(
            f"the records are of format {shown(str(value))}, and this generator reads format {FORMAT}",
            "take the generator that goes with them, or run `archive migrate` of a later one",
        )
    return FORMAT


class RightsStatus(Part):
    """What one rights statement allows: how it is called, where it is explained, and how much may be quoted."""

    label: Line
    url: Url | None = None
    full_text: Truth = False
    quoted_share: Number | None = None  # of the words that an article's page shows, from 0 to 1; None: no limit


_STATEMENTS = "https://rightsstatements.org/vocab"
_LICENSES = "https://creativecommons.org/licenses"

# Written as a file would have them, since fields are read from text.
RIGHTS = {
    code: RightsStatus.model_validate(status)
    for code, status in {
        "InC": {"label": "In copyright", "url": f"{_STATEMENTS}/InC/1.0/", "quoted_share": "0.7"},
        "CC-BY-4.0": {"label": "CC BY 4.0", "url": f"{_LICENSES}/by/4.0/", "full_text": "true"},
        "NoC-US": {"label": "No copyright - United States", "url": f"{_STATEMENTS}/NoC-US/1.0/", "full_text": "true"},
        "CNE": {"label": "Copyright not evaluated", "url": f"{_STATEMENTS}/CNE/1.0/", "quoted_share": "0.7"},
    }.items()
}
"""The statuses of an archive that sets none of its own."""


class Settings(Part):
    """The settings of one archive. Every one has a default, so that an archive needs none."""

    format: Annotated[int, PlainValidator(_format)] = FORMAT
    title: Line = "A research archive"
    lead: Prose | None = None
    language: Language = "en"
    author: Line | None = None
    rights: dict[str, RightsStatus] = Field(default_factory=lambda: dict(RIGHTS))
