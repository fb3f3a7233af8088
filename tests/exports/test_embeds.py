"""Embeds for other sites: a small page, a picture and an oEmbed response."""

import json
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from PIL import Image

from generator import pipeline
from generator.exports import embeds
from generator.mkdocs_plugin.framed import standing
from generator.pages.parts import embedding
from tests.archive_files import archive_of

SMALL = Path(__file__).parents[1] / "archives" / "small"
FILES = {
    "content/people/ada.yml": "name: Ada <b>Lind</b>\n",
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublished: 2025-04-28\nquotations:\n"
        '  - {id: q, speaker: ada, text: "The dam <script>alert(1)</script> & all", fidelity: altered, note: It was shortened.}\n'
        "  - {id: r, speaker: ada, text: السد آمن, language: ar}\n"
        f"  - {{id: s, speaker: {{unnamed: a farmer}}, text: {'댐' * 200}}}\n---\nRain.\n"
    ),
}


def files(root: Path, address: str = "https://floods.example/", **settings: object) -> dict[str, str]:
    archive = archive_of(root, FILES)
    archive = replace(archive, settings=archive.settings.model_copy(update={"embeds": "all", **settings}))
    return {
        name: text
        for name, text in embeds.files(archive, [*embedding.quotations(archive)], address).items()
        if isinstance(text, str)
    }


def test_a_page_for_frames_is_small_runs_nothing_and_names_its_source(tmp_path: Path) -> None:
    made = files(tmp_path)
    page = made["embed/quotation/one/q/index.html"]
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert tree.find(".//script") is None
    assert tree.find(".//b") is None
    assert tree.find(".//blockquote").text == "The dam <script>alert(1)</script> & all"
    link = tree.find(".//p[@class='from']/a")
    assert (link.get("href"), link.get("target")) == ("../../../../articles/one/#q-q", "_top")
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert 'content="https://floods.example/embed/quotation/one/q/picture.png"' in page
    for name, text in made.items():
        if name.endswith(".html"):
            assert len(text.encode()) + len(made[embeds.STYLES].encode()) < 30_000
    assert 'dir="rtl">السد آمن' in made["embed/quotation/one/r/index.html"]


def test_oembed_leads_from_the_page_to_the_frame_and_back(tmp_path: Path) -> None:
    made = files(tmp_path)
    at = "https://floods.example/embed/quotation/one/q/"
    assert (
        f'type="application/json+oembed" title="Quotation: Ada &lt;b&gt;Lind&lt;/b&gt;" href="{at}oembed.json"'
        in (made["embed/quotation/one/q/index.html"])
    )
    told = json.loads(made["embed/quotation/one/q/oembed.json"])
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 560)
    frame = html5lib.parseFragment(told["html"], namespaceHTMLElements=False).find("iframe")
    assert frame.get("src") == at
    nowhere = files(tmp_path / "b", address="")
    assert not [name for name, text in nowhere.items() if name.endswith(".html") and "oembed" in text]
    assert '<iframe src="./" ' in json.loads(nowhere["embed/quotation/one/q/oembed.json"])["html"]
    assert "http" not in nowhere["embed/quotation/one/q/oembed.json"]


def test_a_picture_is_an_svg_that_stands_alone(tmp_path: Path) -> None:
    made = files(tmp_path)
    for name in (name for name in made if name.endswith(".svg")):
        root = ET.fromstring(made[name])  # noqa: S314  (our own)
        texts = [it.text or "" for it in root.iter("{http://www.w3.org/2000/svg}text")]
        assert all(len(text) <= 90 for text in texts), texts
        assert "A research archive" in texts[-1]
        assert "http" not in made[name].replace("http://www.w3.org/2000/svg", "")


def test_a_setting_says_which_quotations_can_be_embedded(tmp_path: Path) -> None:
    def names(folder: str, wanted: str) -> set[str]:
        made = files(tmp_path / folder, embeds=wanted)
        return {name.split("/")[3] for name in made if name.endswith(".html")}

    assert names("all", "all") == {"q", "r", "s"}
    assert names("findings", "findings") == {"q"}
    assert files(tmp_path / "none", embeds="none") == {}


def test_without_the_setting_everything_can_be_embedded_unless_there_are_many_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names(folder: str) -> set[str]:
        archive = archive_of(tmp_path / folder, FILES)
        return {it.path.split("/")[3].removesuffix(".md") for it in embedding.quotations(archive)}

    assert names("few") == {"q", "r", "s"}
    monkeypatch.setattr("generator.findings.embedding.MANY", 0)
    assert names("many") == {"q"}


def test_a_claim_a_change_of_sides_and_a_figure_are_drawn_for_a_frame_and_as_pictures_that_stand_alone(
    tmp_path: Path,
) -> None:
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    settings = root / "site_config/archive.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("embeds: findings", "embeds: all"), encoding="utf-8"
    )
    whole = pipeline.make(root)
    archive = whole.archive
    made = pipeline.embed_files(replace(whole, address="https://floods.example/", pictures=tmp_path / "kept"))
    kinds = {name.split("/")[1] for name in made if name.endswith(".html")}
    assert kinds == {"quotation", "claim", "turn", "figure"}
    for name in (name for name in made if name.endswith("index.html") and "/quotation/" not in name):
        page, svg, png = (made[name.replace("index.html", it)] for it in ("index.html", "picture.svg", "picture.png"))
        assert isinstance(page, str)
        assert isinstance(svg, str)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        assert tree.find(".//script") is None
        assert tree.find(".//h1").text
        ends, drawings = tree.findall(".//p[@class='above']"), [*tree.iter("{http://www.w3.org/2000/svg}svg")]
        assert len(ends if "/turn/" in name else drawings) == 2, name
        assert tree.find(".//p[@class='from']/a").get("href").startswith("../../../")
        drawn = ET.fromstring(svg)  # noqa: S314  (our own)
        assert [*drawn.iter("{http://www.w3.org/2000/svg}text")][-1].text == archive.settings.title
        assert svg.replace("http://www.w3.org/2000/svg", "").count("http") == 0
        size = Image.open(BytesIO(png if isinstance(png, bytes) else b"")).size
        assert drawn.get("viewBox") == f"0 0 {size[0]} {size[1]}"
        told = json.loads(made[name.replace("index.html", "oembed.json")])
        assert told["thumbnail_url"].endswith("/picture.png")
        assert (told["thumbnail_width"], told["thumbnail_height"]) == size
    # A run in which the pages are unchanged uses the cached notes; if these are missing, it makes them again.
    later = replace(
        whole,
        address="https://floods.example/",
        all_pages={uri: standing(page) for uri, page in whole.all_pages.items()},
    )
    for kept in (tmp_path / "kept", tmp_path / "gone"):
        assert {**pipeline.embed_files(replace(later, pictures=kept))} == {**made}


def test_a_picture_is_drawn_once_and_leaves_the_cache_with_what_it_shows(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    kept = tmp_path / "kept"
    made = embeds.files(archive, [*embedding.quotations(archive)], "https://floods.example/", kept)
    drawn = made["embed/quotation/one/q/picture.png"]
    (file,) = kept.iterdir()
    assert file.read_bytes() == drawn
    file.write_bytes(b"kept")
    assert made["embed/quotation/one/q/picture.png"] == b"kept"
    embeds.files(archive, (), "https://floods.example/", kept)
    assert [*kept.iterdir()] == []


def test_what_can_be_embedded_says_so_where_it_stands(tmp_path: Path) -> None:
    root = tmp_path
    archive_of(root, FILES)
    assert 'href="../../embed/quotation/one/q/"' in pipeline.make(root).pages["articles/one.md"].drawn
    (root / "site_config").mkdir(exist_ok=True)
    (root / "site_config/archive.yml").write_text("embeds: none\n", encoding="utf-8")
    assert "/embed/" not in pipeline.make(root).pages["articles/one.md"].drawn
