"""The generator: from records in YAML to the pages of a site.

`pipeline` is how a build runs: `records.load` reads the files, `archive.link` joins them, `archive.rules` judges them,
`findings` says what follows from them, `pages` plans and renders, and `exports` writes. What is wrong with a record is gathered
on the way as a value (`problems`). `mkdocs_plugin` hands the pages to MkDocs, and `cli` is the command `archive`.

`generator/README.md` says where everything is.
"""

__version__ = "0.2.0"
