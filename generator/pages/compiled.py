"""A disk cache of compiled templates. Without it, each process spends half a second compiling the templates of all
pages."""

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
    """Stores compiled templates next to Python's own compiled modules (`__pycache__`). They must not be in an archive's
    cache, because whoever can write compiled templates can make the program run any code.

    `ways` are the paths of the modules that decide how templates are compiled; when one of them changes, all templates
    are compiled again. If Python does not write compiled modules, or may not write to the folder, nothing is stored.
    """

    def __init__(self, *ways: str, folder: Path = _FOLDER) -> None:
        digest = hashlib.sha256(version("jinja2").encode())
        for way in ways:
            digest.update(Path(way).read_bytes())
        self._kin = f"templates-{sys.implementation.cache_tag}-"
        self._folder = folder / f"{self._kin}{digest.hexdigest()[:16]}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from the cache, if the template's source has not changed."""
        try:
            raw = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        digest, code = raw[:_DIGEST], raw[_DIGEST:]
        if hashlib.sha256(code).digest() == digest:
            bucket.bytecode_from_string(code)  # this compares the digest of the template's source

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template, and delete the caches left by other versions of the compiling modules or of
        Jinja."""
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
