"""Messages are said in the language of the archive: whole sentences, plural forms, numbers, lists."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import theme
from generator.text import messages
from generator.text.messages import _, isolate, listed, ngettext, number, pgettext, without_isolates

POLISH = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "It follows an article by {outlet}."
msgstr "{outlet} ogłosił artykuł, za którym idzie ten."

#: generator/pages/home/page.py
#: generator/theme/assets/archive.js
msgid "{n} article"
msgid_plural "{n} articles"
msgstr[0] "{n} artykuł"
msgstr[1] "{n} artykuły"
msgstr[2] "{n} artykułów"

#: generator/theme/assets/annotate/page.js
msgid "Written: {line}"
msgstr "Napisano: {line}"

msgctxt "a noun"
msgid "state"
msgstr "państwo"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    file = tmp_path / "pl" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(POLISH, encoding="utf-8")
    return tmp_path


def test_a_message_of_the_catalogue_is_said_in_its_language_and_another_in_english(catalogues: Path) -> None:
    with messages.language_set("pl", catalogues):
        assert _("It follows an article by {outlet}.", outlet="PAP") == "PAP ogłosił artykuł, za którym idzie ten."
        assert _("No article prints it.") == "No article prints it."
        assert pgettext("a noun", "state") == "państwo"
        assert _("state") == "state"
    assert _("It follows an article by {outlet}.", outlet="PAP") == "It follows an article by PAP."


def test_a_name_that_runs_against_its_sentence_is_isolated() -> None:
    assert _("{outlet}, {date}", outlet="الخليج (3)", date="4 May 2025") == "\u2068الخليج (3)\u2069, 4 May 2025"
    assert _("“{title}”", title=isolate("שלום")) == "“\u2068שלום\u2069”"
    assert _("{outlet}, {date}", outlet="Wieści Łódź", date="2025") == "Wieści Łódź, 2025"
    with messages.language_set("ar"):
        assert _("{outlet}, {date}", outlet="Quay Inc.", date="4") == "\u2068Quay Inc.\u2069، 4"
        assert _("{outlet}, {date}", outlet="الخليج", date="4") == "الخليج، 4"
        assert 'href="../a/"' in _(
            'Not checked against our copy yet: <a href="{url}">check it</a> with the source’s text.', url="../a/"
        )


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 artykuł"), (3, "3 artykuły"), (5, "5 artykułów"), (12345, "12\xa0345 artykułów")]
)
def test_the_number_decides_the_form_and_is_written_as_the_language_does(n: int, said: str, catalogues: Path) -> None:
    with messages.language_set("pl", catalogues):
        assert ngettext("{n} article", "{n} articles", n) == said


def test_in_english_numbers_and_lists_stay_as_they_are() -> None:
    assert ngettext("{n} article", "{n} articles", 1200) == "1,200 articles"
    assert number(1234.5) == "1,234.5"
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_lists_are_those_of_the_language(catalogues: Path) -> None:
    with messages.language_set("pl", catalogues):
        assert listed(["a", "b", "c"]) == "a, b i c"


def test_a_tag_with_a_country_takes_the_catalogue_of_its_language(catalogues: Path) -> None:
    with messages.language_set("pl-PL", catalogues):
        assert messages.message_language() == "pl-PL"
        assert ngettext("{n} article", "{n} articles", 2) == "2 artykuły"


def test_a_language_without_a_catalogue_is_spoken_in_english(catalogues: Path) -> None:
    with messages.language_set("tlh", catalogues):
        assert (messages.message_language(), messages.in_english()) == ("en", True)


def test_what_was_kept_is_forgotten_when_another_language_is_spoken(catalogues: Path) -> None:
    @messages.cached_by_language
    def noun() -> str:
        return pgettext("a noun", "state")

    assert noun() == "state"
    with messages.language_set("pl", catalogues):
        assert noun() == "państwo"
    assert noun() == "state"


def test_scripts_get_their_messages_and_which_form_each_plural_category_takes(catalogues: Path) -> None:
    with messages.language_set("pl", catalogues):
        statement, learned = messages.messages_for_scripts(), messages.messages_for_annotator()
    given = json.loads(statement.removeprefix("globalThis.archiveMessages = ").removesuffix(";\n"))
    assert given["language"] == "pl"
    assert given["forms"] == {"one": 0, "few": 1, "many": 2}
    assert given["messages"] == {"{n} article": ["{n} artykuł", "{n} artykuły", "{n} artykułów"]}
    assert given["apart"] is True
    assert learned == 'archive.learn({"Written: {line}":["Napisano: {line}"]});\n'
    assert (messages.messages_for_scripts(), messages.messages_for_annotator()) == ("", "")


def test_the_scripts_say_them_in_the_form_that_a_number_asks_for(catalogues: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the script is run")
    with messages.language_set("pl", catalogues):
        script = messages.messages_for_scripts() + (theme.FOLDER / theme.MESSAGES).read_text(encoding="utf-8")
        script += messages.messages_for_annotator()
    asked = """
    const { _, ngettext, listed, number, woven } = archive;
    const counted = [1, 3, 5, 12345].map((n) => ngettext("{n} article", "{n} articles", n));
    const unknown = [1, 2].map((n) => ngettext("{n} page of {whose}", "{n} pages of {whose}", n, { whose: "PAP" }));
    const line = [_("Written: {line}", { line: "a" }), _("Written: {line}"), woven(_("Written: {line}"), { line: "b" })];
    console.log(JSON.stringify([counted, unknown, line, listed(["a", "b", "c"]), number(12345.5)]));
    """
    (tmp_path / "said.js").write_text(script + asked, encoding="utf-8")
    run = subprocess.run([node, tmp_path / "said.js"], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == [
        ["1 artykuł", "3 artykuły", "5 artykułów", "12\xa0345 artykułów"],
        ["1 page of PAP", "2 pages of PAP"],
        ["Napisano: a", "Napisano: {line}", ["Napisano: ", "b", ""]],
        "a, b i c",
        "12\xa0345,5",
    ]


def test_in_english_the_scripts_write_numbers_and_lists_as_the_pages_do(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the script is run")
    asked = """
    const { _, ngettext, listed, number } = archive;
    console.log(JSON.stringify([ngettext("{n} article", "{n} articles", 1200), _("{a} {b}", { a: 1000, b: "1000" }),
      [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed), number(1234.5)]));
    """
    script = (theme.FOLDER / theme.MESSAGES).read_text(encoding="utf-8")
    (tmp_path / "said.js").write_text(script + asked, encoding="utf-8")
    run = subprocess.run([node, tmp_path / "said.js"], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == ["1,200 articles", "1,000 1000", ["", "a", "a and b", "a, b and c"], "1,234.5"]


NAMES = (
    "الخليج (3)", "שלום", "Quay Inc.", "Łódź", "Ελλάδα", "Київ", "हिन्दी", "서울", "東京", "2025–2026", "3 %", "", "\u2068Quay\u2069", "أ Quay",
    "\U00010840 (3)", "\U0001e900", "𝒜 1",
)  # fmt: skip


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_scripts_isolate_the_names_that_the_pages_isolate(language: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the script is run")
    with messages.language_set(language):
        said = [_("{outlet}: {finding}", outlet=name, finding="4") for name in NAMES]
        script = messages.messages_for_scripts() + (theme.FOLDER / theme.MESSAGES).read_text(encoding="utf-8")
    asked = f"""
    const said = {json.dumps(NAMES)}.map((outlet) => archive._("{{outlet}}: {{finding}}", {{ outlet, finding: "4" }}));
    console.log(JSON.stringify([said, said.map(archive.plain)]));
    """
    (tmp_path / "said.js").write_text(script + asked, encoding="utf-8")
    run = subprocess.run([node, tmp_path / "said.js"], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == [said, [without_isolates(it) for it in said]]
    assert 4 <= sum("\u2068" in it for it in said) < len(NAMES) - 3


@pytest.mark.parametrize("said", ["{auteur} e {outlet}", "{outlet", "{}", "{outlet.name}", "{outlet:x}"])
def test_a_translation_with_names_that_are_none_is_not_said(said: str, tmp_path: Path) -> None:
    file = tmp_path / "br" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(f'msgid "By {{outlet}}"\nmsgstr "{said}"\n\nmsgid "no"\nmsgstr "ket"\n', encoding="utf-8")
    with messages.language_set("br", tmp_path):
        assert (_("By {outlet}", outlet="PAP"), _("no")) == ("By PAP", "ket")
    with pytest.raises(KeyError):
        _("By {outlet}", publisher="PAP")


def test_a_year_with_its_abbreviation_ends_a_sentence_by_its_own_full_stop() -> None:
    for day in ("10 жовтня 2024 р.", "<time>10 октября 2024 г.</time>"):
        said = messages._("{first} to {last}.", first="a", last=day)
        assert said.replace("</time>", "").endswith("."), said
        assert not said.replace("</time>", "").endswith(".."), said
    assert messages._("{first} to {last}.", first="a", last="р. …").endswith("….")
