"""A walk through a page with the Tab key."""

import pytest
from playwright.sync_api import Page

STOPS = 400
"""More than any page of the tests has."""

_LIST_EXPECTED = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, summary, textarea")];
  window.expectedStops = all.filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.tabIndex >= 0
    && !node.disabled && !node.matches("[type=radio], .md-toggle, .md-top, dialog *"));
  // The next Tab leads to the first stop, also where a tool has taken the focus.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
_MISSED = "() => window.expectedStops.filter((node) => !window.visited.includes(node)).map((node) => node.outerHTML)"
_FOCUSED = """() => {
  const node = document.activeElement;
  if (node === document.body || node === document.documentElement) return null;
  window.visited ??= [];
  if (window.visited.includes(node) && node !== window.visited.at(-1)) return null;  // round again; a date has several stops in one
  window.visited.push(node);
  const shown = node.matches(".md-option") ? node.nextElementSibling : node;  // Material's switch shows its label
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  return {
    what: node.outerHTML.slice(0, 90),
    inView: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && style.visibility === "visible",
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none" || node.type === "date",  // it marks its own parts
  };
}"""


def walk_with_tab(page: Page) -> None:
    """Press Tab until it leaves the page, and check that each stop is in view and marked, and that none is missed."""
    page.evaluate(_LIST_EXPECTED)
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None:
            break
        assert stop["inView"], stop
        assert stop["marked"], stop
    else:
        pytest.fail(f"after {STOPS} stops the page was not left")
    assert page.evaluate(_MISSED) == []
