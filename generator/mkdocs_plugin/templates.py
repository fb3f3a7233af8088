"""How Jinja reads the templates of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2.ext import Extension

from generator.exports import policy

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """A cache of compiled templates for as long as the process runs. Jinja looks them up by a hash of their source. It is in no file: what
    marks their scripts (`policy`) is a secret of the process."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


COMPILED = Compiled()
"""That of this process."""


class Marked(Extension):
    """Marks the scripts of templates, the theme's and the archive's own, so that the policy allows them and no
    others."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return policy.marked(source)
