"""Arbitrary bytes in any file that a command reads: it ends with a message or with its work done, never with a
traceback.

Records are tested in tests/records/test_load.py.
"""

import contextlib
import io
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator import pipeline
from generator.cli import main
from generator.exports.search import pagefind
from generator.mkdocs_plugin import unchanged
from generator.problems import prevents_publishing
from generator.records.load import SETTINGS, load
from generator.text.english import typeset
from tests import any_bytes
from tests.archive_files import Content, write
from tests.conftest import examples

ROOT = Path(__file__).parent.parent
LEAST = "site_name: A\ndocs_dir: content/pages\ntheme: {name: archive}\nplugins: [archive]\n"
ARTICLE = """\
---
title: The wall
language: en
published: 2025-05-04
quotations:
- text: It will hold
  id: hold
  speaker: ada
---
[[ada]] said [[q:hold]].
"""
FILES: dict[str, Content] = {
    "content/people/ada.yml": "name: Ada\n",
    "content/articles/2025/wall.md": ARTICLE,
    "content/pages/about.md": "# About\n",
    "mkdocs.yml": LEAST,
}
COPY = "The Herald\n4 May 2025\n\nAda said: “It will hold,” on Monday. 300 people were there.\n"

tried = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ran(root: Path, *arguments: str) -> tuple[int, str]:
    """The command's exit status and all its output. Any exception fails the test."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(["--root", str(root), *arguments])
    return status, said.getvalue()


def put(root: Path, path: str, raw: bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    return file


# --- settings ------------------------------------------------------------------------------------------------------------

OF_SETTINGS = (
    "format: ", "language: ", "colour:\n  light: ", "rights:\n  InC: {label: a, quoted_share: ", "sections:\n- page: home\n", "contact: ",
    "licence: {name: a, url: ", "guide: ", "logo: ",
)  # fmt: skip


@tried
@given(any_bytes.any_files((ROOT / SETTINGS).read_text(encoding="utf-8"), pieces=OF_SETTINGS))
def test_any_settings_are_read_or_refused_at_their_place(tmp_path: Path, raw: bytes) -> None:
    put(write(tmp_path, FILES), SETTINGS, raw)
    # The start page's lead may name a record that does not exist, which is reported only after records are read.
    problems = [problem for problem in pipeline.read(tmp_path).problems if problem.place.path == SETTINGS]
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
    status, said = ran(tmp_path, "check")
    assert status == prevents_publishing(problems)
    assert (SETTINGS in said) == bool(problems)
    status, said = ran(tmp_path, "migrate", "--dry-run")
    assert SETTINGS in said or "format" in said
    assert status in (0, 1)


def test_a_format_of_five_thousand_digits_is_no_format(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    for number in ("9" * 5000, "٢", "01"):
        put(tmp_path, SETTINGS, f"format: {number}\n".encode())
        assert ran(tmp_path, "migrate")[0] == 1
        assert "generator reads format 1" in ran(tmp_path, "check")[1]
    put(tmp_path, SETTINGS, b"format: 1\n")
    assert ran(tmp_path, "migrate")[0] == ran(tmp_path, "check")[0] == 0


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_settings_that_are_no_file_are_refused_by_every_command(tmp_path: Path, make: Callable[[Path], None]) -> None:
    write(tmp_path, {**FILES, "site_config/a": ""})
    make(tmp_path / SETTINGS)
    for command in ("check", "migrate"):
        status, said = ran(tmp_path, command)
        assert status == 1
        assert SETTINGS in said


# --- files that commands leave for the next one
# -------------------------------------------------------------------------

PLAN = '{"pid": 1, "steps": [{"path": "content/people/ada.yml", "part": ".ada.yml.1.part", "before": "", "after": ""}]}'
BEGUN = '{"generator": "1", "title": "A", "files": {"mkdocs.yml": "eNpLBAAAYgBi"}}'
OF_JSON = (
    '"files": ', '{"pid": 1, "steps": [', '"path": "content/a"', '"part": ', '"before": ""', "NaN", "Infinity", "1e400", '"\\ud800"', "null",
    "[]", "-1", '"title": ', '{"', "}", "]", "\\u0000", "../", "content/people",
)  # fmt: skip


@tried
@given(any_bytes.any_files(PLAN, pieces=OF_JSON))
def test_any_plan_of_a_command_leaves_the_records_as_they_are(tmp_path: Path, raw: bytes) -> None:
    put(write(tmp_path, FILES), ".archive-plan.json", raw)
    assert ran(tmp_path, "check")[0] == 0
    assert (tmp_path / "content/people/ada.yml").read_text() == "name: Ada\n"


@pytest.mark.parametrize(
    "steps",
    [
        "[" * 100_000,
        '["a"]',
        '[{"path": 1}]',
        '[{"path": "content/people/ada.yml"}]',
        '[{"path": "content/people", "before": ""}]',
        '[{"path": "content/a\\u0000b", "before": ""}]',
        '[{"path": "content/\\ud800", "before": ""}]',
        '[{"path": "content/../../x", "before": ""}]',
        '[{"path": "content/people/ada.yml", "before": "", "part": "a/b", "after": ""}]',
        '[{"path": "content/people/ada.yml", "before": "", "part": "", "after": ""}]',
    ],
    ids=lambda steps: steps[:60],  # pytest cannot handle a name of 100,000 characters
)
@pytest.mark.parametrize("pid", ["1999999", "Infinity", "99999999999999999999", "-1", "null"])
def test_a_plan_of_strange_steps_changes_nothing(tmp_path: Path, steps: str, pid: str) -> None:
    put(write(tmp_path, FILES), ".archive-plan.json", f'{{"pid": {pid}, "steps": {steps}}}'.encode())
    assert ran(tmp_path, "check")[0] == 0
    assert not (tmp_path / ".archive-plan.json").exists()
    assert {path: (tmp_path / path).read_text() for path in FILES} == FILES


def test_a_part_of_a_process_that_no_system_has_is_swept_away(tmp_path: Path) -> None:
    part = put(write(tmp_path, FILES), f"content/people/.ada.yml.{'9' * 30}.part", b"name: B\n")
    assert ran(tmp_path, "check")[0] == 0
    assert not part.exists()


@tried
@given(any_bytes.any_files(BEGUN, pieces=OF_JSON))
def test_any_record_of_what_init_wrote_is_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    put(write(tmp_path, FILES), "site_config/starter.json", raw)
    status, said = ran(tmp_path, "upgrade", "--dry-run")
    assert status == said.startswith("archive upgrade: ")  # a path may also be too long for the file system


@tried
@given(any_bytes.any_files((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), LEAST, pieces=("site_name: ", "theme: ")))
def test_any_mkdocs_yml_is_brought_over_or_kept(tmp_path: Path, raw: bytes) -> None:
    put(write(tmp_path, FILES), "site_config/theme/own.css", b"b {}\n")
    put(tmp_path, "mkdocs.yml", raw)
    status, said = ran(tmp_path, "upgrade", "--dry-run")
    assert (status, "mkdocs.yml" in said) == (0, True)
    assert (tmp_path / "mkdocs.yml").read_bytes() == raw


CACHED = '{"inputs": "a", "site": "b", "said": [[30, "a warning"]]}'


@tried
@given(any_bytes.any_files(CACHED, pieces=OF_JSON))
def test_any_word_that_a_build_has_left_is_read_or_passed_over(tmp_path: Path, raw: bytes) -> None:
    put(tmp_path, unchanged.FILE, raw)
    before = unchanged.read(tmp_path)
    assert before is None or all(isinstance(text, str) for _, text in before.said)
    put(tmp_path, "index.sums.json", raw)
    put(tmp_path, "index/a", b"a")
    assert pagefind.latest_index(tmp_path) is None


def test_a_cache_of_brackets_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, unchanged.FILE, b"[" * 100_000)
    assert unchanged.read(tmp_path) is None


# --- mkdocs.yml as read by MkDocs
# ---------------------------------------------------------------------------------------

KEYS = (
    "site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "edit_uri", "nav", "extra", "extra_css",
    "extra_javascript", "validation", "markdown_extensions", "mdx_configs", "use_directory_urls", "strict", "not_in_nav",
    "theme.palette", "theme.icon", "theme.logo", "theme.features", "theme.language", "archive.edit", "archive.repository", "archive.publish",
    "extra.homepage", "extra.social", "extra.generator", "extra.card", "extra.modules",
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3, 10**20), st.floats(), st.text(max_size=8),
        st.sampled_from(["a\0b", "archive", "../x", "/", "https://a.b/", "http://[", "about.md", "\ud7ff"]),
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "primary", "toggle", "link"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


@tried
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=3))
def test_any_value_in_mkdocs_yml_is_taken_or_refused(tmp_path: Path, said: dict[str, object]) -> None:
    given_of_theme = {key[6:]: value for key, value in said.items() if key.startswith("theme.")}
    options = {key[8:]: value for key, value in said.items() if key.startswith("archive.")}
    extra = {key[6:]: value for key, value in said.items() if key.startswith("extra.")}
    plain = {key: value for key, value in said.items() if "." not in key}
    extensions = plain.get("markdown_extensions")
    # MkDocs itself ends in a KeyError at an empty mapping here, before any plugin is asked.
    assume(not (isinstance(extensions, list) and {} in extensions))
    write(tmp_path, FILES)
    whole: Any = {
        "extra": extra,
        **plain,
        "theme": {"name": "archive"} | given_of_theme,
        "plugins": [{"archive": options}],
    }
    with contextlib.suppress(Abort, ConfigurationError):
        config = load_config(str(tmp_path / "mkdocs.yml"), **whole)
        config.plugins.on_startup(command="build", dirty=False)
        config.plugins.on_config(config)
        event("taken")


def test_a_style_sheet_that_is_no_address_is_named_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "mkdocs.yml": LEAST + "extra_css: [{a: b}]\n"})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort, match=r"mkdocs\.yml: extra_css names"):
        config.plugins.on_config(config)


# --- pages written by hand ----------------------------------------------------------------------------------------------

PAGE = "---\ntitle: A\nhide: [navigation]\n---\n# About\n\nText [[ada]] and <script>x</script>.\n"
OF_PAGES = (
    "[[ada]]", "[[", "]]", "<script>", "<a href='", "```\n", "[x](y)", "onclick=", "hide: ", "title: ", "template: ", "icon: ", "<<: ",
    "description: ", "---\n", "---\n", "- toc\n", "12:30\n",
)  # fmt: skip


class Drawn:
    """An archive loaded by MkDocs, in which any page can be drawn."""

    def __init__(self, root: Path) -> None:
        write(root, FILES)
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
        self.config: MkDocsConfig = load_config(str(root / "mkdocs.yml"))
        plugins = self.config.plugins
        plugins.on_startup(command="build", dirty=False)
        self.config = plugins.on_config(self.config)
        plugins.on_pre_build(config=self.config)
        files = get_files(self.config)
        env = self.config.theme.get_env()
        files.add_files_from_theme(env, self.config)
        self.files = plugins.on_files(files, config=self.config)
        self.nav = get_navigation(self.files, self.config)
        for file in self.files.documentation_pages():
            if file.page:
                file.page.read_source(self.config)
        self.nav = plugins.on_nav(self.nav, config=self.config, files=self.files)
        self.env = plugins.on_env(env, config=self.config, files=self.files)

    def page(self, text: str) -> str:
        """The page with this Markdown, as drawn by MkDocs."""
        plugins, file = self.config.plugins, File.generated(self.config, "tried.md", content=text)
        page = Page(None, file, self.config)
        page.read_source(self.config)
        page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=self.config, files=self.files)
        page.render(self.config, self.files)
        page.content = plugins.on_page_content(page.content or "", page=page, config=self.config, files=self.files)
        template = self.env.get_template(str(page.meta.get("template", "main.html")))
        html = template.render(get_context(self.nav, self.files, self.config, page))
        return str(plugins.on_post_page(html, page=page, config=self.config))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    made = Drawn(tmp_path_factory.mktemp("drawn"))
    yield made
    made.config.plugins.on_shutdown()


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_bytes.any_files(PAGE, pieces=OF_PAGES))
@example(b"---\ntitle: A\nhide: [n?avigation]\n---\n# About\n")  # libyaml reads it, but the pure Python reader does not
def test_any_page_by_hand_is_drawn_or_refused_at_its_place(drawn: Drawn, tmp_path: Path, raw: bytes) -> None:
    put(write(tmp_path, FILES), "content/pages/tried.md", raw)
    contents = load(tmp_path)
    assert all(problem.place.path == "content/pages/tried.md" for problem in contents.problems)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in contents.problems)
    text = contents.pages.get("content/pages/tried.md")
    assert text is not None or prevents_publishing(contents.problems)
    if (
        text is not None and not prevents_publishing(contents.problems) and "template" not in text
    ):  # MkDocs reports a missing one
        event("drawn")
        assert "</html>" in drawn.page(text)


@pytest.mark.parametrize("path", ["content/pages/deep.md", "content/articles/2025/deep.md"])
def test_lists_too_deep_for_a_program_are_refused_at_their_place(tmp_path: Path, path: str) -> None:
    front = "---\ntitle: Deep\n---\n" if "articles" in path else ""
    for deep in ("- " * 2000, "> " * 2000, "> - 1. " * 700, "    " * 400 + "1. "):
        put(write(tmp_path, FILES), path, f"{front}One [[ada]].\n\n{deep}a\n".encode())
        status, said = ran(tmp_path, "check")
        line = front.count("\n") + 3
        assert status == 1
        assert said.startswith(
            f"{path}:{line}:1: body: lists or quotations stand more than 100 deep inside each other; take levels out"
        )
    rule, words = "- " * 500, "- a\n    - b\n        > 1. c\n"
    put(tmp_path, path, f"{front}One [[ada]].\n\n{rule}\n\n{words}".encode())
    assert ran(tmp_path, "check") == (0, "no problems\n")


def test_a_program_draws_what_stands_as_deep_as_it_may(drawn: Drawn, tmp_path: Path) -> None:
    for text in ("- " * 100 + "a", "> " * 100 + "a", "\n".join("    " * depth + "- a" for depth in range(100))):
        put(write(tmp_path, FILES), "content/pages/deep.md", text.encode())
        assert ran(tmp_path, "check")[0] == 0
        assert "</html>" in drawn.page(text)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(st.characters(exclude_categories=("C", "Z"))),
    st.sampled_from(["12:30", "yes", "1_000", "0x1F", "a: b", "[[ada]]", "<b>", "{{ x }}", "navigation"]),
)  # fmt: skip
META = st.dictionaries(
    st.sampled_from(["title", "description", "author", "subtitle", "icon", "hide", "status", "tags", "known", "search", "x"]),
    st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(st.sampled_from("ab"), SCALARS, max_size=1)),
    min_size=1,
)  # fmt: skip


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(META, st.booleans())
def test_front_matter_of_any_kind_is_drawn_or_refused_at_its_place(
    drawn: Drawn, tmp_path: Path, meta: dict[str, object], quoted: bool
) -> None:
    lines = [f"{key}: {_written(value, quoted=quoted)}\n" for key, value in meta.items()]
    put(write(tmp_path, FILES), "content/pages/tried.md", f"---\n{''.join(lines)}---\n# Tried\n".encode())
    contents = load(tmp_path)
    if prevents_publishing(contents.problems):
        assert all(1 < problem.place.line <= len(lines) + 2 for problem in contents.problems)
        event("refused")
    elif "icon" not in meta:  # MkDocs reports a missing one
        event("drawn")
        html = drawn.page(contents.pages["content/pages/tried.md"])
        title = meta.get("title")
        if isinstance(title, str) and title.strip():
            shown = re.search("<title>(.*?)</title>", html, re.DOTALL)
            assert shown is not None
            assert typeset(" ".join(title.split())) in unescape(shown[1]) or title in unescape(shown[1])


def _written(value: object, *, quoted: bool) -> str:
    """A value as written by somebody who knows YAML's quotation marks, or does not."""
    if isinstance(value, list):
        return f"[{', '.join(_written(item, quoted=quoted) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item, quoted=quoted)}' for key, item in value.items())}}}"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) and quoted else str(value)


# --- copies -------------------------------------------------------------------------------------------------------------

OF_COPIES = (
    "“",
    "”",
    "said ",
    "Ada ",
    "Monday",
    "4 May 2025",
    "12,000 ",
    "3.5 million ",
    "\n\n",
    "It will hold",
    "next ",
    "July 9999 ",
)
READERS: dict[str, tuple[str, ...]] = {
    "verify": ("verify", "wall", "--copy"),
    "suggest": ("suggest", "wall", "--write", "--copy"),
    "new": ("new", "article", "--url", "https://example.org/x", "--id", "other", "--text"),
}


@tried
@given(any_bytes.any_files(COPY, pieces=OF_COPIES))
def test_any_copy_is_read_or_refused_by_name(tmp_path: Path, raw: bytes) -> None:
    shutil.rmtree(tmp_path / "root", ignore_errors=True)
    root = write(tmp_path / "root", FILES)
    copy = put(tmp_path, "copy.txt", raw)
    for reader in READERS.values():
        status, said = ran(root, *reader, str(copy))
        if status == 2:
            assert said.startswith(f"{copy}: this copy cannot be read: it is not UTF-8 text")
        else:
            assert said
            assert b"\0" not in raw
    status, said = ran(root, "check")  # whatever was written is a valid record
    assert status == 0, said


@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_copy_is_not_read(tmp_path: Path, reader: str) -> None:
    root = write(tmp_path / "root", FILES)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    big = put(tmp_path, "big.txt", b"")
    os.truncate(big, 20_000_001)
    for file, why in {
        tmp_path / "folder": "it is a folder; name a plain-text file",
        tmp_path / "pipe": "it is a pipe or a device, and no file; name a plain-text file",
        Path("/dev/zero"): "it is a pipe or a device, and no file; name a plain-text file",
        tmp_path / "gone": "No such file or directory",
        put(tmp_path, "utf16.txt", "It will hold".encode("utf-16")): "it is not UTF-8 text: invalid start byte at byte 0; save it as UTF-8",
        put(tmp_path, "bare16.txt", "It will hold".encode("utf-16-le")): "it is not UTF-8 text: there is a zero byte at 1; save it as UTF-8",
        put(tmp_path, "latin.txt", "café, said".encode("latin-1")): "it is not UTF-8 text: invalid continuation byte at byte 3; save it as UTF-8",
        big: "it has more than 20,000,000 bytes; keep the text alone",
    }.items():  # fmt: skip
        assert ran(root, *READERS[reader], str(file)) == (2, f"{file}: this copy cannot be read: {why}\n")
    assert {path: (root / path).read_text() for path in FILES} == FILES


@pytest.mark.processes
@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="a shell has no such names here")
def test_a_copy_that_another_program_writes_is_read(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    read, written = os.pipe()
    with os.fdopen(written, "wb") as other:  # a copy this short fits into the pipe's buffer
        other.write(COPY.encode())
    call = [sys.executable, "-m", "generator.cli", "--root", str(root), *READERS["verify"], f"/dev/fd/{read}"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(call, check=False, capture_output=True, text=True, pass_fds=[read], env=env)
    os.close(read)
    assert done.stdout == "wall: hold: verbatim at 34-46\nwall: 1 quotation verified, record written\n", done.stderr
