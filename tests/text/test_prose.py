"""Markdown of ours and texts of sources as HTML, and what hostile content can do in it: nothing."""

from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from markdown.util import AtomicString

from generator.text.prose import html_of_markdown, html_of_text
from tests.conftest import examples


def link(target: str, shown: str | None) -> Element:
    element = Element("a", {"href": f"../{target}/"})
    element.text = shown or target
    return element


def prose(body: str) -> str:
    return html_of_markdown(body, link)


def verbatim(text: str, *marked: tuple[str, tuple[int, int]]) -> str:
    """A full text as HTML; of records there is ada alone."""
    return html_of_text(text, lambda target, shown: link(target, shown) if target == "ada" else None, marked)


def read(html: str) -> str:
    """The text of a fragment as a browser reads it."""
    return "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a fragment as a browser reads it, with its attributes."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(str(node.tag), dict(node.attrib)) for node in tree.iter() if node is not tree]


def test_a_body_is_markdown_with_links_to_records() -> None:
    assert prose("*She* met [[ada|her [old] friend]] and [[ada|her friend]].\n\n## Then\n\n- [[b]]") == (
        '<p><em>She</em> met [[ada|her [old] friend]] and <a href="../ada/">her friend</a>.</p>\n'
        '<h3>Then</h3>\n<ul>\n<li><a href="../b/">b</a></li>\n</ul>'
    )


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("# a\n## b\n# c", "343"),
        ("## a\n### b", "34"),
        ("### a", "3"),
        ("# a\n#### b\n#### c\n## d", "3444"),
        ("## a\n# b\n## c", "334"),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", "345666"),
    ],
)
def test_headings_of_a_body_leave_no_level_out_and_stand_below_those_of_the_page(written: str, levels: str) -> None:
    assert [name for name, _ in elements(prose(written))] == [f"h{level}" for level in levels]


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
        assert name in {"p", "a", "em", "strong", "code", "pre", "ul", "li", "h3", "blockquote", "br"}
        assert set(attributes) <= {"href", "title"}
        assert attributes.get("href", "../").startswith(("https://", "../"))


def test_an_address_that_is_a_web_address_stays() -> None:
    assert prose('[x](https://example.org/?a=1&b=2 "a title") and <https://example.org/>') == (
        '<p><a href="https://example.org/?a=1&amp;b=2" title="a title">x</a> and '
        '<a href="https://example.org/">https://example.org/</a></p>'
    )


# --- a full text ---

WRITTEN = [
    "3. The old wall\n\nIt is from 1802.\n\n2. The new wall\n\n1. The quay\n\n1951. The year of the storm.\n\n***\n\n- Quay Post.",
    "# One\n## Two ##\nThree\n===\nFour\n----",
    "    four spaces\n\ttab\tand tab\n  two",
    "*stars* **two** _bars_ __dunder__ `ticks` ``` ~~x~~",
    "<b>bold</b> <script>alert(1)</script> <!-- gone --> &amp; &lt; &nbsp; &#60; AT&T",
    "\\*x\\* \\\\ \\[ back\\slash \\n",
    "[x](https://example.org) [x][1] ![a](b.png) <https://example.org>\n\n[1]: https://example.org 'title'",
    "[^1]: a note[^1]\n\n*[HTML]: an abbreviation\n\nTerm\n:   what it means",
    "a | b\n--|--\n1 | 2",
    "---\n\n- - -\n\n+ plus\n* star\n1) one",
    "> quoted\n>> twice",
    "\"straight\" 'single' -- dash --- longer ... (c) 1/2",
    "{: #id .class onclick=x }\n{ #id }\n!!! note\n::: x",
    "{{ view }} {% if %} {# c #} ${x}",
    "[[nobody]] [[q:none]] [[ open\n]] ]]",
    "Roses are red,\nviolets are blue,\n\n\nand so on.",
    "</p></div></article> <p>",
    "\ue000name\ue001x\ue002 klzzwxh:0001 wzxhzdk:0",
    "two  spaces and a break  \nnext",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_full_text_is_read_as_it_was_written(text: str) -> None:
    html = verbatim(text)
    assert read(html) == text
    assert {name for name, _ in elements(html)} <= {"p"}


def test_a_full_text_has_its_links_and_its_marks() -> None:
    assert verbatim("*[[ada]]* & [[ada|she]] & [[bob]].") == (
        '<p>*<a href="../ada/">ada</a>* &amp; <a href="../ada/">she</a> &amp; [[bob]].</p>'
    )
    assert verbatim("He said it rose, twice.", ("q-rose", (8, 15))) == (
        '<p>He said <mark class="ar-said"><a class="ar-q" href="#q-rose">it rose</a></mark>, twice.</p>'
    )


def test_a_mark_does_not_run_over_the_end_of_a_paragraph() -> None:
    html = verbatim("one two\n\nthree four", ("q", (4, 14)))
    assert html.count("<p>") == html.count("</p>") == html.count("<mark") == 2
    assert read(html) == "one two\n\nthree four"


def test_a_marked_span_means_nothing_but_its_words() -> None:
    body = "x <script>*a* [[ada]]</script> y"
    html = verbatim(body, ("q", (2, 30)))
    assert [name for name, _ in elements(html)] == ["p", "mark", "a"]
    assert read(html) == body


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The tide came in,\nthe lamps went out,\nwe counted boats till morning.", True),
        ("12 Quay Street\nPort Vell", True),
        ("Q. Did it hold?\nA. It held, and we were all there to see it, every one of us, until the morning came.", True),
        ("    an indented line", True),
        ("Boats\t12", True),
        ("One paragraph of any length at all, which stands on one line, as it comes from most programs that save texts.", False),
        ("An editor has broken this paragraph where the next word would not\nhave fitted on the line any longer, so that it means nothing.", False),
    ],
)  # fmt: skip
def test_lines_are_kept_where_they_mean_something(text: str, kept: bool) -> None:
    assert ('class="ar-lines"' in verbatim(text)) == kept
    assert read(verbatim(text)) == text


# Anything that `archive check` lets stand in a file, with more of what some program might read something into.
SIGNS = st.characters(
    exclude_categories=("Cc", "Cs"),
    exclude_characters="\u2028\u2029\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
PIECES = st.one_of(
    st.text(SIGNS, max_size=8),
    st.sampled_from(list("#*_`~-+=>|<&\\[](){}!:'\"^$.0123456789 \t\n\n")),
    st.sampled_from(["\n\n", "    ", "&amp;", "<b>", "</p>", "</div>", "```\n", "[[", "]]", "[x](y)", "1986. ", "* * *\n", "<!--", "{: #a }"]),
    st.sampled_from(WRITTEN),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join)
PAGE = '<div class="ar-prose">\n{}\n</div>\n\n## After {{ #after }}\n'


def ended(text: str) -> str:
    """The text without white space at the ends of its lines, and without empty lines around it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
@settings(max_examples=examples(400), deadline=None)
def test_any_full_text_comes_out_of_a_browser_as_the_very_same_text(text: str, ends: list[tuple[int, int]]) -> None:
    """With any marks in it, and on a page that the site builder has turned from Markdown into HTML."""
    text = text.replace("[[ada", "[ada")
    marks = [(f"q-{number}", (min(span), max(span))) for number, span in enumerate(ends) if max(span) <= len(text)]
    html = verbatim(text, *marks)
    event(f"{len(elements(html)) // 5 * 5} elements and more")
    page = markdown.markdown(PAGE.format(html), extensions=["attr_list", "md_in_html", "toc"])
    tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert [node.tag for node in tree] == ["div", "h2"]
    assert ended("".join(tree[0].itertext())) == ended(text)
    assert {name for name, _ in elements(html)} <= {"p", "mark", "a"}


def test_a_long_full_text_with_many_marks_takes_no_long_time() -> None:
    text = "word [[ada]]\n\n" * 20_000
    spans = [(f"q-{n}", (n * 14, n * 14 + 4)) for n in range(0, 20_000, 2)]
    html = verbatim(text, *spans)
    assert (html.count("<mark"), html.count("<a href=")) == (10_000, 20_000)
    assert len(verbatim(" " * 500_000 + "\n" + "x " * 200_000)) > 400_000


@pytest.mark.parametrize("name", ["a &lt;b&gt; c", "a &amp;lt; c", "a &#60; c", "a & c"])
def test_a_name_in_a_body_is_read_as_it_is_written_where_it_looks_escaped(name: str) -> None:
    def named(target: str, shown: str | None) -> Element:
        anchor = Element("a", {"href": "../x/?a=1&lt;=2", "title": name})
        anchor.text = AtomicString(name)
        return anchor

    html = html_of_markdown("See [[x]].", named)
    assert read(html) == f"See {name}."
    assert elements(html)[1] == ("a", {"href": "../x/?a=1&lt;=2", "title": name})


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('The &#91;&quot;wall" and &#91;"sea"]', "The &#91;&quot;wall” and &#91;“sea”]"),
        ("It is &#40;\"gone\"&#41;, &#40;'so'&#41;", "It is &#40;“gone”&#41;, &#40;‘so’&#41;"),
        ('a&#42;"b" and &nbsp;"c"&#33;', "a&#42;”b” and &nbsp;“c”&#33;"),
    ],
)
def test_a_quotation_mark_turns_by_the_sign_that_a_reference_stands_for(body: str, html: str) -> None:
    assert html_of_markdown(body, lambda *_: None) == f"<p>{html}</p>"


def test_a_text_is_converted_as_if_none_had_been_converted_before() -> None:
    def broken(_target: str, _shown: str | None) -> None:
        raise LookupError

    alone = html_of_markdown("[one][1] &amp; “two”\n\n- three", lambda _target, _shown: None)
    html_of_markdown("[1]: https://example.org/\n\n> - a [link][1] &lt;\n\n    code", lambda _target, _shown: None)
    with pytest.raises(LookupError):
        html_of_markdown("> - [[who]]\n\n[1]: https://example.org/", broken)
    assert html_of_markdown("[one][1] &amp; “two”\n\n- three", lambda _target, _shown: None) == alone
