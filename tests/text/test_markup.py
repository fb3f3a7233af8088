"""Small pieces of Markdown and HTML, and what hostile words can do in them: nothing."""

import html5lib
import markdown
import pytest
import yaml

from generator.text import markup


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a fragment as a browser reads it, with its attributes."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(str(node.tag), dict(node.attrib)) for node in tree.iter() if node is not tree]


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "# not a heading",
        "*stars* _bars_ `ticks` ~~x~~ ^x^ ==x==",
        "[a](https://example.org) [[b]] ![c](d)",
        "<script>alert(1)</script>",
        "{ #id .class onclick=x }",
        "{: #id}",
        "1. one",
        "- item",
        "a | b",
        "a\n# b",
        "trailing #",
        "&amp; &lt; &#60;",
        "\\*x\\*",
        "https://example.org www.example.org a@example.org",
        "$x$ \\(y\\) :smile: --- ... (c) -->",
        "Кто 누구 מי",
    ],
)
def test_a_heading_says_what_the_content_says(text: str) -> None:
    extensions = ["attr_list", "toc", "md_in_html", "tables", "footnotes", "def_list", "abbr"]
    html = markdown.markdown(f"## {markup.escape_heading(text)} {{ #own }}", extensions=extensions)
    assert [(name, attributes) for name, attributes in elements(html)] == [("h2", {"id": "own"})]
    assert markup.text_of(html) == " ".join(text.split())


def test_front_matter_is_yaml_whatever_the_title() -> None:
    title = 'A "title": with\n# signs, <script>, \\ and \U0001f30a'
    told = {"title": title, "hide": ["toc", "<b>"], "count": 3}
    lines = markup.front_matter({name: markup.escape_strings(value) for name, value in told.items()}).split("\n")
    assert lines[0] == lines[-2] == "---"
    fields = yaml.safe_load("\n".join(lines[1:-2]))
    assert fields["title"] == title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
        '"', "&quot;"
    )
    assert fields["hide"] == ["toc", "&lt;b&gt;"]
    assert fields["count"] == 3


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("the river rose fast", 16, "the river rose…"),
        ("the river, rose", 12, "the river…"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_an_excerpt_ends_between_words(text: str, limit: int, expected: str) -> None:
    assert markup.excerpt(text, limit) == expected
    assert len(markup.excerpt(text, limit)) <= limit
