"""Dates that an author selects in a text, as `archive suggest` reads them.

`pytest tests/authoring/test_chosen_days.py --update-golden` writes tests/vectors/chosen-days.json, with which the
annotating page is tested too.
"""

import json
from pathlib import Path

from generator import dates
from generator.authoring.suggest.times import find_dates

VECTORS = Path(__file__).parents[1] / "vectors" / "chosen-days.json"


def test_what_is_read_from_chosen_days_is_that_of_the_vectors(update_golden: bool) -> None:
    found = []
    for words, published, *_ in json.loads(VECTORS.read_text(encoding="utf-8")):
        read = find_dates(words, dates.parse(published) if published else None)
        found.append([words, published, *((read[0].edtf, read[0].basis) if read else (None, None))])
    if update_golden:
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in found)
        VECTORS.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    assert json.loads(VECTORS.read_text(encoding="utf-8")) == found
