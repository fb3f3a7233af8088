"""The pages that are written by hand."""

from pathlib import Path

from generator.pages.parts.written import linked
from tests.archive_files import archive_of

FILES = {
    "content/people/ada.yml": "name: Ada <Lovelace>\n",
    "content/articles/2025/flood.md": "---\ntitle: Flood\n---\n[[ada]]\n",
}


def test_a_page_by_hand_links_records_by_their_ids(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    text = "Ask [[ada]] or [[ada|her & him]] about [[flood]], not [[nobody]]."
    assert linked(archive, "about.md", text) == (
        'Ask <a href="../people/ada/">Ada &lt;Lovelace&gt;</a> or <a href="../people/ada/">her &amp; him</a> '
        'about <a href="../articles/flood/">Flood</a>, not [[nobody]].'
    )


def test_code_on_a_page_stays_as_it_is(tmp_path: Path) -> None:
    text = "Write `[[ada]]` or ``a ` [[ada]]``:\n\n```\n[[ada]]\n```\n\n~~~\n```\n[[ada]]\n~~~\n"
    assert linked(archive_of(tmp_path, FILES), "about.md", text) == text
