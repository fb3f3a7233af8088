"""Builds an archive when imported, so that this process has compiled all templates and loaded all word tables.

`tests.forked` imports this last in its fork server. Everything in memory by then is exempt from garbage collection in
the forked processes, which end soon: they do not search all of it to give back what a build no longer needs.
"""

import functools
import gc
import logging
import shutil
import tempfile
import threading
from importlib.metadata import entry_points
from pathlib import Path

import mkdocs.utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import collector

ROOT = Path(__file__).resolve().parent.parent


def _build(root: Path) -> None:
    shutil.copytree(ROOT / "tests" / "archives" / "small", root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    logging.disable()
    build(load_config(str(root / "mkdocs.yml")))
    logging.disable(logging.NOTSET)
    vars(MkDocsConfig)["plugins"].plugin_cache.clear()  # otherwise the next build would reuse this one's plugin


# Each configuration asks it twice which themes are installed, for a twentieth of a small build.
vars(mkdocs.utils)["entry_points"] = functools.cache(entry_points)
with tempfile.TemporaryDirectory() as folder:
    _build(Path(folder) / "archive")
assert threading.active_count() == 1, "a process with threads is not to be forked"
gc.collect()
gc.freeze()
collector.release = lambda: None
