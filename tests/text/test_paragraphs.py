"""A page that is the same in every archive is translated paragraph by paragraph."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from generator.text import messages
from generator.text.paragraphs import is_faithful, pieces, translate_page
from tests import catalogues

PAGE = """\
---
title: Ways
description: "How: it is done."
hide: [navigation]
---

<header class="ar-head">
<h1>The ways</h1>
</header>

## One way { #one }

<div class="ar-prose" markdown="1">

1. **First**, walk
   on the [wall](wall.md).
2. Then *stop*.

Words that
go on.

```
Code stays.
```

</div>

<ol class="ar-ladder" aria-label="An example">
<li>Ada <span class="ar-how">of <b>Wall</b></span></li>
<!-- made from the code: terms -->
<dt><!-- made from the code: date 2025-04 --></dt><dd>A month.</dd>
</ol>
"""
MESSAGES = [
    "Ways", '"How: it is done."', "The ways", "One way", "**First**, walk on the [wall](wall.md).", "Then *stop*.", "Words that go on.", "An example", "Ada",
    "of <b>Wall</b>", "A month.",
]  # fmt: skip


def speaking(folder: Path, translations: dict[str, str]) -> AbstractContextManager[None]:
    """Speak a language whose catalogue has these messages."""
    catalogue = Catalog(locale="br")
    for message, text in translations.items():
        catalogue.add(message, text)
    file = folder / "br/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as opened:
        write_po(opened, catalogue)
    return messages.language_set("br", folder)


def test_each_paragraph_heading_and_label_is_a_message_and_nothing_else_is() -> None:
    assert [it.message for it in pieces(PAGE) if it.message] == MESSAGES


@pytest.mark.parametrize(
    "file", [file for file in catalogues.sources() if file.suffix == ".md"], ids=lambda file: file.name
)
def test_a_page_is_its_pieces(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "".join(it.text for it in pieces(text)) == text
    assert "".join(it.text for it in pieces(PAGE)) == PAGE


def test_what_is_translated_stands_where_the_english_stood(tmp_path: Path) -> None:
    translations = {it: it.upper().replace("WALL.MD", "wall.md").replace("B>", "b>") + ' "' for it in MESSAGES}
    with speaking(tmp_path, translations):
        assert translate_page(PAGE) == (
            PAGE.replace("Ways", '"WAYS \\""')
            .replace('"How: it is done."', '"\\"HOW: IT IS DONE.\\" \\""')
            .replace("The ways", 'THE WAYS "')
            .replace("One way {", 'ONE WAY " {')
            .replace("**First**, walk\n   on the [wall](wall.md).", '**FIRST**, WALK ON THE [WALL](wall.md). "')
            .replace("Then *stop*.", 'THEN *STOP*. "')
            .replace("Words that\ngo on.", 'WORDS THAT GO ON. "')
            .replace("An example", "AN EXAMPLE &quot;")
            .replace("Ada", 'ADA "')
            .replace("of <b>Wall</b>", 'OF <b>WALL</b> "')
            .replace("A month.", 'A MONTH. "')
        )


KNOWN = dict.fromkeys(MESSAGES, "A") | {
    "**First**, walk on the [wall](wall.md).": "**A** [A](wall.md)",
    "of <b>Wall</b>": "<b>A</b>",
}


def test_a_paragraph_that_no_catalogue_has_stands_in_english_and_is_marked(tmp_path: Path) -> None:
    known = {it: text for it, text in KNOWN.items() if it != "Words that go on."} | {"Then *stop*.": "Then *stop*."}
    with speaking(tmp_path, known):
        page = str(translate_page(PAGE))
    assert '\n<span lang="en" dir="ltr">Words that\ngo on.</span>\n' in page
    assert "2. Then *stop*.\n" in page  # its translation has the words of the English
    assert page.count("lang=") == 1


@pytest.mark.parametrize(
    "text",
    [
        "**A** [A](javascript:a)", "**A** [A](wall.md) <script>", "A [A](wall.md)", "**A** [A](wall.md) {: onclick=a }", "**A** [A](wall.md)\n\n# A",
    ],
)  # fmt: skip
def test_a_translation_with_other_links_or_elements_is_not_shown(text: str, tmp_path: Path) -> None:
    message = "**First**, walk on the [wall](wall.md)."
    assert not is_faithful(message, text)
    with speaking(tmp_path, KNOWN | {message: text}):
        assert '1. <span lang="en" dir="ltr">**First**, walk' in str(translate_page(PAGE))


def test_a_page_of_which_a_catalogue_has_little_is_not_said_in_its_language(tmp_path: Path) -> None:
    with speaking(tmp_path, {"Ways": "A", "The ways": "A"}):
        assert translate_page(PAGE) is None
