"""Two records of the same thing are merged."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from tests.archive_files import write

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "content/people/sergey-weir.yml": "name: Sergey Weir\nalso: [{name: Сергей Вейр, language: ru}, S. Weir]\nformerly: [weir]\ncountry: GB\n",
    "content/people/sergei-weir.yml": "# The minister.\nname: Sergei Weir\nalso:\n  - S. Weir   # in headlines\n  - Weir\n",
    "content/organisations/board.yml": "name: Board\nrelations: [{to: sergey-weir, kind: led by}]\n",
    "content/documents/report.yml": "name: Report\nparties: [sergey-weir, sergei-weir]  # both\n",
    "content/articles/2025/flood.md": """\
---
title: sergey-weir speaks   # his name stays
quotations:
  - {id: held, speaker: sergey-weir, text: it held, via: [sergey-weir, {by: [board, sergey-weir]}]}
---
[[sergey-weir]] and [[ sergey-weir | he ]] of the [[board]] wrote [[report]]: [[q:held]]. [[sergei-weir]] too.
""",
}


def merge(root: Path, old: str, new: str) -> int:
    return main(["--root", str(root), "merge", old, new])


def test_the_settings_are_led_over_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stance = "statements: [{id: %s, holder: sergey-weir, stance: %s, proposition: held, date: 2025-0%s}]"
    article = "---\ntitle: %s\n" + stance + "\n---\nRain.\n"
    write(
        tmp_path,
        FILES
        | {
            "content/propositions/held.yml": "sentence: It held.\n",
            "content/articles/2025/one.md": article % ("One", "one", "denies", 1),
            "content/articles/2025/two.md": article % ("Two", "two", "confirms", 2),
            "site_config/archive.yml": "front:\n  # the minister\n  reversal: {holder: sergey-weir, proposition: held}\n",
        },
    )
    assert merge(tmp_path, "sergey-weir", "sergei-weir") == 0
    assert "site_config/archive.yml: 1 reference\n" in capsys.readouterr().out
    assert (tmp_path / "site_config/archive.yml").read_text() == (
        "front:\n  # the minister\n  reversal: {holder: sergei-weir, proposition: held}\n"
    )


def test_every_reference_is_led_over_and_nothing_else_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES)
    assert merge(tmp_path, "sergey-weir", "sergei-weir") == 0
    after = {path: (tmp_path / path).read_text() for path in FILES if (tmp_path / path).exists()}
    assert after == {
        "content/people/sergei-weir.yml": "# The minister.\nname: Sergei Weir\nalso:\n  - S. Weir   # in headlines\n  - Weir\n"
        "  - Sergey Weir\n  - {name: Сергей Вейр, language: ru}\nformerly: [sergey-weir, weir]\n",
        "content/organisations/board.yml": "name: Board\nrelations: [{to: sergei-weir, kind: led by}]\n",
        "content/documents/report.yml": "name: Report\nparties: [sergei-weir, sergei-weir]  # both\n",
        "content/articles/2025/flood.md": """\
---
title: sergey-weir speaks   # his name stays
quotations:
  - {id: held, speaker: sergei-weir, text: it held, via: [sergei-weir, {by: [board, sergei-weir]}]}
---
[[sergei-weir]] and [[ sergei-weir | he ]] of the [[board]] wrote [[report]]: [[q:held]]. [[sergei-weir]] too.
""",
    }
    assert capsys.readouterr().out == (
        "content/articles/2025/flood.md: 5 references\n"
        "content/documents/report.yml: 1 reference\n"
        "content/organisations/board.yml: 1 reference\n"
        "content/people/sergei-weir.yml: 0 references\n"
        "content/people/sergey-weir.yml: deleted\n"
        "look at content/documents/report.yml: parties names 'sergei-weir' twice now\n"
        "look at content/people/sergey-weir.yml: not merged: country\n"
    )


def test_the_old_address_leads_on(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert merge(tmp_path, "sergey-weir", "sergei-weir") == 0
    made = pipeline.make(tmp_path)
    for old in ("sergey-weir", "weir"):
        assert "people/sergei-weir/" in made.pages[f"people/{old}.md"].text


@pytest.mark.parametrize(
    ("also", "after"),
    [
        ("", "also: [Sergey Weir]\n"),
        ("also: []\n", "also: [Sergey Weir]\n"),
        ("also: null\n", "also: [Sergey Weir]\n"),
        ("also:\n", "also: [Sergey Weir]\n"),
        ("also: [A, B]  # two\n", "also: [A, B, Sergey Weir]  # two\n"),
        ("also:\n- A\n- name: B\n  language: ru\n", "also:\n- A\n- name: B\n  language: ru\n- Sergey Weir\n"),
        ("also: [A]\nsummary: x\n", "also: [A, Sergey Weir]\nsummary: x\n"),
    ],
)
def test_names_join_the_list_as_it_is_written(also: str, after: str, tmp_path: Path) -> None:
    article = "---\ntitle: Flood\n---\n[[one]] and [[two]].\n"
    files = {"content/people/one.yml": "name: Sergey Weir\n", "content/articles/2025/flood.md": article}
    write(tmp_path, {**files, "content/people/two.yml": f"name: Two\n{also}"})
    assert merge(tmp_path, "one", "two") == 0
    assert (tmp_path / "content/people/two.yml").read_text() == f"name: Two\n{after}formerly: [one]\n"


@pytest.mark.parametrize(
    ("old", "new", "more", "said"),
    [
        ("sergey-weyr", "sergei-weir", {}, "has the id 'sergey-weyr'; did you mean 'sergey-weir'?"),
        ("sergei-weir", "sergei-weir", {}, "the two are one record"),
        ("board", "sergei-weir", {}, "'board' is of another kind than 'sergei-weir': organisation and person"),
        ("weir", "sergei-weir", {}, "'weir' is a former id already; it is now 'sergey-weir'"),
        ("flood", "sergei-weir", {}, "no person, organisation, place or document has the id 'flood'"),
        (
            "a", "b",
            {"content/people/a.yml": "name: A\nwikidata: Q1\n", "content/people/b.yml": "name: B\nwikidata: Q2\n"},
            "Wikidata knows them as two things, Q1 and Q2: remove the wrong one",
        ),
        (
            "sergey-weir", "sergei-weir", {"content/topics/floods.yml": "titel: x\n"},
            "content/topics/floods.yml has errors, and may name 'sergey-weir': correct it first",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_one_is_refused_and_nothing_is_touched(
    old: str, new: str, more: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**FILES, **more})
    assert merge(tmp_path, old, new) == 1
    assert said in capsys.readouterr().err
    for path, text in FILES.items():
        assert (tmp_path / path).read_text() == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_pages_that_somebody_wrote_by_hand_are_led_over_too(tmp_path: Path, line_end: str, mark: str) -> None:
    page = f"{mark}---\ntitle: About sergey-weir\n---\n# About\n\n[[sergey-weir]], [[ sergey-weir |he]], `[[sergey-weir]]`\n\n[[board]]\n"
    write(
        tmp_path,
        FILES | {"content/pages/near/about.md": page.replace("\n", line_end), "content/pages/b.md": "# [[board]]\n"},
    )
    assert merge(tmp_path, "sergey-weir", "sergei-weir") == 0
    written = (tmp_path / "content/pages/near/about.md").read_bytes().decode()
    after = page.replace("[[sergey-weir]],", "[[sergei-weir]],").replace(" sergey-weir |he", " sergei-weir |he")
    assert written == after.replace("\n", line_end)
    assert [str(p) for p in pipeline.read(tmp_path).problems if p.severity == "error"] == []


def test_the_busiest_organisations_of_the_real_archive_can_be_joined(tmp_path: Path) -> None:
    """Wherever and in whatever form a record is named, no reference to it remains, and there are no errors."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    before = pipeline.read(tmp_path)
    archive = before.archive
    busiest = sorted(archive.organisations, key=lambda o: -len(archive.articles_naming(o.id)))
    one, other = busiest[0], busiest[1]
    if one.wikidata:
        file = tmp_path / archive.paths[one.id]
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("wikidata:")), encoding="utf-8")
    assert merge(tmp_path, one.id, other.id) == 0
    after = pipeline.read(tmp_path)
    assert [str(p) for p in after.problems if p.severity == "error"] == []
    named = {a.id for a in archive.articles_naming(one.id)} | {a.id for a in archive.articles_naming(other.id)}
    assert {a.id for a in after.archive.articles_naming(other.id)} == named


def test_line_ends_and_a_body_that_repeats_the_annotation_stay_as_they_are(tmp_path: Path) -> None:
    article = '---\r\ntitle: Flood\r\nnotes: "[[one]]."\r\n---\r\n[[one]].'
    write(tmp_path, {"content/people/one.yml": "name: One\n", "content/people/two.yml": "name: Two\n"})
    file = tmp_path / "content/articles/2025/flood.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(article.encode())
    assert merge(tmp_path, "one", "two") == 0
    assert file.read_bytes() == article.replace("---\r\n[[one]].", "---\r\n[[two]].").encode()
