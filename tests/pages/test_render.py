"""No text in content can escape from the HTML that a template puts around it."""

from pathlib import Path

import html5lib
import markdown
import pytest

from generator.pages import plan
from generator.pages.render import draw
from tests.archive_files import archive_of

FENCES = ["```\n{}\n```", "~~~\n{}\n~~~", "```\n{}", "~~~~ html\n{}\n~~~~", "``` {{ .x onclick=alert(1) }}\n{}\n```"]


@pytest.mark.parametrize("fence", FENCES)
def test_a_text_that_looks_like_a_fence_of_code_is_a_text(tmp_path: Path, fence: str) -> None:
    text = fence.format("<b>so</b>")
    indented = "\n".join(f"  {line}" for line in ["before", *text.split("\n"), "after"])
    archive = archive_of(tmp_path, {"content/people/ada.yml": f"name: Ada\nnotes: |-\n{indented}\n"})
    page = next(page for page in plan(archive) if page.path == "people/ada.md")
    body = draw(page).split("---\n", 2)[2]
    html = markdown.markdown(body, extensions=["toc", "tables", "fenced_code", "attr_list", "md_in_html"])
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert not [node for node in tree.iter() if node.tag in ("pre", "code")]
    shown = " ".join("".join(tree.itertext()).split())
    assert " ".join(f"before {text} after".split()) in shown
