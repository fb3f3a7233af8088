"""Text functions for Markdown and HTML, and what hostile content can do with them: nothing."""

from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
import yaml

from generator import markup


def link(target: str, shown: str | None) -> Element:
    element = Element("a", {"href": f"../{target}/"})
    element.text = shown or target
    return element


def prose(body: str, *marked: tuple[str, tuple[int, int]]) -> str:
    return markup.prose(body, link, marked)


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a fragment as a browser reads it, with its attributes."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(str(node.tag), dict(node.attrib)) for node in tree.iter() if node is not tree]


def test_a_body_is_markdown_with_links_to_records() -> None:
    assert prose("*She* met [[ada|her [old] friend]] and [[ada|her friend]].\n\n## Then\n\n- [[b]]") == (
        '<p><em>She</em> met [[ada|her [old] friend]] and <a href="../ada/">her friend</a>.</p>\n'
        '<h4>Then</h4>\n<ul>\n<li><a href="../b/">b</a></li>\n</ul>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example.org/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "![alt](https://evil.example.org/x.png)",
        "![alt][1]\n\n[1]: https://evil.example.org/x.png",
        "![1]\n\n[1]: https://evil.example.org/x.png",
        "<div markdown=1 onclick=alert(1)>x</div>",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>body{display:none}</style>",
        "<!-- --><script>alert(1)</script>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](java&#x0A;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](\\javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example.org)",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "[x][1]\n\n[1]: <javascript:alert(1)> 'title'",
        "<javascript:alert(1)>",
        '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
        '[x](https://example.org "a" onmouseover="alert(1)")',
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        '[x](https://example.org/"onmouseover="alert(1))',
        '[[ada|<img src=x onerror="alert(1)">]]',
        '[[ada"onmouseover="alert(1)]]',
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "```\n<script>alert(1)</script>\n```",
        "{: onclick=alert(1)}\n\nx {: onclick=alert(1)}",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\ue000x\ue001<script>alert(1)</script>\ue002",
        '\ue000x" onclick="alert(1)\ue001y\ue002',
        "\x02wzxhzdk:0\x03",
    ],
)
def test_hostile_markdown_does_nothing(body: str) -> None:
    for name, attributes in elements(prose(f"Before {body} after.\n\n{body}")):
        assert name in {"p", "a", "em", "strong", "code", "pre", "ul", "li", "h4", "blockquote", "br"}
        assert set(attributes) <= {"href", "title"}
        assert attributes.get("href", "../").startswith(("https://", "../"))


def test_an_address_that_is_a_web_address_stays() -> None:
    assert prose('[x](https://example.org/?a=1&b=2 "a title") and <https://example.org/>') == (
        '<p><a href="https://example.org/?a=1&amp;b=2" title="a title">x</a> and '
        '<a href="https://example.org/">https://example.org/</a></p>'
    )


def test_spans_are_marked_where_they_stand() -> None:
    assert prose("He said it rose, twice.", ("q-rose", (8, 15))) == (
        '<p>He said <mark class="ar-said"><a class="ar-q" href="#q-rose">it rose</a></mark>, twice.</p>'
    )


def test_a_mark_does_not_run_over_the_end_of_a_paragraph() -> None:
    html = prose("one two\n\nthree four", ("q", (4, 14)))
    assert html.count("<p>") == html.count("</p>") == html.count("<mark") == 2


def test_a_marked_span_means_nothing_but_its_words() -> None:
    body = "x <script>*a* [[ada]]</script> y"
    html = prose(body, ("q", (2, 30)))
    assert [name for name, _ in elements(html)] == ["p", "mark", "a"]
    assert markup.text_of(html) == body


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
    html = markdown.markdown(f"## {markup.heading(text)} {{ #own }}", extensions=extensions)
    assert [(name, attributes) for name, attributes in elements(html)] == [("h2", {"id": "own"})]
    assert markup.text_of(html) == " ".join(text.split())


def test_front_matter_is_yaml_whatever_the_title() -> None:
    title = 'A "title": with\n# signs, <script>, \\ and \U0001f30a'
    lines = markup.front_matter({"title": title, "hide": ["toc", "<b>"], "count": 3}).split("\n")
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


def test_words_as_a_sentence_has_them() -> None:
    assert [markup.listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert markup.counted(1, "article") == "1 article"
    assert markup.counted(1200, "article") == "1,200 articles"
    assert markup.counted(0, "body", "bodies") == "0 bodies"


@pytest.mark.parametrize(("language", "expected"), [("he", "rtl"), ("ar-EG", "rtl"), ("en", "ltr"), ("ko", "ltr")])
def test_a_language_runs_its_own_way(language: str, expected: str) -> None:
    assert markup.direction(language) == expected
