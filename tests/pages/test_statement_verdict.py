"""The verdict on a statement is a complete sentence for every number of its sentences."""

from pathlib import Path

import pytest

from generator.findings.renderings import rendered_passages
from generator.pages.utterances.verdict import verdict
from tests import archive_files
from tests.archive_files import archive_of

WORDS = "the river rose over the old wall"
OTHER = "the river sank below the old wall"


def article(passage: int, words: str, fidelity: str) -> str:
    judged = f", fidelity: {fidelity}, note: As heard." if fidelity else ""
    quotation = f"[{{id: it, speaker: ada, text: {words}, utterance: flood/p{passage}{judged}}}]"
    return archive_files.article("Rain.", title="T", language="en", published="2025-04-01", quotations=quotation)


def of(root: Path, *sentences: tuple[tuple[str, str], ...]) -> str:
    """The verdict on a statement with these sentences, each given by its versions as (words, finding) pairs."""
    passages = "".join(f"  - {{id: p{n}, gist: it}}\n" for n in range(len(sentences)))
    files = {
        "content/people/ada.yml": "name: Ada\n",
        "content/utterances/flood.yml": f"title: T\nspeaker: ada\npassages:\n{passages}",
    }
    for number, versions in enumerate(sentences):
        for which, (words, fidelity) in enumerate(versions):
            files[f"content/articles/2025/a{number}-{which}.md"] = article(number, words, fidelity)
    return verdict(rendered_passages(archive_of(root, files))["flood"])


SAME = ((WORDS, ""), (WORDS, ""))
DIFFERS = ((WORDS, ""), (OTHER, ""))
ALTERED = ((WORDS, ""), (OTHER, "altered"))
PARAPHRASED = ((WORDS, ""), (OTHER, "paraphrase"))


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (((),), "No article in this archive prints it yet."),
        ((SAME[:1],), "Only one article in this archive prints it so far."),
        (
            (SAME[:1], SAME[:1]),
            "No two articles print the same sentence in one language, so nothing can be compared yet.",
        ),
        ((SAME,), "The articles that can be compared print the same words."),
        ((ALTERED,), "Its one sentence here was altered on the way to readers."),
        ((ALTERED, ALTERED), "Both of its sentences were altered on the way to readers."),
        ((ALTERED,) * 3, "All three of its sentences were altered on the way to readers."),
        ((ALTERED, SAME, SAME, SAME), "One of its four sentences was altered on the way to readers."),
        ((ALTERED, ALTERED, SAME, DIFFERS), "Two of its four sentences were altered on the way to readers."),
        (
            (PARAPHRASED,),
            "Its one sentence here was not found altered; an article sets a paraphrase of it between quotation marks.",
        ),
        (
            (PARAPHRASED, SAME),
            "Neither of its two sentences was found altered; of one, an article sets a paraphrase between quotation marks.",
        ),
        (
            (PARAPHRASED, PARAPHRASED, SAME),
            "None of its three sentences was found altered; of two, articles set paraphrases between quotation marks.",
        ),
        ((DIFFERS,), "Articles print its one sentence here in different words, and none was found to have altered it."),
        (
            (DIFFERS, SAME),
            "Articles print one of its two sentences in different words, and none was found to have altered it.",
        ),
        (
            (DIFFERS, DIFFERS, SAME),
            "Articles print two of its three sentences in different words, and none was found to have altered them.",
        ),
        (
            (DIFFERS, DIFFERS),
            "Articles print both of its sentences in different words, and none was found to have altered them.",
        ),
        (
            (DIFFERS,) * 3,
            "Articles print all three of its sentences in different words, and none was found to have altered them.",
        ),
    ],
)
def test_what_happened_to_the_words_is_one_whole_sentence(
    sentences: tuple[tuple[tuple[str, str], ...], ...], said: str, tmp_path: Path
) -> None:
    assert of(tmp_path, *sentences) == said
