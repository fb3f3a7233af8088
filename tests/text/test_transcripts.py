"""Transcripts with times: words have their offsets in the file and their times."""

import pytest

from generator.text import transcripts

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>The dam</i> held,

2
00:00:03,500 --> 00:00:06,200
{\\an8}and it will hold.
"""
VTT = """WEBVTT - A minister on the dam

NOTE 00:00:01.000 is no cue

STYLE
::cue { color: lime }

intro
01:00:01.000 --> 01:00:03.000 align:start
<v.loud Mira Okonjo>Nobody <00:00:02.000><c>knew</c>

01:00:03.000 --> 01:00:05.000
Nobody <c>knew</c>
what was to come.
"""
PLAIN = """A talk on the river

[00:59] OKONJO: It held,
[1:02] and it will hold.
[1:00:10] WEIR: Nobody knew.
"""


YOUTUBE = """WEBVTT
Kind: captions
Language: de

00:00:00.000 --> 00:00:02.629 align:start position:0%
\x20
it<00:00:00.480><c> held</c>

00:00:02.629 --> 00:00:02.639 align:start position:0%
it held
\x20

00:00:02.639 --> 00:00:05.000 align:start position:0%
it held
Bell &amp; Co.<00:00:03.000><c> said &quot;yes&quot;</c>

00:00:05.000 --> 00:00:06.000

NOTE an empty caption

7
00:00:06.000 --> 00:00:07.000
&gt;&gt; and nobody knew
"""
WHISPER = """[00:00.000 --> 00:02.500]  It held,
[00:02.500 --> 00:06.100]  and it will hold.
[01:00:10.000 --> 01:00:12.000]  Nobody knew.
"""


def words(text: str) -> str:
    found = transcripts.read(text)
    assert found is not None
    assert len(found.text) == len(text)
    for at, sign in enumerate(found.text):
        assert sign in ' :&">' or sign in text[at] or sign.isalpha()
    return " ".join(found.text.split())


def test_of_subtitles_the_words_are_left() -> None:
    assert words(SRT) == "The dam held, and it will hold."
    assert words(SRT.replace("\n", " \n")) == "The dam held, and it will hold."
    assert words(VTT) == "Mira Okonjo: Nobody knew what was to come."
    assert words(YOUTUBE) == 'it held Bell & Co. said "yes" >> and nobody knew'
    assert words(WHISPER) == "It held, and it will hold. Nobody knew."
    assert words(PLAIN) == "A talk on the river OKONJO: It held, and it will hold. WEIR: Nobody knew."


@pytest.mark.parametrize(
    ("text", "quoted", "times"),
    [
        (SRT, "held", ("0:01", "0:04")),
        (SRT, "it will hold", ("0:03", "0:07")),
        (VTT, "what was", ("1:00:03", "1:00:05")),
        (YOUTUBE, "held", ("0:00", "0:03")),
        (WHISPER, "it will hold", ("0:02", "0:07")),
        (PLAIN, "it will hold", ("1:02", "1:00:10")),
        (PLAIN, "Nobody", ("1:00:10", "")),
        (PLAIN, "A talk", None),
    ],
)
def test_it_is_known_when_words_are_heard(text: str, quoted: str, times: tuple[str, str] | None) -> None:
    found = transcripts.read(text)
    assert found is not None
    at = found.text.index(quoted)
    assert text[at:].startswith(quoted)
    assert found.times(at, at + len(quoted)) == times


def test_words_over_two_captions_are_heard_from_the_first_to_the_last() -> None:
    found = transcripts.read(SRT)
    assert found is not None
    assert found.times(found.text.index("held"), found.text.index("hold.") + 5) == ("0:01", "0:07")


@pytest.mark.parametrize(
    "text",
    ["", "At 10:20 he spoke.\n10:30 He left.\nAt 11:00 it rained.", "1:12 He said so.\n1:15 She too.", "a --> b"],
)
def test_a_text_with_a_few_times_is_no_transcript(text: str) -> None:
    assert transcripts.read(text) is None
