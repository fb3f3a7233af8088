"""PDF.js by Mozilla, with which the annotation page reads a PDF, under the Apache License 2.0 (LICENCE.txt).

Both files are bundled gzipped from the npm package `pdfjs-dist`, in its build for older browsers (`legacy/build`),
since no package on PyPI provides them. `.ci/package.json` names the package, and a test compares them. They are loaded
when a PDF is opened on the page. The rendering code is left out, and so are the character maps (CMaps) that some
Chinese, Japanese and Korean PDFs refer to without embedding: they would add 1.7 MB to each site. The page reports such
a PDF and refers to `archive add`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

_HERE = Path(__file__).parent
SCRIPT, WORKER = _HERE / "pdf.mjs.gz", _HERE / "pdf.worker.mjs.gz"


def script() -> str:
    """The module that the page imports."""
    return _text(SCRIPT)


def worker() -> str:
    """The script of its web worker."""
    return _text(WORKER)


def _text(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode()
