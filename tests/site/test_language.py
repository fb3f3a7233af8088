"""The one setting `language`: what speaks it, what an archive brings itself, and what is refused."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline
from generator.text import messages
from tests import forked
from tests.archive_files import article, write

MKDOCS_YML = "site_name: Μ\nsite_url: https://archive.example/\ndocs_dir: content/pages\ntheme: {name: archive}\nplugins: [archive]\n"
OWN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Page not found"
msgstr "Pajenn ebet"

msgid "All pages of the guide"
msgstr "An holl bajennoù"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": MKDOCS_YML,
        "content/pages/about.md": "# About\n",
        "content/articles/2025/wall.md": article(title="Ein Turm", published="2025-04-27"),
    }
    return write(tmp_path / "archive", files)


def build(root: Path) -> subprocess.CompletedProcess[str]:
    return forked.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )


def speaking(root: Path, language: str) -> None:
    write(root, {"site_config/archive.yml": f"language: {language}\n"})


def html_of(root: Path, path: str = "404.html") -> str:
    """The opening tags of the page and its body."""
    text = (root / "site" / path).read_text(encoding="utf-8")
    return " ".join(re.findall(r"<(?:html|body)\b[^>]*>", text))


def whole(root: Path, path: str) -> str:
    return (root / "site" / path / "index.html").read_text(encoding="utf-8")


def test_the_language_and_its_direction_are_those_of_the_frame(root: Path) -> None:
    speaking(root, "ar")
    assert build(root).returncode == 0
    assert 'lang="ar" dir="rtl"' in html_of(root)
    assert '<body dir="rtl"' in html_of(root, "articles/wall/index.html")
    assert "انتقل إلى المحتوى" in (root / "site/articles/wall/index.html").read_text(encoding="utf-8")  # Material's own
    speaking(root, "de-AT")
    assert build(root).returncode == 0
    assert 'lang="de-AT"' in html_of(root)
    assert 'dir="ltr"' in html_of(root)
    method = whole(root, "method")
    assert "<title>Methode - " in method
    assert re.findall('<h2 id="dates">(.*?)<', method) == ["Daten"]
    assert 'lang="en"' not in method


def test_a_page_that_no_catalogue_has_and_the_archive_has_not_brought_says_that_it_is_in_english(root: Path) -> None:
    speaking(root, "br")
    in_english = "E saozneg emañ ar bajenn."
    own = f'{OWN}\nmsgid "This page is in English. Nobody has written it in the language of this archive yet."\nmsgstr "{in_english}"\n'
    write(
        root,
        {"site_config/locales/br/LC_MESSAGES/messages.po": own, "content/pages/contributing.md": "# Kemer perzh\n"},
    )
    assert build(root).returncode == 0
    assert [path for path in ("method", "contributing", "articles/wall") if in_english in whole(root, path)] == [
        "method"
    ]


def test_a_language_that_no_catalogue_has_leaves_the_interface_in_english_and_says_so(root: Path) -> None:
    speaking(root, "br")
    assert build(root).returncode == 0
    assert 'lang="en"' in html_of(root)
    assert re.search(r'<div class="ar-prose"[^>]* lang="br" dir="ltr">', whole(root, "articles/wall"))


def test_an_archive_may_bring_a_language_and_its_changed_catalogue_makes_the_pages_anew(root: Path) -> None:
    speaking(root, "br")
    write(root, {"site_config/locales/br/LC_MESSAGES/messages.po": OWN})
    assert build(root).returncode == 0
    assert 'lang="br"' in html_of(root)
    assert "<h1>Pajenn ebet</h1>" in (root / "site/404.html").read_text(encoding="utf-8")
    assert "Nothing has changed" in build(root).stderr
    write(root, {"site_config/locales/br/LC_MESSAGES/messages.po": OWN.replace("ebet", "all")})
    assert build(root).returncode == 0
    assert "<h1>Pajenn all</h1>" in (root / "site/404.html").read_text(encoding="utf-8")


def test_its_own_words_come_before_those_of_the_generator(root: Path) -> None:
    speaking(root, "fr")
    write(root, {"site_config/locales/fr/LC_MESSAGES/messages.po": OWN})
    assert build(root).returncode == 0
    assert "<h1>Pajenn ebet</h1>" in (root / "site/404.html").read_text(encoding="utf-8")


def test_the_theme_in_another_language_is_refused_with_the_remedy(root: Path) -> None:
    write(root, {"mkdocs.yml": MKDOCS_YML.replace("{name: archive}", "{name: archive, language: de}")})
    run = build(root)
    assert run.returncode != 0
    assert (
        "mkdocs.yml: theme.language is 'de', and the archive's language is 'en'; leave theme.language out, and set `language` "
        "in site_config/archive.yml." in run.stdout + run.stderr
    )
    speaking(root, "de")
    assert build(root).returncode == 0


@pytest.mark.parametrize("text", ["msgid\n", 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n(;\\n"\n', "\x00"])
def test_a_catalogue_that_is_none_is_refused_by_its_name(root: Path, text: str) -> None:
    speaking(root, "de")
    write(root, {"site_config/locales/de/LC_MESSAGES/messages.po": text})
    run = build(root)
    assert run.returncode != 0
    assert "messages.po is no catalogue of messages" in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_a_catalogue_that_changes_between_two_runs_of_a_process_has_all_pages_made_anew(root: Path) -> None:
    speaking(root, "br")
    write(root, {"site_config/locales/br/LC_MESSAGES/messages.po": OWN})
    first = pipeline.make(root)
    assert pipeline.make(root, first).all_pages["articles/wall.md"] is first.all_pages["articles/wall.md"]
    write(root, {"site_config/locales/br/LC_MESSAGES/messages.po": OWN.replace("ebet", "all")})
    second = pipeline.make(root, first)
    assert (messages.message_language(), messages._("Page not found")) == ("br", "Pajenn all")
    assert not first.ledger.units.keys() - second.ledger.units.keys()
    assert second.ledger.basis != first.ledger.basis
    assert pipeline.make_edited(root, first).language_digest == second.language_digest


def test_scripts_get_what_they_say_and_the_page_for_annotating_the_rest(root: Path) -> None:
    speaking(root, "br")
    said = '\n#: generator/theme/assets/archive.js\nmsgid "a"\nmsgstr "A!"\n\n#: generator/theme/assets/annotate/page.js\nmsgid "b"\nmsgstr "B!"\n'
    write(root, {"site_config/locales/br/LC_MESSAGES/messages.po": OWN + said})
    assert build(root).returncode == 0
    script = (root / "site/assets/messages.js").read_text(encoding="utf-8")
    assert script.startswith('globalThis.archiveMessages = {"language":"br"')
    assert '"a":["A!"]' in script.partition("\n")[0]
    assert (root / "site/assets/messages-annotate.js").read_text(encoding="utf-8") == 'archive.learn({"b":["B!"]});\n'
    speaking(root, "en")
    assert build(root).returncode == 0
    assert not (root / "site/assets/messages-annotate.js").exists()
