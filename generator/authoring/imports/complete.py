"""Completes articles in an import: adds the text of the source, the words that somebody marked in it, and proposals
from it.

The article may be new or existing; an existing file is edited in place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.archive.archive import Archive
from generator.authoring import verify
from generator.authoring.copies import Copy
from generator.authoring.imports.marks import MarkPlacer
from generator.authoring.imports.state import Additions
from generator.authoring.suggest import Suggester, writing
from generator.problems import RefusedError
from generator.records import edit
from generator.records.load import Contents, load_bytes
from generator.records.model import Article
from generator.records.yaml_text import Source
from generator.text import english


@dataclass(frozen=True, slots=True)
class CompletedArticle:
    """The bytes of a completed article, a summary of what was added, and what could not be added, with reasons."""

    raw: bytes
    summary: tuple[str, ...]
    not_added: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArticleCompleter:
    """Completes the articles of an archive, which includes the new ones. `saved_copy` returns the saved copy of an
    article, or None."""

    contents: Contents
    archive: Archive
    saved_copy: Callable[[Article], Copy | None]

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.archive)

    @cached_property
    def _marks(self) -> MarkPlacer:
        return MarkPlacer(self.archive, self._suggester)

    def complete(self, path: str, raw: bytes, added: Additions) -> CompletedArticle:
        """The completed article at this path; `raw` are its present bytes. Raises RefusedError if it cannot be
        written."""
        draft = _Draft(path, raw, self.contents, self.archive.settings.language)
        summary: list[str] = []
        not_added: tuple[str, ...] = ()
        copy = Copy.from_bytes(added.copy.encode()) if added.copy else self.saved_copy(draft.article)
        source_edits: list[edit.Edit] = []
        if added.copy and copy and draft.article.source.sha256 is None:
            source_edits = [
                edit.SetValue(("source", "copy"), "whole"),
                edit.SetValue(("source", "sha256"), copy.sha256),
            ]
            if draft.article.source.seen is None and added.seen:
                source_edits.insert(0, edit.SetValue(("source", "seen"), added.seen))
        if added.topics:
            source_edits.append(edit.AppendItems(("topics",), tuple(added.topics)))
        draft.edit(source_edits)
        if copy and draft.article.source.sha256 not in (None, copy.sha256):
            summary.append("the saved copy is not the one that was recorded, so nothing was looked up in it")
            copy = None
        if added.parts:
            placed = self._marks.place(draft.article, added.parts, copy)
            try:
                draft.edit(placed.edits)
            except RefusedError:  # one of the edits makes the record invalid; the others may not
                placed.one_by_one(draft.edit)
            not_added = tuple(placed.unplaced)
            summary.append(placed.summary)
        if added.copy and copy:
            summary.append(self._propose(draft, copy))
        elif copy and added.parts:
            draft.edit(_in_copy(draft.article, draft.source, copy)[0])
        return CompletedArticle(draft.raw, tuple(summary), not_added)

    def _propose(self, draft: _Draft, copy: Copy) -> str:
        """Add the proposals from the copy, with their offsets in it. Returns a summary."""
        article = draft.article
        proposal = self._suggester.proposal_for(article, copy.text)
        found = writing.additions(self.archive, article, copy, proposal)
        if not found:
            return "nothing to propose"
        try:
            draft.replace(writing.apply_proposal(article, draft.source, draft.raw, found).encode())
        except RefusedError as refusal:
            return f"nothing proposed: {refusal}"
        numbers = [len(found.items.get(key, ())) for key in ("quotations", "figures")]
        said = f"{english.count_of(numbers[0], 'quotation')} and {english.count_of(numbers[1], 'figure')} proposed"
        edits, why = _in_copy(draft.article, draft.source, copy)
        draft.edit(edits)
        return f"{said}, not verified: {why}" if why else f"{said}, verified in the copy"


def _in_copy(article: Article, source: Source, copy: Copy) -> tuple[Sequence[edit.Edit], str]:
    """The edits that write the offsets of all quotations in the copy; or none, and the reason."""
    result = verify.verify(article, source, copy)
    return ((), result.problems[0].fault) if result.problems else (verify.edits(article, copy, result), "")


class _Draft:
    """An article's file between two edits: its bytes, and the source and record read from them."""

    def __init__(self, path: str, raw: bytes, contents: Contents, language: str) -> None:
        loaded = contents.files.get(path)
        if loaded is None or loaded.source is None or not isinstance(loaded.record, Article):
            raise RefusedError(f"{path} cannot be read; see archive check")
        self._path, self._language = path, language
        self.raw, self.source, self.article = raw, loaded.source, loaded.record

    def edit(self, edits: Sequence[edit.Edit]) -> None:
        if edits:
            self.replace(edit.edit_file(self.raw, self.source, edits))

    def replace(self, raw: bytes) -> None:
        """Replace the bytes. Raises RefusedError if they are not a valid article."""
        loaded = load_bytes(self._path, raw, "article", self._language)
        faults = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.source is None or not isinstance(loaded.record, Article) or faults:
            raise RefusedError("; ".join(map(str, faults)) or f"{self._path} could not be read back")
        self.raw, self.source, self.article = raw, loaded.source, loaded.record
