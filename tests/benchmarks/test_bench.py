"""The benchmark runs and reports its values. The values themselves are not tested."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import pipeline
from generator.problems import prevents_publishing
from tests.benchmarks import bench, builders, synthetic, tools_benchmark
from tests.benchmarks.bench import Ratio
from tests.benchmarks.builders import Builder
from tests.benchmarks.processes import FailedError, measure
from tests.conftest import ROOT

pytestmark = pytest.mark.processes


def alone(benchmark: str, *arguments: str) -> str:
    """The output of a benchmark, run in its own process: Playwright cannot run twice in that of the browser tests."""
    command = [sys.executable, "-m", f"tests.benchmarks.{benchmark}", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT).stdout


@pytest.mark.browser
@pytest.mark.in_full
def test_five_articles_are_built_served_and_read_without_peers(tmp_path: Path) -> None:
    printed = alone("bench", "5", "--rounds", "1", "--edits", "1", "--peers", "--folder", str(tmp_path))
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    (found,) = results["sizes"]
    assert found["articles"] == 5
    assert found["pages"] > 30
    assert [*found["costs"]["ours"]] == ["cold", bench.ALONE, "nothing changed", "one article edited"]
    assert all(it["processor"] > 0 and it["memory"] > 10e6 for it in found["costs"]["ours"].values())
    assert {*found["serve"]} == {"start", "second_start", "edit", "dependents", "longest_wait", "memory"}
    assert found["serve"]["edit"] <= found["serve"]["dependents"]
    assert {"", "people/ada/", "search/"} < {*found["read"]["visits"]}
    assert all(visit["moved"] > 1_000 for visit in found["read"]["visits"].values())
    assert found["read"]["found"]["seconds"] > 0
    assert "5: serve, edit, seconds" in printed
    assert printed.index("at most") < printed.index("5 articles, ")


@pytest.mark.browser
@pytest.mark.in_full
def test_every_tool_answers_in_a_large_archive() -> None:
    assert len(alone("tools_benchmark", "--articles", "300").splitlines()) == 1 + len(tools_benchmark.tools(""))


def test_the_made_up_archive_has_no_errors_and_articles_in_other_scripts(tmp_path: Path) -> None:
    synthetic.write(tmp_path, 120)
    made = pipeline.read(tmp_path)
    assert not prevents_publishing(made.problems)
    titles = "".join(article.title for article in made.archive.articles if article.title)
    assert any("а" <= letter <= "я" for letter in titles)
    assert any("가" <= letter <= "힣" for letter in titles)
    quotations = [quotation for article in made.archive.articles for quotation in article.quotations]
    assert 1.8 < len(quotations) / 120 < 3.0
    assert sum(len(article.figures) for article in made.archive.articles) > 100
    assert sum(len(article.statements) for article in made.archive.articles) > 180


@pytest.mark.builds
@pytest.mark.in_full
def test_peers_get_pages_that_name_no_template_of_ours(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "ours", 2)
    ours = builders.ours(tmp_path / "ours")
    pages = builders.generated(ours.folder, tmp_path / "pages")
    texts = {page.relative_to(pages).as_posix(): page.read_text(encoding="utf-8") for page in pages.rglob("*.md")}
    assert {"index.md", f"articles/{ours.id}/index.md", "people/ada/index.md"} < {*texts}
    assert all(path.suffix in ("", ".md") for path in pages.rglob("*"))
    for text in texts.values():
        front_matter, _, rest = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        assert not any(line.startswith(("template:", "search:", "edit:")) for line in front_matter.splitlines())
        assert rest.strip()


def test_ratios_are_of_processor_time_and_only_of_what_was_measured() -> None:
    sizes = [
        {
            "articles": articles,
            "pages": 4 * articles,
            "costs": {
                "ours": {"cold": _spent(articles / 50), "nothing changed": _spent(1)},
                "MkDocs": {"cold": _spent(articles / 20)},
            },
        }
        for articles in (1_000, 10_000)
    ]
    assert bench.ratios(sizes) == [
        Ratio("1,000: cold / MkDocs", 0.4, 0.5),
        Ratio("1,000: nothing changed / MkDocs", 0.02, 0.06),
        Ratio("10,000: cold / MkDocs", 0.4, 0.5),
        Ratio("10,000: nothing changed / MkDocs", 0.002, 0.06),
        Ratio("a page at 10,000 / a page at 1,000, cold", 1.0, 1.3),
        Ratio("10,000: memory at most, GB", 0.1, 1.2),
    ]


def _spent(processor: float) -> dict[str, float]:
    return {"processor": processor, "seconds": 2 * processor, "memory": 100_000_000}


@pytest.mark.skipif(sys.platform == "win32", reason="measures by what POSIX says of child processes")
def test_what_a_program_starts_counts_with_it(tmp_path: Path) -> None:
    busy = "import time\nheld = bytearray(80_000_000)\nheld[::4096] = b'1' * len(held[::4096])\nuntil = time.process_time() + 0.4\nwhile time.process_time() < until: pass"
    both = f"import subprocess, sys\nchildren = [subprocess.Popen([sys.executable, '-c', {busy!r}]) for _ in range(2)]\nfor it in children: it.wait()"
    spent = measure([sys.executable, "-c", both], tmp_path, tmp_path / "log.txt")
    assert spent.processor >= 0.8
    assert spent.memory >= (160_000_000 if sys.platform == "linux" else 80_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="measures by what POSIX says of child processes")
def test_a_program_that_fails_is_told_of_with_its_last_words(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(FailedError, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, tmp_path / "log.txt")
    assert time.monotonic() - began < 60


def test_what_fails_is_noted_and_the_rest_is_measured_all_the_same(tmp_path: Path) -> None:
    def builder(name: str, program: str) -> Builder:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "article.md").touch()
        return Builder(name, "1", (sys.executable, "-c", program), folder, "site", None, folder / "article.md", "a")

    missing: dict[str, str] = {}
    both = [builder("sound", ""), builder("broken", "raise SystemExit('no such thing')")]
    costs = bench.built(both, 2, tmp_path / "log.txt", 5, missing)
    assert [*costs] == ["sound"]
    assert [*costs["sound"]] == ["cold"]
    assert "no such thing" in missing["broken"]


@pytest.mark.skipif(sys.platform == "win32", reason="measures by what POSIX says of child processes")
def test_a_builder_whose_page_has_not_the_edit_is_not_measured(tmp_path: Path) -> None:
    page = tmp_path / "site" / "articles" / "a" / "index.html"
    write_old = f"import pathlib; p = pathlib.Path({str(page)!r}); p.parent.mkdir(parents=True, exist_ok=True); p.write_text('old')"
    (tmp_path / "a.md").touch()
    stale = Builder("stale", "1", (sys.executable, "-c", write_old), tmp_path, "site", ".cache", tmp_path / "a.md", "a")
    missing: dict[str, str] = {}
    assert bench.built([stale], 1, tmp_path / "log.txt", 5, missing) == {}
    assert "does not show what was edited" in missing["stale"]
