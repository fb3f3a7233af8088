"""A page's content security policy: which scripts a browser runs."""

import base64
import hashlib

from generator.exports import policy


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def made(template: str, **content: str) -> str:
    """A page from a template in which {names} are replaced by content without escaping."""
    page = policy.mark_inline(template)
    for name, text in content.items():
        page = page.replace(f"{{{name}}}", text)
    return policy.add_policy(page)


def directives(html: str) -> dict[str, list[str]]:
    """The sources in a page's policy, by directive."""
    _, _, after = html.partition('<meta http-equiv="Content-Security-Policy" content="')
    text, _, _ = after.partition('"')
    return {name: sources for name, *sources in (line.split() for line in text.split(";"))}


PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>{title}</title>\n<script>let a = 1;</script></head><body>{body}</body></html>'


def test_a_script_of_a_template_runs_by_its_hash() -> None:
    assert hashed("let a = 1;") in directives(made(PAGE))["script-src"]


def test_a_script_that_content_holds_has_no_hash_wherever_it_stands() -> None:
    page = made(
        PAGE, title="</title><script>steal()</script>", body="<SCRIPT>steal()</SCRIPT><script >steal()</script>"
    )
    assert [it for it in directives(page)["script-src"] if it.startswith("'sha256-")] == [hashed("let a = 1;")]


def test_a_copy_of_the_templates_script_gains_content_nothing_else() -> None:
    assert directives(made(PAGE, body="<script>let a = 1;</script>")) == directives(made(PAGE))


def test_the_page_is_otherwise_as_it_was() -> None:
    page = made(PAGE, title="Rain", body="<p>It rained.</p>")
    start, _, rest = page.partition('\n      <meta http-equiv="Content-Security-Policy"')
    end = rest.partition('">')[2]
    assert start + end == PAGE.format(title="Rain", body="<p>It rained.</p>")


def test_the_policy_stands_before_anything_that_it_rules_and_after_the_encoding() -> None:
    page = made(PAGE)
    assert page.index("<meta charset") < page.index("Content-Security-Policy") < page.index("<title>")


def test_a_head_without_an_encoding_begins_with_the_policy() -> None:
    assert made("<html><head lang=en><title>x</title></head></html>").startswith(
        '<html><head lang=en>\n      <meta http-equiv="Content-Security-Policy"'
    )


def test_text_without_a_head_gets_no_policy_and_keeps_no_sign() -> None:
    feed = "<rss><header/><script>1</script></rss>"
    assert made(feed) == feed


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    page = made("<head></head><script>{lines}</script>", lines="one\r\ntwo\rthree\n")
    assert hashed("one\ntwo\nthree\n") in directives(page)["script-src"]


def test_a_script_may_name_the_tag_in_its_text_and_hold_signs_in_its_attributes() -> None:
    page = made("""<head></head><script data-of="a > b">find('<script>')</script>""")
    assert hashed("find('<script>')") in directives(page)["script-src"]
    assert page.endswith("""<script data-of="a > b">find('<script>')</script>""")


def test_a_script_that_is_loaded_needs_no_hash() -> None:
    page = made('<head></head><script defer src="a.js"></script>')
    assert directives(page)["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_a_template_finds_the_tag_of_a_script_that_is_loaded() -> None:
    looking = """{{ scripts | replace('<script src="', '<script defer src="') }}"""
    assert policy.mark_inline(looking) == looking


def test_a_style_of_a_template_counts_by_its_hash_and_one_of_content_does_not() -> None:
    page = made("<head><style>p { margin: 0 }</style></head>{body}", body="<style>p { display: none }</style>")
    assert directives(page)["style-src"] == ["'self'", hashed("p { margin: 0 }")]


def test_nothing_is_asked_of_others_and_no_text_is_run_as_a_script() -> None:
    rules = directives(made(PAGE))
    assert rules["default-src"] == rules["object-src"] == ["'none'"]
    for name in ("connect-src", "font-src", "worker-src", "base-uri", "form-action"):
        assert rules[name] == ["'self'"], name
    assert rules["img-src"] == ["'self'", "data:"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*"} & {
        *rules["script-src"],
        *rules["style-src"],
    }


def test_equal_scripts_are_named_once_in_the_order_of_the_page() -> None:
    page = made("<head></head><script>b</script><script>a</script><script>b</script>")
    assert directives(page)["script-src"][2:] == [hashed("b"), hashed("a")]


def test_while_serving_one_more_script_runs() -> None:
    page = made(PAGE)
    served = policy.allow_script(page, "livereload(1, 2);")
    assert directives(served)["script-src"] == [
        "'self'",
        "'wasm-unsafe-eval'",
        hashed("livereload(1, 2);"),
        hashed("let a = 1;"),
    ]
    assert hashed("livereload(1, 2);") not in page
