"""An archive as a folder that MkDocs, ProperDocs and Zensical can each build, without this package or Material.

The folder contains Markdown, the files beside it, and its own templates. The templates are made here by MkDocs with
Material: each is a page's frame as finished text, with the page's content, table of contents and front matter left
open. So they use only features that both Jinja and MiniJinja (in Zensical) support, and a page has the same frame,
scripts and policy as in a build of the archive.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import posixpath
import re
import tempfile
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_build_timestamp

from generator import routes
from generator.exports import cache, pictures
from generator.mkdocs_plugin import ArchivePlugin, collisions, frame, targets
from generator.mkdocs_plugin.page import GeneratedPage
from generator.pages import finished
from generator.problems import RefusedError
from generator.text import markup
from generator.timings import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from generator.pipeline import Build
    from generator.timings import Timings

PAGES, THEME = "docs", "theme"
"""The folders of the published files and of the templates. MkDocs allows no pages next to its configuration."""

_STATIC = ("404.html", "sitemap.xml")
"""Templates that are rendered without a page."""
_FRAMES = "frames"
_CONTENTS = "partials/contents.html"
_DEFAULT = "site_name: Archive\ntheme: {name: archive}\nplugins: [archive]\n"
"""The configuration of an archive without mkdocs.yml."""

_HEAD = """\
# Written by `archive generate`, for MkDocs, ProperDocs and Zensical alike: `mkdocs build`, `properdocs build` or `zensical build`.
# The pages' frames stand in theme/, finished, so no theme has to be installed. Write it anew rather than edit it.
"""


def files(
    root: Path, build: Build, beside: Mapping[str, str | bytes], timings: Timings
) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the folder except the search index, with its path: the pages of `build`, and the files `beside`
    them by path from the site's root. Progress is reported to `timings`. Raises RefusedError if the archive's
    mkdocs.yml does not allow it."""
    with tempfile.TemporaryDirectory(prefix="archive-") as empty:
        try:
            site = _Site(_config(root, Path(empty)), build, beside)
            yield from site.files(timings)
            if site.config.site_url is not None:
                yield from _pictures(root / cache.FOLDER / cache.PICTURES, build)
        except MkDocsException as fault:
            raise RefusedError(str(fault)) from None


def address(root: Path) -> str:
    """The site's URL in the archive's mkdocs.yml; empty if it is not set. Raises RefusedError like `files`."""
    with tempfile.TemporaryDirectory(prefix="archive-") as empty:
        try:
            return _plain(_config(root, Path(empty)).site_url) or ""
        except MkDocsException as fault:
            raise RefusedError(str(fault)) from None


def _pictures(folder: Path, build: Build) -> Iterator[tuple[str, bytes]]:
    """The preview pictures of all pages."""
    shown = {page.picture: shared for page in build.pages.values() if (shared := page.about.shared)}
    pictures.draw(folder, pictures.missing_pictures(folder, shown).items())
    for name in shown:
        yield f"{PAGES}/{routes.picture(name)}", (folder / name).read_bytes()


class _Site:
    """The site as MkDocs knows it before rendering the first page, with only the archive's plugin."""

    def __init__(self, config: MkDocsConfig, build: Build, beside: Mapping[str, str | bytes]) -> None:
        self.plugin = plugin = _alone(config)
        self.config = config.plugins.on_config(config)
        for problem in collisions(build, self.config):
            raise RefusedError(problem.line, [problem])
        plugin.session = plugin.session.after_showing(build)
        plugin.beside = {**beside}
        self.env: jinja2.Environment = self.config.theme.get_env()
        found = get_files(self.config)
        found.add_files_from_theme(self.env, self.config)
        self.all: Files = self.config.plugins.on_files(found, config=self.config)
        set_exclusions(self.all, self.config)
        self.nav: Navigation = self.config.plugins.on_nav(
            get_navigation(self.all, self.config), config=self.config, files=self.all
        )
        self.env = self.config.plugins.on_env(self.env, config=self.config, files=self.all)
        self.shares = frame.is_shared(self.config)
        self.named = {page.file.src_uri for page in self.nav.pages}

    def files(self, timings: Timings) -> Iterator[tuple[str, str | bytes]]:
        yield "mkdocs.yml", self._settings()
        yield "properdocs.yml", "INHERIT: mkdocs.yml\n"  # the only name that its later versions look for
        templates: dict[str, str] = {}
        for page in self.nav.pages:  # every frame names each of them
            self._read(page)
        pages = self.all.documentation_pages()
        for number, file in enumerate(pages, start=1):
            timings.report(Step("Laying out pages", number, len(pages)))
            page = file.page or Page(None, file, self.config)
            yield f"{PAGES}/{_source(file.src_uri)}", self._page(page, templates)
            # frames show titles of pages in the navigation, which MkDocs reads from the source
            if file.src_uri not in self.named:
                page.markdown = page.content = None
        for name, text in (templates | _PARTIALS).items():
            yield f"{THEME}/{name}", text
        for name in _STATIC:
            yield f"{THEME}/{name}", _literally(self._static(name)) + "\n"
        yield f"{PAGES}/sitemap.xml.gz", self._packed(self._static("sitemap.xml"))
        for name, text in self.plugin.sitemaps.items():
            yield f"{PAGES}/{name}", text
        for file in self.all:
            if not file.is_documentation_page() and file.inclusion.is_included():
                yield f"{PAGES}/{file.dest_uri}", file.content_bytes
        yield "LICENSE-of-Material", _licence()

    def _settings(self) -> str:
        config = self.config
        said = {
            "site_name": _plain(config.site_name),
            "site_url": _plain(config.site_url),
            "site_description": _plain(config.site_description),
            "docs_dir": PAGES,
            "site_dir": "site",
            "use_directory_urls": True,
            "theme": {"name": None, "custom_dir": THEME, "static_templates": [*_STATIC]},
            "plugins": [],
            "markdown_extensions": [
                {name: config.mdx_configs[name]} if config.mdx_configs.get(name) else name
                for name in config.markdown_extensions
            ],
            "nav": _moved_in(config.nav),
            "not_in_nav": "*",
        }
        there = {key: value for key, value in said.items() if value is not None}
        return _HEAD + yaml.dump(there, allow_unicode=True, sort_keys=False, width=120)

    def _page(self, page: Page, templates: dict[str, str]) -> str:
        """A page as Markdown. Its template is added to `templates` if it is not there yet."""
        if page.markdown is None:
            self._read(page)
        key = _key(page, named=page.file.src_uri in self.named or not self.shares)
        if key.template not in templates:
            templates[key.template] = self._frame(page, key)
        fields = {name: value for name, value in page.meta.items() if name != "template"}
        fields["template"] = key.template
        fields["search"] = {
            "exclude": True
        }  # from Zensical's own index, which would contain every word and which nothing uses
        if key.is_shared and page.edit_url:
            fields["edit"] = str(escape(page.edit_url))
        text = finished.as_markdown(page.markdown or "")
        if not isinstance(page, GeneratedPage):
            text = _moved(text, page.file, self.all)
        text = self.config.plugins.on_page_content(text, page=page, config=self.config, files=self.all)
        return f"{markup.front_matter({name: _storable(value) for name, value in fields.items()})}\n{text}\n"

    def _read(self, page: Page) -> None:
        page.read_source(self.config)
        if not isinstance(page, GeneratedPage):
            page.markdown = self.config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=self.config, files=self.all
            )
        page.render(self.config, self.all)

    def _frame(self, page: Page, key: _Key) -> str:
        """The template of a page's own frame, or of the frame that it shares with others."""
        probe = frame.HEAD if key.headed else "<h1></h1>" if key.titled else ""
        before, address = vars(page).copy(), page.file.url
        if key.is_shared:
            page.file.url = "-/" * address.count(
                "/"
            )  # a folder without pages, so that no link is shorter than for other pages
            frame.leave_open(page, _hole)
        page.content = f"{_hole('content')}{probe}"
        item = AnchorLink(_hole("item"), _hole("first"), 2)
        page.toc = TableOfContents([item]) if key.headings else page.toc
        listed = self.env.get_template("partials/toc-item.html").render(toc_item=item)
        left_open = self._drawn(page).replace(listed, _hole("contents"))
        if _hole("item") in left_open:  # the archive's own template lists the headings differently
            page.toc = before["toc"]
            left_open = self._drawn(page)
        vars(page).clear()
        vars(page).update(before)
        page.file.url = address
        opened = _OPEN
        if "stands" in page.meta:  # the page only redirects to this URL
            opened = {**_OPEN, "canonical": _literally(self.config.site_url or "") + "{{ page.meta.stands | safe }}"}
        return "".join(
            opened[part] if number % 2 and part in opened else
            f"{{{{ page.meta.{part} | safe }}}}" if number % 2 else
            _literally(part)
            for number, part in enumerate(_HOLE.split(left_open.replace(probe, "", 1) if probe else left_open))
        )  # fmt: skip

    def _drawn(self, page: Page) -> str:
        page.active = True
        context = get_context(self.nav, self.all, self.config, page)
        template = self.env.get_template(str(page.meta.get("template", "main.html")))
        output = self.config.plugins.on_post_page(template.render(context), page=page, config=self.config)
        page.active = False
        return output

    def _static(self, name: str) -> str:
        """A template of the theme, rendered without a page."""
        base = urlsplit(self.config.site_url or "/").path if name == "404.html" else "."
        context = get_context(self.nav, self.all, self.config, base_url=base)
        context = self.plugin.on_template_context(context, template_name=name, config=self.config)
        output = self.env.get_template(name).render(context)
        return self.config.plugins.on_post_template(output, template_name=name, config=self.config)

    def _packed(self, text: str) -> bytes:
        pages = [file.page for file in self.all.documentation_pages() if file.page is not None]
        packed = io.BytesIO()
        with gzip.GzipFile(
            fileobj=packed, filename="sitemap.xml", mode="wb", mtime=get_build_timestamp(pages=pages)
        ) as zipped:
            zipped.write(text.encode())
        return packed.getvalue()


@dataclass(frozen=True, slots=True)
class _Key:
    """The template of a page: its own, or one shared by all pages that differ only in what it leaves open."""

    template: str
    is_shared: bool
    headings: bool
    headed: bool
    """Whether the page has its own header."""
    titled: bool


def _key(page: Page, *, named: bool) -> _Key:
    html = page.content or ""
    headed, titled = frame.is_headed(page), "<h1" in html
    headings = bool(_listed(page))
    uri = PurePosixPath(page.file.src_uri)
    if named or not isinstance(page, GeneratedPage):
        return _Key(f"{_FRAMES}/{uri.with_suffix('.html')}", False, headings, headed, titled)
    above: object = page.parent  # the plugin has set it to the section's index, or to the section that begins with it
    index = above.children[0] if isinstance(above, Section) else above
    what = (
        index.file.src_uri if isinstance(index, Page) else "",
        page.url.count("/"), page.meta.get("hide"), sorted(page.meta), bool(page.edit_url), headings, headed,
        titled,
    )  # fmt: skip
    name = f"{uri.parts[0] if len(uri.parts) > 1 else 'page'}-{hashlib.sha256(repr(what).encode()).hexdigest()[:8]}"
    return _Key(f"{_FRAMES}/{name}.html", True, headings, headed, titled)


def _listed(page: Page) -> list[AnchorLink]:
    """The headings in the table of contents: those below the title, if there is one."""
    found = [*page.toc]
    return found[0].children if found and found[0].level == 1 else found


_OPEN = {
    "content": "{{ page.content | safe }}",
    "contents": '{% include "' + _CONTENTS + '" %}',
    "first": "{{ (page.toc | first).id | safe }}",
    "canonical": "{{ page.canonical_url | safe }}",
}
_ITEM = "partials/contents-item.html"
_PARTIALS = {
    _CONTENTS: f"""\
{{%- set listed = page.toc -%}}
{{%- set first = listed | first -%}}
{{%- if first and first.level == 1 -%}}{{%- set listed = first.children -%}}{{%- endif -%}}
{{%- for item in listed -%}}{{%- include "{_ITEM}" -%}}{{%- endfor -%}}
""",
    _ITEM: f"""\
<li class="md-nav__item">
  <a href="{{{{ item.url | safe }}}}" class="md-nav__link">
    <span class="md-ellipsis">
      {{{{ item.title | safe }}}}
    </span>
  </a>
  {{%- if item.children %}}
    <nav class="md-nav" aria-label="{{{{ item.title | striptags | e }}}}">
      <ul class="md-nav__list">
        {{%- for item in item.children %}}{{%- include "{_ITEM}" %}}{{%- endfor %}}
      </ul>
    </nav>
  {{%- endif %}}
</li>
""",
}
"""The list of a page's headings like Material's, in the subset of both template engines."""


def _hole(name: str) -> Markup:
    return Markup(f"\ue001{name}\ue001")  # noqa: S704  (it contains only letters)


_HOLE = re.compile("\ue001([a-z]+)\ue001")


def _literally(text: str) -> str:
    """A text as a template that renders to the same text, except for a line break at its end, which both engines
    remove."""
    return re.sub(r"\{(?=[{%#])", "{{ '{' }}", text)


def _source(uri: str) -> str:
    """The path of a page in the folder: the index of a folder of its own. Zensical resolves relative URLs in HTML from
    the source, the others from the published page; with this path, both are the same."""
    path = PurePosixPath(uri)
    if path.name == "README.md":
        return str(path.with_name("index.md"))
    return uri if path.name == "index.md" else f"{path.with_suffix('')}/index.md"


def _moved_in(nav: object) -> object:
    """A navigation with the pages' paths in the folder."""
    if isinstance(nav, dict):
        return {name: _moved_in(it) for name, it in nav.items()}
    if isinstance(nav, list):
        return [_moved_in(it) for it in nav]
    return _source(nav) if isinstance(nav, str) and nav.endswith(".md") and "://" not in nav else nav


def _moved(text: str, file: File, all_files: Files) -> str:
    """A page's Markdown with links to files adapted to the page's path in the folder."""

    def new(path: str) -> str | None:
        target = all_files.get_file_from_path(path)
        if target is None:
            return None
        there = _source(target.src_uri) if target.is_documentation_page() else target.src_uri
        return posixpath.relpath(there, posixpath.dirname(_source(file.src_uri)))

    return targets.retargeted(text, file.src_uri, new)


def _config(root: Path, empty: Path) -> MkDocsConfig:
    """The archive's mkdocs.yml, or the minimal configuration if it has none."""
    path = root.resolve() / "mkdocs.yml"
    if path.is_file():
        return load_config(str(path))
    pages = root.resolve() / "content" / "pages"
    with io.BytesIO(_DEFAULT.encode()) as said:
        return load_config(said, config_file_path=str(path), docs_dir=str(pages if pages.is_dir() else empty))


def _alone(config: MkDocsConfig) -> ArchivePlugin:
    """The archive's plugin in this configuration, from which all other plugins and hooks are removed."""
    found = [plugin for plugin in config.plugins.values() if isinstance(plugin, ArchivePlugin)]
    if not found:
        raise RefusedError("mkdocs.yml names no plugin `archive`, so it is not that of an archive")
    config.plugins = PluginCollection()
    config.plugins["archive"] = found[0]
    return found[0]


def _plain(value: object) -> str | None:
    return None if value is None else value.unescape() if isinstance(value, Markup) else str(value)


def _storable(value: object) -> object:
    """A front matter value with JSON types; a date as text."""
    if isinstance(value, dict):
        return {str(name): _storable(it) for name, it in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(it) for it in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _licence() -> str:
    """The licence of Material, whose styles, scripts and icons are in the folder."""
    found = [it for it in distribution("mkdocs-material").files or () if PurePosixPath(str(it)).name == "LICENSE"]
    return found[0].read_text(encoding="utf-8") if found else ""
