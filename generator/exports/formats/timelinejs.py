"""The events as JSON for TimelineJS 3 (timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from generator.archive.archive import Archive
from generator.dates import Day
from generator.records.load import Contents
from generator.records.model import Event


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """`timeline.json`: every event whose first day is known. Texts are escaped, since TimelineJS reads them as HTML."""
    held = {
        "title": {"text": {"headline": html.escape(archive.settings.title)}},
        "events": [found for event in archive.events if (found := _event(event))],
    }
    return {"timeline.json": (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()}


def _event(event: Event) -> dict[str, Any] | None:
    first, last = event.date.edtf.core if event.date else (None, None)
    if event.date is None or first is None:
        return None
    precision = event.date.edtf.precision
    return {
        "unique_id": event.id,
        "start_date": _date(first, precision),
        **({"end_date": _date(last, "day")} if last and last != first else {}),
        "display_date": html.escape(event.date.words or event.date.edtf.text),
        "text": {"headline": html.escape(event.what), "text": html.escape(event.summary or "")},
    }


def _date(day: Day, precision: str) -> dict[str, int]:
    known = {"year": day.year, "month": day.month, "day": day.day}
    return {
        key: known[key]
        for key in known
        if key == "year" or precision == "day" or (precision == "month" and key == "month")
    }
