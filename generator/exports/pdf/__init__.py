"""What the page for annotating reads a PDF with: PDF.js of Mozilla, under the Apache License 2.0 (LICENCE.txt).

Both files stand here compressed as the package `pdfjs-dist` of npm has them for older browsers too (`legacy/build`), which
`.ci/package.json` names and a test compares them with: pip knows no package that brings them. A page asks for them when a PDF is
opened there. What PDF.js draws pages with is left out, and so are the tables of letters (CMaps) that some PDFs in Chinese,
Japanese and Korean name without bringing them: they are 1.7 MB for each site, and such a PDF is told and left to `archive add`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

_HERE = Path(__file__).parent
SCRIPT, WORKER = _HERE / "pdf.mjs.gz", _HERE / "pdf.worker.mjs.gz"


def script() -> str:
    """The module that a page imports."""
    return _text(SCRIPT)


def worker() -> str:
    """What it runs beside the page."""
    return _text(WORKER)


def _text(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode()
