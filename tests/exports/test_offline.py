"""How `archive offline` converts single addresses and modules."""

import json
import subprocess
from pathlib import Path

import pytest

from generator import theme
from generator.exports.offline import modules, pages


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../people/", "../people/index.html"),
        ("./", "index.html"),
        (".", "index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("./#q-dam", "index.html#q-dam"),
        ("../search/?q=dam&amp;kind=Quotation", "../search/index.html?q=dam&amp;kind=Quotation"),
        ("people/ada/#c/d", "people/ada/index.html#c/d"),
        ("#q-dam", "#q-dam"),
        ("?known=2024", "?known=2024"),
        ("data/people.csv", "data/people.csv"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("", ""),
    ],
)
def test_a_link_to_a_folder_names_its_file(address: str, file: str) -> None:
    assert pages.with_index_html(address) == file


def test_words_that_look_like_a_link_stay_as_they_are() -> None:
    words = '<p>&lt;a href=&quot;people/&quot;&gt; and href="people/"</p>'
    assert pages.adapt_page(words, "index.html", "start.js") == words


def test_each_module_of_the_theme_becomes_a_script(node: str, tmp_path: Path) -> None:
    every = {f"assets/{name}": file for name, file in theme.modules().items()}
    every[theme.MODULE] = theme.FOLDER / theme.MODULE
    made = [modules.to_classic_script(name, file.read_text(encoding="utf-8")) for name, file in every.items()]
    (tmp_path / "made.json").write_text(json.dumps(made), encoding="utf-8")
    script = """
        const { readFileSync } = require("node:fs");
        const { runInNewContext } = require("node:vm");
        const known = new Map();
        const archiveOffline = { define: (path, needs) => known.set(path, needs) };
        for (const text of JSON.parse(readFileSync(process.argv[1], "utf-8"))) runInNewContext(text, { archiveOffline });
        console.log(JSON.stringify([...known]));
    """
    done = subprocess.run(
        [node, "-e", script, str(tmp_path / "made.json")], text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    defined = dict(json.loads(done.stdout))
    assert defined.keys() == every.keys()
    assert {need for needs in defined.values() for need in needs} <= every.keys()


def test_a_module_takes_and_gives_what_it_names() -> None:
    made = modules.to_classic_script(
        "assets/a/b.js",
        'import { x as y, z } from "../c.js";\nimport * as all from "./d.js";\n'
        'export const { e, f: g } = y;\nexport async function h() { return import("./i.js"); }\n;export{z as j};',
    )
    assert made.startswith('archiveOffline.define("assets/a/b.js", ["assets/c.js", "assets/a/d.js"], (needed) => {')
    assert "const {x: y, z} = needed[0]; const all = needed[1];" in made
    assert 'archiveOffline.load("assets/a/b.js", "./i.js")' in made
    assert "return { e, g, h, j: z };" in made


def test_a_module_hands_on_what_another_gives() -> None:
    made = modules.to_classic_script(
        "assets/a/b.js", 'import { x } from "./c.js";\nexport { d, e as f } from "../g.js";\n'
    )
    assert made.startswith('archiveOffline.define("assets/a/b.js", ["assets/a/c.js", "assets/g.js"], (needed) => {')
    assert "return { d: needed[1].d, f: needed[1].e };" in made


@pytest.mark.parametrize("form", ['export * from "./x.js";', "export default 1;", 'import x from "./x.js";'])
def test_a_form_of_module_that_is_not_read_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="cannot be made a script"):
        modules.to_classic_script("assets/x.js", form)
