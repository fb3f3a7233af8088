"""The theme of every archive: `theme: {name: archive}` in mkdocs.yml. MkDocs finds it as a package and reads mkdocs_theme.yml.

It extends Material for MkDocs. What one archive has otherwise stands in its own `site_config/overrides`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent

STYLES = ("assets/archive.css", "assets/drawn.css", "assets/search.css")
"""The style sheets that every page loads, in their order."""

SCRIPTS = (
    "assets/archive.js", "assets/asknown.js", "assets/sortable.js", "assets/search.js", "assets/preview.js",
    "assets/drawn.js", "assets/annotate.js",
)  # fmt: skip
"""The scripts that every page loads, in their order."""


def modules() -> list[Path]:
    """The modules that are loaded where a record is written, and nowhere else. The import map of every page gives each an address
    that changes with what they hold, so that no browser mixes old and new."""
    return sorted(FOLDER.glob("assets/annotate/*.js"))
