"""The archive's articles against the dossiers that they were written from, where these are at hand.

They are kept outside the repository: in ../shared/dossiers, or in the folder that ARCHIVE_DOSSIERS names.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.archive.archive import Archive
from generator.records.model import Article

ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = Path(os.environ.get("ARCHIVE_DOSSIERS") or ROOT.parent / "shared" / "dossiers")

pytestmark = pytest.mark.skipif(
    not DOSSIERS.is_dir(), reason=f"the dossiers are not at hand: no folder {DOSSIERS}; name it in ARCHIVE_DOSSIERS"
)

Pair = tuple[str, dict[str, Any], Article]


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The real archive."""
    made = pipeline.read(ROOT).archive
    assert made is not None
    return made


@pytest.fixture(scope="module")
def pairs(archive: Archive) -> list[Pair]:
    """Each dossier with its article: of the same address, the seed of none."""
    by_address = {article.source.url: article for article in archive.articles}
    dossiers = [
        (file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(DOSSIERS.glob("*.yml"))
    ]
    lacking = [name for name, dossier in dossiers if dossier["url"] not in by_address]
    assert lacking == [], "dossiers without an article"
    return [(name, dossier, by_address[dossier["url"]]) for name, dossier in dossiers]


def parts(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_dossier_became_an_article(pairs: list[Pair]) -> None:
    assert len(pairs) == 61
    assert len({article.id for _, _, article in pairs}) == 61


def test_every_quotation_of_a_dossier_is_in_its_article_letter_by_letter(pairs: list[Pair]) -> None:
    """Two quotations of a dossier may be one here; articles may have more than their dossiers."""
    for name, dossier, article in pairs:
        written = [part for quotation in article.quotations for part in parts(quotation.text)]
        for part in (part for quotation in dossier["quotations"] for part in parts(quotation["text"])):
            assert any(part in words for words in written), f"{name}: {part}"
    assert sum(len(dossier["quotations"]) for _, dossier, _ in pairs) == 151


@pytest.mark.parametrize(("field", "total"), [("statements", 132), ("figures", 79), ("events", 79)])
def test_everything_in_the_dossiers_is_in_the_archive(field: str, total: int, pairs: list[Pair]) -> None:
    lengths = {name: (len(getattr(article, field)), len(dossier[field])) for name, dossier, article in pairs}
    assert {name: pair for name, pair in lengths.items() if pair[0] < pair[1]} == {}
    assert sum(noted for _, noted in lengths.values()) == total


READ_OTHERWISE = {
    # The words quoted see no need for comment; the denial is that of the agency's lead, as the dossier's own notes say.
    "004-tribune-ph-afp-dprk-un-rumor": ("denies", "declines"),
}


def test_every_stance_of_a_dossier_is_in_its_article(pairs: list[Pair]) -> None:
    for name, dossier, article in pairs:
        noted = [statement["stance"].split()[0] for statement in dossier["statements"]]
        if name in READ_OTHERWISE:
            before, now = READ_OTHERWISE[name]
            noted[noted.index(before)] = now
        assert not Counter(noted) - Counter(s.stance for s in article.statements), name


LANGUAGE_NOT_KNOWN = {("000-seed", "in-columns")}
"""Two dossiers have the same words; the one calls them translated and the other does not know, on no ground that differs."""


def test_the_translations_are_marked_as_the_dossiers_mark_them(pairs: list[Pair]) -> None:
    for name, dossier, article in pairs:
        marks = {part: q["translated"] for q in dossier["quotations"] for part in parts(q["text"])}
        for quotation in article.quotations:
            said = marks.get(parts(quotation.text)[0])
            if said is not None and (name, quotation.id) not in LANGUAGE_NOT_KNOWN:
                assert quotation.translated == (said if isinstance(said, bool) else None), f"{name}: {quotation.id}"
