"""Copies of sources, as read when a record was written. They are kept outside the archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.text import transcripts
from generator.text.transcripts import Transcript


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a source: its text, and the SHA-256 of its bytes. For a transcript with times, only the spoken words
    remain in the text, each at its offset in the file."""

    text: str
    sha256: str
    transcript: Transcript | None = None

    @classmethod
    def from_bytes(cls, raw: bytes) -> Copy:
        """The copy in these bytes. Raises ValueError, which says what to do, if they are not UTF-8 text."""
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as fault:
            raise ValueError(
                f"it is not UTF-8 text: {fault.reason} at byte {fault.start:,}; save it as UTF-8"
            ) from None
        # A zero byte is valid UTF-8, but UTF-16 without a byte order mark looks like this: every second byte is zero.
        if "\0" in text:
            raise ValueError(f"it is not UTF-8 text: there is a zero byte at {raw.index(0):,}; save it as UTF-8")
        # the replacement has the same length, so offsets stay
        transcript = transcripts.read(text.replace("\r\n", " \n"))
        return cls(transcript.text if transcript else text, hashlib.sha256(raw).hexdigest(), transcript)
