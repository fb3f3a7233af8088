"""Helpers for browser tests that Playwright lacks."""

import time
from collections.abc import Callable, Iterable

from playwright.sync_api import Error, Locator, Page


def until(page: Page, condition: str, seconds: float = 30) -> None:
    """Wait until a JavaScript expression is true. Playwright's own `wait_for_function` evaluates text as a script in
    the page, which every page's policy forbids."""
    late = time.monotonic() + seconds
    while not _holds(page, condition):
        assert time.monotonic() < late, f"not true after {seconds} s: {condition}"
        page.wait_for_timeout(20)


def _holds(page: Page, condition: str) -> bool:
    try:
        return bool(page.evaluate(f"Boolean({condition})"))
    except Error as fault:
        if "context was destroyed" in fault.message:  # another page is loading
            return False
        raise


def cards(
    page: Page,
    site: str,
    paths: Iterable[str],
    most: int,
    look: Callable[[str, Locator], None],
    ready: str = "body",
) -> int:
    """Point at this many links on each page, check each preview card, and return how many appeared.

    Not every link has one. If very few appeared, the machine may have been busy, and the test waits longer. `ready` is
    a selector for what shows that a page can be used.
    """
    found, paths = 0, [*paths]
    for patience in (450, 2_000, 8_000):
        found = 0
        for path in paths:
            page.goto(site + path)
            page.wait_for_selector(ready, state="attached")
            for link in page.locator(".md-content a[href*='/']:not(.headerlink)").filter(visible=True).all()[:most]:
                page.mouse.move(0, 0)
                link.hover()
                page.wait_for_timeout(patience)
                card = page.locator("#ar-preview")
                if card.is_visible():
                    found += 1
                    look(path, card)
        if found > 5:
            break
    return found
