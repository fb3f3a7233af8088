"""The generator: from records in YAML to the pages of a site.

`pipeline` runs the phases of a build: `records.load` reads the files, `archive.link` resolves their references,
`archive.rules` checks them, `findings` computes what follows from them, `pages` plans and renders, and `exports`
writes. Each phase returns what is wrong with the content as values (`problems`). `mkdocs_plugin` hands the pages to
MkDocs, and `cli` is the command `archive`.

`generator/README.md` says where everything is.
"""

__version__ = "0.2.0"
