"""The HTML of every kind of page, as a strict checker reads it."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

CHECKER = Path(__file__).resolve().parents[2] / ".ci/node_modules/html-validate/bin/html-validate.mjs"
RULES = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # a list may be named
        "unique-landmark": "off",  # Material has its table of contents twice, one of them shown; axe looks at those shown
        "wcag/h32": "off",  # our filters answer at once, and stand in no page without scripts
    },
}
MATERIALS = {"#__drawer", "#__search"}
"""Switches of Material's own, with an `autocomplete` that no checkbox has: browsers would else keep the drawer open."""


def faults(node: str, folder: Path, pages: Sequence[Path]) -> list[str]:
    """What the checker finds in these pages that is not Material's own; `folder` takes what it reads and writes."""
    rules, found = folder / "rules.json", folder / "found.json"  # what it prints is cut short, where it is much
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    command = [node, str(CHECKER), "--formatter", f"json={found}", "--config", str(rules), *map(str, pages)]
    run = subprocess.run(command, text=True, capture_output=True, check=False)
    assert found.is_file(), run.stdout + run.stderr
    return [
        f"{page['filePath']}:{fault['line']}: {fault['message']} ({fault['ruleId']}, {fault['selector']})"
        for page in json.loads(found.read_text(encoding="utf-8"))
        for fault in page["messages"]
        if fault["selector"] not in MATERIALS
    ]


def of_every_kind(site: Path) -> list[Path]:
    """The pages that stand alone, every index, and of each sort of record the longest pages and the shortest."""
    pages = [site / "index.html", site / "404.html", *sorted(site.glob("*/index.html"))]
    for section in sorted(path.parent for path in site.glob("*/index.html")):
        records = sorted(section.rglob("*/index.html"), key=lambda path: path.stat().st_size)
        pages += dict.fromkeys([*records[:1], *records[-3:], *(it for it in records if "further" in it.parent.name)])
    return pages


def test_no_page_has_an_error_of_ours(built_site: Path, node: str, tmp_path: Path) -> None:
    pages = of_every_kind(built_site)
    assert len(pages) > 50
    assert faults(node, tmp_path, pages) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("<p><div>A block in a paragraph</div></p>", "close-order"),
        ('<p id="one">One</p><p id="one">Two</p>', "no-dup-id"),
        ("<ul><p>No item</p></ul>", "element-permitted-content"),
        ('<img src="picture.png">', "wcag/h37"),
    ],
)
def test_an_error_is_found(built_site: Path, node: str, tmp_path: Path, wrong: str, rule: str) -> None:
    text = (built_site / "index.html").read_text(encoding="utf-8")
    page = tmp_path / "index.html"
    page.write_text(text.replace("</article>", f"{wrong}</article>", 1), encoding="utf-8")
    found = faults(node, tmp_path, [page])
    assert any(f"({rule}," in fault for fault in found), found
