"""The marks and names on maps."""

import re

from generator.drawing import basemap, maps
from generator.drawing.basemap import View
from generator.text.messages import language_set

AROUND = [
    View(west, south, west + 30, south + 20, 3_000) for west in range(-180, 180, 30) for south in range(-60, 80, 20)
]
"""Views enlarged so much that every country is named in one of them."""


def test_a_country_is_named_in_the_language_of_the_site() -> None:
    assert maps.country("Egypt") == "Egypt"
    with language_set("de"):
        assert maps.country("Egypt") == "Ägypten"
        assert maps.country("Falkland Is.") == "Falklandinseln"
        assert maps.country("Somaliland") == "Somaliland"
    with language_set("ar"):
        assert maps.country("Libya") == "ليبيا"


def test_no_country_but_those_without_a_code_is_left_in_english() -> None:
    names = {name for view in AROUND for name, *_at in basemap.base_map(view).names}
    assert len(names) > 120
    with language_set("ar"):
        left = {name for name in names if re.search("[A-Za-z]", maps.country(name))}
    assert left <= {"N. Cyprus", "Somaliland"}
