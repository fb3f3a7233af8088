"""Active content in hand-written pages is found."""

import pytest

from generator.records.active_content import find_active

RUN = [
    "[x](javascript:alert(1))",
    "[x]( JaVaScRiPt:alert(1))",
    "[x][1]\n\n[1]: java&#115;cript:alert(1)",
    "[x](a){: href=javascript:1 }",
    '<a href="&#1;javascript:1">x</a>',
    '<a href="java&Tab;script:1">x</a>',
    '<a href="java&NewLine;script:1">x</a>',
    "<A HREF=vbscript:1>x</A>",
    "[x](data:text/html,1)",
    "<svg><a xlink:href='javascript:1'><text>x</text></a></svg>",
    '<form action="javascript:1"></form>',
    '<button formaction="javascript:1">x</button>',
    '<img src="data:text/html,1">',
    '<base href="https://e.example/">',
    '<meta http-equiv="refresh" content="0; url=https://e.example/">',
]


@pytest.mark.parametrize("page", RUN)
def test_what_would_run_a_script_or_lead_the_page_away_is_refused(page: str) -> None:
    assert [it.is_refused for it in find_active(page)] == [True]


BLOCKED = [
    "<script>steal()</script>",
    "<SCRIPT type=module>steal()</SCRIPT>",
    "a <script>steal()</script> in a line",
    '<script src="//e.example/a.js"></script>',
    '<script src="https://e.example/a.js"></script>',
    '<p onclick="steal()">x</p>',
    "[x](a){: onmouseover=steal() }",
    "<svg onload=steal()></svg>",
    "![x](https://e.example/x.png)",
    '<img src="\\\\e.example/x.png">',
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<object></object>",
    "<style>p { margin: 0 }</style>",
    '<link rel="stylesheet" href="https://e.example/x.css">',
    '<form action="https://e.example/"></form>',
    '<a href="https://e.example/" target="_blank">x</a>',
]


@pytest.mark.parametrize("page", BLOCKED)
def test_what_the_policy_of_the_site_keeps_from_running_is_told(page: str) -> None:
    assert [it.is_refused for it in find_active(page)] == [False]


FINE = [
    "[x](https://e.example/?a=javascript:1) and <https://e.example/>, [y](page.md#data:), [z](mailto:a@e.example)",
    "`<script>alert(1)</script>` and\n\n```html\n<script>alert(1)</script>\n<a href='javascript:1'>\n```\n\n    <script>1</script>\n",
    "![x](x.png) ![y](data:image/png;base64,AAAA)",
    '<a href="https://e.example/" target="_blank" rel="external noopener">x</a>',
    '<script src="../assets/own.js"></script><script type="application/json">{"a": 1}</script>',
    "javascript: a language; onclick=x is text; data: too",
    '<p style="color: red" class="on">x</p>',
    "<!-- <script>old()</script> -->",
    "---\ntitle: <script>\n---\nText.",
]


@pytest.mark.parametrize("page", FINE)
def test_what_is_only_read_is_passed_over(page: str) -> None:
    assert find_active(page) == ()


def test_each_stands_where_it_is_written() -> None:
    page = "---\ntitle: <script>\n---\n`<script>`\n\n<script>a()</script>\n\nThen [x](javascript:1).\n\n<script>b()</script>\n"
    at = [it.offset for it in find_active(page)]
    assert at == [page.index("<script>a"), page.index("javascript:1"), page.index("<script>b")]


def test_a_long_page_takes_no_longer_than_its_length() -> None:
    page = "<script>1</script>\n\n" * 300
    assert len(find_active(page)) == 300
