"""What other sites show in a frame, as a browser draws it there."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import SITE_URL

pytestmark = pytest.mark.browser


def test_a_frame_of_the_size_that_oembed_tells_need_not_be_scrolled(
    page: Page, site_of_kinds: Path, served_kinds: str
) -> None:
    told = sorted(site_of_kinds.glob("embed/**/oembed.json"))
    assert told
    for file in told:
        frame = json.loads(file.read_text(encoding="utf-8"))
        page.set_viewport_size({"width": frame["width"], "height": 100})
        page.goto(f"{served_kinds}{file.parent.relative_to(site_of_kinds).as_posix()}/")
        broad, high = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert broad == frame["width"], file
        assert frame["height"] - 180 < high <= frame["height"] + 20, file  # by the fonts of the machine


def test_the_page_of_a_claim_leads_to_the_oembed_response_of_its_drawing(site_of_kinds: Path) -> None:
    head = LexborHTMLParser((site_of_kinds / "claims/dam-was-safe/index.html").read_text(encoding="utf-8"))
    (link,) = head.css('head > link[type="application/json+oembed"]')
    told = site_of_kinds / (link.attributes["href"] or "").removeprefix(SITE_URL)
    assert json.loads(told.read_text(encoding="utf-8"))["html"].startswith(f'<iframe src="{SITE_URL}embed/claim/')
    people = LexborHTMLParser((site_of_kinds / "people/index.html").read_text(encoding="utf-8"))
    assert not people.css('link[type="application/json+oembed"]')
