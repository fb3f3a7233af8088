"""Random changes to an archive between builds, which leave it without errors."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator import pipeline
from generator.problems import prevents_publishing
from generator.records import yaml_text

SMALL = Path(__file__).parent / "archives" / "small"


def records_of(root: Path) -> list[Path]:
    """The record files below `content/`, sorted."""
    files = sorted((root / "content").rglob("*.*"))
    return [file for file in files if file.suffix in {".md", ".yml"} and file.parts[len(root.parts) + 1] != "pages"]


def _split(file: Path) -> tuple[Any, str]:
    text = file.read_text(encoding="utf-8")
    whole, body = text[4:].split("\n---\n", 1) if file.suffix == ".md" else (text, "")
    return yaml.load(whole, Loader=yaml_text._TextLoader), body  # noqa: S506, SLF001  (text only)


def _put(file: Path, tree: Any, body: str) -> None:
    dumped = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    file.write_text(f"---\n{dumped}---\n{body}" if file.suffix == ".md" else dumped, encoding="utf-8")


def _leaves(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every text in a tree, as its list or mapping and its index or key."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(value, str):
            yield tree, key
        elif isinstance(value, dict | list):
            yield from _leaves(value)


def _reword(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    tree, body = _split(file)
    holder, key = chance.choice([*_leaves(tree)])
    was = holder[key]
    holder[key] = chance.choice([f"{was} anew", f"New {was}", was.replace("e", "o"), "2025-06", "12", "de", "Q43"])
    _put(file, tree, body)
    return f"{file.name}: {key} was {was!r}"


def _drop(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    tree, body = _split(file)
    key = chance.choice([*tree])
    part = tree[key]
    if isinstance(part, list) and part and chance.random() < 0.7:
        part.pop(chance.randrange(len(part)))
    else:
        del tree[key]
    _put(file, tree, body)
    return f"{file.name}: {key} is gone, or a part of it"


def _double(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    tree, body = _split(file)
    lists = [key for key, value in tree.items() if isinstance(value, list) and value]
    if not lists:
        return _reword(root, chance)
    key = chance.choice(lists)
    part = chance.choice(tree[key])
    tree[key].append(
        {**part, "id": f"{part['id']}-{len(tree[key])}"} if isinstance(part, dict) and "id" in part else part
    )
    _put(file, tree, body)
    return f"{file.name}: one more of {key}"


def _write_on(root: Path, chance: random.Random) -> str:
    file = chance.choice([file for file in records_of(root) if file.suffix == ".md"])
    names = [other.stem for other in records_of(root)]
    more = chance.choice(
        ["It went on.", f"So says [[{chance.choice(names)}]].", f"[[{chance.choice(names)}|They]] left."]
    )
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n{more}\n")
    return f"{file.name}: {more}"


def _copy(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    other = file.with_stem(f"{file.stem}-{chance.randrange(10_000)}")
    tree, body = _split(file)
    for key in ("formerly", "wikidata"):
        tree.pop(key, None)
    _put(other, tree, body)
    return f"{other.name} is new"


def _rename(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    other = file.with_stem(f"{file.stem}-now")
    file.rename(other)
    for record in records_of(root):
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace(file.stem, other.stem), encoding="utf-8")
    return f"{file.name} is {other.name} now"


def _remove(root: Path, chance: random.Random) -> str:
    file = chance.choice(records_of(root))
    file.unlink()
    return f"{file.name} is gone"


def _former(root: Path, chance: random.Random) -> str:
    file = chance.choice([file for file in records_of(root) if file.parent.name in {"people", "places"}])
    tree, body = _split(file)
    tree["formerly"] = [*tree.get("formerly", ()), f"once-{chance.randrange(10_000)}"]
    _put(file, tree, body)
    return f"{file.name}: has one more former id"


def _set(root: Path, chance: random.Random) -> str:
    file = root / "site_config" / "archive.yml"
    said = chance.choice(["title: Another", "lead: Words.", "title: A third", "language: en"])
    file.write_text(f"{file.read_text(encoding='utf-8').split('title:')[0]}{said}\n", encoding="utf-8")
    return f"archive.yml: {said}"


_CHANGES: tuple[Callable[[Path, random.Random], str], ...] = (
    _reword, _reword, _reword, _reword, _drop, _drop, _double, _double, _write_on, _write_on, _copy, _rename, _remove, _former, _set,
)  # fmt: skip


def change(root: Path, chance: random.Random) -> str:
    """Make one random change to the archive at `root`, and describe it. A change that causes an error is undone and
    another one tried."""
    while True:
        before = {file: file.read_bytes() for file in [*records_of(root), root / "site_config" / "archive.yml"]}
        done = chance.choice(_CHANGES)(root, chance)
        if not prevents_publishing(pipeline.read(root).problems):
            return done
        for file in records_of(root):
            file.unlink()
        for file, content in before.items():
            file.write_bytes(content)
