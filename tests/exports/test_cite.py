"""The files for citing in a style: the processor, all styles including the archive's own, and the terms of its
language."""

import gzip
import json
from pathlib import Path

import pytest

from generator import pipeline, routes
from generator.exports import cite
from generator.records import csl
from tests.archive_files import write

OWN = '<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>\n  Our   own </title></info></style>'


def test_an_archive_has_three_styles_and_its_own(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "site_config/archive.yml": "format: 1\ntitle: Floods\nlanguage: de\n",
            "site_config/styles/own.csl": OWN,
            "site_config/styles/apa.csl": OWN.replace("Our", "APA, our"),
        },
    )
    files = pipeline.citation_files(pipeline.read(root))
    assert json.loads(files[routes.STYLES]) == {
        "locale": "de-DE",
        "styles": [["chicago", "Chicago"], ["apa", "APA, our own"], ["mla", "MLA"], ["own", "Our own"]],
    }
    assert json.loads(files[routes.style("own")]) == OWN
    assert "<locale " in json.loads(files[routes.style_locale("de-DE")])
    assert "CSL.Engine" in files[routes.CITEPROC]


@pytest.mark.parametrize(
    ("language", "locale"), [("en-GB", "en-US"), ("ar", "ar"), ("sw", "en-US"), ("fr-CA", "fr-FR")]
)
def test_styles_take_the_words_of_the_archives_language_or_else_english(language: str, locale: str) -> None:
    files = cite.files(language, {})
    assert json.loads(files[routes.STYLES])["locale"] == locale
    assert {path for path in files if "words-" in path} == {routes.style_locale(it) for it in ("en-US", locale)}


def test_the_styles_that_come_along_are_ones_that_an_archive_could_have(tmp_path: Path) -> None:
    folder = tmp_path / csl.FOLDER
    folder.mkdir(parents=True)
    for file in Path(cite.__file__).parent.glob("*.csl"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "Our Style.csl").write_text(OWN, encoding="utf-8")
    (folder / "latin.csl").write_bytes(OWN.replace("Our", "\xdc").encode("latin-1"))
    (folder / "large.csl").write_text(" " * (csl.LARGEST + 1), encoding="utf-8")
    found, problems = csl.styles(tmp_path)
    assert {*found} == {"apa", "chicago", "mla"}
    assert [problem.fault for problem in problems] == [
        "the name of the file is part of an address",
        "the file has 1,000,001 bytes, and no style has more than 1,000,000",
        "the file is not in UTF-8",
    ]


def test_the_processor_is_that_of_the_package_which_is_named() -> None:
    published = Path(__file__).parents[2] / ".ci/node_modules/citeproc/citeproc_commonjs.js"
    if not published.is_file():
        pytest.skip("that needs `npm ci --prefix .ci --ignore-scripts`")
    assert gzip.decompress(cite.PROCESSOR.read_bytes()) == published.read_bytes()
