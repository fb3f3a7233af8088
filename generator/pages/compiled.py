"""Compiled templates, kept from one build to the next: to compile those of all pages takes half a second, in each process."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "__pycache__"
_DIGEST = hashlib.sha256().digest_size


class Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates in files where Python has the program's compiled modules. Who can write there can change the program
    itself; from an archive's cache, any archive could have it run any code.

    `ways` are the modules that decide how templates are compiled: with others, they are compiled anew. Where Python may not write
    compiled modules, or cannot, nothing is kept.
    """

    def __init__(self, *ways: str, folder: Path = _FOLDER) -> None:
        digest = hashlib.sha256(version("jinja2").encode())
        for way in ways:
            digest.update(Path(way).read_bytes())
        self._kin = f"templates-{sys.implementation.cache_tag}-"
        self._folder = folder / f"{self._kin}{digest.hexdigest()[:16]}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of it, if its source is the same."""
        try:
            raw = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        digest, code = raw[:_DIGEST], raw[_DIGEST:]
        if hashlib.sha256(code).digest() == digest:
            bucket.bytecode_from_string(code)  # which looks at the digest of the source

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template. Those that were compiled in other ways are removed."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        part = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            if not self._folder.is_dir():
                for outdated in self._folder.parent.glob(f"{self._kin}*"):
                    shutil.rmtree(outdated, ignore_errors=True)
                self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(code).digest() + code)
            part.replace(self._folder / bucket.key)
        except OSError:
            return
