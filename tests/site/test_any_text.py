"""Any text in any field of any record, on the finished pages: it is shown as written, and never becomes markup.

Every example is an archive with a text of its own in each field of each record, built twice: with the texts that were
drawn, and with letters in the place of all their signs. The pages of both must be the same but for those letters. `make test-deep` draws
400 examples; all other runs try the one that is written out.
"""

from __future__ import annotations

import logging
import os
import re
import string
import tempfile
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.text import english, invisible
from tests import every_field
from tests.archive_files import write
from tests.conftest import copy_mkdocs_config

ROOT = Path(__file__).resolve().parents[2]
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

# --- texts ---------------------------------------------------------------------------------------------------------------

ATOMS = [
    "<", ">", "&", '"', "'", "`", "{", "}", "[", "]", "(", ")", "|", "\\", "*", "_", "#", "~", "!", "$", "%", "^", "+", "=", "-",
    ":", ";", "/", "?", "@", ".", ",", " ", "  ", "\n", "\n\n", "\n    ", "\t", "a", "b", "word", "1",
    "{{ config }}", "{% raw %}", "{# no #}", "[[person-0]]", "[[ a | b ]]", "[[q:quotation-0]]", "<!--", "-->", "]]>", "<![CDATA[",
    "</script>", "<script>alert(1)</script>", "</title>", "</textarea>", "</style>", "<img src=x onerror=alert(1)>", "<b>", "</p>",
    "<svg/onload=alert(1)>", "<?php ?>", "<a href=javascript:alert(1)>x</a>", "&lt;", "&amp;lt;", "&#60;", "&quot;", "&nbsp;", "&copy",
    "[x](javascript:alert(1))", "![x](y)", "[x][y]", "\n[y]: javascript:alert(1)", "<https://a.b>", "<a@b.c>", "https://a.b/?c=d&e",
    "{: .x onclick=alert(1) }", "{: #x }", ":smile:", "[^1]", "\n[^1]: x", "*[HTML]: x", "\n1. ", "\n- ", "\n:::", "\n!!! note", "\n# ",
    "\n> ", "\n```\n", "\n~~~", "\n---\n", "\n***\n", "\nx\n===", "\n| a | b |\n|---|---|\n| c | d |\n", "**x**", "_x_", "__x__", "`x`",
    "~~x~~", "==x==", "^^x^^", "++x++", "--8<--", '" onmouseover="alert(1)', "' onfocus='alert(1)", "=cmd()", "@SUM(1)", "+1", "-1",
    "%s", "%(x)s", "{0}", "{x}", "\\1", "\\g<0>", "$1", "$&", "${x}", "\x02", "klzzwxh:0001", "wzxhzdk:0", "\u2028",
    "é", "e\u0301", "ñ", "ß", "İ", "ﬁ", "Россия", "한국어", "ㅎ", "漢字", "שלום", "مرحبا", "ไทย", "😀", "👩‍👧", "𝒳", "\U0001f3f4",
    "\u00a0", "\u2009", "\u3000", "“", "”", "«", "…", "—", "x" * 60,
]  # fmt: skip
"""What Markdown, HTML, templates, spreadsheets and patterns take for more than itself, and letters of many scripts."""
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

JOINED = (
    "👩\u200d❤\ufe0f\u200d💋\u200d👨", "🏳\ufe0f\u200d🌈", "👍🏽", "🇰🇵", "🇰", "1\ufe0f\u20e3", "\u200d", "\ufe0f", "☎\ufe0e", "❤\ufe0f",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "क\u094d\u200dष", "ক\u09cd\u200cষ", "می\u200cخواهم",
)  # fmt: skip
"""Letters and pictures that are made of several, and what joins them, alone."""
ONE_KIND = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.text(
        st.sampled_from("aб漢ש\u200f\u200e\u061c (1).!"), min_size=1, max_size=40
    ),  # the sides change within a line
    st.builds(
        lambda word, times: word * times,
        st.text(st.sampled_from("aßЖ漢ก-_+"), min_size=1, max_size=9),
        st.integers(20, 280),
    ),
    st.text(st.characters(categories=["Zs"], include_characters="\t"), min_size=1, max_size=12),
    st.text(st.characters(categories=("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")), min_size=1, max_size=30),
    st.text(st.characters(categories=("Sm", "Sc", "Sk", "So")), min_size=1, max_size=20),
    st.text(st.characters(categories=("Mn", "Mc", "Me"), include_characters="aо한ᄒ1"), min_size=1, max_size=40),
    st.lists(st.sampled_from(JOINED), min_size=1, max_size=6).map("".join),
)
"""Texts of one kind: anything, both directions, a very long word, only spaces, only punctuation, only signs, marks upon
marks, joiners."""


def accepted(text: str) -> str:
    """The text without characters that are not allowed in an archive's files; whether one is allowed depends on its
    neighbours."""
    while there := {*invisible.find_forbidden(text)}:
        text = "".join(sign for at, sign in enumerate(text) if at not in there)
    return REFUSED.sub("", text)


ODD = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=12).map("".join)
MIXED = st.lists(st.one_of(st.sampled_from(ATOMS), *ONE_KIND), min_size=2, max_size=6).map("".join)
POOLS = st.lists(st.one_of(ODD, *ONE_KIND, MIXED).map(accepted).filter(bool), min_size=40, max_size=80)


@dataclass(frozen=True)
class Texts:
    """A text for every field, with its number before and after it, so that it can be found."""

    pool: tuple[str, ...]
    plain: bool = False  # with letters in the place of signs

    def __call__(self, path: str, kind: str) -> str:
        text = self.text(path, kind)
        return text.translate(LETTERS) if self.plain and kind != "url" else text

    def text(self, path: str, kind: str) -> str:
        number = NUMBERS[path]
        drawn = self.pool[number % len(self.pool)]
        if kind == "url":
            return f"https://example.org/{number}?a=1&amp;b='(x)';*[c]&copy=$1#_x_"
        if path in ("article-0.body", "story-0.body", "story-1.body"):
            drawn = "A summary, in which Markdown is read."
        elif kind == "body" or path.startswith("article-1.quotations."):
            drawn = drawn.replace("[[", "[ [")  # names a record, in a full text too
        if kind == "line":
            drawn = re.sub(r"\s+", " ", drawn)
        text = f"Zq{number:03} {drawn} qZ{number:03}"
        return text[:300] if len(text) <= 400 else f"Zq{number:03} {drawn[:300].strip()} qZ{number:03}"


FIELDS = every_field.fields() | dict.fromkeys(("site_name", "site_description", "site_author"), "line")
PATHS = dict(enumerate(FIELDS))
NUMBERS = {path: number for number, path in enumerate(FIELDS)}
# Sentence ends, words and parts of words are the same with and without symbols.
SIGNS = set(string.punctuation) - set(",;:.!?%$/")  # a stroke alone is left out where texts are folded
LETTERS = str.maketrans({**dict.fromkeys(SIGNS | set("“”"), "·"), **dict.fromkeys("'‘’", "ʼ")})


# --- pages ---------------------------------------------------------------------------------------------------------------


def pages(texts: Texts) -> dict[str, LexborHTMLParser]:
    """The finished site of the archive with these texts, by path."""
    with tempfile.TemporaryDirectory() as folder:
        site = built(Path(folder), texts)
        found = {
            str(p.relative_to(site)): LexborHTMLParser(p.read_text(encoding="utf-8"))
            for p in sorted(site.rglob("*.html"))
        }
    for page in found.values():
        for data in page.css('script[type="application/ld+json"], .Z3988'):
            data.decompose()  # no words that a reader sees; tests/pages/test_metadata.py and test_coins.py read them
        for said in page.css("p.ar-small.ar-soft"):
            if said.text().startswith("Abbreviations: "):
                said.decompose()  # only some texts have abbreviations
    return found


def built(root: Path, texts: Texts) -> Path:
    """The folder of the finished site of the archive with these texts, made in an empty folder."""
    write(root, every_field.files(texts))
    write(root, {"content/pages/about.md": "# About\n"})
    copy_mkdocs_config(root)
    config = load_config(
        str(root / "mkdocs.yml"),
        site_name=texts("site_name", "line"),
        site_description=texts("site_description", "line"),
        site_author=texts("site_author", "line"),
    )
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"


@dataclass
class Skeleton:
    """The structure of a page, with all text replaced by one character."""

    parts: list[str] = field(default_factory=list)  # its elements with their attributes, and its texts, in order
    drawn: set[str] = field(
        default_factory=set
    )  # the sorts of elements in drawings, where what fits depends on the letters
    texts: list[str] = field(default_factory=list)  # every text and every value of an attribute, as it is


def skeleton(page: LexborHTMLParser) -> Skeleton:
    found = Skeleton()
    assert page.root is not None
    walk(page.root, found, in_drawing=False)
    return found


def walk(node: LexborNode, found: Skeleton, *, in_drawing: bool) -> None:
    # Two versions are compared there, and marked by what is a word. Without the marks the words must be as they were written.
    if "ar-version" in (node.attributes.get("class") or "").split() or node.tag == "q":
        for mark in node.css("mark"):
            mark.unwrap()
        node.merge_text_nodes()
    text = ""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text += child.text_content or ""
            continue
        take(text, found, in_drawing=in_drawing)
        text = ""
        values = {name: value or "" for name, value in child.attributes.items()}
        found.texts += map(folded, values.values())
        if in_drawing or child.tag == "svg":  # also how large a drawing is
            if values.get("class") != "a":  # the line from a name to its point, if there was no room next to it
                found.drawn.add(f"<{child.tag} {' '.join(sorted(values))}>")
        else:
            shown = (
                f"{name}={slug(value) if name in ADDRESSES else plainly(value)!r}"
                for name, value in sorted(values.items())
            )
            found.parts.append(f"<{child.tag} {' '.join(shown)}>")
        walk(child, found, in_drawing=in_drawing or child.tag == "svg")
        if not in_drawing:
            found.parts.append(f"</{child.tag}>")
    take(text, found, in_drawing=in_drawing)


def take(text: str, found: Skeleton, *, in_drawing: bool) -> None:
    if text.strip():
        found.texts.append(folded(text))
        if not in_drawing:
            found.parts.append(plainly(text))


ADDRESSES = {"id", "href", "for", "aria-labelledby", "aria-describedby", "aria-controls"}


def slug(value: str) -> str:
    """An address or an anchor without symbols: a heading's anchor has only the letters of its words."""
    return re.sub(r"[^a-z0-9]", "", value.lower())


CARD = re.compile("card·[0-9a-f]{8}|share·[0-9a-f]{32}")  # pictures of shared links are called by what they show


def plainly(text: str) -> str:
    return CARD.sub("card", folded(text).translate(LETTERS))


def folded(text: str) -> str:
    """White space is folded, and a stroke stands where a quotation's line ends and there is one line; accents are
    joined to their letters where words are compared, which nobody sees."""
    return unicodedata.normalize("NFC", " ".join(word for word in text.replace("/…", "…").split() if word != "/"))


def misread(text: str, texts: Texts, whole: set[int]) -> list[str]:
    """Where a field's text begins and does not go on as it was written, up to its end, that of the element, or an
    ellipsis. What is shown to its end is noted in `whole`."""
    found = []
    for start in re.finditer(r"Zq(\d+) ", text):
        number = int(start[1])
        written = folded(texts.text(PATHS[number], FIELDS[PATHS[number]]))
        rest = text[start.start() :]
        for form in (written, english.typeset(written)):
            same = next(
                (at for at, (one, other) in enumerate(zip(rest, form, strict=False)) if one != other),
                min(len(rest), len(form)),
            )
            if same == len(form):
                whole.add(number)
                break
            if not rest[same:].strip() or rest[same:].startswith("…"):
                break
        else:
            found.append(f"{PATHS[number]}: {rest[:300]!r} for {written!r}")
    return found


MARKS = {
    "<mark>",
    "<mark class>",
    "<del class>",
    "</mark>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<ins>",
    "</ins>",
    "<del>",
    "</del>",
    "<s>",
    "</s>",
    "",
}
"""Elements that set off words; one more or one less may be needed."""


def sort(part: str) -> str:
    """An element with the names of its attributes; nothing of a text."""
    tag = re.match(r"</?[\w-]+(?= |>)", part)
    return f"{tag[0]} {' '.join(re.findall(r' ([^ =]+)=', part))}".strip() + ">" if tag else ""


# --- the test ------------------------------------------------------------------------------------------------------------


@dataclass
class Tried:
    """What was tried, for readers of the test output."""

    examples: int = 0
    texts: set[tuple[int, str]] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)
    pages: int = 0
    shown: set[int] = field(default_factory=set)


TRIED = Tried()

pytestmark = pytest.mark.filterwarnings(
    "default:tried:UserWarning"
)  # by which `summary` reaches the end of pytest's report


@pytest.fixture(scope="module", autouse=True)
def summary() -> Iterator[None]:
    yield
    said = f"{len(TRIED.strings):,} texts in {len(FIELDS)} fields, {len(TRIED.texts):,} pairs of them, on {TRIED.pages:,} pages of {TRIED.examples:,} sites"
    warnings.warn(f"tried {said}; {len(TRIED.shown)} fields stand on a page whole", stacklevel=1)


@settings(
    max_examples=400,
    deadline=None,
    phases=list(Phase) if DEEP else [Phase.explicit],
    suppress_health_check=[*HealthCheck],
)
@given(POOLS)
@example(
    ["&amp;lt;{{ config }}`<script>alert(1)</script>"] * 2
    + ["b\n***\n\n***\n漢字&nbsp;<a@b.c>@SUM(1)' onfocus='alert(1)ß«"]
)
def test_any_text_in_any_field_stands_on_the_pages_as_written(pool: list[str]) -> None:
    texts = Texts(tuple(pool))
    shown, plain = pages(texts), pages(Texts(tuple(pool), plain=True))
    assert shown.keys() == plain.keys()
    whole: set[int] = set()
    bones = {path: skeleton(page) for path, page in plain.items()}
    known = {sort(part) for it in bones.values() for part in it.parts} | MARKS
    for path, page in shown.items():
        one, other = skeleton(page), bones[path]
        if path.startswith(("statements/", "stories/")) or path == "index.html":
            # Words are compared there: by what is a word, more or less is marked, told and put in a table. Nothing of another sort.
            assert set(map(sort, one.parts)) <= known, path
        else:
            for here, there in zip_longest(one.parts, other.parts):
                assert here == there, path
        assert one.drawn == other.drawn, path
        assert [fault for text in one.texts for fault in misread(text, texts, whole)] == [], path
    TRIED.examples += 1
    TRIED.pages += len(shown)
    TRIED.strings |= set(pool)
    TRIED.texts |= {(number, pool[number % len(pool)]) for number in PATHS}
    TRIED.shown |= whole
