"""Places and events as GeoJSON (RFC 7946): longitude first, WGS 84."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.records.model import Place


def geojson(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """One collection: each place with coordinates, and each event at such a place."""
    held = {"type": "FeatureCollection", "features": [*_places(archive), *_events(archive)]}
    return {"places.geojson": (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()}


def _places(archive: Archive) -> Iterator[dict[str, Any]]:
    for place in archive.places:
        if place.point:
            about = {
                "name": place.name, "country": place.country, "precision": place.precision, "basis": place.basis, "wikidata": place.wikidata,
                "articles": len(archive.articles_naming(place.id)), "page": routes.from_root(routes.page("place", place.id)),
            }  # fmt: skip
            yield _feature(place, f"place/{place.id}", {"kind": "place", **about})


def _events(archive: Archive) -> Iterator[dict[str, Any]]:
    for event in archive.events:
        place = archive.records.get(event.place) if event.place else None
        if isinstance(place, Place) and place.point:
            first, last = event.date.edtf.core if event.date else (None, None)
            about = {
                "name": event.what, "place": place.name, "date": event.date and event.date.edtf.text, "start": first and first.iso,
                "end": last and last.iso, "page": routes.from_root(routes.page("event", event.id)),
            }  # fmt: skip
            yield _feature(place, f"event/{event.id}", {"kind": "event", **about})


def _feature(place: Place, feature_id: str, about: Mapping[str, Any]) -> dict[str, Any]:
    latitude, longitude = place.point or (0, 0)
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {key: value for key, value in about.items() if value is not None},
    }
