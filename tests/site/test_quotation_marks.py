"""Words are put in the quotation marks of their own language, and quotations within them in the inner ones."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import theme

pytestmark = pytest.mark.browser

STYLES = Path(theme.FOLDER, "assets", "css")


def printed(page: Page, body: str, language: str = "en") -> str:
    """The text that a browser shows for this, including generated marks, without spaces."""
    styles = "".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ("quotes", "pair", "said"))
    page.set_content(f"<html lang={language}><style>{styles}</style><body class=md-typeset>{body}")
    nodes: Sequence[dict[str, dict[str, str]]] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")[
        "nodes"
    ]
    return "".join(node["name"]["value"].strip(" \n") for node in nodes if node["role"]["value"] == "StaticText")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“a‘b’”"),
        ("ko", "“a‘b’”"),
        ("ru", "«a„b“»"),
        ("uk", "«a„b“»"),
        ("de-AT", "„a‚b‘“"),
        ("fr", "«\u202fa«\u202fb\u202f»\u202f»"),
        ("es", "«a“b”»"),
        ("pl", "„a«b»”"),
        ("ja", "「a『b』」"),
        ("zh-Hans", "“a‘b’”"),
        ("zh-Hant", "「a『b』」"),
        ("ar", "”a’b‘“"),
        ("sv", "”a’b’”"),
        ("qaa", "“a‘b’”"),
    ],
)
@pytest.mark.parametrize(
    "element",
    [
        '<blockquote class="ar-large" lang="{0}"><p>a<q>b</q></p></blockquote>',
        '<span class="ar-said__words" lang="{0}"><span>a<q>b</q></span></span>',
        '<p><q lang="{0}">a<q>b</q></q></p>',
    ],
)
def test_words_stand_between_the_marks_of_their_language(
    page: Page, element: str, language: str, expected: str
) -> None:
    assert printed(page, element.format(language)) == expected


def test_words_of_another_language_within_do_not_take_over_the_marks_around_them(page: Page) -> None:
    assert printed(page, '<p>a<q lang="en">b</q></p><p><q>c</q></p>', "ru") == "a“b”«c»"
