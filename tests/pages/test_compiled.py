"""Compiled templates are stored next to the program's compiled modules, and used only while their source is
unchanged."""

import sys
from pathlib import Path

import jinja2
import pytest

from generator.pages import compiled
from generator.pages.compiled import Compiled

HERE, OTHER = __file__, compiled.__file__


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def drawn(folder: Path, source: str, *ways: str) -> str:
    """The output of a template in a process that has not compiled any yet."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page": source}), autoescape=True, bytecode_cache=Compiled(*ways, folder=folder)
    )
    return environment.get_template("page").render(name="<Ada>")


def kept(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_template_is_compiled_once_until_its_source_is_another(tmp_path: Path) -> None:
    assert drawn(tmp_path, "Hello {{ name }}", HERE) == "Hello &lt;Ada&gt;"
    first = kept(tmp_path)
    assert len(first) == 1
    (file,) = tmp_path.rglob("*-*/*")
    then = file.stat().st_mtime_ns
    assert drawn(tmp_path, "Hello {{ name }}", HERE) == "Hello &lt;Ada&gt;"
    assert file.stat().st_mtime_ns == then
    assert drawn(tmp_path, "Good day {{ name }}", HERE) == "Good day &lt;Ada&gt;"
    assert kept(tmp_path) != first


def test_what_was_compiled_in_another_way_is_not_used_and_goes(tmp_path: Path) -> None:
    drawn(tmp_path, "Hello {{ name }}", HERE)
    first = kept(tmp_path)
    drawn(tmp_path, "Hello {{ name }}", HERE, OTHER)
    assert not first.keys() & kept(tmp_path).keys()


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 500])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes) -> None:
    drawn(tmp_path, "Hello {{ name }}", HERE)
    whole = kept(tmp_path)
    assert whole
    for path in whole:
        (tmp_path / path).write_bytes(damage)
    assert drawn(tmp_path, "Hello {{ name }}", HERE) == "Hello &lt;Ada&gt;"
    assert kept(tmp_path) == whole


def test_nothing_is_written_where_python_writes_no_compiled_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert drawn(tmp_path, "Hello {{ name }}", HERE) == "Hello &lt;Ada&gt;"
    (tmp_path / "file").write_text("where a folder would have to be")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert drawn(tmp_path / "file", "Hello {{ name }}", HERE) == "Hello &lt;Ada&gt;"
    assert kept(tmp_path).keys() == {"file"}
