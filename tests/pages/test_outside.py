"""Links to sources and to their archived copies carry each other's addresses, for when one of them stops working."""

import html

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.pages.parts.outside import Outside, archive_search, copy_link, source_link
from generator.records.model import Provenance

URL = "https://herald.test/1?a='b'&lt=c"
KEPT = Provenance.model_validate(
    {
        "url": URL,
        "seen": "2025-05-03",
        "archived": [{"url": "https://web.test/new", "captured": "2025-06-01"}, {"url": "https://web.test/old"}],
    }
)


def said(link: Outside | None) -> dict[str, str | None]:
    assert link is not None
    [found] = LexborHTMLParser(f'<a href="{html.escape(link.href)}"{link.robust}></a>').css("a")
    return dict(found.attributes)


def test_a_link_to_a_source_names_its_latest_copy_and_a_link_to_a_copy_its_source() -> None:
    copy = {"data-versionurl": "https://web.test/new", "data-versiondate": "2025-06-01"}
    assert said(source_link(KEPT)) == {"href": URL, **copy}
    assert said(source_link(KEPT, "there", f"{URL}#t=3")) == {"href": f"{URL}#t=3", "data-originalurl": URL, **copy}
    new, old = KEPT.archived
    assert said(copy_link(KEPT, new)) == {"href": new.url, "data-originalurl": URL, "data-versiondate": "2025-06-01"}
    assert said(copy_link(KEPT, old)) == {"href": old.url, "data-originalurl": URL}
    assert [*archive_search(KEPT, None)] == []


@pytest.mark.parametrize(("seen", "near"), [("2025-05-03", "20250503"), ("2025-05", "20250501"), (None, "2")])
def test_where_no_copy_is_recorded_a_link_leads_to_where_one_may_be(seen: str | None, near: str) -> None:
    source = Provenance.model_validate({"url": "https://herald.test/1", "seen": seen})
    [found] = archive_search(source, None)
    assert found.href == f"https://web.archive.org/web/{near}/https://herald.test/1"
    day = {"data-versiondate": seen} if seen else {}
    assert said(found) == {"href": found.href, "data-originalurl": "https://herald.test/1", **day}
    assert said(source_link(source)) == {"href": "https://herald.test/1", **day}
    assert source_link(Provenance()) is None
    assert [*archive_search(Provenance(), None)] == []
