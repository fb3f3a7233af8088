"""Finds out who said a sentence: `archive who-said`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import pipeline
from generator.archive.archive import Archive
from generator.cli.check import read_copy
from generator.cli.refusals import Stop
from generator.findings.sayings import Saying, date_in_words, sayings
from generator.text import terms
from generator.text.closest_text import Corpus, split_pasted
from generator.text.comparison import compare


def run_who_said(root: Path, call: argparse.Namespace) -> int:
    """Returns 0 if every passage is in the archive, otherwise 1."""
    if bool(call.sentence) == bool(call.file):
        raise Stop("archive who-said: give a sentence, or a file with --file", 2)
    text = read_copy(call.file).text if call.file else " ".join(call.sentence)
    asked = split_pasted(text)
    if not asked:
        raise Stop("archive who-said: there is no word in it", 2)
    archive = pipeline.read(root).archive
    all_sayings = sayings(archive)
    corpus = Corpus([it.words for it in all_sayings])
    missing = 0
    for piece in asked:
        found = corpus.closest(piece)
        missing += not found
        sys.stdout.write(f"“{piece}”\n")
        if not found:
            sys.stdout.write("  not in this archive\n")
        for match in found[: call.most]:
            sys.stdout.writelines(f"  {line}\n" for line in _answer_lines(archive, all_sayings[match.text], piece))
    return 1 if missing else 0


def _answer_lines(archive: Archive, it: Saying, piece: str) -> list[str]:
    compared = compare(it.words, piece, it.language)
    words = max(compared.of_reference, compared.of_rendering)
    same = "in these words" if compared.common == words else f"{compared.common} of {words} words the same, in order"
    when = f", {date_in_words(it.said)}" if it.said else ""
    finding = "the words as spoken" if it.is_original else terms.FINDINGS[it.finding or "unexamined"].label
    printed = ", ".join(
        filter(None, [it.outlet, date_in_words(it.article.published) if it.article else it.source, finding])
    )
    place = [archive.paths[it.article.id], f"quotation {it.quotation}" if it.quotation else ""] if it.article else []
    if it.is_original and it.sentence:
        place = [archive.paths[it.sentence.utterance], f"passage {it.sentence.passage}"]
    return [
        f"{it.speaker or 'an unknown speaker'}{when}: {same}",
        f"  “{it.words}”",
        f"  {printed}",
        f"  {', '.join(filter(None, place))}",
    ]
