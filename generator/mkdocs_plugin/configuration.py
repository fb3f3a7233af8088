"""MkDocs's configuration: completed with the archive's settings, and made safe to print."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.exceptions import Abort

from generator import theme
from generator.mkdocs_plugin import assets, targets, unchanged
from generator.pages import site_settings
from generator.pages.finished import section_link
from generator.pages.navigation import navigation
from generator.text import english
from generator.text.languages import direction
from generator.text.markup import escape_markdown
from generator.text.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from generator.records.settings import Settings


_EXTENSIONS = ("attr_list", "md_in_html")


_EPOCHS = 2**32


def refuse_invalid_build_time() -> None:
    """Refuse an invalid SOURCE_DATE_EPOCH, as its specification demands. MkDocs would end with a traceback."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not re.fullmatch("[0-9]{1,10}", written) or int(written) >= _EPOCHS:
        raise Abort(
            f"SOURCE_DATE_EPOCH is '{written}', which is no time before the year 2106; "
            "write the seconds since 1970 in digits, as in SOURCE_DATE_EPOCH=$(git log -1 --format=%ct), or unset it."
        )


def complete(config: MkDocsConfig, settings: Settings) -> None:
    """Set what mkdocs.yml leaves out, from the archive's settings or to common defaults. What mkdocs.yml sets is
    kept."""
    keys_set = {key for file in unchanged.as_written(config) for key in file}
    if "title" in settings.model_fields_set:
        config.site_name = settings.title
    chosen = config.nav is None and "sections" in settings.model_fields_set
    if config.nav is None:
        config.nav = [*navigation(settings.sections, Path(config.docs_dir), guide=bool(settings.guide))]
    else:
        config.nav = targets.navigation(config.nav, Path(config.docs_dir))
    if config.copyright is None:
        config.copyright = _terms(settings)
    if config.site_description is None and settings.lead:
        config.site_description = " ".join(settings.lead.split())
    if settings.logo:
        config.theme["logo"] = settings.logo
    if not config.theme.get("direction"):
        # A page's direction follows the archive's language, even if there is no catalogue for the interface in it.
        config.theme["direction"] = direction(settings.language)
    config.extra.setdefault("generator", False)
    own = {*theme.STYLES, *(f"assets/{name}.css" for name in theme.FORMER), *theme.SCRIPTS}
    colour = [assets.COLOUR] if settings.colour else []
    config.extra_css = [*theme.STYLES, *colour, *(path for path in config.extra_css if path not in own)]
    config.extra_javascript = [
        *theme.SCRIPTS,
        *(script for script in config.extra_javascript if str(script) not in own),
    ]
    config.markdown_extensions.extend(name for name in _EXTENSIONS if name not in config.markdown_extensions)
    config.mdx_configs.setdefault("toc", {"permalink": True, "permalink_title": section_link()})
    if "validation" not in keys_set:
        for checks in (config.validation.nav, config.validation.links):
            for name in checks:
                checks[name] = logging.WARNING
        if chosen:
            # An archive that chooses its sections leaves other pages out on purpose. They are built and reached by
            # links.
            config.validation.nav.omitted_files = logging.DEBUG


def _terms(settings: Settings) -> str | None:
    """The footer of every page, as Markdown: the licence of the archive's own words, and the contact. None if neither
    is set."""
    parts = []
    if settings.licence:
        licence = f"[{escape_markdown(settings.licence.name)}]({_destination(settings.licence.url)})"
        parts.append(_("The archive's own words: {licence}. Quotations remain their owners'.", licence=licence))
    if settings.contact:
        address = settings.contact if "://" in settings.contact else f"mailto:{settings.contact}"
        contact = f"[{escape_markdown(settings.contact)}]({_destination(address)})"
        parts.append(_("Contact: {contact}.", contact=contact))
    return " ".join(parts) or None


def theme_of(part: Mapping[str, object]) -> Mapping[str, object]:
    """The theme settings in a part of the configuration; empty if it has none."""
    said = part.get("theme")
    return said if isinstance(said, dict) else {}


def has_template(config: MkDocsConfig, path: str) -> bool:
    """Whether the theme has this template."""
    return any((Path(folder) / path).is_file() for folder in config.theme.dirs)


def _destination(address: str) -> str:
    """A URL as the target of a Markdown link. It may contain brackets and entities, but neither < nor >."""
    return f"<{address.replace('&', '&amp;')}>"


def own_address(config: MkDocsConfig) -> str | None:
    """The site's URL in mkdocs.yml; None if it is not set. A server overrides it, which would change the pages."""
    said = [part["site_url"] for part in unchanged.as_written(config) if "site_url" in part]
    return f"{str(said[-1]).rstrip('/')}/" if said and said[-1] else None


def title(config: MkDocsConfig) -> str:
    """The site's name as set, with typographic quotation marks and without escapes."""
    name = config.site_name
    return english.typeset(name.unescape() if isinstance(name, Markup) else name)


def make_harmless(config: MkDocsConfig) -> None:
    """Escape every setting that a theme prints, so that it is shown as set and only as text."""
    for name in ("site_name", "site_description", "site_author", "repo_name"):
        if config[name] is not None:
            config[name] = site_settings.text(config[name])
    for name in ("site_url", "repo_url"):
        if config[name] is not None:
            config[name] = site_settings.address(config[name]).replace("&", "%26")
    if config.edit_uri is not None:
        config.edit_uri = site_settings.address(config.edit_uri)  # a host may need a query; the theme escapes it
    if config.copyright is not None:
        config.copyright = site_settings.rights(config.copyright)
    for name, value in [*config.extra.items()]:
        config.extra[name] = site_settings.texts(value)
    for name in ("palette", "icon", "logo", "favicon", "direction", "language"):
        if name in config.theme:
            config.theme[name] = site_settings.texts(config.theme[name])
