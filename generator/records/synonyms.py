"""Synonyms for an archive's search, in `site_config/synonyms.yml`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.problems import quote_briefly
from generator.records.model import Part
from generator.records.scalars import Line, fault


def _group(value: Any) -> Any:
    if not isinstance(value, list):
        raise fault("bad-synonyms", "one word alone has no synonym", "write a list, as in [POW, prisoner of war]")
    words = [it.strip() for it in value if isinstance(it, str)]
    if len(words) == len(value) and len({it.casefold() for it in words}) < 2:
        said = f"'{quote_briefly(words[0])}' stands alone" if words else "the list is empty"
        raise fault("bad-synonyms", said, "write at least two that are one to a reader, as in [POW, prisoner of war]")
    wordless = next((it for it in words if not any(map(str.isalnum, it))), None)
    if wordless is not None:
        raise fault(
            "bad-synonyms", f"'{quote_briefly(wordless)}' has no letter and no digit", "write a word that readers type"
        )
    return value


class Synonyms(Part):
    """Synonyms for the search: groups of words and phrases. A query with one of a group finds all of them."""

    synonyms: tuple[Annotated[tuple[Line, ...], BeforeValidator(_group)], ...] = ()
