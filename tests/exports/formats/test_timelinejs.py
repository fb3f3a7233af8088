"""The events as TimelineJS reads them, in a browser. Its npm package is no part of what tests need: where TIMELINEJS does not name its folder,
the test is skipped."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from generator import pipeline
from generator.exports.formats import FORMATS
from tests.conftest import serving

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = os.environ.get("TIMELINEJS", "")
"""The folder of the npm package @knight-lab/timelinejs."""
PAGE = """<!doctype html><meta charset="utf-8"><title>Timeline</title><link rel="stylesheet" href="dist/css/timeline.css">
<div id="shown" style="height:600px"></div><script src="dist/js/timeline.js"></script><script>
fetch("timeline.json").then((it) => it.json()).then((told) => {
  window.timeline = new TL.Timeline("shown", told, { script_path: `${location.origin}/dist/js/` });
});
</script>
"""


@pytest.mark.browser
def test_timelinejs_shows_every_event_and_finds_no_fault(browser: Browser, tmp_path: Path) -> None:
    if not PACKAGE:
        pytest.skip("TIMELINEJS does not name the folder of the npm package @knight-lab/timelinejs")
    made = pipeline.read(ROOT / "tests/archives/small")
    for name, content in FORMATS["timelinejs"](made.archive, made.contents).items():
        (tmp_path / name).write_bytes(content)
    shutil.copytree(Path(PACKAGE) / "dist", tmp_path / "dist")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    events = json.loads((tmp_path / "timeline.json").read_text(encoding="utf-8"))["events"]
    with serving(tmp_path) as host, browser.new_context() as context:

        def only_from_here(route: Route) -> None:
            if route.request.url.startswith(host):
                route.continue_()
            else:
                route.abort()  # its style sheet asks for fonts elsewhere

        context.route("**/*", only_from_here)
        page = context.new_page()
        page.goto(host)
        expect(page.locator(".tl-timemarker")).to_have_count(len(events))
        expect(page.locator(".tl-message-full .tl-message-content", has_text="rror")).to_have_count(0)
        shown = page.evaluate("window.timeline.config.events.map((it) => it.unique_id)")
    assert sorted(shown) == sorted(it["unique_id"] for it in events)
