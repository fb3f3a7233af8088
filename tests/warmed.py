"""Builds an archive when it is imported, so that this process has compiled all templates and read all tables of words.

`tests.forked` has its server import this last. What is held by then is of no interest to the garbage collector of a process that is
forked from it.
"""

import gc
import logging
import shutil
import tempfile
import threading
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parent.parent


def _build(root: Path) -> None:
    shutil.copytree(ROOT / "tests" / "archives" / "small", root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    logging.disable()
    build(load_config(str(root / "mkdocs.yml")))
    logging.disable(logging.NOTSET)
    vars(MkDocsConfig)["plugins"].plugin_cache.clear()  # else the next build would go on with what this one has made


with tempfile.TemporaryDirectory() as folder:
    _build(Path(folder) / "archive")
assert threading.active_count() == 1, "a process with threads is not to be forked"
gc.collect()
gc.freeze()
