"""The policy of pages in a browser: what belongs to the site runs, and what content brings along does not."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import forked
from tests.conftest import ROOT, SITE_URL, serving
from tests.in_browser import until
from tests.served import RunningServer

pytestmark = pytest.mark.browser

POLICY = re.compile(r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">')

HOSTILE = """\
---
title: "Notes</title><script>window.ran = 'title'</script>"
description: "\\"><script>window.ran = 'description'</script>"
---
# Notes <script>window.ran = 'heading'</script>

<script>window.ran = 'script'</script>
<script src="https://elsewhere.example/a.js"></script>
<svg onload="window.ran = 'onload'"><script>window.ran = 'svg'</script></svg>
<img src="x.png" onerror="window.ran = 'onerror'">
<img src="https://elsewhere.example/x.png">
<iframe srcdoc="<script>parent.ran = 'srcdoc'</script>"></iframe>
<iframe src="https://elsewhere.example/"></iframe>
<object data="https://elsewhere.example/"></object>
<style>@import "https://elsewhere.example/x.css"; h1 { display: none }</style>
<a id="handler" onclick="window.ran = 'onclick'">with a handler</a>
<form id="form" action="https://elsewhere.example/"><button>Send</button></form>
"""

REFUSED = """\
<script src="data:text/javascript,window.ran = 'data'"></script>
<base href="https://elsewhere.example/">
<a id="address" href="javascript:window.ran = 'javascript'">with an address</a>
"""
"""What no build lets through. The policy holds all the same, should anything ever bring it into a page."""

OF_THE_OWNER = """\
{% extends "main.html" %}
{% block content %}{{ super() }}<script>document.documentElement.dataset.owner = "{{ page.title | e }}";</script>{% endblock %}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny archive with the site's own settings, a hostile page, and an owner's template and script."""
    root = tmp_path_factory.mktemp("policy")
    pages = root / "content" / "pages"
    (root / "content" / "people").mkdir(parents=True)
    pages.mkdir()
    (root / "content" / "people" / "ada-quill.yml").write_text(
        "name: Ada Quill\nheadline: She has a page.\nformerly: [ada]\n"
    )
    (pages / "about.md").write_text("---\ntemplate: owners.html\n---\n# About\n\nWhose archive this is.\n")
    (pages / "notes.md").write_text(HOSTILE)
    own = root / "site_config" / "overrides"
    own.mkdir(parents=True)
    (own / "owners.html").write_text(OF_THE_OWNER)
    (own / "own.js").write_text('document.documentElement.dataset.own = "ran";\n')
    (own / "extra.css").write_text("body { --own: styled }\n")
    settings = (ROOT / "mkdocs.yml").read_text()
    settings += (
        "extra_javascript: [own.js]\nextra_css: [extra.css]\nnav: [index.md, people/index.md, about.md, notes.md]\n"
    )
    (root / "mkdocs.yml").write_text(settings)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root / "published" / "under" / "site")]
    environment = os.environ | {"SITE_URL": SITE_URL}
    run = forked.run(command, cwd=root, env=environment)
    assert run.returncode == 0, run.stderr
    notes = root / "published" / "under" / "site" / "notes" / "index.html"
    before, end, after = notes.read_text().rpartition("</article>")
    notes.write_text(f"{before}{REFUSED}{end}{after}")
    return root


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """The site's address: under a path, as on a host with several sites."""
    with serving(root / "published") as host:
        yield f"{host}under/site/"


def test_every_page_has_its_policy_before_all_else(built_site: Path, root: Path) -> None:
    for site in (built_site, root / "published"):
        pages = [*site.rglob("*.html")]
        assert {"index.html", "404.html"} <= {page.name for page in pages}
        assert [page for page in pages if not POLICY.search(page.read_text(encoding="utf-8"))] == []


def test_what_content_brings_along_does_not_run(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    context.route("**/*", note)  # what the policy has refused comes to no route
    page.goto(f"{address}notes/", wait_until="networkidle")
    page.locator("#handler").click()
    page.locator("#address").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("button", name="Dark page")).to_be_visible()
    page.locator("#form button").evaluate("it => it.click()")  # Playwright would wait for what it leads to
    page.wait_for_timeout(200)
    ran, base = page.evaluate("[window.ran, document.baseURI]")
    assert ran is None
    assert base == page.url == f"{address}notes/"
    assert [url for url in asked if not url.startswith(address)] == []
    context.close()


def test_a_script_of_the_owners_template_runs_and_so_does_one_of_the_owners_files(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    until(page, "document.documentElement.dataset.owner === 'About'")
    until(page, "document.documentElement.dataset.own === 'ran'")
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--own')") == "styled"


def test_instant_navigation_comes_to_a_page_with_a_script_of_its_own(browser: Browser, address: str) -> None:
    """The policy of the page before it refuses that script, and the page is loaded for itself."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}people/ada-quill/", wait_until="networkidle")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="People").first.click()
    page.wait_for_url("**/people/")
    expect(page.locator("h1")).to_contain_text("People")
    assert page.evaluate("window.same")  # no page was loaded
    page.get_by_role("link", name="About").first.click()
    until(page, "document.documentElement.dataset.owner === 'About'")
    assert not page.evaluate("window.same")
    context.close()


def test_across_pages_of_every_depth_nothing_is_refused(page: Page, served_site: str) -> None:
    page.goto(served_site, wait_until="networkidle")
    page.evaluate("window.same = true")
    for name, path in (("People", "people/"), ("Vladimir Putin", "people/vladimir-putin/"), ("Articles", "articles/")):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**/{path}")
        expect(page.locator("h1")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/people/vladimir-putin/")
    assert page.evaluate("window.same")
    page.keyboard.press("/")
    page.keyboard.type("Shoigu")
    expect(page.get_by_role("dialog").locator(".ar-hits a").first).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", "people/vladimir-putin/index.html", "map/index.html", "404.html"])
def test_a_page_that_is_opened_from_disk_has_its_styles_and_scripts(
    browser: Browser, built_site: Path, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda it: refused.append(it.text) if "Content Security Policy" in it.text else None)
    page.goto((built_site / path).as_uri())
    until(page, "document.documentElement.className.startsWith('js')")
    if path != "404.html":  # its addresses begin at the root of a host
        until(page, "getComputedStyle(document.querySelector('.md-header')).position === 'sticky'")
        until(page, "'archive' in window || document.querySelector('[data-menu]') !== null")
    assert refused == []
    context.close()


def test_while_serving_a_page_is_loaded_anew_when_it_has_changed(page: Page, root: Path, tmp_path: Path) -> None:
    about = root / "content" / "pages" / "about.md"
    before = about.read_text()
    with RunningServer(root, tmp_path / "serve.log") as server:
        server.wait(lambda: "Serving on" in server.said())
        try:
            page.goto(f"http://{server.address}/about/")
            until(page, "document.documentElement.dataset.owner === 'About'")
            about.write_text(before.replace("Whose archive", "Whose own archive"))
            expect(page.get_by_text("Whose own archive this is.")).to_be_visible(timeout=60_000)
        finally:
            about.write_text(before)
    assert "livereload" not in "".join(it.read_text() for it in (root / "published").rglob("*.html"))
