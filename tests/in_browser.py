"""What tests need of a browser beyond what Playwright gives."""

import time

from playwright.sync_api import Error, Page


def until(page: Page, condition: str, seconds: float = 10) -> None:
    """Wait until an expression is true in the page. Playwright's own `wait_for_function` has the page run a text as a script,
    which the policy of every page forbids."""
    late = time.monotonic() + seconds
    while not _holds(page, condition):
        assert time.monotonic() < late, f"not true after {seconds} s: {condition}"
        page.wait_for_timeout(20)


def _holds(page: Page, condition: str) -> bool:
    try:
        return bool(page.evaluate(f"Boolean({condition})"))
    except Error as fault:
        if "context was destroyed" in fault.message:  # another page is on its way
            return False
        raise
