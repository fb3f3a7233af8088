"""The pages of the small archive, without quoted text: plain words, and a title and description for each."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

PAGES = Path(__file__).parent / "archives" / "small.expected"

RETIRED = (
    r"utterances?|propositions?|measures?|renderings?|rendered|holders?|hands?|ties|tied|gaps?|carriers?|closeness|passages?"
    r"|verbatim|asserts|asserted|retracts|reversals?|reversed|origins?|bodies|not yet judged|copy read|read in"
)
"""Words that readers saw before text/terms.py, or that occur only in records."""

NOT_OURS = {"blockquote", "q", "code", "script", "style", "bdi"}
"""Elements whose text is quoted, or is the name of a file or key."""
NOT_OURS_BY_CLASS = {"ar-file", "ar-nw", "ar-q", "ar-cite"}
SAID = ("aria-label", "title", "alt", "placeholder", "data-noun", "data-nouns", "data-until")
VOID = {
    "br",
    "input",
    "img",
    "meta",
    "hr",
    "wbr",
    "link",
    "col",
    "path",
    "circle",
    "line",
    "rect",
    "use",
    "polyline",
    "ellipse",
}


class Said(HTMLParser):
    """The text of a page and of its attributes, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        quoted = tag in NOT_OURS or bool(classes & NOT_OURS_BY_CLASS) or ("lang" in given and tag != "html")
        if not self.quoted:
            self.lines += [value for name in SAID if (value := given.get(name))]
        if tag not in VOID:
            self.open.append((tag, quoted))
        if tag not in {"a", "b", "i", "em", "span", "strong", "time", "small"}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self.open) and self.open.pop()[0] != tag:
            pass
        if tag not in {"a", "b", "i", "em", "span", "strong", "time", "small"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.quoted:
            self.lines[-1] += data

    @property
    def quoted(self) -> bool:
        return any(quoted for _, quoted in self.open)


def said(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    text = re.sub(
        r"(?m)^(#+ .*?) \{ #[a-z0-9-]+(.*?)\}$", r"\1\n<i\2></i>", text
    )  # a heading's anchor and its attributes
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)  # code and link targets of Markdown pages
    text = re.sub(r"\b[a-z]+\.csv\b", "", text)
    reader = Said()
    reader.feed(text)
    return [" ".join(line.split()) for line in reader.lines if line.strip()]


def front_matter(path: Path) -> dict[str, str]:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])  # type: ignore[no-any-return]


EVERY = sorted(path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.md"))


@pytest.mark.parametrize("path", EVERY)
def test_no_page_says_a_word_that_needs_the_method_to_be_understood(path: str) -> None:
    found = [line for line in said(PAGES / path) if re.search(rf"\b(?:{RETIRED})\b", line, re.IGNORECASE)]
    assert found == []


def test_no_two_pages_have_the_same_title() -> None:
    titles = Counter(front_matter(PAGES / path)["title"] for path in EVERY if "title" in front_matter(PAGES / path))
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_page_has_a_description_and_no_two_the_same() -> None:
    found = {path: front_matter(PAGES / path).get("description") for path in EVERY}
    assert [path for path, description in found.items() if not description] == []
    assert [said for said, times in Counter(found.values()).items() if times > 1] == []


def test_no_description_counts_a_verb() -> None:
    """ "asserts 1 holder" is not English, nor is any other verb before a number of people."""
    verbs = r"\b(?:asserts|confirms|denies|declines|retracts|doubts|says so|won’t say|takes it back)\b"
    found = {path: front_matter(PAGES / path).get("description") or "" for path in EVERY}
    assert [path for path, text in found.items() if re.search(rf"{verbs}(?: it)? \d|\d+ (?:holders?)\b", text)] == []
