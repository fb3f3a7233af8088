"""The HTML of every kind of page, as a strict checker reads it."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

CHECKER = Path(__file__).resolve().parents[2] / ".ci/node_modules/html-validate/bin/html-validate.mjs"
RULES = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # a list may be named
        "unique-landmark": "off",  # Material has its table of contents twice, one of them shown; axe looks at those shown
        "wcag/h32": "off",  # our filters work at once, and are hidden without scripts
    },
}
MATERIALS = {"#__drawer", "#__search"}
"""Switches of Material's own, with an `autocomplete` that no checkbox has: browsers would else keep the drawer open."""


def faults(node: str, folder: Path, pages: Sequence[Path]) -> list[str]:
    """The checker's messages about these pages, except those about Material; `folder` is for its files."""
    rules, found = folder / "rules.json", folder / "found.json"  # its output is cut if it is long
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


def of_every_kind(small: Path, real: Path) -> list[Path]:
    """Of an archive that has all there is, the pages that stand alone, every index, and of each sort of record the longest pages and the
    shortest; of one of real size the longest."""
    pages = [small / "index.html", small / "404.html", *sorted(small.glob("*/index.html"))]
    for site, most in ((small, 3), (real, 1)):
        for section in sorted(path.parent for path in site.glob("*/index.html")):
            records = sorted(section.rglob("*/index.html"), key=lambda path: path.stat().st_size)
            further = [it for it in records if "further" in it.parent.name]
            pages += dict.fromkeys([*(records[:1] if site == small else ()), *records[-most:], *further])
    return pages


def test_no_page_has_an_error_of_ours(site_of_kinds: Path, built_site: Path, node: str, tmp_path: Path) -> None:
    pages = of_every_kind(site_of_kinds, built_site)
    assert len(pages) > 50
    assert faults(node, tmp_path, pages) == []


WRONG = {
    "close-order": "<p><div>A block in a paragraph</div></p>",
    "no-dup-id": '<p id="one">One</p><p id="one">Two</p>',
    "element-permitted-content": "<ul><p>No item</p></ul>",
    "wcag/h37": '<img src="picture.png">',
}


def test_an_error_is_found(site_of_kinds: Path, node: str, tmp_path: Path) -> None:
    text = (site_of_kinds / "index.html").read_text(encoding="utf-8")
    pages = []
    for number, wrong in enumerate(WRONG.values()):
        pages.append(tmp_path / f"{number}.html")
        pages[-1].write_text(text.replace("</article>", f"{wrong}</article>", 1), encoding="utf-8")
    found = faults(node, tmp_path, pages)
    for page, rule in zip(pages, WRONG, strict=True):
        assert any(fault.startswith(str(page)) and f"({rule}," in fault for fault in found), found
